"""A song that much is said about: the talk goes on from part to part, and the waveform knows of all of it."""

from __future__ import annotations

import unittest

from playwright.sync_api import Page, expect

from Browser.case import BrowserCase
from Harness import music

LENGTH = 60
COMMENTS = 104


class Talk(BrowserCase):
    """More comments than one page holds."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.member = cls.instance.sign_up()
        cls.track = cls.member.upload_and_publish(music.stepped_tone(LENGTH), title="Much talked of")
        for number in range(COMMENTS):
            body = {"track_id": cls.track["id"], "at_ms": 500 * number, "body_md": f"remark {number}"}
            cls.member.post("/api/v1/comments", **body).data

    def _said(self, page: Page) -> list[str]:
        return page.locator("ol.thread > .comment .said").all_text_contents()

    def test_the_talk_goes_on_and_back(self) -> None:
        """With scripts and without; nothing is left out and nothing comes twice."""
        for scripts in (True, False):
            with self.subTest(scripts=scripts):
                page = self.visitor(java_script_enabled=scripts).page
                page.goto(self.track["url"])
                first = self._said(page)
                page.get_by_role("link", name="Later in the song").click()
                expect(page.get_by_text(f"remark {COMMENTS - 1}", exact=True)).to_be_visible()
                rest = self._said(page)
                self.assertEqual([words.strip() for words in first + rest], [f"remark {n}" for n in range(COMMENTS)])
                page.get_by_role("link", name="Earlier in the song").click()
                expect(page.get_by_text("remark 0", exact=True)).to_be_visible()
                self.assertEqual(self._said(page), first)

    def test_pins_stand_for_what_is_on_other_parts(self) -> None:
        """The pin at the end of the song leads to what is said there."""
        page = self.faultless_visitor().page
        page.goto(self.track["url"])
        counted = page.locator("[data-count=comments]")
        expect(counted).to_have_text(str(COMMENTS))
        places = page.locator(".elsewhere > .comment")
        self.assertEqual(places.count(), COMMENTS - 100)
        page.goto(places.last.get_attribute("data-href") or "")
        expect(page.get_by_text(f"remark {COMMENTS - 1}", exact=True)).to_be_visible()

    def test_what_is_posted_on_another_part_is_shown_there(self) -> None:
        """Without scripts the form leads to the part in which the new comment stands."""
        page = self.visitor(self.member, java_script_enabled=False).page
        page.goto(self.track["url"])
        form = page.locator("form.write[data-main]")
        form.get_by_label("At", exact=True).fill("0:59")
        form.get_by_label("Your comment").fill("at the very end")
        form.get_by_role("button", name="Post").click()
        expect(page.locator(".said", has_text="at the very end")).to_be_visible()


if __name__ == "__main__":
    unittest.main()
