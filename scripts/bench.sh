#!/usr/bin/env bash
# Prints measures of the program as it is shipped; nothing passes or fails by them.
#   bench.sh pages [RUNS]      weight, first paint, shift, click to sound, and the way to the next page, in Chromium
#   bench.sh memory [MINUTES]  a page that plays through a queue: its memory, minute by minute
#   STEMMA_BINARY              the program, instead of .build/release/stemma
set -euo pipefail
source "$(dirname "$0")/lib/setup.sh"
what=${1:-}
[[ $what =~ ^(pages|memory)$ ]] || fail "What to measure? One of: pages, memory."
need_packages "${test_packages[@]}"
need_wheels "${test_wheels[@]}"
[ -x "${STEMMA_BINARY:-.build/release/stemma}" ] || swift build -c release --product stemma --quiet
PYTHONPATH=Tests exec "$PYTHON" -m "Bench.$what" "${@:2}"
