"""Cases: nested, jagged, meta, distributed and wrapped tensors, uninitialized parameters, bare storages, tensors rebuilt from numpy."""
import numpy
import torch
from torch import nn

import pickle_assembler as asm
import training_script
from archive_writer import Entry, write_entries
from cases import MODERN


def write(cases):
    for name, (what, make) in tensors().items():
        cases.save(name, make, name.split("-")[0], what, optional=True)
    by_hand(cases)
    if MODERN:
        cases.save("fake-materialized", _fake, "fake", "FakeTensors saved as holes: skip_data(materialize_fake_tensors=True)", save=_save_materialized)
        distributed(cases)


def tensors():
    cases = {
        "meta-tensors": ("meta tensors, a view and a Parameter among them", lambda: {"w": torch.empty(2, 3, device="meta"), "half": torch.empty(4, 3, device="meta").half()[1:].t(), "p": nn.Parameter(torch.empty(2, device="meta")), "real": torch.rand(2)}),
        "meta-module": ("a module on the meta device", lambda: nn.Linear(2, 3, device="meta")),
        "uninitialized-parameter": ("uninitialized parameters and buffers", lambda: {"p": nn.UninitializedParameter(), "b": nn.parameter.UninitializedBuffer(), "w": torch.rand(1)}),
        "uninitialized-module": ("a lazy module", lambda: nn.LazyLinear(3)),
        "uninitialized-state_dict": ("a lazy module's state_dict", lambda: nn.LazyBatchNorm1d().state_dict()),
        "storage-typed-alone": ("a typed storage alone", lambda: torch.arange(5, dtype=torch.float64).storage()),
        "storage-untyped-alone": ("an untyped storage alone", lambda: torch.arange(5, dtype=torch.int16).untyped_storage()),
        "storage-in-dict": ("storages of many dtypes and an empty one", lambda: {name: torch.ones(3).to(getattr(torch, name)).storage() for name in ("float16", "bfloat16", "bool", "complex64", "int64")}),
        "storage-first": ("an untyped storage before a tensor of the same bytes", _storage_first),
        "generator-state": ("a random generator object", lambda: {"generator": torch.Generator().manual_seed(5), "w": torch.rand(1)}),
    }
    if MODERN:
        cases.update({
            "nested-strided": ("nested tensors of the strided layout", lambda: {"n": torch.nested.nested_tensor([torch.rand(2, 3), torch.rand(1, 3)]), "w": torch.rand(2)}),
            "nested-deep": ("a nested tensor of float16 matrices of two sizes", lambda: torch.nested.nested_tensor([torch.rand(2, 1).half(), torch.rand(3, 4).half()])),
            "jagged-plain": ("a jagged nested tensor", lambda: {"j": torch.nested.nested_tensor([torch.rand(2, 3), torch.rand(4, 3)], layout=torch.jagged)}),
            "jagged-lengths": ("a jagged nested tensor with lengths", lambda: {"j": torch.nested.narrow(torch.rand(2, 5, 3), 1, torch.tensor([0, 1]), torch.tensor([2, 4]), layout=torch.jagged)}),
            "wrapper-subclass": ("a subclass made by _make_wrapper_subclass, and a Parameter of it", lambda: {"w": training_script.TwoPart(torch.rand(2, 3), torch.rand(2)), "p": nn.Parameter(training_script.TwoPart(torch.rand(2, 1), torch.rand(2)))}),
            "wrapper-fake": ("a FakeTensor", _fake),
        })
    return cases


def _storage_first():
    tensor = torch.arange(4, dtype=torch.uint8)
    return [tensor.untyped_storage() if MODERN else tensor.storage(), tensor]


def _fake():
    from torch._subclasses.fake_tensor import FakeTensorMode
    with FakeTensorMode():
        return {"w": torch.empty(2, 3), "t": torch.empty(6).view(2, 3).t()}


def _save_materialized(value, path):
    with torch.serialization.skip_data(materialize_fake_tensors=True):
        torch.save(value, path)


def by_hand(cases):
    """Tensors of other devices arrive as numpy arrays: _rebuild_device_tensor_from_numpy, once _rebuild_xla_tensor."""
    class FromNumpy:
        def __init__(self, function, array, dtype):
            self.recipe = function, (array, dtype, "cpu", False)

        def __reduce__(self):
            return self.recipe

    functions = {name: getattr(torch._utils, name) for name in ("_rebuild_device_tensor_from_numpy", "_rebuild_xla_tensor") if hasattr(torch._utils, name)}
    for name, function in functions.items():
        cases.save(f"device{name}", lambda: {
            "float32": FromNumpy(function, numpy.arange(6, dtype="f4").reshape(2, 3), torch.float32),
            "bfloat16": FromNumpy(function, numpy.array([1.5, -2.25, 3e38], dtype="f4"), torch.bfloat16),
            "int64": FromNumpy(function, numpy.array([2**40, -1]), torch.int64),
            "fortran": FromNumpy(function, numpy.asfortranarray(numpy.arange(6.0).reshape(2, 3)), torch.float64),
            "scalar": FromNumpy(function, numpy.array(3.5, dtype="f4"), torch.float32),
            "bool": FromNumpy(function, numpy.array([True, False]), torch.bool),
        }, "device", f"{name} with arrays; bfloat16 arrives as float32")
    if hasattr(torch._utils, "_rebuild_device_tensor_from_cpu_tensor"):
        cases.save("device_rebuild_device_tensor_from_cpu_tensor", lambda: {
            "w": FromNumpy(torch._utils._rebuild_device_tensor_from_cpu_tensor, torch.rand(3), torch.float32),
            "b": FromNumpy(torch._utils._rebuild_device_tensor_from_cpu_tensor, torch.rand(3).bfloat16(), torch.bfloat16)},
            "device", "_rebuild_device_tensor_from_cpu_tensor")


def distributed(cases):
    """DTensors of a process group that is not there: only this rank's shard is in the file."""
    import torch.distributed as dist
    from torch.distributed.tensor import DTensor, Partial, Replicate, Shard, init_device_mesh
    from torch.testing._internal.distributed.fake_pg import FakeStore

    def shards(mesh, placements):
        whole = DTensor.from_local(torch.rand(2, 3), mesh, placements, run_check=False)
        return {"w": whole, "p": nn.Parameter(whole), "half": DTensor.from_local(torch.rand(4).half(), mesh, placements, run_check=False), "plain": torch.rand(2)}

    for world, rank in ((1, 0), (4, 2)):
        dist.init_process_group("fake", store=FakeStore(), rank=rank, world_size=world)
        mesh = init_device_mesh("cpu", (world,))
        for name, placements in {"shard": [Shard(0)], "replicate": [Replicate()], "partial": [Partial()]}.items():
            cases.save(f"dtensor-{name}-of-{world}", lambda: shards(mesh, placements), "dtensor", f"DTensor {placements} on rank {rank} of {world}")
        dist.destroy_process_group()
    dist.init_process_group("fake", store=FakeStore(), rank=3, world_size=4)
    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("dp", "tp"))
    cases.save("dtensor-two-dimensions", lambda: {"w": DTensor.from_local(torch.rand(2, 3), mesh, [Replicate(), Shard(1)], run_check=False)},
               "dtensor", "DTensor on a 2 x 2 mesh with names")
    dist.destroy_process_group()
