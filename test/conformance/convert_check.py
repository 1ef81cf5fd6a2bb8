"""Loads converted files with the official packages and compares every tensor with what PyTorch said of its source.

Usage: convert_check.py MANIFEST.json    (under torch 2.13 safetensors and .pth, under torch 1.13 .pth alone)
"""
import hashlib
import json
import pathlib
import sys

import torch

MODERN = int(torch.__version__.split(".")[0]) >= 2


def raw(tensor):
    """dtype, shape and hash of the row-major bytes."""
    tensor = tensor.detach().contiguous()
    flat = tensor.reshape(-1)
    data = flat.view(torch.uint8).numpy().tobytes() if flat.numel() and flat.dtype != torch.bool else bytes(flat.numpy()) if flat.numel() else b""
    return str(tensor.dtype).replace("torch.", ""), list(tensor.shape), hashlib.sha256(data).hexdigest()


def main(manifest):
    problems, safe_count, pth_count, judged, equal = [], 0, 0, 0, 0
    for entry in json.loads(pathlib.Path(manifest).read_text()):
        facts = {}
        if MODERN:
            from safetensors.torch import load_file
            try:
                loaded = load_file(entry["safetensors"])
            except Exception as error:
                problems.append(f"{entry['file']}: safetensors: {error}")
                continue
            safe_count += 1
            if sorted(loaded) != sorted(item["name"] for item in entry["tensors"]):
                problems.append(f"{entry['file']}: other names")
            facts = {name: raw(tensor) for name, tensor in loaded.items()}
            for item in entry["tensors"]:
                if "sha256" not in item:
                    continue
                judged += 1
                if list(facts[item["name"]]) != [item["dtype"], item["shape"], item["sha256"]]:
                    problems.append(f"{entry['file']}: {item['name']} is {facts[item['name']]}, not {item}")
        elif not entry["old"]:
            continue
        try:
            again = torch.load(entry["pth"], weights_only=True)
        except Exception as error:
            problems.append(f"{entry['file']}: .pth: {type(error).__name__}: {str(error)[:300]}")
            continue
        pth_count += 1
        # complex128, complex32 and 0-dim float4 have a form in .pth alone.
        names = [item["name"] for item in entry["tensors"]]
        both = [name for name in again if name in set(names)]
        if both != names or any(name not in set(names) and not again[name].is_complex() and "float4" not in str(again[name].dtype) for name in again):
            problems.append(f"{entry['file']}: .pth: other names")
            continue
        for item in entry["tensors"]:
            found = raw(again[item["name"]])
            if MODERN and found != facts[item["name"]]:
                problems.append(f"{entry['file']}: .pth: {item['name']} differs from safetensors")
            if "sha256" in item and list(found) != [item["dtype"], item["shape"], item["sha256"]]:
                problems.append(f"{entry['file']}: .pth: {item['name']} is {found}, not {item}")
            equal += 1
    print(f"torch {torch.__version__}: {safe_count} safetensors files loaded, {judged} tensors equal to PyTorch's; "
          f"{pth_count} .pth files loaded with weights_only=True, {equal} tensors equal; {len(problems)} problems")
    for problem in problems[:60]:
        print(" ", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
