"""Random models, and random changes of them, as plain values that any backend's MetaData can be made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from hypothesis import strategies as st
from sqlalchemy.dialects import mysql as my
from sqlalchemy.dialects import postgresql as pg

Type = tuple[str, Any, tuple[Any, ...]]
"""(name, the type, server defaults that fit)"""

NUMBERS: dict[str, Type] = {
    "integer": ("integer", sa.Integer(), ("0", "7", "-3")),
    "bigint": ("bigint", sa.BigInteger(), ("0", sa.text("12"))),
    "smallint": ("smallint", sa.SmallInteger(), ("1",)),
    "numeric": ("numeric", sa.Numeric(10, 2), ("0", sa.text("1.50"))),
    "float": ("float", sa.Float(), ("1.5",)),
}
STRINGS: dict[str, Type] = {
    "short": ("short", sa.String(20), ("", "it's", "a b")),
    "long": ("long", sa.String(200), ("x",)),
    "fixed": ("fixed", sa.CHAR(3), ("abc",)),
}
OTHERS: dict[str, Type] = {
    "text": ("text", sa.Text(), ()),
    "boolean": ("boolean", sa.Boolean(), (sa.true(), sa.false())),
    "date": ("date", sa.Date(), ("2020-01-02",)),
    "datetime": ("datetime", sa.DateTime(), (sa.func.now(), sa.text("CURRENT_TIMESTAMP"))),
    "binary": ("binary", sa.LargeBinary(), ()),
    "json": ("json", sa.JSON(), ()),
    "uuid": ("uuid", sa.Uuid(), ()),
}
ENUMS: dict[str, Type] = {
    "mood": ("mood", ("sad", "ok"), ("ok",)),
    "mood_more": ("mood", ("sad", "ok", "happy"), ("ok",)),
    "mood_other": ("mood", ("bright", "ok"), ("ok",)),
}
OWN: dict[str, dict[str, Any]] = {
    "list": {"postgresql": pg.ARRAY(sa.Integer()), "mysql": my.LONGTEXT(), "sqlite": sa.Text()},
    "document": {"postgresql": pg.JSONB(), "mysql": sa.JSON(), "sqlite": sa.JSON()},
    "network": {"postgresql": pg.CIDR(), "mysql": my.INTEGER(unsigned=True), "sqlite": sa.Integer()},
    "moment": {"postgresql": sa.DateTime(timezone=True), "mysql": my.DATETIME(fsp=6), "sqlite": sa.DateTime()},
    "clock": {"postgresql": pg.TIME(precision=3), "mysql": my.TIME(fsp=3), "sqlite": sa.Time()},
    "double": {"postgresql": sa.Double(), "mysql": my.DOUBLE(), "sqlite": sa.Double()},
}
"""Types that each backend calls otherwise, or has alone."""
OWN_TYPES: dict[str, Type] = {name: (name, None, ()) for name in OWN}
TYPES = {**NUMBERS, **STRINGS, **OTHERS, **ENUMS, **OWN_TYPES}
INDEXABLE = (*NUMBERS, *STRINGS, "boolean", "date", "datetime")
NAMES = ("a", "b", "c", "Odd Name", "select", "ünï", 'qu"ote', "x2")
TABLES = ("users", "orders", "Items", "order", "a_b")
SIDE, ASIDE = "side", ("a_b", "order")
"""On PostgreSQL these tables are in a schema of that name."""
IDENTITIES: dict[str, Any] = {
    "by default": {},
    "always": {"always": True},
    "odd": {"start": 3, "increment": 2, "maxvalue": 900_001, "cycle": True},
}
COUNTERS: dict[str, Any] = {
    "plain": {},
    "far": {"start": 1000, "increment": 10},
    "round": {"maxvalue": 99, "cycle": True},
}


@dataclass(frozen=True)
class Col:
    """`type` and `default` are the name of one of TYPES and the place of one of its defaults; `computed` a column."""

    name: str
    type: str
    nullable: bool = True
    default: int | None = None
    comment: str | None = None
    computed: str | None = None


@dataclass(frozen=True)
class Tab:
    """A table with an integer key `id` and maybe more in the key; names of constraints may be None."""

    name: str
    columns: tuple[Col, ...]
    key: tuple[str, ...] = ("id",)
    uniques: tuple[tuple[str | None, tuple[str, ...]], ...] = ()
    checks: tuple[tuple[str | None, str], ...] = ()
    """(name, column): what it says is made of the column's type."""
    indexes: tuple[tuple[str, tuple[str, ...], str], ...] = ()
    """(name, columns, kind): plain, unique, desc, expression, partial."""
    keys: tuple[tuple[str | None, str, str | None], ...] = ()
    """(name, table, ON DELETE): a foreign key has a column of its own, `<table>_id`."""
    comment: str | None = None
    identity: str | None = None
    """Of the key on PostgreSQL; one of IDENTITIES."""
    counter: str | None = None
    """A sequence beside the table, where the backend has them; one of COUNTERS."""


