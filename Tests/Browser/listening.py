"""The pages on which music is heard and talked about, some of them in the middle of it."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from Browser.view import View
from Harness.company import Company


def listening_rooms(company: Company) -> Iterator[View]:
    """Every page on which music is heard."""
    url = {title: track["url"] for title, track in company.tracks.items()}
    salt, broken = company.tracks["Salt Ledger"], company.tracks["Broken Tape"]
    embed = f"/embed/track/{salt['id']}"
    yield View("home", "/")
    yield View("home-member", "/", "brannock")
    yield View("tag", "/tags/piano%20alone")
    yield View("tag-none", "/tags/nothing")
    yield View("track", url["Salt Ledger"])
    yield View("track-playing", url["Salt Ledger"], act=_play, in_window=True)
    yield View("track-looped", url["Salt Ledger"], act=_loop, in_window=True)
    yield View("track-zoomed", url["Salt Ledger"], act=_zoom, in_window=True)
    yield View("track-menu", url["Salt Ledger"], act=lambda page: page.click(".track-head .menu > summary"), in_window=True)
    yield View("track-talk", url["Nine Weirs"], "kestrel_yard")
    yield View("track-answer", url["Nine Weirs"], "odile", act=_answer, in_window=True)
    yield View("track-share", url["Salt Ledger"], act=lambda page: page.click(".share > summary"), height=1200)
    for tab in ("notes", "credits", "versions"):
        yield View(f"track-{tab}", f"{url['Salt Ledger']}#{tab}", act=_settle)
    yield View("track-own", url["Salt Ledger"], "brannock")
    yield View("track-plays", f"{url['Salt Ledger']}#plays", "brannock", act=_settle)
    yield View("track-plain", url["Lamplighters"])
    yield View("track-yellow", url["Small Hours Ferry"])
    yield View("track-dark", url["Glasshouse"])
    yield View("track-long", url[next(title for title in url if title.startswith("Variations"))])
    yield View("track-word", url[next(title for title in url if title.startswith("Donau"))])
    yield View("track-cjk", url["雨の夜の散歩道"])
    yield View("track-rtl", url["أغنية المساء"])
    yield View("track-failed", broken["url"], "brannock")
    yield View("track-scheduled", url["Next Summer"], "brannock")
    yield View("track-edit", f"/tracks/{salt['id']}/edit", "brannock")
    yield View("player", "/", act=_play_a_row, in_window=True)
    yield View("player-open", url["Salt Ledger"], act=_open, in_window=True)
    yield View("player-open-long", url[next(title for title in url if title.startswith("Variations"))], act=_open, in_window=True)
    yield View("player-spectrum", url["Salt Ledger"], act=_show_spectrum, in_window=True)
    yield View("player-queue", "/@odile", act=lambda page: _sheet(page, "Queue"), in_window=True)
    yield View("player-sound", "/@odile", act=lambda page: _sheet(page, "Sound"), in_window=True)
    yield View("profile", "/@odile")
    yield View("profile-own", "/@brannock", "brannock")
    yield View("profile-long", "/@oslo_ensemble")
    yield View("profile-rtl", "/@nur")
    yield View("profile-empty", "/@maretka")
    for width in (300, 420, 560, 800):
        yield View(f"embed-{width}", embed, height=250, width=width)
        yield View(f"embed-{width}-compact", embed, height=120, width=width)
    yield View("embed-320-tall", embed, height=420, width=320)


def demo_rooms() -> Iterator[View]:
    """The music that the program makes itself."""
    yield View("demo-home", "/")
    yield View("demo-track", "/", act=lambda page: _follow(page, ".home-hero h1 a"))
    yield View("demo-profile", "/", act=lambda page: _follow(page, ".home-hero .byline a"))


def _follow(page: Page, link: str) -> None:
    page.goto(page.get_attribute(link, "href") or "", wait_until="load")


def _play(page: Page) -> None:
    page.click(".track-head .play")
    page.wait_for_timeout(2500)


def _play_a_row(page: Page) -> None:
    page.locator(".feed-item .play").first.click()
    page.wait_for_timeout(2500)


def _open(page: Page) -> None:
    _play(page)
    page.click("stemma-player .opener", position={"x": 10, "y": 10})
    page.wait_for_timeout(600)


def _show_spectrum(page: Page) -> None:
    _open(page)
    page.get_by_role("button", name="Spectrum").click()
    page.wait_for_timeout(800)


def _sheet(page: Page, name: str) -> None:
    """A sheet of the player; on a phone the player is opened for it first."""
    page.locator(".record .play").first.click()
    page.wait_for_timeout(1500)
    opens = page.get_by_role("button", name=name, exact=True)
    if not opens.is_visible():
        page.click("stemma-player .opener", position={"x": 10, "y": 10})
    opens.click()
    page.wait_for_timeout(400)


def _loop(page: Page) -> None:
    _play(page)
    page.keyboard.press("a")
    page.keyboard.press("l")
    page.keyboard.press("b")
    page.wait_for_timeout(400)


def _zoom(page: Page) -> None:
    page.mouse.move(1, 1)
    for _ in range(2):
        page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(400)


def _answer(page: Page) -> None:
    page.locator(".comment summary", has_text="Answer").first.click()
    page.locator(".comment .write textarea").first.fill("It is the river that you hear.")


def _settle(page: Page) -> None:
    page.wait_for_timeout(250)
