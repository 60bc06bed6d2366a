"""A server to which harm is done again and again, the musician who uses it, and all that was acknowledged."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

from Crash.song import Interrupted, Song
from Crash.trigger import Harm, Place, Trigger
from Crash.wary import WaryClient
from Harness import music
from Harness.instance import PASSWORD, Instance

SEED = int(os.environ.get("STEMMA_TEST_SEED") or random.SystemRandom().randrange(1 << 32))
SONG_SECONDS = 3


def count_of(name: str, few: int, full: int) -> int:
    """How often harm is done: a few times, with --full many, or as often as the environment says."""
    return int(os.environ.get(name) or (full if os.environ.get("STEMMA_TEST_FULL") else few))


class Victim:
    """The server and what it owes."""

    def __init__(self, instance: Instance, seed: int) -> None:
        self.dice = random.Random(seed)
        self.instance = instance
        self.trigger = Trigger(instance.folder / "trigger")
        self.songs: list[Song] = []
        self.where: list[str] = []
        self.client = WaryClient(instance.port)

    def start(self) -> None:
        """Starts the server with the trigger in it, and signs in."""
        self.trigger.disarm()
        self.instance.start(extra=self.trigger.environment)
        self.client = WaryClient(self.instance.port).sign_in("writer", PASSWORD)

    def set_up(self, places: Place = Place.SERVER) -> int:
        """Makes the account, leaves an upload lying, takes a song the whole way; the number of points that takes."""
        self.trigger.disarm()
        self.instance.start(extra=self.trigger.environment)
        self.client = WaryClient(self.instance.port).sign_up("writer", PASSWORD)
        self._leave_an_upload()
        self.trigger.disarm(places)
        self.new_song().go_on(self.client)
        time.sleep(0.5)
        return self.trigger.points()

    def new_song(self) -> Song:
        """A song that nobody has uploaded yet."""
        number = len(self.songs)
        song = Song(f"Song {number}", self._clip(number).read_bytes())
        self.songs.append(song)
        return song

    def go_until(self, harm: Harm) -> Song:
        """Takes a new song on its way until the harm ends the server; then it is dead in any case.

        The point may come after the song is ready, or not at all: then the server is killed where it stands.
        """
        song = self.new_song()
        self.trigger.arm(harm)
        try:
            song.go_on(self.client)
        except Interrupted:
            pass
        process, end = self.instance.process, time.monotonic() + 1
        while process and process.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        self.instance.kill()
        self.where.append(f"{harm.deed.name} {'after' if harm.is_after else 'before'} {harm.point}, {progress(song)}")
        return song

    def finish(self, song: Song) -> None:
        """Nothing acknowledged is lost, and the song goes on from there to its end."""
        song.check_acknowledged(self.client, self.instance.store)
        song.go_on(self.client)
        song.check_playable(self.client)

    def told(self, error: Exception) -> AssertionError:
        """The error with what is needed to see it again."""
        where = "; ".join(self.where[-3:])
        return AssertionError(f"STEMMA_TEST_SEED={SEED}: {where}: {error}\n{self.instance.log[-3000:]}")

    def _leave_an_upload(self) -> None:
        """Begins one that nobody will come back for."""
        content = self._clip(59).read_bytes()
        begun = self.client.begin_upload("Left.wav", content, part_size=1 << 17).data
        part = begun["presigned_parts"][0]
        assert self.client.put_part(part, content[: part["size"]]).status == 200

    def _clip(self, number: int) -> Path:
        return music.clip("battle-epic", SONG_SECONDS, start=number % 60, form=music.WAV)


def progress(song: Song) -> str:
    """How far a song has come."""
    if song.is_ready:
        return "ready"
    for name in ("is_slip_deleted", "notes", "comment", "track", "asset"):
        if getattr(song, name):
            return f"{name} acknowledged"
    return f"{len(song.tags)} parts acknowledged"
