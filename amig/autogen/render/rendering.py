"""What is known while directives are written: the options, the backend, and the imports that values ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from amig.autogen.render.code import Code, Item, Word, call, keywords
from amig.autogen.render.options import RenderOptions

if TYPE_CHECKING:
    from sqlalchemy import Dialect

    from amig.impl.base import Impl

_HOOKED: tuple[tuple[type[Any], str], ...] = (
    (Column, "column"),
    (PrimaryKeyConstraint, "primary_key"),
    (ForeignKeyConstraint, "foreign_key"),
    (UniqueConstraint, "unique"),
    (CheckConstraint, "check"),
    (TypeEngine, "type"),
)


class Rendering:
    """One file's rendering. A `render_item` hook is given it, may read `dialect` and add lines to `imports`."""

    def __init__(self, impl: Impl, options: RenderOptions | None = None) -> None:
        self.impl, self.options = impl, options or RenderOptions()
        self.imports: set[str] = set()
        self.notes: list[str] = []
        self.op = self.options.alembic_module_prefix

    @property
    def dialect(self) -> Dialect:
        """The dialect of the database that was compared."""
        return self.impl.dialect

    def sa(self, name: str) -> str:
        """A name of SQLAlchemy's, with the prefix; its import comes along."""
        if self.options.sqlalchemy_module_prefix == "sa.":
            self.imports.add("import sqlalchemy as sa")
        return f"{self.options.sqlalchemy_module_prefix}{name}"

    def note(self, words: str) -> None:
        """A comment that is to stand before the call."""
        if words not in self.notes:
            self.notes.append(words)

    def code(self, value: Any) -> Code:
        """Any value; raises UnrenderableError for one that cannot be written."""
        return self.shown(value) or self.usual(value)

    def usual(self, value: Any) -> Code:
        """A value as it is written where no hook has its say."""
        from amig.autogen.render.values import code

        return code(value, self)

    def shown(self, value: Any) -> Code | None:
        """A value, or None where the hook leaves it out."""
        kind = next((name for one, name in _HOOKED if isinstance(value, one)), None)
        if kind is None and getattr(value, "__visit_name__", "") == "exclude_constraint":
            kind = "exclude"
        return self.usual(value) if kind is None else self.asked(kind, value)

    def asked(self, kind: str, value: Any) -> Code | None:
        """What the hook makes of a value, else the usual code."""
        said = self.options.render_item(kind, value, self) if self.options.render_item else False
        if said is False:
            return self.usual(value)
        return None if said is None else Word(said)

    def items(self, values: Iterable[Any]) -> Iterator[Item]:
        """Values one after the other, without those that the hook leaves out."""
        for value in values:
            if (code := self.shown(value)) is not None:
                yield Item(code)

    def named(self, values: Iterable[tuple[str, Any]]) -> Iterator[Item]:
        """Values with their names; a default goes to the hook as such."""
        given: list[tuple[str, Code]] = []
        for name, value in values:
            is_default = name == "server_default" and value is not None and value is not False
            code = self.asked("server_default", value) if is_default else self.shown(value)
            if code is not None:
                given.append((name, code))
        return keywords(given)

    def call(self, head: str, args: Iterable[Any] = (), **named: Any) -> Code:
        """A call of SQLAlchemy's with any values; None says nothing and is left out."""
        said = {name: value for name, value in named.items() if value is not None}
        group = call(self.sa(head))
        return type(group)(group.head, (*self.items(args), *self.named(said.items())))
