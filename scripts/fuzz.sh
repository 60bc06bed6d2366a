#!/usr/bin/env bash
# Feeds every parser of strangers' bytes what libFuzzer thinks of, under the address sanitizer, and says what it saw.
#   fuzz.sh [SECONDS] [TARGET…]   so long each (60), two at a time; all targets where none is named
#   fuzz.sh --again TARGET FILE   one input that fell, once more
# What was learnt is kept in .build/fuzz/corpus and grows from run to run; what fell lies in .build/fuzz/found.
set -euo pipefail
source "$(dirname "$0")/lib/setup.sh"
need_swift
need_packages "${build_packages[@]}"

home=.build/fuzz
export STEMMA_FUZZ=1 SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0:symbolize=0
# Both in one flag at the end: of several the compiler believes the last.
swift build -c release --product Fuzz --quiet --scratch-path "$home/build" \
    --sanitize=fuzzer -Xswiftc -sanitize=fuzzer,address -Xswiftc -enable-testing
fuzzer=$home/build/release/Fuzz

if [ "${1:-}" = --again ]; then
    FUZZ_TARGET=$2 exec "$fuzzer" "$3"
fi
seconds=${1:-60}
shift || true
targets=("$@")
[ $# -gt 0 ] || mapfile -t targets < <("$fuzzer")

# Runs one target for its time; its log's end where something fell, else a line of figures.
fuzz() {
    local target=$1 corpus=$home/corpus/$1 log=$home/$1.log words=Tests/Fuzz/Words/$1 options=()
    mkdir -p "$corpus" "$home/found"
    [ ! -f "$words" ] || options+=("-dict=$words")
    FUZZ_TARGET=$target "$fuzzer" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=1024 \
        -artifact_prefix="$home/found/$target-" "${options[@]}" "$corpus" "Tests/Fuzz/Corpus/$target" >"$log" 2>&1 ||
        { report "$target" "$log"; return 1; }
    awk -v target="$target" '
        /INITED/ { first = $4 }
        /DONE/ { last = $4; sub("#", "", $1); runs = $1 }
        /^Done/ { split($0, words, " "); seconds = words[5] }
        END { printf "fuzz: %s: %d inputs, %d a second, %d edges known at the start and %d at the end\n",
            target, runs, runs / (seconds ? seconds : 1), first, last }' "$log"
}

report() {
    local found
    tail -40 "$2" >&2
    found=$(sed -n 's/.*Test unit written to //p' "$2")
    echo "fuzz: $1 fell; once more: ./scripts/fuzz.sh --again $1 ${found:-}" >&2
}

failed=0
running=0
for target in "${targets[@]}"; do
    if [ $running -ge 2 ]; then
        wait -n || failed=1
        running=$((running - 1))
    fi
    fuzz "$target" &
    running=$((running + 1))
done
while [ $running -gt 0 ]; do
    wait -n || failed=1
    running=$((running - 1))
done
exit $failed
