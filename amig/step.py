"""The body of one revision: called with the right face, watched while it runs, sealed when it ends."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Coroutine, Mapping
from inspect import CORO_CLOSED, CORO_CREATED, getcoroutinestate
from types import FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeGuard, TypeVar, get_type_hints

from amig.errors import BadOperationError, SealedError, UnawaitedError
from amig.ops import BlockingOperations, Operations, current
from amig.ops.batch import Rebuild
from amig.ops.verb import AsyncFace, BlockingFace, verb_name

if TYPE_CHECKING:
    import asyncio
    from types import CodeType

    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.ops.base import Directive, OnTable
    from amig.ops.seen import Seen
    from amig.ops.statement import Statement
    from amig.state.journal import Journal

R = TypeVar("R")

_ENOUGH = 1000
"""Calls that are remembered before the finished ones are forgotten: a script may make millions."""

_TAKES_MORE = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS


class Host(Protocol):
    """What the body of a step asks of the migration context."""

    impl: Impl
    blocking: bool

    @property
    def journal(self) -> Journal | None:
        """What is done already, and where what is sent is written down."""
        ...

    @property
    def channel(self) -> Channel:
        """Where statements go."""
        ...

    async def look(self, directive: Directive[Any], tables: tuple[OnTable, ...]) -> Seen | None:
        """What the database holds of these tables; None where there is no database."""
        ...

    async def admit(self, statement: Statement, directive: Directive[Any]) -> None:
        """Get ready for a statement of a directive: in or out of a transaction, as it needs."""
        ...


class Call(NamedTuple):
    """A coroutine that a verb made, and where."""

    name: str
    begun: Coroutine[Any, Any, Any]
    path: str
    line: int


class Body:
    """Carries out the operations of one revision: the invoker behind `op` while it runs."""

    def __init__(self, host: Host, revision: str) -> None:
        self.host, self.revision = host, revision
        self.calls: list[Call] = []
        self._enough = _ENOUGH
        self.active: list[asyncio.Task[Any]] = []
        self.sealed = False

    async def invoke(self, directive: Directive[R]) -> R:
        channel = self.host.channel
        if (task := None if channel.as_sql else asyncio_task()) is not None:
            self.active.append(task)
        try:
            self._refuse_late(directive)
            async with channel.turn():
                self._refuse_late(directive)
                for part in self.host.impl.parts(directive):
                    await self._carry_out(part)
        finally:
            if task is not None:
                self.active.remove(task)
        return directive.result()

    async def _carry_out(self, directive: Directive[Any]) -> None:
        impl, channel, journal = self.host.impl, self.host.channel, self.host.journal
        looks = impl.looks(directive)
        if journal is not None and journal.passes(looks=bool(looks), rebuilds=isinstance(directive, Rebuild)):
            return
        seen = await self.host.look(directive, looks) if looks else None
        for statement in impl.emit(directive, seen):
            if journal is None or not journal.skips(statement):
                await self.host.admit(statement, directive)
                await channel.put(statement)
        if journal is not None:
            journal.whole = True
        await channel.flush()

    def _refuse_late(self, directive: Directive[Any]) -> None:
        if self.sealed:
            raise SealedError(f"op.{verb_name(type(directive))}", self.revision)

    def called(self, name: str, begun: Coroutine[Any, Any, Any], code: CodeType, line: int) -> None:
        if len(self.calls) >= self._enough:
            self.calls = [call for call in self.calls if _state(call) != CORO_CLOSED]
            self._enough = _ENOUGH + 2 * len(self.calls)
        self.calls.append(Call(name, begun, code.co_filename, line))

    def wait(self, work: Coroutine[Any, Any, R]) -> R:
        return self.host.channel.wait(work)

    def get_bind(self, *, blocking: bool) -> Any:
        return self.host.channel.bind(blocking=blocking)

    def get_context(self) -> Any:
        return self.host

    async def seal(self) -> None:
        """Take no more operations; raises UnawaitedError for those that were begun and not finished."""
        if missed := await self.end():
            raise UnawaitedError(tuple((c.name, c.path, c.line) for c in missed), nothing_sent=False)

    async def end(self) -> list[Call]:
        """Close or cancel what was not finished, and wait for it; gives back what that was."""
        self.sealed = True
        missed = [call for call in self.calls if _state(call) != CORO_CLOSED]
        if missed and not self.host.channel.as_sql:
            await self._cancel({call.begun for call in missed})
        for call in missed:
            if _state(call) == CORO_CREATED:
                call.begun.close()
        return missed

    async def _cancel(self, begun: set[Coroutine[Any, Any, Any]]) -> None:
        import asyncio

        tasks = {*self.active, *(task for task in asyncio.all_tasks() if task.get_coro() in begun)}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def asyncio_task() -> asyncio.Task[Any] | None:
    """The task that runs now."""
    import asyncio

    return asyncio.current_task()


def _state(call: Call) -> str:
    return getcoroutinestate(call.begun)


async def run_body(
    body: Body,
    function: Callable[..., Any],
    operations: type[Operations] | None,
    arguments: Mapping[str, Any] | None = None,
) -> Any:
    """Run a script's function, `async def` or plain, and seal; gives back what it did. Raises that, or UnawaitedError.

    It is given those of the arguments that it has parameters for.
    """
    channel, taken = body.host.channel, _taken(function, arguments or {})
    body.host.blocking = not inspect.iscoroutinefunction(function)
    token = current.set(body)  # `amig.op` means this body, in this task and in those that it starts
    try:
        if body.host.blocking:
            faces = _faces(body, function, BlockingOperations, taken)
            given = await channel.blocking_body(lambda: _run(function, faces, taken))
        else:
            faces = _faces(body, function, operations or Operations, taken)
            given = await channel.body(lambda: _await(function, faces, taken))
    except BaseException:
        await body.end()
        raise
    else:
        await body.seal()
    finally:
        current.reset(token)
    return given


def _taken(function: Callable[..., Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
    if not arguments:
        return {}
    known = parameters(function)
    every = any(one.kind is one.VAR_KEYWORD for one in known.values())
    return {name: value for name, value in arguments.items() if every or name in known}


def _run(function: Callable[..., Any], faces: tuple[Any, ...], taken: Mapping[str, Any]) -> Any:
    try:
        return function(*faces, **taken)
    except SystemExit as error:
        raise _stayed(error) from error


async def _await(
    function: Callable[..., Coroutine[Any, Any, Any]], faces: tuple[Any, ...], taken: Mapping[str, Any]
) -> Any:
    try:
        return await function(*faces, **taken)
    except SystemExit as error:
        raise _stayed(error) from error


def _stayed(error: SystemExit) -> BadOperationError:
    """A script is no program: asyncio would let its SystemExit end the loop, and nobody would hear of the failure."""
    call = f"sys.exit({'' if error.code is None else repr(error.code)})"
    return BadOperationError(call, "was called by the script", "raise an exception instead, or return")


def _faces(
    body: Body, function: Callable[..., Any], usual: type[AsyncFace | BlockingFace], taken: Collection[str]
) -> tuple[Any, ...]:
    """The first argument for the script's function: a face of the class that its parameter is annotated with."""
    first = first_parameter(function)
    if first is None or first.kind not in (first.POSITIONAL_ONLY, first.POSITIONAL_OR_KEYWORD) or first.name in taken:
        return ()
    wanted = annotated(function, first.name)
    face = wanted if isinstance(wanted, type) and issubclass(wanted, AsyncFace | BlockingFace) else usual
    if issubclass(face, AsyncFace) is not issubclass(usual, AsyncFace):
        face = usual
    return (face(body),)


