"""Situations around the folders of trainers: what lies beside the weights, and where the weights lie."""

import os
import shutil

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.tensor import Shard

from common import case as register
from common import dcp_merge, gathered, values
from dcp_meshes import spread
from dcp_situations import EVENTS, write_file
from models import Block, Odd, fill, stepped
from wrappers import accelerate, megatron, merge_accelerate, merge_lightning, strategy_of, tensor, wrapped


def case(name, ranks=1, **options):
    return register(f"sit-{name}", ranks, **options)


def below(folder):
    return lambda ckpt: dcp_merge(os.path.join(ckpt, folder))


# accelerate and the Trainer


def trainer_files(folder, rank):
    torch.save({"python": 1, "cpu": torch.get_rng_state()}, f"{folder}/rng_state_{rank}.pth")
    if rank == 0:
        torch.save({"last_epoch": 3}, f"{folder}/scheduler.pt")
        write_file(f"{folder}/trainer_state.json", b'{"global_step": 10}')
        write_file(f"{folder}/config.json", b'{"model_type": "llama"}')
        write_file(f"{folder}/tokenizer.json", b"{}")
        write_file(f"{folder}/runs/Jan01_host/events.out.tfevents.1.host", EVENTS)


@case("trainer-fsdp-2", 2, layout="accelerate-fsdp", tool="accelerate merge-weights", merge=merge_accelerate(True), note=(
    "checkpoint-10 of the Trainer with all its files beside"
))
def trainer(rank, world, ckpt):
    accelerate(2, True)(rank, world, ckpt)
    trainer_files(f"{ckpt}/checkpoint-10", rank)


@case("trainer-two-2", 2, merge=below("checkpoint-20/pytorch_model_fsdp_0"), inside="checkpoint-20", note=(
    "an output folder with checkpoint-10 and checkpoint-20"
))
def trainer_two(rank, world, ckpt):
    trainer(rank, world, ckpt)
    dist.barrier()
    if rank == 0:
        shutil.copytree(f"{ckpt}/checkpoint-10", f"{ckpt}/checkpoint-20")


@case("accelerate-two-models-2", 2, merge=below("pytorch_model_fsdp_1"), inside="pytorch_model_fsdp_1", note=(
    "two models and two optimizers in one folder"
))
def two_models(rank, world, ckpt):
    accelerate(2, False)(rank, world, ckpt)
    mesh = init_device_mesh("cpu", (world,))
    for at in (1,):
        state = {"model": {"head.weight": spread(mesh, [Shard(0)], 5, 2, seed=7)}}
        dcp.save(state, checkpoint_id=f"{ckpt}/pytorch_model_fsdp_{at}")
        dcp.save({"optimizer": {"state": values(3)}}, checkpoint_id=f"{ckpt}/optimizer_{at}")


@case("accelerate-merged-2", 2, layout="accelerate-fsdp", tool="accelerate merge-weights", merge=merge_accelerate(), inside=(
    "pytorch_model_fsdp_0"
), note="the merged model.safetensors beside the folders it came from")
def merged_beside(rank, world, ckpt):
    accelerate(2, False)(rank, world, ckpt)
    dist.barrier()
    if rank == 0:
        from safetensors.torch import save_file

        save_file(merge_accelerate()(ckpt), f"{ckpt}/model.safetensors")


@case("lightning-last-2", 2, layout="lightning-fsdp", tool="lightning.pytorch.utilities.consolidate_checkpoint", merge=(
    merge_lightning("checkpoints/epoch=0-step=5.ckpt", True)
), note="checkpoints/ of a run with last.ckpt as a link to the folder")
def lightning_last(rank, world, ckpt):
    from torch.distributed.fsdp import FullyShardedDataParallel, StateDictType

    model = wrapped()
    with FullyShardedDataParallel.state_dict_type(model, StateDictType.SHARDED_STATE_DICT):
        state = {
            "epoch": 0,
            "global_step": 5,
            "pytorch-lightning_version": "2.6.6",
            "state_dict": model.state_dict(),
            "loops": {},
            "callbacks": {},
            "optimizer_states": [],
            "lr_schedulers": [],
        }
        strategy_of("pytorch", rank).save_checkpoint(state, f"{ckpt}/checkpoints/epoch=0-step=5.ckpt")
    dist.barrier()
    if rank == 0:
        os.symlink("epoch=0-step=5.ckpt", f"{ckpt}/checkpoints/last.ckpt")
        write_file(f"{ckpt}/hparams.yaml", b"lr: 0.1\n")
        write_file(f"{ckpt}/events.out.tfevents.1.host", EVENTS)


