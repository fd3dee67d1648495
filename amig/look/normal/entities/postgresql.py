"""PostgreSQL writes views, functions, triggers and policies down as temporary ones: one statement, nothing stays."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from amig.look.normal.entities import Refusal, Said
from amig.look.shapes import FunctionShape, PolicyShape, Snapshot, TriggerShape, ViewShape
from amig.look.survey.entities.postgresql import access, routines, triggers, views
from amig.look.survey.entities.postgresql.asking import array
from amig.ops.policy import CreatePolicy
from amig.ops.statement import Statement
from amig.ops.trigger import CreateTrigger

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel

_UNSURE = ("25", "42501", "55P03", "53", "57", "54")
"""Refusals that say nothing about the text: a read-only transaction, missing rights, a lock, no room."""
_DO = """DO {tag}
DECLARE said jsonb := '[]'; sample jsonb; step text; answer json;
BEGIN
    FOR sample IN SELECT jsonb_array_elements({samples}::jsonb) LOOP
        BEGIN
            PERFORM set_config('lock_timeout', '1s', true), set_config('check_function_bodies', 'off', true);
            FOR step IN SELECT jsonb_array_elements_text(sample -> 'do') LOOP
                EXECUTE step;
            END LOOP;
            EXECUTE sample ->> 'ask' INTO answer;
            RAISE EXCEPTION USING ERRCODE = 'AM1G0';
        EXCEPTION
            WHEN SQLSTATE 'AM1G0' THEN said := said || jsonb_build_array(jsonb_build_object('said', answer));
            WHEN OTHERS THEN said := said || jsonb_build_array(jsonb_build_object('state', SQLSTATE, 'why', SQLERRM));
        END;
    END LOOP;
    PERFORM set_config('amig.said', said::text, false);
