"""The safetensors shards of HuggingFaceStorageWriter, whole files and consolidation included."""

import torch
import torch.distributed.checkpoint as dcp
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.tensor import Replicate, Shard, distribute_tensor

from common import case, values

READER = "HuggingFaceStorageReader"


def merge(ckpt):
    from torch.distributed.checkpoint.state_dict_loader import _load_state_dict_from_keys

    return _load_state_dict_from_keys(storage_reader=dcp.HuggingFaceStorageReader(ckpt))


def hf(name, ranks, **options):
    return case(name, ranks, layout="dcp-safetensors", tool=READER, merge=merge, **options)


def spread(mesh, placements, *shape, seed=0, dtype=torch.float32):
    return distribute_tensor(values(*shape, seed=seed, dtype=dtype), mesh, placements)


def save(state, ckpt, **writer):
    dcp.save(state, storage_writer=dcp.HuggingFaceStorageWriter(ckpt, **writer))


def state_of(mesh, world):
    return {
        "rows": spread(mesh, [Shard(0)], 2 * world + 1, 3),
        "columns": spread(mesh, [Shard(1)], 3, 2 * world + 1, seed=1),
        "few": spread(mesh, [Shard(0)], 1, 4, seed=2),
        "replicated": spread(mesh, [Replicate()], 4, 2, seed=3),
        "half": spread(mesh, [Shard(0)], world + 2, 2, seed=4, dtype=torch.bfloat16),
        "plain": values(5, seed=5),
    }


def sharded(rank, world, ckpt):
    save(state_of(init_device_mesh("cpu", (world,)), world), ckpt, save_distributed=True)


for world in (2, 3, 4):
    hf(f"hf-sharded-{world}", world, note="save_distributed: one file per rank")(sharded)


@hf("hf-mapped-3", 3, note="every rank's tensors over three files")
def mapped(rank, world, ckpt):
    state = state_of(init_device_mesh("cpu", (world,)), world)
    files = {name: at % 3 + 1 for at, name in enumerate(state)}
    save(state, ckpt, save_distributed=True, fqn_to_index_mapping=files)


@hf("hf-grid-2x2", 4, note="a 2-D mesh")
def on_grid(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("dp", "tp"))
    state = {
        "both": spread(mesh, [Shard(0), Shard(1)], 5, 7),
        "same": spread(mesh, [Shard(0), Shard(0)], 9, 2, seed=1),
        "half": spread(mesh, [Replicate(), Shard(1)], 3, 5, seed=2),
    }
    save(state, ckpt, save_distributed=True)


@hf("hf-consolidated-3", 3, note="shards below sharded/, whole files beside it")
def consolidated(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    state = {"a": spread(mesh, [Shard(0)], 7, 3), "b": spread(mesh, [Shard(1)], 3, 8, seed=1)}
    save(state, ckpt, save_distributed=True, enable_consolidation=True)


@hf("hf-dtypes-2", 2, note="integers, booleans, float64, float8")
def dtypes(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    names = ("int64", "int32", "int8", "uint8", "bool", "float64", "float16")
    state = {name: spread(mesh, [Shard(0)], 5, 2, seed=at, dtype=getattr(torch, name)) for at, name in enumerate(names)}
    save(state, ckpt, save_distributed=True)


@hf("hf-nested-2", 2, note="a nested dict: names are dotted")
def nested(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    save({"model": {"a": spread(mesh, [Shard(0)], 4, 2), "b": values(3)}, "c": values(2)}, ckpt, save_distributed=True)


@hf("hf-whole-1", 1, note="one process, two files and an index")
def whole(ckpt):
    state = {f"layer{at}": values(at + 2, 3, seed=at) for at in range(5)}
    writer = dcp.HuggingFaceStorageWriter(ckpt, fqn_to_index_mapping={name: at % 2 + 1 for at, name in enumerate(state)})
    dcp.save(state, storage_writer=writer)


@hf("hf-value-2", 2, note="a value that is no tensor", wrong="the writer puts a zip before the header: no reader of safetensors reads it")
def with_value(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    save({"w": spread(mesh, [Shard(0)], 4, 2), "step": 3}, ckpt, save_distributed=True)


@hf("hf-scalar-2", 2, note="a replicated 0-d tensor in the shards")
def scalar(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    save({"scale": spread(mesh, [Replicate()], seed=3), "w": spread(mesh, [Shard(0)], 4, 2)}, ckpt, save_distributed=True)
