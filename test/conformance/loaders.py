"""The ways PyTorch and its neighbours open a file, by the name that expected answers give them."""
import json
import pathlib
import pickle

import torch


def torch_load(path):
    return torch.load(path, map_location="cpu", weights_only=False)


def torch_load_latin1(path):
    return torch.load(path, map_location="cpu", weights_only=False, encoding="latin1")


def plain_pickle(path):
    with open(path, "rb") as file:
        return pickle.load(file)


def plain_pickle_latin1(path):
    with open(path, "rb") as file:
        return pickle.load(file, encoding="latin1")


def torchscript(path):
    return torch.jit.load(path, map_location="cpu")


def package(path):
    return torch.package.PackageImporter(path).load_pickle("models", "model.pkl")


def exported_program(path):
    return dict(torch.export.load(path).state_dict)


def safetensors(path):
    from safetensors.torch import load_file
    return load_file(path)


def sharded(index_path):
    """A folder of shards with an index: every name of weight_map, in its order, from the shard that it names."""
    index_path = pathlib.Path(index_path)
    weight_map = json.loads(index_path.read_text())["weight_map"]
    shards = {}
    for shard in weight_map.values():
        open_shard = safetensors if shard.endswith(".safetensors") else torch_load
        shards.setdefault(shard, open_shard(index_path.parent / shard) if shard not in shards else None)
    return {name: shards[shard][name] for name, shard in weight_map.items()}


LOADERS = {
    "torch.load": torch_load,
    "torch.load encoding=latin1": torch_load_latin1,
    "pickle.load": plain_pickle,
    "pickle.load encoding=latin1": plain_pickle_latin1,
    "torch.jit.load": torchscript,
    "torch.package": package,
    "torch.export.load": exported_program,
    "safetensors": safetensors,
    "sharded": sharded,
}
