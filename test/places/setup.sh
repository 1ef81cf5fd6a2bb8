#!/usr/bin/env bash
# Installs the programs of test/places: git with LFS, the shells, the readers of man pages, pre-commit, servers (nginx, caddy,
# moto), Slurm and GNU parallel.
# Usage: test/places/setup.sh      (PTH_PLACES_HOME overrides <repo>/.places)
# A missing program is a failure, never a skip.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
home="${PTH_PLACES_HOME:-$(cd "$here/../.." && pwd)/.places}"
packages=(git git-lfs make zsh fish bash-completion mandoc groff man-db nginx-light caddy slurmctld slurmd slurm-client munge parallel)
programs=(git git-lfs make zsh fish mandoc groff man nginx caddy slurmctld slurmd sbatch munged parallel)

fail() { echo "setup.sh: $*" >&2; exit 1; }

missing() {
  local program
  for program in "${programs[@]}"; do command -v "$program" > /dev/null || echo "$program"; done
  [ -e /usr/share/bash-completion/bash_completion ] || echo bash-completion
}

if [ -n "$(missing)" ]; then
  [ "$(id -u)" = 0 ] || fail "missing: $(missing | tr '\n' ' '); as root, apt-get install ${packages[*]}"
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}" >&2
  [ -z "$(missing)" ] || fail "still missing: $(missing | tr '\n' ' ')"
fi

if ! cmp -s "$here/requirements.txt" "$home/requirements.txt"; then
  rm -rf "$home"
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install -qq --disable-pip-version-check -r "$here/requirements.txt" \
    || fail "the packages of requirements.txt could not be installed"
  cp "$here/requirements.txt" "$home/requirements.txt"
fi

git --version
git lfs version
zsh --version
fish --version
nginx -v
caddy version
"$home/venv/bin/pre-commit" --version
