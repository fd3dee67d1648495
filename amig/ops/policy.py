"""Row level security of PostgreSQL: which rows a role sees and writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY
from typing import ClassVar

from amig.errors import BadOperationError, IrreversibleError
from amig.ops.backends import only_on
from amig.ops.base import Change, Statement, directive
from amig.ops.writer import Writer

_INSTEAD = "leave it out on this backend: test `op.get_context().dialect.name`"


def role(sql: Writer, name: str) -> str:
    """A role as it stands in SQL: some names are words of the language."""
    words = ("public", "current_user", "current_role", "session_user")
    return name.upper() if name.lower() in words else sql.name(name)


def _refuse(sql: Writer, operation: str) -> None:
    only_on(sql, operation, "row level security in this form", ("postgresql",), _INSTEAD)


def _roles(operation: str, roles: Sequence[str]) -> tuple[str, ...]:
    if isinstance(roles, str) or not roles:
        raise BadOperationError(f"op.{operation}", f"was given {roles!r} as roles", "write `roles=['app']`")
    return tuple(roles)


@directive
class CreatePolicy(Change):
    """Create a policy (PostgreSQL): rows that `roles` may see (`using`) and write (`check`).

    It counts once the table has row level security: `op.enable_row_security`.
    """

    policy_name: str
    table_name: str
    _: KW_ONLY
    using: str | None = None
    check: str | None = None
    command: str = "ALL"
    permissive: bool = True
    roles: Sequence[str] = ("public",)
    schema: str | None = None

    def __post_init__(self) -> None:
        self._set(roles=_roles("create_policy", self.roles))

    def emit(self, sql: Writer) -> Iterator[Statement]:
        _refuse(sql, "create_policy")
        text = f"CREATE POLICY {sql.name(self.policy_name)} ON {sql.table(self.table_name, self.schema)}"
        text += "" if self.permissive else " AS RESTRICTIVE"
        text += "" if self.command.upper() == "ALL" else f" FOR {self.command.upper()}"
        if self.roles != ("public",):
            text += f" TO {', '.join(role(sql, name) for name in self.roles)}"
        text += f" USING ({self.using})" if self.using is not None else ""
        yield sql.ddl(text + (f" WITH CHECK ({self.check})" if self.check is not None else ""))

    def reverse(self) -> DropPolicy:
        return DropPolicy(self.policy_name, self.table_name, schema=self.schema, created=self)


@directive
class DropPolicy(Change):
    """Drop a policy (PostgreSQL); a table with row level security and no policy shows its rows to its owner alone."""

    unwritten: ClassVar[frozenset[str]] = frozenset({"created"})
    policy_name: str
    table_name: str
    _: KW_ONLY
    schema: str | None = None
    if_exists: bool | None = None
    created: CreatePolicy | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        _refuse(sql, "drop_policy")
        guard = "IF EXISTS " if self.if_exists else ""
        yield sql.ddl(f"DROP POLICY {guard}{sql.name(self.policy_name)} ON {sql.table(self.table_name, self.schema)}")

    def reverse(self) -> CreatePolicy:
        if self.created is None:
            raise IrreversibleError(f"op.drop_policy({self.policy_name!r}, {self.table_name!r})")
        return self.created


@directive
class EnableRowSecurity(Change):
    """Let policies decide which rows are seen (PostgreSQL); `force` the table's owner as well."""

    table_name: str
    _: KW_ONLY
    schema: str | None = None
    force: bool = False

    def emit(self, sql: Writer) -> Iterator[Statement]:
        _refuse(sql, "enable_row_security")
        table = sql.table(self.table_name, self.schema)
        forced = ", FORCE ROW LEVEL SECURITY" if self.force else ""
        yield sql.ddl(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY{forced}")

    def reverse(self) -> DisableRowSecurity:
        return DisableRowSecurity(self.table_name, schema=self.schema, force=self.force)


@directive
class DisableRowSecurity(Change):
    """Show every row to whoever may read the table (PostgreSQL); `force` says that its owner was no exception."""

    table_name: str
    _: KW_ONLY
    schema: str | None = None
    force: bool = False

    def emit(self, sql: Writer) -> Iterator[Statement]:
        _refuse(sql, "disable_row_security")
        table = sql.table(self.table_name, self.schema)
        forced = ", NO FORCE ROW LEVEL SECURITY" if self.force else ""
        yield sql.ddl(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY{forced}")

    def reverse(self) -> EnableRowSecurity:
        return EnableRowSecurity(self.table_name, schema=self.schema, force=self.force)
