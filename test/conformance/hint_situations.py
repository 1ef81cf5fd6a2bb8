"""Situations of failed loads, built with real modules, each with the values that the right mend gives.

A situation is a file (state_dict), a model that is to load it, and the truth: a state_dict of the model, a list of
them when there is a choice, or None when no mend keeps the meaning. Names in `initial` keep their initial values.
"""
import copy
import math
import zlib
from collections import OrderedDict

import torch
from torch import nn
from torch.nn.utils import parametrizations, parametrize, prune

SITUATIONS = {}


def situation(name):
    def register(build):
        SITUATIONS[name] = build
        return build
    return register


def build(name):
    """file, model, truth, initial: the same values each time."""
    torch.manual_seed(zlib.crc32(name.encode()))
    found = SITUATIONS[name]()
    file, model, truth = found[:3]
    return file, model, truth, tuple(found[3]) if len(found) > 3 else ()


def named(model, rename):
    return OrderedDict((rename(k), v.clone()) for k, v in model.state_dict().items())


def copy_of(model):
    """The same architecture with other values."""
    other = copy.deepcopy(model)
    for tensor in other.state_dict().values():
        if tensor.is_floating_point():
            tensor.normal_()
    return other


class Net(nn.Module):
    """A small convolutional network."""

    def __init__(self, classes=10, channels=3, width=8):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, width, 3)
        self.bn1 = nn.BatchNorm2d(width)
        self.layer1 = nn.Sequential(nn.Conv2d(width, 2 * width, 3), nn.BatchNorm2d(2 * width), nn.ReLU())
        self.layer2 = nn.Sequential(nn.Conv2d(2 * width, 4 * width, 3), nn.BatchNorm2d(4 * width), nn.ReLU())
        self.fc = nn.Linear(4 * width, classes)


class Attention(nn.Module):
    def __init__(self, d, names=("q_proj", "k_proj", "v_proj", "out_proj"), bias=True):
        super().__init__()
        for name in names:
            setattr(self, name, nn.Linear(d, d, bias=bias))


class Mlp(nn.Module):
    def __init__(self, d, names=("fc1", "fc2")):
        super().__init__()
        setattr(self, names[0], nn.Linear(d, 4 * d))
        setattr(self, names[1], nn.Linear(4 * d, d))


class Block(nn.Module):
    def __init__(self, d, attention="attn", mlp="mlp", norms=("norm1", "norm2"), projections=None, fcs=("fc1", "fc2")):
        super().__init__()
        setattr(self, norms[0], nn.LayerNorm(d))
        setattr(self, attention, projections(d) if projections else Attention(d))
        setattr(self, norms[1], nn.LayerNorm(d))
        setattr(self, mlp, Mlp(d, fcs))


class Encoder(nn.Module):
    def __init__(self, d=8, depth=3, layers="layers", first=0, norm="norm", vocabulary=20, embed="embed", **names):
        super().__init__()
        setattr(self, embed, nn.Embedding(vocabulary, d))
        setattr(self, layers, nn.ModuleDict({str(first + i): Block(d, **names) for i in range(depth)}))
        setattr(self, norm, nn.LayerNorm(d))


class Fused(nn.Module):
    def __init__(self, d, fused="qkv", out="proj", bias=True):
        super().__init__()
        setattr(self, fused, nn.Linear(d, 3 * d, bias=bias))
        setattr(self, out, nn.Linear(d, d))


def wrap(name, module):
    holder = nn.Module()
    setattr(holder, name, module)
    return holder


# Prefixes and wrappers -------------------------------------------------------------------------------------------------
for prefix in ("module.", "model.", "_orig_mod.", "module._orig_mod.", "net.", "backbone.", "state.model.", "encoder.",
               "base_model.model.", "_forward_module.", "generator.", "model.diffusion_model.", "student.", "ema_model."):
    def of_prefix(prefix=prefix):
        model = Net()
        return named(copy_source := copy_of(model), lambda k: prefix + k), model, copy_source.state_dict()
    SITUATIONS[f"strip {prefix}"] = of_prefix

    def of_missing_prefix(prefix=prefix):
        holder = wrap(prefix[:-1].split(".")[-1], Net())
        source = copy_of(holder)
        return named(source, lambda k: k.split(".", 1)[1]), holder, source.state_dict()
    SITUATIONS[f"add {prefix}"] = of_missing_prefix

