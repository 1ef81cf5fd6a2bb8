"""What pth is measured beside, and the files that both read. Usage: python peers.py WORK FILE..."""
import sys

import torch


def load(*files):
    for file in files:
        assert len(torch.load(file, weights_only=True)) > 0


def load_mapped(file):
    """Reads the values of no tensor, as `pth inspect` does."""
    assert len(torch.load(file, weights_only=True, mmap=True)) > 0


def load_and_save(file, out):
    from safetensors.torch import save_file
    save_file(torch.load(file, weights_only=True), out, metadata={"format": "pt"})


def contiguous_and_save(file, out):
    from safetensors.torch import save_file
    state = torch.load(file, weights_only=True)
    save_file({name: tensor.contiguous() for name, tensor in state.items()}, out, metadata={"format": "pt"})


def stats(file):
    """The figures of `pth inspect --stats`, in float64 as there."""
    for tensor in torch.load(file, weights_only=True).values():
        wide = tensor.double()
        finite = torch.isfinite(wide)
        (~finite).sum().item(), (wide == 0).sum().item()
        wide.min().item(), wide.max().item(), wide.mean().item(), wide.std().item(), wide.norm().item()


def equal(one, other):
    first, second = torch.load(one, weights_only=True), torch.load(other, weights_only=True)
    for name, tensor in first.items():
        torch.equal(tensor, second[name]), torch.allclose(tensor, second[name])


def make_many(file, count):
    state = {f"model.layers.{at // 10}.block{at % 10}.weight": torch.full((2, 2), float(at)) for at in range(int(count))}
    torch.save(state, file)


def make_many_safetensors(file, original):
    from safetensors.torch import save_file
    save_file(torch.load(original, weights_only=True), file, metadata={"format": "pt"})


def load_safetensors(file):
    from safetensors.torch import load_file
    assert len(load_file(file)) > 0


def make_large(file, mebibytes, seed="0"):
    """float32 in tensors of 16 MiB, one of them half as large."""
    torch.manual_seed(int(seed))
    rows = int(mebibytes) * (1 << 20) // 4 // 4096
    state = {f"layers.{at}.weight": torch.randn(min(1024, rows - at * 1024), 4096) for at in range((rows + 1023) // 1024)}
    torch.save(state, file)


def make_changed(file, original):
    """The same tensors, of which the last differs in one value."""
    state = torch.load(original, weights_only=True)
    list(state.values())[-1][-1, -1] += 1
    torch.save(state, file)


def make_transposed(file, mebibytes):
    torch.manual_seed(0)
    count = int(mebibytes) // 64
    torch.save({f"layers.{at}.weight": torch.randn(4096, 4096).t() for at in range(count)}, file)


def make_small_files(folder, count):
    import os
    os.makedirs(folder)
    for at in range(int(count)):
        torch.manual_seed(at)
        torch.save(torch.nn.Sequential(torch.nn.Linear(16, 16), torch.nn.BatchNorm1d(16), torch.nn.Linear(16, 4)).state_dict(), f"{folder}/{at}.pth")


def make_two_hundred(file, gigabytes):
    """200 tensors, of which one is so large; nobody writes its bytes, so that the disk keeps a hole."""
    state = {f"layers.{at}.bias": torch.empty(64) for at in range(199)}
    state["embedding.weight"] = torch.empty(int(float(gigabytes) * 1e9) // 4)
    with torch.serialization.skip_data():
        torch.save(state, file)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
