"""DeepSpeed pipelines: the stages save their layers in files of their own, with names relative to each layer."""

import torch
import torch.distributed as dist
import torch.nn as nn

from deepspeed.accelerator import get_accelerator

from common import case, gathered, keep_full, values
from deepspeed_zero import DTYPES, config, without_scripts
from models import Block

TOOL = "PipelineModule.state_dict() of the stages while saving; no tool of DeepSpeed merges these"

# DeepSpeed asks whether the CPU is fast with float16, not whether it can.
get_accelerator().is_fp16_supported = lambda: True

# Without ZeRO no file lists the layers.
UNLISTED = "deepspeed-pipeline-without-zero"


def double(x):
    """A layer without parameters: no file is written for it."""
    return x * 2


class Embed(nn.Module):
    """Words that the first and the last layer share."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(9, 8))

    def forward(self, x):
        return x @ self.weight.t() @ self.weight


def layers(tied, count):
    from deepspeed.pipe import LayerSpec, TiedLayerSpec

    ends = [TiedLayerSpec("embed", Embed), TiedLayerSpec("embed", Embed)] if tied else [LayerSpec(Embed), LayerSpec(nn.LayerNorm, 8)]
    middle = [LayerSpec(Block) for _ in range(count)]
    return [ends[0], *middle, double, LayerSpec(nn.Linear, 8, 8), ends[1]]


def own(layer, key, tensor, options):
    """The tensor of a layer, or with weights="master" what the optimizer has of it in float32."""
    from deepspeed.utils import safe_get_full_fp32_param

    parameter = dict(layer.named_parameters()).get(key)
    if options.get("weights") != "master":
        return tensor.detach().clone()
    if parameter is None:
        return tensor.float() if tensor.is_floating_point() else tensor.clone()
    return safe_get_full_fp32_param(parameter).clone()


def pipeline(name, ranks, stage, dtype, *, stages=2, tied=False, count=3, steps=1, more=None, **options):
    def write(rank, world, ckpt):
        import deepspeed
        from deepspeed.pipe import PipelineModule

        deepspeed.init_distributed("gloo")
        model = PipelineModule(
            layers(tied, count), num_stages=stages, loss_fn=lambda out, label: out.float().sum(), partition_method="uniform"
        )
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                seed = sum(map(ord, name))
                parameter.copy_(values(*parameter.shape, seed=seed, dtype=parameter.dtype))
        settings = config(stage, dtype) | {"train_batch_size": world // stages, "gradient_accumulation_steps": 1, "steps_per_print": 1000} | (more or {})
        engine, *_ = deepspeed.initialize(model=model, model_parameters=list(model.parameters()), config=settings)
        data = [(values(1, 8, dtype=DTYPES[dtype]), values(1, 8, dtype=DTYPES[dtype]))] * 4
        for _ in range(steps):
            engine.train_batch(iter(data))
        engine.save_checkpoint(ckpt, tag="global_step1")
        dist.barrier()
        if rank == 0:
            without_scripts(ckpt)
        mine = {}
        for at, layer in enumerate(engine.module.forward_funcs):
            if hasattr(layer, "state_dict"):
                number = at + engine.module._local_start
                mine |= {f"{number}.{key}": own(layer, key, tensor, options) for key, tensor in layer.state_dict().items()}
        every = [None] * world
        dist.all_gather_object(every, mine)
        whole = {}
        for part in every:
            whole |= part
        order = sorted(whole, key=lambda key: int(key.split(".")[0]))
        keep_full(ckpt, {key: whole[key] for key in order}, rank)

    given = {"layout": "deepspeed-pipeline" if stage else UNLISTED, "tool": TOOL, "merge": gathered, **options}
    return case(f"pipe-{name}", ranks, **given)(write)


pipeline("z1-bf16-2", 2, 1, "bf16", note="two stages")
pipeline("z0-fp32-2", 2, 0, "fp32", note="two stages without ZeRO")
pipeline("z1-fp32-4", 4, 1, "fp32", note="two stages of two data-parallel ranks")
pipeline("z1-bf16-tied-2", 2, 1, "bf16", tied=True, note="two stages with a tied layer at both ends")
MASTER = {"weights": "master", "tool": "safe_get_full_fp32_param of the stages while saving"}
FLOAT32 = {"data_types": {"grad_accum_dtype": "fp32"}}
pipeline("master-z1-bf16-2", 2, 1, "bf16", steps=2, note="float32 weights of two stages", **MASTER)
pipeline("master-z1-bf16-6", 6, 1, "bf16", stages=2, count=4, steps=2, note="of two stages of three ranks", **MASTER)
pipeline("master-z1-fp32-4", 4, 1, "fp32", steps=2, note="of a training in float32", **MASTER)
pipeline("master-tied-2", 2, 1, "bf16", tied=True, steps=2, note="with a tied layer at both ends", **MASTER)
pipeline("master-tied-3", 3, 1, "bf16", stages=3, tied=True, count=8, steps=2, note="three stages, tied", **MASTER)
pipeline("master-accum-4", 4, 1, "bf16", steps=2, more=FLOAT32, note="BF16_Optimizer", **MASTER)
pipeline("master-accum-tied-4", 4, 1, "bf16", tied=True, steps=2, more=FLOAT32, note="BF16_Optimizer, tied", **MASTER)
pipeline("accum-z0-2", 2, 0, "bf16", steps=2, note="bfloat16 without ZeRO: BF16_Optimizer shares its weights all the same")
pipeline("master-accum-z0-4", 4, 0, "bf16", steps=2, wrong="without ZeRO no file has the shapes of the float32 weights", note="the float32 weights of that", **MASTER)
pipeline("z0-fp16-3", 3, 0, "fp16", stages=3, count=8, note="three stages, more than ten layers")


class Split(nn.Module):
    """A layer of which each tensor-parallel rank has a part, and a norm that all of them have."""

    def __init__(self):
        super().__init__()
        self.part = nn.Linear(8, 8, bias=False)
        self.norm = nn.LayerNorm(8)

    def forward(self, x):
        return self.norm(self.part(x))


def tensor_parallel(name, ranks, stage, dtype, **options):
    given = {"layout": "deepspeed-pipeline" if stage else UNLISTED, "tool": TOOL, "merge": gathered, **options}
    case(f"pipe-{name}", ranks, join=["*.part.weight=0", "*.norm.*=same"], **given)(split(stage, dtype, options))


def split(stage, dtype, options):
    return lambda rank, world, ckpt: save_split(rank, world, ckpt, stage, dtype, options)


def save_split(rank, world, ckpt, stage, dtype, options):
    import deepspeed
    from deepspeed.pipe import LayerSpec, PipelineModule
    from deepspeed.runtime.pipe.topology import PipeModelDataParallelTopology

    deepspeed.init_distributed("gloo")
    topology = PipeModelDataParallelTopology(num_pp=2, num_mp=2, num_dp=world // 4)
    model = PipelineModule([LayerSpec(Split) for _ in range(4)], topology=topology, loss_fn=lambda out, label: out.sum())
    mine = topology.get_coord(rank).model
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            seed = sum(map(ord, name)) + (50 * mine if "part" in name else 0)
            parameter.copy_(values(*parameter.shape, seed=seed))
    settings = config(stage, dtype) | {"train_batch_size": world // 4, "gradient_accumulation_steps": 1}
    engine, *_ = deepspeed.initialize(model=model, model_parameters=list(model.parameters()), config=settings)
    engine.save_checkpoint(ckpt, tag="global_step0")
    dist.barrier()
    if rank == 0:
        without_scripts(ckpt)
    every = [None] * world
    module = engine.module
    state = {name: own(module, name, tensor, options) for name, tensor in nn.Module.state_dict(module).items()}
    dist.all_gather_object(every, (mine, state))
    parts = [{}, {}]
    for owner, state in every:
        parts[owner] |= state
    order = sorted(parts[0], key=lambda name: int(name.split(".")[0]))
    whole = {
        name: torch.cat([parts[0][name], parts[1][name]]) if "part" in name else parts[0][name] for name in order
    }
    keep_full(ckpt, whole, rank)


tensor_parallel("tp-2x2", 4, 0, "fp32", note="two stages of two tensor-parallel ranks")
tensor_parallel("tp-z1-2x2x2", 8, 1, "bf16", note="two stages of two tensor-parallel and two data-parallel ranks")
tensor_parallel("master-tp-2x2x2", 8, 1, "bf16", note="the float32 weights of that", **MASTER)
