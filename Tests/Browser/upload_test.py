"""The upload manager: several files at once, stopped and gone on with, described while they travel, and where things go wrong."""

from __future__ import annotations

import base64
import json
import math
import re
import shutil
import time
import unittest
from pathlib import Path

from playwright.sync_api import Locator, Page, Route, expect

from Browser.case import BrowserCase
from Harness import music
from Harness.client import Client
from Harness.slow import SlowWay

READY_MILLISECONDS = 60_000
HAS_WAVEFORM = """() => {
  const canvas = document.querySelector(".file stemma-waveform canvas");
  const { data } = canvas?.getContext("2d").getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  return data.filter((value, index) => index % 4 === 3 && value > 0).length > 1000;
}"""
SLOW_BYTES_A_SECOND = 3_000_000
UPLOADING = re.compile(r"^Uploading, [1-9]\d? %$")
DROP = """async ([name, bytes]) => {
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type: "audio/wav" }));
  const drag = (kind) => document.querySelector("main")
    .dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
  const veil = () => document.querySelector(".veil");
  for (drag("dragenter"); !veil(); ) await new Promise((resolve) => setTimeout(resolve, 20));
  drag("dragover");
  if (veil().hidden) throw new Error("nothing invites to drop");
  drag("drop");
}"""


class UploadCase(BrowserCase):
    """Somebody new on the page of uploads."""

    def open(self, member: Client | None = None, *, slowly: bool = False, **options) -> Page:
        """The upload page of `self.member`, somebody new if nobody is named; slowly, uploads can be looked at on the way."""
        self.member = member or self.instance.sign_up()
        way = SlowWay(self.instance, SLOW_BYTES_A_SECOND if slowly else math.inf)
        self.addCleanup(way.close)
        page = self.visitor(self.member, base_url=way.url, **options).page
        page.goto("/upload")
        return page

    def choose(self, page: Page, *files: Path | dict) -> None:
        """Chooses files in the page's first field."""
        page.locator("input[type=file]").first.set_input_files(list(files))

    def row(self, page: Page, name: str) -> Locator:
        """The row of the file of this name."""
        return page.locator(".file").filter(has=page.get_by_role("heading", name=name, level=3))

    def expect_ready(self, place: Page | Locator, count: int = 1) -> None:
        """Waits until that many files are ready."""
        expect(place.get_by_text("Ready", exact=True)).to_have_count(count, timeout=READY_MILLISECONDS)

    def own_tracks(self) -> list[dict]:
        """All tracks of the member, newest first, whole."""
        listed = self.member.get("/api/v1/tracks", artist=self.member.handle).data
        return [self.member.track(track["id"]) for track in listed]

    def storage(self) -> int:
        """The bytes that the member takes up."""
        return self.member.get("/api/v1/me/storage").data["storage"]["used_bytes"]


