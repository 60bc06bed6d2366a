"""Takes a picture of every page, as a company of musicians has filled it, at three widths and in three themes."""

from __future__ import annotations

import argparse
import shutil
import time
from pathlib import Path

from playwright.sync_api import Page

from Browser import listening, workrooms
from Browser.browser import Visitor
from Browser.chromium import Chromium
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
        """Takes the pictures of `all_views`, each as somebody sees it who brings nothing along from another."""
        for view in filter(self.wants, all_views):
            visitor = None
            for width in [view.width] if view.width else self.widths:
                if not (visitor and view.is_kept_open):
                    self._part(visitor, view)
                    visitor = self._visitor(instance, members, view)
                    visitor.page.set_viewport_size({"width": width, "height": view.height})
                    self._open(visitor.page, view)
                self._take(visitor.page, view, width)
            self._part(visitor, view)

    def _visitor(self, instance: Instance, members: dict[str, Client], view: View) -> Visitor:
        worker = "allow" if view.has_worker else "block"
        return self.chromium.visitor(instance, members[view.member] if view.member else None, service_workers=worker)

    def _open(self, page: Page, view: View) -> None:
        page.goto(view.address, wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        if view.act:
            view.act(page)

    def _take(self, page: Page, view: View, width: int) -> None:
        page.set_viewport_size({"width": width, "height": view.height})
        self._load_pictures(page)
        for theme in self.themes:
            page.emulate_media(**THEMES[theme], reduced_motion="reduce")
            page.wait_for_timeout(60)
            name = view.name if view.width else f"{view.name}-{width}"
            path = self.folder / f"{name}-{theme}.png"
            page.screenshot(path=path, full_page=not view.in_window and view.width is None, animations="disabled")
            self.taken += 1

    def _part(self, visitor: Visitor | None, view: View) -> None:
        if visitor is None:
            return
        # The browser itself says so where a page answers with a refusal, which is how some of them are meant.
        for fault in visitor.faults:
            if "Failed to load resource" not in fault:
                print(f"  {view.name}: {fault}")
        visitor.close()

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
    if any(map(photographer.wants, listening.demo_rooms())):
        with Instance(settings=SETTINGS) as instance:
            instance.fill_with_demo()
            photographer.take(instance, {}, list(listening.demo_rooms()))
    with Instance(settings=SETTINGS) as instance:
        company = Company(instance).fill()
        print(f"shots: the company has moved in after {time.monotonic() - begun:.0f} s")
        photographer.take(instance, company.members, [*listening.listening_rooms(company), *workrooms.doors(), *workrooms.workrooms(company)])
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
