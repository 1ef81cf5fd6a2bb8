"""The text form of the tables; src/operations/scan/known/decode.ts reads it."""

# 64 characters that need no escape in a template literal of TypeScript.
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


def number(value):
    """A count in groups of five bits, the lowest first; the sixth bit says that another group follows."""
    out = ""
    while True:
        low, value = value & 31, value >> 5
        out += DIGITS[low | (32 if value else 0)]
        if not value:
            return out


def front(names):
    """Sorted names, each as how many characters it shares with the one before, and the rest."""
    lines, before = [], ""
    for name in names:
        shared = 0
        for one, other in zip(name, before):
            if one != other:
                break
            shared += 1
        lines.append(f"{number(shared)}{name[shared:]}")
        before = name
    return lines


def ascending(values):
    """Sorted numbers, each as the distance from the one before."""
    out, before = "", 0
    for value in sorted(values):
        out += number(value - before)
        before = value
    return out
