"""Situations in which names or shapes suggest a mapping that is wrong, and pairs of causes at once."""
from collections import OrderedDict

import torch
from torch import nn

from hint_situations import (SITUATIONS, Attention, B, Block, C, D, Encoder, Fused, L, Mlp, Net, R, copy_of, named,
                             shifted, situation, swin, swin_truth, wrap)
from hint_sizes import Vit


def module(**children):
    made = nn.Module()
    for name, child in children.items():
        setattr(made, name, child)
    return made


def without(mapping, *starts):
    return OrderedDict((k, v) for k, v in mapping.items() if not k.startswith(starts))


# Nothing to say --------------------------------------------------------------------------------------------------------
SITUATIONS["trap: LayerNorm of the file, BatchNorm of the model"] = lambda: (
    module(a=L(4, 8), ln=nn.LayerNorm(8), b=L(8, 8), ln2=nn.LayerNorm(8)).state_dict(),
    module(a=L(4, 8), bn=B(8), b=L(8, 8), bn2=B(8)), None)
SITUATIONS["trap: net_a and net_b in the file, net_b and net_c in the model"] = lambda: (
    module(net_a=Mlp(4), net_b=Mlp(4)).state_dict(), module(net_b=Mlp(4), net_c=Mlp(4)), None)
SITUATIONS["trap: head_a and head_b against head1 and head2"] = lambda: (
    module(stem=L(4, 8), head_a=L(8, 3), head_b=L(8, 3)).state_dict(),
    module(stem=L(4, 8), head1=L(8, 3), head2=L(8, 3)), None)
SITUATIONS["trap: left and right towers"] = lambda: (
    module(left=Mlp(4), stem=L(3, 4)).state_dict(), module(right=Mlp(4), stem=L(3, 4)), None)
SITUATIONS["trap: actor against critic"] = lambda: (
    module(features=L(3, 4), actor=nn.Sequential(L(4, 4), R(), L(4, 1))).state_dict(),
    module(features=L(3, 4), critic=nn.Sequential(L(4, 4), R(), L(4, 1))), None)
SITUATIONS["trap: mean and log-variance heads"] = lambda: (
    module(enc=L(3, 4), fc_mu=L(4, 2)).state_dict(), module(enc=L(3, 4), fc_logvar=L(4, 2)), None)
SITUATIONS["trap: up and down blocks"] = lambda: (
    module(stem=C(3, 4, 1), up=nn.Sequential(C(4, 4, 3), B(4))).state_dict(),
    module(stem=C(3, 4, 1), down=nn.Sequential(C(4, 4, 3), B(4))), None)
SITUATIONS["trap: norm of timm against fc_norm"] = lambda: (
    module(stem=L(3, 4), norm=nn.LayerNorm(4)).state_dict(), module(stem=L(3, 4), fc_norm=nn.LayerNorm(4)), None)
SITUATIONS["trap: norm1 in the file, norm2 in the model"] = lambda: (
    module(a=L(4, 4), norm1=nn.LayerNorm(4)).state_dict(), module(a=L(4, 4), norm2=nn.LayerNorm(4)), None)
SITUATIONS["trap: token types of another number"] = lambda: (
    module(token_type_embeddings=nn.Embedding(2, 8), word_embeddings=nn.Embedding(20, 8)).state_dict(),
    module(token_type_embeddings=nn.Embedding(1, 8), word_embeddings=nn.Embedding(20, 8)), None)
SITUATIONS["trap: BatchNorm statistics, GroupNorm in the model"] = lambda: (
    nn.Sequential(C(3, 8, 3), B(8), C(8, 8, 3), B(8)).state_dict(),
    nn.Sequential(C(3, 8, 3), nn.GroupNorm(2, 8), C(8, 8, 3), nn.GroupNorm(2, 8)), None)
SITUATIONS["trap: no bias in the file"] = lambda: (
    nn.Sequential(C(3, 8, 3, bias=False), C(8, 8, 3, bias=False)).state_dict(),
    nn.Sequential(C(3, 8, 3), C(8, 8, 3)), None)
SITUATIONS["trap: fewer key and value heads"] = lambda: (
    module(q_proj=L(8, 8), k_proj=L(8, 8), v_proj=L(8, 8), o_proj=L(8, 8)).state_dict(),
    module(q_proj=L(8, 8), k_proj=L(8, 4), v_proj=L(8, 4), o_proj=L(8, 8)), None)
