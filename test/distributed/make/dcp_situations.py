"""Situations around torch.distributed.checkpoint: folders saved over, options of the planner and the writer, caches."""

import copy
import io
import os
import shutil

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
import torch.nn as nn
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.tensor import DTensor, Replicate, Shard, distribute_tensor

from common import alone, dcp_merge, keep_full, values
from common import case as register
from models import Block, Odd, fill, stepped


def case(name, ranks=1, **options):
    return register(f"sit-{name}", ranks, **options)


def mesh_of(*sizes, names=None):
    return init_device_mesh("cpu", sizes, mesh_dim_names=names)


def spread(mesh, placements, *shape, seed=0, dtype=torch.float32):
    return distribute_tensor(values(*shape, seed=seed, dtype=dtype), mesh, placements)


def whole(value):
    return value.full_tensor() if isinstance(value, DTensor) else value


def below(folder):
    return lambda ckpt: dcp_merge(os.path.join(ckpt, folder))


# The first record of TensorBoard: its length, a checksum, the version.
EVENTS = b"\x18\0\0\0\0\0\0\0\xa3\x7f\x4b\x22\t\0\0\xc0\xf4\x8a\x5a\xd9\x41\x1a\rbrain.Event:2\xec\xa5\xb1\x4f"

# A folder that is saved into more than once


@case("over-world5-by-2", 5, note="five ranks, then two of them into the same folder: files of three ranks are left")
def over_world(rank, world, ckpt):
    state = {"w": spread(mesh_of(world), [Shard(0)], 11, 2), "old": values(9, seed=2), "n": "five"}
    dcp.save(state, checkpoint_id=ckpt)
    few = dist.new_group([0, 1])
    if rank < 2:
        from torch.distributed.device_mesh import DeviceMesh

        mesh = DeviceMesh.from_group(few, "cpu")
        state = {"w": spread(mesh, [Shard(0)], 5, 2, seed=4), "new": values(3, seed=5), "n": "two"}
        dcp.save(state, checkpoint_id=ckpt, process_group=few)


@case("over-world2-by-5", 5, note="two ranks, then five into the same folder")
def over_smaller(rank, world, ckpt):
    from torch.distributed.device_mesh import DeviceMesh

    few = dist.new_group([0, 1])
    if rank < 2:
        state = {"w": spread(DeviceMesh.from_group(few, "cpu"), [Shard(0)], 5, 2), "gone": values(3)}
        dcp.save(state, checkpoint_id=ckpt, process_group=few)
    dist.barrier()
    dcp.save({"w": spread(mesh_of(world), [Shard(0)], 11, 2, seed=2)}, checkpoint_id=ckpt)


@case("over-shorter-item-files", note="one file per item, then fewer items: numbers of files overlap")
def over_items(ckpt):
    writer = lambda: dcp.FileSystemWriter(ckpt, single_file_per_rank=False)  # noqa: E731
    dcp.save({f"w{at}": values(at + 1, seed=at) for at in range(5)}, storage_writer=writer())
    dcp.save({"w0": values(7, seed=9), "n": 1}, storage_writer=writer())


def local_then_all(rank, world, ckpt):
    mesh = mesh_of(world)
    dcp.save({"w": spread(mesh, [Shard(0)], 9, 2), "n": "first"}, checkpoint_id=ckpt, use_collectives=False)
    dist.barrier()
    dcp.save({"w": spread(mesh, [Shard(0)], 9, 2, seed=3), "n": "second"}, checkpoint_id=ckpt)


case("over-rank-local-2", 2, note="without collectives, then with them: metadata of ranks is left beside .metadata")(
    local_then_all
)


@case("over-by-rank-local-2", 2, layout="dcp-rank-local", note="with collectives, then without: which save is .metadata of?", wrong=(
    "the metadata of the first save lies over the files of the second: places of one shape give other values"
))
def all_then_local(rank, world, ckpt):
    mesh = mesh_of(world)
    dcp.save({"w": spread(mesh, [Shard(0)], 9, 2), "n": "first"}, checkpoint_id=ckpt)
    dist.barrier()
    state = {"w": spread(mesh, [Shard(0)], 9, 2, seed=3), "n": "second"}
    dcp.save(state, checkpoint_id=ckpt, use_collectives=False)
    keep_full(ckpt, {"w": whole(state["w"])}, rank)


