"""kill -9 at random points of upload and publication: nothing acknowledged is lost, nothing is done twice."""

from __future__ import annotations

import unittest

from Crash.trigger import Deed, Harm
from Crash.victim import SEED, Victim, count_of
from Crash.wellness import Wellness
from Harness.instance import Instance

KILLS = count_of("STEMMA_TEST_KILLS", 20, full=1000)


class Kills(Wellness):
    """On each engine, half of the kills."""

    def test_nothing_is_lost_on_sqlite(self) -> None:
        """With SQLite in the data folder."""
        self._kill_again_and_again(postgres=False, count=KILLS - KILLS // 2)

    def test_nothing_is_lost_on_postgresql(self) -> None:
        """With PostgreSQL, which itself lives on."""
        self._kill_again_and_again(postgres=True, count=KILLS // 2)

    def _kill_again_and_again(self, postgres: bool, count: int) -> None:
        victim = Victim(Instance(postgres=postgres), SEED + postgres)
        self.addCleanup(victim.instance.close)
        points = victim.set_up()
        self.assertGreater(points, 30, "the trigger counts nothing")
        for _ in range(count):
            harm = Harm(Deed.END, victim.dice.randint(1, points), is_after=victim.dice.random() < 0.5)
            try:
                song = victim.go_until(harm)
                victim.start()
                victim.finish(song)
            except Exception as error:
                raise victim.told(error) from error
        self.assert_well(victim)


if __name__ == "__main__":
    unittest.main()
