"""Long music: real recordings one after the other, as often as it takes."""

from __future__ import annotations

import functools
import subprocess
from pathlib import Path

from Harness import music

RECORDINGS = ("love_theme", "sad", "knolls", "battle-epic", "wanderer", "revelation")
WAV = music.Format("WAV 48 kHz", "wav", ("-c:a", "pcm_s16le", "-ar", "48000", "-ac", "2"))
FLAC = music.Format("FLAC 44.1 kHz", "flac", ("-c:a", "flac", "-ar", "44100", "-ac", "2", "-sample_fmt", "s16"))


@functools.cache
def minutes(count: int, form: music.Format) -> Path:
    """So many minutes of music in one file."""
    target = music.folder() / f"{count}-minutes.{form.extension}"
    listed = target.with_suffix(".txt")
    listed.write_text("".join(f"file '{music.RECORDINGS / name}.ogg'\n" for name in RECORDINGS * count))
    source = ["-f", "concat", "-safe", "0", "-i", str(listed)]
    command = ["ffmpeg", "-v", "fatal", "-y", *source, "-vn", "-map_metadata", "-1", "-t", str(60 * count)]
    subprocess.run([*command, *form.arguments, str(target)], check=True)
    return target
