"""The API held to its own description: generated calls, right and wrong, none of which may be answered otherwise."""

from __future__ import annotations

import collections
import os
import random
import unittest

import requests
from schemathesis import Case
from schemathesis.core.parameters import ParameterLocation

from Harness import described
from Harness.instance import Instance
from Harness.supplies import Supplies

FULL = bool(os.environ.get("STEMMA_TEST_FULL"))
CALLS = 10_000 if FULL else 2_000

# What can't succeed over plain HTTP, and why.
UNREACHED = {"GET /api/v1/ws": "it becomes a WebSocket; contract_test opens one"}


class Document(unittest.TestCase):
    """Everything that `/api/v1/openapi.json` says, called by somebody who may do all of it."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.seed = int(os.environ.get("STEMMA_TEST_SEED") or (random.randrange(1 << 32) if FULL else 1))
        cls.instance = Instance(settings={"STEMMA_QUOTA_GB": "1000000"})
        cls.addClassCleanup(cls.instance.close)
        cls.supplies = Supplies(cls.instance.start())
        # What calls ask to be made is only queued from here on: the machine is for the calls.
        cls.instance.stop()
        cls.instance.start(extra={"STEMMA_ROLES": "web,api"})
        cls.operations = described.operations(cls.instance.anonymous.get("/api/v1/openapi.json").json)
        cls.session = requests.Session()
        cls.addClassCleanup(cls.session.close)

    def test_every_answer_is_described(self) -> None:
        """No fault inside, no status, type, header or member that isn't named, and nothing wrong is taken."""
        self.faults: dict[str, list[str]] = collections.defaultdict(list)
        self.statuses: dict[str, collections.Counter[int]] = collections.defaultdict(collections.Counter)
        self.calls = 0
        for case in self._cases():
            self._call(case)
        told = [f"{fault} ({len(found)} times), as in\n{found[0]}" for fault, found in self.faults.items()]
        self.assertEqual(told, [], "\n\n".join([f"STEMMA_TEST_SEED={self.seed}", *told]))
        errors = [line for line in self.instance.log.splitlines() if '"level":"error"' in line]
        self.assertEqual(errors, [], f"STEMMA_TEST_SEED={self.seed}")
        self._expect_successes()

    def _cases(self) -> list[Case]:
        """As many calls as are wanted; what few operations can be asked in few ways is made up for by the others."""
        share, made = CALLS // (2 * len(self.operations)), []
        while len(made) < CALLS:
            made = [
                case
                for operation in self.operations
                for mode in described.MODES
                for case in described.cases(operation, mode, share, self.seed)
            ]
            share = share * CALLS // len(made) + 1
        return made

    def _call(self, case: Case) -> None:
        """Makes one call, and notes what is wrong with its answer."""
        call = case.operation.label
        self._lead(case, call)
        headers = {"Authorization": f"Bearer {self.supplies.caller(call).token}"}
        answer = case.call(self.instance.url, self.session, headers, allow_redirects=False)
        self.statuses[call][answer.status_code] += 1
        if answer.status_code < 300:
            self.supplies.note(call, case.body, answer)
        for fault in described.faults(case, answer):
            self.faults[f"{call}: {fault}"].append(
                f"{case.as_curl_command()}\n→ {answer.status_code} {answer.content[:500]!r}"
            )

    def _lead(self, case: Case, call: str) -> None:
        """Lets a call name what is there, but for an eighth; what was made up to be wrong stays wrong."""
        # All parameters of queries say `allowEmptyValue`: without a value they count as left out.
        case.query = {name: value for name, value in case.query.items() if value != ""}
        self.calls += 1
        if self.calls % 8 == 0:
            return
        assert case.meta is not None
        if case.path_parameters and not case.meta.is_negative_at(ParameterLocation.PATH):
            case.path_parameters = {name: self.supplies.path_value(call, name) for name in case.path_parameters}
        if isinstance(case.body, dict):
            case.body = self.supplies.led(call, case.body, is_right=not case.meta.is_negative_at(ParameterLocation.BODY))

    def _expect_successes(self) -> None:
        """Every call has succeeded at least once, but for those that can't."""
        failed = {call for call, statuses in self.statuses.items() if min(statuses) >= 400}
        self.assertEqual(failed, set(UNREACHED), {call: self.statuses[call] for call in failed})


if __name__ == "__main__":
    unittest.main()