SITUATIONS["trap: a layer of another size in the middle"] = lambda: (
    nn.Sequential(L(4, 8), L(8, 8), L(8, 2)).state_dict(), nn.Sequential(L(4, 8), L(8, 6), L(6, 2)), None)
SITUATIONS["trap: all widths differ, the last bias matches"] = lambda: (
    module(fc1=L(4, 8), fc2=L(8, 8), fc3=L(8, 2)).state_dict(), module(fc1=L(4, 9), fc2=L(9, 9), fc3=L(9, 2)), None)
SITUATIONS["trap: orthogonal parametrization"] = lambda: (
    module(a=L(4, 4), fc=nn.utils.parametrizations.orthogonal(L(4, 4))).state_dict(),
    module(a=L(4, 4), fc=L(4, 4)), None)
SITUATIONS["trap: non-square matrices turned, one of them not"] = lambda: (
    module(a=L(4, 6), b=L(6, 3)).state_dict() | {"a.weight": torch.randn(4, 6)}, module(a=L(4, 6), b=L(6, 3)), None)
SITUATIONS["trap: two convolutions with other channels"] = lambda: (
    module(a=C(3, 8, 3), b=C(3, 8, 3)).state_dict(), module(a=C(1, 8, 3), b=C(1, 8, 3)), None)
SITUATIONS["trap: flat parameters of FSDP"] = lambda: (
    {"_fsdp_wrapped_module._flat_param": torch.randn(100), "_fsdp_wrapped_module.a._flat_param": torch.randn(20)},
    Net(), None)
SITUATIONS["trap: text model of another length"] = lambda: (
    module(wte=nn.Embedding(20, 8), wpe=nn.Embedding(64, 8)).state_dict(),
    module(wte=nn.Embedding(20, 8), wpe=nn.Embedding(128, 8)), None)
SITUATIONS["trap: equal layers, two of three numbers in the model"] = lambda: (
    module(layers=nn.Sequential(L(4, 4), L(4, 4), L(4, 4))).state_dict(),
    module(layers=nn.ModuleDict({"0": L(4, 4), "2": L(4, 4)})), None)
SITUATIONS["trap: file of two decoders, model of one"] = lambda: (
    module(decoder_one=Mlp(4), decoder_two=Mlp(4)).state_dict(), Mlp(4), None)
SITUATIONS["trap: the model has a teacher and a student, the file one model"] = lambda: (
    Net().state_dict(), module(student=Net(), teacher=Net()), None)
SITUATIONS["trap: q, k and v in another order without words"] = lambda: (
    module(stem=L(3, 8), m=module(a=L(8, 8), b=L(8, 8), c=L(8, 8))).state_dict(),
    module(stem=L(3, 8), m=module(x=L(8, 8), y=L(8, 8), z=L(8, 8))), None)
SITUATIONS["trap: weight_g and weight_v of another meaning"] = lambda: (
    {"a.weight_g": torch.randn(5, 5), "a.weight_v": torch.randn(5, 5), "b.weight": torch.randn(3, 5)},
    module(a=L(5, 5, bias=False), b=L(5, 3, bias=False)), None)
SITUATIONS["trap: depthwise first convolution"] = lambda: (
    module(a=C(3, 3, 3, groups=3), b=C(3, 8, 1)).state_dict(), module(a=C(3, 3, 3), b=C(3, 8, 1)), None)
SITUATIONS["trap: position embeddings with another number of special tokens"] = lambda: (
    Vit(14, 2).state_dict(), Vit(14, 1), None)


# Two causes at once ----------------------------------------------------------------------------------------------------
@situation("wrappers on submodules only")
def _():
    model = module(encoder=Encoder(depth=1), decoder=Mlp(8))
    source = copy_of(model)
    def rename(k):
        top, rest = k.split(".", 1)
        return f"{top}.module.{rest}"
    return named(source, rename), model, source.state_dict()


@situation("a backbone in front, and a new head")
def _():
    source = Net()
    backbone = Net()
    del backbone.fc
    model = module(backbone=backbone, head=L(32, 3))
    truth = {f"backbone.{k}": v for k, v in source.state_dict().items() if not k.startswith("fc.")}
    return source.state_dict(), model, truth, ("head.",)


