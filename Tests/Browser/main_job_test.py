"""The main job, done as a person does it, and proven by what is heard."""

from __future__ import annotations

import re
import unittest

from playwright.sync_api import Page, expect

from Browser import hearing
from Browser.case import BrowserCase
from Harness import music
from Harness.instance import PASSWORD
from Harness.slow import SlowWay

EVERYONE = re.compile("^(Everyone|Public)", re.IGNORECASE)
PLAY = re.compile("^Play")
UPLOAD_BYTES_A_SECOND = 4_000_000


class MainJob(BrowserCase):
    """A musician, a listener, a stranger's page, and a browser without scripts."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.owner = cls.instance.sign_up()
        cls.track = cls.owner.upload_and_publish(music.stepped_tone(), title="Steps")

    # The musician

    def test_from_sign_up_to_a_comment_that_arrives(self) -> None:
        """Sign up, upload, watch, play, seek, comment; a second browser sees the comment come."""
        way = SlowWay(self.instance, UPLOAD_BYTES_A_SECOND)
        self.addCleanup(way.close)
        page = self.faultless_visitor(base_url=way.url).page
        self._sign_up(page)
        self._upload(page)
        self._play_and_seek(page)
        listener = self.faultless_visitor().page
        listener.goto(page.url)
        self._comment(page, "The *third* is mine")
        expect(listener.get_by_text("The third is mine").first).to_be_visible()
        expect(listener.get_by_role("main").get_by_role("link", name="0:42", exact=True)).to_be_visible()

    def _sign_up(self, page: Page) -> None:
        handle = type(self).__name__.lower()
        page.goto("/")
        page.get_by_role("link", name="Sign up").first.click()
        page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(f"{handle}@example.org")
        page.get_by_label(re.compile("handle|name in addresses", re.IGNORECASE)).fill(handle)
        page.get_by_label(re.compile("^password", re.IGNORECASE)).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name=re.compile("sign up|account", re.IGNORECASE)).click()
        expect(page.get_by_role("link", name="Upload").first).to_be_visible()

    def _upload(self, page: Page) -> None:
        page.get_by_role("link", name="Upload").first.click()
        with page.expect_file_chooser() as chooser:
            page.get_by_text(re.compile("choose files", re.IGNORECASE)).click()
        chooser.value.set_files(music.stepped_tone())
        bar = page.get_by_role("progressbar").first
        expect(bar).to_have_attribute("aria-valuenow", re.compile(r"^[1-9]\d?$"))
        page.get_by_label("Title", exact=True).fill("Nine steps up")
        page.get_by_label(EVERYONE).check()
        expect(page.get_by_text("Kept.", exact=True)).to_be_visible()
        expect(page.get_by_text("Ready", exact=True)).to_be_visible(timeout=60_000)
        page.get_by_role("link", name="Open").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Nine steps up")

    def _play_and_seek(self, page: Page) -> None:
        page.get_by_role("main").get_by_role("button", name=PLAY).first.click()
        hearing.wait_for_step(page, 0)
        wave = page.get_by_role("main").get_by_role("slider").first
        box = wave.bounding_box()
        assert box is not None
        wave.click(position={"x": box["width"] * 42.5 / 60, "y": box["height"] / 2})
        hearing.wait_for_step(page, 8)
        self.assertIn(int(wave.get_attribute("aria-valuenow") or 0), range(42, 46))
        wave.press("ArrowLeft")
        hearing.wait_for_step(page, 7)
        page.keyboard.press("Escape")
        page.get_by_role("heading", level=1).click()
        page.keyboard.press("2")
        hearing.wait_for_step(page, 2)
        page.keyboard.press("k")
        hearing.wait_for_silence(page)

    def _comment(self, page: Page, words: str) -> None:
        page.get_by_label("At", exact=True).fill("0:42")
        page.get_by_label("Your comment").first.fill(words)
        page.get_by_role("button", name="Post", exact=True).first.click()
        expect(page.get_by_text("The third is mine").first).to_be_visible()

    # The listener

    def test_the_player_goes_on_while_pages_change(self) -> None:
        """What plays goes on from page to page, and back works."""
        page = self.faultless_visitor().page
        page.goto(self.track["url"])
        page.get_by_role("main").get_by_role("button", name=PLAY).first.click()
        hearing.wait_for_step(page, 0)
        page.get_by_role("main").get_by_role("link", name=self.owner.handle).first.click()
        expect(page).to_have_url(re.compile(f"/@{self.owner.handle}$"))
        hearing.wait_for_step(page, 0, 1)
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Steps")
        hearing.wait_for_step(page, 0, 1, 2)

    def test_a_link_leads_to_a_moment(self) -> None:
        """`#t=` in an address is where the music begins."""
        page = self.faultless_visitor().page
        page.goto(self.track["url"] + "#t=0:31")
        page.get_by_role("main").get_by_role("button", name=PLAY).first.click()
        hearing.wait_for_step(page, 6)

    def test_the_embed_plays_in_a_frame(self) -> None:
        """Somebody else's page shows the song in a frame, and it plays there."""
        page = self.faultless_visitor().page
        address = f"{self.instance.url}/embed/track/{self.track['id']}"
        frame = f'<!doctype html><title>A blog</title><iframe src="{address}" width="600" height="160"></iframe>'
        page.route("http://blog.example/", lambda route: route.fulfill(body=frame, content_type="text/html"))
        page.goto("http://blog.example/")
        page.frame_locator("iframe").get_by_role("button", name=PLAY).first.click()
        hearing.wait_for_step(page.frames[1], 0)

    # Without scripts

    def test_signing_in_and_commenting_work_without_scripts(self) -> None:
        """Forms do what they say where no script runs."""
        page = self.faultless_visitor(java_script_enabled=False).page
        page.goto(self.track["url"])
        page.get_by_role("link", name="Sign in").first.click()
        page.get_by_label(re.compile("e-?mail|handle", re.IGNORECASE)).first.fill(self.owner.handle)
        page.get_by_label(re.compile("^password", re.IGNORECASE)).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.goto(self.track["url"])
        page.get_by_label("Your comment").first.fill("No script wrote this")
        page.get_by_role("button", name="Post", exact=True).first.click()
        expect(page.get_by_role("paragraph").filter(has_text="No script wrote this")).to_be_visible()

    def test_listening_works_without_scripts(self) -> None:
        """A plain audio element plays the song where no script runs."""
        page = self.faultless_visitor(java_script_enabled=False).page
        page.goto(self.track["url"])
        audio = page.get_by_role("main").locator("audio[controls]").first
        expect(audio).to_be_visible()
        # The browser's own controls are not part of the page; this is their button.
        audio.evaluate("element => { element.play(); }")
        hearing.wait_for_step(page, 0, seconds=30)


if __name__ == "__main__":
    unittest.main()
