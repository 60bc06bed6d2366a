"""Uploads that are refused: each with a sentence that a musician understands, and nothing left behind."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import re
import socket
import threading
import time
import unittest
import urllib.parse
from collections.abc import Iterator

from Harness import music
from Harness.client import Answer, Client
from Harness.database import counts
from Harness.instance import SECRET, Instance

MEGABYTE = 1 << 20


class Ear:
    """A server that counts who calls; nobody should."""

    def __init__(self) -> None:
        self.calls = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.socket.accept()
                self.calls += 1
                connection.close()


class RefusedUploads(unittest.TestCase):
    """What can't become music."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = Instance(settings={"STEMMA_QUOTA_GB": "1"}).start()
        cls.addClassCleanup(cls.instance.close)
        cls.member = cls.instance.sign_up()
        cls.song = music.clip(form=music.WAV).read_bytes()
        # The books about a member's room are opened with the first upload and stay.
        cls.member.upload_bytes("first.wav", cls.song).data

    @contextlib.contextmanager
    def leaving_nothing(self) -> Iterator[None]:
        """Fails where rows, bytes in the books or files came to stay."""
        before = self._everything()
        yield
        self.assertEqual(before, self._everything(), "the refusal left something behind")

    def _everything(self) -> tuple[dict[str, int], object, dict[str, int]]:
        database = self.instance.database
        used = database.query("SELECT owner_user_id, bytes FROM storage_use ORDER BY owner_user_id")
        return counts(database), used, self.instance.store.files()

    def assert_refused(self, answer: Answer, *statuses: int, about: str = ".") -> None:
        """Fails unless the answer is a refusal with one of these statuses and a sentence for people."""
        self.assertIn(answer.status, statuses, str(answer))
        self.assertIs(answer.json["success"], False, str(answer))
        error = answer.json["error"]
        self.assertRegex(error["code"], r"^[a-z0-9_]+$")
        sentence = " ".join([error["message"], *error.get("fields", {}).values()])
        self.assertRegex(error["message"], r"^[A-Z“‘\d].*[.!?]$", "a refusal is said in a sentence")
        self.assertGreaterEqual(len(error["message"].split()), 3, error["message"])
        self.assertNotRegex(sentence, r"Optional\(|Error\(|\bnil\b|/tmp|/work|0x[0-9a-f]+|errno")
        self.assertNotIn(str(self.instance.data), sentence)
        self.assertTrue(re.search(about, sentence, re.IGNORECASE), f"“{sentence}” says nothing about {about}")

    # What it is not

    def test_an_empty_file_is_refused(self) -> None:
        """An empty file is refused before a byte of it was asked for."""
        with self.leaving_nothing():
            self.assert_refused(self.member.begin_upload("nothing.wav", b""), 400, 422, about="empty")

    def test_text_named_wav_is_refused(self) -> None:
        """What a file is called doesn't make it sound."""
        with self.leaving_nothing():
            text = b"These are the words of a song, not its sound.\n" * 400
            self.assert_refused(self.member.upload_bytes("words.wav", text), 422)

    def test_truncated_containers_are_refused(self) -> None:
        """Files that end before their music begins are refused, whatever their format."""
        for form, kept in [(music.WAV, 44), (music.FLAC, 30), (music.FORMATS[4], 20_000), (music.FORMATS[6], 60)]:
            content = music.clip(form=form).read_bytes()[:kept]
            with self.subTest(form.name), self.leaving_nothing():
                self.assert_refused(self.member.upload_bytes(f"cut.{form.extension}", content), 422)

    def test_files_that_end_in_the_middle_are_refused(self) -> None:
        """Files of which half went missing on the way are refused, whatever their format."""
        for form in music.FORMATS:
            content = music.clip(form=form).read_bytes()
            with self.subTest(form.name), self.leaving_nothing():
                answer = self.member.upload_bytes(f"half.{form.extension}", content[: len(content) // 2])
                self.assert_refused(answer, 422, about="short|damaged")

    def test_scripts_that_point_elsewhere_are_refused(self) -> None:
        """Playlists and concat scripts are not music, and nothing that they name is read or called."""
        ear = Ear()
        self.addCleanup(ear.socket.close)
        there = f"http://127.0.0.1:{ear.port}/segment.ts"
        here = music.clip(form=music.WAV)
        for name, text in _scripts(there, str(here)):
            for ending in ("wav", "mp3", "m3u8", "m4a"):
                with self.subTest(f"{name}.{ending}"), self.leaving_nothing():
                    answer = self.member.upload_bytes(f"{name}.{ending}", text.encode())
                    self.assert_refused(answer, 415, 422)
        time.sleep(0.2)
        self.assertEqual(ear.calls, 0, "the server called an address that an upload named")

    # What was announced

    def test_a_wrong_hash_is_refused(self) -> None:
        """Other bytes than those whose SHA-256 was announced are refused."""
        with self.leaving_nothing():
            answer = self.member.upload_bytes("song.wav", self.song, sha256="0" * 64)
            self.assert_refused(answer, 422, about="sha-256")

    def test_a_wrong_size_is_refused(self) -> None:
        """A part that is shorter or longer than announced is refused, and so is what it would have been part of."""
        for change in (-1, 1):
            with self.subTest(change), self.leaving_nothing():
                begun = self.member.begin_upload("song.wav", self.song, size=len(self.song) + change).data
                part = begun["presigned_parts"][0]
                self.assert_refused(self.member.put_part(part, self.song), 413, 422, about="size")
                answer = self.member.complete_upload(begun["upload_id"], ['"made-up"'])
                self.assert_refused(answer, 422)

    def test_a_missing_part_is_refused(self) -> None:
        """An upload whose last part never came is refused."""
        with self.leaving_nothing():
            begun, tags = self._put_all_but_last()
            answer = self.member.complete_upload(begun["upload_id"], [*tags, tags[0]])
            self.assert_refused(answer, 422, about="part|place")
        with self.leaving_nothing():
            begun, tags = self._put_all_but_last()
            answer = self.member.complete_upload(begun["upload_id"], tags)
            self.assert_refused(answer, 422, about="missing")

    def test_a_part_named_twice_is_refused(self) -> None:
        """One part can't stand in two places."""
        with self.leaving_nothing():
            begun = self.member.begin_upload("song.wav", self.song, part_size=MEGABYTE).data
            tags = self.member.put_parts(begun, self.song)
            answer = self.member.complete_upload(begun["upload_id"], [tags[0], tags[0], *tags[2:]])
            self.assert_refused(answer, 422, about="before|twice")

    def _put_all_but_last(self) -> tuple[dict, list[str]]:
        begun = self.member.begin_upload("song.wav", self.song, part_size=MEGABYTE).data
        most = begun | {"presigned_parts": begun["presigned_parts"][:-1]}
        return begun, self.member.put_parts(most, self.song)

    # Who may put it

    def test_an_expired_address_takes_nothing(self) -> None:
        """An address that the server itself gave away takes nothing once its time is over."""
        with self.leaving_nothing():
            begun = self.member.begin_upload("song.wav", self.song).data
            part = begun["presigned_parts"][0]
            self.assertEqual(_signed(part["url"], None), part["url"], "the test no longer signs as the server does")
            late = part | {"url": _signed(part["url"], int(time.time()) - 1)}
            self.assert_refused(self.member.put_part(late, self.song), 403, about="expired")
            self._give_up(begun)

    def test_a_changed_address_takes_nothing(self) -> None:
        """A later end, another size, another part or another signature make an address worthless."""
        changes = [(r"exp=\d", "exp=9"), (r"size=\d", "size=9"), (r"/1\?", "/2?"), (r"sig=...", "sig=AAA")]
        with self.leaving_nothing():
            begun = self.member.begin_upload("song.wav", self.song, part_size=MEGABYTE).data
            part = begun["presigned_parts"][0]
            for pattern, replacement in changes:
                changed = re.sub(pattern, replacement, part["url"], count=1)
                self.assertNotEqual(changed, part["url"])
                with self.subTest(replacement):
                    answer = self.member.put_part(part | {"url": changed}, self.song[:MEGABYTE])
                    self.assert_refused(answer, 403)
            self._give_up(begun)

    def test_somebody_elses_upload_is_unknown(self) -> None:
        """Nobody completes, sees or ends an upload that another began."""
        stranger = self.instance.sign_up()
        with self.leaving_nothing():
            begun = self.member.begin_upload("song.wav", self.song).data
            tags = self.member.put_parts(begun, self.song)
            path = f"/api/v1/upload/multipart/{begun['upload_id']}"
            self.assert_refused(stranger.complete_upload(begun["upload_id"], tags), 404)
            self.assert_refused(stranger.get(path), 404)
            self.assert_refused(stranger.request("DELETE", path), 404)
            self._give_up(begun)

    def test_who_has_not_signed_in_uploads_nothing(self) -> None:
        """An upload needs an account."""
        with self.leaving_nothing():
            self.assert_refused(self.instance.anonymous.begin_upload("song.wav", self.song), 401)

    def _give_up(self, begun: dict) -> None:
        self.member.request("DELETE", f"/api/v1/upload/multipart/{begun['upload_id']}").data

    # What it is called and how large it is

    def test_a_name_with_a_path_is_refused(self) -> None:
        """A name is a name and never a path."""
        for name in ("../song.wav", "../../etc/cron.d/song.wav", "/etc/song.wav", "..\\song.wav", "..", "a\0.wav"):
            with self.subTest(name), self.leaving_nothing():
                self.assert_refused(self.member.begin_upload(name, self.song), 400, 422, about="name|control")

    def test_what_is_over_quota_is_refused(self) -> None:
        """Room is reserved when an upload begins, so that what doesn't fit is refused before it is sent."""
        with self.leaving_nothing():
            answer = self.member.begin_upload("long.wav", b"", size=1_300_000_000, sha256=None)
            self.assert_refused(answer, 413, 422, about="room|quota")

    def test_uploads_under_way_count_against_the_quota(self) -> None:
        """Two uploads that fit one by one but not together don't both begin."""
        with self.leaving_nothing():
            begun = self.member.begin_upload("one.wav", b"", size=700_000_000, sha256=None).data
            answer = self.member.begin_upload("two.wav", b"", size=700_000_000, sha256=None)
            self.assert_refused(answer, 413, 422, about="room|quota")
            self._give_up(begun)


def _scripts(there: str, here: str) -> list[tuple[str, str]]:
    """Texts that make a careless decoder read another file or call another server."""
    media = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{}\n#EXT-X-ENDLIST\n"
    return [
        ("playlist-of-a-file", media.format(f"file://{here}")),
        ("playlist-of-a-path", media.format(here)),
        ("playlist-of-an-address", media.format(there)),
        ("playlist-of-playlists", f"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{there}\n"),
        ("playlist-of-joined-files", media.format(f"concat:{here}|{here}")),
        ("concat-of-a-file", f"ffconcat version 1.0\nfile '{here}'\n"),
        ("concat-of-an-address", f"ffconcat version 1.0\nfile {there}\n"),
        ("session", f"v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {there[-4:]} RTP/AVP 0\n"),
        ("manifest", f"<?xml version='1.0'?><MPD><BaseURL>{there}</BaseURL></MPD>"),
    ]


def _signed(url: str, expires: int | None) -> str:
    """The address signed again by what the server signs with, ending at another second where one is named."""
    parts = urllib.parse.urlsplit(url)
    query = dict(urllib.parse.parse_qsl(parts.query))
    upload, number = parts.path.split("/")[-2:]
    end = str(expires) if expires is not None else query["exp"]
    key = SECRET.encode()
    for purpose in (b"upload parts\x01", b"multipart parts\x01"):
        key = hmac.new(key, purpose, hashlib.sha256).digest()
    text = f"{upload}.{number}.{query['size']}.{end}".encode()
    code = base64.urlsafe_b64encode(hmac.new(key, text, hashlib.sha256).digest()).rstrip(b"=").decode()
    return url.replace(f"exp={query['exp']}", f"exp={end}").replace(query["sig"], code)


if __name__ == "__main__":
    unittest.main()
