"""Megatron-core's torch_dist by its other strategies: saved by all ranks in parallel, experts, objects, ranges of flat tensors, a whole model."""

import os

import torch
import torch.distributed as dist

from common import case, dcp_merge, values
from wrappers import tensor


def megatron(name, ranks, *, parallel=False, **options):
    def register(build):
        def write(rank, world, ckpt):
            # megatron-core calls both without asking whether CUDA is there.
            torch.cuda.synchronize = lambda *_, **__: None
            torch.cuda.current_device = lambda: torch.device("cpu")
            from megatron.core import dist_checkpointing
            from megatron.core.dist_checkpointing.serialization import get_default_save_sharded_strategy
            from megatron.core.dist_checkpointing.strategies.fully_parallel import FullyParallelSaveStrategyWrapper

            strategy = get_default_save_sharded_strategy("torch_dist")
            if parallel:
                strategy = FullyParallelSaveStrategyWrapper(strategy, dist.group.WORLD)
            target = os.path.join(ckpt, "iter_0000010")
            os.makedirs(target, exist_ok=True)
            dist.barrier()
            dist_checkpointing.save(build(rank, world), target, strategy)

        return case(
            f"mcore-{name}",
            ranks,
            layout="megatron-torch_dist",
            tool="dcp_to_torch_save",
            merge=lambda ckpt: dcp_merge(f"{ckpt}/iter_0000010"),
            **options,
        )(write)

    return register


def parts_of(rank, world):
    """Tensor parallel in pairs; the pairs are replicas of each other."""
    from megatron.core.dist_checkpointing import ShardedObject

    part, copy = rank % 2, rank // 2
    whole, wide = values(8, 6), values(4, 10, seed=1)
    return {
        "model": {
            "rows": tensor("decoder.fc1.weight", whole[4 * part : 4 * part + 4].clone(), (0, part, 2), replica_id=copy),
            "columns": tensor("decoder.fc2.weight", wide[:, 5 * part : 5 * part + 5].clone(), (1, part, 2), replica_id=copy),
            "norm": tensor("decoder.norm.weight", values(6, seed=2), replica_id=rank),
            "half": tensor("decoder.norm.bias", values(6, seed=3, dtype=torch.bfloat16), replica_id=rank),
            "extra": ShardedObject("decoder.fc1._extra_state", {"part": part}, (2,), (part,), replica_id=copy),
        },
        "iteration": 10,
        "args": {"hidden": 6},
    }


megatron("replicas-4", 4, note="pairs of tensor-parallel ranks, twice")(parts_of)
megatron("parallel-4", 4, parallel=True, note="saved by all replicas in parallel (fully_parallel)")(parts_of)


@megatron("experts-4", 4, parallel=True, note="experts over two ranks, each split by two, layers stacked")
def experts(rank, world):
    part, owner = rank % 2, rank // 2
    state = {}
    for layer in range(3):
        for local in range(2):
            number = owner * 2 + local
            whole = values(6, 5, seed=layer * 10 + number)
            state[f"{layer}.{local}"] = tensor(
                "decoder.layers.mlp.experts.fc1.weight",
                whole[3 * part : 3 * part + 3].clone(),
                (0, layer, 3),
                (1, number, 4),
                (2, part, 2),
                prepend_axis_num=2,
            )
    return {"model": state, "iteration": 10}


@megatron("uneven-2", 2, note="a vocabulary with padding, parts of other sizes, shapes that may differ")
def uneven(rank, world):
    from megatron.core.dist_checkpointing import ShardedTensor

    own = values(5 if rank == 0 else 3, 4, seed=rank)
    return {
        "embed": ShardedTensor(
            "embedding.weight", own, own.dtype, tuple(own.shape), (8, 4), (0 if rank == 0 else 5, 0), None, replica_id=0
        ),
        "padded": tensor("output.weight", values(4, 2, seed=3), (0, rank, 2), allow_shape_mismatch=True),
        "iteration": 10,
    }


@megatron("factory-2", 2, note="gate and up of SwiGLU as two chunks of one tensor, by a factory")
def factory(rank, world):
    gate, up = values(6, 3, seed=1), values(6, 3, seed=2)
    mine = slice(3 * rank, 3 * rank + 3)
    return {
        "gate": tensor("mlp.fc1.weight", gate[mine].clone(), (0, rank, 4)),
        "up": tensor("mlp.fc1.weight", up[mine].clone(), (0, 2 + rank, 4)),
        "iteration": 10,
    }


@megatron("moments-4", 4, parallel=True, note="the distributed optimizer: parameters and both moments under their own names, replicas in pairs")
def moments(rank, world):
    part, copy = rank % 2, rank // 2
    whole = values(8, 6)
    mine = slice(4 * part, 4 * part + 4)
    state = {"model": {"w": tensor("decoder.w", whole[mine].to(torch.bfloat16), (0, part, 2), replica_id=copy)}}
    state["optimizer"] = {
        kind: tensor(f"optimizer.state.{kind}.decoder.w", values(8, 6, seed=at)[mine].clone(), (0, part, 2), replica_id=copy)
        for at, kind in enumerate(("fp32_param", "exp_avg", "exp_avg_sq"))
    }
    state["optimizer"]["step"] = tensor("optimizer.state.step", torch.tensor(3.0), replica_id=rank)
    return state | {"iteration": 10, "rng": [1, 2]}


def whole_model(tensor_parallel, pipeline, optimizer=None, experts=None):
    """GPTModel of Megatron-core by its own sharded_state_dict."""

    def build(rank, world):
        from megatron.core import parallel_state
        from megatron.core.models.gpt.gpt_layer_specs import get_gpt_layer_local_spec
        from megatron.core.models.gpt.gpt_model import GPTModel
        from megatron.core.tensor_parallel.random import model_parallel_cuda_manual_seed
        from megatron.core.transformer.transformer_config import TransformerConfig

        assert model_parallel_cuda_manual_seed
        parallel_state.initialize_model_parallel(tensor_parallel, pipeline, expert_model_parallel_size=experts or 1)
        moe = {"num_moe_experts": 4, "moe_grouped_gemm": False} if experts else {}
        settings = TransformerConfig(
            num_layers=4,
            hidden_size=16,
            num_attention_heads=4,
            num_query_groups=2,
            ffn_hidden_size=24,
            gated_linear_unit=True,
            add_bias_linear=False,
            use_cpu_initialization=True,
            tensor_model_parallel_size=tensor_parallel,
            pipeline_model_parallel_size=pipeline,
            expert_model_parallel_size=experts or 1,
            sequence_parallel=bool(experts) and tensor_parallel > 1,
            pipeline_dtype=torch.float32,
            **moe,
        )
        torch.manual_seed(3 + rank)
        model = GPTModel(
            settings,
            get_gpt_layer_local_spec(num_experts=4 if experts else None),
            vocab_size=36,
            max_sequence_length=8,
            pre_process=parallel_state.is_pipeline_first_stage(),
            post_process=parallel_state.is_pipeline_last_stage(),
            share_embeddings_and_output_weights=False,
        )
        return {"model": model.sharded_state_dict(), "iteration": 10}

    return build


megatron("gpt-tp-2", 2, note="GPTModel, two tensor-parallel ranks")(whole_model(2, 1))
megatron("gpt-tp-pp-4", 4, parallel=True, note="GPTModel, two by two")(whole_model(2, 2))
megatron("gpt-ep-4", 4, parallel=True, note="GPTModel with experts over two ranks")(whole_model(1, 1, experts=2))
