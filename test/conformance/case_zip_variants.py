"""Cases: one small checkpoint in every zip shape that tools, other versions and attackers produce, each put before PyTorch 2."""
import io
import warnings
import zlib

import numpy
import torch

import pickle_assembler as asm
from archive_writer import DEFLATED, STORED, Entry, read_entries, write_entries
from case_dtypes import UNTYPED, bit_patterns, dtypes
from cases import seed



def write(cases):
    _names_and_order(cases)
    _compression_and_headers(cases)
    _records(cases)
    _storages(cases)
    _byte_order(cases)
    _pickles(cases)
    _tensors_by_hand(cases)
    _broken(cases)
    _save_options(cases)


def saved(obj=None, **options):
    """The archive that PyTorch writes for a dictionary of three storages, twelve bytes of it a view."""
    if obj is None:
        seed("zip-variants")
        base = torch.rand(6)
        obj = {"weight": base.view(2, 3), "bias": torch.arange(4), "half": torch.rand(5).half(), "view": base[2:5], "epoch": 3}
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.save(obj, buffer, **options)
    return buffer.getvalue()


class Archive:
    """The entries of an archive, to be changed and written."""

    def __init__(self, data=None, aligned=False):
        self.entries = read_entries(data or saved())
        for entry in self.entries if aligned else ():
            entry.alignment = 64

    def __getitem__(self, name):
        return next(entry for entry in self.entries if entry.name == "archive/" + name)

    def has(self, name):
        return any(entry.name == "archive/" + name for entry in self.entries)

    def without(self, *names):
        self.entries = [entry for entry in self.entries if entry.name not in ["archive/" + name for name in names]]
        return self

    def add(self, name, data, first=False, **fields):
        self.entries.insert(0 if first else len(self.entries), Entry(name, data, **fields))
        return self

    def change(self, test=lambda name: True, **fields):
        for entry in self.entries:
            if test(entry.name):
                for field, value in fields.items():
                    setattr(entry, field, value(entry) if callable(value) else value)
        return self

    def rename(self, rename):
        for entry in self.entries:
            entry.name = rename(entry.name)
        return self

    def bytes(self, **options):
        return write_entries(self.entries, **options)


def _case(cases, group):
    def write_one(name, data, what, expect="loads", **options):
        cases.write(f"{group}-{name}", data, group, what, expect=expect, **options)
    return write_one