class Travelling(UploadCase):
    """Files on their way."""

    def test_several_files_travel_side_by_side_and_other_pages_say_so(self) -> None:
        """Two rows move at the same time; the header of another page counts them and leads back; all get ready."""
        page = self.open(slowly=True)
        self.choose(page, *(music.clip("battle", 50, start=start, form=music.WAV) for start in (0, 20, 40)))
        expect(page.get_by_text(UPLOADING).nth(1)).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_text("Three on their way")
        page.get_by_role("link", name="Stemma").first.click()
        sign = page.get_by_role("link", name=re.compile(r"^\d songs? on their way, \d+ %$"))
        expect(sign).to_be_visible()
        sign.click()
        self.expect_ready(page, 3)
        self.assertEqual(len(self.own_tracks()), 3)

    def test_what_has_arrived_is_shown_as_a_waveform(self) -> None:
        """Also on a page that was opened for it, where no waveform was before."""
        page = self.open()
        self.choose(page, music.clip(seconds=4, form=music.WAV))
        self.expect_ready(page)
        page.wait_for_function(HAS_WAVEFORM)

    def test_a_file_is_paused_and_goes_on_where_it_was(self) -> None:
        """While it is paused nothing moves, also after a reload; what had arrived isn't sent again."""
        page = self.open(slowly=True)
        self.choose(page, music.clip("love_theme", 100, form=music.WAV))
        expect(page.get_by_text(re.compile(r"^Uploading, [5-9]\d %$"))).to_be_visible()
        page.get_by_role("button", name=re.compile("^Pause")).click()
        expect(page.get_by_text("Paused", exact=True)).to_be_visible()
        self.assertEqual(page.evaluate("document.activeElement.dataset.do"), "resume")
        page.reload()
        expect(page.get_by_text("Paused", exact=True)).to_be_visible()
        sent: list[str] = []
        page.on("request", lambda request: request.method == "PUT" and sent.append(request.url))
        page.get_by_role("button", name=re.compile("^Go on")).click()
        self.expect_ready(page)
        self.assertIn(len(sent), (1, 2), "of three parts one at least had arrived")

    def test_what_is_cancelled_can_be_taken_back_and_else_leaves_nothing(self) -> None:
        """Undo goes on with it; cancelled and left, the page forgets it and the room is free again."""
        page = self.open(slowly=True)
        self.choose(page, music.clip("love_theme", 90, form=music.WAV))
        expect(page.get_by_text(UPLOADING)).to_be_visible()
        page.get_by_role("button", name=re.compile("^Cancel")).click()
        expect(page.get_by_text("Cancelled", exact=True)).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.get_by_text(UPLOADING)).to_be_visible()
        self.assertGreater(self.storage(), 0)
        page.get_by_role("button", name=re.compile("^Cancel")).click()
        expect(page.get_by_text("Cancelled", exact=True)).to_be_visible()
        with page.expect_response(lambda answer: answer.request.method == "DELETE"):
            page.reload()
        expect(page.locator(".file")).to_have_count(0)
        self.assertEqual(self.storage(), 0)

    def test_a_reload_in_mid_upload_goes_on_where_it_was(self) -> None:
        """The browser asks before it stops it; what was typed and sent is still there when the page is opened again."""
        page = self.open(slowly=True)
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        self.choose(page, music.clip("love_theme", 90, form=music.WAV))
        page.get_by_label("Title", exact=True).click()
        page.get_by_label("Title", exact=True).fill("Sent in two halves")
        expect(page.get_by_text("Kept.", exact=True)).to_be_visible()
        expect(page.get_by_text(UPLOADING)).to_be_visible()
        page.reload()
        self.assertEqual(asked, ["beforeunload"])
        expect(page.get_by_role("heading", level=3)).to_have_text("Sent in two halves")
        self.expect_ready(page)
        page.get_by_role("link", name="Open").click()
        page.reload()
        self.assertEqual(asked, ["beforeunload"], "nothing is on its way any more")

    def test_two_tabs_bring_a_file_once(self) -> None:
        """The second tab says that the first is at it, and takes over when that is closed."""
        page = self.open(slowly=True)
        self.choose(page, music.clip("love_theme", 100, form=music.WAV))
        expect(page.get_by_text(UPLOADING)).to_be_visible()
        other = page.context.new_page()
        other.goto("/upload")
        expect(other.get_by_text("On its way in another tab", exact=True)).to_be_visible()
        page.close()
        self.expect_ready(other)
        self.assertEqual(len(self.own_tracks()), 1)


