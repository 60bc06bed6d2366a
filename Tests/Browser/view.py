"""What a picture is to show: a page, as somebody sees it after doing something on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass
class View:
    """A page under the name of its pictures, as somebody sees it after doing something on it."""

    name: str
    address: str
    member: str | None = None
    act: Callable[[Page], object] | None = None
    height: int = 900
    width: int | None = None

    # Whether the page is opened and acted on once for all widths, instead of anew for each.
    is_kept_open: bool = False

    # Whether pages may be read without the server.
    has_worker: bool = False

    # Where something stands over the page, the window alone says more than all that is under it.
    in_window: bool = False