for wrapper in ("_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module",
                "_fsdp_wrapped_module._checkpoint_wrapped_module"):
    def around(wrapper=wrapper):
        model = Encoder()
        source = copy_of(model)
        def rename(k):
            parts = k.split(".")
            return ".".join(parts[:2] + [wrapper] + parts[2:]) if parts[0] == "layers" else k
        return named(source, rename), model, source.state_dict()
    SITUATIONS[f"{wrapper} around each layer"] = around


@situation("real torch.compile of data parallel")
def _():
    model = Net()
    source = copy_of(model)
    return torch.nn.DataParallel(torch.compile(source)).state_dict(), model, source.state_dict()


@situation("real AveragedModel")
def _():
    model = Net()
    source = copy_of(model)
    return torch.optim.swa_utils.AveragedModel(source).state_dict(), model, source.state_dict()


@situation("student and teacher")
def _():
    model = Net()
    a, b = copy_of(model), copy_of(model)
    file = {**named(a, lambda k: "student." + k), **named(b, lambda k: "teacher." + k)}
    return file, model, [a.state_dict(), b.state_dict()]


@situation("module.encoder_q and module.encoder_k")
def _():
    model = Net()
    a, b = copy_of(model), copy_of(model)
    file = {**named(a, lambda k: "module.encoder_q." + k), **named(b, lambda k: "module.encoder_k." + k)}
    return file, model, [a.state_dict(), b.state_dict()]


@situation("two generators of a GAN without a known pair")
def _():
    model = Net()
    a, b = copy_of(model), copy_of(model)
    return {**named(a, lambda k: "first_net." + k), **named(b, lambda k: "other_net." + k)}, model, None


@situation("Lightning with a loss beside the model")
def _():
    model = Net()
    source = copy_of(model)
    file = named(source, lambda k: "model." + k)
    file["loss.weight"] = torch.ones(10)
    return file, model, source.state_dict()


@situation("generator and discriminator, the model is the generator")
def _():
    model = Net()
    source = copy_of(model)
    disc = nn.Sequential(nn.Conv2d(3, 4, 3), nn.Conv2d(4, 1, 3))
    file = {**named(source, lambda k: "generator." + k), **named(disc, lambda k: "discriminator." + k)}
    return file, model, source.state_dict()


# Folds -----------------------------------------------------------------------------------------------------------------
def plain_truth(model, change, restore):
    source = copy_of(model)
    change(source)
    file = OrderedDict((k, v.clone()) for k, v in source.state_dict().items())
    restore(source)
    return file, model, source.state_dict()


@situation("pruned convolution and head")
def _():
    def change(m):
        prune.l1_unstructured(m.conv1, "weight", 0.5)
        prune.l1_unstructured(m.fc, "weight", 0.5)
    def restore(m):
        prune.remove(m.conv1, "weight")
        prune.remove(m.fc, "weight")
    return plain_truth(Net(), change, restore)


@situation("pruned bias too, every layer")
def _():
    layers = lambda m: [x for x in m.modules() if isinstance(x, (nn.Conv2d, nn.Linear))]
    def change(m):
        for layer in layers(m):
            prune.random_unstructured(layer, "weight", 0.3)
            prune.random_unstructured(layer, "bias", 0.3)
    def restore(m):
        for layer in layers(m):
            prune.remove(layer, "weight")
            prune.remove(layer, "bias")
    return plain_truth(Net(), change, restore)


@situation("pruned behind module.")
def _():
    def change(m):
        prune.ln_structured(m.conv1, "weight", 0.5, n=2, dim=0)
    file, model, truth = plain_truth(Net(), change, lambda m: prune.remove(m.conv1, "weight"))
    return OrderedDict(("module." + k, v) for k, v in file.items()), model, truth


def convs():
    return nn.Sequential(OrderedDict(pre=nn.Conv1d(4, 6, 3), up=nn.ConvTranspose1d(6, 5, 4), post=nn.Linear(5, 4)))


