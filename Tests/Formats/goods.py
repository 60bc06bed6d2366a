"""Twelve good files, one of each kind that people have, short: what is damaged is made from them."""

from __future__ import annotations

import functools
import subprocess
from pathlib import Path

from Harness import music

SECONDS = 2
TAGS = {"title": "A good file", "artist": "The Testers"}
FORMS = (
    music.Format("WAV", "wav", ("-c:a", "pcm_s16le")),
    music.Format("WAV float", "wav", ("-c:a", "pcm_f32le", "-ac", "1")),
    music.Format("AIFF", "aiff", ("-c:a", "pcm_s24be", "-ac", "1")),
    music.Format("FLAC", "flac", ("-c:a", "flac")),
    music.Format("FLAC 24", "flac", ("-c:a", "flac", "-sample_fmt", "s32", "-ar", "96000", "-ac", "1")),
    music.Format("MP3", "mp3", ("-c:a", "libmp3lame", "-b:a", "192k")),
    music.Format("MP3 VBR", "mp3", ("-c:a", "libmp3lame", "-q:a", "4")),
    music.Format("M4A AAC", "m4a", ("-c:a", "aac", "-b:a", "128k")),
    music.Format("M4A ALAC", "m4a", ("-c:a", "alac")),
    music.Format("Vorbis", "ogg", ("-c:a", "libvorbis", "-q:a", "4")),
    music.Format("Opus", "opus", ("-c:a", "libopus", "-b:a", "96k")),
    music.Format("WavPack", "wv", ("-c:a", "wavpack", "-ac", "1")),
)


@functools.cache
def picture() -> Path:
    """A cover."""
    path = music.folder() / "good-cover.jpg"
    source = ["-f", "lavfi", "-i", "testsrc=size=200x200"]
    subprocess.run(["ffmpeg", "-v", "fatal", "-y", *source, "-frames:v", "1", str(path)], check=True)
    return path


@functools.cache
def good(form: music.Format) -> Path:
    """The good file of a form, with tags; the MP3 of variable rate has a cover too."""
    path = music.tagged(music.clip("battle", SECONDS, start=30, form=form), TAGS)
    return dressed(path, picture()) if form.name == "MP3 VBR" else path


def dressed(path: Path, cover: Path) -> Path:
    """The same sound with a cover in its file."""
    target = path.with_name(f"dressed-{cover.suffix[1:]}-{path.name}")
    both = ["-i", str(path), "-i", str(cover), "-map", "0:a", "-map", "1:v", "-disposition:v", "attached_pic"]
    subprocess.run(["ffmpeg", "-v", "fatal", "-y", *both, "-c", "copy", str(target)], check=True)
    return target
