"""What was sent over a connection and is not answered yet: for whoever tells of it."""

from __future__ import annotations

from typing import NamedTuple


class Running(NamedTuple):
    """A statement, or several that were sent as one. `since` is by `time.monotonic()`, in seconds."""

    texts: tuple[str, ...]
    since: float
