"""Which classes run nothing when a pickle makes an object of them (NEWOBJ), fills it (BUILD) and drops it.

Established means: every method that the unpickler runs on the object is absent, or its whole source calls only what
is listed here or is established itself. What cannot be followed is not established, and the class is left out.
"""

from marks import EXACT_SINKS

# Types of C whose making and filling only keeps values.
NATIVE = frozenset(
    """builtins.object builtins.dict builtins.list builtins.tuple builtins.set builtins.frozenset builtins.int
    builtins.float builtins.complex builtins.str builtins.bytes builtins.bytearray builtins.bool
    collections.OrderedDict collections.defaultdict collections.deque builtins.type
    """.split()
)

# Functions of C, and of Python with reviewed sources, that do nothing but look at values and make them.
CALLS = frozenset(
    """builtins.isinstance builtins.issubclass builtins.len builtins.super builtins.enumerate builtins.zip
    builtins.sorted builtins.reversed builtins.min builtins.max builtins.sum builtins.any builtins.all builtins.hasattr
    builtins.getattr builtins.setattr builtins.delattr builtins.type builtins.id builtins.repr builtins.iter
    builtins.next builtins.callable builtins.vars builtins.hash builtins.ord builtins.chr builtins.abs builtins.round
    builtins.range builtins.slice builtins.property builtins.divmod builtins.pow builtins.format builtins.dir
    builtins.object.__new__ builtins.object.__init__ builtins.object.__setattr__ builtins.object.__getattribute__
    builtins.object.__delattr__ builtins.object.__eq__ builtins.object.__hash__ builtins.object.__ne__
    warnings.warn _warnings.warn copy.copy weakref.ref weakref.WeakValueDictionary weakref.WeakKeyDictionary
    _thread.allocate_lock _thread.RLock threading.RLock threading.Lock itertools.count itertools.chain
    torch._C._log_api_usage_once math.prod math.floor math.ceil math.sqrt math.log operator.index _operator.index
    typing.cast dataclasses.fields torch.is_tensor torch.jit.is_scripting torch._jit_internal.is_scripting
    torch.overrides.has_torch_function torch._C._has_torch_function torch.Size torch.device torch._C.Generator
    weakref.ReferenceType torch._VariableFunctionsClass.tensor builtins.hex builtins.print
    torch.nn.modules.module.Module.__setstate__ torch.nn.modules.module.Module.__setattr__
    torch.nn.modules.module.Module.__getattr__ torch.nn.modules.module.Module.__delattr__
    torch.nn.modules.module.Module.register_parameter torch.nn.modules.module.Module.register_buffer
    torch.nn.modules.module.Module.add_module torch.optim.optimizer.Optimizer.__setstate__
    torch.optim.optimizer.Optimizer._patch_step_function torch.optim.optimizer._get_scalar_dtype
    numpy.random.RandomState re.Pattern.match re.match re.compile logging.getLogger
    """.split()
)
STARTS = tuple(f"{name}." for name in NATIVE)

# Methods of values whose class is not known: those of dictionaries, lists, texts and sets. An object of another class
# that has one of these is in the pickle by its own name, and is judged by it.
METHODS = frozenset(
    """.update .get .items .keys .values .pop .popitem .setdefault .append .extend .insert .copy .split .rsplit .join
    .startswith .endswith .strip .lstrip .rstrip .replace .format .lower .upper .add .discard .remove .clear .index
    .count .union .isdigit .partition .rpartition .sort .reverse .title .fill_ .move_to_end .tolist .isidentifier
    .__setstate__ .__getattr__ .__setattr__ .__init__ .__new__ .__eq__ .__hash__
    """.split()
)

FIRST = (
    "__new__ __setstate__ __getattr__ __getattribute__ __setattr__ __del__ __setitem__ append extend add update "
    "__hash__ __eq__"
).split()


class Established:
    """Functions of one walk whose whole source was followed."""

    def __init__(self, dump, graph, marked):
        self.dump, self.marked = dump, marked
        self.exceptions = exceptions(dump["classes"])
        self.bad = {}
        callers = {}
        for name, callees in graph.items():
            why = self.first_flaw(name, callees)
            if why is not None:
                self.bad[name] = why
            for callee in callees:
                callers.setdefault(callee, []).append(name)
        waiting = list(self.bad)
        while waiting:
            for caller in callers.get(waiting.pop(), ()):
                # A listed function is fine whatever it calls, and so is its caller.
                if caller not in self.bad and not self.listed(caller):
                    self.bad[caller] = "calls what is not established"
                    waiting.append(caller)
        self.graph = graph

    @staticmethod
    def listed(name):
        return name in CALLS or name in NATIVE or name.startswith(STARTS)

    def first_flaw(self, name, callees):
        """Why a function by itself is not established; None when only its callees can decide."""
        if self.listed(name):
            return None
        if name in self.marked or name in EXACT_SINKS:
            return "leads to a sink"
        for callee in callees:
            if self.listed(callee) or callee in self.exceptions:
                continue
            if callee not in self.graph_names():
                return f"calls {callee}"
        for method in self.dump["open"].get(name, ()):
            if method not in METHODS:
                return f"calls {method} of something"
        return None

    def graph_names(self):
        names = getattr(self, "_names", None)
        if names is None:
            names = self._names = set(self.dump["calls"]) | set(self.dump["classes"])
        return names

    def function(self, name):
        """Why a function is not established, or None."""
        if self.listed(name):
            return None
        if name not in self.graph:
            return "no source"
        return self.bad.get(name)


def exceptions(classes):
    """Classes of errors: making one keeps its arguments."""
    found = set()
    for name, facts in classes.items():
        if "builtins.BaseException" in facts["order"] and all(
            not (facts["methods"].get(method) or "").startswith("p:") for method in ("__new__", "__init__")
        ):
            found.add(name)
    return found


def flaw(name, facts, established, marked):
    """Why rebuilding an object of a class is not established to run nothing, or None."""
    methods = facts["methods"]
    every = [*methods.items(), *(item.split("=", 1) for item in facts.get("others", ()))]
    for method, where in every:
        if method not in FIRST or (facts["enum"] and method == "__new__"):
            continue
        if facts["named_tuple"] and method == "__new__":
            # The factory of named tuples writes it; it has no source of its own.
            continue
        if method in ("__getattr__", "__setattr__") and "__setstate__" in methods and where.startswith("p:"):
            # BUILD finds __setstate__ on the class and asks for nothing else; other calls may, see below.
            if where[2:] in marked:
                return f"{method} leads to a sink"
            continue
        if where.startswith("c:"):
            if where[2:] not in NATIVE and where[2:] not in established.exceptions:
                return f"{method} of C"
            continue
        why = established.function(where[2:])
        if why is not None:
            return f"{method}: {why}"
    for setter in facts["setters"]:
        if setter in marked or setter == "?":
            return f"setter {setter}"
    # What other values of the pickle may ask of it must at least lead to no sink.
    for method, where in every:
        if method not in FIRST and method not in ("__init__", "__post_init__") and where[2:] in marked:
            return f"{method} leads to a sink"
    return None
