"""Prints what a page that plays through an endless queue takes of the machine, minute of music by minute of music."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import websocket

from Browser.chromium import Chromium
from Harness import music
from Harness.instance import Instance

RECORDINGS = ("love_theme", "sad", "knolls")
SECONDS = 45
# The most that Chromium plays; it is silent above 4, but fetches, decodes and joins as it does at 1.
SPEED = 16
MEGABYTE = 1_000_000
FLAGS = (
    "--headless", "--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--remote-debugging-port=0",
    "--remote-allow-origins=*",
)


class BareChromium:
    """A browser with one page that nobody watches: Playwright would have it keep all that it fetched."""

    def __init__(self, url: str) -> None:
        self.profile = tempfile.TemporaryDirectory(prefix="stemma-memory.", ignore_cleanup_errors=True)
        command = [Chromium.program, *FLAGS, f"--user-data-dir={self.profile.name}", url]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.number = 0
        self.socket = self._connect("")
        page = next(target for target in self.send("Target.getTargets")["targetInfos"] if target["type"] == "page")
        self.browser, self.socket = self.socket, self._connect(page["targetId"])

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Sends a command of the DevTools protocol and gives its result."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                return answer["result"]

    def evaluate(self, expression: str) -> Any:
        """What a function gives that runs in the page."""
        code = f"({expression})()"
        answer = self.send("Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def resident(self) -> int:
        """Bytes of the largest process that renders pages: ours."""
        page, self.socket = self.socket, self.browser
        found = self.send("SystemInfo.getProcessInfo")["processInfo"]
        self.socket = page
        renderers = [Path(f"/proc/{process['id']}/statm") for process in found if process["type"] == "renderer"]
        return max(int(path.read_text().split()[1]) for path in renderers if path.exists()) * 4096

    def close(self) -> None:
        """Ends the browser and forgets its profile."""
        self.process.terminate()
        self.process.wait()
        self.profile.cleanup()

    def _connect(self, page: str) -> websocket.WebSocket:
        port = Path(self.profile.name, "DevToolsActivePort")
        while not (port.exists() and len(port.read_text().splitlines()) == 2):
            time.sleep(0.1)
        number, browser = port.read_text().splitlines()
        address = f"ws://127.0.0.1:{number}" + (f"/devtools/page/{page}" if page else browser)
        return websocket.create_connection(address, timeout=120)


class Bench:
    """A musician's page on which three songs are played over and over, in the page's own player."""

    def __init__(self, instance: Instance, browser: BareChromium, speed: float) -> None:
        self.browser = browser
        owner = instance.sign_up("endless")
        for name in RECORDINGS:
            owner.upload_and_publish(music.clip(name, SECONDS), title=name)
        browser.send("Page.navigate", url=f"{instance.url}/@endless")
        self._wait_for("document.readyState === 'complete'", 30)
        browser.evaluate("() => document.querySelector('main [data-play]').click()")
        self._wait_for("document.querySelector('audio')?.currentTime > 0", 30)
        browser.evaluate(
            "() => {"
            "  const [player, audio] = ['stemma-player', 'audio'].map((name) => document.querySelector(name));"
            "  player.program.changeRepeat();"
            f"  audio.defaultPlaybackRate = audio.playbackRate = {speed};"
            "  globalThis.heard = { songs: 0 };"
            "  document.addEventListener('stemma:position', ({ detail }) => {"
            "    if (detail.version !== heard.version) Object.assign(heard, { version: detail.version, songs: heard.songs + 1 });"
            "  });"
            "}"
        )

    def run(self, minutes: int) -> None:
        """Prints a line for each minute of music."""
        print("minute  songs  script MB  buffers MB  nodes  listeners  buffered s  process MB")
        self.browser.send("Performance.enable")
        for minute in range(minutes + 1):
            self._wait_for(f"document.querySelector('audio').currentTime >= {60 * minute}", 90)
            print(self._line(minute), flush=True)

    def _wait_for(self, condition: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self.browser.evaluate(f"() => {condition}"):
            assert time.monotonic() < end, f"{condition} is not so after {seconds} s"
            time.sleep(0.2)

    def _line(self, minute: int) -> str:
        self.browser.send("HeapProfiler.collectGarbage")
        metrics = {entry["name"]: entry["value"] for entry in self.browser.send("Performance.getMetrics")["metrics"]}
        heap = self.browser.send("Runtime.getHeapUsage")
        script = (heap["usedSize"] + heap["embedderHeapUsedSize"]) / MEGABYTE
        songs, buffered = self.browser.evaluate(
            "() => { const { buffered } = document.querySelector('audio');"
            "  return [heard.songs, [...Array(buffered.length).keys()].reduce("
            "    (sum, index) => sum + buffered.end(index) - buffered.start(index), 0)]; }"
        )
        return (
            f"{minute:6} {songs:6} {script:10.2f} {heap['backingStorageSize'] / MEGABYTE:11.2f} {metrics['Nodes']:6.0f}"
            f" {metrics['JSEventListeners']:10.0f} {buffered:11.1f} {self.browser.resident() / MEGABYTE:11.0f}"
        )


def main() -> None:
    """The command line: how many minutes of music, and at which speed."""
    minutes = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    speed = float(sys.argv[2]) if len(sys.argv) > 2 else SPEED
    with Instance() as instance:
        assert instance.admin.token
        browser = BareChromium("about:blank")
        try:
            Bench(instance, browser, speed).run(minutes)
        finally:
            browser.close()


if __name__ == "__main__":
    main()
