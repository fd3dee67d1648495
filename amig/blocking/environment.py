"""`from amig.blocking import context`: what scripts written for Alembic ask of their environment."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from amig.active import environment
from amig.blocking.config import ScriptConfig
from amig.errors import BadOperationError, OutsideMigrationError
from amig.ops import running

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ASKED = frozenset(
    {
        "get_head_revision",
        "get_head_revisions",
        "get_revision_argument",
        "get_starting_revision_argument",
        "get_tag_argument",
        "get_x_argument",
        "is_offline_mode",
        "requires_connection",
        "script",
        "static_output",
    }
)


class ScriptEnvironment:
    """The environment of whichever command is running: looked up at each call, never kept."""

    def __init__(self) -> None:
        self._configs: WeakKeyDictionary[Any, ScriptConfig] = WeakKeyDictionary()

    def _environment(self, what: str) -> Any:
        if (found := environment.get(None)) is None:
            raise OutsideMigrationError(f"context.{what}")
        return found

    def __getattr__(self, name: str) -> Any:
        if name in _ASKED:
            return getattr(self._environment(name), name)
        if name in ("configure", "run_migrations"):
            problem = "belongs to Alembic's env.py; amig's defines `async def run(env)`"
            raise BadOperationError(f"context.{name}", problem, "await `env.run_migrations(connection, ...)` there")
        raise AttributeError(f"`context` has no `{name}`")

    @property
    def config(self) -> ScriptConfig:
        """The old configuration."""
        asked = self._environment("config")
        if asked not in self._configs:
            self._configs[asked] = ScriptConfig(asked.config, asked.alembic, asked.get_x_argument())
        return self._configs[asked]

    def get_context(self) -> Any:
        """As `op.get_context()`."""
        from amig.blocking import op

        return op.get_context()

    def get_bind(self) -> Connection:
        """As `op.get_bind()`."""
        bind: Connection = running.get_bind(blocking=True)
        return bind

    def get_impl(self) -> Any:
        return self.get_context().impl

    def execute(self, sql: Any, execution_options: dict[str, Any] | None = None) -> None:
        """As `op.execute`."""
        self.get_context().execute(sql, execution_options)

    def is_transactional_ddl(self) -> bool:
        """Whether a rollback takes back DDL."""
        return bool(self.get_context().impl.transactional_ddl)

    def begin_transaction(self) -> AbstractContextManager[None]:
        """Nothing: amig begins and ends the transaction."""
        return nullcontext()


context = ScriptEnvironment()
