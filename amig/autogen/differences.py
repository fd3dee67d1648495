"""Differences as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from amig.autogen.found import Found

Change = Literal["added", "removed", "changed"]
SIGNS: dict[Change, str] = {"added": "+", "removed": "-", "changed": "~"}
"""What stands before a difference."""

_ADDS = ("Create", "Add")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what the models have more, or less, or in another way, and why it is one.

    `ignore` is the line of the configuration that leaves it out. `unsure` says why it may be none.
    """

    change: Change
    subject: str
    reason: str
    ignore: str
    unsure: str | None = None

    @property
    def line(self) -> str:
        """`+ table users`."""
        return f"{SIGNS[self.change]} {self.subject}"


def differences(found: Iterable[Found]) -> tuple[Difference, ...]:
    """Each once, in the order in which they were found: what is dropped and made again has changed."""
    changes: dict[tuple[str, str, str | None], Change] = {}
    for one in found:
        for note in one.notes:
            change, key = _change(one), (note.subject, note.reason, one.unsure)
            before = changes.get(key, change)
            changes[key] = change if before == change else "changed"
    return tuple(
        Difference(change, subject, reason, _ignoring(subject), unsure)
        for (subject, reason, unsure), change in changes.items()
    )


def _change(one: Found) -> Change:
    name = type(one.directive).__name__
    if name.startswith("Drop"):
        return "removed"
    return "added" if name.startswith(_ADDS) and name != "AddEnumValue" else "changed"


def _ignoring(subject: str) -> str:
    return f"ignore = [{_quoted(subject)}]"


def _quoted(text: str) -> str:
    """A string of TOML; what a pattern would read as more than itself stands in brackets."""
    plain = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)
    return f"'{plain}'" if ('"' in plain or "\\" in plain) and "'" not in plain else f'"{plain}"'
