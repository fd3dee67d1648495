"""One difference: the directive that ends it, and why it is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from amig.ops.base import Directive


class Note(NamedTuple):
    """What differs, as the configuration's `ignore` names it (`type users.age`), and in words."""

    subject: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A difference. `undo` is for the downgrade, the directive's own reverse when left out.

    `unsure` says why it may be none: the server could not be asked what it makes of the models' words. `beside`: it is
    carried out with directives of that kind, not of its own.
    """

    directive: Directive[Any]
    notes: tuple[Note, ...]
    undo: tuple[Directive[Any], ...] | None = None
    unsure: str | None = None
    beside: type[Directive[Any]] | None = None

    def undone(self) -> Sequence[Directive[Any]]:
        """The directives of the downgrade, in order; raises IrreversibleError."""
        return (self.directive.reverse(),) if self.undo is None else self.undo


def found(directive: Directive[Any], subject: str, reason: str, unsure: str | None = None) -> Found:
    """A difference with one reason."""
    return Found(directive, (Note(subject, reason),), unsure=unsure)
