"""One song on its way from a musician's disk to the world, by somebody who goes on after every crash."""

from __future__ import annotations

import hashlib
import http.client
import io
import wave
from dataclasses import dataclass, field
from typing import Any

from Harness import stream
from Harness.client import Client
from Harness.store import Store

PART_SIZE = 1 << 17


class Interrupted(Exception):
    """The server went away in the middle of a call."""


@dataclass
class Song:
    """What the server has acknowledged so far; every call is made until it was answered."""

    title: str
    content: bytes
    upload: dict[str, Any] | None = None
    tags: dict[int, str] = field(default_factory=dict)
    asset: str | None = None
    track: str | None = None
    version: str | None = None
    comment: str | None = None
    notes: str | None = None
    slip: str | None = None
    is_slip_deleted: bool = False
    is_ready: bool = False

    def go_on(self, client: Client) -> None:
        """Does what is still to be done, from the last thing that was acknowledged."""
        try:
            self.send_parts(client)
            self.complete(client)
            self._publish(client)
            self.comment = self.comment or self._say(client, f"About {self.title}")
            self._write_notes(client)
            self._slip(client)
            client.wait_until_ready(self.version or "")
            self.is_ready = True
        except (OSError, http.client.HTTPException) as error:
            raise Interrupted from error

    def send_parts(self, client: Client) -> None:
        """Begins the upload and puts all parts that have not arrived."""
        self.upload = self.upload or self._begin(client)
        self._put_parts(client)

    def complete(self, client: Client) -> None:
        """Has the parts made into an asset."""
        if self.asset is None:
            tags = [self.tags[number] for number in sorted(self.tags)]
            data = client.complete_upload((self.upload or {})["upload_id"], tags).data
            assert data["sha256"] == hashlib.sha256(self.content).hexdigest()
            self.asset = data["asset_id"]

    def _begin(self, client: Client) -> dict[str, Any]:
        return client.begin_upload(f"{self.title}.wav", self.content, part_size=PART_SIZE).data

    def _put_parts(self, client: Client) -> None:
        if self.upload is None or self.asset is not None:
            return
        for part in self.upload["presigned_parts"]:
            number = part["part_number"]
            if number not in self.tags:
                offset = (number - 1) * PART_SIZE
                answer = client.put_part(part, self.content[offset : offset + part["size"]])
                if answer.status != 200:
                    raise AssertionError(f"{answer} should have taken the part")
                self.tags[number] = answer.headers["ETag"]

    def _publish(self, client: Client) -> None:
        if self.track is None:
            made = self._published_before(client) or client.publish(self.asset or "", title=self.title)
            self.track, self.version = made["track"]["id"], made["version"]["id"]

    def _published_before(self, client: Client) -> dict[str, Any] | None:
        """What a call made whose answer never came."""
        listed = client.get("/api/v1/tracks", artist=client.handle, limit=100).json["data"]
        for track in listed:
            if track["title"] == self.title:
                return {"track": track, "version": {"id": track["primary_version_id"]}}
        return None

    def _say(self, client: Client, words: str) -> str:
        return client.post("/api/v1/comments", track_id=self.track, at_ms=500, body_md=words).data["comment"]["id"]

    def _write_notes(self, client: Client) -> None:
        if self.notes is None:
            words = f"Notes on {self.title}"
            client.send("PATCH", f"/api/v1/tracks/{self.track}", description_md=words).data
            self.notes = words

    def _slip(self, client: Client) -> None:
        """Says something that is taken back."""
        self.slip = self.slip or self._say(client, f"A slip about {self.title}")
        if not self.is_slip_deleted:
            # Where only the answer was lost, there is nothing left to delete.
            answer = client.request("DELETE", f"/api/v1/comments/{self.slip}")
            if answer.status != 404:
                answer.data
            self.is_slip_deleted = True

    @property
    def milliseconds(self) -> float:
        """How long it is, by its own bytes."""
        with wave.open(io.BytesIO(self.content)) as file:
            return file.getnframes() * 1000 / file.getframerate()

    # What must be true after a crash

    def check_acknowledged(self, client: Client, store: Store) -> None:
        """Fails where anything that was acknowledged is gone or changed."""
        if self.upload is not None and self.asset is None:
            self._check_parts(client)
        if self.asset is not None:
            self._check_original(store)
        if self.track is not None:
            self._check_page(client)
        if self.is_ready:
            self.check_playable(client)

    def _check_page(self, client: Client) -> None:
        track = client.track(self.track or "")
        assert track["title"] == self.title
        assert self.notes in (None, track.get("description_md")), f"the notes on {self.title} are lost"
        listed = {comment["id"] for comment in client.get(f"/api/v1/tracks/{self.track}/comments", limit=100).data}
        assert self.comment is None or self.comment in listed, f"the comment on {self.title} is lost"
        assert not self.is_slip_deleted or self.slip not in listed, f"what was deleted on {self.title} is back"

    def _check_parts(self, client: Client) -> None:
        assert self.upload is not None
        state = client.get(f"/api/v1/upload/multipart/{self.upload['upload_id']}").data
        missing = {part["part_number"] for part in state["presigned_parts"]}
        assert not missing & set(self.tags), f"parts {missing & set(self.tags)} of {self.title} are lost"
        for part in state["parts"]:
            assert part["etag"] == self.tags.get(part["part_number"], part["etag"]), f"{part} has changed"

    def _check_original(self, store: Store) -> None:
        files = [key for key in store.files("originals") if self.asset and self.asset in key]
        assert len(files) == 1, f"the original of {self.title} is kept as {files}"
        assert store.read(files[0]) == self.content, f"the original of {self.title} has changed"

    def check_playable(self, client: Client) -> None:
        """Fails unless every segment of the closed playlist is delivered."""
        version = client.version(self.version or "")
        assert version["status"] == "ready"
        assert abs(version["duration_ms"] - self.milliseconds) < 50, f"{self.title} was cut short: {version}"
        listed = stream.playlist(client, self.version or "")
        assert listed.is_complete and listed.segments
        for url in [listed.init, *listed.segments]:
            assert stream.fetch(client, url).body
