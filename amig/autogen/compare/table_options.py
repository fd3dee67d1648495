"""Options of a table: engine, charset, collation and row format of MySQL, as far as the models say them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from amig.autogen.compare.pair import TablePair
from amig.autogen.compare.words import changed
from amig.autogen.found import Found, Note
from amig.ops.sql import Execute


def table_options(pair: TablePair) -> Iterator[Found]:
    """One ALTER TABLE for all that differ; its columns are converted with the charset."""
    have, want = dict(pair.have.options), dict(pair.want.options)
    if pair.impl.dialect_name != "mysql" or have == want:
        return
    names = sorted(name for name in want if have.get(name) != want[name])
    notes = tuple(Note(f"{name} {pair.path}", changed(have.get(name), want[name])) for name in names)
    table = pair.impl.table(pair.name, pair.schema)
    there, back = (f"ALTER TABLE {table} {', '.join(_clauses(options, names))}" for options in (want, have))
    yield Found(Execute(there), notes, undo=(Execute(back),))


def _clauses(options: Mapping[str, str], names: list[str]) -> Iterator[str]:
    if "engine" in names:
        yield f"ENGINE = {options['engine']}"
    if "row_format" in names:
        yield f"ROW_FORMAT = {options['row_format'].upper()}"
    if not {"charset", "collate"}.isdisjoint(names):
        collate = options.get("collate")
        charset = options.get("charset") or (collate or "").partition("_")[0]
        yield f"CONVERT TO CHARACTER SET {charset}" + (f" COLLATE {collate}" if collate else "")
