"""More situations: sizes, fused projections, heads, codes, and files that no mend makes the weights of the model."""
from collections import OrderedDict

import torch
from torch import nn
from torch.nn.functional import interpolate

from hint_situations import (Attention, Block, C, Encoder, Fused, Mlp, Net, SITUATIONS, copy_of, named, situation, swin)


# Fused and split projections -------------------------------------------------------------------------------------------
def mha_split(names):
    source = nn.Module()
    source.attn = nn.MultiheadAttention(16, 4)
    source.attn.in_proj_bias.data.normal_()
    model = nn.Module()
    model.attn = Attention(16, (*names, "out_proj"))
    w, b = source.attn.in_proj_weight.chunk(3), source.attn.in_proj_bias.chunk(3)
    truth = {"attn.out_proj.weight": source.attn.out_proj.weight, "attn.out_proj.bias": source.attn.out_proj.bias}
    for i, name in enumerate(names):
        truth[f"attn.{name}.weight"], truth[f"attn.{name}.bias"] = w[i], b[i]
    return source, model, truth


for names in (("q_proj", "k_proj", "v_proj"), ("query", "key", "value"), ("to_q", "to_k", "to_v"), ("wq", "wk", "wv")):
    def split(names=names):
        source, model, truth = mha_split(names)
        return source.state_dict(), model, truth

    def join(names=names):
        source, model, truth = mha_split(names)
        return truth, source, source.state_dict()
    SITUATIONS[f"MultiheadAttention to {names[0]}"] = split
    SITUATIONS[f"{names[0]} to MultiheadAttention"] = join


@situation("qkv of timm to q_proj, k_proj, v_proj, three layers")
def _():
    source = Encoder(projections=lambda d: Fused(d, "qkv", "out_proj"))
    model = Encoder()
    truth = {}
    for k, v in source.state_dict().items():
        if ".qkv." in k:
            for name, part in zip("qkv", v.chunk(3)):
                truth[k.replace("qkv", f"{name}_proj")] = part
        else:
            truth[k] = v
    return source.state_dict(), model, truth


@situation("q, k, v without bias to qkv behind module.")
def _():
    source = Encoder(projections=lambda d: Attention(d, ("q", "k", "v", "proj"), bias=False))
    model = Encoder(projections=lambda d: Fused(d, "qkv", "proj", bias=False))
    for block in model.layers.values():
        block.attn.proj.bias = None
    sd = source.state_dict()
    truth = {}
    for k, v in sd.items():
        if ".attn.q." in k:
            truth[k.replace(".q.", ".qkv.")] = torch.cat([sd[k.replace(".q.", f".{n}.")] for n in "qkv"])
        elif ".attn.k." not in k and ".attn.v." not in k:
            truth[k] = v
    return OrderedDict(("module." + k, v) for k, v in sd.items()), model, truth


@situation("gate_up_proj of Phi-3 to gate_proj and up_proj")
def _():
    source, model = nn.Module(), nn.Module()
    source.mlp, model.mlp = nn.Module(), nn.Module()
    source.mlp.gate_up_proj = nn.Linear(4, 12, bias=False)
    source.mlp.down_proj, model.mlp.down_proj = nn.Linear(6, 4, bias=False), nn.Linear(6, 4, bias=False)
    model.mlp.gate_proj, model.mlp.up_proj = nn.Linear(4, 6, bias=False), nn.Linear(4, 6, bias=False)
    gate, up = source.mlp.gate_up_proj.weight.chunk(2)
    return source.state_dict(), model, {"mlp.gate_proj.weight": gate, "mlp.up_proj.weight": up,
                                        "mlp.down_proj.weight": source.mlp.down_proj.weight}


@situation("query_key_value of GPT-NeoX, heads interleaved")
def _():
    source = Encoder(projections=lambda d: Fused(d, "query_key_value", "out_proj"))
    return source.state_dict(), Encoder(), None


@situation("qkv convolution of a diffusion model, heads interleaved")
def _():
    source, model = nn.Module(), nn.Module()
    source.qkv, source.proj_out = nn.Conv1d(8, 24, 1), nn.Conv1d(8, 8, 1)
    for n in ("q_proj", "k_proj", "v_proj", "proj_out"):
        setattr(model, n, nn.Conv1d(8, 8, 1))
    return source.state_dict(), model, None


