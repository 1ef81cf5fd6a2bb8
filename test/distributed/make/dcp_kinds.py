"""Kinds of tensors and of placements that seldom meet torch.distributed.checkpoint: what is not plain, dense and whole."""

import io
import os

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
import torch.nn as nn
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.tensor import Replicate, Shard, distribute_tensor

from common import case as register
from common import dcp_merge, keep_full, values
from models import Block, Odd, fill, stepped


def case(name, ranks=1, **options):
    return register(f"kind-{name}", ranks, **options)


def spread(mesh, placements, *shape, seed=0, dtype=torch.float32):
    return distribute_tensor(values(*shape, seed=seed, dtype=dtype), mesh, placements)


def below(folder):
    return lambda ckpt: dcp_merge(os.path.join(ckpt, folder))


@case("subclass", note="a subclass of Tensor, a Parameter with attributes, a Buffer", wrong=(
    "the tool reads items with weights_only, and refuses the classes"
))
def subclass(ckpt):
    class Mine(torch.Tensor):
        """Nothing of its own."""

    globals()["Mine"] = Mine
    Mine.__qualname__ = "Mine"
    parameter = nn.Parameter(values(3))
    parameter.tag = "x"
    dcp.save(
        {"mine": values(2, 3).as_subclass(Mine), "p": parameter, "b": nn.Buffer(values(4))},
        checkpoint_id=ckpt,
    )
    keep_full(ckpt, {"mine": values(2, 3), "p": values(3), "b": values(4)}, 0)


@case("undefined-bytes", note="many streams: BytesIO at another place than its begin, empty, large")
def streams(ckpt):
    moved = io.BytesIO(b"abcdef")
    moved.seek(3)
    dcp.save({"moved": moved, "empty": io.BytesIO(), "large": io.BytesIO(bytes(range(256)) * 300), "w": values(2)}, checkpoint_id=ckpt)


@case("sub-world-3", 3, note="tensors of meshes of two of three ranks, another pair each")
def sub_world(rank, world, ckpt):
    from torch.distributed.device_mesh import DeviceMesh

    state = {}
    for at, pair in enumerate(([0, 1], [1, 2], [0, 2])):
        group = dist.new_group(pair)
        if rank in pair:
            mesh = DeviceMesh.from_group(group, "cpu")
            state[f"w{at}"] = spread(mesh, [Shard(0)], 5, 2, seed=at)
    dcp.save(state, checkpoint_id=ckpt)


@case("expert-parallel-4", 4, note="experts over one side of a mesh, each split by FSDP2 over the other, dimension 1 where rows do not suffice")
def expert_parallel(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("dp", "ep"))

    class Grouped(nn.Module):
        def __init__(self):
            super().__init__()
            self.experts = nn.Module()
            self.experts.w1 = nn.Parameter(torch.zeros(4, 6, 8))
            self.experts.w2 = nn.Parameter(torch.zeros(4, 8, 6))
            self.router = nn.Linear(8, 5, bias=False)

        def forward(self, x):
            return x

    model = fill(Grouped())
    for name in ("w1", "w2"):
        parameter = getattr(model.experts, name)
        setattr(model.experts, name, nn.Parameter(distribute_tensor(parameter.data, mesh["ep"], [Shard(0)])))
    fully_shard(model.experts, mesh=mesh["dp"], shard_placement_fn=lambda p: Shard(1))
    fully_shard(model, mesh=mesh["dp"])
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
    for parameter in model.parameters():
        parameter.grad = parameter.detach().clone()
    optimizer.step()
    from torch.distributed.checkpoint.state_dict import get_state_dict

    own, states = get_state_dict(model, optimizer)
    dcp.save({"model": own, "optim": states}, checkpoint_id=ckpt)


@case("expert-rows-4", 4, note="experts by rows over both sides of the mesh")
def expert_rows(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("dp", "ep"))
    state = {"w1": spread(mesh, [Shard(1), Shard(0)], 5, 7, 3), "w2": spread(mesh, [Shard(0), Shard(0)], 5, 3, seed=1)}
    dcp.save(state, checkpoint_id=ckpt)


