"""DeepSpeed on CPU and gloo: ZeRO 0 to 3, groups, frozen and tied parameters, experts, universal folders."""

import glob
import os
import subprocess
import sys

import deepspeed
import torch
import torch.nn as nn

from common import CASES, alone, case, keep_full, values
from models import fill

TOOL = "zero_to_fp32.get_fp32_state_dict_from_zero_checkpoint"
DTYPES = {"bf16": torch.bfloat16, "fp16": torch.float16, "fp32": torch.float32}


class Net(nn.Module):
    """Sizes that no world divides, buffers of both kinds, and on request a frozen layer and a tied head."""

    def __init__(self, frozen=False, tied=False):
        super().__init__()
        self.embed = nn.Linear(3, 7, bias=False)
        self.mid = nn.Linear(7, 5)
        self.norm = nn.LayerNorm(5)
        self.last = nn.Linear(5, 1)
        self.head = nn.Linear(3, 7, bias=False)
        self.register_buffer("table", torch.zeros(4))
        self.register_buffer("count", torch.tensor(3))
        if tied:
            self.head.weight = self.embed.weight
        if frozen:
            self.mid.requires_grad_(False)

    def forward(self, x):
        return (self.last(self.norm(self.mid(self.embed(x)))) + (x @ self.head.weight.t()).sum()).sum()


def config(stage, dtype, **zero):
    chosen = {
        "train_micro_batch_size_per_gpu": 1,
        "optimizer": {"type": "AdamW", "params": {"lr": 1e-2, "torch_adam": True}},
        "zero_optimization": {"stage": stage, **zero},
        "zero_allow_untested_optimizer": True,
        "zero_force_ds_cpu_optimizer": False,
    }
    if dtype != "fp32":
        chosen[dtype] = {"enabled": True}
    return chosen


def merge(ckpt):
    from deepspeed.utils.zero_to_fp32 import get_fp32_state_dict_from_zero_checkpoint

    return dict(get_fp32_state_dict_from_zero_checkpoint(ckpt))


def groups_of(parameters, groups):
    if groups == 1:
        return parameters
    return [{"params": parameters[at::groups], "weight_decay": 0.1 * at} for at in range(groups)]


def without_scripts(ckpt):
    """The names are kept, DeepSpeed's code is not."""
    for name in ("zero_to_fp32.py", "zero_to_torch.py"):
        if os.path.exists(f"{ckpt}/{name}"):
            with open(f"{ckpt}/{name}", "w", encoding="utf8") as file:
                file.write("# The script that DeepSpeed copies here.\n")


def train(stage, dtype, frozen=False, tied=False, groups=1, steps=1, tags=(None,), **zero):
    def write(rank, world, ckpt):
        model = fill(Net(frozen, tied))
        parameters = [each for each in model.parameters() if each.requires_grad]
        engine, *_ = deepspeed.initialize(
            model=model, model_parameters=groups_of(parameters, groups), config=config(stage, dtype, **zero)
        )
        for tag in tags:
            for step in range(steps):
                loss = engine(torch.ones(2, 3, dtype=DTYPES[dtype]) * (step + 1) / 4)
                engine.backward(loss)
                engine.step()
            engine.save_checkpoint(ckpt, tag=tag, client_state={"epoch": 2, "lists": [1, [2]]})
        torch.distributed.barrier()
        if rank == 0:
            without_scripts(ckpt)
        if stage == 0:
            keep_full(ckpt, {name: tensor.detach().clone() for name, tensor in engine.module.state_dict().items()}, rank)

    return write


def zero(name, ranks, write, **options):
    options = {"layout": "deepspeed", "tool": TOOL, "merge": merge, **options}
    return case(name, ranks, **options)(write if ranks > 1 else alone(write))


NO_MASTER = "ZeRO-0 has no master weights: the tool fails; the weights are in module"

