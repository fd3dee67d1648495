"""Random models, and random changes of them, as plain values that any backend's MetaData can be made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from hypothesis import strategies as st

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
TYPES = {**NUMBERS, **STRINGS, **OTHERS, **ENUMS}
INDEXABLE = (*NUMBERS, *STRINGS, "boolean", "date", "datetime")
NAMES = ("a", "b", "c", "Odd Name", "select", "ünï", 'qu"ote', "x2")
TABLES = ("users", "orders", "Items", "order", "a_b")


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


Spec = tuple[Tab, ...]


def metadata(spec: Spec, backend: str) -> sa.MetaData:
    """The models that a specification means on a backend."""
    made = sa.MetaData()
    enums: dict[tuple[str, ...], Any] = {}
    for tab in spec:
        table = sa.Table(tab.name, made, *_columns(tab, backend, enums), comment=tab.comment)
        _constraints(table, tab, backend)
    return made


def _columns(tab: Tab, backend: str, enums: dict[tuple[str, ...], Any]) -> list[sa.Column[Any]]:
    columns = [sa.Column("id", sa.Integer(), primary_key=True)]
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
        spec = f"{referent}.id"
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
    return draw(dressed(tab, others))


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
