"""What is made of a song when somebody asks for it: MP3 in one file, FLAC bit for bit."""

from __future__ import annotations

import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import numpy

from Harness import music, sound, stream
from Harness.client import Client
from Harness.instance import shared_instance

LONGEST = 60


class Demanded(unittest.TestCase):
    """One song, asked for in every way."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = shared_instance()
        cls.member = cls.instance.sign_up("demands")
        cls.path = music.clip("battle", 13.37, start=20, form=music.STUDIO)
        track = cls.member.upload_and_publish(cls.path, title="In demand", visibility="public")
        cls.version = track["primary_version"]["id"]

    def test_a_stranger_has_an_mp3_made_and_seeks_in_it(self) -> None:
        """The first waits for it, the second doesn't, and both hear all of the music and nothing more."""
        stranger = self.instance.anonymous
        for query in ("wait=25", "quality=320", "quality=128&wait=25"):
            answer = self._file(stranger, f"/api/v1/stream/{self.version}.mp3?{query}")
            whole = stranger.get(answer)
            self.assertEqual((whole.status, whole.headers["Content-Type"]), (200, "audio/mpeg"))
            self.assertEqual(whole.headers["Accept-Ranges"], "bytes")
            with tempfile.NamedTemporaryFile(suffix=".mp3") as file:
                file.write(whole.body)
                file.flush()
                self.assertEqual(len(sound.decode(file.name)), len(sound.decode(self.path)))
            part = stranger.request("GET", answer, headers={"Range": "bytes=1000-1999"})
            self.assertEqual((part.status, part.body), (206, whole.body[1000:2000]))
        self.assertLessEqual({"mp3_320", "mp3_128"}, {made["format"] for made in self._made("ready")})

    def test_flac_is_the_recording_itself_for_who_may(self) -> None:
        """The owner has it made; a stranger hears it once an admin allows it."""
        listener = self.instance.sign_up("golden_ears")
        self.assertEqual(self._demand(listener, "hls_flac"), 403)
        self.assertIn(self._demand(self.member, "hls_flac"), (200, 202))
        end = time.monotonic() + LONGEST
        while "hls_flac" not in [made["format"] for made in self._made("ready")]:
            self.assertLess(time.monotonic(), end, "no FLAC after a minute")
            time.sleep(0.1)
        self._is_exact(self.member)
        offered = [variant.codec for variant in stream.variants(listener, self.version)]
        self.assertNotIn("fLaC", offered)
        allow = f"/api/v1/admin/users/{listener.handle}/lossless"
        self.assertEqual(self.member.send("PUT", allow).status, 403)
        self.assertEqual(self.instance.admin.send("PUT", allow).status, 200)
        self._is_exact(listener)
        self.assertTrue(listener.get("/api/v1/me").data["user"]["may_hear_lossless"])
        self.assertEqual(self.instance.admin.send("DELETE", allow).status, 200)
        self.assertNotIn("fLaC", [variant.codec for variant in stream.variants(listener, self.version)])

    def _is_exact(self, client: Client) -> None:
        listed = stream.playlist(client, self.version, "flac")
        self.assertEqual(listed.tags["EXT-X-STEMMA-SKIP"], "0")
        self.assertEqual(listed.tags["EXT-X-STEMMA-RATE"], "96000")
        with tempfile.TemporaryDirectory() as folder:
            whole = Path(folder) / "whole.mp4"
            pieces = [stream.fetch(client, url).body for url in [listed.init, *listed.segments]]
            whole.write_bytes(b"".join(pieces))
            heard, source = self._samples(whole), self._samples(self.path)
        self.assertEqual(len(heard), 2 * int(listed.tags["EXT-X-STEMMA-SAMPLES"]))
        self.assertTrue(numpy.array_equal(heard, source), "the bits differ")

    def _samples(self, path: Path) -> numpy.ndarray:
        command = ["ffmpeg", "-v", "error", "-i", path, "-ac", "2", "-f", "s32le", "-"]
        return numpy.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, "<i4")

    def _file(self, client: Client, path: str) -> str:
        answer = client.get(path)
        self.assertEqual(answer.status, 302, str(answer))
        return answer.headers["Location"]

    def _demand(self, client: Client, name: str) -> int:
        return client.post(f"/api/v1/versions/{self.version}/transcodes", format=name).status

    def _made(self, status: str) -> list[dict[str, str]]:
        return [made for made in self.member.version(self.version)["transcodes"] if made["status"] == status]


if __name__ == "__main__":
    unittest.main()
