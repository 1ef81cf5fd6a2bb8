"""Cases: every dtype this PyTorch can save, with every bit pattern that matters, at every pickle protocol."""
import numpy
import torch

NAMES = (
    "uint8 int8 int16 int32 int64 float16 float32 float64 complex32 complex64 complex128 bool bfloat16 "
    "uint16 uint32 uint64 float8_e5m2 float8_e4m3fn float8_e5m2fnuz float8_e4m3fnuz float8_e8m0fnu float4_e2m1fn_x2 "
    "bits1x8 bits2x4 bits4x2 bits8 bits16"
).split()

UNTYPED = (
    "complex32 uint16 uint32 uint64 float8_e5m2 float8_e4m3fn float8_e5m2fnuz float8_e4m3fnuz float8_e8m0fnu "
    "float4_e2m1fn_x2 bits1x8 bits2x4 bits4x2 bits8 bits16"
).split()  # saved as bytes beside a dtype; torch 2.13 writes streams of them that it cannot load itself

SPECIAL = {  # integers whose bits are zero, minus zero, subnormals, infinities, quiet and signalling NaNs with payloads
    2: [0x0000, 0x8000, 0x0001, 0x83FF, 0x7C00, 0xFC00, 0x7E01, 0xFE55, 0x7C01, 0x7F80, 0xFF80, 0x7FC1, 0xFF81],
    4: [0x00000000, 0x80000000, 0x00000001, 0x807FFFFF, 0x7F800000, 0xFF800000, 0x7FC00001, 0xFFC12345, 0x7F800001],
    8: [0, 1 << 63, 1, 0x800FFFFFFFFFFFFF, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000001,
        0xFFF8DEADBEEF0001, 0x7FF0000000000001, 0x0020000000000001, 0x8020000000000001],
}


def dtypes():
    """The dtypes of NAMES that this PyTorch can put into a tensor and save (1.13 has no storage class for complex32)."""
    modern = hasattr(torch, "uint16")
    return [name for name in NAMES if hasattr(torch, name) and (modern or name != "complex32")]


def bit_patterns(name, count=24):
    """A 1-D tensor of special and random bit patterns (0 and 1 for bool)."""
    dtype = getattr(torch, name)
    if name == "bool":
        return torch.rand(count) < 0.5
    itemsize = _itemsize(dtype)
    part = 8 if itemsize == 16 else 4 if name == "complex64" else 2 if name == "complex32" else itemsize
    raw = numpy.random.bytes(count * itemsize)
    if part == 1:
        raw = bytes(range(256)) + raw
    else:
        raw = b"".join(value.to_bytes(part, "little") for value in SPECIAL[part]) + raw
    raw = raw[: len(raw) // itemsize * itemsize]
    return torch.from_numpy(numpy.frombuffer(bytearray(raw), dtype=numpy.uint8)).view(dtype)


def every_layout(name):
    flat = bit_patterns(name)
    matrix = flat[:6].clone().view(2, 3)
    return {
        "flat": flat,
        "matrix": matrix,
        "transposed": matrix.t(),
        "column": matrix[:, 1],
        "tail": flat[5:],
        "every_second": flat[1::2],
        "expanded": flat[2].expand(3, 2),
        "scalar": flat[3].clone(),
        "empty": torch.empty(0, 3, dtype=flat.dtype),
        "permuted": flat[:24].clone().view(2, 3, 4).permute(2, 0, 1),
    }


def write(cases, protocols=(2, 3, 4, 5)):
    for name in dtypes():
        expect = "refused" if cases.streams and name in UNTYPED else "loads"
        for protocol in protocols:
            cases.save(
                f"dtype-{name}-protocol{protocol}", lambda: every_layout(name), "dtype",
                f"{name} in ten layouts, pickle protocol {protocol}", pickle_protocol=protocol, expect=expect,
            )
        cases.save(f"dtype-{name}-single", lambda: bit_patterns(name), "dtype", f"one bare {name} tensor", expect=expect)
    names = [name for name in dtypes() if not (cases.streams and name in UNTYPED)]
    cases.save("dtype-all", lambda: {name: bit_patterns(name) for name in names}, "dtype", "one tensor of each dtype")


def _itemsize(dtype):
    return torch.empty(0, dtype=dtype).element_size()