def parameters(function: Callable[..., Any]) -> Mapping[str, inspect.Parameter]:
    """What a function takes; most scripts' take nothing, which their code says at once."""
    if _is_plain(function):
        code = function.__code__
        if not (code.co_argcount or code.co_kwonlyargcount or code.co_flags & _TAKES_MORE):
            return {}
    return inspect.signature(function).parameters


def first_parameter(function: Callable[..., Any]) -> inspect.Parameter | None:
    """The first thing that a function takes; what that is, most scripts' code says at once."""
    if _is_plain(function) and function.__code__.co_argcount:
        return inspect.Parameter(function.__code__.co_varnames[0], inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return next(iter(parameters(function).values()), None)


def _is_plain(function: Callable[..., Any]) -> TypeGuard[FunctionType]:
    """Whether a function is no other's wrapper, and nothing was put on it."""
    return type(function) is FunctionType and not function.__dict__


def annotated(function: Callable[..., Any], name: str) -> Any:
    """What a parameter is annotated with; None where it is not, or where that cannot be told."""
    if _is_plain(function):  # as below, where all of it is classes, by themselves or by name
        known, given = function.__globals__, function.__annotations__
        said = {one: known.get(what, what) if type(what) is str else what for one, what in given.items()}
        if said.get("return", "None") in (None, "None"):
            said.pop("return", None)
        if all(type(what) is type for what in said.values()):
            return said.get(name)
    try:
        return get_type_hints(function).get(name)
    except NameError:
        return None
