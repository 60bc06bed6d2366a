"""The player, by pointer and by keyboard alone, proven by what is heard."""

from __future__ import annotations

import re
import unittest

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from Browser import hearing
from Browser.case import BrowserCase
from Browser.browser import open_where_sound_is_refused
from Harness import music

# Keeps what a page tells the system and the handlers that it offers, for tests to look at and to call.
SYSTEM = """
    window.system = { handlers: {}, positions: [] };
    const offer = MediaSession.prototype.setActionHandler;
    MediaSession.prototype.setActionHandler = function (name, handler) {
        system.handlers[name] = handler;
        offer.call(this, name, handler);
    };
    const tell = MediaSession.prototype.setPositionState;
    MediaSession.prototype.setPositionState = function (state) {
        system.positions.push(state);
        tell.call(this, state);
    };
"""

# Whether the drawn spectrum stands highest within a major third of that frequency.
HIGHEST = """(wanted) => {
    const canvas = document.querySelector("stemma-spectrum canvas");
    const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const ink = new Array(width).fill(0);
    for (let x = 0; x < width; x += 1) for (let y = 0; y < height; y += 1) if (data[(y * width + x) * 4 + 3] > 200) ink[x] += 1;
    const pitch = 55 * 2 ** ((8 * ink.indexOf(Math.max(...ink))) / width);
    return Math.abs(Math.log2(pitch / wanted)) < 4 / 12;
}"""


class PlayerCase(BrowserCase):
    """The stepped tone, and two songs of a friend that stand beside it on the shelf."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.owner, cls.friend = cls.instance.sign_up(), cls.instance.sign_up()
        tags = [str(cls.owner.handle)]
        for title in ("Third", "Second"):
            cls.friend.upload_and_publish(music.clip("sad", 20), title=title, tags=tags)
        cls.track = cls.owner.upload_and_publish(music.stepped_tone(), title="Steps", tags=tags)

    def playing(self, page: Page, title: str = "Steps") -> Locator:
        """Opens the song's page, plays it, and gives the bar."""
        page.goto(self.track["url"])
        page.get_by_role("main").get_by_role("button", name=f"Play {title}").first.click()
        hearing.wait_for_step(page, 0)
        return page.get_by_role("region", name="Player")

    def bar_title(self, page: Page) -> Locator:
        """What the bar says that is heard."""
        return page.locator("stemma-player.bar [data-slot=title]").first


