"""The instance as an app: installed, read and heard without its server, and nobody else's after signing out."""

from __future__ import annotations

import re
import unittest
from pathlib import Path

from playwright.sync_api import Page, expect

from Bench.traffic import Traffic
from Browser import hearing
from Browser.browser import Browser, Visitor, shared_browser
from Browser.chromium import Chromium
from Harness import music
from Harness.client import Client
from Harness.instance import PASSWORD, Instance

# What a first visit may fetch before sound and pictures, in bytes, headers included.
LIGHT = 100_000
NO_CONNECTION = re.compile("^No connection")
# What a page tells of itself when all that it stores for later is stored.
IS_SETTLED = """async () => {
  const { active } = await navigator.serviceWorker.ready;
  return active?.state === "activated" && navigator.serviceWorker.controller !== null;
}"""

# A form like the one that a share target describes.
SHARE_FORM = """({ action, method, enctype, params }) => {
  document.getElementById("share-form")?.remove();
  const form = Object.assign(document.createElement("form"), { id: "share-form", action, method, enctype });
  form.append(Object.assign(document.createElement("input"), { type: "file", name: params.files[0].name, multiple: true }));
  document.body.append(form);
}"""


class App(unittest.TestCase):
    """One listener and one musician, on an instance that comes and goes."""

    kind: type[Browser] = Chromium

    def setUp(self) -> None:
        self.instance = Instance().start()
        self.addCleanup(self.instance.close)
        self.browser = shared_browser(self.kind)
        self.track = self.instance.admin.upload_and_publish(music.stepped_tone(), title="Steps")

    def visitor(self, member: Client | None = None) -> Visitor:
        """Somebody whose worker stands between the pages and the server."""
        visitor = self.browser.visitor(self.instance, member, service_workers="allow")
        self.addCleanup(visitor.close)
        visitor.page.goto("/")
        visitor.page.wait_for_function(IS_SETTLED)
        return visitor

    def keep(self, page: Page) -> None:
        """Keeps the song of the page that is shown."""
        page.mouse.move(1, 1)
        page.get_by_role("button", name="Keep offline").click()
        expect(page.get_by_role("button", name="Kept offline")).to_be_visible()

    def test_a_song_is_kept_from_its_row(self) -> None:
        """The menu beside a song keeps it, and says so."""
        friend = self.instance.sign_up()
        friend.upload_and_publish(music.clip(), title="Another", tags=["pair"])
        track = self.instance.admin.upload_and_publish(music.clip(), title="One", tags=["pair"])
        page = self.visitor().page
        page.goto(track["url"])
        page.get_by_label("More for Another").click()
        menu = page.locator(".queue-menu[open]")
        menu.get_by_role("button", name="Keep offline").click()
        expect(menu.get_by_role("button", name="Kept offline")).to_be_visible()
        page.goto("/kept")
        expect(page.get_by_role("button", name="Play Another")).to_be_visible()

    # The app

    def test_the_browser_finds_nothing_that_stands_against_installing(self) -> None:
        """The manifest is understood, and the instance may be installed."""
        page = self.visitor().page
        session = page.context.new_cdp_session(page)
        manifest = session.send("Page.getAppManifest")
        self.assertEqual(manifest["errors"], [])
        self.assertTrue(manifest["url"].endswith("/manifest.webmanifest"))
        # A fresh profile counts as incognito, where nothing is installed.
        found = {error["errorId"] for error in session.send("Page.getInstallabilityErrors")["installabilityErrors"]}
        self.assertLessEqual(found, {"in-incognito"})

    def test_first_visits_are_light(self) -> None:
        """A page weighs little for who comes the first time and only reads."""
        admin = self.instance.admin
        for at in (4000, 9000):
            admin.post("/api/v1/comments", track_id=self.track["id"], at_ms=at, body_md="Here it *turns*.")
        for address, member in (
            ("/", None), (f"/@{admin.handle}", None), ("/sign-in", None), (f"/embed/track/{self.track['id']}", None),
            ("/upload", admin), (self.track["url"], None),
        ):
            with self.subTest(address):
                page = self.browser.visitor(self.instance, member).page
                traffic = Traffic(page)
                page.goto(address, wait_until="networkidle")
                traffic.stop()
                self.assertGreater(traffic.bytes["scripts"], 0)
                self.assertLessEqual(traffic.shell, LIGHT, dict(traffic.bytes))
                page.context.close()

    # Without the server

    def test_pages_that_were_seen_can_be_read_without_the_server(self) -> None:
        """What was open a moment ago opens again; anything else says that there is no connection."""
        page = self.visitor().page
        page.goto(self.track["url"])
        expect(page.get_by_role("heading", level=1)).to_have_text("Steps")
        page.wait_for_function("url => caches.open('stemma-pages').then(pages => pages.match(url)).then(Boolean)", arg=page.url)
        self.instance.kill()
        page.goto(self.track["url"])
        expect(page.get_by_role("heading", level=1)).to_have_text("Steps")
        page.goto("/@somebody_else")
        expect(page.get_by_role("heading", level=1)).to_have_text(NO_CONNECTION)

    def test_a_kept_song_plays_without_the_server(self) -> None:
        """The song, its waveform and its artwork come from the device, after the links to it have run out too."""
        page = self.visitor().page
        page.goto(self.track["url"])
        self.keep(page)
        self.instance.kill()
        page.goto("/nowhere")
        expect(page.get_by_role("heading", level=1)).to_have_text(NO_CONNECTION)
        page.get_by_role("main").get_by_role("button", name="Play Steps").click()
        hearing.wait_for_step(page, 0)
        page.keyboard.press("5")
        hearing.wait_for_step(page, 6)
        self.assertGreater(page.locator("img[data-slot=art]").evaluate("image => image.naturalWidth"), 0)
        answer = page.evaluate("address => fetch(address).then(answer => answer.json())", f"/api/v1/versions/{self.track['primary_version']['id']}/waveform?zoom=512")
        self.assertGreater(answer["length"], 100)
        page.get_by_role("button", name="Let go of Steps").click()
        expect(page.get_by_role("main").get_by_text("Nothing yet.")).to_be_visible()

    def test_what_a_member_keeps_stays_when_there_is_no_connection(self) -> None:
        """The page that stands in for others takes nobody for a stranger: it offers no door, and lets go of nothing."""
        page = self.visitor(self.instance.sign_up("una")).page
        page.goto(self.track["url"])
        self.keep(page)
        self.instance.kill()
        for _ in range(3):
            page.goto("/nowhere")
            expect(page.get_by_role("heading", level=1)).to_have_text(NO_CONNECTION)
            expect(page.get_by_role("link", name="Sign in")).to_have_count(0)
            expect(page.get_by_role("main").get_by_role("button", name="Play Steps")).to_be_visible()
            page.wait_for_timeout(500)

    def test_a_part_of_a_kept_song_is_served_by_its_range(self) -> None:
        """An element that asks for bytes in the middle gets these."""
        page = self.visitor().page
        page.goto(self.track["url"])
        self.keep(page)
        told = page.evaluate(
            """async () => {
              const shelf = await caches.open("stemma-kept");
              const part = (await shelf.keys()).find(({ url }) => url.endsWith(".m4s"));
              const answer = await fetch(part.url, { headers: { Range: "bytes=10-19" } });
              return [answer.status, answer.headers.get("Content-Range"), (await answer.arrayBuffer()).byteLength];
            }"""
        )
        self.assertEqual(told[0], 206)
        self.assertRegex(told[1], r"^bytes 10-19/\d+$")
        self.assertEqual(told[2], 10)

    # What other programs hand over

    def share(self, page: Page, *files: Path) -> None:
        """Sends files to the manifest's share target, as the system does for another program."""
        target = page.request.get("/manifest.webmanifest").json()["share_target"]
        page.evaluate(SHARE_FORM, target)
        page.locator("#share-form input").set_input_files(list(files))
        page.locator("#share-form").evaluate("form => form.submit()")

    def test_shared_files_are_uploaded_by_whoever_is_signed_in(self) -> None:
        """Each gets its row at once, and the address no longer says that something was shared."""
        member = self.instance.sign_up("sharer")
        page = self.visitor(member).page
        self.share(page, music.stepped_tone(), music.clip())
        expect(page.locator(".file")).to_have_count(2)
        expect(page).to_have_url(re.compile("/upload$"))
        expect(page.get_by_text("Ready", exact=True)).to_have_count(2, timeout=60_000)
        self.assertEqual(len(member.get("/api/v1/tracks", artist="sharer").data), 2)
        page.goto("/upload?shared=1")
        expect(page).to_have_url(re.compile("/upload$"))
        expect(page.locator(".file")).to_have_count(0)

    def test_shared_files_wait_until_somebody_signs_in(self) -> None:
        """Only what was shared last is still there then."""
        self.instance.sign_up("late_sharer")
        page = self.visitor().page
        self.share(page, music.clip())
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        self.share(page, music.stepped_tone())
        page.wait_for_url("**/sign-in?next=*")
        page.get_by_label("Handle").fill("late_sharer")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator(".file")).to_have_count(1)
        expect(page.locator(".file").get_by_role("heading", level=3)).to_have_text(re.compile("step", re.IGNORECASE))

    def test_files_that_are_opened_with_the_app_are_uploaded(self) -> None:
        """The system launches the app with them, and each gets its row."""
        page = self.browser.installed(self.instance, self.instance.sign_up("opener"))
        session = page.context.new_cdp_session(page)
        files = [str(music.clip(form=music.WAV)), str(music.stepped_tone())]
        session.send("PWA.launchFilesInApp", {"manifestId": self.instance.url + "/", "files": files})
        page.wait_for_url("**/upload")
        expect(page.locator(".file")).to_have_count(2)

    # What goes

    def test_nothing_of_a_member_is_left_after_signing_out(self) -> None:
        """Neither their pages nor their songs are shown to the next person, with or without the server."""
        member = self.instance.sign_up("una")
        secret = member.upload_and_publish(music.clip(), title="For nobody", visibility="private")
        page = self.visitor(member).page
        page.goto(secret["url"])
        self.keep(page)
        page.get_by_label("Your menu").click()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
        page.wait_for_function("() => caches.open('stemma-viewer').then(who => who.match('/kept/viewer')).then(told => told.text()).then(text => text === '')")
        self.instance.kill()
        page.goto(secret["url"])
        expect(page.get_by_role("heading", level=1)).to_have_text(NO_CONNECTION)
        expect(page.get_by_role("main").get_by_text("Nothing yet.")).to_be_visible()
        self.assertEqual(page.evaluate("() => caches.open('stemma-kept').then(shelf => shelf.keys()).then(keys => keys.length)"), 0)

    def test_a_song_that_was_taken_back_is_let_go_of(self) -> None:
        """The next time that the server can be reached, what one may no longer hear goes."""
        page = self.visitor().page
        page.goto(self.track["url"])
        self.keep(page)
        self.instance.admin.send("PATCH", f"/api/v1/tracks/{self.track['id']}", visibility="private").data
        page.goto("/kept")
        expect(page.get_by_role("main").get_by_text("Nothing yet.")).to_be_visible()


if __name__ == "__main__":
    unittest.main()
