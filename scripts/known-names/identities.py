"""Under which names the same object is reachable: one canonical name for each function, class and module."""

import os
import sys
import types

# The modules of this walk are no part of what is walked.
HERE = os.path.dirname(os.path.abspath(__file__))

FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
    types.MethodWrapperType,
    types.ClassMethodDescriptorType,
)


def unwrapped(value):
    """What a static method, class method or cache is put around."""
    for _ in range(20):
        if isinstance(value, (staticmethod, classmethod)):
            value = value.__func__
        elif not isinstance(value, (type, types.ModuleType)) and has_plain(value, "__wrapped__"):
            value = value.__wrapped__
        else:
            break
    return value


def has_plain(value, name):
    """Whether a value has an attribute without asking code of its own for it."""
    try:
        return name in object.__getattribute__(value, "__dict__")
    except Exception:
        return False


def text(value, name):
    """A text attribute of a class or function, or None."""
    try:
        found = getattr(value, name, None)
    except Exception:
        return None
    return found if type(found) is str else None


class Identities:
    """Canonical names of live objects."""

    def __init__(self):
        self.modules = {
            name: module
            for name, module in list(sys.modules.items())
            if isinstance(module, types.ModuleType)
            and name != "__main__"
            and os.path.dirname(str(vars(module).get("__file__", ""))) != HERE
        }
        self.module_names = {}
        for name, module in self.modules.items():
            known = self.module_names.get(id(module))
            # `os.path` is posixpath, and `torch.storage` is itself: what a module calls itself decides.
            if known is None or text(module, "__name__") == name:
                self.module_names[id(module)] = name
        self.names = {}

    def module(self, value):
        """Canonical name of a module."""
        name = self.module_names.get(id(value))
        return name if name is not None else text(value, "__name__")

    def of(self, value):
        """`module.qualname` of a class or function; None for anything else, or when it has no name that leads to it."""
        if isinstance(value, types.MethodType):
            owner = value.__self__
            if isinstance(owner, type):
                base = self.of(owner)
                return None if base is None else f"{base}.{value.__name__}"
            return self.of(value.__func__)
        known = self.names.get(id(value))
        if known is not None:
            return known[1]
        name = self.find(value)
        if name is not None:
            # The object is kept, so that its id stays its own.
            self.names[id(value)] = (value, name)
        return name

    def find(self, value):
        if not isinstance(value, (type, *FUNCTIONS)) and not has_plain(value, "__wrapped__"):
            return self.dispatcher(value)
        if isinstance(value, types.BuiltinFunctionType) and isinstance(value.__self__, types.ModuleType):
            owner = self.module(value.__self__)
            return None if owner is None else f"{owner}.{value.__name__}"
        if isinstance(value, types.BuiltinFunctionType) and isinstance(value.__self__, type):
            base = self.of(value.__self__)
            return None if base is None else f"{base}.{value.__name__}"
        inner = unwrapped(value)
        owner, name = text(inner, "__module__"), text(inner, "__qualname__")
        if owner is None and hasattr(inner, "__objclass__"):
            base = self.of(inner.__objclass__)
            return None if base is None or name is None else f"{base}.{inner.__name__}"
        if owner is None or name is None:
            return None
        return f"{owner}.{name}"


    def dispatcher(self, value):
        """NumPy's functions are objects of a class of C: one that its own name leads back to has that name."""
        if type(value).__module__ != "numpy":
            return None
        owner, name = text(value, "__module__"), text(value, "__name__")
        leads_back = vars(self.modules[owner]).get(name) if owner in self.modules and name else None
        return f"{owner}.{name}" if leads_back is value else None


def attributes(identities):
    """{module: {attribute: target}} where the target is another name than `module.attribute`.

    A target is `m:` and a module, or `o:` and the canonical name of a class or function.
    """
    found = {}
    for name, module in sorted(identities.modules.items()):
        row = {}
        for attribute, value in list(vars(module).items()):
            if type(attribute) is not str:
                continue
            target = target_of(identities, value)
            if target is not None and target[2:] != f"{name}.{attribute}":
                row[attribute] = target
        found[name] = row
    return found


def target_of(identities, value):
    """What an attribute is: `m:module`, `o:canonical`, or None."""
    if isinstance(value, types.ModuleType):
        name = identities.module(value)
        return None if name is None else f"m:{name}"
    name = identities.of(value)
    return None if name is None else f"o:{name}"
