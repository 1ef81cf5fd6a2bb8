"""Writes fixtures/pickle-opcodes.json: small pickles for each opcode of protocols 0 to 5, and what CPython makes of them.

Usage: opcodes.py [FILE]    (any CPython 3.8 or newer; the committed file names the version that wrote it)

Each case: {name, protocol, opcodes it was made for, pickle (base64), dis: [[opcode, argument repr, position], ...],
value (a neutral rendering of pickle.loads) or error}. In a rendering, {"$": kind, ...} marks everything that JSON has no word for.
"""
import base64
import collections
import io
import json
import pathlib
import pickle
import pickletools
import platform
import struct
import sys

import pickle_assembler as asm

TARGET = pathlib.Path(__file__).parents[2] / "fixtures" / "pickle-opcodes.json"
CHUNK = 24  # bytes of a long argument that the listing shows; longer ones are shortened to their length
LONGEST_LISTING = 300  # opcodes
GLOBALS = {("collections", "OrderedDict"), ("builtins", "set"), ("__builtin__", "set"), ("builtins", "frozenset"), ("builtins", "bytearray"),
           ("__builtin__", "bytearray"), ("builtins", "complex"), ("__builtin__", "complex"), ("builtins", "range"), ("__builtin__", "xrange"),
           ("_codecs", "encode"), ("__builtin__", "bytes"), ("builtins", "int"), ("__builtin__", "long"), ("collections", "Counter")}


class Recorded:
    """Stands for an object of any class that is not in GLOBALS: it remembers how it was made and never runs anything."""

    def __init__(self, name, how, arguments):
        self.name, self.how, self.arguments, self.state = name, how, arguments, None


def recording_class(module, name):
    class Stand(Recorded):
        def __new__(cls, *arguments, **keywords):
            made = object.__new__(cls)
            Recorded.__init__(made, f"{module}.{name}", "call", list(arguments) + ([keywords] if keywords else []))
            return made

        def __init__(self, *arguments, **keywords):
            pass

        def __setstate__(self, state):
            self.state = state

    Stand.stands_for = f"{module}.{name}"
    return Stand


class Judge(pickle.Unpickler):
    """CPython's own machine; harmless names are real, all others become recordings, persistent ids are kept as they are."""

    def __init__(self, data):
        super().__init__(io.BytesIO(data), encoding="latin1")
        self.classes = {}

    def find_class(self, module, name):
        if (module, name) in GLOBALS:
            return super().find_class(module, name)
        return self.classes.setdefault((module, name), recording_class(module, name))

    def persistent_load(self, persistent_id):
        return Recorded("persistent id", "persistent", [persistent_id])


def main(target):
    output = {"written_by": f"CPython {platform.python_version()}", "cases": [record(*case) for case in cases()]}
    covered = {row[0] for case in output["cases"] for row in case["dis"] or []}
    missing = sorted({opcode.name for opcode in pickletools.opcodes} - covered)
    rows = ",\n".join(json.dumps(case, separators=(",", ":")) for case in output["cases"])
    target.write_text(f'{{"written_by": {json.dumps(output["written_by"])}, "cases": [\n{rows}\n]}}\n', encoding="ascii")
    print(f"  {len(output['cases'])} pickles, {len(covered)} opcodes, {target.stat().st_size:,} bytes; opcodes in no listing: {missing or 'none'}")
    return 1 if missing else 0


def record(name, protocol, opcodes, data):
    case = {"name": name, "protocol": protocol, "opcodes": opcodes, "pickle": base64.b64encode(data).decode(), "dis": listing(data)}
    try:
        case["value"] = render(Judge(data).load(), {})
    except Exception as error:  # the error is CPython's answer
        case["error"] = f"{type(error).__name__}: {error}"
    return case


def listing(data):
    """pickletools' listing, as far as it comes; None when it cannot start or is very long."""
    rows = []
    try:
        for opcode, argument, position in pickletools.genops(data):
            rows.append([opcode.name, None if opcode.arg is None else shortened(argument), position])
    except Exception:
        pass
    return rows if 0 < len(rows) <= LONGEST_LISTING else None


def shortened(argument):
    text = repr(argument)
    return text if len(text) <= 2 * CHUNK else f"{type(argument).__name__} of {len(argument) if hasattr(argument, '__len__') else len(text)}"


