"""Indexes of a draft."""

from __future__ import annotations

from sqlalchemy.schema import CreateIndex as CreateIndexDDL

from amig.impl.rebuild.constraints import same
from amig.impl.rebuild.draft import Draft, apply
from amig.ops.index import CreateIndex, DropIndex


@apply.register
def _create_index(d: CreateIndex, draft: Draft) -> None:
    index = d.named(draft.impl)
    exists = next((name for name in draft.indexes if same(name, str(index.name))), None)
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
    exists = next((name for name in draft.indexes if same(name, d.index_name)), None)
    if exists is not None:
        del draft.indexes[exists]
    elif not d.if_exists:
        known = ", ".join(f"`{name}`" for name in draft.indexes) or "none"
        raise draft.refuse(f"has no index `{d.index_name}`", f"its indexes are {known}")
