"""Situations around DeepSpeed: what lies beside a save, and worlds and settings that are seldom."""

import os
import shutil

import torch
import torch.distributed as dist

from common import case as register
from common import values
from deepspeed_zero import merge, train, zero
from dcp_situations import write_file


def case(name, ranks, write, **options):
    return zero(f"sit-{name}", ranks, write, **options)


def after(write, work):
    def both(rank, world, ckpt):
        write(rank, world, ckpt)
        dist.barrier()
        if rank == 0:
            work(ckpt)

    return both


for stage in (1, 2, 3):
    case(f"zero{stage}-world5", 5, train(stage, "bf16", groups=2), note="five ranks, two groups")
    case(f"zero{stage}-world7-frozen", 7, train(stage, "fp32", frozen=True), note="seven ranks, a frozen layer")
case("zero3-offload-2", 2, train(3, "bf16", offload_optimizer={"device": "cpu"}, offload_param={"device": "cpu"}), note=(
    "ZeRO-3 with parameters and optimizer on the CPU"
))
case("zero2-small-buckets-4", 4, train(2, "bf16", contiguous_gradients=False, reduce_bucket_size=10), note="small buckets")
case("zero1-many-tags-2", 2, train(1, "bf16", tags=("global_step1", "global_step20", "best")), note="three tags")


def bin_beside(ckpt):
    torch.save({"w": values(3)}, f"{ckpt}/pytorch_model.bin")


case("zero2-bin-beside-2", 2, after(train(2, "bf16"), bin_beside), note="pytorch_model.bin beside latest")


def trainer(ckpt):
    folder = f"{ckpt}/checkpoint-5"
    os.makedirs(folder)
    for name in os.listdir(ckpt):
        if name != "checkpoint-5":
            shutil.move(f"{ckpt}/{name}", f"{folder}/{name}")
    write_file(f"{folder}/trainer_state.json", b"{}")
    write_file(f"{folder}/config.json", b"{}")
    torch.save({"last_epoch": 1}, f"{folder}/scheduler.pt")
    for rank in range(2):
        torch.save({"cpu": torch.get_rng_state()}, f"{folder}/rng_state_{rank}.pth")


def merge_trainer(ckpt):
    return merge(f"{ckpt}/checkpoint-5")


case("zero2-trainer-2", 2, after(train(2, "bf16"), trainer), merge=merge_trainer, note="checkpoint-N of the Trainer")


def trainer_with_model(ckpt):
    from safetensors.torch import save_file

    trainer(ckpt)
    save_file({"w": values(3)}, f"{ckpt}/checkpoint-5/model.safetensors")


case(
    "zero3-trainer-model-2",
    2,
    after(train(3, "bf16"), trainer_with_model),
    merge=merge_trainer,
    note="model.safetensors that the Trainer gathered is beside global_stepN",
)


def tag_given(ckpt):
    os.remove(f"{ckpt}/latest")


def merge_only(ckpt):
    from deepspeed.utils.zero_to_fp32 import get_fp32_state_dict_from_zero_checkpoint

    return dict(get_fp32_state_dict_from_zero_checkpoint(ckpt, "only"))


case(
    "zero1-no-latest-2",
    2,
    after(train(1, "bf16", tags=("only",)), tag_given),
    merge=merge_only,
    note="latest is not there, one tag is",
)
