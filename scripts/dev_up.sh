#!/usr/bin/env bash
# Builds Stemma and starts it on http://localhost:8080; installs what is missing from Debian first.
set -euo pipefail
source "$(dirname "$0")/lib/setup.sh"
need_swift
need_packages "${build_packages[@]}"
[ -x .build/release/stemma ] || echo "Building Stemma, which takes some minutes the first time…"
swift build -c release --product stemma --quiet
exec .build/release/stemma serve "$@"