for stage in (1, 2, 3):
    for dtype in ("fp32", "bf16", "fp16"):
        world = {"fp32": 3, "bf16": 2, "fp16": 4}[dtype]
        zero(f"zero{stage}-{dtype}-{world}", world, train(stage, dtype))
    zero(f"zero{stage}-bf16-8", 8, train(stage, "bf16"), note="more ranks than most parameters have elements")
    zero(f"zero{stage}-bf16-1", 1, train(stage, "bf16"), note="one process")
    zero(f"zero{stage}-frozen-3", 3, train(stage, "bf16", frozen=True), note="a frozen layer")
    zero(f"zero{stage}-tied-2", 2, train(stage, "bf16", tied=True), note="a tied head")
    zero(f"zero{stage}-groups3-2", 2, train(stage, "bf16", groups=3), note="three parameter groups")
    zero(
        f"zero{stage}-all-4",
        4,
        train(stage, "fp16", frozen=True, tied=True, groups=2, steps=3),
        note="frozen, tied, two groups, three steps in float16",
    )

zero("zero0-bf16-2", 2, train(0, "bf16"), wrong=NO_MASTER)
zero("zero0-fp32-1", 1, train(0, "fp32"), wrong=NO_MASTER)
zero("zero2-tags-2", 2, train(2, "bf16", tags=("first", "second step")), note="two tags, one with a space; latest decides")
zero("zero3-sub-groups-3", 3, train(3, "bf16", sub_group_size=15), note="sub-groups that split parameters")
zero("zero3-persist-2", 2, train(3, "bf16", stage3_param_persistence_threshold=0), note="no persistent parameters")
zero(
    "zero2-offload-2",
    2,
    train(2, "bf16", offload_optimizer={"device": "cpu"}),
    note="optimizer offloaded to the CPU",
)
zero("zero1-round-robin-4", 4, train(2, "bf16", round_robin_gradients=True), note="round_robin_gradients reorders the flat group")


class Experts(nn.Module):
    """Layers of experts between dense ones; `apart` ranks have other experts each."""

    def __init__(self, apart, layers=1):
        super().__init__()
        from deepspeed.moe.layer import MoE

        self.embed = nn.Linear(4, 6)
        self.moe = MoE(hidden_size=6, expert=nn.Linear(6, 6), num_experts=4, ep_size=apart, k=1)
        if layers > 1:
            self.more = MoE(hidden_size=6, expert=nn.Linear(6, 6), num_experts=2, ep_size=apart, k=1)
        self.out = nn.Linear(6, 2)

    def forward(self, x):
        x = self.moe(self.embed(x))[0]
        if hasattr(self, "more"):
            x = self.more(x)[0]
        return self.out(x).sum()


def experts(stage, *, steps=0, apart=None, layers=1, precision="bf16", **more):
    def write(rank, world, ckpt):
        from deepspeed.moe.utils import split_params_into_different_moe_groups_for_optimizer

        torch.manual_seed(0)
        deepspeed.init_distributed("gloo")
        spread = apart or min(world, 2)
        model = Experts(spread, layers)
        owner = rank // (world // spread) if more.get("use_data_before_expert_parallelism") else rank % spread
        for at, (name, parameter) in enumerate(model.named_parameters()):
            # Each expert has values of its own, which all ranks that have it share.
            seed = at + (100 * (owner + 1) if "experts" in name else 0)
            with torch.no_grad():
                parameter.copy_(values(*parameter.shape, seed=seed, dtype=parameter.dtype))
        groups = split_params_into_different_moe_groups_for_optimizer(
            {"params": list(model.parameters()), "name": "parameters"}
        )
        settings = config(stage, precision) | more
        engine, *_ = deepspeed.initialize(model=model, model_parameters=groups, config=settings)
        for step in range(steps):
            x = values(8, 4, seed=step * 10 + rank, dtype=next(engine.module.parameters()).dtype)
            engine.backward(engine(x))
            engine.step()
        engine.save_checkpoint(ckpt)
        torch.distributed.barrier()
        if rank == 0:
            without_scripts(ckpt)
        keep_full(ckpt, all_experts(engine, owner, spread), rank)

    return write


def all_experts(engine, owner, spread):
    """The float32 weights of every rank, each expert under its number in the whole model."""
    import torch.distributed as dist
    from deepspeed.utils import safe_get_full_fp32_param

    mine = {name: safe_get_full_fp32_param(param).clone() for name, param in engine.module.named_parameters()}
    every = [None] * dist.get_world_size()
    dist.all_gather_object(every, (owner, mine))
    by_owner = dict(reversed(every))
    whole, mark = {}, "deepspeed_experts."
    names = [name for name in every[0][1] if mark not in name]
    for name in names:
        whole[name] = every[0][1][name]
    for name in every[0][1]:
        if mark not in name:
            continue
        head, tail = name.split(mark)
        local, rest = tail.split(".", 1)
        locals_here = len({each.split(mark)[1].split(".")[0] for each in every[0][1] if each.startswith(head + mark)})
        for other in range(spread):
            whole[f"{head}{mark}{other * locals_here + int(local)}.{rest}"] = by_owner[other][name]
    return whole


