"""Rows that refer to a row that is not there, before a foreign key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKeyConstraint

from amig.foresee.demands import demands
from amig.foresee.question import Question, Unforeseen

if TYPE_CHECKING:
    from amig.foresee.question import Asked
    from amig.foresee.seeing import Seeing
    from amig.foresee.standing import Key
    from amig.ops.base import Directive


def orphans(seeing: Seeing, directive: Directive[Any]) -> Iterator[Asked]:
    """One that is not validated, or whose tables are new, asks for nothing."""
    for item in demands(seeing.impl, directive):
        if isinstance(item, ForeignKeyConstraint) and not _is_left_for_later(seeing, item):
            yield from _asked(seeing, item)


def _is_left_for_later(seeing: Seeing, key: ForeignKeyConstraint) -> bool:
    later = key.dialect_options["postgresql"].get("not_valid")
    return seeing.impl.dialect_name == "postgresql" and bool(later)


def _asked(seeing: Seeing, item: ForeignKeyConstraint) -> Iterator[Asked]:
    table: Any = item.table
    mine = [element.parent.name for element in item.elements]
    schema, parent, theirs = _referent(item)
    columns = seeing.columns(mine)
    given = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    missing = _missing(seeing, (schema, parent), columns, theirs)
    where = f"{given} AND {missing}"
    if (item.match or "").upper() == "FULL" and seeing.impl.dialect_name == "postgresql" and len(mine) > 1:
        some, none = " OR ".join(f"{column} IS NOT NULL" for column in columns), f"NOT ({given})"
        where = f"(({some}) AND {none}) OR ({where})"
    what = f"orphans in {{}} before a foreign key to {parent}"
    for asked in seeing.ask("orphans", (table.schema, table.name), mine, what, where):
        yield _as_parent(seeing, asked, (schema, parent), theirs)


def _referent(item: ForeignKeyConstraint) -> tuple[str | None, str, list[str]]:
    """Schema, table and columns that are referred to; of a name that is not resolved its parts."""
    parts = [element.target_fullname.split(".") for element in item.elements]
    *schema, table, _ = parts[0]
    return ".".join(schema) or None, table, [part[-1] for part in parts]


def _missing(seeing: Seeing, parent: Key, mine: list[str], theirs: list[str]) -> str:
    """That there is no such row; of a table that a pending revision makes there is none at all."""
    if (now := seeing.standing.table(parent)) is None:
        return "1 = 1"
    pairs = zip(mine, theirs, strict=True)
    same = " AND ".join(f"p.{seeing.impl.name(name)} = {column}" for column, name in pairs)
    source = seeing.standing.source(now).removesuffix(" AS t") + " AS p"
    return f"NOT EXISTS (SELECT 1 FROM {source} WHERE {same})"  # noqa: S608 - quoted names


def _as_parent(seeing: Seeing, asked: Asked, parent: Key, theirs: list[str]) -> Asked:
    """What changes the parent's rows changes the answer as well."""
    if isinstance(asked, Unforeseen) or asked.first is not None:
        return asked
    if (table := seeing.standing.table(parent)) is not None and table.blurred is not None:
        return seeing.cannot_tell(asked.says, f"after revision {table.blurred} a name may mean two columns")
    if (first := seeing.standing.changed_by(parent, theirs)) is None:
        return asked
    parts = (asked.cause, asked.revision, asked.table, asked.columns, asked.says, asked.source, asked.where)
    return Question(*parts, asked.group, "unsure", first, asked.place)
