"""Cases: names, numbers and Python objects beside the tensors."""
import argparse
import collections
import datetime
import decimal
import fractions
import functools
import pathlib
import types
import uuid

import torch

import training_script as script


def write(cases):
    for name, (what, make) in values().items():
        for protocol in (2, 4, 5):
            cases.save(f"value-{name}-protocol{protocol}", make, "value", f"{what}, protocol {protocol}", pickle_protocol=protocol)


def values():
    return {
        "int-keys": ("integer keys, also negative and huge", lambda: {0: torch.rand(1), -1: torch.rand(1), 2**70: torch.rand(1), 1: 2}),
        "odd-keys": ("None, bool, float, tuple and bytes as keys", lambda: {None: torch.rand(1), True: torch.rand(1), 1.5: torch.rand(1), (1, "a"): torch.rand(1), b"k": torch.rand(1)}),
        "one-and-one": ("the key 1 and the key '1' in one dict", lambda: {1: torch.rand(1), "1": torch.rand(2)}),
        "names": ("names with non-ASCII letters, emoji, quotes, escapes, newlines, dots and nothing", lambda: {name: torch.rand(1) for name in NAMES}),
        "prototype-names": ("names that mean something to JavaScript", lambda: {name: torch.rand(1) for name in JAVASCRIPT_NAMES}),
        "surrogates": ("a name that is not valid UTF-16", lambda: {"\ud800x": torch.rand(1), "ok": "\udfff"}),
        "long-name": ("a name of 300 and one of 70,000 bytes", lambda: {"n" * 300: torch.rand(1), "é" * 35_000: torch.rand(1)}),
        "integers": ("integers at every boundary of their encodings", lambda: {"w": torch.rand(1), "numbers": INTEGERS}),
        "floats": ("floats with infinities, NaN, minus zero and subnormals", lambda: {"numbers": [0.0, -0.0, 1.5, 1e308, 5e-324, float("inf"), float("-inf"), float("nan"), 0.1]}),
        "bytes": ("bytes, bytearray, empty and long", lambda: {"a": b"", "b": b"abc\x00\xff", "c": bytes(range(256)) * 3, "d": bytearray(b"xy"), "e": bytearray()}),
        "containers": ("sets, frozensets, ranges, slices, complex numbers, Ellipsis", lambda: {"set": {1, 2}, "frozen": frozenset({"a"}), "empty": set(), "range": range(1, 9, 2), "slice": slice(1, None, 2), "complex": 1 + 2j, "dots": ..., "not": NotImplemented}),
        "collections": ("defaultdict, Counter, deque, OrderedDict, ChainMap", _collections),
        "namespaces": ("argparse.Namespace and SimpleNamespace with tensors inside", lambda: {"args": argparse.Namespace(lr=0.1, w=torch.rand(2)), "simple": types.SimpleNamespace(a=1, w=torch.rand(1))}),
        "paths-and-dates": ("pathlib, datetime, uuid, Decimal, Fraction", _paths_and_dates),
        "enums": ("Enum, IntEnum, Flag members", lambda: {"colour": script.Colour.GREEN, "level": script.Level.HIGH, "flags": script.Flags.A | script.Flags.B}),
        "objects": ("dataclass, nested class, slots, subclasses of dict and list", _objects),
        "functions": ("functions, classes, partials and bound methods", lambda: {"f": script.activation, "c": script.Config, "inner": script.Outer.Inner, "p": functools.partial(script.activation, 1), "m": script.Config(1).__eq__, "len": len, "relu": torch.relu}),
        "torch-values": ("dtypes, devices, layouts, Size, qschemes", lambda: {"dtype": torch.bfloat16, "device": torch.device("cuda", 1), "cpu": torch.device("cpu"), "layout": torch.sparse_coo, "size": torch.Size([2, 3]), "empty": torch.Size([]), "scheme": torch.per_tensor_affine, "type": torch.Tensor}),
        "many": ("2,500 entries: three batches of SETITEMS", lambda: {f"layer.{i}": torch.tensor(i) for i in range(2500)}),
        "many-list": ("2,001 items: three batches of APPENDS, the last of one", lambda: {"items": list(range(2001))}),
        "recursive": ("a dict, a list and an object that contain themselves", _recursive),
        "shared": ("one list and one string used in many places", _shared),
        "deep": ("a list nested 200 deep", _deep),
        "memo-300": ("more than 256 memo entries before a shared one", _memo),
    }


NAMES = ("größe", "層.重み", "😀.weight", "'single'", '"double"', "back\\slash", "new\nline", "tab\t", "\u0000nul", "\u007f",
         "\u2028", "a.b..c.", ".lead", "", " ", "%s{0}", "\ue000", "\U0001f600", "e\u0301", "\xe9")
JAVASCRIPT_NAMES = ("__proto__", "constructor", "toString", "hasOwnProperty", "10", "9", "01", "-1", "1.5", "length", "__metadata__", "prototype")
INTEGERS = [0, 1, -1, 255, 256, 65535, 65536, -128, -129, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**53, 2**53 + 1, -(2**53) - 1,
            2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 10**30, -(10**30), 2**2040, -(2**2039), True, False]


def _collections():
    table = collections.defaultdict(list)
    table["a"].append(torch.rand(1))
    ordered = collections.OrderedDict(b=1, a=2)
    return {"default": table, "ints": collections.defaultdict(int, x=1), "count": collections.Counter("hello"), "ordered": ordered,
            "queue": collections.deque([1, torch.rand(2)], maxlen=3), "chain": collections.ChainMap({"x": 1}, {"y": torch.rand(1)})}


def _paths_and_dates():
    moment = datetime.datetime(2024, 2, 29, 12, 30, 15, 123456, tzinfo=datetime.timezone.utc)
    return {"path": pathlib.PurePosixPath("/data/run é/x.pth"), "concrete": pathlib.Path("runs/1"), "when": moment, "day": moment.date(),
            "delta": datetime.timedelta(days=1, seconds=2), "id": uuid.UUID(int=5), "decimal": decimal.Decimal("1.10"),
            "fraction": fractions.Fraction(1, 3), "w": torch.rand(1)}


def _objects():
    own = script.OwnDict(a=torch.rand(1))
    own.note = "attribute"
    return {"config": script.Config(3, 0.5, ["x"]), "main": script.MainConfig(), "inner": script.Outer.Inner(), "slots": script.WithSlots(),
            "dict": own, "list": script.OwnList([torch.rand(1)]), "point": script.Point(1, torch.rand(1))}


def _recursive():
    table, items, config = {"w": torch.rand(1)}, [1], script.Config()
    table["self"] = table
    items.append(items)
    config.parent, table["items"], table["config"] = config, items, config
    items.append((table,))
    return table


def _shared():
    words, text = ["a", "b"], "shared text"
    return {"first": words, "second": words, "texts": [text] * 3, text: text, "w": torch.rand(1), "nested": {"words": words}}


def _deep():
    value = torch.rand(1)
    for _ in range(200):
        value = [value]
    return {"deep": value}


def _memo():
    shared = ["shared"]
    return {"first": shared, "many": [f"text {i}" for i in range(300)], "again": shared, "later": ["late"], "w": torch.rand(1)}
