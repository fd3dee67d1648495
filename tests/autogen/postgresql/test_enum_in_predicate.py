"""An enum that changes while indexes, CHECKs and computed columns name its values."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from tests.autogen.running import apply, compare, downgrade_of, engine_of, make, told, upgrade_of
from tests.servers.databases import Backend

MANY, FEW = ("open", "done", "lost"), ("open", "done")


def models(values: tuple[str, ...], *items: Any, named: str = "open") -> sa.MetaData:
    made = sa.MetaData()
    state = sa.Column("state", sa.Enum(*values, name="state"))
    sa.Table("task", made, sa.Column("id", sa.Integer, primary_key=True), state, *(item(named) for item in items))
    return made


def index(named: str) -> sa.Index:
    return sa.Index("some_tasks", "id", postgresql_where=sa.text(f"state = '{named}'"))


def expression(named: str) -> sa.Index:
    return sa.Index("by_state", sa.text(f"(state = '{named}')"))


def check(named: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"state <> '{named}' OR id > 0", name="some_are_positive")


def computed(named: str) -> sa.Column[Any]:
    return sa.Column("is_so", sa.Boolean, sa.Computed(f"state = '{named}'", persisted=True), index=True)


def once(named: str) -> ExcludeConstraint:
    return ExcludeConstraint((sa.column("id"), "="), where=sa.text(f"state = '{named}'"), using="btree", name="once")


USES = pytest.mark.parametrize("use", [index, expression, check, computed, once])


async def there_and_back(backend: Backend, before: sa.MetaData, after: sa.MetaData) -> None:
    async with engine_of(backend) as engine:
        await make(engine, before)
        found = (await compare(engine, after)).found
        await apply(engine, upgrade_of(found))
        assert told((await compare(engine, after)).found) == []
        await apply(engine, downgrade_of(found))
        assert told((await compare(engine, before)).found) == []


@USES
async def test_a_value_goes_while_another_is_named(postgresql: Backend, use: Any) -> None:
    """What names the other goes before it, and comes again."""
    await there_and_back(postgresql, models(MANY, use), models(FEW, use))


@USES
async def test_a_value_goes_that_was_named(postgresql: Backend, use: Any) -> None:
    """What names it goes with it; the models have it of another value."""
    await there_and_back(postgresql, models(MANY, use, named="lost"), models(FEW, use))


@USES
async def test_a_value_comes_and_goes_again(postgresql: Backend, use: Any) -> None:
    """That it can be taken back is seen to as well."""
    await there_and_back(postgresql, models(FEW, use), models(MANY, use))


async def test_all_of_them_at_once(postgresql: Backend) -> None:
    uses = (index, expression, check, computed, once)
    await there_and_back(postgresql, models(MANY, *uses, named="lost"), models(FEW, *uses))