@case("over-async-2", 2, note="async_save into the folder of an earlier save")
def over_async(rank, world, ckpt):
    mesh = mesh_of(world)
    for seed in (0, 5):
        dcp.async_save({"w": spread(mesh, [Shard(1)], 3, 7, seed=seed), "step": seed}, checkpoint_id=ckpt).result()


# Ranks


def odd_world(rank, world, ckpt):
    mesh = mesh_of(world)
    model = {f"w{size}": spread(mesh, [Shard(0)], size, 3, seed=size) for size in (1, world - 1, world, world + 3, 23)}
    model |= {"columns": spread(mesh, [Shard(1)], 2, 2 * world + 3), "r": spread(mesh, [Replicate()], 5)}
    dcp.save({"model": model, "epoch": world}, checkpoint_id=ckpt)


case("world7", 7, note="seven ranks, sizes that seven does not divide")(odd_world)
case("world1", 1, note="DTensors of a mesh of one")(alone(odd_world))


@case("mesh-1x3", 3, note="a 2-D mesh with a side of one")
def flat_mesh(rank, world, ckpt):
    mesh = mesh_of(1, 3, names=("dp", "tp"))
    state = {
        "both": spread(mesh, [Shard(0), Shard(1)], 5, 7),
        "same": spread(mesh, [Shard(0), Shard(0)], 7, 2, seed=1),
        "copies": spread(mesh, [Replicate(), Replicate()], 4, seed=2),
    }
    dcp.save(state, checkpoint_id=ckpt)


@case("mesh-3x1x2", 6, note="a 3-D mesh with a side of one, and slices of it")
def sliced_mesh(rank, world, ckpt):
    mesh = mesh_of(3, 1, 2, names=("a", "b", "c"))
    state = {
        "abc": spread(mesh, [Shard(0), Shard(1), Shard(2)], 4, 3, 5),
        "mixed": spread(mesh, [Shard(1), Replicate(), Shard(0)], 5, 4, seed=1),
        "of_a": spread(mesh["a"], [Shard(0)], 7, 2, seed=2),
        "of_ac": spread(mesh["a", "c"], [Shard(0), Shard(0)], 13, seed=3),
    }
    dcp.save(state, checkpoint_id=ckpt)


WIDE = ("uint16", "uint32", "uint64", "complex128", "float64", "bool", "bfloat16", "float8_e5m2", "float8_e4m3fnuz")


@case("wide-dtypes-3", 3, note="unsigned, complex128, bool and float8 over three ranks, one of them empty")
def wide_dtypes(rank, world, ckpt):
    mesh = mesh_of(world)
    rows = (2, 2, 0)[rank]
    # Four rows over three ranks are two, two and none.
    state = {
        name: DTensor.from_local(
            values(rows, 3, seed=at + rank, dtype=getattr(torch, name)),
            mesh,
            [Shard(0)],
            run_check=False,
            shape=torch.Size([4, 3]),
            stride=(3, 1),
        )
        for at, name in enumerate(WIDE)
    }
    dcp.save(state, checkpoint_id=ckpt)


@case("scalars-3", 3, note="0-d and one-element tensors, replicated and plain, of several dtypes")
def scalars(rank, world, ckpt):
    mesh = mesh_of(world)
    state = {"plain": torch.tensor(3), "flag": torch.tensor(True), "one": values(1, 1, 1)}
    for at, dtype in enumerate((torch.float32, torch.bfloat16, torch.int64, torch.float64)):
        state[f"replicated{at}"] = distribute_tensor(torch.tensor(at + 1, dtype=dtype), mesh, [Replicate()])
    state["line"] = spread(mesh, [Shard(0)], 1, seed=3)
    dcp.save(state, checkpoint_id=ckpt)


# Options of planners and writers


def planned(name, ranks=2, note="", **options):
    @case(name, ranks, note=note)
    def write(rank, world, ckpt):
        mesh = mesh_of(world)
        state = {
            "model": {"w": spread(mesh, [Shard(0)], 5, 2), "rep": spread(mesh, [Replicate()], 4, seed=1)},
            "plain": values(3, seed=2),
            "lists": [values(2, seed=3), {"deep": [1, values(1, seed=4)]}],
            "epoch": 4,
        }
        dcp.save(state, checkpoint_id=ckpt, planner=dcp.DefaultSavePlanner(**options))


