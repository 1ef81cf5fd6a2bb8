#!/usr/bin/env bash
# Walks the interpreters and libraries that are installed and writes src/operations/scan/known/tables.generated.ts.
# Usage: scripts/known-names/run.sh FOLDER PYTHON=PACKAGES …   (after npm run build)
#   scripts/known-names/run.sh /tmp/walks venv/bin/python=torch,numpy,stdlib,sympy:names python3.13=stdlib
# `PACKAGE:names` walks the names alone, not the sources. FOLDER keeps one JSON file per walk; a walk of PyTorch takes
# a few minutes. The newest version of a library comes first: its version is the one that is written down.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
folder="${1:?usage: run.sh FOLDER PYTHON=PACKAGES …}"
shift
mkdir -p "$folder"
dumps=()
for walk in "$@"; do
  dump="$folder/$(printf '%02d' "${#dumps[@]}").json"
  IFS=, read -ra packages <<< "${walk#*=}"
  "${walk%%=*}" -W ignore "$here/walk.py" "$dump" "${packages[@]}" < /dev/null
  dumps+=("$dump")
done
python3 "$here/tables.py" "${dumps[@]}"
