"""The upload manager where things go wrong, and the plain form that stands in for it."""

from __future__ import annotations

import re
import unittest

from playwright.sync_api import Page, expect

from Browser.case import ChromiumCase
from Harness import music


class Uploading(ChromiumCase):
    """Somebody whose files are not all songs, and who closes pages too early."""

    def page(self, **options) -> Page:
        """The upload page of somebody new."""
        visitor = self.visitor(self.instance.sign_up(), **options)
        visitor.page.goto("/upload")
        return visitor.page

    def test_a_file_without_music_is_told_apart_and_does_not_stop_the_others(self) -> None:
        """Each row says what is wrong; sending the same file again is not offered; the song beside it gets ready."""
        page = self.page()
        files = [
            {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"bars 1 to 8\n" * 99},
            {"name": "empty.wav", "mimeType": "audio/wav", "buffer": b""},
            {"name": "tone.wav", "mimeType": "audio/wav", "buffer": music.clip(seconds=4, form=music.WAV).read_bytes()},
        ]
        page.locator("input[type=file]").first.set_input_files(files)
        expect(page.get_by_text("An empty file holds no music")).to_be_visible()
        expect(page.get_by_text("Ready", exact=True)).to_be_visible(timeout=30_000)
        row = page.get_by_role("listitem").filter(has_text="notes.txt")
        expect(row.get_by_role("alert")).to_have_text(re.compile("no music"))
        expect(row.get_by_role("button", name="Try again")).to_be_hidden()
        expect(page.get_by_role("heading", level=3)).to_have_text(["notes.txt", "tone"])
        page.reload()
        expect(page.get_by_role("heading", level=3)).to_have_count(0)

    def test_a_reload_in_mid_upload_goes_on_where_it_was(self) -> None:
        """What was typed and what was sent are still there after the page was closed and opened again."""
        page = self.page()
        session = page.context.new_cdp_session(page)
        conditions = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 3_000_000}
        session.send("Network.emulateNetworkConditions", conditions)
        page.locator("input[type=file]").first.set_input_files(music.clip("love_theme", 90, form=music.WAV))
        page.get_by_label("Title", exact=True).fill("Sent in two halves")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text(re.compile(r"Uploading, [1-9]"))).to_be_visible()
        page.reload()
        expect(page.get_by_role("heading", level=3)).to_have_text("Sent in two halves")
        expect(page.get_by_text("Ready", exact=True)).to_be_visible(timeout=60_000)

    def test_without_scripts_a_plain_form_takes_the_file(self) -> None:
        """The form says what is wrong with a file, and makes a song of the right one."""
        page = self.page(java_script_enabled=False)
        page.get_by_label("The file").set_input_files(
            {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no music" * 99}
        )
        page.get_by_role("button", name="Upload").click()
        expect(page.get_by_role("alert")).to_have_text(re.compile("no music"))
        page.get_by_label("Title").fill("Plainly sent")
        page.get_by_label("The file").set_input_files(music.clip(seconds=4, form=music.WAV))
        page.get_by_role("button", name="Upload").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Plainly sent")


if __name__ == "__main__":
    unittest.main()
