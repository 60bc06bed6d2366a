"""What a song's page offers beside its music: its versions as keys, and ways to pass it on."""

from __future__ import annotations

import re
import unittest

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from Browser import hearing
from Browser.case import BrowserCase
from Harness import music


class Track(BrowserCase):
    """A song in two versions."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        member = cls.instance.sign_up()
        cls.track = member.upload_and_publish(music.stepped_tone(60), title="Steps")
        other = member.upload(music.clip("love_theme", 12))["asset_id"]
        body = {"original_asset_id": other, "version_label": "From the hall"}
        made = member.post(f"/api/v1/tracks/{cls.track['id']}/versions", **body).data["version"]
        member.wait_until_ready(made["id"])

    def test_a_version_is_played_by_its_number(self) -> None:
        """The key plays; the name leads to the version's own page."""
        page = self.faultless_visitor().page
        page.goto(self.track["url"])
        key = page.get_by_role("button", name="Play version 2, From the hall")
        key.click()
        expect(key).to_have_attribute("aria-pressed", "true")
        page.get_by_role("link", name="From the hall").first.click()
        expect(page).to_have_url(self.instance.url + self.track["url"] + "?v=2")
        expect(page.get_by_role("link", name="From the hall").first).to_have_attribute("aria-current", "true")

    def test_the_versions_stand_in_the_bar(self) -> None:
        """Their numbers are keys there too, also when the song's own page was left."""
        page = self.faultless_visitor().page
        page.goto(self.track["url"])
        page.get_by_role("main").get_by_role("button", name="Play version 2, From the hall").click()
        group = page.get_by_role("region", name="Player").get_by_role("group", name="Version")
        first, second = (group.get_by_role("button", name=re.compile(f"^Version {number}, ")) for number in (1, 2))
        expect(second).to_have_attribute("aria-pressed", "true")
        expect(first).to_have_attribute("aria-pressed", "false")
        page.get_by_role("link", name="Stemma").first.click()
        expect(page).to_have_url(self.instance.url + "/")
        first.click()
        expect(first).to_have_attribute("aria-pressed", "true")
        expect(second).to_have_attribute("aria-pressed", "false")
        hearing.wait_for_step(page, 0, 1, 2)
        self.assertEqual(Axe().run(page).response["violations"], [])

    def test_a_link_begins_where_the_song_will(self) -> None:
        """The sheet names the moment of a song that only stands ready, and puts it into the link."""
        page = self.faultless_visitor().page
        page.goto(self.track["url"] + "#t=0:31")
        expect(page.locator("stemma-player [data-slot=now]").first).to_have_text("0:31")
        page.get_by_text("Share", exact=True).click()
        moment = page.get_by_role("checkbox", name="Begin at 0:31")
        expect(moment).to_be_visible()
        moment.check()
        expect(page.get_by_label("A link to this song", exact=True)).to_have_value(f"{self.instance.url}{self.track['url']}#t=0:31")

    def test_the_player_is_passed_on_in_ones_own_look(self) -> None:
        """The code, and the preview beside it, follow the choices."""
        page = self.faultless_visitor().page
        page.goto(self.track["url"])
        page.get_by_text("Share", exact=True).click()
        code = page.get_by_label("The player, for your own site", exact=True)
        expect(code).to_have_value(f'<iframe src="{self.instance.url}/embed/track/{self.track["id"]}" width="100%" '
                                   'height="250" frameborder="0" title="Steps"></iframe>')
        page.get_by_text("Compact", exact=True).click()
        page.get_by_text("Dark", exact=True).click()
        expect(code).to_have_value(f'<iframe src="{self.instance.url}/embed/track/{self.track["id"]}?theme=dark" '
                                   'width="100%" height="120" frameborder="0" title="Steps"></iframe>')
        frame = page.frame_locator(".embed-preview")
        expect(frame.locator("html")).to_have_attribute("data-theme", "ink")


if __name__ == "__main__":
    unittest.main()
