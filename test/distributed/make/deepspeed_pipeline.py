"""DeepSpeed pipelines: the stages save their layers in files of their own, with names relative to each layer."""

import torch
import torch.distributed as dist
import torch.nn as nn

from common import case, gathered, keep_full, values
from deepspeed_zero import DTYPES, config, without_scripts
from models import Block

TOOL = "PipelineModule.state_dict() of the stages while saving; no tool of DeepSpeed merges these"

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


def pipeline(name, ranks, stage, dtype, *, stages=2, tied=False, count=3, **options):
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
        settings = config(stage, dtype) | {"train_batch_size": world // stages, "gradient_accumulation_steps": 1, "steps_per_print": 1000}
        engine, *_ = deepspeed.initialize(model=model, model_parameters=list(model.parameters()), config=settings)
        data = [(values(1, 8, dtype=DTYPES[dtype]), values(1, 8, dtype=DTYPES[dtype]))] * 4
        engine.train_batch(iter(data))
        engine.save_checkpoint(ckpt, tag="global_step1")
        dist.barrier()
        if rank == 0:
            without_scripts(ckpt)
        mine = {}
        for at, layer in enumerate(engine.module.forward_funcs):
            if hasattr(layer, "state_dict"):
                number = at + engine.module._local_start
                mine |= {f"{number}.{key}": tensor.detach().clone() for key, tensor in layer.state_dict().items()}
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
pipeline("z0-fp16-3", 3, 0, "fp16", stages=3, count=8, note="three stages, more than ten layers")


class Split(nn.Module):
    """A layer of which each tensor-parallel rank has a part, and a norm that all of them have."""

    def __init__(self):
        super().__init__()
        self.part = nn.Linear(8, 8, bias=False)
        self.norm = nn.LayerNorm(8)

    def forward(self, x):
        return self.norm(self.part(x))


@case(
    "pipe-tp-2x2",
    4,
    layout=UNLISTED,
    tool=TOOL,
    merge=gathered,
    join=["*.part.weight=0", "*.norm.*=same"],
    note="two stages of two tensor-parallel ranks",
)
def tensor_parallel(rank, world, ckpt):
    import deepspeed
    from deepspeed.pipe import LayerSpec, PipelineModule
    from deepspeed.runtime.pipe.topology import PipeModelDataParallelTopology

    deepspeed.init_distributed("gloo")
    topology = PipeModelDataParallelTopology(num_pp=2, num_mp=2, num_dp=1)
    model = PipelineModule([LayerSpec(Split) for _ in range(4)], topology=topology, loss_fn=lambda out, label: out.sum())
    mine = topology.get_coord(rank).model
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            seed = sum(map(ord, name)) + (50 * mine if "part" in name else 0)
            parameter.copy_(values(*parameter.shape, seed=seed))
    settings = config(0, "fp32") | {"train_batch_size": 1, "gradient_accumulation_steps": 1}
    engine, *_ = deepspeed.initialize(model=model, model_parameters=list(model.parameters()), config=settings)
    engine.save_checkpoint(ckpt, tag="global_step0")
    every = [None] * world
    dist.all_gather_object(every, (mine, {name: tensor.clone() for name, tensor in engine.module.state_dict().items()}))
    parts = [{}, {}]
    for owner, state in every:
        parts[owner] |= state
    order = sorted(parts[0], key=lambda name: int(name.split(".")[0]))
    whole = {
        name: torch.cat([parts[0][name], parts[1][name]]) if "part" in name else parts[0][name] for name in order
    }
    keep_full(ckpt, whole, rank)
