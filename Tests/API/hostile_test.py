"""What an outsider tries who means harm: costly messages, forged addresses, floods and markup."""

from __future__ import annotations

import html.parser
import json
import re
import socket
import threading
import time
import unittest
import urllib.parse
from pathlib import Path

from Harness import music
from Harness.client import Client, path_of
from Harness.instance import Instance
from Harness.wire import Wire, frame

MEGABYTE = 1 << 20

BAD_FRAMES = {
    "unmasked": (frame(1, b"{}", masked=False), 1002),
    "compressed": (frame(1, b"{}", first=0xC0), 1002),
    "an unknown kind": (frame(3), 1002),
    "a ping in pieces": (frame(9, b"a", first=0), 1002),
    "a long ping": (frame(9, b"a" * 126), 1002),
    "the middle first": (frame(0, b"a"), 1002),
    "too long": (frame(1, b"a" * 5000), 1009),
    "said to be endless": (frame(1, length=1 << 62), 1009),
    "too long in pieces": (frame(1, b"a" * 4000, first=0) + frame(0, b"a" * 4000), 1009),
    "no UTF-8": (frame(1, b"\xff"), 1007),
    "half a code": (frame(8, b"\x03"), 1002),
}

MARKUP = "\"><script>window.harm=1</script><img src=x onerror=window.harm=1>'</title></textarea>"
MARKDOWN = (
    "[a](javascript:harm) [b](JaVaScRiPt:harm) [c](data:text/html,<script>harm</script>) ![d](javascript:harm) "
    "<script>harm</script> <a href=\"javascript:harm\">x</a> <javascript:harm> [e](&#x6a;avascript:harm) "
    "[f](//evil.example) http://a.b/\"><script>harm</script> www.evil.example\"onmouseover=\"harm "
    "<iframe src=javascript:harm> `</code><script>harm</script>` <style>*{display:none}</style>\n\n"
    "| a |\n|---|\n| <script>harm</script> |\n"
)


OWN_FRAME = {"class", "src", "title", "loading", "height"}


class Harm(html.parser.HTMLParser):
    """Finds what a browser would run in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Looks at one element."""
        values = dict(attrs)
        # A song's page shows its own small player, and that in a frame as others will.
        if tag == "iframe" and set(values) <= OWN_FRAME and re.fullmatch(r"/embed/track/[0-9a-f-]{36}", values.get("src") or ""):
            return
        if tag in ("iframe", "object", "embed", "base") or tag == "script" and not values.get("src", "").startswith("/assets/"):
            if "json" not in (values.get("type") or ""):
                self.found.append(self.get_starttag_text() or tag)
        for name, value in attrs:
            runs = re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE)
            if name.startswith("on") or name == "style" or runs and name in ("href", "src", "action", "formaction"):
                self.found.append(self.get_starttag_text() or tag)


