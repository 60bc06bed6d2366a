"""A house with music to measure in: six songs by one musician, with talk under the first."""

from __future__ import annotations

from dataclasses import dataclass

from Harness import music
from Harness.client import Client
from Harness.instance import Instance

RECORDINGS = ("love_theme", "sad", "breaking_the_chains", "elf-land", "knalgan_theme", "wanderer")
SECONDS = 90


@dataclass
class House:
    """A running instance and what is in it."""

    instance: Instance
    musician: Client
    tracks: list[dict]


def furnished(seconds: float = SECONDS) -> House:
    """A fresh instance with songs of that length."""
    instance = Instance().start()
    assert instance.admin.token
    musician = instance.sign_up("ida")
    tracks = []
    for name in RECORDINGS:
        title = name.replace("_", " ").replace("-", " ").capitalize()
        tracks.append(musician.upload_and_publish(
            music.clip(name, seconds), title=title, tags=["orchestra"],
            description_md="Recorded in *one* take, in a room with a window on the street.",
        ))
    for place in range(6):
        body = {"track_id": tracks[-1]["id"], "at_ms": 9000 * place + 4000, "body_md": "Here it *turns*."}
        musician.post("/api/v1/comments", **body).data
    return House(instance, musician, tracks)
