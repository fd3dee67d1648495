"""Clinics: `book NAME PATIENT DAY` makes an appointment in a clinic's own database, `list NAME` shows them."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from amig import Tenant
from models import Appointment

HERE = Path(__file__).parent
TENANT_URL = os.environ.get("TENANT_URL", f"sqlite+aiosqlite:///{HERE}/clinic_{{name}}.db")


def tenants() -> Iterator[Tenant]:
    """Who the tenants are, and where: amig's `[fleet]` asks this function."""
    for line in (HERE / "tenants.txt").read_text().splitlines():
        name, *labels = line.split()
        yield Tenant(name, url=TENANT_URL.format(name=name), labels=labels)


@asynccontextmanager
async def of_clinic(name: str) -> AsyncIterator[AsyncSession]:
    """A session with the database of one clinic."""
    engine = create_async_engine(TENANT_URL.format(name=name))
    async with AsyncSession(engine) as session, session.begin():
        yield session
    await engine.dispose()


async def book(name: str, patient: str, day: str) -> None:
    async with of_clinic(name) as session:
        session.add(Appointment(patient=patient, day=date.fromisoformat(day)))
    print(f"{name}: {patient} comes on {day}")


async def show(name: str) -> None:
    async with of_clinic(name) as session:
        for one in await session.scalars(select(Appointment).order_by(Appointment.day)):
            print(f"{name}: {one.day} {one.patient}")


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    asyncio.run({"book": book, "list": show}[command](*arguments))
