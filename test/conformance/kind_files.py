"""Cases: the other kinds of file: TorchScript, lite interpreter, packages, exported programs, sharded folders, safetensors."""
import json
import typing
import warnings

import torch
from torch import nn

import case_dtypes
from cases import MODERN, seed


def write(cases):
    torchscript(cases)
    packages(cases)
    hub_bins(cases)
    if MODERN:
        exported_programs(cases)
        hub_shards(cases)
        safetensors(cases)


class Scripted(nn.Module):
    """Parameters, buffers, a plain tensor attribute, submodules, constants and typed attributes."""

    __constants__ = ["depth"]
    table: typing.Dict[str, int]
    names: typing.List[str]

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 3)
        self.bn = nn.BatchNorm2d(2)
        self.blocks = nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2, bias=False)])
        self.scale = nn.Parameter(torch.rand(2).double())
        self.register_buffer("steps", torch.tensor(3))
        self.register_buffer("scratch", torch.rand(2), persistent=False)
        self.plain = torch.rand(2, 2)
        self.depth = 4
        self.table = {"a": 1}
        self.names = ["x", "ü"]
        self.ratio = 0.5

    def forward(self, x):
        y = self.bn(self.conv(x)).mean([2, 3]) + torch.tensor([1.0, 2.0]) + self.plain[0]
        for block in self.blocks:
            y = block(y)
        return y * self.scale.float() + self.steps + self.scratch * self.ratio


@torch.jit.script
class Scaled:
    """A class of the script that is no module: its tensor is no entry of the state_dict."""

    def __init__(self, weight: torch.Tensor, times: int):
        self.weight = weight
        self.times = times


class WithClass(nn.Module):
    def __init__(self):
        super().__init__()
        self.scaled = Scaled(torch.rand(2), 2)
        self.linear = nn.Linear(2, 2)

    def forward(self, x):
        return self.linear(x) * self.scaled.weight * self.scaled.times


class Shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2)
        self.second = nn.Linear(2, 2)
        self.second.weight = self.first.weight
        self.float16 = nn.Parameter(torch.rand(3).half())
        self.register_buffer("brain", torch.rand(4).bfloat16()[1:3])
        self.register_buffer("transposed", torch.rand(2, 3).t())
        self.register_buffer("flags", torch.tensor([True, False]))

    def forward(self, x):
        return self.second(self.first(x))


def torchscript(cases):
    def script(module, path, **options):
        torch.jit.save(torch.jit.script(module), path, **options)

    def trace(module, path):
        torch.jit.save(torch.jit.trace(module.eval(), torch.rand(1, 1, 5, 5)), path)

    def lite(module, path):
        torch.jit.script(module)._save_for_lite_interpreter(str(path))

    def frozen(module, path):
        torch.jit.save(torch.jit.freeze(torch.jit.script(module.eval())), path)

    def optimized(module, path):
        from torch.utils.mobile_optimizer import optimize_for_mobile
        optimize_for_mobile(torch.jit.script(module.eval()))._save_for_lite_interpreter(str(path))

    def one(name, make, what, save, suffix=".pt", loader="torch.jit.load", **options):
        cases.save(f"jit-{name}", make, "torchscript", what, suffix=suffix, save=save, loader=loader, optional=True, **options)

    one("scripted", Scripted, "a scripted module of every kind of attribute", script)
    one("traced", Scripted, "a traced module", trace)
    one("shared", Shared, "tied, half, bfloat16, transposed and bool tensors", script)
    one("linear", lambda: nn.Linear(2, 3), "one layer", script)
    one("class", WithClass, "an object of a script class with a tensor of its own", script)
    one("frozen", Scripted, "a frozen module: its tensors became constants", frozen)
    one("extra-files", lambda: nn.Linear(1, 1), "extra files before the storages", script, _extra_files={"labels.txt": "cat\ndog", "config.json": "{}"})
    one("lstm", lambda: nn.LSTM(2, 3), "an LSTM", script)
    one("complex-and-ints", OddDtypes, "complex, int8 and float16 buffers", script)
    one("lite", Scripted, "saved for the lite interpreter", lite, suffix=".ptl")
    one("lite-optimized", Scripted, "optimized for mobile, saved for the lite interpreter", optimized, suffix=".ptl")
    one("by-torch-load", lambda: nn.Linear(2, 3), "TorchScript opened with torch.load", script, loader="torch.load")


class OddDtypes(nn.Module):
    def __init__(self):
        super().__init__()
        for name in ("complex64", "complex128", "int8", "uint8", "int16", "float64", "float16"):
            self.register_buffer("of_" + name, case_dtypes.bit_patterns(name)[:4].clone())

    def forward(self, x):
        return x


def packages(cases):
    def package(module, path):
        with torch.package.PackageExporter(str(path)) as exporter:
            exporter.extern("torch.**")
            exporter.save_pickle("models", "model.pkl", module)
            exporter.save_text("texts", "note.txt", "hello")

    cases.save("package-state_dict", lambda: nn.Linear(2, 3).state_dict(), "package", "torch.package with a state_dict", suffix=".pt", save=package, loader="torch.package", optional=True)
    cases.save("package-module", lambda: nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3)), "package", "torch.package with a module of torch's own classes", suffix=".pt", save=package, loader="torch.package", optional=True)


