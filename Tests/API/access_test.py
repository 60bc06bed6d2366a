"""Who may see and hear what: a table of viewers and tracks, every cell of which is asked."""

from __future__ import annotations

import time
import unittest
from dataclasses import dataclass

from Harness import music, stream
from Harness.client import Answer, Client, path_of
from Harness.instance import Instance

VIEWERS = ("anonymous", "stranger", "banned", "member", "owner", "admin")
DOORS = ("page", "json", "version", "stream", "playlist", "segment", "waveform", "comments")
FUTURE = "2099-01-01T12:00:00.000Z"

ALL = set(VIEWERS)
INSIDERS = {"member", "owner", "admin"}

# Which viewers each track is open to. A key is what an unlisted or preview link carries.
TABLE: dict[str, set[str]] = {
    "public": ALL,
    "unlisted": INSIDERS,
    "unlisted with key": ALL,
    "unlisted with a wrong key": INSIDERS,
    "private": INSIDERS,
    "private with key": INSIDERS,
    "unreleased": INSIDERS,
    "unreleased with key": ALL,
}

# A banned owner's tracks are seen by administrators alone, and heard by nobody.
SEEN_OF_BANNED = {"admin"}
DOORS_TO_SOUND = {"stream", "playlist", "segment"}


@dataclass
class Subject:
    """A track that is asked for, and the links that its owner once had."""

    id: str
    version: str
    page: str
    key: str
    playlist: str
    segment: str