class Choosing(UploadCase):
    """What may be chosen and dropped."""

    def test_a_folder_brings_its_songs_in_order_with_its_cover(self) -> None:
        """What is no song is listed with the reason; the cover becomes the picture of each song."""
        folder = music.folder() / "Weir"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for number, start in ((10, 0), (2, 8)):
            shutil.copy(music.clip(seconds=4, start=start, form=music.WAV), folder / f"{number:02} - Take {number}.wav")
        shutil.copy(Path(__file__).resolve().parents[2] / "Screenshots/track.png", folder / "cover.png")
        (folder / "notes.txt").write_text("bars 1 to 8")
        page = self.open()
        page.locator("[data-slot=folder-input]").set_input_files(folder)
        expect(page.get_by_role("heading", level=3)).to_have_text(["Take 2", "Take 10"])
        expect(page.get_by_text("Weir/notes.txt: no music.")).to_be_visible()
        page.get_by_role("button", name="All right").click()
        expect(page.get_by_text("notes.txt")).to_be_hidden()
        self.expect_ready(page, 2)
        pictures = {self._artwork(track) for track in self.own_tracks()}
        self.assertEqual(len(pictures), 1, "both have the same picture, which isn't drawn from their music")

    def _artwork(self, track: dict) -> bytes:
        """A track's picture, whose sizes are made beside the song."""
        end = time.monotonic() + 30
        while (answer := self.member.get(track["artwork_url"])).status != 200 and time.monotonic() < end:
            time.sleep(0.2)
        self.assertEqual(answer.status, 200, str(answer))
        return answer.body

    def test_files_are_dropped_on_any_page(self) -> None:
        """The page invites while they are dragged; dropped at home, also after moving about, they are on their way."""
        page = self.open()
        page.get_by_role("link", name="Stemma").first.click()
        expect(page.locator("stemma-upload")).to_have_count(0)
        sound = music.clip(seconds=4, form=music.WAV).read_bytes()
        page.evaluate(DROP, ["Dropped.wav", _base64(sound)])
        expect(page).to_have_url(re.compile("/upload$"))
        self.expect_ready(self.row(page, "Dropped"))

    def test_who_has_not_signed_in_is_led_to_the_door(self) -> None:
        """A drop says what is missing and opens the page where one signs in."""
        page = self.visitor().page
        page.goto("/")
        page.evaluate(DROP, ["Dropped.wav", _base64(b"RIFF")])
        expect(page).to_have_url(re.compile("/sign-in"))
        expect(page.get_by_text("Sign in first; then drop it again.")).to_be_visible()

    def test_the_same_file_twice_is_said_and_not_sent(self) -> None:
        """It names the song that was made of it; who insists gets a second one."""
        page = self.open()
        sound = music.clip(seconds=4, form=music.WAV)
        self.member.upload_and_publish(sound, title="The first of it")
        self.choose(page, sound)
        expect(page.get_by_text("it is “The first of it”")).to_be_visible()
        self.assertEqual(len(self.own_tracks()), 1)
        page.get_by_role("button", name="Upload it all the same").click()
        self.expect_ready(page)
        self.assertEqual(len(self.own_tracks()), 2)

    def test_a_file_without_music_is_told_apart_and_does_not_stop_the_others(self) -> None:
        """Each says what is wrong; sending the same file again is not offered; the song beside it gets ready."""
        page = self.open()
        self.choose(
            page,
            {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"bars 1 to 8\n" * 99},
            {"name": "empty.wav", "mimeType": "audio/wav", "buffer": b""},
            {"name": "noise.wav", "mimeType": "audio/wav", "buffer": b"bars 1 to 8\n" * 99},
            {"name": "tone.wav", "mimeType": "audio/wav", "buffer": music.clip(seconds=4, form=music.WAV).read_bytes()},
        )
        expect(page.get_by_text("notes.txt: no music.")).to_be_visible()
        expect(page.get_by_text("empty.wav: an empty file.")).to_be_visible()
        self.expect_ready(page)
        row = self.row(page, "noise")
        expect(row.get_by_role("alert")).to_contain_text(re.compile("no music.*the others go on", re.DOTALL))
        expect(row.get_by_role("button", name="Try again")).to_be_hidden()
        expect(page.get_by_role("heading", level=3)).to_have_text(["noise", "tone"])
        page.reload()
        expect(page.get_by_role("heading", level=3)).to_have_count(0)

    def test_no_room_is_said_and_tried_again_when_there_is_some(self) -> None:
        """A refusal says what happened, what was lost and what to do; the same file goes on without being chosen again."""
        page = self.open()
        error = {"code": "over_quota", "message": "There is room for 1 kB more; this needs more than that."}
        page.route("**/multipart/init", lambda route: _refuse(route, 413, error))
        self.choose(page, music.clip(seconds=4, form=music.WAV))
        expect(page.get_by_role("alert").filter(has_text="room for 1 kB")).to_contain_text("Nothing was sent.")
        page.unroute("**/multipart/init")
        page.get_by_role("button", name="Try again").click()
        self.expect_ready(page)


