"""Files of tensor-parallel ranks: Megatron-core, NeMo's layout of them, DeepSpeed with two model-parallel ranks, and
Llama as Meta writes it. Each says in expected.json which rules of --join are the right ones (`join`)."""

import argparse
import os
import tempfile

import torch
import torch.distributed as dist

from common import alone, case, dcp_merge, gathered, keep_full, values


def tensor_parallel(name, ranks, join, **options):
    """`merge` answers by what the framework itself knows of its tensors, saved beside them by the ranks."""
    return case(name, ranks, layout="tensor-parallel", merge=gathered, join=join, **options)


# Megatron-core


def stubbed():
    # megatron-core calls both without asking whether CUDA is there.
    torch.cuda.synchronize = lambda *_, **__: None
    torch.cuda.current_device = lambda: torch.device("cpu")
    torch.cuda.is_available = lambda: False


def gpt(tensor, pipeline, *, swiglu=True, bias=True, tied=False, dtype=torch.float32, groups=2, virtual=None):
    stubbed()
    from megatron.core import parallel_state
    from megatron.core.models.gpt import GPTModel
    from megatron.core.models.gpt.gpt_layer_specs import get_gpt_layer_local_spec
    from megatron.core.transformer import TransformerConfig

    parallel_state.initialize_model_parallel(tensor, pipeline)
    config = TransformerConfig(
        num_layers=2,
        hidden_size=16,
        num_attention_heads=4,
        num_query_groups=groups,
        ffn_hidden_size=24,
        use_cpu_initialization=True,
        gated_linear_unit=swiglu,
        add_bias_linear=bias,
        normalization="LayerNorm",
        tensor_model_parallel_size=tensor,
        pipeline_model_parallel_size=pipeline,
        pipeline_dtype=dtype,
        params_dtype=dtype,
    )
    # 34 rows are what a vocabulary of 33 is padded to.
    model = GPTModel(
        config,
        get_gpt_layer_local_spec(normalization="LayerNorm"),
        vocab_size=36,
        max_sequence_length=8,
        pre_process=parallel_state.is_pipeline_first_stage(),
        post_process=parallel_state.is_pipeline_last_stage(),
        share_embeddings_and_output_weights=tied,
    )
    rank = parallel_state.get_tensor_model_parallel_rank()
    with torch.no_grad():
        for at, (name, param) in enumerate(model.named_parameters()):
            split = getattr(param, "tensor_model_parallel", False)
            filled = values(*param.shape, seed=at * 7 + (rank + 1 if split else 0))
            # Values of ranks differ by more than their order, and norms are not constant.
            param.copy_(filled.to(param.dtype))
    return model


def whole_of(model):
    """The whole tensors under the names of one rank, by Megatron-core's own checkpointing: it knows every split."""
    from megatron.core import dist_checkpointing
    from megatron.core.dist_checkpointing.mapping import ShardedTensor, ShardedTensorFactory

    sharded = model.sharded_state_dict()
    scratch = tempfile.mkdtemp() if dist.get_rank() == 0 else None
    shared = [scratch]
    dist.broadcast_object_list(shared, src=0)
    places = {}
    for name, entry in sharded.items():
        if isinstance(entry, ShardedTensorFactory):
            built = entry.build()
            entry = built[0] if isinstance(built, list) else next(iter(built.values()))
        if isinstance(entry, ShardedTensor):
            layer = entry.global_offset[0] if entry.prepend_axis_num else None
            places[name] = (entry.key, layer)
    dist_checkpointing.save(sharded, shared[0])
    dist.barrier()
    merged = dcp_merge(shared[0])
    whole = {}
    for name, (key, layer) in places.items():
        tensor = merged[key]
        whole[name] = tensor if layer is None else tensor[layer]
    return {name: tensor.clone().contiguous() for name, tensor in whole.items()}


def namespace(rank, tensor, pipeline):
    return argparse.Namespace(
        tensor_model_parallel_size=tensor,
        pipeline_model_parallel_size=pipeline,
        num_layers=2,
        hidden_size=16,
        rank=rank,
        world_size=tensor * pipeline,
        swiglu=True,
        make_vocab_size_divisible_by=2,
        padded_vocab_size=36,
    )


