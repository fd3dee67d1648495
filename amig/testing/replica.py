"""The program of replicas: it imports all that a run needs, and forks a child for each that is to migrate.

Its first line on stdin is the project, each further one an order; for each order a line comes back on stdout.
"""

from __future__ import annotations

import asyncio
import base64
import os
import pickle
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from anyio.lowlevel import checkpoint
from sqlalchemy import event

from amig.commands.project import read
from amig.errors import AmigError, CheckFailedError, ReplicaError, StepFailedError
from amig.impl import impl_for
from amig.impl.connect import make_engine
from amig.testing.database import Database
from amig.testing.orders import Answer, Order, packed, unpacked
from amig.testing.project import Project
from amig.testing.telling import failure

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

_LONGEST = 600
"""Seconds after which a child ends, whatever became of the test that wants it."""
_LATE = ("amig.look.mysql", "amig.look.postgresql", "amig.look.sqlite", "anyio.to_thread", "anyio.streams.memory")


def main() -> None:
    """Serve orders until stdin ends. What scripts print goes to stderr: stdout is for answers."""
    answers = os.dup(1)
    os.dup2(2, 1)
    config, sys.path[:] = pickle.loads(base64.b64decode(sys.stdin.readline()))  # noqa: S301 - from its parent
    project = Project(config, read(config))
    for line in sys.stdin:
        order = unpacked(line.encode())
        _import_once(order.url)
        os.write(answers, packed(_carry_out(project, order)))


def _import_once(url: str) -> None:
    """All that a run imports late is there before children are forked; nothing is opened."""
    impl_for(make_engine(url).dialect)
    for module in _LATE:
        import_module(module)
    asyncio.run(checkpoint())


def _carry_out(project: Project, order: Order) -> list[Answer]:
    """Fork the children, let them go at the same moment, and wait for all of them."""
    start, starter = os.pipe()
    pipes: list[tuple[int, int]] = []
    for number in range(order.replicas):
        out, into = os.pipe()
        if (child := os.fork()) == 0:
            os.close(starter)
            _child(project, order, number, start, into)
        os.close(into)
        pipes.append((child, out))
    os.close(start)
    os.close(starter)
    return [_answer(child, out) for child, out in pipes]


def _answer(child: int, out: int) -> Answer:
    with os.fdopen(out, "rb") as told:
        said = [unpacked(line) for line in told]
    _, status = os.waitpid(child, 0)
    if said:
        found: Answer = said[-1]
        return found
    return Answer(error=ReplicaError(f"ended with {os.waitstatus_to_exitcode(status)} and said nothing"))


def _child(project: Project, order: Order, number: int, start: int, into: int) -> None:
    """Never returns."""
    try:
        signal.alarm(_LONGEST)
        os.read(start, 1)
        os.write(into, packed(_migrated(project, order, number, into)))
    finally:
        os._exit(0)


def _migrated(project: Project, order: Order, number: int, into: int) -> Answer:
    engine = make_engine(order.url)
    if order.statement:
        _die_at(engine, order, into)
    try:
        outcome = asyncio.run(Database(project, engine).go("upgrade", order.goal))
    except StepFailedError as error:
        return Answer(error=failure(order.check, f"replica {number + 1}", error, project.script))
    except AmigError as error:
        said, advice = f"replica {number + 1}: {error}", error.hint or ""
        return Answer(error=CheckFailedError(order.check, said, advice_of_cause=advice))
    except BaseException as error:  # noqa: BLE001 - it is told, and this is the end of the process
        return Answer(error=ReplicaError(f"raised {type(error).__name__}: {error}"))
    return Answer(tuple(ran.revision for ran in outcome.steps if not ran.elsewhere))


def _die_at(engine: AsyncEngine, order: Order, into: int) -> None:
    """Be killed with `kill -9` at a statement, having said which that is."""
    seen = 0

    def count(_connection: Any, _cursor: Any, text: str, *_: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == order.statement:
            os.write(into, packed(Answer(killed_at=" ".join(text.split()))))
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine.sync_engine, f"{order.moment}_cursor_execute", count)


if __name__ == "__main__":
    main()
