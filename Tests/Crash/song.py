"""One song on its way from a musician's disk to the world, by somebody who goes on after every crash."""

from __future__ import annotations

import hashlib
import http.client
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
    is_ready: bool = False

    def go_on(self, client: Client) -> None:
        """Does what is still to be done, from the last thing that was acknowledged."""
        try:
            self.upload = self.upload or self._begin(client)
            self._put_parts(client)
            self.asset = self.asset or self._complete(client)
            self._publish(client)
            self._comment(client)
            client.wait_until_ready(self.version or "")
            self.is_ready = True
        except (OSError, http.client.HTTPException) as error:
            raise Interrupted from error

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

    def _complete(self, client: Client) -> str:
        assert self.upload is not None
        tags = [self.tags[number] for number in sorted(self.tags)]
        data = client.complete_upload(self.upload["upload_id"], tags).data
        assert data["sha256"] == hashlib.sha256(self.content).hexdigest()
        return data["asset_id"]

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

    def _comment(self, client: Client) -> None:
        if self.comment is None:
            body = {"track_id": self.track, "at_ms": 500, "body_md": f"About {self.title}"}
            self.comment = client.post("/api/v1/comments", **body).data["comment"]["id"]

    # What must be true after a crash

    def check_acknowledged(self, client: Client, store: Store) -> None:
        """Fails where anything that was acknowledged is gone or changed."""
        if self.upload is not None and self.asset is None:
            self._check_parts(client)
        if self.asset is not None:
            self._check_original(store)
        if self.track is not None:
            assert client.track(self.track)["title"] == self.title
        if self.comment is not None:
            listed = client.get(f"/api/v1/tracks/{self.track}/comments", limit=100).data
            assert self.comment in {comment["id"] for comment in listed}, f"the comment on {self.title} is lost"
        if self.is_ready:
            self.check_playable(client)

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
        assert client.version(self.version or "")["status"] == "ready"
        listed = stream.playlist(client, self.version or "")
        assert listed.is_complete and listed.segments
        for url in [listed.init, *listed.segments]:
            assert stream.fetch(client, url).body
