"""Situations around HuggingFaceStorageWriter: ranks without a file, meshes, mappings, consolidation in every way."""

import glob
import os
import shutil

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.tensor import Replicate, Shard

from common import alone, keep_full, values
from common import case as register
from dcp_safetensors import READER, merge, save, spread

LAYOUT = "dcp-safetensors"


def case(name, ranks=1, **options):
    given = {"layout": LAYOUT, "tool": READER, "merge": merge, **options}
    return register(f"sit-hf-{name}", ranks, **given)


def of_index(ckpt):
    """What transformers and safetensors read: the whole files that are directly in the folder."""
    from safetensors.torch import load_file

    found = {}
    for path in sorted(glob.glob(f"{ckpt}/*.safetensors")):
        found.update(load_file(path))
    return found


@case("world5", 5, note="five ranks, tensors with fewer rows than ranks")
def world5(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    state = {f"w{size}": spread(mesh, [Shard(0)], size, 3, seed=size) for size in (1, 3, 5, 6, 13)}
    save(state, ckpt, save_distributed=True)


@case("world1", 1, note="save_distributed of one process")
@alone
def world1(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (1,))
    save({"w": spread(mesh, [Shard(0)], 5, 3), "plain": values(3)}, ckpt, save_distributed=True)


@case("rank-without-file-3", 3, note="rank 1 has nothing to write: a number is missing", wrong=(
    "sound, and nothing in the files says so: a lost rank looks the same"
))
def idle_rank(rank, world, ckpt):
    state = {} if rank == 1 else {f"stage{rank}.w": values(rank + 2, 3, seed=rank)}
    save(state, ckpt, save_distributed=True)


@case("idle-middle-5", 5, note="tensors over four of five ranks by a mesh of their own: rank 2 writes nothing")
def idle_middle(rank, world, ckpt):
    from torch.distributed.device_mesh import DeviceMesh

    group = dist.new_group([0, 1, 3, 4])
    state = {}
    if rank != 2:
        mesh = DeviceMesh.from_group(group, "cpu")
        state = {"w": spread(mesh, [Shard(0)], 9, 2), "few": spread(mesh, [Shard(0)], 2, 2, seed=1)}
    save(state, ckpt, save_distributed=True)


@case("hsdp-2x2", 4, note="replicas of two: half of the ranks may have nothing left to write")
def hybrid(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("replicate", "shard"))
    state = {f"w{at}": spread(mesh, [Replicate(), Shard(0)], 3 + at, 2, seed=at) for at in range(3)}
    save(state, ckpt, save_distributed=True)


@case("strided-2x2", 4, note="FSDP2 and tensor parallel: _StridedShard in safetensors")
def strided(rank, world, ckpt):
    from models import Block, fill
    from torch.distributed.fsdp import fully_shard
    from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, parallelize_module

    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("dp", "tp"))
    model = fill(Block())
    parallelize_module(
        model, mesh["tp"], {"up": ColwiseParallel(), "gate": ColwiseParallel(), "down": RowwiseParallel()}
    )
    fully_shard(model, mesh=mesh["dp"])
    save(model.state_dict(), ckpt, save_distributed=True)


