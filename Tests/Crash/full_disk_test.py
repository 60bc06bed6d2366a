"""A disk that is full: uploads are refused in a sentence, what is there is read, and room is all that it takes."""

from __future__ import annotations

import unittest
from pathlib import Path

from Crash.disk import Tmpfs, reason_against
from Harness import music, stream
from Harness.client import Answer, Client
from Harness.instance import Instance

MEGABYTE = 1 << 20
GIGABYTE = 1 << 30
PART = 1 << 18


class FullDisk(unittest.TestCase):
    """A data folder on a file system of its own."""

    def setUp(self) -> None:
        if reason := reason_against(Tmpfs):
            self.skipTest(reason)
        self.disk = Tmpfs(64 * MEGABYTE)
        self.addCleanup(self.disk.close)
        self.instance = Instance(home=self.disk.root).start()
        self.addCleanup(self.instance.close)
        self.owner = self.instance.sign_up("owner")

    def test_uploads_are_refused_until_there_is_room(self) -> None:
        """Pages are read and music is played meanwhile; then everything goes on where it was."""
        track = self.owner.upload_and_publish(music.clip(seconds=3), title="Before")
        content = music.clip(seconds=4, form=music.WAV).read_bytes()
        upload = self.owner.begin_upload("Later.wav", content, part_size=PART).data
        self._fill()
        self._assert_full(self.owner.put_part(upload["presigned_parts"][0], content[:PART]))
        self._assert_full(self._write_until_refused(track["id"]))
        self._assert_readable(self.instance.anonymous, track)
        self.filler.unlink()
        asset = self.owner.complete_upload(upload["upload_id"], self.owner.put_parts(upload, content)).data
        made = self.owner.publish(asset["asset_id"], title="After")
        self.owner.wait_until_ready(made["version"]["id"])
        self.owner.send("PATCH", f"/api/v1/tracks/{track['id']}", description_md="There is room.").data

    def test_it_starts_with_a_full_disk(self) -> None:
        """It shows what is there, and does what it was at when it was ended once there is room."""
        track = self.owner.upload_and_publish(music.clip(seconds=3), title="Before")
        self._fill()
        for end in (self.instance.kill, self.instance.stop):
            end()
            self.instance.start()
            self._assert_readable(self.instance.anonymous, track)
        self.filler.unlink()
        self.owner.upload_and_publish(music.clip(seconds=4), title="After")

    def test_it_is_said_before_it_happens(self) -> None:
        """On the page of who runs the instance, as soon as there is little room, and no longer than that."""
        for size, is_told in ((8 * GIGABYTE, False), (GIGABYTE, True), (8 * GIGABYTE, False)):
            self.disk.resize(size)
            page = self.owner.get("/admin").body.decode()
            self.assertIn("Free on the disk", page)
            self.assertEqual("The disk is filling up." in page, is_told, f"{size >> 30} GiB")

    @property
    def filler(self) -> Path:
        """What takes all the room."""
        return self.disk.root / "filler"

    def _fill(self) -> None:
        """Writes until nothing more is taken."""
        with open(self.filler, "wb", buffering=0) as file:
            for size in (MEGABYTE, 4096):
                try:
                    while file.write(bytes(size)) == size:
                        pass
                except OSError:
                    pass

    def _write_until_refused(self, track: str) -> Answer:
        """Edits until the database has no room for it either: it has some of its own at first."""
        for number in range(500):
            words = f"{number} " * 2000
            answer = self.owner.send("PATCH", f"/api/v1/tracks/{track}", description_md=words)
            if answer.status != 200:
                return answer
        raise AssertionError("a full disk takes everything")

    def _assert_full(self, answer: Answer) -> None:
        self.assertEqual(answer.status, 507, str(answer))
        self.assertEqual(answer.json["error"]["code"], "out_of_space")
        self.assertRegex(answer.sentence, "^The disk here is full[.] ")

    def _assert_readable(self, reader: Client, track: dict[str, object]) -> None:
        for path in ("/", track["url"], f"/api/v1/tracks/{track['id']}", "/api/v1/health"):
            self.assertEqual(reader.get(str(path)).status, 200, str(path))
        listed = stream.playlist(reader, track["primary_version"]["id"])
        for url in (listed.init, *listed.segments):
            self.assertTrue(stream.fetch(reader, url).body)


if __name__ == "__main__":
    unittest.main()