def render(value, seen):
    """A JSON rendering that keeps types, order, sharing ("same" points to the n-th container) and exact numbers."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return value if abs(value) <= 2**53 else {"$": "int", "value": str(value)}
    if isinstance(value, float):
        return {"$": "float", "hex": struct.pack(">d", value).hex()}
    if isinstance(value, complex):
        return {"$": "complex", "hex": struct.pack(">dd", value.real, value.imag).hex()}
    if isinstance(value, (bytes, bytearray)):
        return {"$": type(value).__name__, "hex": bytes(value).hex()}
    if isinstance(value, range):
        return {"$": "range", "value": [value.start, value.stop, value.step]}
    if isinstance(value, type):
        return {"$": "global", "name": getattr(value, "stands_for", f"{value.__module__}.{value.__qualname__}")}
    if callable(value) and not isinstance(value, Recorded):
        return {"$": "global", "name": f"{value.__module__}.{value.__name__}"}
    if value != () and id(value) in seen:
        return {"$": "same", "as": seen[id(value)]}
    seen[id(value)] = len(seen)
    if isinstance(value, dict):
        kind = type(value).__name__
        rendered = {"$": kind, "items": [[render(key, seen), render(item, seen)] for key, item in value.items()]}
        if getattr(value, "__dict__", None):
            rendered["attributes"] = render(value.__dict__, seen)
        return rendered
    if isinstance(value, (set, frozenset)):
        return {"$": type(value).__name__, "items": [render(item, seen) for item in sorted(value, key=repr)]}
    if isinstance(value, tuple):
        return {"$": "tuple", "items": [render(item, seen) for item in value]}
    if isinstance(value, list):
        return {"$": "list", "items": [render(item, seen) for item in value]}
    return {"$": value.how, "name": value.name, "arguments": render(value.arguments, seen), "state": render(value.state, seen)}


def cases():
    """(name, protocol, opcodes, pickle): pickles by pickle.dumps for what it emits, by hand for what it does not."""
    yield from dumped()
    yield from by_hand()
    yield from refused()


class Plain:
    def __init__(self):
        self.a = 1


class WithNewArguments:
    def __new__(cls, a, *, b):
        return object.__new__(cls)

    def __getnewargs_ex__(self):
        return (1,), {"b": 2}


for _cls in (Plain, WithNewArguments):
    _cls.__module__ = "some.module"


def dumped():
    values = {
        "none-and-bools": [None, True, False],
        "ints": [0, 1, 255, 256, 65535, 65536, -1, 2**31 - 1, -(2**31), 2**31, 2**63, -(2**63), 2**100, -(2**100)],
        "floats": [0.0, -0.0, 1.5, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 0.1],
        "texts": ["", "a", "größe", "😀", "\ud800", "a\nb\\c\u0000", "x" * 255, "x" * 256],
        "bytes": [b"", b"a\x00\xff", b"x" * 256],
        "bytearray": bytearray(b"ab\xff"),
        "lists": [[], [1], [1, 2]],
        "tuples": [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)],
        "dicts": [{}, {"a": 1}, {"a": 1, 2: "b", None: (), (1, "t"): True}],
        "sets": [{1}, frozenset({"a"}), set(), frozenset()],
        "ordered-dict": _ordered(),
        "counter": collections.Counter("aab"),
        "complex-and-range": [1 + 2j, range(1, 9, 2)],
        "shared-and-recursive": _recursive(),
    }
    for name, value in values.items():
        for protocol in range(6):
            try:
                yield f"{name}-{protocol}", protocol, [], pickle.dumps(value, protocol)
            except (UnicodeEncodeError, pickle.PicklingError):
                pass
    yield "many-memos-1", 1, ["LONG_BINPUT", "LONG_BINGET"], pickle.dumps(_many_memos(), 1)
    yield "many-memos-4", 4, ["MEMOIZE", "LONG_BINGET"], pickle.dumps(_many_memos(), 4)
    yield "batches-2", 2, ["SETITEMS", "APPENDS"], pickle.dumps([dict.fromkeys(range(1001)), [0] * 1001], 2)


def _ordered():
    ordered = collections.OrderedDict(b=1, a=2)
    ordered._metadata = {"": {"version": 1}}
    return ordered


def _recursive():
    items, table = [1], {}
    items.append(items)
    table["self"], table["items"], table["again"] = table, items, items
    return table


def _many_memos():
    first = ["first"]
    return [first] + [[i] for i in range(260)] + [first, ["last"]]


def by_hand():
    u8, u32, u64 = (lambda n: bytes([n])), (lambda n: struct.pack("<I", n)), (lambda n: struct.pack("<Q", n))
    name, text = asm.name("some.module", "Thing"), asm.text
    yield "int-lines", 0, ["INT"], b"(I0\nI-12\nI1099511627776\nI00\nI01\nI99999999999999999999\nl."
    yield "long-lines", 0, ["LONG"], b"(L0\nL5L\nL-12345678901234567890L\nl."
    yield "float-lines", 0, ["FLOAT"], b"(F1.5\nF-0.0\nF1e308\nFnan\nFinf\nF-inf\nF1e5\nl."
    yield "string-lines", 0, ["STRING"], b"(S'plain'\nS\"double\"\nS'esc\\n\\t\\\\\\'\\x41\\xff\\101'\nS''\nl."
    yield "unicode-lines", 0, ["UNICODE"], b"(Vplain\nV\\u00fc\\U0001f600\\u000a\\u005c\nV\xfc\nV\nl."
    yield "binint", 1, ["BININT", "BININT1", "BININT2"], b"(J\xff\xff\xff\xffJ\x00\x00\x00\x80K\xffM\xff\xffl."
    yield "long1", 2, ["LONG1"], b"\x80\x02(\x8a\x00\x8a\x01\xff\x8a\x02\xff\x00\x8a\x08" + (-2).to_bytes(8, "little", signed=True) + b"\x8a\x09" + (2**64).to_bytes(9, "little") + b"l."
    yield "long4", 2, ["LONG4"], b"\x80\x02\x8b" + struct.pack("<i", 300) + b"\x01" * 300 + b"."
    yield "long4-empty", 2, ["LONG4"], b"\x80\x02\x8b" + bytes(4) + b"."
    yield "binfloat", 1, ["BINFLOAT"], b"(G" + bytes.fromhex("3ff8000000000000") + b"G" + bytes.fromhex("7ff8000000000001") + b"G" + bytes.fromhex("8000000000000000") + b"l."
    yield "binstring", 1, ["BINSTRING", "SHORT_BINSTRING"], b"(T" + u32(3) + b"a\xff\0U" + u8(2) + b"b\xfeU\0l."
    yield "binunicode", 1, ["BINUNICODE"], b"X" + u32(5) + "aü\0b".encode() + b"."
    yield "binunicode-surrogate", 1, ["BINUNICODE"], b"X" + u32(3) + b"\xed\xa0\x80."
    yield "unicode-sizes", 4, ["SHORT_BINUNICODE", "BINUNICODE8"], b"\x80\x04(\x8c\x03\xe2\x82\xac\x8d" + u64(2) + "é".encode() + b"l."
    yield "binbytes", 3, ["BINBYTES", "SHORT_BINBYTES"], b"\x80\x03(B" + u32(2) + b"a\xffC\x01\0l."
    yield "binbytes8", 4, ["BINBYTES8"], b"\x80\x04\x8e" + u64(2) + b"a\xff."
    yield "bytearray8", 5, ["BYTEARRAY8"], b"\x80\x05\x96" + u64(2) + b"a\xff."
    yield "list-and-dict", 0, ["LIST", "DICT"], b"(I1\nI2\nl0(I1\nI2\nd."
    yield "append-and-setitem", 0, ["APPEND", "SETITEM"], b"]I1\na0}I1\nI2\ns."
    yield "appends-empty", 1, ["APPENDS", "SETITEMS"], b"](e0}(u."
    yield "setitems-duplicate-key", 1, ["SETITEMS"], b"}(K\1K\2K\1K\3u."
    yield "one-and-true-as-keys", 2, ["SETITEMS"], b"\x80\x02}(K\1K\2\x88K\3u."
    yield "tuples", 2, ["EMPTY_TUPLE", "TUPLE1", "TUPLE2", "TUPLE3", "TUPLE"], b"\x80\x02()K\1\x85K\1K\2\x86K\1K\2K\3\x87(K\1K\2K\3K\4t(tl."
    yield "sets", 4, ["EMPTY_SET", "ADDITEMS", "FROZENSET"], b"\x80\x04(\x8f(K\1K\2\x90(K\3\x91\x8f(\x90(\x91l."
    yield "pop-and-dup", 0, ["POP", "POP_MARK", "DUP"], b"I1\nI2\n0(I3\nI4\n12\x86."
    yield "pop-a-mark", 0, ["POP"], b"I7\n(0."
    yield "pop-mark-nested", 1, ["POP_MARK"], b"K\1(K\2(K\3\x31\x31."
    yield "put-and-get", 0, ["PUT", "GET"], b"(lp7\nI1\nag7\n\x86."
    yield "put-huge-index", 0, ["PUT", "GET"], b"I5\np1000000\n0g1000000\n."
    yield "binput-and-binget", 1, ["BINPUT", "BINGET", "LONG_BINPUT", "LONG_BINGET"], b"]q\1]r" + u32(300) + b"ah\1j" + u32(300) + b"\x86."
    yield "memo-from-one", 2, ["BINPUT", "BINGET"], b"\x80\x02]q\1(U\1aq\5h\5h\1e."
    yield "memo-overwritten", 2, ["BINPUT"], b"\x80\x02K\1q\0K\2q\0\x86h\0\x86."
    yield "memoize-counts", 4, ["MEMOIZE"], b"\x80\x04]\x94(K\7\x94h\0h\1e."
    yield "memoize-after-put", 4, ["MEMOIZE", "BINPUT"], b"\x80\x04K\5q\1K\6\x94h\1\x87."
    yield "global", 0, ["GLOBAL"], b"csome.module\nThing\n."
    yield "global-dotted", 4, ["GLOBAL"], b"\x80\x04csome.module\nOuter.Inner\n."
    yield "global-python2-names", 2, ["GLOBAL", "REDUCE"], b"\x80\x02(c__builtin__\nlong\nc__builtin__\nset\n(K\1K\2l\x85Rl."
    yield "stack-global", 4, ["STACK_GLOBAL"], b"\x80\x04\x8c\x0bsome.module\x8c\x05Thing\x93."
    yield "stack-global-memo", 4, ["STACK_GLOBAL", "BINGET"], b"\x80\x04\x8c\x05Thing\x94\x8c\x0bsome.module\x940h\1h\0\x93\x86."
    yield "reduce", 0, ["REDUCE"], name + b"(I1\nI2\ntR."
    yield "build", 0, ["BUILD"], name + b"(tR(I1\nI2\ndb."
    yield "build-tuple-state", 2, ["BUILD"], b"\x80\x02" + name + b")RN}U\1aK\1s\x86b."
    yield "build-ordered-dict", 2, ["BUILD"], b"\x80\x02" + asm.ordered_dict() + b"U\1xK\1s}U\tattributeK\2sb."
    yield "newobj", 2, ["NEWOBJ"], b"\x80\x02" + name + b"K\1\x85\x81."
    yield "newobj-ex", 4, ["NEWOBJ_EX"], b"\x80\x04" + name + b"K\1\x85}\x8c\1bK\2s\x92."
    yield "newobj-and-build", 2, ["NEWOBJ", "BUILD"], b"\x80\x02" + name + b")\x81}X\1\0\0\0aK\1sb."
    yield "inst", 0, ["INST"], b"(I1\nI2\nisome.module\nThing\n."
    yield "obj", 1, ["OBJ"], b"(" + name + b"K\1K\2o."
    yield "inst-without-arguments", 0, ["INST", "BUILD"], b"(isome.module\nThing\n(dS'a'\nI1\nsb."
    yield "persid", 0, ["PERSID"], b"Pstorage 5\n."
    yield "binpersid", 1, ["BINPERSID"], b"(U\7storageK\5tQ."
    yield "binpersid-text", 1, ["BINPERSID"], b"X\2\0\0\x0012Q."
    yield "proto-2", 2, ["PROTO"], b"\x80\x02N."
    yield "proto-twice", 2, ["PROTO"], b"\x80\x02\x80\x02N."
    yield "proto-in-the-middle", 4, ["PROTO"], b"\x80\x02]\x80\x04K\1a."
    yield "no-proto", 1, [], b"]K\1a."
    yield "frame", 4, ["FRAME"], b"\x80\x04\x95" + u64(4) + b"]K\1a\x95" + u64(1) + b"."
    yield "frame-empty", 4, ["FRAME"], b"\x80\x04\x95" + u64(0) + b"\x95" + u64(2) + b"N."
    yield "after-stop", 2, ["STOP"], b"\x80\x02K\1.K\2."
    yield "codecs-encode", 2, ["REDUCE"], b"\x80\x02c_codecs\nencode\nX\3\0\0\0a\xc3\xbfU\6latin1\x86R."
    yield "codecs-encode-empty", 2, ["REDUCE"], b"\x80\x02c__builtin__\nbytes\n)R."
    yield "tensor", 2, ["BINPERSID", "REDUCE"], asm.program(asm.tensor(asm.storage("0", 6), (2, 3), (3, 1)))
    yield "plain-object", 2, ["NEWOBJ", "BUILD"], b"\x80\x02csome.module\nPlain\n)\x81}U\1aK\1sb."
    yield "ext", 2, ["EXT1", "EXT2", "EXT4"], b"\x80\x02(\x82\1\x83\1\1\x84\1\0\0\0l."
    yield "buffers", 5, ["NEXT_BUFFER", "READONLY_BUFFER"], b"\x80\x05\x97\x98."


def refused():
    yield "refused-empty", 0, [], b""
    yield "refused-no-stop", 2, [], b"\x80\x02K\1"
    yield "refused-proto-6", 6, ["PROTO"], b"\x80\x06N."
    yield "refused-proto-255", 255, ["PROTO"], b"\x80\xffN."
    yield "refused-unknown-opcode", 2, [], b"\x80\x02\xff."
    yield "refused-stop-on-empty-stack", 2, ["STOP"], b"\x80\x02."
    yield "refused-stop-above-mark", 2, ["STOP"], b"\x80\x02(."
    yield "refused-underflow-tuple2", 2, ["TUPLE2"], b"\x80\x02K\1\x86."
    yield "refused-underflow-through-mark", 2, ["TUPLE1"], b"\x80\x02K\1(\x85."
    yield "refused-no-mark", 2, ["TUPLE"], b"\x80\x02K\1t."
    yield "refused-append-to-tuple", 2, ["APPEND"], b"\x80\x02)K\1a."
    yield "refused-setitem-on-list", 2, ["SETITEM"], b"\x80\x02]K\1K\2s."
    yield "refused-setitems-odd", 1, ["SETITEMS"], b"}(K\1u."
    yield "refused-dict-odd", 0, ["DICT"], b"(I1\nd."
    yield "refused-list-as-key", 1, ["SETITEM"], b"}]K\1s."
    yield "refused-reduce-not-tuple", 2, ["REDUCE"], b"\x80\x02csome.module\nThing\nK\1R."
    yield "refused-reduce-not-callable", 2, ["REDUCE"], b"\x80\x02K\1)R."
    yield "refused-memo-missing", 2, ["BINGET"], b"\x80\x02h\5."
    yield "refused-memo-missing-text", 0, ["GET"], b"gx\n."
    yield "refused-memo-negative", 0, ["PUT"], b"I1\np-1\n."
    yield "refused-long1-truncated", 2, ["LONG1"], b"\x80\x02\x8a\5\1."
    yield "refused-long4-negative", 2, ["LONG4"], b"\x80\x02\x8b\xff\xff\xff\xff."
    yield "refused-binunicode-truncated", 1, ["BINUNICODE"], b"X\xff\0\0\0abc."
    yield "refused-binunicode8-huge", 4, ["BINUNICODE8"], b"\x80\x04\x8d\xff\xff\xff\xff\xff\xff\xff\x7f."
    yield "refused-binstring-negative", 1, ["BINSTRING"], b"T\xff\xff\xff\xff."
    yield "refused-binunicode-bad-utf8", 1, ["BINUNICODE"], b"X\1\0\0\0\xff."
    yield "refused-int-line", 0, ["INT"], b"Iabc\n."
    yield "refused-int-empty", 0, ["INT"], b"I\n."
    yield "refused-float-line", 0, ["FLOAT"], b"F1.2.3\n."
    yield "refused-float-overflow", 0, ["FLOAT"], b"F1e400\n."
    yield "refused-string-no-quotes", 0, ["STRING"], b"Sabc\n."
    yield "refused-line-without-end", 0, ["INT"], b"I12"
    yield "refused-stack-global-int", 4, ["STACK_GLOBAL"], b"\x80\x04K\1K\2\x93."
    yield "refused-global-bad-utf8", 2, ["GLOBAL"], b"\x80\x02c\xff\nx\n."
    yield "refused-frame-too-long", 4, ["FRAME"], b"\x80\x04\x95\xff\0\0\0\0\0\0\0N."
    yield "frame-cuts-opcode", 4, ["FRAME"], b"\x80\x04\x95\1\0\0\0\0\0\0\0K\1."
    yield "refused-persid-not-ascii", 0, ["PERSID"], b"P\xff\n."
    yield "refused-newobj-not-class", 2, ["NEWOBJ"], b"\x80\x02K\1)\x81."
    yield "refused-inst-no-mark", 0, ["INST"], b"isome.module\nThing\n."
    yield "refused-pop-empty", 0, ["POP"], b"0."
    yield "refused-dup-empty", 0, ["DUP"], b"2."


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]) if sys.argv[1:] else TARGET))