@case("pipeline-schedule-4", 4, note="two stages with their optimizers merged by name, split by FSDP2")
def pipeline(rank, world, ckpt):
    from torch.distributed.checkpoint.state_dict import StateDictOptions, get_model_state_dict, get_optimizer_state_dict
    from torch.distributed.fsdp import fully_shard

    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("pp", "dp"))
    stage = mesh.get_local_rank("pp")
    model = Odd()
    model.layers = nn.ModuleDict({str(at): Block() for at in (2 * stage, 2 * stage + 1)})
    for name in ("wide", "norm", "out", "gain", "seen"):
        delattr(model, name)
    model = fill(model)
    fully_shard(model, mesh=mesh["dp"])
    options = StateDictOptions(flatten_optimizer_state_dict=True)
    state = {"model": get_model_state_dict(model), "optimizer": get_optimizer_state_dict(model, stepped(model), options=options)}
    dcp.save({**state["model"], "optimizer": state["optimizer"], "train_state": {"step": torch.tensor(3)}}, checkpoint_id=ckpt)


def foreach(name, kind, **options):
    @case(f"optim-{name}-3", 3, note=f"FSDP2 and {kind.__name__}, optimizer.state_dict() as it is")
    def write(rank, world, ckpt):
        from torch.distributed.fsdp import fully_shard

        model = fill(Odd())
        fully_shard(model, mesh=init_device_mesh("cpu", (world,)))
        optimizer = stepped(model, kind, **options)
        dcp.save({"model": model.state_dict(), "optimizer": optimizer.state_dict()}, checkpoint_id=ckpt)


foreach("adamax", torch.optim.Adamax)
foreach("adagrad", torch.optim.Adagrad)
foreach("asgd", torch.optim.ASGD)


@case("ddp-zero-redundancy-2", 2, note="ZeroRedundancyOptimizer consolidated on rank 0")
def zero_redundancy(rank, world, ckpt):
    from torch.distributed.optim import ZeroRedundancyOptimizer
    from torch.nn.parallel import DistributedDataParallel

    model = DistributedDataParallel(fill(Odd()), find_unused_parameters=True)
    optimizer = ZeroRedundancyOptimizer(model.parameters(), torch.optim.Adam, lr=0.1)
    model(values(2, 7)).sum().backward()
    optimizer.step()
    optimizer.consolidate_state_dict(0)
    state = {"model": model.state_dict()}
    if rank == 0:
        state["optim"] = optimizer.state_dict()
    dcp.save(state, checkpoint_id=ckpt)


