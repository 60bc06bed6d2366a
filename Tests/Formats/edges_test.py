"""Files with wrong headers that play all the same, chains of songs, and a silence of ten hours."""

from __future__ import annotations

import os
import struct
import subprocess
import unittest

import numpy

from Formats import bombs, tones
from Formats.forms import Form, record
from Formats.watch import MEBIBYTE, Watch
from Harness import music, sound, stream
from Harness.client import Client
from Harness.instance import Instance

HOURS = 10 if os.environ.get("STEMMA_TEST_FULL") else 0
LEAST_LIKENESS = 0.97
MP3 = Form("header", "mp3", "-c:a libmp3lame -b:a 192k -id3v2_version 0 -write_id3v1 0")
MOST_RESIDENT = 150 * MEBIBYTE


def changed_count(content: bytes, factor: float) -> bytes:
    """An MP3 whose header counts so many times the frames and bytes that there are."""
    place = next(content.index(mark) for mark in (b"Xing", b"Info") if mark in content)
    frames, size = struct.unpack(">II", content[place + 8 : place + 16])
    changed = struct.pack(">II", int(frames * factor), int(size * factor))
    return bombs.replaced(content, content[place : place + 4], 8, changed)


def vbri(content: bytes, factor: float) -> bytes:
    """An MP3 with the header of Fraunhofer's encoder in place of LAME's, that counts so many times the frames."""
    place = next(content.index(mark) for mark in (b"Xing", b"Info") if mark in content)
    frames, size = struct.unpack(">II", content[place + 8 : place + 16])
    head = content[:place] + bytes(64)
    body = struct.pack(">4sHHHIIHHHH", b"VBRI", 1, 0, 75, int(size * factor), int(frames * factor), 1, 1, 2, 1)
    head = head[:36] + body
    length = 144 * 192_000 // 44100
    return head + bytes(length - len(head)) + content[length:]


