"""Messages that two programs could read in two ways: refused by the server, and harmless behind another one."""

from __future__ import annotations

import collections
import unittest
import urllib.parse

from Harness.front import Front
from Harness.instance import Instance
from Harness.wire import Wire, statuses

SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
LOGIN = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\n"
CHUNKED = LOGIN + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
REFUSALS = (400, 413, 414, 431, 501, 505)

# Each can be read in two ways, or in none.
MALFORMED = {
    "both lengths": LOGIN + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": LOGIN + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
    "a list of lengths": LOGIN + b"Content-Length: 4, 4\r\n\r\nabcd",
    "a signed length": LOGIN + b"Content-Length: +4\r\n\r\nabcd",
    "a length beyond numbers": LOGIN + b"Content-Length: 99999999999999999999\r\n\r\n",
    "a length in sixteens": LOGIN + b"Content-Length: 0x4\r\n\r\nabcd",
    "a length with a mark": LOGIN + b"Content-Length: 4_0\r\n\r\nabcd",
    "a length below nothing": LOGIN + b"Content-Length: -1\r\n\r\nabcd",
    "a length with a tab behind it": LOGIN + b"Content-Length: 4\x0b\r\n\r\nabcd",
    "no length at all": LOGIN + b"Content-Length:\r\n\r\nabcd",
    "another coding": LOGIN + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunked first": LOGIN + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "chunked twice": LOGIN + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "packed and chunked": LOGIN + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "chunked and nothing": LOGIN + b"Transfer-Encoding: chunked,\r\n\r\n0\r\n\r\n",
    "chunked in quotes": LOGIN + b'Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n',
    "chunked with a parameter": LOGIN + b"Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n",
    "chunked in HTTP/1.0": LOGIN.replace(b"1.1", b"1.0") + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a tab before chunked": LOGIN + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": LOGIN + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a folded line": b"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
    "a folded first line": b"GET / HTTP/1.1\r\n\tHost: a\r\n\r\n",
    "a folded coding": LOGIN + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "a bare line feed": b"GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
    "a bare carriage return": b"GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
    "a NUL": b"GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n",
    "a NUL in a name": b"GET / HTTP/1.1\r\nHost: a\r\nX\0: a\r\n\r\n",
    "a NUL in the target": b"GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n",
    "line feeds alone": b"GET / HTTP/1.1\nHost: a\n\n",
    "a line feed before the end": b"GET / HTTP/1.1\r\nHost: a\r\n\n",
    "a line without a colon": b"GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n",
    "a line without a name": b"GET / HTTP/1.1\r\nHost: a\r\n: X\r\n\r\n",
    "two spaces": b"GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
    "no version": b"GET /\r\nHost: a\r\n\r\n",
    "another version": b"GET / HTTP/2.0\r\nHost: a\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(40),
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "markup for a host": b'GET / HTTP/1.1\r\nHost: a"><script>\r\n\r\n',
    "a user before the host": b"GET http://a@b/ HTTP/1.1\r\nHost: a\r\n\r\n",
    "another scheme": b"GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
    "a raw byte in the target": b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n",
    "a long target": b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    "a long header": b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: a\r\n" + b"a: b\r\n" * 2000 + b"\r\n",
}

