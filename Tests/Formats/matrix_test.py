"""Every form of music that people have, from its upload to the last sample of what is made of it."""

from __future__ import annotations

import os
import unittest
from dataclasses import dataclass
from typing import Any

import numpy

from Formats import tones
from Formats.forms import ALL, RATES, Form, record
from Harness import music, sound, stream
from Harness.client import Client
from Harness.instance import Instance

# Every second form suffices from day to day.
FORMS = ALL if os.environ.get("STEMMA_TEST_FULL") else ALL[::2]
# How alike what was coded with loss is to what was recorded, and how far its level may be from it.
LEAST_LIKENESS = 0.97
LEVEL = 0.1
# What a player is given beyond the music to join it to the next: 100 ms at most.
TAIL = 0.1


@dataclass
class Played:
    """A form on its way: its file's version, and what the server says of it."""

    form: Form
    version: str
    facts: dict[str, Any]

    @property
    def frames(self) -> int:
        """Frames of music in the file."""
        return len(self.form.sound)


class Matrix(unittest.TestCase):
    """The sound of each channel comes out on its side, in its place, as loud as it was, and nothing beside it."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = Instance().start()
        cls.addClassCleanup(cls.instance.close)
        cls.member = cls.instance.admin

    def test_every_form_comes_out_as_it_went_in(self) -> None:
        """By FLAC to the bit of its own coding, by Opus in its place; each exactly as long as the music."""
        for played in self._published(FORMS):
            with self.subTest(played.form.file().name):
                self._is_described(played)
                self._is_whole(played, "opus")
                self._is_whole(played, "flac")

    def test_other_renditions_are_as_long(self) -> None:
        """AAC and MP3 of every rate, to the sample."""
        for played in self._published(RATES):
            with self.subTest(played.form.file().name):
                stream.wait_for(self.member, played.version, "mp4a")
                self._is_whole(played, "mp4a")
                self._is_whole_mp3(played)

    def test_beyond_full_scale_is_clipped_and_never_turned_over(self) -> None:
        """A sine of 9 dB too much: its flat tops stay on their side, in every rendition."""
        form = Form("hot", "wav", "-c:a pcm_f32le", 24, rate=48000)
        path = record(form, 5.6 * form.sound, "hot")
        version = self.member.upload_and_publish(path, title="Hot")["primary_version"]["id"]
        stream.demand_flac(self.member, version)
        clipped = numpy.clip(5.6 * form.sound, -1, 1)
        flac, _ = stream.listen(self.member, version, "flac", channels=2)
        self.assertLess(abs(flac - clipped).max(), 2**-22)
        for codec in ("opus", "mp4a"):
            stream.wait_for(self.member, version, codec)
            heard, _ = stream.listen(self.member, version, codec, channels=2)
            # As players do.
            heard = numpy.clip(heard, -1, 1)
            for side in range(2):
                self.assertGreater(sound.likeness(clipped[:, side], heard[:, side]), LEAST_LIKENESS)
        self.assertGreater(self.member.version(version)["true_peak_dbtp"], 8)

    def _published(self, forms: tuple[Form, ...]) -> list[Played]:
        """Each form on its way to its renditions; the server works on them while others are looked at."""
        played = []
        for form in forms:
            asset = self.member.upload(form.file())
            made = self.member.publish(asset["asset_id"], title=form.name)
            played.append(Played(form, made["version"]["id"], asset["probe"]))
        for one in played:
            self.member.wait_until_ready(one.version)
            self.member.post(f"/api/v1/versions/{one.version}/transcodes", format="hls_flac").data
        return played

    def _is_described(self, played: Played) -> None:
        form, version = played.form, self.member.version(played.version)
        self.assertEqual(played.facts["sample_rate"], 48000 if form.extension == "opus" else form.rate)
        self.assertEqual(played.facts["channels"], len(tones.LAYOUTS[form.layout]))
        length = played.frames * 1000 / form.rate
        self.assertAlmostEqual(version["duration_ms"], length, delta=1 + form.slack * 1000 / form.rate)

    def _is_whole(self, played: Played, codec: str) -> None:
        form = played.form
        stream.wait_for(self.member, played.version, codec)
        heard, listed = stream.listen(self.member, played.version, codec, channels=2)
        rate, length = int(listed.tags["EXT-X-STEMMA-RATE"]), int(listed.tags["EXT-X-STEMMA-SAMPLES"])
        wanted = tones.fold(tones.channels(form.layout, rate, form.seconds), form.layout)
        exact = (played.frames * rate + form.rate // 2) // form.rate
        self.assertTrue(listed.is_complete)
        self.assertTrue(exact <= length <= exact + form.slack * rate // form.rate, f"{length} for {exact} frames")
        self.assertTrue(length <= len(heard) <= length + TAIL * rate, f"{len(heard)} of {length} frames")
        if codec == "flac":
            self.assertEqual(len(heard), length)
        if form.bits and codec == "flac":
            step = 2.0 ** (1 - form.bits)
            # Each channel was rounded once, and their sum again.
            self.assertLess(abs(heard[: len(wanted)] - wanted).max(), max(2, len(tones.LAYOUTS[form.layout])) * step)
        else:
            self._is_alike(wanted, heard, form)

    def _is_whole_mp3(self, played: Played) -> None:
        form = played.form
        listed = self.member.get(f"/api/v1/stream/{played.version}.mp3", wait=25)
        path = music.folder() / "whole.mp3"
        path.write_bytes(stream.fetch(self.member, listed.headers["Location"]).body)
        rate = 44100 if form.rate % 11025 == 0 else 48000
        heard = sound.decode(path, rate, channels=2)
        self.assertEqual(len(heard), (played.frames * rate + form.rate // 2) // form.rate)
        self._is_alike(tones.channels(form.layout, rate, form.seconds), heard, form)

    def _is_alike(self, wanted: numpy.ndarray, heard: numpy.ndarray, form: Form) -> None:
        """Whether each side has its own sound, in its place and as loud."""
        # What lies above what the codings keep is no fault of theirs: the middle of the sound is looked at.
        start, length = len(wanted) // 8, len(wanted) // 2
        for side in range(2):
            mine, theirs = wanted[:, side].astype(float), heard[:, side].astype(float)
            late = sound.lag(mine, theirs, start, length)
            self.assertTrue(-1 <= late <= max(1, form.slack), f"side {side} is {late} frames late")
            one, other = mine[start : start + length], theirs[start + late : start + late + length]
            self.assertGreater(sound.likeness(one, other), LEAST_LIKENESS, f"side {side}")
            self.assertAlmostEqual(numpy.linalg.norm(other) / numpy.linalg.norm(one), 1, delta=LEVEL)


if __name__ == "__main__":
    unittest.main()
