"""The objects behind an instance, read past the server: a folder with the keys as paths."""

from __future__ import annotations

from pathlib import Path


class Store:
    """The folder in which an instance keeps its bytes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def files(self, folder: str = "") -> dict[str, int]:
        """The size of each file below `folder`, by key."""
        return {
            str(path.relative_to(self.root)): path.stat().st_size
            for path in sorted((self.root / folder).rglob("*"))
            if path.is_file()
        }

    def read(self, key: str) -> bytes:
        """The bytes under a key."""
        return (self.root / key).read_bytes()