# Shapes ----------------------------------------------------------------------------------------------------------------
def reshaped(source, model):
    sd = source.state_dict()
    truth = {k: sd[k].reshape(v.shape) for k, v in model.state_dict().items()}
    return sd, model, truth


SITUATIONS["1x1 convolution to Linear"] = lambda: reshaped(nn.Sequential(C(4, 8, 1)), nn.Sequential(nn.Linear(4, 8)))
SITUATIONS["Linear to 1x1 convolution"] = lambda: reshaped(nn.Sequential(nn.Linear(4, 8)), nn.Sequential(C(4, 8, 1)))
SITUATIONS["Conv1d to Linear, in two layers"] = lambda: reshaped(
    nn.Sequential(nn.Conv1d(4, 8, 1), nn.Conv1d(8, 3, 1)), nn.Sequential(nn.Linear(4, 8), nn.Linear(8, 3)))
SITUATIONS["fully connected to convolution, as FCN does"] = lambda: reshaped(
    nn.Sequential(C(3, 4, 3), nn.Linear(4 * 5 * 5, 6)), nn.Sequential(C(3, 4, 3), C(4, 6, 5)))


@situation("1x1 convolutions of an encoder behind model.")
def _():
    model = Encoder()
    source = copy_of(model)
    file = OrderedDict(("model." + k, v[:, :, None, None].clone() if ".fc1.weight" in k or ".fc2.weight" in k else v)
                       for k, v in source.state_dict().items())
    return file, model, source.state_dict()


class Vit(nn.Module):
    def __init__(self, grid, extra=1, d=8, classes=4):
        super().__init__()
        self.pos_embed = nn.Parameter(torch.randn(1, extra + grid * grid, d))
        self.patch_embed = nn.Module()
        self.patch_embed.proj = C(3, d, 16, stride=16)
        self.blocks = nn.ModuleList([Mlp(d) for _ in range(2)])
        self.head = nn.Linear(d, classes)


def resized(extra, old, new, prefix="", classes=4):
    def make():
        source, model = Vit(old, extra), Vit(new, extra, classes=classes)
        truth = dict(source.state_dict())
        p = truth["pos_embed"]
        g = p[:, extra:].reshape(1, old, old, -1).permute(0, 3, 1, 2)
        g = interpolate(g, size=(new, new), mode="bicubic", antialias=True)
        truth["pos_embed"] = torch.cat([p[:, :extra], g.permute(0, 2, 3, 1).reshape(1, new * new, -1)], dim=1)
        initial = ()
        if classes != 4:
            truth = {k: v for k, v in truth.items() if not k.startswith("head.")}
            initial = ("head.",)
        return OrderedDict((prefix + k, v) for k, v in source.state_dict().items()), model, truth, initial
    return make


SITUATIONS["position embeddings 14x14 to 24x24"] = resized(1, 14, 24)
SITUATIONS["position embeddings 24x24 to 14x14"] = resized(1, 24, 14)
SITUATIONS["position embeddings without a class token"] = resized(0, 7, 14)
SITUATIONS["position embeddings with a distillation token"] = resized(2, 14, 24)
SITUATIONS["position embeddings behind module."] = resized(1, 14, 16, "module.")
SITUATIONS["position embeddings and another head"] = resized(1, 14, 16, classes=3)


@situation("CLIP position_embedding.weight, 7x7 to 14x14")
def _():
    def clip(grid):
        m = nn.Module()
        m.embeddings = nn.Module()
        m.embeddings.patch_embedding = C(3, 8, 4, bias=False)
        m.embeddings.position_embedding = nn.Embedding(1 + grid * grid, 8)
        m.post = nn.LayerNorm(8)
        return m
    source, model = clip(7), clip(14)
    truth = dict(source.state_dict())
    p = truth["embeddings.position_embedding.weight"]
    g = interpolate(p[1:].reshape(1, 7, 7, 8).permute(0, 3, 1, 2), size=(14, 14), mode="bicubic", antialias=True)
    truth["embeddings.position_embedding.weight"] = torch.cat([p[:1], g.permute(0, 2, 3, 1).reshape(196, 8)])
    return source.state_dict(), model, truth


@situation("text positions 256 to 1024 are no grid")
def _():
    def gpt(n):
        m = nn.Module()
        m.wte, m.wpe, m.mlp = nn.Embedding(20, 8), nn.Embedding(n, 8), Mlp(8)
        return m
    return gpt(256).state_dict(), gpt(1024), None


