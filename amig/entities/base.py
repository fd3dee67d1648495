"""What all entities have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from amig.errors import BadEntityError

if TYPE_CHECKING:
    from sqlalchemy import MetaData


class Entity:
    """Something that a database has beside its tables. Frozen; registered by `metadata=` or `register`."""

    __slots__ = ()
    kind: ClassVar[str]
    """What it is called in messages, and what tells one kind from another."""

    @property
    def subject(self) -> tuple[str | None, str]:
        """(schema, name): of one kind, what no two entities share."""
        raise NotImplementedError

    def within(self, schema: str) -> Self:
        """The same in a schema, where none is said: that of a MetaData."""
        from dataclasses import fields, replace

        has = {field.name for field in fields(self)}  # type: ignore[arg-type]
        given: Any = self
        return replace(given, schema=schema) if "schema" in has and given.schema is None else self

    def _enter(self, metadata: MetaData | None) -> None:
        if metadata is not None:
            from amig.entities.registry import register

            register(metadata, self)

    def _wrong(self, problem: str, instead: str) -> BadEntityError:
        return BadEntityError(self.kind, self.subject[1], problem, instead)

    def _named(self, name: object, instead: str) -> None:
        if not isinstance(name, str) or not name.strip():
            raise BadEntityError(self.kind, str(name), "has no name", instead)
