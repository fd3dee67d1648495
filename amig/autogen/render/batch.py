"""A batch as the block that collects it."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import Parameter, signature
from typing import Any

from amig.autogen.render.calls import as_given, constructed
from amig.autogen.render.code import Code, Group, Item
from amig.autogen.render.rendering import Rendering
from amig.ops import BatchOperations
from amig.ops.base import Directive, OnTable, call_of
from amig.ops.batch import BatchAlterTable
from amig.ops.verb import BatchVerb

NAME = "batch_op"


def opening(batch: BatchAlterTable, rendering: Rendering) -> Code:
    """`op.batch_alter_table("t", ...)` without what the block does."""
    args, named = batch.__replace__(operations=()).arguments()
    usual = BatchAlterTable("t").arguments()[1]
    kinds = call_of(BatchAlterTable).parameters
    said = (
        (name, as_given(kinds[name], value))
        for name, value in named.items()
        if name not in usual or value != usual[name]
    )
    return Group(f"{rendering.op}batch_alter_table", (*rendering.items(args[:1]), *rendering.named(said)))


def queueing(directive: Directive[Any], batch: BatchAlterTable, rendering: Rendering) -> Code:
    """`batch_op.add_column(...)`; what is no batch's own operation on this table goes through `invoke`."""
    table = OnTable(batch.table_name, batch.schema)
    for name, verb in vars(BatchOperations).items():
        if isinstance(verb, BatchVerb) and getattr(verb.on, "__self__", None) is type(directive):
            args, named = _arguments(directive, verb)
            if _same_place(directive, verb.on(table, *args, **named)):
                return Group(f"{NAME}.{name}", tuple(_items(args, named, rendering)))
    return Group(f"{NAME}.invoke", (Item(constructed(directive, rendering)),))


def _arguments(directive: Directive[Any], verb: BatchVerb[Any]) -> tuple[list[Any], dict[str, Any]]:
    """What the batch's verb is called with: the directive's fields of the same names."""
    args: list[Any] = []
    named: dict[str, Any] = {}
    for name, parameter in list(signature(verb.on).parameters.items())[1:]:
        value = as_given(parameter, getattr(directive, name, parameter.default))
        if parameter.kind is Parameter.VAR_POSITIONAL:
            args += value
        elif parameter.kind is Parameter.VAR_KEYWORD:
            named |= value
        elif parameter.default is Parameter.empty:
            args.append(value)
        elif value is not parameter.default:
            named[name] = value
    return args, dict(sorted(named.items(), key=lambda one: one[0].startswith("existing_")))


def _same_place(directive: Directive[Any], again: Directive[Any]) -> bool:
    """Whether what the batch fills in, the table and its schema, is what the directive says."""
    said = set(signature(getattr(type(directive), "on")).parameters)  # noqa: B009 - not every directive has it
    ours = call_of(type(directive)).parameters.keys() - said - directive.unwritten
    return all(getattr(directive, name) == getattr(again, name) for name in ours)


def _items(args: list[Any], named: dict[str, Any], rendering: Rendering) -> Iterator[Item]:
    yield from rendering.items(args)
    yield from rendering.named(named.items())