@case("threads-2", 2, note="three threads, five files, more numbers than names")
def threads(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    state = {f"w{at}": spread(mesh, [Shard(at % 2)], 4 + at, 5, seed=at) for at in range(5)}
    files = {name: at + 1 for at, name in enumerate(state)}
    save(state, ckpt, save_distributed=True, fqn_to_index_mapping=files, thread_count=3)


@case("sparse-numbers-2", 2, note="files numbered 1 and 4 of 4: numbers between them are never written", wrong=(
    "sound, and nothing in the files says so: lost files look the same"
))
def sparse_numbers(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    state = {"a": spread(mesh, [Shard(0)], 5, 2), "b": spread(mesh, [Shard(0)], 4, 3, seed=1)}
    save(state, ckpt, save_distributed=True, fqn_to_index_mapping={"a": 1, "b": 4})


@case("plain-only-3", 3, note="plain tensors alone: each in the file of one rank")
def plain_only(rank, world, ckpt):
    save({f"w{at}": values(at + 1, 2, seed=at) for at in range(5)}, ckpt, save_distributed=True)


@case("consolidated-bf16-2", 2, note="consolidation of bfloat16 and float16, rows and columns, two files", merge=of_index)
def consolidated(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    state = {
        "rows": spread(mesh, [Shard(0)], 5, 4, dtype=torch.bfloat16),
        "columns": spread(mesh, [Shard(1)], 4, 5, seed=1, dtype=torch.float16),
        "whole": spread(mesh, [Replicate()], 3, seed=2),
        "few": spread(mesh, [Shard(0)], 1, 3, seed=3),
    }
    files = {name: at % 2 + 1 for at, name in enumerate(state)}
    save(
        state,
        ckpt,
        save_distributed=True,
        enable_consolidation=True,
        fqn_to_index_mapping=files,
        thread_count_consolidation=2,
    )


@case("titan-2", 2, note="torchtitan: sharded/ and whole files that each rank consolidates, and no index", merge=of_index)
def titan(rank, world, ckpt):
    from torch.distributed.checkpoint._consolidate_hf_safetensors import consolidate_safetensors_files_on_every_rank

    mesh = init_device_mesh("cpu", (world,))
    state = {f"w{at}": spread(mesh, [Shard(0)], 4 + at, 3, seed=at) for at in range(3)}
    files = {name: at + 1 for at, name in enumerate(state)}
    folder = f"{ckpt}/step-10"
    save(state, f"{folder}/sharded", save_distributed=True, fqn_to_index_mapping=files)
    consolidate_safetensors_files_on_every_rank(f"{folder}/sharded", folder, files)
    dist.barrier()
    if rank == 0:
        for path in glob.glob(f"{folder}/*"):
            shutil.move(path, ckpt)
        os.rmdir(folder)


@case("float8-2", 2, note="float8 beside its scales, as they are stored", merge=of_index)
def float8(rank, world, ckpt):
    if rank == 0:
        state = {
            "w": values(4, 6).to(torch.float8_e4m3fn),
            "w_scale_inv": values(1, 1, seed=2),
            "v": values(3, 3, seed=1).to(torch.float8_e5m2),
        }
        dcp.save(state, storage_writer=dcp.HuggingFaceStorageWriter(ckpt), no_dist=True)


@case("one-file-2", 2, note="rank 0 has all: one file and its index", merge=of_index)
def one_file(rank, world, ckpt):
    state = {"a": values(4, 2), "b": {"c": values(3, seed=1)}} if rank == 0 else {}
    dcp.save(state, storage_writer=dcp.HuggingFaceStorageWriter(ckpt))


@case("async-2", 2, note="async_save of shards")
def asynchronous(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    writer = dcp.HuggingFaceStorageWriter(ckpt, save_distributed=True)
    dcp.async_save({"w": spread(mesh, [Shard(0)], 7, 3)}, storage_writer=writer).result()


@case("over-bigger-3", 3, note="three ranks, then two into the same folder: the file of a third is left", wrong=(
    "a file of the older save stands beside those of the newer: the reader joins both"
))
def over_bigger(rank, world, ckpt):
    from torch.distributed.device_mesh import DeviceMesh

    mesh = init_device_mesh("cpu", (world,))
    save({"w": spread(mesh, [Shard(0)], 9, 2)}, ckpt, save_distributed=True)
    group = dist.new_group([0, 1])
    if rank < 2:
        state = {"w": spread(DeviceMesh.from_group(group, "cpu"), [Shard(0)], 7, 2, seed=3)}
        writer = dcp.HuggingFaceStorageWriter(ckpt, save_distributed=True)
        dcp.save(state, storage_writer=writer, process_group=group)
        keep_full(ckpt, {"w": state["w"].full_tensor()}, rank)


@case("three-dims-3", 3, note="three dimensions, split in the middle, sizes that do not divide")
def three_dims(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    state = {
        "middle": spread(mesh, [Shard(1)], 2, 7, 3),
        "last": spread(mesh, [Shard(2)], 2, 3, 4, seed=1),
        "thin": spread(mesh, [Shard(1)], 3, 2, 2, seed=2),
    }
    save(state, ckpt, save_distributed=True)


@case("names-2", 2, note="names with dots, slashes, spaces and letters of other scripts")
def names(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    odd = ("a/b", "a b", "ключ", "模型.重み", 'quo"te', "back\\slash", "line\nend", "🙂", "__proto__")
    save({name: spread(mesh, [Shard(0)], 3, 2, seed=at) for at, name in enumerate(odd)}, ckpt, save_distributed=True)
