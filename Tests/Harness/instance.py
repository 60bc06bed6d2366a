"""A Stemma of one's own: the program as it is shipped, on a free port, with a fresh data folder."""

from __future__ import annotations

import atexit
import functools
import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from Harness.client import Client
from Harness.database import Database, PostgresDatabase, SQLiteDatabase
from Harness.store import Store

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 30
DRAIN_SECONDS = 20
# An access token is good for three times as long.
TOKEN_SECONDS = 300
PASSWORD = "a long enough password"
SECRET = "a secret that the tests know, longer than 32 characters"


def binary() -> Path:
    """The program under test: the release build, or what STEMMA_BINARY names."""
    path = Path(os.environ.get("STEMMA_BINARY", ROOT / ".build/release/stemma")).resolve()
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing; build it with: swift build -c release --product stemma")
    return path


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Instance:
    """One server process and its data folder; start, stop, kill and restart it as a machine would.

    The folder begins as a copy of `data`, and lies in `home` where that is given.
    """

    def __init__(
        self,
        *,
        postgres: bool = False,
        settings: dict[str, str] | None = None,
        data: Path | None = None,
        home: Path | None = None,
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="stemma-test."))
        self.data = (home or self.folder) / "data"
        if data is not None:
            shutil.copytree(data, self.data)
        self.database: Database = (
            PostgresDatabase.create() if postgres else SQLiteDatabase(self.data / "stemma.db")
        )
        self.store = Store(self.data / "objects")
        self.port = free_port()
        self.settings = settings or {}
        self.process: subprocess.Popen[bytes] | None = None
        self._admin: tuple[Client, float] | None = None
        self._handles = (f"listener_{number}" for number in itertools.count(1))

    @property
    def url(self) -> str:
        """Where browsers find it, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What the server has printed so far."""
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def records(self, event: str) -> list[dict[str, Any]]:
        """What the server has noted of `event` so far."""
        lines = [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]
        return [line for line in lines if line["event"] == event]

    @property
    def anonymous(self) -> Client:
        """Somebody who hasn't signed in."""
        return Client(self.port)

    @property
    def admin(self) -> Client:
        """The first account, which is the admin; signed in anew now and then, since access tokens end."""
        if self._admin is None:
            self._admin = (self.sign_up("keeper"), time.monotonic())
        elif time.monotonic() - self._admin[1] > TOKEN_SECONDS:
            self._admin = (Client(self.port).sign_in("keeper", PASSWORD), time.monotonic())
        return self._admin[0]

    def sign_up(self, handle: str | None = None) -> Client:
        """Somebody with a new account."""
        handle = handle or next(self._handles)
        return Client(self.port).sign_up(handle, PASSWORD)

    # Life and death

    def start(self, *, extra: dict[str, str] | None = None) -> Instance:
        """Starts the server and waits until it serves."""
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [binary(), "serve", "--listen", f"127.0.0.1:{self.port}", "--data", str(self.data), "--migrate"],
                cwd=ROOT, env=self._environment(extra or {}), stdout=log, stderr=subprocess.STDOUT,
            )
        self._wait_until_ready()
        return self

    def fill_with_demo(self) -> None:
        """Lets the program put the music here that it makes itself."""
        command = [binary(), "demo", "--data", str(self.data), "--migrate"]
        subprocess.run(command, cwd=ROOT, env=self._environment({}), stdout=subprocess.DEVNULL, check=True)

    def stop(self) -> None:
        """Asks the server to end; it has to drain and go by itself."""
        if self.process is None:
            return
        process, self.process = self.process, None
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(DRAIN_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"the server did not end within {DRAIN_SECONDS} s of SIGTERM\n{self.log[-2000:]}")

    def kill(self) -> None:
        """Ends the server as a crash does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def close(self) -> None:
        """Ends the server and forgets everything it kept."""
        try:
            self.stop()
        finally:
            self.database.drop()
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Instance:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _environment(self, extra: dict[str, str]) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        own = {
            "DATABASE_URL": self.database.url,
            "STEMMA_RATE_LIMITS": "off",
            "JWT_SECRET": SECRET,
            "SECURE_LINK_SECRET": SECRET,
        }
        return kept | own | self.settings | extra

    def _wait_until_ready(self) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process is None or self.process.poll() is not None:
                break
            if self.anonymous.is_ready():
                return
            time.sleep(0.03)
        raise AssertionError(f"the server did not start\n{self.log[-3000:]}")


@functools.cache
def shared_instance() -> Instance:
    """One instance for all tests that don't need one of their own; its admin has signed up already."""
    instance = Instance().start()
    atexit.register(instance.close)
    assert instance.admin.token
    return instance
