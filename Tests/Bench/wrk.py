"""Load by wrk, and what each request costs the server."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from Bench import processors

CONNECTIONS = 64


@dataclass
class Contender:
    """A server that answers at an address, and what its requests have cost so far."""

    name: str
    processes: tuple[int, ...]
    url: str

    # Further addresses that wrk goes through in turn.
    others: tuple[str, ...] = ()

    # Microseconds of processor time per request, run by run.
    costs: list[float] = field(default_factory=list)


def alternate(contenders: list[Contender], runs: int, seconds: int) -> None:
    """Puts load on each in turn, `runs` times, and notes the costs; a short run before warms everybody."""
    for contender in contenders:
        _load(contender, 1)
    for _ in range(runs):
        for contender in contenders:
            contender.costs.append(_cost(contender, seconds))


def _cost(contender: Contender, seconds: int) -> float:
    before = processors.seconds(*contender.processes)
    answered = _load(contender, seconds)
    if not answered:
        raise AssertionError(f"{contender.name} answered nothing in {seconds} s")
    return (processors.seconds(*contender.processes) - before) / answered * 1e6


def _load(contender: Contender, seconds: int) -> int:
    """Asks for as much as the server answers; the number of answers, all of them good."""
    command = ["wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s"]
    # A machine that others use too may keep everybody waiting; that costs no processor time.
    command += ["--timeout", "30s"]
    if contender.others:
        command += ["--script", str(Path(__file__).with_name("wrk.lua"))]
    command += [contender.url, *contender.others]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    answered = re.search(r"(\d+) requests in", printed)
    if answered is None or "Non-2xx" in printed or "Socket errors" in printed:
        raise AssertionError(f"{contender.name} did not answer well:\n{printed}")
    return int(answered[1])