class Edges(unittest.TestCase):
    """What players play is played."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = Instance().start()
        cls.addClassCleanup(cls.instance.close)
        cls.member: Client = cls.instance.admin

    def test_an_mp3_with_a_wrong_header_plays(self) -> None:
        """Junk before the first frame, too low a count, a header of zeros: all of the music is heard."""
        whole = MP3.file().read_bytes()
        count = whole.index(b"Info") + 8
        cases = {
            "junk before it": bytes(range(32, 127)) * 30 + whole,
            "zeros before it": bytes(4000) + whole,
            "half a frame before it": whole[700:1000] + whole,
            "too low a count": changed_count(whole, 0.3),
            "no count": whole[:count] + bytes(8) + whole[count + 8 :],
            "VBRI that counts too low": vbri(whole, 0.5),
            "VBRI": vbri(whole, 1),
            "a tag in the middle": whole + bombs.id3(bombs.frame(b"TIT2", b"\0Again")) + whole,
            "an old tag at its end": whole + b"TAG" + b"x" * 125,
        }
        for name, content in cases.items():
            with self.subTest(name):
                heard = self._heard(content, f"{name}.mp3")
                self.assertGreaterEqual(len(heard), len(MP3.sound) * 48000 // 44100 - 2 * 1152)
                self._sounds(MP3, heard)

    def test_an_mp3_that_counts_too_high_is_cut_short(self) -> None:
        """It can't be told from one whose end is missing, and that is said."""
        for content in (changed_count(MP3.file().read_bytes(), 3), vbri(MP3.file().read_bytes(), 3)):
            answer = self.member.upload_bytes("long.mp3", content)
            self.assertEqual(answer.status, 422)
            self.assertIn("stops before its end", answer.sentence)

    def test_chained_ogg_plays_from_end_to_end(self) -> None:
        """Songs one behind the other in one file, Vorbis and Opus, to the sample."""
        for codec, arguments, rate in (("Vorbis", "-c:a libvorbis -q:a 6", 44100), ("Opus", "-c:a libopus", 48000)):
            with self.subTest(codec):
                form = Form(f"chained {codec}", "ogg", arguments, rate=rate)
                one, other = form.sound, form.sound[::-1] * 0.5
                first, second = record(form, one, "link-1"), record(form, other, "link-2")
                exact = 2 * len(one) * 48000 // rate
                heard = self._heard(first.read_bytes() + second.read_bytes(), "chain.ogg", exact)
                self._sounds(form, heard)
                wanted = tones.channels("stereo", 48000)[::-1]
                self.assertLessEqual(abs(sound.lag(wanted[:, 0], heard[len(wanted) :, 0], 9600, 48000)), 2)

    def test_a_wav_with_mp3_inside_plays(self) -> None:
        """As some programs export it."""
        form = Form("MP3 in WAV", "wav", "-c:a libmp3lame -b:a 192k")
        self._sounds(form, self._heard(form.file().read_bytes(), "inside.wav"))

    def test_an_extended_aac_plays_at_its_full_rate(self) -> None:
        """HE-AAC doubles the rate of its core; here the header says so (ISO/IEC 14496-3 §1.6.5) of a core alone."""
        form = Form("HE-AAC", "m4a", "-c:a aac -b:a 96k", rate=22050)
        plain, extended = b"\x56\xe5\x00", b"\x56\xe5\xa0"
        content = form.file().read_bytes()
        self.assertEqual(content.count(plain), 1)
        content = content.replace(plain, extended)
        self.assertEqual(self.member.upload_bytes("extended.m4a", content).data["probe"]["sample_rate"], 44100)
        self._sounds(form, self._heard(content, "extended.m4a"))

    @unittest.skipUnless(HOURS, "the long counts only")
    def test_a_silence_of_ten_hours_costs_little(self) -> None:
        """Its memory is that of a song, and it has every sample."""
        path = music.folder() / "silence.flac"
        source = ["-f", "lavfi", "-i", "anullsrc=r=44100:cl=stereo", "-t", str(HOURS * 3600)]
        subprocess.run(["ffmpeg", "-v", "error", "-y", *source, "-c:a", "flac", str(path)], check=True)
        with Watch(self.instance.process.pid) as watch:
            asset = self.member.upload(path)["asset_id"]
            version = self.member.publish(asset, title="Silence")["version"]["id"]
            made = self.member.wait_until_ready(version, seconds=3600)
        self.assertEqual(made["duration_ms"], HOURS * 3_600_000)
        self.assertEqual(stream.playlist(self.member, version).tags["EXT-X-STEMMA-SAMPLES"], str(HOURS * 3600 * 48000))
        self.assertEqual(watch.faults[:3], [])
        print(f"\n{HOURS} hours of silence: {watch.peaks}, {watch.peaks.seconds / HOURS / 60:.3f} s of work a minute")
        self.assertLess(watch.peaks.resident, MOST_RESIDENT)

    def _heard(self, content: bytes, name: str, exact: int | None = None) -> numpy.ndarray:
        """The Opus of a file, two sides at 48 kHz, cut where its music ends."""
        asset = self.member.upload_bytes(name, content).data["asset_id"]
        version = self.member.publish(asset, title=name)["version"]["id"]
        self.member.wait_until_ready(version)
        heard, listed = stream.listen(self.member, version, channels=2)
        length = int(listed.tags["EXT-X-STEMMA-SAMPLES"])
        if exact is not None:
            self.assertAlmostEqual(length, exact, delta=1)
        return heard[:length]

    def _sounds(self, form: Form, heard: numpy.ndarray) -> None:
        """Whether the form's sound is at the start, at most two packets late."""
        wanted = tones.channels(form.layout, 48000)
        for side in range(2):
            late = sound.lag(wanted[:, side], heard[:, side], 9600, 48000)
            self.assertLessEqual(abs(late), 3 * 1152)
            there = heard[9600 + late : 57600 + late, side]
            self.assertGreater(sound.likeness(wanted[9600:57600, side], there), LEAST_LIKENESS)


if __name__ == "__main__":
    unittest.main()