planned("planner-lowest-3", 3, dedup_save_to_lowest_rank=True, note="replicas are saved by the lowest rank")
planned("planner-no-dedup", dedup_replicated_tensors=False, note="the old switch for replicas, which does nothing")
planned("planner-no-flatten-sharded", flatten_sharded_tensors=False, note="nested sharded tensors are left as they are")
planned("planner-cached", enable_plan_caching=True, note="plans are cached")


@case("planner-cached-second", 2, note="the second save with cached plans, into a folder of its own", merge=below("step-2"))
def cached_plans(rank, world, ckpt):
    mesh = mesh_of(world)
    planner = dcp.DefaultSavePlanner(enable_plan_caching=True)
    for step in (1, 2):
        state = {"w": spread(mesh, [Shard(0)], 5, 2, seed=step), "n": step, "plain": values(3, seed=step)}
        dcp.save(state, checkpoint_id=f"{ckpt}/step-{step}", planner=planner)
    dist.barrier()
    if rank == 0:
        shutil.rmtree(f"{ckpt}/step-1")


class Renaming(dcp.DefaultSavePlanner):
    """Saves under other names, as planners of users do."""

    def set_up_planner(self, state_dict, *rest, **more):
        super().set_up_planner({f"prefix/{name}": value for name, value in state_dict.items()}, *rest, **more)


@case("planner-renaming", 2, note="a planner of the user's own, with slashes in its names")
def renaming(rank, world, ckpt):
    state = {"w": spread(mesh_of(world), [Shard(0)], 5, 2), "b": values(3), "n": 1}
    dcp.save(state, checkpoint_id=ckpt, planner=Renaming())


@case("writer-threads-items-2", 2, note="four threads, one file per item, nothing copied ahead, not synced")
def threaded_items(rank, world, ckpt):
    mesh = mesh_of(world)
    state = {f"w{at}": spread(mesh, [Shard(0)], at + 1, 2, seed=at) for at in range(6)} | {"n": {"deep": [1, "two"]}}
    writer = dcp.FileSystemWriter(
        ckpt, single_file_per_rank=False, sync_files=False, thread_count=4, per_thread_copy_ahead=0
    )
    dcp.save(state, storage_writer=writer)


@case("writer-fsspec-2", 2, note="the writer over fsspec")
def by_fsspec(rank, world, ckpt):
    from torch.distributed.checkpoint._fsspec_filesystem import FsspecWriter

    state = {"w": spread(mesh_of(world), [Shard(0)], 5, 2), "plain": values(3), "n": 1}
    dcp.save(state, storage_writer=FsspecWriter(ckpt))


@case("no-dist-in-a-group", 2, note="no_dist=True inside of a group: rank 0 alone saves what it has", merge=below("of-0"))
def no_dist(rank, world, ckpt):
    if rank == 0:
        dcp.save({"w": values(4, 2), "n": 1}, checkpoint_id=f"{ckpt}/of-0", no_dist=True)


def staged(name, **options):
    @case(name, 2, note="async_save with its stager given")
    def write(rank, world, ckpt):
        from torch.distributed.checkpoint.staging import DefaultStager, StagingOptions

        mesh = mesh_of(world)
        stager = DefaultStager(StagingOptions(False, options["shared"], options["async"], False))
        shared = values(3, seed=3)
        state = {"w": spread(mesh, [Shard(0)], 5, 2), "one": shared, "same": shared, "view": shared[1:], "n": 3}
        saved = dcp.async_save(state, checkpoint_id=ckpt, async_stager=stager)
        getattr(saved, "upload_completion", saved).result()
        stager.close()


staged("async-stager", shared=False, **{"async": False})
staged("async-stager-shared", shared=True, **{"async": True})


@case("async-process", 2, note="async_save in a process of its own")
def by_process(rank, world, ckpt):
    from torch.distributed.checkpoint.state_dict_saver import AsyncCheckpointerType

    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT="0")
    group = dist.new_group(backend="gloo")
    state = {"w": spread(mesh_of(world), [Shard(0)], 5, 2), "n": 3}
    dcp.async_save(
        state, checkpoint_id=ckpt, process_group=group, async_checkpointer_type=AsyncCheckpointerType.PROCESS
    ).result()


# What tensors can be


