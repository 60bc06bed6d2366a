"""The track page in Firefox, proven by what is heard."""

from __future__ import annotations

import unittest

from Browser import hearing
from Browser.firefox import Firefox
from Harness import music
from Harness.instance import shared_instance


class InFirefox(unittest.TestCase):
    """A listener with Debian's Firefox."""

    def test_the_track_page_plays(self) -> None:
        """The song begins at its beginning, goes where a key sends it, and stops."""
        owner = shared_instance().sign_up("fox_owner")
        track = owner.upload_and_publish(music.stepped_tone(), title="Steps for a fox")
        firefox = Firefox()
        self.addCleanup(firefox.close)
        firefox.goto(shared_instance().url + track["url"])
        firefox.click("button", "^Play")
        hearing.wait_for_step(firefox, 0)
        firefox.press("5")
        hearing.wait_for_step(firefox, 6)
        firefox.press("k")
        hearing.wait_for_silence(firefox)
        self.assertEqual(firefox.faults, [])


if __name__ == "__main__":
    unittest.main()
