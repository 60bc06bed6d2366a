"""Plays a version as an HLS client does: master playlist, variant, init and segments."""

from __future__ import annotations

import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy

from Harness import sound
from Harness.client import Answer, Client


OPUS_PRE_SKIP = 312
LONGEST = 60


@dataclass
class Variant:
    """One rendition in a master playlist."""

    codec: str
    url: str


@dataclass
class MediaPlaylist:
    """The segments of one rendition."""

    init: str
    segments: list[str]
    durations: list[float]
    tags: dict[str, str]

    @property
    def is_complete(self) -> bool:
        """Whether no segment will follow."""
        return "EXT-X-ENDLIST" in self.tags


def fetch(client: Client, url: str) -> Answer:
    """Fetches what a signed link leads to; the link alone is the right."""
    answer = Client(client.port).get(url)
    if answer.status != 200:
        raise AssertionError(f"{answer} should have been delivered")
    return answer


def read_master(text: str) -> list[Variant]:
    """The variants of a master playlist in its order."""
    found = re.findall(r'#EXT-X-STREAM-INF:.*?CODECS="([^"]+)".*\n(\S+)', text)
    return [Variant(codec, url) for codec, url in found]


def read_playlist(text: str) -> MediaPlaylist:
    """What a media playlist lists."""
    lines = text.splitlines()
    if lines[:1] != ["#EXTM3U"]:
        raise AssertionError(f"not a playlist: {text[:200]!r}")
    tags = dict(line[1:].partition(":")[::2] for line in lines if line.startswith("#EXT"))
    init = re.search(r'#EXT-X-MAP:URI="([^"]+)"', text)
    return MediaPlaylist(
        init=init[1] if init else "",
        segments=[line for line in lines if line and not line.startswith("#")],
        durations=[float(found) for found in re.findall(r"#EXTINF:([\d.]+)", text)],
        tags=tags,
    )


def variants(client: Client, version_id: str) -> list[Variant]:
    """The variants that the client is offered of a version."""
    answer = client.get(f"/api/v1/stream/{version_id}.m3u8")
    kind = answer.headers.get("Content-Type", "")
    if answer.status != 200 or not kind.startswith("application/vnd.apple.mpegurl"):
        raise AssertionError(f"{answer} should have been a playlist, not {kind}")
    return read_master(answer.body.decode())


def playlist(client: Client, version_id: str, codec: str = "opus") -> MediaPlaylist:
    """The media playlist of the variant with this codec."""
    for variant in variants(client, version_id):
        if variant.codec.lower().startswith(codec):
            return read_playlist(fetch(client, variant.url).body.decode())
    raise AssertionError(f"version {version_id} is not offered as {codec}")


def listen(
    client: Client, version_id: str, codec: str = "opus", channels: int = 1
) -> tuple[numpy.ndarray, MediaPlaylist]:
    """Fetches all of a rendition and decodes it from the first sample of its music on.

    Mixed to mono it is at 48 kHz, in more channels at its own rate.
    """
    listed = playlist(client, version_id, codec)
    own = int(listed.tags["EXT-X-STEMMA-RATE"])
    rate = sound.RATE if channels == 1 else own
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "whole.mp4"
        with open(path, "wb") as file:
            for url in [listed.init, *listed.segments]:
                file.write(fetch(client, url).body)
        heard = sound.decode(path, rate, channels)
    lead = int(listed.tags["EXT-X-STEMMA-SKIP"]) * rate // own
    # An Opus decoder drops the pre-skip of RFC 7845 §4.2 by itself.
    return heard[lead - (OPUS_PRE_SKIP if codec == "opus" else 0) :], listed


def demand_flac(client: Client, version: str) -> None:
    """Has FLAC made and waits for it."""
    client.post(f"/api/v1/versions/{version}/transcodes", format="hls_flac").data
    wait_for(client, version, "flac")


def wait_for(client: Client, version: str, codec: str) -> None:
    """Waits until all of the variant with this codec is there."""
    end = time.monotonic() + LONGEST
    while not any(variant.codec.lower().startswith(codec) for variant in variants(client, version)):
        if time.monotonic() > end:
            raise AssertionError(f"no {codec} after a minute")
        time.sleep(0.1)
    while not playlist(client, version, codec).is_complete:
        time.sleep(0.1)
