"""What happens when an object of a class is made by NEWOBJ, filled by BUILD, and thrown away."""

import enum
import types

# Methods of a class that the unpickler, or a call of Python itself, runs on an object of the class: first those of
# making and filling, then those that other values of the pickle may ask for (keys of a dictionary, arguments).
FIRST = (
    "__new__ __setstate__ __getattr__ __getattribute__ __setattr__ __del__ __setitem__ append extend add update "
    "__hash__ __eq__"
).split()
SECOND = (
    "__iter__ __next__ __len__ __getitem__ __contains__ __index__ __int__ __float__ __complex__ __str__ __repr__ "
    "__bool__ __missing__ __lt__ __le__ __gt__ __ge__ __ne__ __bytes__ __format__ __array__ keys items values "
    "__torch_function__ __torch_dispatch__ __array_function__ __array_ufunc__ __array_finalize__ __get__ __set__ "
    "__length_hint__ __reversed__ __add__ __radd__ __mul__ __rmul__ __or__ __ror__ __instancecheck__"
).split()
CALL = ("__init__", "__new__", "__post_init__")


def space(cls):
    """The dictionary of a class, as it is."""
    return type.__dict__["__dict__"].__get__(cls)


def order(cls):
    """Its method resolution order, as it is."""
    return type.__dict__["__mro__"].__get__(cls)


def find(cls, name):
    """(owner, value) of an attribute that a class has or inherits, or None."""
    for owner in order(cls):
        found = space(owner)
        if name in found:
            return owner, found[name]
    return None


def is_python(value):
    """Whether a function is written in Python."""
    inner = value.__func__ if isinstance(value, (staticmethod, classmethod)) else value
    for _ in range(20):
        if isinstance(inner, types.FunctionType):
            return True
        inner = getattr(inner, "__wrapped__", None)
        if inner is None:
            break
    return False


def is_written_by_dataclass(value):
    """Methods that dataclasses wrote compare, hash and show fields."""
    code = getattr(value, "__code__", None)
    return code is not None and code.co_filename == "<string>" and "__dataclass" in " ".join(
        [*code.co_names, *code.co_freevars, "__dataclass" if value.__name__ in ("__eq__", "__hash__", "__repr__") else ""]
    )


def is_heap(cls):
    """Whether a class was made by a class statement, or at least on the heap."""
    return bool(cls.__flags__ & (1 << 9))


def facts(cls, identities, graph):
    """What the tables need to know about one class."""

    def method(name, owner, value):
        if is_written_by_dataclass(value):
            return "c:builtins.object"
        if is_python(value):
            return f"p:{graph.key_of(value) or f'{identities.of(owner)}.{name}'}"
        return f"c:{identities.of(owner)}"

    methods = {}
    for name in [*FIRST, *SECOND, *CALL]:
        found = find(cls, name)
        # `__hash__ = None` is no method: a class with `__eq__` alone has none.
        if found is not None and found[0] is not object and found[1] is not None:
            methods[name] = method(name, *found)
    setters = set()
    for owner in order(cls):
        for value in space(owner).values():
            if isinstance(value, property) and value.fset is not None:
                setters.add(graph.key_of(value.fset) or "?")
            elif not isinstance(value, (property, type, types.FunctionType)) and hasattr(type(value), "__set__"):
                if not isinstance(value, (types.MemberDescriptorType, types.GetSetDescriptorType)):
                    setters.add(method("__set__", *(find(type(value), "__set__") or (type(value), None))))
    meta = type(cls)
    meta_call = find(meta, "__call__")
    return {
        "bases": [identities.of(base) for base in cls.__bases__],
        "order": [identities.of(base) for base in order(cls)],
        # Where the memory of the object is laid out by C: the bases that are not made by a class statement.
        "native": [identities.of(base) for base in order(cls) if not (base.__module__ and has_python_body(base))],
        "methods": methods,
        "setters": sorted(setters),
        "meta": identities.of(meta),
        "meta_call": method("__call__", *meta_call) if meta is not type and meta_call else None,
        "enum": issubclass(cls, enum.Enum),
        "named_tuple": issubclass(cls, tuple) and "_fields" in space(cls) and cls.__bases__ == (tuple,),
        "abstract": bool(getattr(cls, "__abstractmethods__", None)),
    }


def has_python_body(cls):
    """A class statement leaves `__dict__`, `__weakref__`, `__slots__` or `__doc__` beside the name of its module."""
    found = space(cls)
    return is_heap(cls) and isinstance(found.get("__module__"), str) and cls.__module__ not in ("builtins",)


def all_classes(identities, wanted):
    """Live classes of some packages with a canonical name, each once: those in modules and those inside classes."""
    seen = {}

    def visit(cls, depth):
        name = identities.of(cls)
        if name is None or name in seen or name.split(".")[0] not in wanted:
            return
        seen[name] = cls
        if depth < 3:
            for value in list(space(cls).values()):
                if isinstance(value, type) and value.__module__ == cls.__module__:
                    visit(value, depth + 1)

    for module in identities.modules.values():
        for value in list(vars(module).values()):
            if isinstance(value, type):
                visit(value, 0)
    return seen
