"""The pages on which people work, as they look in the middle of it: doors, uploads, settings, the engine room, refusals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import CDPSession, Page, Route, expect

from Browser.view import View
from Harness import music
from Harness.company import Company

READY_MILLISECONDS = 60_000
A_THIRD = re.compile(r"^Listening, [3-9]\d %$")
DRAG = """() => {
  const files = new DataTransfer();
  files.items.add(new File(["RIFF"], "Song.wav", { type: "audio/wav" }));
  document.querySelector("main").dispatchEvent(new DragEvent("dragover", { dataTransfer: files, bubbles: true, cancelable: true }));
}"""


def doors() -> Iterator[View]:
    """Where one comes in."""
    yield View("sign-in", "/sign-in")
    yield View("sign-in-wrong", "/sign-in", act=_fail_to_sign_in)
    yield View("sign-up", "/sign-up")
    yield View("sign-up-wrong", "/sign-up", act=_fail_to_sign_up)


def invited_doors() -> Iterator[View]:
    """Where one comes in with an invitation alone."""
    yield View("sign-up-invited", "/sign-up?invite=3f9c1d0a77e24b6f8c15")
    yield View("sign-up-uninvited", "/sign-up", act=_make_an_account)


def closed_doors() -> Iterator[View]:
    """Where nobody new comes in, and who tries too often has to wait."""
    yield View("sign-up-closed", "/sign-up")
    yield View("sign-in-too-often", "/sign-in", act=_fail_until_refused)


def workrooms(company: Company) -> Iterator[View]:
    """Where members and whoever runs the instance work."""
    yield View("upload", "/upload", "brannock")
    yield View("upload-dragged", "/upload", "brannock", act=lambda page: page.evaluate(DRAG))
    yield View("upload-version", f"/upload?track={company.tracks['Salt Ledger']['id']}", "brannock")
    yield View("upload-rows", "/upload", "maretka", act=Uploading().fill, is_kept_open=True)
    yield View("upload-sheet", "/upload", "jun_ok", act=_describe, is_kept_open=True)
    yield View("upload-folder", "/upload", "kestrel_yard", act=_drop_a_folder, is_kept_open=True)
    yield View("settings", "/settings", "brannock")
    yield View("settings-wrong", "/settings", "brannock", act=_mistake_the_password)
    yield View("settings-token", "/settings", "odile", act=_make_a_token, is_kept_open=True)
    yield View("admin", "/admin", "keeper")
    yield View("admin-failed", "/admin?state=dead", "keeper")
    yield View("admin-people", "/admin", "keeper", act=_ban_and_invite, is_kept_open=True)
    yield View("api", "/api")
    yield View("kept-none", "/kept")
    yield View("kept", "/kept", act=_Keeping(company).keep, is_kept_open=True, has_worker=True)
    yield View("offline", "/offline", "brannock")
    yield View("menu", "/settings", "brannock", act=lambda page: page.click(".menu > summary"))
    yield View("keys", "/settings", "brannock", act=lambda page: page.keyboard.press("?"))
    yield View("toasts", "/settings", "brannock", act=_tell, is_kept_open=True)
    yield View("missing", "/nothing-here")
    yield View("forbidden", "/admin", "brannock")
    yield View("unbuilt", "/stream/queue", "brannock")


def broken_rooms() -> Iterator[View]:
    """Where the server itself is at a loss."""
    yield View("broken", "/tags/oud", "brannock")


def empty_rooms() -> Iterator[View]:
    """What an instance looks like on which nobody has been yet."""
    yield View("empty-home", "/")
    yield View("empty-sign-up", "/sign-up")
    yield View("empty-filling", "/", act=_fill, is_kept_open=True)


def _fill(page: Page) -> None:
    page.get_by_role("button", name="Fill it with music").click()
    page.wait_for_selector("progress")


def _fail_to_sign_in(page: Page) -> None:
    page.get_by_label("Email or handle").fill("odile")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".trouble")


def _fail_until_refused(page: Page) -> None:
    for _ in range(30):
        _fail_to_sign_in(page)
        if page.get_by_text("Too many").is_visible():
            return


def _fail_to_sign_up(page: Page) -> None:
    page.locator("form.form").evaluate("form => form.noValidate = true")
    page.get_by_label("Email").fill("odile")
    page.get_by_label("Handle").fill("odile tarn")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_selector(".trouble")


def _make_an_account(page: Page) -> None:
    page.get_by_label("Email").fill("ida@example.org")
    page.get_by_label("Handle").fill("ida")
    page.get_by_label("Password").fill("long enough for this")
    page.get_by_label("Invitation").fill("from-a-friend")
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_selector(".trouble")


def _mistake_the_password(page: Page) -> None:
    page.get_by_label("Current password").fill("another one altogether")
    page.get_by_label("New password").fill("a new one, long enough")
    page.get_by_role("button", name="Change the password").click()
    page.wait_for_selector(".trouble")


def _make_a_token(page: Page) -> None:
    for name in ("Backup at night", "The phone’s player", "A script of Tor’s that nobody dares to touch any more"):
        page.get_by_label("Name of a new token").fill(name)
        page.get_by_role("button", name="Make a token").click()
        expect(page.get_by_role("cell", name=name, exact=True)).to_be_visible()


def _ban_and_invite(page: Page) -> None:
    for handle in ("jun_ok", "oslo_ensemble"):
        page.get_by_label("Handle of somebody to ban").fill(handle)
        page.get_by_role("button", name="Ban them").click()
        expect(page.get_by_role("cell", name=re.compile(f"@{handle}$"))).to_be_visible()
    page.get_by_role("button", name="Invite somebody").click()
    page.wait_for_selector(".share-line")


def _tell(page: Page) -> None:
    page.evaluate(
        """() => import(document.querySelector("script[type=module]").src.replace("stemma.js", "lib/toast.js")).then(({ toast }) => {
          toast("Copied.");
          toast("The file was moved or changed. Choose it again.", { isBad: true });
        })"""
    )
    page.wait_for_selector(".toast.bad")


@dataclass
class _Keeping:
    """Songs that are kept on the device."""

    company: Company

    def keep(self, page: Page) -> None:
        """Keeps two songs and goes back to the list."""
        for title in ("Salt Ledger", "A Desk by the Water"):
            page.goto(self.company.tracks[title]["url"])
            page.mouse.move(1, 1)
            page.get_by_role("button", name="Keep offline").click()
            expect(page.get_by_role("button", name="Kept offline")).to_be_visible(timeout=READY_MILLISECONDS)
        page.goto("/kept")
        expect(page.locator(".row.kept")).to_have_count(2)


def _named(name: str, recording: str, seconds: float, form: music.Format = music.WAV) -> Path:
    """A stretch of a recording under the name of somebody's file."""
    path = music.folder() / f"{name}.{form.extension}"
    path.write_bytes(music.clip(recording, seconds, form=form).read_bytes())
    return path


