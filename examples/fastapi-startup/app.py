"""Notes: an app that serves at once, migrates in the background, and is ready when that is done."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

import amig.asgi
from models import Note

engine = create_async_engine(os.environ.get("DATABASE_URL", "sqlite+aiosqlite:///notes.db"))
session = async_sessionmaker(engine)


class NewNote(BaseModel):
    text: str


@asynccontextmanager
async def own(_app: FastAPI) -> AsyncIterator[None]:
    """The app's own lifespan. In the mode `background` it begins at once, else when the database is ready."""
    yield
    await engine.dispose()


startup = amig.asgi.lifespan("amig.toml", "background", engine=engine, inner=own, retry_every=1)


def migrated(request: Request) -> None:
    """What needs the tables is refused until they are there."""
    if not request.app.state.amig.ready:
        raise HTTPException(503, "the database is being migrated", {"Retry-After": "1"})


app = FastAPI(lifespan=startup)
app.mount("/health", amig.asgi.health(startup, ttl=0.2))


@app.get("/notes", dependencies=[Depends(migrated)])
async def notes() -> dict[str, Any]:
    """The notes, and which worker was asked."""
    async with session() as reading:
        found = await reading.scalars(select(Note).order_by(Note.id))
        return {"worker": os.getpid(), "notes": [{"text": note.text, "done": note.done} for note in found]}


@app.post("/notes", status_code=201, dependencies=[Depends(migrated)])
async def add(note: NewNote) -> None:
    async with session.begin() as writing:
        writing.add(Note(text=note.text))
