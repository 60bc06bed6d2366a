"""nginx from Debian, serving a folder as it would beside us: one worker, sendfile, and a line of log per request."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from Bench.peer import Peer
from Harness.instance import free_port

CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/errors;
events {{ worker_connections 1024; }}
http {{
  types {{ audio/mp4 mp4 m4s; }}
  sendfile on; tcp_nopush on; keepalive_requests 1000000000; server_tokens off;
  access_log {folder}/log; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; add_header Cache-Control "private, max-age=31536000, immutable"; }}
}}
"""


class Nginx(Peer):
    """One nginx that serves the files below `root`."""

    def __init__(self, root: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="stemma-nginx."))
        port = free_port()
        settings = self.folder / "nginx.conf"
        settings.write_text(CONFIGURATION.format(folder=self.folder, port=port, root=root))
        program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
        assert program is not None
        command = [program, "-c", settings, "-g", "user root;"]
        super().__init__(subprocess.Popen(command, stderr=subprocess.DEVNULL), port)

    @property
    def processes(self) -> tuple[int, ...]:
        """The master and its worker."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return (self.process.pid, *(int(child) for child in children))

    def close(self) -> None:
        """Ends it and forgets its folder."""
        super().close()
        shutil.rmtree(self.folder)
