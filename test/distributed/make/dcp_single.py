"""torch.distributed.checkpoint, one process: values of every kind, and every way of laying out the files."""

import collections
import dataclasses
import datetime
import enum
import io
import os
import tempfile

import torch
import torch.distributed.checkpoint as dcp
import torch.nn as nn

from common import alone, case, keep_full, values
from models import Block, Odd, fill, stepped

DTYPES = [
    *("float32", "float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "uint16", "uint32"),
    *("uint64", "bool", "complex64", "complex128", "complex32"),
    *("float8_e4m3fn", "float8_e5m2", "float8_e4m3fnuz", "float8_e5m2fnuz", "float8_e8m0fnu"),
]


def save(state, ckpt, **writer):
    # Without a process group both save alone; only newer ones have no_dist.
    dcp.save(state, storage_writer=dcp.FileSystemWriter(ckpt, **writer))


def of_dtype(name, *shape, seed=0):
    dtype = getattr(torch, name)
    if name == "float8_e8m0fnu":
        return values(*shape, seed=seed, dtype=torch.uint8).view(dtype)
    return values(*shape, seed=seed, dtype=dtype)


@case("dcp1-dtypes", note="every dtype that has elements of whole bytes, 1-D, 2-D, 0-d and empty")
def dtypes(ckpt):
    state = {}
    for at, name in enumerate(name for name in DTYPES if hasattr(torch, name)):
        state[name] = {
            "line": of_dtype(name, 5, seed=at),
            "matrix": of_dtype(name, 3, 2, seed=at + 1),
            "scalar": of_dtype(name, 1, seed=at + 2)[0],
            "none": of_dtype(name, 0, 3),
        }
    save(state, ckpt)


@case("dcp1-empty-shapes", note="shapes with a zero in every place, and many dimensions of one")
def empty_shapes(ckpt):
    shapes = [(0,), (0, 3), (3, 0), (2, 0, 4), (0, 0), (1,), (1, 1, 1, 1, 1), (2, 1, 3, 1, 2)]
    save({"x".join(map(str, shape)): values(*shape, seed=at) for at, shape in enumerate(shapes)}, ckpt)


@case("dcp1-strides", note="transposed, permuted, sliced, stepped, expanded, flipped views; conjugate and negative bits")
def strides(ckpt):
    whole = values(12, 10, seed=1)
    cube = values(2, 3, 4, 5, seed=2)
    save(
        {
            "transposed": whole.t(),
            "columns": whole[:, 2:7],
            "stepped": whole[::3, ::2],
            "expanded": values(1, 6, seed=3).expand(4, 6),
            "row": whole[7],
            "permuted": cube.permute(3, 1, 0, 2),
            "channels_last": cube.to(memory_format=torch.channels_last),
            "diagonal": whole.diagonal(),
            "flipped": whole.flip(0),
            "overlapping": values(9, seed=4).as_strided((4, 3), (2, 1)),
            "offset_scalar": whole[3, 4],
        },
        ckpt,
    )


@case("dcp1-conjugate", note="a tensor with the conjugate bit: the item is a lazy view")
def conjugate(ckpt):
    numbers = values(4, 3, seed=2, dtype=torch.complex64)
    save({"conjugated": numbers.conj(), "imaginary": numbers.conj().imag, "plain": numbers}, ckpt)


@case("dcp1-nested-lists", note="lists in dicts in lists, tensors at every depth")
def nested_lists(ckpt):
    save(
        {
            "flat": [values(2), values(3, seed=1), values(1, seed=2)],
            "deep": [[values(2, seed=3), [values(1, seed=4), 5]], {"in": [values(2, seed=5), {"more": values(2, seed=6)}]}],
            "beside": [1, "two", None, values(2, seed=7), 4.5],
            "untouched": [1, [2, [3, "four"]], []],
        },
        ckpt,
    )


@case("dcp1-tuples", note="tuples stay one pickled value, with the tensors in them")
def tuples(ckpt):
    save(
        {
            "pair": (values(2), values(3, seed=1)),
            "mixed": (1, "a", values(2, seed=2), [values(1, seed=3)], {"k": values(1, seed=4)}),
            "in_list": [(values(2, seed=5), 1), values(1, seed=6)],
            "set": {1, 2, 3},
            "frozen": frozenset({"a"}),
        },
        ckpt,
    )


@case("dcp1-keys", note="keys that are numbers, booleans, None and tuples become text")
def keys(ckpt):
    save(
        {
            "ints": {0: values(2), 10: values(2, seed=1), 2: values(2, seed=2), -1: values(1, seed=3)},
            "bools": {True: values(1, seed=4), False: 3},
            "none": {None: values(1, seed=5)},
            "tuples": {("a", 1): values(1, seed=6), (): 7},
            "floats": {0.5: values(1, seed=7)},
        },
        ckpt,
    )


@case("dcp1-names", note="names with dots, slashes, spaces, quotes, line ends, emoji, and those that mean something elsewhere")
def names(ckpt):
    odd = [
        *("a.b", "a..b", ".", "a/b", "../up", " ", "a b", 'quo"te', "line\nend", "tab\t", "null\0", "ключ", "模型.重み"),
        *("🙂", "e\u0301", "\u00e9", "__proto__", "constructor", "toString", "0", "00", "-1", "1e3", "$", "$.x[0]", "%s"),
        *("__metadata__", "x" * 300),
    ]
    save({"model": {name: values(2, seed=at) for at, name in enumerate(odd)}, "": values(1)}, ckpt)


@case("dcp1-tied", note="two names of one storage, and views of one: stored apart, tying is lost")
def tied(ckpt):
    one = values(4, 3)
    save({"embed": one, "head": one, "view": one[1:3], "parameter": nn.Parameter(one)}, ckpt)


@case("dcp1-values", note="what else Python can pickle: dates, paths, enums, dataclasses, numpy, generators, large integers")
def python_values(ckpt):
    import numpy

    save(
        {
            "large": 2**70,
            "negative": -(2**63),
            "complex": 1 + 2j,
            "inf": float("inf"),
            "nan": float("nan"),
            "minus_zero": -0.0,
            "bytes": b"\x00\xff",
            "bytearray": bytearray(b"abc"),
            "text": "é🙂\n",
            "range": range(3),
            "date": datetime.datetime(2026, 1, 2, 3, 4, 5),
            "dtype": torch.bfloat16,
            "size": torch.Size([2, 3]),
            "device": torch.device("cpu"),
            "ordered": collections.OrderedDict(a=1, b=values(2)),
            "default": collections.defaultdict(int, x=1),
            "counter": collections.Counter("aab"),
            "numpy": numpy.arange(6).reshape(2, 3),
            "numpy_scalar": numpy.float32(1.5),
            "rng": torch.arange(16, dtype=torch.uint8),
            "w": values(2, 2, seed=1),
        },
        ckpt,
    )


@case("dcp1-bytesio", note="values that are streams are written as they are, inside a torch.save of their own")
def bytesio(ckpt):
    inner = io.BytesIO()
    torch.save({"inside": values(2)}, inner)
    save({"stream": io.BytesIO(b"raw bytes"), "saved": io.BytesIO(inner.getvalue()), "w": values(3)}, ckpt)


@case("dcp1-vanishing", note="empty dicts vanish while saving", wrong="a list that held an empty dict: the tool refuses its own folder")
def vanishing(ckpt):
    save({"x": [1, {}], "y": [{}, {"a": 1}], "w": values(2)}, ckpt)
    keep_full(ckpt, {"w": values(2)}, 0)


@case("dcp1-empties", note="empty containers that the tool can join")
def empties(ckpt):
    save({"list": [], "dict": {}, "nested": {"inner": {}, "list": []}, "tuple": (), "text": "", "w": values(2)}, ckpt)


@case("dcp1-only-values", note="no tensor at all")
def only_values(ckpt):
    save({"epoch": 3, "config": {"lr": 0.5, "names": ["a", "b"]}}, ckpt)


@case("dcp1-only-tensor", note="one 0-d tensor and nothing else")
def only_tensor(ckpt):
    save({"loss": torch.tensor(1.25)}, ckpt)


@case("dcp1-no-flatten", note="planner without flattening: nested dicts are one value each")
def no_flatten(ckpt):
    planner = dcp.DefaultSavePlanner(flatten_state_dict=False)
    state = {"a.b": values(2), "nested": {"w": values(2, seed=1), "n": 1}, "list": [values(1)], "n": 2}
    dcp.save(state, storage_writer=dcp.FileSystemWriter(ckpt), planner=planner)


@case("dcp1-zstd", note="zstd on every item: tensors of many sizes, values, an empty one")
def zstd(ckpt):
    from torch.distributed.checkpoint._extension import ZStandard

    state = {
        "zeros": torch.zeros(4096),
        "values": values(33, 7),
        "noise": torch.arange(2000, dtype=torch.int64).mul(2654435761).remainder(2**31),
        "empty": torch.empty(0, 2),
        "scalar": torch.tensor(7),
        "half": values(5, dtype=torch.bfloat16),
        "epoch": 9,
        "config": {"deep": {"list": [1, "two"]}},
    }
    save(state, ckpt, _extensions=[ZStandard()])


@case("dcp1-zstd-files", note="zstd with one file per item")
def zstd_files(ckpt):
    from torch.distributed.checkpoint._extension import ZStandard

    save({"a": values(100), "b": values(7, 5), "n": 1}, ckpt, _extensions=[ZStandard()], single_file_per_rank=False)


@case("dcp1-zstd-twice", note="two transforms over each other: the descriptors are in the order of reading")
def zstd_twice(ckpt):
    from torch.distributed.checkpoint._extension import ZStandard

    save({"a": values(300), "n": {"m": 1}}, ckpt, _extensions=[ZStandard(), ZStandard()])


@case("dcp1-threads5", note="five threads: five files of one rank")
def threads(ckpt):
    state = {f"layer.{at}": {"weight": values(at + 3, 4, seed=at), "n": at} for at in range(9)}
    save(state, ckpt, thread_count=5)


@case("dcp1-more-threads-than-items", note="files of threads that had nothing to write")
def idle_threads(ckpt):
    save({"a": values(3), "n": 1}, ckpt, thread_count=8)


@case("dcp1-file-per-item", note="single_file_per_rank=False, with values and an empty tensor")
def file_per_item(ckpt):
    state = {"a": values(3), "b": [values(2, seed=1), 4], "empty": torch.empty(0), "n": {"deep": "x"}}
    save(state, ckpt, single_file_per_rank=False)


@case("dcp1-over-another", note="a second save into one folder: the larger first one leaves bytes or files behind")
def over_another(ckpt):
    save({f"old{at}": values(40, seed=at) for at in range(6)}, ckpt, thread_count=4)
    save({"new": values(5, seed=9), "n": 2}, ckpt)


@case("dcp1-many", note="three hundred small tensors")
def many(ckpt):
    state = {"model": {f"layers.{at}.w": values(at % 5 + 1, 3, seed=at) for at in range(300)}}
    save(state, ckpt)


@case("dcp1-larger", note="half a megabyte in one tensor")
def larger(ckpt):
    save({"model": {"embed": values(512, 256), "norm": values(256, seed=1)}, "step": 1}, ckpt)


class Progress:
    """Something with a state of its own, saved through the Stateful protocol."""

    def __init__(self, count):
        self.count = count

    def state_dict(self):
        return {"count": self.count, "history": [values(2), {"best": torch.tensor(0.5)}]}

    def load_state_dict(self, state):
        self.count = state["count"]


class AppState:
    """The wrapper of PyTorch's own recipe: model and optimizer behind one state_dict()."""

    def __init__(self, model, optimizer):
        self.model, self.optimizer = model, optimizer

    def state_dict(self):
        from torch.distributed.checkpoint.state_dict import get_state_dict

        model, optimizer = get_state_dict(self.model, self.optimizer)
        return {"model": model, "optim": optimizer}

    def load_state_dict(self, state):
        raise NotImplementedError


@case("dcp1-app-state", note="Stateful objects and the AppState pattern")
def app_state(ckpt):
    model = fill(Odd())
    dcp.save({"app": AppState(model, stepped(model)), "progress": Progress(4)}, checkpoint_id=ckpt)


def optimizer_case(name, kind, **options):
    @case(f"dcp1-optim-{name}", note=f"a module with {kind.__name__} through get_state_dict")
    def write(ckpt):
        from torch.distributed.checkpoint.state_dict import get_state_dict

        model = fill(Block())
        states = get_state_dict(model, stepped(model, kind, **options))
        save({"model": states[0], "optim": states[1], "epoch": 2}, ckpt)


optimizer_case("adam-amsgrad", torch.optim.Adam, amsgrad=True)
optimizer_case("sgd-momentum", torch.optim.SGD, momentum=0.9)
optimizer_case("adafactor", torch.optim.Adafactor)
optimizer_case("rmsprop", torch.optim.RMSprop, momentum=0.5, centered=True)


@case("dcp1-optim-flattened", note="flatten_optimizer_state_dict: parameter groups by name")
def optim_flattened(ckpt):
    from torch.distributed.checkpoint.state_dict import StateDictOptions, get_state_dict

    model = fill(Block())
    states = get_state_dict(model, stepped(model), options=StateDictOptions(flatten_optimizer_state_dict=True))
    save({"model": states[0], "optim": states[1]}, ckpt)


@case("dcp1-optim-plain", note="optimizer.state_dict() as it is: parameters by number")
def optim_plain(ckpt):
    model = fill(Odd(torch.bfloat16))
    optimizer = stepped(model)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 10)
    schedule.step()
    save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}, ckpt)


