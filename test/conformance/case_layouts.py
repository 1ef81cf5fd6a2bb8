"""Cases: strides, offsets and shared storages, from the ordinary to what only as_strided can make."""
import collections

import torch

import training_script
from cases import MODERN


def write(cases):
    # torch 1.13 on Python 3.11 cannot load its own subclass tensors that have no attributes,
    # torch 2.13 cannot load the streams it writes of untyped storages.
    refused = ["subclass"] if not MODERN else ["storage-alone", "conjugated-complex32"] if cases.streams else []
    for name, (what, make) in layouts().items():
        expect = "refused" if name in refused else "loads"
        cases.save(f"layout-{name}", make, "layout", what, expect=expect)


def layouts():
    cases = {
        "transposed": ("a transposed matrix alone", lambda: {"w": torch.rand(3, 5).t()}),
        "permuted": ("three permutations of one 3-D tensor", lambda: _permutations(torch.rand(2, 3, 4))),
        "offset": ("rows and columns in the middle of a storage", lambda: _slices(torch.rand(6, 5))),
        "steps": ("slices that step over elements", lambda: {"a": torch.arange(20)[::3], "b": torch.rand(6, 6)[1::2, ::4]}),
        "expanded": ("stride 0 in one, some and all dimensions", _expanded),
        "overlapping": ("as_strided windows that overlap", lambda: {"w": torch.rand(10).as_strided((4, 3), (2, 1), 1)}),
        "zero-dim": ("0-dimensional tensors, one of them in the middle of a storage", _zero_dim),
        "empty": ("tensors without elements, of several shapes", _empty),
        "empty-two-types": ("one empty storage, float32 in a tensor and int8 by itself", _empty_two_types),
        "empty-wild-offset": ("no elements, at an offset far outside the storage", _empty_wild_offset),
        "channels-last": ("channels_last and channels_last_3d", _channels_last),
        "size-one-strides": ("odd strides in dimensions of size 1", lambda: {"w": torch.rand(30).as_strided((1, 4, 1), (999, 2, 77), 3)}),
        "many-dimensions": ("a tensor with 12 dimensions", lambda: {"w": torch.rand(2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1).transpose(0, 10)}),
        "diagonal": ("a diagonal view and an unfolded view", lambda: {"d": torch.rand(4, 4).diagonal(), "u": torch.rand(8).unfold(0, 4, 2)}),
        "shared-views": ("several views of one storage", _shared_views),
        "halves": ("two disjoint halves of one storage", lambda: dict(zip("ab", torch.rand(8).split(4)))),
        "small-of-large": ("ten elements of a storage of 100,000", lambda: {"w": torch.arange(100_000, dtype=torch.float32)[500:510]}),
        "tied": ("one tensor under two names, and an equal one that is not shared", _tied),
        "tied-transposed": ("a matrix and its transpose share a storage", _tied_transposed),
        "viewed-as-another-dtype": ("the saved dtype is not the one the storage was made with", lambda: {"bits": torch.rand(6).view(torch.int32), "half": torch.rand(3).view(torch.float16)}),
        "requires-grad": ("leaf tensors with and without requires_grad, and a tensor that is not a leaf", _requires_grad),
        "conjugated": ("conjugate views of complex64 and complex128", _conjugated),
        "negated": ("the imaginary part of a conjugate: a negative-bit view", lambda: {"w": _complex(4).conj().imag, "r": _complex(4).real}),
        "parameter": ("nn.Parameter in three dtypes", _parameters),
        "attributes-on-parameter": ("a Parameter with Python attributes", _parameter_with_attributes),
        "attributes-on-tensor": ("a plain tensor with Python attributes", _tensor_with_attributes),
        "subclass": ("Tensor subclasses that keep their storage, one with slots", _subclasses),
        "parameter-subclass": ("a subclass of nn.Parameter", lambda: {"w": training_script.FancyParameter(torch.rand(2))}),
        "storage-alone": ("storages as values, beside a tensor of the same storage", _storages),
    }
    if MODERN:
        cases["conjugated-complex32"] = ("a conjugate view of complex32", lambda: {"w": _complex(4).to(torch.complex32).conj()})
        cases["negated-32-and-64"] = ("negative-bit views of NaN, infinity and zero", _negated_specials)
        cases["buffer"] = ("nn.Buffer values", lambda: {"b": torch.nn.Buffer(torch.rand(3)), "n": torch.nn.Buffer(torch.rand(1), persistent=False)})
    return cases


def _permutations(tensor):
    return {"".join(map(str, order)): tensor.permute(order) for order in ((2, 0, 1), (1, 2, 0), (0, 2, 1))}


