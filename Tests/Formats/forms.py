"""The forms in which people have their music, and how ffmpeg makes a file of each."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy

from Formats import tones
from Harness import music


@dataclass(frozen=True)
class Form:
    """A kind of file; `bits` of a sample where nothing is lost, `slack` in frames where it can't tell its edges."""

    name: str
    extension: str
    arguments: str
    bits: int = 0
    rate: int = 44100
    layout: str = "stereo"
    slack: int = 0
    seconds: float = tones.SECONDS

    @property
    def sound(self) -> numpy.ndarray:
        """What is recorded in it, a column for each channel."""
        return tones.channels(self.layout, self.rate, self.seconds)

    def file(self) -> Path:
        """A file of this form with that sound."""
        name = f"{self.name} {self.rate} {self.layout}".replace(" ", "-")
        return record(self, self.sound, name)


def record(form: Form, sound: numpy.ndarray, name: str) -> Path:
    """A file of a form with a sound of one's own."""
    path = music.folder() / f"{name}.{form.extension}"
    source = ["-f", "f64le", "-ar", str(form.rate), "-ch_layout", form.layout, "-i", "-"]
    command = ["ffmpeg", "-v", "error", "-y", *source, *form.arguments.split(), str(path)]
    subprocess.run(command, input=numpy.ascontiguousarray(sound, "<f8").tobytes(), check=True)
    return path


WIDTHS = tuple(
    Form(f"WAV {codec}", "wav", f"-c:a pcm_{codec}", bits)
    for codec, bits in (("u8", 8), ("s16le", 16), ("s24le", 24), ("s32le", 24), ("f32le", 24), ("f64le", 24))
)
RATES = tuple(
    Form("WAV", "wav", "-c:a pcm_s24le", 24, rate)
    for rate in (8000, 11025, 16000, 22050, 32000, 48000, 88200, 96000, 176_400, 192_000)
)
LAYOUTS = tuple(
    Form("WAV", "wav", "-c:a pcm_s24le", 24, 48000, layout) for layout in tones.LAYOUTS if layout != "stereo"
)
LARGE = (
    Form("RF64", "wav", "-c:a pcm_s24le -rf64 always", 24),
    # ffmpeg counts the bytes that fill its last eight as sound.
    Form("W64", "w64", "-c:a pcm_s16le", 16, slack=1),
    Form("W64", "w64", "-c:a pcm_s24le", 24, 48000, "5.1"),
    Form("CAF", "caf", "-c:a pcm_s24be", 24),
    Form("CAF ALAC", "caf", "-c:a alac", 16),
)
APPLE = (
    Form("AIFF", "aiff", "-c:a pcm_s16be", 16),
    Form("AIFF", "aiff", "-c:a pcm_s24be", 24, 96000),
    Form("AIFF mono", "aif", "-c:a pcm_s8", 8, 22050, "mono"),
    Form("AIFC sowt", "aifc", "-c:a pcm_s16le -f aiff", 16),
    Form("AIFC fl32", "aifc", "-c:a pcm_f32be -f aiff", 24),
    Form("AIFC fl64", "aifc", "-c:a pcm_f64be -f aiff", 24),
    Form("ALAC", "m4a", "-c:a alac -sample_fmt s16p", 16),
    Form("ALAC", "m4a", "-c:a alac -sample_fmt s32p", 24, 96000),
    Form("ALAC", "m4a", "-c:a alac -sample_fmt s16p", 16, 48000, "5.1"),
)
LOSSLESS = (
    Form("FLAC", "flac", "-c:a flac -sample_fmt s16", 16),
    Form("FLAC", "flac", "-c:a flac -sample_fmt s32 -bits_per_raw_sample 24", 24, 192_000),
    Form("FLAC", "flac", "-c:a flac -sample_fmt s16", 16, 8000, "mono"),
    Form("FLAC", "flac", "-c:a flac -sample_fmt s32 -bits_per_raw_sample 24", 24, 48000, "5.1"),
    Form("FLAC", "flac", "-c:a flac -sample_fmt s16", 16, 48000, "7.1"),
    Form("FLAC in Ogg", "oga", "-c:a flac -sample_fmt s16", 16),
    Form("WavPack", "wv", "-c:a wavpack -sample_fmt s16p", 16),
    Form("WavPack", "wv", "-c:a wavpack -sample_fmt s32p", 24, 96000),
    Form("WavPack float", "wv", "-c:a wavpack -sample_fmt fltp", 24, 48000, "5.1"),
)
LOSSY = (
    Form("MP3 CBR", "mp3", "-c:a libmp3lame -b:a 192k"),
    Form("MP3 VBR", "mp3", "-c:a libmp3lame -q:a 2", rate=48000),
    Form("MP3 without tags", "mp3", "-c:a libmp3lame -b:a 320k -id3v2_version 0"),
    # At low rates ffmpeg writes a padding that is some frames too short.
    Form("MP3 mono", "mp3", "-c:a libmp3lame -b:a 64k", rate=22050, layout="mono", slack=2),
    Form("MP3 of speech", "mp3", "-c:a libmp3lame -b:a 32k", rate=8000, layout="mono"),
    Form("MP3 without a header", "mp3", "-c:a libmp3lame -b:a 192k -write_xing 0", slack=3 * 1152),
    Form("AAC", "m4a", "-c:a aac -b:a 192k"),
    Form("AAC", "m4a", "-c:a aac -b:a 96k", rate=22050, layout="mono"),
    Form("AAC", "m4a", "-c:a aac -b:a 384k", rate=48000, layout="5.1"),
    Form("AAC with its index first", "m4a", "-c:a aac -b:a 192k -movflags +faststart", rate=48000),
    Form("AAC ADTS", "aac", "-c:a aac -b:a 192k", slack=3 * 1024),
    Form("Vorbis", "ogg", "-c:a libvorbis -q:a 6"),
    Form("Vorbis", "ogg", "-c:a libvorbis -q:a 4", rate=22050, layout="mono"),
    Form("Vorbis", "ogg", "-c:a libvorbis -q:a 6", rate=48000, layout="5.1"),
    Form("Opus", "opus", "-c:a libopus -b:a 160k", rate=48000),
    Form("Opus", "opus", "-c:a libopus -b:a 64k", rate=48000, layout="mono"),
    Form("Opus", "opus", "-c:a libopus -b:a 384k -mapping_family 1", rate=48000, layout="5.1"),
    Form("WAV µ-law", "wav", "-c:a pcm_mulaw"),
    Form("WAV ADPCM", "wav", "-c:a adpcm_ms", slack=4096),
)
CLICKS = tuple(
    Form(f"click {name}", extension, arguments, bits, rate=48000, slack=slack, seconds=0.3)
    for name, extension, arguments, bits, slack in (
        ("WAV", "wav", "-c:a pcm_s16le", 16, 0),
        ("FLAC", "flac", "-c:a flac -sample_fmt s16", 16, 0),
        ("MP3", "mp3", "-c:a libmp3lame -b:a 192k", 0, 0),
        ("AAC", "m4a", "-c:a aac -b:a 192k", 0, 0),
        ("Opus", "opus", "-c:a libopus -b:a 160k", 0, 0),
        ("WavPack", "wv", "-c:a wavpack -sample_fmt s16p", 16, 0),
    )
)
ALL = WIDTHS + RATES + LAYOUTS + LARGE + APPLE + LOSSLESS + LOSSY + CLICKS
