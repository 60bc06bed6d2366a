"""The contract of the API, call by call: what clients outside of the project were promised, and nothing of how it is made."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import time
import unittest
import urllib.parse
from typing import Any

import websocket

from Harness import music, stream
from Harness.client import Answer, Client, path_of
from Harness.instance import PASSWORD, Instance, shared_instance
from Harness.shape import DAY, ID, SHA256, TEXT, TIME, faults

SESSION = {"access_token": TEXT, "refresh_token": TEXT, "expires_at": TIME}
USER = {"id": ID, "handle": TEXT, "display_name": TEXT, "is_admin": bool, "created_at": TIME}
STREAM = {"url": re.compile(r"^/media/hls/[^/]+/\S+\?exp=\d+&sig=[\w-]{43}$"), "expires_at": TIME}
TRANSCODE = {"format": re.compile(r"^hls_(opus|aac)$"), "status": re.compile("^(pending|ready)$")}
VERSION = {
    "id": ID, "track_id": ID, "number": int, "status": "ready", "playable": True, "progress": 1,
    "duration_ms": int, "sample_rate": 44100, "channels": 2, "loudness_lufs": float, "transcodes": [TRANSCODE],
    "stream": STREAM, "version_label?": TEXT,
}
TRACK = {
    "id": ID, "title": TEXT, "slug": TEXT, "url": re.compile("^/@"), "visibility": TEXT,
    "artist": {"id": ID, "handle": TEXT, "name": TEXT},
}
WHOLE_TRACK = TRACK | {
    "versions": [VERSION], "primary_version": VERSION, "stream": STREAM, "transcodes": [TRANSCODE],
    "waveform_url": re.compile("^/api/v1/versions/.*/waveform"), "credits": list, "tags": list,
    "counts": {"plays": int, "comments": int},
}
COMMENT = {"id": ID, "track_id": ID, "version_id": ID, "at_ms": int, "body_md": TEXT, "body_html": TEXT}
PART = {"part_number": int, "url": re.compile(r"^(https?://[^/]+)?/"), "size": int}


class Contract(unittest.TestCase):
    """What every part of the contract is checked with."""

    instance: Instance

    def assert_answer(self, answer: Answer, status: int, shape: Any = None) -> Any:
        """Fails unless the answer is a success of this status and shape in the envelope; gives its data."""
        self.assertEqual(answer.status, status, str(answer))
        self.assertEqual(answer.headers.get_content_type(), "application/json")
        self.assertTrue(answer.headers["X-Request-Id"], "every response carries X-Request-Id")
        self.assertIs(answer.json["success"], True)
        if shape is not None:
            self.assertEqual(faults(answer.json["data"], shape), [], str(answer))
        return answer.json["data"]

    def assert_refusal(self, answer: Answer, status: int, code: str = "", field: str = "") -> dict[str, Any]:
        """Fails unless the answer is a refusal of this status in the envelope; gives the error."""
        self.assertEqual(answer.status, status, str(answer))
        self.assertTrue(answer.headers["X-Request-Id"], "every response carries X-Request-Id")
        self.assertIs(answer.json["success"], False)
        error = answer.json["error"]
        self.assertEqual(error["message"], answer.json["message"])
        self.assertRegex(error["message"], r"^[A-Z“‘\d].*[^.][.!?]$", "a refusal is said in a sentence")
        self.assertRegex(error["code"], "^[a-z0-9_]+$")
        if code:
            self.assertEqual(error["code"], code, str(answer))
        if field:
            self.assertIn(field, error["fields"], str(answer))
        return error

    def assert_page(self, answer: Answer, shape: Any) -> list[Any]:
        """Fails unless the answer is a list of this shape with the place where it goes on beside it."""
        listed = self.assert_answer(answer, 200, shape)
        self.assertIn("next", answer.json["page"])
        return listed


class Accounts(Contract):
    """`/auth/…` and `/me/…`."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = Instance().start()
        cls.addClassCleanup(cls.instance.close)

    def _form(self, handle: str, **changes: str) -> dict[str, str]:
        return {"email": f"{handle}@example.org", "handle": handle, "password": PASSWORD} | changes

    def test_sign_up(self) -> None:
        """The first to sign up is the admin, a name is taken once, and all that is wrong is said at once."""
        self.instance = Instance().start()
        self.addCleanup(self.instance.close)
        nobody = self.instance.anonymous
        first = self.assert_answer(
            nobody.post("/api/v1/auth/signup", **self._form("first", display_name="The First")),
            201, {"user": USER, "session": SESSION},
        )
        self.assertTrue(first["user"]["is_admin"])
        self.assertEqual(first["user"]["display_name"], "The First")
        second = self.assert_answer(nobody.post("/api/v1/auth/signup", **self._form("second")), 201)
        self.assertFalse(second["user"]["is_admin"])
        for answer in (self._sign_up("SECOND"), self._sign_up("third", email="Second@Example.org")):
            self.assert_refusal(answer, 409)
        error = self.assert_refusal(self._sign_up("a b", email="nowhere", password="short"), 422)
        self.assertEqual(set(error["fields"]), {"handle", "email", "password"})
        self.assert_refusal(self._sign_up("admin"), 422, field="handle")
        self.assertEqual(nobody.get("/@second").status, 200, "signing up makes the first artist too")

    def _sign_up(self, handle: str, **changes: str) -> Answer:
        return self.instance.anonymous.post("/api/v1/auth/signup", **self._form(handle, **changes))

    def test_sign_in(self) -> None:
        """By address or handle; who errs isn't told in what."""
        member = self.instance.sign_up("in_and_out")
        nobody = self.instance.anonymous
        for name in ({"handle": "in_and_out"}, {"email": "in_and_out@example.org"}):
            answer = nobody.post("/api/v1/auth/login", password=PASSWORD, **name)
            self.assert_answer(answer, 200, {"user": USER, "session": SESSION})
        wrong = [
            nobody.post("/api/v1/auth/login", handle="in_and_out", password="another password"),
            nobody.post("/api/v1/auth/login", handle="nobody_at_all", password=PASSWORD),
            nobody.post("/api/v1/auth/login", handle="system", password=""),
        ]
        self.assertEqual(len({self.assert_refusal(answer, 401)["message"] for answer in wrong}), 1)
        me = self.assert_answer(member.get("/api/v1/me"), 200, {"user": USER})
        self.assertEqual(me["user"]["email"], "in_and_out@example.org")
        self.assert_refusal(nobody.get("/api/v1/me"), 401)
        self.assert_answer(member.post("/api/v1/auth/logout"), 200)
        self.assert_refusal(member.get("/api/v1/me"), 401)

    def test_refresh(self) -> None:
        """A refresh token buys the next session, by body or cookie."""
        session = self.assert_answer(self._sign_up("fresh"), 201)["session"]
        nobody = self.instance.anonymous
        answer = nobody.post("/api/v1/auth/refresh", refresh_token=session["refresh_token"])
        new = self.assert_answer(answer, 200, {"session": SESSION})["session"]
        self.assertNotEqual(new["refresh_token"], session["refresh_token"])
        cookie = {"Cookie": f"stemma_refresh={new['refresh_token']}"}
        answer = nobody.request("POST", "/api/v1/auth/refresh", headers=cookie)
        self.assert_answer(answer, 200, {"session": SESSION})
        self.assertIn("stemma_refresh", str(answer.headers.get_all("Set-Cookie")))
        # By now the first is not the one before, for which two tabs are forgiven: its use ends the family.
        self.assert_refusal(nobody.post("/api/v1/auth/refresh", refresh_token=session["refresh_token"]), 401)
        last = self.assert_refusal(nobody.post("/api/v1/auth/refresh", refresh_token=new["refresh_token"]), 401)
        self.assertEqual(last["code"], "session_ended")

    def test_cookies(self) -> None:
        """A browser's session is three cookies, of which two are strict and all are closed to scripts."""
        answer = self._sign_up("baker")
        cookies = {line.split("=")[0]: line.lower() for line in answer.headers.get_all("Set-Cookie")}
        self.assertEqual(set(cookies), {"stemma_access", "stemma_refresh", "stemma_view"})
        for name, line in cookies.items():
            self.assertIn("httponly", line)
            self.assertIn("samesite=lax" if name == "stemma_view" else "samesite=strict", line)
        jar = "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie"))
        self._writes_by_cookie(jar)

    def _writes_by_cookie(self, jar: str) -> None:
        """Writes take the token of the session's pages, in a header or a form; with a bearer cookies are ignored."""
        nobody, json_type = self.instance.anonymous, {"Content-Type": "application/json"}
        body = json.dumps({"display_name": "Bread"}).encode()
        page = nobody.request("GET", "/settings", headers={"Cookie": jar})
        found = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page.body)
        assert found, "the settings have no form token"
        token = found[1].decode()
        refused = nobody.request("PATCH", "/api/v1/me", body, json_type | {"Cookie": jar})
        self.assert_refusal(refused, 403, "csrf")
        headers = json_type | {"Cookie": jar, "X-CSRF-Token": token}
        self.assert_answer(nobody.request("PATCH", "/api/v1/me", body, headers), 200, {"user": USER})
        foreign = headers | {"Origin": "http://elsewhere.example"}
        self.assert_refusal(nobody.request("PATCH", "/api/v1/me", body, foreign), 403)
        form = urllib.parse.urlencode({"display_name": "Cake", "bio": "", "csrf_token": token}).encode()
        form_type = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": jar}
        self.assertEqual(nobody.request("POST", "/settings/profile", form, form_type).status, 303)
        strange = {"Authorization": "Bearer nonsense", "Cookie": jar}
        self.assert_refusal(nobody.request("GET", "/api/v1/me", headers=strange), 401)

    def test_sessions(self) -> None:
        """One's sessions are listed and ended one by one or all at once."""
        member = self.instance.sign_up("many_places")
        others = [Client(member.port).sign_in("many_places", PASSWORD) for _ in range(3)]
        listed = self.assert_page(member.get("/api/v1/me/sessions"), [{"id": ID, "created_at": TIME}])
        self.assertEqual(len(listed), 4)
        newest = f"/api/v1/me/sessions/{listed[0]['id']}"
        self.assert_answer(member.get(newest), 200, {"id": ID})
        self.assert_answer(member.request("DELETE", newest), 200)
        self.assertEqual([self._is_known(other) for other in others], [True, True, False])
        self.assert_answer(member.request("DELETE", "/api/v1/me/sessions"), 200)
        self.assertEqual([self._is_known(other) for other in [member, *others]], [True, False, False, False])
        self.assert_refusal(member.request("DELETE", newest), 404)

    def _is_known(self, client: Client) -> bool:
        return client.get("/api/v1/me").status == 200

    def test_tokens(self) -> None:
        """A personal access token is shown once, does what its owner may, and ends when it is deleted."""
        member = self.instance.sign_up("programmer")
        made = self.assert_answer(member.post("/api/v1/me/tokens", name="A script"), 201, {"token": TEXT})
        program = Client(member.port, token=made["token"])
        self.assert_answer(program.get("/api/v1/me"), 200)
        listed = self.assert_page(member.get("/api/v1/me/tokens"), [{"id": ID, "name": "A script"}])
        self.assertNotIn(made["token"], json.dumps(listed))
        path = f"/api/v1/me/tokens/{listed[0]['id']}"
        self.assert_answer(member.get(path), 200, {"id": ID})
        self.assert_refusal(self.instance.sign_up("other_programmer").request("DELETE", path), 404)
        self.assert_answer(member.request("DELETE", path), 200)
        self.assert_refusal(program.get("/api/v1/me"), 401)
        self.assert_answer(member.request("DELETE", "/api/v1/me/tokens"), 200)

    def test_password(self) -> None:
        """A new password takes the old one, and ends the other sessions."""
        member = self.instance.sign_up("forgetful")
        other = Client(member.port).sign_in("forgetful", PASSWORD)
        change = {"current_password": "wrong", "new_password": "something quite new"}
        self.assert_refusal(member.send("PUT", "/api/v1/me/password", **change), 422, field="current_password")
        change["current_password"] = PASSWORD
        self.assert_answer(member.send("PUT", "/api/v1/me/password", **change), 200)
        self.assertEqual([self._is_known(member), self._is_known(other)], [True, False])
        Client(member.port).sign_in("forgetful", "something quite new")


