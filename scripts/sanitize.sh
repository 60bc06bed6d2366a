#!/usr/bin/env bash
# Runs the unit tests under a sanitizer, in a build of its own.
#   sanitize.sh address [TEST…]   reads and writes outside of what they may
#   sanitize.sh thread [TEST…]    what two threads do to the same place at once
# Tests are named as `swift test --filter` takes them; all where none is.
set -euo pipefail
source "$(dirname "$0")/lib/setup.sh"
what=${1:-}
[[ $what =~ ^(address|thread)$ ]] || fail "Which sanitizer? One of: address, thread."
shift
need_swift
need_packages "${build_packages[@]}" "${test_packages[@]}"

build=.build/$what
swift build --build-tests --quiet --sanitize="$what" --scratch-path "$build"
# Media children run as they are shipped: their limits leave no room for a sanitizer's memory.
swift build -c release --product stemma --quiet
rm -f "$build/debug/stemma"
cp .build/release/stemma "$build/debug/stemma"

source scripts/lib/postgres.sh
postgres_start
trap postgres_stop EXIT
filters=()
for test in "$@"; do filters+=(--filter "$test"); done
# What lives until the end of the process isn't lost.
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0
if [ "$what" = thread ]; then
    clang -shared -fPIC -O1 -o "$build/mutex_seen.so" scripts/lib/mutex_seen.c -ldl
    export LD_PRELOAD=$PWD/$build/mutex_seen.so
fi
swift test --skip-build --sanitize="$what" --scratch-path "$build" "${filters[@]}"
