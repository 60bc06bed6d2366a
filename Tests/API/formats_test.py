"""What people upload plays to its full length, as loud as it was, with the waveform that audiowaveform draws."""

from __future__ import annotations

import gzip
import json
import time
import unittest
from pathlib import Path

import numpy

from Harness import music, sound, stream
from Harness.client import Client
from Harness.instance import shared_instance

# A rendition may go on for some frames after the music, so that a gapless join has what it needs: 100 ms at most.
TAIL = 4800
# Neither edge of the music may move; 1 sample of 48 000 is what resampling may round.
SLIP = 1
# An AAC file doesn't tell ffmpeg's command where its music ends within the last frame.
FRAME = 1024
WINDOW = 24_000
WORTH_GZIP = 1024


class Formats(unittest.TestCase):
    """Every format of the list, from upload to the last sample."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.member = shared_instance().sign_up("formats")

    def test_every_format_plays_to_its_full_length(self) -> None:
        """Each file becomes ready and plays from its first sample to its last."""
        for form in music.FORMATS:
            with self.subTest(form.name):
                self._plays(music.clip(form=form))

    def test_aac_follows_and_plays_to_its_full_length(self) -> None:
        """Apple's players are offered AAC with the same music in it."""
        path = music.clip(seconds=7.7, form=music.FLAC)
        track = self.member.upload_and_publish(path, title="For Apple")
        version = track["primary_version"]["id"]
        self._wait_for(version, "aac")
        self._is_whole(path, *stream.listen(self.member, version, codec="mp4a"))

    def test_mono_and_other_rates_play_to_their_full_length(self) -> None:
        """24 bits at 96 kHz are music, and so is one channel at 22.05 kHz."""
        for form in (music.STUDIO, music.MEMO):
            with self.subTest(form.name):
                self._plays(music.clip("battle", 4.2, start=20, form=form))

    def _plays(self, path: Path) -> None:
        track = self.member.upload_and_publish(path, title=path.stem[:100])
        version = self.member.version(track["primary_version"]["id"])
        reference = sound.decode(path)
        self.assertAlmostEqual(version["duration_ms"], len(reference) * 1000 / sound.RATE, delta=22)
        self.assertAlmostEqual(version["loudness_lufs"], sound.loudness(path), delta=0.1)
        self._is_whole(path, *stream.listen(self.member, version["id"]))

    def _is_whole(self, path: Path, heard: numpy.ndarray, listed: stream.MediaPlaylist) -> None:
        reference = sound.decode(path)
        rate = int(listed.tags["EXT-X-STEMMA-RATE"])
        announced = int(listed.tags["EXT-X-STEMMA-SAMPLES"]) * sound.RATE / rate
        self.assertTrue(listed.is_complete)
        padding = FRAME if path.suffix == ".m4a" else 0
        self.assertAlmostEqual(announced, len(reference), delta=2 * SLIP + padding)
        self.assertGreaterEqual(len(heard), announced - SLIP, "music is missing at the end")
        self.assertLessEqual(len(heard), announced + TAIL)
        for start in (0, len(reference) - WINDOW - padding):
            late = sound.lag(reference, heard, start, WINDOW)
            self.assertLessEqual(abs(late), SLIP, f"the music at {start} plays {late} samples late")
            there = heard[start + late :] if start + late >= 0 else heard[start:]
            self.assertGreater(sound.likeness(reference[start : start + WINDOW], there), 0.95)

    def _wait_for(self, version: str, name: str) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            states = {made["format"]: made["status"] for made in self.member.version(version)["transcodes"]}
            if any(name in kind and status == "ready" for kind, status in states.items()):
                return
            time.sleep(0.1)
        self.fail(f"no {name} after a minute: {states}")


class Waveforms(unittest.TestCase):
    """The waveform equals what audiowaveform wrote of the same file."""

    def test_waveforms_equal_the_vectors(self) -> None:
        """Every number of every vector."""
        member = shared_instance().sign_up("waveforms")
        vectors = sorted(music.WAVEFORMS.glob("*.z256.json"))
        self.assertEqual(len(vectors), 5, "the vectors are missing")
        for vector in vectors:
            with self.subTest(vector.stem):
                wave = vector.with_name(vector.name.replace(".z256.json", ".wav"))
                self.assertEqual(self._waveform(member, wave), json.loads(vector.read_text()))

    def _waveform(self, member: Client, path: Path) -> object:
        track = member.upload_and_publish(path, title=path.stem)
        url = f"/api/v1/versions/{track['primary_version']['id']}/waveform"
        answer = member.request("GET", url, headers={"Accept-Encoding": "gzip"})
        self.assertEqual(answer.status, 200, str(answer))
        if answer.headers["Content-Encoding"] != "gzip":
            self.assertLess(len(answer.body), WORTH_GZIP, "a long waveform came uncompressed")
            return json.loads(answer.body)
        return json.loads(gzip.decompress(answer.body))


if __name__ == "__main__":
    unittest.main()
