"""Firefox as Debian ships it, by its own protocol for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright import sync_api

from Browser.browser import Browser, playwright

PREFERENCES: dict[str, Any] = {
    # Without it an AudioContext stays suspended where there is no sound card.
    "media.cubeb.force_mock_context": True,
    # Frames share their page's process, else no click reaches them.
    "fission.webContentIsolationStrategy": 0,
}
# Whatever Playwright asks of a page counts as a gesture, but not for long here.
BLOCKED = {"media.autoplay.default": 1, "media.autoplay.blocking_policy": 1, "dom.user_activation.transient.timeout": 1500}
ALLOWED = {"media.autoplay.default": 0}


class Firefox(Browser):
    """Debian's Firefox."""

    program = Path("/usr/bin/firefox-esr")

    def launch(self, sound_needs_a_press: bool) -> sync_api.Browser:
        """Starts the process."""
        return playwright().firefox.launch(
            channel="moz-firefox", executable_path=self.program,
            firefox_user_prefs=PREFERENCES | (BLOCKED if sound_needs_a_press else ALLOWED),
        )
