"""The power goes at random points of upload and publication: what was acknowledged is there when it comes back."""

from __future__ import annotations

import errno
import http.client
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


class Reliance(Wellness):
    """What was done but not written through is not relied upon by who tries again, and then the power goes."""

    def setUp(self) -> None:
        if reason := reason_against(Ext4):
            self.skipTest(reason)
        self.disk = Ext4()
        self.addCleanup(self.disk.close)
        # The database lies elsewhere, so that its own syncs don't write the objects through.
        instance = Instance(settings={"OBJECT_STORE_URL": f"file:{self.disk.root}/objects"})
        instance.store = Store(self.disk.root / "objects")
        self.victim = Victim(instance, SEED)
        self.addCleanup(instance.close)
        self.victim.set_up()

    def test_a_failed_sync_is_not_believed(self) -> None:
        """Whichever sync of a completion fails: once it is acknowledged, the recording is on the disk."""
        for point in (1, 2, 3):
            with self.subTest(point=point):
                song = self._break_off(Harm(Deed.FAIL, point, Kind.SYNC, error=errno.EIO))
                self._complete_and_cut(song)

    def test_what_a_killed_server_left_is_written_through(self) -> None:
        """It was ended between the recording's name, the second it gave, and the sync of its folder."""
        song = self._break_off(Harm(Deed.END, 2, Kind.NAME, is_after=True))
        self.victim.instance.kill()
        self.victim.start()
        self._complete_and_cut(song)

    def _break_off(self, harm: Harm) -> Song:
        """Has a completion suffer the harm."""
        song = self.victim.new_song()
        song.send_parts(self.victim.client)
        self.wait_for_quiet(self.victim)
        self.victim.trigger.arm(harm)
        with self.assertRaises((Refused, OSError, http.client.HTTPException)):
            song.complete(self.victim.client)
        return song

    def _complete_and_cut(self, song: Song) -> None:
        """Has it completed, and cuts the power at once."""
        song.complete(self.victim.client)
        self.victim.instance.kill()
        self.disk.cut()
        self.disk.turn_on()
        self.victim.start()
        self.victim.finish(song)


if __name__ == "__main__":
    unittest.main()
