"""Prints what each page weighs, when it is painted, whether it moves, and how soon it sounds and leads on."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page

from Bench.stage import House, furnished
from Bench.traffic import KINDS, Traffic
from Browser.chromium import Chromium
from Harness.client import Client

PROBE = Path(__file__).with_name("probe.js")
HOVER_MILLISECONDS = 250
# How long a hand has been on a page before it does something.
MOMENT_MILLISECONDS = 500


class Bench:
    """The pages of one house, each opened `runs` times in a fresh profile."""

    def __init__(self, house: House, browser: Chromium, runs: int) -> None:
        self.house, self.browser, self.runs = house, browser, runs

    def run(self) -> None:
        """Measures everything and prints it."""
        track = self.house.tracks[-1]
        pages = [
            ("home", "/", None), ("track", track["url"], None), ("profile", "/@ida", None),
            ("sign-in", "/sign-in", None), ("upload", "/upload", self.house.musician),
            ("embed", f"/embed/track/{track['id']}", None),
        ]
        print(f"Medians of {self.runs} runs on this machine; KB are 1000 bytes, headers included.\n")
        for name, address, member in pages:
            self._print_page(name, address, member)
        self._print_sound(track["url"])
        self._print_navigation()

    # A page's weight and paint

    def _print_page(self, name: str, address: str, member: Client | None) -> None:
        visits = [self._visit(address, member) for _ in range(self.runs)]
        first, again, paints = zip(*visits)
        print(name)
        print(f"  first visit   {_weight(first)}")
        print(f"  repeat visit  {_weight(again)}")
        print(
            f"  first paint {_median(paint['first'] for paint in paints):.0f} ms, "
            f"largest {_median(paint['largest'] for paint in paints):.0f} ms, "
            f"layout shift {_median(paint['shift'] for paint in paints):.4f}"
        )

    def _visit(self, address: str, member: Client | None) -> tuple[Traffic, Traffic, dict[str, float]]:
        visitor = self.browser.visitor(self.house.instance, member)
        visitor.page.add_init_script(path=PROBE)
        first = _opened(visitor.page, address)
        seen = visitor.page.evaluate("() => seen")
        again = _opened(visitor.page, address)
        visitor.close()
        return first, again, seen

    # What people do

    def _print_sound(self, address: str) -> None:
        print("click on a track's play button")
        for name, moment in (("by who moved about before", MOMENT_MILLISECONDS), ("as the first thing that is done", 0)):
            seen = [self._click(address, moment) for _ in range(self.runs)]
            print(f"  {name}")
            print(f"    to `playing`         {_spread([run['playing'] - run['clicked'] for run in seen])}")
            print(f"    to the first sample  {_spread([run['sounded'] - run['clicked'] for run in seen])}")
            print(f"    layout shift with the player's coming, input or not: {_median(run['shiftOfAll'] for run in seen):.4f}")

    def _click(self, address: str, moment: int) -> dict[str, float]:
        visitor = self.browser.visitor(self.house.instance, service_workers="allow")
        visitor.page.add_init_script(path=PROBE)
        _opened(visitor.page, address)
        visitor.page.evaluate("() => tap()")
        before = visitor.page.evaluate("() => seen.shiftOfAll")
        if moment:
            visitor.page.mouse.move(2, 2)
            visitor.page.wait_for_timeout(moment)
        visitor.page.get_by_role("main").get_by_role("button", name="Play").first.click()
        visitor.page.wait_for_function("() => seen.playing && seen.sounded")
        visitor.page.wait_for_timeout(600)
        seen = visitor.page.evaluate("() => seen")
        visitor.close()
        return seen | {"shiftOfAll": seen["shiftOfAll"] - before}

    def _print_navigation(self) -> None:
        print("click on a link to the page's first frame")
        print(f"  after {HOVER_MILLISECONDS} ms above it  {_spread([self._follow(HOVER_MILLISECONDS) for _ in range(self.runs)])}")
        print(f"  at once                {_spread([self._follow(0) for _ in range(self.runs)])}")

    def _follow(self, hover: int) -> float:
        visitor = self.browser.visitor(self.house.instance, service_workers="allow")
        page = visitor.page
        page.add_init_script(path=PROBE)
        _opened(page, "/")
        # Without the picture of the change, which is drawn over some frames on purpose.
        page.emulate_media(reduced_motion="reduce")
        link = page.get_by_role("main").locator(".rows a", has_text=self.house.tracks[0]["title"]).first
        link.scroll_into_view_if_needed()
        box = link.bounding_box()
        assert box is not None
        place = (box["x"] + 5, box["y"] + box["height"] / 2)
        page.mouse.move(2, 2)
        page.wait_for_timeout(MOMENT_MILLISECONDS)
        if hover:
            page.mouse.move(*place)
            page.wait_for_timeout(hover)
        page.mouse.click(*place)
        page.wait_for_function("() => seen.page")
        seen = page.evaluate("() => seen")
        visitor.close()
        return seen["page"] - seen["clicked"]


def _opened(page: Page, address: str) -> Traffic:
    traffic = Traffic(page)
    page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")
    traffic.stop()
    return traffic


def _weight(visits: Iterable[Traffic]) -> str:
    visits = list(visits)
    parts = [(kind, _median(visit.bytes[kind] for visit in visits)) for kind in KINDS]
    told = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in parts if size)
    requests = _median(sum(visit.requests.values()) for visit in visits)
    return f"{_median(visit.shell for visit in visits) / 1000:6.1f} KB before sound and pictures; {requests:.0f} requests: {told or 'nothing'}"


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)


def _spread(values: list[float]) -> str:
    return f"{_median(values):6.1f} ms  ({min(values):.1f} to {max(values):.1f})"


def main(arguments: list[str]) -> None:
    """Furnishes a house, measures its pages, and takes it down."""
    runs = int(arguments[0]) if arguments else 5
    house = furnished()
    browser = Chromium()
    try:
        Bench(house, browser, runs).run()
    finally:
        browser.close()
        house.instance.close()


if __name__ == "__main__":
    main(sys.argv[1:])