@situation("relative position biases of another window")
def _():
    def make(window):
        m = nn.Module()
        m.layers = nn.ModuleList()
        for _ in range(2):
            block = nn.Module()
            block.attn = nn.Module()
            block.attn.relative_position_bias_table = nn.Parameter(torch.randn((2 * window - 1) ** 2, 2))
            block.attn.register_buffer("relative_position_index", torch.arange(window**4).reshape(window**2, -1))
            block.attn.proj = nn.Linear(8, 8)
            m.layers.append(block)
        return m
    source, model = make(3), make(5)
    truth = dict(source.state_dict())
    for k, v in model.state_dict().items():
        if k.endswith("index"):
            truth[k] = v.clone()
        if k.endswith("table"):
            t = truth[k]
            g = interpolate(t.T.reshape(1, 2, 5, 5), size=(9, 9), mode="bicubic")
            truth[k] = g.reshape(2, 81).T
    return source.state_dict(), model, truth


def vocabulary(old, new, tied=False):
    def make():
        def lm(n):
            m = nn.Module()
            m.embed_tokens, m.mlp = nn.Embedding(n, 8), Mlp(8)
            m.lm_head = nn.Linear(8, n, bias=False)
            if tied:
                m.lm_head.weight = m.embed_tokens.weight
            return m
        source, model = lm(old), lm(new)
        truth = {k: v.clone() for k, v in source.state_dict().items()}
        for k in ("embed_tokens.weight", "lm_head.weight"):
            rows = model.state_dict()[k].clone()
            least = min(old, new)
            rows[:least] = truth[k][:least]
            truth[k] = rows
        return source.state_dict(), model, truth
    return make


SITUATIONS["vocabulary grew by two"] = vocabulary(100, 102)
SITUATIONS["vocabulary padded in the file"] = vocabulary(128, 120)
SITUATIONS["vocabulary grew, tied head"] = vocabulary(100, 108, True)


@situation("another tokenizer: twice the rows")
def _():
    file, model, _ = vocabulary(100, 210)()
    return file, model, None


def channels(old, new, change):
    def make():
        source, model = Net(channels=old), Net(channels=new)
        truth = dict(source.state_dict())
        truth["conv1.weight"] = change(truth["conv1.weight"])
        return source.state_dict(), model, truth
    return make


SITUATIONS["RGB to grey"] = channels(3, 1, lambda w: w.sum(1, keepdim=True))
SITUATIONS["grey to RGB"] = channels(1, 3, lambda w: w.repeat(1, 3, 1, 1) / 3)
SITUATIONS["RGB to four channels, as timm"] = channels(3, 4, lambda w: w.repeat(1, 2, 1, 1)[:, :4] * (3 / 4))


@situation("GPT-2 Conv1D to Linear, square ones too")
def _():
    def gpt(turned):
        m = nn.Module()
        m.wte = nn.Embedding(12, 8)
        m.h = nn.ModuleList()
        for _ in range(2):
            block = nn.Module()
            for name, (i, o) in (("c_attn", (8, 24)), ("c_proj", (8, 8)), ("c_fc", (8, 32))):
                layer = nn.Linear(i, o)
                if turned:
                    layer.weight = nn.Parameter(layer.weight.T.contiguous())
                setattr(block, name, layer)
            m.h.append(block)
        return m
    source, model = gpt(True), gpt(False)
    truth = {k: v.T if ".c_" in k and "weight" in k else v for k, v in source.state_dict().items()}
    return source.state_dict(), model, truth


@situation("transposed Linear layers, one of them square")
def _():
    model = nn.Sequential(nn.Linear(4, 6), nn.Linear(6, 6), nn.Linear(6, 3))
    source = copy_of(model)
    file = OrderedDict((k, v.T.contiguous() if k.endswith("weight") else v) for k, v in source.state_dict().items())
    return file, model, source.state_dict()


@situation("InstanceNorm statistics of old files")
def _():
    model = nn.Sequential(C(3, 4, 3), nn.InstanceNorm2d(4, affine=True))
    source = copy_of(model)
    file = dict(source.state_dict())
    file["1.running_mean"], file["1.running_var"] = torch.randn(4), torch.rand(4)
    return file, model, source.state_dict()


