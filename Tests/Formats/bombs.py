"""Files that mean harm: small to send, and said to be immense, endless or somewhere else."""

from __future__ import annotations

import io
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from Formats import goods
from Harness import music

HUGE = 60_000
BILLION = 1_000_000_000


def of(name: str) -> bytes:
    """A good file of a form, to be changed."""
    return goods.good(next(form for form in goods.FORMS if form.name == name)).read_bytes()


def replaced(content: bytes, mark: bytes, offset: int, new: bytes) -> bytes:
    """`content` with `new` in it, so many bytes behind the start of its first `mark`."""
    place = content.index(mark) + offset
    return content[:place] + new + content[place + len(new) :]


# Pictures


def png(width: int, height: int, colour: int = 6, rows: int = 0) -> bytes:
    """A PNG of zeros, so wide and high; `rows` of it are there, by default all that are said."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    row = bytes(1 + (width * 4 if colour == 6 else (width + 7) // 8))
    pack = zlib.compressobj(1)
    pixels = b"".join(pack.compress(row) for _ in range(rows or height)) + pack.flush()
    head = struct.pack(">IIBBBBB", width, height, 8 if colour == 6 else 1, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg(side: int) -> bytes:
    """A JPEG whose header says so many pixels a side."""
    content = goods.picture().read_bytes()
    for mark in (b"\xff\xc0", b"\xff\xc2"):
        if mark in content:
            return replaced(content, mark, 5, struct.pack(">HH", side, side))
    raise AssertionError("no frame in the JPEG")


def covered(picture: bytes, kind: str) -> bytes:
    """An MP3 with a cover (ID3v2.3)."""
    return id3(frame(b"APIC", b"\0" + kind.encode() + b"\0\3\0" + picture)) + bare_mp3()


def bare_mp3() -> bytes:
    """An MP3 without tags."""
    content = of("MP3")
    if content[:3] != b"ID3":
        return content
    size = sum(byte << 7 * (3 - place) for place, byte in enumerate(content[6:10]))
    return content[10 + size :]


def frame(name: bytes, body: bytes, flags: int = 0) -> bytes:
    """A frame of ID3v2.3."""
    return name + struct.pack(">IH", len(body), flags) + body


def id3(frames: bytes, size: int | None = None, version: int = 3) -> bytes:
    """A tag of ID3v2 around frames; `size` in place of the true one."""
    length = len(frames) if size is None else size
    return b"ID3" + bytes([version, 0, 0]) + bytes(length >> 7 * place & 0x7F for place in (3, 2, 1, 0)) + frames


# Files that lead elsewhere


def archive() -> bytes:
    """A ZIP with a song in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("song.wav", of("WAV"))
    return target.getvalue()


def lists(url: str) -> dict[str, bytes]:
    """Playlists of every kind that lead to `url`."""
    hls = f"#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:2,\n{url}\n#EXT-X-ENDLIST\n".encode()
    texts = {
        "M3U": f"#EXTM3U\n#EXTINF:2,A song\n{url}\n".encode(),
        "HLS": hls,
        "concat": f"ffconcat version 1.0\nfile '{url}'\n".encode(),
        "SDP": b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 0\n",
        "DASH": f'<?xml version="1.0"?><MPD><BaseURL>{url}</BaseURL></MPD>'.encode(),
    }
    hidden = {f"{name} behind a tag": id3(b"") + text for name, text in texts.items()}
    return texts | hidden | {"HLS with a frame": hls + b"\xff\xfb\x90\x00" * 100}


def reference_elsewhere(url: str) -> bytes:
    """An M4A whose sound lies at `url` (ISO/IEC 14496-12 §8.7.2)."""
    content = of("M4A AAC")
    entry = struct.pack(">I4sI", 12, b"url ", 1)
    return content.replace(entry, struct.pack(">I4sI", 12, b"url ", 0)) if entry in content else content


# Numbers that lie


def endless_wav() -> bytes:
    """A WAV that says 4 GB and holds a kilobyte."""
    return replaced(of("WAV")[:1068], b"data", 4, struct.pack("<I", 0xFFFF_FF00))


