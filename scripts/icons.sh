#!/usr/bin/env bash
# Draws Web/icons/*.png, the icons of the installed app, from the mark; needed again only when the mark changes.
set -euo pipefail
source "$(dirname "$0")/lib/setup.sh"
need_packages python3 python3-venv
need_wheels numpy
"$PYTHON" scripts/lib/icons.py Web/icons