@situation("InstanceNorm statistics that were tracked on purpose")
def _():
    source = nn.Sequential(C(3, 4, 3), nn.InstanceNorm2d(4, affine=True, track_running_stats=True))
    return dict(source.state_dict()), nn.Sequential(C(3, 4, 3), nn.InstanceNorm2d(4, affine=True)), None


# Computed buffers ------------------------------------------------------------------------------------------------------
for buffer, place in (("position_ids", "embed.position_ids"), ("inv_freq", "layers.0.attn.rotary_emb.inv_freq"),
                      ("relative_position_index", "layers.0.attn.relative_position_index"),
                      ("attn_mask", "layers.1.attn_mask"), ("masked_bias", "layers.0.attn.masked_bias")):
    def of_buffer(place=place):
        model = Encoder()
        source = copy_of(model)
        file = OrderedDict(source.state_dict())
        file[place] = torch.zeros(4)
        return file, model, source.state_dict()
    SITUATIONS[f"computed: {buffer} in the file only"] = of_buffer


@situation("computed: causal mask attn.bias")
def _():
    model = Encoder()
    source = copy_of(model)
    file = OrderedDict(source.state_dict())
    for i in range(3):
        file[f"layers.{i}.attn.bias"] = torch.ones(1, 1, 6, 6, dtype=torch.bool)
    return file, model, source.state_dict()


@situation("computed: relative_position_index in the model only")
def _():
    model = Encoder()
    source = copy_of(model)
    file = source.state_dict()
    model.layers["0"].register_buffer("relative_position_index", torch.arange(4))
    truth = {**file, "layers.0.relative_position_index": torch.arange(4)}
    return file, model, truth


# Heads, layers, parts --------------------------------------------------------------------------------------------------
def head(classes):
    def make():
        source, model = Net(), Net(classes)
        truth = {k: v for k, v in source.state_dict().items() if not k.startswith("fc.")}
        return source.state_dict(), model, truth, ("fc.",)
    return make


SITUATIONS["replaced head: other classes"] = head(3)


@situation("replaced head behind module.")
def _():
    file, model, truth, initial = head(7)()
    return OrderedDict(("module." + k, v) for k, v in file.items()), model, truth, initial


@situation("replaced head: two layers")
def _():
    source, model = Net(), Net()
    model.fc = nn.Sequential(nn.Linear(32, 16), nn.ReLU(), nn.Linear(16, 3))
    truth = {k: v for k, v in source.state_dict().items() if not k.startswith("fc.")}
    return source.state_dict(), model, truth, ("fc.",)


@situation("backbone without a head")
def _():
    source, model = Net(), Net()
    truth = {k: v for k, v in source.state_dict().items() if not k.startswith("fc.")}
    return truth, model, truth, ("fc.",)


@situation("the file has a head, the model has none")
def _():
    source, model = Net(), Net()
    del model.fc
    truth = {k: v for k, v in source.state_dict().items() if not k.startswith("fc.")}
    return source.state_dict(), model, truth


@situation("fewer layers in the file")
def _():
    source, model = Encoder(depth=2), Encoder(depth=4)
    return source.state_dict(), model, source.state_dict(), ("layers.2.", "layers.3.")


@situation("more layers in the file")
def _():
    source, model = Encoder(depth=4), Encoder(depth=3)
    truth = {k: v for k, v in source.state_dict().items() if not k.startswith("layers.3.")}
    return source.state_dict(), model, truth


@situation("a decoder beside the encoder")
def _():
    model = nn.Module()
    model.encoder = Encoder(depth=2)
    source = copy_of(model)
    file = OrderedDict(source.state_dict())
    for k, v in Block(8).state_dict().items():
        file["decoder." + k] = v
    return file, model, source.state_dict()


@situation("layers without bias in the model")
def _():
    source, model = nn.Sequential(C(3, 8, 3), C(8, 8, 3)), nn.Sequential(C(3, 8, 3, bias=False), C(8, 8, 3, bias=False))
    return source.state_dict(), model, None


@situation("BatchNorm in the file, none in the model")
def _():
    source = Encoder()
    file = OrderedDict(source.state_dict())
    for i in range(3):
        file[f"layers.{i}.extra_norm.weight"] = torch.randn(8)
    return file, Encoder(), None


@situation("wider layers: another model of the same names")
def _():
    return Net(width=16).state_dict(), Net(width=8), None