def open_wav() -> bytes:
    """A WAV that says nothing of its length, as one that was written to a pipe."""
    return replaced(of("WAV")[:40_044], b"data", 4, struct.pack("<I", 0xFFFF_FFFF))


def wav_of(channels: int, rate: int, align: int) -> bytes:
    """A WAV of so many channels, Hz and bytes a frame."""
    return replaced(of("WAV"), b"fmt ", 10, struct.pack("<HIIH", channels, rate, 0, align))


def billion_samples() -> bytes:
    """An MP4 that says a billion samples, each of one byte: no table is needed for that."""
    content = of("M4A AAC")
    return replaced(content, b"stsz", 8, struct.pack(">II", 1, BILLION))


def billion_times() -> bytes:
    """An MP4 whose samples are a billion by its table of times."""
    return replaced(of("M4A AAC"), b"stts", 8, struct.pack(">III", 1, BILLION, 1024))


def endless_time() -> bytes:
    """An MP4 that goes on for longer than the world."""
    content = replaced(of("M4A AAC"), b"mdhd", 16, struct.pack(">II", 1, 0xFFFF_FFFF))
    return replaced(content, b"stts", 12, struct.pack(">II", 0x7FFF_FFFF, 0x7FFF_FFFF))


def nested(depth: int) -> bytes:
    """An MP4 of boxes in boxes."""
    content = b""
    for _ in range(depth):
        content = struct.pack(">I4s", len(content) + 8, b"moov") + content
        if len(content) > 1 << 20:
            break
    return struct.pack(">I4s4sI4s", 20, b"ftyp", b"M4A ", 0, b"isom") + content


def many_tracks() -> bytes:
    """An MP4 with thousands of empty tracks."""
    tracks = struct.pack(">I4s", 8, b"trak") * 20_000
    head = struct.pack(">I4s4sI4s", 20, b"ftyp", b"M4A ", 0, b"isom")
    return head + struct.pack(">I4s", 8 + len(tracks), b"moov") + tracks


def flac_of(rate: int) -> bytes:
    """A FLAC that says another rate (RFC 9639 §8.2: 20 bits)."""
    content = of("FLAC")
    kept = content[20] & 0x0F
    return content[:18] + bytes([rate >> 12, rate >> 4 & 0xFF, (rate & 0x0F) << 4 | kept]) + content[21:]


def fast_flac() -> bytes:
    """A FLAC that really has as high a rate as a frame can say."""
    path = music.folder() / "fast.flac"
    source = ["-f", "lavfi", "-i", "sine=frequency=1000:sample_rate=655340:duration=1"]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *source, "-c:a", "flac", str(path)], check=True)
    return path.read_bytes()


# Ogg


def page(body: bytes, serial: int, number: int, flags: int = 0, position: int = 0) -> bytes:
    """An Ogg page (RFC 3533 §6) with its checksum."""
    sizes = [255] * (len(body) // 255) + [len(body) % 255]
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, position, serial, number, 0, len(sizes)) + bytes(sizes)
    sum_ = 0
    for byte in head + body:
        sum_ = (sum_ << 8 & 0xFFFF_FFFF) ^ OGG_TABLE[sum_ >> 24 ^ byte]
    return head[:22] + struct.pack("<I", sum_) + head[26:] + body


def _remainder(byte: int) -> int:
    value = byte << 24
    for _ in range(8):
        value = (value << 1 ^ 0x04C1_1DB7) & 0xFFFF_FFFF if value >> 31 else value << 1
    return value


OGG_TABLE = [_remainder(byte) for byte in range(256)]


def page_loop() -> bytes:
    """An Opus stream that begins anew with every page, and goes back in time."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 2, 312, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 0) + struct.pack("<I", 0)
    pages = [page(head, 1, 0, 2), page(tags, 1, 1)]
    sound = [page(b"\xfc\xff\xfe", 1, 2, 0, (-1) ** turn * 960) for turn in range(2)]
    return b"".join(pages) + b"".join(b"".join(sound) + pages[0] for _ in range(3000))


def many_streams() -> bytes:
    """Ogg with thousands of streams that begin, and no sound."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 2, 312, 48000, 0, 0)
    return b"".join(page(head, serial, 0, 2) for serial in range(5000))


