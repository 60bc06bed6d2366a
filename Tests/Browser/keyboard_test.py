"""The main job by keyboard alone: every step can be reached, shows where the focus is, and lets it go again."""

from __future__ import annotations

import re
import unittest

from playwright.sync_api import Page, expect

from Browser import hearing
from Browser.case import BrowserCase
from Harness import music
from Harness.instance import PASSWORD

STEPS = 60

# The focused element, whether something marks it, and whether it is in the window; controls that are drawn by
# their label are marked there.
FOCUS = """() => {
    const element = document.activeElement;
    const frame = element.matches(".choice input, .drop input") ? element.closest("label") : element;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(frame);
    const { top, bottom } = frame.getBoundingClientRect();
    return {
        name: element.getAttribute("aria-label") || element.labels?.[0]?.innerText || element.textContent.trim(),
        kind: element.localName,
        isMarked: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none",
        isInView: bottom > 0 && top < innerHeight,
    };
}"""


class ByKeyboard(BrowserCase):
    """Somebody without a mouse."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.owner = cls.instance.sign_up()
        cls.track = cls.owner.upload_and_publish(music.stepped_tone(), title="Typed steps")

    def tab_to(self, page: Page, name: str, *, key: str = "Tab") -> None:
        """Tabs until something with a name like this has the focus; every stop on the way must be visible."""
        seen = []
        for _ in range(STEPS):
            page.keyboard.press(key)
            focus = page.evaluate(FOCUS)
            if focus["kind"] == "body":
                continue
            seen.append(focus["name"][:40])
            self.assertTrue(focus["isMarked"], f"nothing shows that the focus is at {focus}")
            self.assertTrue(focus["isInView"], f"the focus left the window at {focus}")
            if re.search(name, focus["name"]):
                # A person's next key comes after what the first of them brought.
                page.wait_for_function("() => document.body.dataset.shown !== undefined")
                return
        self.fail(f"no way leads to {name} by {key}: {seen}")

    def _settled(self, page: Page) -> None:
        """Waits until another page has been shown; until then Chromium opens no dialog."""
        expect(page.get_by_role("main")).to_be_focused()
        page.wait_for_function("() => document.querySelector(':active-view-transition') === null")

    def test_from_sign_up_to_sign_out(self) -> None:
        """Sign up, upload, play, seek, comment, change the settings and sign out, with keys alone."""
        page = self.faultless_visitor().page
        # Playwright catches dialogs a moment after it is told to, and one that opens before that is lost.
        page.on("filechooser", lambda _: None)
        self._sign_up(page)
        self._upload(page)
        self._play_and_comment(page)
        self._settle(page)

    def _sign_up(self, page: Page) -> None:
        page.goto("/sign-in")
        self.tab_to(page, "^Make an account")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Email")).to_be_focused()
        handle = type(self).__name__.lower()
        for words in (f"{handle}@example.org", handle, "Keys Alone", PASSWORD):
            page.keyboard.type(words)
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Upload").first).to_be_visible()

    def _upload(self, page: Page) -> None:
        self.tab_to(page, "^Upload$")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Upload")
        self._settled(page)
        self.tab_to(page, "^Choose files$")
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Enter")
        chooser.value.set_files(music.stepped_tone())
        expect(page.get_by_role("heading", level=3)).to_be_visible()
        self.tab_to(page, "^Title$")
        page.keyboard.press("Control+A")
        page.keyboard.type("By hand")
        expect(page.get_by_text("Ready", exact=True)).to_be_visible(timeout=60_000)
        self.tab_to(page, "^Open$", key="Shift+Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("By hand")
        self._settled(page)

    def _play_and_comment(self, page: Page) -> None:
        self.tab_to(page, "^Play By hand")
        page.keyboard.press("Enter")
        hearing.wait_for_step(page, 0)
        self.tab_to(page, "position$")
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        hearing.wait_for_step(page, 3, 4)
        page.keyboard.press("c")
        expect(page.get_by_label("Your comment")).to_be_focused()
        page.keyboard.type("The fourth one")
        self.tab_to(page, "^Post$")
        page.keyboard.press("Enter")
        expect(page.get_by_role("main").get_by_role("paragraph").filter(has_text="The fourth one").first).to_be_visible()
        expect(page.get_by_role("button", name="Post", exact=True)).to_be_focused()

    def _settle(self, page: Page) -> None:
        self.tab_to(page, "^Your menu$", key="Shift+Tab")
        page.keyboard.press("Enter")
        self.tab_to(page, "^Settings$")
        page.keyboard.press("Enter")
        self._settled(page)
        self.tab_to(page, "^Name$")
        page.keyboard.press("Control+A")
        page.keyboard.type("Keys Only")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
        self.tab_to(page, "^Your menu$", key="Shift+Tab")
        page.keyboard.press("Enter")
        self.tab_to(page, "^Sign out$")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Sign in").first).to_be_visible()

    def test_menus_hang_over_the_page_and_close_by_escape(self) -> None:
        """The menu can be seen over the artwork; Escape closes it and gives the focus back, leaving closes it too."""
        page = self.faultless_visitor(self.owner).page
        page.goto(self.track["url"])
        menu = page.get_by_label("Your menu")
        menu.focus()
        page.keyboard.press("Enter")
        box = page.get_by_role("link", name="Settings").bounding_box()
        assert box is not None
        top = page.evaluate("([x, y]) => document.elementFromPoint(x, y).textContent", [box["x"] + 9, box["y"] + 9])
        self.assertEqual(top, "Settings")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        expect(page.get_by_role("link", name="Settings")).to_be_hidden()
        page.get_by_text("Share", exact=True).click()
        expect(page.get_by_role("textbox", name="A link to this song")).to_be_visible()
        page.get_by_role("heading", level=1).click()
        expect(page.get_by_role("textbox", name="A link to this song")).to_be_hidden()

    def test_an_answer_is_given_and_taken_back_without_losing_the_place(self) -> None:
        """Who answers a comment, and then deletes the answer, still stands at that comment."""
        self.owner.post("/api/v1/comments", track_id=self.track["id"], at_ms=1000, body_md="Say something").data
        page = self.faultless_visitor(self.owner).page
        page.goto(self.track["url"])
        page.get_by_text("Answer", exact=True).first.focus()
        page.keyboard.press("Enter")
        self.tab_to(page, "^Your answer")
        page.keyboard.type("Something")
        self.tab_to(page, "^Answer$")
        page.keyboard.press("Enter")
        expect(page.locator(".reply").filter(has_text="Something")).to_be_visible()
        page.wait_for_function("() => document.activeElement.closest('.comment') !== null")


if __name__ == "__main__":
    unittest.main()