@case("compiled-2", 2, note="torch.compile around FSDP2: _orig_mod in the names")
def compiled(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    model = fill(Block())
    fully_shard(model, mesh=init_device_mesh("cpu", (world,)))
    dcp.save({"model": torch.compile(model).state_dict()}, checkpoint_id=ckpt)


@case("checkpoint-wrapper-2", 2, note="activation checkpointing: _checkpoint_wrapped_module in the names")
def wrapped(rank, world, ckpt):
    from torch.distributed.algorithms._checkpoint.checkpoint_wrapper import apply_activation_checkpointing
    from torch.distributed.fsdp import fully_shard

    model = fill(nn.Sequential(Block(), Block()))
    apply_activation_checkpointing(model, check_fn=lambda module: isinstance(module, Block))
    fully_shard(model, mesh=init_device_mesh("cpu", (world,)))
    dcp.save({"model": {f"raw.{name}": value for name, value in nn.Module.state_dict(model).items()}}, checkpoint_id=ckpt)


@case("ema-2", 2, note="AveragedModel beside the model, n_averaged a buffer of no dimension")
def averaged(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    model, ema = fill(Block()), torch.optim.swa_utils.AveragedModel(fill(Block()))
    mesh = init_device_mesh("cpu", (world,))
    fully_shard(model, mesh=mesh)
    fully_shard(ema, mesh=mesh)
    dcp.save({"model": model.state_dict(), "ema": ema.state_dict(), "step": 4}, checkpoint_id=ckpt)


@case("many-items-2", 2, note="three thousand values and tensors of no dimension")
def many(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    state = {f"s{at}": torch.tensor(at * 0.5) for at in range(1000)}
    state |= {f"v{at}": at for at in range(1000)}
    state |= {f"d{at}": spread(mesh, [Shard(0)], 2, seed=at) for at in range(1000)}
    dcp.save({"state": state}, checkpoint_id=ckpt)


@case("two-saves", note="two steps in one folder, the model of each in the same sub-folders", merge=below("step_20"), inside="step_20")
def two(ckpt):
    for step in (10, 20):
        dcp.save({"model": {"w": values(3, seed=step)}, "step": step}, checkpoint_id=f"{ckpt}/step_{step}")


@case("model-and-optim", note="olmo-core: model_and_optim/ and train/rank0.pt", merge=below("model_and_optim"))
def olmo(ckpt):
    model = fill(Block())
    from torch.distributed.checkpoint.state_dict import StateDictOptions, get_state_dict

    own, states = get_state_dict(model, stepped(model), options=StateDictOptions(flatten_optimizer_state_dict=True))
    dcp.save({"model": own, "optim": states}, checkpoint_id=f"{ckpt}/model_and_optim")
    os.makedirs(f"{ckpt}/train")
    torch.save({"global_step": 4, "data_loader": {"seed": 1}}, f"{ckpt}/train/rank0.pt")
    with open(f"{ckpt}/config.json", "w", encoding="utf8") as file:
        file.write("{}")


@case("renamed", note="the folder and .metadata's neighbours under names of a copy", merge=below("final model (1)"))
def renamed(ckpt):
    dcp.save({"w": values(7, 2), "n": 2}, checkpoint_id=f"{ckpt}/final model (1)")


@case("mixed-precision-2", 2, note="FSDP2 with MixedPrecisionPolicy and CPUOffloadPolicy")
def mixed(rank, world, ckpt):
    from torch.distributed.fsdp import CPUOffloadPolicy, MixedPrecisionPolicy, fully_shard

    model = fill(Odd())
    policy = MixedPrecisionPolicy(param_dtype=torch.bfloat16, reduce_dtype=torch.float32)
    fully_shard(model, mesh=init_device_mesh("cpu", (world,)), mp_policy=policy, offload_policy=CPUOffloadPolicy(pin_memory=False))
    dcp.save({"model": model.state_dict()}, checkpoint_id=ckpt)


@case("hybrid-uneven-2x3", 6, note="HSDP of two replicas over three shards, HSDP's optimizer beside")
def hybrid(rank, world, ckpt):
    from torch.distributed.checkpoint.state_dict import get_state_dict
    from torch.distributed.fsdp import fully_shard

    model = fill(Odd())
    fully_shard(model, mesh=init_device_mesh("cpu", (2, 3), mesh_dim_names=("r", "s")))
    own, states = get_state_dict(model, stepped(model))
    dcp.save({"model": own, "optim": states}, checkpoint_id=ckpt)


@case("sequence-parallel-2", 2, note="tensor parallel of norms and of a vocabulary, loss_parallel")
def sequence(rank, world, ckpt):
    from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, SequenceParallel, parallelize_module

    model = fill(nn.ModuleDict({"embed": nn.Embedding(9, 4), "norm": nn.RMSNorm(4), "head": nn.Linear(4, 9, bias=False)}))
    parallelize_module(
        model,
        init_device_mesh("cpu", (world,)),
        {
            "embed": RowwiseParallel(input_layouts=Replicate()),
            "norm": SequenceParallel(),
            "head": ColwiseParallel(use_local_output=False),
        },
    )
    dcp.save({"model": model.state_dict()}, checkpoint_id=ckpt)


@case("process-async-3", 3, note="async_save twice without waiting in between, two folders", merge=below("second"), inside="second")
def asynchronous(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    first = dcp.async_save({"w": spread(mesh, [Shard(0)], 7, 3)}, checkpoint_id=f"{ckpt}/first")
    first.result()
    dcp.async_save({"w": spread(mesh, [Shard(0)], 7, 3, seed=5), "b": {"c": 1}}, checkpoint_id=f"{ckpt}/second").result()


@case("state-dict-saver-2", 2, note="the older names save_state_dict and no_dist=False")
def older_names(rank, world, ckpt):
    mesh = init_device_mesh("cpu", (world,))
    dcp.save_state_dict({"w": spread(mesh, [Shard(0)], 7, 3), "x": {"y": values(2)}}, dcp.FileSystemWriter(ckpt))
