"""What the scanners find that intruders use: sqlmap in every parameter of the API, wapiti on the pages. With `--full` only."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import unittest
import urllib.parse
from pathlib import Path
from typing import Any

from Harness.instance import Instance
from Harness.supplies import Supplies

MARK = "*"
SAFE = "all tested parameters do not appear to be injectable"

# What is usual where a schema says too little; a list goes on nowhere.
USUAL = {
    "email": "a@example.org", "handle": "somebody", "release_zone": "Europe/Berlin", "url": "https://example.org",
    "sha256": "a" * 64, "cursor": "", "filename": "song.wav", "key": "a" * 22, "ranges": [[0, 1000]],
}
USUAL_BY_FORMAT = {
    "uuid": "00000000-0000-7000-8000-000000000000", "date": "2026-11-21", "date-time": "2026-11-21T00:00:00.000Z",
}

# Of wapiti's, those that look for holes; the others ask the network, or for fields that other fields have replaced.
MODULES = "backup,blindsql,crlf,csp,exec,file,methods,permanentxss,redirect,sql,xss,xxe"


@unittest.skipUnless(os.environ.get("STEMMA_TEST_FULL"), "takes some minutes")
class Scanners(unittest.TestCase):
    """Two scanners against an instance with music on it, as somebody who may do everything."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = Instance(settings={"STEMMA_QUOTA_GB": "1000000"})
        cls.addClassCleanup(cls.instance.close)
        cls.supplies = Supplies(cls.instance.start())
        # One that no form ends, as a session is by signing out.
        cls.token = cls.supplies.owner.post("/api/v1/me/tokens", name="A scanner").data["token"]
        holder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(holder.cleanup)
        cls.folder = Path(holder.name)

    def test_no_parameter_reaches_the_database_as_sql(self) -> None:
        """sqlmap puts its texts in the place of every value of calls that would succeed without them."""
        document = self.instance.anonymous.get("/api/v1/openapi.json").json
        for path, item in document["paths"].items():
            for method, operation in item.items():
                request = self._request(f"{method.upper()} {path}", operation)
                if MARK not in request:
                    continue
                with self.subTest(f"{method} {path}"):
                    printed = self._sqlmap(request)
                    self.assertIn(SAFE, printed, f"{request}\n\n{printed[-3000:]}")
        self.assertEqual([line for line in self.instance.log.splitlines() if '"level":"error"' in line], [])

    def _request(self, call: str, operation: dict[str, Any]) -> str:
        """The call as it goes over the wire, every value of it marked."""
        method, path = call.split()
        parameters = operation.get("parameters", [])
        names = [each["name"] for each in parameters if each["in"] == "path"]
        values = {name: self.supplies.path_value(call, name) + MARK for name in names}
        query = {each["name"]: plain(each["schema"], each["name"]) for each in parameters if each["in"] == "query"}
        text = "&".join(f"{name}={urllib.parse.quote(str(value))}{MARK}" for name, value in query.items() if value)
        lines = [
            f"{method} {path.format_map(values)}{'?' + text if text else ''} HTTP/1.1",
            f"Host: 127.0.0.1:{self.instance.port}",
            f"Authorization: Bearer {self.supplies.caller(call).token}",
        ]
        if "requestBody" not in operation:
            return "\r\n".join([*lines, "", ""])
        if call == "POST /api/v1/plays":
            lines += [f"Referer: http://a.example/{MARK}", f"User-Agent: A player{MARK}"]
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        body = json.dumps(marked(self.supplies.led(call, plain(schema), is_right=True)))
        # A number is marked without quotes around it.
        body = re.sub(rf'"(-?\d+){re.escape(MARK)}"', rf"\1{MARK}", body)
        return "\r\n".join([*lines, "Content-Type: application/json", "", body])

    def _sqlmap(self, request: str) -> str:
        file = self.folder / "request"
        file.write_bytes(request.encode())
        command = [
            "sqlmap", "-r", str(file), "--batch", "--ignore-stdin", "--flush-session", "--disable-coloring", "--time-sec=2",
            "--ignore-code=401,404", f"--output-dir={self.folder}",
        ]
        return subprocess.run(command, capture_output=True, text=True).stdout

    def test_the_pages_hold_nothing_to_be_found(self) -> None:
        """wapiti follows every link and sends every form with what it knows."""
        report = self.folder / "report.json"
        command = [
            "wapiti", "-u", f"{self.instance.url}/", "-s", self.instance.url + self._page(), "-m", MODULES,
            "-H", f"Authorization: Bearer {self.token}", "--flush-session", "--no-bugreport", "--max-scan-time", "600",
            "-f", "json", "-o", str(report),
        ]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"HOME": str(self.folder)})
        self.assertTrue(report.exists(), done.stdout[-2000:] + done.stderr[-2000:])
        told = json.loads(report.read_text())
        found = {name: each for name, each in (told["vulnerabilities"] | told["anomalies"]).items() if each}
        self.assertEqual(found, {}, json.dumps(found, indent=2)[:5000])

    def _page(self) -> str:
        return self.supplies.owner.track(self.supplies.track)["url"]


def plain(schema: dict[str, Any], name: str = "") -> Any:
    """What somebody would usually send for a schema; an id stands for what is there."""
    if name in USUAL:
        return USUAL[name]
    if "anyOf" in schema:
        return plain(schema["anyOf"][0], name)
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            return {name: plain(each, name) for name, each in schema.get("properties", {}).items()}
        case "array":
            return [plain(schema["items"], name)]
        case "integer":
            return max(schema.get("minimum", 0), 1)
        case "boolean":
            return True
        case _:
            return USUAL_BY_FORMAT.get(schema.get("format", ""), "a usual text")


def marked(value: Any) -> Any:
    """The value with a mark behind every text and number in it."""
    if isinstance(value, dict):
        return {name: marked(each) for name, each in value.items()}
    if isinstance(value, list):
        return [marked(each) for each in value]
    return f"{value}{MARK}" if isinstance(value, str | int) and not isinstance(value, bool) else value


if __name__ == "__main__":
    unittest.main()
