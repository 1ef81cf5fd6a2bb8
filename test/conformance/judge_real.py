"""Asks the official safetensors package about the real safetensors files, which torch.load has no answer for.

Usage: judge_real.py REAL_FOLDER FOLDER    (copies them into FOLDER, with the answers beside the copies)
"""
import pathlib
import shutil
import sys

from cases import Cases


def main(real, folder):
    index = pathlib.Path(real) / "INDEX.tsv"
    if not index.exists():
        print(f"  no real checkpoints at {real}")
        return 0
    cases = Cases(folder)
    for line in index.read_text().splitlines()[1:]:
        file, kind = line.split("\t")[:2]
        if kind != "safetensors":
            continue
        copy = pathlib.Path(folder) / file.replace("/", "__")
        shutil.copyfile(pathlib.Path(real) / file, copy)
        cases.judge(copy, "safetensors", "a real file", writer="unknown", loader="safetensors", expect=None)
    return cases.finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
