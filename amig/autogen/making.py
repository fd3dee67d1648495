"""Entities as directives, from either side: what makes one, and what drops it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from amig.look.shapes import FunctionShape, PolicyShape, TriggerShape, ViewShape
from amig.ops.base import Directive
from amig.ops.function import CreateFunction, DropFunction
from amig.ops.materialized_view import CreateMaterializedView, DropMaterializedView
from amig.ops.policy import CreatePolicy
from amig.ops.procedure import CreateProcedure, DropProcedure
from amig.ops.sql import Execute
from amig.ops.trigger import CreateTrigger
from amig.ops.view import CreateView, DropView


def create_view(view: ViewShape, schema: str | None) -> CreateView | CreateMaterializedView:
    """What makes a view."""
    if view.materialized:
        return CreateMaterializedView(view.name, view.text, schema=schema, with_data=view.populated)
    return CreateView(view.name, view.text, schema=schema, options=dict(view.options) or None)


def drop_view(view: ViewShape, schema: str | None) -> DropView | DropMaterializedView:
    """What drops a view, and makes it again on the way back."""
    if view.materialized:
        made = CreateMaterializedView(view.name, view.text, schema=schema, with_data=view.populated)
        return DropMaterializedView(view.name, schema=schema, created=made)
    return DropView(view.name, schema=schema, definition=view.text, options=dict(view.options) or None)


def again(view: ViewShape, schema: str | None) -> tuple[Directive[Any], ...]:
    """A view as it is, with all that is on it."""
    indexes = tuple(_execute(dict(index.options)["definition"]) for index in view.indexes)
    return (create_view(view, schema), *indexes, *kept(view))


def kept(view: ViewShape, new: ViewShape | None = None) -> Iterator[Execute]:
    """Comments, grants and the like of a view, without those of columns that a `new` one has not."""
    names = {name for name, _ in (new or view).columns}
    for column, statement in view.kept:
        if column is None or column in names:
            yield _execute(statement)


def _execute(statement: str) -> Execute:
    """The server's own words, in which nothing is read."""
    return Execute(statement.replace(":", "\\:") if "\\:" in statement else statement)


def create_function(function: FunctionShape, schema: str | None) -> CreateFunction:
    """What makes a function or a procedure."""
    made = CreateProcedure if function.kind == "procedure" else CreateFunction
    return made(function.signature, function.text, schema=schema)


def drop_function(function: FunctionShape, schema: str | None) -> DropFunction:
    """What drops it, and makes it again on the way back."""
    dropped = DropProcedure if function.kind == "procedure" else DropFunction
    return dropped(function.signature, schema=schema, definition=function.text)


def put_back(function: FunctionShape) -> tuple[Execute, ...]:
    """Comments, grants and the like of a function."""
    return tuple(_execute(statement) for statement in function.kept)


def create_trigger(trigger: TriggerShape, schema: str | None) -> CreateTrigger:
    """What makes a trigger."""
    return CreateTrigger(trigger.name, trigger.table[1], trigger.when, trigger.text, schema=schema)


def create_policy(policy: PolicyShape, schema: str | None) -> CreatePolicy:
    """What makes a policy."""
    return CreatePolicy(
        policy.name,
        policy.table[1],
        using=policy.using,
        check=policy.check,
        command=policy.command,
        permissive=policy.permissive,
        roles=policy.roles,
        schema=schema,
    )
