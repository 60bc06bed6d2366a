"""Prints what a request costs: a segment beside nginx, a track's JSON beside Express, a page; and what a start does."""

from __future__ import annotations

import sys
import time
from contextlib import closing

from Bench import processors
from Bench.express import Express
from Bench.figures import ratio, spread
from Bench.nginx import Nginx
from Bench.wrk import Contender, alternate
from Harness import music, stream
from Harness.client import Client, path_of
from Harness.instance import Instance

SECONDS = 4
STARTS = 7
RECORDINGS = ("love_theme", "sad", "knolls")
# Long enough that going through all of its segments isn't asking for one.
SONG_SECONDS = 180
# What is in a stream's answer is made of the time.
FLEETING = ("url", "expires_at")


def main(arguments: list[str]) -> None:
    """Furnishes a house on each database and measures both beside their peers."""
    runs = int(arguments[0]) if arguments else 5
    print(f"Medians of {runs} alternating runs of {SECONDS} s, and between which they lay; wrk with 64 connections.")
    print("CPU is that of the server's own processes, by the kernel's count of nanoseconds.\n")
    with Instance() as light, Instance(postgres=True) as heavy:
        tracks = {instance: furnish(instance) for instance in (light, heavy)}
        measure_segments(light, tracks[light], runs)
        measure_json(light, heavy, tracks[light], tracks[heavy], runs)
        measure_pages(light, tracks[light], runs)
        measure_starts(light)


def furnish(instance: Instance) -> dict:
    """A track of three versions, five comments, two credits and three tags."""
    assert instance.admin.token
    musician = instance.sign_up("ida")
    track = musician.upload_and_publish(
        music.clip(RECORDINGS[0], SONG_SECONDS), title="Measured", tags=["one", "two", "three"],
        description_md="Recorded in one take.",
    )
    for name in RECORDINGS[1:]:
        asset = musician.upload(music.clip(name, 30))["asset_id"]
        made = musician.post(f"/api/v1/tracks/{track['id']}/versions", original_asset_id=asset, version_type="mix").data
        musician.wait_until_ready(made["version"]["id"])
    credits = [{"person_name": "Ida", "role": "writer"}, {"person_name": "Tor", "role": "mixer"}]
    musician.send("PATCH", f"/api/v1/tracks/{track['id']}", credits=credits).data
    for place in range(5):
        musician.post("/api/v1/comments", track_id=track["id"], at_ms=9000 * place, body_md="Here it *turns*.").data
    wait_for_quiet(instance)
    return instance.anonymous.track(track["id"])


def wait_for_quiet(instance: Instance) -> None:
    """Waits until all work on uploads is done: AAC and pictures come last."""
    kinds = "('ingest', 'ingest_aac', 'artwork')"
    busy = f"SELECT 1 AS busy FROM jobs WHERE kind IN {kinds} AND state IN ('waiting', 'running')"
    while instance.database.query(busy):
        time.sleep(0.2)


def contender(name: str, instance: Instance, path: str, *others: str) -> Contender:
    """Ours at an address."""
    assert instance.process is not None
    addresses = tuple(instance.url + other for other in others)
    return Contender(name, (instance.process.pid,), instance.url + path, addresses)


def measure_segments(instance: Instance, track: dict, runs: int) -> None:
    """A segment of Opus behind its signed link, beside the same file from nginx without one."""
    listed = stream.playlist(instance.anonymous, track["primary_version_id"])
    paths = [path_of(url) for url in listed.segments]
    with closing(Nginx(instance.store.root / "transcodes")) as nginx:
        files = [path.split("?")[0].removeprefix("/media/hls") for path in paths]
        one = [contender("Stemma", instance, paths[0]), Contender("nginx", nginx.processes, nginx.url + files[0])]
        all = [
            contender("Stemma", instance, paths[0], *paths[1:]),
            Contender("nginx", nginx.processes, nginx.url + files[0], tuple(nginx.url + file for file in files[1:])),
        ]
        size = len(stream.fetch(instance.anonymous, paths[0]).body)
        compare(f"segment of {size / 1000:.0f} KB, again and again", one, runs)
        compare(f"{len(paths)} segments in turn", all, runs)


def measure_json(light: Instance, heavy: Instance, at_light: dict, at_heavy: dict, runs: int) -> None:
    """A track's JSON on both databases, beside Express on the second."""
    path = f"/api/v1/tracks/{at_heavy['id']}"
    with closing(Express(heavy)) as express:
        assert_same(Client(express.port).track(at_heavy["id"]), heavy.anonymous.track(at_heavy["id"]))
        ours = contender("Stemma on PostgreSQL", heavy, path)
        compare("track's JSON, anonymous", [
            contender("Stemma on SQLite", light, f"/api/v1/tracks/{at_light['id']}"),
            Contender("Express on PostgreSQL", express.processes, express.url + path), ours,
        ], runs, against=1)


def measure_pages(instance: Instance, track: dict, runs: int) -> None:
    """What people open first, as HTML on SQLite, not compressed."""
    pages = {"home": "/", "track": track["url"], "profile": "/@ida", "embed": f"/embed/track/{track['id']}"}
    compare("pages as HTML", [contender(name, instance, path) for name, path in pages.items()], runs, against=None)


def measure_starts(instance: Instance) -> None:
    """From the start of the program to its first good answer, and the processor time that takes."""
    passed, spent = [], []
    for _ in range(STARTS):
        instance.stop()
        begun = time.monotonic()
        instance.start()
        passed.append((time.monotonic() - begun) * 1000)
        assert instance.process is not None
        spent.append(processors.seconds(instance.process.pid) * 1000)
    print(f"start to the first answer of /api/v1/ready\n  {spread(passed, 'ms', 0)}, CPU {spread(spent, 'ms', 0)}")


def compare(what: str, contenders: list[Contender], runs: int, against: int | None = -1) -> None:
    """Prints what each costs, and how much that is of what the one at `against` does."""
    alternate(contenders, runs, SECONDS)
    print(what)
    for one in contenders:
        print(f"  {one.name:24} {spread(one.costs, 'µs')}", end="")
        peer = None if against is None else contenders[against]
        print(f"   {ratio(one.costs, peer.costs)} {peer.name}" if peer and peer is not one else "")
    print(flush=True)


def assert_same(theirs: dict, ours: dict) -> None:
    """Fails where a peer answers anything else than we do, but for what is made of the time."""
    def lasting(value: object) -> object:
        if isinstance(value, dict):
            fleeting = FLEETING if "expires_at" in value else ()
            return {key: lasting(inner) for key, inner in value.items() if key not in fleeting}
        return [lasting(inner) for inner in value] if isinstance(value, list) else value

    assert lasting(theirs) == lasting(ours), f"{theirs}\nis not\n{ours}"


if __name__ == "__main__":
    main(sys.argv[1:])
