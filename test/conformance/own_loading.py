"""Modules that load by code of their own, with the paths at which pth must say so: it cannot follow them."""
import functools
from collections import OrderedDict

import torch
from torch import nn

PRE = "register_load_state_dict_pre_hook"


class Renames(nn.Module):
    """Takes an older name: the most common hook there is."""

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self._register_load_state_dict_pre_hook(self.rename)

    def rename(self, state_dict, prefix, *_):
        for name in ("weight", "bias"):
            if prefix + "linear." + name in state_dict:
                state_dict[prefix + "fc." + name] = state_dict.pop(prefix + "linear." + name)


class Resizes(nn.Module):
    """A buffer that takes the size of the file."""

    def __init__(self):
        super().__init__()
        self.register_buffer("table", torch.zeros(0))

    def _load_from_state_dict(self, state_dict, prefix, *rest):
        if prefix + "table" in state_dict:
            self.table.resize_(state_dict[prefix + "table"].shape)
        super()._load_from_state_dict(state_dict, prefix, *rest)


class Refuses(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(2))

    def _load_from_state_dict(self, state_dict, prefix, local_metadata, strict, missing, unexpected, errors):
        errors.append("this model loads no weights")


class Forgives(nn.Module):
    """Its hook takes the missing keys out of the answer."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(2))
        self.register_load_state_dict_post_hook(lambda module, keys: keys.missing_keys.clear())


class OwnLoad(nn.Module):
    """Its own load_state_dict strips a prefix. It is called for the root only."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(2))

    def load_state_dict(self, state_dict, strict=True, assign=False):
        return super().load_state_dict({name.removeprefix("net."): value for name, value in state_dict.items()}, strict)


def partly(extra, module, state_dict, prefix, *_):
    state_dict.setdefault(prefix + "weight", torch.zeros(2, 2))


def hooked_by_partial():
    linear = nn.Linear(2, 2)
    getattr(linear, PRE)(functools.partial(partly, 3))
    return nn.Sequential(linear, nn.Linear(2, 2))


def own_load_inside():
    return nn.Sequential(OwnLoad())


def normed():
    """Hooks of torch.nn.utils are followed: nothing of their own to name."""
    return nn.Sequential(nn.utils.spectral_norm(nn.Linear(3, 2)), nn.utils.parametrizations.weight_norm(nn.Linear(2, 2)),
                         nn.BatchNorm1d(2), nn.InstanceNorm1d(2, track_running_stats=True), nn.LazyLinear(2))


def observers():
    from torch.ao.quantization import PerChannelMinMaxObserver
    return nn.Sequential(nn.Linear(2, 2), PerChannelMinMaxObserver())


def pairs():
    """(name, how to make the module, state_dict, paths with code of their own)."""
    weights = {"weight": torch.ones(2, 2), "bias": torch.ones(2)}
    below = lambda path, entries: OrderedDict((f"{path}.{name}", value) for name, value in entries.items())
    yield "renames", Renames, below("linear", weights), [""]
    yield "renames-new", Renames, below("fc", weights), [""]
    many = lambda: nn.ModuleDict({"a": Renames(), "b": nn.Linear(2, 2), "c": Renames()})
    yield "renames-twice", many, {**below("a.linear", weights), **below("b", weights), **below("c.fc", weights)}, ["a", "c"]
    yield "resizes", Resizes, {"table": torch.ones(5)}, [""]
    yield "refuses", Refuses, {"weight": torch.ones(2)}, [""]
    yield "forgives", Forgives, {}, [""]
    yield "own-load", OwnLoad, {"net.weight": torch.ones(2)}, [""]
    yield "own-load-inside", own_load_inside, {"0.weight": torch.ones(2)}, []
    yield "partial", hooked_by_partial, {"0.bias": torch.ones(2), **below("1", weights)}, ["0"]
    yield "observers", observers, {**below("0", weights), "1.min_val": torch.ones(2), "1.max_val": torch.ones(2),
                                   "1.eps": torch.ones(1)}, ["1"]
    yield "followed", normed, normed().state_dict(), []
    yield "plain", lambda: nn.Linear(2, 2), weights, []