@case("local-shards", 2, note="LocalShardsWrapper: several shards of one DTensor on a rank, by columns and by rows")
def local_shards(rank, world, ckpt):
    from torch.distributed.tensor._shards_wrapper import LocalShardsWrapper

    mesh = mesh_of(world)
    table = values(6, 8, seed=1)
    columns = [(0, 4 * rank), (0, 4 * rank + 2)]
    by_columns = LocalShardsWrapper([table[:, at : at + 2].clone() for _, at in columns], columns)
    rows = [(3 * rank, 0), (3 * rank + 1, 0)]
    by_rows = LocalShardsWrapper([table[3 * rank : 3 * rank + 1].clone(), table[3 * rank + 1 : 3 * rank + 3].clone()], rows)
    none = LocalShardsWrapper([table[:, :].clone()] if rank == 0 else [], [(0, 0)] if rank == 0 else [])

    def tensor(local, placements):
        return DTensor.from_local(
            local, mesh, placements, run_check=False, shape=torch.Size([6, 8]), stride=(8, 1)
        )

    dcp.save(
        {
            "columns": tensor(by_columns, [Shard(1)]),
            "rows": tensor(by_rows, [Shard(0)]),
            "one_rank": tensor(none, [Shard(0)]),
            "plain": values(2),
        },
        checkpoint_id=ckpt,
    )


@case("grid-sharded-tensor", 4, note="ShardedTensor in blocks of other sizes, and one without dimensions of its own")
def grid_sharded(rank, world, ckpt):
    from torch.distributed._shard.sharded_tensor import init_from_local_shards
    from torch.distributed._shard.sharded_tensor.shard import Shard as Local

    table = values(7, 9, seed=2)
    blocks = [((0, 0), (3, 4)), ((0, 4), (3, 5)), ((3, 0), (4, 8)), ((3, 8), (4, 1))]
    (top, left), (rows, columns) = blocks[rank]
    local = Local.from_tensor_and_offsets(table[top : top + rows, left : left + columns].clone(), [top, left], rank)
    dcp.save({"table": init_from_local_shards([local], 7, 9)}, checkpoint_id=ckpt)


@case("attributes", note="tensors and parameters with attributes of their own, and requires_grad")
def attributes(ckpt):
    parameter = nn.Parameter(values(3, 2))
    parameter.partition_dim = 0
    tensor = values(4, seed=1)
    tensor.allreduce = True
    buffer = nn.Buffer(values(2, seed=2))
    grown = values(3, seed=3).requires_grad_()
    made = (values(3, seed=4).requires_grad_() * 2).view(3, 1)
    dcp.save(
        {"parameter": parameter, "tensor": tensor, "buffer": buffer, "grown": grown, "made": made, "in": (tensor, parameter)},
        checkpoint_id=ckpt,
    )


@case("in-tuples", note="tensors of every kind inside of tuples, where one pickle has them all")
def in_tuples(ckpt):
    one = values(4, 2)
    dcp.save(
        {
            "tied": (one, one[1:], one.t()),
            "parameter": (nn.Parameter(values(2)), nn.Buffer(values(3))),
            "half": (values(3, dtype=torch.bfloat16), torch.tensor(2.5, dtype=torch.float16)),
            "w": values(2, 2, seed=1),
        },
        checkpoint_id=ckpt,
    )


@case("sub-byte", note="dtypes with elements smaller than a byte, as far as they can be saved")
def sub_byte(ckpt):
    state = {"w": values(3)}
    packed = values(4, 2, dtype=torch.uint8)
    for name in ("float4_e2m1fn_x2",):
        if hasattr(torch, name):
            state[name] = packed.view(getattr(torch, name))
    dcp.save(state, checkpoint_id=ckpt)


@case("tied-model", note="tied weights of a module, and its parameters once more under another key")
def tied_model(ckpt):
    model = fill(Block())
    model.tied = model.up
    ema = copy.deepcopy(model)
    dcp.save({"model": model.state_dict(), "ema": ema.state_dict(), "copy": {"up": model.up.weight}}, checkpoint_id=ckpt)


@case("keys-mixed", note="dicts with keys of numbers beside lists, and names that only differ by case")
def mixed_keys(ckpt):
    dcp.save(
        {
            "state": {0: {"exp_avg": values(2), "step": torch.tensor(1.0)}, 1: {"exp_avg": values(2, seed=1)}},
            "groups": [{"lr": 0.1, "params": [0, 1], "betas": (0.9, 0.99)}, {"lr": 0.2, "params": []}],
            "A": values(1, seed=2),
            "a": values(1, seed=3),
            "a.b": {"c.d": values(1, seed=4)},
            "ordered": [[[values(1, seed=5)]]],
        },
        storage_writer=dcp.FileSystemWriter(ckpt, single_file_per_rank=False),
    )


