"""Writes good and broken safetensors files and asks the official package about each: accepted with which bytes, or refused.

Usage: write_safetensors.py FOLDER    (writes FOLDER/safetensors-cases.json; without the package it says so and writes nothing)
"""
import base64
import hashlib
import json
import pathlib
import random
import struct
import sys
import tempfile

DTYPES = {"BOOL": 8, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8, "F8_E4M3FNUZ": 8,
          "F8_E5M2FNUZ": 8, "I16": 16, "U16": 16, "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32, "C64": 64, "F64": 64, "I64": 64, "U64": 64}
MUTATIONS = 1500


def file(header, data=b"", length=None):
    if isinstance(header, str):
        header = header.encode()
    return struct.pack("<Q", len(header) if length is None else length) + header + data


def entry(dtype="U8", shape="[4]", offsets="[0,4]", extra=""):
    return f'{{"dtype":"{dtype}","shape":{shape},"data_offsets":{offsets}{extra}}}'


def one(body, data=bytes(range(4)), name="w"):
    return file(f'{{"{name}":{body}}}', data)


def good():
    for dtype, bits in DTYPES.items():
        for shape in ([], [0], [1], [8], [2, 3, 4], [4, 0], [2, 2], [3, 8], [2, 1, 16]):
            numel = 1
            for size in shape:
                numel *= size
            nbytes = numel * bits // 8
            header = {"t": {"dtype": dtype, "shape": shape, "data_offsets": [0, nbytes]}}
            yield f"dtype {dtype} {shape}", file(json.dumps(header), bytes((i * 37 + 1) % 256 for i in range(nbytes)))


def handmade():
    """(what, bytes) in which one rule is bent at a time."""
    four = bytes(range(4))
    yield "no tensors", file("{}")
    yield "no tensors, data", file("{}", four)
    yield "only metadata", file('{"__metadata__":{"format":"pt"}}')
    yield "metadata null", file('{"__metadata__":null}')
    yield "metadata empty", file('{"__metadata__":{}}')
    yield "metadata not a map", file('{"__metadata__":"x"}')
    yield "metadata list", file('{"__metadata__":[]}')
    yield "metadata number value", file('{"__metadata__":{"a":1}}')
    yield "metadata null value", file('{"__metadata__":{"a":null}}')
    yield "metadata nested", file('{"__metadata__":{"a":{"b":"c"}}}')
    yield "metadata twice", file('{"__metadata__":{"a":"1"},"__metadata__":{"b":"2"}}')
    yield "metadata key twice", file('{"__metadata__":{"a":"1","a":"2"}}')
    yield "metadata as a tensor", file(f'{{"__metadata__":{entry()}}}', four)
    yield "tensor key twice", file(f'{{"w":{entry()},"w":{entry()}}}', four)
    yield "dtype twice", one('{"dtype":"U8","dtype":"U8","shape":[4],"data_offsets":[0,4]}')
    for blank in (" ", "\n", "\t", "\r\n ", "\x0b", "\u00a0", "\ufeff", "\x00"):
        yield f"leading {blank!r}", file(f'{blank}{{"w":{entry()}}}', four)
        yield f"trailing {blank!r}", file(f'{{"w":{entry()}}}{blank}', four)
    yield "trailing brace", file(f'{{"w":{entry()}}}}}', four)
    yield "comma at the end", file(f'{{"w":{entry()},}}', four)
    yield "single quotes", file(f"{{'w':{entry()}}}", four)
    yield "comment", file(f'{{/*x*/"w":{entry()}}}', four)
    for top in ("[]", "null", "1", '"x"', "true", "", " ", "nan"):
        yield f"top level {top!r}", file(top)
    for word in (b"", b"\x01", bytes(7), bytes(8), struct.pack("<Q", 1) + b"{", struct.pack("<Q", 2) + b"{"):
        yield f"bytes {word!r}", word
    for length in (0, 1, 10**8, 10**8 + 1, 2**63, 2**64 - 1):
        yield f"length {length}", file("{}", four, length=length)
    for shape in ("[4]", "[2,2]", "[1,4,1]", "[-4]", "[4.0]", "[4e0]", "[04]", "[+4]", "[-0]", '["4"]', "[null]", "[true]", "4", "{}", "null", "[[4]]", "[4,]", "[18446744073709551615]",
                  "[18446744073709551616]", "[9007199254740993]", "[18446744073709551615,2,0]", "[0,18446744073709551615,2]", "[0,9007199254740993]", "[4294967296,4294967296]", "[1e400]", "[3]", "[5]", "[]"):
        yield f"shape {shape}", one(entry(shape=shape))
        yield f"shape {shape}, no bytes", one(entry(shape=shape, offsets="[0,0]"), b"")
    for offsets in ("[0,4]", "[4,0]", "[1,5]", "[0,3]", "[0,5]", "[0]", "[0,4,4]", "[]", "[-1,3]", "[0,4.0]", '["0","4"]', "[0,18446744073709551616]", "[18446744073709551612,18446744073709551616]", "null", "4"):
        yield f"offsets {offsets}", one(entry(offsets=offsets))
    for dtype in ("u8", "F33", "", "U8 ", "F16x", "float32", "Bool"):
        yield f"dtype {dtype!r}", one(entry(dtype=dtype))
    for body in ('["U8",[4],[0,4]]', '["U8",[4]]', '["U8",[4],[0,4],1]', "null", "[]", "{}", '"U8"', '{"dtype":"U8","shape":[4]}', '{"dtype":"U8","data_offsets":[0,4]}', '{"shape":[4],"data_offsets":[0,4]}',
                 '{"data_offsets":[0,4],"shape":[4],"dtype":"U8"}', '{"dtype":1,"shape":[4],"data_offsets":[0,4]}', '{"dtype":null,"shape":[4],"data_offsets":[0,4]}'):
        yield f"entry {body}", one(body)
    for extra in (',"x":1', ',"x":{"y":[1,2,{}]}', ',"x":1e999', ',"x":nan', ',"x":"\\ud800"', ',"x":1,"x":2', ',"":null', ',"shape ":[1]', ',"x":-', ',"x":01', ',"x":1.', ',"x":.5', ',"x":1e', ',"x":tru',
                  ',"x":' + "[" * 60 + "]" * 60, ',"x":' + "[" * 200 + "]" * 200, ',"x":' + "[" * 100000):
        yield f"extra {extra[:40]}", one(entry(extra=extra))
    yield "depth of a value", file('{"a":' * 100000)
    for name in ("", " ", "ü", "\U0001f600", "\u2028", "a\\nb", "\\u0000", "\\ud83d\\ude00", "\\ud800", "\\udc00x", "\\q", "\\u12", "a\tb", "\x01", "\x7f", "__metadata__x", "__proto__", "a.b", "w" * 3000):
        yield f"name {name[:20]!r}", file(b'{"' + name.encode() + b'":' + entry().encode() + b"}", four)
    for raw in (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80"):
        yield f"name bytes {raw!r}", file(b'{"' + raw + b'":' + entry().encode() + b"}", four)
    two = '{{"a":{},"b":{}}}'
    for a, b, data in (("[0,2]", "[2,4]", 4), ("[2,4]", "[0,2]", 4), ("[0,2]", "[1,3]", 3), ("[0,2]", "[3,5]", 5), ("[0,2]", "[0,2]", 2), ("[2,4]", "[4,6]", 6), ("[0,2]", "[2,4]", 5), ("[0,2]", "[2,4]", 3), ("[0,2]", "[2,4]", 0)):
        yield f"two {a} {b} {data}", file(two.format(entry(shape="[2]", offsets=a), entry(shape="[2]", offsets=b)), bytes(data))
    for at in ("[0,0]", "[2,2]", "[1,1]", "[4,4]", "[5,5]"):
        yield f"empty tensor at {at}", file(two.format(entry(), entry(shape="[0]", offsets=at)), four)
        yield f"empty tensor first, at {at}", file(two.format(entry(shape="[0]", offsets=at), entry()), four)
    for dtype, shape, nbytes in (("F4", "[3]", 1), ("F4", "[3]", 2), ("F4", "[1]", 0), ("F4", "[2,3]", 3), ("F4", "[]", 0), ("F6_E2M3", "[4]", 3), ("F6_E2M3", "[3]", 2), ("F6_E3M2", "[2,2]", 3), ("F6_E3M2", "[1]", 1)):
        yield f"sub-byte {dtype} {shape} {nbytes}", one(entry(dtype, shape, f"[0,{nbytes}]"), bytes(range(nbytes)))
    yield "no alignment", file('{"w":' + entry("F64", "[1]", "[0,8]") + "}", bytes(8))
    yield "odd header", file('{"w":' + entry("F64", "[1]", "[0,8]") + "} ", bytes(8))


def mutated():
    """Bytes of a sound header changed at random: most are refused, some still hold."""
    rng = random.Random(20)
    header = {"__metadata__": {"format": "pt"}, "a.weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
              "b": {"dtype": "BF16", "shape": [4], "data_offsets": [24, 32]}, "c": {"dtype": "U8", "shape": [], "data_offsets": [32, 33]}}
    text = json.dumps(header).encode()
    data = bytes(rng.randrange(256) for _ in range(33))
    alphabet = b'{}[]",:0123456789-.eE \\ntruefalsFUIB\xff\x00'
    for number in range(MUTATIONS):
        changed = bytearray(text)
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            at = rng.randrange(len(changed))
            kind = rng.randrange(4)
            if kind == 0:
                changed[at] = rng.choice(alphabet)
            elif kind == 1:
                del changed[at]
            elif kind == 2:
                changed.insert(at, rng.choice(alphabet))
            else:
                end = min(len(changed), at + rng.randrange(1, 12))
                changed[at:at] = changed[at:end]
        yield f"mutation {number}", file(bytes(changed), data)


def ask(data):
    import safetensors

    try:
        tensors = safetensors.deserialize(data)
    except Exception as error:
        return {"answer": "refused", "error": str(error)[:200]}
    with tempfile.NamedTemporaryFile(suffix=".safetensors") as place:
        place.write(data)
        place.flush()
        with safetensors.safe_open(place.name, "np") as opened:
            metadata = opened.metadata()
    return {"answer": "loads", "metadata": metadata, "tensors": [
        {"name": name, "dtype": info["dtype"], "shape": [str(size) for size in info["shape"]], "nbytes": len(info["data"]), "sha256": hashlib.sha256(bytes(info["data"])).hexdigest()}
        for name, info in sorted(tensors, key=lambda item: item[0])]}


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import safetensors
    except ImportError:
        print("  no safetensors package beside this torch: nothing to ask")
        return 0
    cases = [{"what": what, "base64": base64.b64encode(data).decode(), **ask(data)} for part in (good, handmade, mutated) for what, data in part()]
    (folder / "safetensors-cases.json").write_text(json.dumps({"judge": f"safetensors {safetensors.__version__}", "cases": cases}, indent=0) + "\n")
    print(f"  {len(cases)} files judged by safetensors {safetensors.__version__}: {sum(case['answer'] == 'loads' for case in cases)} load")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
