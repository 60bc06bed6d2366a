"""Every page in all themes, on a phone and on a large screen: accessible, within its width, without complaints."""

from __future__ import annotations

import unittest

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from Browser.case import BrowserCase
from Browser.browser import Visitor
from Harness import music
from Harness.client import Client
from Harness.instance import shared_instance

WIDTHS = (360, 1440)
THEMES = (("light", "no-preference"), ("dark", "no-preference"), ("light", "more"))
REFUSED = {"/nothing-here": 404}


class Pages(BrowserCase):
    """All pages with something on them, as seen by a visitor and by the admin."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.track = _busy_track()

    def test_visitors_pages(self) -> None:
        """What anybody may open."""
        self._check_all(None, [
            "/", "/tags/piano", "/sign-in", "/sign-up", "/@page_owner", "/@keeper", self.track["url"],
            f"{self.track['url']}#versions", f"/embed/track/{self.track['id']}", "/api", "/offline", "/nothing-here",
        ])

    def test_members_pages(self) -> None:
        """What the admin opens, who has all pages."""
        self._check_all(self.instance.admin, [
            "/", self.track["url"], f"/tracks/{self.track['id']}/edit", "/upload", "/settings", "/admin",
        ])

    def test_pages_of_kept_songs(self) -> None:
        """What is kept here, and what stands in for pages without a connection; both lead on from the song and the menu."""
        for width in WIDTHS:
            visitor = self.browser.visitor(self.instance, self.instance.admin, viewport={"width": width, "height": 900})
            self.addCleanup(visitor.close)
            page = visitor.page
            page.goto(self.track["url"])
            expect(page.get_by_role("link", name="All that is kept")).to_be_hidden()
            page.mouse.move(1, 1)
            page.get_by_role("button", name="Keep offline").click()
            page.get_by_role("link", name="All that is kept").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Kept on this device")
            page.get_by_label("Your menu").click()
            expect(page.locator("header").get_by_role("link", name="Kept offline")).to_have_attribute("href", "/kept")
            for address in ("/kept", "/offline"):
                with self.subTest(address, width=width):
                    self._check(visitor, address, width)
                    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(1)

    def _check_all(self, member: Client | None, addresses: list[str]) -> None:
        for width in WIDTHS:
            visitor = self.browser.visitor(self.instance, member, viewport={"width": width, "height": 900})
            for address in addresses:
                with self.subTest(address, width=width):
                    self._check(visitor, address, width)
            visitor.close()

    def _check(self, visitor: Visitor, address: str, width: int) -> None:
        visitor.faults.clear()
        # Another fragment alone would be no new page.
        visitor.page.goto("about:blank")
        answer = visitor.page.goto(address, wait_until="load")
        assert answer is not None
        expected = REFUSED.get(address, 200)
        self.assertEqual(answer.status, expected)
        visitor.page.wait_for_load_state("networkidle")
        for scheme, contrast in THEMES:
            visitor.page.emulate_media(color_scheme=scheme, contrast=contrast)
            self.assertEqual(_violations(visitor.page), [], f"{scheme}, contrast {contrast}")
        self.assertLessEqual(_overflow(visitor.page), 0, f"the page is wider than {width} pixels")
        # The browser itself says so where a page is refused.
        said = [fault for fault in visitor.faults if expected == 200 or str(expected) not in fault]
        self.assertEqual(said, [])


def _violations(page: Page) -> list[str]:
    """What axe finds, a line for each thing."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def _overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")


def _busy_track() -> dict:
    """A public track with artwork, notes, credits, tags and a talk."""
    owner = shared_instance().sign_up("page_owner")
    words = "Recorded in *one* take.\n\n- a piano\n- a window"
    track = owner.upload_and_publish(
        music.clip("breaking_the_chains", 30), title="A window, open", description_md=words, tags=["piano", "night"]
    )
    people = [("Ida Holm", "musician", None), ("Bo", "mixer", "https://example.org")]
    credits = [{"person_name": name, "role": role, "url": url} for name, role, url in people]
    owner.send("PATCH", f"/api/v1/tracks/{track['id']}", credits=credits).data
    other = owner.upload(music.clip("love_theme", 12))["asset_id"]
    body = {"original_asset_id": other, "version_label": "From the next room", "version_type": "live"}
    owner.wait_until_ready(owner.post(f"/api/v1/tracks/{track['id']}/versions", **body).data["version"]["id"])
    first = _say(owner, track, 4000, "Hear the *street*?")
    _say(shared_instance().admin, track, 4000, "I do", parent_id=first["id"])
    _say(shared_instance().admin, track, 21_500, "The rain!")
    return track


def _say(member: Client, track: dict, at_ms: int, words: str, **fields: str) -> dict:
    body = {"track_id": track["id"], "at_ms": at_ms, "body_md": words} | fields
    return member.post("/api/v1/comments", **body).data["comment"]


if __name__ == "__main__":
    unittest.main()
