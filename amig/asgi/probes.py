"""A tiny ASGI app for probes: `/live` and `/ready`."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any

from amig import errors
from amig.asgi.readiness import Readiness

if TYPE_CHECKING:
    from amig.asgi.lifespan import Startup

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def health(startup: Startup, *, ttl: float = 5.0, timeout: float = 2.0) -> App:
    """An ASGI app to mount: `/live` is always 200 and touches no database, `/ready` is 200 or 503 and says why.

    The database is read at most once in `ttl` seconds, however many probes ask; a read may take `timeout` seconds.
    """
    for name, value in (("ttl", ttl), ("timeout", timeout)):
        if value < 0:
            raise errors.BadStartupError(name, f"is {value}; it cannot be less than 0")
    readiness = Readiness(startup, ttl, timeout)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - an ASGI app has these three
        if scope["type"] != "http":
            return
        asked = scope["path"].rstrip("/").rpartition("/")[2]
        if asked not in ("live", "ready"):
            await _answer(scope, send, 404, {"error": "ask for `live` or `ready`"})
        elif scope["method"] not in ("GET", "HEAD"):
            await _answer(scope, send, 405, {"error": "use GET or HEAD"})
        elif asked == "live":
            await _answer(scope, send, 200, {"state": "live"})
        else:
            said = await readiness.asked()
            await _answer(scope, send, 200 if said["ready"] else 503, said)

    return app


async def _answer(scope: Scope, send: Send, status: int, said: dict[str, Any]) -> None:
    body = json.dumps(said).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
