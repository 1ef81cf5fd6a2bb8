"""Situations of other libraries: rows in another order, positions of a text, tied names, several models in one file."""
from collections import OrderedDict

import torch
from torch import nn

from hint_situations import B, C, L, Mlp, Net, R, SITUATIONS, copy_of, named, situation
from hint_traps import module, without


class Norm(nn.Module):
    """RMSNorm: a weight and no bias."""

    def __init__(self, d):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(d))


def table(*shape):
    return nn.Parameter(torch.randn(*shape))


def with_parameters(made, **parameters):
    for name, value in parameters.items():
        setattr(made, name, value)
    return made


def bare(a, b):
    return L(a, b, bias=False)


# Rotary positions: Meta keeps pairs side by side, transformers in halves ------------------------------------------------
def meta_llama(d=16, h=24, kv=16):
    layer = lambda: module(attention=module(wq=bare(d, d), wk=bare(d, kv), wv=bare(d, kv), wo=bare(d, d)),
                           feed_forward=module(w1=bare(d, h), w2=bare(h, d), w3=bare(d, h)),
                           attention_norm=Norm(d), ffn_norm=Norm(d))
    return module(tok_embeddings=nn.Embedding(32, d), layers=nn.ModuleList([layer(), layer()]), norm=Norm(d), output=bare(d, 32))


def hf_llama(d=16, h=24, kv=16, names=("q_proj", "k_proj", "v_proj", "o_proj")):
    layer = lambda: module(self_attn=module(**dict(zip(names, (bare(d, d), bare(d, kv), bare(d, kv), bare(d, d))))),
                           mlp=module(gate_proj=bare(d, h), up_proj=bare(d, h), down_proj=bare(h, d)),
                           input_layernorm=Norm(d), post_attention_layernorm=Norm(d))
    inner = module(embed_tokens=nn.Embedding(32, d), layers=nn.ModuleList([layer(), layer()]), norm=Norm(d))
    return module(model=inner, lm_head=bare(d, 32))


SITUATIONS["rotary: Llama of Meta to transformers"] = lambda: (meta_llama().state_dict(), hf_llama(), None)
SITUATIONS["rotary: Llama of transformers to Meta"] = lambda: (hf_llama().state_dict(), meta_llama(), None)
SITUATIONS["rotary: wq in the names of transformers"] = lambda: (
    hf_llama(names=("wq", "wk", "wv", "wo")).state_dict(), hf_llama(), None)
SITUATIONS["rotary: fewer key heads"] = lambda: (meta_llama(kv=8).state_dict(), hf_llama(kv=8), None)


# Positions of a text are no grid ----------------------------------------------------------------------------------------
def text(n, d=8):
    return with_parameters(module(tok_emb=nn.Embedding(20, d), blocks=nn.ModuleList([Mlp(d)]), head=bare(d, 20)),
                           pos_emb=table(1, n, d))


def clip_text(n, d=8):
    return with_parameters(module(token_embedding=nn.Embedding(20, d), mlp=Mlp(d), visual=module(conv1=C(3, d, 4))),
                           positional_embedding=table(n, d))


def patches(layer, n, d=8):
    return with_parameters(module(patch_embed=module(proj=layer), norm=nn.LayerNorm(d)), pos_embed=table(1, n, d))


SITUATIONS["trap: text positions 64 to 256 of minGPT"] = lambda: (text(64).state_dict(), text(256), None)
SITUATIONS["trap: text positions 65 to 50 beside an image tower"] = lambda: (clip_text(65).state_dict(), clip_text(50), None)
SITUATIONS["trap: positions of an audio model, patches over time"] = lambda: (
    patches(nn.Conv1d(1, 8, 16), 64).state_dict(), patches(nn.Conv1d(1, 8, 16), 256), None)


@situation("position embeddings of torchvision: the patches are outside of the encoder")
def _():
    def vit(n):
        return module(conv_proj=C(3, 8, 16), encoder=with_parameters(module(ln=nn.LayerNorm(8)), pos_embedding=table(1, n, 8)))
    source, model = vit(17), vit(65)
    p = source.encoder.pos_embedding.data
    grid = nn.functional.interpolate(p[:, 1:].reshape(1, 4, 4, -1).permute(0, 3, 1, 2), size=(8, 8), mode="bicubic", antialias=True)
    moved = torch.cat([p[:, :1], grid.permute(0, 2, 3, 1).reshape(1, 64, -1)], 1)
    return source.state_dict(), model, {**source.state_dict(), "encoder.pos_embedding": moved}


