"""Mark every function and class whose own source leads to a sink, with the shortest path there."""

from collections import deque

from sinks import FIXED_BY_A_LITERAL, SINK_METHODS, SINKS, STOPS

EXACT_SINKS = {name: reason for reason, names in SINKS.items() for name in names.split()}
STOP_NAMES = {name for names in STOPS.values() for name in names.split() if not name.endswith("*")}
STOP_STARTS = tuple(name[:-1] for names in STOPS.values() for name in names.split() if name.endswith("*"))


def stops(name):
    """Whether the search ends at a name."""
    return name in STOP_NAMES or name.startswith(STOP_STARTS)


# Running these runs their class: the methods of a class that a call of it runs.
MAKERS = ("__new__", "__init__", "__post_init__")


def edges(dump):
    """{caller: {callee: how}} of one walk, with a call of a class as a call of what makes it."""
    graph = {}
    keys = dump["keys"]
    for caller, callees in dump["calls"].items():
        graph[caller] = {keys.get(callee, callee): how for callee, how in callees.items()}
    for name, methods in dump["open"].items():
        row = graph.setdefault(name, {})
        for method in methods:
            if method in SINK_METHODS:
                row[method] = ""
    for cls, facts in dump["classes"].items():
        row = graph.setdefault(cls, {})
        made_by = [facts["methods"].get(method) for method in MAKERS]
        for method in [*made_by, facts["meta_call"]]:
            if method is not None and method.startswith("p:"):
                row.setdefault(method[2:], "")
        # A class that C makes is a call of the C class.
        for base in facts["order"][1:]:
            if base in EXACT_SINKS:
                row.setdefault(base, "")
    overridden(graph, dump["classes"])
    return graph


def overridden(graph, classes):
    """A call of a method may be one of its override: those of the same package are followed too."""
    below = {}
    for name in graph:
        owner, _, method = name.rpartition(".")
        facts = classes.get(owner)
        # Methods with two underscores are called on super() as a rule, which is exact.
        if facts is None or method.startswith("__"):
            continue
        package = owner.split(".")[0:2]
        for base in facts["order"][1:]:
            if base.rpartition(".")[0].split(".")[: len(package)] == package or package[0] == "pathlib":
                below.setdefault(f"{base}.{method}", []).append(name)
    for callees in graph.values():
        for callee in list(callees):
            for name in below.get(callee, ()):
                callees.setdefault(name, "")


def marks(graph):
    """{name: (reason, next name)}: breadth first from the sinks, so that each path is the shortest."""
    callers = {}
    for caller, callees in graph.items():
        for callee, how in callees.items():
            if how == "L" and callee in FIXED_BY_A_LITERAL:
                continue
            callers.setdefault(callee, []).append(caller)
    found = {}
    waiting = deque()
    for sink, reason in sorted({**EXACT_SINKS, **SINK_METHODS}.items()):
        if sink in callers:
            waiting.append((sink, reason))
    while waiting:
        name, reason = waiting.popleft()
        for caller in sorted(callers.get(name, ())):
            if caller in found or caller in EXACT_SINKS or stops(caller):
                continue
            found[caller] = (reason, name)
            waiting.append((caller, reason))
    return found


# Methods that the unpickler or Python itself runs on an object that was made without a call of its class.
REBUILT_BY = "__setstate__ __del__ __getattr__ __getattribute__ __setattr__ __setitem__ __new__".split()


def classes(found, facts_of):
    """Marks of classes: (reason, next, whether only a call of the class leads there)."""
    rows = {}
    for name, facts in facts_of.items():
        methods = facts["methods"]
        if stops(name):
            continue
        for method in REBUILT_BY:
            where = methods.get(method, "")
            if method in ("__getattr__", "__setattr__") and "__setstate__" in methods:
                continue
            if where.startswith("p:") and where[2:] in found:
                rows[name] = (found[where[2:]][0], where[2:], False)
                break
        else:
            if name in found:
                rows[name] = (*found[name], True)
    return rows


def path(found, name):
    """The names from a marked one to its sink."""
    steps = [name]
    while name in found:
        name = found[name][1]
        steps.append(name)
    return steps