@situation("backbone of a detector, its heads left")
def _():
    source = module(backbone=Net(), rpn=C(8, 4, 1), roi=L(4, 2))
    return source.state_dict(), Net(), source.backbone.state_dict()


@situation("pretraining head of BERT, new classifier, behind module.")
def _():
    source = module(bert=Encoder(), cls=module(dense=L(8, 8), decoder=L(8, 20)))
    model = module(bert=Encoder(), classifier=L(8, 2))
    truth = {k: v for k, v in source.state_dict().items() if k.startswith("bert.")}
    return named(source, lambda k: "module." + k), model, truth, ("classifier.",)


@situation("renamed layers and another head")
def _():
    source = module(model=Encoder(layers="h"), head=L(8, 5))
    model = module(model=Encoder(layers="blocks"), head=L(8, 3))
    truth = {k.replace(".h.", ".blocks."): v for k, v in source.state_dict().items() if not k.startswith("head.")}
    return source.state_dict(), model, truth, ("head.",)


@situation("weight norm and renamed modules")
def _():
    source = module(encoder=module(conv_a=nn.utils.weight_norm(nn.Conv1d(4, 6, 3)), conv_b=nn.utils.weight_norm(nn.Conv1d(6, 5, 3))))
    for conv in (source.encoder.conv_a, source.encoder.conv_b):
        conv.weight_g.data.mul_(1.4)
    file = {k.replace("encoder.", "enc."): v.clone() for k, v in source.state_dict().items()}
    model = module(encoder=module(conv_a=nn.Conv1d(4, 6, 3), conv_b=nn.Conv1d(6, 5, 3)))
    for conv in (source.encoder.conv_a, source.encoder.conv_b):
        nn.utils.remove_weight_norm(conv)
    return file, model, source.state_dict()


@situation("pruned, shifted and behind module.")
def _():
    source = module(features=nn.Sequential(C(3, 8, 3), B(8), R(), C(8, 8, 3)))
    model = module(features=nn.Sequential(nn.Identity(), C(3, 8, 3), B(8), R(), C(8, 8, 3)))
    nn.utils.prune.random_unstructured(source.features[0], "weight", 0.4)
    file = {"module." + k: v.clone() for k, v in source.state_dict().items()}
    nn.utils.prune.remove(source.features[0], "weight")
    moved = {0: 1, 1: 2, 3: 4}
    truth = {}
    for k, v in source.state_dict().items():
        top, number, role = k.split(".")
        truth[f"{top}.{moved[int(number)]}.{role}"] = v
    return file, model, truth


@situation("position embeddings, module. and no head")
def _():
    source, model = Vit(7, 1), Vit(14, 1)
    del source.head
    p = source.pos_embed.data
    g = nn.functional.interpolate(p[:, 1:].reshape(1, 7, 7, -1).permute(0, 3, 1, 2), size=(14, 14), mode="bicubic", antialias=True)
    truth = {**source.state_dict(), "pos_embed": torch.cat([p[:, :1], g.permute(0, 2, 3, 1).reshape(1, 196, -1)], 1)}
    return named(source, lambda k: "module." + k), model, truth, ("head.",)


@situation("grey images and another head")
def _():
    source, model = Net(channels=3), Net(4, channels=1)
    truth = without(source.state_dict(), "fc.")
    truth["conv1.weight"] = truth["conv1.weight"].sum(1, keepdim=True)
    return source.state_dict(), model, truth, ("fc.",)


@situation("fused projections under another name of the layers")
def _():
    source = Encoder(layers="blocks", projections=lambda d: Fused(d, "qkv", "proj"))
    model = Encoder(projections=lambda d: Attention(d, ("q", "k", "v", "proj")))
    truth = {}
    for k, v in source.state_dict().items():
        k = k.replace("blocks.", "layers.")
        if ".qkv." in k:
            for name, part in zip("qkv", v.chunk(3)):
                truth[k.replace(".qkv.", f".{name}.")] = part
        else:
            truth[k] = v
    return source.state_dict(), model, truth


@situation("tied head that the file has once")
def _():
    model = module(embed_tokens=nn.Embedding(20, 8), mlp=Mlp(8), lm_head=L(8, 20, bias=False))
    model.lm_head.weight = model.embed_tokens.weight
    source = copy_of(model)
    truth = dict(source.state_dict())
    truth["lm_head.weight"] = truth["embed_tokens.weight"]
    return without(truth, "lm_head."), model, truth


