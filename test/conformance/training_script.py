"""Classes that exist only where the checkpoint was written, as a user's training script would define them."""
import collections
import dataclasses
import enum
import sys

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, bias=False)
        self.bn = nn.BatchNorm2d(channels)


class Net(nn.Module):
    """Has every kind of registered value: parameters, None, buffers of both kinds, nested and plain attributes."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Linear(3, 4)
        self.blocks = nn.ModuleList([Block(2), Block(2)])
        self.head = nn.Sequential(collections.OrderedDict(fc=nn.Linear(4, 2, bias=False), act=nn.ReLU()))
        self.scale = nn.Parameter(torch.rand(4))
        self.register_parameter("absent", None)
        self.register_buffer("steps", torch.tensor(7))
        self.register_buffer("scratch", torch.rand(3), persistent=False)
        self.register_buffer("unset", None)
        self.plain = torch.rand(2)
        self.config = {"depth": 2, "name": "net"}


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(5, 3)
        self.decoder = nn.Linear(3, 5, bias=False)
        self.decoder.weight = self.embed.weight
        self.again = self.decoder


class Collections(nn.Module):
    def __init__(self):
        super().__init__()
        self.list = nn.ParameterList([nn.Parameter(torch.rand(2)) for _ in range(11)])
        self.dict = nn.ParameterDict({"a": nn.Parameter(torch.rand(1)), "ü": nn.Parameter(torch.rand(2))})
        self.modules_dict = nn.ModuleDict({"x": nn.Linear(1, 1), "y": nn.LayerNorm(2)})


class WithExtraState(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def get_extra_state(self):
        return {"calls": 3, "history": torch.arange(3)}

    def set_extra_state(self, state):
        pass


class WithGetstate(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 1)
        self.cache = object

    def __getstate__(self):
        state = dict(self.__dict__)
        state.pop("cache")
        return state


class Labelled(torch.Tensor):
    """A subclass that keeps its storage."""


class Slotted(torch.Tensor):
    __slots__ = ["unit", "origin"]


class FancyParameter(nn.Parameter):
    pass


@dataclasses.dataclass
class Config:
    width: int = 64
    rate: float = 1e-3
    tags: list = dataclasses.field(default_factory=list)


class Outer:
    class Inner:
        def __init__(self):
            self.value = 1


class Colour(enum.Enum):
    RED = 1
    GREEN = "green"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Flags(enum.Flag):
    A = 1
    B = 2


class WithSlots:
    __slots__ = ("left", "right")

    def __init__(self):
        self.left, self.right = 1, torch.ones(2)


class OwnDict(dict):
    pass


class OwnList(list):
    pass


Point = collections.namedtuple("Point", "x y")


def activation(x):
    return x


def as_main():
    """Makes the classes look as if they were defined in the script that was run."""
    main = sys.modules["__main__"]
    for cls in (MainNet, MainConfig):
        cls.__module__ = "__main__"
        setattr(main, cls.__name__, cls)


class MainNet(Net):
    pass


class MainConfig(Config):
    pass


class TwoPart(torch.Tensor):
    """A wrapper subclass: it looks like one tensor and keeps its bytes in two others."""

    @staticmethod
    def __new__(cls, data, scale):
        return torch.Tensor._make_wrapper_subclass(cls, data.shape, dtype=torch.bfloat16)

    def __init__(self, data, scale):
        self.data_part, self.scale = data, scale

    @classmethod
    def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
        if function.overloadpacket.__name__ == "detach":
            return cls(args[0].data_part, args[0].scale)
        raise NotImplementedError(str(function))
