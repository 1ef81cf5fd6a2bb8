"""Folders of trainers around DCP: accelerate, Lightning, Megatron-core; with their own save and merge functions."""

import os
import tempfile
import types

import torch
import torch.distributed as dist
import torch.nn as nn

from common import alone, case, dcp_merge, values
from models import Block, Odd, fill, stepped


def wrapped(unit=nn.Linear):
    from torch.distributed.fsdp import FullyShardedDataParallel
    from torch.distributed.fsdp.wrap import ModuleWrapPolicy

    return FullyShardedDataParallel(
        fill(Odd()), use_orig_params=True, device_id=torch.device("cpu"), auto_wrap_policy=ModuleWrapPolicy({unit})
    )


def accelerate(version, nested=False):
    def write(rank, world, ckpt):
        from accelerate.state import PartialState
        from accelerate.utils.fsdp_utils import save_fsdp_model, save_fsdp_optimizer
        from torch.distributed.device_mesh import init_device_mesh
        from torch.distributed.fsdp import ShardedOptimStateDictConfig, ShardedStateDictConfig, fully_shard
        from torch.distributed.fsdp.fully_sharded_data_parallel import StateDictType

        PartialState(cpu=True)
        folder = f"{ckpt}/checkpoint-10" if nested else ckpt
        os.makedirs(folder, exist_ok=True)
        dist.barrier()
        accelerator = types.SimpleNamespace(
            process_index=rank, num_processes=world, wait_for_everyone=dist.barrier, is_main_process=rank == 0
        )
        if version == 1:
            model = wrapped()
            configs = {
                "state_dict_config": ShardedStateDictConfig(),
                "optim_state_dict_config": ShardedOptimStateDictConfig(),
            }
        else:
            model = fill(Block())
            fully_shard(model, mesh=init_device_mesh("cpu", (world,)))
            plain = types.SimpleNamespace(offload_to_cpu=False, rank0_only=False)
            configs = {"state_dict_config": plain, "optim_state_dict_config": plain}
        plugin = types.SimpleNamespace(
            fsdp_version=version, state_dict_type=StateDictType.SHARDED_STATE_DICT, **configs
        )
        optimizer = stepped(model)
        save_fsdp_model(plugin, accelerator, model, folder)
        save_fsdp_optimizer(plugin, accelerator, optimizer, model, folder)
        torch.save({"numpy": None, "step": rank}, f"{folder}/random_states_{rank}.pkl")
        if rank == 0:
            torch.save({"last_epoch": 1}, f"{folder}/scheduler.bin")

    return write


def merge_accelerate(nested=False):
    def merge(ckpt):
        from accelerate.state import PartialState
        from accelerate.utils.fsdp_utils import _distributed_checkpoint_to_merged_weights
        from safetensors.torch import load_file

        PartialState(cpu=True)
        folder = f"{ckpt}/checkpoint-10" if nested else ckpt
        with tempfile.TemporaryDirectory() as scratch:
            _distributed_checkpoint_to_merged_weights(f"{folder}/pytorch_model_fsdp_0", scratch, True)
            return load_file(f"{scratch}/model.safetensors")

    return merge


for name, ranks, version, nested in (
    ("accelerate1-3", 3, 1, False),
    ("accelerate2-3", 3, 2, False),
    ("accelerate2-trainer-2", 2, 2, True),
):
    case(
        name,
        ranks,
        layout="accelerate-fsdp",
        tool="accelerate merge-weights",
        merge=merge_accelerate(nested),
        note="as the Trainer nests it" if nested else f"FSDP{version}",
    )(accelerate(version, nested))


def strategy_of(package, rank):
    strategies = __import__(f"lightning.{package}.strategies", fromlist=["FSDPStrategy"])

    class OnCpu(strategies.FSDPStrategy):
        """The strategy refuses the CPU only while it sets up."""

        global_rank = property(lambda self: rank)

        def broadcast(self, obj, src=0):
            return obj

    return OnCpu(state_dict_type="sharded")


def merge_lightning(folder, trainer):
    def merge(ckpt):
        from pathlib import Path

        from lightning.fabric.utilities.load import _load_distributed_checkpoint
        from lightning.pytorch.utilities.consolidate_checkpoint import _format_checkpoint

        loaded = _load_distributed_checkpoint(Path(ckpt) / folder)
        return _format_checkpoint(loaded) if trainer else loaded

    return merge