# The same numbers under another shape, and patches whose order is not known ---------------------------------------------
SITUATIONS["trap: convolution over patches, Linear over patches"] = lambda: (
    module(patch_embed=C(3, 8, 4), head=L(8, 3)).state_dict(), module(patch_embed=L(48, 8), head=L(8, 3)), None)
SITUATIONS["trap: Linear over patches, convolution over patches"] = lambda: (
    module(to_patch_embedding=nn.Sequential(nn.Identity(), L(48, 8)), head=L(8, 3)).state_dict(),
    module(to_patch_embedding=nn.Sequential(nn.Identity(), C(3, 8, 4)), head=L(8, 3)), None)
SITUATIONS["trap: one plane and its channels, [8, 3, 3] and [8, 1, 3, 3]"] = lambda: (
    module(c=nn.Conv1d(3, 8, 3), head=L(8, 3)).state_dict(), module(c=C(1, 8, 3), head=L(8, 3)), None)


@situation("a scalar, position embeddings and a depthwise kernel with dimensions of size 1")
def _():
    source = with_parameters(module(h=L(8, 3), conv1d=nn.Conv1d(8, 8, 4, groups=8)), scale=nn.Parameter(torch.tensor(2.5)),
                             pos=table(17, 8))
    model = with_parameters(module(h=L(8, 3), conv1d=L(4, 8)), scale=table(1), pos=table(1, 17, 8))
    sd = source.state_dict()
    return sd, model, {**sd, "scale": sd["scale"][None], "pos": sd["pos"][None], "conv1d.weight": sd["conv1d.weight"][:, 0]}


# Several models in one file ---------------------------------------------------------------------------------------------
def twins(first, second):
    def make():
        model = Net()
        a, b = copy_of(model), copy_of(model)
        file = {**named(a, lambda k: f"{first}.{k}"), **named(b, lambda k: f"{second}.{k}")}
        return file, model, [a.state_dict(), b.state_dict()]
    return make


SITUATIONS["G and G_ema"] = twins("G", "G_ema")
SITUATIONS["actor and actor_target"] = twins("actor", "actor_target")


@situation("trap: two heads of one name, with and without the prefix")
def _():
    model = Net()
    return {**named(copy_of(model), lambda k: "model." + k), "fc.weight": torch.randn(10, 32), "fc.bias": torch.randn(10)}, model, None


@situation("image tower, its position embedding is also the name of another part")
def _():
    tower = lambda: with_parameters(module(conv1=C(3, 8, 4), norm=nn.LayerNorm(8)), positional_embedding=table(17, 8))
    source = with_parameters(module(visual=tower(), token_embedding=nn.Embedding(20, 8)), positional_embedding=table(16, 8))
    return source.state_dict(), tower(), source.visual.state_dict()


@situation("text model of two towers: only one has all of its names")
def _():
    text_model = lambda: module(embed=nn.Embedding(20, 8), layers=nn.ModuleList([Mlp(8), Mlp(8)]))
    source = module(text_model=text_model(), vision_model=module(conv=C(3, 8, 4), layers=nn.ModuleList([Mlp(8), Mlp(8)])))
    return source.state_dict(), text_model(), source.text_model.state_dict()


# Names that share memory: the converted file must have each ------------------------------------------------------------
def tied_model(linear):
    made = module(wte=nn.Embedding(20, 8), c_attn=linear(8, 24), lm_head=bare(8, 20))
    made.lm_head.weight = made.wte.weight
    return made


@situation("tied head behind module.")
def _():
    model = tied_model(L)
    source = tied_model(L)
    return OrderedDict(("module." + k, v) for k, v in source.state_dict().items()), model, source.state_dict()


@situation("tied encoder and decoder, the head is left out")
def _():
    def bart():
        made = module(shared=nn.Embedding(20, 8), encoder=module(embed=nn.Embedding(20, 8), fc=L(8, 8)))
        made.encoder.embed.weight = made.shared.weight
        return made
    source, model = module(model=bart(), lm_head=bare(8, 20)), bart()
    source.lm_head.weight = source.model.shared.weight
    return source.state_dict(), model, source.model.state_dict()


# Fused projections ------------------------------------------------------------------------------------------------------
def fused(name, parts, bias=True, d=8):
    def make():
        source = module(attn=module(**{name: L(d, len(parts) * d, bias=bias)}, out=L(d, d)))
        model = module(attn=module(**{part: L(d, d, bias=bias) for part in parts}, out=L(d, d)))
        sd = source.state_dict()
        truth = without(sd, f"attn.{name}.")
        for role in ("weight", "bias")[:1 + bias]:
            for part, rows in zip(parts, sd[f"attn.{name}.{role}"].chunk(len(parts))):
                truth[f"attn.{part}.{role}"] = rows
        return sd, model, truth
    return make


