"""Music to upload: real recordings from Debian, converted, and tones that tell where the playhead is."""

from __future__ import annotations

import functools
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy

RECORDINGS = Path("/usr/share/games/wesnoth/1.16/data/core/music")
WAVEFORMS = Path(__file__).resolve().parents[1] / "Fixtures/waveforms"
STEP_SECONDS = 5
BLANKS = str.maketrans(" /", "--")


@dataclass(frozen=True)
class Format:
    """A kind of file that people upload, and how ffmpeg makes one."""

    name: str
    extension: str
    arguments: tuple[str, ...]


FORMATS = (
    Format("WAV", "wav", ("-c:a", "pcm_s16le")),
    Format("AIFF", "aiff", ("-c:a", "pcm_s16be")),
    Format("FLAC", "flac", ("-c:a", "flac")),
    Format("MP3", "mp3", ("-c:a", "libmp3lame", "-b:a", "192k")),
    Format("M4A AAC", "m4a", ("-c:a", "aac", "-b:a", "192k")),
    Format("M4A ALAC", "m4a", ("-c:a", "alac")),
    Format("Ogg Vorbis", "ogg", ("-c:a", "libvorbis", "-q:a", "6")),
    Format("Opus", "opus", ("-c:a", "libopus", "-b:a", "160k")),
)
WAV = FORMATS[0]
FLAC = FORMATS[2]
STUDIO = Format("WAV 24/96", "wav", ("-c:a", "pcm_s24le", "-ar", "96000"))
MEMO = Format("WAV mono", "wav", ("-c:a", "pcm_s16le", "-ar", "22050", "-ac", "1"))


@functools.cache
def folder() -> Path:
    """Where this run keeps the files that it makes."""
    holder = tempfile.TemporaryDirectory(prefix="stemma-music.")
    folder_keepers.append(holder)
    return Path(holder.name)


folder_keepers: list[tempfile.TemporaryDirectory[str]] = []


@functools.cache
def clip(recording: str = "love_theme", seconds: float = 13.1, start: float = 0, form: Format = FLAC) -> Path:
    """A stretch of a real recording in the format asked for, without a picture or tags."""
    source = RECORDINGS / f"{recording}.ogg"
    if not source.exists():
        raise FileNotFoundError(f"{source} is missing; Debian's wesnoth-1.16-music holds it")
    name = f"{recording}-{start}-{seconds}-{form.name.translate(BLANKS)}.{form.extension}"
    return convert(source, folder() / name, form, "-ss", str(start), "-t", str(seconds))


def convert(source: Path, target: Path, form: Format, *cut: str) -> Path:
    """`source` in another format."""
    command = ["ffmpeg", "-v", "fatal", "-y", *cut, "-i", str(source), "-vn", "-map_metadata", "-1"]
    subprocess.run([*command, *form.arguments, str(target)], check=True)
    return target


def tagged(source: Path, tags: dict[str, str]) -> Path:
    """The same sound with words written in the file."""
    target = folder() / f"tagged-{source.name}"
    words = [word for name, value in tags.items() for word in ("-metadata", f"{name}={value}")]
    command = ["ffmpeg", "-v", "fatal", "-y", "-i", str(source), "-c", "copy", *words, str(target)]
    subprocess.run(command, check=True)
    return target


def step_frequency(step: int) -> float:
    """What the stepped tone sounds like in its step, in Hz; every step is a third above the last."""
    return 300 * 1.25**step


@functools.cache
def stepped_tone(seconds: int = 60, rate: int = 48000) -> Path:
    """A mono WAV whose tone rises every five seconds."""
    time = numpy.arange(seconds * rate) / rate
    frequency = 300 * 1.25 ** (time // STEP_SECONDS)
    phase = 2 * numpy.pi * numpy.cumsum(frequency) / rate
    samples = (numpy.sin(phase) * 0.5 * 32767).astype("<i2")
    path = folder() / f"steps-{seconds}.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path


@functools.cache
def sweep(seconds: float = 20, rate: int = 48000) -> numpy.ndarray:
    """A tone that rises from 300 Hz to 6 kHz: every place in it sounds like no other. Full scale ±1."""
    time = numpy.arange(round(seconds * rate)) / rate
    return 0.4 * numpy.sin(2 * numpy.pi * (300 * time + (6000 - 300) / (2 * seconds) * time**2))


def write(name: str, samples: numpy.ndarray, rate: int = 48000) -> Path:
    """A stereo WAV with the same samples, full scale ±1, on both sides."""
    path = folder() / f"{name}.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(numpy.repeat((samples * 32767).round().astype("<i2"), 2).tobytes())
    return path
