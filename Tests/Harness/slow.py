"""A slow way to an instance: what browsers send can be watched on its way, in each of them alike."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
import time

from Harness.instance import Instance

CHUNK = 1 << 16


class SlowWay(socketserver.ThreadingTCPServer):
    """Passes connections on to an instance, and no more than `bytes_a_second` of what all of them send there."""

    daemon_threads = True

    def __init__(self, instance: Instance, bytes_a_second: float) -> None:
        self.instance = instance
        self.bytes_a_second = bytes_a_second
        self.turn = threading.Lock()
        super().__init__(("127.0.0.1", 0), Passage)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Where browsers find it, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def server_bind(self) -> None:
        """Takes in little at once, so that what has been sent is what has gone on."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, CHUNK)
        super().server_bind()

    def close(self) -> None:
        """Takes no more connections."""
        self.shutdown()
        self.server_close()


class Passage(socketserver.BaseRequestHandler):
    """One connection and the one that it goes on by."""

    server: SlowWay

    def handle(self) -> None:
        """Passes on what is sent until the browser hangs up; what the instance takes no more comes to nothing."""
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.server.instance.port)) as onward:
            back = threading.Thread(target=self._pass_back, args=(onward,), daemon=True)
            back.start()
            while content := self.request.recv(CHUNK):
                with self.server.turn:
                    time.sleep(len(content) / self.server.bytes_a_second)
                with contextlib.suppress(OSError):
                    onward.sendall(content)
            onward.shutdown(socket.SHUT_WR)
            back.join()

    def _pass_back(self, onward: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while content := onward.recv(CHUNK):
                self.request.sendall(content)
            self.request.shutdown(socket.SHUT_WR)
