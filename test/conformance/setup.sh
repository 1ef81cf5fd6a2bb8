#!/usr/bin/env bash
# Makes the two PyTorch interpreters that write and judge checkpoints: torch 2.13 in a venv, Debian's torch 1.13 beside it.
# Usage: test/conformance/setup.sh      (PTH_CONFORMANCE_HOME overrides <repo>/.conformance)
# A missing PyTorch is a failure, never a skip.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
home="${PTH_CONFORMANCE_HOME:-$(cd "$here/../.." && pwd)/.conformance}"
venv="$home/torch-2.13"
stamp="$venv/requirements.sha256"
wanted="$(sha256sum < "$here/requirements.txt" | cut -d' ' -f1)"

fail() { echo "setup.sh: $*" >&2; exit 1; }

find_python311() {
  local candidate
  for candidate in python3.11 python3 /usr/bin/python3.11; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  fail "no Python 3.11 with venv was found (python3.11, python3 or /usr/bin/python3.11)"
}

if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ]; then
  python="$(find_python311)"
  rm -rf "$venv"
  mkdir -p "$home"
  "$python" -m venv "$venv"
  "$venv/bin/pip" install -qq --disable-pip-version-check --no-deps -r "$here/requirements.txt" \
    || fail "the packages of requirements.txt could not be installed"
  "$venv/bin/python" -c 'import torch, numpy, safetensors, huggingface_hub' || fail "torch 2.13 does not import"
  echo "$wanted" > "$stamp"
fi

# Used through PYTHONPATH: PyTorch's own packages stay as they are.
listed="$home/listed"
wanted_listed="$(sha256sum < "$here/requirements-listed.txt" | cut -d' ' -f1)"
if [ "$(cat "$listed/requirements.sha256" 2>/dev/null || true)" != "$wanted_listed" ]; then
  rm -rf "$listed"
  "$venv/bin/pip" install -qq --disable-pip-version-check --no-deps --target "$listed" -r "$here/requirements-listed.txt" \
    || fail "the packages of requirements-listed.txt could not be installed"
  PYTHONPATH="$listed" "$venv/bin/python" -c 'import gguf, onnx' || fail "gguf and onnx do not import"
  echo "$wanted_listed" > "$listed/requirements.sha256"
fi

# Debian's build belongs to the system's own interpreter, not to the first python3 on PATH.
if ! /usr/bin/python3 -c 'import torch, numpy' 2>/dev/null; then
  [ "$(id -u)" = 0 ] || fail "torch 1.13 is missing: as root, apt-get install python3-torch python3-numpy"
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-torch python3-numpy >&2
fi

versions='import sys, platform, torch, numpy
print(f"{sys.argv[1]}: torch {torch.__version__}, numpy {numpy.__version__}, Python {platform.python_version()}, {sys.executable}")
if not torch.__version__.startswith(sys.argv[1]): sys.exit(f"expected torch {sys.argv[1]}")'
"$venv/bin/python" -c "$versions" 2.13
"$venv/bin/python" -c 'import safetensors, huggingface_hub as h; print(f"      safetensors {safetensors.__version__}, huggingface_hub {h.__version__}")'
/usr/bin/python3 -c "$versions" 1.13
