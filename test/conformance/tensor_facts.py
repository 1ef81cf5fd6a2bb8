"""What PyTorch says about one tensor, array or storage: the leaf half of the oracle, for torch 1.13 and 2.13."""
import hashlib
import sys

import numpy
import torch

SAME_SIZE_INTEGER = {1: torch.uint8, 2: torch.int16, 4: torch.int32, 8: torch.int64}
PLAIN = (type(None), bool, int, float, str, list, tuple, dict)
PACKED_QUANTIZED = {torch.quint4x2, torch.quint2x4}
SPARSE_LAYOUTS = {
    getattr(torch, name): name
    for name in ("sparse_coo", "sparse_csr", "sparse_csc", "sparse_bsr", "sparse_bsc")
    if hasattr(torch, name)
}
SPARSE_PARTS = {
    "sparse_coo": (("indices", "_indices"), ("values", "_values")),
    "sparse_csr": (("crow", "crow_indices"), ("col", "col_indices"), ("values", "values")),
    "sparse_bsr": (("crow", "crow_indices"), ("col", "col_indices"), ("values", "values")),
    "sparse_csc": (("ccol", "ccol_indices"), ("row", "row_indices"), ("values", "values")),
    "sparse_bsc": (("ccol", "ccol_indices"), ("row", "row_indices"), ("values", "values")),
}


def is_leaf(value):
    """True for everything that gets an entry of its own: tensors, storages, numpy arrays and numpy scalars."""
    return (
        isinstance(value, (torch.Tensor, numpy.ndarray, numpy.generic))
        or torch.is_storage(value)
        or type(value).__name__ in ("TypedStorage", "_TypedStorage", "_UntypedStorage")
    )


def type_name(value):
    cls = type(value)
    return cls.__module__ + "." + cls.__qualname__


def dtype_name(dtype):
    return str(dtype).replace("torch.", "")


def leaf_facts(value):
    """The facts of one leaf, without its path and without the storage index (see storage_identity)."""
    if isinstance(value, numpy.ndarray):
        return _array_facts(value)
    if isinstance(value, numpy.generic):
        return _numpy_scalar_facts(value)
    if isinstance(value, torch.Tensor):
        return _tensor_facts(value)
    return _storage_facts(value)


def storage_identity(value):
    """Equal for two leaves exactly when they lie in the same storage."""
    storage = _untyped_storage(value)
    pointer = storage.data_ptr()
    return ("at", pointer) if pointer else ("empty", storage._cdata)


def storage_nbytes(value):
    return _untyped_storage(value).nbytes()


def raw_bytes(tensor):
    """The elements in row-major order, little-endian, with conjugation and negation carried out."""
    tensor = tensor.detach().resolve_conj().resolve_neg()
    if tensor.is_complex():
        tensor = torch.view_as_real(tensor)
    if tensor.numel() == 0:
        return b""
    integers = tensor.view(SAME_SIZE_INTEGER[tensor.element_size()])
    array = integers.contiguous().reshape(-1).numpy()
    return _little_endian(array).tobytes()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def _tensor_facts(tensor):
    facts = {
        "kind": _kind(tensor),
        "type": type_name(tensor),
        "dtype": dtype_name(tensor.dtype),
        "requires_grad": bool(tensor.requires_grad),
        "parameter": isinstance(tensor, torch.nn.Parameter),
    }
    _KINDS[facts["kind"]](tensor, facts)
    attributes = getattr(tensor, "__dict__", None) or {}
    if attributes and facts["kind"] in ("strided", "quantized", "meta"):
        facts["attributes"] = {
            name: repr(value) if isinstance(value, PLAIN) else type_name(value) for name, value in attributes.items()
        }
    return facts


def _kind(tensor):
    if isinstance(tensor, torch.nn.parameter.UninitializedTensorMixin):
        return "uninitialized"
    if tensor.layout == getattr(torch, "jagged", None):
        return "jagged"
    if getattr(tensor, "is_nested", False):
        return "nested"
    if tensor.layout in SPARSE_LAYOUTS:
        return "sparse"
    if type(tensor).__name__ == "FakeTensor":
        return "meta"
    if _is_wrapper(tensor):
        return "wrapper"
    if tensor.device.type == "meta":
        return "meta"
    if tensor.is_quantized:
        return "quantized"
    return "strided"


def _is_wrapper(tensor):
    """A subclass made by _make_wrapper_subclass: it has sizes but no bytes of its own."""
    if type(tensor).__torch_dispatch__ is torch.Tensor.__torch_dispatch__:
        return False
    storage = _untyped_storage(tensor)
    try:
        return storage is None or (storage.data_ptr() == 0 and tensor.numel() > 0)
    except RuntimeError:  # "invalid python storage": only wrappers have that
        return True


def _add_layout(tensor, facts):
    facts["shape"] = list(tensor.shape)
    facts["stride"] = list(tensor.stride())
    facts["storage_offset"] = tensor.storage_offset()


def _strided(tensor, facts):
    _add_layout(tensor, facts)
    facts["sha256"] = sha256(raw_bytes(tensor))


def _meta(tensor, facts):
    _add_layout(tensor, facts)


def _uninitialized(tensor, facts):
    facts["shape"] = None


