"""Writes archives with each flag bit of a zip header set, and pickles framed in every odd way; torch says which it loads.

Usage: write_headers.py FOLDER    Writes FOLDER/*.pth and FOLDER/headers.json. Nothing in these files calls anything but tensors.
"""
import dataclasses
import json
import pathlib
import struct
import sys
import warnings

import torch

import attacks
import pickle_assembler as asm
from archive_writer import write_entries

PLACES = "central", "local", "both"
MEMBERS = "data.pkl", "data/0", "version"


def flagged(bit, place, member):
    def change(entry):
        if not entry.name.endswith("/" + member):
            return entry
        other = entry.flags ^ (1 << bit)
        central = entry.flags if place == "local" else other
        local = entry.flags if place == "central" else other
        return dataclasses.replace(entry, flags=central, local_flags=local)

    return write_entries([change(entry) for entry in attacks.entries(attacks.benign())])


def frame(length, body=b""):
    return b"\x95" + struct.pack("<Q", length) + body


def framings():
    """(name, pickle): what is around the state_dict; `part` leaves it on the stack."""
    part = attacks.benign_part()
    yield "protocol-6", b"\x80\x06" + part + b"."
    yield "protocol-255", b"\x80\xff" + part + b"."
    yield "protocol-0-said", b"\x80\x00" + part + b"."
    yield "protocol-5", b"\x80\x05" + part + b"."
    yield "protocol-twice", b"\x80\x02\x80\x02" + part + b"."
    yield "protocol-in-the-middle", b"\x80\x02N0\x80\x04" + part + b"."
    yield "protocol-6-in-the-middle", b"\x80\x02N0\x80\x06" + part + b"."
    yield "protocol-3-at-the-end", b"\x80\x02" + part + b"\x80\x03."
    whole = part + b"."
    yield "frame", b"\x80\x04" + frame(len(whole), whole)
    yield "frame-longer-than-the-data", b"\x80\x04" + frame(len(whole) + 1000, whole)
    yield "frame-shorter-than-the-data", b"\x80\x04" + frame(len(whole) - 10, whole)
    yield "frame-of-nothing", b"\x80\x04" + frame(0, whole)
    yield "frame-that-cuts-an-opcode", b"\x80\x04" + frame(1, b"K\x01" + b"0" + whole)
    yield "frame-in-a-frame", b"\x80\x04" + frame(len(whole) + 11, frame(2, b"N0" + whole))
    yield "frame-past-its-outer-frame", b"\x80\x04" + frame(12, frame(len(whole), whole))
    yield "frame-of-2-to-the-63", b"\x80\x04" + frame(1 << 63, whole)
    yield "frame-in-protocol-2", b"\x80\x02" + frame(len(whole), whole)


def answer(path, weights_only):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            loaded = torch.load(path, map_location="cpu", weights_only=weights_only)
        except Exception as error:  # whatever torch raises is the answer
            line = str(error).split("WeightsUnpickler error: ")[-1].strip().split("\n")[0].replace(str(path), path.name)
            return {"answer": "refuses", "error": f"{type(error).__name__}: {line}"[:200]}
    same = list(loaded) == ["weight"] and loaded["weight"].flatten().tolist() == [0, 1, 2, 3, 4, 5]
    return {"answer": "loads" if same else "loads something else", "error": None}


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    files = {f"flag-{bit}-{place}-{member.replace('/', '-')}": flagged(bit, place, member) for bit in range(16) for place in PLACES for member in MEMBERS}
    files.update((name, attacks.archive(pickle)) for name, pickle in framings())
    answers = {}
    for name, data in files.items():
        path = folder / f"{name}.pth"
        path.write_bytes(data)
        answers[path.name] = {"weights_only": answer(path, True), "full": answer(path, False)}
    record = {"torch": torch.__version__.split("+")[0], "files": answers}
    (folder / "headers.json").write_text(json.dumps(record, indent=1) + "\n")
    loaded = sum(found["full"]["answer"] == "loads" for found in answers.values())
    print(f"  {len(answers)} headers; torch loads {loaded} of them")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
