"""Does harm to a server at a chosen point of its work on files, sockets and database."""

from __future__ import annotations

import enum
import functools
import mmap
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

from Harness import music

SOURCE = Path(__file__).with_name("harm_at.c")
NEVER = (1 << 63) - 1


class Kind(enum.IntFlag):
    """Calls to the system."""

    WRITE = 1
    SYNC = 2
    NAME = 4
    DATABASE = 8
    OPEN = 16
    READ = 32
    WAIT = 64
    COUNTED = 128
    LASTING = WRITE | SYNC | NAME | DATABASE


class Place(enum.IntFlag):
    """Whose calls: the server's, or those of the children that it lets look into media."""

    SERVER = 1
    CHILD = 2


class Deed(enum.IntEnum):
    """What is done at the point."""

    NONE = 0
    END = 1
    CUT = 2
    FAIL = 3
    SHORTEN = 4


@dataclass(frozen=True)
class Harm:
    """What is done to the `times` calls from the `point`th on, of the kinds and in the places named."""

    deed: Deed
    point: int
    kinds: Kind = Kind.LASTING
    places: Place = Place.SERVER
    is_after: bool = False
    error: int = 0
    times: int = 1
    disk: str = ""


@functools.cache
def library() -> Path:
    """The library that is loaded into the server, compiled for this run."""
    path = music.folder() / "harm_at.so"
    compiler = shutil.which("clang") or shutil.which("cc")
    if compiler is None:
        raise FileNotFoundError("a C compiler is needed; Swift's toolchain has clang")
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", path, SOURCE], check=True)
    return path


class Trigger:
    """The numbers that are shared with a server: what it did so far, and what is to befall it."""

    COUNTS = struct.Struct("=8Q")
    ORDER = struct.Struct("=QQqQQQQQ256s")

    def __init__(self, path: Path) -> None:
        size = self.COUNTS.size + self.ORDER.size
        path.write_bytes(bytes(size))
        self.path = path
        with open(path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), size)

    @property
    def environment(self) -> dict[str, str]:
        """What makes a server listen to this trigger."""
        return {"LD_PRELOAD": str(library()), "HARM_FILE": str(self.path)}

    def points(self, kinds: Kind = Kind.LASTING) -> int:
        """How many calls of these kinds there were since the trigger was armed or disarmed."""
        counts = self.COUNTS.unpack_from(self.memory)
        return sum(count for bit, count in enumerate(counts) if kinds & 1 << bit)

    @property
    def has_struck(self) -> bool:
        """Whether the harm was done since the trigger was armed."""
        return self.ORDER.unpack_from(self.memory, self.COUNTS.size)[7] > 0

    def arm(self, harm: Harm) -> None:
        """Does `harm` from now on; no point is one before all is written."""
        order = [harm.kinds, harm.places, harm.point, harm.times, harm.deed, harm.is_after, harm.error, 0]
        self.ORDER.pack_into(self.memory, self.COUNTS.size, 0, *order[1:], harm.disk.encode())
        self.COUNTS.pack_into(self.memory, 0, *[0] * 8)
        self.ORDER.pack_into(self.memory, self.COUNTS.size, *order, harm.disk.encode())

    def disarm(self, places: Place = Place.SERVER) -> None:
        """Lets the server live and counts the calls in `places` from now on."""
        self.arm(Harm(Deed.NONE, NEVER, places=places))
