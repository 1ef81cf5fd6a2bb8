"""Which harmless classes are listed, and under which library."""

import rebuild

# Libraries whose classes people pickle: the others are listed only where a hand-written table says so.
LIBRARIES = (
    "torch torchvision timm transformers ultralytics lightning pytorch_lightning torchmetrics stable_baselines3 sklearn "
    "numpy omegaconf einops peft accelerate"
).split()


# Thousands of parts of models that nobody pickles: their files are state_dicts.
LEFT_OUT = ("transformers.models.",)


def classes(whole, graph, marked):
    """({class: "class" or "call"}, {class: why it is not listed})."""
    established = rebuild.Established(whole, graph, marked)
    found, refused = {}, {}
    for name, facts in whole["classes"].items():
        if name.split(".")[0] not in LIBRARIES or name.startswith(LEFT_OUT):
            continue
        why = rebuild.flaw(name, facts, established, marked)
        if why is None:
            found[name] = "call" if callable_too(facts) else "class"
        else:
            refused[name] = why
    return found, refused


def callable_too(facts):
    """Enumerations and named tuples make a value of their arguments and nothing else."""
    methods = facts["methods"]
    if facts["enum"]:
        made = methods.get("__init__", "c:")
        return made.startswith("c:") or made == "p:enum.Enum.__init__"
    return facts["named_tuple"]
