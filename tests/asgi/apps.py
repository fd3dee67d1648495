"""An app as people write it, for uvicorn: `AMIG_APP` says which framework, the others how it starts."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

import amig.asgi

if os.environ["AMIG_APP"] == "litestar":  # each process imports one framework
    from litestar.datastructures import State
else:
    from starlette.requests import Request

engine = create_async_engine(os.environ["AMIG_URL"])
told: list[str] = []


@asynccontextmanager
async def mine(app: Any) -> AsyncIterator[dict[str, str] | None]:
    """The app's own lifespan: it may use the tables already."""
    if os.environ.get("AMIG_MODE") != "background":
        async with engine.connect() as connection:
            await connection.execute(text("SELECT count(*) FROM first"))
    told.append("begun")
    yield None if os.environ["AMIG_APP"] == "litestar" else {"greeting": "hello"}
    await engine.dispose()


startup = amig.asgi.lifespan(
    os.environ["AMIG_TOML"],
    os.environ.get("AMIG_MODE", "migrate"),  # type: ignore[arg-type]
    engine=engine,
    inner=mine,
    startup_deadline=float(os.environ.get("AMIG_DEADLINE", "60")),
    retry_every=0.3,
)
health = amig.asgi.health(startup, ttl=float(os.environ.get("AMIG_TTL", "0")))


async def rows() -> dict[str, Any]:
    async with engine.connect() as connection:
        found = (await connection.execute(text("SELECT * FROM first ORDER BY id"))).mappings().all()
    return {"rows": [dict(row) for row in found], "told": told, "pid": os.getpid()}


def fastapi() -> Any:
    from fastapi import FastAPI

    app = FastAPI(lifespan=startup)
    app.mount("/health", health)
    app.get("/rows")(rows)

    @app.get("/state")
    async def state(request: Request) -> dict[str, Any]:
        return {"state": request.app.state.amig.state, "greeting": request.state.greeting}

    return app


def starlette() -> Any:
    from starlette.applications import Starlette
    from starlette.responses import JSONResponse
    from starlette.routing import Mount, Route

    async def answer(request: Any) -> JSONResponse:
        return JSONResponse(await rows())

    async def state(request: Any) -> JSONResponse:
        return JSONResponse({"state": request.app.state.amig.state, "greeting": request.state.greeting})

    routes = [Mount("/health", health), Route("/rows", answer), Route("/state", state)]
    return Starlette(routes=routes, lifespan=startup)


def litestar() -> Any:
    from litestar import Litestar, asgi, get

    @get("/rows")
    async def answer() -> dict[str, Any]:
        return await rows()

    @get("/state")
    async def state(state: State) -> dict[str, Any]:
        return {"state": state.amig.state, "greeting": "hello"}

    return Litestar([asgi("/health", is_mount=True)(health), answer, state], lifespan=[startup])


app = {"fastapi": fastapi, "starlette": starlette, "litestar": litestar}[os.environ["AMIG_APP"]]()