def save_megatron(state, folder, rank, tensor, pipeline=1, iteration=100):
    os.makedirs(folder, exist_ok=True)
    torch.save(
        {
            "args": namespace(rank, tensor, pipeline),
            "checkpoint_version": 3.0,
            "iteration": iteration,
            "model": state,
            "optimizer": {"state": {0: {"exp_avg": values(16, seed=rank)}}, "param_groups": [{"lr": 0.1}]},
            "opt_param_scheduler": {"max_lr": 0.1, "num_steps": 100},
            "rng_state": [{"torch_rng_state": torch.arange(8, dtype=torch.uint8), "rng_tracker_states": {}}],
        },
        f"{folder}/model_optim_rng.pt",
    )


GATED = [
    "*linear_fc1.*=0:2",
    "*word_embeddings.weight=0",
    "*output_layer.weight=0",
    "*linear_qkv.*=0",
    "*linear_proj.weight=1",
    "*linear_fc2.weight=1",
    "*=same",
]
PLAIN = ["*linear_fc1.*=0", *GATED[1:]]
NO_BIAS = ["*linear_fc1.weight=0:2", *GATED[1:]]


def megatron_legacy(name, tensor, join, *, tracker=True, note="", **options):
    def write(rank, world, ckpt):
        model = gpt(tensor, 1, **options)
        state = model.state_dict_for_save_checkpoint()
        folder = f"{ckpt}/iter_0000100" if tracker else ckpt
        save_megatron(state, f"{folder}/mp_rank_{rank:02d}", rank, tensor)
        if tracker and rank == 0:
            with open(f"{ckpt}/latest_checkpointed_iteration.txt", "w", encoding="utf8") as file:
                file.write("100")
        keep_full(ckpt, whole_of(model), rank)

    tensor_parallel(name, tensor, join, tool="dist_checkpointing.save of Megatron-core, merged", note=note)(write)


megatron_legacy("mp-megatron-gated-2", 2, GATED, note="SwiGLU: gate and up of each rank in one tensor")
megatron_legacy("mp-megatron-gated-4", 4, GATED, note="four ranks", groups=4)
megatron_legacy("mp-megatron-plain-2", 2, PLAIN, note="without a gate", swiglu=False)
megatron_legacy("mp-megatron-nobias-bf16-2", 2, NO_BIAS, bias=False, dtype=torch.bfloat16, tracker=False)
megatron_legacy("mp-megatron-tied-2", 2, [rule for rule in PLAIN if "output" not in rule], swiglu=False, tied=True)


@tensor_parallel(
    "mp-megatron-stages-2x2",
    4,
    GATED,
    tool="dist_checkpointing.save of Megatron-core, merged",
    note="two stages of a pipeline, whose layers were given their own numbers",
)
def stages(rank, world, ckpt):
    from megatron.core import parallel_state

    model = gpt(2, 2)
    stage = parallel_state.get_pipeline_model_parallel_rank()
    tensor = parallel_state.get_tensor_model_parallel_rank()
    whole = whole_of(model)

    def numbered(state):
        return {name.replace("layers.0.", f"layers.{stage}."): value for name, value in state.items()}

    state = numbered(model.state_dict_for_save_checkpoint())
    save_megatron(state, f"{ckpt}/mp_rank_{tensor:02d}_{stage:03d}", rank, 2, 2)
    everything = [None] * world
    dist.all_gather_object(everything, numbered(whole))
    keep_full(ckpt, {**everything[0], **everything[2]}, rank)


@tensor_parallel(
    "mp-megatron-restart-2x2",
    4,
    GATED,
    tool="none: the layers of both stages have the same names",
    wrong="layers are numbered anew in each stage, and no file says where a stage begins",
)
def restart(rank, world, ckpt):
    from megatron.core import parallel_state

    model = gpt(2, 2)
    stage = parallel_state.get_pipeline_model_parallel_rank()
    tensor = parallel_state.get_tensor_model_parallel_rank()
    state = model.state_dict_for_save_checkpoint()
    save_megatron(state, f"{ckpt}/mp_rank_{tensor:02d}_{stage:03d}", rank, 2, 2)
    keep_full(ckpt, {}, rank)


