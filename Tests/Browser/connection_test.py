"""What pages say and do while the server can't be reached, and when it is back."""

from __future__ import annotations

import re
import unittest

from playwright.sync_api import Page, expect

from Browser import hearing
from Browser.browser import shared_browser
from Browser.chromium import Chromium
from Harness import music
from Harness.instance import Instance

GONE = re.compile("can’t be reached")


class Connections(unittest.TestCase):
    """A server that goes and comes back."""

    def setUp(self) -> None:
        self.instance = Instance().start()
        self.addCleanup(self.instance.close)
        self.owner = self.instance.admin

    def page(self) -> Page:
        """The owner's window."""
        visitor = shared_browser(Chromium).visitor(self.instance, self.owner)
        self.addCleanup(visitor.close)
        return visitor.page

    def test_the_page_stays_and_the_song_goes_on(self) -> None:
        """Links, comments and music say that the server is away, lose nothing, and work again when it is back."""
        track = self.owner.upload_and_publish(music.stepped_tone(90), title="Long steps")
        page = self.page()
        page.goto(track["url"])
        page.get_by_role("main").get_by_role("button", name=re.compile("^Play")).first.click()
        hearing.wait_for_step(page, 0)
        self.instance.stop()
        page.get_by_role("main").get_by_role("link", name="keeper").first.click()
        expect(page.get_by_role("status").filter(has_text=GONE)).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_text("Long steps")
        page.get_by_label("Your comment").fill("Written in a tunnel")
        page.get_by_role("button", name="Post", exact=True).click()
        expect(page.get_by_role("alert").filter(has_text=GONE).first).to_be_visible()
        expect(page.get_by_label("Your comment")).to_have_value("Written in a tunnel")
        # A minute further, where nothing is here yet.
        page.get_by_role("slider").first.evaluate("element => element.focus()")
        page.keyboard.press("PageUp")
        page.keyboard.press("PageUp")
        expect(page.locator("stemma-player").get_by_role("alert")).to_have_text(GONE, timeout=20_000)
        self.instance.start()
        hearing.wait_for_step(page, *range(11, 17), seconds=30)
        expect(page.locator("stemma-player .sorry")).to_be_hidden()
        page.get_by_role("button", name="Post", exact=True).click()
        expect(page.get_by_role("main").locator(".said").filter(has_text="Written in a tunnel")).to_be_visible()

    def test_an_upload_waits_for_the_server_and_goes_on(self) -> None:
        """The row says that it waits and that nothing is lost; the song is ready without another press."""
        page = self.page()
        page.goto("/upload")
        session = page.context.new_cdp_session(page)
        conditions = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 3_000_000}
        session.send("Network.emulateNetworkConditions", conditions)
        page.locator("input[type=file]").first.set_input_files(music.clip("love_theme", 90, form=music.WAV))
        expect(page.get_by_text(re.compile(r"Uploading, [1-9]"))).to_be_visible()
        self.instance.stop()
        expect(page.get_by_text("Waiting for the connection", exact=True)).to_be_visible()
        expect(page.get_by_text("Nothing is lost")).to_be_visible()
        self.instance.start()
        expect(page.get_by_text("Ready", exact=True)).to_be_visible(timeout=60_000)


if __name__ == "__main__":
    unittest.main()
