"""Startup for apps: check, wait, migrate or migrate in the background; and what tells readiness.

startup = amig.asgi.lifespan("amig.toml", mode="migrate", engine=engine)
app = FastAPI(lifespan=startup)
app.mount("/health", amig.asgi.health(startup))
"""

from __future__ import annotations

from amig.asgi.health import health as health
from amig.asgi.lifespan import Startup as Startup
from amig.asgi.lifespan import lifespan as lifespan
from amig.asgi.standing import Standing as Standing

__all__ = ["Standing", "Startup", "health", "lifespan"]
