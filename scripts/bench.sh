#!/usr/bin/env bash
# Prints measures of the program as it is shipped; nothing passes or fails by them.
#   bench.sh pages [RUNS]      weight, first paint, shift, click to sound, and the way to the next page, in Chromium
#   bench.sh memory [MINUTES]  a page that plays through a queue: its memory, minute by minute
#   bench.sh ingest [RUNS]     the work on an upload, beside the bare encoder and the usual programs; the first sound
#   bench.sh http [RUNS]       processor time of each request: a segment beside nginx, JSON beside Express, pages, a start
#   bench.sh growth [RUNS]     the same with 100, 1,000 and 10,000 tracks, and the statements behind each page
#   bench.sh load [CASE...]    sockets, slow, upload, ingests: memory, and how long pages take meanwhile
#   STEMMA_BINARY              the program, instead of .build/release/stemma
set -euo pipefail
source "$(dirname "$0")/lib/setup.sh"
what=${1:-}
[[ $what =~ ^(pages|memory|ingest|http|growth|load)$ ]] ||
    fail "What to measure? One of: pages, memory, ingest, http, growth, load."
need_packages "${test_packages[@]}"
[[ $what =~ ^(pages|memory)$ ]] || need_packages "${bench_packages[@]}"
need_wheels "${test_wheels[@]}"
[ -x "${STEMMA_BINARY:-.build/release/stemma}" ] || swift build -c release --product stemma --quiet
if [[ $what =~ ^(http|growth)$ ]]; then
    source scripts/lib/postgres.sh
    postgres_start
    trap postgres_stop EXIT
fi
PYTHONPATH=Tests "$PYTHON" -m "Bench.$what" "${@:2}"
