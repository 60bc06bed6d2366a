"""What a page fetches, by kind, counted in bytes as they come over the wire, headers included."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from playwright.sync_api import Page

# What a page weighs before its sound and its pictures come.
SHELL = ("pages", "styles", "scripts", "fonts", "icons")
KINDS = (*SHELL, "waveforms", "pictures", "sound", "other")
PATTERNS = (
    ("styles", r"\.css"), ("scripts", r"\.js$"), ("fonts", r"\.woff2"),
    ("icons", r"/icons/|\.webmanifest"), ("pictures", r"^/images/"), ("waveforms", r"/waveform"),
    ("sound", r"^/media/|/stream/"),
)


class Traffic:
    """Counts requests and bytes of one page from now on."""

    def __init__(self, page: Page) -> None:
        self.bytes: Counter[str] = Counter()
        self.requests: Counter[str] = Counter()
        self._kinds: dict[str, str] = {}
        self._session = page.context.new_cdp_session(page)
        self._session.send("Network.enable")
        self._session.on("Network.responseReceived", self._received)
        self._session.on("Network.loadingFinished", self._finished)

    def stop(self) -> None:
        """Counts no more."""
        self._session.detach()

    @property
    def shell(self) -> int:
        """Bytes of everything but sound, pictures and waveforms."""
        return sum(self.bytes[kind] for kind in SHELL)

    def _received(self, event: dict[str, Any]) -> None:
        response = event["response"]
        if response.get("fromDiskCache") or response.get("fromServiceWorker"):
            return
        self._kinds[event["requestId"]] = kind_of(response["url"], event["type"])

    def _finished(self, event: dict[str, Any]) -> None:
        kind = self._kinds.pop(event["requestId"], None)
        if kind is not None and event["encodedDataLength"] > 0:
            self.bytes[kind] += int(event["encodedDataLength"])
            self.requests[kind] += 1


def kind_of(url: str, type: str) -> str:
    """One of KINDS, for an address and what the browser takes it for."""
    path = re.sub(r"^https?://[^/]+|[?#].*$", "", url)
    if type == "Document":
        return "pages"
    return next((kind for kind, pattern in PATTERNS if re.search(pattern, path)), "other")
