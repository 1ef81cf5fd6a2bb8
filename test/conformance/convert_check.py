"""Loads converted files with the official packages and compares every tensor with what PyTorch said of its source.

Usage: convert_check.py MANIFEST.json    (under torch 2.13 safetensors, .pth and .npz; under torch 1.13 .pth alone)
"""
import hashlib
import json
import pathlib
import sys

import numpy
import torch

MODERN = int(torch.__version__.split(".")[0]) >= 2


def raw(tensor):
    """dtype, shape and hash of the row-major bytes."""
    tensor = tensor.detach().contiguous()
    flat = tensor.reshape(-1)
    data = flat.view(torch.uint8).numpy().tobytes() if flat.numel() and flat.dtype != torch.bool else bytes(flat.numpy()) if flat.numel() else b""
    return [str(tensor.dtype).replace("torch.", ""), list(tensor.shape), hashlib.sha256(data).hexdigest()]


def raw_array(array):
    """The same of a numpy array."""
    return [str(array.dtype), list(array.shape), hashlib.sha256(array.tobytes()).hexdigest()]


def load_npz(path):
    with numpy.load(path, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


class Tally:
    """Files loaded, tensors equal to PyTorch's, tensors of which PyTorch said nothing, and problems."""

    def __init__(self):
        self.files, self.equal, self.unsaid, self.problems = 0, 0, 0, []

    def judge(self, file, kind, load, path, wanted, describe, ordered):
        """Facts by name of one converted file; every tensor must be there, none else."""
        try:
            loaded = load(path)
        except Exception as error:
            self.problems.append(f"{file}: {kind}: {type(error).__name__}: {str(error)[:300]}")
            return {}
        self.files += 1
        names = [item["name"] for item in wanted]
        if (list(loaded) != names) if ordered else (sorted(loaded) != sorted(names)):
            self.problems.append(f"{file}: {kind}: other names")
            return {}
        facts = {name: describe(value) for name, value in loaded.items()}
        for item in wanted:
            if "sha256" not in item:
                self.unsaid += 1
            elif facts[item["name"]] == [item["dtype"], item["shape"], item["sha256"]]:
                self.equal += 1
            else:
                self.problems.append(f"{file}: {kind}: {item['name']} is {facts[item['name']]}, not {item}")
        return facts


def main(manifest):
    safe, pth, npz = Tally(), Tally(), Tally()
    for entry in json.loads(pathlib.Path(manifest).read_text()):
        file = entry["file"]
        facts = {}
        if MODERN:
            from safetensors.torch import load_file
            facts = safe.judge(file, "safetensors", load_file, entry["safetensors"], entry["tensors"], raw, False)
            if "npz" in entry:
                npz.judge(file, "npz", load_npz, entry["npz"], entry["npz_tensors"], raw_array, True)
        elif not entry["old"]:
            continue
        found = pth.judge(file, ".pth", lambda path: torch.load(path, weights_only=True), entry["pth"], entry["pth_tensors"], raw, True)
        for name in found:
            if name in facts and found[name] != facts[name]:
                pth.problems.append(f"{file}: .pth: {name} differs from safetensors")
    problems = []
    for kind, tally in (("safetensors", safe), (".pth with weights_only=True", pth), (f".npz by numpy {numpy.__version__}", npz)):
        problems += tally.problems
        if tally.files or tally.problems:
            print(f"torch {torch.__version__}: {kind}: {tally.files} files loaded, {tally.equal} tensors equal to PyTorch's, "
                  f"{tally.unsaid} of which it said nothing, {len(tally.problems)} problems")
    for problem in problems[:60]:
        print(" ", problem)
    return 1 if problems or pth.files == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