@situation("counters absent in a file of version 2")
def _():
    model = Net()
    source = copy_of(model)
    file = source.state_dict()
    for k in [k for k in file if k.endswith("num_batches_tracked")]:
        del file[k]
    truth = {k: v for k, v in file.items()}
    return file, model, truth


@situation("counters of the file, FrozenBatchNorm in the model")
def _():
    model = Net()
    source = copy_of(model)
    for bn in (model.bn1, model.layer1[1], model.layer2[1]):
        del bn._buffers["num_batches_tracked"]
        bn._version = 1
        bn.__class__ = type("FrozenBatchNorm2d", (nn.Module,), {"_version": 3})
    truth = {k: v for k, v in source.state_dict().items() if k in model.state_dict()}
    return source.state_dict(), model, truth


@situation("kernels of Flax: height, width, in, out")
def _():
    model = nn.Sequential(C(3, 8, 3), C(8, 4, 3), C(4, 4, 4))
    source = copy_of(model)
    file = {k: v.permute(2, 3, 1, 0).contiguous() if v.dim() == 4 else v for k, v in source.state_dict().items()}
    return file, model, source.state_dict()


SITUATIONS["VGG to VGG-BN: batch norms inserted"] = lambda: vgg()


def vgg():
    source = module(features=nn.Sequential(C(3, 8, 3), R(), C(8, 16, 3), R(), C(16, 16, 3), R()))
    model = module(features=nn.Sequential(C(3, 8, 3), B(8), R(), C(8, 16, 3), B(16), R(), C(16, 16, 3), B(16), R()))
    truth = {}
    for k, v in source.state_dict().items():
        top, number, role = k.split(".")
        truth[f"{top}.{int(number) // 2 * 3}.{role}"] = v
    return source.state_dict(), model, truth, tuple(f"features.{n}." for n in (1, 4, 7))


SITUATIONS["shift: classifier of AlexNet without dropout"] = shifted(
    lambda: [D(), L(8, 6), R(), D(), L(6, 6), R(), L(6, 3)], lambda: [L(8, 6), R(), L(6, 6), R(), L(6, 3)], "classifier")
SITUATIONS["shift: two lists at once"] = lambda: two_lists()


def two_lists():
    source = module(enc=nn.Sequential(L(4, 4), R(), L(4, 4)), dec=nn.Sequential(L(4, 4), R(), L(4, 4)))
    model = module(enc=nn.Sequential(L(4, 4), L(4, 4)), dec=nn.Sequential(D(), L(4, 4), R(), L(4, 4)))
    truth = OrderedDict(zip(model.state_dict(), source.state_dict().values()))
    return source.state_dict(), model, truth


@situation("shift inside each layer")
def _():
    source, model = nn.Module(), nn.Module()
    source.layers = nn.ModuleList(nn.Sequential(L(4, 4), R(), L(4, 4)) for _ in range(3))
    model.layers = nn.ModuleList(nn.Sequential(L(4, 4), R(), D(), L(4, 4)) for _ in range(3))
    return source.state_dict(), model, OrderedDict(zip(model.state_dict(), source.state_dict().values()))


@situation("a larger teacher beside the student")
def _():
    model = Encoder(depth=2)
    source, teacher = copy_of(model), Encoder(depth=6)
    file = {**named(source, lambda k: "student." + k), **named(teacher, lambda k: "teacher." + k)}
    return file, model, source.state_dict()


@situation("old BERT: gamma, beta and the prefix bert.")
def _():
    model = Encoder()
    source = copy_of(model)
    def rename(k):
        if "norm" in k:
            k = k.replace(".weight", ".gamma").replace(".bias", ".beta")
        return "bert." + k
    return named(source, rename), model, source.state_dict()


@situation("Swin of timm: downsample moved, head is head.fc")
def _():
    source, model = swin(False), swin(True)
    model.head = module(fc=L(32, 5))
    truth = {}
    for k, v in source.state_dict().items():
        p = k.split(".")
        if "downsample" in p:
            p[1] = str(int(p[1]) + 1)
        truth[".".join(p).replace("head.", "head.fc.")] = v
    return source.state_dict(), model, truth
