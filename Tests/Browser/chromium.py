"""Chromium through Playwright: one browser for a suite, a fresh profile for every visitor."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, sync_playwright

from Harness.client import Client
from Harness.instance import PASSWORD, Instance

PROGRAM = Path("/usr/bin/chromium")
WAIT_MILLISECONDS = 15_000


class Chromium:
    """A browser process."""

    def __init__(self, *, autoplay: str = "no-user-gesture-required") -> None:
        if not PROGRAM.exists():
            raise FileNotFoundError(f"{PROGRAM} is missing; Debian's chromium holds it")
        self.profiles: list[tuple[BrowserContext, tempfile.TemporaryDirectory[str]]] = []
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(
            executable_path=PROGRAM,
            args=[f"--autoplay-policy={autoplay}", "--disable-features=LocalNetworkAccessChecks"],
        )

    def close(self) -> None:
        """Ends the browser."""
        for context, profile in self.profiles:
            context.close()
            profile.cleanup()
        self.browser.close()
        self.playwright.stop()

    def visitor(self, instance: Instance, member: Client | None = None, **options: Any) -> Visitor:
        """Somebody with a fresh profile; signed in as `member` where one is named.

        No worker stands between the pages and the server, unless `service_workers` allows it.
        """
        context = self.browser.new_context(base_url=instance.url, **{"service_workers": "block"} | options)
        context.set_default_timeout(WAIT_MILLISECONDS)
        if member is not None:
            sign_in(context, member)
        return Visitor(context.new_page())

    def installed(self, instance: Instance, member: Client) -> Page:
        """The instance as an app of `member`, in a profile that outlasts the window."""
        profile = tempfile.TemporaryDirectory(prefix="stemma-profile.")
        context = self.playwright.chromium.launch_persistent_context(profile.name, executable_path=PROGRAM, base_url=instance.url)
        self.profiles.append((context, profile))
        context.set_default_timeout(WAIT_MILLISECONDS)
        sign_in(context, member)
        page = context.pages[0]
        page.goto("/")
        context.new_cdp_session(page).send("PWA.install", {"manifestId": instance.url + "/"})
        return page


def sign_in(context: BrowserContext, member: Client) -> None:
    """Lets the profile be the member's."""
    answer = context.request.post("/api/v1/auth/login", data={"handle": member.handle, "password": PASSWORD})
    assert answer.ok, f"{member.handle} could not sign in: {answer.text()}"


class Visitor:
    """A page, and everything that went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("requestfailed", lambda request: self._failed(request.url, request.failure or ""))

    def _console(self, message: ConsoleMessage) -> None:
        # Said of every page where no worker is let in.
        if "Service Worker registration blocked" in message.text:
            return
        if message.type in {"error", "warning"}:
            self.faults.append(f"{self.page.url}: {message.type}: {message.text} {message.location.get('url', '')}")

    def _failed(self, url: str, reason: str) -> None:
        # Leaving a page, seeking or ending a stream gives up requests on purpose; without scripts none is loaded.
        if "ERR_ABORTED" not in reason and reason != "csp":
            self.faults.append(f"{self.page.url}: {url} failed: {reason}")

    def close(self) -> None:
        """Leaves, profile and all."""
        self.page.context.close()


TELL_REFUSALS = """
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function () {
        const attempt = play.call(this);
        attempt.catch(({ name }) => console.debug(`refused: ${name}`));
        return attempt;
    };
"""


def open_where_sound_is_refused(page: Page, address: str) -> None:
    """Opens a page that plays at once, and waits until the browser has refused that.

    Until then nothing may be asked of the page: every question counts as a gesture of its visitor, and lets it play.
    """
    page.add_init_script(TELL_REFUSALS)
    with page.expect_console_message(lambda message: message.text == "refused: NotAllowedError"):
        page.goto(address, wait_until="commit")
