"""DeepSpeed beyond its plain settings: mixtures of experts of every kind, other optimizers, partition groups, older saves beside."""

import os
import shutil

import deepspeed
import torch
import torch.distributed as dist
import torch.nn as nn

from deepspeed.accelerator import get_accelerator

from common import keep_full, values
from deepspeed_zero import DTYPES, MOE, NO_MASTER, Net, all_experts, config, merge, train, universal, without_scripts, zero
from models import fill


# DeepSpeed asks whether the CPU is fast with float16, not whether it can.
get_accelerator().is_fp16_supported = lambda: True


def case(name, ranks, write, **options):
    return zero(f"deep-{name}", ranks, write, **options)


def saved(engine, ckpt, rank, **options):
    engine.save_checkpoint(ckpt, **options)
    dist.barrier()
    if rank == 0:
        without_scripts(ckpt)


def stepped(engine, dtype, steps=1, size=3):
    for step in range(steps):
        loss = engine(torch.ones(2, size, dtype=DTYPES[dtype]) * (step + 1) / 4)
        engine.backward(loss)
        engine.step()


# Mixtures of experts


class Feed(nn.Module):
    """An expert of two layers, and a buffer on request."""

    def __init__(self, buffer=False):
        super().__init__()
        self.up = nn.Linear(6, 5)
        self.down = nn.Linear(5, 6, bias=False)
        if buffer:
            self.register_buffer("scale", torch.ones(2))

    def forward(self, x):
        return self.down(torch.relu(self.up(x)))


class Mixture(nn.Module):
    """Layers of experts, each with its number of experts, of ranks with other experts, and options of its own."""

    def __init__(self, layers, buffer=False):
        super().__init__()
        from deepspeed.moe.layer import MoE

        self.embed = nn.Linear(4, 6)
        self.blocks = nn.ModuleList(
            [MoE(hidden_size=6, expert=Feed(buffer), num_experts=count, ep_size=apart, **more) for count, apart, more in layers]
        )
        self.out = nn.Linear(6, 2)
        self.register_buffer("table", torch.zeros(3))

    def forward(self, x):
        x = self.embed(x)
        for block in self.blocks:
            x = block(x)[0]
        return self.out(x).sum()


def mixture(stage, layers, *, steps=1, precision="bf16", buffer=False, frozen=(), **more):
    def write(rank, world, ckpt):
        from deepspeed.moe.utils import split_params_into_different_moe_groups_for_optimizer

        torch.manual_seed(0)
        deepspeed.init_distributed("gloo")
        model = Mixture(layers, buffer)
        for at, (name, parameter) in enumerate(model.named_parameters()):
            apart = layers[int(name.split(".")[1])][1] if "deepspeed_experts" in name else 1
            with torch.no_grad():
                parameter.copy_(values(*parameter.shape, seed=at + 100 * (rank % apart)))
            if any(part in name for part in frozen):
                parameter.requires_grad_(False)
        trained = [each for each in model.parameters() if each.requires_grad]
        groups = split_params_into_different_moe_groups_for_optimizer({"params": trained, "name": "parameters"})
        engine, *_ = deepspeed.initialize(model=model, model_parameters=groups, config=config(stage, precision) | more)
        for step in range(steps):
            engine.backward(engine(values(8, 4, seed=step * 10 + rank, dtype=DTYPES[precision])))
            engine.step()
        saved(engine, ckpt, rank)
        if stage == 0:
            keep_full(ckpt, whole_module(engine, rank, layers), rank)
        else:
            keep_full(ckpt, whole_master(engine, rank, layers), rank)

    return write


MARK = "deepspeed_experts."


def buffers_of(engine):
    return {name: each.float() if each.is_floating_point() else each for name, each in engine.module.named_buffers()}


def gather(mine, rank):
    every = [None] * dist.get_world_size()
    dist.all_gather_object(every, mine)
    return every


def numbered(name, owner, local_count):
    head, tail = name.split(MARK)
    local, rest = tail.split(".", 1)
    return f"{head}{MARK}{owner * local_count + int(local)}.{rest}"


