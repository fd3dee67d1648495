"""PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, Identity
from sqlalchemy.dialects.postgresql.base import PGDialect

from amig.errors import UnsupportedError
from amig.impl.base import Emission, Impl, emits
from amig.impl.neutral import copied
from amig.ops.table import RenameTable


class PostgreSQLImpl(Impl):
    dialect_name = "postgresql"
    transactional_ddl = True

    def neutral(self, dialect: Dialect) -> Dialect:
        neutral: PGDialect = PGDialect(paramstyle="named")  # type: ignore[no-untyped-call]
        return copied(dialect, neutral)

    @emits(RenameTable)
    def _rename_table(self, d: RenameTable) -> Emission:
        """The new name stands without a schema: the table stays where it is."""
        yield self.ddl(f"ALTER TABLE {self.table(d.old_table_name, d.schema)} RENAME TO {self.name(d.new_table_name)}")

    def identity(self, alter: str, wanted: Any, existing: Any) -> Emission:
        if wanted is None:
            yield self.ddl(f"{alter} DROP IDENTITY")
        elif not isinstance(wanted, Identity):
            problem = "an identity cannot be exchanged for a default in one step"
            raise UnsupportedError(
                "op.alter_column", self.dialect.name, problem, "drop it with `server_default=None` first"
            )
        elif not isinstance(existing, Identity):
            yield self.ddl(f"{alter} ADD {self._compiler.visit_identity_column(wanted)}")
        elif changed := self._identity_changes(wanted, existing):
            yield self.ddl(f"{alter} {changed}")

    def _identity_changes(self, wanted: Identity, existing: Identity) -> str:
        """SET clauses for what differs; a value that is not given means the server's own."""
        parts = []
        if bool(wanted.always) != bool(existing.always):
            parts.append(f"SET GENERATED {'ALWAYS' if wanted.always else 'BY DEFAULT'}")
        names = ("start", "increment", "minvalue", "maxvalue", "nominvalue", "nomaxvalue", "cycle", "cache")
        given = {n: value for n in names if (value := getattr(wanted, n)) is not None}
        if differing := {n: value for n, value in given.items() if value != getattr(existing, n)}:
            parts.append(f"SET {self._compiler.get_identity_options(Identity(**differing))}")
        return " ".join(parts)
