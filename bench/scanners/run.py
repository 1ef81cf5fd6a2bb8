"""Runs picklescan, fickling and pth over the same attacks and the same harmless files, and prints what each finds.

Usage: python bench/scanners/run.py HARMLESS_FOLDER...    (a venv with picklescan and fickling; pth built by npm run build)
"""
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "test" / "conformance"))
import attacks  # noqa: E402
import pickle_assembler as asm  # noqa: E402
from picklescan import scanner  # noqa: E402
from fickling import fickle  # noqa: E402


def deny_list_attacks():
    """One call of every name on the deny-lists of both scanners; `run` stands for any name of a whole module."""
    for module, names in sorted(scanner._unsafe_globals.items()):
        for name in [names] if isinstance(names, str) else sorted(names):
            yield f"deny-{module}-{name}".replace("*", "any"), module, "run" if name == "*" else name
    for module in sorted(fickle.UNSAFE_IMPORTS):
        yield f"deny-fickling-{module}", module, "run"


def write_attacks(folder):
    for name, suffix, data in attacks.all_attacks():
        (folder / (name if suffix and name.endswith(suffix) else name + suffix)).write_bytes(data)
    for name, module, attribute in deny_list_attacks():
        protocol4 = attacks.stack_global(module, attribute) + asm.tuple_of(attacks.short_text("x")) + b"R"
        pickle = asm.program(protocol4, protocol=4)
        (folder / (name + ".pth")).write_bytes(attacks.archive(pickle))


def picklescan(path):
    try:
        result = scanner.scan_file_path(str(path))
    except Exception:  # a scanner that stops with an error of its own has not answered
        return "error"
    return "found" if result.issues_count else "error" if result.scan_err else "clean"


def fickling(path):
    command = [sys.executable, "-m", "fickling", "--check-safety", "-p", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, cwd=tempfile.gettempdir())
    except subprocess.TimeoutExpired:
        return "error"
    return {0: "clean", 1: "found"}.get(done.returncode, "error")


def fickling_in_process(path):
    """The same check without a start-up for each file."""
    import zipfile

    from fickling.analysis import Severity, check_safety
    try:
        data = path.read_bytes()
        if data[:2] == b"PK":
            with zipfile.ZipFile(path) as archive:
                streams = [archive.read(name) for name in archive.namelist() if name.endswith(".pkl")]
        else:
            streams = [data]
        worst = Severity.LIKELY_SAFE
        for stream in streams:
            for pickled in fickle.StackedPickle.load(stream):
                worst = max(worst, check_safety(pickled).severity)
        return "clean" if worst < Severity.LIKELY_UNSAFE else "found"
    except Exception:
        return "error"


def pth(folder):
    done = subprocess.run(["node", str(ROOT / "bin" / "pth.js"), "scan", "--json", str(folder)], capture_output=True, text=True)
    report = json.loads(done.stdout)
    words = {"dangerous": "found", "unreadable": "error"}
    answers = {pathlib.Path(each["file"]).name: words.get(each["verdict"], each["verdict"]) for each in report["files"]}
    return {**answers, **{pathlib.Path(each["file"]).name: "error" for each in report["failures"]}}


def count(title, files, answers):
    row = [sum(answer == word for answer in answers) for word in ("found", "error", "unknown", "clean")]
    print(f"{title:12} {len(files):6} {row[0]:7} {row[1]:7} {row[2]:8} {row[3]:7}")


def main(folders):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_attacks(folder)
        harmless = [path for each in folders for path in sorted(pathlib.Path(each).iterdir()) if path.suffix in (".pth", ".pt", ".pkl", ".ckpt", ".bin")]
        for title, files, mine in (("attacks", sorted(folder.iterdir()), pth(folder)), ("harmless", harmless, {k: v for each in folders for k, v in pth(each).items()})):
            print(f"{title:12} {'files':>6} {'found':>7} {'error':>7} {'unknown':>8} {'clean':>7}")
            answers = {"pth": [mine.get(path.name, "error") for path in files], "picklescan": [picklescan(path) for path in files]}
            answers["fickling"] = [fickling_in_process(path) for path in files]
            for tool, each in answers.items():
                count(tool, files, each)
            if title == "attacks":
                print("not found by pth:", [path.name for path, answer in zip(files, answers["pth"]) if answer != "found"])


if __name__ == "__main__":
    main(sys.argv[1:])
