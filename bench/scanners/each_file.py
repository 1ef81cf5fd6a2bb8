"""One scanner over every file of a folder, in its own environment: python each_file.py picklescan|fickling FOLDER"""
import json
import pathlib
import sys
import zipfile


def picklescan(path):
    from picklescan import scanner

    result = scanner.scan_file_path(str(path))
    # Suspicious imports are told too; the program ends with 0 for them.
    return "found" if result.issues_count else "error" if result.scan_err else "nothing"


def fickling(path):
    from fickling.analysis import Severity, check_safety
    from fickling.fickle import StackedPickle

    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            streams = [archive.read(name) for name in archive.namelist() if name.endswith(".pkl")]
    else:
        streams = [path.read_bytes()]
    pickles = [pickle for stream in streams for pickle in StackedPickle.load(stream)]
    if not pickles:
        return "not scanned"
    safe = all(check_safety(pickle).severity == Severity.LIKELY_SAFE for pickle in pickles)
    return "nothing" if safe else "found"


def answer(scan, path):
    try:
        return scan(path)
    except Exception:  # a scanner that stops with an error of its own has not answered
        return "error"


def main(name, folder):
    scan = {"picklescan": picklescan, "fickling": fickling}[name]
    paths = sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file())
    print("\n" + json.dumps({str(path): answer(scan, path) for path in paths}))


if __name__ == "__main__":
    main(*sys.argv[1:])