class Uploads(Contract):
    """`/upload/multipart/…` and the addresses that it gives away."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = shared_instance()
        cls.member = cls.instance.sign_up()
        cls.song = music.clip(form=music.WAV).read_bytes()

    def test_a_file_goes_up_in_parts_with_a_break_between(self) -> None:
        """Begin, put, lose the connection, ask what is missing, put the rest, complete."""
        answer = self.member.begin_upload("song.wav", self.song, part_size=1 << 20, mime="audio/wav")
        begun = self.assert_answer(
            answer, 201, {"upload_id": ID, "part_size": 1 << 20, "presigned_parts": [PART], "expires_at": TIME}
        )
        parts = begun["presigned_parts"]
        self.assertEqual([part["part_number"] for part in parts], list(range(1, len(parts) + 1)))
        self.assertEqual(sum(part["size"] for part in parts), len(self.song))
        first = self.instance.anonymous.request("PUT", path_of(parts[0]["url"]), self.song[: 1 << 20])
        self.assertEqual(first.status, 200, str(first))
        self.assertRegex(first.headers["ETag"], r'^"[^"]+"$')
        path = f"/api/v1/upload/multipart/{begun['upload_id']}"
        shape = {"upload_id": begun["upload_id"], "parts": [{"part_number": 1, "etag": TEXT, "size": 1 << 20}]}
        state = self.assert_answer(self.member.get(path), 200, shape | {"presigned_parts": [PART]})
        self.assertEqual(state["presigned_parts"][0]["part_number"], 2)
        tags = [state["parts"][0]["etag"]]
        for part in state["presigned_parts"]:
            start = (part["part_number"] - 1) << 20
            tags.append(self.member.put_part(part, self.song[start : start + part["size"]]).headers["ETag"])
        self._completes(begun["upload_id"], tags)

    def _completes(self, upload: str, tags: list[str]) -> None:
        probe = {
            "duration_ms": int, "sample_rate": 44100, "channels": 2, "codec": "pcm_s16le", "bitrate": int,
            "tags": dict,
        }
        digest = hashlib.sha256(self.song).hexdigest()
        shape = {"asset_id": ID, "size_bytes": len(self.song), "sha256": digest, "probe": probe}
        made = self.assert_answer(self.member.complete_upload(upload, tags), 200, shape)
        again = self.assert_answer(self.member.complete_upload(upload, tags), 200)
        self.assertEqual(again["asset_id"], made["asset_id"], "who lost the answer may ask again")

    def test_the_probe_tells_the_tags(self) -> None:
        """What is written in the file comes with the answer."""
        tags = {"title": "Grün ist die Heide", "artist": "Una"}
        path = music.tagged(music.clip(seconds=1.3, form=music.FLAC), tags)
        self.assertEqual(self.member.upload(path)["probe"]["tags"], tags)

    def test_an_upload_is_given_up(self) -> None:
        """What was given up is unknown, and its room is free."""
        begun = self.member.begin_upload("song.wav", self.song).data
        path = f"/api/v1/upload/multipart/{begun['upload_id']}"
        self.assert_answer(self.member.request("DELETE", path), 200)
        self.assert_refusal(self.member.get(path), 404)
        self.assert_refusal(self.member.put_part(begun["presigned_parts"][0], self.song), 404)
        self.assert_refusal(self.member.begin_upload("song.wav", self.song, part_size=1000), 422, field="part_size")

    def test_the_room_that_is_left(self) -> None:
        """It counts what is on its way, and gives that back when it is given up."""
        member = self.instance.sign_up()
        path = "/api/v1/me/storage"
        shape = {"storage": {"used_bytes": 0, "quota_bytes": 20_000_000_000, "largest_file_bytes": 4_000_000_000}}
        self.assert_answer(member.get(path), 200, shape)
        begun = member.begin_upload("song.wav", self.song).data
        self.assertEqual(member.get(path).data["storage"]["used_bytes"], len(self.song))
        member.request("DELETE", f"/api/v1/upload/multipart/{begun['upload_id']}")
        self.assertEqual(member.get(path).data["storage"]["used_bytes"], 0)
        self.assert_refusal(self.instance.anonymous.get(path), 401)

    def test_a_file_that_is_here_already_is_found_by_its_hash(self) -> None:
        """By who uploaded it, whoever may hear the track; a deleted version counts no more."""
        member, other = self.instance.sign_up(), self.instance.sign_up()
        made = member.publish(member.upload_bytes("song.wav", self.song).data["asset_id"], title="Known")
        query = {"sha256": hashlib.sha256(self.song).hexdigest()}
        listed = self.assert_page(member.get("/api/v1/tracks", **query), [{"id": made["track"]["id"], "title": "Known"}])
        self.assertEqual(len(listed), 1)
        for who in (other, self.instance.anonymous):
            self.assertEqual(who.get("/api/v1/tracks", **query).data, [])
        self.assertEqual(member.get("/api/v1/tracks", sha256="0" * 64).data, [])
        self.assert_refusal(member.get("/api/v1/tracks", sha256="no hash"), 400)
        member.request("DELETE", f"/api/v1/tracks/{made['track']['id']}").data
        self.assertEqual(member.get("/api/v1/tracks", **query).data, [])


class Tracks(Contract):
    """`/tracks`, `/versions`, `/stream`, `/plays` and `/comments`."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = shared_instance()
        cls.owner = cls.instance.sign_up()
        cls.stranger = cls.instance.sign_up()
        cls.file = music.clip(seconds=7.3, form=music.WAV)
        cls.track = cls.owner.upload_and_publish(cls.file, title="Shown to all")
        cls.path = f"/api/v1/tracks/{cls.track['id']}"
        cls.version = cls.track["primary_version_id"]

    def test_a_track_is_made(self) -> None:
        """With its first version, which waits to be worked on; private where nothing else is said."""
        asset = self.owner.upload(self.file)["asset_id"]
        body = {"title": "Café del Mar, Pt. 2", "original_asset_id": asset, "version_label": "demo", "tags": ["Late"]}
        made = self.assert_answer(
            self.owner.post("/api/v1/tracks", **body, description_md="*Notes*", release_at="2031-01-02T03:04:05.678Z"),
            201, {"track": TRACK, "version": {"id": ID, "number": 1, "status": "pending", "version_label": "demo"}},
        )
        track = made["track"]
        shown = (track["visibility"], track["tags"], track["release_at"], track["slug"])
        self.assertEqual(shown, ("private", ["late"], "2031-01-02T03:04:05.678Z", "cafe-del-mar-pt-2"))
        self.assert_refusal(self.stranger.get(f"/api/v1/tracks/{track['id']}"), 404)
        path = f"/api/v1/tracks/{track['id']}"
        self.assert_refusal(self.stranger.send("PATCH", path, title="Mine"), 404)
        self.assert_answer(self.owner.request("DELETE", path), 200)
        self.assert_refusal(self.owner.get(path), 404)
        self.assert_refusal(self.owner.post("/api/v1/tracks", title="", original_asset_id=asset), 422, field="title")
        self.assert_refusal(self.stranger.post("/api/v1/tracks", title="A", original_asset_id=asset), 404)
        self.assert_refusal(self.instance.anonymous.post("/api/v1/tracks", **body), 401)

    def test_a_track_is_shown(self) -> None:
        """With all that a player needs."""
        track = self.assert_answer(self.instance.anonymous.get(self.path), 200, {"track": WHOLE_TRACK})["track"]
        self.assertNotIn("share_key", track, "strangers learn no key")
        path = f"/api/v1/versions/{self.version}"
        version = self.assert_answer(self.instance.anonymous.get(path), 200, {"version": VERSION})["version"]
        self.assertAlmostEqual(version["duration_ms"], 7300, delta=1)
        self.assert_refusal(self.instance.anonymous.get("/api/v1/tracks/no-id"), 404)

    def test_a_track_is_changed(self) -> None:
        """Fields that are left out stay; strangers change nothing."""
        track = self.owner.upload_and_publish(self.file, title="To be changed", tags=["a"])
        path = f"/api/v1/tracks/{track['id']}"
        credits = [{"person_name": "Ida Holm", "role": "mixer", "url": "https://example.org"}]
        answer = self.owner.send("PATCH", path, title="Changed", credits=credits, visibility="unlisted")
        self.assert_answer(answer, 200, {"track": WHOLE_TRACK | {"title": "Changed", "visibility": "unlisted"}})
        shown = self.owner.track(track["id"])
        self.assertEqual((shown["credits"], shown["tags"]), (credits, ["a"]))
        self.assert_refusal(self.stranger.send("PATCH", self.path, title="Mine"), 403)
        self.assert_refusal(self.stranger.request("DELETE", self.path), 403)
        self.assert_refusal(self.owner.send("PATCH", path, visibility="secret"), 422)
        moved = self.owner.get(track["url"])
        self.assertEqual((moved.status, moved.headers["Location"].split("?")[0]), (308, shown["url"].split("?")[0]))

    def test_a_version_is_added(self) -> None:
        """It has the next number and a type."""
        track = self.owner.upload_and_publish(self.file, title="A family")
        body = {"original_asset_id": self.owner.upload(self.file)["asset_id"], "version_label": "loud"}
        path = f"/api/v1/tracks/{track['id']}/versions"
        made = self.assert_answer(
            self.owner.post(path, **body, version_type="master"),
            201, {"version": {"id": ID, "number": 2, "status": "pending", "version_type": "master"}},
        )
        self.owner.wait_until_ready(made["version"]["id"])
        answer = self.owner.send("PUT", f"/api/v1/versions/{made['version']['id']}", version_label="louder")
        self.assert_answer(answer, 200, {"version": VERSION | {"version_label": "louder"}})
        answer = self.owner.send("PATCH", f"/api/v1/tracks/{track['id']}", primary_version_id=made["version"]["id"])
        self.assertEqual(self.assert_answer(answer, 200)["track"]["primary_version_id"], made["version"]["id"])
        page = self.instance.anonymous.get(track["url"], v=1)
        self.assertIn(track["primary_version_id"].encode(), page.body, "?v= names one exact version")
        self.assertEqual(self.instance.anonymous.get(track["url"], v=7).status, 404)

    def test_tracks_are_listed(self) -> None:
        """By artist and tag, page by page, the newest first."""
        member = self.instance.sign_up()
        for number in range(3):
            asset = member.upload(self.file)["asset_id"]
            body = {"title": f"No. {number}", "original_asset_id": asset, "visibility": "public", "tags": ["tape loop"]}
            member.wait_until_ready(member.post("/api/v1/tracks", **body).data["version"]["id"])
        seen, cursor = [], None
        while True:
            query = {"artist": member.handle, "tag": "Tape Loop", "sort": "recent", "limit": 2}
            answer = self.instance.anonymous.get("/api/v1/tracks", **query | ({"cursor": cursor} if cursor else {}))
            shape = TRACK | {"primary_version": VERSION, "counts": {"plays": 0, "comments": 0}}
            seen += [track["title"] for track in self.assert_page(answer, [shape])]
            cursor = answer.json["page"]["next"]
            if cursor is None:
                break
        self.assertEqual(seen, ["No. 2", "No. 1", "No. 0"])
        for query in ({"limit": 0}, {"sort": "loudness"}, {"cursor": "nonsense"}):
            self.assert_refusal(self.instance.anonymous.get("/api/v1/tracks", **query), 400)

    def test_the_waveform(self) -> None:
        """audiowaveform's JSON, coarser where asked, as energy too; not in the envelope."""
        path = f"/api/v1/versions/{self.version}/waveform"
        head = {"version": 2, "channels": 1, "sample_rate": 44100, "bits": 8, "data": [int]}
        for query, zoom, width in (({}, 256, 2), ({"zoom": 1024}, 1024, 2), ({"data": "rms"}, 256, 1)):
            with self.subTest(query):
                wave = self.instance.anonymous.get(path, **query).json
                length = -(-int(7.3 * 44100) // zoom)
                self.assertEqual(faults(wave, head | {"samples_per_pixel": zoom, "length": length}), [])
                self.assertEqual(len(wave["data"]), width * length)
        self.assert_refusal(self.instance.anonymous.get(path, zoom=100), 400)
        zipped = self.instance.anonymous.request("GET", path, headers={"Accept-Encoding": "gzip"})
        self.assertEqual(zipped.headers["Content-Encoding"], "gzip")

    def test_the_stream(self) -> None:
        """Rendered for each request, every address signed and without a host."""
        answer = self.instance.anonymous.get(f"/api/v1/stream/{self.version}.m3u8")
        self.assertEqual(answer.headers.get_content_type(), "application/vnd.apple.mpegurl")
        signed = re.compile(rf"^/media/hls/{self.version}/[\w./]+\?exp=(\d+)&sig=[\w-]{{43}}$")
        lists = [line for line in answer.body.decode().splitlines() if not line.startswith("#")]
        for address in lists:
            self.assertRegex(address, signed)
            listed = stream.read_playlist(stream.fetch(self.owner, address).body.decode())
            for file in [listed.init, *listed.segments]:
                self.assertRegex(file, signed)
            self.assertLessEqual(max(listed.durations), 6.5)
        end = int(signed.match(lists[0])[1])
        self.assertAlmostEqual(end, time.time() + 3600, delta=60)
        self.assert_refusal(self.instance.anonymous.get(lists[0].replace("sig=", "sig=A")), 403)
        segment = self.instance.anonymous.request("GET", listed.segments[0], headers={"Range": "bytes=0-99"})
        self.assertEqual((segment.status, len(segment.body)), (206, 100))

    def test_plays_and_their_statistics(self) -> None:
        """A play is taken without an account; the day's sum rises with the rollup, for the artist's people."""
        play = {"track_id": self.track["id"], "version_id": self.version, "ms_listened": 7300, "completed": True}
        self.assert_answer(self.instance.anonymous.post("/api/v1/plays", **play), 201)
        self.assert_refusal(self.instance.anonymous.post("/api/v1/plays", **play | {"ms_listened": -1}), 422)
        unknown = play | {"track_id": "0198c0de-0000-7000-8000-000000000000"}
        self.assert_refusal(self.instance.anonymous.post("/api/v1/plays", **unknown), 404)
        day = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
        run = self.instance.admin.post("/api/v1/admin/jobs/run", type="analytics_rollup", day=day)
        self.assert_answer(run, 202)
        totals = {"plays": int, "uniques": int, "completions": int}
        shape = {"days": [totals | {"day": DAY}], "totals": totals}
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            answer = self.owner.get(f"{self.path}/stats", **{"from": day, "to": day})
            stats = self.assert_answer(answer, 200, shape)
            if stats["totals"]["plays"]:
                break
            time.sleep(0.1)
        self.assertEqual(stats["totals"], {"plays": 1, "uniques": 1, "completions": 1})
        self.assertEqual(len(self.owner.get(f"{self.path}/stats").data["days"]), 30)
        self.assert_refusal(self.stranger.get(f"{self.path}/stats"), 403)
        self.assert_refusal(self.instance.anonymous.get(f"{self.path}/stats"), 401)

    def test_comments(self) -> None:
        """Written, answered, rewritten, hidden and deleted, each by those who may."""
        body = {"track_id": self.track["id"], "at_ms": 4200, "body_md": "Here it *turns*. <b onclick=x>Bold</b>"}
        made = self.assert_answer(self.stranger.post("/api/v1/comments", **body), 201, {"comment": COMMENT})["comment"]
        self.assertIn("<em>turns</em>", made["body_html"])
        self.assertNotIn("<b", made["body_html"], "markup of one's own is text")
        answer = self.owner.post("/api/v1/comments", **body | {"parent_id": made["id"], "body_md": "It does"})
        self.assert_answer(answer, 201, {"comment": COMMENT | {"parent_id": made["id"]}})
        early = self.stranger.post("/api/v1/comments", **body | {"at_ms": 10}).data["comment"]["id"]
        listed = self.assert_page(self.instance.anonymous.get(f"{self.path}/comments"), [COMMENT])
        self.assertEqual([comment["at_ms"] for comment in listed], [10, 4200, 4200])
        self._comments_are_changed(made["id"], early)
        for wrong in ({"at_ms": -1}, {"at_ms": 10_000_000}, {"body_md": "  "}):
            self.assert_refusal(self.stranger.post("/api/v1/comments", **body | wrong), 422, field=next(iter(wrong)))
        self.assert_refusal(self.instance.anonymous.post("/api/v1/comments", **body), 401)

    def _comments_are_changed(self, comment: str, early: str) -> None:
        path = f"/api/v1/comments/{comment}"
        answer = self.stranger.send("PATCH", path, body_md="Better words")
        self.assert_answer(answer, 200, {"comment": COMMENT | {"body_md": "Better words"}})
        self.assert_refusal(self.owner.send("PATCH", path, body_md="Not mine"), 403)
        self.assert_refusal(self.stranger.send("PATCH", path, visibility="hidden"), 403)
        self.assert_answer(self.owner.send("PATCH", path, visibility="hidden"), 200)
        words = {each["body_md"] for each in self.instance.anonymous.get(f"{self.path}/comments").data}
        self.assertNotIn("Better words", words)
        self.assert_refusal(self.instance.sign_up().request("DELETE", f"/api/v1/comments/{early}"), 403)
        self.assert_answer(self.stranger.request("DELETE", f"/api/v1/comments/{early}"), 200)
        self.assertNotIn(early, {each["id"] for each in self.instance.anonymous.get(f"{self.path}/comments").data})

    def test_the_embed_names_the_signed_playlist(self) -> None:
        """On its player element, and in any frame."""
        answer = self.instance.anonymous.get(f"/embed/track/{self.track['id']}", theme="dark", autoplay=1)
        found = re.search(r'data-stream="(/media/hls/[^"]+)"', answer.body.decode())
        assert found, "no data-stream"
        self.assertTrue(stream.fetch(self.owner, found[1].replace("&amp;", "&")).body.startswith(b"#EXTM3U"))
        self.assertNotIn("X-Frame-Options", answer.headers)

    def test_news_over_the_websocket(self) -> None:
        """Comments come as they are written, what was missed comes first, and jobs tell how far they are."""
        address = self.instance.url.replace("http", "ws") + "/api/v1/ws"
        topic = f"track:{self.track['id']}"
        with_news = websocket.create_connection(address, timeout=20)
        self.addCleanup(with_news.close)
        with_news.send(json.dumps({"subscribe": [topic]}))
        time.sleep(0.3)
        body = {"track_id": self.track["id"], "at_ms": 1, "body_md": "Hear, hear"}
        self.stranger.post("/api/v1/comments", **body).data
        news = json.loads(with_news.recv())
        shape = {"seq": int, "event": "comment.added", "topic": topic, "data": COMMENT | {"body_md": "Hear, hear"}}
        self.assertEqual(faults(news, shape), [])
        later = websocket.create_connection(address, timeout=20)
        self.addCleanup(later.close)
        later.send(json.dumps({"subscribe": [topic], "after": news["seq"] - 1}))
        self.assertEqual(json.loads(later.recv())["seq"], news["seq"])

    def test_jobs_tell_how_far_they_are(self) -> None:
        """Whoever follows a track of theirs hears of the work on it."""
        headers = [f"Authorization: Bearer {self.owner.token}"]
        socket = websocket.create_connection(
            self.instance.url.replace("http", "ws") + "/api/v1/ws", timeout=30, header=headers
        )
        self.addCleanup(socket.close)
        socket.send(json.dumps({"subscribe": ["me"]}))
        made = self.owner.publish(self.owner.upload(self.file)["asset_id"], title="Watched")
        topic = f"track:{made['track']['id']}"
        socket.send(json.dumps({"subscribe": [topic], "after": 0}))
        ends: set[str] = set()
        while len(ends) < 2:
            news = json.loads(socket.recv())
            self.assertEqual(news["event"], "job.progress", news)
            shape = {"version_id": made["version"]["id"], "status": TEXT, "progress": float | int}
            self.assertEqual(faults(news["data"], shape), [])
            if news["data"]["status"] == "ready":
                ends.add(news["topic"].partition(":")[0])
        self.assertEqual(ends, {"track", "user"})


class Operations(Contract):
    """Health, jobs, the description, and what isn't there."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.instance = shared_instance()
        cls.member = cls.instance.sign_up()

    def test_health(self) -> None:
        """Both say how each part is."""
        checks = {"database": "ok", "objects": "ok", "events": "ok", "jobs": "ok"}
        for path in ("/api/v1/health", "/api/v1/ready"):
            self.assert_answer(self.instance.anonymous.get(path), 200, {"status": "ok", "checks": checks})

    def test_jobs(self) -> None:
        """Listed for admins by state and type, and run by hand."""
        self.assert_answer(self.instance.admin.post("/api/v1/admin/jobs/run", type="uploads_sweep"), 202)
        listed = self.instance.admin.get("/api/v1/admin/jobs", type="uploads_sweep")
        self.assert_page(listed, [{"id": ID, "type": "uploads_sweep", "state": TEXT, "attempts": int, "run_at": TIME}])
        self.assert_refusal(self.instance.admin.post("/api/v1/admin/jobs/run", type="nonsense"), 422, field="type")
        self.assert_refusal(self.instance.admin.get("/api/v1/admin/jobs", state="nonsense"), 400)
        self.assert_refusal(self.member.get("/api/v1/admin/jobs"), 403)
        self.assert_refusal(self.instance.anonymous.get("/api/v1/admin/jobs"), 401)

    def test_the_description_names_every_call(self) -> None:
        """OpenAPI 3.1 of all that is built, and of nothing else."""
        document = self.instance.anonymous.get("/api/v1/openapi.json").json
        self.assertRegex(document["openapi"], r"^3\.1\.")
        calls = {f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item}
        for call in CALLS:
            method, path = call.split()
            pattern = re.escape(path).replace("ID", r"\{[^}/]+\}")
            self.assertTrue(any(re.fullmatch(f"{method} {pattern}", each) for each in calls), f"{call} is missing")
        self.assertFalse([call for call in calls if re.search("vote|alignment|analysis|songs", call)])
        self.assertEqual(self.instance.anonymous.get("/api").status, 200)

    def test_what_is_not_built_says_so(self) -> None:
        """A planned path answers 501 with the feature's name; any other is unknown."""
        for call in PLANNED:
            method, path = call.split()
            with self.subTest(call):
                answer = self.member.request(method, path.replace("ID", "0198c0de-0000-7000-8000-000000000000"))
                self.assertRegex(self.assert_unbuilt(answer), "^UNIMPLEMENTED: [a-z]")
        self.assert_refusal(self.member.get("/api/v1/nothing"), 404)
        self.assert_refusal(self.member.request("DELETE", "/api/v1/tracks"), 405)

    def assert_unbuilt(self, answer: Answer) -> str:
        """The message of a 501."""
        self.assertEqual(answer.status, 501, str(answer))
        return answer.json["message"]

    def test_what_can_not_be_read_is_refused(self) -> None:
        """With the kind of fault that it is."""
        nobody, json_type = self.instance.anonymous, {"Content-Type": "application/json"}
        answers = [
            (nobody.request("POST", "/api/v1/auth/login", b"{", json_type), 400),
            (nobody.request("POST", "/api/v1/auth/login", b"<a/>", {"Content-Type": "text/xml"}), 415),
            (nobody.request("POST", "/api/v1/auth/login", b'{"password":1}', json_type), 422),
            (nobody.request("POST", "/api/v1/auth/login", b'{"password":"' + b"a" * 40_000 + b'"}', json_type), 413),
        ]
        for answer, status in answers:
            self.assert_refusal(answer, status)


# Every call of the contract's first table; ID stands for a parameter.
CALLS = (
    "POST /api/v1/auth/signup", "POST /api/v1/auth/login", "POST /api/v1/auth/refresh", "POST /api/v1/auth/logout",
    "GET /api/v1/me", "POST /api/v1/upload/multipart/init", "GET /api/v1/upload/multipart/ID",
    "DELETE /api/v1/upload/multipart/ID", "POST /api/v1/upload/multipart/complete", "POST /api/v1/tracks",
    "GET /api/v1/tracks/ID", "PATCH /api/v1/tracks/ID", "DELETE /api/v1/tracks/ID", "POST /api/v1/tracks/ID/versions",
    "GET /api/v1/versions/ID", "GET /api/v1/versions/ID/waveform", "GET /api/v1/stream/ID.m3u8", "POST /api/v1/plays",
    "POST /api/v1/comments", "GET /api/v1/tracks/ID/comments", "PATCH /api/v1/comments/ID", "DELETE /api/v1/comments/ID",
    "GET /api/v1/tracks", "GET /api/v1/me/sessions", "GET /api/v1/me/sessions/ID", "DELETE /api/v1/me/sessions",
    "DELETE /api/v1/me/sessions/ID", "GET /api/v1/me/tokens", "GET /api/v1/me/tokens/ID", "POST /api/v1/me/tokens",
    "DELETE /api/v1/me/tokens", "DELETE /api/v1/me/tokens/ID", "PUT /api/v1/me/password",
    "GET /api/v1/tracks/ID/stats", "GET /api/v1/health", "GET /api/v1/ready", "GET /api/v1/admin/jobs",
    "POST /api/v1/admin/jobs/run", "GET /api/v1/openapi.json",
)

# Of the paths that are planned, the ones that the contract and the checklist name.
PLANNED = (
    "GET /api/v1/songs", "GET /api/v1/songs/ID", "POST /api/v1/versions", "GET /api/v1/versions/ID/analysis",
    "GET /api/v1/versions/ID/alignment/ID", "POST /api/v1/versions/ID/vote", "GET /api/v1/versions/ID/comments",
    "POST /api/v1/versions/ID/comments", "POST /api/v1/versions/ID/stems", "POST /api/v1/react", "POST /api/v1/follow",
    "GET /api/v1/search", "GET /api/v1/trending", "GET /api/v1/user/ada", "POST /api/v1/admin/reindex",
    "POST /api/v1/admin/flush_cache", "POST /auth/login", "POST /auth/register", "POST /auth/refresh", "GET /users/ID",
    "PUT /users/ID", "POST /users/ID/follow", "DELETE /users/ID/follow", "GET /users/ID/followers",
    "GET /users/ID/following", "POST /content/upload", "GET /content/ID", "PUT /content/ID", "DELETE /content/ID",
    "POST /content/ID/publish", "POST /content/ID/moderate", "GET /content/discover", "GET /stream/ID",
    "POST /stream/play", "PUT /stream/progress", "GET /stream/queue", "POST /stream/queue/add", "GET /stream/offline",
    "POST /social/like", "POST /social/comment", "POST /social/share", "GET /social/feed", "GET /social/trending",
    "POST /social/report", "GET /social/notifications", "GET /analytics/dashboard", "GET /analytics/content/ID",
    "GET /analytics/user/ID", "GET /analytics/revenue", "GET /analytics/insights", "POST /analytics/events",
    "POST /payments/purchase", "POST /payments/subscribe", "POST /payments/tip", "POST /payments/payout",
    "GET /payments/transactions", "GET /payments/revenue", "POST /live/stream/start", "PUT /live/stream/end",
    "GET /live/streams", "POST /live/chat/message", "POST /live/events", "GET /live/events/ID/attendees",
    "GET /live/stream/ID/chat", "GET /live/stream/ID/viewers", "GET /live/call/ID",
)


if __name__ == "__main__":
    unittest.main()
