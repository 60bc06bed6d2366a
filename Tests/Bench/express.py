"""The track's JSON by Node's Express and pg from Debian, as it is run in production: one process, no log."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from Bench.peer import Peer
from Harness.instance import SECRET, Instance, free_port

PROGRAM = Path(__file__).with_name("express.js")
# Debian's; a Node that is not Debian's doesn't look there by itself.
MODULES = ":".join([*filter(None, [os.environ.get("NODE_PATH")]), "/usr/share/nodejs"])


class Express(Peer):
    """One Express on the PostgreSQL database of an instance."""

    def __init__(self, instance: Instance) -> None:
        port = free_port()
        settings = os.environ | {
            "NODE_ENV": "production", "NODE_PATH": MODULES, "SECURE_LINK_SECRET": SECRET,
        }
        command = ["node", str(PROGRAM), str(port), instance.database.url]
        super().__init__(subprocess.Popen(command, env=settings), port)
