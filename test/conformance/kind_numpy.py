"""Cases: numpy arrays and scalars inside torch.save files, and plain pickles of arrays and tensors at every protocol."""
import collections
import pickle

import numpy
import torch
from torch import nn

PROTOCOLS = (0, 1, 2, 3, 4, 5)


def write(cases):
    for name, (what, make) in values().items():
        for protocol in (2, 4, 5):
            cases.save(f"numpy-{name}-protocol{protocol}", make, "numpy", f"{what}, protocol {protocol}", pickle_protocol=protocol)
        for protocol in PROTOCOLS:
            cases.save(f"pickle-numpy-{name}-protocol{protocol}", make, "plain-pickle", f"{what}, pickle.dump protocol {protocol}",
                       suffix=".pkl", save=dump, loader="pickle.load", protocol=protocol)
    for name, (what, make) in tensor_pickles().items():
        for protocol in PROTOCOLS:
            cases.save(f"pickle-{name}-protocol{protocol}", make, "plain-pickle", f"{what}, pickle.dump protocol {protocol}",
                       suffix=".pkl", save=dump, loader="pickle.load", protocol=protocol)


def dump(value, path, protocol):
    with open(path, "wb") as file:
        pickle.dump(value, file, protocol=protocol)


def values():
    return {
        "dtypes": ("an array of every number type", lambda: {code: (numpy.random.rand(3, 2) * 100).astype(code) for code in ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")}),
        "order": ("Fortran order, big-endian, strided and transposed arrays", _order),
        "shapes": ("0-dim, empty, one element, five dimensions", lambda: {"zero_dim": numpy.array(2.5), "empty": numpy.zeros((0, 3)), "one": numpy.ones((1,)), "five": numpy.arange(24).reshape(1, 2, 3, 2, 2)}),
        "scalars": ("numpy scalars", lambda: {"f8": numpy.float64(0.1), "f4": numpy.float32(0.5), "i8": numpy.int64(-3), "u8": numpy.uint64(2**64 - 1), "bool": numpy.bool_(True), "c16": numpy.complex128(1 + 2j), "f2": numpy.float16(1.5), "str": numpy.str_("ü"), "bytes": numpy.bytes_(b"ab"), "when": numpy.datetime64("2024-02-29")}),
        "strings": ("unicode, byte and object arrays", lambda: {"U": numpy.array(["a", "größe", "😀"]), "S": numpy.array([b"a", b"bc"]), "O": numpy.array([1, "x", None], dtype=object), "void": numpy.array([b"ab", b"cd"], dtype="V2"), "big_U": numpy.array(["x"], dtype=">U2")}),
        "structured": ("structured, nested and sub-array types", lambda: {"rows": numpy.array([(1, 2.5), (3, 4.5)], dtype=[("id", "<i4"), ("value", "<f8")]), "aligned": numpy.zeros(2, dtype=numpy.dtype([("a", "u1"), ("b", "f8")], align=True)), "sub": numpy.zeros(2, dtype=[("m", "<f4", (2, 2))])}),
        "time": ("datetime64 and timedelta64", lambda: {"days": numpy.array(["2024-01-01", "NaT"], dtype="datetime64[D]"), "ns": numpy.array([1, 2], dtype="timedelta64[ns]"), "steps": numpy.array([3], dtype="datetime64[25s]")}),
        "specials": ("NaN payloads, infinities, minus zero in f2, f4, f8", lambda: {code: numpy.array(bits, dtype=code.replace("f", "u")).view(code) for code, bits in (("f2", [0x7E01, 0xFC00, 0x8000]), ("f4", [0x7FC00001, 0xFF800000, 0x80000000]), ("f8", [0x7FF8000000000001, 0xFFF0000000000000, 1 << 63]))}),
        "with-tensors": ("arrays beside tensors", lambda: {"w": torch.rand(2, 2), "a": numpy.arange(4.0), "list": [numpy.float32(1), torch.ones(1)]}),
        "matrix-and-masked": ("numpy.matrix and a masked array", lambda: {"matrix": numpy.matrix([[1, 2], [3, 4]]), "masked": numpy.ma.masked_array([1, 2, 3], mask=[0, 1, 0])}),
        "random-state": ("random states of the old and the new kind", lambda: {"legacy": numpy.random.get_state(), "random_state": numpy.random.RandomState(3), "generator": numpy.random.default_rng(3)}),
        "dtype-objects": ("dtype objects and functions as values", lambda: {"f4": numpy.dtype("<f4"), "type": numpy.float32, "function": numpy.dtype(">i2")}),
    }


def _order():
    base = numpy.arange(12, dtype="<f4").reshape(3, 4)
    return {"C": base, "F": numpy.asfortranarray(base), "T": base.T, "steps": base[::2, 1::2], "negative": base[::-1],
            "big": base.astype(">f4"), "big_F": numpy.asfortranarray(base.astype(">i8")), "shared": base, "one_row_F": numpy.asfortranarray(base[:1])}


def tensor_pickles():
    return {
        "state_dict": ("a state_dict: each storage is a whole stream of its own", lambda: nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3)).state_dict()),
        "tensors": ("tensors of many dtypes, layouts and one Parameter", _tensors),
        "tensor-alone": ("one tensor alone", lambda: torch.arange(3)),
        "shared-storage": ("two views of one storage: sharing is lost", _views),
        "module": ("a whole module", lambda: nn.Linear(2, 2)),
        "detectron2": ("detectron2's .pkl: arrays under model, __author__", lambda: {"model": {"backbone.w": numpy.ones((2, 3), dtype="f4"), "bias": numpy.zeros(3, dtype="f4")}, "__author__": "Caffe2", "matching_heuristics": True}),
        "numbers": ("no tensors at all", lambda: {"a": [1, 2.5, None, True, "x", b"y"], "n": 2**70}),
    }


def _views():
    base = torch.arange(6.0)
    return collections.OrderedDict(a=base.view(2, 3), b=base.view(2, 3).t(), again=base)


def _tensors():
    return {"bf16": torch.rand(3).bfloat16(), "half": torch.rand(2).half(), "bool": torch.tensor([True, False]), "t": torch.rand(2, 3).t(),
            "p": nn.Parameter(torch.rand(2)), "empty": torch.empty(0, 2), "zero_dim": torch.tensor(5), "tail": torch.arange(10)[7:],
            "coo": torch.eye(2).to_sparse(), "quantized": torch.quantize_per_tensor(torch.rand(3), 0.1, 2, torch.quint8)}
