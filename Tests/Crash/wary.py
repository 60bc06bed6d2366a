"""A client that knows a clear refusal from a muddle."""

from __future__ import annotations

import re
from typing import Any

from Crash.song import Interrupted
from Harness.client import Answer, Client

SENTENCE = re.compile(r"^[A-Z].{10,}[.]$")


class Refused(Interrupted):
    """The server said in a sentence that it can't, and that it is its own fault."""


class WaryClient(Client):
    """Raises `Refused` where the server is at fault and says so, and fails where it says so badly."""

    def request(self, *arguments: Any, **options: Any) -> Answer:
        answer = super().request(*arguments, **options)
        if answer.status < 500:
            return answer
        error = answer.json.get("error", {})
        if not error.get("code") or not SENTENCE.match(error.get("message", "")):
            raise AssertionError(f"{answer} is no clear refusal")
        raise Refused(str(answer))
