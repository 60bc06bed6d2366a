"""What JSON should look like: a small grammar for the shapes that the contract promises."""

from __future__ import annotations

import re
from types import UnionType
from typing import Any

TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
ID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
TEXT = re.compile(r".", re.DOTALL)
SHA256 = re.compile(r"^[0-9a-f]{64}$")


def faults(value: Any, wanted: Any, place: str = "data") -> list[str]:
    """Where `value` isn't as `wanted` says, a line for each place.

    A dictionary names the fields that must be there, with `?` behind those that may be left out; others may come
    beside them. A list of one shape wants elements of that shape, at least one; a type wants a value of it, a pattern
    a text that it matches, and anything else itself.
    """
    if isinstance(wanted, dict):
        return _object_faults(value, wanted, place)
    if isinstance(wanted, list):
        if not isinstance(value, list) or not value:
            return [f"{place} should be a list with something in it and is {value!r}"]
        return [line for index, each in enumerate(value) for line in faults(each, wanted[0], f"{place}[{index}]")]
    if isinstance(wanted, re.Pattern):
        is_right = isinstance(value, str) and wanted.search(value) is not None
    elif isinstance(wanted, type | UnionType):
        # In Python a truth value is a number too.
        is_right = isinstance(value, wanted) and isinstance(value, bool) == (wanted is bool)
    else:
        is_right = value == wanted
    return [] if is_right else [f"{place} should be {wanted!r} and is {value!r}"]


def _object_faults(value: Any, wanted: dict[str, Any], place: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{place} should be an object and is {value!r}"]
    lines = []
    for name, shape in wanted.items():
        field = name.removesuffix("?")
        if field in value:
            lines += faults(value[field], shape, f"{place}.{field}")
        elif field == name:
            lines.append(f"{place}.{field} is missing")
    return lines
