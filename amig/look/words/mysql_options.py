"""Options of a table that its models say: the engine, the charset, the collation and the row format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.look.words.mysql_charsets import collation_named

if TYPE_CHECKING:
    from sqlalchemy import Table

NAMES = {
    "charset": ("charset", "default_charset", "character_set", "default_character_set"),
    "collate": ("collate", "default_collate"),
    "engine": ("engine",),
    "row_format": ("row_format",),
}
"""An option -> the keywords that say it, without `mysql_`."""

_ENGINES = {"heap": "memory"}


def options_of(table: Table, dialect: str) -> tuple[tuple[str, str], ...]:
    """(name, value), sorted, in lower case."""
    if not table.dialect_kwargs:
        return ()
    said = {
        name: value
        for name, keywords in NAMES.items()
        for keyword in keywords
        if (value := table.dialect_kwargs.get(f"{dialect}_{keyword}")) is not None
    }
    return tuple((name, _spelled(name, str(value))) for name, value in sorted(said.items()))


def _spelled(name: str, value: str) -> str:
    if name in ("charset", "collate"):
        return collation_named(value)
    return _ENGINES.get(value.lower(), value.lower())
