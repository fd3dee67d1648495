"""Refusing what a backend does not have, and naming those that have it."""

from __future__ import annotations

from amig.errors import UnsupportedError
from amig.ops.writer import Writer

NAMES = {
    "postgresql": "PostgreSQL",
    "mysql": "MySQL",
    "mariadb": "MariaDB",
    "sqlite": "SQLite",
    "mssql": "SQL Server",
    "oracle": "Oracle",
}


def only_on(sql: Writer, operation: str, what: str, backends: tuple[str, ...], instead: str) -> None:
    """Raise UnsupportedError unless the backend is one of those that have it."""
    if sql.flavour in backends:
        return
    names = [NAMES[backend] for backend in backends]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    verb = "has" if len(names) == 1 else "have"
    raise UnsupportedError(f"op.{operation}", sql.dialect.name, f"only {listed} {verb} {what}", instead)
