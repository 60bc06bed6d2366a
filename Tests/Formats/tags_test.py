"""Words and pictures in files, as the programs of this world write them."""

from __future__ import annotations

import struct
import subprocess
import unittest
from pathlib import Path

import numpy

from Formats import bombs, goods
from Formats.bombs import frame, id3
from Harness import music, stream
from Harness.instance import shared_instance

NAME = "Möwe’s “Fähre”"
HEBREW = "שיר הדרך"
# What the frame of a title holds behind its byte for the coding (ID3v2.4 §4), and what is read of it.
TITLES = {
    "Latin-1": (b"\0" + "Möwe".encode("latin-1"), "Möwe"),
    "UTF-8 that says Latin-1": (b"\0" + NAME.encode(), NAME),
    "UTF-16 with its mark": (b"\1" + NAME.encode("utf-16"), NAME),
    "UTF-16 the other way round": (b"\1\xfe\xff" + NAME.encode("utf-16-be"), NAME),
    "UTF-16 without a mark": (b"\1" + NAME.encode("utf-16-le"), None),
    "UTF-16 of big ends": (b"\2" + NAME.encode("utf-16-be"), NAME),
    "UTF-8": (b"\3" + NAME.encode(), NAME),
    "Windows-1252 that says UTF-8": (b"\3" + NAME.encode("cp1252"), NAME),
    "half a letter": (b"\3M\xc3", "MÃ"),
    "a NUL inside": (b"\3M\xc3\xb6we\0Gull", "Möwe"),
    "from right to left": (b"\3" + HEBREW.encode(), HEBREW),
    "turned round": (b"\3" + "\u202eew\u00f6M\u2066".encode(), "ewöM"),
    "in lines": (b"\3One\r\nTwo\x1b[31m", "One Two[31m"),
    "of 10 KB": (b"\3" + b"A" * 10_240, "A" * 200),
    "of many marks": (b"\3o" + "\u0301".encode() * 5000, "o" + "\u0301" * 199),
    "nothing": (b"\3", None),
    "blanks": (b"\3  \t ", None),
}
PLACEHOLDER = "A good file"
# The mark and the first block of a FLAC, which says its rate and length.
FLAC_HEAD = 42


class Words(unittest.TestCase):
    """A title is what its writer meant; and whatever it was, the song can be called by it."""

    def test_titles_are_what_their_writers_meant(self) -> None:
        """In ID3v2.3 and 2.4."""
        for version in (3, 4):
            for name, (body, title) in TITLES.items():
                with self.subTest(f"{name} in ID3v2.{version}"):
                    self._is_called(id3(frame_of(version, b"TIT2", body), version=version) + bombs.bare_mp3(), title)

    def test_words_in_other_files_are_read_too(self) -> None:
        """Of the code page of a Windows that wrote them as they were."""
        title = "Möwe’s Fähr"
        self.assertEqual(len(title), len(PLACEHOLDER))
        for name in ("WAV", "AIFF", "FLAC", "M4A AAC", "WavPack"):
            with self.subTest(name):
                content = bombs.of(name)
                self.assertIn(PLACEHOLDER.encode(), content)
                self._is_called(content.replace(PLACEHOLDER.encode(), title.encode("cp1252")), title)

    def _is_called(self, content: bytes, title: str | None) -> None:
        member = shared_instance().admin
        asset = member.upload_bytes("song.bin", content).data
        self.assertEqual(asset["probe"]["tags"].get("title"), title)
        made = member.publish(asset["asset_id"], title=title or "song", visibility="private")
        self.assertEqual(made["track"]["title"], title or "song")


class Covers(unittest.TestCase):
    """The picture in a file becomes the song's, whatever it is."""

    def test_covers_of_every_kind_are_shown(self) -> None:
        """PNG, JPEG and WebP, in MP3, FLAC and M4A as far as these hold them."""
        member = shared_instance().admin
        for kind in ("png", "jpg", "webp"):
            for form in ("MP3", "FLAC", "M4A AAC"):
                if (kind, form) == ("webp", "M4A AAC"):
                    continue
                with self.subTest(f"{kind} in {form}"):
                    track = member.upload_and_publish(covered(form, blue(kind)), title=f"{kind} in {form}")
                    shown = stream.fetch(member, track["artwork_thumb_url"]).body
                    self.assertLess(abs(colour(shown) - (32, 96, 192)).max(), 12)


def frame_of(version: int, name: bytes, body: bytes) -> bytes:
    """A frame of ID3v2; the fourth version counts in sevens."""
    if version == 3:
        return frame(name, body)
    size = bytes(len(body) >> 7 * place & 0x7F for place in (3, 2, 1, 0))
    return name + size + b"\0\0" + body


def covered(form: str, picture: Path) -> Path:
    """A good file with a cover; ffmpeg writes WebP into none."""
    good = goods.good(next(one for one in goods.FORMS if one.name == form))
    if picture.suffix != ".webp":
        return goods.dressed(good, picture)
    path = music.folder() / f"webp-{good.name}"
    content = picture.read_bytes()
    if form == "MP3":
        path.write_bytes(bombs.covered(content, "image/webp"))
    else:
        whole = good.read_bytes()
        path.write_bytes(whole[:FLAC_HEAD] + picture_block(content, b"image/webp") + whole[FLAC_HEAD:])
    return path


def picture_block(content: bytes, kind: bytes) -> bytes:
    """A picture among the blocks of a FLAC (RFC 9639 §8.8)."""
    body = struct.pack(">II", 3, len(kind)) + kind + struct.pack(">IIIIII", 0, 0, 0, 0, 0, len(content)) + content
    return struct.pack(">I", 6 << 24 | len(body)) + body


def blue(kind: str) -> Path:
    """A picture all of one blue."""
    path = music.folder() / f"blue.{kind}"
    source = ["-f", "lavfi", "-i", "color=c=0x2060c0:size=300x200"]
    subprocess.run(["ffmpeg", "-v", "fatal", "-y", *source, "-frames:v", "1", str(path)], check=True)
    return path


def colour(picture: bytes) -> numpy.ndarray:
    """The mean colour of a picture: red, green, blue to 255."""
    command = ["ffmpeg", "-v", "error", "-i", "-", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(command, input=picture, capture_output=True, check=True).stdout
    return numpy.frombuffer(raw, "u1").reshape(-1, 3).mean(axis=0)


if __name__ == "__main__":
    unittest.main()
