"""Writes one checkpoint after another into a folder, asks PyTorch about each, and keeps the answers beside them."""
import collections
import json
import os
import pathlib
import random
import warnings
import zlib

import numpy
import torch

import oracle
from loaders import LOADERS
from tensor_facts import first_line, sha256, type_name

TORCH = "torch " + torch.__version__.split("+")[0]
INSTALLED = str(pathlib.Path(torch.__file__).parent.parent) + "/"
MODERN = int(torch.__version__.split(".")[0]) >= 2


class Cases:
    """The cases of one run; every case has a name that is the stem of its file."""

    def __init__(self, folder, *, only=None, **save_options):
        self.only = only  # names of the cases to write; None writes all
        self.save_options = save_options
        self.streams = save_options.get("_use_new_zipfile_serialization") is False
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.groups = collections.Counter()
        self.answers = collections.Counter()
        self.surprises = []
        self.unsavable = []

    def save(self, name, make, group, what, *, suffix=".pth", state_dict=None, expect="loads", loader="torch.load",
             save=torch.save, optional=False, **options):
        """Lets PyTorch write make() (a function, so that the seed is set before it runs) and judges the file.

        An optional case is one that not every PyTorch can write; its refusal is counted, not hidden.
        """
        if self.only is not None and name not in self.only:
            return None
        seed(name)
        path = self.folder / (name + suffix)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                save(make(), path, **{**self.save_options, **options} if save is torch.save else options)
        except Exception as error:
            if not optional:
                raise
            path.unlink(missing_ok=True)
            self.unsavable.append(f"{path.name}: {error_text(error, path)}")
            return None
        return self.judge(path, group, what, state_dict=state_dict, expect=expect, loader=loader)

    def write(self, name, data, group, what, *, suffix=".pth", writer=TORCH, state_dict=None, expect="loads",
              loader="torch.load"):
        """Writes bytes made by other means and judges the file."""
        if self.only is not None and name not in self.only:
            return None
        path = self.folder / (name + suffix)
        path.write_bytes(data)
        return self.judge(path, group, what, writer=writer, state_dict=state_dict, expect=expect, loader=loader)

    def judge(self, path, group, what, *, writer=TORCH, state_dict=None, expect="loads", loader="torch.load"):
        """Writes <file>.expected.json with PyTorch's own answer; expect says which answer the author proved."""
        answer = ask(path, state_dict, loader)
        record = {"file": path.name, "writer": writer, "judge": TORCH, "loader": loader, "group": group, "what": what, **answer}
        write_expected(path, record)
        self.groups[group] += 1
        self.answers[answer["answer"]] += 1
        if expect is not None and answer["answer"] != expect:
            self.surprises.append(f"{path.name}: {answer['answer']}, not {expect}: {answer.get('error', '')}")
        return path

    def finish(self):
        """Prints the counts; a case that PyTorch answered otherwise than its author said is a failure."""
        for group, count in sorted(self.groups.items()):
            print(f"  {count:4d} {group}")
        print(f"  {sum(self.groups.values())} files by {TORCH}: {dict(self.answers)}")
        for refusal in self.unsavable:
            print("  not savable: " + refusal)
        for surprise in self.surprises:
            print("  SURPRISE " + surprise)
        return 1 if self.surprises else 0


def seed(name):
    """Every case is seeded by its own name, so that adding one changes no other."""
    number = zlib.crc32(name.encode())
    random.seed(number)
    numpy.random.seed(number)
    torch.manual_seed(number)


def ask(path, state_dict=None, loader="torch.load"):
    """PyTorch's answer about a file: what it loads, or the error it refuses the file with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            obj = LOADERS[loader](path)
        except Exception as error:  # whatever PyTorch raises is the answer
            return {"answer": "refused", "error": error_text(error, path)}
        described = oracle.describe(obj, state_dict)
        if described["state_dict"] is not None:
            described["state_dict"]["safetensors"] = official_safetensors(oracle.at(obj, state_dict or []))
        safe = _weights_only_answer(path) if loader == "torch.load" else None
    return {"answer": "loads", "top_type": type_name(obj), "weights_only": safe, **described}


def official_safetensors(state):
    """Size and hash of what the official package writes when each name gets a contiguous copy of its own; None if it cannot."""
    state = state.state_dict() if isinstance(state, torch.nn.Module) else state
    try:
        from safetensors.torch import save
        data = save({name: value.detach().resolve_conj().resolve_neg().clone(memory_format=torch.contiguous_format)
                     for name, value in state.items()}, metadata={"format": "pt"})
    except Exception:  # no such package, a value that is no tensor, a dtype or layout without a name there
        return None
    return {"metadata": {"format": "pt"}, "nbytes": len(data), "sha256": sha256(data)}


def _weights_only_answer(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            torch.load(path, map_location="cpu", weights_only=True)
        except Exception as error:
            return error_text(error, path)
    return "loads"


def error_text(error, path):
    """Class and first line of an error, without the folders of this machine."""
    text = first_line(str(error).split("WeightsUnpickler error: ")[-1].strip())
    return f"{type(error).__name__}: {text}".replace(str(path), path.name).replace(INSTALLED, "")


def write_expected(path, record):
    """One top-level key a line and one tensor a line, so that a changed answer is a small diff."""
    lines = []
    for key, value in record.items():
        if key in ("tensors", "values") and value:
            rows = ",\n  ".join(json.dumps(row, allow_nan=False) for row in value)
            lines.append(f' "{key}": [\n  {rows}\n ]')
        else:
            lines.append(f' "{key}": {json.dumps(value, allow_nan=False)}')
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    pathlib.Path(os.fspath(path) + ".expected.json").write_text(text, encoding="ascii")
