"""Writes every kind of tensor beyond the strided ones, and every kind of file beyond torch.save, with PyTorch's answers.

Usage: write_kinds.py FOLDER    (runs under torch 1.13 and 2.13)
"""
import sys

import kind_files
import kind_numpy
import kind_odd_tensors
import kind_quantized
import kind_sparse
import training_script
from cases import Cases


def main(folder):
    training_script.as_main()
    cases = Cases(folder)
    for part in (kind_sparse, kind_quantized, kind_odd_tensors, kind_numpy, kind_files):
        part.write(cases)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
