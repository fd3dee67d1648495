"""Which of SQLAlchemy's own dialects one of another package is derived from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Dialect

_OWN = frozenset({"mariadb", "mssql", "mysql", "oracle", "postgresql", "sqlite"})


def family(dialect: Dialect) -> str:
    """The name of the known dialect that this one is, or is derived from; its own where there is none."""
    if dialect.name in _OWN:
        return dialect.name
    names = (vars(kind).get("name") for kind in type(dialect).__mro__)
    return next((name for name in names if name in _OWN), dialect.name)
