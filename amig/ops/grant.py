"""What a role may do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY
from typing import Literal

from amig.errors import BadOperationError
from amig.ops.backends import only_on
from amig.ops.base import Change, Statement, directive
from amig.ops.policy import role
from amig.ops.writer import Writer

Target = Literal["TABLE", "SEQUENCE", "FUNCTION", "PROCEDURE", "SCHEMA"]
_INSTEAD = "write the server's own words with `op.execute`"


def _privileges(operation: str, privileges: Sequence[str]) -> tuple[str, ...]:
    if isinstance(privileges, str) or not privileges:
        problem = f"was given {privileges!r} as privileges"
        raise BadOperationError(f"op.{operation}", problem, "write `['SELECT', 'INSERT']`")
    return tuple(privileges)


def _on(sql: Writer, operation: str, d: Grant | Revoke) -> str:
    """`SELECT, INSERT ON TABLE orders`."""
    only_on(sql, operation, "grants in this form", ("postgresql",), _INSTEAD)
    name, bracket, arguments = d.target_name.partition("(")
    target = sql.name(name) if d.target_kind == "SCHEMA" else sql.table(name.strip(), d.schema)
    return f"{', '.join(d.privileges)} ON {d.target_kind} {target}{bracket}{arguments}"


@directive
class Grant(Change):
    """Let a role do something (PostgreSQL): `op.grant(["SELECT"], "orders", "reader")`."""

    privileges: Sequence[str]
    target_name: str
    role: str
    _: KW_ONLY
    target_kind: Target = "TABLE"
    schema: str | None = None
    grantable: bool = False

    def __post_init__(self) -> None:
        self._set(privileges=_privileges("grant", self.privileges))

    def emit(self, sql: Writer) -> Iterator[Statement]:
        option = " WITH GRANT OPTION" if self.grantable else ""
        yield sql.ddl(f"GRANT {_on(sql, 'grant', self)} TO {role(sql, self.role)}{option}")

    def reverse(self) -> Revoke:
        return Revoke(
            self.privileges,
            self.target_name,
            self.role,
            target_kind=self.target_kind,
            schema=self.schema,
            grantable=self.grantable,
        )


@directive
class Revoke(Change):
    """Let a role no longer do something (PostgreSQL); `grantable` says that it could grant it to others."""

    privileges: Sequence[str]
    target_name: str
    role: str
    _: KW_ONLY
    target_kind: Target = "TABLE"
    schema: str | None = None
    grantable: bool = False

    def __post_init__(self) -> None:
        self._set(privileges=_privileges("revoke", self.privileges))

    def emit(self, sql: Writer) -> Iterator[Statement]:
        yield sql.ddl(f"REVOKE {_on(sql, 'revoke', self)} FROM {role(sql, self.role)}")

    def reverse(self) -> Grant:
        return Grant(
            self.privileges,
            self.target_name,
            self.role,
            target_kind=self.target_kind,
            schema=self.schema,
            grantable=self.grantable,
        )
