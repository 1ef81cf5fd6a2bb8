"""The largest distance between folded weights and PyTorch's, in units of the last place.

usage: PTH="node bin/pth.js" python measure_folds.py FOLDER   (torch 2.13.0, safetensors)
"""
import os
import pathlib
import shlex
import subprocess
import sys
import warnings

warnings.filterwarnings("ignore")
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn.utils import parametrizations, parametrize, prune

FOLDER = pathlib.Path(sys.argv[1])
TYPES = (torch.float32, torch.float64, torch.float16, torch.bfloat16)
INTEGERS = {torch.float32: torch.int32, torch.float64: torch.int64, torch.float16: torch.int16, torch.bfloat16: torch.int16}
LAYERS = (
    lambda: nn.Linear(37, 19), lambda: nn.Linear(512, 300), lambda: nn.Linear(1, 9), lambda: nn.Linear(9, 1), lambda: nn.Linear(64, 64),
    lambda: nn.Conv1d(6, 8, 3), lambda: nn.Conv2d(16, 24, 3), lambda: nn.Conv2d(3, 5, 1), lambda: nn.Conv2d(32, 32, 3), lambda: nn.Conv2d(128, 256, 3),
    lambda: nn.Conv3d(4, 6, 2), lambda: nn.ConvTranspose1d(5, 7, 4), lambda: nn.ConvTranspose2d(9, 4, 3), lambda: nn.ConvTranspose2d(64, 64, 4),
    lambda: nn.Embedding(30, 7),
)


def distance(a, b):
    kind = INTEGERS[a.dtype]
    lowest = torch.iinfo(kind).min
    x, y = (value.contiguous().view(kind).to(torch.int64) for value in (a, b))
    x, y = (torch.where(value < 0, lowest - value, value) for value in (x, y))
    return (x - y).abs().max().item()


def shaken(layer, scale):
    with torch.no_grad():
        for value in layer.parameters():
            value.add_(torch.randn(value.shape, dtype=torch.float64).to(value.dtype) * 0.1).mul_(scale)
    return layer


def turned(layer, steps):
    """Training mode turns the vectors of spectral norm at each forward call."""
    layer.train()
    for _ in range(steps):
        if parametrize.is_parametrized(layer):
            layer.weight
        for hook in layer._forward_pre_hooks.values():
            hook(layer, None)
    return layer.eval()


def pruned():
    for make in LAYERS:
        for kind in TYPES:
            yield prune.random_unstructured(make().to(kind), "weight", 0.4), lambda layer: prune.remove(layer, "weight")


def weight_normed(new, dims):
    norm = parametrizations.weight_norm if new else nn.utils.weight_norm
    plain = (lambda layer: parametrize.remove_parametrizations(layer, "weight")) if new else nn.utils.remove_weight_norm
    for make in LAYERS:
        for kind in TYPES:
            for dim in dims:
                for scale in (1, 1e-3, 50):
                    yield shaken(norm(make().to(kind), "weight", dim), scale), plain


def spectral_normed(new):
    norm = parametrizations.spectral_norm if new else nn.utils.spectral_norm
    plain = (lambda layer: parametrize.remove_parametrizations(layer, "weight")) if new else nn.utils.remove_spectral_norm
    for make in LAYERS:
        for kind in TYPES:
            yield turned(norm(make()), 60).to(kind), plain


def measure(label, fold, cases):
    state, meant, largest = {}, {}, {}
    for at, (layer, plain) in enumerate(cases):
        state.update({f"{at}.{name}": value.clone() for name, value in layer.state_dict().items()})
        plain(layer)
        meant.update({f"{at}.{name}": value for name, value in layer.state_dict().items()})
    torch.save(state, FOLDER / "parts.pth")
    command = [*shlex.split(os.environ["PTH"]), "convert", FOLDER / "parts.pth", "-o", FOLDER / "plain.safetensors", "--force", "--fold", fold]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = load_file(FOLDER / "plain.safetensors")
    assert set(found) == set(meant)
    for name, value in meant.items():
        assert found[name].dtype == value.dtype and found[name].shape == value.shape
        largest[value.dtype] = max(largest.get(value.dtype, 0), distance(found[name], value))
    print(label, {str(kind).removeprefix("torch."): far for kind, far in largest.items()}, flush=True)


torch.manual_seed(0)
FOLDER.mkdir(parents=True, exist_ok=True)
measure("prune", "prune", pruned())
for new in (False, True):
    age = "new" if new else "old"
    measure(f"weight norm, {age}, by dimension", "weight-norm", weight_normed(new, (0, 1)))
    measure(f"weight norm, {age}, whole", "weight-norm", weight_normed(new, (None, -1)))
    measure(f"spectral norm, {age}", "spectral-norm", spectral_normed(new))