class InTheQueue(PlayerCase):
    """What comes next, and in which order."""

    def test_a_song_is_put_next_by_pointer_and_heard(self) -> None:
        """The menu beside a song puts it next; Next plays it; what was heard is in the history."""
        page = self.faultless_visitor().page
        bar = self.playing(page)
        for title, words in (("Third", "Add to queue"), ("Second", "Play next")):
            page.get_by_label(f"More for {title}").click()
            page.get_by_role("button", name=words).locator("visible=true").click()
        bar.get_by_role("button", name="Next").click()
        expect(self.bar_title(page)).to_have_text("Second")
        bar.get_by_role("button", name="Queue").click()
        expect(page.get_by_role("list", name="Next").get_by_role("listitem").first).to_contain_text("Third")
        heard = page.get_by_role("list", name="Heard")
        expect(heard.get_by_role("listitem")).to_have_count(1)
        heard.get_by_role("button", name="Steps", exact=False).first.click()
        hearing.wait_for_step(page, 0)

    def test_songs_are_moved_by_keys_and_removed(self) -> None:
        """Grips move rows by arrows, Alt with arrows anywhere in the row; each move is said."""
        page = self.faultless_visitor().page
        self._fill(page)
        page.get_by_role("button", name="Move Third", exact=True).focus()
        page.keyboard.press("ArrowUp")
        self.assertEqual(self._order(page), ["Third", "Second"])
        expect(page.get_by_text("Third, 1 of 2")).to_be_attached()
        expect(page.get_by_role("button", name="Move Third", exact=True)).to_be_focused()
        page.get_by_role("button", name="Remove Second").focus()
        page.keyboard.press("Alt+ArrowUp")
        self.assertEqual(self._order(page), ["Second", "Third"])
        page.keyboard.press("Enter")
        self.assertEqual(self._order(page), ["Third"])
        expect(page.get_by_role("button", name="Remove Third")).to_be_focused()
        page.get_by_role("button", name="Clear").press("Enter")
        expect(page.get_by_text("Nothing yet.")).to_be_visible()

    def test_songs_are_dragged_by_mouse(self) -> None:
        """A row that is held by its grip goes where it is dropped."""
        page = self.faultless_visitor().page
        self._fill(page)
        grip, goal = (self._middle(page, f"Move {title}") for title in ("Third", "Second"))
        page.mouse.move(*grip)
        page.mouse.down()
        page.mouse.move(grip[0], goal[1] - 25, steps=8)
        page.mouse.up()
        self.assertEqual(self._order(page), ["Third", "Second"])

    def test_songs_are_dragged_by_a_finger(self) -> None:
        """Its grip does not scroll the list."""
        page = self.faultless_visitor(has_touch=True, viewport={"width": 390, "height": 800}).page
        self._fill(page)
        finger = page.context.new_cdp_session(page)
        x, y = self._middle(page, "Move Second")
        for kind, points in (("touchStart", [(x, y)]), *(("touchMove", [(x, y + by)]) for by in range(8, 80, 8)), ("touchEnd", [])):
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})
        self.assertEqual(self._order(page), ["Third", "Second"])

    def test_a_reload_brings_the_queue_back_paused_where_it_was(self) -> None:
        """After a reload nothing plays by itself; a press plays on from the same place, and the queue is there."""
        page = self.faultless_visitor().page
        self._fill(page)
        page.keyboard.press("Escape")
        page.keyboard.press("Shift+Digit5")
        hearing.wait_for_step(page, 6)
        page.reload()
        hearing.wait_for_silence(page)
        expect(self.bar_title(page)).to_have_text("Steps")
        expect(page.locator("stemma-player [data-slot=now]").first).to_have_text(re.compile("0:3"))
        page.keyboard.press("q")
        self.assertEqual(self._order(page), ["Second", "Third"])
        page.keyboard.press("Escape")
        page.keyboard.press("k")
        hearing.wait_for_step(page, 6, 7)

    def test_a_song_put_next_at_the_last_moment_is_what_comes(self) -> None:
        """What was made ready to follow gives way to what is put next after that; the other is never heard."""
        page = self.faultless_visitor().page
        self._fill(page)
        self._to_the_end(page)
        page.get_by_role("button", name="Move Third", exact=True).press("ArrowUp")
        expect(self.bar_title(page)).to_have_text("Third", timeout=20_000)
        self.assertEqual(page.evaluate("() => titles"), ["Third"])

    def test_sleep_after_the_song_may_be_chosen_at_its_end(self) -> None:
        """Nothing follows then, even if it was made ready."""
        page = self.faultless_visitor().page
        self._fill(page)
        self._to_the_end(page)
        page.keyboard.press("Escape")
        page.keyboard.press("s")
        page.get_by_role("radio", name="Song’s end").check(force=True)
        page.wait_for_function("() => document.querySelector('stemma-player audio').ended", timeout=20_000)
        page.wait_for_timeout(1000)
        self.assertEqual(page.evaluate("() => titles"), [])
        expect(page.get_by_role("radio", name="Never")).to_be_checked()

    def _to_the_end(self, page: Page) -> None:
        """Goes to where what follows has been made ready; from then on every other title is noted."""
        page.evaluate("""() => {
            window.titles = [];
            const title = document.querySelector("stemma-player.bar [data-slot=title]");
            new MutationObserver(() => titles.push(title.textContent)).observe(title, { childList: true, characterData: true });
            document.querySelector("stemma-player").seek(50);
        }""")
        page.wait_for_function("() => document.querySelector('stemma-player audio').duration > 65")

    def test_the_songs_of_one_artist_are_an_album(self) -> None:
        """What was begun from a list knows how loud all that stands beside it by the same artist is."""
        page = self.faultless_visitor().page
        page.goto(f"/@{self.friend.handle}")
        page.get_by_role("main").get_by_role("button", name=re.compile("^Play (Second|Third)$")).first.click()
        expect(self.bar_title(page)).to_have_text(re.compile("Second|Third"))
        albums = page.evaluate("""() => {
            const { queue } = document.querySelector("stemma-player").program;
            return [queue.now, ...queue.next].map(({ playable }) => playable.album);
        }""")
        self.assertEqual(len(albums), 2)
        self.assertEqual(albums[0], albums[1])
        self.assertLess(albums[0]["lufs"], -5)

    def test_the_next_viewer_of_a_tab_sees_no_queue(self) -> None:
        """Songs of somebody who signed out are not shown to who comes after."""
        page = self.faultless_visitor(self.owner).page
        self.playing(page)
        page.get_by_label("Your menu").click()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
        expect(page.get_by_role("region", name="Player")).to_be_hidden()

    def _fill(self, page: Page) -> None:
        self.playing(page)
        for title in ("Second", "Third"):
            page.get_by_label(f"More for {title}").focus()
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
        page.keyboard.press("q")
        self.assertEqual(self._order(page), ["Second", "Third"])

    def _order(self, page: Page) -> list[str]:
        titles = page.locator("stemma-queue [aria-label=Next] [data-slot=title]")
        return titles.all_text_contents()

    def _middle(self, page: Page, name: str) -> tuple[float, float]:
        page.wait_for_function("() => !document.getAnimations().some((one) => one.animationName === 'rise')")
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