@case(
    "lightning-trainer-3",
    3,
    layout="lightning-fsdp",
    tool="lightning.pytorch.utilities.consolidate_checkpoint",
    merge=merge_lightning("epoch=1-step=5.ckpt", True),
)
def trainer(rank, world, ckpt):
    from torch.distributed.fsdp import FullyShardedDataParallel, StateDictType

    model = wrapped()
    optimizer = stepped(model)
    with FullyShardedDataParallel.state_dict_type(model, StateDictType.SHARDED_STATE_DICT):
        weights, moments = model.state_dict(), FullyShardedDataParallel.optim_state_dict(model, optimizer)
    state = {
        "epoch": 1,
        "global_step": 5,
        "pytorch-lightning_version": "2.6.6",
        "state_dict": weights,
        "loops": {},
        "callbacks": {"EarlyStopping": {"wait": 1, "best": torch.tensor(0.5)}},
        "optimizer_states": [moments],
        "lr_schedulers": [],
        "hparams_name": "kwargs",
        "hyper_parameters": {"lr": 0.01, "layers": [1, 2]},
    }
    strategy_of("pytorch", rank).save_checkpoint(state, f"{ckpt}/epoch=1-step=5.ckpt")


@case(
    "lightning-fabric-3",
    3,
    layout="lightning-fabric-fsdp",
    tool="fabric consolidate",
    merge=merge_lightning("state", False),
)
def fabric(rank, world, ckpt):
    model = wrapped()
    state = {"net": model, "opt": stepped(model), "iteration": 3, "config": {"a": [1, 2]}}
    strategy_of("fabric", rank).save_checkpoint(f"{ckpt}/state", state)


# Megatron-core


def megatron(name, ranks, *, folder="", **options):
    def register(build):
        def write(rank, world, ckpt):
            # megatron-core calls both without asking whether CUDA is there.
            torch.cuda.synchronize = lambda *_, **__: None
            torch.cuda.current_device = lambda: torch.device("cpu")
            from megatron.core import dist_checkpointing

            target = os.path.join(ckpt, folder)
            os.makedirs(target, exist_ok=True)
            dist.barrier()
            dist_checkpointing.save(build(rank, world), target)

        return case(
            name,
            ranks,
            layout="megatron-torch_dist",
            tool="dcp_to_torch_save",
            merge=lambda ckpt: dcp_merge(os.path.join(ckpt, folder)),
            **options,
        )(write if ranks > 1 else alone(write))

    return register


def tensor(name, local, *offsets, **options):
    from megatron.core.dist_checkpointing import ShardedTensor

    return ShardedTensor.from_rank_offsets(name, local, *offsets, **options)


def parallel_state(rank, world):
    from megatron.core.dist_checkpointing import ShardedObject

    whole, wide = values(4 * world, 6), values(4, 6 * world, seed=1)
    return {
        "model": {
            "rows": tensor("decoder.fc1.weight", whole[4 * rank : 4 * rank + 4].clone(), (0, rank, world)),
            "columns": tensor("decoder.fc2.weight", wide[:, 6 * rank : 6 * rank + 6].clone(), (1, rank, world)),
            "norm": tensor("decoder.norm.weight", values(6, seed=2), replica_id=rank),
            "extra": ShardedObject("decoder.fc1._extra_state", {"rank": rank}, (world,), (rank,)),
        },
        "iteration": 3,
        "args": {"hidden": 6},
    }


megatron("megatron-tp-3", 3, note="rows, columns, a replicated norm, objects per rank")(parallel_state)
megatron("megatron-tp-1", 1, note="one process")(parallel_state)
megatron("megatron-iter-2", 2, folder="iter_0000003", note="below iter_NNNNNNN")(parallel_state)
megatron("megatron-nemo-2", 2, folder="weights", note="below weights/, as NeMo 2 lays it")(parallel_state)


@megatron("megatron-stacked-4", 4, note="layers stacked along a new axis over two stages, each split by two")
def stacked(rank, world):
    stage, part = rank // 2, rank % 2
    state = {}
    for layer in range(2):
        at = stage * 2 + layer
        whole = values(6, 5, seed=at)
        state[f"layer{layer}"] = tensor(
            "decoder.layers.mlp.weight",
            whole[3 * part : 3 * part + 3].clone(),
            (0, at, 4),
            (1, part, 2),
            prepend_axis_num=1,
        )
    return {"model": state, "iteration": 1}


@megatron("megatron-bf16-optimizer-2", 2, note="bfloat16 weights with float32 masters and moments under other names")
def with_optimizer(rank, world):
    whole = values(8, 4)
    mine = slice(4 * rank, 4 * rank + 4)
    states = {
        f"optimizer.state.{kind}.decoder.weight": values(8, 4, seed=at)[mine].clone()
        for at, kind in enumerate(("fp32_param", "exp_avg", "exp_avg_sq"))
    }
    return {
        "model": {"w": tensor("decoder.weight", whole[mine].to(torch.bfloat16), (0, rank, world))},
        "optimizer": {name: tensor(name, local, (0, rank, world)) for name, local in states.items()},
        "iteration": 2,
    }
