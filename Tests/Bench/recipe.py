"""The usual way of doing on a command line what an upload needs: a program for each part, each decoding anew."""

from __future__ import annotations

from pathlib import Path

from Bench.processors import Cost, run

QUIET = ("ffmpeg", "-nostdin", "-v", "error", "-y", "-i")
HLS = ("-f", "hls", "-hls_time", "6", "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4")
OPUS = ("-c:a", "libopus", "-b:a", "160k", "-compression_level", "10", "-vbr", "on")


def opusenc(source: Path, folder: Path) -> Cost:
    """The bare encoder: opusenc of opus-tools, at the settings that ours has."""
    settings = ["--quiet", "--bitrate", "160", "--vbr", "--comp", "10", "--framesize", "20"]
    return run(["opusenc", *settings, source, folder / "bare.opus"])


def libopus(source: Path, folder: Path) -> Cost:
    """The same encoder within ffmpeg."""
    return run([*QUIET, source, *OPUS, folder / "bare.ogg"])


def everything(source: Path, folder: Path) -> list[Cost]:
    """A look, HLS in Opus and in AAC, loudness with true peak, a fingerprint, and a waveform's picture."""
    return [
        run(["ffprobe", "-v", "error", "-show_format", "-show_streams", source]),
        run([*QUIET, source, "-vn", *OPUS, *HLS, "-hls_fmp4_init_filename", "opus.mp4", folder / "opus.m3u8"]),
        run([*QUIET, source, "-vn", "-c:a", "aac", "-b:a", "192k", *HLS, "-hls_fmp4_init_filename", "aac.mp4",
             folder / "aac.m3u8"]),
        run(["ffmpeg", "-nostdin", "-v", "info", "-i", source, "-af", "ebur128=peak=true", "-f", "null", "-"]),
        run(["fpcalc", source]),
        run([*QUIET, source, "-filter_complex", "showwavespic=s=200x60", "-frames:v", "1", folder / "waveform.png"]),
    ]