Spec = tuple[Tab, ...]


def metadata(spec: Spec, backend: str) -> sa.MetaData:
    """The models that a specification means on a backend."""
    made = sa.MetaData()
    _fill(made, spec, backend)
    return made


def several(spec: Spec, backend: str) -> tuple[sa.MetaData, ...]:
    """The same in two: what nothing connects with the rest has a metadata of its own."""
    joined = {name for tab in spec for _, name, _ in tab.keys} | {tab.name for tab in spec if tab.keys}
    apart = tuple(tab for tab in spec if tab.name not in joined)
    one, other = sa.MetaData(), sa.MetaData()
    _fill(one, tuple(tab for tab in spec if tab not in apart), backend)
    _fill(other, apart, backend)
    if backend == "postgresql":
        for schema in (None, SIDE):  # a schema is looked at as long as it is used
            sa.Table("always there", one, sa.Column("nothing", sa.Integer()), schema=schema)
    return one, other


def _fill(made: sa.MetaData, spec: Spec, backend: str) -> None:
    enums: dict[tuple[str, ...], Any] = {}
    for tab in spec:
        columns = _columns(tab, backend, enums)
        table = sa.Table(tab.name, made, *columns, comment=tab.comment, schema=schema_of(tab.name, backend))
        _constraints(table, tab, backend)
        if tab.counter is not None and backend != "sqlite":
            sa.Sequence(f"{tab.name} counted", **COUNTERS[tab.counter], schema=table.schema, metadata=made)


def schema_of(table: str, backend: str) -> str | None:
    return SIDE if backend == "postgresql" and table in ASIDE else None


def _columns(tab: Tab, backend: str, enums: dict[tuple[str, ...], Any]) -> list[sa.Column[Any]]:
    identity = [sa.Identity(**IDENTITIES[tab.identity])] if tab.identity and backend == "postgresql" else []
    columns = [sa.Column("id", sa.Integer(), *identity, primary_key=True)]
    for col in tab.columns:
        key = col.name in tab.key
        columns.append(
            sa.Column(
                col.name,
                type_of(col.type, tab.name, backend, enums),
                *([sa.Computed(_sum(col.computed), persisted=True)] if col.computed else ()),
                primary_key=key,
                nullable=False if key else col.nullable,
                server_default=None if col.default is None or col.computed else TYPES[col.type][2][col.default],
                comment=col.comment,
            )
        )
    for _, referent, _ in tab.keys:
        columns.append(sa.Column(f"{referent}_id", sa.Integer()))
    return columns


def _sum(column: str) -> str:
    return str(sa.column(column).compile()) + " + 1"


def type_of(name: str, table: str, backend: str, enums: dict[tuple[str, ...], Any]) -> Any:
    """A type; an enum of PostgreSQL has a name of its own for each table, for two cannot differ."""
    if name in OWN:
        return OWN[name][backend]
    if name not in ENUMS:
        return TYPES[name][1]
    _, values, _ = ENUMS[name]
    key = (table, *values)
    return enums.setdefault(key, sa.Enum(*values, name=f"mood of {table}"))