class Access(unittest.TestCase):
    """Anonymous, stranger, banned, member, owner and admin, at every door."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = Instance().start()
        cls.addClassCleanup(cls.instance.close)
        cls.viewers = _viewers(cls.instance)
        cls.song = music.clip(seconds=2.5)
        owner = cls.viewers["owner"]
        cls.subjects = {
            "public": _publish(owner, cls.song, visibility="public"),
            "unlisted": _publish(owner, cls.song, visibility="unlisted"),
            "private": _publish(owner, cls.song, visibility="private"),
            "unreleased": _publish(owner, cls.song, visibility="public", release_at=FUTURE),
        }

    def test_every_cell(self) -> None:
        """The whole table, door by door."""
        for row, welcome in TABLE.items():
            kind, _, key = row.partition(" with ")
            subject = self.subjects[kind]
            query = {"": {}, "key": {"key": subject.key}, "a wrong key": {"key": "wrong" + subject.key}}[key]
            for viewer in VIEWERS:
                for door in DOORS:
                    with self.subTest(row, viewer=viewer, door=door):
                        self._assert_door(door, subject, viewer, query, is_open=viewer in welcome)

    def test_a_banned_owner_is_not_heard(self) -> None:
        """A ban closes a public track to all but the administrators, and its sound to everybody, links included."""
        owner = self.instance.sign_up("soonbanned")
        subject = _publish(owner, self.song, visibility="public")
        self._add_member(owner, self.viewers["member"])
        self._assert_door("stream", subject, "anonymous", {}, is_open=True)
        self.viewers["admin"].ban(owner)
        viewers = self.viewers | {"owner": owner}
        for viewer in VIEWERS:
            for door in DOORS:
                with self.subTest(viewer=viewer, door=door):
                    is_open = viewer in SEEN_OF_BANNED and door not in DOORS_TO_SOUND
                    self._assert_door(door, subject, viewer, {}, is_open, viewers)
        for url in (subject.playlist, subject.segment):
            self.assertEqual(self.instance.anonymous.get(url).status, 403, "an old link still plays")

    def test_a_banned_member_writes_nothing(self) -> None:
        """Whoever is banned is anonymous, and is told so when writing."""
        banned, subject = self.viewers["banned"], self.subjects["public"]
        answer = banned.post("/api/v1/comments", track_id=subject.id, at_ms=0, body_md="Still here")
        self.assertEqual((answer.status, answer.json["error"]["code"]), (403, "banned"))

    def test_a_changed_link_is_no_right(self) -> None:
        """A link with another version, end or signature opens nothing."""
        public, private = self.subjects["public"], self.subjects["private"]
        changes = {
            "no signature": private.segment.partition("?")[0],
            "another version's signature": private.segment.partition("?")[0] + "?" + public.segment.partition("?")[2],
            "a later end": private.segment.replace("exp=1", "exp=2"),
            "another signature": private.segment.replace("sig=", "sig=A"),
        }
        for name, url in changes.items():
            with self.subTest(name):
                self.assertEqual(self.instance.anonymous.get(url).status, 403)

    def test_a_link_ends(self) -> None:
        """A link that has lived its time opens nothing, though it was good."""
        with Instance(settings={"HLS_TOKEN_TTL_SECONDS": "30"}) as instance:
            track = instance.admin.upload_and_publish(music.clip(seconds=1.1))
            url = stream.variants(instance.anonymous, track["primary_version"]["id"])[0].url
            self.assertEqual(instance.anonymous.get(url).status, 200)
            end = int(url.partition("exp=")[2].partition("&")[0])
            self.assertLessEqual(end - time.time(), 31)
            time.sleep(max(0, end + 1.1 - time.time()))
            self.assertEqual(instance.anonymous.get(url).status, 403)

    def test_unbroken_signatures_open_every_file_of_a_version(self) -> None:
        """Whoever was given a link may pass it on until it ends."""
        private = self.subjects["private"]
        for url in (private.playlist, private.segment):
            self.assertEqual(self.instance.anonymous.get(url).status, 200)

    # The doors

    def _assert_door(
        self,
        door: str,
        subject: Subject,
        viewer: str,
        query: dict[str, str],
        is_open: bool,
        viewers: dict[str, Client] | None = None,
    ) -> None:
        client = (viewers or self.viewers)[viewer]
        answer = _ask(door, client, subject, query)
        if is_open:
            self.assertEqual(answer.status, 200, str(answer))
        else:
            # A signed file is forbidden without a link; of everything else there is nothing to know.
            self.assertEqual(answer.status, 403 if door in {"playlist", "segment"} else 404, str(answer))
            self.assertNotIn(b"A song", answer.body, "a refusal names what it hides")

    def _add_member(self, owner: Client, member: Client) -> None:
        _add_member(self.instance, owner, member)


def _ask(door: str, client: Client, subject: Subject, query: dict[str, str]) -> Answer:
    """What `client` is answered at a door, coming with its own links where it can get some."""
    paths = {
        "page": subject.page,
        "json": f"/api/v1/tracks/{subject.id}",
        "version": f"/api/v1/versions/{subject.version}",
        "stream": f"/api/v1/stream/{subject.version}.m3u8",
        "waveform": f"/api/v1/versions/{subject.version}/waveform",
        "comments": f"/api/v1/tracks/{subject.id}/comments",
    }
    if door in paths:
        return client.get(paths[door], **query)
    link = _own_link(client, subject, query)
    file = subject.playlist if door == "playlist" else subject.segment
    return Client(client.port).get(file.partition("?")[0] + link)


def _own_link(client: Client, subject: Subject, query: dict[str, str]) -> str:
    """The signature that the client is given for the subject, with its question mark; empty where it gets none."""
    master = client.get(f"/api/v1/stream/{subject.version}.m3u8", **query)
    if master.status != 200:
        return ""
    return "?" + stream.read_master(master.body.decode())[0].url.partition("?")[2]


def _viewers(instance: Instance) -> dict[str, Client]:
    """One person of each kind; the member belongs to the owner's artist without being its owner."""
    admin = instance.admin
    people = {name: instance.sign_up(name) for name in ("stranger", "banned", "member", "owner")}
    _add_member(instance, people["owner"], people["member"])
    admin.ban(people["banned"])
    return people | {"anonymous": instance.anonymous, "admin": admin}


def _add_member(instance: Instance, owner: Client, member: Client) -> None:
    """Makes `member` belong to the artist of `owner`; bands are made here until they have a page of their own."""
    instance.database.execute(
        "INSERT INTO artist_members (artist_id, user_id, role, created_at) "
        f"SELECT artist_id, '{member.user['id']}', 'member', created_at FROM artist_members "
        f"WHERE user_id = '{owner.user['id']}' AND role = 'owner'"
    )


def _publish(owner: Client, song, **fields: str) -> Subject:
    """A ready track with a comment, and links to it that were good when it was made."""
    track = owner.upload_and_publish(song, **fields)
    version = track["primary_version"]["id"]
    owner.post("/api/v1/comments", track_id=track["id"], at_ms=1000, body_md="A song of mine").data
    variant = stream.variants(owner, version)[0]
    listed = stream.playlist(owner, version)
    return Subject(
        id=track["id"],
        version=version,
        page=track["url"].partition("?")[0],
        key=track["share_key"],
        playlist=path_of(variant.url),
        segment=path_of(listed.segments[0]),
    )


if __name__ == "__main__":
    unittest.main()
