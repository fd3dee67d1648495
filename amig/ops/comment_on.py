"""Comments on what is no table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY

from amig.ops.backends import only_on
from amig.ops.base import Change, Statement, directive
from amig.ops.writer import Writer


@directive
class CommentOn(Change):
    """Set the comment of what is no table (PostgreSQL), or remove it with None: `op.comment_on("VIEW", "v", "...")`.

    `kind` is as in COMMENT ON; the name of a function has its arguments.
    """

    kind: str
    name: str
    comment: str | None
    _: KW_ONLY
    schema: str | None = None
    existing_comment: str | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "comment_on", "comments on views", ("postgresql",), "leave the comment out on this backend")
        name, bracket, arguments = self.name.partition("(")
        said = "NULL" if self.comment is None else sql.literal(self.comment)
        target = f"{sql.table(name.strip(), self.schema)}{bracket}{arguments}"
        yield sql.ddl(f"COMMENT ON {self.kind.upper()} {target} IS {said}")

    def reverse(self) -> CommentOn:
        return CommentOn(self.kind, self.name, self.existing_comment, schema=self.schema, existing_comment=self.comment)
