"""What each call of the API needs so that it can succeed: things of one person, made anew where a call uses them up."""

from __future__ import annotations

import itertools
import re
import struct
import time
import zlib
from collections.abc import Callable
from typing import Any

from Harness import music
from Harness.client import Client
from Harness.instance import PASSWORD, Instance
from Harness.stream import demand_flac

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
QUALITIES = (320, 128)

# Seconds after which to sign in again, before access tokens end.
LIFETIME = 600


class Supplies:
    """Somebody who runs an instance and whose music is on it, and two others to whom things are done."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.owner = instance.admin
        self.other, self.member = instance.sign_up("other"), instance.sign_up("member")
        self.password = PASSWORD
        self.signed_in = time.monotonic()
        self.song = music.clip(seconds=1.3)
        track = self.owner.upload_and_publish(self.song, title="A song", visibility="public")
        self.track, self.version, self.artist = track["id"], track["primary_version_id"], track["artist"]["id"]
        self._make_all_encodings()
        self.sound = self.owner.upload(self.song)["asset_id"]
        # A sound lives as long as something is made of it.
        self.owner.publish(self.sound)
        self.picture = self.owner.upload_bytes("a.png", picture()).data["asset_id"]
        signed_in = Client(self.owner.port).post("/api/v1/auth/login", handle=self.owner.handle, password=PASSWORD)
        self.refresh_token = signed_in.data["session"]["refresh_token"]
        self._numbers = itertools.count()

    def _make_all_encodings(self) -> None:
        for quality in QUALITIES:
            self.owner.get(f"/api/v1/stream/{self.version}.mp3", quality=quality, wait=25)
        demand_flac(self.owner, self.version)

    # Calls

    def caller(self, call: str) -> Client:
        """Who makes a call: the owner, but where it would cost them their own session or password."""
        if time.monotonic() > self.signed_in + LIFETIME:
            self.owner.sign_in(self.owner.handle, PASSWORD)
            self.member.sign_in(self.member.handle, self.password)
            self.signed_in = time.monotonic()
        if call == "POST /api/v1/auth/logout":
            return Client(self.owner.port).sign_in(self.owner.handle, PASSWORD)
        return self.member if call == "PUT /api/v1/me/password" else self.owner

    def path_value(self, call: str, name: str) -> str:
        """What a parameter in the path of `call` stands for."""
        place = call.partition(f"{{{name}}}")[0].rstrip("/").rpartition("/")[2]
        uses_up = call.startswith("DELETE ")
        things: dict[str, Callable[[], str]] = {
            "tracks": self._new_track if uses_up else lambda: self.track,
            "versions": self._new_version if uses_up else lambda: self.version,
            "stream": lambda: self.version,
            "comments": self._new_comment,
            "multipart": self._new_upload,
            "sessions": self._new_session if uses_up else self._own_session,
            "tokens": self._new_token,
            "jobs": self._dead_job,
            "users": lambda: self.other.handle,
        }
        return things[place]()

    def led(self, call: str, body: dict[str, Any], is_right: bool) -> dict[str, Any]:
        """The body of a call with ids of what is there, and for a right one with all that it takes to succeed."""
        if is_right and call == "POST /api/v1/upload/multipart/complete":
            return self._filled_upload()
        led = {name: self._id(name) if _is_id(value) else value for name, value in body.items()}
        if not is_right:
            return led
        if call == "POST /api/v1/comments" and isinstance(led.get("at_ms"), int):
            led["at_ms"] %= 1000
        return led | self._right_values(call)

    def _id(self, name: str) -> str:
        things: dict[str, Callable[[], str]] = {
            "track_id": lambda: self.track,
            "version_id": lambda: self.version,
            "primary_version_id": lambda: self.version,
            "parent_id": self._new_comment,
            "original_asset_id": lambda: self.sound,
            "artwork_asset_id": lambda: self.picture,
            "artist_id": lambda: self.artist,
            "upload_id": self._new_upload,
        }
        return things[name]()

    def _right_values(self, call: str) -> dict[str, Any]:
        """What no description can say of a body."""
        values: dict[str, dict[str, Any]] = {
            "POST /api/v1/auth/signup": {"handle": f"somebody_{next(self._numbers)}"},
            "POST /api/v1/auth/login": {"handle": self.owner.handle, "email": None, "password": PASSWORD},
            "POST /api/v1/auth/refresh": {"refresh_token": self.refresh_token},
            "PUT /api/v1/me/password": {"current_password": self.password},
            "POST /api/v1/upload/multipart/init": {"size": 100_000, "part_size": 65_536},
        }
        return values.get(call, {})

    def note(self, call: str, body: Any, answer: Any) -> None:
        """Remembers what a call that succeeded has changed."""
        if call == "PUT /api/v1/me/password":
            self.password = body["new_password"]
        elif call == "POST /api/v1/auth/refresh":
            self.refresh_token = answer.json()["data"]["session"]["refresh_token"]

    # Things

    def _new_track(self) -> str:
        return self.owner.publish(self.sound)["track"]["id"]

    def _new_version(self) -> str:
        path = f"/api/v1/tracks/{self.track}/versions"
        return self.owner.post(path, original_asset_id=self.sound).data["version"]["id"]

    def _new_comment(self) -> str:
        draft = {"track_id": self.track, "version_id": self.version, "at_ms": 1, "body_md": "Here"}
        return self.owner.post("/api/v1/comments", **draft).data["comment"]["id"]

    def _new_upload(self) -> str:
        return self.owner.begin_upload("song.wav", bytes(1000)).data["upload_id"]

    def _new_session(self) -> str:
        Client(self.owner.port).sign_in(self.owner.handle, PASSWORD)
        return self.owner.get("/api/v1/me/sessions").data[0]["id"]

    def _own_session(self) -> str:
        listed = self.owner.get("/api/v1/me/sessions").data
        return next(session["id"] for session in listed if session["is_current"])

    def _filled_upload(self) -> dict[str, Any]:
        """The body that completes a new upload whose parts have been put."""
        content = self.song.read_bytes()
        begun = self.owner.begin_upload("song.flac", content).data
        return {"upload_id": begun["upload_id"], "etags": self.owner.put_parts(begun, content)}

    def _new_token(self) -> str:
        return self.owner.post("/api/v1/me/tokens", name="A script").data["personal_token"]["id"]

    def _dead_job(self) -> str:
        job = self.owner.post("/api/v1/admin/jobs/run", type="uploads_sweep").data["job_id"]
        self.instance.database.execute(f"UPDATE jobs SET state = 'dead' WHERE id = '{job}'")
        return job


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and UUID.fullmatch(value) is not None


def picture(size: int = 64) -> bytes:
    """A PNG of `size` × `size` grey pixels (RFC 2083)."""
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * size) * size)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
