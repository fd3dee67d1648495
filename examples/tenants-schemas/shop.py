"""The shop: `create N` makes empty tenants, `sell NAME` writes an order, `show NAME` what a tenant sold."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.schema import CreateSchema

from models import Customer, Order

engine = create_async_engine(os.environ["DATABASE_URL"])


@asynccontextmanager
async def of_tenant(name: str) -> AsyncIterator[AsyncSession]:
    """A session whose tables are those of one tenant."""
    async with engine.connect() as connection:
        await connection.execution_options(schema_translate_map={None: name})
        async with AsyncSession(connection) as session, session.begin():
            yield session


async def create(count: str) -> None:
    async with engine.begin() as connection:
        for number in range(1, int(count) + 1):
            await connection.execute(CreateSchema(f"tenant_{number:04d}", if_not_exists=True))
    print(f"{count} tenants")


async def sell(name: str) -> None:
    async with of_tenant(name) as session:
        customer = Customer(name="Ada", email="ada@example.org")
        session.add(customer)
        await session.flush()
        session.add(Order(customer_id=customer.id, amount=30))


async def show(name: str) -> None:
    async with of_tenant(name) as session:
        count, total = (await session.execute(select(func.count(), func.sum(Order.amount)))).one()
    print(f"{name}: {count} orders, {total or 0} in sum")


async def main(command: str, argument: str) -> None:
    await {"create": create, "sell": sell, "show": show}[command](argument)
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
