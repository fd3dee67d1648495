"""`asyncio.run` in a plain script: a loop is running already, the one that the migration runs on."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import walk_tb

from amig.errors import BadOperationError

_SAID = (
    "asyncio.run() cannot be called",
    "Runner.run() cannot be called",
    "This event loop is already running",
    "Cannot run the event loop while another loop is running",
)


@contextmanager
def no_loop_inside() -> Iterator[None]:
    """Raise BadOperationError where a script starts a loop of its own."""
    try:
        yield
    except RuntimeError as error:
        if not str(error).startswith(_SAID):
            raise
        frames = [frame for frame, _ in walk_tb(error.__traceback__)]
        for value in [one for frame in frames for one in frame.f_locals.values()]:
            if inspect.iscoroutine(value) and inspect.getcoroutinestate(value) == inspect.CORO_CREATED:
                value.close()
        theirs = [frame for frame in frames if "/asyncio/" not in frame.f_code.co_filename.replace("\\", "/")][-1]
        where = f"{theirs.f_code.co_filename}, line {theirs.f_lineno}"
        problem = f"is called in {where}, inside the event loop that the migration runs on"
        advice = "write `op.run_async(function, ...)`: it awaits the function, and hands it the connection"
        raise BadOperationError("asyncio.run()", problem, advice) from error
