"""Puts together the stream format of PyTorch up to 1.5 and the tar format of 0.1, for what no PyTorch at hand writes."""
import io
import pickle
import struct
import tarfile

MAGIC = 0x1950A86A20F9469CFC6C
ITEMSIZE = {"FloatStorage": 4, "LongStorage": 8, "DoubleStorage": 8, "HalfStorage": 2, "ByteStorage": 1, "IntStorage": 4}


def sys_info(little_endian=True):
    return {"protocol_version": 1001, "little_endian": little_endian, "type_sizes": {"short": 2, "int": 4, "long": 4}}


def stream(main, storages, *, magic=MAGIC, version=1001, info=None, keys=None, protocol=2, header=None, key_pickle=None):
    """A stream of the pickle main and {key: (numel, raw little-endian bytes)}; keys overrides the sorted list of them."""
    keys = sorted(storages) if keys is None else keys
    head = header or b"".join(pickle.dumps(part, protocol) for part in (magic, version, sys_info() if info is None else info))
    tail = key_pickle or pickle.dumps(keys, protocol)
    return head + main + tail + b"".join(struct.pack("<q", storages[key][0]) + storages[key][1] for key in keys)


def tar(main, tensors, storages, views=(), *, info=None, order=("sys_info", "pickle", "tensors", "storages"), format=tarfile.PAX_FORMAT):
    """The 0.1 layout.

    tensors: [(header, sizes, strides, offset)], storages: [(header, numel, raw bytes)], where a header is the tuple
    pickled before each; its order differed between versions.
    """
    members = {
        "sys_info": pickle.dumps({"protocol_version": 1000, "little_endian": True} if info is None else info, 2),
        "pickle": main,
        "tensors": pickle.dumps(len(tensors), 2) + b"".join(_tensor(*tensor) for tensor in tensors),
        "storages": pickle.dumps(len(storages), 2) + b"".join(_storage(*storage) for storage in storages) + pickle.dumps(list(views), 2),
    }
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as archive:
        for name in order:
            member = tarfile.TarInfo(name)
            member.size = len(members[name])
            archive.addfile(member, io.BytesIO(members[name]))
    return out.getvalue()


def _tensor(header, sizes, strides, offset):
    numbers = [len(sizes), *sizes, *strides, offset]
    return header + struct.pack(f"<{len(numbers)}q", *numbers)


def _storage(header, numel, data):
    return header + struct.pack("<q", numel) + data
