"""Cases: streams and tars by hand, in the forms that only Python 2 and the first PyTorch versions wrote."""
import base64
import json
import pathlib

import numpy
import torch

import pickle_assembler as asm
from cases import MODERN
from legacy_stream import ITEMSIZE, stream, sys_info, tar

HERE = pathlib.Path(__file__).parent
FLOATS = numpy.arange(6, dtype="<f4").tobytes()
LONGS = numpy.array([1, -2, 2**40], dtype="<i8").tobytes()


def write(cases):
    streams(cases)
    oldest_objects(cases)
    python2(cases)
    tars(cases)


def one(value):
    return asm.program(asm.dict_of([(asm.text("w"), value)]))


def root(key="100", numel=6, **more):
    return asm.storage(key, numel, parts=6, **more)


def streams(cases):
    def case(name, data, what, expect="loads", **more):
        cases.write(f"stream-{name}", data, "stream", what, writer="put together by hand", expect=expect, **more)

    storages = {"100": (6, FLOATS)}
    plain = one(asm.tensor(root(), (2, 3), (3, 1)))
    case("by-hand", stream(plain, storages), "the plain stream these cases change")
    for protocol in (0, 1, 3, 4, 5):
        case(f"head-protocol{protocol}", stream(plain, storages, protocol=protocol), f"magic, version, sys_info and keys at protocol {protocol}", None if protocol == 0 else "loads")
    case("big-endian-flag", stream(plain, storages, info=sys_info(False)), "little_endian False: the data is little-endian all the same")
    case("sys-info-empty", stream(plain, storages, info={}), "an empty sys_info")
    case("sys-info-long-8", stream(plain, storages, info={**sys_info(), "type_sizes": {"short": 2, "int": 4, "long": 8}}), "sys_info says that a long has 8 bytes")
    case("wrong-magic", stream(plain, storages, magic=12345), "another magic number", "refused")
    case("wrong-version", stream(plain, storages, version=1000), "another protocol version", "refused")
    case("trailing", stream(plain, storages) + b"more", "bytes after the last storage")
    case("truncated", stream(plain, storages)[:-4], "the last storage is cut off", "refused")
    case("truncated-numel", stream(plain, storages)[:-28], "a storage's length is cut off", "refused")
    case("numel-differs", stream(plain, {"100": (5, FLOATS[:20])}), "the storage's length is not the one in the persistent id", "refused")
    case("key-unknown", stream(plain, {**storages, "101": (1, b"abcd")}), "the list of keys names a storage that nothing uses", "refused")
    case("keys-unsorted", stream(asm.program(asm.dict_of([(asm.text("a"), asm.tensor(root("9", 2), (2,), (1,))), (asm.text("b"), asm.tensor(root("10", 2), (2,), (1,)))])),
                                 {"9": (2, FLOATS[:8]), "10": (2, FLOATS[8:16])}, keys=["9", "10"]), "the list of keys is not sorted")
    case("keys-a-tuple", stream(plain, storages, key_pickle=asm.program(asm.tuple_of(asm.text("100")))), "the list of keys is a tuple")
    case("no-storages", stream(asm.program(asm.dict_of([(asm.text("epoch"), asm.integer(3))])), {}), "no tensors")
    case("empty-storage", stream(one(asm.tensor(root(numel=0), (0, 3), (3, 1))), {"100": (0, b"")}), "a storage without elements")
    case("string-key-words", stream(one(asm.tensor(root("weights of w"), (6,), (1,))), {"weights of w": (6, FLOATS)}), "a storage key of words")
    case("views", stream(asm.program(asm.dict_of([
        (asm.text("head"), asm.tensor(root(view=("200", 0, 2)), (2,), (1,))), (asm.text("tail"), asm.tensor(root(view=("201", 3, 3)), (3,), (1,))),
        (asm.text("tail_again"), asm.tensor(root(view=("201", 3, 3)), (2,), (1,), offset=1)), (asm.text("root"), asm.tensor(root(), (6,), (1,)))])), storages),
        "two storage views of one root, one of them twice, then the root")
    case("view-alone", stream(one(asm.tensor(root(view=("200", 2, 4)), (2, 2), (2, 1))), storages), "a storage view whose root no tensor uses")
    case("view-out-of-bounds", stream(one(asm.tensor(root(view=("200", 4, 4)), (4,), (1,))), storages), "a storage view that leaves its root", None)
    case("view-key-reused", stream(asm.program(asm.dict_of([(asm.text("a"), asm.tensor(root(view=("200", 0, 3)), (3,), (1,))), (asm.text("b"), asm.tensor(root(view=("200", 3, 3)), (3,), (1,)))])), storages),
         "one view key with two offsets: the first one counts")
    case("class-changes", stream(asm.program(asm.dict_of([(asm.text("a"), asm.tensor(root(), (6,), (1,))), (asm.text("b"), asm.tensor(root(storage_class=("torch", "IntStorage")), (6,), (1,)))])), storages),
         "one key with two storage classes: the first one counts")
    case("cuda-location", stream(one(asm.tensor(root(location="cuda:0", storage_class=("torch.cuda", "FloatStorage")), (6,), (1,))), storages), "saved on a GPU")
    case("old-text", stream(one(asm.tensor(root(string=asm.old_text), (6,), (1,))), storages), "the persistent id's strings are Python 2 strings")
    case("bytes-key", stream(one(asm.tensor(root(string=lambda s: b"C" + bytes([len(s)]) + s.encode()), (6,), (1,))), storages), "the persistent id's strings are bytes, the list of keys is not", None)
    case("persistent-five", stream(one(asm.tensor(asm.storage("100", 6), (6,), (1,))), storages), "the persistent id has five parts as in a zip", "refused")
    case("rebuild-1", stream(one(asm.call(asm.name("torch._utils", "_rebuild_tensor"), root(), asm.integer(1), asm.integers((2, 2)), asm.integers((1, 2)))), storages), "_rebuild_tensor of 0.2 and 0.3")
    case("module-source", stream(asm.program(module_of("training_script", "OwnDict", asm.text("training_script.py"), asm.text("class OwnDict(dict):\n    pass\n"))), {}), "a class with its source text", None)
    case("module-no-source", stream(asm.program(module_of("training_script", "OwnDict", asm.NONE, asm.NONE)), {}), "a class whose source was not found")
    case("parameter", stream(one(asm.call(asm.name("torch._utils", "_rebuild_parameter"), asm.tensor(root(), (6,), (1,)), asm.TRUE, asm.ordered_dict())), storages), "_rebuild_parameter")
    case("two-dtypes", stream(asm.program(asm.dict_of([(asm.text("f"), asm.tensor(root("1"), (6,), (1,))), (asm.text("l"), asm.tensor(root("2", 3, storage_class=("torch", "LongStorage")), (3,), (1,)))])),
                              {"1": (6, FLOATS), "2": (3, LONGS)}), "float and long storages")