def _constraints(table: sa.Table, tab: Tab, backend: str) -> None:
    types = {col.name: col.type for col in tab.columns}
    for name, columns in tab.uniques:
        table.append_constraint(sa.UniqueConstraint(*(table.c[column] for column in columns), name=name))
    for name, column in tab.checks:
        condition = table.c[column] > 3 if types[column] in NUMBERS else table.c[column] != "never"
        table.append_constraint(sa.CheckConstraint(condition, name=name))
    for name, columns, kind in tab.indexes:
        _index(table, name, [table.c[column] for column in columns], kind, backend)
    for name, referent, ondelete in tab.keys:
        schema = schema_of(referent, backend)
        spec = f"{schema}.{referent}.id" if schema else f"{referent}.id"
        table.append_constraint(sa.ForeignKeyConstraint([f"{referent}_id"], [spec], name=name, ondelete=ondelete))


def _index(table: sa.Table, name: str, columns: list[Any], kind: str, backend: str) -> None:
    parts: list[Any] = list(columns)
    options: dict[str, Any] = {}
    if kind == "desc":
        parts[0] = parts[0].desc()
    if kind == "expression" and backend != "mysql":
        shifting = backend == "postgresql" and isinstance(parts[0].type, sa.Date | sa.DateTime)
        text = parts[0] if shifting else sa.cast(parts[0], sa.String(50))
        parts[0] = sa.func.coalesce(text, text) if shifting else sa.func.lower(text)
    if kind == "partial" and backend != "mysql":
        options = {f"{backend}_where": columns[0].isnot(None)}
    sa.Index(name, *parts, unique=kind == "unique", **options)


@st.composite
def cols(draw: st.DrawFn, name: str, numbers: Sequence[str] = ()) -> Col:
    type_ = draw(st.sampled_from(sorted(TYPES)))
    defaults = TYPES[type_][2]
    default = draw(st.none() | st.integers(0, len(defaults) - 1)) if defaults else None
    comment = draw(st.sampled_from([None, None, "said", "it's"]))
    if numbers and draw(st.integers(0, 6)) == 0:
        return Col(name, "integer", computed=draw(st.sampled_from(numbers)), comment=comment)
    return Col(name, type_, draw(st.booleans()), default, comment)


@st.composite
def tabs(draw: st.DrawFn, name: str, others: Sequence[str]) -> Tab:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
    columns: list[Col] = []
    for one in names:
        numbers = [col.name for col in columns if col.type in NUMBERS and col.type != "float" and not col.computed]
        columns.append(draw(cols(one, numbers)))
    tab = Tab(name, tuple(columns), comment=draw(st.sampled_from([None, "a table"])))
    tab = replace(tab, identity=draw(st.sampled_from([None, None, *IDENTITIES])))
    return draw(dressed(draw(counted(tab)), others))


@st.composite
def counted(draw: st.DrawFn, tab: Tab) -> Tab:
    """The table with an identity that has other options, and another sequence or none."""
    identity = None if tab.identity is None else draw(st.sampled_from([*IDENTITIES]))
    return replace(tab, identity=identity, counter=draw(st.sampled_from([None, None, None, *COUNTERS])))


@st.composite
def dressed(draw: st.DrawFn, tab: Tab, others: Sequence[str]) -> Tab:
    """The table with a random set of constraints and indexes that its columns can bear."""
    plain = [col for col in tab.columns if not col.computed]
    indexable = [col.name for col in plain if col.type in INDEXABLE]
    checkable = [col.name for col in plain if col.type in NUMBERS or col.type in STRINGS]
    computed_from = {col.computed for col in tab.columns}
    keyable = [col.name for col in plain if col.type in ("integer", "short") and col.name not in computed_from]
    tab = replace(tab, key=("id", *draw(_some(keyable, 1))) if draw(st.integers(0, 3)) == 0 else ("id",))
    number = iter(range(100))
    some = draw(st.lists(_some(indexable, 2, least=1), max_size=2)) if indexable else []
    uniques = {tuple(one): (draw(st.sampled_from([None, f"uq_{tab.name}_{next(number)}"])), tuple(one)) for one in some}
    few = draw(_some(checkable, 2))
    checks = tuple((draw(st.sampled_from([None, f"ck_{tab.name}_{next(number)}"])), one) for one in few)
    kinds = st.sampled_from(["plain", "unique", "desc", "expression", "partial"])
    found = draw(st.lists(_some(indexable, 2, least=1), max_size=2)) if indexable else []
    indexes = {tuple(one): (f"ix_{tab.name}_{next(number)}", tuple(one), draw(kinds)) for one in found}
    without = {key: value for key, value in indexes.items() if key not in uniques}
    referents = draw(_some(list(others), 2))
    rules = st.sampled_from([None, "CASCADE", "SET NULL"])
    keys = tuple((draw(st.sampled_from([None, f"fk_{tab.name}_{one}"])), one, draw(rules)) for one in referents)
    return replace(tab, uniques=tuple(uniques.values()), checks=checks, indexes=tuple(without.values()), keys=keys)


