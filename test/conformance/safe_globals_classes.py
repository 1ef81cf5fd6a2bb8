"""Classes whose objects are saved by write_safe_globals.py, and loaded again by safe_globals_check.py."""
import collections
import dataclasses
import enum
import io
import zipfile

import torch

Point = collections.namedtuple("Point", "x y")


class Color(enum.Enum):
    RED = 1


class Level(enum.IntEnum):
    HIGH = 2


@dataclasses.dataclass
class Config:
    lr: float


class Slots:
    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


class WithSetState:
    def __init__(self, value):
        self.value = value

    def __setstate__(self, state):
        self.value = state["value"]


class WithReduce:
    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return WithReduce, (self.value,)


class OwnList(list):
    pass


class OwnDict(dict):
    pass


class Outer:
    class Inner:
        pass


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = torch.nn.Linear(2, 2)


class OwnTensor(torch.Tensor):
    pass


def function():
    return 1


def as_numpy1(data):
    """The archive with the module names of NumPy 1; its records are written anew by PyTorch's own writer."""
    source = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    writer = torch._C.PyTorchFileWriter(out)
    for info in source.infolist():
        record = info.filename.split("/", 1)[1]
        if record in ("version", ".data/serialization_id", ".format_version", ".storage_alignment"):
            continue
        body = source.read(info)
        if record == "data.pkl":
            body = body.replace(b"cnumpy._core.", b"cnumpy.core.")
        writer.write_record(record, body, len(body))
    writer.write_end_of_file()
    return out.getvalue()
