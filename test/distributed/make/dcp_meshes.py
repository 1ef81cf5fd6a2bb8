"""torch.distributed.checkpoint, several processes: DTensors on meshes of every form, and plain tensors beside them."""

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.tensor import DTensor, Replicate, Shard, distribute_tensor

from common import case, keep_full, values


def mesh_of(*sizes, names=None):
    return init_device_mesh("cpu", sizes, mesh_dim_names=names)


def spread(mesh, placements, *shape, seed=0, dtype=torch.float32):
    return distribute_tensor(values(*shape, seed=seed, dtype=dtype), mesh, placements)


def whole(value):
    return value.full_tensor() if isinstance(value, DTensor) else value


LINE = "1-D mesh: every dimension, sizes below, at, and just over the world"


def line(rank, world, ckpt):
    mesh = mesh_of(world)
    state = {}
    for at, size in enumerate((1, 2, world - 1, world, world + 1, 2 * world + 1, 3 * world)):
        state[f"rows{size}.{at}"] = spread(mesh, [Shard(0)], size, 3, seed=at)
        state[f"columns{size}.{at}"] = spread(mesh, [Shard(1)], 2, size, seed=at + 20)
        state[f"vector{size}.{at}"] = spread(mesh, [Shard(0)], size, seed=at + 40)
    state["last"] = spread(mesh, [Shard(-1)], 2, 3, 5, seed=60)
    state["middle"] = spread(mesh, [Shard(1)], 2, 5, 3, seed=61)
    state["scalar"] = spread(mesh, [Replicate()], seed=62)
    state["empty"] = spread(mesh, [Shard(0)], 0, 2, seed=63)
    state["empty_inside"] = spread(mesh, [Shard(0)], 5, 0, seed=64)
    state["plain"] = values(4, seed=65)
    state["epoch"] = 3
    dcp.save(state, checkpoint_id=ckpt)


for world in (2, 3, 5, 8):
    case(f"dcp{world}-line", world, note=LINE)(line)


def dtypes(rank, world, ckpt):
    mesh = mesh_of(world)
    names = (
        *("float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool", "complex64"),
        *("float8_e4m3fn", "float8_e5m2"),
    )
    state = {}
    for at, name in enumerate(names):
        local = values(2 if rank == 0 else 1, 3, seed=at + rank, dtype=getattr(torch, name))
        state[name] = DTensor.from_local(
            local, mesh, [Shard(0)], run_check=False, shape=torch.Size([world + 1, 3]), stride=(3, 1)
        )
    dcp.save(state, checkpoint_id=ckpt)


case("dcp2-dtypes", 2, note="DTensors of every dtype, made of what each rank has")(dtypes)


def grid(*sizes):
    def write(rank, world, ckpt):
        mesh = mesh_of(*sizes, names=tuple("abc"[: len(sizes)]))
        choices = [Replicate(), Shard(0), Shard(1)]
        state = {}

        def every(chosen, at):
            if len(chosen) == len(sizes):
                text = "".join("r" if isinstance(each, Replicate) else str(each.dim) for each in chosen)
                state[f"p{text}"] = spread(mesh, chosen, 7, 9, seed=len(state))
                return
            for each in choices:
                every([*chosen, each], at + 1)

        every([], 0)
        dcp.save({"model": state}, checkpoint_id=ckpt)

    return write


case("dcp4-grid-2x2", 4, note="2-D mesh: every pair of placements")(grid(2, 2))
case("dcp6-grid-3x2", 6, note="2-D mesh with sides 3 and 2")(grid(3, 2))
case("dcp8-grid-2x4", 8, note="2-D mesh with sides 2 and 4")(grid(2, 4))
case("dcp8-grid-2x2x2", 8, note="3-D mesh: every triple of placements")(grid(2, 2, 2))


