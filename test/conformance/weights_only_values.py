"""Values and plausible calls, assembled, of which random pickles for weights_only are made."""
import struct

import pickle_assembler as asm

text, integer, number, many = asm.text, asm.integer, asm.number, asm.tuple_of
NONE, TRUE, FALSE = b"N", b"\x88", b"\x89"

#: The records of every file, by key: enough for tensors of several types, for indices, and none.
RECORDS = {
    "0": struct.pack("<6f", *range(6)),
    "1": struct.pack("<8q", 0, 1, 0, 2, 2, 1, 0, 3),
    "2": bytes(range(6)),
    "3": b"",
    "4": struct.pack("<8d", *([0.5] * 8)),
}
ITEM_SIZES = {"Long": 8, "Double": 8, "ComplexFloat": 8, "Half": 2, "BFloat16": 2, "Float": 4, "Int": 4, "QInt32": 4}


def name(full):
    return asm.name(*full.rsplit(".", 1))


def call(full, *arguments):
    return asm.call(name(full), *arguments)


def encoded(value, encoding="latin1"):
    return call("_codecs.encode", text(value), text(encoding))


def layout(full):
    return call("torch.serialization._get_layout", text(full))


class Kit:
    """Parts whose storages have the persistent ids of a zip or, with `stream`, of a legacy stream."""

    def __init__(self, stream):
        self.stream = stream

    def storage(self, key="0", storage_class="torch.FloatStorage", count=None):
        size = ITEM_SIZES.get(storage_class.rsplit(".", 1)[1].removesuffix("Storage"), 1)
        parts = [text("storage"), name(storage_class), text(key), text("cpu"), integer(len(RECORDS[key]) // size if count is None else count)]
        return many(*parts, *([NONE] if self.stream else [])) + b"Q"

    def tensor(self, key="0", storage_class="torch.FloatStorage", size=(2, 3), stride=(3, 1), offset=0, gradient=False):
        return asm.tensor(self.storage(key, storage_class), size, stride, offset, gradient)

    def longs(self, size=(2,), offset=0):
        return self.tensor("1", "torch.LongStorage", size, (1,) if len(size) == 1 else (size[1], 1), offset)

    def values(self):
        """One value of every kind that weights_only lets stand, and of the edges of some."""
        vector = self.tensor(size=(2,), stride=(1,))
        quantizer = many(name("torch.per_tensor_affine"), number(0.5), integer(0))
        return [
            NONE, TRUE, FALSE, number(1.5), number(1.0), number(float("nan")), number(float("inf")),
            *map(integer, (0, 1, 2, 6, -1, 255, 2**31 - 1, 2**40, 2**63, 2**70, -(2**70))),
            *map(text, ("", "cpu", "a", "ab", "latin1", "strict", "é", "\ud800", "1.5", "1+2j", "cuda:0", "meta")),
            encoded("ab"), encoded(""), call("builtins.bytearray", encoded("ab")), b"\x8f", call("builtins.set", asm.list_of(integer(1), text("a"))),
            many(), many(integer(1)), asm.integers((2, 3)), asm.integers((3, 1)), many(NONE, NONE), many(b"}", b"}"), many(number(1.0)), many(TRUE),
            many(NONE, asm.dict_of([(text("a"), integer(1))])), many(text("a"), text("b"), text("c")), many(integer(2**70)), asm.integers((-1,)),
            b"]", asm.list_of(integer(1)), asm.list_of(text("ab")), asm.list_of(b"]"), asm.list_of(many(text("a"), integer(1))),
            *(asm.dict_of([(text(key), value)]) for key, value in (("a", integer(1)), ("a", text("x")), ("data", integer(1)), ("grad", NONE), ("requires_grad", FALSE))),
            b"}", asm.dict_of([(integer(1), integer(2))]), asm.ordered_dict(), call("collections.Counter", asm.dict_of([(text("a"), integer(1))])),
            self.tensor(), self.longs(), vector, self.tensor(size=(), stride=()), self.tensor(size=(0,), stride=(1,)), self.tensor(gradient=True),
            self.tensor("1", "torch.ComplexFloatStorage", (2,), (1,)), call("torch._utils._rebuild_parameter", self.tensor(), TRUE, asm.ordered_dict()),
            self.storage(), self.storage("1", "torch.LongStorage"), self.storage("0", "torch.storage.UntypedStorage"), self.storage("3"),
            name("torch.storage.UntypedStorage") + b")\x81", name("torch.storage.TypedStorage") + b")\x81", call("torch.storage.TypedStorage", integer(2)),
            call("torch.Size", asm.integers((2, 3))), call("torch.device", text("cpu")), call("torch.device", text("meta")), call("builtins.complex", number(1.0), number(2.0)),
            layout("torch.sparse_coo"), layout("torch.strided"), name("torch.FloatTensor") + b")\x81",
            *map(name, ("torch.float32", "torch.int64", "torch.quint8", "torch.FloatStorage", "torch.Tensor", "torch.nn.parameter.Parameter", "collections.OrderedDict", "builtins.set")),
            *map(name, ("_codecs.encode", "torch.FloatTensor", "torch.per_tensor_affine", "torch._utils._rebuild_tensor_v2", "torch.storage.UntypedStorage")),
            call("torch._utils._rebuild_sparse_tensor", layout("torch.sparse_coo"), many(self.longs((1, 2)), vector, asm.integers((4,)))),
            call("torch._utils._rebuild_meta_tensor_no_storage", name("torch.float32"), asm.integers((2,)), asm.integers((1,)), FALSE),
            call("torch._utils._rebuild_qtensor", self.storage("2", "torch.QUInt8Storage"), integer(0), asm.integers((6,)), asm.integers((1,)), quantizer, FALSE, asm.ordered_dict()),
        ]

    def calls(self):
        """(name, arguments) that torch would write, or takes."""
        hooks, size, stride = asm.ordered_dict(), asm.integers((2, 3)), asm.integers((3, 1))
        plain = [self.storage(), integer(0), size, stride]
        vector, conjugate = self.tensor(size=(2,), stride=(1,)), asm.dict_of([(text("conj"), TRUE), (text("neg"), FALSE)])
        quantized = [self.storage("2", "torch.QUInt8Storage"), integer(0), size, stride]
        doubles = self.tensor("4", "torch.DoubleStorage", (2,), (1,))
        rebuild = "torch._utils._rebuild_"
        return [
            (rebuild + "tensor", plain),
            (rebuild + "tensor_v2", [*plain, FALSE, hooks]),
            (rebuild + "tensor_v2", [self.storage("1", "torch.ComplexFloatStorage"), integer(0), asm.integers((8,)), asm.integers((1,)), TRUE, hooks, conjugate]),
            (rebuild + "tensor_v3", [self.storage("0", "torch.storage.UntypedStorage"), integer(0), size, stride, FALSE, hooks, name("torch.float32")]),
            (rebuild + "parameter", [self.tensor(), TRUE, hooks]),
            (rebuild + "parameter_with_state", [self.tensor(), TRUE, hooks, asm.dict_of([(text("a"), integer(1))])]),
            ("torch.nn.parameter.Parameter", [self.tensor(), TRUE]),
            (rebuild + "qtensor", [*quantized, many(name("torch.per_tensor_affine"), number(0.5), integer(0)), FALSE, hooks]),
            (rebuild + "qtensor", [*quantized, many(name("torch.per_channel_affine"), doubles, self.longs(), integer(0)), FALSE, hooks]),
            (rebuild + "qtensor", [*quantized, many(name("torch.per_channel_affine"), asm.list_of(number(0.5), number(1.0)), asm.list_of(integer(0), integer(1)), integer(0)), FALSE, hooks]),
            (rebuild + "sparse_tensor", [layout("torch.sparse_coo"), many(self.longs((1, 2)), vector, asm.integers((4,)), TRUE)]),
            (rebuild + "sparse_tensor", [layout("torch.sparse_csr"), many(self.longs((3,)), self.longs((2,), 1), vector, asm.integers((2, 2)))]),
            (rebuild + "nested_tensor", [self.tensor(size=(6,), stride=(1,)), self.longs((2, 1)), self.longs((2, 1)), self.longs()]),
            (rebuild + "meta_tensor_no_storage", [name("torch.float32"), asm.integers((2,)), asm.integers((1,)), FALSE]),
            (rebuild + "device_tensor_from_cpu_tensor", [self.tensor(), name("torch.float32"), text("cuda:0"), FALSE]),
            (rebuild + "device_tensor_from_numpy", [self.tensor(), name("torch.float32"), text("cpu"), FALSE]),
            (rebuild + "wrapper_subclass", [name("torch.Tensor"), name("torch.float32"), size, stride, integer(0), layout("torch.strided"), text("cpu"), FALSE]),
            ("torch._tensor._rebuild_from_type_v2", [name(rebuild + "tensor_v2"), name("torch.Tensor"), many(*plain, FALSE, hooks), asm.dict_of([(text("a"), integer(1))])]),
            ("torch.Size", [asm.integers((2, 3))]),
            ("torch.device", [text("cpu"), integer(0)]),
            ("_codecs.encode", [text("ab"), text("latin1")]),
            ("builtins.bytearray", [text("ab"), text("latin-1")]),
            ("builtins.complex", [number(1.0), number(2.0)]),
            ("builtins.set", [asm.list_of(integer(1))]),
            ("collections.OrderedDict", [asm.list_of(asm.list_of(text("a"), integer(1)))]),
            ("collections.Counter", [asm.dict_of([(text("a"), integer(1))])]),
            ("torch.storage.TypedStorage", [integer(3)]),
            ("torch.storage.UntypedStorage", [integer(3)]),
            ("torch.FloatTensor", [asm.list_of(integer(2))]),
            ("torch.sparse.FloatTensor", [self.longs((1, 2)), vector, call("torch.Size", asm.integers((4,)))]),
            ("torch.distributed._mesh_layout._FlatLayout", [asm.integers((2,)), asm.integers((1,))]),
        ]
