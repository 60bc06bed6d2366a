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

# What the player says that is heard, once it says anything.
TITLE_OF_THE_BAR = """async () => {
    const title = document.querySelector("stemma-player.bar [data-slot=title]");
    for (let left = 100; left && !title.textContent; left -= 1) await new Promise((done) => setTimeout(done, 50));
    return title.textContent;
}"""
# Whether the highest column of the drawn spectrum is one within a third of the stepped tone's first step.
LOUDEST_BAND = """() => {
    const canvas = document.querySelector("stemma-spectrum canvas");
    const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const top = (x) => { for (let y = 0; y < height; y += 1) if (data[(y * width + x) * 4 + 3]) return y; return height; };
    let best = 0;
    for (let x = 0; x < width; x += 1) if (top(x) < top(best)) best = x;
    const pitch = 55 * 2 ** (8 * best / width);
    return pitch > 230 && pitch < 480 && top(best) < height / 2;
}"""


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

    def test_the_player_is_worked_by_keys(self) -> None:
        """The queue opens by a key, the spectrum is drawn from what is heard, and a reload brings the song back paused."""
        owner = shared_instance().sign_up("fox_player")
        track = owner.upload_and_publish(music.stepped_tone(), title="Keys for a fox")
        firefox = Firefox()
        self.addCleanup(firefox.close)
        firefox.goto(shared_instance().url + track["url"])
        firefox.click("button", "^Play")
        hearing.wait_for_step(firefox, 0)
        firefox.press("q")
        self.assertEqual(firefox.evaluate("() => document.activeElement.id"), "queue")
        firefox.press("\ue00c")
        firefox.press("v")
        time.sleep(2)
        self.assertTrue(firefox.evaluate(LOUDEST_BAND), "the spectrum should stand highest near 300 Hz")
        firefox.goto(shared_instance().url + track["url"])
        self.assertEqual(firefox.evaluate(TITLE_OF_THE_BAR), "Keys for a fox")
        hearing.wait_for_silence(firefox)
        firefox.press("k")
        hearing.wait_for_step(firefox, 0, 1)
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
