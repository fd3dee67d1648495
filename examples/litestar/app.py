"""Short links: a Litestar app that serves at once, migrates in the background, and is ready when that is done."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from litestar import Litestar, Router, asgi, get, post
from litestar.connection import Request
from litestar.exceptions import ServiceUnavailableException
from litestar.params import FromPath, JSONBody
from litestar.response import Redirect
from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

import amig.asgi
from models import Link

engine = create_async_engine(os.environ.get("DATABASE_URL", "sqlite+aiosqlite:///links.db"))
session = async_sessionmaker(engine)


@dataclass
class NewLink:
    name: str
    target: str


@asynccontextmanager
async def own(_app: Litestar) -> AsyncIterator[None]:
    """The app's own lifespan. In the mode `background` it begins at once, else when the database is ready."""
    yield
    await engine.dispose()


startup = amig.asgi.lifespan("amig.toml", "background", engine=engine, inner=own, retry_every=1)


def migrated(request: Request[Any, Any, Any]) -> None:
    """What needs the tables is refused until they are there."""
    if not request.app.state.amig.ready:
        raise ServiceUnavailableException("the database is being migrated", headers={"Retry-After": "1"})


@get("/")
async def links() -> dict[str, Any]:
    """How often each link was followed, and which worker was asked."""
    async with session() as reading:
        found = await reading.scalars(select(Link).order_by(Link.name))
        return {"worker": os.getpid(), "links": {link.name: link.followed for link in found}}


@post("/")
async def shorten(data: JSONBody[NewLink]) -> None:
    async with session.begin() as writing:
        writing.add(Link(name=data.name, target=data.target))


@get("/{name:str}")
async def follow(name: FromPath[str]) -> Redirect:
    async with session.begin() as writing:
        link = await writing.get_one(Link, name, with_for_update=True)
        link.followed += 1
        return Redirect(link.target)


app = Litestar(
    [
        Router("/links", route_handlers=[links, shorten, follow], before_request=migrated),
        asgi("/health", is_mount=True, copy_scope=True)(amig.asgi.health(startup, ttl=0.2)),
    ],
    lifespan=[startup],
)
