"""The walks of several interpreters and libraries as one: what any of them has."""

import json
import sys


def load(paths):
    """Dumps of walk.py, one dictionary per path, in order."""
    for path in paths:
        with open(path, encoding="utf-8") as stream:
            yield json.load(stream)


def union(dumps):
    """One dump: modules, attributes (as lists of targets), calls and classes of all."""
    whole = {
        "versions": [],
        "modules": set(),
        # Attributes of builtins: the other classes that call it their module are reachable under no name in it.
        "builtins": set(),
        "attributes": {},
        "calls": {},
        "open": {},
        "keys": {},
        "classes": {},
        # The library and version in which a class was seen first.
        "seen": {},
    }
    for dump in dumps:
        whole["versions"].append(dump["versions"])
        whole["modules"].update(dump["modules"])
        whole["builtins"].update(f"builtins.{name}" for name in dump["members"]["builtins"])
        for module, row in dump["attributes"].items():
            known = whole["attributes"].setdefault(module, {})
            for attribute, target in row.items():
                targets = known.setdefault(attribute, [])
                if target not in targets:
                    targets.append(target)
        for name, callees in dump["calls"].items():
            row = whole["calls"].setdefault(name, {})
            for callee, how in callees.items():
                row[callee] = how if row.get(callee, how) == how else ""
        for name, methods in dump["open"].items():
            whole["open"][name] = sorted({*methods, *whole["open"].get(name, ())})
        for name, key in dump["keys"].items():
            whole["keys"].setdefault(name, key)
        for name, facts in dump["classes"].items():
            top = name.split(".")[0]
            library = "python" if top in sys.stdlib_module_names or top not in dump["versions"] else top
            whole["seen"].setdefault(name, f"{library} {dump['versions'][library].split('+')[0]}")
            known = whole["classes"].get(name)
            whole["classes"][name] = facts if known is None else both(known, facts)
    return whole


def both(one, other):
    """Facts of a class that two walks saw: what either has, so that neither version is called harmless wrongly."""
    methods = {**other["methods"], **one["methods"]}
    more = [f"{name}={where}" for name, where in other["methods"].items() if methods[name] != where]
    merged = dict(one)
    merged["methods"] = methods
    merged["others"] = sorted({*one.get("others", ()), *more})
    merged["order"] = [*one["order"], *(base for base in other["order"] if base not in one["order"])]
    merged["bases"] = [*one["bases"], *(base for base in other["bases"] if base not in one["bases"])]
    merged["setters"] = sorted({*one["setters"], *other["setters"]})
    return merged
