"""Writes one model in each kind of container, large enough to show traces of damage. damage.conformance.ts damages them.

Usage: write_damage.py FOLDER
"""
import pathlib
import sys

import numpy
import torch


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if torch.__version__.startswith("1."):
        print("  only what PyTorch 2.13 writes is damaged")
        return
    import safetensors.torch

    torch.manual_seed(7)
    weights = {f"layer{index}.weight": torch.randn(64, 32) for index in range(6)}
    weights["counts"] = torch.arange(300)
    torch.save(weights, folder / "model.pth")
    torch.save(weights, folder / "model.legacy.pth", _use_new_zipfile_serialization=False)
    safetensors.torch.save_file(weights, str(folder / "model.safetensors"), {"format": "pt"})
    numpy.savez(folder / "model.npz", **{name: value.numpy() for name, value in weights.items()})
    print(f"  {len(list(folder.iterdir()))} containers to damage")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