# Columns and rows by formula, as other programs lay them


def shares(whole, plan, ranks, rank):
    """The tensors of one rank; `plan` gives the dimension of each name, or None for one that all ranks have."""
    share = {}
    for name, tensor in whole.items():
        dim = plan(name)
        share[name] = tensor.clone() if dim is None else tensor.chunk(ranks, dim)[rank].clone().contiguous()
    return share


def llama(width=16, hidden=24, vocab=20, layers=2, dtype=torch.bfloat16):
    whole = {"tok_embeddings.weight": values(vocab, width, seed=1, dtype=dtype)}
    for at in range(layers):
        for name, shape in {
            "attention.wq": (width, width),
            "attention.wk": (width // 2, width),
            "attention.wv": (width // 2, width),
            "attention.wo": (width, width),
            "feed_forward.w1": (hidden, width),
            "feed_forward.w2": (width, hidden),
            "feed_forward.w3": (hidden, width),
            "attention_norm": (width,),
            "ffn_norm": (width,),
        }.items():
            whole[f"layers.{at}.{name}.weight"] = values(*shape, seed=len(whole) * 5 + at, dtype=dtype)
    whole["norm.weight"] = values(width, seed=91, dtype=dtype)
    whole["output.weight"] = values(vocab, width, seed=92, dtype=dtype)
    whole["rope.freqs"] = values(4, seed=93, dtype=dtype)
    return whole


def meta_plan(embeddings):
    """Column-parallel layers are split along dimension 0, row-parallel ones along 1; embeddings along either."""

    def plan(name):
        if "tok_embeddings" in name:
            return embeddings
        if any(f".{part}.weight" in name for part in ("wq", "wk", "wv", "w1", "w3")) or name == "output.weight":
            return 0
        return 1 if any(f".{part}.weight" in name for part in ("wo", "w2")) else None

    return plan


META = ["*.{wq,wk,wv,w1,w3}.weight=0", "output.weight=0", "*.{wo,w2}.weight=1", "*norm.weight=same", "rope.freqs=same"]


def consolidated(name, ranks, embeddings):
    def write(ckpt):
        whole = llama()
        for rank in range(ranks):
            torch.save(shares(whole, meta_plan(embeddings), ranks, rank), f"{ckpt}/consolidated.{rank:02d}.pth")
        with open(f"{ckpt}/params.json", "w", encoding="utf8") as file:
            file.write('{"dim": 16, "n_layers": 2, "n_heads": 4, "vocab_size": 20}')
        torch.save(whole, os.path.join(os.path.dirname(ckpt), "full.pt"))

    tensor_parallel(
        name, 1, [*META, f"tok_embeddings.weight={embeddings}"], tool="the tensors before torch.chunk split them"
    )(write)


consolidated("mp-llama2-2", 2, 1)
consolidated("mp-llama3-4", 4, 0)


@tensor_parallel("mp-nemo-2", 1, PLAIN, tool="the tensors before torch.chunk split them", note="NeMo 1, unpacked")
def nemo(ckpt):
    whole = {}
    for at in range(2):
        layer = f"model.language_model.encoder.layers.{at}"
        whole[f"{layer}.self_attention.linear_qkv.weight"] = values(24, 8, seed=at)
        whole[f"{layer}.self_attention.linear_proj.weight"] = values(8, 8, seed=at + 10)
        whole[f"{layer}.mlp.linear_fc1.weight"] = values(32, 8, seed=at + 20)
        whole[f"{layer}.mlp.linear_fc2.weight"] = values(8, 32, seed=at + 30)
        whole[f"{layer}.input_layernorm.weight"] = values(8, seed=at + 40)
    whole["model.language_model.embedding.word_embeddings.weight"] = values(36, 8, seed=50)
    whole["model.language_model.output_layer.weight"] = values(36, 8, seed=51)

    def plan(name):
        if "norm" in name:
            return None
        return 1 if "linear_proj" in name or "linear_fc2" in name else 0

    for rank in range(2):
        os.makedirs(f"{ckpt}/mp_rank_{rank:02d}")
        torch.save(shares(whole, plan, 2, rank), f"{ckpt}/mp_rank_{rank:02d}/model_weights.ckpt")
    torch.save(whole, os.path.join(os.path.dirname(ckpt), "full.pt"))


@tensor_parallel(
    "mp-blocks-3",
    1,
    ["qkv.*=0:3", "gated.columns=1:2", "strided=1", "uneven=0", "deep=2", "scalar=same", "empty=0", "*=same"],
    tool="the tensors before torch.chunk split them",
    note="blocks, other dimensions, strides, shapes that differ, elements of every size",
)
def blocks(ckpt):
    ranks = 3
    whole = {
        "qkv.weight": values(18, 5, seed=1),
        "qkv.bias": values(18, seed=2, dtype=torch.float64),
        "gated.columns": values(4, 12, seed=3, dtype=torch.int8),
        "strided": values(5, 9, seed=4, dtype=torch.bfloat16),
        "uneven": values(7, 3, seed=5),
        "deep": values(2, 3, 6, 2, seed=6, dtype=torch.complex64),
        "scalar": values(1, seed=7)[0],
        "empty": values(0, 4),
        "whole.bool": values(3, 5, seed=8, dtype=torch.bool),
    }
    for rank in range(ranks):
        share = {}
        for name, tensor in whole.items():
            if name.startswith("qkv"):
                share[name] = torch.cat([block.chunk(ranks, 0)[rank] for block in tensor.chunk(3, 0)], 0)
            elif name == "gated.columns":
                share[name] = torch.cat([block.chunk(ranks, 1)[rank] for block in tensor.chunk(2, 1)], 1)
            elif name == "strided":
                share[name] = tensor.chunk(ranks, 1)[rank].t().contiguous().t()
            elif name == "uneven":
                share[name] = tensor.split([3, 0, 4], 0)[rank].clone()
            elif name == "deep":
                share[name] = tensor.chunk(ranks, 2)[rank]
            else:
                share[name] = tensor.clone()
        os.makedirs(f"{ckpt}/mp_rank_{rank:02d}")
        torch.save({"model": share}, f"{ckpt}/mp_rank_{rank:02d}/model_optim_rng.pt")
    torch.save(whole, os.path.join(os.path.dirname(ckpt), "full.pt"))


@tensor_parallel(
    "mp-odd-2",
    1,
    ["layers.*.b.bias=0", "layers.*.a.weight=0", "tied.*=0", "view.*=1", "step=same", "norm.*=same", "x.3.*=0", "x.*=same"],
    tool="the tensors before torch.chunk split them",
    note="names that only their numbers tell apart, one storage for several tensors, values of one number",
)
def odd(ckpt):
    tied = values(6, 4, seed=1)
    wide = values(4, 12, seed=2)
    whole = {
        "layers.0.b.bias": torch.zeros(6),
        "layers.1.b.bias": torch.zeros(6),
        "layers.0.a.weight": values(4, 3, seed=3),
        "layers.1.a.weight": values(8, 3, seed=4),
        "layers.2.a.weight": values(8, 3, seed=5),
        "tied.one": tied,
        "tied.other": tied,
        "view.left": wide[:, :4],
        "view.right": wide[:, 4:],
        "norm.3.weight": values(5, seed=6),
        "norm.weight": torch.ones(5),
        "x.3.5": values(4, 2, seed=7),
        "x.5.3": values(4, 2, seed=8),
        "step": torch.tensor(7),
    }
    for rank in range(2):
        half = tied.chunk(2, 0)[rank].clone()
        lot = torch.cat([wide[:, :4].chunk(2, 1)[rank], wide[:, 4:].chunk(2, 1)[rank]], 1)
        share = {}
        for name, tensor in whole.items():
            if name.startswith("tied"):
                share[name] = half
            elif name == "view.left":
                share[name] = lot[:, :2]
            elif name == "view.right":
                share[name] = lot[:, 2:]
            elif name.startswith("layers") or name == "x.3.5":
                share[name] = tensor.chunk(2, 0)[rank].clone()
            else:
                share[name] = tensor.clone()
        os.makedirs(f"{ckpt}/mp_rank_{rank:02d}")
        torch.save({"model": share, "iteration": 5}, f"{ckpt}/mp_rank_{rank:02d}/model_optim_rng.pt")
    torch.save({name: tensor.contiguous() for name, tensor in whole.items()}, os.path.join(os.path.dirname(ckpt), "full.pt"))


def dealt(tensor, dim, blocks, ranks, rank):
    """The part of one rank: of each block (size in the whole, ranks in a row that have the same) its chunk, in turn."""
    parts = []
    for block, (_, copies) in zip(tensor.split([size for size, _ in blocks], dim), blocks):
        parts.append(block.chunk(ranks // copies, dim)[rank // copies])
    return torch.cat(parts, dim)


@tensor_parallel(
    "mp-shares-4",
    1,
    [
        "*in_proj.*=0:2+2+1/2+1/2+1",
        "*qkv.*=0:4+2+2",
        "*{k,v}_proj.weight=0/2",
        "*pair.weight=0:2/2",
        "*columns=1:1+3/4+2",
        "*q_proj.weight=0",
    ],
    tool="the tensors before torch.split and torch.chunk dealt them",
    note="blocks of several sizes (Mamba, grouped queries), heads that ranks share, in rows and columns",
)
def shares_of_blocks(ckpt):
    ranks = 4
    # Groups B and C of Mamba are shared by two ranks each.
    mamba = [(16, 1), (16, 1), (4, 2), (4, 2), (8, 1)]
    plan = {
        "mixer.in_proj.weight": (values(48, 3, seed=1), 0, mamba),
        "mixer.in_proj.bias": (values(48, seed=2, dtype=torch.bfloat16), 0, mamba),
        "attention.qkv.weight": (values(32, 5, seed=3), 0, [(16, 1), (8, 1), (8, 1)]),
        "attention.k_proj.weight": (values(4, 5, seed=4), 0, [(4, 2)]),
        "attention.v_proj.weight": (values(4, 5, seed=5, dtype=torch.float64), 0, [(4, 2)]),
        "attention.q_proj.weight": (values(16, 5, seed=6), 0, [(16, 1)]),
        "pair.weight": (values(8, 3, seed=7), 0, [(4, 2), (4, 2)]),
        "mixer.columns": (values(3, 15, seed=8, dtype=torch.int16), 1, [(4, 1), (3, 4), (8, 1)]),
    }
    for rank in range(ranks):
        share = {name: dealt(whole, dim, blocks, ranks, rank) for name, (whole, dim, blocks) in plan.items()}
        os.makedirs(f"{ckpt}/mp_rank_{rank:02d}")
        torch.save({"model": share}, f"{ckpt}/mp_rank_{rank:02d}/model_optim_rng.pt")
    torch.save({name: whole for name, (whole, _, _) in plan.items()}, os.path.join(os.path.dirname(ckpt), "full.pt"))


# DeepSpeed with tensor-parallel ranks of its own trainer (an `mpu`)


class Grid:
    """The ranks as Megatron-DeepSpeed tells them: tensor-parallel ones first."""

    def __init__(self, rank, world, tensor):
        self.rank, self.tensor, self.data = rank, tensor, world // tensor
        for start in range(self.data):
            ranks = [start * tensor + at for at in range(tensor)]
            group = dist.new_group(ranks)
            if rank in ranks:
                self.tensor_group = group
        for start in range(tensor):
            ranks = [at * tensor + start for at in range(self.data)]
            group = dist.new_group(ranks)
            if rank in ranks:
                self.data_group = group

    def get_model_parallel_rank(self):
        return self.rank % self.tensor

    def get_model_parallel_world_size(self):
        return self.tensor

    def get_model_parallel_group(self):
        return self.tensor_group

    def get_data_parallel_rank(self):
        return self.rank // self.tensor

    def get_data_parallel_world_size(self):
        return self.data

    def get_data_parallel_group(self):
        return self.data_group


class Summed(torch.autograd.Function):
    """What row-parallel layers do with their outputs: added up over the ranks, which leaves gradients as they are."""

    @staticmethod
    def forward(ctx, x, group):
        total = x.clone()
        dist.all_reduce(total, group=group)
        return total

    @staticmethod
    def backward(ctx, gradient):
        return gradient, None


class Split(torch.nn.Module):
    def __init__(self, tensor, rank, group):
        super().__init__()
        self.group = group
        torch.manual_seed(0)
        self.up = torch.nn.Linear(8, 16 // tensor)
        self.down = torch.nn.Linear(16 // tensor, 8, bias=False)
        self.norm = torch.nn.LayerNorm(8)
        self.register_buffer("scale", torch.ones(3))
        whole = self.whole()
        with torch.no_grad():
            for name, param in list(self.named_parameters()) + list(self.named_buffers()):
                dim = self.dim(name)
                param.copy_(whole[name] if dim is None else whole[name].chunk(tensor, dim)[rank])

    @staticmethod
    def dim(name):
        return {"up.weight": 0, "up.bias": 0, "down.weight": 1}.get(name)

    @staticmethod
    def whole():
        return {
            "scale": values(3, seed=6),
            "up.weight": values(16, 8, seed=1),
            "up.bias": values(16, seed=2),
            "down.weight": values(8, 16, seed=3),
            "norm.weight": values(8, seed=4),
            "norm.bias": values(8, seed=5),
        }

    def forward(self, x):
        return (self.norm(Summed.apply(self.down(self.up(x).relu()), self.group) * self.scale[0]) * x).sum()


def deepspeed(name, ranks, stage, dtype):
    def write(rank, world, ckpt):
        import deepspeed as library

        mpu = Grid(rank, world, 2)
        model = Split(2, mpu.get_model_parallel_rank(), mpu.get_model_parallel_group())
        config = {
            "train_micro_batch_size_per_gpu": 1,
            "train_batch_size": mpu.data,
            "zero_optimization": {"stage": stage},
            "optimizer": {"type": "AdamW", "params": {"lr": 1e-3, "torch_adam": True}},
        }
        if dtype == torch.bfloat16:
            config["bf16"] = {"enabled": True}
        library.comm.init_distributed("gloo")
        engine, *_ = library.initialize(model=model, config=config, mpu=mpu)
        loss = engine(values(1, 8, seed=rank // 2).to(dtype))
        engine.backward(loss)
        engine.step()
        engine.save_checkpoint(ckpt, tag="global_step1")
        for script in ("zero_to_fp32.py", "zero_to_torch.py"):
            if rank == 0 and os.path.exists(f"{ckpt}/{script}"):
                os.unlink(f"{ckpt}/{script}")
        dist.barrier()
        # Of the first data-parallel rank: what each tensor-parallel rank has, put together by what split it.
        mine = full_precision(engine, stage) if stage > 0 else engine.module.state_dict()
        everything = [None] * world
        dist.all_gather_object(everything, {key: value.detach().clone() for key, value in mine.items()})
        whole = {}
        for key, value in everything[0].items():
            dim = Split.dim(key)
            whole[key] = value if dim is None else torch.cat([value, everything[1][key]], dim)
        keep_full(ckpt, whole, rank)

    tensor_parallel(
        name,
        ranks,
        ["up.*=0", "down.weight=1", "*=same"],
        tool="safe_get_full_fp32_param of DeepSpeed on every rank, torch.cat" if stage else "torch.cat of the modules",
    )(write)


def full_precision(engine, stage):
    from deepspeed.utils import safe_get_full_fp32_param

    buffers = {name: value.float() for name, value in engine.module.named_buffers()}
    return {
        **buffers,
        **{name: safe_get_full_fp32_param(param) for name, param in engine.module.named_parameters()},
    }


deepspeed("mp-deepspeed-zero0-2", 2, 0, torch.float32)
deepspeed("mp-deepspeed-zero1-bf16-2", 2, 1, torch.bfloat16)
deepspeed("mp-deepspeed-zero2-bf16-4", 4, 2, torch.bfloat16)