@situation("weight norm, old names")
def _():
    def change(m):
        for layer in m:
            nn.utils.weight_norm(layer)
            layer.weight_g.data.mul_(1.7)
    return plain_truth(convs(), change, lambda m: [nn.utils.remove_weight_norm(layer) for layer in m])


@situation("weight norm, parametrizations")
def _():
    def change(m):
        for layer in m:
            parametrizations.weight_norm(layer)
            layer.parametrizations.weight.original0.data.mul_(0.4)
    return plain_truth(convs(), change, lambda m: [parametrize.remove_parametrizations(x, "weight") for x in m])


@situation("weight norm over another dimension and over all")
def _():
    def change(m):
        nn.utils.weight_norm(m.pre, dim=1)
        nn.utils.weight_norm(m.up, dim=None)
        nn.utils.weight_norm(m.post, dim=0)
        for layer in m:
            layer.weight_g.data.mul_(1.3)
    return plain_truth(convs(), change, lambda m: [nn.utils.remove_weight_norm(layer) for layer in m])


@situation("weight norm of one layer, behind model.")
def _():
    def change(m):
        nn.utils.weight_norm(m.fc)
        m.fc.weight_g.data.mul_(3)
    file, model, truth = plain_truth(Net(), change, lambda m: nn.utils.remove_weight_norm(m.fc))
    return OrderedDict(("model." + k, v) for k, v in file.items()), model, truth


@situation("weight norm in the model only, old")
def _():
    source = convs()
    model = convs()
    for layer in model:
        nn.utils.weight_norm(layer)
    truth = convs()
    truth.load_state_dict(source.state_dict())
    for layer in truth:
        nn.utils.weight_norm(layer)
    return source.state_dict(), model, truth.state_dict()


@situation("weight norm in the model only, parametrizations")
def _():
    source = convs()
    model = convs()
    truth = copy.deepcopy(source)
    for layer in model:
        parametrizations.weight_norm(layer)
    for layer in truth:
        parametrizations.weight_norm(layer)
    return source.state_dict(), model, truth.state_dict()


@situation("pruned model, plain file")
def _():
    source = convs()
    model = convs()
    prune.identity(model.pre, "weight")
    truth = copy.deepcopy(source)
    prune.identity(truth.pre, "weight")
    return source.state_dict(), model, truth.state_dict()


@situation("weight norm new to old names")
def _():
    source, model = convs(), convs()
    truth = copy.deepcopy(source)
    for layer in source:
        parametrizations.weight_norm(layer)
    for layer in (*model, *truth):
        nn.utils.weight_norm(layer)
    return source.state_dict(), model, truth.state_dict()


def spectral(old, dims=False):
    def make():
        model = nn.Sequential(OrderedDict(a=nn.Conv2d(3, 6, 3), b=nn.Linear(6, 6), c=nn.ConvTranspose2d(6, 4, 3)))
        def change(m):
            for layer in m:
                (nn.utils.spectral_norm if old else parametrizations.spectral_norm)(layer)
                weight = layer.weight_orig if old else layer.parametrizations.weight.original
                weight.data.mul_(2.5)
            for layer, size in ((m.a, (1, 3, 8, 8)), (m.b, (1, 6)), (m.c, (1, 6, 5, 5))):
                layer.train()
                layer(torch.randn(size))
            m.eval()
            for layer, size in ((m.a, (1, 3, 8, 8)), (m.b, (1, 6)), (m.c, (1, 6, 5, 5))):
                layer(torch.randn(size))
        def restore(m):
            m.eval()
            for layer in m:
                if old:
                    nn.utils.remove_spectral_norm(layer)
                else:
                    parametrize.remove_parametrizations(layer, "weight")
        return plain_truth(model, change, restore)
    return make


SITUATIONS["spectral norm, old names"] = spectral(True)
SITUATIONS["spectral norm, parametrizations"] = spectral(False)


