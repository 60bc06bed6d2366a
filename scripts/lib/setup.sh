# shellcheck shell=bash disable=SC2034
# Sourced by the other scripts: the project's root, and what the machine must have.

cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
export PATH="$PATH:/usr/lib/postgresql/15/bin"

# What the program is built with.
build_packages=(
    pkg-config libsqlite3-dev libpq-dev zlib1g-dev libbrotli-dev libssl-dev libsodium-dev
    libcmark-gfm-dev libcmark-gfm-extensions-dev
    libavformat-dev libavcodec-dev libavutil-dev libswresample-dev libswscale-dev
    libopus-dev libebur128-dev libchromaprint-dev
)

# What the tests need beside it: a database server, browsers, a server to stand behind, a reference decoder, real
# music and what damages it, and disks of their own.
test_packages=(
    postgresql-15 ffmpeg chromium firefox-esr node-typescript nginx-light
    python3 python3-venv curl wesnoth-1.16-music zzuf mount e2fsprogs
)

# What intruders scan with; for --full.
full_test_packages=(sqlmap wapiti)

# What measures are taken with, and the peers beside us. Debian starts its nginx; stop it where that is in the way.
bench_packages=(wrk slowhttptest nginx-light node-express node-pg opus-tools libchromaprint-tools)

# What the tests take from PyPI. Later Playwrights ask of Firefox what Debian's doesn't know.
test_wheels=("playwright==1.64.*" websocket-client numpy axe-playwright-python "schemathesis==4.32.*")

# What fonts.sh cuts the fonts from, and with what; Liberation has the widths of Arial and Times.
font_packages=(fonts-junicode fonts-inter-variable fonts-liberation python3 python3-venv)
font_wheels=(fonttools brotli)

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

need_swift() {
    command -v swift >/dev/null ||
        fail "Swift 6.2 or later is needed: https://www.swift.org/install/linux/debian/ tells how to get it."
}

# Installs those of the Debian packages named that are missing.
need_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    command -v apt-get >/dev/null || fail "These Debian packages are needed: ${missing[*]}"
    echo "Installing from Debian: ${missing[*]}"
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    local quiet=(-q -y --no-install-recommends -o DPkg::Lock::Timeout=200)
    { "${as_root[@]}" apt-get update -q -o DPkg::Lock::Timeout=200 &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install "${quiet[@]}" "${missing[@]}"; } \
        >/tmp/stemma-packages.log 2>&1 || { tail -20 /tmp/stemma-packages.log; fail "The packages could not be installed."; }
}

# A virtual environment with the wheels named, kept between runs.
need_wheels() {
    local home=.build/python
    [ -x "$home/bin/python" ] || python3 -m venv "$home"
    "$home/bin/pip" install --quiet --disable-pip-version-check "$@"
    export PYTHON="$PWD/$home/bin/python"
}
