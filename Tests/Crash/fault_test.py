"""Calls to the system that fail, at random points of upload and publication, in the server and in its children."""

from __future__ import annotations

import errno
import time
import unittest
from dataclasses import dataclass

from Crash.trigger import Deed, Harm, Kind, Place
from Crash.victim import SEED, Victim, count_of, progress
from Crash.wary import SENTENCE, Refused, WaryClient
from Crash.wellness import Wellness
from Harness.client import READY_SECONDS
from Harness.instance import PASSWORD, Instance

# With the reads that are refused one by one these are 50 in all.
FAULTS = count_of("STEMMA_TEST_FAULTS", 36, full=1000)
MOST = 100
STRIDE = count_of("STEMMA_TEST_STRIDE", 4, full=1)
EVERYWHERE = Place.SERVER | Place.CHILD


@dataclass(frozen=True)
class Fault:
    """How calls of some kinds go wrong: with an error, or half done where there is none."""

    name: str
    kinds: Kind
    error: int = 0
    longest: int = 1


WAYS = (
    Fault("no room", Kind.WRITE | Kind.NAME, errno.ENOSPC, longest=8),
    Fault("a broken disk", Kind.LASTING | Kind.OPEN | Kind.READ, errno.EIO, longest=5),
    Fault("too many files", Kind.OPEN, errno.EMFILE, longest=10),
    Fault("no memory", Kind.OPEN | Kind.NAME, errno.ENOMEM, longest=3),
    Fault("half of it", Kind.COUNTED, longest=200),
    Fault("interrupted", Kind.COUNTED | Kind.WAIT, errno.EINTR, longest=50),
)


class HurriedClient(WaryClient):
    """Doesn't wait for the time at which work that failed is tried again."""

    def wait_until_ready(self, version_id: str, seconds: float = 2 * READY_SECONDS) -> dict[str, object]:
        """Waits for it; work that failed is tried again at once, and a minute later where that couldn't be noted."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            version = self.version(version_id)
            if version["status"] == "ready":
                return version
            if version["status"] == "failed":
                assert SENTENCE.match(version["error"]["message"]), f"the version failed: {version}"
            self.hurry()
            time.sleep(0.05)
        raise AssertionError(f"the version is still not ready: {version}")

    def hurry(self) -> None:
        """Has every job that failed tried again at once; each says why it did."""
        for job in self.get("/api/v1/admin/jobs", limit=100).data:
            if job["state"] in ("waiting", "dead") and job.get("error"):
                assert job["error"]["code"], f"{job} failed for no reason"
                self.post(f"/api/v1/admin/jobs/{job['id']}/retry")


class Faults(Wellness):
    """On each engine, half of the faults."""

    def test_nothing_is_lost_on_sqlite(self) -> None:
        """With SQLite in the data folder."""
        self._fail_again_and_again(postgres=False, count=FAULTS - FAULTS // 2)

    def test_nothing_is_lost_on_postgresql(self) -> None:
        """With PostgreSQL, to which messages can't be sent now and then."""
        self._fail_again_and_again(postgres=True, count=FAULTS // 2)

    def _fail_again_and_again(self, postgres: bool, count: int) -> None:
        victim = Victim(Instance(postgres=postgres), SEED + postgres)
        self.addCleanup(victim.instance.close)
        victim.set_up(EVERYWHERE)
        points = {way: victim.trigger.points(way.kinds) for way in WAYS}
        self.assertGreater(min(points.values()), 30, f"the trigger counts too little: {points}")
        client = HurriedClient(victim.instance.port).sign_in("writer", PASSWORD)
        for number in range(count):
            way = WAYS[number % len(WAYS)]
            try:
                self._fail_once(victim, client, way, points[way])
            except Exception as error:
                raise victim.told(error) from error
        client.hurry()
        if not postgres:
            self.assert_whole(victim)
        self.assert_well(victim)

    def _fail_once(self, victim: Victim, client: HurriedClient, way: Fault, points: int) -> None:
        """Takes a song the whole way through the fault; the server lives on."""
        point, times = victim.dice.randint(1, points), victim.dice.randint(1, way.longest)
        deed = Deed.FAIL if way.error else Deed.SHORTEN
        song = victim.new_song()
        victim.where.append(f"{way.name} {times} times from {point} of {points}")
        victim.trigger.arm(Harm(deed, point, way.kinds, EVERYWHERE, error=way.error, times=times))
        refusals = 0
        while not song.is_ready:
            try:
                song.go_on(client)
            except Refused as refusal:
                refusals += 1
                victim.where[-1] += f", {progress(song)}: {refusal}"
                assert refusals <= times, "a fault that is over is still felt"
        process = victim.instance.process
        assert process is not None and process.poll() is None, "the server is gone"
        victim.trigger.disarm(EVERYWHERE)
        song.check_acknowledged(victim.client, victim.instance.store)


class RefusedReads(Wellness):
    """What could not be read is neither missing nor damaged: one read after the other is refused once."""

    def setUp(self) -> None:
        self.victim = Victim(Instance(), SEED)
        self.addCleanup(self.victim.instance.close)
        self.victim.set_up(EVERYWHERE)

    def test_an_upload_outlives_what_the_server_cannot_read(self) -> None:
        """Its parts stay, and the next attempt makes an asset of them."""
        self._refuse_each(Place.SERVER)

    def test_an_upload_outlives_what_the_child_cannot_read(self) -> None:
        """Nor is its sound called damaged."""
        self._refuse_each(Place.CHILD)

    def test_no_song_is_cut_short_by_what_cannot_be_read(self) -> None:
        """The work on it is done again, from its first to its last sample."""
        client = HurriedClient(self.victim.instance.port).sign_in("writer", PASSWORD)
        for point in self._points(2 * STRIDE):
            song = self.victim.new_song()
            song.send_parts(client)
            song.complete(client)
            self.wait_for_quiet(self.victim)
            self.victim.trigger.arm(Harm(Deed.FAIL, point, Kind.READ, Place.CHILD, error=errno.EIO))
            song.go_on(client)
            if not self.victim.trigger.has_struck:
                return self.assertGreater(point, 9, "the child reads too little")
            with self.subTest(point=point):
                song.check_playable(client)
        self.fail("the child reads without end")

    def _points(self, stride: int) -> range:
        """Every so many reads, from one of the first on."""
        return range(self.victim.dice.randint(1, stride), MOST, stride)

    def _refuse_each(self, place: Place) -> None:
        for point in self._points(STRIDE):
            song = self.victim.new_song()
            song.send_parts(self.victim.client)
            self.victim.trigger.arm(Harm(Deed.FAIL, point, Kind.READ, place, error=errno.EIO))
            with self.subTest(point=point):
                try:
                    song.complete(self.victim.client)
                except Refused:
                    song.complete(self.victim.client)
            if not self.victim.trigger.has_struck:
                return self.assertGreater(point, 5, "a completion reads too little")
        self.fail("a completion reads without end")


if __name__ == "__main__":
    unittest.main()
