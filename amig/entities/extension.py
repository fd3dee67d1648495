"""Extensions of PostgreSQL."""

from __future__ import annotations

from dataclasses import KW_ONLY, InitVar, dataclass
from typing import TYPE_CHECKING, ClassVar

from amig.entities.base import Entity

if TYPE_CHECKING:
    from sqlalchemy import MetaData


@dataclass(frozen=True, slots=True, eq=False)
class Extension(Entity):
    """An extension (PostgreSQL); a `schema` or a `version` that is not said is not compared."""

    kind: ClassVar[str] = "extension"
    name: str
    _: KW_ONLY
    schema: str | None = None
    version: str | None = None
    metadata: InitVar[MetaData | None] = None

    def __post_init__(self, metadata: MetaData | None) -> None:
        self._named(self.name, 'write `Extension("citext")`')
        self._enter(metadata)

    @property
    def subject(self) -> tuple[str | None, str]:
        return None, self.name
