"""What is said between a test and the processes that migrate for it: one value a line."""

from __future__ import annotations

import base64
import pickle
from dataclasses import dataclass
from typing import Any, Literal

Moment = Literal["before", "after"]
"""Of a statement: before it is sent, or when it has acted and nothing else was sent."""


@dataclass(frozen=True, slots=True)
class Order:
    """Migrate the database at `url` to `goal` by so many replicas; be killed at `statement`, counted from 1; 0: not."""

    check: str
    url: str
    goal: frozenset[str]
    replicas: int = 1
    statement: int = 0
    moment: Moment = "before"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one replica did: the revisions that it ran itself, or how it ended. `killed_at` is a statement's text."""

    ran: tuple[str, ...] = ()
    error: Exception | None = None
    killed_at: str | None = None


def packed(value: Any) -> bytes:
    """A value as one line."""
    return base64.b64encode(pickle.dumps(value)) + b"\n"


def unpacked(line: bytes) -> Any:
    """The value again; only what a process of one's own has said."""
    return pickle.loads(base64.b64decode(line))  # noqa: S301 - see there
