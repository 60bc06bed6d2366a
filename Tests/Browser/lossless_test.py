"""FLAC and MP3 in browsers, proven by what is heard."""

from __future__ import annotations

import json
import unittest

from playwright.sync_api import expect

from Browser import hearing
from Browser.case import BrowserCase
from Harness import music, stream
from Harness.client import Client

# Played from 42.5 s on, whenever it is listened to.
LATER = range(8, 12)

# Plays one variant of a master playlist from its start, as a player does: the codec as the list names it.
PLAY = """async ([master, codec]) => {
  const text = await (await fetch(master)).text();
  const [, url] = text.match(new RegExp(`CODECS="${codec}"\\\\n(\\\\S+)`));
  const list = await (await fetch(url)).text();
  const mime = `audio/mp4; codecs="${codec}"`;
  if (!MediaSource.isTypeSupported(mime)) return "not supported";
  const audio = document.body.appendChild(new Audio());
  const source = new MediaSource();
  audio.src = URL.createObjectURL(source);
  await new Promise((open) => source.addEventListener("sourceopen", open, { once: true }));
  const buffer = source.addSourceBuffer(mime);
  const pieces = [list.match(/URI="([^"]+)"/)[1], ...list.split("\\n").filter((line) => line && line[0] !== "#")];
  for (const piece of pieces) {
    buffer.appendBuffer(await (await fetch(piece)).arrayBuffer());
    await new Promise((done, fail) => {
      buffer.addEventListener("updateend", done, { once: true });
      buffer.addEventListener("error", fail, { once: true });
    });
  }
  source.endOfStream();
  audio.currentTime = 42.5;
  await audio.play();
  return source.duration;
}"""

# Loads a song into the site's own player, where sound without loss was chosen, and plays it from 42.5 s on.
LOAD = """async ([version, stream]) => {
  const models = new URL("models/", document.querySelector("script[type=module]").src);
  const { Deck } = await import(new URL("deck.js", models));
  const audio = document.body.appendChild(new Audio());
  const deck = new Deck(audio);
  deck.isLossless = true;
  await deck.load({ version, stream, key: "", seconds: 60, isLosslessOffered: true }, 42.5);
  await audio.play();
}"""


def play_flac(page: hearing.Listener, client: Client, version: str) -> float:
    """Plays what the client is offered as fLaC from 42.5 s on; the seconds that the browser knows of."""
    master = client.version(version)["stream"]["url"]
    length = page.evaluate(f"() => ({PLAY})({json.dumps([master, 'fLaC'])})")
    if not isinstance(length, int | float):
        raise AssertionError(f"FLAC is {length}")
    return length


class Lossless(BrowserCase):
    """The track's owner hears FLAC, and a plain audio element finds an MP3."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.owner = cls.instance.sign_up()
        track = cls.owner.upload_and_publish(music.stepped_tone(), title="Bits", visibility="public")
        cls.version, cls.address = track["primary_version"]["id"], track["url"]

    def test_flac_plays_by_segments(self) -> None:
        """The variant that the list names fLaC plays in MSE, in its place and to its end."""
        stream.demand_flac(self.owner, self.version)
        page = self.faultless_visitor().page
        page.goto("/")
        self.assertAlmostEqual(play_flac(page, self.owner, self.version), 60, delta=0.0001)
        hearing.wait_for_step(page, *LATER)

    def test_an_mp3_that_nobody_has_asked_for_plays_in_a_plain_element(self) -> None:
        """The element waits while it is made, is led to it, and seeks in it."""
        page = self.faultless_visitor().page
        page.goto("/")
        page.evaluate(
            """async (url) => {
                const audio = document.body.appendChild(new Audio(url));
                await audio.play();
                audio.currentTime = 42.5;
            }""",
            f"/api/v1/stream/{self.version}.mp3?wait=25",
        )
        hearing.wait_for_step(page, *LATER)

    def test_only_who_may_hear_it_is_offered_it(self) -> None:
        """The sheet lets the owner choose sound without loss, and nobody else."""
        for member, count in ((self.owner, 1), (self.instance.sign_up(), 0), (None, 0)):
            page = self.faultless_visitor(member).page
            page.goto(self.address)
            page.get_by_role("main").get_by_role("button", name="Play Bits").first.click()
            page.keyboard.press("s")
            expect(page.get_by_role("radio", name="Even songs")).to_be_visible()
            expect(page.get_by_role("radio", name="Lossless")).to_have_count(count)

    def test_the_player_has_flac_made_and_plays_it_from_then_on(self) -> None:
        """Where it is chosen, the first time sounds as ever, and the next is the recording itself."""
        track = self.owner.upload_and_publish(music.stepped_tone(), title="More bits")
        version = track["primary_version"]["id"]
        for name in ("opus", "flac"):
            page = self.visitor(self.owner).page
            page.goto(track["url"])
            stream_url = self.owner.version(version)["stream"]["url"]
            page.evaluate(f"() => ({LOAD})({json.dumps([version, stream_url])})")
            hearing.wait_for_step(page, *LATER)
            fetched = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name).join(' ')")
            self.assertIn(f"/{name}.1/segment_007.m4s", fetched)
            stream.wait_for(self.owner, version, "flac")


if __name__ == "__main__":
    unittest.main()