def _names_and_order(cases):
    case = _case(cases, "zip-names")
    roots = {"other-name": "renamed", "dots": "my.model.v1.0", "spaces": "my model (1)", "non-ascii": "größe-模型-😀", "dot": ".",
             "long": "r" * 300}
    for name, root in roots.items():
        case(f"root-{name}", Archive().rename(lambda old: old.replace("archive/", root + "/", 1)).bytes(), f"the root folder is {root[:20]!r}")
    case("root-cp437", Archive().rename(lambda old: old.replace("archive", "grün", 1)).change(flags=0).bytes(), "a root in code page 437, without the UTF-8 flag")
    case("root-nested", Archive().rename(lambda old: "a/" + old).bytes(), "the root lies in another folder", "refused")
    case("root-missing", Archive().rename(lambda old: old[8:]).bytes(), "no root folder", "refused")
    case("root-backslash", Archive().rename(lambda old: old.replace("/", "\\")).bytes(), "backslashes between the names", "refused")
    case("root-dot-slash", Archive().rename(lambda old: "./" + old).bytes(), "names begin with ./", "refused")
    case("root-absolute", Archive().rename(lambda old: "/" + old).bytes(), "names begin with /", None)
    case("root-mixed", Archive().change(lambda name: name.endswith("data/1"), name=lambda e: e.name.replace("archive", "other")).bytes(), "one storage lies under another root", "refused")
    case("upper-case", Archive().rename(str.upper).bytes(), "every name in upper case")
    case("upper-case-data", Archive().change(lambda n: "/data/" in n, name=lambda e: e.name.replace("/data/", "/DATA/")).bytes(), "the storages' folder in upper case")
    case("upper-case-root-once", Archive().change(lambda n: n.endswith("data/1"), name=lambda e: e.name.replace("archive", "ARCHIVE")).bytes(), "one entry under the root in upper case", None)
    reordered = Archive()
    reordered.entries.reverse()
    case("reversed", reordered.bytes(), "entries in reverse order")
    storages_first = Archive()
    storages_first.entries.sort(key=lambda entry: "/data/" not in entry.name)
    case("storages-first", storages_first.bytes(), "the first entry is data/0")
    case("directories-first", Archive().add("archive/data/", b"", first=True).add("archive/", b"", first=True).bytes(), "directory entries at the beginning")
    case("directories-last", Archive().add("archive/", b"").add("archive/data/", b"").bytes(), "directory entries at the end", None)
    case("macosx-last", Archive().add("__MACOSX/archive/._data.pkl", b"\0\5\x16\7").bytes(), "a __MACOSX entry at the end", "refused")
    case("macosx-first", Archive().add("__MACOSX/archive/._data.pkl", b"\0\5\x16\7", first=True).bytes(), "a __MACOSX entry at the beginning", "refused")
    case("stranger-inside", Archive().add("archive/extra/notes.txt", b"hello").add("archive/data/99", b"unused").bytes(), "unused entries under the root")
    case("stranger-pickle", Archive().add("archive/more.pkl", asm.program(asm.name("posix", "system"))).bytes(), "a second pickle under the root that nothing loads")
    case("duplicate-same-storage", Archive().add("archive/data/1", Archive()["data/1"].data).bytes(), "data/1 twice with the same bytes", None)
    case("duplicate-other-storage", Archive().add("archive/data/1", b"\1" * 32).bytes(), "data/1 twice with other bytes: what PyTorch picks is an accident of its search", None)
    case("duplicate-data-pkl", Archive().add("archive/data.pkl", asm.program(asm.dict_of([]))).bytes(), "data.pkl twice: what PyTorch picks is an accident of its search", None)
    case("duplicate-in-another-case", Archive().add("archive/DATA.PKL", asm.program(asm.dict_of([]))).bytes(), "data.pkl and DATA.PKL: lookup ignores case", None)
    case("keys-pointers", renamed_keys({"0": "94286146172688", "1": "94286146172752", "2": "94286146180000"}), "storage keys are pointers, as PyTorch up to 1.8 wrote them")
    case("keys-words", renamed_keys({"0": "a b", "1": "sub/dir", "2": "../escape"}), "storage keys with spaces, slashes and dots")
    case("keys-non-ascii", renamed_keys({"0": "ключ", "1": "😀", "2": "é"}), "storage keys that are not ASCII")
    case("keys-other-order", saved({f"t{i}": torch.full((2,), float(i)) for i in range(12)}), "twelve storages")


def renamed_keys(names):
    archive = Archive()
    for old, new in names.items():
        archive[f"data/{old}"].name = f"archive/data/{new}"
    data = archive["data.pkl"].data
    for old, new in names.items():
        data = data.replace(asm.text(old), asm.text(new))
    archive["data.pkl"].data = data
    return archive.bytes()


