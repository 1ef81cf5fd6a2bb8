"""Asks this PyTorch about the files another PyTorch wrote, and makes its answer the expected one wherever it loads them.

Usage: rejudge.py FOLDER...    (with torch 2.13, after torch 1.13 has written)
"""
import json
import pathlib
import sys

import training_script
from cases import TORCH, ask, write_expected

FACTS = ("name", "kind", "dtype", "shape", "stride", "storage_offset", "sha256", "storage", "parts", "quantizer")


def main(folders):
    training_script.as_main()
    loaded = refused = 0
    for answer_path in (path for folder in folders for path in sorted(pathlib.Path(folder).rglob("*.expected.json"))):
        record = json.loads(answer_path.read_text())
        if record["judge"] == TORCH:
            continue
        path = answer_path.with_name(record["file"])
        state_dict = (record.get("state_dict") or {}).get("path")
        answer = ask(path, state_dict, record["loader"])
        if answer["answer"] == "loads":
            loaded += 1
            report_differences(path, record, answer)
            heading = {key: record[key] for key in ("file", "writer", "judge", "loader", "group", "what")}
            if record["answer"] == "refused":
                answer["refused_by"] = {record["judge"]: record["error"]}
            record = {**heading, "judge": TORCH, **answer}
        else:
            refused += 1
            if record["answer"] == "loads":
                record["refused_by"] = {TORCH: answer["error"]}
                print(f"  {path.name}: only {record['judge']} loads it; {TORCH}: {answer['error']}")
            else:
                record.update(judge=TORCH, **answer)
        write_expected(path, record)
    print(f"  {TORCH} loads {loaded} and refuses {refused} of the files written by another version")


def report_differences(path, record, answer):
    """Two versions that read different tensors from one file are worth a line."""
    before = [{fact: tensor.get(fact) for fact in FACTS} for tensor in record.get("tensors", [])]
    after = [{fact: tensor.get(fact) for fact in FACTS} for tensor in answer["tensors"]]
    if record["answer"] != answer["answer"] or before != after:
        print(f"  {path.name}: {record['judge']} and {TORCH} differ ({record['answer']}, then {answer['answer']})")


if __name__ == "__main__":
    main(sys.argv[1:])
