"""Two hundred pairs of models, and what Alembic finds between them: amig finds it too, or says here why not."""

from __future__ import annotations

import asyncio
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext as AlembicContext
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy.ext.asyncio import AsyncEngine

from amig.autogen.batches import in_batches
from amig.autogen.found import Found
from amig.impl import impl_for
from amig.ops import AlterColumn
from tests.autogen.running import apply, compare, emptied, engine_of, make, told, upgrade_of
from tests.autogen.strategies import SIDE, Col, Spec, pairs, several
from tests.autogen.test_pairs import makes_uuids
from tests.servers.databases import Backend

PAIRS = 200
FEW = {"sqlite": 25, "postgresql": 8, "mysql": 8}
COMPARING_DEFAULTS = re.compile(r"SELECT (?!.* FROM ).+ = .+", re.DOTALL)
CANNOT = "Alembic cannot: its SELECT that compares two defaults is refused, as of a text with a quote"


class One(NamedTuple):
    """A difference: `-` what goes, `+` what comes, `~` what changes of a column; `what` is a name, or columns."""

    sign: str
    kind: str
    table: str
    what: str = ""


class Case(NamedTuple):
    """Two models on a backend; the reasons for what differs look at them."""

    backend: str
    before: Spec
    after: Spec

    def cols(self, one: One) -> tuple[Col | None, Col | None]:
        """What a column was and what it becomes."""
        return _col(self.before, one), _col(self.after, one)

    def recomputed(self, one: One) -> bool:
        """Whether a column is, or was, computed."""
        return any(col is not None and col.computed is not None for col in self.cols(one))

    def same_default(self, one: One) -> bool:
        """Whether it is of the same type, and has the same default."""
        was, is_ = self.cols(one)
        return was is not None and is_ is not None and (was.type, was.default) == (is_.type, is_.default)

    def types(self, one: One) -> set[str]:
        """The types of a column that is there before and after."""
        was, is_ = self.cols(one)
        return {was.type, is_.type} if was and is_ else {"none"}

    def serves(self, one: One) -> bool:
        """Whether an index is called as MySQL calls that of a foreign key."""
        keys = (key for tab in self.before if tab.name == one.table for key in tab.keys)
        return any(one.what == (name or f"{referent}_id") for name, referent, _ in keys)

    def kinds(self, one: One) -> set[str]:
        """What kind of index it was and is."""
        both = (*self.before, *self.after)
        return {kind for tab in both if tab.name == one.table for name, _, kind in tab.indexes if name == one.what}

    def oddly_named(self, one: One) -> bool:
        """Whether a unique constraint is of a column with a quote in its name."""
        uniques = (each for tab in self.before if tab.name == one.table for each in tab.uniques)
        return any(name == one.what and any('"' in column for column in columns) for name, columns in uniques)

    def reordered(self, one: One) -> bool:
        """Whether a unique constraint is of the same columns as before, in another order."""
        before, after = (
            [columns for tab in spec if tab.name == one.table for name, columns in tab.uniques if name == one.what]
            for spec in (self.before, self.after)
        )
        return [set(columns) for columns in before] == [set(columns) for columns in after] and before != after

    def named_now(self, one: One) -> bool:
        """Whether a unique constraint was there without a name."""
        was = [columns for tab in self.before if tab.name == one.table for name, columns in tab.uniques if name is None]
        after = (each for tab in self.after if tab.name == one.table for each in tab.uniques)
        return any(name == one.what and columns in was for name, columns in after)

    def fewer_options(self, one: One) -> bool:
        """Whether an identity loses its options."""
        was, is_ = (
            next((tab.identity for tab in spec if tab.name == one.table), None) for spec in (self.before, self.after)
        )
        return was == "odd" and is_ in ("by default", "always")

    def unnamed(self, one: One) -> bool:
        """Whether it is a unique constraint without a name."""
        uniques = (each for tab in self.before if tab.name == one.table for each in tab.uniques)
        return any(name is None and "_".join(columns) == one.what for name, columns in uniques)


def _col(spec: Spec, one: One) -> Col | None:
    found = (col for tab in spec for col in tab.columns if (tab.name, col.name) == (one.table, one.what))
    return next(found, None)


