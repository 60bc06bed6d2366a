"""kill -9 at random points of upload and publication: nothing acknowledged is lost, nothing is done twice."""

from __future__ import annotations

import json
import os
import random
import time
import unittest
from collections import Counter

from Crash.song import Interrupted, Song
from Crash.trigger import Trigger
from Harness import music
from Harness.client import Client
from Harness.instance import PASSWORD, Instance

KILLS = int(os.environ.get("STEMMA_TEST_KILLS") or (1000 if os.environ.get("STEMMA_TEST_FULL") else 20))
SEED = int(os.environ.get("STEMMA_TEST_SEED") or random.SystemRandom().randrange(1 << 32))
SONG_SECONDS = 3
LONG_AGO = 40 * 86_400
SWEEPS = ("uploads_sweep", "catalog_sweep", "artwork_sweep")


class KilledServer:
    """A server that is killed again and again, the musician who uses it, and all that was acknowledged."""

    def __init__(self, postgres: bool, dice: random.Random) -> None:
        self.dice = dice
        self.instance = Instance(postgres=postgres)
        self.trigger = Trigger(self.instance.folder / "trigger")
        self.songs: list[Song] = []
        self.where: list[str] = []
        self.client = self.instance.anonymous

    def start(self) -> None:
        """Starts the server with the trigger in it, and signs in."""
        self.trigger.disarm()
        self.instance.start(extra=self.trigger.environment)
        self.client = Client(self.instance.port).sign_in("writer", PASSWORD)

    def set_up(self) -> int:
        """Makes the account and takes one song the whole way; the number of points that takes."""
        self.instance.start(extra=self.trigger.environment)
        self.client = self.instance.sign_up("writer")
        self.trigger.disarm()
        self._new_song().go_on(self.client)
        time.sleep(0.5)
        return self.trigger.points

    def kill_once(self, points: int) -> None:
        """Takes a new song on its way and kills the server somewhere on it; then all must be well again."""
        point, is_after = self.dice.randint(1, points), self.dice.random() < 0.5
        song = self._new_song()
        self.trigger.arm(point, is_after)
        try:
            song.go_on(self.client)
        except Interrupted:
            pass
        self._wait_for_death()
        self.where.append(f"{'after' if is_after else 'before'} point {point} of {points}, {progress(song)}")
        self.start()
        song.check_acknowledged(self.client, self.instance.store)
        song.go_on(self.client)
        song.check_playable(self.client)

    def _new_song(self) -> Song:
        number = len(self.songs)
        path = music.clip("battle-epic", SONG_SECONDS, start=number % 60, form=music.WAV)
        song = Song(f"Song {number}", path.read_bytes())
        self.songs.append(song)
        return song

    def _wait_for_death(self) -> None:
        """The point may come after the song is ready, or not at all: then the server is killed where it stands."""
        process = self.instance.process
        end = time.monotonic() + 1
        while process and process.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        self.instance.kill()


def progress(song: Song) -> str:
    """How far a song has come."""
    if song.is_ready:
        return "ready"
    for name in ("comment", "track", "asset"):
        if getattr(song, name):
            return f"{name} acknowledged"
    return f"{len(song.tags)} parts acknowledged"


