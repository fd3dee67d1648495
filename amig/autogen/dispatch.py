"""Comparators of plugins, asked before and after amig's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from amig.autogen.found import Found, found
from amig.autogen.plugins import CONTINUE, FIRST, STOP, Comparator, Target, meant
from amig.autogen.script import ModifyTableOps, OpContainer, UpgradeOps
from amig.ops.alter import AlterColumn
from amig.ops.base import Directive
from amig.ops.verb import verb_name

if TYPE_CHECKING:
    from amig.autogen.compare.pair import ColumnPair, TablePair
    from amig.autogen.context import AutogenContext
    from amig.autogen.model.base import Model
    from amig.autogen.reflected import Reflected
    from amig.look.shapes import Key, Snapshot


class Said(NamedTuple):
    """What comparators found, and which of amig's own are stopped: for everything, and for single tables."""

    found: tuple[Found, ...] = ()
    stopped: frozenset[str] = frozenset()
    tables: Mapping[Key, frozenset[str]] = {}


class ColumnChange(OpContainer):
    """What comparators of columns fill in: `changes` are keywords of `alter_column`."""

    def __init__(self, table_name: str, column_name: str, schema: str | None) -> None:
        super().__init__([])
        self.table_name, self.column_name, self.schema = table_name, column_name, schema
        self.changes: dict[str, Any] = {}

    def finish(self, existing: Mapping[str, Any]) -> None:
        """The changes become a directive."""
        if self.changes:
            keywords = {**existing, **self.changes}
            self.ops.append(AlterColumn(self.table_name, self.column_name, schema=self.schema, **keywords))


@dataclass(frozen=True, slots=True, eq=False)
class Dispatch:
    """The comparators of plugins that take part."""

    context: AutogenContext
    reflected: Reflected
    comparators: tuple[Comparator, ...] = field(default=())

    def first(self, have: Snapshot, want: Model) -> Said:
        """What those of priority FIRST say."""
        return self._said(have, want, [one for one in self.comparators if one.priority >= FIRST])

    def last(self, have: Snapshot, want: Model) -> Said:
        """What the others say."""
        return self._said(have, want, [one for one in self.comparators if one.priority < FIRST])

    def _said(self, have: Snapshot, want: Model, comparators: list[Comparator]) -> Said:
        schemas = {*have.schemas, *want.schemas}
        whole = self._run(_of(comparators, "autogenerate"), UpgradeOps(), ())
        schema = self._run(_of(comparators, "schema"), UpgradeOps(), (schemas,))
        of_tables = _of(comparators, "table")
        keys = dict.fromkeys((*want.tables, *have.tables)) if of_tables else ()
        tables = {key: self._table(have, want, key, of_tables) for key in keys}
        found = [one for said in (whole, schema, *tables.values()) for one in said.found]
        return Said(tuple(found), whole.stopped | schema.stopped, {key: said.stopped for key, said in tables.items()})

    def _table(self, have: Snapshot, want: Model, key: Key, comparators: list[Comparator]) -> Said:
        shape, model = have.tables.get(key), want.tables.get(key)
        there = None if shape is None else self.reflected.table(shape)
        table = None if model is None else model.table
        schema = key[0] if table is None else table.schema
        ops = ModifyTableOps(key[1], schema=schema)
        return self._run(comparators, ops, (schema, key[1], there, table))

    def column(self, pair: ColumnPair) -> Said:
        """What comparators of columns say of one; what is stopped is for it alone."""
        table: TablePair = pair.table
        change = ColumnChange(table.name, pair.want.name, table.schema)
        there = self.reflected.item(table.have, "column", pair.have)
        args = (table.schema, table.name, pair.want.name, there, pair.column)
        existing = {"existing_type": there.type, "existing_nullable": pair.have.nullable}
        return self._run(_of(self.comparators, "column"), change, args, existing)

    @property
    def has_columns(self) -> bool:
        """Whether any of them compares columns."""
        return any(one.target == "column" for one in self.comparators)

    def _run(
        self,
        comparators: list[Comparator],
        ops: OpContainer,
        args: tuple[Any, ...],
        existing: Mapping[str, Any] | None = None,
    ) -> Said:
        """Ask one after the other; STOP ends what its element is compared for."""
        ended: set[str | None] = set()
        found_: list[Found] = []
        for one in comparators:
            if one.element is not None and one.element in ended:
                continue
            answers = _answers(one.function(self.context, ops, *args))
            ops.ops += [answer for answer in answers if answer not in (STOP, CONTINUE)]
            if STOP in answers:
                ended.add(one.element)
            if isinstance(ops, ColumnChange):
                ops.finish(existing or {})
                ops.changes = {}
            found_ += [_found(one, directive) for directive in ops.flat()]
            ops.ops.clear()
        return Said(tuple(found_), frozenset(name for element in ended for name in meant(element)))


def _of(comparators: Iterable[Comparator], target: Target) -> list[Comparator]:
    return [one for one in comparators if one.target == target]


def _answers(given: Any) -> list[Any]:
    if given is None:
        return []
    return [given] if isinstance(given, Directive) or not isinstance(given, Iterable) else list(given)


def _found(comparator: Comparator, directive: Directive[Any]) -> Found:
    table = getattr(directive, "table_name", None) or comparator.target
    return found(directive, f"{verb_name(type(directive))} {table}", f"the plugin `{comparator.plugin}` says so")
