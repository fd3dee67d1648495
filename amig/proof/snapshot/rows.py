"""Rows as the server itself writes them down: read as literals, compared as text, and put back as they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from amig.errors import RowsInACircleError, TooManyRowsError, UnsteadyError
from amig.impl.online import Online
from amig.proof.things import path

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.look.shapes import Key, Snapshot, TableShape

_SETTINGS = "SELECT set_config('datestyle', 'ISO, YMD', true), set_config('intervalstyle', 'postgres', true)"
_WRITTEN = {"postgresql": "quote_nullable({}::text)", "sqlite": "quote({})"}
_UNTYPED = "CASE WHEN {0} IS NULL THEN 'NULL' ELSE QUOTE({0}) END"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table: literals of these columns. What is left out gets its default."""

    shape: TableShape
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Seeds = Mapping["Key", Rows]


async def written_rows(context: MigrationContext, snapshot: Snapshot, most: int) -> Seeds:
    """All rows of all tables, in the order in which the server gives them; raises TooManyRowsError."""
    channel = context.channel
    assert isinstance(channel, Online)  # noqa: S101 - for the type checker
    if context.dialect.name == "postgresql":
        await channel.quietly(_SETTINGS)
    found: dict[Key, Rows] = {}
    left = most
    for key, shape in snapshot.tables.items():
        columns = tuple(column.name for column in shape.columns if column.computed is None)
        rows = await _read(context, channel, shape, columns, left + 1) if columns else ()
        if (left := left - len(rows)) < 0:
            raise TooManyRowsError(path(key), most)
        if rows:
            found[key] = Rows(shape, columns, rows)
    return found


async def _read(
    context: MigrationContext, channel: Online, shape: TableShape, columns: Sequence[str], limit: int
) -> tuple[tuple[str, ...], ...]:
    quote, name = context.dialect.identifier_preparer.quote, context.dialect.name
    if name in _WRITTEN:
        said = ", ".join(_WRITTEN[name].format(quote(column)) for column in columns)
        only, after = ("ONLY ", " ORDER BY ctid") if name == "postgresql" and not shape.partition_by else ("", "")
        if name == "postgresql" and shape.partition_by:
            return ()  # its rows are those of its partitions
        rows = await channel.quietly(f"SELECT {said} FROM {only}{table_name(context, shape)}{after} LIMIT {limit}")  # noqa: S608 - quoted
        return tuple(tuple(map(str, row)) for row in rows)
    pairs = ", ".join(f"{quote(column)}, {_UNTYPED.format(quote(column))}" for column in columns)
    rows = await channel.quietly(f"SELECT {pairs} FROM {table_name(context, shape)} LIMIT {limit}")  # noqa: S608 - quoted
    return tuple(tuple(_literal(row[n], row[n + 1]) for n in range(0, len(row), 2)) for row in rows)


def _literal(value: Any, said: Any) -> str:
    """MySQL writes bytes down as if they were letters."""
    return f"x'{value.hex()}'" if isinstance(value, bytes) else str(said)


def table_name(context: MigrationContext, shape: TableShape) -> str:
    """The name, with its schema where that is not the one that the connection is in."""
    quote = context.dialect.identifier_preparer.quote
    return f"{quote(shape.schema)}.{quote(shape.name)}" if shape.schema else quote(shape.name)


@dataclass(slots=True)
class Steady:
    """What both runs made: `seeds`, columns `frozen` as the first had them, and those left to their `defaults`."""

    seeds: dict[Key, Rows] = field(default_factory=dict)
    frozen: list[str] = field(default_factory=list)
    defaults: list[str] = field(default_factory=list)


