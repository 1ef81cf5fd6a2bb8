"""Random pickles, archives and streams around what weights_only allows: calls, states, ids, sizes, opcodes and damaged files of torch.save."""
import io
import random
import zipfile

import torch

import attacks
import pickle_assembler as asm
from archive_writer import Entry, write_entries
from torch import _weights_only_unpickler as unpickler
from weights_only_values import FALSE, NONE, RECORDS, TRUE, Kit, call, encoded, integer, layout, many, name, number, text

ALLOWED = {**unpickler._get_user_allowed_globals(), **unpickler._get_allowed_globals()}
CALLABLE = sorted(full for full, value in ALLOWED.items() if not isinstance(value, (torch.dtype, torch.qscheme, torch.serialization.StorageType)))
ENCODINGS = "utf8 UTF-8 ascii nope latin-1 iso-8859-1 L1 cp1252 utf-16 utf-7 hex base64 idna big5 unicode_escape undefined us-ascii 646".split()
ERRORS = ["strict", "ignore", "replace", "nope", "surrogatepass", "surrogateescape", "backslashreplace"]
DEVICES = "cpu cuda xpu meta mps privateuseone nosuch CPU npu".split() + ["", "cpu "]
INDICES = ["", "", ":0", ":1", ":127", ":128", ":255", ":01", ":-1", ":", ":a", ":999999999999"]
ATTRIBUTES = "a _metadata data __class__ shape dtype grad names is_leaf __dict__ _backward_hooks device".split()


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.kit = Kit(False)

    def some(self, choices):
        return self.random.choice(choices)

    def chance(self, share):
        return self.random.random() < share

    def value(self):
        return self.some(self.kit.values())

    def values(self, most):
        return [self.value() for _ in range(self.random.randrange(most + 1))]

    def changed(self, parts, share=0.75):
        """The parts, mostly with one of them replaced, dropped or put in."""
        parts, at = list(parts), self.random.randrange(len(parts))
        if self.chance(share):
            parts[at] = self.value()
        elif self.chance(0.3):
            parts.pop(at)
        elif self.chance(0.4):
            parts.insert(at, self.value())
        return parts

    def known_call(self):
        full, arguments = self.some(self.kit.calls())
        how = self.some([b"R"] * 9 + [b"\x81"])
        return name(full) + (many if self.chance(0.95) else asm.list_of)(*self.changed(arguments)) + how

    def any_call(self):
        arguments = self.value() if self.chance(0.1) else many(*self.values(4))
        return name(self.some(CALLABLE if self.chance(0.8) else sorted(ALLOWED))) + arguments + self.some([b"R", b"R", b"\x81"])

    def state(self):
        kinds = [
            lambda: self.value(),
            lambda: many(*self.values(5)),
            lambda: many(*(self.some([FALSE, TRUE, NONE, asm.ordered_dict()]) for _ in range(3))),
            lambda: many(self.value(), integer(0), asm.integers((2, 3)), asm.integers((3, 1))),
            lambda: many(self.value(), TRUE, asm.ordered_dict(), FALSE, NONE),
            lambda: asm.dict_of([(text(self.some(ATTRIBUTES)), self.value())]),
        ]
        state = self.some(kinds)()
        if self.chance(0.2):
            return call("torch._utils._rebuild_parameter_with_state", self.kit.tensor(), TRUE, asm.ordered_dict(), state)
        return self.value() + state + b"b"

    def persistent_id(self):
        parts = [text("storage"), name("torch.FloatStorage"), text("0"), text("cpu"), integer(6)]
        if self.kit.stream:
            view = many(self.some([text("v"), text("0"), b"]"]), integer(self.some([0, 2, -2, 9])), integer(self.some([2, 6, 0, -1, 100])))
            parts.append(self.some([NONE, view]))
        parts[2] = self.some([text("0"), integer(0), TRUE, text("1"), text("9"), text("3"), encoded("0"), parts[2]])
        parts[4] = self.some([integer(6), integer(6), integer(5), integer(0), integer(-1), number(6.0), integer(2**62)])
        made = many(*self.changed(parts, 0.4)) + b"Q"
        return asm.tensor(made, self.some([(2, 3), (6,), (), (0,), (7,)]), self.some([(3, 1), (1,), (), (0,)])) if self.chance(0.6) else made

    def size_item(self):
        odd = [TRUE, FALSE, number(1.0), NONE, *map(integer, (-1, 2**40, 2**62, 2**63)), self.kit.longs((1, 1), 1), self.kit.tensor("1", "torch.LongStorage", (), (), 3)]
        return self.some(odd) if self.chance(0.2) else integer(self.some([0, 1, 2, 3, 6]))

    def sizes(self):
        count = self.random.randrange(4)
        size = [self.size_item() for _ in range(count)]
        stride = [self.size_item() for _ in range(count if self.chance(0.9) else self.random.randrange(4))]
        offset = self.size_item() if self.chance(0.3) else integer(0)
        storage = self.kit.storage(*self.some([("0", "torch.FloatStorage"), ("1", "torch.LongStorage"), ("2", "torch.QUInt8Storage"), ("3", "torch.FloatStorage"), ("2", "torch.QUInt4x2Storage")]))
        if self.chance(0.2):
            return call("torch._utils._rebuild_meta_tensor_no_storage", name(self.some(["torch.float32", "torch.quint8", "torch.bits8"])), many(*size), many(*stride), FALSE)
        return call("torch._utils._rebuild_tensor_v2", storage, offset, many(*size), many(*stride), self.some([FALSE, FALSE, TRUE]), asm.ordered_dict())

    def sparse(self):
        kit, shape = self.kit, self.some([(4,), (2, 2), (2, 3), (4, 3), (), (-1,), (2, 2, 2), (2**40, 2**40), (0,)])
        values = self.some([kit.tensor(size=size, stride=stride) for size, stride in (((2,), (1,)), ((2, 3), (3, 1)), ((3,), (1,)), ((), ()), ((0,), (1,)))])
        indices = [self.some([kit.longs((1, 2)), kit.longs((2, 2)), kit.longs(), kit.longs((3,)), kit.tensor(size=(1, 2), stride=(2, 1))]) for _ in range(2)]
        coordinates = [indices[0], values, asm.integers(shape), *self.some([[], [TRUE], [NONE], [integer(1)]])]
        kind = self.some(["torch.sparse_coo"] * 3 + ["torch.sparse_csr", "torch.sparse_bsc", "torch.strided"])
        parts = coordinates if kind == "torch.sparse_coo" else [*indices, values, asm.integers(shape)]
        return call("torch._utils._rebuild_sparse_tensor", layout(kind), many(*(self.changed(parts) if self.chance(0.2) else parts)))

    def container(self):
        full = self.some(["collections.Counter", "builtins.set", "collections.OrderedDict", "torch.Size", "builtins.bytearray", "builtins.complex"])
        filled = self.some([asm.list_of, many])(*self.values(3))
        return call(full, self.some([filled, self.value(), asm.dict_of([(self.value(), self.value())])]))

    def codec(self):
        arguments = [text(self.some(["", "ab", "é", "€", "\ud800", "x\0y"])), text(self.some(ENCODINGS)), *([text(self.some(ERRORS))] if self.chance(0.4) else [])]
        return call(self.some(["_codecs.encode", "builtins.bytearray"]), *arguments)

    def device(self):
        index = [integer(self.some([0, 1, -1, 128, 255, 2**63]))] if self.chance(0.4) else []
        return call("torch.device", text(self.some(DEVICES) + self.some(INDICES)), *index)

    def opcodes(self):
        odd = [b"(", b"t", b"\x85", b"\x86", b"\x87", b"0", b"2", b"q\1", b"h\1", b"a", b"s", b"u", b"e", b"R", b"\x81", b"b", b"Q", b"\x80\4", b"\x8a\0", b"U\2ab", b"U\1\xe9", b"X\1\0\0\0\xff"]
        return b"".join(self.value() if self.chance(0.5) else self.some(odd) for _ in range(self.random.randrange(1, 8)))

    def damaged(self, data):
        data = bytearray(data)
        for _ in range(self.some([0, 1, 1, 2])):
            at, how = self.random.randrange(len(data)), self.random.randrange(4)
            if how == 0:
                data[at] = self.some(b"(.NRb\x81)}]Qsuate\x88\x89tq\x85\x86\x87KJGXhcM\x8f")
            elif how == 1:
                data[at] ^= 1 << self.random.randrange(8)
            elif how == 2:
                del data[at]
            else:
                data.insert(at, self.some(b"(.NRb\x81)}]Qsuate"))
        return bytes(data)

    def saved(self):
        """A whole file of torch.save with a damaged pickle."""
        with io.BytesIO() as out:
            legacy = self.chance(0.4)
            torch.save(self.some(saved_objects()), out, _use_new_zipfile_serialization=not legacy)
            data = out.getvalue()
        if legacy:
            return self.damaged(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            records = [(each, archive.read(each)) for each in archive.namelist()]
        return write_entries([Entry(each, self.damaged(content) if each.endswith("data.pkl") else content) for each, content in records])

    def headers(self):
        """A whole archive with damage in its headers and its directory."""
        data = bytearray(archive(asm.program(self.kit.tensor())))
        directory = data.index(b"PK\1\2")
        for _ in range(self.some([1, 1, 2])):
            starts = [at for at in range(directory) if data[at : at + 4] == b"PK\3\4"]
            at = self.random.randrange(directory, len(data)) if self.chance(0.7) else self.some(starts) + self.random.randrange(30)
            how = self.random.randrange(5)
            if how < 3:
                data[at] = self.random.randrange(256) if how else data[at] ^ 1 << self.random.randrange(8)
            elif how == 3:
                del data[at]
            else:
                data.insert(at, self.random.randrange(256))
        return bytes(data) + bytes(self.some([0, 0, 0, 30]))

    def file(self, kind):
        if kind in ("saved", "headers"):
            self.kit = Kit(False)
            return getattr(self, kind)()
        self.kit = Kit(self.chance(0.25))
        pickled = asm.program(getattr(self, kind)())
        return stream(pickled) if self.kit.stream else archive(pickled)


KINDS = "known_call any_call state persistent_id sizes sparse container codec device opcodes saved headers".split()


def archive(pickled):
    records = [("data.pkl", pickled), *attacks.RECORDS, *((f"data/{key}", data) for key, data in RECORDS.items())]
    return write_entries([Entry(f"archive/{each}", data) for each, data in records])


def stream(pickled):
    """A legacy stream whose keys are none: its storages stay as torch allocates them."""
    return attacks.legacy(pickled)


def saved_objects():
    tagged = torch.nn.Parameter(torch.ones(2))
    tagged.tag = 1
    plain = {"weights": torch.arange(6), "list": [1, 2.5, "x", None, True, (1, 2)], "bytes": b"abc", "device": torch.device("cuda:1"), "size": torch.Size([1, 2])}
    return [
        torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3)).state_dict(),
        plain,
        tagged,
        torch.ones(3, 3).to_sparse(),
        torch.eye(3).to_sparse_csr(),
        torch.quantize_per_channel(torch.ones(2, 3), torch.tensor([0.1, 0.2]), torch.tensor([0, 1]), 0, torch.quint8),
        torch.ones(2, dtype=torch.complex64).conj(),
        torch.zeros(3, dtype=torch.uint32),
        torch.ones(2).storage(),
        torch.ones(2, device="meta"),
    ]
