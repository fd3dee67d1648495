"""Take a seeded shop from base to head, look at it, take it down, and up again."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

import amig

HERE = Path(__file__).parent
BEFORE_THE_MOVE = "4b98c035"

CUSTOMERS = [
    {"name": "Ada", "email": "ada@example.org", "street": "1 Engine Row", "city": "London"},
    {"name": "Blaise", "email": "blaise@example.org", "street": "2 Rue Pascal", "city": "Clermont"},
    {"name": "Chen", "email": "chen@example.org", "street": None, "city": None},
]


def say(text: str) -> None:
    print(f"\n== {text}")


def told(ran: amig.Ran) -> None:
    arrow = "up  " if ran.direction == "upgrade" else "down"
    print(f"   {arrow} {ran.revision}  {ran.message}  ({ran.seconds * 1000:.0f} ms)")


async def seed(connection: AsyncConnection) -> None:
    await connection.execute(
        sa.text("INSERT INTO customers (name, email, street, city) VALUES (:name, :email, :street, :city)"), CUSTOMERS
    )
    await connection.execute(
        sa.text("INSERT INTO orders (customer_id, product_id, amount) VALUES (1, 1, 1), (2, 2, 6)")
    )


async def show(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        for table in await connection.run_sync(lambda bind: sa.inspect(bind).get_table_names()):
            rows = (await connection.execute(sa.text(f"SELECT * FROM {table}"))).all()
            print(f"   {table}: {', '.join(str(tuple(row)) for row in rows) or 'no rows'}")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = create_async_engine(f"sqlite+aiosqlite:///{folder}/shop.db")
        config = HERE / "amig.toml"

        say(f"an empty file, up to {BEFORE_THE_MOVE}")
        await amig.upgrade(config, BEFORE_THE_MOVE, engine=engine, tell=told)
        async with engine.begin() as connection:
            await seed(connection)
        say("customers and orders come in")
        await show(engine)

        say("up to head: the addresses move to a table of their own")
        await amig.upgrade(config, engine=engine, tell=told)
        await show(engine)
        print(f"   current: {', '.join((await amig.current(config, engine=engine)).revisions)}")

        say(f"down to {BEFORE_THE_MOVE}: every address is back")
        await amig.downgrade(config, BEFORE_THE_MOVE, engine=engine, tell=told)
        await show(engine)

        say("down to base")
        await amig.downgrade(config, "base", engine=engine, tell=told)
        await show(engine)

        say("and up again")
        result = await amig.upgrade(config, engine=engine, tell=told)
        await show(engine)
        print(f"\n{len(result.steps)} revisions, now at {', '.join(result.after)}: all is well")
        await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main())
