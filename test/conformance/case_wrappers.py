"""Cases: the dictionaries people wrap a state_dict in, and checkpoints that hold none."""
import argparse
import collections

import torch
from torch import nn

import training_script


def write(cases):
    for name, (what, state_dict, make) in wrappers().items():
        cases.save(f"wrapper-{name}", make, "wrapper", what, state_dict=state_dict)
    cases.save("wrapper-training-protocol0", _training, "wrapper", "protocol 0 turns persistent ids into text: PyTorch writes it and cannot load it",
               expect="refused", pickle_protocol=0)
    for protocol in (1, 3, 4, 5):
        cases.save(f"wrapper-training-protocol{protocol}", _training, "wrapper", f"a training checkpoint at protocol {protocol}",
                   state_dict=["state_dict"], pickle_protocol=protocol)


def small():
    return nn.Sequential(collections.OrderedDict(conv=nn.Conv2d(1, 2, 3), bn=nn.BatchNorm2d(2), fc=nn.Linear(2, 3))).state_dict()


def wrappers():
    return {
        "ordered-dict": ("a bare state_dict with _metadata", [], small),
        "plain-dict": ("a bare dict, which has lost _metadata", [], lambda: dict(small())),
        "list": ("a list of tensors", None, lambda: [torch.rand(2), torch.rand(3, 1)]),
        "tuple": ("a tuple of tensors and a number", None, lambda: (torch.rand(2), 3, torch.ones(()))),
        "tensor": ("one tensor alone", None, lambda: torch.rand(2, 3)),
        "parameter": ("one Parameter alone", None, lambda: nn.Parameter(torch.rand(2, 3))),
        "namedtuple": ("a named tuple of tensors", None, lambda: training_script.Point(torch.rand(1), torch.rand(2))),
        "state_dict": ("a training checkpoint with state_dict, optimizer and epoch", ["state_dict"], _training),
        "model": ("the state_dict under model", ["model"], lambda: {"model": small(), "iteration": 10}),
        "model_state_dict": ("the state_dict under model_state_dict", ["model_state_dict"], lambda: {"model_state_dict": small(), "loss": 0.25}),
        "net": ("the state_dict under net, with accuracy", ["net"], lambda: {"net": small(), "acc": 91.5, "epoch": 3}),
        "network": ("the state_dict under network", ["network"], lambda: {"network": small()}),
        "weights": ("the state_dict under weights", ["weights"], lambda: {"weights": small(), "meta": {"version": "1"}}),
        "params-ema": ("params_ema beside params", ["params_ema"], lambda: {"params": small(), "params_ema": small()}),
        "ema": ("model and ema", ["model"], lambda: {"model": small(), "ema": small(), "updates": 12}),
        "loss-beside": ("more numbers as tensors beside the model than it has tensors", ["model"], lambda: {"model": {"w": torch.rand(2)}, "loss": torch.rand(()), "accuracy": torch.rand(())}),
        "numbers-beside": ("a random state, a loss and a score as tensors beside one model under a name of its own", ["net_g"], lambda: {"net_g": small(), "rng_state": torch.get_rng_state(), "loss": torch.rand(()), "best": torch.rand(1)}),
        "numbers-beside-two": ("a loss beside two models", None, lambda: {"net_g": small(), "net_d": small(), "loss": torch.rand(())}),
        "latent-beside": ("a mean latent beside one model: it may be a part of it", None, lambda: {"g_ema": small(), "latent_avg": torch.rand(8)}),
        "shared-dict": ("the same dictionary object under two keys", ["model"], _shared_dictionary),
        "optimizer-adam": ("Adam's state: integer keys and 0-dim steps", None, _adam),
        "optimizer-sgd": ("SGD's state with momentum buffers, some of them None", None, _sgd),
        "scheduler": ("a learning-rate scheduler's state", None, _scheduler),
        "lightning": ("a Lightning checkpoint with model. prefixes", ["state_dict"], _lightning),
        "lightning-callbacks": ("a Lightning checkpoint whose callbacks, named by their arguments, keep scores", ["state_dict"], lambda: {**_lightning(), "callbacks": _callbacks()}),
        "timm": ("timm: state_dict, state_dict_ema, arch, args", ["state_dict"], _timm),
        "openmmlab": ("OpenMMLab: meta, state_dict, optimizer", ["state_dict"], lambda: {"meta": {"epoch": 3, "CLASSES": ("cat", "dog")}, "state_dict": small(), "optimizer": {}}),
        "fairseq": ("fairseq: args, model, extra_state", ["model"], lambda: {"args": argparse.Namespace(arch="transformer", lr=[0.1]), "model": small(), "extra_state": {"epoch": 1}, "last_optimizer_state": None}),
        "gan": ("three models in one file", None, lambda: {"G": small(), "D": small(), "G_ema": small()}),
        "whisper": ("dims and model_state_dict", ["model_state_dict"], lambda: {"dims": {"n_mels": 80}, "model_state_dict": small()}),
        "data-parallel": ("names with the module. prefix", [], lambda: collections.OrderedDict(("module." + k, v) for k, v in small().items())),
        "compiled": ("names with the _orig_mod. prefix", [], lambda: torch_prefix("_orig_mod.")),
        "average": ("AveragedModel: n_averaged and module.", [], lambda: torch.optim.swa_utils.AveragedModel(nn.Linear(2, 2)).state_dict()),
        "deep": ("a state_dict four levels down", ["checkpoint", "runner", "1", "weights"], lambda: {"checkpoint": {"runner": [None, {"weights": small()}]}}),
        "per-module": ("one state_dict for each part of the model", None, lambda: {"encoder": small(), "decoder": small(), "step": 5}),
        "rng": ("random generator states", None, lambda: {"cpu": torch.get_rng_state(), "seed": 2**63 + 11, "numbers": [1, 2]}),
        "extra-state": ("_extra_state entries: a dict, bytes-like tensors and None", [], lambda: training_script.WithExtraState().state_dict()),
        "no-tensors": ("numbers and words only", None, lambda: {"epoch": 3, "name": "run"}),
        "empty-dict": ("an empty dict", None, dict),
        "empty-ordered-dict": ("an empty OrderedDict", None, collections.OrderedDict),
        "none": ("None", None, lambda: None),
        "number": ("a number", None, lambda: 42),
        "text": ("a string", None, lambda: "not a checkpoint"),
    }


