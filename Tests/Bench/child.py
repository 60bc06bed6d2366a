"""The media child of the program as the server starts it, run by hand so that the kernel tells what it took."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from Bench.processors import Cost, run
from Harness.instance import binary

LIMITS = {"memory": 640 << 20, "processorSeconds": 36_000, "fileSize": 1 << 30, "openFiles": 64, "niceness": 0}


def package(source: Path, format: str, *, is_measured: bool) -> Cost:
    """One pass over a recording; where it is measured, with waveform, loudness, true peak, fingerprint and cover."""
    with tempfile.TemporaryDirectory(prefix="stemma-child.") as folder:
        work = {"formats": [format], "isMeasured": is_measured, "longest": 43_200}
        task = {"package": {"_0": work, "workers": os.cpu_count(), "folder": folder}}
        order = {"task": task, "path": str(source), "limits": LIMITS, "parent": os.getpid()}
        return run([binary(), "media-child", json.dumps(order)])
