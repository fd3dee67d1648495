"""Keys, checks and indexes of PostgreSQL's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from amig.look.shapes import CheckShape, ForeignKeyShape, IndexShape, Key, KeyShape

if TYPE_CHECKING:
    from amig.look.words.postgresql import PostgreSQLWords

_ACTIONS = {"r": "RESTRICT", "c": "CASCADE", "n": "SET NULL", "d": "SET DEFAULT"}
_MATCHES = {"f": "FULL", "p": "PARTIAL"}
_DESC, _NULLS_FIRST = 1, 2


@dataclass(frozen=True, slots=True)
class Parts:
    """Reads what is on tables; `names` are those of the columns of each, by number."""

    words: PostgreSQLWords
    quote: Callable[[str], str]
    keys: Mapping[int, Key]
    names: Mapping[int, Mapping[int, str]]

    def all(self, oid: int, constraints: Sequence[Any], indexes: Sequence[Any]) -> dict[str, Any]:
        """The fields of a TableShape for one table."""
        of: dict[str, list[Any]] = {kind: [row for row in constraints if row[2] == kind] for kind in "pufcx"}
        names = self.names[oid]
        return {
            "primary_key": next((self._key(row, names) for row in of["p"]), None),
            "uniques": tuple([self._key(row, names) for row in of["u"]]),
            "foreign_keys": tuple([self._foreign_key(row, names) for row in of["f"]]),
            "checks": tuple([CheckShape(row[1], self.words.expression(row[14])) for row in of["c"]]),
            "excludes": tuple([CheckShape(row[1], self.words.expression(row[14])) for row in of["x"]]),
            "indexes": tuple([self._index(row, names) for row in indexes]),
        }

    def _key(self, row: Sequence[Any], names: Mapping[int, str]) -> KeyShape:
        held, count = row[15], row[16]
        columns = [names.get(number, "") for number in held]
        deferred = "DEFERRED" if row[5] else None
        return KeyShape(row[1], tuple(columns[:count]), row[4], deferred, row[17], tuple(columns[count:]))

    def _foreign_key(self, row: Sequence[Any], names: Mapping[int, str]) -> ForeignKeyShape:
        _, name, _, mine, deferrable, deferred, referent, theirs, deleted, updated, match, schema, table, known, *_ = (
            row
        )
        others = known if known is not None else [self.names[referent][number] for number in theirs]
        return ForeignKeyShape(
            name,
            tuple([names[number] for number in mine]),
            self.keys.get(referent, (schema, table)),
            tuple(others),
            _ACTIONS.get(deleted),
            _ACTIONS.get(updated),
            deferrable,
            "DEFERRED" if deferred else None,
            _MATCHES.get(match),
        )

    def _index(self, row: Sequence[Any], names: Mapping[int, str]) -> IndexShape:
        _, name, unique, method, held, orders, count, nulls, where, options, tablespace, expressions, extras = row
        columns = tuple([names.get(number) for number in held])
        said = [option.partition("=")[::2] for option in options or ()]
        said += [("tablespace", tablespace)] if tablespace else []
        return IndexShape(
            name,
            tuple(self._parts(columns[:count], orders, expressions, extras)),
            columns[:count],
            unique,
            method,
            None if where is None else self.words.expression(where),
            tuple([one for one in columns[count:] if one is not None]),
            nulls,
            tuple(sorted((word, value) for word, value in said)),
        )

    def _parts(self, columns: Sequence[str | None], orders: Any, expressions: Any, extras: Any) -> Iterator[str]:
        for place, column in enumerate(columns):
            after = (extras[place] if extras else "") + order_words(orders[place])
            if column is None:
                yield self.words.part(expressions[place]) + after
            else:
                yield self.quote(column) + after if after else column


def order_words(order: int) -> str:
    """What stands after an indexed column that is not in the usual order."""
    if order & _DESC:
        return " DESC" if order & _NULLS_FIRST else " DESC NULLS LAST"
    return " NULLS FIRST" if order & _NULLS_FIRST else ""
