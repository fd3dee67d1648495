"""A directive as the call that makes it again, read from its signature: no operation is known by name here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from inspect import Parameter
from typing import Any

from amig.autogen.render.code import Code, Group, Item
from amig.autogen.render.reference import reference
from amig.autogen.render.rendering import Rendering
from amig.errors import UnrenderableError
from amig.ops import Verbs
from amig.ops.base import Directive, call_of
from amig.ops.verb import Verb


def calling(directive: Directive[Any], rendering: Rendering) -> Code:
    """`op.add_column(...)`; a directive without a verb goes through `op.invoke`."""
    face = rendering.options.operations or Verbs
    verb = next((name for name in dir(face) if _makes(getattr(face, name), type(directive))), None)
    if verb is None:
        return Group(f"{rendering.op}invoke", (Item(constructed(directive, rendering)),))
    return Group(f"{rendering.op}{verb}", tuple(given(directive, rendering)))


def _makes(verb: object, kind: type[Directive[Any]]) -> bool:
    return isinstance(verb, Verb) and verb.directive is kind


def constructed(directive: Directive[Any], rendering: Rendering) -> Code:
    """`AddColumn(...)`, with the import of its class."""
    name = reference(type(directive), rendering)
    if name is None:
        problem = "no import leads to its class: it must be at the top of a module"
        raise UnrenderableError(f"the operation {type(directive).__qualname__}", problem)
    return Group(name, tuple(given(directive, rendering)))


def given(directive: Directive[Any], rendering: Rendering) -> Iterator[Item]:
    """The arguments; one that has a default is said by its name, where it is not the default."""
    args, named = directive.arguments()
    kinds = call_of(type(directive)).parameters
    positional = [one for one in kinds.values() if one.kind is Parameter.POSITIONAL_OR_KEYWORD]
    positional = [one for one in positional if one.name not in directive.unwritten]
    several = any(one.kind is Parameter.VAR_POSITIONAL for one in kinds.values())
    extra: dict[str, Any] = {}
    for parameter, value in zip(positional, args, strict=False):
        if parameter.default is Parameter.empty or several:
            yield Item(rendering.code(as_given(parameter, value)))
        elif value is not parameter.default:
            extra[parameter.name] = as_given(parameter, value)
    named = {name: as_given(kinds[name], value) if name in kinds else value for name, value in named.items()}
    yield from rendering.items(args[len(positional) :])
    yield from rendering.named(_in_order({**extra, **named}, kinds))


def _in_order(named: Mapping[str, Any], parameters: Mapping[str, Parameter]) -> list[tuple[str, Any]]:
    """By the signature, `existing_*` after what changes; keywords of a dialect come last: MySQL keeps their order."""
    known = [name for name in parameters if name in named]
    known.sort(key=lambda name: name.startswith("existing_"))
    return [(name, named[name]) for name in [*known, *(name for name in named if name not in parameters)]]


def as_given(parameter: Parameter, value: Any) -> Any:
    """A sequence as people write it: directives keep tuples."""
    is_sequence = str(parameter.annotation).startswith("Sequence[")
    return list(value) if is_sequence and isinstance(value, tuple) else value
