"""Runs under real CPython 2.7, without PyTorch: pickles what torch under Python 2 pickled, through pickle and cPickle.

Usage: python2.7 python2_writer.py > python2_pickles.json    (the output is committed; no test needs Python 2)
"""
import argparse
import base64
import cPickle
import json
import pickle
import StringIO
import sys
import types
from collections import OrderedDict


def stub(name, **members):
    """A module that exists only so that pickles may name what is in it."""
    module = types.ModuleType(name)
    sys.modules[name] = module
    for key, value in members.items():
        value.__module__ = name
        setattr(module, key, value)
    return module


class FloatStorage(object):
    def __init__(self, key, numel, view=None):
        self.key, self.numel, self.view = key, numel, view


class LongStorage(FloatStorage):
    pass


def _rebuild_tensor(*args):
    pass


def _rebuild_tensor_v2(*args):
    pass


class Recipe(object):
    """Is pickled as whatever __reduce__ it was given."""

    def __init__(self, *recipe):
        self.recipe = recipe

    def __reduce__(self):
        return self.recipe


class Parameter(Recipe):
    pass


class Variable(Recipe):
    pass


class FloatTensor(object):
    def __init__(self, *state):
        self.state = state

    def __getstate__(self):
        return self.state


class ndarray(Recipe):
    pass


class dtype(Recipe):
    pass


def _reconstruct(*args):
    pass


stub("torch", FloatStorage=FloatStorage, LongStorage=LongStorage, FloatTensor=FloatTensor)
stub("torch._utils", _rebuild_tensor=_rebuild_tensor, _rebuild_tensor_v2=_rebuild_tensor_v2)
stub("torch.nn")
stub("torch.nn.parameter", Parameter=Parameter)
stub("torch.autograd")
stub("torch.autograd.variable", Variable=Variable)
stub("numpy", ndarray=ndarray, dtype=dtype)
stub("numpy.core")
stub("numpy.core.multiarray", _reconstruct=_reconstruct)


def tensor(storage, size, stride, offset=0, requires_grad=False):
    return Recipe(_rebuild_tensor_v2, (storage, offset, size, stride, requires_grad, OrderedDict()))


def old_tensor(storage, size, stride, offset=0):
    return Recipe(_rebuild_tensor, (storage, offset, size, stride))


def array(values):
    kind = dtype(dtype, ("f4", 0, 1), (3, "<", None, None, None, -1, -1, 0))
    return Recipe(_reconstruct, (ndarray, (0,), "b"), (1, (len(values) // 4,), kind, False, values))


def state_dict(make):
    weight, bias = FloatStorage("94286146172688", 6), FloatStorage("94286146172752", 2)
    state = OrderedDict([("fc.weight", make(weight, (2, 3), (3, 1))), ("fc.bias", make(bias, (2,), (1,))), (u"fc.\xfc", make(weight, (3, 2), (1, 3)))])
    state._metadata = OrderedDict([("", {"version": 1}), ("fc", {"version": 1})])
    return state


def values():
    weight = FloatStorage("1", 3)
    shared = ["a", "b"]
    return {
        "state_dict": state_dict(tensor),
        "state_dict-0.3": state_dict(old_tensor),
        "training": {"epoch": 3, "state_dict": state_dict(tensor), "lr": 0.1, "best": 2 ** 33, "long": 5L, "huge": 2L ** 70, "flag": True, "nothing": None,
                     "unicode": u"gr\xf6\xdfe \U0001f600", "text": "plain", "long_text": "x" * 300, "set": set([1]), "range": xrange(3), "complex": 1 + 2j,
                     "args": argparse.Namespace(lr=0.1, data="/data"), "shared": [shared, shared], "negative": -5, "big": 2 ** 31, "small": -2 ** 31 - 1},
        "int-keys": {0: tensor(weight, (3,), (1,)), 2 ** 40: 1, "0": 2},
        "parameters": {"old_variable": Variable(Variable, (old_tensor(weight, (3,), (1,)),), (False, False, None)),
                       "old_parameter": Parameter(Parameter, (old_tensor(weight, (3,), (1,)),), (True, False, OrderedDict()))},
        "oldest-tensor": {"w": FloatTensor(weight, 0, (3,), (1,))},
        "storage-views": OrderedDict([("head", tensor(FloatStorage("7", 6, ("71", 0, 2)), (2,), (1,))), ("tail", tensor(FloatStorage("7", 6, ("72", 3, 3)), (3,), (1,))),
                                      ("tail_again", tensor(FloatStorage("7", 6, ("72", 3, 3)), (2,), (1,), 1)), ("root", tensor(FloatStorage("7", 6), (6,), (1,)))]),
        "binary-text": {"w": tensor(weight, (3,), (1,)), "bytes": "\x80\xff\x00"},
        "numpy": {"w": tensor(weight, (3,), (1,)), "array": array("\x00\x00\x80?\x00\x00\x00\xc0")},
    }


def storages(value):
    """The storages of a value: numel by root key, found the way pickling finds them."""
    found = {}

    def persistent_id(obj):
        if isinstance(obj, FloatStorage):
            found[obj.key] = [type(obj).__name__, obj.numel]
            return ("storage", type(obj), obj.key, "cpu", obj.numel, obj.view)

    return found, persistent_id


def dump(module, value, protocol):
    found, persistent_id = storages(value)
    buffer = StringIO.StringIO()
    pickler = module.Pickler(buffer, protocol)
    pickler.persistent_id = persistent_id
    pickler.dump(value)
    return {"pickle": base64.b64encode(buffer.getvalue()), "storages": found}


def main():
    output = {"python": sys.version.split()[0], "values": {}}
    for name, value in sorted(values().items()):
        for module in (pickle, cPickle):
            for protocol in (1, 2):
                output["values"]["%s-%s%d" % (name, module.__name__, protocol)] = dump(module, value, protocol)
    header = [cPickle.dumps(part, 2) for part in (0x1950A86A20F9469CFC6C, 1001, {"protocol_version": 1001, "little_endian": True, "type_sizes": {"short": 2, "int": 4, "long": 4}})]
    output["header"] = base64.b64encode("".join(header))
    output["keys"] = dict((name, base64.b64encode(cPickle.dumps(sorted(entry["storages"]), 2))) for name, entry in output["values"].items())
    json.dump(output, sys.stdout, indent=1, sort_keys=True, separators=(",", ": "))
    print


main()
