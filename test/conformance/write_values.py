"""Writes pairs of tensors and what torch.allclose says of them, for every tolerance.

Usage: write_values.py FOLDER      a.pth and b.pth with the same names, and values.json with the answers
"""
import json
import pathlib
import sys

import torch

DTYPES = ("float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "uint8", "bool", "complex64", "complex128")
TOLERANCES = ((1e-5, 1e-8, False), (0.0, 0.0, False), (1e-3, 1e-3, False), (0.0, 0.5, False), (0.01, 0.0, True), (0.25, 1.0, True))
NAN, INF = float("nan"), float("inf")


def changes(a):
    yield "equal", a.clone()
    if a.dtype.is_floating_point or a.dtype.is_complex:
        for relative in (1e-9, 1e-7, 9e-6, 1e-5, 1.1e-5, 1e-3, 0.0101, 0.25, 0.3):
            yield f"times-{relative}", (a.to(torch.complex128 if a.dtype.is_complex else torch.float64) * (1 + relative)).to(a.dtype)
        for absolute in (1e-8, 1e-3, 0.4999, 0.5, 0.501, 1.0):
            yield f"plus-{absolute}", (a.to(torch.complex128 if a.dtype.is_complex else torch.float64) + absolute).to(a.dtype)
        for name, value in {"nan": NAN, "inf": INF, "minus-inf": -INF, "minus-zero": -0.0}.items():
            b = a.clone()
            b[3] = value
            yield name, b
    elif a.dtype == torch.bool:
        yield "flipped", ~a
    else:
        for step in (1, 2, 100):
            b = a.clone()
            b[2] += step
            yield f"step-{step}", b


def bases(dtype):
    torch.manual_seed(0)
    if dtype == torch.bool:
        return {"plain": torch.arange(40) % 3 == 0}
    if not (dtype.is_floating_point or dtype.is_complex):
        bases = {"plain": torch.arange(40).to(dtype), "large": (torch.arange(40) + (100 if dtype == torch.uint8 else 30000)).to(dtype)}
        # Neighbours that are one number in float64.
        return {**bases, "huge": torch.arange(40) * 2 - 20 + 2**53, "lowest": torch.arange(40) - 2**63} if dtype == torch.int64 else bases
    plain = torch.randn(200, dtype=torch.complex128 if dtype.is_complex else torch.float64)
    with_nan = plain.clone()
    with_nan[3], with_nan[4], with_nan[5] = NAN, INF, -INF
    return {"plain": plain.to(dtype), "large": (plain * 1000).to(dtype), "tiny": (plain * 1e-6).to(dtype), "special": with_nan.to(dtype)}


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    if torch.__version__.startswith("1."):
        print("  only PyTorch 2.13 is asked about torch.allclose")
        return
    left, right, answers = {}, {}, []
    for name in DTYPES:
        for base, a in bases(getattr(torch, name)).items():
            for change, b in changes(a):
                key = f"{name}.{base}.{change}"
                left[key], right[key] = a.clone(), b
                # Integers and bools are compared exactly, whatever the tolerance for floats is.
                floats = a.dtype.is_floating_point or a.dtype.is_complex
                close = [torch.allclose(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan) if floats else torch.equal(a, b) for rtol, atol, equal_nan in TOLERANCES]
                answers.append({"name": key, "bits": a.numpy(force=True).tobytes() == b.numpy(force=True).tobytes() if name != "bfloat16"
                                else bool((a.view(torch.int16) == b.view(torch.int16)).all()), "close": close, **measures(a, b)})
    for name in ("float16", "bfloat16", "float64", "int32"):
        a = torch.arange(-50, 50) / 8 if name != "float64" else torch.randn(100)
        key = f"cast.{name}"
        a = a.round() if name == "int32" else a + torch.rand(100) / 1000
        left[key], right[key] = a, a.to(getattr(torch, name)) if name != "int32" else a.round().to(torch.int32)
        if name == "int32":
            left[key] = a.round()
        answers.append({"name": key, "cast": True})
    for name in ("float8_e4m3fn", "float8_e5m2", "float8_e4m3fnuz", "float8_e5m2fnuz", "float16", "bfloat16"):
        # Among them halves of a step plus a little: rounded to float32 first, they are exact halves.
        for source in (torch.float32, torch.float64):
            a = torch.cat([torch.randn(200) * 30, torch.tensor([464.0, 465.0, 7e4, 1e-9])]).to(source)
            a = torch.cat([a, (1 + torch.arange(1, 64, 2, dtype=torch.float64) * 2.0**-11 + 2.0**-30).to(source)])
            key = f"cast.{source}.{name}"
            left[key], right[key] = a, a.to(getattr(torch, name))
            answers.append({"name": key, "cast": True})
    torch.save(left, folder / "a.pth")
    torch.save(right, folder / "b.pth")
    (folder / "values.json").write_text(json.dumps({"tolerances": TOLERANCES, "answers": answers}))
    print(f"{len(answers)} pairs of tensors in {folder}")


def measures(a, b):
    if a.dtype.is_complex or a.dtype == torch.bool:
        return {}
    gap = (a.double() - b.double()).abs() if a.dtype.is_floating_point else (a.long() - b.long()).abs().double()
    if a.dtype.is_floating_point:
        # Equal infinities, and NaN on both sides, are no difference; any other of them is the whole of it.
        apart = gap[~((a == b) | (a.isnan() & b.isnan()))]
        worst = "nan" if apart.isnan().any() else "inf" if apart.isinf().any() else None
        if worst is not None:
            return {"max_abs": worst, "mean_abs": worst}
        gap = gap[a.isfinite() & b.isfinite()]
    return {"max_abs": gap.max().item(), "mean_abs": gap.mean().item()}


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
