"""What every maker shares: cases and their registry, ranks in processes, and the official answer written down."""

import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import time
import traceback
import warnings
from dataclasses import dataclass
from typing import Callable

warnings.filterwarnings("ignore")
os.environ.setdefault("DS_ACCELERATOR", "cpu")
os.environ.setdefault("DS_BUILD_OPS", "0")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch

torch.set_num_threads(1)


@dataclass(frozen=True)
class Case:
    """One folder to make. `write` runs once per rank; `merge` is the official tool, run alone afterwards."""

    name: str
    ranks: int
    layout: str
    tool: str
    write: Callable
    merge: Callable
    note: str
    # Why the official answer is not the right one, where it is not; the judge then expects a refusal or `right`.
    wrong: str | None
    # The folder that pth is given, where not all of it is.
    inside: str = ""
    # Rules of --join that are right for it, where the files do not say how they belong together.
    join: list | None = None
    # The weights that are asked for, where not those by default.
    weights: str = ""


CASES: dict[str, Case] = {}


def case(name, ranks=1, *, layout="dcp", tool="dcp_to_torch_save", merge=None, note="", wrong=None, inside="", join=None, weights=""):
    def register(write):
        if name in CASES:
            raise ValueError(f"two cases are called {name}")
        CASES[name] = Case(name, ranks, layout, tool, write, merge or dcp_merge, note, wrong, inside, join, weights)
        return write

    return register


def values(*shape, seed=0, dtype=torch.float32):
    """Values by formula, exact in every dtype: small multiples of 1/8, another row for every seed."""
    count = 1
    for size in shape:
        count *= size
    line = (torch.arange(count, dtype=torch.int64) * 29 + seed * 17) % 239 - 119
    if dtype == torch.bool:
        return (line % 3 == 0).reshape(shape)
    if dtype.is_complex:
        return torch.complex(line.double() / 8, (line.double() + 5) / 4).to(dtype).reshape(shape)
    if dtype in (torch.uint8, torch.uint16, torch.uint32, torch.uint64):
        return line.abs().to(dtype).reshape(shape)
    if dtype.is_floating_point:
        return (line.double() / 8).to(torch.float32).to(dtype).reshape(shape)
    return line.to(dtype).reshape(shape)


# What an answer is


def sha256(tensor):
    plain = tensor.detach().cpu().resolve_conj().resolve_neg().contiguous()
    if plain.numel() == 0:
        return hashlib.sha256(b"").hexdigest()
    return hashlib.sha256(plain.reshape(-1).view(torch.uint8).numpy().tobytes()).hexdigest()


def describe(merged):
    """Every leaf in order: tensors with the hash of their contiguous bytes, other values with their repr."""
    tensors, others = [], []

    def entry(path, **more):
        return {"name": ".".join(map(str, path)), "path": path, **more}

    def walk(path, value):
        if isinstance(value, torch.Tensor):
            plain = type(value) in (torch.Tensor, torch.nn.Parameter, getattr(torch.nn, "Buffer", torch.Tensor))
            if not plain or value.layout != torch.strided:
                others.append(entry(path, type=type(value).__name__, repr=f"shape {list(value.shape)}"))
                return
            dtype = str(value.dtype).removeprefix("torch.")
            tensors.append(entry(path, dtype=dtype, shape=list(value.shape), sha256=sha256(value)))
        elif isinstance(value, dict) and value:
            for key, inner in value.items():
                walk([*path, key if isinstance(key, (str, int)) else repr(key)], inner)
        elif isinstance(value, (list, tuple)) and any(
            isinstance(inner, (dict, list, tuple, torch.Tensor)) for inner in value
        ):
            for at, inner in enumerate(value):
                walk([*path, at], inner)
        else:
            others.append(entry(path, type=type(value).__name__, repr=re.sub(r" at 0x[0-9a-f]+", "", repr(value))[:300]))

    walk([], merged)
    return tensors, others


def files_below(root):
    found = []
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            found.append({"path": os.path.relpath(path, root), "bytes": os.path.getsize(path)})
    return sorted(found, key=lambda each: each["path"])


# The official tools