def whole_of(mine, rank, layers):
    """Each expert under its number in the whole model."""
    every = gather(mine, rank)
    whole = {name: value for name, value in every[0].items() if MARK not in name}
    for name in every[0]:
        if MARK not in name:
            continue
        count, apart, _ = layers[int(name.split(".")[1])]
        for owner in range(apart):
            whole[numbered(name, owner, count // apart)] = every[owner][name]
    return whole


def whole_master(engine, rank, layers):
    from deepspeed.utils import safe_get_full_fp32_param

    weights = {}
    for name, param in engine.module.named_parameters():
        if param.requires_grad:
            weights[name] = safe_get_full_fp32_param(param).clone()
        elif engine.zero_optimization_stage() > 1:
            # Kept beside the module, in the dtype of the training.
            weights[name] = param.detach().clone()
    return whole_of({**buffers_of(engine), **weights}, rank, layers)


def whole_module(engine, rank, layers):
    return whole_of({name: tensor.detach().clone() for name, tensor in engine.module.state_dict().items()}, rank, layers)


def spec(count, apart, **more):
    return (count, apart, {"k": 1, **more})


def moe(name, ranks, stage, layers, **options):
    note = options.pop("note", "a mixture of experts")
    wrong = MOE if stage else NO_MASTER
    return case(f"moe-{name}", ranks, mixture(stage, layers, **options), note=note, wrong=wrong)


moe("noisy-2", 2, 1, [spec(4, 2, noisy_gate_policy="RSample")], note="a gate with noise")
moe("jitter-4", 4, 2, [spec(4, 4, noisy_gate_policy="Jitter", k=2)], note="two experts a token, with jitter")
moe("residual-2", 2, 2, [spec(2, 2, use_residual=True)], note="experts beside a dense layer that all tokens pass")
moe("residual-4", 4, 1, [spec(4, 2, use_residual=True), spec(4, 2)], note="one layer with a residual, one without")
moe("three-4", 4, 2, [spec(4, 2), spec(2, 2), spec(8, 2)], steps=2, note="three layers with other numbers of experts")
moe("two-sizes-4", 4, 1, [spec(4, 4), spec(2, 2)], steps=2, note="layers over four and over two ranks")
moe("two-sizes-z2-4", 4, 2, [spec(4, 2), spec(4, 4), spec(2, 1)], note="layers over two, four and one rank")
moe("alone-1", 1, 2, [spec(3, 1)], note="one process")
moe("fp16-2", 2, 2, [spec(4, 2)], precision="fp16", note="float16")
moe("z0-2", 2, 0, [spec(4, 2)], precision="fp32", note="without ZeRO")
moe("z0-bf16-4", 4, 0, [spec(4, 2), spec(2, 2)], note="without ZeRO, bfloat16")
moe("buffers-2", 2, 1, [spec(4, 2)], buffer=True, note="experts with buffers")
moe("frozen-2", 2, 1, [spec(4, 2), spec(2, 2)], frozen=("blocks.1.deepspeed_moe.experts",), note="experts of one layer are frozen")
moe("frozen-dense-2", 2, 2, [spec(4, 2)], frozen=("embed",), note="a frozen dense layer")
moe("many-2", 2, 1, [spec(24, 2)], note="numbers of two digits")


class Chosen(nn.Module):
    """Experts of which a step uses one."""

    def __init__(self):
        super().__init__()
        self.experts = nn.ModuleList([nn.Linear(6, 6) for _ in range(3)])

    def forward(self, x):
        return self.experts[1](x)


class Leaves(nn.Module):
    """Experts that ZeRO-3 gathers as one (leaf modules)."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Linear(3, 6)
        self.mixture = Chosen()
        self.out = nn.Linear(6, 2)

    def forward(self, x):
        x = self.embed(x)
        return self.out(x + self.mixture(x)).sum()


def leaves(rank, world, ckpt):
    model = fill(Leaves())
    deepspeed.utils.set_z3_leaf_modules(model, [Chosen])
    engine, *_ = deepspeed.initialize(model=model, model_parameters=list(model.parameters()), config=config(3, "bf16"))
    stepped(engine, "bf16")
    saved(engine, ckpt, rank)


case("z3-leaf-3", 3, leaves, note="ZeRO-3 with leaf modules")


# Settings of ZeRO


def engine_of(stage, dtype, model, **more):
    engine, *_ = deepspeed.initialize(
        model=model,
        model_parameters=[each for each in model.parameters() if each.requires_grad],
        config=config(stage, dtype) | more,
    )
    return engine


def whole_fp32(engine):
    """What the engine itself says that its float32 weights are, and the buffers."""
    from deepspeed.utils import safe_get_full_fp32_param

    found = {name: safe_get_full_fp32_param(param).clone() for name, param in engine.module.named_parameters()}
    return {**buffers_of(engine), **found}


def plain(name, ranks, stage, dtype="bf16", *, zero_options=None, frozen=False, steps=1, save=None, full=False, options=None, **more):
    def write(rank, world, ckpt):
        settings = dict(more)
        if zero_options:
            settings["zero_optimization"] = {"stage": stage, **zero_options}
        engine = engine_of(stage, dtype, fill(Net(frozen=frozen)), **settings)
        stepped(engine, dtype, steps)
        saved(engine, ckpt, rank, **(save or {}))
        if full:
            keep_full(ckpt, whole_fp32(engine), rank)
        if stage == 0:
            keep_full(ckpt, {name: tensor.detach().clone() for name, tensor in engine.module.state_dict().items()}, rank)

    return case(name, ranks, write, **(options or {}))


def tagged(tag):
    def merge_one(ckpt):
        from deepspeed.utils.zero_to_fp32 import get_fp32_state_dict_from_zero_checkpoint

        return dict(get_fp32_state_dict_from_zero_checkpoint(ckpt, tag=tag))

    return merge_one


def note(text, **more):
    return {"note": text, **more}


# Without torch_adam it is DeepSpeed's own for the CPU, where the optimizer is there.
CPU_ADAM = {"type": "AdamW", "params": {"lr": 1e-2}}
for stage in (1, 2):
    plain(f"elastic-z{stage}-3", 3, stage, zero_options={"elastic_checkpoint": True}, options=note("elastic_checkpoint"))
plain("elastic-round-4", 4, 2, zero_options={"elastic_checkpoint": True, "round_robin_gradients": True}, options=note("elastic and dealt"))
for stage in (1, 2, 3):
    plain(f"no-frozen-z{stage}-2", 2, stage, frozen=True, save={"exclude_frozen_parameters": True}, options=note("exclude_frozen_parameters"))
    plain(
        f"tag-z{stage}-2",
        2,
        stage,
        save={"tag": "best=0.25", "save_latest": False},
        options=note("a tag of the trainer, without latest", merge=tagged("best=0.25")),
        checkpoint={"tag_validation": "Fail"},
    )
plain("hpz-4", 4, 3, zero_options={"zero_hpz_partition_size": 2}, options=note("a second partition of the weights (hpZ)"))
plain("bf16-accum-2", 2, 1, data_types={"grad_accum_dtype": "fp32"}, options=note(
    "BF16_Optimizer: bfloat16 with gradients in float32", wrong="the tool asks for zero_stage, which BF16_Optimizer does not write"
), full=True)
plain("bf16-accum-4", 4, 1, steps=2, data_types={"grad_accum_dtype": "fp32"}, options=note(
    "BF16_Optimizer of four ranks", wrong="the tool asks for zero_stage, which BF16_Optimizer does not write"
), full=True)
plain("bf16-accum-z2-2", 2, 2, data_types={"grad_accum_dtype": "fp32"}, options=note("ZeRO-2 with gradients in float32"))
for stage in (1, 2, 3):
    plain(
        f"low-master-z{stage}-2",
        2,
        stage,
        bf16={"enabled": True, "bf16_master_weights_and_grads": True, "bf16_optimizer_states": True},
        optimizer=CPU_ADAM,
        zero_options={"offload_optimizer": {"device": "cpu"}},
        options=note("master weights in bfloat16"),
    )
plain("fp16-master-2", 2, 2, "fp16", fp16={"enabled": True, "fp16_master_weights_and_grads": True}, zero_options={
    "offload_optimizer": {"device": "cpu"}
}, optimizer=CPU_ADAM, options=note("master weights in float16"))
plain("ratio-3", 3, 3, zero_options={"offload_optimizer": {"device": "cpu", "ratio": 0.5}, "sub_group_size": 20}, optimizer=CPU_ADAM, options=note(
    "a part of the sub-groups on the CPU"
))
plain("z0-fp16-2", 2, 0, "fp16", options=note("float16 without ZeRO", wrong=NO_MASTER))
for kind, more in (
    ("sgd", {"lr": 0.1, "momentum": 0.9}),
    ("adagrad", {"lr": 0.1}),
    ("Adamax", {"lr": 0.1}),
    ("RMSprop", {"lr": 0.1}),
):
    for stage in (1, 3):
        plain(f"optim-{kind.lower()}-z{stage}-2", 2, stage, optimizer={"type": kind.upper() if kind == "sgd" else kind, "params": more}, options=note(kind))
for stage in (1, 2, 3):
    plain(
        f"muon-z{stage}-2",
        2,
        stage,
        zero_options={"reduce_scatter": False},
        optimizer={"type": "Muon", "params": {"lr": 0.01, "momentum": 0.9, "torch_adam": True}},
        options=note("Muon for matrices and Adam for the rest"),
    )
plain("partition-offload-2", 2, 3, zero_options={
    "offload_param": {"device": "cpu"}, "offload_optimizer": {"device": "cpu"}, "stage3_max_live_parameters": 1, "stage3_prefetch_bucket_size": 0
}, options=note("everything on the CPU, nothing prefetched"))
plain("align-4", 4, 2, zero_options={"reduce_bucket_size": 7, "allgather_bucket_size": 8, "overlap_comm": False}, options=note("odd buckets"))
plain("world6-z2", 6, 2, "fp16", frozen=True, steps=2, options=note("six ranks, frozen"))
plain("world6-z3", 6, 3, "fp32", frozen=True, options=note("six ranks, frozen, float32"))


class Empty(nn.Module):
    """Parameters without elements, with one, and of five dimensions; buffers that are not saved."""

    def __init__(self):
        super().__init__()
        self.none = nn.Parameter(torch.zeros(0, 4))
        self.one = nn.Parameter(torch.zeros(1))
        self.deep = nn.Parameter(torch.zeros(2, 1, 3, 1, 2))
        self.line = nn.Linear(3, 2)
        self.register_buffer("kept", torch.zeros(2, 2), persistent=True)
        self.register_buffer("lost", torch.zeros(2), persistent=False)
        self.register_buffer("short", torch.zeros(3, dtype=torch.float16))
        self.register_buffer("flag", torch.zeros(2, dtype=torch.bool))

    def forward(self, x):
        return (self.line(x).sum() + self.deep.sum() + self.none.sum()) * self.one


# ZeRO-3 fails to gather a parameter without elements.
for stage in (1, 2):

    def odd(rank, world, ckpt, stage=stage):
        engine = engine_of(stage, "bf16", fill(Empty()))
        stepped(engine, "bf16")
        saved(engine, ckpt, rank)

    case(f"odd-z{stage}-2", 2, odd, note="parameters without elements, without dimensions, buffers that are not kept")


# Saves beside each other


def again(first, second, ranks, stage, tags=("same", "same"), latest=None):
    """A save by some ranks, then one by fewer or more, as the maker's ranks allow: those that are not in it wait."""

    def write(rank, world, ckpt):
        for at, (count, tag) in enumerate(zip((first, second), tags)):
            if rank == 0:
                part = f"{ckpt}/../part{at}"
                run_alone(count, stage, tag, part, at)
                shutil.copytree(part, ckpt, dirs_exist_ok=True)
                shutil.rmtree(part)
            dist.barrier()
        if rank == 0 and latest is not None:
            with open(f"{ckpt}/latest", "w", encoding="utf8") as file:
                file.write(latest)

    return write


def run_alone(count, stage, tag, folder, at):
    from dataclasses import replace

    from common import CASES, in_child, run_ranks, wait_for

    os.makedirs(folder, exist_ok=True)

    def write(rank, world, ckpt):
        engine = engine_of(stage, "bf16", fill(Net()))
        stepped(engine, "bf16", at + 1)
        saved(engine, ckpt, rank, tag=tag)

    each = replace(CASES["zero1-bf16-2"], ranks=count, write=write)
    run_ranks(each, folder)


def plainly(name, work, **options):
    """Written by processes that the work starts itself."""
    from common import case as register

    return register(f"deep-{name}", 1, layout="deepspeed", tool="zero_to_fp32", merge=merge, **options)(work)


def fewer(first, second, stage, tags=("same", "same"), latest=None):
    def write(ckpt):
        for at, (count, tag) in enumerate(zip((first, second), tags)):
            part = f"{os.path.dirname(ckpt)}/part{at}"
            run_alone(count, stage, tag, part, at)
            shutil.copytree(part, ckpt, dirs_exist_ok=True)
            shutil.rmtree(part)
        if latest is not None:
            with open(f"{ckpt}/latest", "w", encoding="utf8") as file:
                file.write(latest)

    return write


OVER = "files of the save before are in the folder: the tool counts them and refuses"
for stage in (1, 3):
    plainly(f"over-4-2-z{stage}", fewer(4, 2, stage), note="two ranks over a save of four", wrong=OVER)
    plainly(f"over-2-4-z{stage}", fewer(2, 4, stage), note="four ranks over a save of two: all files are new")
plainly("stale-latest", fewer(2, 2, 1, ("global_step1", "global_step2"), "global_step1"), note="latest names the save before")
plainly("other-world", fewer(4, 2, 2, ("global_step1", "global_step2")), note="two tags, saved by four and by two ranks")
plainly("other-world-back", fewer(4, 2, 2, ("global_step1", "global_step2"), "global_step1\n"), note="back to the tag of four ranks")


# Universal folders of other kinds


def as_universal(name, ranks, stage, write, **options):
    return case(
        f"universal-{name}",
        ranks,
        write,
        layout="deepspeed-universal",
        tool="ds_to_universal.py, its files read as they are",
        merge=universal(stage),
        **options,
    )


for stage in (1, 3):
    as_universal(f"fp32-z{stage}-3", 3, stage, train(stage, "fp32", steps=2), note="float32")
    as_universal(f"tied-z{stage}-2", 2, stage, train(stage, "bf16", tied=True), note="a tied head")
as_universal("frozen-z2-2", 2, 2, train(2, "bf16", frozen=True), note="a frozen layer")


def accumulated(rank, world, ckpt):
    engine = engine_of(1, "bf16", fill(Net()), data_types={"grad_accum_dtype": "fp32"})
    stepped(engine, "bf16", 2)
    saved(engine, ckpt, rank)


as_universal("accum-4", 4, 1, accumulated, note="of BF16_Optimizer")