class HostileClients(unittest.TestCase):
    """Nothing here may end in a 5xx, in an error in the log, or in descriptors that stay open."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = Instance().start()
        cls.addClassCleanup(cls.instance.close)
        assert cls.instance.admin.token
        cls.member = cls.instance.sign_up()
        cls.song = music.clip(form=music.WAV)
        cls.track = cls.member.upload_and_publish(cls.song, title="A song")
        cls.version = cls.track["primary_version"]["id"]
        cls.files = cls.open_files()

    @classmethod
    def tearDownClass(cls) -> None:
        end = time.monotonic() + 10
        while cls.open_files() > cls.files + 3 and time.monotonic() < end:
            time.sleep(0.1)
        assert cls.open_files() <= cls.files + 3, "descriptors stayed open"
        faults = [line for line in cls.instance.log.splitlines() if '"level":"error"' in line]
        assert not faults, faults[:3]

    @classmethod
    def open_files(cls) -> int:
        """Descriptors that the server holds."""
        return len(list(Path(f"/proc/{cls.instance.process.pid}/fd").iterdir()))

    def wire(self) -> Wire:
        """A new connection."""
        wire = Wire(self.instance.port)
        self.addCleanup(wire.socket.close)
        return wire

    def assert_quick(self, client: Client, method: str, path: str, body: bytes, *expected: int) -> None:
        """Fails unless the answer comes at once, and others were served meanwhile."""
        begun = time.monotonic()
        answer = client.request(method, path, body, {"Content-Type": "application/json"}, timeout=60)
        self.assertIn(answer.status, expected, str(answer))
        self.assertLess(time.monotonic() - begun, 5, f"{method} {path} took long")

    # WebSockets

    def test_bad_frames_are_told_apart(self) -> None:
        """A WebSocket that breaks the rules is closed with the code for it."""
        for name, (content, code) in BAD_FRAMES.items():
            with self.subTest(name):
                wire = self.wire()
                self.assertIn(" 101 ", wire.open_websocket())
                self.assertEqual(wire.send(content).read_close_code(), code)

    def test_foreign_pages_get_no_websocket(self) -> None:
        """A browser on another site is refused, by its origin or by what it says of it."""
        own = f"http://127.0.0.1:{self.instance.port}"
        self.assertIn(" 101 ", self.wire().open_websocket(Origin=own))
        for fields in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": own + ".evil.example"},
                       {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}):
            with self.subTest(fields):
                self.assertIn(" 403 ", self.wire().open_websocket(**fields))

    # Costs

    def test_deep_json_costs_nothing(self) -> None:
        """JSON that nests and nests is refused or passed over as fast as it is read."""
        inner = "[" + ",".join(["{}"] * 1500) + "]"
        deep = '{"a":' * 480 + inner + "}" * 480
        path = f"/api/v1/versions/{self.version}"
        self.assert_quick(self.member, "PUT", path, f'{{"metadata":{deep}}}'.encode(), 400, 413, 422)
        small = '{"a":' * 480 + "1" + "}" * 480
        self.assert_quick(self.member, "PUT", path, f'{{"metadata":{small}}}'.encode(), 400, 422)
        endless = b"[" * 500_000
        nul = '{"a":' * 480 + inner[:-1] + ',"\\u0000"]' + "}" * 480
        for body in (endless, f'{{"handle":"a","password":"b","x":{nul}}}'.encode()):
            self.assert_quick(self.instance.anonymous, "POST", "/api/v1/auth/login", body, 400, 401, 413, 422)
        wide = json.dumps({"metadata": {"a": [{}] * 4000}}).encode()
        self.assert_quick(self.member, "PUT", path, wide, 200)
        self.assert_quick(self.instance.anonymous, "GET", "/api/v1/tracks", b"", 200)
        self.assert_quick(self.member, "PUT", path, b'{"metadata":{}}', 200)

    def test_long_lists_and_wide_tables_cost_nothing(self) -> None:
        """What repeats and repeats is refused, or shown, as fast as it is read."""
        path = f"/api/v1/tracks/{self.track['id']}"
        tags = json.dumps({"tags": [f"tag {number}" for number in range(60_000)]})
        self.assert_quick(self.member, "PATCH", path, tags.encode(), 422)
        notes = json.dumps({"description_md": "a|" * 1000 + "\n" + "-|" * 1000 + "\n|" * 30_000})
        self.assert_quick(self.member, "PATCH", path, notes.encode(), 200)
        self.assertLess(len(self.instance.anonymous.get(path).body), MEGABYTE)
        self.assert_quick(self.member, "PATCH", path, b'{"description_md":""}', 200)
        parts = b'--b\r\nContent-Disposition: form-data; name=""\r\n\r\n\r\n' * 100_000 + b"--b--"
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        self.assertEqual(self.member.request("POST", "/settings/profile", parts, kind).status, 413)

    def test_many_sign_ins_are_bounded(self) -> None:
        """A flood of passwords is worked off or turned away, and leaves the server free for others."""
        answers: list[int] = []

        def guess() -> None:
            answers.append(Client(self.instance.port).post("/api/v1/auth/login", handle="keeper", password="no").status)

        guessers = [threading.Thread(target=guess) for _ in range(150)]
        for guesser in guessers:
            guesser.start()
        self.assert_quick(self.instance.anonymous, "GET", "/api/v1/tracks", b"", 200)
        for guesser in guessers:
            guesser.join()
        self.assertEqual(set(answers), {401, 429})

    def test_slow_heads_and_unread_answers_hold_nobody_up(self) -> None:
        """Others are served while hundreds begin a request, or ask for much and read nothing."""
        page = self.instance.anonymous.get("/").body
        asset = re.search(rb"/assets/[0-9a-f]+/[^\"]+\.css", page).group(0)
        idle = [socket.create_connection(("127.0.0.1", self.instance.port)) for _ in range(600)]
        for index, connection in enumerate(idle):
            self.addCleanup(connection.close)
            whole = b"GET " + asset + b" HTTP/1.1\r\nHost: a\r\n\r\n"
            connection.sendall(b"GET / HTTP/1.1\r\nHo" if index % 2 else whole * 20)
        self.assert_quick(self.instance.anonymous, "GET", "/api/v1/tracks", b"", 200)

    # Addresses

    def test_addresses_of_parts_hold_for_one_part(self) -> None:
        """An address that was changed in any place is no address."""
        content = bytes(100_000)
        first = self.member.begin_upload("a.wav", content, part_size=65_536).data
        other = self.instance.admin.begin_upload("a.wav", content, part_size=65_536).data
        url = path_of(first["presigned_parts"][0]["url"])
        size = first["presigned_parts"][0]["size"]
        foreign = re.search(r"multipart/([^/]+)/", other["presigned_parts"][0]["url"]).group(1)
        changed = {
            "its size": re.sub(r"size=\d+", f"size={size + 1}", url),
            "its end": re.sub(r"exp=(\d+)", lambda found: f"exp={int(found[1]) + 1}", url),
            "its number": url.replace("/1?", "/2?"),
            "its upload": re.sub(r"multipart/[^/]+", f"multipart/{foreign}", url),
            "its signature": url[:-4] + url[-4:].swapcase(),
            "no signature": re.sub(r"&sig=.*", "", url),
            "a way out": re.sub(r"multipart/[^/]+", "multipart/..%2f..", url),
            "another way out": re.sub(r"multipart/[^/]+", "multipart/%252e%252e", url),
        }
        for name, address in changed.items():
            with self.subTest(name):
                self.assertIn(Client(self.instance.port).request("PUT", address, content[:size]).status, (403, 404))
        for body in (content[: size - 1], content[: size] + b"x", b""):
            self.assertEqual(Client(self.instance.port).request("PUT", url, body).status, 422)
        self.assertEqual(Client(self.instance.port).request("PUT", url, content[:size]).status, 200)

    def test_one_address_takes_no_more_than_was_reserved(self) -> None:
        """The same part, sent many times at once, doesn't fill the disk."""
        size = 24 * MEGABYTE
        upload = self.member.begin_upload("a.wav", bytes(size), part_size=size, sha256=None).data
        url = path_of(upload["presigned_parts"][0]["url"])
        head = f"PUT {url} HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\r\n".encode()
        wires = [self.wire() for _ in range(8)]
        senders = [threading.Thread(target=wire.send, args=(head + bytes(16 * MEGABYTE),)) for wire in wires]
        for sender in senders:
            sender.start()
        time.sleep(3)
        waiting = sum(file.stat().st_size for file in (self.instance.data / "objects/tmp").iterdir())
        self.assertLessEqual(waiting, 2 * size)
        for wire in wires:
            wire.socket.shutdown(socket.SHUT_RDWR)
        for sender in senders:
            sender.join()

    def test_signatures_hold_for_one_version(self) -> None:
        """What was signed for one version opens no other, in no other spelling, and nothing beside it."""
        second = self.member.upload_and_publish(self.song, title="Another")["primary_version"]["id"]
        stream = self.instance.anonymous.get(f"/api/v1/stream/{self.version}.m3u8").body.decode()
        playlist = next(line for line in stream.splitlines() if line.startswith("/"))
        segments = self.instance.anonymous.get(playlist).body.decode()
        segment = next(line for line in segments.splitlines() if line.startswith("/"))
        self.assertEqual(self.instance.anonymous.get(segment).status, 200)
        path, query = segment.split("?")
        outside = ["..%2f..%2f..%2fstemma.db", "opus.1%2finit.mp4", f"..%2f{second}%2fopus.1%2finit.mp4",
                   "opus.1/..%2f..%2f..%2fstemma.db", "opus.1/init.mp4%00", "%252e%252e/stemma.db"]
        changed = [
            segment.replace(self.version, second), path, segment.replace("exp=", "exp=0"),
            re.sub(r"exp=(\d+)", lambda found: f"exp={int(found[1]) + 1}", segment),
        ] + [f"/media/hls/{self.version}/{name}?{query}" for name in outside]
        for address in changed:
            with self.subTest(address):
                self.assertIn(self.instance.anonymous.get(address).status, (403, 404))

    def test_paths_lead_nowhere_else(self) -> None:
        """No spelling of a path leaves the place that it is in, and no return address the site."""
        for path in ("/assets/x/..%2f..%2fstemma.db", "/assets/x/%2e%2e/%2e%2e/jwt-secret", "/assets/x/%252e%252e/x",
                     "/images/artwork_..%2f..%2fx_full.jpg", "/objects/originals/x", "/@..%2f..", "/%2e%2e/", "//evil/.."):
            with self.subTest(path):
                self.assertEqual(self.instance.anonymous.get(path).status, 404)
        fields = {"name": self.member.handle, "password": "a long enough password"}
        for place in ("//evil.example", "/\\evil.example", "http://evil.example", "/\t/evil.example", "javascript:alert(1)",
                      "/ok\r\nX-Evil: 1", "\\\\evil.example", "https:evil.example"):
            with self.subTest(place):
                form = urllib.parse.urlencode(fields | {"next": place}).encode()
                kind = {"Content-Type": "application/x-www-form-urlencoded"}
                answer = self.instance.anonymous.request("POST", "/sign-in", form, kind)
                self.assertEqual((answer.status, answer.headers["Location"]), (303, "/"))
                self.assertNotIn("X-Evil", answer.headers)

    # Markup

    def test_no_text_becomes_markup(self) -> None:
        """What people write is text on every page, in every place."""
        member = self.instance.sign_up("mallory")
        member.send("PATCH", "/api/v1/me", display_name=MARKUP[:90], bio=MARKUP).data
        track = member.upload_and_publish(self.song, title=MARKUP, tags=["<script>harm", "</title>"], description_md=MARKDOWN)
        credits = [{"person_name": MARKUP[:90], "role": "writer", "url": "http://a/?'onclick='harm"}]
        member.send("PATCH", f"/api/v1/tracks/{track['id']}", credits=credits).data
        version = track["primary_version"]["id"]
        member.send("PUT", f"/api/v1/versions/{version}", version_label=MARKUP[:90], metadata={MARKUP: MARKUP}).data
        for body in (MARKUP, MARKDOWN):
            member.post("/api/v1/comments", track_id=track["id"], at_ms=100, body_md=body).data
        evil = urllib.parse.quote(MARKUP)
        pages = ["/", "/@mallory", track["url"], f"{track['url']}?v=1", f"{track['url']}/edit", "/settings", "/upload", "/api",
                 f"/embed/track/{track['id']}?theme={evil}&accent={evil}&autoplay={evil}", f"/sign-in?next={evil}",
                 f"/sign-up?invite={evil}", f"/?tag={evil}", f"/?cursor={evil}", f"/{evil}", f"/@{evil}"]
        for path in pages:
            with self.subTest(path):
                # Whoever is signed in is led on from the doors.
                viewer = self.instance.anonymous if path.startswith("/sign-") else member
                answer = viewer.request("GET", path, headers={"Accept": "text/html"})
                self.assertLess(answer.status, 500)
                self.assertEqual(answer.headers.get_content_type(), "text/html")
                self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
                policy = answer.headers["Content-Security-Policy"]
                self.assertNotIn("unsafe-inline", policy)
                self.assertIn("default-src 'self'", policy)
                harm = Harm()
                harm.feed(answer.body.decode())
                self.assertEqual(harm.found, [])

    def test_uploads_are_never_shown_as_pages(self) -> None:
        """An original is handed over to be saved, as what it was found to be, whatever it is called."""
        for name in ("a.html", 'a";x="b.svg', "\u2603.wav", "a%0d%0aX: y.wav"):
            with self.subTest(name):
                asset = self.member.upload_bytes(name, self.song.read_bytes()).data["asset_id"]
                version = self.member.publish(asset)["version"]["id"]
                answer = self.member.get(f"/api/v1/versions/{version}/original")
                self.assertEqual(answer.status, 200)
                self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
                self.assertEqual(answer.headers.get_content_type(), "audio/wav")
                self.assertRegex(answer.headers["Content-Disposition"], r'^attachment; filename="[^"\\/]*"; filename\*=UTF-8\'\'[\w.%~-]+$')


if __name__ == "__main__":
    unittest.main()
