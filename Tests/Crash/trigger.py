"""Ends a server at a chosen point of its work on files and database."""

from __future__ import annotations

import functools
import mmap
import shutil
import struct
import subprocess
from pathlib import Path

from Harness import music

SOURCE = Path(__file__).with_name("kill_at.c")
LAYOUT = struct.Struct("=QQQ")


@functools.cache
def library() -> Path:
    """The library that is loaded into the server, compiled for this run."""
    path = music.folder() / "kill_at.so"
    compiler = shutil.which("clang") or shutil.which("cc")
    if compiler is None:
        raise FileNotFoundError("a C compiler is needed; Swift's toolchain has clang")
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", path, SOURCE], check=True)
    return path


class Trigger:
    """Three numbers that are shared with a server: points passed, the point at which it ends, and on which side."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.write_bytes(bytes(LAYOUT.size))
        with open(path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), LAYOUT.size)

    @property
    def environment(self) -> dict[str, str]:
        """What makes a server listen to this trigger."""
        return {"LD_PRELOAD": str(library()), "KILL_AT_FILE": str(self.path)}

    @property
    def points(self) -> int:
        """How many points the server passed since the trigger was armed or disarmed."""
        return LAYOUT.unpack(self.memory)[0]

    def arm(self, point: int, is_after: bool) -> None:
        """Ends the server at the `point`th call from now, before or after it is done."""
        LAYOUT.pack_into(self.memory, 0, 0, point, is_after)

    def disarm(self) -> None:
        """Lets the server live and counts from now."""
        self.arm(0, False)
