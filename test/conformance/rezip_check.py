"""Loads files, with and without mmap, and says of each whether it has the weights of write_rezip.py.

Usage: rezip_check.py FILE...    Prints one JSON object of file names to answers.
"""
import json
import sys

from write_rezip import answer

print(json.dumps({path: [answer(path, weights_only=True, **more) for more in ({}, {"mmap": True})] for path in sys.argv[1:]}))