def module_of(module, cls, file, source):
    return asm.tuple_of(asm.text("module"), asm.name(module, cls), file, source) + asm.BINPERSID + asm.EMPTY_TUPLE + asm.NEWOBJ


def oldest_objects(cases):
    """What stood in for _rebuild_tensor_v2 and _rebuild_parameter before 0.4."""
    def case(name, value, what, expect="loads"):
        cases.write(f"oldest-{name}", stream(one(value), {"100": (6, FLOATS)}), "oldest", what, writer="put together by hand", expect=expect)

    old = asm.call(asm.name("torch._utils", "_rebuild_tensor"), root(), asm.integer(0), asm.integers((2, 3)), asm.integers((3, 1)))
    state = asm.tuple_of(root(), asm.integer(1), asm.integers((2, 2)), asm.integers((3, 1)))
    new_tensor = asm.EMPTY_TUPLE + asm.NEWOBJ + state + asm.BUILD
    hooks = asm.ordered_dict()
    case("float-tensor", asm.name("torch", "FloatTensor") + new_tensor, "torch.FloatTensor by NEWOBJ, then BUILD of storage, offset, size, stride", None)
    case("cuda-float-tensor", asm.name("torch.cuda", "FloatTensor") + new_tensor, "torch.cuda.FloatTensor by NEWOBJ and BUILD", None)
    case("tensor", asm.name("torch", "Tensor") + new_tensor, "torch.Tensor by NEWOBJ and BUILD", None)
    for name, cls in {"parameter": ("torch.nn.parameter", "Parameter"), "variable": ("torch.autograd.variable", "Variable")}.items():
        case(f"{name}-reduce", asm.call(asm.name(*cls), old), f"{cls[1]} called with a tensor", None)
        case(f"{name}-build-3", asm.call(asm.name(*cls), old) + asm.tuple_of(asm.TRUE, asm.FALSE, hooks) + asm.BUILD, f"{cls[1]}, then BUILD of requires_grad, volatile, hooks", None)
        case(f"{name}-build-3-frozen", asm.call(asm.name(*cls), old) + asm.tuple_of(asm.FALSE, asm.FALSE, asm.NONE) + asm.BUILD, f"{cls[1]}, then BUILD with requires_grad False", None)
        case(f"{name}-build-5", asm.name(*cls) + asm.EMPTY_TUPLE + asm.NEWOBJ + asm.tuple_of(old, asm.NONE, asm.ordered_dict(), asm.TRUE, asm.FALSE) + asm.BUILD, f"{cls[1]} by NEWOBJ, then BUILD of data, grad, hooks, requires_grad, volatile", None)
        case(f"{name}-newobj", asm.name(*cls) + asm.tuple_of(old, asm.TRUE) + asm.NEWOBJ, f"{cls[1]} by NEWOBJ of data and requires_grad", None)
    inner = asm.call(asm.name("torch._utils", "_rebuild_tensor_v2"), root(), asm.integer(0), asm.integers((2, 3)), asm.integers((3, 1)), asm.FALSE, hooks)
    for module in ("torch._tensor", "torch.tensor"):
        value = asm.call(asm.name(module, "_rebuild_from_type"), asm.name("torch._utils", "_rebuild_tensor_v2"), asm.name("training_script", "Labelled"),
                         asm.tuple_of(root(), asm.integer(0), asm.integers((2, 3)), asm.integers((3, 1)), asm.FALSE, hooks), asm.dict_of([(asm.text("label"), asm.text("cat"))]))
        case(f"from-type-{module.replace('torch.', '').strip('_')}", value, f"{module}._rebuild_from_type, as 1.7 to 1.11 wrote subclasses", None)
    case("nested-call", asm.call(asm.name("torch._utils", "_rebuild_parameter"), inner, asm.FALSE, hooks), "a parameter of an assembled tensor")