def _some(names: Sequence[str], most: int, least: int = 0) -> st.SearchStrategy[list[str]]:
    if not names:
        return st.just([])
    return st.lists(st.sampled_from(list(names)), min_size=least, max_size=most, unique=True)


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    """Up to four tables; foreign keys go anywhere, in circles too, for every table has the same kind of key."""
    names = draw(st.lists(st.sampled_from(TABLES), min_size=1, max_size=4, unique=True))
    return without_keys_to_parts(tuple(draw(tabs(name, names)) for name in names))


def without_keys_to_parts(spec: Spec) -> Spec:
    """Nothing refers to a table whose key is more than `id`: that alone is not unique there."""
    whole = {tab.name for tab in spec if tab.key == ("id",)}
    return tuple(replace(tab, keys=tuple(key for key in tab.keys if key[1] in whole)) for tab in spec)


@st.composite
def changed(draw: st.DrawFn, spec: Spec) -> Spec:
    """Another set of tables made from one: some go, some come, some change in anything."""
    kept = [tab for tab in spec if draw(st.integers(0, 5))]
    more = draw(
        st.lists(st.sampled_from([n for n in TABLES if n not in {t.name for t in spec}] or ["new"]), max_size=1)
    )
    names = [*(tab.name for tab in kept), *more]
    made = [draw(_changed_tab(tab, names)) for tab in kept]
    made += [draw(tabs(name, names)) for name in more]
    return without_keys_to_parts(tuple(made))


@st.composite
def _changed_tab(draw: st.DrawFn, tab: Tab, others: Sequence[str]) -> Tab:
    columns = [col for col in tab.columns if draw(st.integers(0, 4))]
    columns = [draw(cols(col.name)) if draw(st.integers(0, 2)) == 0 else col for col in columns]
    left = [name for name in NAMES if name not in {col.name for col in tab.columns}]
    columns += [draw(cols(name)) for name in draw(_some(left, 2))]
    numbers = {col.name for col in columns if col.type in NUMBERS and col.type != "float" and not col.computed}
    columns = [col for col in columns if col.computed is None or col.computed in numbers] or [Col("a", "integer")]
    bare = replace(tab, columns=tuple(columns), comment=draw(st.sampled_from([None, tab.comment, "another"])))
    bare = draw(counted(bare)) if draw(st.integers(0, 3)) == 0 else bare
    return draw(dressed(bare, others)) if draw(st.booleans()) else _still_possible(bare, tab, others)


def _still_possible(bare: Tab, tab: Tab, others: Sequence[str]) -> Tab:
    """The same constraints and indexes as before, without those that the columns cannot bear any more."""
    types = {col.name: col.type for col in bare.columns if not col.computed}
    indexable = {name for name, type_ in types.items() if type_ in INDEXABLE}
    checkable = {name for name, type_ in types.items() if type_ in NUMBERS or type_ in STRINGS}
    from_ = {col.computed for col in bare.columns}
    keyable = {name for name, type_ in types.items() if type_ in ("integer", "short") and name not in from_}
    return replace(
        bare,
        key=tuple(name for name in tab.key if name == "id" or name in keyable),
        uniques=tuple(one for one in tab.uniques if set(one[1]) <= indexable),
        checks=tuple(one for one in tab.checks if one[1] in checkable),
        indexes=tuple(one for one in tab.indexes if set(one[1]) <= indexable),
        keys=tuple(one for one in tab.keys if one[1] in others),
    )


pairs = specs().flatmap(lambda spec: st.tuples(st.just(spec), changed(spec)))
"""(A, B): two sets of models, the second made from the first."""
