"""Loads converted files of tied models with transformers and compares every tensor with the model that was saved.

usage: PTH="node bin/pth.js" python tied_models.py FOLDER   (torch 2.13.0, transformers 4.44.2 or 5.x, accelerate)
Nothing is downloaded: the models are small and random.
"""
import os
import pathlib
import shlex
import subprocess
import sys
import warnings

os.environ["HF_HUB_OFFLINE"] = "1"
warnings.filterwarnings("ignore")
import torch
import transformers
from transformers import BartConfig, BertConfig, GPT2Config, LlamaConfig, T5Config

transformers.logging.set_verbosity_error()
SMALL = {"vocab_size": 50}
HIDDEN = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
MODELS = {
    "GPT2LMHeadModel": GPT2Config(n_layer=2, n_head=2, n_embd=16, n_positions=16, **SMALL),
    "LlamaForCausalLM": LlamaConfig(tie_word_embeddings=True, **HIDDEN, **SMALL),
    "T5ForConditionalGeneration": T5Config(d_model=16, d_kv=8, d_ff=32, num_layers=2, num_heads=2, **SMALL),
    "BertForMaskedLM": BertConfig(**HIDDEN, **SMALL),
    "BartForConditionalGeneration": BartConfig(
        d_model=16, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2, decoder_attention_heads=2,
        encoder_ffn_dim=32, decoder_ffn_dim=32, max_position_embeddings=32, **SMALL,
    ),
}


def wrong_names(name, config, folder):
    """Names whose values are not those of the model that was saved, in both ways of loading."""
    cls = getattr(transformers, name)
    model = cls(config).eval()
    with torch.no_grad():
        for value in model.parameters():
            value.add_(torch.randn_like(value) * 0.1)
    saved = {key: value.clone() for key, value in model.state_dict().items()}
    folder.mkdir(parents=True, exist_ok=True)
    config.save_pretrained(folder)
    torch.save(model.state_dict(), folder / "source.bin")
    output = folder / "model.safetensors"
    subprocess.run([*shlex.split(os.environ["PTH"]), "convert", folder / "source.bin", "-o", output, "--force"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wrong = []
    for low in (False, True):
        loaded = cls.from_pretrained(folder, low_cpu_mem_usage=low).state_dict()
        wrong += [key for key, value in saved.items() if key not in loaded or loaded[key].is_meta or not torch.equal(loaded[key], value)]
    return wrong


torch.manual_seed(0)
found = {name: wrong_names(name, config, pathlib.Path(sys.argv[1]) / name) for name, config in MODELS.items()}
for name, wrong in found.items():
    print(transformers.__version__, name, "right" if not wrong else f"WRONG {wrong[:3]}")
sys.exit(any(found.values()))
