"""What a constraint without a name is called, so that a batch can be told to drop it: as PostgreSQL would name it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from amig.impl.sqlite_text import bare, unwrapped, words_of


class Unnamed(NamedTuple):
    """A constraint by what it says; `suffix` is that of PostgreSQL: pkey, key, fkey, check."""

    suffix: str
    columns: tuple[str, ...]
    text: str = ""

    @classmethod
    def check(cls, columns: Iterable[str], text: str) -> Unnamed:
        """A CHECK; `columns` are all that the table has."""
        words = list(unwrapped(words_of(text)))
        named = {bare(word).lower() for word, after in zip(words, [*words[1:], ""], strict=True) if after != "("}
        about = tuple(column for column in columns if column.lower() in named)
        return cls("check", about, " ".join(words))

    @property
    def hashed(self) -> Unnamed:
        """Told apart from those that would have the same name."""
        return self._replace(suffix=f"{sha256(repr(self).lower().encode()).hexdigest()[:8]}_{self.suffix}")

    def called(self, table: str) -> str:
        """`table_columns_suffix`; of a primary key without the columns."""
        return "_".join([table, *(() if self.suffix == "pkey" else self.columns), self.suffix])


def name_of(table: str, one: Unnamed, others: Iterable[Unnamed]) -> str:
    """The name of one, among all unnamed constraints of its kind on the table, itself included."""
    name = one.called(table)
    alone = sum(other.called(table).lower() == name.lower() for other in others) <= 1
    return name if alone else one.hashed.called(table)
