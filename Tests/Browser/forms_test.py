"""Forms that come back, and the themes."""

from __future__ import annotations

import unittest

from playwright.sync_api import Locator, Page, expect

from Browser.case import BrowserCase
from Harness import music

PAPER = "() => getComputedStyle(document.body).backgroundColor"


class Forms(BrowserCase):
    """A member with settings to change."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.member = cls.instance.sign_up()

    def page(self, **options) -> Page:
        """A window of the member."""
        return self.visitor(self.member, **options).page

    def _in_view(self, place: Locator) -> None:
        expect(place).to_be_in_viewport()
        expect(place).to_be_focused()

    def test_a_form_that_is_refused_opens_at_what_is_wrong(self) -> None:
        """The wrong field has the focus and is in the window, with scripts and without."""
        for scripts in (True, False):
            with self.subTest(scripts=scripts):
                page = self.page(java_script_enabled=scripts, viewport={"width": 360, "height": 640})
                page.goto("/settings")
                page.get_by_label("Current password").fill("another one altogether")
                page.get_by_label("New password").fill("a new one, long enough")
                page.get_by_role("button", name="Change the password").click()
                expect(page.get_by_label("Current password")).to_have_attribute("aria-invalid", "true")
                self._in_view(page.get_by_label("Current password"))

    def test_a_new_token_is_in_the_window(self) -> None:
        """What is shown this once is where one looks."""
        page = self.page(viewport={"width": 360, "height": 640})
        page.goto("/settings")
        page.get_by_label("Name of a new token").fill("backup")
        page.get_by_role("button", name="Make a token").click()
        expect(page.get_by_text("Copy it now")).to_be_in_viewport()

    def test_a_release_date_is_typed_in_ones_own_time(self) -> None:
        """The form shows and takes the reader's zone; the server keeps UTC."""
        track = self.member.upload_and_publish(music.clip(seconds=4), title="Next summer")
        page = self.page(timezone_id="Asia/Kathmandu")
        page.goto(f"/tracks/{track['id']}/edit")
        page.get_by_label("Appears on").fill("2036-07-02T02:15")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
        self.assertTrue(self.member.track(track["id"])["release_at"].startswith("2036-07-01T20:30"))
        expect(page.get_by_label("Appears on")).to_have_value("2036-07-02T02:15")
        expect(page.get_by_text("that of Asia/Kat")).to_be_visible()

    def test_high_contrast_holds_by_choice_and_by_the_systems_wish(self) -> None:
        """The button goes through the themes at once and is remembered; without a choice the system decides."""
        page = self.page(color_scheme="light", contrast="more")
        page.goto("/settings")
        self.assertEqual(page.evaluate(PAPER), "rgb(255, 255, 255)")
        page.get_by_role("button", name="Change to paper").click()
        self.assertNotEqual(page.evaluate(PAPER), "rgb(255, 255, 255)")
        page.emulate_media(contrast="no-preference")
        page.get_by_role("button", name="Change to ink").click()
        page.get_by_role("button", name="Change to high contrast").click()
        for _ in range(2):
            self.assertEqual(page.evaluate(PAPER), "rgb(255, 255, 255)")
            page.reload()


if __name__ == "__main__":
    unittest.main()
