"""A company of musicians and listeners who fill an instance, so that its pages can be looked at as they are lived in."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from Harness import music
from Harness.client import Client
from Harness.instance import Instance

DAY_MS = 86_400_000


@dataclass
class Song:
    """A track to be put out, and what is told of it."""

    artist: str
    title: str
    recording: str
    days_ago: float
    tags: tuple[str, ...] = ()
    notes: str = ""
    credits: tuple[tuple[str, str], ...] = ()
    cover: str = ""
    versions: tuple[tuple[str, str, str], ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)


MEMBERS = {
    "odile": ("Odile Tarn", "Piano, tape and whatever the harbour is doing. Writes at night in an office above the ferry "
              "slip and puts every version here, including the ones with the *kettle*."),
    "brannock": ("Brannock & Sleet", "Two voices, one kitchen."),
    "kestrel_yard": ("Kestrel Yard", ""),
    "oslo_ensemble": ("The Very Reverend Ensemble for Unfinished Music and Municipal Choirs of Lower Thornberry", ""),
    "yoru": ("夜行列車", "深夜の高速道路で録音しています。"),
    "nur": ("نور الهدى", "أسجّل العود في البيت."),
    "jun_ok": ("Jun-ok", ""),
    "maretka": ("Maretka", ""),
}

LINER = """Three years, a kitchen, a hall and a lot of weather. The song kept its four chords and lost nearly everything else.

The first demo was sung at a kitchen table in April, on one microphone that also heard the *kettle*. The band take
from November still has the table in it: it is the knock before the second verse.

## What changed on the way

- the intro lost four bars, twice
- the **saxophone** came in the hall, and nobody could bring themselves to take it out
- the last chorus is a whole tone lower than anybody remembers singing it

> We thought we were making it longer. We were making it slower.

