"""Another server on a port of this machine, beside ours."""

from __future__ import annotations

import subprocess
import time

from Harness.client import Client


class Peer:
    """A process that serves `port`; ready as soon as it answers."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port
        self._wait_until_ready()

    @property
    def url(self) -> str:
        """Where it serves, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def processes(self) -> tuple[int, ...]:
        """Its one process, with the threads in it."""
        return (self.process.pid,)

    def close(self) -> None:
        """Ends it."""
        self.process.terminate()
        self.process.wait()

    def _wait_until_ready(self) -> None:
        for _ in range(100):
            try:
                Client(self.port).get("/")
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"{type(self).__name__} did not start")
