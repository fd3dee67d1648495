"""AUTO_INCREMENT of MySQL, which comes after its key and goes before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from amig.autogen.compare.pair import ColumnPair, TablePair
from amig.autogen.compare.words import changed
from amig.autogen.found import Found, found
from amig.ops.alter import AlterColumn


def autoincrement(pair: TablePair) -> Iterator[Found]:
    """Columns that count from now on, or no more; one that goes on counting under another key does both."""
    if pair.impl.dialect_name != "mysql":
        return
    for column in pair.columns():
        stays = column.have.autoincrement and column.want.autoincrement
        if column.have.autoincrement == column.want.autoincrement and not (stays and rekeyed(pair)):
            continue
        subject = f"autoincrement {column.path}"
        reason = "its key changes" if stays else changed(column.have.autoincrement, column.want.autoincrement)
        if column.have.autoincrement:
            off = _alter(column, pair.past.type(pair.have, column.have), column.have.nullable, on=False)
            yield found(off, subject, reason)
        if column.want.autoincrement:
            yield found(_alter(column, column.column.type, column.want.nullable, on=True), subject, reason)


def rekeyed(pair: TablePair) -> bool:
    """Whether the primary key changes."""
    have, want = pair.have.primary_key, pair.want.primary_key
    return (have and have.columns) != (want and want.columns)


def _alter(column: ColumnPair, type_: Any, nullable: bool, *, on: bool) -> AlterColumn:
    """The column as it is at that time: before every other change, or after all of them."""
    comment = column.want.comment if on else column.have.comment
    said: dict[str, Any] = {} if comment is None else {"existing_comment": comment}
    return AlterColumn(
        column.table.name,
        column.want.name,
        existing_type=type_,
        existing_nullable=nullable,
        autoincrement=on,
        existing_autoincrement=not on,
        schema=column.table.schema,
        **said,
    )