@case("names-hard", note="half of a surrogate pair, very long names, line ends, slashes, names like files")
def hard_names(ckpt):
    names = ("\ud800", "n" * 5000, "a\r\nb", "a/../b", "__0_0.distcp", ".metadata", "\u2028", "\x1b[31mred", "a\\b", "…", "'")
    dcp.save({name: values(2, seed=at) for at, name in enumerate(names)}, checkpoint_id=ckpt)


@case("nothing", note="an empty state_dict", wrong="nothing was saved")
def nothing(ckpt):
    dcp.save({}, checkpoint_id=ckpt)


@case("deep", note="sixty dicts in each other")
def deep(ckpt):
    state = values(2)
    for at in range(60):
        state = {f"k{at}": state} if at % 3 else [state]
    dcp.save({"top": state}, checkpoint_id=ckpt)


@case("randoms", note="random states as trainers keep them")
def randoms(ckpt):
    import random

    import numpy

    generator = torch.Generator().manual_seed(3)
    numpy.random.seed(1)
    random.seed(1)
    dcp.save(
        {
            "rng": {
                "python": random.getstate(),
                "numpy": numpy.random.get_state(),
                "torch": torch.get_rng_state(),
                "own": generator.get_state(),
            },
            "model": {"w": values(3)},
        },
        checkpoint_id=ckpt,
    )


# Training states


