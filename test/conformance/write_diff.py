"""Writes (module, state_dict) pairs with what load_state_dict of PyTorch 2.13 says of each, strict and not.

Usage: write_diff.py FOLDER      one NAME.pth and NAME.schema.json for each pair, and cases.json with PyTorch's answers
"""
import io
import json
import pathlib
import random
import sys
import warnings
from collections import OrderedDict

import numpy
import torch
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import diff_modules
import own_loading
from model_schema import write_model_schema

WRONG = {
    "list": lambda: [1.0, 2.0],
    "int": lambda: 3,
    "none": lambda: None,
    "str": lambda: "text",
    "float": lambda: 0.5,
    "dict": lambda: {"a": 1},
    "tuple": lambda: (1, 2),
    "bool": lambda: True,
    "bytes": lambda: b"raw",
    "set": lambda: {1},
    "ordered": lambda: OrderedDict(a=1),
    "array": lambda: numpy.zeros(2, dtype=numpy.float32),
    "scalar": lambda: numpy.float32(1.5),
    "storage": lambda: torch.zeros(2).storage(),
    "size": lambda: torch.Size([2]),
    "dtype": lambda: torch.float32,
    "device": lambda: torch.device("cpu"),
}


def keep_metadata(state, entries):
    result = OrderedDict(entries)
    if hasattr(state, "_metadata"):
        result._metadata = state._metadata
    return result


