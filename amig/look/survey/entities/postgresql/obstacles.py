"""What may stand in the way of a change, declared or not: views, triggers and policies, and what they depend on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from amig.look.shapes import Key, PolicyShape, TriggerShape, ViewShape
from amig.look.survey.entities.postgresql import access, triggers, views
from amig.look.survey.entities.postgresql.asking import rows

if TYPE_CHECKING:
    from amig.impl.channel import Channel

_ANYWHERE = "n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'"


class Dependent(NamedTuple):
    """A trigger or a policy, the columns and the relations that it reads, the functions that it calls."""

    shape: TriggerShape | PolicyShape
    reads: frozenset[tuple[Key, str]]
    uses: frozenset[Key]
    calls: frozenset[Key]


class Obstacles(NamedTuple):
    """All of them, in every schema."""

    views: list[ViewShape]
    others: list[Dependent]


async def obstacles(channel: Channel) -> Obstacles:
    """Five statements, once a change is found that something may stand in the way of."""
    was = channel.record(on=False)
    try:
        found = [views.shape(row) for row in await rows(channel, views.query(_ANYWHERE))]
        policies = [access.policy(row) for row in await rows(channel, access.policies(_ANYWHERE))]
        of_tables = [triggers.shape(row) for row in await rows(channel, triggers.query(_ANYWHERE))]
        others = _dependents(policies, await rows(channel, _needed("pg_policy", "polrelid", "polname")))
        others += _dependents(of_tables, await rows(channel, _needed("pg_trigger", "tgrelid", "tgname")))
    finally:
        channel.record(on=was)
    return Obstacles(found, others)


def _needed(catalogue: str, table: str, name: str) -> str:
    """What the rows of a catalogue depend on: table and name of the row, schema, name, column, whether a function."""
    return f"""SELECT json_build_array(
        NULLIF(n.nspname, current_schema()), c.relname, x.{name}, NULLIF(un.nspname, current_schema()),
        coalesce(uc.relname, format('%s(%s)', up.proname, oidvectortypes(up.proargtypes))), ua.attname,
        up.oid IS NOT NULL
    ) FROM {catalogue} AS x JOIN pg_class AS c ON c.oid = x.{table} JOIN pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_depend AS d ON d.classid = '{catalogue}'::regclass AND d.objid = x.oid AND d.deptype IN ('n', 'a')
    LEFT JOIN pg_class AS uc ON d.refclassid = 'pg_class'::regclass AND uc.oid = d.refobjid
    LEFT JOIN pg_proc AS up ON d.refclassid = 'pg_proc'::regclass AND up.oid = d.refobjid
    LEFT JOIN pg_namespace AS un ON un.oid = coalesce(uc.relnamespace, up.pronamespace)
    LEFT JOIN pg_attribute AS ua ON ua.attrelid = uc.oid AND ua.attnum = d.refobjsubid AND d.refobjsubid > 0
    WHERE un.oid IS NOT NULL AND {_ANYWHERE}
    """  # noqa: S608 - names of our own


def _dependents(shapes: list[Any], needed: list[Any]) -> list[Dependent]:
    return [Dependent(one, *_of(one.key, needed)) for one in shapes]


def _of(key: tuple[Key, str], needed: list[Any]) -> tuple[frozenset[tuple[Key, str]], frozenset[Key], frozenset[Key]]:
    mine = [
        ((theirs, what), column, call)
        for schema, table, name, theirs, what, column, call in needed
        if ((schema, table), name) == key
    ]
    return (
        frozenset((place, column) for place, column, _ in mine if column is not None),
        frozenset(place for place, _, call in mine if not call),
        frozenset(place for place, _, call in mine if call),
    )