@case("fsdp2-hsdp-tp-2x2x2", 8, note="replicas, FSDP2 and tensor parallel at once")
def three_ways(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard
    from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, parallelize_module

    mesh = mesh_of(2, 2, 2, names=("replicate", "shard", "tp"))
    model = fill(Block(hidden=26))
    parallelize_module(
        model, mesh["tp"], {"up": ColwiseParallel(), "gate": ColwiseParallel(), "down": RowwiseParallel()}
    )
    fully_shard(model, mesh=mesh["replicate", "shard"])
    dcp.save({"model": model.state_dict(), "optim": optimizer_of(model)}, checkpoint_id=ckpt)


def optimizer_of(model, **options):
    from torch.distributed.checkpoint.state_dict import get_optimizer_state_dict

    return get_optimizer_state_dict(model, stepped(model, **options))


@case("fsdp2-tp-3x2", 6, note="_StridedShard with rows that neither three nor two divides")
def strided_uneven(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard
    from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, parallelize_module

    mesh = mesh_of(3, 2, names=("dp", "tp"))
    model = fill(Block(inner=7, hidden=10))
    parallelize_module(
        model, mesh["tp"], {"up": ColwiseParallel(), "gate": ColwiseParallel(), "down": RowwiseParallel()}
    )
    fully_shard(model, mesh=mesh["dp"])
    dcp.save({"model": model.state_dict()}, checkpoint_id=ckpt)


def first_fsdp(name, ranks, strategy, kind):
    @case(name, ranks, note=f"FSDP1 {strategy}, {kind}, by DCP")
    def write(rank, world, ckpt):
        from torch.distributed.fsdp import FullyShardedDataParallel, ShardingStrategy, StateDictType
        from torch.distributed.fsdp.wrap import ModuleWrapPolicy

        options = {"device_mesh": mesh_of(2, 2, names=("a", "b"))} if "HYBRID" in strategy else {}
        model = FullyShardedDataParallel(
            fill(Odd()),
            use_orig_params=True,
            device_id=torch.device("cpu"),
            sharding_strategy=ShardingStrategy[strategy],
            auto_wrap_policy=ModuleWrapPolicy({nn.Linear}),
            **options,
        )
        with FullyShardedDataParallel.state_dict_type(model, StateDictType[kind]):
            dcp.save({"model": model.state_dict()}, checkpoint_id=ckpt)


first_fsdp("fsdp1-no-shard-2", 2, "NO_SHARD", "SHARDED_STATE_DICT")
first_fsdp("fsdp1-grad-op-3", 3, "SHARD_GRAD_OP", "SHARDED_STATE_DICT")
first_fsdp("fsdp1-hybrid-2x2", 4, "HYBRID_SHARD", "SHARDED_STATE_DICT")
first_fsdp("fsdp1-full-2", 2, "FULL_SHARD", "FULL_STATE_DICT")
first_fsdp("fsdp1-local-3", 3, "FULL_SHARD", "LOCAL_STATE_DICT")


@case("optim-only", 2, note="the folder of an optimizer alone, as accelerate lays it", merge=below("optimizer_0"))
def optimizer_only(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    model = fill(Odd())
    fully_shard(model, mesh=mesh_of(world))
    dcp.save({"optimizer": optimizer_of(model)}, checkpoint_id=f"{ckpt}/optimizer_0")


@case("torchtitan-step", 2, note="step-N below a dump folder, names at the top, states by their own", merge=below("checkpoint/step-10"))
def torchtitan(rank, world, ckpt):
    from torch.distributed.fsdp import fully_shard

    class Train:
        """The state of the run, as bytes and tensors."""

        def state_dict(self):
            return {"step": torch.tensor(10, dtype=torch.int32), "ntokens_seen": torch.tensor(4096), "losses": io.BytesIO(b"x")}

        def load_state_dict(self, state):
            raise NotImplementedError

    class Data:
        """Loader states are pickled bytes, one for each rank."""

        def state_dict(self):
            return {f"dp_rank_{rank}": b"\x80\x04N.", "world_size": world}

        def load_state_dict(self, state):
            raise NotImplementedError

    model = fill(Odd())
    fully_shard(model, mesh=mesh_of(world))
    states = {**model.state_dict(), "optimizer": optimizer_of(model), "train_state": Train(), "dataloader": Data()}
    states["lr_scheduler"] = {"last_epoch": 10}
    dcp.save(states, checkpoint_id=f"{ckpt}/checkpoint/step-10")
    dist.barrier()
    if rank == 0:
        os.makedirs(f"{ckpt}/tb/20260101-0000", exist_ok=True)
        with open(f"{ckpt}/tb/20260101-0000/events.out.tfevents.1.host", "wb") as file:
            file.write(EVENTS)


@case("stateful-mixed", 2, note="Stateful objects in dicts and lists, beside plain values")
def stateful(rank, world, ckpt):
    class One:
        """A state with a DTensor and a state in it."""

        def __init__(self, seed):
            self.seed = seed

        def state_dict(self):
            return {"w": spread(mesh_of(world), [Shard(0)], 5, seed=self.seed), "n": self.seed, "empty": {}}

        def load_state_dict(self, state):
            raise NotImplementedError

    dcp.save({"one": One(1), "two": One(2), "plain": values(3), "sched": {"a": 1, "b": [0.5]}}, checkpoint_id=ckpt)


@case("peft-keys", 2, note="only the adapters of a model, as fine-tuning saves them")
def adapters(rank, world, ckpt):
    mesh = mesh_of(world)
    state = {}
    for layer in range(2):
        for at, side in enumerate(("lora_A", "lora_B")):
            name = f"base_model.model.layers.{layer}.q_proj.{side}.default.weight"
            state[name] = spread(mesh, [Shard(0)], *((4, 8) if at == 0 else (8, 4)), seed=layer * 2 + at)
    dcp.save({"model": state}, checkpoint_id=ckpt)


# Folders as they lie about


def wrapped(name, note, after, **options):
    """An ordinary save, and what others put around it."""

    @case(name, 2, note=note, **options)
    def write(rank, world, ckpt):
        mesh = mesh_of(world)
        state = {"model": {"w": spread(mesh, [Shard(0)], 5, 2), "b": values(3, seed=1)}, "step": 7}
        dcp.save(state, checkpoint_id=ckpt)
        dist.barrier()
        if rank == 0:
            after(ckpt)

    return write


def write_file(path, content=b""):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def junk(ckpt):
    files = {
        ".DS_Store": b"\0\0\0\1Bud1",
        "._.metadata": b"\0\5\x16\7",
        ".___0_0.distcp": b"\0\5\x16\7" + b"\0" * 78 + b"Mac OS X        ",
        "Thumbs.db": b"\xd0\xcf\x11\xe0",
        "train.log": b"step 1\n",
        "events.out.tfevents.1700000000.host": EVENTS,
        "config.json": b'{"model_type": "llama"}',
        "tokenizer.json": b"{}",
        "tokenizer.model": b"\n\x0e\n\5<unk>\x15\0\0\0\0\x18\2\n\x0c\n\3<s>\x15\0\0\0\0\x18\3",
        "__0_0.distcp.lock": b"",
        ".lock": b"",
        "README.md": b"# A model\n",
        ".gitattributes": b"*.distcp filter=lfs\n",
        "__0_0.distcp.sha256": b"0" * 64,
        "nohup.out": b"x",
        "wandb/latest-run": b"x",
        ".ipynb_checkpoints/config-checkpoint.json": b"{}",
    }
    for name, content in files.items():
        write_file(f"{ckpt}/{name}", content)


wrapped("around-junk", "what systems, trainers and people leave in a folder", junk)


def downloaded(ckpt):
    for name in sorted(os.listdir(ckpt)):
        write_file(f"{ckpt}/.cache/huggingface/download/{name}.metadata", b"0" * 40 + b"\n" + b"0" * 64 + b"\n1700000000.0\n")
        write_file(f"{ckpt}/.cache/huggingface/download/{name}.lock")
    write_file(f"{ckpt}/.cache/huggingface/.gitignore", b"*")
    write_file(f"{ckpt}/config.json", b"{}")


wrapped("around-downloaded", "downloaded from a hub into a folder: .cache/huggingface/download has NAME.metadata", downloaded)


def as_cache(ckpt):
    names = sorted(os.listdir(ckpt))
    revision = "0123456789abcdef0123456789abcdef01234567"
    for at, name in enumerate(names):
        blob = f"{ckpt}/models--who--what/blobs/{at:064x}"
        os.makedirs(os.path.dirname(blob), exist_ok=True)
        os.rename(f"{ckpt}/{name}", blob)
        link = f"{ckpt}/models--who--what/snapshots/{revision}/{name}"
        os.makedirs(os.path.dirname(link), exist_ok=True)
        os.symlink(f"../../blobs/{at:064x}", link)
    write_file(f"{ckpt}/models--who--what/refs/main", revision.encode())


SNAPSHOT = "models--who--what/snapshots/0123456789abcdef0123456789abcdef01234567"
wrapped("around-cache", "a snapshot of the cache of a hub: every file is a link to a blob", as_cache, merge=below(SNAPSHOT), inside=SNAPSHOT)


def twice(ckpt):
    os.makedirs(f"{ckpt}/step-2")
    for name in os.listdir(ckpt):
        if os.path.isfile(f"{ckpt}/{name}"):
            shutil.move(f"{ckpt}/{name}", f"{ckpt}/step-2/{name}")
    shutil.copytree(f"{ckpt}/step-2", f"{ckpt}/step-1")


wrapped("around-two-steps", "two steps side by side", twice, merge=below("step-2"), inside="step-2")


def two_down(ckpt):
    for name in [name for name in os.listdir(ckpt) if os.path.isfile(f"{ckpt}/{name}")]:
        os.makedirs(f"{ckpt}/runs/exp 1", exist_ok=True)
        shutil.move(f"{ckpt}/{name}", f"{ckpt}/runs/exp 1/{name}")


wrapped("around-two-down", "two folders down, with a space in a name", two_down, merge=below("runs/exp 1"))


def linked_folder(ckpt):
    os.makedirs(f"{ckpt}/step-00000010")
    for name in [name for name in os.listdir(ckpt) if os.path.isfile(f"{ckpt}/{name}")]:
        shutil.move(f"{ckpt}/{name}", f"{ckpt}/step-00000010/{name}")
    os.symlink("step-00000010", f"{ckpt}/latest")


wrapped("around-link", "a link named latest to the folder of the step", linked_folder, merge=below("latest"))


def copied_beside(ckpt):
    dcp_state = dcp_merge(ckpt)
    torch.save(dcp_state["model"], f"{ckpt}/pytorch_model.bin")


wrapped("around-merged", "the merged weights lie in the folder too, as pytorch_model.bin", copied_beside)


def hard_parts(ckpt):
    shutil.copy(f"{ckpt}/__0_0.distcp", f"{ckpt}/__0_0.distcp.tmp")
    shutil.copy(f"{ckpt}/.metadata", f"{ckpt}/.metadata.tmp")
    shutil.copy(f"{ckpt}/.metadata", f"{ckpt}/.metadata.bak")


wrapped("around-tmp", "temporary files of a save that was cut off later", hard_parts)