def exported_programs(cases):
    def export(module, path):
        torch.export.save(torch.export.export(module.eval(), (torch.rand(1, 1, 5, 5),)), path)

    cases.save("exported", Scripted, "exported", "torch.export.save", suffix=".pt2", save=export, loader="torch.export.load", optional=True)
    cases.save("exported-tied", _TiedImage, "exported", "torch.export.save of tied parameters", suffix=".pt2", save=export, loader="torch.export.load", optional=True)


class _TiedImage(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(5, 5)
        self.second = nn.Linear(5, 5)
        self.second.weight = self.first.weight

    def forward(self, x):
        return self.second(self.first(x))


def sharded_state():
    seed("sharded")
    weight = torch.rand(40, 5)
    return {"embed.weight": weight, "layer.0.weight": torch.rand(10, 10), "layer.0.bias": torch.rand(10).half(), "layer.1.weight": torch.rand(30, 30),
            "layer.1.bias": torch.rand(30), "steps": torch.tensor(3), "head.weight": weight}


def hub_bins(cases):
    """pytorch_model-0000N-of-0000M.bin and an index with sorted names, as transformers wrote them before safetensors."""
    folder = cases.folder / "sharded-bin"
    folder.mkdir(exist_ok=True)
    state = sharded_state()
    parts = [["embed.weight", "layer.0.weight"], ["layer.0.bias", "layer.1.weight"], ["layer.1.bias", "steps", "head.weight"]]
    weight_map = {}
    for number, names in enumerate(parts, 1):
        shard = f"pytorch_model-{number:05}-of-{len(parts):05}.bin"
        torch.save({name: state[name] for name in names}, folder / shard)
        weight_map.update(dict.fromkeys(names, shard))
    total = sum(tensor.numel() * tensor.element_size() for tensor in state.values())
    index = {"metadata": {"total_size": total}, "weight_map": weight_map}
    index_path = folder / "pytorch_model.bin.index.json"
    index_path.write_text(json.dumps(index, indent=2, sort_keys=True) + "\n")
    cases.judge(index_path, "sharded", "three .bin shards and their index", loader="sharded")


def hub_shards(cases):
    from huggingface_hub import save_torch_state_dict

    for name, safe in {"sharded-hub-safetensors": True, "sharded-hub-bin": False}.items():
        folder = cases.folder / name
        folder.mkdir(exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            save_torch_state_dict(sharded_state(), folder, max_shard_size="2KB", safe_serialization=safe)
        index_path = next(folder.glob("*.index.json"))
        cases.judge(index_path, "sharded", f"written by huggingface_hub, {'safetensors' if safe else 'bin'}", loader="sharded")
    folder = cases.folder / "single-hub-safetensors"
    folder.mkdir(exist_ok=True)
    save_torch_state_dict(sharded_state(), folder, metadata={"note": "one file"})
    cases.judge(folder / "model.safetensors", "safetensors", "one file by huggingface_hub: aliases are in the metadata", loader="safetensors")


def safetensors(cases):
    from safetensors.torch import save_file, save_model

    def save(state, path, metadata=None):
        save_file(state, str(path), metadata=metadata)

    def one(name, make, what, save=save, **options):
        cases.save(f"safetensors-{name}", make, "safetensors", what, suffix=".safetensors", save=save, loader="safetensors", optional=True, **options)

    for name in case_dtypes.dtypes():
        one(name, lambda: _three_shapes(name), f"{name} by the official package")
    supported = [name for name in case_dtypes.dtypes() if not name.startswith(("bits", "complex32", "complex128"))]
    one("all", lambda: {name: case_dtypes.bit_patterns(name).clone() for name in supported}, "every dtype it has")
    one("names", lambda: {name: torch.rand(1) for name in ("größe", "\ue000", "😀", 'q"uote', "new\nline", "b", "a", "")}, "names that sort and escape differently")
    one("no-tensors", dict, "no tensors")
    one("metadata", lambda: {"w": torch.rand(2)}, "metadata with one entry", metadata={"format": "pt"})
    one("metadata-odd", lambda: {"w": torch.rand(2)}, "metadata with quotes and letters that are not ASCII", metadata={"größe \"x\"": "a\nb\u2028\x7f"})
    one("state_dict", lambda: nn.BatchNorm2d(3).state_dict(), "a state_dict")
    one("model-tied", lambda: _TiedImage(), "save_model: tied names are dropped", save=lambda model, path: save_model(model, str(path)))


def _three_shapes(name):
    flat = case_dtypes.bit_patterns(name).clone()
    state = {"flat": flat, "empty": torch.empty(0, 2, dtype=flat.dtype)}
    if name != "float4_e2m1fn_x2":  # a 0-dim tensor has no last dimension to double
        state["scalar"] = flat[0].clone()
    return state
