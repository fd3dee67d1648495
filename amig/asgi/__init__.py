"""Startup for apps: check, wait, migrate or migrate in the background; and what tells readiness.

startup = amig.asgi.lifespan("amig.toml", mode="migrate", engine=engine)
app = FastAPI(lifespan=startup)
app.mount("/health", amig.asgi.health(startup))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amig.asgi.lifespan import Startup as Startup
from amig.asgi.lifespan import lifespan as lifespan
from amig.asgi.standing import Standing as Standing

if TYPE_CHECKING:
    from amig.asgi.probes import health as health

__all__ = ["Standing", "Startup", "health", "lifespan"]


def __getattr__(name: str) -> Any:
    """Import what answers probes where an app has some: a start by itself needs it not."""
    if name != "health":
        raise AttributeError(f"module 'amig.asgi' has no attribute '{name}'")
    from amig.asgi.probes import health

    globals()[name] = health
    return health


def __dir__() -> list[str]:
    return sorted({*globals(), "health"})
