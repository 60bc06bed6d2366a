"""nginx in front of an instance, as most people run one."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from Harness.instance import free_port

CONFIGURATION = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors;
events {{}}
http {{
    log_format passed '$request_method $request_uri $upstream_status';
    access_log {folder}/requests passed;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    upstream stemma {{ server 127.0.0.1:{behind}; keepalive 1; }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://stemma; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_set_header Host $host; proxy_request_buffering off;
        }}
    }}
}}
"""


class Front:
    """One nginx that passes everything on by a connection that it keeps."""

    def __init__(self, behind: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="stemma-front."))
        self.port = free_port()
        path = self.folder / "nginx.conf"
        path.write_text(CONFIGURATION.format(folder=self.folder, behind=behind, port=self.port))
        command = ["/usr/sbin/nginx", "-c", str(path), "-e", str(self.folder / "errors")]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def __enter__(self) -> Front:
        end = time.monotonic() + 10
        while not (self.folder / "pid").exists():
            if self.process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"nginx did not start: {(self.folder / 'errors').read_text()}")
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def passed(self) -> list[str]:
        """The targets of the requests that were passed on, of whatever became of them."""
        lines = [line.split(" ") for line in (self.folder / "requests").read_text().splitlines()]
        return [line[1] for line in lines if len(line) == 3 and line[2] != "-"]