class ByItsKeys(PlayerCase):
    """What fingers find."""

    def test_the_list_of_keys_is_true(self) -> None:
        """`?` lists the keys; those that change a state can be seen to do so."""
        page = self.faultless_visitor().page
        bar = self.playing(page)
        page.keyboard.press("?")
        sheet = page.get_by_role("dialog", name="Keys")
        for words in ("Play or pause", "Repeat from here, to here; again ends it", "The queue", "Slower, faster"):
            expect(sheet.get_by_text(words)).to_be_visible()
        page.keyboard.press("Escape")
        for key, name in (("r", "Repeat: all"), ("r", "Repeat: this song"), ("r", "Repeat: off"), ("]", "1.1"), ("s", "Sound")):
            page.keyboard.press(key)
            expect(bar.get_by_role("button", name=re.compile(name)).first).to_be_visible()
        expect(page.get_by_role("dialog", name="Sound")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("m")
        hearing.wait_for_silence(page)
        page.keyboard.press("m")
        page.keyboard.press("0")
        hearing.wait_for_step(page, 0)

    def test_a_passage_has_ends(self) -> None:
        """`A` and `B` set them and what lies between is repeated; either again ends it, so do Escape and the button."""
        page = self.faultless_visitor().page
        bar = self.playing(page)
        passage = bar.get_by_role("button", name=re.compile("end it$"))
        page.evaluate("() => document.querySelector('stemma-player').seek(6)")
        page.keyboard.press("a")
        expect(passage).to_have_accessible_name(re.compile("^A passage from"))
        page.evaluate("() => document.querySelector('stemma-player').seek(9)")
        page.keyboard.press("b")
        expect(passage).to_have_accessible_name("Repeating 6 seconds to 9 seconds; end it")
        for _ in range(6):
            hearing.wait_for_step(page, 1, seconds=1)
            page.wait_for_timeout(500)
        page.keyboard.press("Escape")
        expect(passage).to_be_hidden()
        hearing.wait_for_step(page, 2)
        for ending in (lambda: page.keyboard.press("a"), passage.click):
            page.keyboard.press("a")
            expect(passage).to_be_visible()
            ending()
            expect(passage).to_be_hidden()

    def test_digits_play_versions_at_the_same_place(self) -> None:
        """On the page of a song with a family a digit plays that version where the other one was."""
        track = self.owner.upload_and_publish(music.clip("sad", 40), title="Family")
        made = self.owner.upload(music.stepped_tone())
        fields = {"original_asset_id": made["asset_id"], "version_label": "Tone"}
        version = self.owner.post(f"/api/v1/tracks/{track['id']}/versions", **fields).data["version"]
        self.owner.wait_until_ready(version["id"])
        page = self.faultless_visitor().page
        page.goto(track["url"] + "?v=1")
        page.get_by_role("main").get_by_role("button", name="Play Family").first.click()
        page.keyboard.press("Shift+Digit5")
        expect(page.locator("stemma-player [data-slot=now]").first).to_have_text(re.compile("0:2"))
        page.keyboard.press("2")
        hearing.wait_for_step(page, 6, 7)
        page.keyboard.press("k")
        page.get_by_role("button", name="Play version 1").click()
        expect(page.locator("stemma-player [data-slot=now]").first).to_have_text(re.compile("0:2"))

    def test_the_speed_keeps_the_pitch_and_is_remembered(self) -> None:
        """`]` makes it faster, not higher; the next visit begins as fast."""
        page = self.faultless_visitor().page
        bar = self.playing(page)
        page.keyboard.press("]")
        page.keyboard.press("]")
        expect(bar.get_by_role("button", name="Sound, 1.25 times the speed")).to_be_visible()
        page.keyboard.press("Shift+Digit5")
        hearing.wait_for_step(page, 6)
        page.reload()
        expect(bar.get_by_role("button", name="Sound, 1.25 times the speed")).to_be_visible()

    def test_sleep_fades_out_and_pauses(self) -> None:
        """The music grows quiet over the last seconds, then it is paused, and as loud as before."""
        page = self.faultless_visitor().page
        bar = self.playing(page)
        page.keyboard.press("s")
        page.get_by_role("radio", name="15 min").check(force=True)
        expect(page.get_by_text("The music fades out in 15 minutes.")).to_be_visible()
        page.evaluate("() => { const now = Date.now; Date.now = () => now() + 895_000; }")
        page.wait_for_function("() => document.querySelector('stemma-player audio').volume < 0.4")
        page.wait_for_function("() => document.querySelector('stemma-player audio').paused")
        expect(bar.get_by_role("button", name="Sound", exact=True)).to_be_visible()
        self.assertEqual(page.evaluate("() => document.querySelector('stemma-player audio').volume"), 1)

    def test_sleep_comes_as_soon_after_a_reload(self) -> None:
        """The time goes on, and the music stops when it is over; what was over before the reload stops nothing."""
        page = self.faultless_visitor().page
        bar = self.playing(page)
        sound = bar.get_by_role("button", name="Sound, it will stop by itself")
        page.keyboard.press("s")
        page.get_by_role("radio", name="15 min").check(force=True)
        page.reload()
        expect(sound).to_contain_text("14:")
        page.keyboard.press("k")
        hearing.wait_for_step(page, 0, 1)
        page.evaluate("() => { const now = Date.now; Date.now = () => now() + 895_000; }")
        page.wait_for_function("() => document.querySelector('stemma-player audio').paused", timeout=25_000)
        page.keyboard.press("s")
        page.get_by_role("radio", name="15 min").check(force=True)
        expect(sound).to_be_visible()
        page.add_init_script("{ const now = Date.now; Date.now = () => now() + 2_000_000; }")
        page.reload()
        expect(bar.get_by_role("button", name="Sound", exact=True)).to_be_visible()
        page.keyboard.press("k")
        hearing.wait_for_step(page, 0, 1, 2, 3)


class Around(PlayerCase):
    """What the player is to the system, to other tabs and to who can't see it."""

    def test_the_system_is_told_and_may_ask(self) -> None:
        """Media keys and the lock screen know the song, its pictures and its place, and can do all they offer."""
        visitor = self.faultless_visitor()
        page = visitor.page
        page.add_init_script(SYSTEM)
        self.playing(page)
        told = page.evaluate("""() => {
            const { title, artist, artwork } = navigator.mediaSession.metadata;
            return { title, artist, sizes: artwork.map(({ sizes }) => sizes), state: navigator.mediaSession.playbackState };
        }""")
        self.assertEqual(told, {"title": "Steps", "artist": self.owner.handle, "sizes": ["200x200", "1000x1000"], "state": "playing"})
        offered = set(page.evaluate("() => Object.keys(system.handlers)"))
        self.assertEqual(offered, {"play", "pause", "stop", "previoustrack", "nexttrack", "seekbackward", "seekforward", "seekto"})
        page.evaluate("() => system.handlers.seekto({ action: 'seekto', seekTime: 32 })")
        hearing.wait_for_step(page, 6)
        page.keyboard.press("]")
        page.wait_for_function("() => { const { position, duration, playbackRate } = system.positions.at(-1); "
                               "return position > 31 && Math.abs(duration - 60) < 0.1 && playbackRate === 1.1; }")
        page.evaluate("() => system.handlers.stop()")
        hearing.wait_for_silence(page)
        page.evaluate("() => system.handlers.play()")
        hearing.wait_for_step(page, 0)

    def test_one_tab_sounds_at_a_time(self) -> None:
        """Who begins to play last is heard; the other tab pauses, says why, and can take over again."""
        visitor = self.faultless_visitor()
        first, second = visitor.page, visitor.page.context.new_page()
        self.playing(first)
        self.playing(second)
        hearing.wait_for_silence(first)
        expect(first.get_by_text("Paused: another tab plays now.")).to_be_visible()
        first.keyboard.press("k")
        hearing.wait_for_step(first, 0, 1, 2)
        hearing.wait_for_silence(second)
        expect(first.get_by_text("Paused: another tab plays now.")).to_be_hidden()

    def test_the_open_player_holds_the_focus_and_lets_it_go(self) -> None:
        """It opens on a phone; what lies beneath can't be reached; it closes by Escape and by leaving."""
        page = self.faultless_visitor(viewport={"width": 360, "height": 740}, has_touch=True).page
        self.playing(page)
        opener = page.get_by_role("button", name="Open the player")
        opener.click()
        expect(page.get_by_role("slider", name="Position", exact=True)).to_be_visible()
        self.assertTrue(page.evaluate("() => document.getElementById('main').inert"))
        for name in ("Repeat: off", "Queue", "Sound", "Mute"):
            expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()
        opener.click()
        page.get_by_role("region", name="Player").get_by_role("link", name="Steps").click()
        page.wait_for_function("() => !document.getElementById('main').inert")

    def test_the_spectrum_is_drawn_from_what_is_heard(self) -> None:
        """`V` opens it; the sound goes no other way for it, and where it stands highest moves with the tone."""
        page = self.visitor().page
        page.add_init_script("window.contexts = 0; AudioContext = class extends AudioContext { constructor() { super(); contexts += 1; } };")
        page.goto(self.track["url"])
        page.get_by_role("main").get_by_role("button", name="Play Steps").first.click()
        page.keyboard.press("v")
        expect(page.get_by_role("img", name="Spectrum of what is heard")).to_be_visible()
        for digit, step in ((1, 1), (5, 6)):
            page.keyboard.press(f"Shift+Digit{digit}")
            page.wait_for_function(HIGHEST, arg=music.step_frequency(step))
        self.assertEqual(page.evaluate("() => contexts"), 0)
        page.keyboard.press("v")
        expect(page.get_by_role("img", name="Spectrum of what is heard")).to_be_hidden()
        hearing.wait_for_step(page, 6, 7)

    def test_sheets_are_accessible(self) -> None:
        """axe finds nothing in the bar, the open player and each of its sheets, on a phone and on a large screen."""
        for width in (360, 1440):
            page = self.faultless_visitor(viewport={"width": width, "height": 800}).page
            self.playing(page)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                for key in ("Escape", "q", "s", "?", "o", "v"):
                    with self.subTest(key, width=width, scheme=scheme):
                        page.keyboard.press(key)
                        page.wait_for_timeout(100)
                        found = Axe().run(page).response["violations"]
                        self.assertEqual([(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]], [])
                        page.keyboard.press("Escape")


class WhereSoundNeedsAPress(PlayerCase):
    """A browser that lets nothing sound before somebody has pressed something."""

    sound_needs_a_press = True

    def test_the_player_asks_for_a_press(self) -> None:
        """An embed that may not play at once shows that it waits, and plays at a press; so does a link to a moment."""
        page = self.faultless_visitor().page
        open_where_sound_is_refused(page, f"/embed/track/{self.track['id']}?autoplay=1")
        expect(page.get_by_text("Press play to hear it.")).to_be_visible()
        button = page.get_by_role("button", name="Play Steps")
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(page.locator("stemma-player .sorry")).to_be_hidden()
        button.click()
        hearing.wait_for_step(page, 0)
        expect(page.get_by_role("button", name="Pause Steps")).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_text("Press play to hear it.")).to_be_hidden()
        page.goto(self.track["url"] + "#t=0:31")
        expect(page.locator("stemma-player [data-slot=now]").first).to_have_text("0:31")
        page.get_by_role("region", name="Player").get_by_role("button", name="Play Steps").click()
        hearing.wait_for_step(page, 6)


if __name__ == "__main__":
    unittest.main()