@situation("spectral norm old to new names")
def _():
    source = nn.Sequential(nn.utils.spectral_norm(nn.Conv2d(3, 6, 3)), nn.utils.spectral_norm(nn.Linear(6, 4)))
    model = nn.Sequential(parametrizations.spectral_norm(nn.Conv2d(3, 6, 3)), parametrizations.spectral_norm(nn.Linear(6, 4)))
    sd = source.state_dict()
    pairs = {"weight_orig": "parametrizations.weight.original", "weight_u": "parametrizations.weight.0._u",
             "weight_v": "parametrizations.weight.0._v", "bias": "bias"}
    truth = {f"{k.split('.')[0]}.{pairs[k.split('.')[1]]}": v for k, v in sd.items()}
    return sd, model, truth


@situation("mask of pruning lost: only weight_orig")
def _():
    source = Net()
    file = named(source, lambda k: k.replace("fc.weight", "fc.weight_orig"))
    return file, Net(), None


# Renamed components ----------------------------------------------------------------------------------------------------
RENAMED = {
    "layers are blocks": (dict(), dict(layers="blocks")),
    "layers are h": (dict(layers="h"), dict()),
    "attn is self_attn": (dict(), dict(attention="self_attn")),
    "attn is attention": (dict(attention="attention"), dict()),
    "mlp is ffn": (dict(), dict(mlp="ffn")),
    "norm1 is ln_1": (dict(norms=("norm1", "norm2")), dict(norms=("ln_1", "ln_2"))),
    "fc1 is linear1": (dict(), dict(fcs=("linear1", "linear2"))),
    "q_proj is query": (dict(), dict(projections=lambda d: Attention(d, ("query", "key", "value", "out")))),
    "to_q is q": (dict(projections=lambda d: Attention(d, ("to_q", "to_k", "to_v", "to_out"))),
                  dict(projections=lambda d: Attention(d, ("q", "k", "v", "out")))),
    "wq is q_proj": (dict(projections=lambda d: Attention(d, ("wq", "wk", "wv", "wo"))), dict()),
    "norm is final_norm": (dict(), dict(norm="final_norm")),
    "embed is embed_tokens": (dict(), dict(embed="embed_tokens")),
    "several at once": (dict(layers="h", attention="attn", mlp="mlp", norm="ln_f"),
                        dict(layers="blocks", attention="self_attn", mlp="feed_forward", norm="norm")),
}
for what, (left, right) in RENAMED.items():
    def renamed(left=left, right=right):
        source, model = Encoder(**left), Encoder(**right)
        truth = OrderedDict(zip(model.state_dict(), source.state_dict().values()))
        return source.state_dict(), model, truth
    SITUATIONS[f"renamed: {what}"] = renamed


@situation("renamed head: classifier is fc")
def _():
    model = Net()
    source = copy_of(model)
    return named(source, lambda k: k.replace("fc.", "classifier.")), model, source.state_dict()


@situation("stages: stage1 and stage2 are layer1 and layer2, equal widths")
def _():
    class Staged(nn.Module):
        def __init__(self):
            super().__init__()
            self.stem = nn.Conv2d(3, 8, 3)
            for i in (1, 2, 3):
                setattr(self, f"layer{i}", nn.Sequential(nn.Conv2d(8, 8, 3), nn.BatchNorm2d(8)))
            self.fc = nn.Linear(8, 4)
    model = Staged()
    source = copy_of(model)
    return named(source, lambda k: k.replace("layer", "stage")), model, source.state_dict()


@situation("LayerNorm gamma and beta")
def _():
    model = Encoder()
    source = copy_of(model)
    def rename(k):
        if "norm" not in k:
            return k
        return k.replace(".weight", ".gamma").replace(".bias", ".beta")
    return named(source, rename), model, source.state_dict()


@situation("DenseNet of old torchvision: norm.1 is norm1")
def _():
    class Dense(nn.Module):
        def __init__(self, i):
            super().__init__()
            self.norm1, self.conv1 = nn.BatchNorm2d(8), nn.Conv2d(8, 16, 1, bias=False)
            self.norm2, self.conv2 = nn.BatchNorm2d(16), nn.Conv2d(16, 8, 3, bias=False)
    model = nn.Module()
    model.denseblock1 = nn.Sequential(OrderedDict((f"denselayer{i}", Dense(i)) for i in (1, 2, 3)))
    model.classifier = nn.Linear(8, 4)
    source = copy_of(model)
    def rename(k):
        for a in ("norm", "conv"):
            for n in "12":
                k = k.replace(f".{a}{n}.", f".{a}.{n}.")
        return k
    return named(source, rename), model, source.state_dict()


