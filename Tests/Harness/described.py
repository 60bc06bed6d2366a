"""Calls that schemathesis makes up from the API's own description, right ones and wrong ones, and what it says of answers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import hypothesis
import schemathesis
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance, negative_data_rejection,
]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def operations(document: dict[str, Any]) -> list[APIOperation]:
    """The calls of a document, taken at its word: nothing may be answered that isn't named in it."""
    # What is too long is refused as well.
    refusals = {"negative_data_rejection": {"expected-statuses": ["4XX"]}}
    config = SchemathesisConfig.from_dict({"checks": refusals, "output": {"sanitization": {"enabled": False}}})
    schema = schemathesis.openapi.from_dict(strict(document), config=config)
    return [found.ok() for found in schema.get_all_operations()]


def strict(document: dict[str, Any]) -> dict[str, Any]:
    """The document without its catch-all for refusals, and with answers that hold the members it names and no more."""
    for item in document["paths"].values():
        for operation in item.values():
            operation["responses"].pop("default")
            _close(operation["responses"])
    _close(document["components"])
    return document


def _close(part: Any) -> None:
    if isinstance(part, list):
        for each in part:
            _close(each)
    elif isinstance(part, dict):
        if "properties" in part:
            part.setdefault("additionalProperties", False)
        for each in part.values():
            _close(each)


def cases(operation: APIOperation, mode: GenerationMode, count: int, seed: int) -> list[Case]:
    """At most `count` calls, the same ones for the same seed; none where nothing can be wrong with a call."""
    made: list[Case] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=count, database=None, deadline=None, phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(operation.as_strategy(generation_mode=mode))
    def make(case: Case) -> None:
        made.append(case)

    with contextlib.suppress(Unsatisfiable):
        make()
    return made


def faults(case: Case, answer: schemathesis.Response) -> Iterator[str]:
    """What schemathesis finds wrong with the answer to a call."""
    try:
        case.validate_response(answer, checks=CHECKS)
    except FailureGroup as group:
        for failure in group.exceptions:
            yield f"{failure.title}: {failure.message}"
