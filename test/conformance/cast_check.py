"""Makes a file of float patterns, and compares what pth casts it to with torch's own `.to(dtype)`, bit for bit.

Usage: cast_check.py make FILE    |    cast_check.py judge FILE DTYPE=CONVERTED...
"""
import os
import sys

import numpy
import torch
from safetensors.torch import load_file, save_file

# PTH_CASTS=10000000 for a thorough run.
RANDOM = int(os.environ.get("PTH_CASTS", "1000000"))
SAME_SIZE = {1: torch.uint8, 2: torch.int16, 4: torch.int32, 8: torch.int64}


def bits(tensor):
    return tensor.view(SAME_SIZE[tensor.element_size()])


def make(path):
    """Uniform over bit patterns: half the work is subnormals, NaN payloads and what overflows. And every narrow pattern."""
    words = numpy.random.default_rng(2026).integers(0, 2**32, RANDOM, dtype=numpy.uint32)
    # A third near float16's range, where rounding and ties happen.
    words[: RANDOM // 3] = (words[: RANDOM // 3] & 0x807FFFFF) | (numpy.random.default_rng(7).integers(96, 150, RANDOM // 3, dtype=numpy.uint32) << 23)
    # Ties: the bits past the float16 and bfloat16 mantissas exactly half.
    words[RANDOM // 3 : RANDOM // 2] = (words[RANDOM // 3 : RANDOM // 2] & 0xFFFFE000) | 0x1000
    words[RANDOM // 2 : RANDOM * 2 // 3] = (words[RANDOM // 2 : RANDOM * 2 // 3] & 0xFFFF0000) | 0x8000
    tensors = {"random": torch.from_numpy(words.view(numpy.int32)).view(torch.float32)}
    for dtype in (torch.float16, torch.bfloat16):
        tensors[f"every_{dtype}"] = torch.from_numpy(numpy.arange(2**16, dtype=numpy.uint16).view(numpy.int16)).view(dtype)
    for dtype in (torch.float8_e4m3fn, torch.float8_e5m2, torch.float8_e4m3fnuz, torch.float8_e5m2fnuz, torch.float8_e8m0fnu):
        tensors[f"every_{dtype}"] = torch.arange(256, dtype=torch.int16).to(torch.uint8).view(dtype)
    save_file(tensors, path)


def judge(path, converted):
    torch.set_num_threads(1)
    source = load_file(path)
    problems = compared = 0
    for pair in converted:
        dtype, file = pair.split("=", 1)
        target = getattr(torch, dtype)
        found = load_file(file)
        for name, tensor in source.items():
            different = bits(found[name]) != bits(tensor.to(target))
            compared += tensor.numel()
            if bool(different.any()):
                at = int(different.nonzero()[0])
                print(f"  {name} to {dtype}: {int(different.sum())} of {tensor.numel()} differ, first {tensor[at]} at {at}: "
                      f"{bits(found[name])[at]:#x}, torch {bits(tensor.to(target))[at]:#x}")
                problems += 1
    print(f"torch {torch.__version__}: {compared} casts compared, {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(make(sys.argv[2]) if sys.argv[1] == "make" else judge(sys.argv[2], sys.argv[3:]))
