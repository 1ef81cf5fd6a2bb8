"""Small models with awkward sizes, and one step of an optimizer by formula."""

import torch
import torch.nn as nn

from common import values


def fill(model):
    with torch.no_grad():
        for at, (_, tensor) in enumerate([*model.named_parameters(), *model.named_buffers()]):
            tensor.copy_(values(*tensor.shape, seed=at, dtype=tensor.dtype))
    return model


class Odd(nn.Module):
    """Sizes 1, 3, 5, 7 and 11, a buffer of integers, a bias without rows for most ranks."""

    def __init__(self, dtype=torch.float32):
        super().__init__()
        self.wide = nn.Linear(7, 11, dtype=dtype)
        self.norm = nn.LayerNorm(11, dtype=dtype)
        self.out = nn.Linear(11, 3, bias=False, dtype=dtype)
        self.gain = nn.Parameter(torch.zeros(1, dtype=dtype))
        self.register_buffer("seen", torch.tensor(0))

    def forward(self, x):
        return self.out(self.norm(self.wide(x))) * self.gain


class Block(nn.Module):
    """A gated feed-forward block, as tensor parallel splits it."""

    def __init__(self, inner=8, hidden=24):
        super().__init__()
        self.up = nn.Linear(inner, hidden)
        self.gate = nn.Linear(inner, hidden, bias=False)
        self.down = nn.Linear(hidden, inner)

    def forward(self, x):
        return self.down(torch.relu(self.up(x)) * self.gate(x))


def stepped(model, kind=torch.optim.AdamW, **options):
    """An optimizer that has made one step with every gradient equal to its parameter."""
    optimizer = kind(model.parameters(), lr=0.01, **options)
    for parameter in model.parameters():
        parameter.grad = parameter.detach().clone()
    optimizer.step()
    optimizer.zero_grad()
    return optimizer
