"""`python -m blog`: the titles, and under which address they are."""

from __future__ import annotations

import asyncio
import os

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from blog.models import Post


async def main() -> None:
    engine = create_async_engine(os.environ["DATABASE_URL"])
    async with AsyncSession(engine) as session:
        for post in await session.scalars(select(Post).order_by(Post.id)):
            print(f"/{post.slug}: {post.title}")
    await engine.dispose()


asyncio.run(main())