MOE = "the tool takes the files of experts for model states and refuses"
zero("zero1-moe-2", 2, experts(1), note="four experts over two ranks", wrong=MOE)
zero("zero2-moe-4", 4, experts(2), note="four experts over pairs of four ranks", wrong=MOE)
zero("zero1-moe-trained-2", 2, experts(1, steps=2, layers=2), note="two layers of experts, trained", wrong=MOE)
zero("zero2-moe-trained-4", 4, experts(2, steps=2, layers=2), note="shared by pairs of four ranks, trained", wrong=MOE)
zero("zero1-moe-whole-2", 2, experts(1, steps=1, apart=1), note="every rank has all experts", wrong=MOE)
zero("zero1-moe-fp32-4", 4, experts(1, steps=1, apart=4, precision="fp32"), note="one expert a rank, fp32", wrong=MOE)
zero(
    "zero1-moe-data-first-4",
    4,
    experts(1, steps=1, use_data_before_expert_parallelism=True),
    note="ranks with the same experts follow each other",
    wrong=MOE,
)


def half_weights(rank, world, ckpt):
    """stage3_gather_16bit_weights_on_model_save: a plain file beside the ranks' ones."""
    model = fill(Net())
    settings = config(3, "bf16", stage3_gather_16bit_weights_on_model_save=True)
    engine, *_ = deepspeed.initialize(model=model, model_parameters=list(model.parameters()), config=settings)
    engine.save_checkpoint(ckpt)
    engine.save_16bit_model(ckpt, "pytorch_model.bin")
    torch.distributed.barrier()
    if rank == 0:
        without_scripts(ckpt)


zero("zero3-16bit-2", 2, half_weights, note="save_16bit_model beside the checkpoint")


def nested(rank, world, ckpt):
    """The Trainer's nesting: checkpoint-N with the folder of DeepSpeed and the tokenizer's files in it."""
    inner = f"{ckpt}/checkpoint-5"
    os.makedirs(inner, exist_ok=True)
    train(2, "bf16")(rank, world, inner)
    if rank == 0:
        with open(f"{inner}/config.json", "w", encoding="utf8") as file:
            file.write('{"model_type": "odd"}')
        torch.save({"step": 5}, f"{inner}/scheduler.pt")


zero("zero2-trainer-2", 2, nested, merge=lambda ckpt: merge(f"{ckpt}/checkpoint-5"), note="as the Trainer nests it")


def universal(stage):
    def convert(ckpt):
        step = os.path.basename(glob.glob(f"{ckpt}/global_step*")[0])
        run = subprocess.run(
            [
                *(sys.executable, "-m", "deepspeed.checkpoint.ds_to_universal"),
                *("--input_folder", f"{ckpt}/{step}", "--output_folder", f"{ckpt}/{step}_universal"),
                *("--inject_missing_state", "--num_extract_workers", "1", "--num_merge_workers", "1"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode != 0:
            raise RuntimeError(run.stderr[-300:])
        subprocess.run(["rm", "-r", f"{ckpt}/{step}", f"{ckpt}/latest"], check=True)
        folder = f"{ckpt}/{step}_universal/zero"
        merged = {}
        for name in sorted(os.listdir(folder)):
            if os.path.isdir(f"{folder}/{name}"):
                merged[name] = {
                    state.removesuffix(".pt"): torch.load(f"{folder}/{name}/{state}", weights_only=False)
                    for state in sorted(os.listdir(f"{folder}/{name}"))
                }
        return merged

    return convert


for stage, world in ((1, 4), (2, 3), (3, 4)):
    zero(
        f"universal{stage}-{world}",
        world,
        train(stage, "bf16", groups=2),
        layout="deepspeed-universal",
        tool="ds_to_universal.py, its files read as they are",
        merge=universal(stage),
    )

assert CASES