def dcp_merge(ckpt):
    from torch.distributed.checkpoint.format_utils import dcp_to_torch_save

    with tempfile.TemporaryDirectory() as scratch:
        target = os.path.join(scratch, "merged.pt")
        dcp_to_torch_save(ckpt, target)
        return torch.load(target, weights_only=False)


def gathered(ckpt):
    """What the ranks gathered themselves while saving, with the framework's own full_tensor or FULL_STATE_DICT."""
    path = os.path.join(os.path.dirname(ckpt), "full.pt")
    full = torch.load(path, weights_only=False)
    os.unlink(path)
    return full


def keep_full(ckpt, full, rank):
    if rank == 0:
        torch.save(full, os.path.join(os.path.dirname(ckpt), "full.pt"))


# Processes


def in_child(work):
    """Run `work` in a forked process, so that this one stays without threads; its exit code."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        # Threads of gloo may abort the interpreter at its exit; everything is written by now.
        os._exit(code)
    return pid


def wait_for(pids, seconds=240):
    waiting, codes, end = set(pids), {}, time.time() + seconds
    while waiting and time.time() < end:
        for pid in list(waiting):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                waiting.discard(pid)
                codes[pid] = os.waitstatus_to_exitcode(status)
        # A rank that died leaves the others waiting for it.
        if any(code != 0 for code in codes.values()):
            end = min(end, time.time() + 5)
        time.sleep(0.02)
    for pid in waiting:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        codes[pid] = -9
    if any(code != 0 for code in codes.values()):
        raise RuntimeError(f"exit codes {sorted(codes.values())}")


def run_ranks(each, ckpt):
    if each.ranks == 1:
        wait_for([in_child(lambda: each.write(ckpt))])
        return
    meeting = tempfile.mktemp(prefix="gloo-")

    def one(rank):
        import torch.distributed as dist

        world = each.ranks
        os.environ.update(
            RANK=str(rank), WORLD_SIZE=str(world), LOCAL_RANK=str(rank), LOCAL_WORLD_SIZE=str(world)
        )
        dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=world)
        each.write(rank, world, ckpt)
        dist.barrier()

    try:
        wait_for([in_child(lambda rank=rank: one(rank)) for rank in range(each.ranks)])
    finally:
        if os.path.exists(meeting):
            os.unlink(meeting)


def alone(work):
    """Some writers want a process group even in one process."""

    def write(ckpt):
        import torch.distributed as dist

        meeting = tempfile.mktemp(prefix="gloo-")
        os.environ.update(RANK="0", WORLD_SIZE="1", LOCAL_RANK="0", LOCAL_WORLD_SIZE="1")
        dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=0, world_size=1)
        work(0, 1, ckpt)

    return write


def answer(each, folder):
    ckpt = os.path.join(folder, "ckpt")
    known = {"layout": each.layout, "tool": each.tool, "torch": torch.__version__, "note": each.note}
    if each.wrong is not None:
        known["wrong"] = each.wrong
    if each.inside:
        known["inside"] = each.inside
    if each.join is not None:
        known["join"] = each.join
    if each.weights:
        known["weights"] = each.weights
    try:
        tensors, others = describe(each.merge(ckpt))
        known |= {"tensors": tensors, "values": others}
    # CheckpointException is no Exception. Its last line is the cause; the rest are traces with paths of this machine.
    except BaseException as error:
        last = (str(error).strip().splitlines() or [""])[-1]
        known["error"] = f"{type(error).__name__}: {last.replace(folder, os.path.basename(folder))[:400]}"
    # What the ranks put together themselves, where the tool does not.
    full = os.path.join(folder, "full.pt")
    if os.path.exists(full):
        known["right"], known["right_values"] = describe(gathered(ckpt))
    known["files"] = files_below(ckpt)
    with open(os.path.join(folder, "expected.json"), "w", encoding="utf8") as file:
        json.dump(known, file, indent=1)


def make(each, root):
    """Make one folder. Raises when its ranks fail: a maker that wrote nothing must not pass."""
    folder = os.path.join(root, each.name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, "ckpt"))
    run_ranks(each, os.path.join(folder, "ckpt"))
    wait_for([in_child(lambda: answer(each, folder))])
