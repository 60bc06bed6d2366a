"""The track's JSON by Node's Express and pg from Debian, as it is run in production: one process, no log."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from Harness.client import Client
from Harness.instance import SECRET, Instance, free_port

PROGRAM = Path(__file__).with_name("express.js")
# Debian's; a Node that is not Debian's doesn't look there by itself.
MODULES = ":".join([*filter(None, [os.environ.get("NODE_PATH")]), "/usr/share/nodejs"])


class Express:
    """One Express on the PostgreSQL database of an instance."""

    def __init__(self, instance: Instance) -> None:
        self.port = free_port()
        settings = os.environ | {
            "NODE_ENV": "production", "NODE_PATH": MODULES, "SECURE_LINK_SECRET": SECRET,
        }
        command = ["node", str(PROGRAM), str(self.port), instance.database.url]
        self.process = subprocess.Popen(command, env=settings)
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
        raise AssertionError("Express did not start")
