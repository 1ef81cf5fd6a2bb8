"""Writes what torch.load(weights_only=True) of the running torch accepts, as a TypeScript data file.

Usage: list_allowed_globals.py > src/weights-only/allowed-globals.ts
"""
import inspect

import torch
from torch import _weights_only_unpickler as unpickler
from torch._utils import IMPORT_MAPPING, NAME_MAPPING


def kind_of(value):
    """What the name stands for, as far as the unpickler's rules tell them apart."""
    if isinstance(value, torch.dtype):
        return "dtype"
    if isinstance(value, torch.serialization.StorageType):
        return "storage " + str(value.dtype).removeprefix("torch.")
    if value in (torch.storage.UntypedStorage, torch.storage.TypedStorage):
        return "storage class"
    if value in torch._tensor_classes or value is torch.Tensor:
        return "tensor class"
    if isinstance(value, torch.qscheme):
        return "qscheme"
    return "class" if inspect.isclass(value) else "function"


def main():
    print("/** What `torch.load(weights_only=True)` accepts by default; written by test/conformance/list_allowed_globals.py. */")
    print()
    print("/** The version of PyTorch that was asked. */")
    print(f"export const WEIGHTS_ONLY_TORCH = '{torch.__version__.split('+')[0]}'")
    print()
    print("/** Names that pass without `add_safe_globals`, and what each stands for. @see torch/_weights_only_unpickler.py */")
    print("export const ALLOWED_GLOBALS: ReadonlyMap<string, string> = new Map([")
    allowed = {**unpickler._get_user_allowed_globals(), **unpickler._get_allowed_globals()}
    for name, value in sorted(allowed.items()):
        print(f"  ['{name}', '{kind_of(value)}'],")
    print("])")
    print()
    print("/** Modules from which nothing is ever accepted. */")
    print("export const BLOCKED_MODULES: ReadonlySet<string> = new Set([")
    for module in unpickler._blocklisted_modules:
        print(f"  '{module}',")
    print("])")
    print()
    print("/** Python 2 modules as this unpickler renames them, at every protocol. @see torch/_utils.py IMPORT_MAPPING */")
    print("export const IMPORT_MAPPING: ReadonlyMap<string, string> = new Map([")
    for old, new in IMPORT_MAPPING.items():
        print(f"  ['{old}', '{new}'],")
    print("])")
    print()
    print("/** Python 2 names, `module name`, as this unpickler renames them. @see torch/_utils.py NAME_MAPPING */")
    print("export const NAME_MAPPING: ReadonlyMap<string, readonly [module: string, name: string]> = new Map([")
    for (module, name), (new_module, new_name) in NAME_MAPPING.items():
        print(f"  ['{module} {name}', ['{new_module}', '{new_name}']],")
    print("])")


main()
