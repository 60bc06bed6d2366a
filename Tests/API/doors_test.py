"""What the plain sign-in form answers to somebody who guesses."""

from __future__ import annotations

import unittest
import urllib.parse

from Harness.client import Answer
from Harness.instance import Instance


class Doors(unittest.TestCase):
    """An instance that slows guessing down, as it does where nobody tests."""

    def test_who_guesses_too_often_is_told_when_to_come_again(self) -> None:
        """A wrong password is 422; too many are 429 with a time, and the form is there in both."""
        with Instance(settings={"STEMMA_RATE_LIMITS": "on"}) as instance:
            assert instance.admin.token
            answers = [self._guess(instance) for _ in range(7)]
            self.assertEqual([answer.status for answer in answers], [422] * 5 + [429] * 2)
            self.assertIn(int(answers[-1].headers["Retry-After"]), range(1, 61))
            for answer in answers:
                self.assertIn(b'name="password"', answer.body)
                self.assertIn(b'role="alert"', answer.body)

    def _guess(self, instance: Instance) -> Answer:
        body = urllib.parse.urlencode({"name": "keeper", "password": "a guess of many"}).encode()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html", "Origin": instance.url,
        }
        return instance.anonymous.request("POST", "/sign-in", body, headers)


if __name__ == "__main__":
    unittest.main()
