"""Zips the records of a torch.save archive again, as people and programs do; torch says which of them it loads.

Usage: write_rezip.py FOLDER    Writes FOLDER/*.pth and FOLDER/rezip.json.
"""
import io
import json
import pathlib
import sys
import warnings
import zipfile

import torch

MAC = [("__MACOSX/plain/._data.pkl", b"\0\5\x16\7" + b"\0" * 20)]


def weights():
    return {"a.weight": torch.arange(20, dtype=torch.float32).reshape(4, 5) / 7, "a.bias": torch.arange(300)}


def write(path, items, method=zipfile.ZIP_STORED, comment=b"", wide=False):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in items:
            info = zipfile.ZipInfo(name)
            info.filename = name  # as it is, backslashes included
            info.compress_type = method
            with archive.open(info, "w", force_zip64=wide) as member:
                member.write(data)
        archive.comment = comment


def streamed(items, method):
    """An archive written to something that cannot seek: every record has a data descriptor."""
    class Pipe(io.RawIOBase):
        parts = []

        def writable(self):
            return True

        def write(self, data):
            self.parts.append(bytes(data))
            return len(data)

    pipe = Pipe()
    pipe.parts = []
    with zipfile.ZipFile(pipe, "w", method) as archive:
        for name, data in items:
            archive.writestr(name, data)
    return b"".join(pipe.parts)


def variants(items):
    def below(root):
        return [(root + name.split("/", 1)[1], data) for name, data in items]

    def without(end):
        return [(name, data) for name, data in items if not name.endswith(end)]

    yield "stored", items, {}
    yield "sorted", sorted(items), {}
    yield "reversed", items[::-1], {}
    yield "comment", items, {"comment": b"hello"}
    yield "zip64", items, {"wide": True}
    yield "root-renamed", below("other/"), {}
    yield "root-with-space", below("my model/"), {}
    yield "root-unicode", below("модель/"), {}
    yield "upper-case", [(name.upper(), data) for name, data in items], {}
    yield "folders-first", [("plain/", b""), ("plain/data/", b"")] + items, {}
    yield "folders-last", items + [("plain/data/", b""), ("plain/", b"")], {}
    yield "more-inside", items + [("plain/README.md", b"hi"), ("plain/.DS_Store", b"x")], {}
    yield "no-byteorder", without("/byteorder"), {}
    yield "only-what-is-needed", [(n, d) for n, d in items if "/." not in n and not n.endswith("/byteorder")], {}
    yield "version-in-data", [(n.replace("/version", "/.data/version"), d) for n, d in items], {}
    yield "deflated", items, {"method": zipfile.ZIP_DEFLATED}
    # From here on torch refuses.
    yield "no-root", below(""), {}
    yield "no-root-deflated", below(""), {"method": zipfile.ZIP_DEFLATED}
    yield "root-is-dot", below("./"), {}
    yield "dot-before-root", below("./plain/"), {}
    yield "root-in-folder", below("folder/plain/"), {}
    yield "root-in-folder-mac", below("folder/plain/") + MAC, {}
    yield "two-slashes", below("plain//"), {}
    yield "absolute", below("/plain/"), {}
    yield "backslashes", [(name.replace("/", "\\"), data) for name, data in items], {}
    yield "mac-last", items + MAC, {}
    yield "mac-last-deflated", items + MAC, {"method": zipfile.ZIP_DEFLATED}
    yield "mac-first", MAC + items, {}
    yield "more-outside", items + [("README.md", b"hi")], {}
    yield "more-outside-first", [("README.md", b"hi")] + items, {}
    yield "ds-store-outside", items + [(".DS_Store", b"x")], {}
    yield "root-in-two-cases", [(n.upper() if i % 2 else n, d) for i, (n, d) in enumerate(items)], {}
    yield "two-roots", items + below("second/"), {}
    yield "no-version", without("/version"), {}
    yield "version-empty", [(n, b"" if n.endswith("/version") else d) for n, d in items], {}
    yield "no-pickle", without("/data.pkl"), {}
    yield "no-storage", without("/data/0"), {}
    yield "bzip2", items, {"method": zipfile.ZIP_BZIP2}
    yield "lzma", items, {"method": zipfile.ZIP_LZMA}


def answer(path, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            loaded = torch.load(str(path), map_location="cpu", **options)
        except Exception as error:  # whatever torch raises is the answer
            return f"refuses: {type(error).__name__}: {str(error).splitlines()[0][:160]}"
    wanted = weights()
    same = list(loaded) == list(wanted) and all(torch.equal(loaded[name], wanted[name]) for name in wanted)
    return "loads" if same else "loads other values"


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(weights(), folder / "plain.pth")
    with zipfile.ZipFile(folder / "plain.pth") as archive:
        items = [("plain/" + name.split("/", 1)[1], archive.read(name)) for name in archive.namelist()]
    for name, records, options in variants(items):
        write(folder / f"{name}.pth", records, **options)
    whole = (folder / "stored.pth").read_bytes()
    (folder / "bytes-before.pth").write_bytes(b"\0" * 64 + whole)
    (folder / "bytes-after.pth").write_bytes(whole + b"\0" * 64)
    (folder / "streamed.pth").write_bytes(streamed(items, zipfile.ZIP_STORED))
    (folder / "streamed-deflated.pth").write_bytes(streamed(items, zipfile.ZIP_DEFLATED))
    modern = hasattr(torch, "compile")
    answers = {}
    for path in sorted(folder.glob("*.pth")):
        found = {"full": answer(path, weights_only=False), "weights_only": answer(path, weights_only=True)}
        if modern:
            found["mmap"] = answer(path, weights_only=True, mmap=True)
        answers[path.name] = found
    (folder / "rezip.json").write_text(json.dumps(answers, indent=1) + "\n")
    refused = sum(found["full"] != "loads" for found in answers.values())
    print(f"  {len(answers)} archives zipped again; torch {torch.__version__} refuses {refused} of them")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
