"""What can be measured of sound: samples, loudness, and whether two recordings are the same at the same time."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy

RATE = 48000


def decode(source: Path | str, rate: int = RATE, channels: int = 1) -> numpy.ndarray:
    """The samples of a file as ffmpeg hears them, float32, full scale ±1: mixed to mono, or a column a channel."""
    shape = ["-vn", "-ac", str(channels), "-ar", str(rate), "-f", "f32le", "-"]
    command = ["ffmpeg", "-v", "error", "-i", str(source), *shape]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0 or done.stderr:
        raise AssertionError(f"ffmpeg could not decode {source}: {done.stderr.decode()[:500]}")
    samples = numpy.frombuffer(done.stdout, dtype="<f4")
    return samples if channels == 1 else samples.reshape(-1, channels)


def loudness(source: Path) -> float:
    """The integrated loudness as ffmpeg's ebur128 measures it, in LUFS."""
    chain = "ebur128=metadata=1,ametadata=mode=print:key=lavfi.r128.I:file=-"
    command = ["ffmpeg", "-v", "error", "-i", str(source), "-vn", "-af", chain, "-f", "null", "/dev/null"]
    printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return float(re.findall(r"lavfi\.r128\.I=(-?[\d.]+|-inf)", printed)[-1])


def lag(reference: numpy.ndarray, heard: numpy.ndarray, start: int, length: int) -> int:
    """How many samples later `heard` has what `reference` has from `start` on; looks 250 ms around."""
    reach = RATE // 4
    wanted = reference[start : start + length].astype(float)
    field = numpy.pad(heard.astype(float), (reach, length + reach))[start : start + length + 2 * reach]
    size = 1 << (len(field) + length).bit_length()
    product = numpy.fft.rfft(field, size) * numpy.conj(numpy.fft.rfft(wanted, size))
    matches = numpy.fft.irfft(product, size)[: 2 * reach]
    sums = numpy.cumsum(numpy.pad(field**2, (1, 0)))
    energies = sums[length : length + 2 * reach] - sums[: 2 * reach]
    return int(numpy.argmax(matches / numpy.sqrt(energies + 1e-9))) - reach


def place(wanted: numpy.ndarray, heard: numpy.ndarray) -> int:
    """The sample of `heard` at which `wanted` begins."""
    return int(numpy.argmax(matches(wanted, heard)))


def places(wanted: numpy.ndarray, heard: numpy.ndarray) -> list[int]:
    """The samples of `heard` at which `wanted` begins, where it is there several times."""
    found, match = [], matches(wanted, heard)
    least = match.max() / 2
    while match.max() > least:
        best = int(numpy.argmax(match))
        found.append(best)
        match[max(0, best - len(wanted)) : best + len(wanted)] = 0
    return sorted(found)


def matches(wanted: numpy.ndarray, heard: numpy.ndarray) -> numpy.ndarray:
    """How well `wanted` matches what begins at each sample of `heard`."""
    size = 1 << (len(heard) + len(wanted)).bit_length()
    product = numpy.fft.rfft(heard, size) * numpy.conj(numpy.fft.rfft(wanted, size))
    return numpy.fft.irfft(product, size)[: len(heard)]


def levels(heard: numpy.ndarray, milliseconds: int = 2) -> numpy.ndarray:
    """The level of each stretch of some milliseconds, in dB below full scale (RMS)."""
    size = RATE * milliseconds // 1000
    rows = heard[: len(heard) // size * size].reshape(-1, size).astype(float)
    return 10 * numpy.log10((rows**2).mean(axis=1) + 1e-12)


def pitch(heard: numpy.ndarray) -> float:
    """The frequency of a tone in Hz, to a fraction of a cent: from how its phase turns between two halves."""
    size = len(heard) // 2
    window = numpy.hanning(size)
    one, other = (numpy.fft.rfft(part * window) for part in (heard[:size], heard[size : 2 * size]))
    best = int(numpy.argmax(abs(one)))
    turn = numpy.angle(other[best] * numpy.conj(one[best])) / (2 * numpy.pi)
    return float((best + (turn + 0.5) % 1 - 0.5) * RATE / size)


def likeness(one: numpy.ndarray, other: numpy.ndarray) -> float:
    """How alike two stretches are: 1 for the same shape, 0 for strangers."""
    size = min(len(one), len(other))
    one, other = one[:size].astype(float), other[:size].astype(float)
    return float(one @ other / max(1e-12, numpy.linalg.norm(one) * numpy.linalg.norm(other)))
