"""Merge the walks and write src/operations/scan/known/tables.generated.ts: python tables.py DUMP.json …"""

import json
import os
import subprocess
import sys

import encode
import harmless
import marks
import union

HERE = os.path.dirname(os.path.abspath(__file__))
OUTPUT = os.path.join(HERE, "..", "..", "src", "operations", "scan", "known", "tables.generated.ts")

# Reasons by letter, as the decoder knows them.
REASONS = {
    "runs code": "c",
    "runs programs": "p",
    "opens or changes files": "f",
    "reaches the network": "n",
    "reaches native code": "l",
    "loads pickles": "k",
}


# Whose functions and classes are marked.
MARKED = {*sys.stdlib_module_names, "pathlib", "torch", "numpy"}


# Walked for their classes alone: their names would double the tables.
UNNAMED = {"transformers", "accelerate", "peft"}


def by_hand(rows):
    """What the lists written by hand say of (module, name) pairs."""
    text = json.dumps(rows)
    done = subprocess.run(
        ["node", os.path.join(HERE, "hand.mjs")], input=text, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


class Names:
    """Names with numbers, in the order in which they are written."""

    def __init__(self, names):
        self.names = sorted(set(names))
        self.at = {name: index for index, name in enumerate(self.names)}


def split(name, modules):
    """(module, rest) of a full name, by the longest module that is known."""
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        if ".".join(parts[:cut]) in modules:
            return ".".join(parts[:cut]), ".".join(parts[cut:])
    return ".".join(parts[:-1]), parts[-1]


def reasons_of(names, modules):
    """{name: reason or None} by the lists written by hand, for full names."""
    names = sorted(names)
    return dict(zip(names, by_hand([split(name, modules) for name in names])))


def build(whole):
    """The tables as Python values."""
    modules = whole["modules"]
    graph = marks.edges(whole)
    found = marks.marks(graph)
    for name, key in whole["keys"].items():
        if key in found and name not in found:
            found[name] = found[key]
    plain, refused = harmless.classes(whole, graph, found)
    marked = {name: (*mark, False) for name, mark in found.items() if name not in whole["classes"]}
    marked.update(marks.classes(found, whole["classes"]))
    rows = [
        (module, attribute, target)
        for module, row in sorted(whole["attributes"].items())
        if module.split(".")[0] not in UNNAMED
        for attribute, targets in row.items()
        for target in targets
    ]
    objects = {target[2:] for _, _, target in rows if target.startswith("o:")}
    hand = reasons_of({*objects, *marked}, modules)
    for name in hand:
        if name.startswith("builtins.") and name not in whole["builtins"] and name not in marks.EXACT_SINKS:
            hand[name] = None
    # What a list bans is not called harmless by the walk, and needs no mark.
    banned = reasons_of(plain, modules)
    plain = {name: kind for name, kind in plain.items() if banned[name] is None}
    # Of the libraries, only what a mere rebuilding runs is marked: each call of them is unknown anyway, and there are
    # thousands.
    kept = {
        name: mark
        for name, mark in marked.items()
        if hand[name] is None
        and (name.split(".")[0] in MARKED or (name in whole["classes"] and not mark[2]))
    }
    owners = {name.rpartition(".")[0] for name in kept} & set(whole["classes"])
    links, aliases = {}, {}
    listed = by_hand([(module, attribute) for module, attribute, _ in rows])
    banned = dict(zip(sorted(modules), by_hand([(module, "_") for module in sorted(modules)])))
    identities = 0
    for (module, attribute, target), reason in zip(rows, listed):
        kind, name = target[0], target[2:]
        if kind == "m":
            if banned.get(module) is None and name != f"{module}.{attribute}":
                links.setdefault((attribute, name), set()).add(module)
        elif hand[name] is not None or name in kept or name in owners:
            identities += 1
            if reason is None:
                aliases.setdefault((attribute, name), set()).add(module)
    return {
        "marks": kept,
        "links": links,
        "aliases": aliases,
        "bases": bases(owners, whole["classes"], hand),
        "plain": plain,
        "refused": refused,
        "identities": identities,
        "marked": len(marked),
    }


def bases(owners, classes, hand):
    """{base with marked methods: classes that inherit them and have none themselves}."""
    found = {}
    for name, facts in classes.items():
        if hand.get(name) is not None:
            continue
        for base in facts["order"][1:]:
            if base in owners:
                found.setdefault(base, set()).add(name)
                break
    return found


HEAD = """// Written by scripts/known-names/tables.py from walks of the real modules. Do not edit.
/** Names that the walk of the real modules found; decode.ts says how they are written. */

/** What was walked: {count} names of dangerous objects were found in {modules} modules, {marks} functions and classes
 *  whose source leads to harm, {plain} classes that run nothing when they are rebuilt. */
export const WALKED: readonly string[] = {versions}
"""


def write(whole, found):
    """The generated module."""
    groups = [*found["links"].values(), *found["aliases"].values()]
    linked = {name for _, name in found["links"]}
    modules = Names({module for group in groups for module in group} | linked)
    used = {name for _, name in found["aliases"]} | set(found["marks"]) | set(found["bases"])
    used |= {mark[1] for mark in found["marks"].values()}
    used |= {name for group in found["bases"].values() for name in group}
    names = Names(used)

    def grouped(table, targets):
        return [
            f"{attribute} {encode.number(targets.at[name])} {encode.ascending(modules.at[item] for item in members)}"
            for (attribute, name), members in sorted(table.items())
        ]

    rows = []
    for name, (reason, following, called) in sorted(found["marks"].items()):
        letter = REASONS[reason].upper() if called else REASONS[reason]
        rows.append(f"{encode.number(names.at[name])} {letter} {encode.number(names.at[following])}")
    inherit = [
        f"{encode.number(names.at[base])} {encode.ascending(names.at[item] for item in members)}"
        for base, members in sorted(found["bases"].items())
    ]
    tables = {
        "MODULES": ("Modules, front coded", encode.front(modules.names)),
        "NAMES": ("Full names of objects, front coded", encode.front(names.names)),
        "LINKS": ("Attribute, the module that it is, the modules that have it", grouped(found["links"], modules)),
        "ALIASES": ("Attribute, the object that it is, the modules that have it", grouped(found["aliases"], names)),
        "MARKS": ("Name, letter of the reason (a capital: only when it is called), what it calls on the way", rows),
        "BASES": ("Class with marked methods, the classes that inherit them", inherit),
    }
    libraries = {}
    for name, kind in found["plain"].items():
        libraries.setdefault(whole["seen"][name], []).append(name + ("*" if kind == "call" else ""))
    versions = sorted({f"{name} {version}" for row in whole["versions"] for name, version in row.items()})
    text = HEAD.format(
        count=found["identities"],
        modules=len(whole["modules"]),
        marks=found["marked"],
        plain=len(found["plain"]),
        versions="[\n" + "".join(f"  '{item}',\n" for item in versions) + "]",
    )
    for name, (about, lines) in tables.items():
        body = "\n".join(lines)
        text += f"\n/** {about}. */\nexport const {name} = `\n{body}\n`\n"
    text += "\n/** Harmless classes by library and version, front coded; `*` after a name: it may be called too. */\n"
    text += "export const HARMLESS: readonly (readonly [seen: string, names: string])[] = [\n"
    for seen, listed in sorted(libraries.items()):
        body = "\n".join(encode.front(sorted(listed)))
        text += f"  ['{seen}', `\n{body}\n`],\n"
    text += "]\n"
    if "${" in text or "\\" in text or text.count("`") % 2:
        raise ValueError("a name needs an escape in a template literal")
    with open(OUTPUT, "w", encoding="utf-8") as stream:
        stream.write(text)
    return len(text)


def main():
    whole = union.union(union.load(sys.argv[1:]))
    found = build(whole)
    size = write(whole, found)
    aliases, links = sum(map(len, found["aliases"].values())), sum(map(len, found["links"].values()))
    print(f"{len(whole['modules'])} modules; {found['identities']} names of dangerous objects, {aliases} of them only by")
    print(f"the tables; {links} links; {found['marked']} marks, {len(found['marks'])} of them kept;")
    print(f"{len(found['plain'])} harmless classes; {size} bytes")
    return whole, found


if __name__ == "__main__":
    main()