CHUNKS = {
    "a bare line feed": b"2\n{}\n0\n\n",
    "a sign": b"-2\r\n{}\r\n0\r\n\r\n",
    "a prefix": b"0x2\r\n{}\r\n0\r\n\r\n",
    "a size beyond numbers": b"fffffffffffffffff\r\n{}\r\n0\r\n\r\n",
    "a bare line feed in an extension": b"2;x\n{}\r\n0\r\n\r\n",
    "a bare carriage return in an extension": b"2;x\ry\r\n{}\r\n0\r\n\r\n",
    "a NUL in an extension": b"2;\0\r\n{}\r\n0\r\n\r\n",
    "a space before the size": b" 2\r\n{}\r\n0\r\n\r\n",
    "a space behind the size": b"2 \r\n{}\r\n0\r\n\r\n",
    "a mark in the size": b"0_2\r\n{}\r\n0\r\n\r\n",
    "no size": b"\r\n{}\r\n0\r\n\r\n",
    "a bare line feed behind the content": b"2\r\n{}\n0\r\n\r\n",
    "a bare line feed behind the end": b"2\r\n{}\r\n0\r\n\n",
    "a folded trailer": b"2\r\n{}\r\n0\r\na: b\r\n c\r\n\r\n",
    "a trailer without a colon": b"2\r\n{}\r\n0\r\na\r\n\r\n",
    "more than was said": b"2\r\n{}XX0\r\n\r\n",
    "an endless extension": b"2;" + b"a" * 400 + b"\r\n{}\r\n0\r\n\r\n",
    "endless trailers": b"2\r\n{}\r\n0\r\n" + b"a: b\r\n" * 20_000 + b"\r\n",
}

# What looks odd and is right.
WELL_FORMED = {
    "an extension": CHUNKED + b"2;a=b;c\r\n{}\r\n0;d\r\n\r\n",
    "an extension in quotes": CHUNKED + b'2 ; a="b;\t c"\r\n{}\r\n0\r\n\r\n',
    "zeros before the size": CHUNKED + b"0002\r\n{}\r\n000\r\n\r\n",
    "a trailer that speaks of lengths": CHUNKED + b"2\r\n{}\r\n0\r\nContent-Length: 100\r\n\r\n",
    "another case": CHUNKED.replace(b"Transfer-Encoding: chunked", b"tRANSFER-eNCODING:\tCHUNKED ") + b"0\r\n\r\n",
    "content where none belongs": b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 45\r\n\r\n" + SMUGGLED.ljust(45),
    "an empty line first": b"\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "a target with its host": b"GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
}


class Smuggling(unittest.TestCase):
    """One request is one request, whatever it looks like."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = Instance().start()
        cls.addClassCleanup(cls.instance.close)

    def answer(self, port: int, message: bytes) -> bytes:
        """All that is said to a message before the connection ends."""
        with Wire(port) as wire:
            return wire.send(message).read_to_end()

    def test_malformed_requests_end_the_connection(self) -> None:
        """They are refused, and nothing behind them is read."""
        for name, message in self._malformed().items():
            with self.subTest(name):
                answer = self.answer(self.instance.port, message + SMUGGLED)
                self.assertEqual(len(statuses(answer)), 1, answer[:500])
                self.assertIn(statuses(answer)[0], REFUSALS)
                self.assertIn(b"\r\nConnection: close\r\n", answer)

    def test_well_formed_requests_end_where_they_end(self) -> None:
        """What comes behind them is the next request."""
        last = b"GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        for name, message in WELL_FORMED.items():
            with self.subTest(name):
                found = statuses(self.answer(self.instance.port, message + last))
                self.assertEqual(len(found), 2, found)
                self.assertEqual(found[1], 404)

    def test_another_server_in_front_changes_nothing(self) -> None:
        """Behind nginx, the server sees the requests that nginx has passed on and no other."""
        end = b"GET /end HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        with Front(self.instance.port) as front:
            for name, message in (self._malformed() | WELL_FORMED).items():
                with self.subTest(name):
                    self.answer(front.port, message + SMUGGLED + end)
                    # Whoever comes next by the same connection to the server is answered what they asked.
                    self.assertIn(b" 404 ", self.answer(front.port, end)[:20])
            passed = collections.Counter(urllib.parse.urlsplit(target).path for target in front.passed())
        seen = collections.Counter(record["path"] for record in self.instance.records("request"))
        del seen["/api/v1/ready"]
        self.assertGreater(seen["/end"], len(WELL_FORMED))
        self.assertEqual(seen - passed, collections.Counter())

    def _malformed(self) -> dict[str, bytes]:
        return MALFORMED | {f"chunks: {name}": CHUNKED + chunks for name, chunks in CHUNKS.items()}


if __name__ == "__main__":
    unittest.main()
