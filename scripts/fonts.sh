#!/usr/bin/env bash
# Makes Web/fonts and Web/styles/fonts.css from Debian's fonts; what comes out is committed, so this runs only when
# the faces, the characters or the features change.
set -euo pipefail
source "$(dirname "$0")/lib/setup.sh"
need_packages "${font_packages[@]}"
need_wheels "${font_wheels[@]}"
"$PYTHON" scripts/lib/fonts.py /usr/share/fonts Web
