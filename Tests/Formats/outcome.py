"""What becomes of a file that somebody uploads: a song, or a sentence that says why not."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from pathlib import Path

from Harness.client import Client
from Harness.instance import Instance

LONGEST = 180
# What a musician can't know: names of codes, of libraries and of what they think.
JARGON = re.compile(r"\w_\w|errno|0x|ffmpeg|libav|codec\b|null|exception|signal", re.IGNORECASE)


@dataclass(frozen=True)
class Outcome:
    """`ready`, `failed` or `refused`, with the sentence, and the asset and version that there are."""

    state: str
    sentence: str = ""
    asset: str = ""
    version: str = ""

    @property
    def fault(self) -> str:
        """What is wrong with how it ended; nothing where all is well."""
        if self.state not in ("ready", "failed", "refused"):
            return f"it is still {self.state}"
        if self.state == "ready":
            return ""
        if not re.fullmatch(r"[A-Z].{20,}\.", self.sentence) or JARGON.search(self.sentence):
            return f"it {self.state} with {self.sentence!r}, which is no sentence for a musician"
        return ""


def send(client: Client, file: Path | bytes, name: str = "") -> Outcome:
    """Uploads a file and makes a song of it, up to its end."""
    content = file.read_bytes() if isinstance(file, Path) else file
    answer = client.upload_bytes(name or getattr(file, "name", "song.wav"), content)
    if answer.status == 422:
        return Outcome("refused", answer.sentence)
    asset = answer.data["asset_id"]
    made = client.publish(asset, title="A song", visibility="private")
    return wait(client, asset, made["version"]["id"])


def wait(client: Client, asset: str, version: str) -> Outcome:
    """What becomes of a version."""
    end = time.monotonic() + LONGEST
    while (found := client.version(version))["status"] == "pending" and time.monotonic() < end:
        time.sleep(0.05)
    sentence = (found.get("error") or {}).get("message", "")
    return Outcome(found["status"], sentence, asset, version)


def settle(instance: Instance) -> None:
    """Waits until the server has nothing left to do."""
    busy = "SELECT kind, state, attempt, error_code FROM jobs WHERE state IN ('waiting', 'running')"
    end = time.monotonic() + LONGEST
    while rows := instance.database.query(busy):
        if time.monotonic() > end:
            raise AssertionError(f"jobs are still not done: {rows[:5]}")
        time.sleep(0.1)


def complaints(instance: Instance) -> list[str]:
    """Errors in the server's log but for jobs that failed: of those their owners are told."""
    lines = [json.loads(line) for line in instance.log.splitlines() if line.startswith("{")]
    return [str(line) for line in lines if line["level"] == "error" and line["event"] != "job failed"]
