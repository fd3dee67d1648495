"""Functions and procedures."""

from __future__ import annotations

from dataclasses import KW_ONLY, InitVar, dataclass
from typing import TYPE_CHECKING, ClassVar

from amig.entities.base import Entity

if TYPE_CHECKING:
    from sqlalchemy import MetaData


@dataclass(frozen=True, slots=True, eq=False)
class Function(Entity):
    """A function: `signature` is its name with the arguments, `definition` all that follows, as in CREATE FUNCTION."""

    kind: ClassVar[str] = "function"
    signature: str
    definition: str
    _: KW_ONLY
    schema: str | None = None
    metadata: InitVar[MetaData | None] = None

    def __post_init__(self, metadata: MetaData | None) -> None:
        self._named(self.signature, f'write `{type(self).__name__}("area(width integer)", "...")`')
        if "(" not in self.signature or not self.signature.rstrip().endswith(")"):
            raise self._wrong("has a signature without arguments", "write it with them, as `area(width integer)`")
        if not isinstance(self.definition, str) or not self.definition.strip():
            raise self._wrong("has no definition", "write all that follows the arguments in CREATE FUNCTION")
        self._enter(metadata)

    @property
    def subject(self) -> tuple[str | None, str]:
        return self.schema, " ".join(self.signature.split())

    @property
    def name(self) -> str:
        """The name without the arguments."""
        return self.signature.partition("(")[0].strip()


@dataclass(frozen=True, slots=True, eq=False)
class Procedure(Function):
    """A procedure: as a function, but it is called and gives nothing back."""

    kind: ClassVar[str] = "procedure"
