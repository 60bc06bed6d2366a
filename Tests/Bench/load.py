"""Prints what many at once do to the server: idle WebSockets, slow clients, a large upload, four recordings at work."""

from __future__ import annotations

import re
import resource
import socket
import subprocess
import sys
import time

from Bench import processors, reel
from Bench.processors import MEGABYTE
from Bench.visitor import Visitor
from Harness import music
from Harness.client import Client
from Harness.instance import Instance

SOCKETS = 10_000
SLOW = 1000
SLOW_SECONDS = 30
# A thousand million bytes of stereo at 48 kHz in 16 bits.
UPLOAD_MINUTES = 87
PART_SIZE = 8 << 20
AT_ONCE = 4
SONG_MINUTES = 10
GREETING = (
    b"GET /api/v1/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
CASES = {"sockets": "measure_sockets", "slow": "measure_slow", "upload": "measure_upload", "ingests": "measure_ingests"}


def main(arguments: list[str]) -> None:
    """Measures what the arguments name, or everything."""
    # Our ends of the connections are open files too.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    for name in arguments or list(CASES):
        with Instance(settings={"STEMMA_WORKERS": str(AT_ONCE)}) as instance:
            assert instance.admin.token
            globals()[CASES[name]](instance)
            print(flush=True)


def furnish(instance: Instance) -> list[str]:
    """A track, and the pages that show it."""
    track = instance.admin.upload_and_publish(music.clip())
    return ["/", track["url"], "/@keeper", f"/api/v1/tracks/{track['id']}"]


def measure_sockets(instance: Instance) -> None:
    """Memory with ten thousand browsers that listen and hear nothing."""
    pages = furnish(instance)
    server = process(instance)
    before = processors.resident(server)
    open_sockets = [listen(instance) for _ in range(SOCKETS)]
    time.sleep(1)
    with_all = processors.resident(server)
    with Visitor(instance, pages) as visitor:
        time.sleep(5)
    for one in open_sockets:
        one.close()
    print(
        f"{SOCKETS} idle WebSockets: {with_all / MEGABYTE:.0f} MB resident, {before / MEGABYTE:.0f} MB before;"
        f" {(with_all - before) / SOCKETS / 1000:.1f} KB each\n  meanwhile {visitor}"
    )


def listen(instance: Instance) -> socket.socket:
    """A WebSocket that is open."""
    one = socket.create_connection(("127.0.0.1", instance.port), timeout=20)
    one.sendall(GREETING)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += one.recv(1024)
    if b" 101 " not in answer:
        raise AssertionError(f"no WebSocket: {answer!r}")
    return one


def measure_slow(instance: Instance) -> None:
    """A thousand clients that send, or read, a few bytes at a time, and one that doesn't."""
    pages = furnish(instance)
    with Visitor(instance, pages) as visitor:
        time.sleep(5)
    print(f"nobody slow: {visitor}")
    ways = {
        "slow headers (slowhttptest -H)": ["-H", "-i", "5", "-x", "24"],
        "slow reading (slowhttptest -X)": ["-X", "-w", "512", "-y", "1024", "-n", "5", "-z", "32", "-k", "3"],
    }
    for name, way in ways.items():
        common = ["-c", str(SLOW), "-r", "500", "-l", str(SLOW_SECONDS), "-p", "3", "-u", instance.url + pages[1]]
        with Visitor(instance, pages) as visitor:
            printed = subprocess.run(["slowhttptest", *way, *common], capture_output=True, text=True).stdout
        plain = re.sub(r"\x1b\[[\d;]*[A-Za-z]", "", printed)
        most = max(int(found) for found in re.findall(r"connected: +(\d+)", plain))
        print(f"{SLOW} {name}, up to {most} held: {visitor}", flush=True)


def measure_upload(instance: Instance) -> None:
    """The server's memory while a large file comes, and what each gigabyte costs."""
    content = reel.minutes(UPLOAD_MINUTES, reel.WAV).read_bytes()
    server = process(instance)
    before, spent = processors.resident(server), processors.seconds(server)
    processors.forget_peak(server)
    begun = time.monotonic()
    instance.admin.upload_bytes("long.wav", content, part_size=PART_SIZE).data
    print(
        f"upload of {len(content) / 1e9:.2f} GB: {processors.peak(server) / MEGABYTE:.0f} MB at most,"
        f" {before / MEGABYTE:.0f} MB before; {time.monotonic() - begun:.1f} s,"
        f" CPU {processors.seconds(server) - spent:.1f} s"
    )


def measure_ingests(instance: Instance) -> None:
    """Pages while four recordings are worked on at once."""
    pages = furnish(instance)
    with Visitor(instance, pages) as visitor:
        time.sleep(10)
    print(f"nothing at work: {visitor}")
    song = reel.minutes(SONG_MINUTES, reel.FLAC)
    assets = [instance.admin.upload(song)["asset_id"] for _ in range(AT_ONCE)]
    made = [instance.admin.publish(asset, title="At work")["version"]["id"] for asset in assets]
    begun = time.monotonic()
    with Visitor(instance, pages) as visitor:
        wait(instance.admin, made)
    seconds = time.monotonic() - begun
    print(f"{AT_ONCE} recordings of {SONG_MINUTES} minutes at work for {seconds:.0f} s: {visitor}")


def wait(member: Client, versions: list[str]) -> None:
    """Waits until all are ready, without asking so often that it would be a load itself."""
    for version in versions:
        while member.version(version)["status"] == "pending":
            time.sleep(0.5)


def process(instance: Instance) -> int:
    """The number of the running server's process."""
    assert instance.process is not None
    return instance.process.pid


if __name__ == "__main__":
    main(sys.argv[1:])
