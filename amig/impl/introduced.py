"""What SQLAlchemy asks of a PostgreSQL server when it first connects, asked at once: alone it takes ten round trips."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

_ASKED = {
    "select pg_catalog.version()": "version()",
    "select current_schema()": "current_schema()",
    "show transaction isolation level": "current_setting('transaction_isolation')",
    "show standard_conforming_strings": "current_setting('standard_conforming_strings')",
}


def introduced(engine: AsyncEngine) -> AsyncEngine:
    """The engine, whose first connection asks once; where that does not do, SQLAlchemy asks as ever."""
    dialect: Any = engine.dialect
    if dialect.driver != "asyncpg" or dialect.name != "postgresql":
        return engine
    usual = dialect.initialize

    def initialize(connection: Any) -> None:
        try:
            usual(_Known(connection.connection.dbapi_connection.run_async(_answers)))
        except Exception:  # noqa: BLE001 - whatever it is, the usual questions meet it too, and tell
            usual(connection)

    dialect.initialize = initialize
    return engine


async def _answers(driver: Any) -> Mapping[str, str | None]:
    from amig.impl.copied import copied

    (row,) = await copied(driver, f"SELECT {', '.join(_ASKED.values())}")
    return {question: answer or None for question, answer in zip(_ASKED, row, strict=True)}


class _Known:
    """Stands for a connection, its cursor and a result, as far as the dialect asks them; has no other answers."""

    def __init__(self, answers: Mapping[str, str | None]) -> None:
        self._answers = answers
        self._asked = ""

    @property
    def connection(self) -> _Known:
        return self

    dbapi_connection = connection

    def cursor(self) -> _Known:
        return self

    def exec_driver_sql(self, text: str) -> _Known:
        self._asked = text
        return self

    execute = exec_driver_sql

    def scalar(self) -> str | None:
        return self._answers[self._asked]

    def fetchone(self) -> tuple[str | None]:
        return (self.scalar(),)

    def close(self) -> None:
        pass
