"""Writes the situations of the hint_*.py: NAME.pth and NAME.schema.json for each, and names.json.

Usage: write_hints.py FOLDER
"""
import json
import pathlib
import sys

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import hint_libraries
import hint_traps
from hint_situations import SITUATIONS, build
from model_schema import write_model_schema


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if torch.__version__.startswith("1."):
        print("  only PyTorch 2.13 is asked about hints")
        return
    rows = []
    for number, name in enumerate(SITUATIONS):
        file, model, truth, _ = build(name)
        torch.save(file, folder / f"{number:03}.pth")
        write_model_schema(model, folder / f"{number:03}.schema.json")
        rows.append({"name": name, "file": f"{number:03}", "mendable": truth is not None})
    (folder / "names.json").write_text(json.dumps(rows))


main(sys.argv[1])
