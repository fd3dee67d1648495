"""Errors of what was declared beside the tables."""

from __future__ import annotations

from amig.errors.base import AmigError, error


class EntityError(AmigError):
    """What `amig.entities` was given cannot be meant."""


@error
class BadEntityError(EntityError):
    """An entity was declared with something it cannot have."""

    says = "{kind} `{name}` {problem}"
    advice = "{instead}"
    kind: str
    name: str
    problem: str
    instead: str


@error
class DuplicateEntityError(EntityError):
    """Two entities of a kind have one name."""

    says = "{kind} `{name}` is declared twice"
    advice = "leave one of them out, or give it a schema of its own"
    kind: str
    name: str
