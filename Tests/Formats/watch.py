"""Looks at the children that a server lets work on media: what they take, and what they could reach."""

from __future__ import annotations

import os
import re
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
MEBIBYTE = 1 << 20
# What the program promises of a child; its processor time depends on the length of the music.
MOST_MEMORY = 640 * MEBIBYTE
MOST_FILES = 64
MOST_SECONDS = 120 + 12 * 3600


@dataclass
class Peaks:
    """The most that any child took, as far as it was seen."""

    resident: int = 0
    private: int = 0
    seconds: float = 0
    files: int = 0
    threads: int = 0


@dataclass
class Watch:
    """Looks on from its start to its end, some dozens of times a second."""

    server: int
    peaks: Peaks = field(default_factory=Peaks)
    seen: set[int] = field(default_factory=set)
    shut_in: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def __enter__(self) -> Watch:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            for child in children(self.server):
                try:
                    self._look(child)
                except (OSError, ValueError):
                    continue  # It has ended meanwhile.
            time.sleep(0.02)

    def _look(self, child: int) -> None:
        home = PROC / str(child)
        if b"media-child" not in (home / "cmdline").read_bytes():
            return
        self.seen.add(child)
        status = dict(re.findall(r"(?m)^(\w+):\s*(\d+)", (home / "status").read_text()))
        is_shut_in = status["Seccomp"] == "2"
        names = [os.readlink(path) for path in (home / "fd").iterdir()]
        if any(name.startswith("socket:") for name in names):
            self.faults.append(f"a child holds a socket: {names}")
        if not is_shut_in and any("/objects/" in name for name in names):
            self.faults.append(f"a child opened {names} before it was shut in")
        if is_shut_in and child not in self.shut_in:
            self.shut_in.add(child)
            self._check_limits((home / "limits").read_text())
        ticks = (home / "stat").read_text().rpartition(")")[2].split()
        self._note(status, (int(ticks[11]) + int(ticks[12])) / TICKS, len(names))

    def _note(self, status: dict[str, str], seconds: float, files: int) -> None:
        peaks = self.peaks
        peaks.resident = max(peaks.resident, int(status.get("VmHWM", 0)) << 10)
        peaks.private = max(peaks.private, int(status.get("VmData", 0)) << 10)
        peaks.threads = max(peaks.threads, int(status["Threads"]))
        peaks.seconds = max(peaks.seconds, seconds)
        peaks.files = max(peaks.files, files)
        if peaks.private > MOST_MEMORY or peaks.files > MOST_FILES:
            self.faults.append(f"a child is above its limits: {peaks}")

    def _check_limits(self, text: str) -> None:
        limits = {name.strip(): soft for name, soft in re.findall(r"(?m)^(Max [a-z ]+?)\s{2,}(\w+)", text)}
        for name, most in (("cpu time", MOST_SECONDS), ("data size", MOST_MEMORY), ("open files", MOST_FILES)):
            value = limits[f"Max {name}"]
            if value == "unlimited" or int(value) > most:
                self.faults.append(f"a child may have {value} of {name}")
        if limits["Max file size"] == "unlimited" or limits["Max core file size"] != "0":
            self.faults.append("a child may write files without end")


def children(parent: int) -> list[int]:
    """The processes whose parent this one is."""
    found = []
    for home in PROC.glob("[0-9]*"):
        try:
            fields = (home / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(home.name))
    return found
