"""Many tracks, copied in the database from one that was made properly."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]

SONGS_PER_ARTIST = 20
# What belongs to one track, each with the column that names it; after what it refers to.
PARTS = ("track_tags", "credits", "comments", "analytics_daily")
# What belongs to one version.
VERSION_PARTS = ("transcodes", "waveforms")
MINUTE_MS = 60_000


class Crowd:
    """Copies of a track and its artist, each under names of its own."""

    def __init__(self, database: Path, track: str) -> None:
        self.connection = sqlite3.connect(database)
        self.connection.row_factory = sqlite3.Row
        self.track = self._rows("tracks", "id", track)[0]
        self.versions = self._rows("track_versions", "track_id", track)
        self.parts = {table: self._rows(table, "track_id", track) for table in PARTS}
        self.version_parts = {
            table: [row for version in self.versions for row in self._rows(table, "version_id", version["id"])]
            for table in VERSION_PARTS
        }
        self.count = 1

    def grow(self, count: int) -> None:
        """Copies until there are `count` tracks."""
        with self.connection:
            while self.count < count:
                if self.count % SONGS_PER_ARTIST == 1:
                    self._add_artist()
                self._add_track()
                self.count += 1
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Lets go of the database."""
        self.connection.close()

    def _add_artist(self) -> None:
        handle = f"artist_{self.count}"
        person = self._rows("users", "id", self.track["owner_user_id"])[0]
        artist = self._rows("artists", "id", self.track["artist_id"])[0]
        member = self._rows("artist_members", "artist_id", self.track["artist_id"])[0]
        self.owner, self.artist = uuid_like(), uuid_like()
        email = f"{handle}@example.org"
        self._insert("users", [person | {"id": self.owner, "handle": handle, "email": email, "email_folded": email}])
        self._insert("artists", [artist | {"id": self.artist, "handle": handle}])
        self._insert("artist_members", [member | {"artist_id": self.artist, "user_id": self.owner}])

    def _add_track(self) -> None:
        # A tenth of all is by the first artist, so that a profile grows too.
        is_first = self.count % 10 == 0
        owner = self.track["owner_user_id"] if is_first else self.owner
        artist = self.track["artist_id"] if is_first else self.artist
        track, time = uuid_like(), self.track["published_at"] - self.count * MINUTE_MS
        named = {version["id"]: uuid_like() for version in self.versions}
        changes = {"track_id": track, "published_at": time}
        self._insert("tracks", [self.track | {
            "id": track, "slug": f"song-{self.count}", "title": f"Song {self.count}", "published_at": time,
            "owner_user_id": owner, "artist_id": artist,
            "primary_version_id": named[self.track["primary_version_id"]],
        }])
        self._insert("track_versions", copies(self.versions, changes, named))
        for table, rows in (self.parts | self.version_parts).items():
            self._insert(table, copies(rows, changes, named))

    def _rows(self, table: str, column: str, value: str) -> list[Row]:
        found = self.connection.execute(f"SELECT * FROM {table} WHERE {column} = ?", (value,))
        return [dict(row) for row in found]

    def _insert(self, table: str, rows: Iterable[Row]) -> None:
        for row in rows:
            places = ", ".join("?" for _ in row)
            statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"
            self.connection.execute(statement, list(row.values()))


def copies(rows: list[Row], changes: Row, named: dict[str, str]) -> Iterable[Row]:
    """The rows as they are of another track, whose versions are named anew."""
    for row in rows:
        own = changes | {
            "id": named.get(row.get("id", ""), uuid_like()), "version_id": named.get(row.get("version_id", "")),
        }
        yield {name: own.get(name, value) for name, value in row.items()}


def uuid_like() -> str:
    """An id of the form that the program's have."""
    return str(uuid.uuid4())