def steady(one: Seeds, other: Seeds, frozen: Collection[str]) -> Steady:
    """Hold two runs of the revisions against each other.

    A column that differs and has a default of the server's is left to that. Raises UnsteadyError for others.
    """
    unsteady: list[str] = []
    found = Steady()
    for key in dict.fromkeys([*one, *other]):
        mine, others = one.get(key), other.get(key)
        if mine is None or others is None or len(mine.rows) != len(others.rows):
            counts = [0 if each is None else len(each.rows) for each in (mine, others)]
            unsteady.append(f"{path(key)} has {counts[0]} rows, and then {counts[1]}")
            continue
        moving = [column for n, column in enumerate(mine.columns) if _column(mine, n) != _column(others, n)]
        kept = [column for column in moving if {path(key), f"{path(key)}.{column}"} & set(frozen)]
        with_default = {column.name for column in mine.shape.columns if column.default is not None}
        left = [column for column in moving if column not in kept]
        unsteady += [f"{path(key)}.{column} has another value" for column in left if column not in with_default]
        found.frozen += [f"{path(key)}.{column}" for column in kept]
        found.defaults += [f"{path(key)}.{column}" for column in left]
        found.seeds[key] = without(mine, left)
    if unsteady:
        raise UnsteadyError(tuple(unsteady))
    return found


def steady_columns(one: Rows, other: Rows) -> list[str]:
    """The columns of the first that hold the same values in both, in any order of the rows."""
    places = {column: n for n, column in enumerate(other.columns)}
    return [
        column
        for n, column in enumerate(one.columns)
        if column in places and Counter(_column(one, n)) == Counter(_column(other, places[column]))
    ]


def but(seeds: Seeds, columns: Collection[str]) -> Seeds:
    """The same without columns that are named as `table.column`."""
    return {
        key: without(rows, [column for column in rows.columns if f"{path(key)}.{column}" in columns])
        for key, rows in seeds.items()
    }


def without(rows: Rows, columns: Collection[str]) -> Rows:
    """The same without some columns."""
    places = [n for n, column in enumerate(rows.columns) if column not in columns]
    some = tuple(tuple(row[n] for n in places) for row in rows.rows)
    return replace(rows, columns=tuple(rows.columns[n] for n in places), rows=some)


def _column(rows: Rows, place: int) -> list[str]:
    return [row[place] for row in rows.rows]


def unlike_rows(want: Seeds, have: Seeds) -> list[str]:
    """Where rows differ, in words; only the columns of the first count, in any order of the rows."""
    told: list[str] = []
    for key in dict.fromkeys([*want, *have]):
        mine, others = want.get(key), have.get(key)
        if mine is None or others is None:
            counts = [0 if each is None else len(each.rows) for each in (mine, others)]
            told.append(f"rows of {path(key)}: {counts[0]} and {counts[1]}")
            continue
        same = without(others, [column for column in others.columns if column not in mine.columns])
        if Counter(mine.rows) != Counter(same.rows):
            few = list((Counter(mine.rows) - Counter(same.rows)) or (Counter(same.rows) - Counter(mine.rows)))[:1]
            told.append(f"rows of {path(key)} differ, as ({', '.join(few[0]) if few else ''})")
    return told


def inserted(context: MigrationContext, seeds: Seeds) -> Iterator[str]:
    """The statements that put rows into tables, each table after those that it refers to."""
    quote = context.dialect.identifier_preparer.quote
    system = " OVERRIDING SYSTEM VALUE" if context.dialect.name == "postgresql" else ""
    for key in ordered(seeds, strict=context.dialect.name == "postgresql"):
        rows = seeds[key]
        table = table_name(context, rows.shape)
        if not rows.columns:
            yield from (f"INSERT INTO {table} DEFAULT VALUES" for _ in rows.rows)
            continue
        columns = ", ".join(map(quote, rows.columns))
        values = ",\n".join(f"({', '.join(row)})" for row in rows.rows)
        yield f"INSERT INTO {table} ({columns}){system} VALUES\n{values}"


def ordered(seeds: Seeds, *, strict: bool) -> list[Key]:
    """Tables after those that they refer to; raises RowsInACircleError, where that matters."""
    waiting = {
        key: {one.referent for one in rows.shape.foreign_keys if one.referent in seeds and one.referent != key}
        for key, rows in seeds.items()
    }
    found: list[Key] = []
    while waiting:
        ready = [key for key, needs in waiting.items() if not needs & waiting.keys()]
        if not ready and strict:
            raise RowsInACircleError(tuple(sorted(map(path, waiting))))
        ready = ready or list(waiting)
        found += ready
        for key in ready:
            del waiting[key]
    return found
