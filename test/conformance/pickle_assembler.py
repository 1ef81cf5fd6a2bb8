"""Puts pickles together opcode by opcode, for streams that no writer at hand produces."""
import struct

MARK, STOP, NONE, REDUCE, BUILD, NEWOBJ, EMPTY_TUPLE, EMPTY_DICT, EMPTY_LIST = b"(", b".", b"N", b"R", b"b", b"\x81", b")", b"}", b"]"
BINPERSID, SETITEM, SETITEMS, APPEND, APPENDS, TRUE, FALSE = b"Q", b"s", b"u", b"a", b"e", b"\x88", b"\x89"


def program(*parts, protocol=2):
    """A whole pickle: PROTO (none below protocol 2), the parts, STOP."""
    return (b"\x80" + bytes([protocol]) if protocol >= 2 else b"") + b"".join(parts) + STOP


def name(module, attribute):
    return b"c" + module.encode() + b"\n" + attribute.encode() + b"\n"


def text(value):
    data = value.encode("utf-8", "surrogatepass")
    return b"X" + struct.pack("<I", len(data)) + data


def old_text(value):
    """A Python 2 str."""
    data = value if isinstance(value, bytes) else value.encode()
    return b"U" + bytes([len(data)]) + data if len(data) < 256 else b"T" + struct.pack("<i", len(data)) + data


def integer(value):
    if 0 <= value < 256:
        return b"K" + bytes([value])
    if -(2**31) <= value < 2**31:
        return b"J" + struct.pack("<i", value)
    data = value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True)
    return b"\x8a" + bytes([len(data)]) + data


def number(value):
    return b"G" + struct.pack(">d", value)


def boolean(value):
    return TRUE if value else FALSE


def tuple_of(*parts):
    return EMPTY_TUPLE if not parts else MARK + b"".join(parts) + b"t"


def list_of(*parts):
    return EMPTY_LIST + (MARK + b"".join(parts) + APPENDS if parts else b"")


def dict_of(pairs):
    return EMPTY_DICT + (MARK + b"".join(key + value for key, value in pairs) + SETITEMS if pairs else b"")


def call(function, *arguments):
    return function + tuple_of(*arguments) + REDUCE


def integers(values):
    return tuple_of(*map(integer, values))


def ordered_dict():
    return name("collections", "OrderedDict") + EMPTY_TUPLE + REDUCE


def storage(key, numel, *, storage_class=("torch", "FloatStorage"), location="cpu", view=None, string=text, parts=5):
    """A storage's persistent id: five parts in a zip, six (with view) in a stream."""
    items = [string("storage"), name(*storage_class), string(key), string(location), integer(numel)]
    if parts == 6:
        items.append(NONE if view is None else tuple_of(string(view[0]), integer(view[1]), integer(view[2])))
    return tuple_of(*items) + BINPERSID


def tensor(storage_id, size, stride, offset=0, requires_grad=False):
    """_rebuild_tensor_v2; size and stride are tuples of int, or assembled parts."""
    shape, steps = (part if isinstance(part, bytes) else integers(part) for part in (size, stride))
    return call(name("torch._utils", "_rebuild_tensor_v2"), storage_id, integer(offset), shape, steps, boolean(requires_grad), ordered_dict())
