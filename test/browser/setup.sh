#!/usr/bin/env bash
# Installs the browsers of test/browser: Debian's Chromium, and its Firefox ESR as a second engine.
# Usage: test/browser/setup.sh
# A missing browser is a failure, never a skip.
set -euo pipefail

packages=(chromium firefox-esr fonts-dejavu-core)
programs=(chromium firefox-esr)

fail() { echo "setup.sh: $*" >&2; exit 1; }

missing() {
  local program
  for program in "${programs[@]}"; do command -v "$program" > /dev/null || echo "$program"; done
}

if [ -n "$(missing)" ]; then
  [ "$(id -u)" = 0 ] || fail "missing: $(missing | tr '\n' ' '); as root, apt-get install ${packages[*]}"
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
  [ -z "$(missing)" ] || fail "still missing: $(missing | tr '\n' ' ')"
fi

chromium --version 2> /dev/null
firefox-esr --version
