"""Proves sound: what comes out of a page, told by its spectrum, in any browser."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any, Protocol

from Harness import music

EAR = Path(__file__).with_name("ear.js").read_text()
SILENCE = -60
# A spectrum needs 8192 samples.
WINDOW_SECONDS = 0.25


class Listener(Protocol):
    """A page or a frame that can be listened to."""

    def evaluate(self, expression: str) -> Any:
        """What a function gives that runs in the page."""
        ...


def step_heard(page: Listener) -> int | None:
    """Which step of the stepped tone is heard, or nothing where there is silence."""
    page.evaluate(EAR)
    time.sleep(WINDOW_SECONDS)
    heard = page.evaluate(EAR)
    if heard["level"] < SILENCE or heard["frequency"] < 200:
        return None
    step = math.log(heard["frequency"] / music.step_frequency(0), 1.25)
    return round(step) if abs(step - round(step)) < 0.15 else None


def wait_for_step(page: Listener, *steps: int, seconds: float = 15) -> int:
    """Waits until one of these steps is heard; a neighbour may be heard first while a seek is under way."""
    end, heard = time.monotonic() + seconds, []
    while time.monotonic() < end:
        step = step_heard(page)
        if step in steps:
            return step
        heard.append(step)
    raise AssertionError(f"steps {steps} should be heard, but these were: {heard[-12:]}")


def wait_for_silence(page: Listener, seconds: float = 10) -> None:
    """Waits until nothing is heard."""
    end = time.monotonic() + seconds
    while step_heard(page) is not None:
        if time.monotonic() > end:
            raise AssertionError("the page still sounds")
