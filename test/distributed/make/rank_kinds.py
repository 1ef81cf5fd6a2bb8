"""Rank files and safetensors shards of kinds that no trainer writes by default: meshes in meshes, odd containers, old streams."""

import os

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
import torch.nn as nn
from torch.distributed.device_mesh import DeviceMesh, init_device_mesh
from torch.distributed.tensor import DTensor, Replicate, Shard, distribute_tensor

from common import case, gathered, keep_full, values
from dcp_safetensors import READER, merge, save as save_hf
from models import Block, Odd, fill, stepped
from rank_files import TOOL, whole


def files(name, ranks, **options):
    return case(f"rankkind-{name}", ranks, layout="rank-files", tool=TOOL, merge=gathered, **options)


def hf(name, ranks, **options):
    options = {"layout": "dcp-safetensors", "tool": READER, "merge": merge, **options}
    return case(f"hfkind-{name}", ranks, **options)


def spread(mesh, placements, *shape, seed=0, dtype=torch.float32):
    return distribute_tensor(values(*shape, seed=seed, dtype=dtype), mesh, placements)


def save(state, rank, world, ckpt, name="model_world_size_{world}_rank_{rank}.pt", **options):
    torch.save(state, f"{ckpt}/{name.format(rank=rank, world=world)}", **options)
    keep_full(ckpt, whole(state), rank)


def line_state(mesh, world):
    state = {}
    for at, size in enumerate((1, world - 1, world, world + 1, 2 * world + 1)):
        state[f"rows{size}.{at}"] = spread(mesh, [Shard(0)], size, 3, seed=at)
        state[f"columns{size}.{at}"] = spread(mesh, [Shard(1)], 2, size, seed=at + 20)
    state["scalar"] = spread(mesh, [Replicate()], seed=62)
    state["one"] = spread(mesh, [Shard(0)], 1, seed=5)
    state["empty"] = spread(mesh, [Shard(0)], 0, 2, seed=63)
    state["cube"] = spread(mesh, [Shard(2)], 2, 3, world + 2, seed=64)
    state["plain"] = values(4, seed=65)
    return state


for world in (4, 7):

    @files(f"line-{world}", world, note="sizes below, at and over the world, every dimension")
    def line(rank, world, ckpt):
        save(line_state(init_device_mesh("cpu", (world,)), world), rank, world, ckpt)


