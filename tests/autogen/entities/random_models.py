"""Random views of views, functions of functions, triggers and policies: plain values of which models are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from hypothesis import strategies as st

from amig.entities import Entity, Function, MaterializedView, Policy, Trigger, View, register

NAMES = ("m", "a_view", "Odd View", "z", "b")
FUNCTIONS = ("zig", "calc", "Odd F")
STAMP = "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"


@dataclass(frozen=True)
class AView:
    """`source` is the number of an earlier view, None the table; `picks` choose among its columns."""

    source: int | None
    picks: tuple[int, ...]
    above: int
    calls: int | None
    materialized: bool
    indexed: bool
    comment: str | None


@dataclass(frozen=True)
class Spec:
    wide: bool
    extra: bool
    functions: tuple[tuple[int, bool, int | None], ...]
    """(what it adds, whether it returns bigint, an earlier one that it calls)"""
    views: tuple[AView, ...]
    trigger: int | None
    policy: int | None


@st.composite
def _views_after(draw: Any, number: int) -> AView:
    return AView(
        draw(st.none() | st.integers(0, number - 1)) if number else None,
        tuple(draw(st.lists(st.integers(0, 3), min_size=1, max_size=3))),
        draw(st.integers(1, 2)),
        draw(st.none() | st.integers(0, 2)),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.sampled_from((None, "it's", "b:c"))),
    )


@st.composite
def specs(draw: Any) -> Spec:
    """Entities that can be made in their order, whatever their names are."""
    functions = draw(st.lists(st.tuples(st.integers(1, 2), st.booleans(), st.none() | st.integers(0, 2)), max_size=3))
    views = [draw(_views_after(number)) for number in range(draw(st.integers(0, len(NAMES))))]
    some = st.none() | st.integers(1, 2)
    return Spec(draw(st.booleans()), draw(st.booleans()), tuple(functions), tuple(views), draw(some), draw(some))


def metadata(spec: Spec) -> sa.MetaData:
    """The models; one entity of each kind is always there, so that the others are seen to go.

    Functions name the schema of those they call: PostgreSQL fills a materialised view with no other in its path.
    """
    made = sa.MetaData()
    columns = [sa.Column("id", sa.BigInteger() if spec.wide else sa.Integer()), sa.Column("n", sa.Integer())]
    columns += [sa.Column("extra", sa.Integer())] if spec.extra else []
    sa.Table("t", made, *columns)
    register(made, *_anchors(), *_functions(spec), *_views(spec), *_others(spec))
    return made


def _anchors() -> list[Entity]:
    return [
        View("anchor", "SELECT 1 AS one"),
        MaterializedView("anchored", "SELECT 1 AS one"),
        Function("stamp()", STAMP),
        Trigger("anchor", "t", "AFTER DELETE", "FOR EACH ROW EXECUTE FUNCTION stamp()"),
        Policy("anchor", "t", using="id > 0"),
    ]


def _functions(spec: Spec) -> list[Entity]:
    found: list[Entity] = []
    for number, (adds, big, calls) in enumerate(spec.functions):
        inner = f'public."{FUNCTIONS[calls]}"(n)' if calls is not None and calls < number else "n"
        type_ = "bigint" if big else "int"
        body = f"RETURNS {type_} LANGUAGE sql AS $$ SELECT ({inner} + {adds})::{type_} $$"
        found.append(Function(f"{FUNCTIONS[number]}(n bigint)", body))
    return found


def _views(spec: Spec) -> list[Entity]:
    found: list[Entity] = []
    known: list[list[str]] = []
    for number, view in enumerate(spec.views):
        source = "t" if view.source is None else NAMES[view.source]
        there = (["id", "n", *(["extra"] if spec.extra else [])]) if view.source is None else known[view.source]
        columns = list(dict.fromkeys(there[pick % len(there)] for pick in view.picks))
        said = [f'"{column}"' for column in columns]
        if view.calls is not None and view.calls < len(spec.functions):
            said.append(f'"{FUNCTIONS[view.calls]}"({said[0]}::bigint) AS "called"')
            columns.append("called")
            said, columns = said[: len(set(columns))], list(dict.fromkeys(columns))
        query = f'SELECT {", ".join(said)} FROM "{source}" WHERE {said[0]} > {view.above} or {said[0]} in (3,4)'
        known.append(columns)
        if view.materialized:
            of = [sa.Column(column, sa.Integer()) for column in columns]
            indexes = [sa.Index(f"ix_{number}", columns[0])] if view.indexed else []
            found.append(MaterializedView(NAMES[number], query, comment=view.comment, columns=of, indexes=indexes))
        else:
            found.append(View(NAMES[number], query, comment=view.comment))
    return found


def _others(spec: Spec) -> list[Entity]:
    found: list[Entity] = []
    if spec.trigger is not None:
        when = f"FOR EACH ROW WHEN (NEW.n > {spec.trigger}) EXECUTE FUNCTION stamp()"
        found.append(Trigger("tr", "t", "BEFORE INSERT OR UPDATE OF n", when))
    if spec.policy is not None:
        found.append(Policy("p", "t", using=f"id>{spec.policy} and n in (1,2)"))
    return found
