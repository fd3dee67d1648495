"""Who may do and see what (PostgreSQL)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, InitVar, dataclass
from typing import TYPE_CHECKING, ClassVar

from amig.entities.base import Entity

if TYPE_CHECKING:
    from sqlalchemy import MetaData

COMMANDS = ("ALL", "SELECT", "INSERT", "UPDATE", "DELETE")
TARGETS = ("TABLE", "SEQUENCE", "FUNCTION", "PROCEDURE", "SCHEMA")


@dataclass(frozen=True, slots=True, eq=False)
class Policy(Entity):
    """A row security policy (PostgreSQL): rows of a table that roles may see (`using`) and write (`check`).

    A table with a policy has row level security enabled.
    """

    kind: ClassVar[str] = "policy"
    name: str
    table_name: str
    _: KW_ONLY
    using: str | None = None
    check: str | None = None
    command: str = "ALL"
    permissive: bool = True
    roles: Sequence[str] = ("public",)
    schema: str | None = None
    metadata: InitVar[MetaData | None] = None

    def __post_init__(self, metadata: MetaData | None) -> None:
        self._named(self.name, 'write `Policy("own_rows", "orders", using="owner = current_user")`')
        if self.command.upper() not in COMMANDS:
            raise self._wrong(f"is for {self.command!r}", f"write one of {', '.join(COMMANDS)}")
        if isinstance(self.roles, str) or not self.roles:
            raise self._wrong(f"was given {self.roles!r} as roles", "write `roles=['app']`")
        self._enter(metadata)

    @property
    def subject(self) -> tuple[str | None, str]:
        return self.schema, f"{self.table_name}.{self.name}"


@dataclass(frozen=True, slots=True, eq=False)
class Grant(Entity):
    """What a role may do (PostgreSQL): `Grant("reader", ["SELECT"], "orders")`.

    `target` is a table or a view, or as in GRANT ... ON: `SEQUENCE ids`, `FUNCTION area(integer)`, `SCHEMA app`.
    """

    kind: ClassVar[str] = "grant"
    role: str
    privileges: Sequence[str]
    target: str
    _: KW_ONLY
    schema: str | None = None
    grantable: bool = False
    metadata: InitVar[MetaData | None] = None

    def __post_init__(self, metadata: MetaData | None) -> None:
        self._named(self.role, 'write `Grant("reader", ["SELECT"], "orders")`')
        if isinstance(self.privileges, str) or not self.privileges:
            raise self._wrong(f"was given {self.privileges!r} as privileges", "write `['SELECT']`")
        self._enter(metadata)

    @property
    def subject(self) -> tuple[str | None, str]:
        return self.schema, f"{self.role} {' '.join(self.on)}"

    @property
    def on(self) -> tuple[str, str]:
        """(kind, name): TABLE is what is meant where nothing is said."""
        word, _, rest = self.target.strip().partition(" ")
        return (word.upper(), rest.strip()) if rest and word.upper() in TARGETS else ("TABLE", self.target.strip())