@situation("a middle layer of another width is no head")
def _():
    source, model = nn.Sequential(nn.Linear(4, 8), nn.Linear(8, 6)), nn.Sequential(nn.Linear(4, 9), nn.Linear(9, 6))
    return source.state_dict(), model, None


@situation("two different models")
def _():
    return Encoder(depth=2, d=16).state_dict(), Net(), None


@situation("two different models with some equal shapes")
def _():
    return nn.Sequential(C(3, 8, 3), nn.BatchNorm2d(8), nn.Linear(8, 10)).state_dict(), Net(), None


# Files without weights -------------------------------------------------------------------------------------------------
def adapter(merged_base):
    def make():
        base = nn.Sequential(OrderedDict(q=nn.Linear(8, 8), v=nn.Linear(8, 8)))
        file = OrderedDict()
        for n in "qv":
            p = f"base_model.model.{n}."
            if merged_base:
                file[p + "base_layer.weight"], file[p + "base_layer.bias"] = torch.randn(8, 8), torch.randn(8)
            file[p + "lora_A.default.weight"], file[p + "lora_B.default.weight"] = torch.randn(2, 8), torch.randn(8, 2)
        return file, base, None
    return make


SITUATIONS["LoRA adapter alone"] = adapter(False)
SITUATIONS["LoRA adapters over a base"] = adapter(True)
SITUATIONS["empty adapter"] = lambda: ({}, Net(), None)


@situation("optimizer state of Adam")
def _():
    model = Net()
    optimizer = torch.optim.Adam(model.parameters())
    model.fc(torch.randn(1, 32)).sum().backward()
    optimizer.step()
    return optimizer.state_dict(), model, None


for size in (0, 1):
    def zero3(size=size):
        model = Net()
        file = OrderedDict((k, torch.ones(size) if v.dim() and "running" not in k else v)
                           for k, v in model.state_dict().items())
        return file, model, None
    SITUATIONS[f"ZeRO-3 placeholders [{size}]"] = zero3


def coded(make):
    def situation_of():
        model = nn.Sequential(OrderedDict(a=nn.Linear(8, 8, bias=False), b=nn.Linear(8, 8, bias=False), c=nn.LayerNorm(8)))
        file = OrderedDict(model.state_dict())
        for n in "ab":
            make(file, n)
        return file, model, None
    return situation_of


def int8(file, n):
    file[f"{n}.weight"] = torch.randint(-127, 127, (8, 8), dtype=torch.int8)
    file[f"{n}.SCB"] = torch.rand(8)


def fp8(scale):
    def change(file, n):
        file[f"{n}.weight"] = torch.randn(8, 8).to(torch.float8_e4m3fn)
        file[f"{n}.{scale}"] = torch.ones(1, 1)
    return change


def gptq(file, n):
    del file[f"{n}.weight"]
    file[f"{n}.qweight"] = torch.ones(1, 8, dtype=torch.int32)
    file[f"{n}.qzeros"] = torch.ones(1, 1, dtype=torch.int32)
    file[f"{n}.scales"], file[f"{n}.g_idx"] = torch.ones(1, 8).half(), torch.zeros(8, dtype=torch.int32)


def four_bit(file, n):
    file[f"{n}.weight"] = torch.ones(32, 1, dtype=torch.uint8)
    file[f"{n}.weight.absmax"], file[f"{n}.weight.quant_map"] = torch.ones(1), torch.ones(16)


SITUATIONS["codes: int8 of bitsandbytes"] = coded(int8)
SITUATIONS["codes: fp8 with weight_scale_inv"] = coded(fp8("weight_scale_inv"))
SITUATIONS["codes: fp8 with weight_scale"] = coded(fp8("weight_scale"))
SITUATIONS["codes: GPTQ"] = coded(gptq)
SITUATIONS["codes: 4-bit of bitsandbytes"] = coded(four_bit)


@situation("codes: dynamic quantisation of PyTorch")
def _():
    model = nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 2))
    return torch.ao.quantization.quantize_dynamic(model, {nn.Linear}, dtype=torch.qint8).state_dict(), model, None


@situation("observers of quantisation-aware training")
def _():
    model = nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 2))
    other = nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 2)).train()
    other.qconfig = torch.ao.quantization.get_default_qat_qconfig("fbgemm")
    torch.ao.quantization.prepare_qat(other, inplace=True)
    return other.state_dict(), model, None
