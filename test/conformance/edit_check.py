"""Writes safetensors files with the official package and says how each is to be edited; then judges what pth made of them.

Usage: edit_check.py make FOLDER SEED | edit_check.py judge FOLDER
"""
import json
import pathlib
import random
import shutil
import sys

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

DTYPES = [torch.float32, torch.bfloat16, torch.float16, torch.int64, torch.uint8, torch.bool, torch.float64, torch.float8_e4m3fn]
LETTERS = "abcé✓\"\\/ \t\u0001😀"


def text(rng, least=1):
    return "".join(rng.choice(LETTERS + "xyz._0123456789") for _ in range(rng.randint(least, 30)))


def tensor(rng):
    shape = [rng.randint(0, 4) for _ in range(rng.randint(0, 4))]
    raw = torch.randint(0, 2, shape) if rng.random() < 0.2 else torch.randint(-100, 100, shape)
    return raw.to(rng.choice(DTYPES))


def make(folder, seed):
    rng = random.Random(seed)
    torch.manual_seed(seed)
    folder.mkdir(parents=True, exist_ok=True)
    edits = []
    for at in range(40):
        names = {f"model.layers.{index}.{text(rng)}" for index in range(rng.randint(1, 12))}
        tensors = {name: tensor(rng) for name in sorted(names)}
        metadata = None if rng.random() < 0.2 else {text(rng): text(rng, 0) for _ in range(rng.randint(0, 4))}
        path = folder / f"{at:02}.safetensors"
        save_file(tensors, path, metadata=metadata)
        shutil.copy(path, folder / f"{at:02}.source")
        expected = dict(metadata or {})
        flags, renamed = [], {name: name for name in tensors}
        for key in list(expected):
            if rng.random() < 0.5:
                flags += ["--unset", key]
                del expected[key]
        for _ in range(rng.randint(0, 3)):
            key, value = text(rng).replace("=", ""), text(rng, 0) * rng.choice([1, 1, 20])
            if key and key not in flags:
                flags += ["--set", f"{key}={value}"]
                expected[key] = value
        if rng.random() < 0.5:
            flags += ["--rename", "model.*=*"]
            renamed = {name: name.removeprefix("model.") for name in tensors}
        if rng.random() < 0.2:
            flags += ["--rewrite", "--header-reserve", str(rng.choice([1, 8, 1000, 100_000]))]
        edits.append({"file": path.name, "flags": flags, "metadata": expected, "renamed": renamed})
    (folder / "edits.json").write_text(json.dumps(edits))


def judge(folder):
    wrong = []
    for edit in json.loads((folder / "edits.json").read_text()):
        path = folder / edit["file"]
        source = load_file(path.with_suffix(".source"))
        found = load_file(path)
        with safe_open(path, "pt") as opened:
            metadata = opened.metadata() or {}
        if metadata != edit["metadata"]:
            wrong.append(f"{path.name}: metadata {metadata} for {edit['metadata']}")
        if set(found) != set(edit["renamed"].values()):
            wrong.append(f"{path.name}: names {sorted(found)}")
            continue
        for old, new in edit["renamed"].items():
            a, b = source[old], found[new]
            same = a.dtype == b.dtype and a.shape == b.shape and a.contiguous().view(-1).view(torch.uint8).equal(b.contiguous().view(-1).view(torch.uint8)) if a.numel() else a.shape == b.shape and a.dtype == b.dtype
            if not same:
                wrong.append(f"{path.name}: {new}")
        if int.from_bytes(path.read_bytes()[:8], "little") % 8:
            wrong.append(f"{path.name}: alignment")
    print(json.dumps(wrong))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(pathlib.Path(sys.argv[2]), int(sys.argv[3]))
    else:
        judge(pathlib.Path(sys.argv[2]))
