"""Somebody who looks at pages all the time, and notes how long each took."""

from __future__ import annotations

import itertools
import threading
import time
from types import TracebackType

from Bench.figures import late, spread
from Harness.client import Client
from Harness.instance import Instance

PAUSE_SECONDS = 0.02


class Visitor:
    """Asks for pages in turn, on a connection each, from the beginning of a block to its end."""

    def __init__(self, instance: Instance, paths: list[str]) -> None:
        self.client = Client(instance.port)
        self.paths = paths
        self.milliseconds: list[float] = []
        self.left = threading.Event()
        self.failure: AssertionError | OSError | None = None
        self.thread = threading.Thread(target=self._look)

    def __enter__(self) -> Visitor:
        self.thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.left.set()
        self.thread.join()
        if kind is None and self.failure is not None:
            raise self.failure

    def __str__(self) -> str:
        return (
            f"{len(self.milliseconds)} pages, 95 of 100 within {late(self.milliseconds):.1f} ms: "
            f"{spread(self.milliseconds, 'ms')}"
        )

    def _look(self) -> None:
        try:
            for path in itertools.cycle(self.paths):
                if self.left.wait(PAUSE_SECONDS):
                    return
                begun = time.monotonic()
                answer = self.client.get(path)
                self.milliseconds.append((time.monotonic() - begun) * 1000)
                if answer.status != 200:
                    raise AssertionError(f"{answer} should have been a page")
        except (AssertionError, OSError) as error:
            self.failure = error