class Describing(UploadCase):
    """What a file is to be, said while it travels."""

    def test_what_is_typed_on_the_way_holds_when_the_song_is_there_and_can_change_after(self) -> None:
        """Title, listeners, tags, notes, day and picture are the song's; a later word changes it at once."""
        page = self.open(slowly=True, timezone_id="Europe/Lisbon")
        self.choose(page, music.clip("love_theme", 60, form=music.WAV))
        page.get_by_label("Title", exact=True).fill("Lock Keeper")
        page.get_by_label("Everyone").check()
        page.get_by_label("Tags").fill("slow techno, canal")
        page.get_by_label("Liner notes").fill("Recorded *outdoors*.")
        page.get_by_label("Appears on").fill("2031-07-04T09:00")
        expect(page.get_by_text("Appears Friday 4 July 2031 at 09:00 in Lisbon.")).to_be_visible()
        page.get_by_label("What sets this version apart").fill("mix 3")
        page.get_by_label("Choose a picture").set_input_files(Path(__file__).resolve().parents[2] / "Screenshots/track.png")
        expect(page.locator(".file .art img")).to_be_visible()
        self.expect_ready(page)
        (track,) = self.own_tracks()
        said = {name: track[name] for name in ("title", "visibility", "tags", "description_md", "release_at", "release_zone")}
        self.assertEqual(said, {
            "title": "Lock Keeper", "visibility": "public", "tags": ["slow techno", "canal"],
            "description_md": "Recorded *outdoors*.", "release_at": "2031-07-04T08:00:00.000Z", "release_zone": "Europe/Lisbon",
        })
        self.assertEqual(track["versions"][0]["version_label"], "mix 3")
        self.assertIsNotNone(track["artwork_asset_id"])
        page.get_by_label("Only me").check()
        page.get_by_label("Title", exact=True).fill("Lock Keeper’s Wife")
        expect(page.get_by_text("Kept.", exact=True)).to_be_visible()
        page.wait_for_timeout(1000)
        (track,) = self.own_tracks()
        self.assertEqual((track["title"], track["visibility"]), ("Lock Keeper’s Wife", "private"))

    def test_a_file_becomes_a_version_of_a_song_of_ones_own(self) -> None:
        """Chosen among one's songs, it is that song's second version, under its label."""
        member = self.instance.sign_up()
        track = member.upload_and_publish(music.clip(seconds=4, form=music.WAV), title="Sluice")
        page = self.open(member, slowly=True)
        self.choose(page, music.clip("love_theme", 60, form=music.WAV))
        page.get_by_label("It is", exact=True).select_option("Sluice")
        expect(page.get_by_label("Title", exact=True)).to_be_hidden()
        page.get_by_label("What sets this version apart").fill("at night")
        self.expect_ready(page)
        labels = [version.get("version_label") for version in member.track(track["id"])["versions"]]
        self.assertIn("at night", labels)
        self.assertEqual(len(labels), 2)

    def test_tags_and_listeners_are_given_to_all_files(self) -> None:
        """One press, and the others have them too."""
        page = self.open(slowly=True)
        self.choose(page, *(music.clip("battle", 30, start=start, form=music.WAV) for start in (0, 20)))
        page.get_by_label("With the link").check()
        page.get_by_label("Tags").fill("weir")
        page.get_by_role("button", name="Give all files").click()
        self.expect_ready(page, 2)
        self.assertEqual([(track["visibility"], track["tags"]) for track in self.own_tracks()], [("unlisted", ["weir"])] * 2)


class Plainly(UploadCase):
    """Without scripts."""

    def test_without_scripts_a_plain_form_takes_the_file(self) -> None:
        """The form says how much may come and what is wrong with a file, and makes a song of the right one."""
        page = self.open(java_script_enabled=False)
        room = re.compile("up to 4 GB each. 0 bytes of 20 GB used.$")
        expect(page.get_by_label("The file")).to_have_accessible_description(room)
        page.get_by_label("The file").set_input_files(
            {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no music" * 99}
        )
        page.get_by_role("button", name="Upload").click()
        expect(page.get_by_role("alert")).to_have_text(re.compile("no music"))
        page.get_by_label("Title").fill("Plainly sent")
        page.get_by_label("The file").set_input_files(music.clip(seconds=4, form=music.WAV))
        page.get_by_role("button", name="Upload").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Plainly sent")


def _refuse(route: Route, status: int, error: dict[str, str]) -> None:
    answer = {"success": False, "error": error, "message": error["message"]}
    route.fulfill(status=status, content_type="application/json", body=json.dumps(answer))


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


if __name__ == "__main__":
    unittest.main()
