"""Views, functions, triggers, extensions and policies of two databases: what makes the second's of the first's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from amig.autogen.found import Found, found
from amig.look.shapes import TableShape
from amig.ops.base import Directive
from amig.ops.extension import CreateExtension, DropExtension
from amig.ops.function import CreateFunction, DropFunction
from amig.ops.materialized_view import CreateMaterializedView, DropMaterializedView
from amig.ops.trigger import CreateTrigger, DropTrigger
from amig.ops.view import CreateView, DropView

if TYPE_CHECKING:
    from amig.autogen.past import Past
    from amig.look.shapes import ExtensionShape, FunctionShape, Key, Snapshot, TriggerShape, ViewShape

S = TypeVar("S")


def entities(before: Snapshot, after: Snapshot, past: Past) -> Iterator[Found]:
    """What goes, what comes, and what changes, which is both."""
    yield from _kind("extension", before.extensions, after.extensions, _extension, _no_extension)
    yield from _kind("function", before.functions, after.functions, _function, _no_function)
    gone, come = _by_use(before.views), _by_use(after.views)
    yield from _kind("view", dict(reversed(gone.items())), come, _view, _no_view)
    for key, view in come.items():
        if before.views.get(key) != view:
            table = TableShape(view.name, view.schema)
            for index in view.indexes:
                yield found(past.index(table, index, view.schema), f"index {view.name}.{index.name}", "it is added")
    yield from _kind("trigger", before.triggers, after.triggers, _trigger, _no_trigger)


def _kind(
    kind: str,
    before: Mapping[Any, S],
    after: Mapping[Any, S],
    create: Callable[[S], Directive[Any]],
    drop: Callable[[S], Directive[Any]],
) -> Iterator[Found]:
    for key, one in before.items():
        if after.get(key) != one:
            yield found(drop(one), f"{kind} {_told(key)}", "it is removed")
    for key, one in after.items():
        if before.get(key) != one:
            yield found(create(one), f"{kind} {_told(key)}", "it is added")


def _told(key: Any) -> str:
    parts = [key] if isinstance(key, str) else [*key[0], key[1]] if isinstance(key[0], tuple) else key
    return ".".join(part for part in parts if part)


def _by_use(views: Mapping[Key, ViewShape]) -> dict[Key, ViewShape]:
    """Views, each after those that it reads."""
    done: dict[Key, ViewShape] = {}

    def place(key: Key) -> None:
        if key in views and key not in done:
            for used in views[key].uses:
                if used != key:
                    place(used)
            done[key] = views[key]

    for key in views:
        place(key)
    return done


def _extension(one: ExtensionShape) -> CreateExtension:
    return CreateExtension(one.name, schema=one.schema, if_not_exists=True)


def _no_extension(one: ExtensionShape) -> DropExtension:
    return DropExtension(one.name, created=_extension(one))


def _function(one: FunctionShape) -> CreateFunction:
    return CreateFunction(one.signature, one.text, schema=one.schema)


def _no_function(one: FunctionShape) -> DropFunction:
    return DropFunction(one.signature, schema=one.schema, definition=one.text)


def _view(one: ViewShape) -> Directive[Any]:
    create = CreateMaterializedView if one.materialized else CreateView
    return create(one.name, one.text, schema=one.schema)


def _no_view(one: ViewShape) -> Directive[Any]:
    drop = DropMaterializedView if one.materialized else DropView
    return drop(one.name, schema=one.schema, definition=one.text)


def _trigger(one: TriggerShape) -> CreateTrigger:
    schema, table = one.table
    return CreateTrigger(one.name, table, one.when, one.text, schema=schema)


def _no_trigger(one: TriggerShape) -> DropTrigger:
    schema, table = one.table
    return DropTrigger(one.name, table, schema=schema, when=one.when, definition=one.text)
