"""Import every module of a list of packages, so that their live objects can be walked. Nothing is unpickled."""

import importlib
import importlib.util
import os
import pkgutil
import re
import signal
import sys
import warnings

# Modules that do something when they are imported (open a browser, print, start a server or a window, run tests),
# that no interpreter on a server can import, or that only test or show a library.
LEFT_OUT_PARTS = frozenset(
    "__main__ test tests testing _testing conftest setup idlelib turtledemo lib2to3 antigravity this examples "
    "example_scripts benchmarks _benchmarks ensurepip _pyinstaller cli tpu sampledata scripts".split()
)
SECONDS_PER_MODULE = 300


class TooSlow(Exception):
    """The import of one module took longer than SECONDS_PER_MODULE."""


def standard_library():
    """Top-level names of the standard library of this interpreter."""
    names = getattr(sys, "stdlib_module_names", None)
    if names is None:
        folder = os.path.dirname(os.__file__)
        names = {found.name for found in pkgutil.iter_modules([folder])} | set(sys.builtin_module_names)
        extensions = os.path.join(folder, "lib-dynload")
        names |= {found.name for found in pkgutil.iter_modules([extensions])}
        names.discard("site-packages")
    return sorted(names)


def left_out(name):
    """Whether a module is not imported."""
    return any(part in LEFT_OUT_PARTS or part.startswith("test_") for part in name.split("."))


def import_all(tops):
    """Import the packages `tops` with all their submodules. Returns {module: why it could not be imported}."""
    failed = {}
    warnings.simplefilter("ignore")
    for top in tops:
        if left_out(top) or not import_one(top, failed):
            continue
        package = sys.modules[top]
        for name in submodules(top, getattr(package, "__path__", None)):
            if not left_out(name):
                import_one(name, failed)
    return failed


def submodules(name, path):
    """Names of all modules below a package, found on its path without importing one."""
    if path is None:
        return
    for found in pkgutil.iter_modules(list(path)):
        full = f"{name}.{found.name}"
        if left_out(full):
            continue
        yield full
        if found.ispkg:
            roots = [os.path.join(root, found.name) for root in path]
            yield from submodules(full, roots)


def declare_operator(message):
    """A library whose operators of C++ were built for another PyTorch still has its Python: declare what it misses."""
    missing = re.match(r"operator (\w+::\w+) does not exist", message)
    if missing is None or "torch" not in sys.modules:
        return False
    sys.modules["torch"].library.define(missing.group(1), "() -> ()")
    return True


def import_one(name, failed):
    """Import one module; what it prints, raises or exits with is noted, not passed on."""
    if name in sys.modules:
        return True

    def stop(_signal, _frame):
        raise TooSlow(name)

    alarm = getattr(signal, "SIGALRM", None)
    if alarm is not None:
        signal.signal(alarm, stop)
        signal.alarm(SECONDS_PER_MODULE)
    try:
        try:
            importlib.import_module(name)
        except RuntimeError as error:
            if not declare_operator(str(error)):
                raise
            importlib.import_module(name)
        return True
    except BaseException as error:  # Modules call sys.exit, and raise what is no Exception.
        if isinstance(error, KeyboardInterrupt):
            raise
        failed[name] = f"{type(error).__name__}: {error}"[:120]
        return False
    finally:
        if alarm is not None:
            signal.alarm(0)
