"""Cases: pickles of StyleGAN2-ADA's structure. Every module is of a persistent class: a call with the source of its module.

The protocol is that of `torch_utils.persistence` of NVlabs/stylegan3: __reduce__ gives `_reconstruct_persistent_obj` and one
dictionary with `type`, `version`, `module_src`, `class_name` and `state`. The classes here are small and our own; the hierarchy
(mapping.fc0, synthesis.b4.conv1.affine, b8.torgb, …) and what is a buffer in it are those of the real networks.
"""
import sys
import types

import torch
from torch import nn

MODULE = "torch_utils.persistence"


class Persistent(nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self._init_args = args
        self._init_kwargs = dict(kwargs)

    def __reduce__(self):
        meta = {"type": "class", "version": 6, "module_src": "raise SystemExit('never run')\n", "class_name": type(self).__name__,
                "state": dict(self.__dict__)}
        return _reconstruct_persistent_obj, (meta,), None


def _reconstruct_persistent_obj(meta):
    made = CLASSES[meta["class_name"]].__new__(CLASSES[meta["class_name"]])
    made.__setstate__(meta["state"])
    return made


_reconstruct_persistent_obj.__module__ = MODULE


class FullyConnectedLayer(Persistent):
    def __init__(self, inside, outside, bias=True):
        super().__init__(inside, outside, bias=bias)
        self.activation = "lrelu"
        self.weight = nn.Parameter(torch.randn(outside, inside))
        self.bias = nn.Parameter(torch.randn(outside)) if bias else None
        self.weight_gain = 0.5


class MappingNetwork(Persistent):
    def __init__(self, width, layers, averages=True):
        super().__init__(width, layers)
        self.num_layers = layers
        for index in range(layers):
            setattr(self, f"fc{index}", FullyConnectedLayer(width, width))
        if averages:
            self.register_buffer("w_avg", torch.randn(width))


class SynthesisLayer(Persistent):
    def __init__(self, width, inside, outside, resolution):
        super().__init__(width, inside)
        self.register_buffer("resample_filter", torch.rand(4, 4))
        self.affine = FullyConnectedLayer(width, inside)
        self.weight = nn.Parameter(torch.randn(outside, inside, 3, 3))
        self.register_buffer("noise_const", torch.randn(resolution, resolution))
        self.noise_strength = nn.Parameter(torch.zeros([]))
        self.bias = nn.Parameter(torch.zeros(outside))


class ToRGBLayer(Persistent):
    def __init__(self, width, inside):
        super().__init__(width)
        self.affine = FullyConnectedLayer(width, inside)
        self.weight = nn.Parameter(torch.randn(3, inside, 1, 1))
        self.bias = nn.Parameter(torch.zeros(3))


class SynthesisBlock(Persistent):
    def __init__(self, width, channels, resolution):
        super().__init__(width)
        self.register_buffer("resample_filter", torch.rand(4, 4))
        self.register_buffer("scratch", torch.rand(2), persistent=False)
        if resolution == 4:
            self.const = nn.Parameter(torch.randn(channels, 4, 4))
        else:
            self.conv0 = SynthesisLayer(width, channels, channels, resolution)
        self.conv1 = SynthesisLayer(width, channels, channels, resolution)
        self.torgb = ToRGBLayer(width, channels)


class SynthesisNetwork(Persistent):
    def __init__(self, width):
        super().__init__(width)
        self.block_resolutions = [4, 8]
        for resolution in self.block_resolutions:
            setattr(self, f"b{resolution}", SynthesisBlock(width, 2, resolution))


class Generator(Persistent):
    def __init__(self, width=3):
        super().__init__(width)
        self.synthesis = SynthesisNetwork(width)
        self.num_ws = 4
        self.mapping = MappingNetwork(width, 2)


class Discriminator(Persistent):
    def __init__(self):
        super().__init__()
        self.b8 = SynthesisLayer(3, 2, 2, 8)
        self.b4 = nn.ModuleDict({"fc": FullyConnectedLayer(2, 2), "out": FullyConnectedLayer(2, 1, bias=False)})


class Holder:
    """An object with modules that is none."""

    def __init__(self):
        self.name = "trainer"
        self.netG = Generator()
        self.nets = (nn.Linear(2, 1), [nn.BatchNorm1d(2)])


Holder.__module__ = MODULE
CLASSES = {cls.__name__: cls for cls in (FullyConnectedLayer, MappingNetwork, SynthesisLayer, ToRGBLayer, SynthesisBlock, SynthesisNetwork, Generator, Discriminator)}


def as_module():
    """Pickles name the function by the module that it is in where such files are written."""
    package, module = types.ModuleType("torch_utils"), types.ModuleType(MODULE)
    module._reconstruct_persistent_obj = _reconstruct_persistent_obj
    module.Holder = Holder
    package.persistence = module
    sys.modules["torch_utils"], sys.modules[MODULE] = package, module


def snapshot():
    return {"training_set_kwargs": {"path": "x.zip"}, "G": Generator(), "D": Discriminator(), "G_ema": Generator(), "augment_pipe": None}


def persistent():
    return {
        "snapshot": ("StyleGAN2-ADA: G, D and G_ema, of which its tools load the last", ["G_ema"], snapshot),
        "generator": ("a persistent module alone", None, Generator),
        "tuple": ("StyleGAN of older ports: (G, D, Gs), of which nothing says which is meant", ["2"], lambda: (Generator(), Discriminator(), Generator())),
        "holder": ("an object whose __dict__ holds modules", ["netG"], Holder),
    }


def write(cases):
    as_module()
    for name, (what, state_dict, make) in persistent().items():
        cases.save(f"persistent-{name}", make, "persistent", what, state_dict=state_dict)
