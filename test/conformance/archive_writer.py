"""Takes zip archives apart and writes them again with every header field under control, right or wrong."""
import dataclasses
import io
import struct
import zipfile
import zlib

STORED, DEFLATED = 0, 8
U32 = 0xFFFFFFFF


@dataclasses.dataclass
class Entry:
    """One record; a field that is None is computed from the data."""

    name: str
    data: bytes
    method: int = STORED
    crc: int = None
    flags: int = 0x0800
    local_name: str = None
    local_method: int = None
    local_flags: int = None  # flags of the local header, when they are not those of the directory
    zip64: bool = False  # sizes go to a ZIP64 extra in both headers
    descriptor: bool = False  # sizes follow the data; the local header has zeros
    alignment: int = 1
    raw: bytes = None  # compressed bytes to write instead of compressing data
    size: int = None  # uncompressed size to claim
    offset_of: str = None  # the central entry points at another entry's local header


def read_entries(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [Entry(info.filename, archive.read(info)) for info in archive.infolist()]


def write_entries(entries, *, comment=b"", zip64_end=False, prefix=b"", suffix=b"", count=None, descriptor_signature=True):
    """The bytes of an archive with these entries in this order, in the file and in the central directory."""
    out = io.BytesIO()
    out.write(prefix)
    central, offsets = [], {}
    for entry in entries:
        offsets[entry.name] = out.tell()
        central.append((entry, out.tell(), _write_local(out, entry, descriptor_signature)))
    start = out.tell()
    for entry, offset, facts in central:
        out.write(_central_header(entry, offsets[entry.offset_of] if entry.offset_of else offset, *facts))
    length = out.tell() - start
    number = len(entries) if count is None else count
    if zip64_end:
        end = out.tell()
        out.write(struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, number, number, length, start))
        out.write(struct.pack("<IIQI", 0x07064B50, 0, end, 1))
        out.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, U32, U32, len(comment)))
    else:
        out.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, number, number, length, start, len(comment)))
    out.write(comment + suffix)
    return out.getvalue()


def _write_local(out, entry, descriptor_signature):
    compressed = entry.raw if entry.raw is not None else _compress(entry)
    crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
    size = len(entry.data) if entry.size is None else entry.size
    name = _name_bytes(entry, entry.local_name or entry.name)
    flags = (entry.flags if entry.local_flags is None else entry.local_flags) | (8 if entry.descriptor else 0)
    facts = (crc, len(compressed), size)
    shown = (0, 0, 0) if entry.descriptor else (crc, U32, U32) if entry.zip64 else facts
    extra = struct.pack("<HHQQ", 1, 16, size, len(compressed)) if entry.zip64 and not entry.descriptor else b""
    if entry.alignment > 1:
        start = out.tell() + 30 + len(name) + len(extra) + 4
        extra += b"FB" + struct.pack("<H", -start % entry.alignment) + b"Z" * (-start % entry.alignment)
    method = entry.method if entry.local_method is None else entry.local_method
    out.write(struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, flags, method, 0, 0, *shown, len(name), len(extra)))
    out.write(name + extra + compressed)
    if entry.descriptor:
        out.write(b"PK\7\x08" if descriptor_signature else b"")
        out.write(struct.pack("<IQQ" if entry.zip64 else "<III", *facts))
    return facts


def _central_header(entry, offset, crc, compressed_size, size):
    name = _name_bytes(entry, entry.name)
    flags = entry.flags | (8 if entry.descriptor else 0)
    extra = b""
    if entry.zip64:
        extra = struct.pack("<HHQQ", 1, 16, size, compressed_size)
        compressed_size = size = U32
    return struct.pack(
        "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, flags, entry.method, 0, 0, crc, compressed_size, size,
        len(name), len(extra), 0, 0, 0, 0, offset,
    ) + name + extra


def _compress(entry):
    if entry.method == DEFLATED:
        compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
        return compressor.compress(entry.data) + compressor.flush()
    return entry.data


def _name_bytes(entry, name):
    return name if isinstance(name, bytes) else name.encode("utf-8" if entry.flags & 0x800 else "cp437")
