"""The waveform under mouse, fingers and keys: moving in it, looking closer, what is repeated, what people said."""

from __future__ import annotations

import re
import statistics
import unittest
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from Browser import hearing
from Browser.case import BrowserCase
from Harness import music

SECONDS = 60
REMARKS = 40
VIEW = "wave => [wave.view.from, wave.view.to]"
PHONE = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "device_scale_factor": 2}


class OnTheTrackPage(BrowserCase):
    """A song of a minute with many comments."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.owner = cls.instance.sign_up()
        cls.track = cls.owner.upload_and_publish(music.stepped_tone(), title="Waves")
        for number in range(REMARKS):
            words = f"Remark {number} at its place"
            at_ms = 500 + number * 1450
            cls.owner.post("/api/v1/comments", track_id=cls.track["id"], at_ms=at_ms, body_md=words).data

    def open(self, **options: Any) -> tuple[Page, Locator]:
        """The page, and its waveform once it is drawn, with all that came at the first sign of a hand."""
        page = self.faultless_visitor(**options).page
        page.goto(self.track["url"])
        wave = page.get_by_role("slider", name="Waves, position")
        expect(wave).to_have_class(re.compile("is-drawn"))
        wave.evaluate("wave => wave.scrollIntoView({ block: 'center' })")
        page.mouse.move(1, 1)
        page.wait_for_function("() => !document.querySelector('.track-wave :not(:defined)')")
        return page, wave

    def settled_view(self, page: Page, wave: Locator) -> list[float]:
        """What is shown once nothing glides any more."""
        page.wait_for_timeout(350)
        return wave.evaluate(VIEW)

    # Looking closer

    def test_a_wheel_with_control_looks_closer_where_the_mouse_is(self) -> None:
        """What is under the mouse stays there, finer levels come, and an overview appears without moving the page."""
        page, wave = self.open()
        asked = _requests_for_levels(page)
        comments = page.get_by_role("tab", name=re.compile("Comments"))
        below = comments.bounding_box()
        box = _box(wave)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
        page.keyboard.down("Control")
        for _ in range(5):
            page.mouse.wheel(0, -120)
        page.keyboard.up("Control")
        start, end = self.settled_view(page, wave)
        self.assertAlmostEqual((start + end) / 2, SECONDS / 2, delta=0.3)
        self.assertAlmostEqual(end - start, SECONDS * 0.082, delta=1)
        self.assertTrue(2 <= len(asked) <= 6, asked)
        expect(page.get_by_role("slider", name="Part of the song that is shown")).to_be_visible()
        self.assertEqual(comments.bounding_box(), below, "the overview pushed the page about")
        page.mouse.wheel(120, 0)
        self.assertGreater(self.settled_view(page, wave)[0], start)

    def test_a_double_click_looks_closer_and_escape_shows_all(self) -> None:
        """Twice at a place shows what is there; tips tell fine times then."""
        page, wave = self.open()
        box = _box(wave)
        page.mouse.dblclick(box["x"] + box["width"] / 4, box["y"] + 40)
        start, end = self.settled_view(page, wave)
        self.assertAlmostEqual(end - start, SECONDS / 4, delta=0.1)
        self.assertTrue(start < SECONDS / 4 < end)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
        expect(wave.locator(".tip")).to_have_text(re.compile(r"^0:\d\d\.\d"))
        wave.press("Escape")
        self.assertEqual(self.settled_view(page, wave), [0, SECONDS])

    def test_keys_do_all_that_hands_do(self) -> None:
        """Look closer, look along, move the window, seek finely, and see all again."""
        page, wave = self.open()
        wave.focus()
        for _ in range(3):
            page.keyboard.press("+")
        start, end = self.settled_view(page, wave)
        self.assertAlmostEqual(end - start, SECONDS / 8, delta=0.1)
        page.keyboard.press("Shift+ArrowRight")
        moved, _ = self.settled_view(page, wave)
        self.assertAlmostEqual(moved - start, SECONDS / 32, delta=0.1)
        window = page.get_by_role("slider", name="Part of the song that is shown")
        window.focus()
        page.keyboard.press("End")
        self.assertEqual(self.settled_view(page, wave)[1], SECONDS)
        expect(window).to_have_attribute("aria-valuetext", "52 seconds to 1 minute")
        page.keyboard.press("0")
        self.assertEqual(self.settled_view(page, wave), [0, SECONDS])
        expect(wave).to_be_focused()

    def test_buttons_look_closer_and_back(self) -> None:
        """For who has a single finger; the one that can't be used any more hands the focus to the other."""
        page, wave = self.open()
        closer, back = page.get_by_role("button", name="Zoom in"), page.get_by_role("button", name="Zoom out")
        expect(back).to_be_hidden()
        closer.click()
        self.assertAlmostEqual(self.settled_view(page, wave)[1], SECONDS * 0.75, delta=0.1)
        back.focus()
        page.keyboard.press("Enter")
        self.assertEqual(self.settled_view(page, wave), [0, SECONDS])
        expect(back).to_be_hidden()
        expect(closer).to_be_focused()

    def test_the_window_of_the_overview_is_dragged_and_stretched(self) -> None:
        """Dragging it moves what is shown; dragging its edge changes how much."""
        page, wave = self.open()
        wave.press("+")
        wave.press("+")
        start, end = self.settled_view(page, wave)
        box = _box(page.locator(".overview .window"))
        whole = _box(page.locator(".overview"))["width"]
        middle = (box["x"] + box["width"] / 2, box["y"] + 10)
        _drag(page, middle, (middle[0] + whole / 4, middle[1]))
        moved, moved_end = self.settled_view(page, wave)
        self.assertAlmostEqual(moved - start, SECONDS / 4, delta=0.3)
        box = _box(page.locator(".overview .window"))
        edge = (box["x"] + box["width"] + 1, box["y"] + 10)
        _drag(page, edge, (edge[0] + whole / 8, edge[1]))
        self.assertAlmostEqual(self.settled_view(page, wave)[1] - moved_end, SECONDS / 8, delta=0.3)
        self.assertAlmostEqual(self.settled_view(page, wave)[0], moved, delta=0.05)

    def test_the_page_turns_while_it_plays(self) -> None:
        """What is heard is shown, until somebody looks elsewhere."""
        page, wave = self.open()
        wave.focus()
        for _ in range(5):
            page.keyboard.press("+")
        start, end = self.settled_view(page, wave)
        page.get_by_role("main").get_by_role("button", name=re.compile("^Play")).first.click()
        page.wait_for_function("end => document.querySelector('stemma-waveform.hero').view.from > end - 1", arg=end)
        time, (start, end) = wave.evaluate("wave => wave.time"), wave.evaluate(VIEW)
        self.assertTrue(start <= time <= end, (start, time, end))
        wave.focus()
        for _ in range(8):
            page.keyboard.press("Shift+ArrowRight")
        elsewhere = self.settled_view(page, wave)
        page.wait_for_timeout(2500)
        self.assertEqual(wave.evaluate(VIEW), elsewhere)

    def test_what_stands_around_may_come_late(self) -> None:
        """Ruler and pins ask for what is shown when they arrive after the picture."""
        page = self.faultless_visitor().page
        page.route(re.compile(r"/elements/(ruler|pins)\.js"), lambda route: (page.wait_for_timeout(2500), route.continue_()))
        page.goto(self.track["url"])
        expect(page.locator(".ruler span").filter(has_text="0:30")).to_be_visible()
        expect(page.locator(".pin").first).to_be_visible()

    # Moving in it

    def test_the_mouse_seeks_where_it_is_pressed_and_where_it_is_let_go(self) -> None:
        """A drag is heard at its end; on the way the tip says where."""
        page, wave = self.open()
        box = _box(wave)
        at = lambda seconds: (box["x"] + box["width"] * seconds / SECONDS, box["y"] + 50)
        page.mouse.move(*at(12.5))
        page.mouse.down()
        hearing.wait_for_step(page, 2)
        page.mouse.move(*at(20), steps=4)
        page.mouse.move(*at(32.5), steps=4)
        expect(wave.locator(".tip")).to_have_text("0:32")
        expect(wave).to_have_attribute("aria-valuetext", "32 seconds of 1 minute")
        self.assertIn(hearing.step_heard(page), (2, 3))
        page.mouse.up()
        hearing.wait_for_step(page, 6)

    def test_a_slider_that_plays_does_not_chatter(self) -> None:
        """While the focus is on it, its words change seldom; who moves it hears so at once."""
        page, wave = self.open()
        wave.focus()
        wave.press("ArrowRight")
        hearing.wait_for_step(page, 1)
        page.evaluate("""() => {
            window.said = 0;
            const wave = document.querySelector("stemma-waveform.hero");
            new MutationObserver((changes) => (window.said += changes.length)).observe(wave, { attributeFilter: ["aria-valuetext"] });
        }""")
        page.wait_for_timeout(4000)
        self.assertLessEqual(page.evaluate("window.said"), 1)
        wave.press("Home")
        expect(wave).to_have_attribute("aria-valuetext", "0 seconds of 1 minute")
        wave.press("PageUp")
        expect(wave).to_have_attribute("aria-valuetext", "30 seconds of 1 minute")

    def test_the_picture_is_that_of_the_version_that_is_heard(self) -> None:
        """Another version of the song takes its place, at the part that was looked at."""
        track = self.owner.upload_and_publish(music.stepped_tone(), title="Twice")
        asset = self.owner.upload(music.clip("love_theme", 40))["asset_id"]
        other = self.owner.post(f"/api/v1/tracks/{track['id']}/versions", original_asset_id=asset).data["version"]["id"]
        self.owner.wait_until_ready(other)
        page = self.faultless_visitor().page
        page.goto(track["url"])
        wave = page.get_by_role("slider", name="Twice, position")
        expect(wave).to_have_class(re.compile("is-drawn"))
        first = wave.get_attribute("data-version")
        wave.press("+")
        part = self.settled_view(page, wave)
        play = lambda version: page.locator(f"main [data-play][data-version='{version}']").first.click()
        play(other)
        expect(wave).to_have_attribute("data-ms", re.compile("^40"))
        expect(wave).to_have_class(re.compile("is-drawn"))
        self.assertEqual(wave.get_attribute("data-version"), other)
        start, end = self.settled_view(page, wave)
        self.assertAlmostEqual(end - start, part[1] - part[0], delta=0.1)
        self.assertLessEqual(end, 40.1)
        page.wait_for_function("() => document.querySelector('stemma-waveform.hero').isHeard")
        wave.evaluate("wave => wave.scrollIntoView({ block: 'center' })")
        expect(page.get_by_role("region", name="Player")).to_have_class(re.compile("is-quiet"))
        play(first)
        expect(wave).to_have_attribute("data-ms", "60000")

    # What is repeated

    def test_a_loop_is_drawn_along_the_ruler_and_moved_by_its_handles(self) -> None:
        """It is asked for in seconds, moved by mouse and keys, and ended by Escape."""
        page, wave = self.open()
        _answer_as_the_player_does(page)
        box = _box(page.locator(".ruler"))
        at = lambda seconds: (box["x"] + box["width"] * seconds / SECONDS, box["y"] + 12)
        _drag(page, at(10), at(20))
        asked = page.evaluate("window.asked")
        self.assertAlmostEqual(asked["from"], 10, delta=0.2)
        self.assertAlmostEqual(asked["to"], 20, delta=0.2)
        first, second = page.get_by_role("slider", name="Loop from"), page.get_by_role("slider", name="Loop to")
        expect(first).to_have_attribute("aria-valuetext", re.compile(r"^(9\.\d|10(\.\d)?) seconds$"))
        grip = _box(second)
        self.assertGreaterEqual(min(grip["width"], grip["height"]), 44)
        _drag(page, (grip["x"] + 8, grip["y"] + 30), (grip["x"] + 8 + box["width"] / 6, grip["y"] + 30))
        self.assertAlmostEqual(page.evaluate("window.asked.to"), 30, delta=0.3)
        first.focus()
        page.keyboard.press("ArrowRight")
        self.assertAlmostEqual(page.evaluate("window.asked.from"), asked["from"] + 0.6, delta=0.05)
        page.keyboard.press("Escape")
        self.assertIsNone(page.evaluate("window.asked.from ?? null"))
        expect(first).to_be_hidden()
        expect(wave).to_be_focused()

    def test_a_drawn_loop_is_what_is_heard(self) -> None:
        """A song that isn't heard yet begins at it, and stays in it; keys A and B draw one too."""
        page, wave = self.open()
        box = _box(page.locator(".ruler"))
        at = lambda seconds: (box["x"] + box["width"] * seconds / SECONDS, box["y"] + 12)
        _drag(page, at(10.4), at(14.4))
        hearing.wait_for_step(page, 2)
        heard = {hearing.step_heard(page) for _ in range(18)} - {None}
        self.assertEqual(heard, {2})
        page.get_by_role("button", name="End the loop").click()
        expect(page.get_by_role("slider", name="Loop from")).to_be_hidden()
        hearing.wait_for_step(page, 3)
        page.keyboard.press("a")
        expect(page.get_by_role("slider", name="Loop from")).to_be_visible()
        expect(page.get_by_role("slider", name="Loop to")).to_be_hidden()
        page.wait_for_timeout(800)
        page.keyboard.press("b")
        expect(page.get_by_role("slider", name="Loop to")).to_be_visible()

    def test_shift_draws_a_loop_on_the_picture_and_a_button_ends_it(self) -> None:
        """With Shift a drag seeks nothing."""
        page, wave = self.open()
        _answer_as_the_player_does(page)
        box = _box(wave)
        page.keyboard.down("Shift")
        _drag(page, (box["x"] + box["width"] / 2, box["y"] + 50), (box["x"] + box["width"] / 4, box["y"] + 50))
        page.keyboard.up("Shift")
        asked = page.evaluate("window.asked")
        self.assertAlmostEqual(asked["from"], 15, delta=0.2)
        self.assertAlmostEqual(asked["to"], 30, delta=0.2)
        self.assertEqual(page.evaluate("window.sought"), [])
        page.get_by_role("button", name="End the loop").click()
        self.assertIsNone(page.evaluate("window.asked.from ?? null"))

    # What people said

    def test_pins_stand_apart_and_open_what_they_hold(self) -> None:
        """On a phone they are few and counted; one opens a list that leads to its comments."""
        page, wave = self.open(**PHONE)
        places = page.locator(".pin").evaluate_all("pins => pins.map((pin) => pin.getBoundingClientRect().x)")
        gaps = [after - before for before, after in zip(places, places[1:])]
        self.assertGreater(len(places), 5)
        self.assertGreaterEqual(min(gaps), 32)
        counts = page.locator(".pin .many").all_inner_texts()
        alone = len(places) - len(counts)
        self.assertEqual(sum(map(int, counts)) + alone, REMARKS)
        cluster = page.get_by_role("button", name=re.compile("comments from")).first
        cluster.tap()
        lines = page.locator(".pin-list a")
        expect(lines).to_have_count(int(counts[0]))
        box = _box(page.locator(".pin-list"))
        self.assertTrue(box["x"] >= 0 and box["x"] + box["width"] <= 360)
        self.assertEqual(Axe().run(page).response["violations"], [])
        lines.nth(1).tap()
        expect(page).to_have_url(re.compile("#"))
        expect(page.locator(".pin-list")).to_be_hidden()

    def test_a_comment_that_comes_leaves_an_open_list_alone(self) -> None:
        """Its pin appears; who reads the list behind another goes on reading."""
        track = self.owner.upload_and_publish(music.stepped_tone(), title="Busy waves")
        say = lambda at_ms: self.owner.post("/api/v1/comments", track_id=track["id"], at_ms=at_ms, body_md="Here").data
        for at_ms in (5000, 5100, 30_000):
            say(at_ms)
        page = self.faultless_visitor().page
        page.goto(track["url"])
        page.get_by_role("button", name=re.compile("^2 comments from 0:05")).press("Enter")
        line = page.locator(".pin-list a").first
        expect(line).to_be_focused()
        say(50_000)
        expect(page.get_by_role("link", name=re.compile("^Comment at 0:50"))).to_be_visible()
        expect(line).to_be_focused()
        page.keyboard.press("Escape")
        opener = page.get_by_role("button", name=re.compile("^2 comments from 0:05"))
        expect(opener).to_be_focused()
        say(55_000)
        expect(page.get_by_role("link", name=re.compile("^Comment at 0:55"))).to_be_visible()
        expect(opener).to_be_focused()

    def test_pins_are_one_stop_for_keys_in_order_of_time(self) -> None:
        """Tab comes to one, arrows go on; what has the focus is quoted, and stays right in a closer view."""
        page, wave = self.open()
        wave.focus()
        page.keyboard.press("Shift+Tab")
        expect(page.locator(".pin").first).to_be_focused()
        quote = page.locator(".quote")
        expect(quote).to_have_text("Remark 0 at its place")
        page.keyboard.press("ArrowRight")
        expect(page.locator(".pin").nth(1)).to_be_focused()
        page.keyboard.press("End")
        expect(page.locator(".pin").last).to_be_focused()
        page.keyboard.press("Home")
        expect(quote).to_have_text("Remark 0 at its place")
        wave.focus()
        for _ in range(3):
            page.keyboard.press("+")
        self.settled_view(page, wave)
        wrong = page.evaluate("""() => {
            const wave = document.querySelector("stemma-waveform.hero");
            const { left, width } = wave.getBoundingClientRect();
            return [...document.querySelectorAll(".pin")].filter((pin) => {
                const box = pin.getBoundingClientRect();
                const [id] = pin.dataset.members.split(" ");
                const seconds = document.getElementById(id).dataset.ms / 1000;
                return Math.abs(box.x + 12 - left - wave.view.place(seconds) * width) > 1;
            }).length;
        }""")
        self.assertEqual(wrong, 0)
        self.assertGreater(page.locator(".pin").count(), 2)

    # Fingers

    def test_a_finger_scrubs_sideways_and_two_look_closer(self) -> None:
        """A tap seeks; a way sideways shows the time over the finger and seeks at its end; two fingers pinch."""
        page, wave = self.open(**PHONE)
        fingers = page.context.new_cdp_session(page)
        box = _box(wave)
        y = box["y"] + 60
        at = lambda seconds: (box["x"] + box["width"] * seconds / SECONDS, y)
        page.touchscreen.tap(*at(7.5))
        hearing.wait_for_step(page, 1)
        _touch(fingers, "touchStart", at(12.5))
        for seconds in (14, 20, 30, 42.5):
            _touch(fingers, "touchMove", at(seconds))
        expect(wave.locator(".tip")).to_be_visible()
        expect(wave.locator(".tip")).to_have_text(re.compile("0:4[12]"))
        _touch(fingers, "touchEnd")
        hearing.wait_for_step(page, 8)
        expect(wave.locator(".tip")).to_be_hidden()
        page.wait_for_timeout(400)
        _touch(fingers, "touchStart", at(25), at(35))
        for spread in (7, 10, 15):
            _touch(fingers, "touchMove", at(30 - spread), at(30 + spread))
        _touch(fingers, "touchEnd")
        start, end = self.settled_view(page, wave)
        self.assertAlmostEqual(end - start, SECONDS / 3, delta=1)
        self.assertAlmostEqual((start + end) / 2, 30, delta=1)

    def test_scrolling_over_it_moves_nothing(self) -> None:
        """A finger that goes down the page leaves the song where it is."""
        page, wave = self.open(**PHONE)
        fingers = page.context.new_cdp_session(page)
        box = _box(wave)
        before = page.evaluate("scrollY")
        x, y = box["x"] + 100, box["y"] + 60
        _touch(fingers, "touchStart", (x, y))
        for step in range(1, 8):
            _touch(fingers, "touchMove", (x, y - step * 20))
        _touch(fingers, "touchEnd")
        page.wait_for_timeout(200)
        self.assertGreater(page.evaluate("scrollY"), before)
        self.assertEqual(wave.get_attribute("aria-valuenow"), "0")

    # As others see it

    def test_zoomed_and_looped_it_is_accessible_in_every_theme(self) -> None:
        """axe finds nothing, light, dark and in high contrast, on a phone and on a large screen."""
        for width in (360, 1440):
            page, wave = self.open(viewport={"width": width, "height": 900})
            wave.press("+")
            _loop(page, 10, 40)
            self.settled_view(page, wave)
            for scheme, contrast in (("light", "no-preference"), ("dark", "no-preference"), ("light", "more")):
                page.emulate_media(color_scheme=scheme, contrast=contrast)
                found = Axe().run(page).response["violations"]
                self.assertEqual([f"{rule['id']} {rule['nodes'][0]['html'][:120]}" for rule in found], [], (width, scheme))
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            self.assertLessEqual(over, 0)

    def test_one_picture_is_drawn_quickly_and_playing_draws_none(self) -> None:
        """A view of 1760 pixels is drawn in a few milliseconds; while it plays the canvases are left alone."""
        page, wave = self.open(viewport={"width": 1920, "height": 1000})
        page.evaluate("""() => {
            window.drawings = [];
            const draw = CanvasRenderingContext2D.prototype.clearRect;
            CanvasRenderingContext2D.prototype.clearRect = function (...box) {
                if (this.canvas.closest(".hero")) window.drawings.push(performance.now());
                return draw.apply(this, box);
            };
        }""")
        page.get_by_role("main").get_by_role("button", name=re.compile("^Play")).first.click()
        hearing.wait_for_step(page, 0)
        page.wait_for_timeout(500)
        page.evaluate("window.drawings.length = 0")
        page.wait_for_timeout(1000)
        self.assertEqual(page.evaluate("window.drawings.length"), 0)
        frames = wave.evaluate("""async (wave) => {
            const times = [];
            const ask = window.requestAnimationFrame;
            window.requestAnimationFrame = (act) => ask((now) => {
                const [start, drawn] = [performance.now(), window.drawings.length];
                act(now);
                if (window.drawings.length > drawn) times.push([performance.now() - start, window.drawings.length - drawn]);
            });
            for (let turn = 0; turn < 40; turn += 1) {
                wave.change((view) => view.move(turn / 3, 20 + turn));
                wave.change((view) => view.move(turn / 3 + 0.1, 20 + turn));
                await new Promise((done) => ask(() => ask(done)));
            }
            return times;
        }""")
        self.assertEqual({drawn for _, drawn in frames}, {2}, "each canvas once in a frame")
        self.assertLess(statistics.median(took for took, _ in frames), 8, "milliseconds for a frame, with all around it")