@situation("timm head is head.fc")
def _():
    model = nn.Module()
    model.norm = nn.LayerNorm(8)
    model.head = nn.Module()
    model.head.fc = nn.Linear(8, 5)
    source = copy_of(model)
    return named(source, lambda k: k.replace("head.fc.", "head.")), model, source.state_dict()


@situation("self attention against cross attention of the same sizes")
def _():
    class Two(nn.Module):
        def __init__(self, names):
            super().__init__()
            self.embed = nn.Embedding(9, 8)
            for n in names:
                setattr(self, n, Attention(8))
    source, model = Two(("self_attn",)), Two(("cross_attn",))
    return source.state_dict(), model, None


@situation("encoder of the file, decoder of the model")
def _():
    source = wrap("encoder", Net())
    return source.state_dict(), wrap("decoder", Net()), None


@situation("two unrelated modules of equal sizes")
def _():
    class Odd(nn.Module):
        def __init__(self, names):
            super().__init__()
            self.stem = nn.Linear(4, 8)
            for n in names:
                setattr(self, n, nn.Linear(8, 8))
            self.fc = nn.Linear(8, 3)
    return Odd(("alpha", "omega")).state_dict(), Odd(("first", "second")), None


@situation("conv1 and conv2 in the file, conv2 and conv3 in the model")
def _():
    class Convs(nn.Module):
        def __init__(self, numbers):
            super().__init__()
            for n in numbers:
                setattr(self, f"conv{n}", nn.Conv2d(4, 4, 3))
            self.fc = nn.Linear(4, 2)
    source, model = Convs((1, 2)), Convs((2, 3))
    truth = OrderedDict(zip(model.state_dict(), source.state_dict().values()))
    return source.state_dict(), model, truth


# Shifted numbers -------------------------------------------------------------------------------------------------------
def shifted(old, new, holder="features", tail=None):
    """Two Sequentials of the same layers with parameters."""
    def make():
        a, b = nn.Sequential(*old()), nn.Sequential(*new())
        source, model = nn.Module(), nn.Module()
        setattr(source, holder, a)
        setattr(model, holder, b)
        if tail:
            source.fc, model.fc = tail(), tail()
        truth = OrderedDict(zip(model.state_dict(), source.state_dict().values()))
        return source.state_dict(), model, truth
    return make


C, B, R, D, L = nn.Conv2d, nn.BatchNorm2d, nn.ReLU, nn.Dropout, nn.Linear
SITUATIONS["shift: dropout in front, equal widths"] = shifted(
    lambda: [C(3, 8, 3), B(8), R(), C(8, 8, 3)], lambda: [D(), C(3, 8, 3), B(8), R(), C(8, 8, 3)])
SITUATIONS["shift: dropout in front, distinct widths"] = shifted(
    lambda: [C(3, 4, 3), B(4), R(), C(4, 9, 3)], lambda: [D(), C(3, 4, 3), B(4), R(), C(4, 9, 3)])
SITUATIONS["shift: ReLU taken out"] = shifted(
    lambda: [L(4, 4), R(), L(4, 4), R(), L(4, 4)], lambda: [L(4, 4), L(4, 4), L(4, 4)], "classifier")
SITUATIONS["shift: dropout between, all equal"] = shifted(
    lambda: [L(6, 6), R(), L(6, 6), R(), L(6, 6)], lambda: [L(6, 6), R(), D(), L(6, 6), R(), D(), L(6, 6)], "classifier")
SITUATIONS["shift: with a head behind it"] = shifted(
    lambda: [C(3, 8, 3), R(), C(8, 8, 3)], lambda: [C(3, 8, 3), B(8, affine=False, track_running_stats=False), R(), C(8, 8, 3)],
    "features", lambda: L(8, 3))
SITUATIONS["shift: batch norm where a convolution was"] = shifted(
    lambda: [C(3, 8, 3, bias=False), B(8), R(), C(8, 8, 3, bias=False), B(8), R()],
    lambda: [nn.Identity(), C(3, 8, 3, bias=False), B(8), R(), C(8, 8, 3, bias=False), B(8), R()])


