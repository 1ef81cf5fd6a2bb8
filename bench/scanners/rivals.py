"""Runs other scanners over folders of attacks and of ordinary files, and prints who finds what.

Usage: python bench/scanners/rivals.py VENVS LABEL=FOLDER...   (after npm run build)
VENVS holds one virtual environment for each scanner (VENVS/picklescan, VENVS/fickling, …), with that scanner in it.
Each scans every file of a folder once. Flagged is what fails a run: a finding, or for modelaudit a warning too, since it
ends with 1. What a scanner could not read, or did not report on, is refused or not looked at. Flagged is right for attacks
and a false alarm for ordinary files (`ordinary.py` writes some). PTH_ATTACKS=FOLDER keeps the attacks that
test/hostile/attacks builds. Nothing is loaded.
"""
import json
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
WORDS = ("found", "nothing", "error", "not scanned")
HEADS = ("flagged", "passed", "refused", "not looked at")


def run(command, seconds=3600):
    # Without its telemetry, a scanner that sends reports somewhere does not wait for an answer.
    env = {**os.environ, "NO_COLOR": "1", "PROMPTFOO_DISABLE_TELEMETRY": "1"}
    return subprocess.run(command, capture_output=True, text=True, timeout=seconds, env=env)


def files_of(folder):
    return sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file())


def pth(_, folder):
    report = json.loads(run(["node", str(ROOT / "bin" / "pth.js"), "scan", "--json", folder]).stdout)
    words = {"dangerous": "found", "unknown_call": "found", "unreadable": "error"}
    answers = {each["file"]: words.get(each["verdict"], "nothing") for each in report["files"]}
    return {**answers, **{each["file"]: "error" for each in report["failures"]}}


def in_process(name):
    """Scanners with a Python interface: one process for the folder, one call for a file."""

    def scan(venv, folder):
        done = run([str(venv / "bin" / "python"), str(HERE / "each_file.py"), name, folder])
        return json.loads(done.stdout.splitlines()[-1])

    return scan


def modelscan(venv, folder):
    out = pathlib.Path(folder).resolve().parent / "modelscan.json"
    run([str(venv / "bin" / "modelscan"), "-p", folder, "-r", "json", "-o", str(out), "--show-skipped"])
    report = json.loads(out.read_text())
    out.unlink()
    answers = {}
    base = pathlib.Path(folder)
    for each in report["summary"]["scanned"]["scanned_files"]:
        answers[str(base / each.split(":")[0])] = "nothing"
    for each in report["errors"]:
        answers[str(base / str(each.get("source", "")).split(":")[0])] = "error"
    for each in report["issues"]:
        answers[str(base / each["source"].split(":")[0])] = "found"
    return answers


def modelaudit(venv, folder):
    command = [str(venv / "bin" / "modelaudit"), "scan", folder, "--format", "json", "--no-cache", "--quiet"]
    done = run(command)
    report = json.loads(done.stdout[done.stdout.index("{"):])
    answers = {each["path"]: "nothing" for each in report.get("assets", [])}
    for each in report.get("issues", []):
        path = (each.get("location") or "").split(":")[0].split(" (")[0]
        if each.get("severity") in ("critical", "warning"):
            answers[path] = "found"
    return answers


SCANNERS = {
    "pth": pth,
    "picklescan": in_process("picklescan"),
    "fickling": in_process("fickling"),
    "modelscan": modelscan,
    "modelaudit": modelaudit,
}


def version(venv, name):
    if name == "pth":
        return json.loads((ROOT / "package.json").read_text())["version"]
    code = f"from importlib.metadata import version; print(version('{name}'))"
    return run([str(venv / "bin" / "python"), "-c", code]).stdout.strip()


def main(venvs, *folders):
    print(f"| scanner | files | {' | '.join(HEADS)} | seconds |\n|---|---|{'---|' * (len(WORDS) + 1)}")
    for label, folder in (each.split("=", 1) for each in folders):
        paths = [str(path) for path in files_of(folder)]
        for name, scan in SCANNERS.items():
            venv = pathlib.Path(venvs) / name
            started = time.monotonic()
            answers = scan(venv, folder)
            seconds = time.monotonic() - started
            told = [answers.get(path, "not scanned") for path in paths]
            counts = " | ".join(str(told.count(word)) for word in WORDS)
            print(f"| {name} {version(venv, name)} | {label}: {len(paths)} | {counts} | {seconds:.1f} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
