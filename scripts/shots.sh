#!/usr/bin/env bash
# Fills a fresh instance with real music and takes a picture of every page, for eyes to judge.
#   --only home,track   these pages alone; a name takes all that begin with it along
#   --widths 360,1440   instead of 360, 768 and 1440 pixels
#   --themes dark       instead of light, dark and contrast
#   --out FOLDER        instead of .build/shots
#   STEMMA_BINARY       the program, instead of .build/release/stemma
set -euo pipefail
source "$(dirname "$0")/lib/setup.sh"
need_packages ffmpeg chromium python3 python3-venv wesnoth-1.16-music fonts-noto-cjk
need_wheels "${test_wheels[@]}"
PYTHONPATH=Tests exec "$PYTHON" -m Browser.shots "$@"
