"""Prints what a page that plays through an endless queue takes of the machine, minute of music by minute of music."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page

from Browser.chromium import Chromium
from Browser.studio import Studio, playable
from Harness import music
from Harness.instance import Instance

RECORDINGS = ("love_theme", "sad", "knolls")
SECONDS = 45
# The most that Chromium plays; it is silent above 4, but fetches, decodes and joins as it does at 1.
SPEED = 16
MEGABYTE = 1_000_000


class Bench:
    """A deck that plays three songs over and over."""

    def __init__(self, instance: Instance, browser: Chromium, speed: float) -> None:
        self.page: Page = browser.visitor(instance, bypass_csp=True).page
        self.page.goto("/sign-in")
        self.browser: CDPSession = browser.browser.new_browser_cdp_session()
        self.session: CDPSession = self.page.context.new_cdp_session(self.page)
        self.studio = Studio(self.page)
        owner = instance.sign_up("endless")
        songs = [playable(owner.upload_and_publish(music.clip(name, SECONDS), title=name)) for name in RECORDINGS]
        self.studio.run(
            "const [songs, speed] = values; const { deck, audio } = studio;"
            "deck.following = ({ version }) => songs[(songs.findIndex((song) => song.version === version) + 1) % songs.length];"
            "studio.heard = 0; deck.addEventListener('change', () => { studio.heard += 1; });"
            "audio.defaultPlaybackRate = audio.playbackRate = speed;",
            songs, speed,
        )
        self.studio.play(songs[0])

    def run(self, minutes: int) -> None:
        """Prints a line for each minute of music."""
        print("minute  songs  script MB  buffers MB  nodes  listeners  buffered s  process MB")
        for minute in range(minutes + 1):
            self.studio.wait_for(f"studio.audio.currentTime >= {60 * minute}", 90)
            print(self._line(minute), flush=True)

    def _line(self, minute: int) -> str:
        # The tape is no part of what is measured.
        self.studio.run("studio.wind();")
        self.session.send("HeapProfiler.collectGarbage")
        self.session.send("Performance.enable")
        metrics = {entry["name"]: entry["value"] for entry in self.session.send("Performance.getMetrics")["metrics"]}
        heap = self.session.send("Runtime.getHeapUsage")
        script = (heap["usedSize"] + heap["embedderHeapUsedSize"]) / MEGABYTE
        songs, buffered = self.studio.run(
            "const { buffered } = studio.audio;"
            "return [studio.heard, [...Array(buffered.length).keys()].reduce("
            "  (sum, index) => sum + buffered.end(index) - buffered.start(index), 0)];"
        )
        return (
            f"{minute:6} {songs:6} {script:10.2f} {heap['backingStorageSize'] / MEGABYTE:11.2f} {metrics['Nodes']:6.0f}"
            f" {metrics['JSEventListeners']:10.0f} {buffered:11.1f} {self._resident() / MEGABYTE:11.0f}"
        )

    def _resident(self) -> int:
        """Bytes of the largest process that renders pages: ours."""
        found: list[dict[str, Any]] = self.browser.send("SystemInfo.getProcessInfo")["processInfo"]
        renderers = [Path(f"/proc/{process['id']}/statm") for process in found if process["type"] == "renderer"]
        return max(int(path.read_text().split()[1]) for path in renderers if path.exists()) * 4096


def main() -> None:
    """The command line: how many minutes of music, and at which speed."""
    minutes = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    speed = float(sys.argv[2]) if len(sys.argv) > 2 else SPEED
    browser = Chromium()
    try:
        with Instance() as instance:
            assert instance.admin.token
            Bench(instance, browser, speed).run(minutes)
    finally:
        browser.close()


if __name__ == "__main__":
    main()
