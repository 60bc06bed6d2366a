"""Prints what the work on an upload costs, beside the bare encoder and the usual programs, and how soon it sounds."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from Bench import child, recipe, reel
from Bench.figures import ratio, spread
from Bench.processors import MEGABYTE, Cost
from Harness import stream
from Harness.client import Client
from Harness.instance import Instance

MINUTES = 5
LONG_MINUTES = 60
PLAYS = 3


def main(arguments: list[str]) -> None:
    """Measures short music again and again, and an hour of it a few times."""
    runs = int(arguments[0]) if arguments else 5
    measure_cost(runs)
    measure_length()
    measure_first_sound()


def measure_cost(runs: int) -> None:
    """Processor time for five minutes of music, ours and theirs in turn."""
    wav, flac = reel.minutes(MINUTES, reel.WAV), reel.minutes(MINUTES, reel.FLAC)
    print(f"CPU for {MINUTES} minutes of music; medians of {runs} alternating runs, and between which they lay")
    costs: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="stemma-bench.") as name:
        folder = Path(name)
        ways = {
            "Stemma, WAV 48 kHz": lambda: [child.package(wav, "opus", is_measured=True)],
            "opusenc, WAV 48 kHz": lambda: [recipe.opusenc(wav, folder)],
            "ffmpeg libopus, WAV 48 kHz": lambda: [recipe.libopus(wav, folder)],
            "Stemma, FLAC 44.1 kHz": lambda: [child.package(flac, "opus", is_measured=True)],
            "opusenc, FLAC 44.1 kHz": lambda: [recipe.opusenc(flac, folder)],
            "Stemma with AAC, FLAC": lambda: both(flac),
            "usual programs, FLAC": lambda: recipe.everything(flac, folder),
        }
        for _ in range(runs):
            for way, take in ways.items():
                costs.setdefault(way, []).append(sum(cost.seconds for cost in take()))
    pairs = {
        "Stemma, WAV 48 kHz": ["opusenc, WAV 48 kHz", "ffmpeg libopus, WAV 48 kHz"],
        "Stemma, FLAC 44.1 kHz": ["opusenc, FLAC 44.1 kHz"],
        "Stemma with AAC, FLAC": ["usual programs, FLAC"],
    }
    for way, spent in costs.items():
        against = ", ".join(f"{ratio(spent, costs[peer])} {peer.split(',')[0]}" for peer in pairs.get(way, []))
        print(f"  {way:28} {spread(spent, 's', 2)}   {against}", flush=True)
    print()


def both(source: Path) -> list[Cost]:
    """Opus with all that is measured, and AAC after it."""
    return [
        child.package(source, "opus", is_measured=True), child.package(source, "aac", is_measured=False),
    ]


def measure_length() -> None:
    """The most memory that the child holds, whatever the length."""
    print("the child's most memory, FLAC 44.1 kHz")
    for minutes in (MINUTES, LONG_MINUTES):
        cost = child.package(reel.minutes(minutes, reel.FLAC), "opus", is_measured=True)
        print(f"  {minutes:3} minutes  {cost.peak_bytes / MEGABYTE:6.1f} MB, CPU {cost.seconds:.1f} s", flush=True)
    print()


def measure_first_sound() -> None:
    """From the answer to `POST /tracks` until the first segment has been fetched."""
    source = reel.minutes(LONG_MINUTES, reel.FLAC)
    waited = []
    for _ in range(PLAYS):
        # A fresh house each time: one that still works on the last song answers later.
        with Instance() as instance:
            assert instance.admin.token
            musician = instance.sign_up("ida")
            asset = musician.upload(source)["asset_id"]
            waited.append(first_sound(musician, musician.publish(asset)["version"]["id"]))
    print(f"first segment after POST /tracks was answered, FLAC of {LONG_MINUTES} minutes\n  {spread(waited, 's', 2)}")


def first_sound(musician: Client, version: str) -> float:
    """Seconds from now until the first segment of a version is there, asked for every 10 ms."""
    begun = time.monotonic()
    while musician.get(f"/api/v1/stream/{version}.m3u8").status != 200:
        time.sleep(0.01)
    stream.fetch(musician, stream.playlist(musician, version).segments[0])
    return time.monotonic() - begun


if __name__ == "__main__":
    main(sys.argv[1:])
