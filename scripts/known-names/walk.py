"""Walk the live modules of one interpreter and write what was found: python walk.py OUT.json PACKAGE …

`stdlib` as a package is the standard library of the interpreter; of `NAME:names` only the names are walked, not the
sources. Importing is all that is done with the libraries; no
file is opened with them and nothing is unpickled.
"""

import gc
import json
import os
import platform
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import call_graph  # noqa: E402
import classes  # noqa: E402
import identities as names  # noqa: E402
import modules  # noqa: E402


def versions(tops):
    """{library: version} of the packages that were asked for."""
    from importlib import metadata

    found = {"python": platform.python_version()}
    owners = getattr(metadata, "packages_distributions", dict)()
    for top in tops:
        module = sys.modules.get(top)
        version = getattr(module, "__version__", None)
        if not isinstance(version, str) and top in owners:
            version = metadata.version(owners[top][0])
        if isinstance(version, str):
            found[top] = version
    return found


def walk(tops, only_names):
    """Everything that the tables need of this interpreter, as one JSON value."""
    wanted = {*tops} - only_names
    failed = modules.import_all(tops)
    progress("imported")
    identities = names.Identities()
    graph = call_graph.Graph(identities)
    graph.read(wanted)
    progress("read the sources")
    facts = {}
    for name, cls in classes.all_classes(identities, wanted).items():
        try:
            facts[name] = classes.facts(cls, identities, graph)
        except Exception as error:
            failed[name] = f"{type(error).__name__}: {error}"[:120]
    keys = {}
    for module in identities.modules.values():
        for value in list(vars(module).values()):
            name = identities.of(value) if not isinstance(value, type) else None
            key = graph.key_of(value) if name is not None else None
            if key is not None and key != name:
                keys[name] = key
    return {
        "versions": versions(tops),
        "modules": sorted(identities.modules),
        "attributes": names.attributes(identities),
        "members": {
            name: sorted(key for key in vars(module) if type(key) is str)
            for name, module in identities.modules.items()
        },
        "calls": graph.calls,
        "open": graph.open,
        "keys": keys,
        "classes": facts,
        "failed": failed,
    }


def progress(step):
    """Say how far the walk is; it takes minutes."""
    sys.stderr.write(f"{time.process_time():.0f} s: {step}\n")


def main():
    out, *tops = sys.argv[1:]
    if "stdlib" in tops:
        at = tops.index("stdlib")
        tops[at : at + 1] = modules.standard_library()
    only_names = {top[: -len(":names")] for top in tops if top.endswith(":names")}
    tops = [top.split(":")[0] for top in tops]
    # What modules print while they are imported is no part of the result.
    report = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.setrecursionlimit(20_000)
    # Millions of syntax nodes live to the end: looking for circles among them again and again takes most of the time.
    gc.disable()
    started = time.time()
    found = walk(tops, only_names)
    with open(out, "w", encoding="utf-8") as stream:
        json.dump(found, stream)
    seconds = time.time() - started
    line = f"{out}: {len(found['modules'])} modules, {len(found['calls'])} functions, {len(found['classes'])} classes, "
    os.write(report, f"{line}{len(found['failed'])} not imported, {seconds:.0f} s\n".encode())
    os._exit(0)


if __name__ == "__main__":
    main()
