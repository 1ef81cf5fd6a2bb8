"""Writes the zip checkpoints of this PyTorch with its answers: dtypes, layouts, wrappers, modules, values, zip variants.

Usage: write_zip.py FOLDER    (runs under torch 1.13 and 2.13)
"""
import sys

import case_dtypes
import case_layouts
import case_modules
import case_persistent
import case_values
import case_wrappers
import case_zip_variants
import training_script
from cases import MODERN, Cases


def main(folder):
    training_script.as_main()
    cases = Cases(folder)
    for part in (case_dtypes, case_layouts, case_wrappers, case_modules, case_persistent, case_values):
        part.write(cases)
    if MODERN:  # the variants are made by hand from one archive: one version's answer is enough
        case_zip_variants.write(cases)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
