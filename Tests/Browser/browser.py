"""Chromium and Firefox through Playwright: a process of each for all tests, a fresh profile for every visitor."""

from __future__ import annotations

import atexit
import functools
from pathlib import Path
from typing import Any

from playwright import sync_api
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Playwright

from Harness.client import Client
from Harness.instance import PASSWORD, Instance

WAIT_MILLISECONDS = 15_000


@functools.cache
def playwright() -> Playwright:
    """What drives all browsers, until the program ends."""
    started = sync_api.sync_playwright().start()
    atexit.register(started.stop)
    return started


@functools.cache
def shared_browser(kind: type[Browser], sound_needs_a_press: bool = False) -> Browser:
    """One process for all tests that need this browser."""
    browser = kind(sound_needs_a_press=sound_needs_a_press)
    atexit.register(browser.close)
    return browser


class Browser:
    """A browser process."""

    program: Path

    def __init__(self, *, sound_needs_a_press: bool = False) -> None:
        if not self.program.exists():
            raise FileNotFoundError(f"{self.program} is missing; Debian's {self.program.name} holds it")
        self.browser = self.launch(sound_needs_a_press)

    def launch(self, sound_needs_a_press: bool) -> sync_api.Browser:
        """Starts the process."""
        raise NotImplementedError

    def close(self) -> None:
        """Ends the browser."""
        self.browser.close()

    def visitor(self, instance: Instance, member: Client | None = None, **options: Any) -> Visitor:
        """Somebody with a fresh profile; signed in as `member` where one is named.

        No worker stands between the pages and the server, unless `service_workers` allows it.
        """
        context = self.browser.new_context(**{"base_url": instance.url, "service_workers": "block"} | options)
        context.set_default_timeout(WAIT_MILLISECONDS)
        if member is not None:
            sign_in(context, member)
        return Visitor(context.new_page())


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
        if not any(purpose in reason for purpose in ("ERR_ABORTED", "NS_BINDING_ABORTED")) and reason != "csp":
            self.faults.append(f"{self.page.url}: {url} failed: {reason}")

    def close(self) -> None:
        """Leaves, profile and all."""
        self.page.context.close()


# The first attempt to play is made when what Playwright asks of a new page, a gesture to Firefox, is forgotten.
TELL_REFUSAL = """
    const play = HTMLMediaElement.prototype.play;
    if (location.search.includes("autoplay")) HTMLMediaElement.prototype.play = async function () {
        HTMLMediaElement.prototype.play = play;
        await new Promise((done) => setTimeout(done, 2500));
        const attempt = play.call(this);
        attempt.catch(({ name }) => console.debug(`refused: ${name}`));
        return attempt;
    };
"""


def open_where_sound_is_refused(page: Page, address: str) -> None:
    """Opens a page that plays at once, and waits until the browser has refused that.

    Until then nothing may be asked of the page: every question counts as a gesture of its visitor, and lets it play.
    """
    page.add_init_script(TELL_REFUSAL)
    with page.expect_console_message(lambda message: message.text == "refused: NotAllowedError"):
        page.goto(address, wait_until="commit")
