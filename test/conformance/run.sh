#!/usr/bin/env bash
# Lets real PyTorch write and judge checkpoints, then compares what pth makes of each: npm run conformance
# Usage: test/conformance/run.sh [vitest arguments]   (PTH_ZOO=FOLDER keeps the files there and reuses them when complete)
# A missing PyTorch is a failure, never a skip.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
home="${PTH_CONFORMANCE_HOME:-$root/.conformance}"
new="$home/torch-2.13/bin/python"
old=/usr/bin/python3

bash "$here/setup.sh"

if [ -z "${PTH_ZOO:-}" ]; then
  PTH_ZOO="$(mktemp -d -t pth-zoo-XXXXXX)"
  trap 'rm -rf "$PTH_ZOO"' EXIT
fi
export PTH_ZOO PTH_REAL="${PTH_REAL:-$root/../shared/real}"

# Called where `set -e` does not count, so each writer that fails is told on its own.
# Every writer under both versions; each gets a folder of its own, because both write the same names.
write_zoo() {
  local writer name
  for writer in "$here"/write_*.py; do
    name="$(basename "$writer" .py)"
    name="${name#write_}"
    echo "== write_$name.py, torch 2.13"
    "$new" -W ignore "$writer" "$PTH_ZOO/$name-2.13" || return
    echo "== write_$name.py, torch 1.13"
    "$old" -W ignore "$writer" "$PTH_ZOO/$name-1.13" || return
  done
  echo "== torch 2.13 judges what torch 1.13 wrote"
  "$new" -W ignore "$here/rejudge.py" "$PTH_ZOO"/*-1.13 || return
  echo "== the official safetensors package judges the real safetensors files"
  "$new" -W ignore "$here/judge_real.py" "$PTH_REAL" "$PTH_ZOO/real" || return
  touch "$PTH_ZOO/complete"
}

if [ ! -f "$PTH_ZOO/complete" ]; then
  mkdir -p "$PTH_ZOO"
  write_zoo 2> "$PTH_ZOO/stderr.log" || { cat "$PTH_ZOO/stderr.log" >&2; echo "run.sh: a writer failed" >&2; exit 1; }
fi

cd "$root"
npx vitest run --config test/conformance/vitest.config.ts "$@"
