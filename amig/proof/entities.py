"""Views, functions, triggers, extensions and policies that a look saw, as if models had declared them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from amig.autogen.found import Found, found
from amig.autogen.model.entities import HAS, Declared
from amig.entities import MaterializedView
from amig.look.shapes import Snapshot
from amig.ops.index import DropIndex
from amig.ops.sql import Execute

if TYPE_CHECKING:
    from amig.impl.base import Impl


def declared(impl: Impl, after: Snapshot) -> Declared:
    """What is wanted beside tables: all that is there, and nothing else."""
    bare = {key: view._replace(indexes=()) for key, view in after.views.items()}
    materialized = {
        key: MaterializedView(view.name, view.text, schema=view.schema)
        for key, view in bare.items()
        if view.materialized
    }
    return Declared(replace(after, views=bare), HAS[impl.dialect.name], after.schemas, materialized)


def without_indexes(before: Snapshot) -> Snapshot:
    """The same for the side that is left: the indexes of its views are told apart."""
    return replace(before, views={key: view._replace(indexes=()) for key, view in before.views.items()})


def view_indexes(before: Snapshot, after: Snapshot) -> Iterator[Found]:
    """The indexes of materialised views, in the server's own words."""
    for key, view in after.views.items():
        old = before.views.get(key)
        same = old is not None and old._replace(indexes=()) == view._replace(indexes=())
        have = {one.name: one for one in old.indexes} if old is not None and same else {}
        for index in view.indexes:
            if have.pop(index.name, None) != index:
                made = Execute(dict(index.options)["definition"].replace(":", "\\:"))
                gone = DropIndex(str(index.name), view.name, schema=view.schema)
                one = found(made, f"index {view.name}.{index.name}", "it is added")
                yield Found(one.directive, one.notes, undo=(gone,))
