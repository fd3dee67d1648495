"""Whole scripts of SQL, and the word that there is no way back."""

from __future__ import annotations

from collections.abc import Iterator

from amig.errors import IrreversibleError
from amig.ops.base import Change, Statement, directive
from amig.ops.destroyed import destroyed_by
from amig.ops.split import split
from amig.ops.writer import Writer


@directive
class RunScript(Change):
    """Run many statements, one at a time: a failure names the line. On MySQL, `DELIMITER` is understood."""

    script: str

    @property
    def destructive(self) -> str | None:
        return destroyed_by(self.script, "")

    def emit(self, sql: Writer) -> Iterator[Statement]:
        yield from statements(self.script, sql, "script")


def statements(text: str, sql: Writer, what: str) -> Iterator[Statement]:
    """The statements of a text as they are written; of several, each knows its line."""
    parts = split(text, sql.flavour)
    for part in parts:
        yield sql.ddl(part.text, note=f"line {part.line} of the {what}" if len(parts) > 1 else None)


@directive
class Irreversible(Change):
    """Refuse to go on: what stands in a downgrade when there is no way back, with the reason."""

    why: str

    def emit(self, sql: Writer) -> Iterator[Statement]:  # noqa: ARG002
        raise IrreversibleError("this revision", self.why)
