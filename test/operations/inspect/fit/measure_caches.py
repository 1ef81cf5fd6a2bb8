"""Writes caches.json: what transformers keeps after one forward pass, for configurations with and without each key.

    pip install torch transformers==5.24.0
    python measure_caches.py 'llama mistral …' > caches.json

Models are made on the meta device, so that nothing is allocated: the shapes of the cache are those of real tensors.
"""

import copy
import json
import sys

import torch
import transformers
from transformers import CONFIG_MAPPING, AutoModelForCausalLM
from transformers.models.auto.modeling_auto import MODEL_FOR_CAUSAL_LM_MAPPING_NAMES as MODELS

CONTEXT, BATCH, WINDOW, LAYERS = 200, 2, 64, 6
# What pth reads, and nothing else.
KEYS = (
    "model_type architectures is_encoder_decoder num_hidden_layers n_layer n_layers num_attention_heads n_head n_heads "
    "num_key_value_heads num_kv_heads multi_query new_decoder_architecture hidden_size n_embd head_dim kv_lora_rank "
    "qk_rope_head_dim sliding_window use_sliding_window max_window_layers layer_types attention_chunk_size "
    "sliding_window_pattern torch_dtype"
).split()


def cache_bytes(cache):
    tensors = [t for layer in cache.layers for t in vars(layer).values() if isinstance(t, torch.Tensor) and t.dim() >= 3]
    return sum(t.numel() * t.element_size() for t in tensors)


def base_config(kind):
    base = json.loads(CONFIG_MAPPING[kind]().to_json_string(use_diff=False))
    for key in ("rope_parameters", "id2label", "label2id", "transformers_version", "vision_config", "audio_config"):
        base.pop(key, None)
    for key in ("num_hidden_layers", "n_layer", "n_layers"):
        if key in base:
            base[key] = min(base[key], LAYERS)
    for key in ("layer_types", "mlp_layer_types"):
        if base.get(key):
            base[key] = base[key][:LAYERS]
    if base.get("sliding_window"):
        base["sliding_window"] = WINDOW
    if "max_window_layers" in base:
        base["max_window_layers"] = 2
    if kind == "deepseek_v2":  # Its defaults make no model that runs.
        base.update(num_experts_per_tok=2, n_group=None, topk_group=None, moe_intermediate_size=1408)
    return base


def variants(base):
    """(name, what is set, what is left out)"""
    yield "default", {}, []
    if "num_key_value_heads" in base:
        yield "no kv heads", {}, ["num_key_value_heads"]
        for name, heads in (("2 kv heads", 2), ("1 kv head", 1), ("null kv heads", None)):
            yield name, {"num_key_value_heads": heads}, []
    if "head_dim" in base:
        yield "no head_dim", {}, ["head_dim"]
        yield "head_dim 48", {"head_dim": 48}, []
    if "layer_types" in base:
        yield "no layer_types", {}, ["layer_types"]
    if "sliding_window" in base:
        use = {"use_sliding_window": True} if "use_sliding_window" in base else {}
        if "layer_types" in base:
            mixed = ["full_attention", "sliding_attention", "sliding_attention"] * 2
            yield "mixed", {"layer_types": mixed, "sliding_window": 50, **use}, []
        yield "no window", {}, ["layer_types", "sliding_window"]
        yield "null window", {"sliding_window": None}, ["layer_types"]
        yield "window 50", {"sliding_window": 50}, ["layer_types"]
        if use:
            yield "use window", {"sliding_window": 50, **use}, ["layer_types"]
            yield "no use_sliding_window", {"sliding_window": 50}, ["layer_types", "use_sliding_window"]
            yield "no max_window", {"sliding_window": 50, **use}, ["layer_types", "max_window_layers"]
        yield "pattern 3", {"sliding_window_pattern": 3}, ["layer_types"]
    if "multi_query" in base:
        yield "multi_query false", {"multi_query": False}, []
        yield "no multi_query", {}, ["multi_query"]
    if "new_decoder_architecture" in base:
        yield "new decoder", {"new_decoder_architecture": True, "num_kv_heads": 1}, []


def measure(kind, config):
    with torch.device("meta"), torch.no_grad():
        options = {"dtype": torch.bfloat16, "attn_implementation": "eager"}
        model = AutoModelForCausalLM.from_config(CONFIG_MAPPING[kind].from_dict(copy.deepcopy(config)), **options).eval()
        return model(input_ids=torch.zeros(BATCH, CONTEXT, dtype=torch.long), use_cache=True).past_key_values


rows = []
for kind in sys.argv[1].split():
    name = MODELS[kind]
    base = base_config(kind)
    for variant, given, dropped in variants(base):
        config = {key: value for key, value in base.items() if key not in dropped} | given
        try:
            cache = measure(kind, config)
        except Exception as error:  # A configuration that transformers refuses has no answer.
            print(kind, variant, f"{type(error).__name__}: {error}"[:120], file=sys.stderr)
            continue
        config["architectures"] = [name if isinstance(name, str) else name[0]]
        sliding = sum("Sliding" in type(layer).__name__ for layer in cache.layers)
        kept = {key: config[key] for key in KEYS if key in config}
        rows.append({"type": kind, "variant": variant, "bytes": cache_bytes(cache), "sliding_layers": sliding, "config": kept})
lines = ",\n".join(f"    {json.dumps(row)}" for row in rows)
versions = f'"transformers": "{transformers.__version__}", "torch": "{torch.__version__}"'
print(f'{{\n  {versions}, "context": {CONTEXT}, "batch": {BATCH},\n  "rows": [\n{lines}\n  ]\n}}')
