"""The tables that both sides have and that may differ, with what callables of the user's say of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from amig.autogen.compare.pair import ColumnPair, TablePair
from amig.autogen.doubts import settled
from amig.autogen.same import same

if TYPE_CHECKING:
    from amig.autogen.dispatch import Dispatch, Said
    from amig.autogen.found import Found
    from amig.autogen.items import Items
    from amig.autogen.model.base import Model
    from amig.autogen.options import AutogenOptions
    from amig.autogen.past.base import Past
    from amig.autogen.reflected import Reflected
    from amig.impl.base import Impl
    from amig.look.normal import Normal
    from amig.look.shapes import Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class Pairing:
    """Makes the pairs of one comparison; `found` are differences that comparators of columns found meanwhile."""

    past: Past
    items: Items
    impl: Impl
    options: AutogenOptions
    reflected: Reflected
    dispatch: Dispatch
    found: list[Found]

    def pairs(self, have: Snapshot, model: Model, normal: Normal, said: Said) -> Iterator[TablePair]:
        """Those that differ, or of which somebody says that they do."""
        for key, described in model.tables.items():
            if (table := have.tables.get(key)) is None:
                continue
            shape = settled(described.shape, normal.tables[key]) if key in normal.tables else described.shape
            pair = TablePair(table, shape, described, self.past, self.items, self.impl, normal.refused.get(key))
            told = self._told(pair)
            if not same(table, shape) or any(told.values()):
                without = self.without | said.stopped | said.tables.get(key, frozenset())
                yield replace(pair, told=told, without=without, ignores=self.options.ignores)

    @property
    def without(self) -> frozenset[str]:
        """Comparators that options leave out."""
        flags = {"types": self.options.compare_type, "defaults": self.options.compare_server_default}
        return frozenset(name for name, flag in flags.items() if flag is False)

    def _told(self, pair: TablePair) -> Mapping[tuple[str, str], bool]:
        options, told = self.options, dict[tuple[str, str], bool]()
        hooks = (("types", options.compare_type, _types), ("defaults", options.compare_server_default, _defaults))
        asked = [(name, hook, arguments) for name, hook, arguments in hooks if callable(hook)]
        if not asked and not self.dispatch.has_columns:
            return told
        for column in pair.columns():
            there = self.reflected.item(pair.have, "column", column.have)
            for name, hook, arguments in asked:
                if (answer := hook(self._context, *arguments(column, there))) is not None:
                    told[column.want.name, name] = bool(answer)
            said = self.dispatch.column(column)
            self.found.extend(said.found)
            told.update({(column.want.name, name): False for name in said.stopped})
        return told

    @property
    def _context(self) -> Any:
        return self.dispatch.context.migration_context


def _types(pair: ColumnPair, there: Any) -> tuple[Any, ...]:
    return there, pair.column, there.type, pair.column.type


def _defaults(pair: ColumnPair, there: Any) -> tuple[Any, ...]:
    return there, pair.column, pair.have.default, pair.column.server_default, pair.want.default
