"""What comes out of the deck, sample by sample."""

from __future__ import annotations

import re
import time
import unittest

import numpy
from playwright.sync_api import Route, expect

from Browser import hearing
from Browser.browser import Visitor
from Browser.case import BrowserCase
from Browser.studio import Studio, playable, steadied
from Harness import music, sound, stream
from Harness.instance import Instance

CUT = 452_741
SECOND = sound.RATE
# How a deck comes to play each.
RENDITIONS = {
    "opus": "",
    "aac": "const isTypeSupported = MediaSource.isTypeSupported; MediaSource.isTypeSupported = (mime) => !/opus/i.test(mime) && isTypeSupported.call(MediaSource, mime);",
    "flac": "studio.deck.isLossless = true;",
}


def halves(instance: Instance) -> list[dict]:
    """One sweep as two songs, cut where no frame of any codec ends."""
    whole, owner = music.sweep(), instance.sign_up()
    files = [music.write(f"{owner.handle}-1", whole[:CUT]), music.write(f"{owner.handle}-2", whole[CUT:])]
    return [playable(owner.upload_and_publish(file, title=file.stem)) for file in files]


def play_over_join(studio: Studio, first: dict, second: dict) -> numpy.ndarray:
    """What is heard from two seconds before the end of the first song to a second and a half into the other."""
    studio.queue(first, second)
    studio.play(first, CUT / SECOND - 2)
    studio.wait_for(f"deck.current.version === '{second['version']}' && deck.time > 1.5")
    return studio.tape()


def samples_added(heard: numpy.ndarray) -> int:
    """How many samples too many lie between what is a second apart, half of it before the join and half after."""
    whole, half = music.sweep(), SECOND // 2
    before = sound.place(whole[CUT - SECOND : CUT - half], heard)
    after = sound.place(whole[CUT + half : CUT + SECOND], heard)
    return after - before - 3 * half


