"""A static call graph: which functions the source of each function calls, names resolved on the live modules.

The source is only parsed. What a name in it means is asked of the imported module, so that aliases, re-exports and
decorators need no guess. A receiver whose type is not known from the source stays unresolved and is noted as such.
"""

import ast
import builtins
import json
import os
import sys
import types

# Banned as a whole by the lists written by hand, and half of the source of PyTorch.
LEFT_OUT = ("torch._inductor", "torch._dynamo", "torch.testing")
PROCESSES = 4

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef)


class Instance:
    """A value of which only the class is known."""

    def __init__(self, cls, after=None):
        self.cls = cls
        # For super(): the class after which the search begins.
        self.after = after


class Known:
    """A live module, class, function or other object that a name means."""

    def __init__(self, value):
        self.value = value


def source_of(module):
    """The source text of a module, or None."""
    loader = getattr(module, "__loader__", None)
    name = getattr(module, "__name__", None)
    try:
        if loader is not None and hasattr(loader, "get_source"):
            text = loader.get_source(name)
            if text is not None:
                return text
        # Frozen modules (os, codecs, …) have no source in their loader, and a file all the same.
        file = getattr(module, "__file__", None)
        if file and file.endswith(".py"):
            with open(file, encoding="utf-8") as stream:
                return stream.read()
    except Exception:
        return None
    return None


class Graph:
    """Functions by key `module.qualname`, as the source nests them."""

    def __init__(self, identities):
        self.identities = identities
        # {key: {callee: how}}; how is "L" when the first argument is a literal every time, else "".
        self.calls = {}
        # {key: [names]}: calls whose callee is not known, as `.name` of an unknown receiver or `name`.
        self.open = {}
        # (file, line): key, to find the key of a live function.
        self.places = {}
        self.trees = []

    def read(self, wanted):
        """Parse all modules of the packages `wanted`, then resolve all calls in a few processes."""
        for name, module in sorted(self.identities.modules.items()):
            if self.identities.module_names.get(id(module)) != name or name.split(".")[0] not in wanted:
                continue
            if name.startswith(LEFT_OUT):
                continue
            text = source_of(module)
            if text is None:
                continue
            try:
                tree = ast.parse(text)
            except (SyntaxError, ValueError, RecursionError):
                continue
            self.trees.append((name, module, tree))
            file = getattr(module, "__file__", None)
            for key, node, _ in functions(tree, name):
                for line in [node.lineno, *(item.lineno for item in node.decorator_list[:1])]:
                    self.places[(file, line)] = key
        for found in in_processes(PROCESSES, self.part):
            self.calls.update(found["calls"])
            self.open.update(found["open"])

    def part(self, index):
        """The calls of every PROCESSES-th module."""
        for name, module, tree in self.trees[index::PROCESSES]:
            for key, node, owner in functions(tree, name):
                Body(self, module, key, live_class(module, owner), node).read()
        return {"calls": self.calls, "open": self.open}

    def key_of(self, value):
        """The key of a live function, or its canonical name."""
        inner = value.__func__ if isinstance(value, types.MethodType) else value
        for _ in range(20):
            code = getattr(inner, "__code__", None) if isinstance(inner, types.FunctionType) else None
            if isinstance(inner, (staticmethod, classmethod)):
                inner = inner.__func__
                continue
            wrapped = vars(inner).get("__wrapped__") if hasattr(inner, "__dict__") and not isinstance(
                inner, (type, types.ModuleType)) else None
            if wrapped is not None:
                inner = wrapped
                continue
            if code is not None:
                key = self.places.get((code.co_filename, code.co_firstlineno))
                if key is not None:
                    return key
            break
        return self.identities.of(value)


def in_processes(count, work):
    """What `work(index)` returns as JSON, each in a process of its own that sees what was imported."""
    pipes = []
    for index in range(count):
        reader, writer = os.pipe()
        if os.fork() == 0:
            os.close(reader)
            with os.fdopen(writer, "w") as stream:
                json.dump(work(index), stream)
            os._exit(0)
        os.close(writer)
        pipes.append(reader)
    for reader in pipes:
        with os.fdopen(reader) as stream:
            yield json.load(stream)


def functions(tree, module):
    """(key, node, names of the classes around it) of every function that is not inside another one."""

    def visit(node, path, owner):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, SCOPES):
                yield f"{module}.{'.'.join([*path, child.name])}", child, owner
            elif isinstance(child, ast.ClassDef):
                yield from visit(child, [*path, child.name], [*owner, child.name])
            elif not isinstance(child, ast.expr):
                yield from visit(child, path, owner)

    yield from visit(tree, [], [])


def live_class(module, owner):
    """The live class of a path of class names, or None."""
    value = module
    for name in owner:
        value = vars(value).get(name) if hasattr(value, "__dict__") else None
    return value if isinstance(value, type) and owner else None


