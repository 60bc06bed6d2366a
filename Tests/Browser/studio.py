"""A deck in a browser whose output is taped, so that it can be compared sample by sample with what was uploaded."""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy

from Browser.hearing import Listener

FOLDER = Path(__file__).parent
TAPE = "data:text/javascript;base64," + base64.b64encode((FOLDER / "tape.js").read_bytes()).decode()
OPEN = (FOLDER / "studio.js").read_text()


def playable(track: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A track as a play button names it to the deck."""
    version = track["primary_version"]
    named = {
        "version": version["id"], "track": track["id"], "title": track["title"], "artist": "", "href": track["url"],
        "art": "", "stream": f"/api/v1/stream/{version['id']}.m3u8", "waveform": "", "key": "",
        "seconds": version["duration_ms"] / 1000, "lufs": version["loudness_lufs"], "peak": version["true_peak_dbtp"],
        "isLosslessOffered": track["may_hear_lossless"],
    }
    return named | changes


def steadied(test: Callable[[Any], None]) -> Callable[[Any], None]:
    """A proof that has to hold once in three times: a busy machine makes holes of its own in what is taped."""

    @functools.wraps(test)
    def attempt(case: Any) -> None:
        for left in (2, 1, 0):
            try:
                return test(case)
            except AssertionError:
                if left == 0:
                    raise

    return attempt


class Studio:
    """A deck in a page, which must let scripts run that are written in their address."""

    def __init__(self, page: Listener) -> None:
        self.page = page
        page.evaluate(f"() => ({OPEN})({json.dumps(TAPE)})")

    def run(self, body: str, *values: Any) -> Any:
        """What an asynchronous function of `studio` and `values` gives."""
        return self.page.evaluate(f"async () => (async (studio, ...values) => {{ {body} }})(studio, ...{json.dumps(values)})")

    def queue(self, *playables: dict[str, Any]) -> None:
        """What follows what."""
        self.run(
            "const [queue] = values;"
            "studio.deck.following = (after) => queue[queue.findIndex(({ version }) => version === after.version) + 1];",
            playables,
        )

    def play(self, playable: dict[str, Any], time: float = 0) -> None:
        """Loads it and plays from `time` seconds on."""
        self.run("await studio.deck.load(values[0], values[1]); await studio.audio.play();", playable, time)

    def wait_for(self, condition: str, seconds: float = 20) -> None:
        """Waits until an expression of `deck` and `audio` is true."""
        self.run(f"const {{ deck, audio }} = studio; await studio.until(() => {condition}, {seconds});")

    def tape(self) -> numpy.ndarray:
        """What has been heard since the last time: the left channel at 48 kHz, full scale ±1."""
        return numpy.frombuffer(base64.b64decode(self.run("return studio.wind();")), dtype="<f4")