def _noise(name: str) -> Path:
    """A file that says it is music and isn't."""
    path = music.folder() / f"{name}.wav"
    path.write_bytes(b"bars 1 to 8\n" * 999)
    return path


def _choose(page: Page, *files: Path) -> None:
    page.locator("[data-slot=files-input]").set_input_files(list(files))


def _slow_down(session: CDPSession, bytes_a_second: int) -> None:
    conditions = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    session.send("Network.emulateNetworkConditions", conditions)


def _describe(page: Page) -> None:
    """One file on its way, and what it is to be."""
    _slow_down(page.context.new_cdp_session(page), 400_000)
    _choose(page, _named("07 - Lock Keeper", "love_theme", 90))
    page.get_by_label("Tags").fill("slow techno, canal")
    page.get_by_label("Liner notes").fill("Recorded *outdoors*, on a morning on which the lock was being emptied.")
    page.get_by_label("Appears on").fill("2036-07-04T09:00")
    page.get_by_label("Everyone").check()
    expect(page.get_by_text(re.compile(r" left$"))).to_be_visible()


def _drop_a_folder(page: Page) -> None:
    """Songs with a cover, and what isn't music."""
    folder = music.folder() / "Weir Hall, the whole evening"
    folder.mkdir(exist_ok=True)
    for number, name in enumerate(("Sluice", "Nine Weirs", "The Barge"), 1):
        (folder / f"{number:02} - {name}.wav").write_bytes(music.clip("loyalists", 40, start=number * 20, form=music.WAV).read_bytes())
    (folder / "cover.png").write_bytes((Path(__file__).resolve().parents[2] / "Screenshots/track.png").read_bytes())
    (folder / "setlist.txt").write_text("one to nine")
    (folder / "Broken take.wav").write_bytes(b"")
    _slow_down(page.context.new_cdp_session(page), 300_000)
    page.locator("[data-slot=folder-input]").set_input_files(folder)
    expect(page.get_by_text("setlist.txt")).to_be_visible()
    expect(page.get_by_text(re.compile(r" left$")).first).to_be_visible()


