"""Whole trainers on CPU and gloo, by their own save functions: accelerate, transformers, Lightning; with FSDP and DeepSpeed."""

import glob
import os
import tempfile

import torch
import torch.distributed as dist
import torch.nn as nn

from common import case, dcp_merge, gathered, keep_full, values
from models import Block, fill

BATCH = {"type": "AdamW", "params": {"lr": 1e-2, "torch_adam": True}}


def register(name, ranks, **options):
    return case(f"run-{name}", ranks, **options)


def whole_by_name(model):
    """What the engine of DeepSpeed says that its float32 weights are."""
    from deepspeed.utils import safe_get_full_fp32_param

    return {name: safe_get_full_fp32_param(param).clone() for name, param in model.named_parameters()}


def zero_merge(folder=""):
    def merge(ckpt):
        from deepspeed.utils.zero_to_fp32 import get_fp32_state_dict_from_zero_checkpoint

        (found,) = glob.glob(os.path.join(ckpt, folder))
        return dict(get_fp32_state_dict_from_zero_checkpoint(found))

    return merge


# accelerate


def with_fsdp(plugin=None):
    """accelerate takes FSDP for GPUs alone, and trains on the CPU without it and without a word."""
    from accelerate.state import AcceleratorState
    from accelerate.utils import DistributedType

    original = AcceleratorState.__init__

    def started(self, *positional, **named):
        original(self, *positional, **named)
        known = plugin or named.get("fsdp_plugin")
        if known is not None:
            self._shared_state.update(distributed_type=DistributedType.FSDP, fsdp_plugin=known)

    AcceleratorState.__init__ = started


def accelerator_of(plugin=None, deepspeed=None):
    from accelerate import Accelerator

    if deepspeed is not None:
        return Accelerator(deepspeed_plugin=deepspeed, mixed_precision="bf16")
    os.environ["ACCELERATE_USE_CPU"] = "true"
    with_fsdp(plugin)
    return Accelerator(cpu=True, fsdp_plugin=plugin)


def accelerate_fsdp(version, kind, name="", **options):
    full = kind == "FULL_STATE_DICT"

    def merge(ckpt):
        if full:
            return gathered(ckpt)
        from accelerate.utils.fsdp_utils import _distributed_checkpoint_to_merged_weights
        from safetensors.torch import load_file

        from accelerate.state import PartialState

        PartialState(cpu=True)
        with tempfile.TemporaryDirectory() as scratch:
            _distributed_checkpoint_to_merged_weights(f"{ckpt}/pytorch_model_fsdp_0", scratch, True)
            return load_file(f"{scratch}/model.safetensors")

    @register(
        f"accelerate-fsdp{version}-{kind.split('_')[0].lower()}{name}-2",
        2,
        layout="accelerate-full" if full else "accelerate-fsdp",
        tool="accelerate",
        merge=merge,
        note=f"Accelerator.save_state, FSDP{version}, {kind}",
    )
    def write(rank, world, ckpt):
        from accelerate import FullyShardedDataParallelPlugin

        os.environ["ACCELERATE_USE_FSDP"] = "true"
        os.environ["FSDP_VERSION"] = str(version)
        plugin = FullyShardedDataParallelPlugin(
            fsdp_version=version,
            state_dict_type=kind,
            auto_wrap_policy="transformer_based_wrap",
            transformer_cls_names_to_wrap=["Block"],
            cpu_ram_efficient_loading=False,
            **options,
        )
        accelerator = accelerator_of(plugin)
        model = fill(nn.Sequential(Block(), Block(), nn.LayerNorm(8)))
        model, optimizer = accelerator.prepare(model, torch.optim.AdamW(model.parameters(), lr=0.1))
        schedule = accelerator.prepare(torch.optim.lr_scheduler.ConstantLR(optimizer.optimizer))
        accelerator.backward(model(values(3, 8)).sum())
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        accelerator.save_state(ckpt)
        state = accelerator.get_state_dict(model)
        if full:
            keep_full(ckpt, {key: value.detach().clone() for key, value in state.items()} if rank == 0 else {}, rank)


# FSDP1 of accelerate asks for a GPU: wrappers.py has it by its save functions.
accelerate_fsdp(2, "SHARDED_STATE_DICT")
accelerate_fsdp(2, "FULL_STATE_DICT")


def accelerate_deepspeed(stage, **zero):
    @register(
        f"accelerate-deepspeed{stage}-2",
        2,
        layout="deepspeed",
        tool="zero_to_fp32",
        merge=zero_merge("state"),
        inside="state",
        note=f"Accelerator.save_state with DeepSpeed ZeRO-{stage}",
    )
    def write(rank, world, ckpt):
        from accelerate import DeepSpeedPlugin

        os.environ["ACCELERATE_USE_DEEPSPEED"] = "true"
        settings = {
            "train_micro_batch_size_per_gpu": 1,
            "gradient_accumulation_steps": 1,
            "optimizer": BATCH,
            "bf16": {"enabled": True},
            "zero_optimization": {"stage": stage, **zero},
            "zero_allow_untested_optimizer": True,
            "zero_force_ds_cpu_optimizer": False,
        }
        accelerator = accelerator_of(deepspeed=DeepSpeedPlugin(hf_ds_config=settings))
        from accelerate.utils import DummyOptim

        model = fill(nn.Sequential(Block(), Block()))
        model, optimizer = accelerator.prepare(model, DummyOptim(model.parameters()))
        accelerator.backward(model(values(1, 8, dtype=torch.bfloat16)).sum())
        accelerator.save_state(f"{ckpt}/state")
        drop_scripts(ckpt, rank)


