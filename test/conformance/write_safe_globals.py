"""Writes files that weights_only refuses: for each, add_safe_globals may help or not. Usage: write_safe_globals.py FOLDER

Only PyTorch 2.13 has `add_safe_globals`; under an older one the folder stays empty.
"""
import argparse
import collections
import datetime
import decimal
import enum
import fractions
import functools
import io
import pathlib
import random
import sys
import types
import uuid

import numpy
import torch
import torch.ao.nn.qat
import torch.nn.utils.prune as prune

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import safe_globals_classes as classes


def contents():
    weights = {"w": torch.ones(2)}
    for name in ["float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "uint16", "uint32", "uint64", "bool", "complex64", "complex128"]:
        yield f"numpy-scalar-{name}", {**weights, "best": numpy.dtype(name).type(1)}
        yield f"numpy-array-{name}", {**weights, "best": numpy.zeros(3, dtype=name)}
    yield "numpy-array-text", {**weights, "names": numpy.array(["a", "bc"])}
    yield "numpy-array-bytes", {**weights, "names": numpy.array([b"a", b"bc"])}
    yield "numpy-array-time", {**weights, "time": numpy.array(["2024-01-01"], dtype="datetime64[D]")}
    yield "numpy-array-fields", {**weights, "rows": numpy.zeros(2, dtype=[("a", "f4"), ("b", "i8")])}
    yield "numpy-array-objects", {**weights, "mixed": numpy.array([1, "a"], dtype=object)}
    yield "numpy-fortran", {**weights, "m": numpy.asfortranarray(numpy.arange(6.0).reshape(2, 3))}
    yield "numpy-big-endian", {**weights, "m": numpy.zeros(3, dtype=">f4")}
    yield "numpy-random-state", {**weights, "rng": numpy.random.get_state()}
    yield "numpy-random-object", {**weights, "rng": numpy.random.RandomState(3)}
    yield "numpy-dtype", {**weights, "dtype": numpy.dtype("float32")}
    yield "numpy-type", {**weights, "type": numpy.float32}
    yield "training", {**weights, "best": numpy.float64(0.5), "curve": numpy.arange(4.0), "args": argparse.Namespace(lr=0.1), "rng": numpy.random.get_state(), "py": random.getstate()}
    yield "namespace", {**weights, "args": argparse.Namespace(lr=0.1, name="x")}
    yield "simple-namespace", {**weights, "args": types.SimpleNamespace(lr=0.1)}
    yield "deque", {**weights, "losses": collections.deque([1.0, 2.0], maxlen=5)}
    yield "deque-empty", {**weights, "losses": collections.deque()}
    yield "defaultdict-empty", {**weights, "counts": collections.defaultdict(int)}
    yield "defaultdict", {**weights, "counts": collections.defaultdict(int, a=1)}
    yield "defaultdict-list", {**weights, "counts": collections.defaultdict(list, a=[1])}
    yield "counter", {**weights, "counts": collections.Counter("abca")}
    yield "path", {**weights, "path": pathlib.Path("a/b")}
    yield "pure-path", {**weights, "path": pathlib.PurePosixPath("a/b")}
    yield "datetime", {**weights, "at": datetime.datetime(2024, 1, 2, 3)}
    yield "date", {**weights, "at": datetime.date(2024, 1, 2)}
    yield "timedelta", {**weights, "at": datetime.timedelta(3)}
    yield "decimal", {**weights, "value": decimal.Decimal("1.5")}
    yield "fraction", {**weights, "value": fractions.Fraction(1, 3)}
    yield "uuid", {**weights, "value": uuid.UUID(int=5)}
    yield "range", {**weights, "value": range(3)}
    yield "slice", {**weights, "value": slice(1, 2, None)}
    yield "frozenset", {**weights, "value": frozenset([1, 2])}
    yield "bytes", {**weights, "value": b"abc"}
    yield "enum", {**weights, "mode": classes.Color.RED}
    yield "int-enum", {**weights, "mode": classes.Level.HIGH}
    yield "dataclass", {**weights, "config": classes.Config(lr=0.1)}
    yield "slots", {**weights, "config": classes.Slots(3)}
    yield "own-setstate", {**weights, "config": classes.WithSetState(3)}
    yield "own-reduce", {**weights, "config": classes.WithReduce(3)}
    yield "own-list", {**weights, "config": classes.OwnList([1, 2])}
    yield "own-dict", {**weights, "config": classes.OwnDict(a=1)}
    yield "named-tuple", {**weights, "config": classes.Point(1, 2)}
    yield "nested-class", {**weights, "config": classes.Outer.Inner()}
    yield "module", torch.nn.Linear(2, 2)
    yield "sequential", torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.BatchNorm1d(2))
    yield "own-module", {"model": classes.Net()}
    yield "optimizer", {"optimizer": torch.optim.SGD(torch.nn.Linear(2, 2).parameters(), lr=0.1)}
    # Modules that PyTorch does not import by itself, or under whose name it has a function.
    pruned = torch.nn.Linear(4, 4)
    prune.l1_unstructured(pruned, "weight", 0.5)
    yield "pruned-module", pruned
    yield "old-weight-norm-module", torch.nn.utils.weight_norm(torch.nn.Linear(2, 2))
    yield "old-spectral-norm-module", torch.nn.utils.spectral_norm(torch.nn.Linear(2, 2))
    yield "constants", {**weights, "rest": ..., "none": NotImplemented}
    yield "partial", {**weights, "norm": functools.partial(torch.nn.LayerNorm, eps=1e-6)}
    yield "masked-array", {**weights, "m": numpy.ma.array([1, 2], mask=[0, 1])}
    yield "one-name-two-modules", {**weights, "a": torch.nn.Linear(2, 2), "b": torch.ao.nn.qat.Linear(2, 2, qconfig=torch.ao.quantization.default_qconfig)}
    yield "function", {**weights, "f": classes.function}
    yield "tensor-subclass", {"w": torch.ones(2).as_subclass(classes.OwnTensor)}


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    if not hasattr(torch.serialization, "add_safe_globals"):
        sys.exit(0)
    for name, value in contents():
        torch.save(value, folder / f"{name}.pth")
        if name in ("namespace", "numpy-array-float32", "dataclass", "deque"):
            torch.save(value, folder / f"{name}-legacy.pth", _use_new_zipfile_serialization=False)
        # What NumPy 1 wrote: the same names under numpy.core.
        data = io.BytesIO()
        if name.startswith("numpy-array-float") or name == "numpy-scalar-float64":
            torch.save(value, data)
            # Both names have the same length when a letter of the record is given up: the pickle is rewritten instead.
            (folder / f"{name}-numpy1.pth").write_bytes(classes.as_numpy1(data.getvalue()))
