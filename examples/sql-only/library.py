"""The library: `library.py` shows the shelf, `library.py lend BOOK READER` lends a book. No models, no ORM."""

from __future__ import annotations

import asyncio
import os
import sys

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

LEND = text("INSERT INTO loans (id, book_id, reader) SELECT coalesce(max(id), 0) + 1, :book, :reader FROM loans")
SHELF = text("SELECT title, author, reader FROM shelf ORDER BY title")


async def main(*words: str) -> None:
    engine = create_async_engine(os.environ.get("DATABASE_URL", "sqlite+aiosqlite:///library.db"))
    async with engine.begin() as connection:
        if words:
            _, book, reader = words
            await connection.execute(LEND, {"book": int(book), "reader": reader})
        for title, author, reader in await connection.execute(SHELF):
            print(f"{title} by {author}: {f'{reader} has it' if reader else 'on the shelf'}")
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
