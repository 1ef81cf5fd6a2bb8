"""Every name of this interpreter under which something dangerous is reachable: names.json for names.conformance.ts.

Usage: write_names.py OUTDIR. The objects are compared by identity, so no list of names decides what is found; only the
objects at the ends are listed here. Modules are imported, and nothing else is done with them.
"""

import importlib
import json
import os
import sys
import types

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "scripts", "known-names"))

import modules as walk  # noqa: E402

PACKAGES = """torch numpy sympy mpmath networkx jinja2 filelock fsspec typing_extensions yaml tqdm packaging markupsafe
    safetensors huggingface_hub click""".split()

# What does the harm, by the module that people import it from.
ENDS = {
    "builtins": "exec eval compile __import__ open breakpoint input",
    "os": "system popen execv fork kill remove unlink rename rmdir mkdir open putenv",
    "subprocess": "Popen run call check_call check_output getoutput",
    "importlib": "import_module reload __import__",
    "runpy": "run_path run_module",
    "pickle": "load loads Unpickler",
    "marshal": "load loads",
    "ctypes": "CDLL PyDLL",
    "socket": "socket create_connection",
    "shutil": "rmtree move copyfile",
    "tempfile": "mkstemp mkdtemp NamedTemporaryFile",
    "urllib.request": "urlopen urlretrieve",
    "code": "interact",
    "webbrowser": "open",
    "io": "open FileIO",
    "torch": "load save",
    "torch.jit": "load",
    "torch.hub": "load load_state_dict_from_url",
    "numpy": "load save fromfile memmap",
}


def main():
    out = sys.argv[1]
    os.makedirs(out, exist_ok=True)
    walk.import_all([*walk.standard_library(), *PACKAGES])
    ends = {}
    ways = {}
    for name, members in ENDS.items():
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        present = [member for member in members.split() if hasattr(module, member)]
        for member in present:
            ends.setdefault(id(getattr(module, member)), f"{name}.{member}")
        ways[id(module)] = (name, present[0])
    found = []
    for name, module in sorted(sys.modules.items()):
        if not isinstance(module, types.ModuleType) or name in ("__main__", "modules"):
            continue
        for attribute, value in list(vars(module).items()):
            if type(attribute) is not str:
                continue
            if id(value) in ends:
                found.append([name, attribute, ends[id(value)]])
            elif id(value) in ways:
                way, member = ways[id(value)]
                found.append([name, f"{attribute}.{member}", f"{way}.{member}"])
    with open(os.path.join(out, "names.json"), "w", encoding="utf-8") as stream:
        json.dump({"python": sys.version.split()[0], "names": found}, stream)
    print(f"{len(found)} names of {len(ends)} objects in {len(sys.modules)} modules", flush=True)
    # Threads and windows that the modules began are not waited for.
    os._exit(0)


if __name__ == "__main__":
    main()