class Uploading:
    """A manager in which there is a file in every state."""

    def fill(self, page: Page) -> None:
        """Chooses files one after the other, and stops each where it is to be seen."""
        session = page.context.new_cdp_session(page)
        _choose(page, _named("01 - Low Water", "sad", 20))
        expect(page.get_by_text("Ready", exact=True)).to_be_visible(timeout=READY_MILLISECONDS)
        self._listen(page)
        self._go_wrong(page)
        _slow_down(session, 2_000_000)
        _choose(page, _named("Small Hours Ferry, mix 3 (louder)", "revelation", 100))
        expect(page.get_by_text(re.compile(r"^Uploading, [2-9]\d %$"))).to_be_visible()
        page.get_by_role("button", name=re.compile("^Pause")).first.click()
        expect(page.get_by_text("Paused", exact=True)).to_be_visible()
        _slow_down(session, 250_000)
        names = {"Donaudampfschifffahrtselektrizitätenhauptbetriebswerk": "victory", "雨の夜の散歩道": "battle",
                 "Glasshouse": "frantic", "Slow Cartography": "wanderer"}
        _choose(page, *(_named(name, recording, 60) for name, recording in names.items()))
        expect(page.get_by_text(re.compile(r" left$")).nth(1)).to_be_visible(timeout=READY_MILLISECONDS)
        page.get_by_role("button", name="Cancel Slow Cartography").click()
        page.wait_for_timeout(2500)

    def _listen(self, page: Page) -> None:
        """Lets the page hear no more of a song once a third of it is measured."""
        held: dict[str, str] = {}

        def answer(route: Route) -> None:
            if route.request.url not in held:
                response = route.fetch()
                version = response.json()["data"]["version"]
                if version["status"] != "pending" or version["progress"] < 0.3:
                    return route.fulfill(response=response)
                held[route.request.url] = response.text()
            return route.fulfill(status=200, content_type="application/json", body=held[route.request.url])

        page.route(re.compile(r"/api/v1/versions/[^/]+$"), answer)
        _choose(page, _named("The whole evening", "knolls", 400, music.FLAC))
        expect(page.get_by_text(A_THIRD)).to_be_visible(timeout=READY_MILLISECONDS)
        page.unroute(re.compile(r"/api/v1/versions/[^/]+$"))
        page.route(re.compile(r"/api/v1/versions/[^/]+$"), lambda route: answer(route) if route.request.url in held else route.fallback())

    def _go_wrong(self, page: Page) -> None:
        """One isn't music, for one there is no room, and one is here already."""
        _choose(page, _noise("Voicemail"))
        expect(page.get_by_text("Stopped", exact=True)).to_be_visible(timeout=READY_MILLISECONDS)
        body = '{"success":false,"error":{"code":"over_quota","message":"There is room for 1.2 MB more; this needs 3.5 MB."},"message":""}'
        page.route("**/multipart/init", lambda route: route.fulfill(status=413, content_type="application/json", body=body))
        _choose(page, _named("Nine Weirs, every take", "loyalists", 20))
        expect(page.get_by_text("There is room for")).to_be_visible()
        page.unroute("**/multipart/init")
        _choose(page, _named("Low Water (copy)", "sad", 20))
        expect(page.get_by_text("Here already", exact=True)).to_be_visible()
