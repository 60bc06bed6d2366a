"""A client of the API, as somebody outside the project would write one."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import time
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

READY_SECONDS = 60
PART_SIZE = 1 << 20


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    asked: str

    @property
    def json(self) -> Any:
        """The body as JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            raise AssertionError(f"{self} is not JSON")

    @property
    def data(self) -> Any:
        """The data of a success; fails on anything else."""
        if not 200 <= self.status < 300 or self.json.get("success") is not True:
            raise AssertionError(f"{self} should have succeeded")
        return self.json["data"]

    @property
    def sentence(self) -> str:
        """What a refusal says to a person."""
        return self.json["error"]["message"]

    def __str__(self) -> str:
        return f"{self.asked} → {self.status} {self.body[:400]!r}"


@dataclass
class Client:
    """Somebody who calls the API on this machine, signed in where there is a token."""

    port: int
    handle: str = ""
    token: str = ""
    user: dict[str, Any] = field(default_factory=dict)

    # Requests

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        timeout: float = 60,
    ) -> Answer:
        """Sends one request on a connection of its own; redirects are not followed."""
        identity = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            # A server may refuse before it has read all; its answer counts.
            with contextlib.suppress(BrokenPipeError):
                connection.request(method, path, body, identity | (headers or {}))
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read(), f"{method} {path}")
        finally:
            connection.close()

    def get(self, path: str, **query: Any) -> Answer:
        """Asks for `path` with `query` behind it."""
        mark = "&" if "?" in path else "?"
        return self.request("GET", path + (mark + urllib.parse.urlencode(query) if query else ""))

    def send(self, method: str, path: str, **fields: Any) -> Answer:
        """Sends `fields` as a JSON object."""
        return self.request(method, path, json.dumps(fields).encode(), {"Content-Type": "application/json"})

    def post(self, path: str, **fields: Any) -> Answer:
        """Posts `fields` as a JSON object."""
        return self.send("POST", path, **fields)

    def is_ready(self) -> bool:
        """Whether the server serves."""
        try:
            return self.request("GET", "/api/v1/ready", timeout=5).status == 200
        except OSError:
            return False

    # Accounts

    def sign_up(self, handle: str, password: str) -> Client:
        """Makes an account and is signed in from then on."""
        data = self.post(
            "/api/v1/auth/signup", email=f"{handle}@example.org", handle=handle, password=password
        ).data
        self.handle, self.user, self.token = handle, data["user"], data["session"]["access_token"]
        return self

    def sign_in(self, handle: str, password: str) -> Client:
        """Signs in to an account that exists."""
        data = self.post("/api/v1/auth/login", handle=handle, password=password).data
        self.handle, self.user, self.token = handle, data["user"], data["session"]["access_token"]
        return self

    def ban(self, other: Client) -> None:
        """Bans somebody; admins may."""
        self.request("PUT", f"/api/v1/admin/users/{other.handle}/ban").data

    # Uploads

    def begin_upload(self, name: str, content: bytes, **changes: Any) -> Answer:
        """Asks for the addresses of a file's parts; `changes` replace what would honestly be said of it."""
        fields: dict[str, Any] = {
            "filename": name,
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        asked = {name: value for name, value in (fields | changes).items() if value is not None}
        return self.post("/api/v1/upload/multipart/init", **asked)

    def put_part(self, part: dict[str, Any], content: bytes) -> Answer:
        """Puts one part; its URL is all the right that is needed."""
        return type(self)(self.port).request("PUT", path_of(part["url"]), content)

    def put_parts(self, upload: dict[str, Any], content: bytes) -> list[str]:
        """Puts all parts of `content` and says their ETags in order."""
        tags, offset = [], 0
        for part in upload["presigned_parts"]:
            answer = self.put_part(part, content[offset : offset + part["size"]])
            if answer.status != 200:
                raise AssertionError(f"{answer} should have taken part {part['part_number']}")
            tags.append(answer.headers["ETag"])
            offset += part["size"]
        return tags

    def complete_upload(self, upload_id: str, tags: list[str]) -> Answer:
        """Says that all parts have been put."""
        return self.post("/api/v1/upload/multipart/complete", upload_id=upload_id, etags=tags)

    def upload_bytes(self, name: str, content: bytes, **changes: Any) -> Answer:
        """Uploads `content` from beginning to end and gives the last answer."""
        begun = self.begin_upload(name, content, **changes)
        if begun.status != 201:
            return begun
        return self.complete_upload(begun.data["upload_id"], self.put_parts(begun.data, content))

    def upload(self, file: Path) -> dict[str, Any]:
        """Uploads `file`, in parts of a megabyte, and says what became of it."""
        return self.upload_bytes(file.name, file.read_bytes(), part_size=PART_SIZE).data

    # Tracks

    def publish(self, asset_id: str, **fields: Any) -> dict[str, Any]:
        """Makes a track of an asset; public where `fields` say nothing else."""
        wanted = {"title": "A song", "visibility": "public", "original_asset_id": asset_id} | fields
        return self.post("/api/v1/tracks", **wanted).data

    def upload_and_publish(self, file: Path, **fields: Any) -> dict[str, Any]:
        """Uploads a file, makes a track of it, waits until it is ready and gives the track."""
        made = self.publish(self.upload(file)["asset_id"], **fields)
        self.wait_until_ready(made["version"]["id"])
        return self.track(made["track"]["id"])

    def track(self, track_id: str) -> dict[str, Any]:
        """The track as the API shows it."""
        return self.get(f"/api/v1/tracks/{track_id}").data["track"]

    def version(self, version_id: str) -> dict[str, Any]:
        """The version as the API shows it."""
        return self.get(f"/api/v1/versions/{version_id}").data["version"]

    def wait_until_ready(self, version_id: str, seconds: float = READY_SECONDS) -> dict[str, Any]:
        """Waits until the version is ready; fails at once where it has failed."""
        version = self.wait_while_pending(version_id, seconds)
        if version["status"] != "ready":
            raise AssertionError(f"the version became {version['status']}: {version.get('error')}")
        return version

    def wait_while_pending(self, version_id: str, seconds: float = READY_SECONDS) -> dict[str, Any]:
        """Waits until the version is ready or has failed."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            version = self.version(version_id)
            if version["status"] != "pending":
                return version
            time.sleep(0.05)
        raise AssertionError(f"the version is still pending after {seconds} s: {version}")


def path_of(url: str) -> str:
    """The path and query of a URL, which may come with or without a host."""
    parts = urllib.parse.urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
