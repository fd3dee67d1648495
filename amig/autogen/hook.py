"""Callables of the user's, called from a worker thread: plain or async; what they raise is told as theirs."""

from __future__ import annotations

import traceback
from collections.abc import Awaitable, Callable
from inspect import isawaitable, isgenerator
from pathlib import Path
from typing import Any

from amig.errors import AmigError, CallableFailedError


def guarded(name: str, hook: Callable[..., Any]) -> Callable[..., Any]:
    """The callable as a plain one; it raises CallableFailedError, with the user's own error as its cause."""

    def call(*args: Any) -> Any:
        try:
            answer = hook(*args)
            answer = crossed(answer) if isawaitable(answer) else answer
            return list(answer) if isgenerator(answer) else answer
        except AmigError:
            raise
        except Exception as error:
            raise CallableFailedError(name, told(error), place_of(error)) from error

    return call


def crossed(answer: Awaitable[Any]) -> Any:
    """Wait, from a worker thread, for what runs on the event loop."""
    from anyio import from_thread

    return from_thread.run(_awaited, answer)


async def _awaited(answer: Awaitable[Any]) -> Any:
    return await answer


def told(error: BaseException) -> str:
    """An exception in one line."""
    said = str(error).partition("\n")[0]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def place_of(error: BaseException) -> str:
    """Where an exception was raised: the last line of it that is no library's, as `file:line`."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if not _is_library(frame.filename)]
    frame = (own or frames or [traceback.FrameSummary("?", 0, "?")])[-1]
    return f"{frame.filename}:{frame.lineno}"


def _is_library(filename: str) -> bool:
    path = Path(filename)
    return filename.startswith("<") or "site-packages" in path.parts or path.is_relative_to(_HERE) or _is_stdlib(path)


def _is_stdlib(path: Path) -> bool:
    return path.is_relative_to(Path(traceback.__file__).parent)


_HERE = Path(__file__).parents[1]
