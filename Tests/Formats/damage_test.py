"""Damaged files: whatever zzuf makes of twelve good ones, the server lives on and says what became of each."""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
import time
import unittest
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from Formats import goods
from Formats.outcome import Outcome, complaints, send, settle
from Formats.watch import Watch
from Harness.client import Client
from Harness.instance import Instance

IS_FULL = bool(os.environ.get("STEMMA_TEST_FULL"))
FILES = int(os.environ.get("STEMMA_TEST_FILES") or (10_000 if IS_FULL else 100))
SEED = int(os.environ.get("STEMMA_TEST_SEED") or random.SystemRandom().randrange(1 << 24))
# Which share of the bits is turned over: as a broken disk does, and as few as a broken cable.
RATIOS = ("0.001:0.02", "0.000001:0.0005")
IN_FLIGHT = 6
LEAST_SHARE = 0.95


@dataclass(frozen=True)
class Damaged:
    """One file, what ffmpeg says of it, and what became of it."""

    name: str
    recipe: str
    decodes: bool
    outcome: Outcome

    @property
    def is_told_of(self) -> str:
        """How to have the file again, and what became of it."""
        return f"{self.recipe}: {self.outcome.state} {self.outcome.sentence}"


class Damage(unittest.TestCase):
    """Every file ends as a song or with a sentence, and nothing is left of what came to nothing."""

    def test_every_damaged_file_ends_well(self) -> None:
        """And what ffmpeg decodes without an error becomes a song, but for a few."""
        settings = {"STEMMA_AAC": "off", "STEMMA_WORKERS": "3", "STEMMA_QUOTA_GB": "1000"}
        with Instance(settings=settings) as instance, Watch(instance.process.pid) as watch:
            member, begun = instance.admin, time.monotonic()
            with ThreadPoolExecutor(IN_FLIGHT) as crew:
                found = list(crew.map(lambda number: self._send(member, number), range(FILES)))
            self._print(found, watch, time.monotonic() - begun)
            self.assertIsNone(instance.process.poll(), instance.log[-3000:])
            settle(instance)
            self._ended_well(found)
            self._nothing_is_left(instance, member, found)
            self.assertEqual(complaints(instance)[:3], [])
        self.assertEqual(watch.faults[:3], [])
        self.assertGreater(len(watch.shut_in), FILES // 20, "hardly a child was seen")

    def _send(self, member: Client, number: int) -> Damaged:
        good = goods.good(goods.FORMS[number % len(goods.FORMS)])
        ratio = RATIOS[number // len(goods.FORMS) % len(RATIOS)]
        command = ["zzuf", "-s", str(SEED + number), "-r", ratio]
        recipe = f"STEMMA_TEST_SEED={SEED}, file {number}: {' '.join(command)} < {good.name}"
        try:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / good.name
                done = subprocess.run(command, input=good.read_bytes(), capture_output=True, check=True)
                path.write_bytes(done.stdout)
                return Damaged(good.name, recipe, decodes(path), send(member, path))
        except Exception as error:
            raise AssertionError(f"{recipe}: {error}") from error

    def _ended_well(self, found: list[Damaged]) -> None:
        faults = [f"{one.recipe}: {one.outcome.fault}" for one in found if one.outcome.fault]
        self.assertEqual(faults[:5], [])
        decoded = [one for one in found if one.decodes]
        lost = [one.is_told_of for one in decoded if one.outcome.state != "ready"]
        told = "\n".join(lost[:20])
        self.assertLessEqual(len(lost), (1 - LEAST_SHARE) * len(decoded), f"of {len(decoded)} that decode:\n{told}")

    def _nothing_is_left(self, instance: Instance, member: Client, found: list[Damaged]) -> None:
        """Of refused files no byte and no room; of failed ones the file that was sent, as it was sent."""
        sizes = instance.store.files("originals")
        kept = {one.outcome.asset for one in found if one.outcome.asset}
        self.assertEqual({Path(key).stem for key in sizes}, kept)
        assets = instance.database.query("SELECT key, size_bytes FROM assets")
        room = member.get("/api/v1/me/storage").data["storage"]
        self.assertEqual(room["used_bytes"], sum(int(row["size_bytes"]) for row in assets))
        self.assertEqual(len(assets), len(sizes) + len(instance.store.files("images")) // 3, "rows without bytes")
        ready = {one.outcome.version for one in found if one.outcome.state == "ready"}
        made = {Path(key).parts[1] for key in instance.store.files("transcodes")}
        self.assertEqual(made - ready, set(), "encodings of what failed are kept")
        self.assertEqual(list((instance.data / "scratch").iterdir()), [])
        areas = {key.split("/")[0] for key in instance.store.files()}
        self.assertLessEqual(areas, {"originals", "transcodes", "waveforms", "images"}, "parts of uploads are kept")

    def _print(self, found: list[Damaged], watch: Watch, seconds: float) -> None:
        if not IS_FULL:
            return
        decoded = [one for one in found if one.decodes]
        ready = sum(one.outcome.state == "ready" for one in decoded)
        print(f"\n{len(found)} files from seed {SEED} in {seconds:.0f} s, {len(found) / seconds:.2f} a second")
        print(f"{len(decoded)} decode without an error; {ready} of them are ready")
        ends = Counter((one.outcome.state, one.outcome.sentence) for one in found)
        print("\n".join(f"{count:6} {state} {sentence}" for (state, sentence), count in ends.most_common()))
        print("\n".join(one.is_told_of for one in decoded if one.outcome.state != "ready"))
        print(f"{len(watch.seen)} children seen, {watch.peaks}")


def decodes(path: Path) -> bool:
    """Whether ffmpeg decodes a file without an error, and something can be heard of it."""
    command = ["ffmpeg", "-nostdin", "-v", "error", "-i", str(path), "-f", "s16le", "-"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    return done.returncode == 0 and not done.stderr and bool(done.stdout)


if __name__ == "__main__":
    unittest.main()
