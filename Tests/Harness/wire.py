"""Sockets for what no well-behaved client would send."""

from __future__ import annotations

import base64
import os
import re
import socket
import struct


class Wire:
    """One connection to a server on this machine, byte by byte."""

    def __init__(self, port: int, timeout: float = 30) -> None:
        self.port = port
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, content: bytes) -> Wire:
        """Sends all of `content`; a server that has hung up meanwhile has said why."""
        try:
            self.socket.sendall(content)
        except (BrokenPipeError, ConnectionResetError):
            pass
        return self

    def read_until(self, mark: bytes) -> bytes:
        """Everything up to `mark` and what came along behind it, or up to the end."""
        received = b""
        while mark not in received:
            more = self._receive()
            if not more:
                break
            received += more
        return received

    def read_to_end(self) -> bytes:
        """Everything until the server hangs up."""
        received = b""
        while more := self._receive():
            received += more
        return received

    def _receive(self) -> bytes:
        try:
            return self.socket.recv(65536)
        except ConnectionResetError:
            return b""

    # WebSockets

    def open_websocket(self, path: str = "/api/v1/ws", **fields: str) -> str:
        """Asks for a WebSocket with these header fields beside the usual ones; the status line of the answer."""
        key = base64.b64encode(os.urandom(16)).decode()
        lines = {
            "Host": f"127.0.0.1:{self.port}", "Upgrade": "websocket", "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key,
        } | {name.replace("_", "-"): value for name, value in fields.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.send(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode())
        return self.read_until(b"\r\n\r\n").split(b"\r\n")[0].decode()

    def read_close_code(self) -> int:
        """The code of the close frame that comes next; 0 for anything else."""
        frame = self._receive()
        return struct.unpack(">H", frame[2:4])[0] if len(frame) >= 4 and frame[0] == 0x88 else 0


def frame(opcode: int, payload: bytes = b"", *, first: int = 0x80, masked: bool = True, length: int | None = None) -> bytes:
    """A WebSocket frame; `first` holds the bits before the opcode, `length` what is said instead of the truth."""
    said = len(payload) if length is None else length
    mark = 0x80 if masked else 0
    if said < 126:
        size = bytes([mark | said])
    elif said < 1 << 16:
        size = bytes([mark | 126]) + struct.pack(">H", said)
    else:
        size = bytes([mark | 127]) + struct.pack(">Q", said)
    return bytes([first | opcode]) + size + (bytes(4) if masked else b"") + payload


def statuses(answer: bytes) -> list[int]:
    """The status of each response in `answer`."""
    return [int(code) for code in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)]