@situation("shift: layers counted from 1")
def _():
    source, model = Encoder(first=1), Encoder()
    return source.state_dict(), model, OrderedDict(zip(model.state_dict(), source.state_dict().values()))


@situation("shift: layer1 to layer4 are layer0 to layer3")
def _():
    class Staged(nn.Module):
        def __init__(self, first):
            super().__init__()
            for i in range(4):
                setattr(self, f"layer{first + i}", nn.Linear(5, 5))
            self.fc = nn.Linear(5, 2)
    source, model = Staged(1), Staged(0)
    return source.state_dict(), model, OrderedDict(zip(model.state_dict(), source.state_dict().values()))


@situation("shift behind module.")
def _():
    file, model, truth = SITUATIONS["shift: dropout in front, equal widths"]()
    return OrderedDict(("module." + k, v) for k, v in file.items()), model, truth


@situation("shift: a layer with parameters inserted, distinct widths")
def _():
    source, model = nn.Module(), nn.Module()
    source.features = nn.Sequential(L(3, 4), R(), L(4, 5), R(), L(5, 6), R(), L(6, 7))
    model.features = nn.Sequential(L(3, 4), R(), L(4, 4), R(), L(4, 5), R(), L(5, 6), R(), L(6, 7))
    sd = source.state_dict()
    moved = {0: 0, 2: 4, 4: 6, 6: 8}
    truth = {f"features.{moved[int(k.split('.')[1])]}.{k.split('.')[2]}": v for k, v in sd.items()}
    return sd, model, truth, ("features.2.",)


@situation("shift: a layer with parameters inserted, equal widths")
def _():
    source, model = nn.Module(), nn.Module()
    source.features = nn.Sequential(L(4, 4), R(), L(4, 4), R(), L(4, 4))
    model.features = nn.Sequential(L(4, 4), L(4, 4), R(), L(4, 4), R(), L(4, 4))
    return source.state_dict(), model, None


def swin(moved, classes=5, head="head"):
    class Merge(nn.Module):
        def __init__(self, d):
            super().__init__()
            self.reduction, self.norm = nn.Linear(4 * d, 2 * d, bias=False), nn.LayerNorm(4 * d)
    model = nn.Module()
    model.patch_embed = nn.Module()
    model.patch_embed.proj = nn.Conv2d(3, 4, 4)
    model.layers = nn.ModuleList()
    for i in range(4):
        stage = nn.Module()
        stage.blocks = nn.ModuleList([Mlp(4 * 2**i) for _ in range(2)])
        if moved and i > 0:
            stage.downsample = Merge(4 * 2 ** (i - 1))
        if not moved and i < 3:
            stage.downsample = Merge(4 * 2**i)
        model.layers.append(stage)
    model.norm = nn.LayerNorm(32)
    setattr(model, head, nn.Linear(32, classes))
    return model


def swin_truth(source, model):
    truth = {}
    for k, v in source.state_dict().items():
        p = k.split(".")
        if "downsample" in p:
            p[1] = str(int(p[1]) + 1)
        truth[".".join(p)] = v
    return {k: v for k, v in truth.items() if k in model.state_dict() and v.shape == model.state_dict()[k].shape}


@situation("Swin downsample moved to the next stage")
def _():
    source, model = swin(False), swin(True)
    return source.state_dict(), model, swin_truth(source, model)


@situation("Swin downsample moved, computed buffers, behind model.")
def _():
    source, model = swin(False), swin(True)
    file = OrderedDict(("model." + k, v) for k, v in source.state_dict().items())
    for i in range(4):
        file[f"model.layers.{i}.blocks.0.attn.relative_position_index"] = torch.zeros(4, 4, dtype=torch.int64)
        file[f"model.layers.{i}.blocks.1.attn_mask"] = torch.zeros(2, 4, 4)
    return file, model, swin_truth(source, model)


@situation("Swin downsample moved, other classes")
def _():
    source, model = swin(False), swin(True, classes=3)
    return source.state_dict(), model, swin_truth(source, model), ("head.",)
