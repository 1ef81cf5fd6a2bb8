"""Large distributed checkpoints for bench/distributed.mjs, and the official tools on them.

python distributed.py dcp FOLDER GIGABYTES [sparse]   two ranks, weights alone; sparse: of zeros, in files with holes
python distributed.py zero FOLDER GIGABYTES           DeepSpeed ZeRO-2, two ranks, with the moments of Adam
python distributed.py merge-dcp FOLDER OUT            dcp_to_torch_save
python distributed.py merge-zero FOLDER OUT           zero_to_fp32.py, into safetensors of 5 GB
"""

import os
import sys
import tempfile
import warnings

warnings.filterwarnings("ignore")
os.environ.setdefault("DS_ACCELERATOR", "cpu")
os.environ.setdefault("OMP_NUM_THREADS", "1")

WORLD = 2
# Bytes of one tensor of the DCP folder.
TENSOR = 256 << 20


def spawn(work):
    """Two ranks, forked, so that torch is imported once."""
    import torch.distributed as dist

    meeting = tempfile.mktemp(prefix="gloo-")
    pids = []
    for rank in range(WORLD):
        pid = os.fork()
        if pid == 0:
            os.environ.update(RANK=str(rank), WORLD_SIZE=str(WORLD), LOCAL_RANK=str(rank))
            dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=WORLD)
            work(rank)
            dist.barrier()
            os._exit(0)
        pids.append(pid)
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
    if any(codes):
        sys.exit(f"ranks ended with {codes}")


class Holes:
    """A file that skips what is zero."""

    def __init__(self, path):
        self.file = open(path, "wb", buffering=0)

    def write(self, data):
        view = memoryview(data).cast("B")
        step = 1 << 20
        for at in range(0, len(view), step):
            part = view[at : at + step]
            if part.nbytes == step and not any(part[::65536]) and bytes(part).count(0) == step:
                self.file.seek(step, os.SEEK_CUR)
            else:
                self.file.write(part)
        return len(view)

    def __getattr__(self, name):
        return getattr(self.file, name)

    def close(self):
        if not self.file.closed:
            self.file.truncate(self.file.tell())
            self.file.close()


def write_dcp(folder, gigabytes, sparse):
    import torch
    import torch.distributed.checkpoint as dcp
    from contextlib import contextmanager
    from torch.distributed.checkpoint.filesystem import FileSystem
    from torch.distributed.device_mesh import init_device_mesh
    from torch.distributed.tensor import DTensor, Shard

    class Sparse(FileSystem):
        @contextmanager
        def create_stream(self, path, mode):
            if mode != "wb":
                with super().create_stream(path, mode) as stream:
                    yield stream
                return
            stream = Holes(path)
            try:
                yield stream
            finally:
                stream.close()

    def work(rank):
        mesh = init_device_mesh("cpu", (WORLD,))
        rows = TENSOR // 4 // 4096 // WORLD
        torch.manual_seed(rank)
        count = max(1, round(gigabytes * 1e9 / TENSOR))
        # One block for all names when it is of zeros: DCP writes each name apart.
        zeros = torch.zeros(rows, 4096)
        state = {
            f"layers.{at}.weight": DTensor.from_local(
                zeros if sparse else torch.randn(rows, 4096), mesh, [Shard(0)], run_check=False
            )
            for at in range(count)
        }
        writer = dcp.FileSystemWriter(folder, sync_files=False)
        if sparse:
            writer.fs = Sparse()
        dcp.save({"model": state}, storage_writer=writer)

    spawn(work)


def write_zero(folder, gigabytes):
    import deepspeed
    import torch
    import torch.nn as nn

    class Net(nn.Module):
        def __init__(self, layers):
            super().__init__()
            self.layers = nn.ModuleList(nn.Linear(2048, 2048, bias=False, dtype=torch.bfloat16) for _ in range(layers))

        def forward(self, x):
            for layer in self.layers:
                x = layer(x)
            return x.sum()

    def work(rank):
        torch.manual_seed(0)
        model = Net(max(1, round(gigabytes * 1e9 / 4 / 2048 / 2048)))
        config = {
            "train_micro_batch_size_per_gpu": 1,
            "optimizer": {"type": "AdamW", "params": {"lr": 1e-3, "torch_adam": True}},
            "zero_optimization": {"stage": 2},
            "zero_allow_untested_optimizer": True,
            "zero_force_ds_cpu_optimizer": False,
            "bf16": {"enabled": True},
        }
        engine, *_ = deepspeed.initialize(model=model, model_parameters=list(model.parameters()), config=config)
        # One step, so that the moments are there.
        loss = engine(torch.ones(1, 2048, dtype=torch.bfloat16))
        engine.backward(loss)
        engine.step()
        engine.save_checkpoint(folder, tag="step")

    spawn(work)


def main(words):
    command, folder, *rest = words
    if command == "dcp":
        write_dcp(folder, float(rest[0]), rest[1:] == ["sparse"])
    elif command == "zero":
        write_zero(folder, float(rest[0]))
    elif command == "merge-dcp":
        from torch.distributed.checkpoint.format_utils import dcp_to_torch_save

        dcp_to_torch_save(folder, rest[0])
    elif command == "merge-zero":
        from deepspeed.utils.zero_to_fp32 import convert_zero_checkpoint_to_fp32_state_dict

        convert_zero_checkpoint_to_fp32_state_dict(folder, rest[0], safe_serialization=True)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
