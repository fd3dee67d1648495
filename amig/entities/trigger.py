"""Triggers."""

from __future__ import annotations

from dataclasses import KW_ONLY, InitVar, dataclass
from typing import TYPE_CHECKING, ClassVar

from amig.entities.base import Entity

if TYPE_CHECKING:
    from sqlalchemy import MetaData


@dataclass(frozen=True, slots=True, eq=False)
class Trigger(Entity):
    """A trigger of a table or a view: `when` is as `BEFORE INSERT OR UPDATE`, `definition` all after the table."""

    kind: ClassVar[str] = "trigger"
    name: str
    table_name: str
    when: str
    definition: str
    _: KW_ONLY
    schema: str | None = None
    metadata: InitVar[MetaData | None] = None

    def __post_init__(self, metadata: MetaData | None) -> None:
        self._named(self.name, 'write `Trigger("stamp", "users", "BEFORE UPDATE", "FOR EACH ROW ...")`')
        if (self.when.split() or [""])[0].upper() not in ("BEFORE", "AFTER", "INSTEAD"):
            raise self._wrong(f"comes {self.when!r}", "write when it does, as `BEFORE INSERT OR UPDATE`")
        self._enter(metadata)

    @property
    def subject(self) -> tuple[str | None, str]:
        return self.schema, f"{self.table_name}.{self.name}"
