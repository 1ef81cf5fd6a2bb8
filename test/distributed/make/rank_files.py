"""torch.save of each rank's own sharded state_dict; the ranks gather the whole one for the answer."""

import torch
import torch.nn as nn
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.tensor import DTensor, Replicate, Shard, distribute_tensor

from common import case, gathered, keep_full, values
from models import Block, Odd, fill, stepped

TOOL = "full_tensor() of the ranks while saving; no tool merges these"


def files(name, ranks, **options):
    return case(name, ranks, layout="rank-files", tool=TOOL, merge=gathered, **options)


def whole(value):
    if isinstance(value, DTensor):
        return value.full_tensor()
    if isinstance(value, dict):
        return {key: whole(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [whole(inner) for inner in value]
    return value


def save(state, rank, world, ckpt, name="model_world_size_{world}_rank_{rank}.pt"):
    torch.save(state, f"{ckpt}/{name.format(rank=rank, world=world)}")
    keep_full(ckpt, whole(state), rank)


def fsdp2(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    model = fill(Odd())
    fully_shard(model, mesh=init_device_mesh("cpu", (world,), mesh_dim_names=("fsdp",)))
    save(model.state_dict(), rank, world, ckpt)


for world in (3, 8):
    files(f"ranks-fsdp2-{world}", world, note="the naming of verl")(fsdp2)


@files("ranks-hsdp-2x2", 4, note="replicas: the same rows on two ranks")
def hybrid(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    model = fill(Odd())
    fully_shard(model, mesh=init_device_mesh("cpu", (2, 2), mesh_dim_names=("ddp", "fsdp")))
    save(model.state_dict(), rank, world, ckpt)


@files("ranks-grid-2x2", 4, note="DTensors on a 2-D mesh")
def grid(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("a", "b"))
    choices = [Replicate(), Shard(0), Shard(1)]
    state = {
        f"p{at}{and_at}": distribute_tensor(values(5, 7, seed=at * 3 + and_at), mesh, [first, second])
        for at, first in enumerate(choices)
        for and_at, second in enumerate(choices)
    }
    save(state, rank, world, ckpt)


@files("ranks-grid-2x2x2", 8, note="DTensors on a 3-D mesh")
def cube(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (2, 2, 2), mesh_dim_names=("a", "b", "c"))
    state = {
        "abc": distribute_tensor(values(5, 7, 3), mesh, [Shard(0), Shard(1), Shard(2)]),
        "same": distribute_tensor(values(11, 2, seed=1), mesh, [Shard(0), Shard(0), Shard(0)]),
        "some": distribute_tensor(values(3, 5, seed=2), mesh, [Replicate(), Shard(1), Replicate()]),
    }
    save(state, rank, world, ckpt)


@files("ranks-tp-3", 3, note="tensor parallel, uneven")
def tensor_parallel(rank, world, ckpt):
    from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, parallelize_module

    model = fill(Block(hidden=26))
    mesh = init_device_mesh("cpu", (world,), mesh_dim_names=("tp",))
    parallelize_module(model, mesh, {"up": ColwiseParallel(), "gate": ColwiseParallel(), "down": RowwiseParallel()})
    save(model.state_dict(), rank, world, ckpt)


@files("ranks-tp-fsdp2-2x2", 4, note="_StridedShard in rank files: right, or refused by name")
def strided(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard
    from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, parallelize_module

    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("dp", "tp"))
    model = fill(Block())
    parallelize_module(model, mesh["tp"], {"up": ColwiseParallel(), "gate": ColwiseParallel(), "down": RowwiseParallel()})
    fully_shard(model, mesh=mesh["dp"])
    save(model.state_dict(), rank, world, ckpt)


@files("ranks-optim-2", 2, note="model and optimizer of each rank in one file, nested")
def with_optimizer(rank, world, ckpt):
    from torch.distributed.checkpoint.state_dict import get_state_dict
    from torch.distributed.fsdp import fully_shard

    model = fill(Block())
    fully_shard(model, mesh=init_device_mesh("cpu", (world,)))
    own, optimizer = get_state_dict(model, stepped(model))
    save({"model": own, "optimizer": optimizer, "epoch": 3}, rank, world, ckpt, "checkpoint_rank_{rank}.pt")


@files("ranks-dtypes-2", 2, note="DTensors of bfloat16, float64, integers")
def dtypes(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    names = ("bfloat16", "float16", "float64", "int64", "uint8")
    state = {
        name: distribute_tensor(values(5, 3, seed=at, dtype=getattr(torch, name)), mesh, [Shard(0)])
        for at, name in enumerate(names)
    }
    save(state, rank, world, ckpt, "state.rank_{rank}.pth")


@files("ranks-partial-2", 2, note="Partial: a sum that nobody made", wrong="Partial placements are to be refused by name")
def partial(rank, world, ckpt):
    from torch.distributed.tensor import Partial

    mesh = init_device_mesh("cpu", (world,))
    state = {"sum": DTensor.from_local(values(3, seed=rank), mesh, [Partial()], run_check=False), "w": values(2)}
    save(state, rank, world, ckpt)


@files("ranks-buffers-differ-2", 2, note="a plain tensor that differs by rank", wrong="which rank is right, no file says")
def buffers_differ(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    save({"w": distribute_tensor(values(4, 2), mesh, [Shard(0)]), "seen": torch.tensor(rank)}, rank, world, ckpt)


def fsdp1(ranks, name, wrap=True):
    def write(rank, world, ckpt):
        from torch.distributed.fsdp import FullyShardedDataParallel, StateDictType
        from torch.distributed.fsdp.wrap import ModuleWrapPolicy

        options = {"auto_wrap_policy": ModuleWrapPolicy({nn.Linear})} if wrap else {}
        model = FullyShardedDataParallel(fill(Odd()), use_orig_params=True, device_id=torch.device("cpu"), **options)
        with FullyShardedDataParallel.state_dict_type(model, StateDictType.SHARDED_STATE_DICT):
            torch.save(model.state_dict(), f"{ckpt}/{name.format(rank=rank, world=world)}")
        with FullyShardedDataParallel.state_dict_type(model, StateDictType.FULL_STATE_DICT):
            keep_full(ckpt, model.state_dict(), rank)

    return write


files("ranks-sharded-tensor-3", 3, note="ShardedTensor of FSDP1")(fsdp1(3, "model.rank_{rank}.pth"))
files("ranks-accelerate-2", 2, note="accelerate without DCP: pytorch_model_fsdp_rankR.bin")(
    fsdp1(2, "pytorch_model_fsdp_rank{rank}.bin", wrap=False)
)