SITUATIONS["c_attn of Qwen to q_proj, k_proj, v_proj"] = fused("c_attn", ("q_proj", "k_proj", "v_proj"))
SITUATIONS["kv of PVT to key and value"] = fused("kv", ("key", "value"))
SITUATIONS["w12 of DINOv2 to w1 and w2"] = fused("w12", ("w1", "w2"))
SITUATIONS["trap: linear_qkv of Megatron, groups interleaved"] = lambda: (*fused("linear_qkv", ("q_proj", "k_proj", "v_proj"))()[:2], None)
SITUATIONS["trap: wqkv of InternLM2, groups interleaved"] = lambda: (*fused("wqkv", ("wq", "wk", "wv"))()[:2], None)


# Names, state and adapters ----------------------------------------------------------------------------------------------
@situation("BatchNorm of Keras: gamma, beta, moving_mean, moving_variance")
def _():
    model = module(bn=B(8), fc=L(8, 3))
    source = copy_of(model)
    names = {"bn.weight": "bn.gamma", "bn.bias": "bn.beta", "bn.running_mean": "bn.moving_mean", "bn.running_var": "bn.moving_variance"}
    file = {names.get(k, k): v for k, v in source.state_dict().items() if not k.endswith("num_batches_tracked")}
    return file, model, source.state_dict()


class WithState(nn.Linear):
    def get_extra_state(self):
        return torch.zeros(3)

    def set_extra_state(self, state):
        pass


SITUATIONS["_extra_state in the file only"] = lambda: (lambda sd: (sd, module(a=L(4, 4), b=L(4, 4)), without(sd, "a._extra")))(
    module(a=WithState(4, 4), b=L(4, 4)).state_dict())


@situation("class branch of a detector, which is not the last layer")
def _():
    made = lambda n: module(stem=C(3, 8, 3), cv3=nn.Sequential(C(8, 8, 3), R(), C(8, n, 1)), dfl=C(16, 1, 1))
    source, model = made(80), made(3)
    return source.state_dict(), model, without(source.state_dict(), "cv3.2."), ("cv3.2.",)


def adapter(entries, base=True):
    def make():
        model = module(q=L(8, 8), f=L(8, 3))
        sd = dict(model.state_dict()) if base else without(model.state_dict(), "f.")
        return {**sd, **{k: torch.randn(*v) for k, v in entries.items()}}, model, None
    return make


SITUATIONS["loralib: factors beside the weight"] = adapter({"q.lora_A": (2, 8), "q.lora_B": (8, 2)})
SITUATIONS["DoRA beside the weight"] = adapter(
    {"q.lora_A.weight": (2, 8), "q.lora_B.weight": (8, 2), "q.lora_magnitude_vector": (8,)})
SITUATIONS["PEFT: head that was saved with the adapter"] = adapter(
    {"f.original_module.weight": (3, 8), "f.original_module.bias": (3,), "f.modules_to_save.default.weight": (3, 8),
     "f.modules_to_save.default.bias": (3,)}, base=False)


# Codes and casts that load without a word -------------------------------------------------------------------------------
def replaced(**tensors):
    def make():
        model = module(a=L(8, 8), b=L(8, 3))
        return {**model.state_dict(), **{k.replace("__", "."): v for k, v in tensors.items()}}, model, None
    return make


SITUATIONS["codes: HQQ"] = lambda: (lambda file, model, _: (without(file, "a.weight"), model, None))(*replaced(
    a__W_q=torch.zeros(4, 8, dtype=torch.uint8), a__scale=torch.rand(8, 1), a__zero=torch.rand(8, 1))())
SITUATIONS["int8 weights without a scale"] = replaced(a__weight=torch.ones(8, 8, dtype=torch.int8))
SITUATIONS["complex weights, real model"] = replaced(a__weight=torch.ones(8, 8, dtype=torch.complex64))


@situation("tied model, the file has two tensors")
def _():
    source = module(wte=nn.Embedding(20, 8), lm_head=bare(8, 20))
    model = module(wte=nn.Embedding(20, 8), lm_head=bare(8, 20))
    model.lm_head.weight = model.wte.weight
    return source.state_dict(), model, None


@situation("the same architecture in the names of another library")
def _():
    source = nn.Sequential(C(3, 8, 3), B(8), R(), C(8, 16, 3), B(16), R(), C(16, 4, 1))
    made = lambda i, o: module(kernel=C(i, o, 3), scale_shift=B(o))
    return source.state_dict(), module(one=made(3, 8), two=made(8, 16), three=C(16, 4, 1)), None