class Extra(nn.Module):
    """Has something to say besides its tensors."""

    def __init__(self, said):
        super().__init__()
        self.weight = nn.Parameter(values(2, 2))
        self.said = said

    def get_extra_state(self):
        return self.said

    def set_extra_state(self, state):
        self.said = state


@case("dcp1-extra-state", note="_extra_state: a tensor, a dict with a tensor, bytes")
def extra_state(ckpt):
    model = nn.ModuleDict(
        {"t": Extra(values(3)), "d": Extra({"scale": values(1), "steps": 3}), "b": Extra(b"\x01"), "n": Extra(None)}
    )
    save({"model": model.state_dict()}, ckpt)


@case("dcp1-ddp-names", note="the prefix of DistributedDataParallel and of torch.compile")
def ddp_names(ckpt):
    state = fill(Odd()).state_dict()
    save({"module": {f"module._orig_mod.{name}": tensor for name, tensor in state.items()}}, ckpt)


@case("dcp1-from-torch-save", note="torch_save_to_dcp of a training state")
def from_torch_save(ckpt):
    from torch.distributed.checkpoint.format_utils import torch_save_to_dcp

    model = fill(Odd())
    with tempfile.TemporaryDirectory() as scratch:
        path = os.path.join(scratch, "state.pt")
        torch.save({"state_dict": model.state_dict(), "optimizer": stepped(model).state_dict(), "args": (1, "x")}, path)
        torch_save_to_dcp(path, ckpt)


