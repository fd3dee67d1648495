"""Views, by the query that the server has written down."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.entity import EntityPair, differs, pairs, used
from amig.autogen.compare.pair import Both, key_text
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, Note, found
from amig.autogen.making import again, create_view, drop_view, kept
from amig.look.shapes import ViewShape
from amig.ops.comment_on import CommentOn
from amig.ops.view import ReplaceView


def views(both: Both) -> Iterator[Found]:
    """Views that come, go or change."""
    have = {key: one for key, one in both.have.views.items() if not one.materialized}
    want = {key: one for key, one in both.want.entities.shapes.views.items() if not one.materialized}
    registered = "view" in both.want.entities.kinds
    for pair in pairs(both, "view", have, want, lambda one: registered and used(both, one.schema)):
        yield from _compared(both, pair)


def _compared(both: Both, pair: EntityPair) -> Iterator[Found]:
    schema, subject = both.schema((pair.want or pair.have).schema), f"view {key_text((pair.want or pair.have).key)}"
    if pair.want is None:
        yield dropped(pair.have, schema, subject, REMOVED)
        return
    if pair.have is None:
        yield found(create_view(pair.want, schema), subject, ADDED)
    elif is_another(pair):
        yield from _changed(both, pair, schema, subject)
    yield from comment(both, pair, schema)


def is_another(pair: EntityPair) -> bool:
    """Whether the query or the options differ, or might."""
    return bool(pair.refused or pair.unsure) or (pair.have.text, pair.have.options) != (
        pair.settled.text,
        pair.settled.options,
    )


def _changed(both: Both, pair: EntityPair, schema: str | None, subject: str) -> Iterator[Found]:
    have, want = pair.have, pair.want
    reason = differs(have.text, pair.settled.text, pair.refused or pair.unsure)
    replace = ReplaceView(
        want.name,
        want.text,
        schema=schema,
        previous=have.text,
        options=dict(want.options) or None,
        previous_options=dict(have.options) or None,
    )
    if (
        both.impl.dialect.name in ("mysql", "mariadb")
        or pair.unsure
        or (pair.said is not None and pair.said.columns == have.columns)
    ):
        yield found(replace, subject, reason, pair.unsure)
    elif pair.said is not None and have.columns and pair.said.columns[: len(have.columns)] == have.columns:
        undo = (drop_view(want, schema), *again(have, schema))
        yield Found(replace, (Note(subject, reason),), undo)
    else:
        yield from made_again(pair, schema, subject, reason)


def dropped(have: ViewShape, schema: str | None, subject: str, reason: str) -> Found:
    """A view that goes; the way back has all that was on it."""
    return Found(drop_view(have, schema), (Note(subject, reason),), again(have, schema))


def made_again(pair: EntityPair, schema: str | None, subject: str, reason: str) -> Iterator[Found]:
    """A view that is dropped and made again, with all that is on it."""
    yield dropped(pair.have, schema, subject, reason)
    yield found(create_view(pair.want, schema), subject, reason)
    for statement in kept(pair.have, pair.settled):
        yield Found(statement, (Note(subject, reason),), ())


def comment(both: Both, pair: EntityPair, schema: str | None) -> Iterator[Found]:
    """Another comment; only PostgreSQL has any on views."""
    have, want = pair.have.comment if pair.have else None, pair.want.comment
    if both.impl.dialect.name == "postgresql" and have != want:
        kind = "MATERIALIZED VIEW" if pair.want.materialized else "VIEW"
        directive = CommentOn(kind, pair.want.name, want, schema=schema, existing_comment=have)
        undo = None if pair.have else ()
        yield Found(directive, (Note(f"comment {key_text(pair.want.key)}", changed(have, want)),), undo)
