"""Sound that tells its channels apart: each rises from a pitch of its own, so that every place is like no other."""

from __future__ import annotations

import functools

import numpy

SECONDS = 1.7
HALF = 0.5**0.5

# The channels of a layout in the order in which files hold them.
LAYOUTS = {
    "mono": ("C",),
    "stereo": ("L", "R"),
    "2.1": ("L", "R", "LFE"),
    "quad": ("L", "R", "Ls", "Rs"),
    "5.0": ("L", "R", "C", "Ls", "Rs"),
    "5.1": ("L", "R", "C", "LFE", "Ls", "Rs"),
    "5.1(side)": ("L", "R", "C", "LFE", "Ls", "Rs"),
    "7.1": ("L", "R", "C", "LFE", "Ls", "Rs", "Ls", "Rs"),
}
# Recommendation ITU-R BS.775-3, Annex 4: centre and surrounds at -3 dB, and of the lowest nothing.
GAINS = {
    "L": (1, 0), "R": (0, 1), "C": (HALF, HALF), "LFE": (0, 0), "Ls": (HALF, 0), "Rs": (0, HALF),
}


def frames(rate: int, seconds: float = SECONDS) -> int:
    """How long the sound is at a rate: odd, so that no packet ends where it does."""
    return round(seconds * rate) | 1


@functools.cache
def channels(layout: str, rate: int, seconds: float = SECONDS) -> numpy.ndarray:
    """The sound, a column for each channel, full scale ±1; together they stay below it."""
    time = numpy.arange(frames(rate, seconds)) / rate
    count = len(LAYOUTS[layout])
    lowest = 220 * 1.26 ** numpy.arange(count)
    turns = numpy.outer(time, lowest) + numpy.outer(time**2, lowest * 0.75 / SECONDS)
    return (0.5 if count < 3 else 0.25) * numpy.sin(2 * numpy.pi * turns)


def fold(sound: numpy.ndarray, layout: str) -> numpy.ndarray:
    """Left and right as a recording of these channels has to sound."""
    if layout == "mono":
        return numpy.repeat(sound, 2, axis=1)
    return sound @ numpy.array([GAINS[name] for name in LAYOUTS[layout]])