def python2(cases):
    """Pickles by real CPython 2.7 (python2_writer.py), with storages put behind them."""
    written = json.loads((HERE / "python2_pickles.json").read_text())
    for name, entry in written["values"].items():
        storages = {}
        for key, (cls, numel) in entry["storages"].items():
            storages[key] = (numel, numpy.arange(1, numel * ITEMSIZE[cls] // 4 + 1, dtype="<f4").tobytes())
        data = stream(base64.b64decode(entry["pickle"]), storages, header=base64.b64decode(written["header"]), key_pickle=base64.b64decode(written["keys"][name]))
        loader = "torch.load"
        if name.startswith(("binary-text", "numpy")):
            cases.write(f"python2-{name}-utf8", data, "python2", f"CPython {written['python']}: {name}; its byte strings are not UTF-8", writer=f"CPython {written['python']}", expect=None)
            loader = "torch.load encoding=latin1"
        cases.write(f"python2-{name}", data, "python2", f"CPython {written['python']}: {name}", writer=f"CPython {written['python']}", expect=None if name.startswith("oldest") else "loads", loader=loader,
                    state_dict=["state_dict"] if name.startswith("training") else None)


def tars(cases):
    def case(name, data, what, expect="loads"):
        cases.write(f"tar-{name}", data, "tar", what, suffix=".pth.tar", writer="put together by hand", expect=expect)

    def pickled(*parts, protocol=2):
        return asm.program(*parts, protocol=protocol)

    def header(*parts):
        return asm.program(asm.tuple_of(*parts))

    def persistent(key, protocol=2):
        return asm.text(str(key)) + asm.BINPERSID

    float_storage = (header(asm.integer(10), asm.text("cpu"), asm.name("torch", "FloatStorage")), 6, FLOATS)
    long_storage = (header(asm.integer(11), asm.text("cpu"), asm.name("torch", "LongStorage")), 3, LONGS)
    float_tensor = lambda key, storage, *layout: (header(asm.integer(key), asm.integer(storage), asm.name("torch", "FloatTensor")), *layout)
    matrix = float_tensor(1, 10, (2, 3), (3, 1), 0)
    tail = float_tensor(2, 10, (3,), (2,), 1)
    longs = (header(asm.integer(3), asm.integer(11), asm.name("torch", "LongTensor")), (3,), (1,), 0)
    scalar = float_tensor(4, 10, (1,), (1,), 5)
    entries = asm.dict_of([(asm.text("matrix"), persistent(1)), (asm.text("tail"), persistent(2)), (asm.text("longs"), persistent(3)), (asm.text("again"), persistent(1)), (asm.text("epoch"), asm.integer(7))])
    main = pickled(entries)
    tensors, storages = [matrix, tail, longs], [float_storage, long_storage]
    case("plain", tar(main, tensors, storages), "float and long tensors, one storage used twice")
    case("storages-first", tar(main, tensors, storages, order=("storages", "tensors", "pickle", "sys_info")), "members in another order")
    case("gnu", tar(main, tensors, storages, format=1), "GNU tar headers")
    case("ustar", tar(main, tensors, storages, format=0), "ustar headers")
    old_main = asm.program(asm.dict_of([(asm.old_text("matrix"), asm.old_text("1") + asm.BINPERSID), (asm.old_text("storage"), asm.old_text("10") + asm.BINPERSID)]))
    case("python2-strings", tar(old_main, tensors, storages), "Python 2 strings as names and persistent ids")
    text_main = b"(dp0\nS'matrix'\np1\nP1\nsS'tail'\np2\nP2\ns."
    case("protocol-0", tar(text_main, tensors, storages), "a protocol 0 pickle with text persistent ids", None)
    views = [(20, 10, 2, 4)]
    viewed = (header(asm.integer(5), asm.integer(20), asm.name("torch", "FloatTensor")), (2, 2), (2, 1), 0)
    case("views", tar(pickled(asm.dict_of([(asm.text("view"), persistent(5)), (asm.text("matrix"), persistent(1)), (asm.text("storage"), persistent(20))])), [matrix, viewed], [float_storage], views), "a storage view, and it alone as a value")
    state = asm.name("collections", "OrderedDict") + asm.tuple_of(asm.list_of(asm.list_of(asm.text("fc.weight"), persistent(1)), asm.list_of(asm.text("fc.bias"), persistent(4)))) + asm.REDUCE
    case("state_dict", tar(pickled(state), [matrix, scalar], [float_storage]), "a state_dict: an OrderedDict made from a list of pairs")
    parameter = asm.call(asm.name("torch.nn.parameter", "Parameter"), persistent(1)) + asm.tuple_of(asm.TRUE, asm.FALSE, asm.NONE) + asm.BUILD
    case("parameter", tar(pickled(asm.dict_of([(asm.text("w"), parameter)])), [matrix], [float_storage]), "a Parameter with its old state", None)
    module = asm.tuple_of(asm.name("training_script", "OwnDict"), asm.NONE, asm.NONE) + asm.BINPERSID + asm.EMPTY_TUPLE + asm.NEWOBJ
    case("module", tar(pickled(asm.dict_of([(asm.text("m"), module), (asm.text("w"), persistent(1))])), [matrix], [float_storage]), "a class in a three-part persistent id", None)
    no_storage = (header(asm.integer(6), asm.NONE, asm.name("torch", "FloatTensor")), (), (), 0)
    case("no-storage", tar(pickled(asm.dict_of([(asm.text("empty"), persistent(6)), (asm.text("w"), persistent(1))])), [matrix, no_storage], [float_storage]), "a tensor whose storage key is None", None)
    case("no-tensors", tar(pickled(asm.dict_of([(asm.text("epoch"), asm.integer(3))])), [], []), "no tensors")
    older = [(header(asm.integer(1), asm.name("torch", "FloatTensor"), asm.integer(10)), (2, 3), (3, 1), 0)]
    older_storages = [(header(asm.integer(10), asm.name("torch", "FloatStorage")), 6, FLOATS)]
    case("older-variant", tar(pickled(asm.dict_of([(asm.text("w"), persistent(1))])), older, older_storages), "the still older order (key, class, storage) and (key, class), which no PyTorch here reads", "refused")
    case("truncated", tar(main, tensors, storages)[:2000], "the tar is cut off", "refused")
