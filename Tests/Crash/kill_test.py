"""kill -9 at random points of upload and publication: nothing acknowledged is lost, nothing is done twice."""

from __future__ import annotations

import contextlib
import random
import unittest

from Crash.trigger import NEVER, Deed, Harm, Trigger
from Crash.victim import SEED, Victim, count_of
from Crash.wellness import Wellness
from Harness.instance import Instance

KILLS = count_of("STEMMA_TEST_KILLS", 20, full=1000)
STARTS = count_of("STEMMA_TEST_STARTS", 3, full=100)


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


class FirstStarts(unittest.TestCase):
    """The start in which folders, secrets and tables are made."""

    def test_a_first_start_may_be_broken_off_anywhere(self) -> None:
        """The next one makes up for it."""
        points, dice = self._start_twice(NEVER, is_after=False), random.Random(SEED)
        self.assertGreater(points, 30, "a first start changes too little")
        for _ in range(STARTS):
            point, is_after = dice.randint(1, points), dice.random() < 0.5
            with self.subTest(seed=SEED, point=point, is_after=is_after):
                self._start_twice(point, is_after)

    def _start_twice(self, point: int, is_after: bool) -> int:
        """Starts in an empty folder, is ended at the point, and starts again; how many points the first start took."""
        instance = Instance(settings={"JWT_SECRET": "", "SECURE_LINK_SECRET": ""})
        trigger = Trigger(instance.folder / "trigger")
        try:
            trigger.arm(Harm(Deed.END, point, is_after=is_after))
            with contextlib.suppress(AssertionError):
                instance.start(extra=trigger.environment)
            points = trigger.points()
            instance.kill()
            instance.start()
            instance.sign_up("first")
            return points
        finally:
            instance.close()


if __name__ == "__main__":
    unittest.main()
