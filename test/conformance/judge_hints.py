"""Runs the Python lines of hints and loads the files that convert wrote, and holds the result against the truth.

Usage: judge_hints.py FOLDER ANSWERS    ANSWERS: [{name, file, python, converted, strict}]; prints one verdict for each
"""
import json
import pathlib
import sys
import warnings

import torch
from safetensors.torch import load_file

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import hint_libraries
import hint_traps
from hint_situations import SITUATIONS, build

warnings.simplefilter("ignore")


def compare(model, before, truths, initial):
    """None, or what is wrong: every name has the right value, and what has none keeps its first one."""
    after = model.state_dict()
    worst = None
    for truth in truths:
        worst = None
        for name, value in after.items():
            if any(name.startswith(part) for part in initial):
                right = before[name]
            elif name in truth:
                right = truth[name].detach()
            elif name.endswith("num_batches_tracked"):
                continue
            else:
                return f"{name} has no truth"
            if value.shape != right.shape:
                worst = f"{name} has the shape {tuple(value.shape)}"
            elif not torch.allclose(value.double(), right.double(), rtol=1e-5, atol=1e-6, equal_nan=True):
                worst = f"{name} has other values"
        if worst is None:
            return None
    return worst


def judge(folder, answer):
    file, model, truth, initial = build(answer["name"])
    if truth is None:
        return "a hint where no mend keeps the meaning"
    truths = truth if isinstance(truth, list) else [truth]
    before = {name: value.clone() for name, value in model.state_dict().items()}
    space = {"sd": torch.load(folder / f"{answer['file']}.pth", weights_only=False), "model": model, "torch": torch,
             "re": __import__("re")}
    try:
        exec("\n".join(answer["python"]), space)
        if answer["strict"]:
            model.load_state_dict(space["sd"], strict=True)
    except Exception as error:
        return f"the Python lines raise {type(error).__name__}: {str(error)[:200]}"
    wrong = compare(model, before, truths, initial)
    if wrong is not None:
        return f"after the Python lines {wrong}"
    if answer.get("converted") is None:
        return None
    model = build(answer["name"])[1]
    try:
        model.load_state_dict(load_file(answer["converted"]), strict=answer["strict"])
    except Exception as error:
        return f"the converted file raises {str(error)[:200]}"
    wrong = compare(model, before, truths, initial)
    return None if wrong is None else f"in the converted file {wrong}"


def main(folder, answers):
    folder = pathlib.Path(folder)
    rows = json.loads(pathlib.Path(answers).read_text())
    print(json.dumps([{"name": row["name"], "wrong": judge(folder, row)} for row in rows]))


main(*sys.argv[1:])
