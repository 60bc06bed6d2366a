"""Takes a picture of every page, as a company of musicians has filled it, at three widths and in three themes."""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from Browser import workrooms
from Browser.chromium import Chromium, Visitor
from Browser.view import View
from Harness.client import Client
from Harness.company import Company
from Harness.instance import ROOT, Instance

WIDTHS = (360, 768, 1440)
THEMES = {
    "light": {"color_scheme": "light", "contrast": "no-preference"},
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
}
SETTINGS = {"STEMMA_AAC": "off"}


def views(company: Company) -> Iterator[View]:
    """Every page on which music is heard."""
    url = {title: track["url"] for title, track in company.tracks.items()}
    salt, broken = company.tracks["Salt Ledger"], company.tracks["Broken Tape"]
    embed = f"/embed/track/{salt['id']}"
    yield View("home", "/")
    yield View("home-member", "/", "brannock")
    yield View("tag", "/tags/piano%20alone")
    yield View("tag-none", "/tags/nothing")
    yield View("track", url["Salt Ledger"])
    yield View("track-playing", url["Salt Ledger"], act=_play)
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
    yield View("profile", "/@odile")
    yield View("profile-own", "/@brannock", "brannock")
    yield View("profile-long", "/@oslo_ensemble")
    yield View("profile-rtl", "/@nur")
    yield View("profile-empty", "/@maretka")
    for width in (300, 420, 560, 800):
        yield View(f"embed-{width}", embed, height=250, width=width)
        yield View(f"embed-{width}-compact", embed, height=120, width=width)
    yield View("embed-320-tall", embed, height=420, width=320)


def _play(page: Page) -> None:
    page.click(".track-head .play")
    page.wait_for_timeout(4000)


def _settle(page: Page) -> None:
    page.wait_for_timeout(250)


class Photographer:
    """Opens pages and keeps their pictures in a folder."""

    def __init__(self, folder: Path, widths: list[int], themes: list[str], only: list[str]) -> None:
        self.folder, self.widths, self.themes, self.only = folder, widths, themes, only
        self.chromium = Chromium()
        self.taken = 0

    def wants(self, view: View) -> bool:
        """Whether the pages asked for are these; a name asks for all that begin with it too."""
        return not self.only or any(view.name == name or view.name.startswith(f"{name}-") for name in self.only)

    def take(self, instance: Instance, members: dict[str, Client], all_views: list[View]) -> None:
        """Takes the pictures of `all_views`, member by member."""
        wanted = [view for view in all_views if self.wants(view)]
        for handle in {view.member: None for view in wanted}:
            visitor = self.chromium.visitor(instance, members[handle] if handle else None)
            for view in wanted:
                if view.member == handle and not view.has_worker:
                    self._take(visitor, view)
            visitor.close()
        for view in wanted:
            if view.has_worker:
                visitor = self.chromium.visitor(instance, members[view.member] if view.member else None, service_workers="allow")
                self._take(visitor, view)
                visitor.close()

    def _take(self, visitor: Visitor, view: View) -> None:
        page = visitor.page
        for number, width in enumerate([view.width] if view.width else self.widths):
            page.set_viewport_size({"width": width, "height": view.height})
            if number == 0 or not view.is_kept_open:
                self._open(page, view)
            self._load_pictures(page)
            for theme in self.themes:
                page.emulate_media(**THEMES[theme], reduced_motion="reduce")
                page.wait_for_timeout(60)
                name = view.name if view.width else f"{view.name}-{width}"
                path = self.folder / f"{name}-{theme}.png"
                page.screenshot(path=path, full_page=view.width is None, animations="disabled")
                self.taken += 1
        # The browser itself says so where a page answers with a refusal, which is how some of them are meant.
        for fault in visitor.faults:
            if "Failed to load resource" not in fault:
                print(f"  {view.name}: {fault}")
        visitor.faults.clear()

    def _open(self, page: Page, view: View) -> None:
        page.goto("about:blank")
        page.goto(view.address, wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        if view.act:
            view.act(page)

    def _load_pictures(self, page: Page) -> None:
        """Lets what waits for the window come, waveforms and sleeves far down the page."""
        page.evaluate("for (const image of document.images) image.loading = 'eager'")
        whole = page.evaluate("document.documentElement.scrollHeight")
        before = page.viewport_size
        page.set_viewport_size({"width": before["width"], "height": max(before["height"], min(whole, 6000))})
        page.wait_for_load_state("networkidle")
        page.set_viewport_size(before)


def main() -> None:
    """Reads what is wanted and takes it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / ".build/shots", help="the folder of the pictures")
    parser.add_argument("--only", default="", help="names of pages, with commas: home,track")
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    parser.add_argument("--themes", default=",".join(THEMES))
    wanted = parser.parse_args()
    only = [name for name in wanted.only.split(",") if name]
    if not only:
        shutil.rmtree(wanted.out, ignore_errors=True)
    wanted.out.mkdir(parents=True, exist_ok=True)
    widths = [int(width) for width in wanted.widths.split(",")]
    begun = time.monotonic()
    photographer = Photographer(wanted.out, widths, wanted.themes.split(","), only)
    _visit_strangers(photographer)
    with Instance(settings=SETTINGS) as instance:
        company = Company(instance).fill()
        print(f"shots: the company has moved in after {time.monotonic() - begun:.0f} s")
        photographer.take(instance, company.members, [*views(company), *workrooms.doors(), *workrooms.workrooms(company)])
        instance.database.execute("ALTER TABLE track_tags RENAME TO lost_tags")
        photographer.take(instance, company.members, list(workrooms.broken_rooms()))
    photographer.chromium.close()
    print(f"shots: {photographer.taken} pictures in {wanted.out} after {time.monotonic() - begun:.0f} s")


def _visit_strangers(photographer: Photographer) -> None:
    """Takes the pages of instances that are empty, or where not everybody may come in."""
    doors = (
        ({}, workrooms.empty_rooms(), False),
        ({"STEMMA_SIGNUPS": "invite"}, workrooms.invited_doors(), True),
        ({"STEMMA_SIGNUPS": "closed", "STEMMA_RATE_LIMITS": "on"}, workrooms.closed_doors(), True),
    )
    for settings, rooms, is_claimed in doors:
        wanted = [view for view in rooms if photographer.wants(view)]
        if not wanted:
            continue
        with Instance(settings=SETTINGS | settings) as instance:
            if is_claimed:
                assert instance.admin.token
            photographer.take(instance, {}, wanted)


if __name__ == "__main__":
    main()