def by_alembic(connection: sa.Connection, models: tuple[sa.MetaData, ...]) -> Iterator[One]:
    """What Alembic says, with all that it can compare."""
    options = {
        "compare_server_default": True,
        "compare_type": True,
        "include_schemas": connection.dialect.name != "mysql",
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = compare_metadata(AlembicContext.configure(connection, opts=options), list(models))
    flat = [alembics(one) for said in found for one in (said if isinstance(said, list) else [said])]
    whole = {(one.sign, one.table) for one in flat if one.kind == "table"}
    yield from (one for one in flat if one.kind == "table" or (one.sign, one.table) not in whole)


def alembics(said: tuple[Any, ...]) -> One:
    verb, *rest = said
    sign, _, kind = verb.partition("_")
    if sign == "modify":
        identity = kind == "default" and any(isinstance(value, sa.Identity) for value in rest[4:])
        return One("~", "identity" if identity else kind, rest[1], rest[2])
    mark = "+" if sign == "add" else "-"
    if kind == "column":
        return One(mark, "column", rest[1], rest[2].name)
    if kind in ("table", "table_comment"):
        return One("~" if kind == "table_comment" else mark, "table" if kind == "table" else "comment", rest[0].name)
    kinds = {"fk": "foreign_key", "constraint": "unique"}
    return One(mark, kinds.get(kind, kind), rest[0].table.name, named(rest[0]))


def named(item: Any) -> str:
    """Its name, else its columns."""
    return str(item.name) if item.name is not None else "_".join(column.name for column in item.columns)


def amigs(found: Iterable[Found]) -> Iterator[One]:
    """What amig says, in the same words; what comes with a table is part of it."""
    for one in found:
        sign = "-" if type(one.directive).__name__.startswith("Drop") else "+"
        for note in one.notes:
            kind, _, path = note.subject.partition(" ")
            table, what = _split(path)
            if kind == "comment" or isinstance(one.directive, AlterColumn):
                yield One("~", kind, table, what)
            elif kind != "table" or type(one.directive).__name__ in ("CreateTable", "DropTable"):
                yield One(sign, kind, table, what)


def _split(path: str) -> tuple[str, str]:
    table, _, what = path.removeprefix(f"{SIDE}.").partition(".")
    return table, what


class Deliberate(NamedTuple):
    """A difference on purpose: which, and why."""

    fits: Callable[[One, Case], bool]
    why: str


MISSING: dict[str, Deliberate] = {
    "remade": Deliberate(
        lambda one, case: one.kind in ("type", "nullable", "default", "comment") and case.recomputed(one),
        "a column that is computed no more, or of something else, is dropped and added: it is one difference",
    ),
    "named now": Deliberate(
        lambda one, case: case.backend == "sqlite" and one[:2] == ("+", "unique") and case.named_now(one),
        "the constraint is there and has no name: Alembic does not see it",
    ),
    "read": Deliberate(
        lambda one, case: case.backend == "sqlite" and one[:2] == ("+", "unique") and case.oddly_named(one),
        "it is there: Alembic reads no constraint of columns with quotes in their names from SQLite's text",
    ),
    "noise": Deliberate(
        lambda one, case: one.kind == "default" and case.same_default(one),
        "the default is the same; Alembic compares how it is quoted",
    ),
}
"""What Alembic finds and amig does not."""

EXTRA: dict[str, Deliberate] = {
    "checks": Deliberate(lambda one, _: one.kind == "check", "Alembic does not compare CHECKs"),
    "keys": Deliberate(lambda one, _: one.kind == "primary_key", "nor primary keys"),
    "sequences": Deliberate(lambda one, _: one.kind == "sequence", "nor sequences"),
    "enums": Deliberate(lambda one, _: one.kind == "enum", "nor enums and their values"),
    "computed": Deliberate(lambda one, _: one.kind == "computed", "it only warns of a computed column that changes"),
    "options": Deliberate(
        lambda one, case: one.kind == "identity" and case.fewer_options(one),
        "options of an identity that are not given any more: Alembic compares only those that are",
    ),
    "fractions": Deliberate(
        lambda one, case: case.backend == "mysql" and one.kind == "type" and case.types(one) == {"datetime", "moment"},
        "it does not compare the fractions of a second",
    ),
    "order": Deliberate(
        lambda one, case: one.kind in ("unique", "index") and case.reordered(one),
        "a unique constraint of the same columns in another order has another index: to Alembic it is the same",
    ),
    "unnamed": Deliberate(
        lambda one, case: case.backend == "sqlite" and one[:2] == ("-", "unique") and case.unnamed(one),
        "a constraint without a name is none to Alembic on SQLite",
    ),
    "counting": Deliberate(lambda one, _: one.kind == "autoincrement", "nor AUTO_INCREMENT of a key that changes"),
    "of a foreign key": Deliberate(
        lambda one, case: case.backend == "mysql" and one[:2] == ("-", "index") and case.serves(one),
        "the index that MySQL made for a foreign key goes with it; Alembic leaves it there",
    ),
    "json": Deliberate(
        lambda one, case: (
            case.backend == "mysql" and one.kind == "type" and case.types(one) <= {"list", "document", "json"}
        ),
        "JSON is LONGTEXT with a CHECK on MariaDB: to Alembic they are the same",
    ),
    "quoted": Deliberate(
        lambda one, case: case.backend == "sqlite" and one[:2] == ("-", "unique") and case.oddly_named(one),
        "a constraint of columns with quotes in their names is not read from SQLite's text",
    ),
    "indexes": Deliberate(
        lambda one, case: one.kind == "index" and not case.kinds(one).isdisjoint({"expression", "partial", "desc"}),
        "it does not compare predicates and directions, and sees no expressions on SQLite",
    ),
}
"""What amig finds and Alembic does not."""


@pytest.mark.timeout(600)
def test_amig_finds_what_alembic_finds(backend: Backend, request: pytest.FixtureRequest) -> None:
    """And what it finds beside is right: it is gone after the upgrade."""
    wanted = PAIRS if request.config.option.full else FEW[backend.name]
    used: Counter[str] = Counter()
    unexplained: list[str] = []

    @settings(
        max_examples=3 * wanted,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(pairs)
    def compared(pair: tuple[Spec, Spec]) -> None:
        case = Case(backend.name, *pair)
        if used["compared"] < wanted and (backend.name != "mysql" or not makes_uuids(*pair)):
            unexplained.extend(asyncio.run(differing(backend, case, used)))

    compared()
    assert not unexplained, "\n".join(unexplained)
    assert used.pop("compared") == wanted
    said = ", ".join(f"{name} {count}" for name, count in sorted(used.items()))
    request.node.user_properties.append(("figure", f"{wanted} pairs beside Alembic on {backend.name}: {said}"))


async def differing(backend: Backend, case: Case, used: Counter[str]) -> list[str]:
    """Both tools between two models; what they disagree in for no reason that is known."""
    before, after = several(case.before, backend.name), several(case.after, backend.name)
    async with engine_of(backend) as engine:
        await cleared(engine, backend)
        for one in before:
            await make(engine, one)
        async with engine.connect() as connection:
            try:
                theirs = alike(backend, await connection.run_sync(lambda sync: list(by_alembic(sync, after))))
            except sa.exc.DBAPIError as error:
                if not COMPARING_DEFAULTS.fullmatch(error.statement or ""):
                    raise
                used[CANNOT] += 1
                return []
        found = (await compare(engine, *after)).found
        ours = alike(backend, amigs(found))
        await apply(engine, upgrade_of(in_batches(found, impl_for(engine.dialect))))
        assert told((await compare(engine, *after)).found) == []
    used["compared"] += 1
    used["both"] += (ours & theirs).total()
    missed = explained(theirs - ours, MISSING, case, used)
    beside = explained(ours - theirs, EXTRA, case, used)
    return [f"{word}: {one} {case.cols(one)}" for word, left in (("missed", missed), ("extra", beside)) for one in left]


def alike(backend: Backend, several: Iterable[One]) -> Counter[One]:
    """MySQL has no unique constraints, only indexes; either tool may call one by either name."""
    mysql = backend.name == "mysql"
    return Counter(one._replace(kind="index") if mysql and one.kind == "unique" else one for one in several)


def explained(those: Counter[One], reasons: dict[str, Deliberate], case: Case, used: Counter[str]) -> list[One]:
    """Those that no reason fits."""
    left = []
    for one in those.elements():
        name = next((name for name, reason in reasons.items() if reason.fits(one, case)), None)
        if name is None:
            left.append(one)
        else:
            used[name] += 1
    return left


async def cleared(engine: AsyncEngine, backend: Backend) -> None:
    if backend.name == "sqlite":
        Path(engine.url.database or "").unlink(missing_ok=True)  # noqa: ASYNC240 - nothing else runs here
    else:
        await emptied(engine)