def _sparse(tensor, facts):
    facts["kind"] = SPARSE_LAYOUTS[tensor.layout]
    facts["shape"] = list(tensor.shape)
    if facts["kind"] == "sparse_coo":
        facts["is_coalesced"] = tensor.is_coalesced()
        facts["sparse_dim"] = tensor.sparse_dim()
    detached = tensor.detach()
    facts["parts"] = {
        part: _part(getattr(detached, method)()) for part, method in SPARSE_PARTS[facts["kind"]]
    }
    try:
        facts["dense_sha256"] = sha256(raw_bytes(detached.to_dense()))
    except (RuntimeError, NotImplementedError) as error:
        facts["dense_error"] = first_line(error)


def _quantized(tensor, facts):
    _add_layout(tensor, facts)
    if tensor.dtype in PACKED_QUANTIZED:
        facts["packed"] = True
        facts["sha256"] = sha256(_storage_bytes(_untyped_storage(tensor)))
    else:
        facts["sha256"] = sha256(raw_bytes(tensor.int_repr()))
    try:
        facts["dense_sha256"] = sha256(raw_bytes(tensor.dequantize()))
    except (RuntimeError, NotImplementedError) as error:
        facts["dense_error"] = first_line(error)
    scheme = tensor.qscheme()
    quantizer = {"scheme": dtype_name(scheme)}
    if scheme in (torch.per_tensor_affine, torch.per_tensor_symmetric):
        quantizer["scale"] = tensor.q_scale()
        quantizer["zero_point"] = tensor.q_zero_point()
    else:
        quantizer["axis"] = tensor.q_per_channel_axis()
        quantizer["scales"] = _part(tensor.q_per_channel_scales())
        quantizer["zero_points"] = _part(tensor.q_per_channel_zero_points())
    facts["quantizer"] = quantizer


def _nested(tensor, facts):
    facts["parts"] = {
        "components": [_part(component) for component in tensor.detach().unbind()],
    }
    facts["shape"] = [len(facts["parts"]["components"])] + [None] * (tensor.dim() - 1)


def _jagged(tensor, facts):
    _nested(tensor, facts)
    facts["parts"]["values"] = _part(tensor.detach().values())
    facts["parts"]["offsets"] = _part(tensor.detach().offsets())
    if tensor.lengths() is not None:
        facts["parts"]["lengths"] = _part(tensor.lengths())


def _wrapper(tensor, facts):
    _add_layout(tensor, facts)
    inner = dict(getattr(tensor, "__dict__", None) or {})
    for cls in type(tensor).__mro__:
        slots = cls.__dict__.get("__slots__", ())
        for name in [slots] if isinstance(slots, str) else slots:
            if hasattr(tensor, name):
                inner[name] = getattr(tensor, name)
    facts["parts"] = {
        name: _part(value) for name, value in inner.items() if isinstance(value, torch.Tensor)
    }
    if hasattr(tensor, "placements"):
        facts["placements"] = [str(placement) for placement in tensor.placements]


_KINDS = {
    "strided": _strided,
    "meta": _meta,
    "uninitialized": _uninitialized,
    "sparse": _sparse,
    "quantized": _quantized,
    "nested": _nested,
    "jagged": _jagged,
    "wrapper": _wrapper,
}


def _part(tensor):
    tensor = tensor.detach()
    return {"dtype": dtype_name(tensor.dtype), "shape": list(tensor.shape), "sha256": sha256(raw_bytes(tensor))}


def _storage_facts(storage):
    untyped = _untyped_storage(storage)
    dtype = getattr(storage, "dtype", None)
    facts = {
        "kind": "storage",
        "type": type_name(storage),
        "dtype": dtype_name(dtype) if isinstance(dtype, torch.dtype) else "uint8",
        "shape": [len(storage)],
    }
    if untyped.device.type == "meta":
        return facts
    facts["sha256"] = sha256(_storage_bytes(untyped))
    return facts


def _array_facts(array):
    facts = {
        "kind": "array",
        "type": type_name(array),
        "dtype": array.dtype.str,
        "shape": list(array.shape),
        "fortran": bool(array.flags.f_contiguous and not array.flags.c_contiguous),
    }
    if array.dtype.names:
        facts["descr"] = repr(array.dtype.descr)
    if array.dtype.hasobject:
        facts["elements"] = [repr(value) for value in array.ravel().tolist()]
    else:
        facts["sha256"] = sha256(_little_endian(array).tobytes(order="C"))
    if array.dtype.kind in "US":
        facts["elements"] = [
            value.decode("latin-1") if isinstance(value, bytes) else value for value in array.ravel().tolist()
        ]
    return facts


def _numpy_scalar_facts(scalar):
    facts = _array_facts(numpy.asarray(scalar))
    facts.update(kind="numpy_scalar", type=type_name(scalar))
    facts.pop("fortran")
    return facts


def _little_endian(array):
    return array.astype(array.dtype.newbyteorder("<"), copy=False)


def _untyped_storage(value):
    if isinstance(value, (numpy.ndarray, numpy.generic)):
        return None
    if isinstance(value, torch.Tensor):
        try:
            return value.untyped_storage() if hasattr(value, "untyped_storage") else value._storage()
        except (NotImplementedError, RuntimeError, ValueError):
            return None
    for name in ("_untyped_storage", "_storage"):
        if hasattr(value, name) and not callable(getattr(value, name)):
            return getattr(value, name)
    return value


def _storage_bytes(untyped):
    return bytes(untyped.tolist()) if untyped.nbytes() else b""


def first_line(error):
    return (str(error).strip().splitlines() or [""])[0]


if sys.byteorder != "little":
    raise SystemExit("the expected answers are written on little-endian machines only")
