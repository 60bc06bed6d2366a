"""A PostgreSQL whose data lies on a disk of the test's own, and which writes it through."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

BIN = Path(os.environ.get("STEMMA_POSTGRES_BIN", "/usr/lib/postgresql/15/bin"))
PATIENCE = 20


class Cluster:
    """One server and its data; its socket and its log lie elsewhere."""

    def __init__(self, home: Path) -> None:
        self.data = home / "postgres"
        self.folder = Path(tempfile.mkdtemp(prefix="stemma-cluster."))
        self.url = f"postgres://postgres@/postgres?host={self.folder}"
        self.process = 0
        self.data.mkdir()
        for path in (self.data, self.folder):
            shutil.chown(path, "postgres")
        home.chmod(0o755)
        home.parent.chmod(0o755)
        self._run(
            "initdb", f"--pgdata={self.data}", "--username=postgres", "--auth=trust", "--data-checksums",
            "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en",
        )
        self.start()

    def start(self) -> None:
        """Starts it, and lets it recover what it has to."""
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c max_connections=50"
        self._run(
            "pg_ctl", "start", "--wait", "--silent", f"--pgdata={self.data}", f"--log={self.folder}/log",
            f"--options={options}",
        )
        self.process = int((self.data / "postmaster.pid").read_text().split()[0])

    def crash(self) -> None:
        """Ends it and all its backends at once; without its disk it can't end in any other way."""
        end = time.monotonic() + PATIENCE
        while self.process and time.monotonic() < end:
            try:
                os.kill(self.process, signal.SIGQUIT)
                time.sleep(0.05)
            except ProcessLookupError:
                self.process = 0

    def close(self) -> None:
        """Ends it and forgets it."""
        self.crash()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = ["runuser", "-u", "postgres", "--", str(BIN / program), *arguments]
        # The server keeps the output open as long as it lives.
        with open(self.folder / "out", "w+") as out:
            if subprocess.run(command, cwd="/", stdout=out, stderr=out).returncode != 0:
                raise AssertionError(f"{program} failed: {(self.folder / 'out').read_text()}")
