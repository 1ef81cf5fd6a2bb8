#!/usr/bin/env bash
# Runs every writer under both PyTorch versions, then lets 2.13 answer for what 1.13 wrote.
# Usage: test/conformance/write_all.sh OUTDIR     (OUTDIR gets zip-2.13, zip-1.13, kinds-2.13, kinds-1.13, legacy-2.13, legacy-1.13)
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
out="${1:?usage: write_all.sh OUTDIR}"
home="${PTH_CONFORMANCE_HOME:-$(cd "$here/../.." && pwd)/.conformance}"
"$here/setup.sh"
export PYTHONDONTWRITEBYTECODE=1

run() { # version, python
  local writer
  for writer in zip kinds legacy; do
    echo "write_$writer.py under torch $1"
    rm -rf "${out:?}/$writer-$1"
    "$2" -W ignore "$here/write_$writer.py" "$out/$writer-$1"
  done
}

mkdir -p "$out"
run 2.13 "$home/torch-2.13/bin/python" &
modern=$!
run 1.13 /usr/bin/python3 > "$out/torch-1.13.log" 2>&1 || { cat "$out/torch-1.13.log"; exit 1; }
wait "$modern"
cat "$out/torch-1.13.log"
echo "torch 2.13 about the files of torch 1.13"
"$home/torch-2.13/bin/python" -W ignore "$here/rejudge.py" "$out"/zip-1.13 "$out"/kinds-1.13 "$out"/legacy-1.13
echo "$(find "$out" -name '*.expected.json' | wc -l) files with answers in $out"
