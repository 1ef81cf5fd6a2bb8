"""Makes real distributed checkpoints with the frameworks, each with the official tool's answer in expected.json.

python make.py OUT [PREFIX ...]      the folders whose names begin with a prefix; all without one
python make.py --write OUT [PREFIX ...]   as an older PyTorch writes them, without answers: torchVERSION-NAME
python make.py --answer OUT               the answers for those, by this PyTorch
python make.py --compare A B         whether two runs gave the same answers
"""

import importlib
import json
import os
import shutil
import sys

import torch

from common import CASES, answer, in_child, make, run_ranks, wait_for

# Those of libraries that are not installed are named and left out.
FAMILIES = (
    *("dcp_single", "dcp_meshes", "dcp_training", "dcp_situations", "hf_situations", "framework_situations", "zero_situations", "dcp_safetensors", "rank_files", "deepspeed_zero"),
    *("dcp_kinds", "deepspeed_pipeline", "trainer_runs", "deepspeed_kinds", "rank_kinds", "megatron_kinds"),
    "wrappers",
    "tensor_parallel",
    "vllm_sharded",
)


def load():
    for family in FAMILIES:
        try:
            importlib.import_module(family)
        except ImportError as error:
            print(f"left out: {family}: {error}", flush=True)


def compare(first, second):
    names = sorted(os.listdir(first))
    if names != sorted(os.listdir(second)) or not names:
        sys.exit("the two runs made different folders")
    different = 0
    for name in names:
        answers = []
        for root in (first, second):
            with open(os.path.join(root, name, "expected.json"), encoding="utf8") as file:
                read = json.load(file)
            # What a tool answers from memory that nobody wrote differs each time.
            if "wrong" in read:
                read = {"tensors": read.get("right")}
            answers.append([read.get("tensors"), read.get("values"), "error" in read])
        if answers[0] != answers[1]:
            different += 1
            print("differs:", name)
    print(f"{len(names)} folders, {different} with another answer")
    sys.exit(1 if different else 0)


def write_only(out, prefixes):
    version = torch.__version__.split("+")[0]
    for name, each in CASES.items():
        if prefixes and not name.startswith(tuple(prefixes)):
            continue
        folder = os.path.join(out, f"torch{version}-{name}")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(os.path.join(folder, "ckpt"))
        try:
            run_ranks(each, os.path.join(folder, "ckpt"))
            print("wrote", os.path.basename(folder), flush=True)
        except Exception as error:
            # What an older PyTorch does not have.
            shutil.rmtree(folder)
            print("left out", os.path.basename(folder), error, flush=True)


def answer_only(out):
    for name in sorted(os.listdir(out)):
        folder = os.path.join(out, name)
        if not os.path.exists(os.path.join(folder, "expected.json")):
            each = CASES[name.split("-", 1)[1]]
            wait_for([in_child(lambda each=each, folder=folder: answer(each, folder))])
            print("answered", name, flush=True)


def main(words):
    if words[:1] == ["--compare"]:
        compare(*words[1:])
    if not words:
        sys.exit(__doc__)
    mode = words.pop(0) if words[0].startswith("--") else ""
    out, *prefixes = words
    load()
    if mode:
        write_only(out, prefixes) if mode == "--write" else answer_only(out)
        return
    os.makedirs(out, exist_ok=True)
    failed = []
    for name, each in CASES.items():
        if prefixes and not name.startswith(tuple(prefixes)):
            continue
        try:
            make(each, out)
            print("made", name, flush=True)
        except Exception as error:
            failed.append(name)
            print("FAILED", name, error, flush=True)
    if failed:
        sys.exit(f"{len(failed)} were not made: {' '.join(failed)}")


if __name__ == "__main__":
    main(sys.argv[1:])
