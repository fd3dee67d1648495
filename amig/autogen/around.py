"""Views, triggers and policies in the way of a change: dropped before it, and made again with all that is on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from amig.autogen.compare.entity import used
from amig.autogen.compare.pair import Both, key_text
from amig.autogen.found import Found, Note
from amig.autogen.making import again, create_policy, create_trigger, create_view, drop_view, kept
from amig.look.shapes import Key, PolicyShape, ViewShape
from amig.look.survey.entities.postgresql.obstacles import Dependent, Obstacles
from amig.ops.alter import AlterColumn
from amig.ops.column import DropColumn
from amig.ops.comment_on import CommentOn
from amig.ops.function import CreateFunction, DropFunction
from amig.ops.materialized_view import CreateMaterializedView, DropMaterializedView
from amig.ops.policy import DropPolicy
from amig.ops.replace_enum import ReplaceEnum
from amig.ops.trigger import DropTrigger, ReplaceTrigger
from amig.ops.view import CreateView, DropView, ReplaceView


def stands_in_the_way(found: Sequence[Found]) -> bool:
    """Whether there is a change for which a view may have to go: only then views are read that are not declared."""
    kinds = DropColumn | DropView | DropMaterializedView | DropFunction | ReplaceView | ReplaceEnum
    return any(isinstance(one.directive, kinds) or _changes_type(one.directive) or _back(one) for one in found)


def _back(one: Found) -> list[ReplaceEnum]:
    """What the way back of an added value does to the columns of an enum."""
    return [undone for undone in one.undo or () if isinstance(undone, ReplaceEnum)]


def around(both: Both, found: Sequence[Found], there: Obstacles) -> list[Found]:
    """The same differences, and what has to be done to other things for them."""
    way = _Way(both, found)
    in_the_way: dict[Key, ViewShape] = {}
    while more := [one for one in there.views if one.key not in in_the_way and way.blocks(one, in_the_way)]:
        in_the_way |= {one.key: one for one in more}
    replaced = {way.key(one.directive): one for one in found if isinstance(one.directive, ReplaceView)}
    again = [view for key, view in in_the_way.items() if key not in way.dropped]
    others = [one for one in there.others if way.blocks_other(one, in_the_way)]
    instead = {id(replaced[view.key]) for view in again if view.key in replaced}
    extra = [
        each for view in again for each in _made_again(both, view, replaced.get(view.key), way.why(view, in_the_way))
    ]
    for other in others:
        old = way.replacement(other)
        instead |= {id(old)}
        extra += _other_again(both, other, old)
    stay = [one for one in found if id(one) not in instead]
    new = [one for one in stay if isinstance(one.directive, CommentOn)]  # over the old comments that are put back
    return [*(one for one in stay if one not in new), *extra, *new]


class _Way:
    """What changes, as views are touched by it."""

    def __init__(self, both: Both, found: Sequence[Found]) -> None:
        self.both = both
        of: list[tuple[Found, Any]] = [(one, one.directive) for one in found]
        self.altered = {(self.key(d), d.column_name) for _, d in of if _changes_type(d)}
        self.altered |= {place for _, d in of if isinstance(d, ReplaceEnum) for place in self.columns(d)}
        self.altered |= {place for one in found for back in _back(one) for place in self.columns(back)}
        self.gone = {(self.key(d), d.column_name) for _, d in of if isinstance(d, DropColumn)}
        self.dropped = {self.key(d) for _, d in of if isinstance(d, DropView | DropMaterializedView)}
        made = {self.key(d) for _, d in of if isinstance(d, CreateView | CreateMaterializedView)}
        self.remade = self.dropped & made
        self.replaced = {self.key(d) for _, d in of if isinstance(d, ReplaceView)}
        gone = DropTrigger | DropPolicy
        self.others = {(self.key(d), name_of(d)): one for one, d in of if isinstance(d, gone | ReplaceTrigger)}
        self.widened = {self.key(d) for one, d in of if isinstance(d, ReplaceView) and one.undo is not None}
        made_functions = {one.notes[0].subject for one, d in of if isinstance(d, CreateFunction)}
        gone_functions = {one.notes[0].subject for one, d in of if isinstance(d, DropFunction)}
        self.functions = made_functions & gone_functions

    def key(self, directive: Any) -> Key:
        """The table or the view of a directive, as shapes have it."""
        name: str = getattr(directive, "view_name", "") or getattr(directive, "table_name", "")
        return self.place(getattr(directive, "schema", None), name)

    def place(self, schema: str | None, name: str) -> Key:
        """A key in which the default schema is None."""
        default = self.both.have.default_schema or self.both.impl.dialect.default_schema_name
        return (None if schema == default else schema), name

    def columns(self, enum: ReplaceEnum) -> Iterator[tuple[Key, str]]:
        """The columns that get another type with their enum."""
        for column in enum.columns:
            yield self.place(column.get("schema"), column["table"]), column["column"]

    def blocks(self, view: ViewShape, others: dict[Key, ViewShape]) -> bool:
        """Whether a change is refused while there is this view."""
        if any((key, column) in self.altered for key, column in view.reads):
            return True
        if view.key in self.replaced and any(read in self.gone for read in view.reads):
            return True
        if any(key in others or key in self.remade for key in view.uses):
            return True
        if any(f"function {key_text(call)}" in self.functions for call in view.calls):
            return True
        return view.key in self.widened and self._is_used(view.key)

    def blocks_other(self, other: Dependent, views: dict[Key, ViewShape]) -> bool:
        """Whether a change is refused while there is this trigger or policy, and it does not go anyhow."""
        mine = self.others.get(other.shape.key)
        if (mine is not None and not isinstance(mine.directive, ReplaceTrigger)) or other.shape.table in views:
            return False
        if mine is not None and not self.gone.isdisjoint(other.reads):
            return True
        calls = any(f"function {key_text(call)}" in self.functions for call in other.calls)
        return (
            calls or not self.altered.isdisjoint(other.reads) or not (views.keys() | self.remade).isdisjoint(other.uses)
        )

    def replacement(self, other: Dependent) -> Found | None:
        """What would have replaced a trigger in its place."""
        return self.others.get(other.shape.key)

    def _is_used(self, key: Key) -> bool:
        return any(key in other.uses for other in self.both.have.views.values())

    def why(self, view: ViewShape, others: dict[Key, ViewShape]) -> str:
        """The reason, for the note."""
        for key, column in view.reads:
            if (key, column) in self.altered:
                return f"it reads {key_text(key)}.{column}, which changes its type: it is dropped and made again"
        using = next((key for key in view.uses if key in others or key in self.remade), None)
        what = f"it uses {key_text(using)}, which" if using else "what it uses"
        return f"{what} is dropped and made again, and so is this view"


def _changes_type(directive: Any) -> bool:
    return isinstance(directive, AlterColumn) and directive.type_ is not None


def _made_again(both: Both, view: ViewShape, replacement: Found | None, reason: str) -> Iterator[Found]:
    schema = both.schema(view.schema) if used(both, view.schema) else view.schema
    kind = "materialized_view" if view.materialized else "view"
    notes: tuple[Note, ...] = (Note(f"{kind} {key_text(view.key)}", reason),)
    new = view
    if replacement is not None:
        directive: Any = replacement.directive
        notes = (*replacement.notes, *notes)
        options = tuple((name, str(value)) for name, value in (directive.options or {}).items())
        new = view._replace(text=directive.definition, options=options)
    yield Found(drop_view(view, schema), notes, again(view, schema))
    yield Found(create_view(new, schema), notes)
    for statement in (*again(view, schema)[1:],) if new is view else kept(view, new):
        yield Found(statement, notes, ())


def name_of(directive: Any) -> str:
    """The name of a trigger or a policy."""
    return str(getattr(directive, "trigger_name", "") or getattr(directive, "policy_name", ""))


def _other_again(both: Both, other: Dependent, replacement: Found | None) -> Iterator[Found]:
    """A trigger or a policy that is dropped and made again."""
    shape = other.shape
    schema = both.schema(shape.table[0]) if used(both, shape.table[0]) else shape.table[0]
    kind = "policy" if isinstance(shape, PolicyShape) else "trigger"
    notes: tuple[Note, ...] = (
        Note(f"{kind} {key_text(shape.table)}.{shape.name}", "what it depends on changes: it is made again"),
    )
    if isinstance(shape, PolicyShape):
        policy = create_policy(shape, schema)
        yield Found(DropPolicy(shape.name, shape.table[1], schema=schema, created=policy), notes)
        yield Found(policy, notes)
        return
    made: Any = create_trigger(shape, schema)
    yield Found(DropTrigger(shape.name, shape.table[1], schema=schema, when=shape.when, definition=shape.text), notes)
    if replacement is not None:
        new: Any = replacement.directive
        made, notes = create_trigger(shape._replace(when=new.when, text=new.definition), schema), replacement.notes
    yield Found(made, notes)