class Kills(unittest.TestCase):
    """On each engine, half of the kills."""

    def test_nothing_is_lost_on_sqlite(self) -> None:
        """With SQLite in the data folder."""
        self._kill_again_and_again(postgres=False, count=KILLS - KILLS // 2)

    def test_nothing_is_lost_on_postgresql(self) -> None:
        """With PostgreSQL, which itself lives on."""
        self._kill_again_and_again(postgres=True, count=KILLS // 2)

    def _kill_again_and_again(self, postgres: bool, count: int) -> None:
        server = KilledServer(postgres, random.Random(SEED + postgres))
        self.addCleanup(server.instance.close)
        points = server.set_up()
        self.assertGreater(points, 30, "the trigger counts nothing")
        for _ in range(count):
            try:
                server.kill_once(points)
            except Exception as error:
                told = f"STEMMA_TEST_SEED={SEED}: {'; '.join(server.where[-3:])}: {error}"
                raise AssertionError(f"{told}\n{server.instance.log[-1500:]}") from error
        self._nothing_is_lost(server)
        self._nothing_is_doubled(server)
        self._no_bytes_are_orphans(server)

    def _nothing_is_lost(self, server: KilledServer) -> None:
        for song in server.songs:
            song.check_acknowledged(server.client, server.instance.store)

    def _nothing_is_doubled(self, server: KilledServer) -> None:
        """One track, one version, one set of renditions, waveform and fingerprint for each song; no job left over."""
        self._wait_for_quiet(server)
        database, number = server.instance.database, len(server.songs)
        titles = Counter(row["title"] for row in database.query("SELECT title FROM tracks"))
        self.assertEqual(titles, Counter({song.title: 1 for song in server.songs}))
        for table in ("track_versions", "waveforms", "audio_fingerprints"):
            self.assertEqual(len(database.query(f"SELECT 1 FROM {table}")), number, table)
        made = database.query("SELECT version_id, format, status FROM transcodes WHERE status = 'ready'")
        self.assertEqual(set(Counter((row["version_id"], row["format"]) for row in made).values()), {1})
        self.assertEqual(len(made), 2 * number, "each song is there as Opus and as AAC")
        words = Counter(row["body_md"] for row in database.query("SELECT body_md FROM comments"))
        # A comment whose answer never came may have been written again; none was lost.
        self.assertEqual(set(words), {f"About {song.title}" for song in server.songs})
        states = Counter(row["state"] for row in database.query("SELECT state FROM jobs WHERE state <> 'done'"))
        self.assertEqual(states - Counter({"waiting": states["waiting"]}), Counter(), "jobs failed or hang")

    def _wait_for_quiet(self, server: KilledServer) -> None:
        end = time.monotonic() + 90
        busy = "SELECT kind, state, attempt, error_code FROM jobs WHERE state IN ('waiting', 'running')"
        while rows := server.instance.database.query(busy):
            if time.monotonic() > end:
                self.fail(f"jobs are still not done: {json.dumps(rows[:5], default=str)}")
            time.sleep(0.2)

    def _no_bytes_are_orphans(self, server: KilledServer) -> None:
        """After the sweep every file belongs to a row, and every row's files are there."""
        _let_time_pass(server)
        admin = server.client
        for kind in SWEEPS:
            answer = admin.post("/api/v1/admin/jobs/run", type=kind)
            self.assertEqual(answer.status, 202, str(answer))
        self._wait_for_quiet(server)
        database, files = server.instance.database, set(server.instance.store.files())
        self.assertEqual(files - _expected_files(server), set(), "bytes that belong to nothing")
        self.assertEqual(_expected_files(server) - files, set(), "bytes that are gone")
        used = database.query("SELECT CAST(sum(bytes) AS BIGINT) AS bytes FROM storage_use")[0]["bytes"]
        kept = database.query("SELECT CAST(sum(size_bytes) AS BIGINT) AS bytes FROM assets")[0]["bytes"]
        self.assertEqual(int(used), int(kept), "the books about room are wrong")


def _let_time_pass(server: KilledServer) -> None:
    """Makes everything older than any sweep waits for."""
    then = time.time() - LONG_AGO
    for path in sorted(server.instance.store.root.rglob("*"), reverse=True):
        os.utime(path, (then, then))
    server.instance.database.execute(f"UPDATE uploads SET expires_at = expires_at - {LONG_AGO * 1000}")


def _expected_files(server: KilledServer) -> set[str]:
    """The keys that the rows tell of."""
    database = server.instance.database
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


if __name__ == "__main__":
    unittest.main()
