"""Comments on tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY
from typing import Self

from sqlalchemy.schema import DropTableComment as DropTableCommentDDL
from sqlalchemy.schema import SetTableComment

from amig.errors import UnsupportedError
from amig.ops.base import Change, Statement, directive
from amig.ops.items import plain_table
from amig.ops.verb import OnTable
from amig.ops.writer import Writer


def _refuse_without_comments(operation: str, sql: Writer) -> None:
    if not sql.dialect.supports_comments:
        raise UnsupportedError(
            operation, sql.dialect.name, "it has no comments", "leave the comment out on this backend"
        )


@directive
class CreateTableComment(Change):
    """Set the comment of a table."""

    table_name: str
    comment: str | None
    _: KW_ONLY
    existing_comment: str | None = None
    schema: str | None = None

    @classmethod
    def on(cls, table: OnTable, comment: str | None, *, existing_comment: str | None = None) -> Self:
        return cls(table.name, comment, existing_comment=existing_comment, schema=table.schema)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        _refuse_without_comments("op.create_table_comment", sql)
        table = plain_table(self.table_name, (), schema=self.schema)
        table.comment = self.comment
        yield sql.ddl(SetTableComment(table))

    def reverse(self) -> CreateTableComment | DropTableComment:
        if self.existing_comment is None:
            return DropTableComment(self.table_name, existing_comment=self.comment, schema=self.schema)
        return CreateTableComment(
            self.table_name, self.existing_comment, existing_comment=self.comment, schema=self.schema
        )


@directive
class DropTableComment(Change):
    """Remove the comment of a table."""

    table_name: str
    _: KW_ONLY
    existing_comment: str | None = None
    schema: str | None = None

    @classmethod
    def on(cls, table: OnTable, *, existing_comment: str | None = None) -> Self:
        return cls(table.name, existing_comment=existing_comment, schema=table.schema)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        _refuse_without_comments("op.drop_table_comment", sql)
        yield sql.ddl(DropTableCommentDDL(plain_table(self.table_name, (), schema=self.schema)))

    def reverse(self) -> CreateTableComment:
        return CreateTableComment(self.table_name, self.existing_comment, schema=self.schema)