def _box(place: Locator) -> dict[str, float]:
    box = place.bounding_box()
    assert box is not None
    return box


def _drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()


def _touch(session: Any, kind: str, *points: tuple[float, float]) -> None:
    """Puts fingers down, moves them, or lifts them all."""
    places = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})


def _requests_for_levels(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/waveform?" in request.url else None)
    return asked


def _loop(page: Page, start: float, end: float) -> None:
    """Says what the player says when there is a loop."""
    page.evaluate(
        """([from, to]) => {
            const { version } = document.querySelector("stemma-waveform.hero").dataset;
            document.dispatchEvent(new CustomEvent("stemma:loop", { detail: { version, from, to } }));
        }""",
        [start, end],
    )


def _answer_as_the_player_does(page: Page) -> None:
    """Lets the song be the one that is heard, and every loop that is asked for be the loop."""
    page.evaluate("""() => {
        const { version } = document.querySelector("stemma-waveform.hero").dataset;
        window.sought = [];
        document.dispatchEvent(new CustomEvent("stemma:position", { detail: { version, time: 1, isPlaying: false } }));
        document.addEventListener("stemma:set-loop", ({ detail }) => {
            window.asked = detail;
            document.dispatchEvent(new CustomEvent("stemma:loop", { detail }));
        });
        document.addEventListener("stemma:seek", ({ detail }) => window.sought.push(detail.time));
    }""")


if __name__ == "__main__":
    unittest.main()
