"""Whether two texts mean the same to SQLite: it makes the same program of both."""

from __future__ import annotations

import re
import sqlite3
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from amig.impl.sqlite_text import bare, is_word, words_of

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.look.shapes import TableShape

_NO_FUNCTION = re.compile(r"no such function: (\S+)")
_NO_COLLATION = re.compile(r"no such collation sequence: (\S+)")
_NO_COLUMN = "no such column: "
_QUOTES = frozenset("\"'`[.")
_DIRECTION = re.compile(r"(?i)^(.*?)(?:\s+(ASC|DESC))?$", re.DOTALL)


class Scratch:
    """A table of the models' columns, in memory, of which expressions can be made; raises sqlite3.Error."""

    def __init__(self, memory: sqlite3.Connection, impl: Impl, table: TableShape) -> None:
        self.memory, self.impl, self.table = memory, impl, table
        self.names = frozenset(column.name.lower() for column in table.columns)
        self.types = {column.name: column.type for column in table.columns}

    def __enter__(self) -> Self:
        name = self.impl.name
        columns = (
            f"{name(one.name)} {one.type} COLLATE {name(one.collation or 'BINARY')}" for one in self.table.columns
        )
        self._asked(f"CREATE TABLE {self.impl.table(self.table.name, None)} ({', '.join(columns)})")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(sqlite3.Error):
            self.memory.execute(f"DROP TABLE {self.impl.table(self.table.name, None)}")

    def same(self, have: str | None, want: str | None) -> bool:
        """Whether two expressions over the table are the same; both missing are."""
        if have == want or have is None or want is None:
            return have == want
        if self._literals(have) != self._literals(want):
            return False
        wanted = self._program(want)
        try:
            return self._program(have) == wanted
        except sqlite3.OperationalError as error:
            if str(error).startswith(_NO_COLUMN):
                return False  # the models have that column no more
            raise

    def same_part(self, have: str, want: str) -> bool:
        """Whether two parts of an index are the same."""
        if have == want:
            return True
        (one, way), (other, back) = (_DIRECTION.match(text).groups() for text in (have, want))  # type: ignore[union-attr]
        descending = [str(said).upper() == "DESC" for said in (way, back)]
        return descending[0] is descending[1] and self.same(one, other)

    def same_default(self, column: str, have: str | None, want: str | None) -> bool:
        """Whether a column without a value gets the same; only constants have one that can be compared."""
        if have == want or have is None or want is None:
            return have == want
        if self.same(have, want):
            return True
        if any(is_word(token) or token == "(" for text in (have, want) for token in words_of(text)):  # noqa: S105
            return False
        one, other = (self._kept(text, self.types[column]) for text in (have, want))
        return one == other

    def _kept(self, default: str, type_: str) -> tuple[str, Any]:
        """What a column of the type keeps of a constant."""
        name = self.impl.name(f"default of {self.table.name}")
        self._asked(f"CREATE TABLE {name} (x {type_} DEFAULT {default})")
        self._asked(f"INSERT INTO {name} DEFAULT VALUES")
        ((kind, value),) = self._asked(f"SELECT typeof(x), x FROM {name}")  # noqa: S608
        self._asked(f"DROP TABLE {name}")
        return kind, value

    def _program(self, expression: str) -> list[tuple[Any, ...]]:
        """What SQLite makes of an expression: the instructions, without their comments."""
        table = self.impl.table(self.table.name, None)
        rows = self._asked(f"EXPLAIN SELECT ({expression}\n) FROM {table}")  # noqa: S608
        return [row[1:7] for row in rows]

    def _asked(self, sql: str) -> list[tuple[Any, ...]]:
        """Functions and collations that only the user's connection knows are made up."""
        while True:
            try:
                return self.memory.execute(sql).fetchall()
            except sqlite3.OperationalError as error:
                if (function := _NO_FUNCTION.search(str(error))) is not None:
                    self.memory.create_function(function[1], -1, _nothing, deterministic=True)
                elif (collation := _NO_COLLATION.search(str(error))) is not None:
                    self.memory.create_collation(collation[1], _alike)
                else:
                    raise

    def _literals(self, text: str) -> list[str]:
        """Numbers, strings, and quoted names that are no columns, in order: a program does not show all of them."""
        tokens = [
            token for token in words_of(text) if not is_word(token) and token[0].isalnum() | (token[0] in _QUOTES)
        ]
        return [token for token in tokens if token[0] == "'" or bare(token).lower() not in self.names]


def _nothing(*_: object) -> None:
    return None


def _alike(one: str, other: str) -> int:
    return (one > other) - (one < other)
