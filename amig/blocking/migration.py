"""`op.get_context()`, as scripts written for Alembic know it: nothing of it has to be awaited."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from amig.context import AutocommitBlock, MigrationContext


class ScriptMigration:
    """The migration context of a plain script; what has no own form here is the MigrationContext's."""

    def __init__(self, context: MigrationContext, operations: Any) -> None:
        self._context, self._operations = context, operations

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    @property
    def bind(self) -> Connection:
        """The blocking connection."""
        found: Connection = self._operations.get_bind()
        return found

    connection = bind

    @property
    def environment_context(self) -> Any:
        """What `from alembic import context` gave."""
        from amig.blocking.environment import context

        return context

    @property
    def config(self) -> Any:
        """The old configuration."""
        return self.environment_context.config

    @property
    def version_table(self) -> str:
        return self._context.versions.name

    @property
    def version_table_schema(self) -> str | None:
        return self._context.versions.schema

    def get_current_heads(self) -> tuple[str, ...]:
        """The version rows, as they were when this revision began."""
        return tuple(sorted(self._context.start))

    def get_current_revision(self) -> str | None:
        """The one version row; raises ValueError where there are several."""
        heads = self.get_current_heads()
        if len(heads) > 1:
            raise ValueError(f"the database is at several revisions: {', '.join(heads)}")
        return next(iter(heads), None)

    def execute(self, sql: Any, execution_options: dict[str, Any] | None = None) -> None:
        """As `op.execute`."""
        self._operations.execute(sql, execution_options=execution_options)

    def autocommit_block(self) -> AutocommitBlock:
        """`with`: statements outside any transaction. Commits what came before."""
        return self._context.autocommit_block()

    def begin_transaction(self, _per_migration: bool = False) -> AbstractContextManager[None]:
        """Nothing: the transaction has been begun, and amig ends it."""
        return nullcontext()