@case("dcp4-strided", 4, note="_StridedShard given by hand: the right dimension splits first")
def strided(rank, world, ckpt):
    from torch.distributed.tensor.placement_types import _StridedShard

    mesh = mesh_of(2, 2, names=("dp", "tp"))
    whole = values(12, 4, seed=3)
    # Split by tp first, then each half by dp.
    half = whole.chunk(2)[mesh.get_local_rank("tp")]
    local = half.chunk(2)[mesh.get_local_rank("dp")].clone()
    state = {
        "w": DTensor.from_local(
            local, mesh, [_StridedShard(0, split_factor=2), Shard(0)], run_check=False, shape=whole.shape, stride=(4, 1)
        )
    }
    dcp.save(state, checkpoint_id=ckpt)


def submesh(rank, world, ckpt):
    whole = mesh_of(2, 2, names=("pp", "tp"))
    state = {
        f"stage{rank // 2}.w": spread(whole["tp"], [Shard(0)], 5, 2, seed=rank // 2),
        f"stage{rank // 2}.n": rank // 2,
        "shared": values(3, seed=9),
    }
    dcp.save(state, checkpoint_id=ckpt)


case("dcp4-stages", 4, note="pipeline stages: each half of the ranks has names of its own, on a mesh of its own")(submesh)


@case("dcp3-own-names", 3, note="every rank saves other names, one of them nothing")
def own_names(rank, world, ckpt):
    state = {} if rank == 1 else {f"rank{rank}": {"w": values(rank + 2, seed=rank), "who": rank}}
    dcp.save(state, checkpoint_id=ckpt)


@case("dcp2-plain-differs", 2, note="a plain tensor that differs by rank: one rank's is kept, which one is the planner's choice")
def plain_differs(rank, world, ckpt):
    dcp.save({"w": values(4, seed=rank), "n": rank, "same": values(2)}, checkpoint_id=ckpt)


@case("dcp2-lists", 2, note="DTensors inside lists and dicts of lists")
def in_lists(rank, world, ckpt):
    mesh = mesh_of(world)
    state = {
        "layers": [spread(mesh, [Shard(0)], 5, 2, seed=1), {"w": spread(mesh, [Shard(1)], 2, 5, seed=2)}, 3, values(2)],
        "groups": {"0": [spread(mesh, [Replicate()], 3, seed=3), "text"]},
    }
    dcp.save(state, checkpoint_id=ckpt)


@case("dcp2-in-tuple", 2, note="a DTensor inside a tuple", wrong="one rank's part in a pickle: the others were lost while saving")
def in_tuple(rank, world, ckpt):
    mesh = mesh_of(world)
    dcp.save({"pair": (spread(mesh, [Shard(0)], 4, 2), 1), "w": values(2)}, checkpoint_id=ckpt)


@case("dcp2-over-three", 2, note="saved by three ranks, then by two into one folder: a file is left over")
def over_three(rank, world, ckpt):
    # Two ranks cannot make a world of three: what the third left is imitated by a copy under its name.
    import shutil

    mesh = mesh_of(world)
    dcp.save({"w": spread(mesh, [Shard(0)], 9, 2, seed=1), "old": values(5)}, checkpoint_id=ckpt)
    if rank == 0:
        shutil.copy(f"{ckpt}/__1_0.distcp", f"{ckpt}/__2_0.distcp")
    dist.barrier()
    dcp.save({"w": spread(mesh, [Shard(0)], 7, 2, seed=2), "n": 1}, checkpoint_id=ckpt)


def layout(**writer):
    def write(rank, world, ckpt):
        mesh = mesh_of(world)
        state = {f"w{at}": spread(mesh, [Shard(at % 2)], 5 + at, 4 + at, seed=at) for at in range(5)}
        extensions = {}
        if writer.get("zstd"):
            from torch.distributed.checkpoint._extension import ZStandard

            extensions["_extensions"] = [ZStandard()]
        options = {key: value for key, value in writer.items() if key != "zstd"}
        dcp.save(
            {"model": state, "step": 4, "rng": {"state": values(8, dtype=torch.uint8)}},
            storage_writer=dcp.FileSystemWriter(ckpt, **options, **extensions),
        )

    return write


case("dcp2-threads", 2, note="two ranks with three threads")(layout(thread_count=3))
case("dcp3-file-per-item", 3, note="three ranks, one file per item")(layout(single_file_per_rank=False))
case("dcp3-zstd", 3, note="three ranks, zstd")(layout(zstd=True))
case("dcp2-zstd-threads", 2, note="two ranks, two threads, zstd")(layout(zstd=True, thread_count=2))


@case("dcp2-async", 2, note="async_save of two ranks")
def asynchronous(rank, world, ckpt):
    mesh = mesh_of(world)
    dcp.async_save({"w": spread(mesh, [Shard(0)], 7, 3), "step": 5}, checkpoint_id=ckpt).result()


@case("dcp2-no-dedup", 2, note="replicated tensors kept by one rank, the other has only its shards")
def save_to_lowest(rank, world, ckpt):
    mesh = mesh_of(world)
    state = {"rep": spread(mesh, [Replicate()], 5, 5), "w": spread(mesh, [Shard(0)], 5, 5, seed=1)}
    planner = dcp.DefaultSavePlanner(dedup_save_to_lowest_rank=True)
    dcp.save(state, checkpoint_id=ckpt, planner=planner)


RANK_LOCAL = "one rank's metadata is read alone: rows of the others are uninitialised"


def rank_local(rank, world, ckpt):
    mesh = mesh_of(world)
    state = {"w": spread(mesh, [Shard(0)], 7, 2), "same": 5, "rep": spread(mesh, [Replicate()], 3, seed=1)}
    dcp.save(state, checkpoint_id=ckpt, use_collectives=False)
    keep_full(ckpt, {name: whole(value) for name, value in state.items()}, rank)


for world in (3, 4):
    case(f"dcp{world}-rank-local", world, layout="dcp-rank-local", note="use_collectives=False", wrong=RANK_LOCAL)(
        rank_local
    )


@case("dcp4-rank-local-grid", 4, layout="dcp-rank-local", note="use_collectives=False on a 2-D mesh", wrong=RANK_LOCAL)
def rank_local_grid(rank, world, ckpt):
    mesh = mesh_of(2, 2, names=("a", "b"))
    state = {"w": spread(mesh, [Shard(0), Shard(1)], 5, 7), "half": spread(mesh, [Replicate(), Shard(0)], 5, seed=1)}
    dcp.save(state, checkpoint_id=ckpt, use_collectives=False)
    keep_full(ckpt, {name: whole(value) for name, value in state.items()}, rank)


@case("dcp4-sharded-tensor", 4, note="ShardedTensor of torch.distributed._shard, two shards on one rank, one rank without")
def sharded_tensor(rank, world, ckpt):
    from torch.distributed._shard.sharded_tensor import init_from_local_shards
    from torch.distributed._shard.sharded_tensor.shard import Shard as Local

    cuts = [(0, 2, 0), (2, 3, 1), (5, 1, 0), (6, 4, 3)]
    shards = [
        Local.from_tensor_and_offsets(values(10, 3)[start : start + rows].clone(), [start, 0], owner)
        for start, rows, owner in cuts
        if owner == rank
    ]
    dcp.save({"table": init_from_local_shards(shards, 10, 3), "n": 1}, checkpoint_id=ckpt)


@case("dcp2-many", 2, note="two hundred sharded tensors")
def many(rank, world, ckpt):
    mesh = mesh_of(world)
    state = {f"layers.{at}.w": spread(mesh, [Shard(0)], at % 6 + 1, 3, seed=at) for at in range(200)}
    dcp.save({"model": state}, checkpoint_id=ckpt)


@case("dcp4-larger", 4, note="a megabyte over four ranks, rows and columns")
def larger(rank, world, ckpt):
    mesh = mesh_of(world)
    state = {
        "rows": spread(mesh, [Shard(0)], 511, 257),
        "columns": spread(mesh, [Shard(1)], 129, 510, seed=1),
        "half": spread(mesh, [Shard(0)], 333, 100, seed=2, dtype=torch.bfloat16),
    }
    dcp.save(state, checkpoint_id=ckpt)
