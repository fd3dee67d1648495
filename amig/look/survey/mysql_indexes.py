"""The primary key, the unique constraints and the other indexes of a table."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from amig.look.shapes import IndexShape, KeyShape
from amig.look.words.mysql_text import unescaped

if TYPE_CHECKING:
    from amig.look.words.mysql import MySQLWords

Indexes = tuple[KeyShape | None, tuple[KeyShape, ...], tuple[IndexShape, ...]]


def indexes(rows: list[list[Any]], words: MySQLWords, *, hashes: bool) -> Indexes:
    """A unique index of whole columns is a unique constraint: here they are the same.

    `hashes`: whether the engine can do something else than it does usually.
    """
    parts: dict[str, list[list[Any]]] = defaultdict(list)
    for name, *rest in sorted(rows, key=lambda row: (row[0], row[2])):
        parts[name].append(rest)
    primary: KeyShape | None = None
    uniques: list[KeyShape] = []
    others: list[IndexShape] = []
    for name, several in parts.items():
        columns = tuple(row[2] for row in several)
        if name == "PRIMARY":
            primary = KeyShape(None, columns)
            continue
        shape = _shape(name, several, words, hashes=hashes)
        if shape.unique and shape.parts == columns and shape.method is None:
            uniques.append(KeyShape(name, columns))
        else:
            others.append(shape)
    return primary, tuple(uniques), tuple(others)


def _shape(name: str, rows: list[list[Any]], words: MySQLWords, *, hashes: bool) -> IndexShape:
    unique, kind = not rows[0][0], rows[0][5]
    method = kind if kind in ("FULLTEXT", "SPATIAL") or (kind == "HASH" and hashes) else None
    parts = tuple([_part(row, words, whole=method == "SPATIAL") for row in rows])
    return IndexShape(name, parts, tuple([row[2] for row in rows]), unique, method)


def _part(row: list[Any], words: MySQLWords, *, whole: bool) -> str:
    """One column, with what is indexed of it and in which direction, or an expression."""
    _, _, column, order, length, _, expression = row
    if column is None:
        text = words.expression(unescaped(expression))
    else:
        text = f"{column}({length})" if length and not whole else column
    return f"{text} DESC" if order == "D" else str(text)
