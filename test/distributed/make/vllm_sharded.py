"""Ranks of vLLM (`sharded_state`): its own layers, filled by their own weight loaders and saved by its own
ShardedStateLoader; the answer is the state_dict of the same layers in one rank. vLLM 0.33 runs so without a GPU."""

import os
import socket

import torch
import torch.multiprocessing as mp
import vllm  # noqa: F401  Left out where it is not installed.
from safetensors import safe_open

from common import case, gathered, values

HEADS, GROUPS, HEAD, WIDTH, HIDDEN, VOCABULARY, LAYERS = 8, 2, 2, 8, 12, 64, 2


def whole():
    shapes = {
        "q": (HEADS * HEAD, WIDTH),
        "k": (GROUPS * HEAD, WIDTH),
        "v": (GROUPS * HEAD, WIDTH),
        "o": (WIDTH, HEADS * HEAD),
        "gate": (HIDDEN, WIDTH),
        "up": (HIDDEN, WIDTH),
        "down": (WIDTH, HIDDEN),
        "norm": (WIDTH,),
        "q_bias": (HEADS * HEAD,),
        "k_bias": (GROUPS * HEAD,),
        "v_bias": (GROUPS * HEAD,),
    }
    made = {"embed_tokens": values(VOCABULARY, WIDTH, seed=1), "lm_head": values(VOCABULARY, WIDTH, seed=2)}
    for layer in range(LAYERS):
        for name, shape in shapes.items():
            made[f"{layer}.{name}"] = values(*shape, seed=len(made) * 7)
    return made


def model_of(stage, stages):
    from vllm.model_executor.layers.linear import MergedColumnParallelLinear, QKVParallelLinear, RowParallelLinear
    from vllm.model_executor.layers.vocab_parallel_embedding import ParallelLMHead, VocabParallelEmbedding

    class Layer(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.qkv_proj = QKVParallelLinear(WIDTH, HEAD, HEADS, GROUPS, bias=True)
            self.o_proj = RowParallelLinear(HEADS * HEAD, WIDTH, bias=False)
            self.gate_up_proj = MergedColumnParallelLinear(WIDTH, [HIDDEN, HIDDEN], bias=False)
            self.down_proj = RowParallelLinear(HIDDEN, WIDTH, bias=False)
            self.norm = torch.nn.LayerNorm(WIDTH, bias=False)

    model = torch.nn.Module()
    model.layers = torch.nn.ModuleDict({str(at): Layer() for at in range(LAYERS) if at % stages == stage})
    if stage == 0:
        model.embed_tokens = VocabParallelEmbedding(VOCABULARY, WIDTH)
    if stage == stages - 1:
        model.lm_head = ParallelLMHead(VOCABULARY, WIDTH)
    return model


@torch.no_grad()
def fill(model):
    made = whole()

    def load(param, name, *which):
        param.weight_loader(param, made[name], *which)

    for name in ("embed_tokens", "lm_head"):
        if hasattr(model, name):
            load(getattr(model, name).weight, name)
    for at, layer in model.layers.items():
        for which in "qkv":
            load(layer.qkv_proj.weight, f"{at}.{which}", which)
            load(layer.qkv_proj.bias, f"{at}.{which}_bias", which)
        load(layer.o_proj.weight, f"{at}.o")
        load(layer.gate_up_proj.weight, f"{at}.gate", 0)
        load(layer.gate_up_proj.weight, f"{at}.up", 1)
        load(layer.down_proj.weight, f"{at}.down")
        layer.norm.weight.copy_(made[f"{at}.norm"])


def run(rank, tensor, stages, port, target, most):
    """One process; with `most` null it writes the answer, else its files in parts of at most so many bytes."""
    from vllm.config import DeviceConfig, VllmConfig, set_current_vllm_config
    from vllm.distributed import get_pp_group, init_distributed_environment, initialize_model_parallel
    from vllm.model_executor.model_loader.sharded_state_loader import ShardedStateLoader

    with set_current_vllm_config(VllmConfig(device_config=DeviceConfig(device="cpu"))):
        init_distributed_environment(tensor * stages, rank, f"tcp://127.0.0.1:{port}", rank, "gloo")
        initialize_model_parallel(tensor, stages)
        model = model_of(get_pp_group().rank_in_group, stages)
        fill(model)
        if most is None:
            torch.save({name: value.detach().clone() for name, value in model.state_dict().items()}, target)
        else:
            ShardedStateLoader.save_model(model, target, None, most)


def spawn(tensor, stages, target, most):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    os.environ["VLLM_LOGGING_LEVEL"] = "ERROR"
    mp.spawn(run, args=(tensor, stages, port, target, most), nprocs=tensor * stages)


def in_order_of_files(ckpt):
    """The answer, in the order in which safetensors lists the tensors of the first rank of each stage."""
    full = gathered(ckpt)
    files = sorted(name for name in os.listdir(ckpt) if "rank-0-" in name or "-tp-0-" in name)
    names = []
    for name in files:
        with safe_open(f"{ckpt}/{name}", framework="pt") as file:
            names += file.keys()
    assert sorted(names) == sorted(full)
    return {name: full[name] for name in names}


def rules(qkv):
    return [
        f"*qkv_proj.*={qkv}",
        "*gate_up_proj.weight=0:2",
        "*{o_proj,down_proj}.weight=1",
        "{embed_tokens,lm_head}.weight=0",
        "*norm.weight=same",
    ]


def sharded_state(name, tensor, stages, qkv, most=1 << 30, note=""):
    def write(ckpt):
        spawn(1, 1, os.path.join(os.path.dirname(ckpt), "full.pt"), None)
        spawn(tensor, stages, ckpt, most)

    case(
        name,
        1,
        layout="tensor-parallel",
        tool="the state_dict of vLLM's layers in one rank",
        merge=in_order_of_files,
        join=rules(qkv),
        note=note,
    )(write)


sharded_state("mp-vllm-4", 4, 1, "0:2+1/2+1/2", note="four ranks, of which each two have the same head of keys")
sharded_state("mp-vllm-parts-2", 2, 1, "0:4+1+1", most=1200, note="each rank in several files")
sharded_state("mp-vllm-stages-2x2", 2, 2, "0:4+1+1", note="two stages of a pipeline")
