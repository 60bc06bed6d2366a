#!/usr/bin/env bash
# Runs every test: check, unit and both databases, API, browsers, and the whole way from upload to playing.
#   --full   also the long counts (damaged files, kills, power cuts, faults, generated calls)
set -euo pipefail
source "$(dirname "$0")/lib/setup.sh"
need_swift
need_packages "${build_packages[@]}" "${test_packages[@]}"
need_wheels "${test_wheels[@]}"
if [ "${1:-}" = --full ]; then
    need_packages "${full_test_packages[@]}"
    export STEMMA_TEST_FULL=1
fi

./scripts/check.sh
node --test Tests/Web/*.test.js

source scripts/lib/postgres.sh
postgres_start
trap postgres_stop EXIT
swift build --build-tests --quiet
# Time-outs of the server and leases of jobs are real seconds: their tests have the machine to themselves.
swift test --skip-build --filter '^(HTTP|Jobs)Tests'
swift test --skip-build --skip '^(HTTP|Jobs)Tests'

swift build -c release --product stemma --quiet
./scripts/e2e.sh
psql "$STEMMA_TEST_POSTGRES" --quiet --command 'CREATE DATABASE whole_way'
DATABASE_URL=${STEMMA_TEST_POSTGRES/"/postgres?"/"/whole_way?"} ./scripts/e2e.sh
"$PYTHON" -m unittest discover --start-directory Tests --pattern '*_test.py'
