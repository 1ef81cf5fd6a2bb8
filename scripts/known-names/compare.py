"""Compare walks with the tables that ship: python compare.py DUMP.json …   (after npm run build)

Every name under which a walk reached a dangerous object (one that the lists ban, or whose own source leads to harm) is
looked up in the shipped tables, also through each module that contains its module under another name. A name that no
table has still fails a scan when it is called, without a reason. Ends with 1 when one is called harmless.
"""

import json
import os
import subprocess
import sys

import tables
import union

HERE = os.path.dirname(os.path.abspath(__file__))
# Where Cython puts the classes of a module that it makes at once: nothing is reachable under these names.
NOBODY = "importlib._bootstrap."
SAID = {
    "dangerous": "called dangerous",
    "call": "dangerous to call",
    "listed": "listed by hand with a reason",
    "unknown": "in no table (an unknown call)",
    "harmless": "called harmless",
}
# Names that are asked for through each module inside another: which ones it has was asked for at that module itself.
THROUGH = 3


def shipped(rows):
    """One word of shipped.mjs for each (module, name, object)."""
    text = json.dumps(rows)
    command = ["node", os.path.join(HERE, "shipped.mjs")]
    return json.loads(subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout)


def dangerous_names(whole, found):
    """[(module, attribute, object)] of every name under which a dangerous object was reached, its own included."""
    marked = found["marks"]
    rows = {}
    for module, row in whole["attributes"].items():
        for attribute, targets in row.items():
            for target in targets:
                if target.startswith("o:"):
                    rows.setdefault(target[2:], set()).add((module, attribute))
    for name in [*marked, *rows]:
        rows.setdefault(name, set()).add(tables.split(name, whole["modules"]))
    banned = tables.reasons_of(rows, whole["modules"])
    return [
        (module, attribute, name)
        for name, places in sorted(rows.items())
        if (banned[name] is not None and not is_plain_builtin(name, whole)) or name in marked
        for module, attribute in sorted(places)
    ]


def is_plain_builtin(name, whole):
    """The lists ban everything of builtins that they do not name: what Python does not have there is no object."""
    return name.startswith("builtins.") and name not in whole["builtins"]


def through_modules(whole, rows):
    """[(module, attribute.name, object)]: a few dangerous names of each module, through every module that contains it."""
    names = {}
    for module, attribute, name in rows:
        names.setdefault(module, []).append((attribute, name))
    return [
        (outer, f"{attribute}.{inner}", name)
        for outer, row in sorted(whole["attributes"].items())
        for attribute, targets in row.items()
        for target in targets
        if target.startswith("m:")
        for inner, name in names.get(target[2:], [])[:THROUGH]
    ]


def tally(label, asked):
    """Print how the shipped tables answer; returns the rows that they take for harmless."""
    words = shipped(asked)
    counts = ", ".join(f"{words.count(word)} {said}" for word, said in SAID.items())
    print(f"{len(asked)} {label}: {counts}")
    return [row for row, word in zip(asked, words) if word == "harmless"], [
        row for row, word in zip(asked, words) if word == "unknown"
    ]


def main():
    whole = union.union(union.load(sys.argv[1:]))
    rows = [row for row in dangerous_names(whole, tables.build(whole)) if not row[2].startswith(NOBODY)]
    others = through_modules(whole, rows)
    versions = sorted({f"{name} {version}" for row in whole["versions"] for name, version in row.items()})
    print(f"{len(whole['modules'])} modules of {', '.join(versions)}")
    wrong, left = [], {}
    for label, asked in (("names of dangerous objects", rows), ("through a module inside another", others)):
        harmless, unknown = tally(label, asked)
        wrong += harmless
        for module, _, _ in unknown:
            top = module.split(".")[0]
            left[top] = left.get(top, 0) + 1
    for module, attribute, name in wrong:
        print(f"  called harmless: {module} {attribute} is {name}")
    if left:
        print("without a reason, by package:", ", ".join(f"{top} {count}" for top, count in sorted(left.items())))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
