"""Writes random sparse and quantized tensors with the bytes of their dense forms: to_dense() and dequantize().

Usage: write_dense.py FOLDER    (runs under torch 1.13 and 2.13; writes FOLDER/dense-<number>.pth and .dense.json)
"""
import hashlib
import json
import pathlib
import sys
import warnings

import torch

FLOATS = ("float32", "float64", "float16", "bfloat16", "complex64", "complex128")
OTHERS = ("int8", "uint8", "int16", "int32", "int64", "bool")
SAME_SIZE = {1: torch.uint8, 2: torch.int16, 4: torch.int32, 8: torch.int64}


def values_of(name, shape):
    dtype = getattr(torch, name)
    if name == "bool":
        return torch.rand(shape) < 0.5
    if name in OTHERS:
        info = torch.iinfo(dtype)
        return torch.randint(max(info.min, -2**62), min(info.max, 2**62), shape, dtype=torch.int64).to(dtype)
    if name.startswith("complex"):
        return torch.randn(shape, dtype=dtype) * 10.0 ** torch.randint(-3, 4, shape)
    return (torch.randn(shape, dtype=torch.float64) * 10.0 ** torch.randint(-4, 4, shape).double()).to(dtype)


def coo(name, size, dense, nnz):
    indices = torch.stack([torch.randint(0, extent, (nnz,)) for extent in size])
    return torch.sparse_coo_tensor(indices, values_of(name, (nnz, *dense)), (*size, *dense))


def sparse(name):
    """COO with many values in each cell, and hybrids; compressed layouts of a random matrix."""
    yield "coo", coo(name, (7, 5), (), 300)
    yield "coo_wide", coo(name, (50,), (3, 4), 120)
    yield "coo_deep", coo(name, (3, 2, 2, 3), (), 100)
    yield "coo_coalesced", coo(name, (40, 30), (), 200).coalesce()
    dense = values_of(name, (6, 8)) * (torch.rand(6, 8) < 0.4)
    if name in ("float32", "float64", "complex64", "int64", "float16"):
        for layout in ("csr", "csc", "bsr", "bsc"):
            if not hasattr(dense, "to_sparse_" + layout):
                continue
            try:
                yield layout, getattr(dense, "to_sparse_" + layout)(*(((2, 4),) if layout.startswith("bs") else ()))
            except RuntimeError:
                continue


def quantized(name):
    dtype = getattr(torch, name)
    shape = (5, 48)
    values = torch.randn(shape) * 10
    for scale in torch.rand(4).double() * 10.0 ** torch.randint(-6, 3, (4,)).double() + 1e-8:
        low, high = (0, 15) if name == "quint4x2" else (0, 127)
        yield "per_tensor", torch.quantize_per_tensor(values, float(scale), int(torch.randint(low, high, ())), dtype)
    if name == "quint4x2":
        yield "float_rows", torch.quantize_per_channel(torch.rand(shape), torch.rand(5) + 0.01, torch.rand(5) * 4, 0, dtype)
        return
    for axis, size in enumerate(shape):
        scales = torch.rand(size).double() * 10.0 ** torch.randint(-5, 2, (size,)).double() + 1e-8
        yield "per_channel", torch.quantize_per_channel(values, scales, torch.randint(0, 100, (size,)), axis, dtype)
    if name != "qint32":  # PyTorch ends there with an illegal instruction
        yield "float_qparams", torch.quantize_per_channel(values, torch.rand(5) + 0.01, torch.randn(5) * 20, 0, dtype)
    extremes = {"qint8": torch.int8, "quint8": torch.uint8, "qint32": torch.int32}[name]
    info = torch.iinfo(extremes)
    raw = torch.randint(info.min, info.max, shape, dtype=torch.int64).to(extremes)
    yield "extremes", torch._make_per_tensor_quantized_tensor(raw, 0.1234567890123, -7 if info.min < 0 else 7)
    yield from without_result(raw, float_zero_points=name != "qint32")


# Quiet and signalling NaNs of both signs with payloads, infinities and zero.
SINGLES = (0x7F800001, 0xFFC4ACD0, 0x7FC00011, 0xFF923456, 0x7F800000, 0xFF800000, 0, 0x3F800000)
DOUBLES = (0x7FF0000000000001, 0x7FF8000000000001, 0xFFF8DEAD20000000, 0xFFF0000020000000, 0x7FF0000000000000, 0xFFF0000000000000)


def without_result(raw, float_zero_points):
    """Scales and zero points that are no numbers, such as those of torch.ao.nn.quantized.Embedding, whose memory is not initialised."""
    singles = torch.tensor(SINGLES).to(torch.int32).view(torch.float32)
    doubles = torch.tensor([bits - (1 << 64) if bits >> 63 else bits for bits in DOUBLES]).view(torch.float64)
    for scale in doubles:
        yield "nan_tensor", torch._make_per_tensor_quantized_tensor(raw, float(scale), 3)
    for kind, scales in (("nan_singles", singles), ("nan_doubles", doubles)):
        rows = raw[0, : len(scales)].repeat(6, 1)
        yield kind, torch._make_per_channel_quantized_tensor(rows, scales, torch.arange(len(scales)), 1)
        for shift in range(len(singles)) if float_zero_points else ():
            points = singles.roll(shift)[: len(scales)].contiguous()
            yield kind + "_float", torch._make_per_channel_quantized_tensor(rows, scales, points, 1)


def sha256(tensor):
    tensor = tensor.detach()
    if tensor.is_complex():
        tensor = torch.view_as_real(tensor)
    return hashlib.sha256(tensor.contiguous().view(SAME_SIZE[tensor.element_size()]).numpy().tobytes()).hexdigest()


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(7)
    warnings.simplefilter("ignore")
    count = 0
    for make, names in ((sparse, FLOATS + OTHERS), (quantized, ("qint8", "quint8", "qint32", "quint4x2"))):
        for name in names:
            for repeat in range(4):
                state, answers = {}, {}
                for number, (kind, tensor) in enumerate(make(name)):
                    key = f"{kind}_{number}"
                    try:
                        dense = tensor.dequantize() if tensor.is_quantized else tensor.to_dense()
                        answers[key] = sha256(dense)
                    except (RuntimeError, NotImplementedError) as error:
                        answers[key] = None
                        print(f"  {name} {key}: {str(error).splitlines()[0][:100]}")
                    state[key] = tensor
                path = folder / f"dense-{name}-{repeat}.pth"
                try:
                    torch.save(state, path)
                except RuntimeError:
                    # torch 1.13 cannot save BSR and its like.
                    state = {key: tensor for key, tensor in state.items() if tensor.layout in (torch.sparse_coo, torch.sparse_csr, torch.strided)}
                    torch.save(state, path)
                (folder / f"dense-{name}-{repeat}.dense.json").write_text(json.dumps({key: answers[key] for key in state}) + "\n")
                count += len(state)
    print(f"  {count} sparse and quantized tensors with their dense bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
