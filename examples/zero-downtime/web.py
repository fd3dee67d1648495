"""What both releases have in common: accounts that are made, renamed and looked at."""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


def app_for(account: type[Any], column: str) -> Starlette:
    """An app whose accounts keep their name in this column."""
    session = async_sessionmaker(create_async_engine(os.environ["DATABASE_URL"]))

    async def make(request: Request) -> Response:
        async with session.begin() as writing:
            made = account(**{column: (await request.json())["name"]})
            writing.add(made)
            await writing.flush()
            return JSONResponse({"id": made.id}, 201)

    async def rename(request: Request) -> Response:
        async with session.begin() as writing:
            found = await writing.get_one(account, request.path_params["id"])
            setattr(found, column, (await request.json())["name"])
        return Response(status_code=204)

    async def show(request: Request) -> Response:
        async with session() as reading:
            found = await reading.get_one(account, request.path_params["id"])
            return JSONResponse({"name": getattr(found, column)})

    one = "/accounts/{id:int}"
    routes = [Route("/accounts", make, methods=["POST"]), Route(one, rename, methods=["PUT"]), Route(one, show)]
    return Starlette(routes=routes)