# torchtune


def torchtune(asynchronous):
    def write(rank, world, ckpt):
        import logging

        logging.disable(logging.CRITICAL)
        from torch.distributed.checkpoint import FileSystemWriter, async_save, save

        mesh = init_device_mesh("cpu", (world,))
        state = {
            "model": {f"layers.{at}.w": spread(mesh, [Shard(0)], 5, 3, seed=at) for at in range(3)},
            "optimizer": {"state": {"layers.0.w": {"step": torch.tensor(2.0)}}, "param_groups": [{"lr": 0.1}]},
            "seed": 1,
            "epochs_run": 1,
        }
        # As its DistributedCheckpointer calls it.
        folder = f"{ckpt}/dist_epoch_1"
        if asynchronous:
            writer = FileSystemWriter(folder, thread_count=16, single_file_per_rank=False, sync_files=False)
            async_save(state, storage_writer=writer).result()
        else:
            writer = FileSystemWriter(folder, single_file_per_rank=False, sync_files=False)
            save(state, storage_writer=writer)

    return write


for kind in (False, True):
    case(f"torchtune{'-async' if kind else ''}-2", 2, merge=below("dist_epoch_1"), note="dist_epoch_N below an output folder")(
        torchtune(kind)
    )


# Megatron-core


def megatron_case(name, ranks, **options):
    return megatron(f"sit-{name}", ranks, **options)


@megatron_case("megatron-common-2", 2, note="common.pt has tensors: of the run, and what nobody split")
def common_tensors(rank, world):
    whole = values(8, 4)
    return {
        "model": {"w": tensor("decoder.weight", whole[4 * rank : 4 * rank + 4].clone(), (0, rank, world))},
        "rng_state": {"cpu": torch.arange(8, dtype=torch.uint8)},
        "opt_param_scheduler": {"max_lr": 0.1},
        "plain": values(3, seed=4),
        "iteration": 2,
    }


@megatron_case("megatron-world3-uneven", 3, note="three ranks, pieces in a regular grid of two dimensions")
def grid(rank, world):
    whole = values(6, 9, seed=2)
    return {
        "model": {
            "w": tensor("decoder.weight", whole[:, 3 * rank : 3 * rank + 3].clone(), (1, rank, world)),
            "only0": tensor("embedding.weight", values(5, 2), replica_id=rank),
        },
        "iteration": 2,
    }


@megatron_case("megatron-objects-2", 2, note="objects of every rank, lists of them, and a grid of objects")
def objects(rank, world):
    from megatron.core.dist_checkpointing import ShardedObject

    return {
        "rng": ShardedObject("rng_state", [{"cpu": torch.arange(4), "rank": rank}], (world,), (rank,)),
        "grid": ShardedObject("grid_state", {"at": rank}, (1, world), (0, rank)),
        "same": ShardedObject("same_state", {"epoch": 2}, (1,), (0,), replica_id=rank),
        "model": {"w": tensor("decoder.weight", values(3), replica_id=rank)},
        "iteration": 1,
    }


@megatron_case("megatron-latest-2", 2, folder="iter_0000002", note="latest_checkpointed_iteration.txt beside the iterations")
def latest(rank, world):
    return {"model": {"w": tensor("decoder.weight", values(3), replica_id=rank)}, "iteration": 2}


# Rank files


@register("sit-ranks-five", 5, layout="rank-files", tool="full_tensor()", merge=gathered, note=(
    "five ranks, most of them without rows, optimizer and extra files beside"
))
def five(rank, world, ckpt):
    from rank_files import save
    from torch.distributed.fsdp import fully_shard

    model = fill(Odd())
    fully_shard(model, mesh=init_device_mesh("cpu", (world,)))
    save(model.state_dict(), rank, world, ckpt)
    torch.save({"lr": 0.1, "rank": rank}, f"{ckpt}/extra_state_world_size_{world}_rank_{rank}.pt")
    if rank == 0:
        write_file(f"{ckpt}/fsdp_config.json", b'{"FSDP_version": 2, "world_size": 5}')
        write_file(f"{ckpt}/huggingface/config.json", b'{"model_type": "qwen2"}')
        write_file(f"{ckpt}/huggingface/tokenizer.json", b"{}")