for stage in (1, 2, 3):
    accelerate_deepspeed(stage)


# transformers


def tiny():
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(3)
    return LlamaForCausalLM(
        LlamaConfig(
            hidden_size=8,
            intermediate_size=12,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=1,
            vocab_size=18,
            max_position_embeddings=32,
            tie_word_embeddings=True,
        )
    )


def train(ckpt, **options):
    from transformers import Trainer, TrainingArguments

    arguments = TrainingArguments(
        output_dir=ckpt,
        use_cpu=True,
        max_steps=4,
        save_steps=2,
        per_device_train_batch_size=1,
        report_to=[],
        learning_rate=1e-2,
        logging_steps=1,
        disable_tqdm=True,
        **options,
    )
    data = [{"input_ids": torch.arange(at, at + 6), "labels": torch.arange(at, at + 6)} for at in range(8)]
    trainer = Trainer(model=tiny(), args=arguments, train_dataset=data)
    trainer.train()
    return trainer


def trainer_deepspeed(stage, name="", model_kwargs=None, **zero):
    @register(
        f"trainer-deepspeed{stage}{name}-2",
        2,
        layout="deepspeed",
        tool="zero_to_fp32",
        merge=zero_merge("checkpoint-4"),
        inside="checkpoint-4",
        note=f"the Trainer's checkpoint-4 with DeepSpeed ZeRO-{stage}",
        wrong="ZeRO-0 has no master weights: the tool fails; the weights are in module" if stage == 0 else None,
    )
    def write(rank, world, ckpt):
        trainer = train(
            ckpt,
            bf16=True,
            deepspeed={
                "train_micro_batch_size_per_gpu": 1,
                "optimizer": BATCH,
                "bf16": {"enabled": True},
                "zero_optimization": {"stage": stage, **zero},
                "zero_allow_untested_optimizer": True,
                "zero_force_ds_cpu_optimizer": False,
            },
        )
        drop_scripts(ckpt, rank)
        if stage == 0:
            keep_full(ckpt, dict(trainer.model_wrapped.module.state_dict()), rank)


def drop_scripts(ckpt, rank):
    dist.barrier()
    if rank == 0:
        for path in glob.glob(f"{ckpt}/**/zero_to_*.py", recursive=True):
            with open(path, "w", encoding="utf8") as file:
                file.write("# The script that DeepSpeed copies here.\n")


for stage in (0, 1, 2, 3):
    trainer_deepspeed(stage)
trainer_deepspeed(3, "-gathered", stage3_gather_16bit_weights_on_model_save=True)


def trainer_fsdp(kind, version=2):
    def merge(ckpt):
        from accelerate.state import PartialState
        from accelerate.utils.fsdp_utils import _distributed_checkpoint_to_merged_weights
        from safetensors.torch import load_file

        if kind == "FULL_STATE_DICT":
            return load_file(f"{ckpt}/checkpoint-4/model.safetensors")
        PartialState(cpu=True)
        with tempfile.TemporaryDirectory() as scratch:
            _distributed_checkpoint_to_merged_weights(f"{ckpt}/checkpoint-4/pytorch_model_fsdp_0", scratch, True)
            return load_file(f"{scratch}/model.safetensors")

    @register(
        f"trainer-fsdp{version}-{kind.split('_')[0].lower()}-2",
        2,
        layout="accelerate-full" if kind.startswith("FULL") else "accelerate-fsdp",
        tool="accelerate merge-weights",
        merge=merge,
        inside="checkpoint-4",
        note=f"the Trainer's checkpoint-4 with FSDP{version}, {kind}",
    )
    def write(rank, world, ckpt):
        os.environ["ACCELERATE_USE_FSDP"] = "true"
        os.environ["FSDP_VERSION"] = str(version)
        os.environ["FSDP_STATE_DICT_TYPE"] = kind
        with_fsdp()
        train(
            ckpt,
            fsdp=True,
            fsdp_config={
                "version": version,
                "fsdp_version": version,
                "state_dict_type": kind,
                "transformer_layer_cls_to_wrap": ["LlamaDecoderLayer"],
                "auto_wrap_policy": "TRANSFORMER_BASED_WRAP",
            },
        )


# FSDP1 of the Trainer asks for a GPU; with FULL_STATE_DICT its gloo processes end before the save does.
trainer_fsdp("SHARDED_STATE_DICT")


# Lightning


