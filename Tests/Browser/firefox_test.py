"""The track page in Firefox, proven by what is heard."""

from __future__ import annotations

import time
import unittest

from Browser import hearing
from Browser.firefox import Firefox
from Harness import music
from Harness.instance import shared_instance

WAVE = "const wave = document.querySelector('stemma-waveform.hero');"
UNTIL_DRAWN = "while (!wave.classList.contains('is-drawn')) await new Promise((done) => setTimeout(done, 50));"


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

    def test_the_waveform_is_looked_at_closely(self) -> None:
        """Keys, wheel and buttons show less of it, the overview all again."""
        owner = shared_instance().sign_up("fox_looker")
        track = owner.upload_and_publish(music.stepped_tone(), title="A fox looks closely")
        firefox = Firefox()
        self.addCleanup(firefox.close)
        firefox.goto(shared_instance().url + track["url"])
        firefox.evaluate(f"async () => {{ {WAVE} {UNTIL_DRAWN} wave.focus(); }}")
        firefox.press("+")
        firefox.press("+")
        self.assertAlmostEqual(self._span(firefox), 15, delta=0.1)
        firefox.click("button", "^Zoom out")
        self.assertAlmostEqual(self._span(firefox), 30, delta=0.1)
        box = firefox.evaluate(f"() => {{ {WAVE} const {{ x, y, width }} = wave.getBoundingClientRect(); return [x, y, width]; }}")
        firefox.scroll(round(box[0] + box[2] / 2), round(box[1] + 40), -120, key="\ue009")
        self.assertLess(self._span(firefox), 25)
        firefox.click("slider", "^Part of the song")
        firefox.press("0")
        self.assertAlmostEqual(self._span(firefox), 60, delta=0.1)
        self.assertEqual(firefox.faults, [])

    def _span(self, firefox: Firefox) -> float:
        """Seconds that are shown once nothing glides any more."""
        time.sleep(0.5)
        return firefox.evaluate(f"() => {{ {WAVE} return wave.view.span; }}")


if __name__ == "__main__":
    unittest.main()
