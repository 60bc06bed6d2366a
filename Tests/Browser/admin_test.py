"""What whoever runs an instance does on the engine room's page."""

from __future__ import annotations

import unittest

from playwright.sync_api import expect

from Browser.case import BrowserCase
from Harness import music


class Admin(BrowserCase):
    """The admin, and somebody who misbehaves."""

    def test_somebody_is_invited(self) -> None:
        """The link is shown once, ready to be copied."""
        page = self.visitor(self.instance.admin).page
        page.goto("/admin")
        page.get_by_role("button", name="Invite somebody").click()
        line = page.get_by_label("The invitation", exact=True)
        self.assertRegex(line.input_value(), rf"^{self.instance.url}/sign-up\?invite=\S{{20,}}$")
        page.goto("/admin")
        expect(line).to_have_count(0)

    def test_work_tells_which_song_it_is_about(self) -> None:
        """Also where nobody but its musician may know of the song yet."""
        musician = self.instance.sign_up("at_work")
        musician.upload_and_publish(music.clip(seconds=2, form=music.WAV), title="A Song at Work", visibility="private")
        page = self.visitor(self.instance.admin).page
        page.goto("/admin")
        work = page.get_by_role("row", name="Prepare a recording").filter(has_text="A Song at Work")
        expect(work).to_be_visible()

    def test_somebody_is_banned_and_let_in_again(self) -> None:
        """A handle that nobody has is refused in its place."""
        pest = self.instance.sign_up("pest")
        page = self.visitor(self.instance.admin).page
        page.goto("/admin")
        handle = page.get_by_label("Handle of somebody to ban")
        handle.fill("nobody_at_all")
        page.get_by_role("button", name="Ban them").click()
        expect(page.get_by_text("Nobody here has this handle.")).to_be_visible()
        handle.fill("@pest")
        page.get_by_role("button", name="Ban them").click()
        expect(page.get_by_text("They are banned.")).to_be_visible()
        self.assertEqual(pest.get("/api/v1/me").status, 401)
        page.get_by_role("button", name="Let pest in again").click()
        expect(page.get_by_text("They may sign in again.")).to_be_visible()
        self.assertEqual(self.instance.anonymous.get("/@pest").status, 200)


if __name__ == "__main__":
    unittest.main()
