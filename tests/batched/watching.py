"""An engine that tells what its driver was really sent."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine


@asynccontextmanager
async def watched(url: str, **options: Any) -> AsyncGenerator[tuple[AsyncEngine, list[str]], None]:
    """The engine, and what its driver has sent, in order; SQLAlchemy's own events see nothing of it."""
    engine, sent = create_async_engine(url, **options), list[str]()

    @event.listens_for(engine.sync_engine, "connect")
    def _connected(adapted: Any, _record: Any) -> None:
        driver = adapted.driver_connection
        if engine.dialect.name == "sqlite":
            adapted.run_async(lambda _: driver.set_trace_callback(sent.append))
        else:
            driver.add_query_logger(lambda query: sent.append(query.query))

    try:
        yield engine, sent
    finally:
        await engine.dispose()


def strings(sent: list[str]) -> list[str]:
    """Their transactions that are whole steps, or several; of SQLite's, what each begins with."""
    parts = (part for text in sent for part in re.split(r"(?=/\* amig: )", text))
    return [part for part in parts if part.count("\n;\n") > 1 or (part.startswith("/* amig: ") and ";" not in part)]
