"""Loads wrapped files with weights_only=True and answers what is in them, with the types that Python has.

Usage: wrap_check.py SOURCE ROOT FILE...   prints one JSON list: for each file its keys, values and whether the tensors
equal those at ROOT of SOURCE ("" is the file itself).
"""
import json
import sys

import torch


def walk(value, model):
    if isinstance(value, dict) and value and all(isinstance(item, torch.Tensor) for item in value.values()):
        same = list(value) == list(model) and all(
            torch.equal(value[name], model[name]) and value[name].dtype == model[name].dtype for name in model
        )
        versions = {key: dict(of) for key, of in getattr(value, "_metadata", {}).items()}
        wanted = {key: dict(of) for key, of in getattr(model, "_metadata", {}).items()}
        return ["model", same, versions == wanted]
    if isinstance(value, dict):
        return {key: walk(item, model) for key, item in value.items()}
    return [type(value).__name__, repr(value)]


def main():
    source, root, *files = sys.argv[1:]
    kinds = {} if torch.__version__.startswith("1.") else {"weights_only": False}
    model = torch.load(source, map_location="cpu", **kinds)
    for key in [key for key in root.split(".") if key]:
        model = model[key]
    answers = []
    for path in files:
        try:
            answers.append(walk(torch.load(path, map_location="cpu", weights_only=True), model))
        except Exception as error:  # noqa: BLE001
            answers.append(["error", type(error).__name__, str(error).splitlines()[0]])
    print(json.dumps(answers))


main()