def lightning_module(parallel=None):
    import lightning as L

    class Net(L.LightningModule):
        def __init__(self, width=8):
            super().__init__()
            self.save_hyperparameters()
            self.net = None

        def configure_model(self):
            if self.net is None:
                self.net = fill(nn.Sequential(Block(), nn.LayerNorm(8)))
                if parallel is not None:
                    parallel(self)

        def training_step(self, batch, at):
            return self.net(batch[0]).sum()

        def configure_optimizers(self):
            return torch.optim.AdamW(self.parameters(), lr=0.1)

    return Net()


def fit(strategy, ckpt, rank, module, world=2, **options):
    import lightning as L
    from torch.utils.data import DataLoader, TensorDataset

    class Here(L.fabric.plugins.environments.TorchElasticEnvironment):
        """The ranks are processes that the maker started."""

        def validate_settings(self, num_devices, num_nodes):
            pass

    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT="29571", GROUP_RANK="0", TORCHELASTIC_RUN_ID="x")
    trainer = L.Trainer(
        accelerator="cpu",
        devices=world,
        strategy=strategy,
        max_steps=2,
        logger=False,
        enable_progress_bar=False,
        enable_model_summary=False,
        enable_checkpointing=False,
        default_root_dir=ckpt,
        plugins=[Here()],
        use_distributed_sampler=False,
        **options,
    )
    trainer.fit(module, DataLoader(TensorDataset(values(4, 8))))
    trainer.save_checkpoint(f"{ckpt}/last.ckpt")
    return trainer


def lightning_merge(ckpt):
    from pathlib import Path

    from lightning.fabric.utilities.load import _load_distributed_checkpoint

    # consolidate_checkpoint of Lightning 2.6.6 reads so too, and fails afterwards: it wants FSDPStrategy's "model".
    return _load_distributed_checkpoint(Path(ckpt) / "last.ckpt")


def model_parallel(name, ranks, data, tensor, **options):
    @register(
        f"lightning-{name}",
        ranks,
        layout="lightning-fsdp",
        tool="lightning _load_distributed_checkpoint",
        merge=lightning_merge,
        note="Lightning's ModelParallelStrategy through Trainer.fit",
        **options,
    )
    def write(rank, world, ckpt):
        from lightning.pytorch.strategies import ModelParallelStrategy
        from torch.distributed.fsdp import fully_shard
        from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, parallelize_module

        def parallel(module):
            mesh = module.device_mesh
            if tensor > 1:
                plan = {"up": ColwiseParallel(), "gate": ColwiseParallel(), "down": RowwiseParallel()}
                parallelize_module(module.net[0], mesh["tensor_parallel"], plan)
            if data > 1:
                fully_shard(module.net, mesh=mesh["data_parallel"])

        strategy = ModelParallelStrategy(data_parallel_size=data, tensor_parallel_size=tensor)
        fit(strategy, ckpt, rank, lightning_module(parallel), world=world)


model_parallel("fsdp2-2", 2, 2, 1)
model_parallel("tp-2", 2, 1, 2)
model_parallel("fsdp2-tp-4", 4, 2, 2)


@register("lightning-ddp-2", 2, layout="torch-save", tool="torch.load", merge=lambda ckpt: torch.load(f"{ckpt}/last.ckpt", weights_only=False))
def ddp(rank, world, ckpt):
    fit("ddp", ckpt, rank, lightning_module(), world=world)


def lightning_deepspeed(stage):
    def merge(ckpt):
        from lightning.pytorch.utilities.deepspeed import convert_zero_checkpoint_to_fp32_state_dict

        with tempfile.TemporaryDirectory() as scratch:
            return convert_zero_checkpoint_to_fp32_state_dict(f"{ckpt}/last.ckpt", f"{scratch}/out.pt")["state_dict"]

    @register(
        f"lightning-deepspeed{stage}-2",
        2,
        layout="deepspeed",
        tool="lightning convert_zero_checkpoint_to_fp32_state_dict",
        merge=merge,
        note=f"Lightning's DeepSpeedStrategy, ZeRO-{stage}",
    )
    def write(rank, world, ckpt):
        import lightning.pytorch.strategies.deepspeed as room
        from lightning.pytorch.accelerators import CPUAccelerator

        # It refuses the CPU by the class of the accelerator alone.
        room.CUDAAccelerator = CPUAccelerator
        room._validate_device_index_selection = lambda parallel_devices: None

        class OnCpu(room.DeepSpeedStrategy):
            """DeepSpeed wants the number of a device."""

            root_device = property(lambda self: torch.device("cpu", 0))

        strategy = OnCpu(
            process_group_backend="gloo",
            config={
                "train_micro_batch_size_per_gpu": 1,
                "zero_optimization": {"stage": stage},
                "zero_allow_untested_optimizer": True,
                "zero_force_ds_cpu_optimizer": False,
                "bf16": {"enabled": True},
            },
        )
        fit(strategy, ckpt, rank, lightning_module(), world=world, precision="bf16-true")
        drop_scripts(ckpt, rank)


for stage in (1, 2, 3):
    lightning_deepspeed(stage)
