"""Chromium, also with the instance installed as an app."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright import sync_api
from playwright.sync_api import BrowserContext, Page

from Browser.browser import WAIT_MILLISECONDS, Browser, playwright, sign_in
from Harness.client import Client
from Harness.instance import Instance


class Chromium(Browser):
    """Debian's Chromium."""

    program = Path("/usr/bin/chromium")

    def __init__(self, *, sound_needs_a_press: bool = False) -> None:
        self.profiles: list[tuple[BrowserContext, tempfile.TemporaryDirectory[str]]] = []
        super().__init__(sound_needs_a_press=sound_needs_a_press)

    def launch(self, sound_needs_a_press: bool) -> sync_api.Browser:
        """Starts the process."""
        autoplay = "document-user-activation-required" if sound_needs_a_press else "no-user-gesture-required"
        return playwright().chromium.launch(
            executable_path=self.program,
            args=[f"--autoplay-policy={autoplay}", "--disable-features=LocalNetworkAccessChecks"],
        )

    def close(self) -> None:
        """Ends the browser, and what was installed in it."""
        for context, profile in self.profiles:
            context.close()
            profile.cleanup()
        super().close()

    def installed(self, instance: Instance, member: Client) -> Page:
        """The instance as an app of `member`, in a profile that outlasts the window."""
        profile = tempfile.TemporaryDirectory(prefix="stemma-profile.")
        context = playwright().chromium.launch_persistent_context(
            profile.name, executable_path=self.program, base_url=instance.url
        )
        self.profiles.append((context, profile))
        context.set_default_timeout(WAIT_MILLISECONDS)
        sign_in(context, member)
        page = context.pages[0]
        page.goto("/")
        context.new_cdp_session(page).send("PWA.install", {"manifestId": instance.url + "/"})
        return page
