"""The environment of the command that runs in this task, for those who are given none: `context` of old scripts."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

environment: ContextVar[Any] = ContextVar("amig.active.environment")
