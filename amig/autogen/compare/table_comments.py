"""Comments of tables."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.pair import TablePair
from amig.autogen.compare.words import changed
from amig.autogen.found import Found, found
from amig.ops.comment import CreateTableComment, DropTableComment


def table_comments(pair: TablePair) -> Iterator[Found]:
    """Another comment, or none."""
    have, want = pair.have.comment, pair.want.comment
    if have == want or not pair.impl.dialect.supports_comments:
        return
    subject, reason = f"comment {pair.path}", changed(have, want)
    if want is None:
        yield found(DropTableComment(pair.name, existing_comment=have, schema=pair.schema), subject, reason)
    else:
        yield found(CreateTableComment(pair.name, want, existing_comment=have, schema=pair.schema), subject, reason)
