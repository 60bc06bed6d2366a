"""The power goes at random points of upload and publication: what was acknowledged is there when it comes back."""

from __future__ import annotations

import errno
import unittest

from Crash.cluster import Cluster
from Crash.disk import Ext4, reason_against
from Crash.song import Song
from Crash.trigger import Deed, Harm, Kind
from Crash.victim import SEED, Victim, count_of
from Crash.wary import Refused
from Crash.wellness import Wellness
from Harness.database import PostgresDatabase
from Harness.instance import Instance
from Harness.store import Store

CUTS = count_of("STEMMA_TEST_CUTS", 3, full=200)


class PowerCuts(Wellness):
    """On each engine, half of the cuts; everything lies on the disk that loses its power."""

    def setUp(self) -> None:
        if reason := reason_against(Ext4):
            self.skipTest(reason)
        self.disk = Ext4()
        self.addCleanup(self.disk.close)

    def test_nothing_is_lost_on_sqlite(self) -> None:
        """With SQLite in the data folder."""
        victim = Victim(Instance(home=self.disk.root), SEED)
        self.addCleanup(victim.instance.close)
        self._cut_again_and_again(victim, CUTS - CUTS // 2, None)

    def test_nothing_is_lost_on_postgresql(self) -> None:
        """With PostgreSQL on the same disk."""
        cluster = Cluster(self.disk.root)
        self.addCleanup(cluster.close)
        instance = Instance(home=self.disk.root)
        instance.database = PostgresDatabase.create(cluster.url)
        self.addCleanup(instance.close)
        self._cut_again_and_again(Victim(instance, SEED + 1), CUTS // 2, cluster)

    def _cut_again_and_again(self, victim: Victim, count: int, cluster: Cluster | None) -> None:
        points = victim.set_up()
        self.assertGreater(points, 30, "the trigger counts nothing")
        for _ in range(count):
            point, is_after = victim.dice.randint(1, points), victim.dice.random() < 0.5
            harm = Harm(Deed.CUT, point, is_after=is_after, disk=str(self.disk.root))
            try:
                self._cut_once(victim, harm, cluster)
            except Exception as error:
                raise victim.told(error) from error
        self.assert_well(victim)

    def _cut_once(self, victim: Victim, harm: Harm, cluster: Cluster | None) -> None:
        song = victim.go_until(harm)
        if not victim.trigger.has_struck:
            self.disk.cut()
        if cluster:
            cluster.crash()
        self.disk.turn_on()
        if cluster:
            cluster.start()
        else:
            self.assert_whole(victim)
        victim.start()
        victim.finish(song)


class FailedSyncs(Wellness):
    """A disk that once refused to write through, and then loses its power."""

    def test_a_failed_sync_is_not_believed(self) -> None:
        """Whichever sync of a completion fails: once it is acknowledged, the recording is on the disk."""
        if reason := reason_against(Ext4):
            self.skipTest(reason)
        disk = Ext4()
        self.addCleanup(disk.close)
        # The database lies elsewhere, so that its own syncs don't write the objects through.
        instance = Instance(settings={"OBJECT_STORE_URL": f"file:{disk.root}/objects"})
        instance.store = Store(disk.root / "objects")
        victim = Victim(instance, SEED)
        self.addCleanup(instance.close)
        victim.set_up()
        for point in (1, 2, 3):
            song = victim.new_song()
            harm = Harm(Deed.FAIL, point, Kind.SYNC, error=errno.EIO)
            with self.subTest(point=point):
                self._complete(victim, song, harm)
                instance.kill()
                disk.cut()
                disk.turn_on()
                victim.start()
                victim.finish(song)

    def _complete(self, victim: Victim, song: Song, harm: Harm) -> None:
        song.send_parts(victim.client)
        self.wait_for_quiet(victim)
        victim.trigger.arm(harm)
        with self.assertRaises(Refused):
            song.complete(victim.client)
        song.complete(victim.client)


if __name__ == "__main__":
    unittest.main()
