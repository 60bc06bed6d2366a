"""How figures are printed: the median of some runs, and between which they lay."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def spread(values: Sequence[float], unit: str, digits: int = 1) -> str:
    """The median, and the least and the most."""
    middle, least, most = (f"{value:.{digits}f}" for value in (statistics.median(values), min(values), max(values)))
    return f"{middle} {unit} ({least} to {most})"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """How many times theirs ours is: run by run, since both of a pair met the same machine."""
    return spread([one / other for one, other in zip(ours, theirs, strict=True)], "×", 2)


def late(values: Sequence[float], share: float = 0.95) -> float:
    """What that share of the values doesn't exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
