"""Prints how pages, JSON, start and storage grow with a hundred times the tracks, and what each asks the database."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from Bench.crowd import Crowd
from Bench.figures import spread
from Bench.http import contender, furnish
from Bench.wrk import alternate
from Harness.instance import Instance

SIZES = (100, 1_000, 10_000)
SECONDS = 2
STARTS = 5
ASKED = 20


def main(arguments: list[str]) -> None:
    """Lets one house grow on SQLite, and counts statements on PostgreSQL."""
    runs = int(arguments[0]) if arguments else 3
    measure_growth(runs)
    count_statements()


def places(track: dict) -> dict[str, str]:
    """What is asked for, by name."""
    return {
        "track's JSON": f"/api/v1/tracks/{track['id']}",
        "list's JSON": "/api/v1/tracks?limit=20",
        "comments' JSON": f"/api/v1/tracks/{track['id']}/comments",
        "track's page": track["url"],
        "home": "/",
        "profile": "/@ida",
        "tag": "/tags/one",
        "embed": f"/embed/track/{track['id']}",
    }


def measure_growth(runs: int) -> None:
    """Processor time of each request at each size; each track has three versions, five comments, three tags."""
    print(f"CPU per request on SQLite; medians of {runs} alternating runs of {SECONDS} s, and between which they lay")
    with Instance() as instance:
        track = furnish(instance)
        for size in SIZES:
            instance.stop()
            path = instance.data / "stemma.db"
            crowd = Crowd(path, track["id"]) if size == SIZES[0] else crowd
            crowd.grow(size)
            starts = [start(instance) for _ in range(STARTS)]
            asked = [contender(name, instance, place) for name, place in places(track).items()]
            alternate(asked, runs, SECONDS)
            print(f"{size} tracks: start {spread(starts, 'ms', 0)}, {path.stat().st_size / size / 1000:.1f} KB each")
            for one in asked:
                print(f"  {one.name:16} {spread(one.costs, 'µs')}", flush=True)
        crowd.close()


def start(instance: Instance) -> float:
    """Milliseconds until a server that was stopped answers."""
    instance.stop()
    begun = time.monotonic()
    instance.start()
    return (time.monotonic() - begun) * 1000


def count_statements() -> None:
    """How many statements PostgreSQL is asked by each request, those around a transaction apart."""
    with Instance(postgres=True) as instance:
        name = urlsplit(instance.database.url).path[1:]
        instance.database.execute(f"ALTER DATABASE {name} SET log_statement = 'all'")
        track = furnish(instance)
        instance.stop()
        instance.start()
        log = server_log(instance.database.url)
        print("\nstatements per request on PostgreSQL")
        for name, place in places(track).items():
            before = log.stat().st_size
            for _ in range(ASKED):
                instance.anonymous.get(place)
            said = log.read_bytes()[before:].decode(errors="replace")
            asked = len(re.findall(r"LOG:  execute [^:]*: +(?!BEGIN|COMMIT)", said)) / ASKED
            around = len(re.findall(r"(?:execute [^:]*|statement): +(?:BEGIN|COMMIT)", said)) / ASKED
            print(f"  {name:16} {asked:4.1f}, and {around:.1f} around them", flush=True)


def server_log(url: str) -> Path:
    """The log of the server that scripts/lib/postgres.sh started."""
    return Path(parse_qs(urlsplit(url).query)["host"][0]) / "log"


if __name__ == "__main__":
    main(sys.argv[1:])
