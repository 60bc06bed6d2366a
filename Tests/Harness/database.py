"""The rows behind an instance, read past the server, on either engine."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
import subprocess
import uuid
from pathlib import Path
from typing import Any, Protocol

Row = dict[str, Any]


class Database(Protocol):
    """What tests ask of either engine."""

    url: str

    def query(self, statement: str) -> list[Row]:
        """The rows of a statement, by column."""
        ...

    def execute(self, statement: str) -> None:
        """Changes something that only time or another person could change."""
        ...

    def tables(self) -> list[str]:
        """The names of all tables."""
        ...

    def drop(self) -> None:
        """Forgets the database."""
        ...


def counts(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    names = database.tables()
    if not names:
        return {}
    each = " UNION ALL ".join(f"SELECT '{name}' AS name, count(*) AS rows FROM {name}" for name in names)
    return {row["name"]: int(row["rows"]) for row in database.query(each)}


class SQLiteDatabase:
    """A database in a file of the data folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.url = f"sqlite:{path}"

    def query(self, statement: str) -> list[Row]:
        with sqlite3.connect(self.path, timeout=20) as connection:
            connection.row_factory = sqlite3.Row
            rows = [dict(row) for row in connection.execute(statement)]
        connection.close()
        return rows

    def execute(self, statement: str) -> None:
        self.query(statement)

    def tables(self) -> list[str]:
        found = self.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return sorted(row["name"] for row in found)

    def drop(self) -> None:
        """The file goes with its folder."""


class PostgresDatabase:
    """A database of its own on the server that STEMMA_TEST_POSTGRES names."""

    def __init__(self, name: str, server: str) -> None:
        self.name = name
        self.server = server
        head, _, query = server.partition("?")
        self.url = f"{head.rsplit('/', 1)[0]}/{name}?{query}"

    @classmethod
    def create(cls, server: str | None = None) -> PostgresDatabase:
        """A new database on `server`, or on the one of all tests."""
        server = server or os.environ.get("STEMMA_TEST_POSTGRES")
        if not server:
            raise AssertionError("STEMMA_TEST_POSTGRES is not set; scripts/lib/postgres.sh starts a server")
        database = cls(f"stemma_{uuid.uuid4().hex}", server)
        psql(server, f"CREATE DATABASE {database.name}")
        return database

    def query(self, statement: str) -> list[Row]:
        return list(csv.DictReader(io.StringIO(psql(self.url, statement))))

    def execute(self, statement: str) -> None:
        psql(self.url, statement)

    def tables(self) -> list[str]:
        found = self.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return sorted(row["tablename"] for row in found)

    def drop(self) -> None:
        psql(self.server, f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")


def psql(url: str, statement: str) -> str:
    """What a statement prints, as CSV with the columns' names on top."""
    command = ["psql", "--no-psqlrc", "--quiet", "--csv", "--set=ON_ERROR_STOP=1", url, "--command", statement]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"PostgreSQL refused {statement!r}: {done.stderr}")
    return done.stdout