def _compression_and_headers(cases):
    case = _case(cases, "zip-headers")
    case("deflated", Archive().change(method=DEFLATED).bytes(), "every entry deflated, as a zip tool does")
    case("deflated-pickle", Archive().change(lambda n: n.endswith(".pkl"), method=DEFLATED).bytes(), "only data.pkl deflated")
    case("deflated-storages", Archive().change(lambda n: "/data/" in n, method=DEFLATED).bytes(), "only the storages deflated")
    case("deflated-descriptors", Archive().change(method=DEFLATED, descriptor=True).bytes(), "deflated, sizes after the data")
    case("unaligned", Archive().bytes(), "stored without alignment")
    case("aligned", Archive(aligned=True).bytes(), "aligned like PyTorch does, with other headers")
    case("aligned-4096", Archive().change(alignment=4096).bytes(), "aligned to 4096 by padding")
    case("descriptors", Archive().change(descriptor=True).bytes(), "sizes after the data")
    case("descriptors-unsigned", Archive().change(descriptor=True).bytes(descriptor_signature=False), "data descriptors without their signature")
    case("descriptors-zip64", Archive().change(descriptor=True, zip64=True).bytes(), "64-bit data descriptors and ZIP64 sizes in the central directory")
    case("zip64-sizes", Archive().change(zip64=True).bytes(), "sizes in ZIP64 extras")
    case("zip64-end", Archive().bytes(zip64_end=True), "a ZIP64 end record, the classic one full of 0xFF")
    case("zip64-all", Archive().change(zip64=True).bytes(zip64_end=True), "ZIP64 everywhere")
    case("comment", Archive().bytes(comment=b"made by hand"), "an archive comment")
    case("comment-with-signature", Archive().bytes(comment=b"xx PK\5\6 yy" + bytes(20)), "an archive comment that contains an end record's signature", None)
    case("trailing-junk", Archive().bytes(suffix=b"junk" * 10), "bytes after the end")
    case("trailing-junk-70000", Archive().bytes(suffix=b"j" * 70_000), "more bytes after the end than a comment may have", None)
    case("trailing-junk-torch", saved() + b"junk", "bytes after the end of PyTorch's own archive")
    case("trailing-zeros", saved() + bytes(1000), "zero bytes after the end of PyTorch's own archive")
    case("leading-junk", b"junk" + saved(), "bytes before the beginning", "refused")
    case("leading-junk-adjusted", Archive().bytes(prefix=b"#!/bin/sh\n"), "bytes before the beginning, offsets corrected", "refused")
    case("crc-wrong", Archive().change(crc=0x12345678).bytes(), "wrong CRCs everywhere", None)
    case("crc-zero", Archive().change(crc=0).bytes(), "CRCs of zero everywhere", None)
    case("crc-wrong-storage", Archive().change(lambda n: n.endswith("data/0"), crc=1).bytes(), "a wrong CRC for one storage", None)
    case("crc-wrong-pickle", Archive().change(lambda n: n.endswith(".pkl"), crc=1).bytes(), "a wrong CRC for data.pkl", None)
    case("crc-wrong-torch", _flipped_byte(), "one byte of a storage changed in PyTorch's own archive", None)
    case("crc-wrong-deflated", Archive().change(method=DEFLATED, crc=1).bytes(), "deflated with wrong CRCs", None)
    case("local-name-differs", Archive().change(lambda n: n.endswith("data/0"), local_name="archive/data/X").bytes(), "the local header names the entry otherwise", None)
    case("local-method-differs", Archive().change(lambda n: n.endswith("data/0"), local_method=DEFLATED).bytes(), "the local header says deflated, the central directory stored", None)
    case("local-flags-encrypted", Archive().change(lambda n: n.endswith("data/0"), flags=0x0801).bytes(), "the encryption bit is set", None)
    case("method-12", Archive().change(lambda n: n.endswith("data/0"), method=12).bytes(), "compression method 12", "refused")
    case("size-too-large", Archive().change(lambda n: n.endswith("data/0"), size=10_000).bytes(), "a stored entry claims more uncompressed than compressed bytes", None)
    case("shared-local-header", Archive().change(lambda n: n.endswith("data/1"), offset_of="archive/data/0").bytes(), "two central entries point at one local header", None)
    case("count-too-low", Archive().bytes(count=2), "the end record counts fewer entries than there are", None)
    case("truncated", saved()[:-30], "the end record is cut off", "refused")
    case("truncated-half", saved()[: len(saved()) // 2], "half of the archive", "refused")
    case("end-record-only", write_entries([]), "an empty archive", "refused")


def _flipped_byte():
    data = bytearray(saved())
    data[data.index(Archive()["data/0"].data) + 1] ^= 0xFF
    return bytes(data)


def _records(cases):
    case = _case(cases, "zip-records")
    versions = {"no-newline": b"3", "ten": b"10\n", "one": b"1\n", "five": b"5\n", "text-after": b"3abc\n", "space-before": b" 3\n",
                "fraction": b"3.7", "plus": b"+3\n", "crlf": b"3\r\n", "leading-zeros": b"003\n"}
    for name, value in versions.items():
        case(f"version-{name}", Archive().change(lambda n: n == "archive/version", data=value).bytes(), f"version is {value!r}")
    bad = {"zero": b"0\n", "eleven": b"11\n", "word": b"three\n", "empty": b"", "hexadecimal": b"0x3\n", "negative": b"-1\n",
           "huge": b"99999999999999999999\n"}
    for name, value in bad.items():
        case(f"version-{name}", Archive().change(lambda n: n == "archive/version", data=value).bytes(), f"version is {value!r}", "refused")
    case("version-missing", Archive().without("version").bytes(), "no version", "refused")
    case("version-in-data", Archive().without("version").add("archive/.data/version", b"6\n").bytes(), "version stands in .data/version")
    case("version-twice", Archive().add("archive/.data/version", b"99\n").bytes(), "version and a bad .data/version", None)
    for name in (".format_version", ".storage_alignment", ".data/serialization_id", "byteorder"):
        if Archive().has(name):
            case(f"without-{name.strip('.').replace('/', '-')}", Archive().without(name).bytes(), f"no {name}")
    case("format-version-9", Archive().without(".format_version").add("archive/.format_version", b"9").bytes(), ".format_version is 9")
    case("alignment-a-word", Archive().without(".storage_alignment").add("archive/.storage_alignment", b"wide").bytes(), ".storage_alignment is not a number", None)
    case("torchscript-test", Archive().add("archive/constants.pkl", asm.program(asm.EMPTY_TUPLE)).bytes(), "a constants.pkl makes PyTorch take it for TorchScript", "refused")
    case("torchscript-test-upper-case", Archive().add("archive/CONSTANTS.PKL", asm.program(asm.EMPTY_TUPLE)).bytes(), "CONSTANTS.PKL does not", None)
    case("pickle-missing", Archive().without("data.pkl").bytes(), "no data.pkl", "refused")


def _storages(cases):
    case = _case(cases, "zip-storages")
    case("record-longer", Archive().change(lambda n: n.endswith("data/0"), data=lambda e: e.data + b"tail").bytes(), "a storage record longer than its numel says", None)
    case("record-shorter", Archive().change(lambda n: n.endswith("data/0"), data=lambda e: e.data[:-4]).bytes(), "a storage record shorter than its numel says", None)
    case("record-empty", Archive().change(lambda n: n.endswith("data/0"), data=b"").bytes(), "an empty storage record", None)
    case("record-missing", Archive().without("data/1").bytes(), "a storage record is missing", "refused")
    empty = Archive(saved({"w": torch.rand(2), "e": torch.empty(0)}))
    case("empty-record-missing", empty.without("data/1").bytes(), "the record of a storage without elements is missing", "refused")
    case("empty-record-longer", Archive(saved({"w": torch.rand(2), "e": torch.empty(0)})).change(lambda n: n.endswith("data/1"), data=b"1234").bytes(), "the record of a storage without elements has bytes", None)


def _byte_order(cases):
    case = _case(cases, "zip-byteorder")
    little = {"upper": b"LITTLE", "newline": b"little\n", "empty": b"", "middle": b"middle"}
    for name, value in little.items():
        case(f"word-{name}", with_byteorder(Archive(), value).bytes(), f"byteorder is {value!r}", "refused")
    case("big-unswapped", with_byteorder(Archive(), b"big").bytes(), "byteorder is big but nobody swapped the bytes")
    for name in dtypes():
        seed("byteorder-" + name)
        values = {"flat": bit_patterns(name), "matrix": bit_patterns(name)[:6].clone().view(2, 3).t()}
        archive = with_byteorder(Archive(saved(values)), b"big")
        itemsize = values["flat"].element_size()
        part = itemsize // 2 if name.startswith("complex") else itemsize
        archive.change(lambda n: "/data/" in n and "serialization" not in n, data=lambda e: swap(e.data, part))
        note = "; PyTorch does not swap what it stores untyped" if name in UNTYPED and itemsize > 1 else ""
        case(f"big-{name}", archive.bytes(), f"written on a big-endian machine: {name}{note}")
    case("big-storages-alone", with_byteorder(Archive(saved(_bare_storages())), b"big").bytes(), "byteorder big with untyped and typed storages as values", None)


def _bare_storages():
    tensor = torch.arange(4, dtype=torch.int32)
    values = {"typed": tensor.storage()}
    if hasattr(tensor, "untyped_storage"):
        values["untyped"] = torch.arange(3, dtype=torch.int16).untyped_storage()
    return values


def with_byteorder(archive, value):
    return archive.without("byteorder").add("archive/byteorder", value)


def swap(data, size):
    return numpy.frombuffer(data, dtype=f"V{size}").copy().view(numpy.uint8).reshape(-1, size)[:, ::-1].tobytes()


def _pickles(cases):
    case = _case(cases, "zip-pickle")
    pickle = Archive()["data.pkl"].data
    changed = lambda data: Archive().change(lambda n: n.endswith("data.pkl"), data=data).bytes()
    case("after-stop", changed(pickle + b"garbage"), "garbage after STOP")
    case("two-pickles", changed(pickle + asm.program(asm.name("posix", "system"))), "a second pickle after STOP")
    case("no-proto", changed(pickle[2:]), "no PROTO opcode")
    case("proto-5-content-2", changed(b"\x80\x05" + pickle[2:]), "PROTO says 5, the opcodes are those of 2")
    case("proto-6", changed(b"\x80\x06" + pickle[2:]), "PROTO says 6", "refused")
    case("truncated", changed(pickle[:-10]), "the pickle ends before STOP", "refused")
    case("empty", changed(b""), "an empty pickle", "refused")
    case("bad-opcode", changed(b"\x80\x02\xff."), "an opcode that does not exist", "refused")
    case("stack-underflow", changed(b"\x80\x02R."), "REDUCE on an empty stack", "refused")
    case("unknown-memo", changed(b"\x80\x02h\x05."), "a memo entry that was never put", "refused")
    case("missing-class", changed(asm.program(asm.name("no.such.module", "Thing"))), "a class that does not exist", "refused")
    case("missing-class-newobj", changed(asm.program(asm.dict_of([(asm.text("w"), asm.tensor(asm.storage("0", 6), (6,), (1,))), (asm.text("c"), asm.name("no_such_module", "Thing") + asm.EMPTY_TUPLE + asm.NEWOBJ)]))), "an object of a class that does not exist beside a tensor", "refused")


def _tensors_by_hand(cases):
    case = _case(cases, "zip-tensor")
    data = numpy.arange(6, dtype="<f4").tobytes()

    def one(value, records=None):
        archive = Archive().without("data/0", "data/1", "data/2")
        for key, record in (records or {"0": data}).items():
            archive.add(f"archive/data/{key}", record)
        body = asm.dict_of([(asm.text("w"), value)]) if isinstance(value, bytes) else asm.dict_of([(asm.text(k), v) for k, v in value.items()])
        return archive.change(lambda n: n.endswith("data.pkl"), data=asm.program(body)).bytes()

    plain = asm.storage("0", 6)
    case("by-hand", one(asm.tensor(plain, (2, 3), (3, 1))), "the plain tensor these cases change")
    case("size-as-list", one(asm.tensor(plain, asm.list_of(asm.integer(2), asm.integer(3)), asm.list_of(asm.integer(3), asm.integer(1)))), "size and stride are lists")
    case("size-as-size", one(asm.tensor(plain, asm.call(asm.name("torch", "Size"), asm.integers((2, 3))), (3, 1))), "size is a torch.Size")
    case("hooks-none", one(asm.call(asm.name("torch._utils", "_rebuild_tensor_v2"), plain, asm.integer(0), asm.integers((6,)), asm.integers((1,)), asm.FALSE, asm.NONE)), "backward hooks are None")
    case("metadata-empty", one(asm.call(asm.name("torch._utils", "_rebuild_tensor_v2"), plain, asm.integer(0), asm.integers((6,)), asm.integers((1,)), asm.FALSE, asm.ordered_dict(), asm.dict_of([]))), "an empty metadata dictionary", None)
    case("version-1", one(asm.call(asm.name("torch._utils", "_rebuild_tensor"), plain, asm.integer(1), asm.integers((2, 2)), asm.integers((1, 2)))), "_rebuild_tensor without requires_grad")
    case("requires-grad-integers", one(asm.tensor(asm.storage("0", 3, storage_class=("torch", "LongStorage")), (3,), (1,), requires_grad=True)), "requires_grad on integers", "refused")
    case("out-of-bounds", one(asm.tensor(plain, (7,), (1,))), "one element more than the storage has", None)
    case("out-of-bounds-stride", one(asm.tensor(plain, (2, 2), (6, 1))), "a stride that leaves the storage", None)
    case("out-of-bounds-offset", one(asm.tensor(plain, (2,), (1,), offset=5)), "an offset that leaves the storage", None)
    case("negative-stride", one(asm.tensor(plain, (2,), (-1,), offset=3)), "a negative stride", "refused")
    case("negative-size", one(asm.tensor(plain, (-2,), (1,))), "a negative size", "refused")
    case("negative-offset", one(asm.tensor(plain, (2,), (1,), offset=-1)), "a negative offset", "refused")
    case("lengths-differ", one(asm.tensor(plain, (2, 3), (1,))), "size and stride differ in length", "refused")
    case("numel-smaller", one(asm.tensor(asm.storage("0", 4), (4,), (1,))), "numel is smaller than the record", "refused")
    case("numel-larger", one(asm.tensor(asm.storage("0", 8), (8,), (1,))), "numel is larger than the record", None)
    case("numel-negative", one(asm.tensor(asm.storage("0", -1), (0,), (1,))), "a negative numel", None)
    case("numel-zero", one(asm.tensor(asm.storage("0", 0), (0,), (1,)), {"0": b""}), "numel 0")
    for name, pair in {"cuda": ("torch.cuda", "FloatStorage"), "bogus-module": ("evil.module", "FloatStorage"), "in-storage-module": ("torch.storage", "FloatStorage")}.items():
        case(f"class-{name}", one(asm.tensor(asm.storage("0", 6, storage_class=pair), (6,), (1,))), f"the storage class is {'.'.join(pair)}")
    case("class-untyped", one(asm.tensor(asm.storage("0", 24, storage_class=("torch.storage", "UntypedStorage")), (24,), (1,))), "_rebuild_tensor_v2 on an UntypedStorage: bytes", None)
    case("class-untyped-torch", one(asm.tensor(asm.storage("0", 24, storage_class=("torch", "UntypedStorage")), (24,), (1,))), "torch.UntypedStorage", None)
    case("class-underscore-untyped", one(asm.tensor(asm.storage("0", 24, storage_class=("torch.storage", "_UntypedStorage")), (24,), (1,))), "torch.storage._UntypedStorage of 1.12", None)
    case("class-unknown", one(asm.tensor(asm.storage("0", 6, storage_class=("torch", "Float8_e4m3fnStorage")), (6,), (1,))), "a storage class that does not exist", "refused")
    second = asm.tensor(asm.storage("0", 6, storage_class=("torch", "IntStorage")), (6,), (1,))
    case("class-changes", one({"first": asm.tensor(plain, (6,), (1,)), "second": second}), "the same key as FloatStorage, then as IntStorage: the first one counts")
    case("class-changes-size", one({"first": asm.tensor(asm.storage("0", 6), (6,), (1,)), "second": asm.tensor(asm.storage("0", 6, storage_class=("torch", "DoubleStorage")), (6,), (1,))}), "the same key as FloatStorage, then as DoubleStorage: the first one counts")
    case("numel-changes", one({"first": asm.tensor(asm.storage("0", 2), (2,), (1,)), "second": asm.tensor(asm.storage("0", 6), (6,), (1,))}), "the same key with a larger numel later: the first one counts", "refused")
    for location in ("cuda:0", "mps", "meta", "xla:1", "hpu:0", "nowhere", ""):
        case(f"location-{location.replace(':', '-') or 'empty'}", one(asm.tensor(asm.storage("0", 6, location=location), (6,), (1,))), f"the storage's location is {location!r}", None)
    case("key-an-integer", one(asm.tensor(asm.tuple_of(asm.text("storage"), asm.name("torch", "FloatStorage"), asm.integer(0), asm.text("cpu"), asm.integer(6)) + asm.BINPERSID, (6,), (1,))), "the storage key is an integer", None)
    case("persistent-bytes", one(asm.tensor(asm.storage("0", 6, string=lambda s: b"C" + bytes([len(s)]) + s.encode()), (6,), (1,))), "the persistent id's strings are bytes", None)
    case("persistent-six", one(asm.tensor(asm.storage("0", 6, parts=6), (6,), (1,))), "the persistent id has six parts as in a stream", "refused")
    case("persistent-other", one(asm.tensor(asm.tuple_of(asm.text("module"), asm.integer(1)) + asm.BINPERSID, (6,), (1,))), "a persistent id that is not a storage", "refused")
    untyped = lambda numel: asm.storage("0", numel, storage_class=("torch.storage", "UntypedStorage"))
    v3 = lambda dtype, numel, size, offset=0, **more: asm.call(
        asm.name("torch._utils", "_rebuild_tensor_v3"), untyped(numel), asm.integer(offset), asm.integers(size), asm.integers((1,)), asm.FALSE,
        asm.ordered_dict(), asm.name("torch", dtype), *more.values())
    case("v3-float32", one(v3("float32", 24, (5,), 1)), "_rebuild_tensor_v3 for an ordinary dtype, offset in elements")
    case("v3-neg", one(v3("float32", 24, (6,), metadata=asm.dict_of([(asm.text("neg"), asm.TRUE)]))), "v3 with a negative bit")
    case("v3-out-of-bounds", one(v3("uint16", 24, (12,), 1)), "v3, one element beyond the storage", None)
    case("v3-odd-bytes", one(v3("uint16", 23, (11,))), "v3, numel in bytes is not a multiple of the item size", None)
    conj = asm.dict_of([(asm.text("conj"), asm.TRUE), (asm.text("neg"), asm.TRUE)])
    both = asm.call(asm.name("torch._utils", "_rebuild_tensor_v2"), asm.storage("0", 3, storage_class=("torch", "ComplexFloatStorage")),
                    asm.integer(0), asm.integers((3,)), asm.integers((1,)), asm.FALSE, asm.ordered_dict(), conj)
    case("conj-and-neg", one(both), "metadata says conjugated and negated")
    real_conj = asm.call(asm.name("torch._utils", "_rebuild_tensor_v2"), plain, asm.integer(0), asm.integers((3,)), asm.integers((1,)), asm.FALSE,
                         asm.ordered_dict(), asm.dict_of([(asm.text("conj"), asm.TRUE)]))
    case("conj-on-real", one(real_conj), "metadata says conjugated on real numbers", None)
    odd = asm.call(asm.name("torch._utils", "_rebuild_tensor_v2"), plain, asm.integer(0), asm.integers((3,)), asm.integers((1,)), asm.FALSE,
                   asm.ordered_dict(), asm.dict_of([(asm.text("mirrored"), asm.TRUE)]))
    case("metadata-unknown", one(odd), "metadata with a key nobody knows", None)


def _broken(cases):
    case = _case(cases, "zip-not")
    case("empty-file", b"", "a file of zero bytes", "refused")
    case("html", b"<!DOCTYPE html><html><body>404</body></html>", "a web page", "refused")
    case("lfs-pointer", b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 1\n", "a Git LFS pointer", "refused")
    case("gzip", b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + zlib.compress(b"x"), "gzip", "refused")
    case("numpy", b"\x93NUMPY\1\0v\0{'descr': '<f4'}" + bytes(64), "an .npy file", "refused")
    case("preview-release", b"PYTORCH1" + bytes(64), "the container of the 1.0 preview", "refused")
    case("safetensors", (2).to_bytes(8, "little") + b"{}", "safetensors under another name", "refused")


def _save_options(cases):
    case = _case(cases, "zip-options")
    case("pathless", saved(), "saved into a buffer: the root is archive")
    cases.save("my.model.v1.2", lambda: {"w": torch.rand(2)}, "zip-options", "the root keeps all but the last suffix of the file name")
    for name, numel in (("near", 6), ("far", 40_000)):
        case(f"two-in-one-file-{name}", saved() + saved({"second": torch.rand(numel)}), "torch.save twice into one open file, as the parts of DCP checkpoints are made", "refused")
    case("no-byteorder", saved(_disable_byteorder_record=True), "_disable_byteorder_record=True")
    before = torch.serialization.get_crc32_options()
    torch.serialization.set_crc32_options(False)
    case("no-crc", saved(), "set_crc32_options(False)")
    torch.serialization.set_crc32_options(before)
    from torch.utils.serialization import config
    for alignment in (1, 16, 4096):
        with config.patch({"save.storage_alignment": alignment}):
            case(f"alignment-{alignment}", saved(), f"storage_alignment {alignment}")
    with torch.serialization.skip_data():
        hollow = saved()
    case("skip-data", hollow, "skip_data: the storages are holes in the file")
