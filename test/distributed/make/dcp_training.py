"""torch.distributed.checkpoint of training states: FSDP1, FSDP2, HSDP, tensor parallel and their products."""

import torch
import torch.distributed.checkpoint as dcp
import torch.nn as nn
from torch.distributed.device_mesh import init_device_mesh

from common import case
from models import Block, Odd, fill, stepped


def states(model, optimizer, **options):
    from torch.distributed.checkpoint.state_dict import StateDictOptions, get_state_dict

    return get_state_dict(model, optimizer, options=StateDictOptions(**options))


def fsdp2(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    mesh = init_device_mesh("cpu", (world,))
    model = fill(Odd())
    for part in (model.wide, model.out, model):
        fully_shard(part, mesh=mesh)
    own, optimizer = states(model, stepped(model))
    dcp.save({"model": own, "optim": optimizer, "step": 11}, checkpoint_id=ckpt)


for world in (3, 8):
    case(f"fsdp2-{world}", world, note="fully_shard with AdamW: most ranks have no row of the small ones")(fsdp2)


@case("fsdp2-bf16-sgd-2", 2, note="fully_shard of a bfloat16 model with SGD")
def fsdp2_bf16(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    model = fill(Odd(torch.bfloat16))
    fully_shard(model, mesh=init_device_mesh("cpu", (world,)))
    own, optimizer = states(model, stepped(model, torch.optim.SGD, momentum=0.5))
    dcp.save({"model": own, "optim": optimizer}, checkpoint_id=ckpt)


@case("fsdp2-columns-2", 2, note="fully_shard that shards dimension 1")
def fsdp2_columns(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard
    from torch.distributed.tensor import Shard

    model = fill(Block())
    fully_shard(
        model,
        mesh=init_device_mesh("cpu", (world,)),
        shard_placement_fn=lambda parameter: Shard(1) if parameter.dim() == 2 else Shard(0),
    )
    own, optimizer = states(model, stepped(model))
    dcp.save({"model": own, "optim": optimizer}, checkpoint_id=ckpt)


@case("fsdp2-full-2", 2, note="full_state_dict with cpu_offload: rank 0 has all, the other nothing")
def fsdp2_full(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    model = fill(Block())
    fully_shard(model, mesh=init_device_mesh("cpu", (world,)))
    own, optimizer = states(model, stepped(model), full_state_dict=True, cpu_offload=True)
    dcp.save({"model": own, "optim": optimizer}, checkpoint_id=ckpt)


@case("fsdp2-flat-optim-2", 2, note="flatten_optimizer_state_dict")
def fsdp2_flat(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    model = fill(Block())
    fully_shard(model, mesh=init_device_mesh("cpu", (world,)))
    own, optimizer = states(model, stepped(model), flatten_optimizer_state_dict=True)
    dcp.save({"model": own, "optim": optimizer}, checkpoint_id=ckpt)


class Tied(nn.Module):
    """Embeddings that the head shares."""

    def __init__(self):
        super().__init__()
        self.embed, self.mid, self.head = nn.Embedding(7, 4), nn.Linear(4, 4), nn.Linear(4, 7, bias=False)

    def forward(self, x):
        return self.head(self.mid(self.embed(x)))


@case("fsdp2-tied-frozen-3", 3, note="tied embeddings and a frozen layer")
def fsdp2_tied(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    model = fill(Tied())
    model.head.weight = model.embed.weight
    model.mid.requires_grad_(False)
    fully_shard(model, mesh=init_device_mesh("cpu", (world,)))
    dcp.save({"model": model.state_dict()}, checkpoint_id=ckpt)


def parallel(dp, tp):
    def write(rank, world, ckpt):
        from torch.distributed.fsdp import fully_shard
        from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, parallelize_module

        mesh = init_device_mesh("cpu", (dp, tp), mesh_dim_names=("dp", "tp"))
        model = fill(Block(hidden=26))
        plan = {"up": ColwiseParallel(), "gate": ColwiseParallel(), "down": RowwiseParallel()}
        parallelize_module(model, mesh["tp"], plan)
        if dp > 1:
            fully_shard(model, mesh=mesh["dp"])
        own, optimizer = states(model, stepped(model))
        dcp.save({"model": own, "optim": optimizer}, checkpoint_id=ckpt)

    return write


case("tp-3", 3, note="tensor parallel alone, sizes that three does not divide")(parallel(1, 3))
case("tp-fsdp2-2x2", 4, note="tensor parallel and FSDP2: _StridedShard")(parallel(2, 2))
case("tp-fsdp2-4x2", 8, note="tensor parallel of two, FSDP2 of four")(parallel(4, 2))
case("tp-fsdp2-2x4", 8, note="tensor parallel of four, FSDP2 of two")(parallel(2, 4))


@case("tp-vocab-2", 2, note="an embedding by rows and a head by columns, eleven words over two ranks")
def vocabulary(rank, world, ckpt):
    from torch.distributed.tensor import Replicate, Shard
    from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, parallelize_module

    model = nn.ModuleDict({"embed": nn.Embedding(11, 6), "head": nn.Linear(6, 11)})
    fill(model)
    plan = {"embed": RowwiseParallel(input_layouts=Replicate()), "head": ColwiseParallel(output_layouts=Shard(-1))}
    parallelize_module(model, init_device_mesh("cpu", (world,)), plan)
    dcp.save(model.state_dict(), checkpoint_id=ckpt)


def hybrid(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    mesh = init_device_mesh("cpu", (2, world // 2), mesh_dim_names=("replicate", "shard"))
    model = fill(Odd())
    fully_shard(model, mesh=mesh)
    own, optimizer = states(model, stepped(model))
    dcp.save({"model": own, "optim": optimizer}, checkpoint_id=ckpt)


case("hsdp-2x2", 4, note="HSDP with AdamW")(hybrid)
case("hsdp-2x3", 6, note="HSDP, two replicas of three shards")(hybrid)


@case("hsdp-tp-2x2x2", 8, note="replicas, shards and tensor parallel on a 3-D mesh")
def hybrid_tensor(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard
    from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, parallelize_module

    mesh = init_device_mesh("cpu", (2, 2, 2), mesh_dim_names=("rep", "dp", "tp"))
    model = fill(Block(hidden=10))
    plan = {"up": ColwiseParallel(), "gate": ColwiseParallel(), "down": RowwiseParallel()}
    parallelize_module(model, mesh["tp"], plan)
    fully_shard(model, mesh=mesh["rep", "dp"])
    own, optimizer = states(model, stepped(model))
    dcp.save({"model": own, "optim": optimizer}, checkpoint_id=ckpt)


def fsdp1(kind, strategy="FULL_SHARD", orig=True, wrap=True):
    def write(rank, world, ckpt):
        from torch.distributed.fsdp import FullyShardedDataParallel, ShardingStrategy, StateDictType
        from torch.distributed.fsdp.wrap import ModuleWrapPolicy

        options = {"auto_wrap_policy": ModuleWrapPolicy({nn.Linear})} if wrap else {}
        if strategy.startswith("HYBRID"):
            options["device_mesh"] = init_device_mesh("cpu", (2, world // 2), mesh_dim_names=("r", "s"))
        model = FullyShardedDataParallel(
            fill(Odd()),
            use_orig_params=orig,
            device_id=torch.device("cpu"),
            sharding_strategy=ShardingStrategy[strategy],
            **options,
        )
        optimizer = stepped(model)
        with FullyShardedDataParallel.state_dict_type(model, StateDictType[kind]):
            state = {"model": model.state_dict()}
            if kind != "LOCAL_STATE_DICT":
                state["optim"] = FullyShardedDataParallel.optim_state_dict(model, optimizer)
        dcp.save(state, checkpoint_id=ckpt)

    return write


case("fsdp1-sharded-3", 3, note="FSDP1 SHARDED_STATE_DICT, three ranks")(fsdp1("SHARDED_STATE_DICT"))
case("fsdp1-sharded-one-unit-2", 2, note="FSDP1, one unit for all")(fsdp1("SHARDED_STATE_DICT", wrap=False))
case("fsdp1-full-2", 2, note="FSDP1 FULL_STATE_DICT through DCP")(fsdp1("FULL_STATE_DICT"))
case("fsdp1-grad-op-2", 2, note="FSDP1 SHARD_GRAD_OP")(fsdp1("SHARDED_STATE_DICT", "SHARD_GRAD_OP"))
case("fsdp1-no-shard-2", 2, note="FSDP1 NO_SHARD")(fsdp1("FULL_STATE_DICT", "NO_SHARD"))
case("fsdp1-hybrid-2x2", 4, note="FSDP1 HYBRID_SHARD")(fsdp1("SHARDED_STATE_DICT", "HYBRID_SHARD"))
case("fsdp1-local-2", 2, note="FSDP1 LOCAL_STATE_DICT through DCP: flat parameters, names of the units")(
    fsdp1("LOCAL_STATE_DICT", orig=False)
)
