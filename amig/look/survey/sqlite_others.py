"""Indexes, views and triggers of a SQLite file, read from the texts that made them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from amig.impl.sqlite_text import bare, closing, spelled, unwrapped, words_of
from amig.look.shapes import IndexShape, Key, TriggerShape, ViewShape

if TYPE_CHECKING:
    from amig.look.words import Words


def index_of(name: str, text: str, columns: Mapping[str, str], words: Words) -> IndexShape:
    """Read a CREATE INDEX; `columns` are the table's, by their names in lower case."""
    tokens = words_of(text)
    opens = tokens.index("(")
    ends = closing(tokens, opens)
    parts = [part_of(part, columns, words) for part in _parts(tokens[opens + 1 : ends])]
    where = tokens[ends + 2 :]
    return IndexShape(
        name,
        tuple([text for text, _ in parts]),
        tuple([column for _, column in parts]),
        tokens[1].upper() == "UNIQUE",
        where=spelled(unwrapped(where)) if where else None,
    )


def _parts(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    depth, begin = 0, 0
    for at, token in enumerate(tokens):
        depth += (token == "(") - (token == ")")  # noqa: S105
        if depth == 0 and token == ",":  # noqa: S105
            yield tokens[begin:at]
            begin = at + 1
    yield tokens[begin:]


def part_of(tokens: Sequence[str], columns: Mapping[str, str], words: Words) -> tuple[str, str | None]:
    """One part of an index: its text, and the column that it is, where it is one; ASC says nothing."""
    if len(tokens) > 1 and tokens[-1].upper() == "ASC":
        tokens = tokens[:-1]
    column = columns.get(bare(tokens[0]).lower())
    if column is not None and len(tokens) == 1:
        return column, column
    if column is not None and tokens[1].upper() in ("DESC", "COLLATE"):
        return f"{words.impl.name(column)} {' '.join(tokens[1:]).upper()}", None
    return spelled(unwrapped(tokens)), None


def view_of(name: str, schema: str | None, text: str, tables: Mapping[str, Key]) -> ViewShape:
    """Read a CREATE VIEW: the query as it is written, and which of the tables and views it names."""
    tokens = words_of(text)
    at = next(index for index, token in enumerate(tokens) if token.upper() == "AS")
    named = (tables.get(bare(token).lower()) for token in tokens[at:])
    uses = tuple(dict.fromkeys(key for key in named if key is not None and key != (schema, name)))
    return ViewShape(name, schema, spelled(tokens[at + 1 :]), uses=uses)


def trigger_of(name: str, table: Key, text: str) -> TriggerShape:
    """Read a CREATE TRIGGER."""
    tokens = words_of(text)
    on = next(index for index, token in enumerate(tokens) if token.upper() == "ON")
    begin = next(index for index, token in enumerate(tokens) if token.upper() == "TRIGGER") + 2
    return TriggerShape(name, table, spelled(tokens[begin:on]), spelled(tokens[on + 2 :]))
