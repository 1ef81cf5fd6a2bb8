"""Modules whose load_state_dict is asked: every rule of it occurs in one of them."""
from collections import OrderedDict

import torch
from torch import nn


class Late(nn.Module):
    """Children registered before parameters: own parameters come first all the same."""

    def __init__(self):
        super().__init__()
        self.sub = nn.Module()
        self.sub.z = nn.Parameter(torch.zeros(2))
        self.sub.a = nn.Parameter(torch.zeros(3))
        self.bn = nn.BatchNorm1d(4)
        self.register_buffer("table", torch.zeros(2, 2))
        self.p = nn.Parameter(torch.zeros(4, 3))
        self.late = nn.Parameter(torch.zeros(()))


class Extra(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(2))
        self.inner = ExtraLeaf()

    def get_extra_state(self):
        return {"step": 3}

    def set_extra_state(self, state):
        self.state = state


class ExtraLeaf(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.zeros(1))

    def get_extra_state(self):
        return torch.zeros(2)

    def set_extra_state(self, state):
        self.state = state


class Nones(nn.Module):
    """None parameters, None buffers, None children, and buffers that are not saved."""

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 2, bias=False)
        self.register_parameter("gone", None)
        self.register_buffer("empty", None)
        self.register_buffer("cache", torch.zeros(5), persistent=False)
        self.register_buffer("kept", torch.zeros(5))
        self.register_module("downsample", None)
        self.relu = nn.ReLU()


class Shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(2, 2)
        self.b = self.a
        self.embed = nn.Embedding(5, 2)
        self.head = nn.Linear(2, 5, bias=False)
        self.head.weight = self.embed.weight


class Counterless(nn.BatchNorm1d):
    """track_running_stats stays, the counter is None: PyTorch fills it in and then does not expect it."""

    def __init__(self, size):
        super().__init__(size)
        self.register_buffer("num_batches_tracked", None)


class Instance(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 1)
        self.norm = nn.InstanceNorm2d(2, affine=True)
        self.tracked = nn.InstanceNorm1d(3, track_running_stats=True)
        self.plain = nn.BatchNorm2d(2, track_running_stats=False)


class Lists(nn.Module):
    def __init__(self):
        super().__init__()
        self.params = nn.ParameterList([nn.Parameter(torch.zeros(2)), nn.Parameter(torch.zeros(3))])
        self.table = nn.ParameterDict({"left": nn.Parameter(torch.zeros(1)), "right": nn.Parameter(torch.zeros(()))})
        self.layers = nn.ModuleList([nn.Linear(2, 2), nn.Identity(), nn.LayerNorm(2)])


class Numbered(nn.Module):
    """Names that are numbers, in an order that is not theirs."""

    def __init__(self):
        super().__init__()
        for name in ("2", "0", "10", "1"):
            self.add_module(name, nn.Linear(1, int(name) + 1, bias=False))
        self.register_parameter("7", nn.Parameter(torch.zeros(7)))


class Odd(nn.Module):
    """Names that a JavaScript object would lose, and quotes."""

    def __init__(self):
        super().__init__()
        for name in ("__proto__", "constructor", "toString", 'quo"te', "new\nline", "größe", "a b", "{i}"):
            self.register_parameter(name, nn.Parameter(torch.zeros(2)))


class Dtypes(nn.Module):
    def __init__(self):
        super().__init__()
        for name in ("float16", "bfloat16", "float64", "int64", "int32", "uint8", "bool", "complex64"):
            self.register_buffer("of_" + name, torch.zeros(2, dtype=getattr(torch, name)))


def weight_normed():
    return nn.Sequential(OrderedDict(
        wn=nn.utils.parametrizations.weight_norm(nn.Linear(3, 2)),
        fc=nn.Linear(2, 2),
    ))


def twice_parametrized():
    """weight_norm is the second of two parametrizations: its hook on loading is there all the same."""
    return nn.Sequential(OrderedDict(
        wn=nn.utils.parametrizations.weight_norm(nn.utils.parametrizations.spectral_norm(nn.Linear(3, 2))),
        fc=nn.Linear(2, 2),
    ))


class Buffered(nn.Module):
    """One buffer of any layout."""

    def __init__(self, tensor):
        super().__init__()
        self.register_buffer("kept", tensor)


def resnet_like():
    block = lambda: nn.Sequential(OrderedDict(conv=nn.Conv2d(2, 2, 3, bias=False), bn=nn.BatchNorm2d(2), relu=nn.ReLU()))
    return nn.Sequential(OrderedDict(stem=block(), layer1=nn.Sequential(block(), block()), fc=nn.Linear(2, 10)))


def transformer():
    return nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8), 2, enable_nested_tensor=False)


def modules():
    return {
        "linear": lambda: nn.Linear(3, 2),
        "scalar": lambda: nn.ParameterDict({"s": nn.Parameter(torch.zeros(())), "v": nn.Parameter(torch.zeros(1))}),
        "batch-norm": lambda: nn.BatchNorm2d(4),
        "late": Late,
        "extra": Extra,
        "nones": Nones,
        "shared": Shared,
        "counterless": lambda: nn.Sequential(OrderedDict(fc=nn.Linear(2, 2), bn=Counterless(2))),
        "instance": Instance,
        "lists": Lists,
        "numbered": Numbered,
        "odd": Odd,
        "dtypes": Dtypes,
        "weight-norm": weight_normed,
        "lazy": lambda: nn.Sequential(nn.LazyLinear(4), nn.LazyBatchNorm1d(), nn.Linear(4, 1)),
        "resnet": resnet_like,
        "transformer": transformer,
        "lstm": lambda: nn.LSTM(3, 4, num_layers=2, bidirectional=True),
        "empty": lambda: nn.Sequential(nn.ReLU(), nn.Flatten()),
        "sync": lambda: nn.Sequential(nn.SyncBatchNorm(3), nn.GroupNorm(1, 3), nn.LayerNorm(3)),
    }
