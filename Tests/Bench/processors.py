"""What programs take of the processors and of memory, as the kernel counts it."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Cost:
    """What one program took, with all that it started and waited for."""

    seconds: float
    peak_bytes: int


def seconds(*processes: int) -> float:
    """Seconds of processor time that the threads of these processes have had so far."""
    spent = 0
    for process in processes:
        for task in Path(f"/proc/{process}/task").iterdir():
            spent += int((task / "schedstat").read_text().split()[0])
    return spent / 1e9


def run(command: Sequence[str | Path]) -> Cost:
    """Runs a program to its end and says what it took; fails where it does."""
    done = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} ended with {done.returncode}")
    return _cost(usage)


def resident(process: int) -> int:
    """Bytes of memory that a process holds now, shared pages included."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()


def peak(process: int) -> int:
    """The most bytes that a process has held since the last `forget_peak`."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024


def forget_peak(process: int) -> None:
    """Begins a new count of the most memory (proc(5), clear_refs)."""
    Path(f"/proc/{process}/clear_refs").write_text("5")


def _cost(usage: resource.struct_rusage) -> Cost:
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
