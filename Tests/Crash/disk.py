"""File systems of a test's own: one whose power can be cut, and one that is full when the test wants it."""

from __future__ import annotations

import ctypes
import fcntl
import functools
import os
import shutil
import struct
import subprocess
import tempfile
import time
from pathlib import Path

NEW_MOUNTS = 0x20000  # CLONE_NEWNS
SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
WITHOUT_FLUSH = 2  # EXT4_GOING_FLAGS_NOLOGFLUSH
IMAGE_BYTES = 512 << 20
HELD_BACK = "loop,commit=300"  # Nothing is written through by mere time.
PATIENCE = 10


class Disk:
    """What is mounted at `root`, until it is closed."""

    def __init__(self) -> None:
        _keep_mounts_to_ourselves()
        self.folder = Path(tempfile.mkdtemp(prefix="stemma-disk."))
        self.root = self.folder / "root"
        self.root.mkdir()

    def mount(self, *arguments: str) -> None:
        """Mounts what the arguments name."""
        _run("mount", *arguments, str(self.root))

    def unmount(self) -> None:
        """Unmounts it once nobody uses it any more; who was just killed may still."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return _run("umount", str(self.root))
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def close(self) -> None:
        """Unmounts it in any case, and forgets it."""
        subprocess.run(["umount", "--lazy", str(self.root)], capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)


class Ext4(Disk):
    """An ext4 in a file: what was not written through to it when the power was cut is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.image = self.folder / "image"
        with open(self.image, "wb") as file:
            file.truncate(IMAGE_BYTES)
        _run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=1,lazy_journal_init=1", str(self.image))
        self.mount("-o", HELD_BACK, str(self.image))

    def cut(self) -> None:
        """Takes its power away: nothing is written to it any more."""
        folder = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", WITHOUT_FLUSH))
        finally:
            os.close(folder)

    def turn_on(self) -> None:
        """Brings it back after its power was cut."""
        self.unmount()
        self.mount("-o", HELD_BACK, str(self.image))


class Tmpfs(Disk):
    """A file system of so many bytes, which may become more or fewer."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.mount("-t", "tmpfs", "-o", f"size={size}", "none")

    def resize(self, size: int) -> None:
        """Makes room, or takes it away."""
        self.mount("-o", f"remount,size={size}")


@functools.cache
def reason_against(kind: type[Disk]) -> str:
    """Why this machine can't have such disks; nothing where it can."""
    if os.geteuid() != 0:
        return "only root may mount"
    try:
        disk = Tmpfs(1 << 20) if kind is Tmpfs else Ext4()
    except OSError as error:
        return f"this machine doesn't mount: {error}"
    disk.close()
    return ""


@functools.cache
def _keep_mounts_to_ourselves() -> None:
    """Whatever becomes of this process, its mounts go with it."""
    if ctypes.CDLL(None, use_errno=True).unshare(NEW_MOUNTS) == 0:
        # Refused where the root is no mount, as in a chroot, whose mounts nobody shares.
        subprocess.run(["mount", "--make-rprivate", "/"], capture_output=True)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise OSError(f"{' '.join(command)}: {done.stderr.strip()}")
