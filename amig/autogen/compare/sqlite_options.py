"""How SQLite keeps a table: STRICT, WITHOUT ROWID, AUTOINCREMENT."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.pair import TablePair
from amig.autogen.compare.words import ADDED
from amig.autogen.found import Found, Note
from amig.autogen.past.sqlite import OPTIONS
from amig.ops.batch import BatchAlterTable


def sqlite_options(pair: TablePair) -> Iterator[Found]:
    """What the models say of a table and the database does not; what they do not say is left as it is."""
    if pair.impl.dialect_name != "sqlite":
        return
    new = [one for one in OPTIONS if (one[0], "yes") in pair.want.options and (one[0], "yes") not in pair.have.options]
    if not new:
        return
    said = {keyword: value for _, keyword, value in new}
    back = {keyword: not value for _, keyword, value in new}
    directive = BatchAlterTable(pair.name, schema=pair.schema, recreate="always", table_kwargs=said)
    notes = tuple(Note(f"{name} {pair.path}", ADDED) for name, _, _ in new)
    yield Found(directive, notes, (directive.__replace__(table_kwargs=back),))