@files("ranks-12", 12, note="ranks with two digits")
def twelve(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    save({"w": spread(mesh, [Shard(0)], 29, 2), "few": spread(mesh, [Shard(0)], 3, 2, seed=1)}, rank, world, ckpt)


@files("stream-3", 3, note="the legacy stream instead of an archive")
def stream(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    state = {"w": spread(mesh, [Shard(0)], 7, 2), "b": values(5, seed=3)}
    save(state, rank, world, ckpt, _use_new_zipfile_serialization=False)


@files("parameters-2", 2, note="parameters with a gradient, a tied one, a buffer of integers")
def parameters(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    weight = nn.Parameter(spread(mesh, [Shard(0)], 5, 3))
    state = {"embed": weight, "head": weight, "frozen": nn.Parameter(spread(mesh, [Shard(1)], 3, 5), requires_grad=False), "seen": torch.tensor(3)}
    save(state, rank, world, ckpt)


@files("containers-2", 2, note="lists, tuples, numbers as keys, None, an optimizer as it is")
def containers(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    model = fill(Block())
    fully_shard(model, mesh=init_device_mesh("cpu", (world,)))
    optimizer = stepped(model)
    mesh = init_device_mesh("cpu", (world,))
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "list": [spread(mesh, [Shard(0)], 3, 2), {"x": spread(mesh, [Shard(1)], 2, 3, seed=4)}, None, 1.5],
        3: "three",
    }
    save(state, rank, world, ckpt, "checkpoint_rank{rank}.pt")


def as_bytes(tensor):
    return tensor.contiguous().reshape(-1).view(torch.uint8)


@files("dtypes-3", 3, note="bool, complex, float8, int16, uint16 over three ranks")
def dtypes(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    state = {}
    for at, name in enumerate(("bool", "complex64", "float8_e4m3fn", "float8_e5m2", "int16", "uint16", "int8")):
        local = values(2 if rank < world - 1 else 1, 3, seed=at + rank, dtype=getattr(torch, name))
        state[name] = DTensor.from_local(local, mesh, [Shard(0)], run_check=False, shape=torch.Size([2 * world - 1, 3]), stride=(3, 1))
    torch.save(state, f"{ckpt}/model_world_size_{world}_rank_{rank}.pt")
    every = [None] * world
    dist.all_gather_object(every, {name: as_bytes(tensor.to_local()).tolist() for name, tensor in state.items()})
    full = {name: torch.cat([torch.tensor(each[name], dtype=torch.uint8) for each in every]) for name in state}
    keep_full(ckpt, {name: each.view(state[name].dtype).reshape(2 * world - 1, 3) for name, each in full.items()}, rank)


def strided(name, ranks, shape, hidden):
    @files(name, ranks, note="FSDP2 over tensor parallel with rows that the mesh does not divide")
    def write(rank, world, ckpt):
        from torch.distributed.fsdp import fully_shard
        from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, parallelize_module

        mesh = init_device_mesh("cpu", shape, mesh_dim_names=("dp", "tp"))
        model = fill(Block(hidden=hidden))
        parallelize_module(model, mesh["tp"], {"up": ColwiseParallel(), "gate": ColwiseParallel(), "down": RowwiseParallel()})
        fully_shard(model, mesh=mesh["dp"])
        save(model.state_dict(), rank, world, ckpt)


strided("strided-3x2", 6, (3, 2), 26)
strided("strided-2x3", 6, (2, 3), 24)
strided("strided-4x2", 8, (4, 2), 12)


@files("three-ways-2x2x2", 8, note="replicas, FSDP2 and tensor parallel")
def three_ways(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard
    from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, parallelize_module

    mesh = init_device_mesh("cpu", (2, 2, 2), mesh_dim_names=("r", "s", "tp"))
    model = fill(Block(hidden=20))
    parallelize_module(model, mesh["tp"], {"up": ColwiseParallel(), "gate": ColwiseParallel(), "down": RowwiseParallel()})
    fully_shard(model, mesh=mesh["r", "s"])
    save(model.state_dict(), rank, world, ckpt)


@files("experts-2x2", 4, note="experts over one side of a mesh, split by FSDP2 over the other, along dimension 1")
def experts(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("dp", "ep"))

    class Grouped(nn.Module):
        def __init__(self):
            super().__init__()
            self.w1 = nn.Parameter(torch.zeros(4, 6, 8))
            self.router = nn.Linear(8, 5, bias=False)

        def forward(self, x):
            return x

    model = fill(Grouped())
    model.w1 = nn.Parameter(distribute_tensor(model.w1.data, mesh["ep"], [Shard(0)]))
    fully_shard(model, mesh=mesh["dp"], shard_placement_fn=lambda p: Shard(1))
    save(model.state_dict(), rank, world, ckpt)


@files("same-dim-2x3", 6, note="one dimension over both sides of a mesh, uneven, and columns over the outer side")
def same_dim(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (2, 3))
    state = {
        "rows": spread(mesh, [Shard(0), Shard(0)], 11, 2),
        "few": spread(mesh, [Shard(0), Shard(0)], 4, 2, seed=1),
        "crossed": spread(mesh, [Shard(1), Shard(0)], 5, 7, seed=2),
        "outer": spread(mesh, [Shard(1), Replicate()], 3, 5, seed=3),
        "inner": spread(mesh, [Replicate(), Shard(1)], 3, 5, seed=4),
    }
    save(state, rank, world, ckpt)


@files("slices-2x2", 4, note="tensors of the sides of a mesh: other ranks have the same, or the other half", wrong=(
    "a tensor of one side of a mesh is another one on the other side, and no file says whether they are equal"
))
def slices(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("a", "b"))
    state = {"rows": spread(mesh["a"], [Shard(0)], 5, 2), "columns": spread(mesh["b"], [Shard(1)], 3, 5, seed=1)}
    save(state, rank, world, ckpt)


@files("pairs-4", 4, note="stages: pairs of ranks with tensors of their own", wrong="a name is in the files of some ranks alone")
def pairs(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("pp", "dp"))
    stage = mesh.get_local_rank("pp")
    state = {f"layer{stage}": spread(mesh["dp"], [Shard(0)], 5, 2, seed=stage)}
    torch.save(state, f"{ckpt}/model_world_size_{world}_rank_{rank}.pt")
    keep_full(ckpt, {f"layer{at}": values(5, 2, seed=at) for at in range(2)}, rank)


@files("backwards-4", 4, note="a mesh whose ranks are in another order", wrong=(
    "full_tensor() puts the parts together in the order of the process group, DCP in that of the mesh"
))
def backwards(rank, world, ckpt):
    mesh = DeviceMesh("cpu", [3, 1, 0, 2])
    state = {"w": spread(mesh, [Shard(0)], 7, 2), "v": spread(mesh, [Shard(1)], 2, 9, seed=2)}
    torch.save(state, f"{ckpt}/model_world_size_{world}_rank_{rank}.pt")
    keep_full(ckpt, whole(state), rank)


@files("partial-4", 4, note="Partial on one side of a mesh", wrong="Partial placements are to be refused by name")
def partial(rank, world, ckpt):
    from torch.distributed.tensor import Partial

    mesh = init_device_mesh("cpu", (2, 2))
    state = {"sum": DTensor.from_local(values(3, 2, seed=rank), mesh, [Shard(0), Partial("avg")], run_check=False), "w": spread(mesh, [Shard(0), Shard(1)], 4, 4)}
    torch.save(state, f"{ckpt}/model_world_size_{world}_rank_{rank}.pt")
    keep_full(ckpt, whole(state), rank)


@files("verl-2", 2, note="verl: model, optimizer and extra state of each rank, and huggingface/ beside")
def verl(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    model = fill(Block())
    fully_shard(model, mesh=init_device_mesh("cpu", (world,), mesh_dim_names=("fsdp",)))
    optimizer = stepped(model)
    torch.save(optimizer.state_dict(), f"{ckpt}/optim_world_size_{world}_rank_{rank}.pt")
    torch.save({"lr_scheduler": None, "rng": {"cpu": torch.get_rng_state()}}, f"{ckpt}/extra_state_world_size_{world}_rank_{rank}.pt")
    if rank == 0:
        os.makedirs(f"{ckpt}/huggingface")
        for name in ("huggingface/config.json", "huggingface/tokenizer.json", "fsdp_config.json"):
            with open(f"{ckpt}/{name}", "w", encoding="utf8") as file:
                file.write('{"FSDP_version": 2, "world_size": 2}' if "fsdp" in name else "{}")
    save(model.state_dict(), rank, world, ckpt)


def fsdp1(name, ranks, kind, strategy="FULL_SHARD", optimizer=False, file="pytorch_model_fsdp_rank{rank}.bin", **options):
    @files(name, ranks, note=f"FSDP1 {strategy}, {kind}", **options)
    def write(rank, world, ckpt):
        from torch.distributed.fsdp import FullyShardedDataParallel, ShardingStrategy, StateDictType
        from torch.distributed.fsdp.wrap import ModuleWrapPolicy

        more = {}
        if strategy == "HYBRID_SHARD":
            more["device_mesh"] = init_device_mesh("cpu", (2, world // 2), mesh_dim_names=("r", "s"))
        model = FullyShardedDataParallel(
            fill(Odd()),
            use_orig_params=True,
            device_id=torch.device("cpu"),
            sharding_strategy=ShardingStrategy[strategy],
            auto_wrap_policy=ModuleWrapPolicy({nn.Linear}),
            **more,
        )
        states = stepped(model) if optimizer else None
        with FullyShardedDataParallel.state_dict_type(model, StateDictType[kind]):
            state = model.state_dict()
            if states is not None:
                state = {"model": state, "optim": FullyShardedDataParallel.optim_state_dict(model, states)}
            torch.save(state, f"{ckpt}/{file.format(rank=rank, world=world)}")
        with FullyShardedDataParallel.state_dict_type(model, StateDictType.FULL_STATE_DICT):
            full = model.state_dict()
            if states is not None:
                full = {"model": full}
            keep_full(ckpt, full, rank)


fsdp1("fsdp1-sharded-4", 4, "SHARDED_STATE_DICT")
fsdp1("fsdp1-hybrid-4", 4, "SHARDED_STATE_DICT", "HYBRID_SHARD")
fsdp1("fsdp1-grad-op-2", 2, "SHARDED_STATE_DICT", "SHARD_GRAD_OP")
fsdp1("fsdp1-no-shard-2", 2, "SHARDED_STATE_DICT", "NO_SHARD")
fsdp1("fsdp1-local-2", 2, "LOCAL_STATE_DICT", wrong="flat parameters: neither names nor shapes are in the files")
fsdp1("fsdp1-full-2", 2, "FULL_STATE_DICT", file="model.rank_{rank}.pth")


# Shards of safetensors


@hf("line-4", 4, note="sizes below, at and over the world, every dimension")
def hf_line(rank, world, ckpt):
    save_hf(line_state(init_device_mesh("cpu", (world,)), world), ckpt, save_distributed=True)


@hf("cube-2x2x2", 8, note="a 3-D mesh, every side")
def hf_cube(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (2, 2, 2))
    state = {
        "abc": spread(mesh, [Shard(0), Shard(1), Shard(2)], 5, 7, 3),
        "same": spread(mesh, [Shard(0), Shard(0), Shard(0)], 11, 2, seed=1),
        "some": spread(mesh, [Replicate(), Shard(1), Replicate()], 3, 5, seed=2),
    }
    save_hf(state, ckpt, save_distributed=True)


@hf("idle-last-4", 4, note="tensors of the first two of four ranks: the last two write nothing")
def idle_last(rank, world, ckpt):
    group = dist.new_group([0, 1])
    state = {}
    if rank < 2:
        mesh = DeviceMesh.from_group(group, "cpu")
        state = {"w": spread(mesh, [Shard(0)], 5, 2), "v": spread(mesh, [Shard(1)], 2, 5, seed=2)}
    save_hf(state, ckpt, save_distributed=True)


@hf("idle-first-3", 3, note="the first rank writes nothing")
def idle_first(rank, world, ckpt):
    group = dist.new_group([1, 2])
    state = {}
    if rank > 0:
        mesh = DeviceMesh.from_group(group, "cpu")
        state = {"w": spread(mesh, [Shard(0)], 5, 2), "v": spread(mesh, [Shard(1)], 2, 5, seed=2)}
    save_hf(state, ckpt, save_distributed=True)


@hf("few-rows-5", 5, note="no tensor has rows for the last two ranks, which write pieces without elements")
def few_rows(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    save_hf({"w": spread(mesh, [Shard(0)], 3, 2), "v": spread(mesh, [Shard(1)], 2, 2, seed=2)}, ckpt, save_distributed=True)


@hf("moe-2x2", 4, note="experts of pairs, each pair with its own names")
def hf_experts(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("ep", "dp"))
    side = mesh.get_local_rank("ep")
    state = {f"experts.{at}.w": spread(mesh["dp"], [Shard(0)], 5, 2, seed=at) for at in (side, side + 2)}
    state["shared"] = spread(mesh, [Shard(0), Shard(0)], 9, 2, seed=7)
    save_hf(state, ckpt, save_distributed=True)


@hf("float8-3", 3, note="float8 and bfloat16 in shards, uneven")
def hf_float8(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    state = {}
    for at, name in enumerate(("float8_e4m3fn", "float8_e5m2", "bfloat16", "float64")):
        local = values(2 if rank < world - 1 else 1, 3, seed=at + rank, dtype=getattr(torch, name))
        state[name] = DTensor.from_local(local, mesh, [Shard(0)], run_check=False, shape=torch.Size([2 * world - 1, 3]), stride=(3, 1))
    save_hf(state, ckpt, save_distributed=True)


def whole_files(ckpt):
    from safetensors.torch import load_file

    merged = {}
    for name in sorted(os.listdir(ckpt)):
        if name.endswith(".safetensors"):
            merged |= load_file(f"{ckpt}/{name}")
    return merged


for world in (2, 4):

    @hf(f"whole-{world}", world, note="consolidated by the writer: three files, uneven, both dimensions", merge=whole_files)
    def consolidated(rank, world, ckpt):
        mesh = init_device_mesh("cpu", (world,))
        state = {
            "a": spread(mesh, [Shard(0)], 2 * world + 1, 3),
            "b": spread(mesh, [Shard(1)], 3, 2 * world + 1, seed=1),
            "c": spread(mesh, [Shard(0)], 1, 3, seed=2),
            "d": values(5, seed=3),
        }
        files = {name: at % 3 + 1 for at, name in enumerate(state)}
        save_hf(state, ckpt, save_distributed=True, enable_consolidation=True, fqn_to_index_mapping=files)


@hf("by-hand-2x2", 4, note="shards consolidated afterwards, on every rank, into the folder above", merge=whole_files)
def by_hand(rank, world, ckpt):
    from torch.distributed.checkpoint._consolidate_hf_safetensors import consolidate_safetensors_files_on_every_rank

    mesh = init_device_mesh("cpu", (2, 2))
    state = {"a": spread(mesh, [Shard(0), Shard(1)], 5, 7), "b": spread(mesh, [Shard(0), Shard(0)], 9, 2, seed=1)}
    save_hf(state, f"{ckpt}/sharded", save_distributed=True)
    dist.barrier()
    consolidate_safetensors_files_on_every_rank(f"{ckpt}/sharded", ckpt, {"a": 1, "b": 2})


assert dcp