def mutations(state, rng):
    """(name, state_dict) for each change of a good state_dict."""
    items = list(state.items())
    names = [name for name, _ in items]
    tensors = [name for name, value in items if isinstance(value, torch.Tensor) and not nn.parameter.is_lazy(value)]
    again = lambda entries: keep_metadata(state, entries)
    replaced = lambda name, value: again([(key, value if key == name else old) for key, old in items])

    yield "same", state
    yield "plain-dict", dict(items)
    yield "no-metadata", OrderedDict(items)
    yield "metadata-v1", with_versions(items, state, lambda path, version: 1)
    yield "metadata-none", with_versions(items, state, lambda path, version: None)
    yield "reversed", again(items[::-1])
    yield "empty", again([])
    yield "prefixed", again([("module." + name, value) for name, value in items])
    yield "compiled", again([("_orig_mod." + name, value) for name, value in items])
    yield "strays", again([("zz", torch.zeros(1)), *items, ("aa.bb", torch.zeros(1)), ("_extra_state", 1), (".", 1), ("", 2), ("..", 3)])
    yield "no-counters", again([item for item in items if not item[0].endswith("num_batches_tracked")])
    yield "no-counters-plain", {name: value for name, value in items if not name.endswith("num_batches_tracked")}
    if names:
        dropped = set(rng.sample(names, max(1, len(names) // 3)))
        yield "some-missing", again([item for item in items if item[0] not in dropped])
        yield "some-missing-plain", {name: value for name, value in items if name not in dropped}
        yield "first-missing", again(items[1:])
        yield "shuffled", again(rng.sample(items, len(items)))
        below = rng.choice(names)
        yield "below", again([*items, (below + ".foo", torch.zeros(1)), (below + ".a.b", torch.zeros(1)), (below + "x", torch.zeros(1))])
        modules = sorted({name.rpartition(".")[0] for name in names})
        strays = [((path + "." if path else "") + stray, torch.zeros(2)) for path in modules
                  for stray in ("extra", "running_mean", "running_var", "weight_g", "weight_v", "deep.er", "_extra_state")]
        yield "module-strays", again([*items, *(pair for pair in strays if pair[0] not in state)])
        yield "module-strays-plain", dict([*strays, *items])
    for name in rng.sample(tensors, min(len(tensors), 2)):
        tensor = state[name]
        yield f"longer", replaced(name, torch.zeros([size + 1 for size in tensor.shape] or [2]))
        yield f"more-dims", replaced(name, tensor.detach()[None])
        yield f"flat", replaced(name, tensor.detach().reshape(-1).clone())
        yield f"scalar", replaced(name, torch.zeros(()))
        yield f"one", replaced(name, torch.zeros(1))
        yield f"one-one", replaced(name, torch.zeros(1, 1))
        yield f"none-long", replaced(name, torch.zeros(0))
    if tensors:
        yield "all-wrong-shape", again([(name, torch.zeros(3, 1, 4) if isinstance(value, torch.Tensor) else value) for name, value in items])
        yield "transposed", again([(name, value.detach().t() if isinstance(value, torch.Tensor) and not nn.parameter.is_lazy(value) and value.dim() == 2 else value) for name, value in items])
        for kind in rng.sample(sorted(WRONG), 2):
            yield f"wrong-{kind}", replaced(rng.choice(tensors), WRONG[kind]())
        yield "double", again([(name, value.detach().double() if isinstance(value, torch.Tensor) and not nn.parameter.is_lazy(value) else value) for name, value in items])
        mixed = [(name, rng.choice([value, [1], torch.zeros(9)])) for name, value in items if rng.random() < 0.8]
        yield "mixed", again([("first.of.all", 1), *mixed, ("fc.9", torch.zeros(1))])


def with_versions(items, state, change):
    result = OrderedDict(items)
    metadata = getattr(state, "_metadata", {})
    result._metadata = OrderedDict((path, {} if (version := change(path, facts.get("version"))) is None else {"version": version})
                                   for path, facts in metadata.items())
    return result


LAYOUTS = {
    "strided": lambda: torch.eye(4),
    "sparse_coo": lambda: torch.eye(4).to_sparse(),
    "sparse_csr": lambda: torch.eye(4).to_sparse_csr(),
    "sparse_csc": lambda: torch.eye(4).to_sparse_csc(),
    "sparse_bsr": lambda: torch.eye(4).to_sparse_bsr((2, 2)),
    "sparse_bsc": lambda: torch.eye(4).to_sparse_bsc((2, 2)),
    "quantized": lambda: torch.quantize_per_tensor(torch.eye(4), 0.1, 0, torch.qint8),
    "meta": lambda: torch.eye(4, device="meta"),
}
QUANTIZED = {
    "other-codes": lambda: torch.quantize_per_tensor(torch.eye(4), 0.1, 0, torch.quint8),
    "half": lambda: torch.eye(4, dtype=torch.float16),
    "integers": lambda: torch.eye(4, dtype=torch.int32),
}


def special():
    """(name, module, state_dict) that no change of a good one gives."""
    linear = lambda: nn.Linear(2, 2)
    good = lambda: linear().state_dict()
    for kind, make in WRONG.items():
        yield f"value-{kind}", linear, {**good(), "bias": make()}
        yield f"whole-{kind}", linear, make()
    yield "whole-list-of-tensors", linear, [torch.zeros(2)]
    for name, key in {"int": 5, "none": None, "tuple": (1, "a"), "bytes": b"k", "float": 1.5, "bool": True}.items():
        yield f"key-{name}", linear, {**good(), key: torch.zeros(1)}
    meta = lambda tensor: tensor.detach().to("meta")
    yield "meta-file", linear, {name: meta(value) for name, value in good().items()}
    yield "sparse-file", linear, {"weight": torch.zeros(2, 2).to_sparse(), "bias": torch.zeros(2)}
    for dtype in (torch.float16, torch.bfloat16, torch.bool, torch.complex64, torch.uint64):
        sparse = torch.sparse_coo_tensor([[0], [1]], torch.ones(1, dtype=dtype), (2, 2))
        yield f"sparse-{str(dtype)[6:]}-file", linear, {"weight": sparse, "bias": torch.zeros(2)}
        yield f"sparse-{str(dtype)[6:]}-both", lambda: nn.Linear(2, 2).to(dtype) if dtype.is_floating_point else linear(), {"weight": sparse}
    yield "csr-file", linear, {"weight": torch.eye(2).to_sparse_csr(), "bias": torch.zeros(2)}
    yield "quantized-file", linear, {"weight": torch.quantize_per_tensor(torch.zeros(2, 2), 0.1, 0, torch.qint8), "bias": torch.zeros(2)}
    for own, model in LAYOUTS.items():
        for other, make in LAYOUTS.items():
            yield f"{own}-from-{other}", lambda: diff_modules.Buffered(model()), {"kept": make()}
    for name, codes in QUANTIZED.items():
        yield f"codes-from-{name}", lambda: diff_modules.Buffered(LAYOUTS["quantized"]()), {"kept": codes()}
    yield "nested-file", linear, {**good(), "weight": torch.nested.nested_tensor([torch.ones(2), torch.ones(1)])}
    yield "second-weight-norm", diff_modules.twice_parametrized, old_weight_norm()
    yield "lazy-file", linear, nn.LazyLinear(2).state_dict()
    yield "lazy-into-lazy", lambda: nn.LazyLinear(2), nn.LazyLinear(2).state_dict()
    yield "lazy-list", lambda: nn.LazyLinear(2), {"weight": [1], "bias": torch.zeros(2)}
    yield "old-weight-norm", diff_modules.weight_normed, old_weight_norm()
    yield "old-weight-norm-half", diff_modules.weight_normed, {k: v for k, v in old_weight_norm().items() if not k.endswith("_v")}
    yield "old-weight-norm-list", diff_modules.weight_normed, {**old_weight_norm(), "wn.weight_g": [1]}
    yield "old-weight-norm-both", diff_modules.weight_normed, {**diff_modules.weight_normed().state_dict(), **old_weight_norm()}
    for dtype in dtypes():
        tensor = torch.empty(2, 2, dtype=dtype)
        yield f"from-{str(dtype)[6:]}", linear, {"weight": tensor, "bias": torch.zeros(2)}


def dtypes():
    found = []
    for name in sorted(vars(torch)):
        dtype = getattr(torch, name)
        if not isinstance(dtype, torch.dtype) or str(dtype) != f"torch.{name}":
            continue
        try:
            torch.save(torch.empty(2, 2, dtype=dtype), io.BytesIO())
            found.append(dtype)
        except Exception:
            continue
    return found


def old_weight_norm():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wn = nn.utils.weight_norm(nn.Linear(3, 2))
    return nn.Sequential(OrderedDict(wn=wn, fc=nn.Linear(2, 2))).state_dict()


def ask(make, state, strict):
    """What load_state_dict says: the exception as it is printed, or the two lists."""
    module = make()
    found = {}
    load = nn.modules.module._IncompatibleKeys
    def keep(missing, unexpected):
        found["missing_keys"], found["unexpected_keys"] = missing, unexpected
        return load(missing, unexpected)
    nn.modules.module._IncompatibleKeys = keep
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = module.load_state_dict(state, strict=strict)
        return {"loads": True, "text": repr(result), "missing_keys": list(result.missing_keys), "unexpected_keys": list(result.unexpected_keys)}
    except Exception as error:
        crash = not str(error).startswith("Error(s) in loading state_dict for ")
        lists = {} if crash else {key: list(value) for key, value in found.items()}
        return {"loads": False, "crash": crash, "error": type(error).__name__, "text": str(error), **lists}
    finally:
        nn.modules.module._IncompatibleKeys = load


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    if torch.__version__.startswith("1."):
        print("  only PyTorch 2.13 is asked about load_state_dict")
        return
    answers = []

    def write(name, make, state):
        path = folder / f"{name}.pth"
        torch.save(state, path)
        loaded = torch.load(path, weights_only=False)
        write_model_schema(make(), folder / f"{name}.schema.json", stays_meta=True)
        answers.append({"name": name, "strict": ask(make, loaded, True), "not_strict": ask(make, loaded, False)})

    for name, make in diff_modules.modules().items():
        torch.manual_seed(0)
        seen = {}
        for what, state in mutations(make().state_dict(), random.Random(name)):
            seen[what] = seen.get(what, 0) + 1
            write(f"{name}--{what}{'' if seen[what] == 1 else seen[what]}", make, state)
    for name, make, state in special():
        write(f"special--{name}", make, state)
    sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "fixtures"))
    import generate_hooks
    for name, make, state in generate_hooks.pairs():
        write(f"hook--{name}", make, state)
    (folder / "cases.json").write_text(json.dumps(answers, indent=1))
    plain, answers[:] = len(answers), []
    for name, make, state, paths in own_loading.pairs():
        write(f"own--{name}", make, state)
        answers[-1]["own"] = paths
    (folder / "own.json").write_text(json.dumps(answers, indent=1))
    print(f"{plain} pairs of module and state_dict in {folder}, {len(answers)} with loading code of their own")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