def _slices(tensor):
    return {"rows": tensor[2:4], "columns": tensor[:, 1:3], "cell": tensor[3, 2], "last": tensor[-1, -1:]}


def _expanded():
    row = torch.rand(3)
    return {"one": row.expand(4, 3), "middle": row.view(3, 1).expand(3, 5), "all": torch.tensor(1.5).expand(2, 3, 4),
            "zero_rows": row.expand(0, 3)}


def _zero_dim():
    data = torch.arange(5, dtype=torch.float64)
    return {"own": torch.tensor(3.25), "inside": data[3], "integer": torch.tensor(-7), "flag": torch.tensor(True)}


def _empty():
    return {"0": torch.empty(0), "0x3": torch.empty(0, 3), "3x0x2": torch.empty(3, 0, 2, dtype=torch.int64),
            "tail": torch.rand(4)[4:], "transposed": torch.empty(0, 5).t()}


def _empty_two_types():
    tensor = torch.empty(0)
    return {"tensor": tensor, "storage": torch.storage.TypedStorage(wrap_storage=tensor.storage().untyped(), dtype=torch.int8)}


def _empty_wild_offset():
    return {"wild": torch.rand(3).as_strided((0,), (1,), 10**6), "wild_2d": torch.rand(3).as_strided((2, 0), (-0, 9), 12345)}


def _channels_last():
    return {"2d": torch.rand(2, 3, 4, 5).to(memory_format=torch.channels_last),
            "3d": torch.rand(1, 2, 3, 4, 5).to(memory_format=torch.channels_last_3d)}


def _shared_views():
    base = torch.arange(24, dtype=torch.float32)
    return collections.OrderedDict(view=base.view(4, 6), transposed=base.view(4, 6).t(), tail=base[20:], base=base)


def _tied():
    weight = torch.rand(4, 3)
    return collections.OrderedDict([("embed.weight", weight), ("copy.weight", weight.clone()), ("head.weight", weight)])


def _tied_transposed():
    weight = torch.rand(4, 3)
    return {"weight": weight, "transposed": weight.t(), "first_row": weight[0]}


def _requires_grad():
    leaf = torch.rand(2, requires_grad=True)
    return {"leaf": leaf, "plain": torch.rand(2), "computed": leaf * 2}


def _complex(count):
    return torch.complex(torch.randn(count), torch.randn(count))


def _conjugated():
    single, double = _complex(6).view(2, 3), _complex(4).to(torch.complex128)
    return {"single": single.conj(), "transposed": single.conj().t(), "double": double.conj(), "tail": double.conj()[1:],
            "same_storage": single, "hermitian": single.mH if hasattr(single, "mH") else single.conj()}


def _negated_specials():
    specials = [0.0, -0.0, float("inf"), float("nan"), 1e-45, -3.5]
    zeros = torch.zeros(6)
    return {name: torch.complex(zeros.to(dtype), torch.tensor(specials, dtype=dtype)).conj().imag
            for name, dtype in (("float32", torch.float32), ("float64", torch.float64))}


def _parameters():
    return {"w": torch.nn.Parameter(torch.rand(2, 2)), "frozen": torch.nn.Parameter(torch.rand(2).half(), requires_grad=False),
            "int": torch.nn.Parameter(torch.arange(3), requires_grad=False), "view": torch.nn.Parameter(torch.rand(3, 4).t())}


def _parameter_with_attributes():
    parameter = torch.nn.Parameter(torch.rand(3))
    parameter.tag, parameter.sizes = "attention", [1, 2]
    return {"w": parameter, "plain": torch.nn.Parameter(torch.rand(1))}


def _tensor_with_attributes():
    tensor = torch.rand(3)
    tensor.unit = "metre"
    return {"w": tensor}


def _subclasses():
    labelled = torch.rand(2, 2).as_subclass(training_script.Labelled)
    labelled.label = "cat"
    slotted = torch.rand(3).as_subclass(training_script.Slotted)
    slotted.unit, slotted.origin = "K", (1, 2)
    slotted.note = "also in the dictionary"
    return {"labelled": labelled, "view": torch.rand(3, 2).as_subclass(training_script.Labelled).t(), "slotted": slotted}


def _storages():
    tensor = torch.arange(4, dtype=torch.int16)
    storages = {"typed": tensor.storage(), "tensor": tensor, "double": torch.rand(2).double().storage()}
    if hasattr(tensor, "untyped_storage"):
        storages["untyped"] = torch.rand(2).untyped_storage()
    return storages
