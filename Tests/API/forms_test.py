"""What browsers without scripts send: plain forms with a session's cookies."""

from __future__ import annotations

import re
import time
import unittest
import urllib.parse
import uuid
from dataclasses import dataclass

from Harness import music
from Harness.client import Answer, Client
from Harness.database import counts
from Harness.instance import PASSWORD, Instance


@dataclass
class Browser:
    """Somebody's cookies, and the token of their pages."""

    client: Client
    cookies: str = ""
    token: str = ""

    def sign_in(self, handle: str) -> Browser:
        """Signs in as a page does."""
        fields = {"name": handle, "password": PASSWORD, "next": "/settings"}
        answer = self._send("/sign-in", *_urlencoded(fields))
        assert answer.status == 303, str(answer)
        self.cookies = "; ".join(line.partition(";")[0] for line in answer.headers.get_all("Set-Cookie"))
        page = self.client.request("GET", answer.headers["Location"], headers={"Cookie": self.cookies})
        found = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page.body)
        assert found, str(page)
        self.token = found[1].decode()
        return self

    def post(self, path: str, **fields: str) -> Answer:
        """Sends a form of texts."""
        return self._send(path, *_urlencoded({"csrf_token": self.token} | fields))

    def post_file(self, path: str, name: str, filename: str, content: bytes, **fields: str) -> Answer:
        """Sends a form with a file behind its texts."""
        return self._send(path, *_multipart({"csrf_token": self.token} | fields, name, filename, content))

    def _send(self, path: str, body: bytes, kind: str) -> Answer:
        headers = {"Content-Type": kind, "Origin": f"http://127.0.0.1:{self.client.port}"}
        return self.client.request("POST", path, body, headers | ({"Cookie": self.cookies} if self.cookies else {}))


def _urlencoded(fields: dict[str, str]) -> tuple[bytes, str]:
    return urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded"


def _multipart(fields: dict[str, str], name: str, filename: str, content: bytes) -> tuple[bytes, str]:
    boundary = uuid.uuid4().hex
    part = '--{}\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
    body = b"".join(
        part.format(boundary, field, "").encode() + value.encode() + b"\r\n" for field, value in fields.items()
    )
    body += part.format(boundary, name, f'; filename="{filename}"').encode() + content
    return body + f"\r\n--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


class Forms(unittest.TestCase):
    """A musician whose browser runs no scripts."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = Instance().start()
        cls.addClassCleanup(cls.instance.close)
        assert cls.instance.admin.token, "somebody else runs the instance"
        cls.member = cls.instance.sign_up("plain")
        cls.browser = Browser(cls.instance.anonymous).sign_in("plain")
        cls.song = music.clip(seconds=2.2, form=music.WAV).read_bytes()

    def _upload(self, **fields: str) -> Answer:
        wanted = {"title": "By hand", "visibility": "public", "tags": "one, two"} | fields
        return self.browser.post_file("/upload", "file", "by-hand.wav", self.song, **wanted)

    def test_a_song_is_uploaded_and_edited(self) -> None:
        """One form makes it, another writes notes of the full length that is allowed."""
        made = self._upload()
        self.assertEqual((made.status, made.headers["Location"]), (303, "/@plain/by-hand"))
        track = self.member.get("/api/v1/tracks", artist="plain").json["data"][0]
        notes = "Ж" * 50_000
        answer = self.browser.post(f"/tracks/{track['id']}/edit", title="By hand", description_md=notes)
        self.assertEqual(answer.status, 303, str(answer)[:300])
        self.assertEqual(self.member.track(track["id"])["description_md"], notes)

    def test_what_no_song_can_be_made_of_leaves_nothing(self) -> None:
        """The file is taken back with the form that is refused."""
        self._upload(title="First", visibility="private")
        before = self._everything()
        refused = self._upload(tags=", ".join(str(number) for number in range(30)))
        self.assertEqual(refused.status, 422)
        self.assertIn(b"At most 20 tags", refused.body)
        self.assertEqual(self._everything(), before)
        stranger = self.instance.sign_up("stranger")
        theirs = stranger.upload_and_publish(music.clip(seconds=2.2, form=music.WAV))
        before = self._everything()
        cover = b"\x89PNG\r\n\x1a\n" + bytes(200)
        self.assertEqual(self.browser.post_file(f"/tracks/{theirs['id']}/artwork", "artwork", "a.png", cover).status, 403)
        self.assertEqual(self._upload(track=theirs["id"]).status, 403)
        self.assertEqual(self._everything(), before)

    def _everything(self) -> tuple[object, object, object]:
        database = self.instance.database
        self._wait_for_quiet()
        used = database.query("SELECT owner_user_id, bytes FROM storage_use ORDER BY owner_user_id")
        ours = {name: rows for name, rows in counts(database).items() if name in ("assets", "tracks", "uploads")}
        return ours, used, self.instance.store.files("originals")

    def _wait_for_quiet(self) -> None:
        """Lets what is under way end: it takes room for artwork."""
        busy = "SELECT 1 FROM jobs WHERE state IN ('waiting', 'running') AND kind LIKE 'ingest%'"
        while self.instance.database.query(busy):
            time.sleep(0.05)


if __name__ == "__main__":
    unittest.main()
