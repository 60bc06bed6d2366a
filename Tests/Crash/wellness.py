"""What must be true of a server that was harmed, once it has come to rest."""

from __future__ import annotations

import json
import os
import time
import unittest
from collections import Counter

from Crash.victim import Victim

LONG_AGO = 40 * 86_400
SWEEPS = ("uploads_sweep", "catalog_sweep", "artwork_sweep")


class Wellness(unittest.TestCase):
    """Nothing is lost, nothing is there twice, nothing is left over."""

    def assert_well(self, victim: Victim) -> None:
        """Looks at every song, at the rows and at the files."""
        for song in victim.songs:
            song.check_acknowledged(victim.client, victim.instance.store)
        self._nothing_is_doubled(victim)
        self._no_bytes_are_orphans(victim)

    def assert_whole(self, victim: Victim) -> None:
        """SQLite finds no fault with its file."""
        found = victim.instance.database.query("PRAGMA integrity_check")
        self.assertEqual(found, [{"integrity_check": "ok"}])

    def _nothing_is_doubled(self, victim: Victim) -> None:
        """One track, one version, one set of renditions, waveform and fingerprint for each song; no job left over."""
        self.wait_for_quiet(victim)
        database, number = victim.instance.database, len(victim.songs)
        titles = Counter(row["title"] for row in database.query("SELECT title FROM tracks"))
        self.assertEqual(titles, Counter({song.title: 1 for song in victim.songs}))
        for table in ("track_versions", "waveforms", "audio_fingerprints"):
            self.assertEqual(len(database.query(f"SELECT 1 FROM {table}")), number, table)
        made = database.query("SELECT version_id, format, status FROM transcodes WHERE status = 'ready'")
        self.assertEqual(set(Counter((row["version_id"], row["format"]) for row in made).values()), {1})
        self.assertEqual(len(made), 2 * number, "each song is there as Opus and as AAC")
        said = database.query("SELECT body_md FROM comments WHERE deleted_at IS NULL AND body_md LIKE 'About %'")
        # A comment whose answer never came may have been written again; none was lost.
        self.assertEqual({row["body_md"] for row in said}, {f"About {song.title}" for song in victim.songs})
        states = Counter(row["state"] for row in database.query("SELECT state FROM jobs WHERE state <> 'done'"))
        self.assertEqual(states - Counter({"waiting": states["waiting"]}), Counter(), "jobs failed or hang")

    def wait_for_quiet(self, victim: Victim) -> None:
        """Waits until no job is left to be done."""
        end = time.monotonic() + 90
        busy = "SELECT kind, state, attempt, error_code FROM jobs WHERE state IN ('waiting', 'running')"
        while rows := victim.instance.database.query(busy):
            if time.monotonic() > end:
                self.fail(f"jobs are still not done: {json.dumps(rows[:5], default=str)}")
            time.sleep(0.2)

    def _no_bytes_are_orphans(self, victim: Victim) -> None:
        """After the sweep every file belongs to a row, and every row's files are there."""
        _let_time_pass(victim)
        for kind in SWEEPS:
            answer = victim.client.post("/api/v1/admin/jobs/run", type=kind)
            self.assertEqual(answer.status, 202, str(answer))
        self.wait_for_quiet(victim)
        database, files = victim.instance.database, set(victim.instance.store.files())
        expected = _expected_files(victim)
        self.assertEqual(files - expected, set(), "bytes that belong to nothing")
        self.assertEqual(expected - files, set(), "bytes that are gone")
        used = database.query("SELECT CAST(sum(bytes) AS BIGINT) AS bytes FROM storage_use")[0]["bytes"]
        kept = database.query("SELECT CAST(sum(size_bytes) AS BIGINT) AS bytes FROM assets")[0]["bytes"]
        self.assertEqual(int(used), int(kept), "the books about room are wrong")


def _let_time_pass(victim: Victim) -> None:
    """Makes everything older than any sweep waits for."""
    then = time.time() - LONG_AGO
    for path in sorted(victim.instance.store.root.rglob("*"), reverse=True):
        os.utime(path, (then, then))
    victim.instance.database.execute(f"UPDATE uploads SET expires_at = expires_at - {LONG_AGO * 1000}")


def _expected_files(victim: Victim) -> set[str]:
    """The keys that the rows tell of."""
    database = victim.instance.database
    files = {f"{row['bucket']}/{row['key']}" for row in database.query("SELECT bucket, key FROM assets")}
    for row in database.query("SELECT version_id, format, generation, segments FROM transcodes"):
        form = row["format"].removeprefix("hls_")
        folder = f"transcodes/{row['version_id']}/{form}.{row['generation']}"
        files |= {f"{folder}/init.mp4", f"transcodes/{row['version_id']}/playlist_{form}.m3u8"}
        files |= {f"{folder}/segment_{number:03}.m4s" for number in range(len(json.loads(row["segments"])))}
    for row in database.query("SELECT json_key, png_key FROM waveforms"):
        levels = row["json_key"].removesuffix(".json") + ".rms.json"
        files |= {f"waveforms/{name}" for name in (row["json_key"], row["png_key"], levels)}
    for row in database.query("SELECT DISTINCT artwork_asset_id AS id FROM tracks WHERE artwork_asset_id IS NOT NULL"):
        files |= {f"images/artwork_{row['id']}_{size}.jpg" for size in ("full", "half", "thumb")}
    return files
