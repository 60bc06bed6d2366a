"""What becomes of a recording that can't be made: its uploader is told why, on the page too, and may try again."""

from __future__ import annotations

import unittest

from Harness import music
from Harness.instance import Instance


class Failure(unittest.TestCase):
    """A file that was damaged on our disk before it was worked on."""

    def test_a_failure_is_told_and_tried_again(self) -> None:
        """To the uploader in a sentence, to others not at all; once mended, it becomes ready."""
        instance = Instance(settings={"STEMMA_ROLES": "web,api"})
        self.addCleanup(instance.close)
        owner = instance.start().sign_up("owner")
        made = owner.publish(owner.upload(music.clip(seconds=2.5, form=music.FLAC))["asset_id"], title="Unlucky")
        version, page = made["version"]["id"], made["track"]["url"]
        [original] = instance.store.files("originals")
        path = instance.store.root / original
        content = path.read_bytes()
        path.write_bytes(bytes(len(content)))
        instance.stop()
        instance.settings["STEMMA_ROLES"] = "web,api,worker"
        instance.start()
        failed = owner.wait_while_pending(version)
        self.assertEqual((failed["status"], failed["playable"]), ("failed", False))
        sentence = failed["error"]["message"]
        self.assertRegex(sentence, r"^[A-Z].{20,}\.$")
        shown = owner.get(page).body.decode()
        self.assertIn(sentence, shown.replace("’", "'").replace("&#39;", "'"))
        self.assertIn("Try again", shown)
        for path_of_others in (page, f"/api/v1/tracks/{made['track']['id']}"):
            self.assertNotIn(sentence.encode(), instance.anonymous.get(path_of_others).body)
        self.assertEqual(instance.anonymous.get(f"/api/v1/versions/{version}").status, 404)
        jobs = owner.get("/api/v1/admin/jobs", type="ingest").data
        self.assertEqual([(job["state"], job["error"]["code"]) for job in jobs], [("dead", failed["error"]["code"])])
        path.write_bytes(content)
        self.assertEqual(owner.request("POST", f"/versions/{version}/retry").status, 303)
        owner.wait_until_ready(version)
        self.assertNotIn(b"could not be made", owner.get(page).body)


if __name__ == "__main__":
    unittest.main()
