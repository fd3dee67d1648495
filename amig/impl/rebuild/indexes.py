"""Indexes of a draft."""

from __future__ import annotations

from sqlalchemy.schema import CreateIndex as CreateIndexDDL

from amig.errors import listed
from amig.impl.rebuild.constraints import same
from amig.impl.rebuild.draft import Draft, apply
from amig.ops.index import CreateIndex, DropIndex


def _keys(draft: Draft) -> list[str]:
    """Indexes that are part of the CREATE TABLE itself: MySQL's keys."""
    inside = ("key", "unique") if draft.impl.keys_inside else ()
    return [one.name for one in draft.definition.constraints if one.kind in inside and one.name is not None]


def _find(draft: Draft, name: str) -> str | None:
    return next((one for one in (*draft.indexes, *_keys(draft)) if same(one, name)), None)


@apply.register
def _create_index(d: CreateIndex, draft: Draft) -> None:
    index = d.named(draft.impl)
    exists = _find(draft, str(index.name))
    if exists is not None and d.if_not_exists:
        return
    if exists is not None:
        raise draft.refuse(f"has an index `{exists}` already", "drop it first, or add `if_not_exists=True`")
    for name in d.columns:
        if isinstance(name, str):
            draft.column(name)
    draft.indexes[str(index.name)] = draft.impl.ddl(CreateIndexDDL(index)).text


@apply.register
def _drop_index(d: DropIndex, draft: Draft) -> None:
    exists = _find(draft, d.index_name)
    if exists is None and not d.if_exists:
        known = listed((*draft.indexes, *_keys(draft))) or "none"
        raise draft.refuse(f"has no index `{d.index_name}`", f"its indexes are {known}")
    draft.indexes.pop(exists or "", None)
    if draft.impl.keys_inside:
        draft.keep_constraints(lambda one: one.name != exists)
