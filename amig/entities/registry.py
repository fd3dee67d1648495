"""Which entities belong to a MetaData."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.entities.base import Entity
from amig.errors import BadEntityError, DuplicateEntityError

if TYPE_CHECKING:
    from sqlalchemy import MetaData

_KEY = "amig"


def register(metadata: MetaData, *entities: Entity) -> None:
    """Declare entities as belonging to a MetaData; raises DuplicateEntityError, BadEntityError."""
    kept: list[Entity] = metadata.info.setdefault(_KEY, [])
    for entity in entities:
        given: object = entity
        if not isinstance(given, Entity):
            instead = "give it a View, a Function or another class of `amig.entities`"
            raise BadEntityError("entity", repr(given), "is none", instead)
        if any(one is entity for one in kept):
            continue
        if any(one.kind == entity.kind and one.subject == entity.subject for one in kept):
            raise DuplicateEntityError(entity.kind, _path(entity.subject))
        kept.append(entity)


def entities_of(metadata: MetaData) -> tuple[Entity, ...]:
    """What was declared, in that order; where no schema was said, in the schema of the MetaData."""
    kept: list[Entity] = metadata.info.get(_KEY, [])
    return tuple(kept if metadata.schema is None else [entity.within(metadata.schema) for entity in kept])


def _path(subject: tuple[str | None, str]) -> str:
    return ".".join(part for part in subject if part)
