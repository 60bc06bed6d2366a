"""Files that mean harm: each is refused with a sentence, or plays, and takes no more than a child may."""

from __future__ import annotations

import socket
import threading
import unittest

from Formats import bombs, goods
from Formats.outcome import complaints, send, settle
from Formats.watch import Watch
from Harness import music
from Harness.client import Client
from Harness.instance import Instance


class Listener:
    """A place on this machine where nobody may call."""

    def __init__(self) -> None:
        self.calls = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            try:
                self.socket.accept()[0].close()
            except OSError:
                return
            self.calls += 1


class Bombs(unittest.TestCase):
    """Nothing here may end the server, take a child above its limits, or end without a word."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = Instance().start()
        cls.addClassCleanup(cls.instance.close)
        cls.member: Client = cls.instance.admin

    def setUp(self) -> None:
        self.watch = Watch(self.instance.process.pid)
        self.watch.__enter__()

    def tearDown(self) -> None:
        self.watch.__exit__()
        self.assertEqual(self.watch.faults[:3], [])
        self.assertIsNone(self.instance.process.poll(), self.instance.log[-3000:])
        self.assertEqual(complaints(self.instance)[:3], [])
        settle(self.instance)
        self.assertEqual(list((self.instance.data / "scratch").iterdir()), [])

    def test_what_lies_of_its_size_is_refused_or_plays(self) -> None:
        """With a sentence where it is refused."""
        for name, make in bombs.SMALL.items():
            with self.subTest(name):
                outcome = send(self.member, make(), "bomb.bin")
                self.assertEqual(outcome.fault, "")

    def test_music_beside_a_bomb_plays(self) -> None:
        """A cover that can't be opened is no reason to refuse the song, nor is a length that nobody told."""
        for name, make in bombs.PLAYABLE.items():
            with self.subTest(name):
                outcome = send(self.member, make(), "bomb.bin")
                self.assertEqual((outcome.state, outcome.sentence), ("ready", ""))

    def test_no_file_leads_to_another(self) -> None:
        """Playlists and references of every kind are refused, and nobody is called or opened."""
        listener, song = Listener(), goods.good(goods.FORMS[0])
        self.addCleanup(listener.socket.close)
        for url in (f"http://127.0.0.1:{listener.port}/song.wav", f"file://{song}", str(song)):
            for name, content in bombs.lists(url).items():
                with self.subTest(f"{name} to {url}"):
                    outcome = send(self.member, content, "list.wav")
                    self.assertEqual((outcome.state, outcome.fault), ("refused", ""))
        self.assertEqual(listener.calls, 0)

    def test_pictures_that_explode_are_no_artwork(self) -> None:
        """Uploaded as artwork they leave the song with the picture that it had."""
        track = self.member.upload_and_publish(music.clip(seconds=2), title="With a bomb")
        for name, content in {"png": bombs.png(bombs.HUGE, bombs.HUGE, rows=10), "jpg": bombs.jpeg(bombs.HUGE)}.items():
            with self.subTest(name):
                asset = self.member.upload_bytes(f"bomb.{name}", content).data["asset_id"]
                self.member.send("PATCH", f"/api/v1/tracks/{track['id']}", artwork_asset_id=asset).data
                settle(self.instance)
                self.assertNotEqual(self.member.track(track["id"]).get("artwork_asset_id"), asset)


if __name__ == "__main__":
    unittest.main()
