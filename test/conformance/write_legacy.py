"""Writes the stream format of PyTorch up to 1.5 by today's torch.save, and by hand what nothing writes any more, with PyTorch's answers.

Usage: write_legacy.py FOLDER    (runs under torch 1.13 and 2.13)
"""
import sys

import case_dtypes
import case_layouts
import case_legacy
import case_modules
import case_values
import case_wrappers
import training_script
from cases import Cases


def main(folder):
    training_script.as_main()
    cases = Cases(folder, _use_new_zipfile_serialization=False)
    for part in (case_dtypes, case_layouts, case_wrappers, case_modules, case_values):
        part.write(cases)
    case_legacy.write(cases)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
