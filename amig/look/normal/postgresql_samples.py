"""Temporary tables that are made of the models' words, and one statement that makes all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column
from sqlalchemy.exc import CompileError
from sqlalchemy.schema import CreateIndex

from amig.look.normal import Sample, Samples
from amig.look.normal.postgresql_enums import enum_texts
from amig.look.normal.postgresql_stand_ins import StandIn, stand_ins, taken_back
from amig.look.shapes import IndexShape, Key, TableShape

if TYPE_CHECKING:
    from amig.impl.base import Impl

NAME = "amig_normal_"
_NO_ENUM = "undefined_object OR invalid_schema_name OR invalid_text_representation"
_WAIT = "SET LOCAL lock_timeout = '1s'"


@dataclass(frozen=True, slots=True)
class Written:
    """A sample: what makes it under a name of its own, what makes it under the table's, or why that cannot be said.

    `stand_ins` are for enums that the server may not have, or not with a value that is a default.
    """

    key: Key
    name: str
    texts: tuple[str, ...]
    called: tuple[str, ...]
    enums: tuple[str, ...]
    sample: Sample
    stand_ins: tuple[StandIn, ...] = ()
    problem: str | None = None

    @property
    def instead(self) -> list[str]:
        """The texts with stand-ins, and those first."""
        return [*(one.made for one in self.stand_ins), *(self._placed(text) for text in self.texts)]

    def _placed(self, text: str) -> str:
        for one in self.stand_ins:
            text = one.placed(text)
        return text

    def said(self, shape: TableShape) -> TableShape:
        """What was read of it, its parts in the order of the sample."""
        shape = taken_back(shape, self.stand_ins)
        columns = {column.name: column for column in shape.columns}
        return shape._replace(
            columns=tuple(columns[column.name] for column in _columns(self.sample)),
            checks=_in_order(shape.checks),
            excludes=_in_order(shape.excludes),
            indexes=tuple(map(_placed, _in_order(shape.indexes), self.sample.indexes)),
        )


def _in_order(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(sorted(parts, key=lambda part: int(part.name.rpartition("_")[2])))


def _placed(shape: IndexShape, index: Any) -> IndexShape:
    """A temporary index lies elsewhere: where the models say that it lies."""
    said = index.dialect_options["postgresql"]["tablespace"]
    return shape._replace(options=tuple(sorted((*shape.options, ("tablespace", said))))) if said else shape


def _columns(sample: Sample) -> list[Column[Any]]:
    return [column for column in sample.table.columns if not column.system]


def written(impl: Impl, samples: Samples) -> list[Written]:
    """Every sample as statements."""
    return [_written(impl, key, sample, place) for place, (key, sample) in enumerate(samples.tables.items())]


def _written(impl: Impl, key: Key, sample: Sample, place: int) -> Written:
    name = f"{NAME}{place}"
    try:
        texts, called = (tuple(_texts(impl, name, table, sample)) for table in (name, impl.name(sample.table.name)))
        columns = _columns(sample)
        others = stand_ins(impl, columns, name)
        return Written(key, name, texts, called, tuple(enum_texts(impl, columns)), sample, others)
    except CompileError as error:
        return Written(key, name, (), (), (), sample, problem=str(error).splitlines()[0])


def _texts(impl: Impl, name: str, table: str, sample: Sample) -> Iterator[str]:
    ddl: Any = impl.dialect.ddl_compiler(impl.dialect, None)  # type: ignore[arg-type]
    parts = [_column(impl, ddl, column) for column in _columns(sample)]
    for place, check in enumerate(sample.checks):
        text = ddl.sql_compiler.process(check.sqltext, include_table=False, literal_binds=True)
        parts.append(f"CONSTRAINT {name}_c_{place} CHECK ({text})")
    for place, exclude in enumerate(sample.excludes):
        text = str(ddl.process(exclude))
        parts.append(f"CONSTRAINT {name}_x_{place} {text[text.index('EXCLUDE') :]}")
    yield f"CREATE TEMP TABLE {table} ({', '.join(parts)}) ON COMMIT DROP"
    for place, index in enumerate(sample.indexes):
        yield f"CREATE INDEX {name}_i_{place} ON pg_temp.{table} {_index(ddl, index)}"


def _column(impl: Impl, ddl: Any, column: Column[Any]) -> str:
    """As SQLAlchemy writes it, without what makes a sequence."""
    parts = [impl.name(column.name), impl.dialect.type_compiler_instance.process(column.type, type_expression=column)]
    if column.computed is not None or column.identity is not None:
        parts.append(ddl.process(column.computed if column.computed is not None else column.identity))
    elif (default := ddl.get_column_default_string(column)) is not None:
        parts.append(f"DEFAULT {default}")
    return " ".join(parts)


def _index(ddl: Any, index: Any) -> str:
    """What follows the table's name; uniqueness is nothing that the server could spell otherwise."""
    options = index.dialect_options["postgresql"]
    was = options["tablespace"]
    options["tablespace"] = None
    try:
        text = str(ddl.process(CreateIndex(index)))
    finally:
        options["tablespace"] = was
    table = f" ON {ddl.preparer.format_table(index.table)} "
    return text[text.index(table) + len(table) :].replace(" NULLS NOT DISTINCT", "").replace(" NULLS DISTINCT", "")


def block(impl: Impl, several: Iterable[Written]) -> str:
    """One DO block, in which nothing that is refused spoils the rest.

    A CHECK may call its table by name; only then a sample has the same, for it hides what it is called like.
    """
    samples = list(several)
    enums = dict.fromkeys(text for one in samples for text in one.enums)
    lines = [_WAIT + ";", *(f"{text}" for text in enums)]
    for place, one in enumerate(samples):
        setting = f"'amig.refused_{place}'"
        if one.problem is not None:
            lines.append(f"PERFORM set_config({setting}, {impl.literal(one.problem)}, true);")
            continue
        refused = f"WHEN OTHERS THEN PERFORM set_config({setting}, SQLERRM, true); END;"
        lines.append(f"PERFORM set_config({setting}, '', true);")
        lines.append(f"BEGIN {_executed(impl, one.texts)} EXCEPTION")
        lines.append(f"WHEN undefined_table THEN BEGIN {_executed(impl, one.called)} EXCEPTION {refused}")
        if one.stand_ins:
            lines.append(f"WHEN {_NO_ENUM} THEN BEGIN {_executed(impl, one.instead)} EXCEPTION {refused}")
        lines.append(refused)
    body = "\n".join(lines)
    quote = next(q for q in ("$$", *(f"$amig_{n}$" for n in range(len(body)))) if q not in body)
    return f"DO {quote} BEGIN\n{body}\nEND {quote}"


def _executed(impl: Impl, texts: Iterable[str]) -> str:
    return " ".join(f"EXECUTE {impl.literal(text)};" for text in texts)