END {tag}"""
"""Each sample is made, read and taken back by an error of our own, which leaves the variables as they are."""
_ANSWER = "SELECT current_setting('amig.said', true), set_config('amig.said', '', false)"
_ELSEWHERE = "another session of the server answered: behind a pooler, compare in a transaction"


class _Sample(NamedTuple):
    kind: str
    key: Any
    do: list[str]
    ask: str
    shape: Callable[[Any], Any]


async def said(channel: Channel, impl: Impl, want: Snapshot, have: Snapshot) -> Said:
    """What the server makes of all that is not already in its words.

    It does not always write the same when it reads what it wrote: of what still differs, both sides are read once more.
    """
    samples = list(_samples(impl, want, have))
    first = await _answers(channel, impl, samples)
    pairs = {key: (one, _other(have, key[0], one)) for key, one in first.shapes.items()}
    still = {key: pair for key, pair in pairs.items() if pair[1] is not None and _content(pair[0]) != _content(pair[1])}
    twice = [
        _sample(impl, kind, (side, key), one) for (kind, key), pair in still.items() for side, one in enumerate(pair)
    ]
    again = (await _answers(channel, impl, twice)).shapes
    same = {
        (kind, key): _with_content(one, other)
        for (kind, key), (one, other) in still.items()
        if (kind, (0, key)) in again
        and (kind, (1, key)) in again
        and _content(again[kind, (0, key)]) == _content(again[kind, (1, key)])
    }
    return Said({**first.shapes, **same}, first.refused)


def _other(have: Snapshot, kind: str, one: Any) -> Any:
    kinds: dict[str, Mapping[Any, Any]] = {
        "view": have.views,
        "function": have.functions,
        "trigger": have.triggers,
        "policy": have.policies,
    }
    return kinds[kind].get(one.key)


def _content(one: Any) -> tuple[Any, ...]:
    """What the server writes of it."""
    return (one.using, one.check) if isinstance(one, PolicyShape) else (one.text,)


def _with_content(one: Any, other: Any) -> Any:
    if isinstance(one, PolicyShape):
        return one._replace(using=other.using, check=other.check)
    return one._replace(text=other.text)


async def _answers(channel: Channel, impl: Impl, samples: list[_Sample]) -> Said:
    if not samples:
        return Said()
    given = json.dumps([{"do": one.do, "ask": array(one.ask)} for one in samples])
    tag = "$amig$"
    while tag in given:
        tag = f"{tag[:-1]}_$"
    await channel.put(Statement(_DO.format(tag=tag, samples=impl.literal(given))))
    answer = (await channel.fetch(Statement(_ANSWER, result=True)))[0][0]
    answers = json.loads(answer) if answer else [{"state": _UNSURE[0], "why": _ELSEWHERE}] * len(samples)
    shapes, refused = {}, {}
    for sample, one in zip(samples, answers, strict=True):
        if "state" in one:
            refused[sample.kind, sample.key] = Refusal(one["why"], not one["state"].startswith(_UNSURE))
        elif one["said"]:
            shapes[sample.kind, sample.key] = sample.shape(one["said"][0])
    return Said(shapes, refused)


def _samples(impl: Impl, want: Snapshot, have: Snapshot) -> Iterator[_Sample]:
    for key, view in want.views.items():
        if key in have.views:
            yield _sample(impl, "view", key, view)
    for key, function in want.functions.items():
        yield _sample(impl, "function", key, function)
    for place, trigger in want.triggers.items():
        if place in have.triggers and have.triggers[place] != trigger:
            yield _sample(impl, "trigger", place, trigger)
    for place, policy in want.policies.items():
        if place in have.policies and have.policies[place] != policy:
            yield _sample(impl, "policy", place, policy)


def _sample(impl: Impl, kind: str, key: Any, one: Any) -> _Sample:
    makes: dict[str, Callable[[Impl, Any], _Sample]] = {
        "view": _view,
        "function": _function,
        "trigger": _trigger,
        "policy": _policy,
    }
    return makes[kind](impl, one)._replace(kind=kind, key=key)


def _view(impl: Impl, view: ViewShape) -> _Sample:  # noqa: ARG001 - as the others
    options = ", ".join(f"{name} = {value}" for name, value in view.options if not view.materialized)
    made = f"CREATE TEMP VIEW amig_view{f' WITH ({options})' if options else ''} AS {view.text}"
    ask = views.query("c.oid = 'pg_temp.amig_view'::regclass")
    return _Sample(
        "view", view.key, [made], ask, lambda row: views.shape(row)._replace(name=view.name, schema=view.schema)
    )


def _function(impl: Impl, function: FunctionShape) -> _Sample:
    name, _, arguments = function.signature.partition("(")
    made = f"CREATE {function.kind} pg_temp.{impl.name(name.strip())}({arguments} {function.text}"
    ask = routines.query(f"p.pronamespace = pg_my_temp_schema() AND p.proname = {impl.literal(name.strip())}")
    return _Sample(
        "function", function.key, [made], ask, lambda row: routines.shape(row)._replace(schema=function.schema)
    )


def _trigger(impl: Impl, trigger: TriggerShape) -> _Sample:
    schema, table = trigger.table
    real = impl.table(table, schema)
    like = f"CREATE TEMP TABLE amig_table (LIKE {real})"
    if trigger.when.upper().startswith("INSTEAD"):
        like = f"CREATE TEMP VIEW amig_table AS SELECT * FROM {real}"  # noqa: S608 - a quoted name
    made = CreateTrigger(trigger.name, "amig_table", trigger.when, trigger.text, schema="pg_temp")
    ask = triggers.query("t.tgrelid = 'pg_temp.amig_table'::regclass")
    steps = [like, *(one.text for one in impl.emit(made))]
    return _Sample("trigger", trigger.key, steps, ask, lambda row: triggers.shape(row)._replace(table=trigger.table))


def _policy(impl: Impl, policy: PolicyShape) -> _Sample:
    """The temporary table has the real one's name: a subquery of a policy may name it."""
    schema, table = policy.table
    like = f"CREATE TEMP TABLE {impl.name(table)} (LIKE {impl.table(table, schema)})"
    made = CreatePolicy(
        policy.name,
        table,
        using=policy.using,
        check=policy.check,
        command=policy.command,
        permissive=policy.permissive,
        roles=policy.roles,
        schema="pg_temp",
    )
    ask = access.policies(f"c.oid = {impl.literal(f'pg_temp.{impl.name(table)}')}::regclass")
    steps = [like, *(one.text for one in impl.emit(made))]
    return _Sample("policy", policy.key, steps, ask, lambda row: access.policy(row)._replace(table=policy.table))
