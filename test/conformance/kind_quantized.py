"""Cases: quantized tensors of every scheme and dtype, and modules that hold them."""
from collections import OrderedDict

import torch
from torch import nn


def write(cases):
    for name in ("qint8", "quint8", "qint32"):
        cases.save(f"quantized-{name}", lambda: tensors(getattr(torch, name)), "quantized", f"{name} per tensor and per channel, contiguous and not")
    for name in ("quint8", "quint4x2", "quint2x4"):
        cases.save(f"quantized-float-qparams-{name}", lambda: float_qparams(getattr(torch, name)), "quantized", f"{name} with float scales and zero points", optional=True)
    cases.save("quantized-packed-even", lambda: {"w": float_qparams(torch.quint4x2)["w"], "v": float_qparams(torch.quint2x4)["w"]}, "quantized", "quint4x2 and quint2x4 that fill their bytes", optional=True)
    cases.save("quantized-packed-per-tensor", lambda: {"w": torch.quantize_per_tensor(torch.rand(3, 5), 0.1, 3, torch.quint4x2)}, "quantized", "quint4x2 per tensor, an odd number of values", optional=True)
    cases.save("quantized-empty", lambda: {"w": torch.quantize_per_tensor(torch.empty(0, 3), 0.1, 3, torch.qint8)}, "quantized", "no elements")
    cases.save("quantized-shared", shared, "quantized", "two views of one quantized storage")
    cases.save("quantized-dynamic-module", dynamic, "quantized", "a dynamically quantized module's state_dict: packed parameters", optional=True, state_dict=[])
    cases.save("quantized-dynamic-whole", lambda: dynamic(whole=True), "quantized", "a dynamically quantized module, whole", optional=True)
    cases.save("quantized-embedding", embedding, "quantized", "a quantized embedding's state_dict", optional=True)
    cases.save("quantized-observer", observer, "quantized", "an observer's state_dict")


def tensors(dtype):
    values = torch.randn(4, 6)
    return {
        "tensor": torch.quantize_per_tensor(values, 0.05, 0 if dtype == torch.qint32 else 7, dtype),
        "transposed": torch.quantize_per_tensor(values, 0.05, 0, dtype).t(),
        "rows": torch.quantize_per_tensor(values, 0.05, 0, dtype)[1:3],
        "scalar": torch.quantize_per_tensor(torch.tensor(0.5), 0.1, 0, dtype),
        "channel_0": torch.quantize_per_channel(values, torch.rand(4) + 0.01, torch.zeros(4, dtype=torch.int64), 0, dtype),
        "channel_1": torch.quantize_per_channel(values, torch.rand(6).double() + 0.01, torch.arange(6), 1, dtype),
        "channels_last": torch.quantize_per_tensor(torch.randn(1, 2, 3, 4), 0.05, 0, dtype).contiguous(memory_format=torch.channels_last),
    }


def float_qparams(dtype):
    # PyTorch allocates rows x ceil(columns / values per byte) bytes and packs without gaps: "odd" has bytes that nobody wrote.
    values = torch.rand(3, 8)
    return {"w": torch.quantize_per_channel(values, torch.rand(3) + 0.05, torch.rand(3), 0, dtype), "plain": values,
            "odd": torch.quantize_per_channel(torch.rand(2, 3), torch.rand(2) + 0.05, torch.rand(2), 0, dtype)}


def shared():
    base = torch.quantize_per_tensor(torch.randn(12), 0.05, 1, torch.quint8)
    return {"base": base, "tail": base[8:], "matrix": base.view(3, 4)}


def dynamic(whole=False):
    module = torch.ao.quantization.quantize_dynamic(nn.Sequential(nn.Linear(4, 3), nn.ReLU()), {nn.Linear}, dtype=torch.qint8)
    return module if whole else module.state_dict()


def embedding():
    # The state_dict of torch.ao.nn.quantized.Embedding(5, 4), written out: its own scales are a view of freed memory,
    # and another file each time. write_dense.py has scales of any bits.
    scales, zero_points = torch.rand(5) + 0.05, torch.rand(5)
    weight = torch.quantize_per_channel(torch.rand(5, 4), scales, zero_points, 0, torch.quint8)
    return OrderedDict({"_packed_params.dtype": torch.quint8, "_packed_params._packed_weight": weight})


def observer():
    watcher = torch.ao.quantization.MinMaxObserver()
    watcher(torch.randn(5))
    return watcher.state_dict()
