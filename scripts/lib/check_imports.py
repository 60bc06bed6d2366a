"""Fails when a target imports a sibling that Package.swift does not name for it.

SwiftPM itself allows imports that arrive through another dependency. Reads `swift package describe --type json`.
"""

import json
import pathlib
import re
import sys

IMPORT = re.compile(
    r"\s*(?:@\w+(?:\(\w+\))?\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?import\s+(?:\w+\s+)?(\w+)"
)


def wrong_imports(package):
    targets = {target["c99name"]: target for target in package["targets"]}
    for name, target in targets.items():
        allowed = {name, *target.get("target_dependencies", [])}
        for source in target["sources"]:
            path = pathlib.Path(target["path"]) / source
            for number, line in enumerate(path.read_text().splitlines(), 1):
                found = IMPORT.match(line)
                if found and found[1] in targets and found[1] not in allowed:
                    yield f"{path}:{number}: {name} may not import {found[1]}"


wrong = list(wrong_imports(json.load(sys.stdin)))
print("\n".join(wrong) or "imports follow the manifest")
sys.exit(bool(wrong))