def async_save(rank, world, ckpt):
    model = fill(Block())
    dcp.async_save({"model": model.state_dict(), "step": 7}, checkpoint_id=ckpt).result()


@case("dcp1-async", note="async_save, one process")
def async_one(ckpt):
    alone(async_save)(ckpt)


@case("dcp1-hidden-dir", note="a folder of a step below the one that is given, as trainers lay them")
def step_folder(ckpt):
    save({"model": {"w": values(3, 2)}, "step": 100}, os.path.join(ckpt, "step-100"))


# The folder of the step is what the tool is given.
from common import CASES, dcp_merge  # noqa: E402

CASES["dcp1-hidden-dir"] = dataclasses.replace(
    CASES["dcp1-hidden-dir"], merge=lambda ckpt: dcp_merge(os.path.join(ckpt, "step-100"))
)


class Phase(enum.Enum):
    """An enum of the user's own."""

    WARM = 1


@case("dcp1-own-classes", note="values of the user's own classes: opaque, and never needed for the tensors")
def own_classes(ckpt):
    save({"phase": Phase.WARM, "progress": Plain(3), "w": values(2, 3)}, ckpt)


@dataclasses.dataclass
class Plain:
    """A dataclass of the user's own."""

    count: int


@case("dcp1-quantized", note="a quantized tensor", wrong="quantized items: the tool fails inside of ATen")
def quantized(ckpt):
    save({"q": torch.quantize_per_tensor(values(4), 0.125, 0, torch.qint8), "w": values(2)}, ckpt)
    keep_full(ckpt, {"w": values(2)}, 0)


@case("dcp1-cast", note="an item of another dtype than .metadata says", wrong="the item is cast without a word")
def cast(ckpt):
    import pickle

    save({"w": values(6, seed=3), "n": 1}, ckpt)
    path = os.path.join(ckpt, ".metadata")
    with open(path, "rb") as file:
        metadata = pickle.load(file)
    metadata.state_dict_metadata["w"].properties.dtype = torch.float16
    with open(path, "wb") as file:
        pickle.dump(metadata, file)