def torch_prefix(prefix):
    return collections.OrderedDict((prefix + name, value) for name, value in small().items())


def _training():
    model = nn.Linear(3, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    model(torch.rand(4, 3)).sum().backward()
    optimizer.step()
    return {"epoch": 12, "arch": "linear", "state_dict": model.state_dict(), "best_acc1": torch.tensor(71.5),
            "optimizer": optimizer.state_dict(), "args": argparse.Namespace(lr=0.1, data="/data", workers=4)}


def _shared_dictionary():
    weights = small()
    return {"model": weights, "ema": weights}


def _adam():
    model = nn.Linear(3, 2)
    optimizer = torch.optim.AdamW(model.parameters(), amsgrad=True)
    model(torch.rand(4, 3)).sum().backward()
    optimizer.step()
    return optimizer.state_dict()


def _sgd():
    model = nn.Linear(3, 2)
    model.bias.requires_grad = False
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    model(torch.rand(4, 3)).sum().backward()
    optimizer.step()
    return optimizer.state_dict()


def _scheduler():
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=0.1)
    return {"scheduler": torch.optim.lr_scheduler.MultiStepLR(optimizer, [3, 5]).state_dict()}


def _lightning():
    return {"epoch": 1, "global_step": 100, "pytorch-lightning_version": "2.1.0", "state_dict": torch_prefix("model."),
            "loops": {"fit_loop": {"state_dict": {}, "epoch_progress": {"total": {"ready": 1}}}}, "callbacks": {},
            "optimizer_states": [_adam()], "lr_schedulers": [], "hparams_name": "kwargs", "hyper_parameters": {"lr": 1e-3}}


def _callbacks():
    saver = "ModelCheckpoint{'monitor': 'val_loss', 'mode': 'min', 'every_n_train_steps': 0, 'every_n_epochs': 1, 'train_time_interval': None}"
    score = torch.rand(())
    return {"EarlyStopping{'monitor': 'val_loss', 'mode': 'min'}": {"wait_count": 0, "best_score": score},
            saver: {"monitor": "val_loss", "best_model_score": score, "best_k_models": {"epoch=0.ckpt": score}, "kth_value": score}}


def _timm():
    return {"epoch": 5, "arch": "resnet", "state_dict": small(), "optimizer": _sgd(), "version": 2,
            "args": argparse.Namespace(model="resnet", drop=None), "state_dict_ema": small(), "metric": 77.1}
