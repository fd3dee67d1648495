"""What a test's database holds, and in what two of them differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amig.proof.snapshot.census import census
from amig.proof.snapshot.rows import Rows, Seeds, steady_columns, unlike_rows, without, written_rows
from amig.proof.snapshot.seen import schema_of
from amig.proof.things import Thing, path, things, unlike

if TYPE_CHECKING:
    from amig.look.shapes import Snapshot
    from amig.testing.database import Database

MOST = 100_000
"""Rows that are compared; a test's database with more of them is an error."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The structure of a database as small things by name, its rows, and its version rows."""

    things: Mapping[str, Thing]
    rows: Seeds
    heads: tuple[str, ...]


async def structure(database: Database, *, whole: bool) -> dict[str, Thing]:
    """All that a comparison sees; with `whole` also what none does, and how things are set and written."""
    trial = database.trial()
    found = _by_name(await schema_of(trial))
    if whole:
        async with trial.context() as context:
            found = {**await census(context), **found}
    return found


def _by_name(snapshot: Snapshot) -> dict[str, Thing]:
    found = things(snapshot)
    found |= {f"schema {name}": Thing("there") for name in snapshot.schemas if name is not None}
    return found | {f"row security {path(key)}": Thing("on") for key in snapshot.row_security}


async def seen(database: Database) -> Seen:
    """Everything, rows included; raises TooManyRowsError."""
    trial = database.trial()
    snapshot = await schema_of(trial)
    async with trial.context() as context:
        rows = await written_rows(context, snapshot, MOST)
    return Seen(_by_name(snapshot), rows, await database.heads())


def differences(one: Seen, other: Seen, names: tuple[str, str], moving: frozenset[str] = frozenset()) -> list[str]:
    """In words; columns that are `moving`, named as `table.column`, have other values each time."""
    told = [each.told(*names) for each in unlike(one.things, other.things)]
    if one.heads != other.heads:
        told.append(f"the version is {_at(one.heads)} in {names[0]}, {_at(other.heads)} in {names[1]}")
    return [*told, *unlike_rows(_still(one.rows, moving), _still(other.rows, moving))]


def moving(one: Seen, other: Seen) -> frozenset[str]:
    """The columns in which two databases differ that had the same done to them."""
    return frozenset(
        f"{path(key)}.{column}"
        for key, rows in one.rows.items()
        if key in other.rows
        for column in rows.columns
        if column not in steady_columns(rows, other.rows[key])
    )


def _still(seeds: Seeds, moving: frozenset[str]) -> Seeds:
    return {key: without(rows, _columns(path(key), rows, moving)) for key, rows in seeds.items()}


def _columns(table: str, rows: Rows, moving: frozenset[str]) -> list[str]:
    return [column for column in rows.columns if f"{table}.{column}" in moving]


def _at(heads: tuple[str, ...]) -> str:
    return ", ".join(heads) or "base"