Thanks to [the hall](https://example.org/hall), and to who left the window open."""

SONGS = (
    Song("odile", "Nocturne for Kettle", "sad", 61, ("piano alone", "first takes"), "Two takes, one kettle."),
    Song("kestrel_yard", "Nine Weirs", "loyalists", 44, ("live at Weir Hall", "field recordings"),
         "One take, four people, a barge going past at 1:10 that we decided to keep in."),
    Song("yoru", "雨の夜の散歩道", "transience", 31, ("field recordings", "夜"), "雨の音から始まる曲です。窓を開けたまま録音しました。"),
    Song("nur", "أغنية المساء", "revelation", 27, ("oud",), "سُجِّلت في ليلة واحدة."),
    Song("oslo_ensemble",
         "Variations on a Theme That Nobody in the Room Could Afterwards Remember, in Nine Unequal Parts", "underground",
         23, ("choral", "first takes"), "For two choirs, one of which did not come."),
    Song("oslo_ensemble", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "victory2", 22, ("choral",)),
    Song("kestrel_yard", "Paper Weather", "main_menu", 19, ("chamber pop", "tape loops"), "Built from two voices.",
         cover="mandelbrot=size=1000x1000:end_pts=1:maxiter=900"),
    Song("odile", "A Desk by the Water", "elf-land", 15, ("piano alone", "tape loops")),
    Song("odile", "Lamplighters", "defeat2", 13, ("tape loops",)),
    Song("odile", "Small Hours Ferry", "revelation", 11, ("piano alone", "field recordings"), "For who waits.",
         cover="gradients=size=1000x1000:c0=0xf6c445:c1=0xf2b705:c2=0xfff0b0:n=3:seed=4"),
    Song("odile", "Glasshouse", "frantic-old", 9, ("slow techno",),
         cover="gradients=size=1000x1000:c0=0x101014:c1=0x2b2b33:c2=0x000000:n=3:seed=9"),
    Song("brannock", "Salt Ledger", "main_menu", 6, ("chamber pop", "counting songs", "saxophone", "D minor"), LINER,
         (("Ida Brannock", "writer"), ("Tor Sleet", "writer"), ("Hanne Orrel", "producer"), ("Bo Ek", "mixer"),
          ("Studio Nord", "mastering"), ("Lise with the Saxophone", "musician")),
         versions=(("sad", "Band, first take", "demo"), ("revelation", "Live at Weir Hall", "live"),
                   ("transience", "Mix, October", "mix"), ("love_theme", "Master", "master"))),
    Song("odile", "Slow Cartography", "defeat2", 1, ("tape loops", "piano alone"),
         "Recorded over eleven nights in a harbour office with one microphone and the window open. You can hear the "
         "tide turn in the second map.", (("Odile Tarn", "writer"),),
         versions=(("victory2", "Tape, both hands", "rough_mix"), ("battle-epic", "Master", "master"))),
    Song("brannock", "For the Family Only", "victory", 4, fields={"visibility": "unlisted"}),
    Song("brannock", "Not Finished", "defeat", 3, fields={"visibility": "private"}),
    Song("brannock", "Next Summer", "silence", 2, fields={"release_at": "2036-07-01T09:00:00Z"}),
)

TALK = (
    ("jun_ok", 9_000, "The room noise before the first chord is the best four bars on here. Please never gate it."),
    ("maretka", 23_400, "Chorus lands before the vocal has breathed in. Could the lift be half a bar longer?"),
    ("kestrel_yard", 41_000, "Is that a second bass from here on, or the piano’s left hand? Either way, up a little."),
    ("jun_ok", 52_300, "There it is. The saxophone that everybody cried at in the hall, and now it is on the record."),
    ("odile", 52_900, "Reed squeak here, I love it, leave it."),
    ("yoru", 60_000, "ここのベースがとても好きです。"),
    ("nur", 66_000, "هذا المقطع جميل جدًا."),
    ("oslo_ensemble", 71_000, "Four bars too many before the voice returns. "
     "I have listened to it in the kitchen, in the car and on the small speakers, and every time I reach for the "
     "fader at the same place. It isn’t that the four bars are bad: they are lovely. But they answer a question that "
     "nobody has asked yet, and when the voice does come back it has to ask it again.\n\nWhat if it were\n\n"
     "1. two bars, and the **other two** at the very end;\n2. or the same four without the shaker;\n"
     "3. or [as in the hall](https://example.org/hall)?"),
)
ANSWERS = ((1, "brannock", "We pulled the voice back instead of moving the bar. Compare the two with the loop on."),
           (1, "maretka", "Much better."), (7, "brannock", "The shaker is gone. You were right."))


class Company:
    """Everybody on an instance, and what they have put out."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.members = {"keeper": instance.admin}
        self.tracks: dict[str, dict[str, Any]] = {}

    def fill(self) -> Company:
        """Lets everybody sign up, put out their songs and talk about them."""
        for handle, (name, bio) in MEMBERS.items():
            self.members[handle] = self.instance.sign_up(handle)
            self.members[handle].send("PATCH", "/api/v1/me", display_name=name, bio=bio).data
        begun = [(song, self._begin(song)) for song in SONGS]
        for song, made in begun:
            self._finish(song, made["track"]["id"])
        self._fail()
        self._talk()
        self._let_time_pass()
        return self

    def _begin(self, song: Song) -> dict[str, Any]:
        member = self.members[song.artist]
        asset = member.upload(recording(song.recording))["asset_id"]
        fields = {"description_md": song.notes, "tags": list(song.tags), "version_label": "Kitchen demo"} | song.fields
        return member.publish(asset, title=song.title, **fields)

    def _finish(self, song: Song, track: str) -> None:
        member = self.members[song.artist]
        versions = [member.track(track)["primary_version"]["id"]]
        for name, label, kind in song.versions:
            asset = member.upload(recording(name))["asset_id"]
            body = {"original_asset_id": asset, "version_label": label, "version_type": kind}
            versions.append(member.post(f"/api/v1/tracks/{track}/versions", **body).data["version"]["id"])
        changes: dict[str, Any] = {}
        if song.credits:
            changes["credits"] = [{"person_name": name, "role": role} for name, role in song.credits]
        if song.cover:
            changes["artwork_asset_id"] = member.upload(picture(song.cover))["asset_id"]
        for version in versions:
            member.wait_until_ready(version, 240)
        if song.versions:
            changes["primary_version_id"] = versions[-1]
        if changes:
            member.send("PATCH", f"/api/v1/tracks/{track}", **changes).data
        self.tracks[song.title] = self._drawn(member, track)

    def _drawn(self, member: Client, track: str) -> dict[str, Any]:
        """The track once its sleeve is there."""
        for _ in range(400):
            found = member.track(track)
            if found["artwork_url"]:
                return found
            time.sleep(0.05)
        raise AssertionError(f"{found['title']} got no artwork")

    def _fail(self) -> None:
        """A recording is damaged on the disk before it is worked on."""
        member, store = self.members["brannock"], self.instance.store
        before = store.files("originals")
        asset = member.upload(recording("victory"))["asset_id"]
        [original] = store.files("originals").keys() - before.keys()
        path = store.root / original
        path.write_bytes(bytes(path.stat().st_size))
        made = member.publish(asset, title="Broken Tape", visibility="private")
        member.wait_while_pending(made["version"]["id"])
        self.tracks["Broken Tape"] = member.track(made["track"]["id"])

    def _talk(self) -> None:
        track = self.tracks["Salt Ledger"]["id"]
        said = [self._say(handle, track, at, words) for handle, at, words in TALK]
        for index, handle, words in ANSWERS:
            self._say(handle, track, TALK[index][1], words, parent_id=said[index])
        self._talk_much()
        latest = self.tracks["Slow Cartography"]["id"]
        self._say("maretka", latest, 12_000, "The fog!")

    def _talk_much(self) -> None:
        """Everybody says something about one song all along it; some of it is taken back or hidden."""
        track = self.tracks["Nine Weirs"]["id"]
        said = []
        for number in range(40):
            handle, words = list(MEMBERS)[number % len(MEMBERS)], TALK[number % 5][2]
            said.append((handle, self._say(handle, track, 3_000 + number * number * 100, words)))
        for handle, comment in (said[2], said[6]):
            self._say("kestrel_yard", track, 0, "It stays in.", parent_id=comment)
            self.members[handle].send("DELETE", f"/api/v1/comments/{comment}")
        self.members["kestrel_yard"].send("PATCH", f"/api/v1/comments/{said[4][1]}", visibility="hidden")

    def _say(self, handle: str, track: str, at_ms: int, words: str, **fields: str) -> str:
        body = {"track_id": track, "at_ms": at_ms, "body_md": words} | fields
        return self.members[handle].post("/api/v1/comments", **body).data["comment"]["id"]

    def _let_time_pass(self) -> None:
        """Puts everything on the day on which it would have happened, and counts a month of plays."""
        database = self.instance.database
        for song in SONGS:
            if song.fields.get("release_at"):
                continue
            track, shift = self.tracks[song.title]["id"], int(song.days_ago * DAY_MS)
            for table, key in (("tracks", "id"), ("track_tags", "track_id")):
                database.execute(f"UPDATE {table} SET published_at = published_at - {shift} WHERE {key} = '{track}'")
            database.execute(
                f"UPDATE track_versions SET created_at = created_at - {shift} - 90 * {DAY_MS} / number"
                f" WHERE track_id = '{track}'"
            )
        database.execute(f"UPDATE comments SET created_at = created_at - {DAY_MS} * (at_ms % 5)")
        self._count_plays()

    def _count_plays(self) -> None:
        today = int(time.time() * 1000) // DAY_MS
        for place, track in enumerate(self.tracks.values()):
            for ago in range(30):
                plays = (place * 7 + ago * ago * 5) % 23
                version = track["primary_version"]["id"] if track.get("primary_version") else None
                if version and plays and place % 6:
                    self.instance.database.execute(
                        "INSERT INTO analytics_daily (track_id, version_id, day, plays, uniques, track_uniques,"
                        f" completions, listened_ms) VALUES ('{track['id']}', '{version}', {today - ago}, {plays},"
                        f" {plays * 2 // 3 + 1}, {plays * 2 // 3 + 1}, {plays // 2}, {plays * 90_000})"
                    )


def recording(name: str) -> Path:
    """A whole recording as Debian ships it."""
    path = music.RECORDINGS / f"{name}.ogg"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing; Debian's wesnoth-1.16-music holds it")
    return path


def picture(source: str) -> Path:
    """A PNG that ffmpeg draws from one of its own sources."""
    path = music.folder() / f"cover-{abs(hash(source))}.png"
    command = ["ffmpeg", "-v", "fatal", "-y", "-f", "lavfi", "-i", source, "-frames:v", "1", str(path)]
    subprocess.run(command, check=True)
    return path
