"""Debian's Firefox through WebDriver BiDi, without a driver program between."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import websocket

PROGRAM = Path("/usr/bin/firefox-esr")
START_SECONDS = 60

# Without the mock context an AudioContext stays suspended where there is no sound card.
PREFERENCES: dict[str, Any] = {
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
    "media.cubeb.force_mock_context": True,
    "remote.active-protocols": 1,
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "http://127.0.0.1:9/",
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """A browser process with one tab."""

    def __init__(self) -> None:
        if not PROGRAM.exists():
            raise FileNotFoundError(f"{PROGRAM} is missing; Debian's firefox-esr holds it")
        self.profile = Path(tempfile.mkdtemp(prefix="stemma-firefox."))
        self.faults: list[str] = []
        self.number = 0
        self.served: dict[str, str] = {}
        self.process = self._launch()
        self.socket = websocket.create_connection(self._address() + "/session", suppress_origin=True, timeout=60)
        self.command("session.new", capabilities={})
        self.tab = self.command("browsingContext.getTree")["contexts"][0]["context"]
        self.command("session.subscribe", events=["log.entryAdded"])

    # What a person does

    def goto(self, url: str) -> None:
        """Opens a page and waits until it has loaded."""
        self.command("browsingContext.navigate", context=self.tab, url=url, wait="complete")

    def click(self, role: str, name: str) -> None:
        """Clicks the one visible thing with this role and a name that matches, as accessibility sees it."""
        x, y = self._middle(self._find(role, name))
        actions = [{"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0}]
        pointer = {"type": "pointer", "id": "mouse", "actions": [*actions, {"type": "pointerUp", "button": 0}]}
        self.command("input.performActions", context=self.tab, actions=[pointer])

    def press(self, key: str) -> None:
        """Presses a key where the focus is."""
        actions = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        keys = {"type": "key", "id": "keys", "actions": actions}
        self.command("input.performActions", context=self.tab, actions=[keys])

    def scroll(self, x: int, y: int, turn: int, key: str) -> None:
        """Turns the wheel over a place while a key is held."""
        hold, turned = {"type": "keyDown", "value": key}, {"type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": turn}
        keys = {"type": "key", "id": "keys", "actions": [hold, {"type": "pause"}, {"type": "keyUp", "value": key}]}
        wheel = {"type": "wheel", "id": "wheel", "actions": [{"type": "pause"}, turned]}
        self.command("input.performActions", context=self.tab, actions=[keys, wheel])

    def evaluate(self, expression: str) -> Any:
        """What a function gives that runs in the page, as JSON."""
        code = f"(async () => JSON.stringify((await ({expression})()) ?? null))()"
        result = self.command(
            "script.evaluate", expression=code, target={"context": self.tab}, awaitPromise=True, userActivation=True
        )
        if result["type"] == "exception":
            raise AssertionError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"])

    def serve(self, url: str, script: str) -> None:
        """Answers requests for `url` with a script in place of the server."""
        self.served[url] = base64.b64encode(script.encode()).decode()
        self.command("session.subscribe", events=["network.beforeRequestSent"])
        pattern = {"type": "string", "pattern": url}
        self.command("network.addIntercept", phases=["beforeRequestSent"], urlPatterns=[pattern])

    def close(self) -> None:
        """Ends the browser and forgets its profile."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.socket.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    # How it is told

    def command(self, method: str, **parameters: Any) -> Any:
        """Sends a command and waits for what it gives; errors on the page's console are kept as faults."""
        number = self._send(method, parameters)
        while True:
            message = json.loads(self.socket.recv())
            if message.get("method") == "log.entryAdded":
                self._log(message["params"])
            elif message.get("method") == "network.beforeRequestSent":
                self._answer(message["params"])
            elif message.get("id") == number:
                if message["type"] == "error":
                    raise AssertionError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]

    def _send(self, method: str, parameters: dict[str, Any]) -> int:
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        return self.number

    def _answer(self, event: dict[str, Any]) -> None:
        if not event["isBlocked"]:
            return
        request, kind = event["request"], {"type": "string", "value": "text/javascript"}
        self._send("network.provideResponse", {
            "request": request["request"], "statusCode": 200, "headers": [{"name": "Content-Type", "value": kind}],
            "body": {"type": "base64", "value": self.served[request["url"]]},
        })

    def _log(self, entry: dict[str, Any]) -> None:
        if entry["level"] == "error":
            self.faults.append(entry.get("text") or "an error without words")

    def _find(self, role: str, name: str, seconds: float = 10) -> dict[str, Any]:
        locator = {"type": "accessibility", "value": {"role": role}}
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for node in self.command("browsingContext.locateNodes", context=self.tab, locator=locator)["nodes"]:
                label = self._call("element => element.ariaLabel || element.textContent.trim()", node)["value"]
                if re.search(name, label) and self._call("element => element.checkVisibility()", node)["value"]:
                    return node
            time.sleep(0.1)
        raise AssertionError(f"there is no {role} named {name}")

    def _middle(self, node: dict[str, Any]) -> tuple[int, int]:
        box = """element => {
            element.scrollIntoView({ block: "center" });
            const { x, y, width, height } = element.getBoundingClientRect();
            return JSON.stringify([x + width / 2, y + height / 2]);
        }"""
        x, y = json.loads(self._call(box, node)["value"])
        return round(x), round(y)

    def _call(self, function: str, node: dict[str, Any]) -> dict[str, Any]:
        argument = {"sharedId": node["sharedId"]}
        result = self.command(
            "script.callFunction",
            functionDeclaration=function, arguments=[argument], target={"context": self.tab}, awaitPromise=True,
        )
        return result["result"]

    def _launch(self) -> subprocess.Popen[bytes]:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        (self.profile / "user.js").write_text("\n".join(lines))
        command = [PROGRAM, "--headless", "--no-remote", "--profile", self.profile, "--remote-debugging-port", "0"]
        environment = os.environ | {"HOME": str(self.profile), "MOZ_HEADLESS": "1"}
        with open(self.profile / "log", "wb") as log:
            return subprocess.Popen([*command, "about:blank"], stdout=log, stderr=log, env=environment)

    def _address(self) -> str:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            found = re.search(r"ws://[\d.]+:\d+", (self.profile / "log").read_text(errors="replace"))
            if found:
                return found[0]
            time.sleep(0.1)
        self.process.kill()
        raise AssertionError(f"Firefox did not start: {(self.profile / 'log').read_text(errors='replace')[-500:]}")
