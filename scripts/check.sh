#!/usr/bin/env bash
# What can be said of the code without running it: its format, its imports, the types of its scripts.
set -euo pipefail
source "$(dirname "$0")/lib/setup.sh"
need_swift
need_packages "${build_packages[@]}" python3 node-typescript

swift format lint --strict --recursive --parallel Sources Tests Package.swift
swift package describe --type json | python3 scripts/lib/check_imports.py
tsc --project Web

documents=$(git ls-files | grep -Ei '\.(md|txt)$' | grep -vx 'README.md' || true)
[ -z "$documents" ] || fail "README.md is the only document; these are others: $documents"
echo "check: format, imports, script types and documents are as they should be"