class Body:
    """The calls of one function, with the functions inside it."""

    def __init__(self, graph, module, key, cls, node):
        self.graph, self.module, self.key, self.cls, self.node = graph, module, key, cls, node
        self.names = {}

    def read(self):
        self.bind()
        calls, unknown = {}, set()
        self.graph.calls.setdefault(self.key, {})
        for node in ast.walk(self.node):
            if isinstance(node, ast.Call):
                self.add_call(node, calls, unknown)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                self.add_property(node, calls)
        known = self.graph.calls[self.key]
        for callee, how in calls.items():
            known[callee] = how if known.get(callee, how) == how else ""
        if unknown:
            self.graph.open[self.key] = sorted(unknown | set(self.graph.open.get(self.key, ())))

    def bind(self):
        """What the local names mean: parameters, imports, and what is assigned once."""
        for node in ast.walk(self.node):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                self.bind_import(node)
            elif isinstance(node, ast.arg):
                self.names[node.arg] = self.annotated(node.annotation)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self.names.setdefault(node.id, None)
        arguments = [*self.node.args.posonlyargs, *self.node.args.args]
        if self.cls is not None and arguments:
            plain = {item.id for item in self.node.decorator_list if isinstance(item, ast.Name)}
            if "classmethod" in plain or self.node.name in ("__new__", "__init_subclass__", "__class_getitem__"):
                self.names[arguments[0].arg] = Known(self.cls)
            elif "staticmethod" not in plain:
                self.names[arguments[0].arg] = Instance(self.cls)
        stores = {}
        for node in ast.walk(self.node):
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                stores.setdefault(node.targets[0].id, []).append(node.value)
            elif isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
                stores.setdefault(node.optional_vars.id, []).append(node.context_expr)
        for name, values in stores.items():
            if self.names.get(name) is None and len(values) == 1:
                self.names[name] = self.meaning(values[0])
        outer = {node for item in ast.walk(self.node) if isinstance(item, ast.Global) for node in item.names}
        for name in outer:
            self.names.pop(name, None)

    def annotated(self, annotation):
        value = self.meaning(annotation) if isinstance(annotation, (ast.Name, ast.Attribute)) else None
        if isinstance(value, Known) and isinstance(value.value, type):
            return Instance(value.value)
        return None

    def bind_import(self, node):
        if isinstance(node, ast.Import):
            for item in node.names:
                first = item.name if item.asname else item.name.split(".")[0]
                module = sys.modules.get(first)
                self.names[item.asname or first] = None if module is None else Known(module)
            return
        base = node.module or ""
        if node.level:
            package = (getattr(self.module, "__package__", "") or "").split(".")
            parts = package[: len(package) - node.level + 1] + ([node.module] if node.module else [])
            base = ".".join(parts)
        module = sys.modules.get(base)
        for item in node.names:
            value = self.member(module, item.name) if module is not None else None
            self.names[item.asname or item.name] = value

    def meaning(self, node):
        """What an expression means: Known, Instance or None."""
        if isinstance(node, ast.Name):
            if node.id in self.names:
                return self.names[node.id]
            space = vars(self.module)
            if node.id in space:
                return Known(space[node.id])
            return Known(getattr(builtins, node.id)) if hasattr(builtins, node.id) else None
        if isinstance(node, ast.Attribute):
            base = self.meaning(node.value)
            if isinstance(base, Known) and isinstance(base.value, types.ModuleType):
                return self.member(base.value, node.attr)
            return self.class_member(base, node.attr)
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id == "super" and self.cls is not None:
                return Instance(self.cls, after=self.cls)
            callee = self.meaning(node.func)
            if isinstance(callee, Known) and isinstance(callee.value, type):
                return Instance(callee.value)
        return None

    @staticmethod
    def member(module, name):
        space = vars(module)
        if name in space:
            return Known(space[name])
        below = sys.modules.get(f"{module.__name__}.{name}")
        return None if below is None else Known(below)

    @staticmethod
    def class_member(base, name):
        if base is None:
            return None
        if isinstance(base, Known):
            cls = base.value if isinstance(base.value, type) else type(base.value)
            after = None
        else:
            cls, after = base.cls, base.after
        order = type.__dict__["__mro__"].__get__(cls)
        if after is not None and after in order:
            order = order[order.index(after) + 1 :]
        for owner in order:
            found = type.__dict__["__dict__"].__get__(owner).get(name)
            if found is not None:
                return Known(found)
        return None

    def add_call(self, node, calls, unknown):
        callee = self.meaning(node.func)
        key = self.callee_key(callee)
        if key is not None:
            literal = bool(node.args) and all(isinstance(item, (ast.Constant, ast.JoinedStr)) and not (
                isinstance(item, ast.JoinedStr) and any(isinstance(part, ast.FormattedValue) for part in item.values)
            ) for item in node.args[:1])
            how = "L" if literal else ""
            calls[key] = how if calls.get(key, how) == how else ""
        elif isinstance(node.func, ast.Attribute):
            unknown.add(f".{node.func.attr}")
        elif isinstance(node.func, ast.Name):
            unknown.add(node.func.id)
        else:
            unknown.add("()")
        # A function that is handed on is called by what gets it.
        for item in [*node.args, *(word.value for word in node.keywords)]:
            if isinstance(item, (ast.Name, ast.Attribute)):
                value = self.meaning(item)
                if isinstance(value, Known) and isinstance(value.value, (types.FunctionType, types.BuiltinFunctionType)):
                    key = self.graph.key_of(value.value)
                    if key is not None:
                        calls.setdefault(key, "")

    def callee_key(self, callee):
        if isinstance(callee, Instance):
            return self.method_key(callee.cls, "__call__")
        if not isinstance(callee, Known):
            return None
        value = callee.value
        if isinstance(value, type):
            return self.graph.identities.of(value)
        if isinstance(value, (staticmethod, classmethod)):
            return self.graph.key_of(value)
        name = self.graph.key_of(value)
        return name if name is not None else self.method_key(type(value), "__call__")

    def method_key(self, cls, name):
        found = self.class_member(Known(cls), name)
        return None if found is None else self.graph.key_of(found.value)

    def add_property(self, node, calls):
        """Reading a property runs its getter."""
        base = self.meaning(node.value)
        if isinstance(base, Instance):
            found = self.class_member(base, node.attr)
            if found is not None and isinstance(found.value, property) and found.value.fget is not None:
                key = self.graph.key_of(found.value.fget)
                if key is not None:
                    calls.setdefault(key, "")


