"""Draws the icons of the installed app from the mark: icons.py ICONS-FOLDER. The same every time, to the byte."""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import numpy

# The mark on its grid of 24, lying on its side as in mark.svg: circles of radius 2.3, lines 2 wide with round ends.
NODES = ((4.8, 12.0), (19.2, 18.5), (19.2, 5.5))
RADIUS, STROKE = 2.3, 2.0
LINES = (((7.1, 12.0), (12.0, 12.0)), ((16.9, 18.5), (12.0, 18.5)), ((12.0, 18.5), (12.0, 5.5)), ((12.0, 5.5), (16.9, 5.5)))
# The house's colours as tokens.css derives them from hue 262: paper, and the ink on it.
PAPER, INK = (244, 246, 250), (19, 22, 31)
# How much of the picture the mark's grid takes; masks cut off all but a circle of 80 %.
PLAIN, SAFE = 0.78, 0.56


def main(folder: Path) -> None:
    """Writes the icons."""
    for name, size, part, ground in (
        ("app-192", 192, PLAIN, PAPER), ("app-512", 512, PLAIN, PAPER), ("touch-180", 180, PLAIN, PAPER),
        ("maskable-512", 512, SAFE, PAPER), ("monochrome-512", 512, SAFE, None),
    ):
        (folder / f"{name}.png").write_bytes(png(drawn(size, part, ground)))


def drawn(size: int, part: float, ground: tuple[int, int, int] | None) -> numpy.ndarray:
    """The mark in the middle of a square, as RGBA; without a ground only its shape counts."""
    scale = size * part / 24
    axis = (numpy.arange(size) + 0.5 - size / 2) / scale + 12
    x, y = numpy.meshgrid(axis, axis)
    distance = numpy.full((size, size), numpy.inf)
    for cx, cy in NODES:
        distance = numpy.minimum(distance, numpy.abs(numpy.hypot(x - cx, y - cy) - RADIUS))
    for start, end in LINES:
        distance = numpy.minimum(distance, from_line(x, y, start, end))
    cover = numpy.clip((STROKE / 2 - distance) * scale + 0.5, 0, 1)[..., None]
    if ground is None:
        return numpy.concatenate([numpy.full((size, size, 3), 255.0), cover * 255], axis=2).round().astype(numpy.uint8)
    colour = numpy.array(INK) * cover + numpy.array(ground) * (1 - cover)
    return numpy.concatenate([colour, numpy.full((size, size, 1), 255.0)], axis=2).round().astype(numpy.uint8)


def from_line(x: numpy.ndarray, y: numpy.ndarray, start: tuple[float, float], end: tuple[float, float]) -> numpy.ndarray:
    """The distance of each point from a stretch of line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = numpy.clip(((x - start[0]) * dx + (y - start[1]) * dy) / (dx * dx + dy * dy), 0, 1)
    return numpy.hypot(x - start[0] - along * dx, y - start[1] - along * dy)


def png(pixels: numpy.ndarray) -> bytes:
    """The picture as PNG (ISO/IEC 15948)."""
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + pixels[row].tobytes() for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk with its length and check sum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
