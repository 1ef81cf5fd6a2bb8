"""Writes the attack set and asks torch.load(weights_only=True) about each file; nothing is ever loaded without weights_only.

Usage: write_scan.py FOLDER    (under torch 1.13 it writes nothing: its weights_only has other rules)
"""
import json
import pathlib
import sys
import warnings

import torch

import attacks


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if int(torch.__version__.split(".")[0]) < 2:
        return
    files = {}
    for name, suffix, data in attacks.all_attacks():
        path = folder / (name if suffix and name.endswith(suffix) else name + suffix)
        path.write_bytes(data)
        files[path.name] = {**load(path), "unsafe_globals": unsafe_globals(path)}
    record = {"torch": torch.__version__.split("+")[0], "files": files}
    (folder / "weights-only.json").write_text(json.dumps(record, indent=1) + "\n")
    accepted = sum(answer["answer"] == "accepts" for answer in files.values())
    print(f"  {len(files)} attacks; torch accepts {accepted} of them with weights_only=True")


def load(path):
    # A zip that fails to load leaves its map_location behind (torch 2.13), and a stream that is loaded next takes it:
    # without this the answer would depend on the file before.
    if hasattr(torch.serialization, "_serialization_tls"):
        torch.serialization._serialization_tls.map_location = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            torch.load(path, map_location="cpu", weights_only=True)
        except Exception as error:  # whatever torch raises is the answer
            return {"answer": "refuses", "error": text(error, path)}
    return {"answer": "accepts", "error": None}


def unsafe_globals(path):
    """What torch lists as in need of add_safe_globals, sorted; None where torch does not answer."""
    try:
        return sorted(torch.serialization.get_unsafe_globals_in_checkpoint(path))
    except Exception:  # it only reads the opcodes that weights_only knows
        return None


def text(error, path):
    line = str(error).split("WeightsUnpickler error: ")[-1].strip().split("\n")[0]
    return f"{type(error).__name__}: {line}".replace(str(path), path.name)[:300]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