def loud_opus() -> bytes:
    """Opus whose header turns it up by 128 dB."""
    content = of("Opus")
    first = content.index(b"OpusHead")
    body = replaced(content[first : first + 19], b"OpusHead", 16, struct.pack("<h", 0x7FFF))
    serial = struct.unpack("<I", content[14:18])[0]
    return page(body, serial, 0, 2) + content[first + 19 :]


def endless_tag() -> bytes:
    """A tag that says a quarter of a gigabyte before a song."""
    return id3(b"", size=(1 << 28) - 1) + bare_mp3()


def inflated_tag() -> bytes:
    """A cover that says it becomes two gigabytes when it is unpacked."""
    packed = struct.pack(">I", 0x7FFF_FFFF) + zlib.compress(bytes(10_000_000))
    return id3(frame(b"APIC", packed, flags=0x0080)) + bare_mp3()


def dsd() -> bytes:
    """A DSF file: one bit a sample, 2.8 MHz."""
    sound = bytes(8192)
    head = struct.pack("<4sQQQ", b"DSD ", 28, 92 + len(sound), 0)
    form = struct.pack("<4sQIIIIIIQII", b"fmt ", 52, 1, 0, 2, 2, 2_822_400, 1, 32768, 4096, 0)
    return head + form + struct.pack("<4sQ", b"data", 12 + len(sound)) + sound


def aiff_of(exponent: int) -> bytes:
    """An AIFF whose rate is 2 to the power of so many (IEEE 754 extended)."""
    return replaced(of("AIFF"), b"COMM", 16, struct.pack(">HQ", exponent, 1 << 63))


def deep_wavpack() -> bytes:
    """WavPack blocks that say more samples than there are bytes."""
    return replaced(of("WavPack"), b"wvpk", 20, struct.pack("<I", 0x7FFF_FFFF))


SMALL: dict[str, Callable[[], bytes]] = {
    "a ZIP": archive,
    "a WAV that says 4 GB": endless_wav,
    "a WAV of 65,535 channels": lambda: wav_of(0xFFFF, 44100, 4),
    "a WAV of no rate": lambda: wav_of(2, 0, 4),
    "a WAV of frames of no bytes": lambda: wav_of(2, 44100, 0),
    "a WAV at 4 GHz": lambda: wav_of(2, 0xFFFF_FFFF, 4),
    "an MP4 of a billion samples": billion_samples,
    "an MP4 of a billion times": billion_times,
    "an MP4 without end": endless_time,
    "an MP4 of boxes in boxes": lambda: nested(20_000),
    "an MP4 of 20,000 tracks": many_tracks,
    "a FLAC that says 655,350 Hz": lambda: flac_of(655_350),
    "a FLAC that says 0 Hz": lambda: flac_of(0),
    "Ogg that begins for ever": page_loop,
    "Ogg of 5,000 streams": many_streams,
    "a tag of 256 MB": endless_tag,
    "a DSF": dsd,
    "an AIFF at 2^16383 Hz": lambda: aiff_of(0x7FFE),
    "WavPack of two billion samples a block": deep_wavpack,
    "a song elsewhere": lambda: reference_elsewhere("file:///etc/passwd"),
}
PLAYABLE: dict[str, Callable[[], bytes]] = {
    "a WAV of no length": open_wav,
    "a FLAC at 655,340 Hz": fast_flac,
    "Opus turned up by 128 dB": loud_opus,
    "a PNG of 60,000 × 60,000": lambda: covered(png(HUGE, HUGE, rows=100), "image/png"),
    "a PNG of 60,000 × 60,000 of one bit": lambda: covered(png(HUGE, HUGE, colour=0), "image/png"),
    "a PNG of 16,000 × 16,000": lambda: covered(png(16_000, 16_000, rows=1000), "image/png"),
    "a PNG of 7,000 × 7,000": lambda: covered(png(7000, 7000), "image/png"),
    "a JPEG of 60,000 × 60,000": lambda: covered(jpeg(HUGE), "image/jpeg"),
    "a cover that unpacks to 2 GB": inflated_tag,
}