def deepest_dip(heard: numpy.ndarray) -> float:
    """How far the level of a sweep falls in the quarter seconds before and after the join, in dB."""
    start = sound.place(music.sweep()[CUT - SECOND : CUT - SECOND // 2], heard)
    levels = sound.levels(heard[start + SECOND * 3 // 4 : start + SECOND * 5 // 4])
    return float(numpy.median(levels) - levels.min())


def answer_without_policy(route: Route) -> None:
    """Lets the page run scripts that aren't the site's own."""
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
    route.fulfill(response=answer, headers=headers)


class StudioCase(BrowserCase):
    """Tests that each have a deck."""

    def studio(self, visitor: Visitor | None = None) -> Studio:
        """A deck in a page of its own, on which nothing may go wrong unless a visitor is named."""
        page = (visitor or self.faultless_visitor()).page
        page.route(f"{self.instance.url}/", answer_without_policy)
        page.goto("/")
        page.unroute(f"{self.instance.url}/")
        return Studio(page)


class Joins(StudioCase):
    """Songs that follow each other."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.first, cls.second = halves(cls.instance)

    @steadied
    def test_two_halves_of_a_sound_are_joined_to_the_sample(self) -> None:
        """Nothing is lost or added between two songs, and nothing dips."""
        heard = play_over_join(self.studio(), self.first, self.second)
        self.assertLessEqual(abs(samples_added(heard)), 1)
        self.assertLess(deepest_dip(heard), 1)

    @steadied
    def test_a_change_of_codec_is_not_heard(self) -> None:
        """AAC follows Opus to the sample."""
        end = time.monotonic() + 30
        while "hls_aac" not in [entry["format"] for entry in self.transcodes(self.second) if entry["status"] == "ready"]:
            self.assertLess(time.monotonic(), end, "there is no AAC")
            time.sleep(0.2)
        studio = self.studio()
        studio.queue(self.first, self.second)
        studio.run(
            "await studio.deck.load(values[0], values[1]);"
            "MediaSource.isTypeSupported = (mime) => !/opus/i.test(mime);"
            "await studio.audio.play();",
            self.first, CUT / SECOND - 2,
        )
        studio.wait_for(f"deck.current.version === '{self.second['version']}' && deck.time > 1.5")
        self.assertTrue(studio.run("return performance.getEntriesByType('resource').some(({ name }) => name.includes('/aac'));"))
        heard = studio.tape()
        self.assertLessEqual(abs(samples_added(heard)), 1)
        self.assertLess(deepest_dip(heard), 2)

    @steadied
    def test_a_song_that_is_repeated_is_joined_to_itself(self) -> None:
        """The end of a song and its own beginning follow each other to the sample, and it is told as heard anew."""
        owner, length = self.instance.sign_up(), 6 * SECOND + 1234
        whole = music.sweep()[:length]
        song = playable(owner.upload_and_publish(music.write("repeated", whole), title="Again"))
        studio = self.studio()
        studio.run(
            "const { deck } = studio; studio.told = [];"
            "deck.addEventListener('change', ({ detail }) => studio.told.push(detail));"
            "deck.following = () => values[0];",
            song,
        )
        studio.play(song, 4)
        studio.wait_for("audio.currentTime > 14 && deck.time > 1")
        heard = studio.tape()
        turns = sound.places(whole[SECOND // 2 : SECOND], heard)
        before = sound.places(whole[length - SECOND : length - SECOND // 2], heard)[0]
        self.assertLessEqual(abs(turns[0] - before - SECOND - SECOND // 2), 1)
        self.assertLessEqual(abs(turns[1] - turns[0] - length), 1)
        join = before + SECOND
        levels = sound.levels(heard[join - SECOND // 4 : join + SECOND // 4], 10)
        self.assertLess(float(numpy.median(levels) - levels.min()), 1)
        self.assertEqual(studio.run("return studio.told;"), [False, True, True])

    def transcodes(self, song: dict) -> list[dict]:
        """The renditions of a song."""
        return self.instance.anonymous.version(song["version"])["transcodes"]

    def test_the_first_sound_is_there_at_once(self) -> None:
        """A song begins with its first sample."""
        studio = self.studio()
        studio.play(self.first)
        studio.wait_for("deck.time > 1")
        heard = studio.tape()
        start = sound.place(music.sweep()[SECOND // 4 : SECOND // 2], heard) - SECOND // 4
        self.assertLess(abs(int(numpy.argmax(abs(heard) > 0.01)) - start), 48)


class Fades(StudioCase):
    """Songs that fade into each other."""

    @steadied
    def test_songs_fade_into_each_other_with_equal_power_and_nothing_lost(self) -> None:
        """Both songs stay in time to the sample, from before the fade to behind it, and the power never changes."""
        owner, whole = self.instance.sign_up(), music.sweep()
        songs = [whole[: 8 * SECOND], whole[10 * SECOND : 18 * SECOND]]
        files = [music.write(f"fade-{number}", samples) for number, samples in enumerate(songs)]
        going, coming = (playable(owner.upload_and_publish(file, title=file.stem)) for file in files)
        studio = self.studio()
        studio.queue(going, coming)
        studio.run("studio.deck.crossfade = 2;")
        studio.play(going, 4.5)
        studio.wait_for(f"deck.current.version === '{coming['version']}' && deck.time > 3.2")
        heard = studio.tape()
        for song, times in zip(songs, ((5.2, 6.2, 6.8), (0.9, 1.5, 2.6))):
            starts = [round(time * SECOND) for time in times]
            places = [sound.place(song[start : start + SECOND // 3], heard) - start for start in starts]
            self.assertLessEqual(max(places) - min(places), 1)
        # The last places are those of the song that came: its beginning is where the fade begins.
        levels = sound.levels(heard[places[0] - SECOND // 2 : places[0] + 3 * SECOND], 100)
        self.assertLess(levels.max() - levels.min(), 1)


    def test_a_person_chooses_how_long_songs_fade(self) -> None:
        """The choice is said in words, and kept."""
        owner = self.instance.sign_up()
        page = self.faultless_visitor().page
        page.goto(owner.upload_and_publish(music.clip(seconds=6), title="A song")["url"])
        page.get_by_role("main").get_by_role("button", name=re.compile("^Play")).first.click()
        page.keyboard.press("s")
        slider = page.get_by_role("slider", name="From song to song")
        expect(slider).to_have_attribute("aria-valuetext", "no gap")
        slider.fill("4")
        expect(slider).to_have_attribute("aria-valuetext", "4 s fade")
        self.assertEqual(page.evaluate("() => localStorage.getItem('stemma-crossfade')"), "4")


class Queues(StudioCase):
    """What follows, when that changes."""

    @steadied
    def test_what_was_put_behind_a_song_is_taken_back(self) -> None:
        """Where another song shall follow by now, that one follows, as exactly."""
        owner, whole = self.instance.sign_up(), music.sweep()
        names = {"now": whole[: 6 * SECOND], "wrong": whole[::-1][: 6 * SECOND], "right": whole[6 * SECOND : 12 * SECOND]}
        files = [music.write(f"queue-{name}", samples) for name, samples in names.items()]
        now, wrong, right = (playable(owner.upload_and_publish(file, title=file.stem)) for file in files)
        studio = self.studio()
        studio.queue(now, wrong)
        studio.play(now, 2)
        studio.wait_for("audio.buffered.end(0) > 11")
        studio.queue(now, right)
        studio.wait_for(f"deck.current.version === '{right['version']}' && deck.time > 1")
        heard = studio.tape()
        places = [sound.place(whole[start : start + SECOND // 2], heard) - start for start in (5 * SECOND, 6 * SECOND + SECOND // 3)]
        self.assertLessEqual(abs(places[0] - places[1]), 1)


class Renditions(StudioCase):
    """What somebody chooses while a song plays."""

    @steadied
    def test_sound_without_loss_takes_over_in_mid_song(self) -> None:
        """It is made, then heard soon, and given up again; nothing is lost or added, and nothing dips."""
        owner, whole = self.instance.sign_up(), music.sweep(60)
        song = playable(owner.upload_and_publish(music.write("exchanged", whole), title="A long sweep"))
        studio = self.studio(self.faultless_visitor(owner))
        studio.play(song, 3)
        studio.wait_for("deck.time > 4")
        played = []
        for is_lossless, name in ((True, "/flac.1/"), (False, "/opus.1/")):
            studio.run("performance.clearResourceTimings(); studio.deck.isLossless = values[0];", is_lossless)
            studio.run("await studio.until(() => performance.getEntriesByType('resource').some((entry) => entry.name.includes(values[0])));", name)
            played.append(studio.run("return studio.deck.time;"))
            studio.run("const { deck } = studio, end = deck.time + 2.5; await studio.until(() => deck.time > end);")
        heard = studio.tape()
        stops = numpy.arange(3.5, played[-1] + 2, 0.5)
        places = [sound.place(whole[start : start + SECOND // 4], heard) - start for start in (round(stop * SECOND) for stop in stops)]
        self.assertLessEqual(max(places) - min(places), 1)
        begin = places[0] + round(stops[0] * SECOND)
        levels = sound.levels(heard[begin : begin + round((stops[-1] - stops[0]) * SECOND)])
        self.assertLess(float(numpy.median(levels) - levels.min()), 1)


    def test_who_begins_to_save_data_is_sent_less(self) -> None:
        """Sound without loss gives way to the smaller rendition in mid-song."""
        owner = self.instance.sign_up()
        song = playable(owner.upload_and_publish(music.write("saved", music.sweep(60)), title="A long sweep"))
        stream.demand_flac(owner, song["version"])
        studio = self.studio(self.faultless_visitor(owner))
        studio.run("studio.deck.isLossless = true;")
        studio.play(song, 3)
        studio.wait_for("deck.time > 4")
        fetched = "performance.getEntriesByType('resource').map(({ name }) => /(flac|opus)\\.1/.exec(name)?.[1]).filter(Boolean)"
        self.assertEqual(studio.run(f"return [...new Set({fetched})];"), ["flac"])
        studio.run("Object.defineProperty(navigator.connection, 'saveData', { value: true });"
                   "navigator.connection.dispatchEvent(new Event('change'));")
        studio.run(f"await studio.until(() => {fetched}.includes('opus'));")
        studio.run("const { deck } = studio, end = deck.time + 2; await studio.until(() => deck.time > end);")
        whole, heard = music.sweep(60), studio.tape()
        places = [sound.place(whole[start : start + SECOND // 4], heard) - start for start in (round(at * SECOND) for at in (3.3, 5.5))]
        self.assertLessEqual(abs(places[1] - places[0]), 1)


class Loops(StudioCase):
    """A part of a song that is repeated."""

    FROM, TO = 3.2, 4.8

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        owner = cls.instance.sign_up()
        cls.song = playable(owner.upload_and_publish(music.write("whole", music.sweep()), title="A sweep"))

    @steadied
    def test_a_loop_repeats_to_the_sample_and_goes_on(self) -> None:
        """Each turn is as long as the loop, and after the last one the song goes on behind it."""
        studio = self.studio()
        studio.play(self.song, 2.5)
        studio.wait_for("deck.time > 2.8")
        studio.run("studio.deck.loop = { from: values[0], to: values[1] };", self.FROM, self.TO)
        studio.wait_for("audio.currentTime > 8.5")
        studio.run("studio.deck.loop = undefined;")
        studio.wait_for("deck.time > 5.5")
        heard, whole, length = studio.tape(), music.sweep(), SECOND // 4
        begin = round((self.FROM + 0.3) * SECOND)
        turns = sound.places(whole[begin : begin + length], heard)
        self.assertGreaterEqual(len(turns), 3)
        for step in numpy.diff(turns):
            self.assertLessEqual(abs(step - (self.TO - self.FROM) * SECOND), 1)
        seam = turns[1] - round(0.3 * SECOND)
        levels = sound.levels(heard[seam - SECOND // 10 : seam + SECOND // 10])
        self.assertLess(numpy.median(levels) - levels.min(), 2, "the decoder was cold at the beginning of the loop")
        behind = sound.place(whole[begin + 2 * SECOND - length : begin + 2 * SECOND], heard)
        self.assertLessEqual(abs(behind - turns[-1] - 2 * SECOND + length), 1)

    def test_a_loop_that_is_set_while_its_song_loads_is_kept(self) -> None:
        """Nothing was there to repeat yet; it is repeated all the same."""
        studio = self.studio()
        studio.run(
            "const [song, from, to] = values;"
            "const loading = studio.deck.load(song, from); studio.deck.loop = { from, to };"
            "await loading; await studio.audio.play();",
            self.song, self.FROM, self.TO,
        )
        studio.wait_for("audio.currentTime > 7.5")
        self.assertLess(studio.run("return studio.deck.time;"), self.TO)

    def test_a_loop_that_is_behind_begins_at_once(self) -> None:
        """Where the end of the loop has been passed, its beginning is heard next."""
        studio = self.studio()
        studio.play(self.song, 9)
        studio.wait_for("deck.time > 9.2")
        studio.run("studio.deck.loop = { from: values[0], to: values[1] };", self.FROM, self.TO)
        studio.wait_for("deck.time > 3.4 && deck.time < 4.8", 2)
        studio.run("studio.deck.seek(1);")
        studio.wait_for("deck.time > 1.1 && deck.time < 1.6", 2)
        self.assertEqual(studio.run("return studio.deck.loop;"), {"from": self.FROM, "to": self.TO})


class Loudness(StudioCase):
    """Songs that are made equally loud."""

    SECONDS = 6
    renditions = tuple(RENDITIONS)

    def song(self, recording: str, decibels: float) -> dict:
        """The beginning of a real recording, the same on both sides."""
        samples = sound.decode(music.clip(recording, self.SECONDS, 20)) * 10 ** (decibels / 20)
        file = music.write(f"{recording}{decibels}", samples)
        return playable(self.owner.upload_and_publish(file, title=recording))

    def test_songs_of_different_loudness_come_out_equal(self) -> None:
        """A loud and a quiet song that follow each other differ by less than half a unit, and nothing clips; in every rendition."""
        self.owner = self.instance.sign_up()
        loud, quiet = self.song("love_theme", 0), self.song("wanderer", -9)
        self.assertGreater(abs(loud["lufs"] - quiet["lufs"]), 6)
        self.assertGreater(-18 - quiet["lufs"], 2, "the quiet song isn't raised")
        for name in self.renditions:
            with self.subTest(name):
                for song in (loud, quiet):
                    self.wait_for(name, song["version"])
                self.assert_equally_loud(loud, quiet, name)

    def wait_for(self, name: str, version: str) -> None:
        """Waits until there is this rendition of it."""
        if name == "flac":
            return stream.demand_flac(self.owner, version)
        end = time.monotonic() + 30
        while not any(entry["format"] == f"hls_{name}" and entry["status"] == "ready" for entry in self.owner.version(version)["transcodes"]):
            self.assertLess(time.monotonic(), end, f"there is no {name}")
            time.sleep(0.2)

    @staticmethod
    def levels_of(heard: numpy.ndarray) -> list[float]:
        """The loudness of what is heard of either song, in LUFS."""
        begin, length = int(numpy.argmax(abs(heard) > 0.003)), Loudness.SECONDS * SECOND
        parts = [heard[begin : begin + length], heard[begin + length : begin + 2 * length]]
        return [sound.loudness(music.write(f"heard-{number}", part)) for number, part in enumerate(parts)]

    def assert_equally_loud(self, loud: dict, quiet: dict, name: str) -> None:
        """Plays both songs in one rendition and measures them."""
        studio = self.studio(self.faultless_visitor(self.owner))
        studio.run(f"studio.deck.loudness = 'track'; {RENDITIONS[name]}")
        studio.queue(loud, quiet)
        studio.play(loud)
        studio.wait_for("audio.ended", 3 * self.SECONDS)
        heard = studio.tape()
        fetched = studio.run("return performance.getEntriesByType('resource').map(({ name }) => name).join(' ');")
        for version in (loud["version"], quiet["version"]):
            self.assertIn(f"{version}/{name}.1/", fetched)
        measured = self.levels_of(heard)
        self.assertLess(abs(measured[0] - measured[1]), 0.5)
        self.assertAlmostEqual(measured[0], -18, delta=0.5)
        self.assertLess(float(abs(heard).max()), 10 ** (-0.9 / 20))

    def test_a_page_names_the_loudness_of_its_songs(self) -> None:
        """Play buttons say what was measured: a sine of −6 dBFS on both sides has −6 LUFS."""
        owner = self.instance.sign_up()
        tone = 0.5 * numpy.sin(numpy.arange(SECOND * 2) * 2 * numpy.pi * 997 / SECOND)
        page = self.faultless_visitor().page
        page.goto(owner.upload_and_publish(music.write("measured", tone), title="A tone")["url"])
        button = page.locator("main [data-play]").first
        self.assertAlmostEqual(float(button.get_attribute("data-lufs") or 0), -6.02, delta=0.2)
        self.assertAlmostEqual(float(button.get_attribute("data-peak") or 0), -6.02, delta=0.1)

    def test_what_knows_no_gain_is_played_more_softly(self) -> None:
        """Where a browser plays AAC, the element's volume has to do what the decoder of Opus does."""
        song = {"version": "none", "stream": "/none", "lufs": -8, "peak": 0, "seconds": 1}
        studio = self.studio(self.visitor())
        heard = """
            const { deck } = studio, told = [];
            deck.addEventListener("attenuation", () => told.push(deck.attenuation));
            delete globalThis.MediaSource;
            delete globalThis.ManagedMediaSource;
            deck.loudness = "track";
            await deck.load(values[0], 0);
            deck.loudness = "off";
            return told;
        """
        self.assertAlmostEqual(studio.run(heard, song)[0], 10 ** (-10 / 20), delta=0.001)

    @steadied
    def test_a_choice_is_heard_within_a_second(self) -> None:
        """Switching it on in mid-song changes the level by exactly the gain, and nothing is lost or added."""
        owner, whole = self.instance.sign_up(), music.sweep()
        song = playable(owner.upload_and_publish(music.write("switched", whole), title="A sweep")) | {"lufs": -8}
        studio = self.studio()
        studio.play(song)
        studio.wait_for("deck.time > 1")
        studio.run("studio.deck.loudness = 'track';")
        studio.wait_for("deck.time > 3")
        heard = studio.tape()
        before, after = (sound.place(whole[at * SECOND // 2 : (at + 1) * SECOND // 2], heard) for at in (1, 5))
        self.assertLessEqual(abs(after - before - 2 * SECOND), 1)
        change = sound.levels(heard[before : before + SECOND // 2], 500) - sound.levels(heard[after : after + SECOND // 2], 500)
        self.assertAlmostEqual(float(change[0]), 10, delta=0.1)


class Setbacks(StudioCase):
    """What a network and a server do to a song."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.instance = Instance().start()
        cls.addClassCleanup(cls.instance.close)
        track = cls.instance.admin.upload_and_publish(music.write("long", music.sweep(60)), title="A long sweep")
        cls.song = playable(track)

    def studio(self, visitor: Visitor | None = None) -> Studio:
        """A deck in a page that may complain about the network."""
        return super().studio(visitor or self.visitor())

    def assert_unbroken(self, heard: numpy.ndarray, begin: float, end: float) -> None:
        """Fails unless the long sweep was heard from one second to another, nothing lost or added."""
        whole = music.sweep(60)
        places = [sound.place(whole[at : at + SECOND // 4], heard) - at for at in (
            round(begin * SECOND), round((begin + end) / 2 * SECOND), round((end - 0.25) * SECOND),
        )]
        self.assertLessEqual(max(places) - min(places), 1)

    @steadied
    def test_a_server_that_is_away_for_five_seconds_is_not_heard(self) -> None:
        """What is in the buffer plays on, and the rest is fetched once the server is back."""
        studio = self.studio()
        studio.play(self.song)
        studio.wait_for("audio.buffered.length && audio.buffered.end(0) > 29")
        self.instance.stop()
        studio.wait_for("audio.currentTime > 5.5")
        self.instance.start()
        studio.wait_for("audio.buffered.end(0) > 40")
        self.assert_unbroken(studio.tape(), 0.5, 6)
        self.assertEqual(studio.run("return studio.faults;"), [])

    @steadied
    def test_a_link_that_runs_out_in_mid_song_is_renewed(self) -> None:
        """A fresh link is asked for, and nothing of it is heard."""
        studio, old = self.studio(), set()

        def refuse(route: Route) -> None:
            signature = route.request.url.partition("?")[2]
            if "segment_00" in route.request.url and int(route.request.url.partition("segment_")[2][:3]) < 5:
                old.add(signature)
            if signature not in old or "segment_005" not in route.request.url:
                return route.continue_()
            # Links of the same second are the same.
            time.sleep(1.1)
            route.fulfill(status=403)

        studio.page.route("**/media/hls/**", refuse)
        studio.play(self.song)
        studio.wait_for("audio.currentTime > 2 && audio.buffered.end(0) > 30")
        self.assertEqual(len(old), 1)
        self.assert_unbroken(studio.tape(), 0.5, 1.5)
        self.assertEqual(studio.run("return studio.faults;"), [])

    def test_a_part_that_is_missing_is_left_out(self) -> None:
        """The song says so and goes on behind it."""
        studio = self.studio()
        studio.page.route("**/segment_001.m4s*", lambda route: route.fulfill(status=404))
        studio.play(self.song, 4.5)
        studio.wait_for("deck.time > 12.5")
        self.assertEqual(studio.run("return studio.faults;"), ["Error: A part of this song is missing; it is left out."])


class Browsers(BrowserCase):
    """What browsers can't or won't do."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.track = cls.instance.sign_up().upload_and_publish(music.stepped_tone(20), title="Few steps")

    def test_a_browser_without_playlists_plays_one_mp3(self) -> None:
        """Where neither scripts nor the browser itself can follow a playlist, one file is played."""
        page = self.visitor().page
        page.add_init_script(
            "delete window.MediaSource; delete window.ManagedMediaSource;"
            "HTMLMediaElement.prototype.canPlayType = () => '';"
        )
        page.goto(self.track["url"] + "#t=0:11")
        page.get_by_role("main").get_by_role("button", name=re.compile("^Play")).first.click()
        hearing.wait_for_step(page, 2, 3, seconds=30)
        self.assertIn(".mp3", page.evaluate("() => document.querySelector('stemma-player audio').src"))


class Speeds(StudioCase):
    """Slower and faster."""

    @steadied
    def test_the_pitch_stays_whatever_the_speed(self) -> None:
        """A tone at half, three quarters, one and a half and double speed is less than 5 cents off."""
        owner = self.instance.sign_up()
        tone = 0.4 * numpy.sin(numpy.arange(SECOND * 20) * 2 * numpy.pi * 440 / SECOND)
        song = playable(owner.upload_and_publish(music.write("tone", tone), title="A tone"))
        studio = self.studio()
        studio.run("studio.audio.preservesPitch = true;")
        studio.play(song)
        for speed in (0.5, 0.75, 1.5, 2):
            studio.run("studio.audio.playbackRate = values[0]; await studio.pause(300); studio.wind(); await studio.pause(1200);", speed)
            cents = 1200 * numpy.log2(sound.pitch(studio.tape()) / 440)
            self.assertLess(abs(cents), 5, f"at speed {speed}")


class Beginnings(StudioCase):
    """From the press to the sound."""

    def test_sound_is_there_within_a_fifth_of_a_second(self) -> None:
        """On a machine that has nothing else to do; the best of five counts, as other tests may run beside."""
        owner = self.instance.sign_up()
        tone = 0.4 * numpy.sin(numpy.arange(SECOND * 20) * 2 * numpy.pi * 440 / SECOND)
        song = playable(owner.upload_and_publish(music.write("start", tone), title="A tone"))
        studio = self.studio()
        waits = [studio.run("return studio.start(values[0]);", song) for _ in range(5)]
        self.assertLess(min(waits), 200, waits)


if __name__ == "__main__":
    unittest.main()
