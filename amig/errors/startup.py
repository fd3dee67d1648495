"""Errors of an application that starts."""

from __future__ import annotations

from amig.errors.base import AmigError, error
from amig.errors.operation import OperationError


class StartupError(AmigError):
    """An application does not start as its database is."""


@error
class BehindError(StartupError):
    """The database lacks revisions, and nobody here is to run them."""

    says = "the database lacks {pending}"
    advice = 'run `amig upgrade` first, or start with `mode="migrate"`'
    pending: tuple[str, ...]


@error
class AheadError(StartupError):
    """The database has revisions that these files have not, and the older code may not go on with them."""

    says = "the database is ahead: it has {unknown}, which is not in `{location}`, and {problem}"
    advice = "deploy the version that has these files, or downgrade the database with it first"
    unknown: tuple[str, ...]
    location: str
    problem: str


@error
class StartupDeadlineError(StartupError):
    """`startup_deadline` has passed; `seconds` is what it was."""

    says = "the database was not ready after {seconds:.0f} s: {problem}"
    advice = "look at what is in the way, or raise `startup_deadline`"
    seconds: float
    problem: str


@error
class StartupStoppedError(StartupError):
    """A signal came while the database was being brought up to date; the work has ended."""

    says = "start-up was stopped by {signal}"
    advice = "nothing is left running; the next start goes on from here"
    signal: str


@error
class BadStartupError(StartupError):
    """`lifespan()` or `health()` was called with what it cannot mean."""

    exit_code = 2
    says = "`{name}` {problem}"
    advice = "correct what `amig.asgi.lifespan()` or `amig.asgi.health()` is given"
    name: str
    problem: str


@error
class BlockingEngineError(OperationError):
    """A script opened a connection that blocks, on the event loop that an application runs on."""

    says = "{file}, line {line}, opens a blocking connection ({driver}), and the application would stand still"
    advice = "use `op.get_bind()`, or an engine of `create_async_engine`; `amig upgrade` on the command line allows it"
    file: str
    line: int
    driver: str
