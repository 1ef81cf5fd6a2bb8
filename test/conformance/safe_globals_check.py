"""Runs each printed line in a process of its own and loads the file. Usage: safe_globals_check.py FILE.json

The JSON is a list of [path, line or null]; what comes out is a list of [path, loads before, loads after the line].
"""
import json
import multiprocessing
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))


def loads(path):
    import torch

    try:
        torch.load(path, weights_only=True)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def check(case):
    path, line = case
    import torch

    before = loads(path)
    if line is None:
        return path, before, None
    try:
        exec(line, {"torch": torch})
    except Exception as error:
        return path, before, f"the line: {type(error).__name__}: {error}"
    return path, before, loads(path)


if __name__ == "__main__":
    import torch
    import safe_globals_classes

    cases = json.loads(pathlib.Path(sys.argv[1]).read_text())
    # Fork: every case has a process that nothing was allowed in.
    with multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        print(json.dumps(pool.map(check, cases, chunksize=1)))
