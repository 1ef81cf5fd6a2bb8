"""Cases: whole modules pickled with classes that the reader does not have."""
import torch
from torch import nn

import training_script as script


def write(cases):
    for name, (what, state_dict, make) in modules().items():
        cases.save(f"module-{name}", make, "module", what, state_dict=state_dict)
    for protocol in (3, 4, 5):
        cases.save(f"module-net-protocol{protocol}", script.Net, "module", f"the module Net at protocol {protocol}", pickle_protocol=protocol)


def modules():
    cases = {
        "net": ("parameters, None, persistent and other buffers, nested modules, plain attributes", None, script.Net),
        "main-net": ("a class of __main__", None, script.MainNet),
        "linear": ("a torch.nn class alone", None, lambda: nn.Linear(2, 3)),
        "no-bias": ("a Linear whose bias is registered as None", None, lambda: nn.Linear(2, 3, bias=False)),
        "batch-norm": ("BatchNorm with and without statistics", None, lambda: nn.Sequential(nn.BatchNorm1d(3), nn.BatchNorm2d(2, affine=False), nn.BatchNorm1d(2, track_running_stats=False))),
        "instance-norm": ("InstanceNorm with statistics", None, lambda: nn.InstanceNorm2d(2, affine=True, track_running_stats=True)),
        "tied": ("one Parameter in three places, one of them a shared module", None, script.Tied),
        "collections": ("ParameterList, ParameterDict, ModuleDict", None, script.Collections),
        "extra-state": ("get_extra_state", None, script.WithExtraState),
        "getstate": ("a module with its own __getstate__", None, script.WithGetstate),
        "lstm": ("an LSTM, which keeps a second list of its weights", None, lambda: nn.LSTM(2, 3, num_layers=2, bidirectional=True)),
        "transformer": ("a TransformerEncoderLayer with a function attribute", None, lambda: nn.TransformerEncoderLayer(4, 2, 8)),
        "attention": ("MultiheadAttention", None, lambda: nn.MultiheadAttention(4, 2)),
        "weight-norm": ("the old weight_norm: weight_g, weight_v, and a plain tensor attribute", None, lambda: nn.utils.weight_norm(nn.Linear(2, 3))),
        "spectral-norm": ("the old spectral_norm: weight_orig and buffers", None, lambda: nn.utils.spectral_norm(nn.Linear(2, 3))),
        "graph": ("a torch.fx GraphModule: a call with its __dict__ and source", None, lambda: torch.fx.symbolic_trace(nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3)))),
        "graph-in-dict": ("a GraphModule under model", ["model"], lambda: {"model": torch.fx.symbolic_trace(nn.Linear(2, 1)), "epoch": 1}),
        "half": ("a module in float16", None, lambda: nn.Conv2d(1, 2, 3).half()),
        "data-parallel": ("a module inside DataParallel", None, lambda: nn.DataParallel(nn.Linear(2, 2))),
        "hooks": ("a module with a forward hook", None, _with_hook),
        "requires-grad": ("half of the parameters frozen", None, _frozen),
        "in-dict": ("Ultralytics: whole modules under model and ema, of which it loads ema", ["ema"], _ultralytics),
        "in-list": ("a list of modules", ["1"], lambda: [nn.Linear(1, 1), script.Net()]),
        "optimizer": ("a whole optimizer object beside its model", ["model"], _with_optimizer),
        "children-order": ("children registered before and between parameters", None, _children_order),
    }
    return cases


def _with_hook():
    module = nn.Linear(2, 2)
    module.register_forward_hook(script.activation)
    return module


def _frozen():
    module = script.Net()
    module.stem.requires_grad_(False)
    return module


def _ultralytics():
    model = script.Net()
    return {"epoch": -1, "model": model, "ema": model, "updates": None, "optimizer": None, "train_args": {"lr0": 0.01}, "date": "2024-01-01"}


def _with_optimizer():
    model = nn.Linear(2, 2)
    return {"model": model, "optimizer": torch.optim.SGD(model.parameters(), lr=0.1)}


def _children_order():
    module = nn.Module()
    module.child = nn.Linear(1, 1)
    module.late = nn.Parameter(torch.rand(1))
    module.register_buffer("buffer", torch.rand(1))
    module.other = nn.BatchNorm1d(1)
    return module
