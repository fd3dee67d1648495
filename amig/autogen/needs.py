"""What needs what, told by names in texts: views of views, functions of functions, functions of tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from amig.autogen.found import Found
from amig.ops.alter import AlterColumn
from amig.ops.base import Directive
from amig.ops.check import CreateCheckConstraint
from amig.ops.column import AddColumn, DropColumn
from amig.ops.constraint import DropConstraint
from amig.ops.function import CreateFunction, DropFunction, ReplaceFunction
from amig.ops.index import CreateIndex, DropIndex
from amig.ops.materialized_view import CreateMaterializedView, DropMaterializedView
from amig.ops.table import CreateTable, DropTable
from amig.ops.view import CreateView, DropView, ReplaceView

Texts = Callable[[Directive[Any]], str]

_OF_TABLES = (CreateTable, DropTable, AddColumn, DropColumn, AlterColumn, CreateIndex, DropIndex)
_OF_TABLES += (CreateCheckConstraint, DropConstraint)  # type: ignore[assignment]
_DROPS = (DropView, DropMaterializedView, DropFunction)


def by_mention(found: Sequence[Found]) -> list[Found]:
    """Views and functions, each after those whose names are in its text; drops the other way round."""
    entities = [one for one in found if _name(one.directive) is not None]
    if len(entities) < 2:  # noqa: PLR2004 - one alone is in order
        return list(found)
    others = [one for one in found if _name(one.directive) is None]
    dropping = isinstance(entities[0].directive, _DROPS)
    waiting, done = list(entities), list[Found]()
    while waiting:
        ready = [one for one in waiting if not any(_needs(one, other) for other in waiting if other is not one)]
        ready = ready or waiting[:1]
        done += ready
        waiting = [one for one in waiting if one not in ready]
    return [*others, *(reversed(done) if dropping else done)]


def _needs(one: Found, other: Found) -> bool:
    text, name = _text(one.directive), _name(other.directive)
    return name is not None and name != _name(one.directive) and _says(text, name, _is_function(other.directive))


def needed_by_tables(found: Sequence[Found], texts: Texts) -> Iterator[Found]:
    """New functions that the text of a table names, and those that these name."""
    functions = [one for one in found if isinstance(one.directive, CreateFunction | ReplaceFunction)]
    if functions:
        yield from _named_in(
            (texts(one.directive) for one in found if isinstance(one.directive, _OF_TABLES)), functions
        )


def was_needed_by_tables(found: Sequence[Found], texts: Texts) -> Iterator[Found]:
    """Functions that go, and that the tables had in what goes: unless they are made again at once."""
    made = {one.notes[0].subject for one in found if isinstance(one.directive, CreateFunction)}
    functions = [one for one in found if isinstance(one.directive, DropFunction) and one.notes[0].subject not in made]
    if functions:
        undone = (texts(way) for one in found if isinstance(one.directive, _OF_TABLES) for way in one.undone())
        yield from _named_in(undone, functions)


def _named_in(texts: Iterable[str], functions: Sequence[Found]) -> Iterator[Found]:
    said, left = list(texts), list(functions)
    while mentioned := [one for one in left if any(_says(text, _name(one.directive) or "", True) for text in said)]:
        yield from mentioned
        left = [one for one in left if one not in mentioned]
        said = [_text(one.directive) for one in mentioned]


def _says(text: str, name: str, function: bool) -> bool:
    end = r'"?\s*\(' if function else r"(?![\w$])"
    return re.search(rf"(?<![\w$]){re.escape(name)}{end}", text) is not None


def _is_function(directive: Any) -> bool:
    return isinstance(directive, CreateFunction | ReplaceFunction | DropFunction)


def _name(directive: Any) -> str | None:
    if _is_function(directive):
        return str(directive.signature.partition("(")[0].strip())
    kinds = CreateView | ReplaceView | DropView | CreateMaterializedView | DropMaterializedView
    return directive.view_name if isinstance(directive, kinds) else None


def _text(directive: Any) -> str:
    made = getattr(directive, "created", None) or directive
    return str(getattr(made, "definition", None) or "")
