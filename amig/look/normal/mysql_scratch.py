"""Temporary tables that say what tables of the models say, without what such a table may not have."""

from __future__ import annotations

from collections.abc import Iterator
from secrets import token_hex
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Column

from amig.look.words.mysql_index import undirected
from amig.look.words.mysql_options import options_of

if TYPE_CHECKING:
    from sqlalchemy import Index

    from amig.impl.base import Impl
    from amig.look.normal import Sample, Samples
    from amig.look.shapes import Key


class Scratch(NamedTuple):
    """A table to be made: `name` is quoted."""

    key: Key
    name: str
    create: str

    @property
    def statements(self) -> tuple[str, str, str]:
        return self.create, f"SHOW CREATE TABLE {self.name}", f"DROP TEMPORARY TABLE {self.name}"


def scratches(impl: Impl, samples: Samples) -> list[Scratch]:
    """One for each sample, under names that nothing else has."""
    token = f"amig_{token_hex(4)}"
    made = enumerate(samples.tables.items())
    return [_scratch(impl, key, sample, impl.table(f"{token}_{number}", key[0])) for number, (key, sample) in made]


def _scratch(impl: Impl, key: Key, sample: Sample, name: str) -> Scratch:
    compiler: Any = impl.dialect.ddl_compiler
    items = ",\n    ".join(_items(impl, sample, compiler(impl.dialect, None)))
    said = dict(options_of(sample.table, impl.dialect.name))
    options = "".join(f" {word}={said[option]}" for option, word in _CHARSETS.items() if option in said)
    return Scratch(key, name, f"CREATE TEMPORARY TABLE {name} (\n    {items}\n){options}")


_CHARSETS = {"charset": "DEFAULT CHARSET", "collate": "COLLATE"}


def _items(impl: Impl, sample: Sample, compiler: Any) -> Iterator[str]:
    """Columns as CREATE TABLE has them, the key that AUTO_INCREMENT needs, CHECKs, and indexes of expressions."""
    counter = sample.table._autoincrement_column
    for column in sample.table.columns:
        if not column.system:
            yield compiler.get_column_specification(column)
    if counter is not None:
        yield f"KEY ({impl.name(counter.name)})"
    for number, check in enumerate(sample.checks):
        text = compiler.sql_compiler.process(check.sqltext, include_table=False, literal_binds=True)
        yield f"CONSTRAINT {check_name(number)} CHECK ({text})"
    for number, index in enumerate(sample.indexes):
        if has_expressions(index):
            parts = [_part(part, index, impl, compiler) for part in index.expressions]
            yield f"KEY {index_name(number)} ({', '.join(parts)})"


def _part(whole: Any, index: Index, impl: Impl, compiler: Any) -> str:
    part, descending = undirected(whole, index)
    if isinstance(part, Column):
        return str(impl.name(part.name))
    text = compiler.sql_compiler.process(part, include_table=False, literal_binds=True)
    return f"({text}) DESC" if descending else f"({text})"


def has_expressions(index: Index) -> bool:
    """Whether something else than columns is indexed."""
    return any(not isinstance(undirected(part, index)[0], Column) for part in index.expressions)


def check_name(number: int) -> str:
    """What a CHECK is called there, by its place in the sample."""
    return f"amig_check_{number}"


def index_name(number: int) -> str:
    """What an index is called there, by its place in the sample."""
    return f"amig_index_{number}"
