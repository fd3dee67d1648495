"""A verb turns a directive class into a typed method, on every face at once."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Coroutine, Sequence
from difflib import get_close_matches
from functools import cache, cached_property
from inspect import Parameter, signature
from types import MethodType
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from amig.errors import BadOperationError, listed
from amig.ops.base import Directive, Invoker
from amig.ops.base import OnTable as OnTable

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection

P = ParamSpec("P")
R = TypeVar("R")


def verb_name(directive: Callable[..., Directive[Any]]) -> str:
    """`AddColumn` -> `add_column`."""
    return _snake_case(directive.__name__)


@cache
def _snake_case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def called(make: Callable[P, Directive[R]], *args: P.args, **kwargs: P.kwargs) -> Directive[R]:
    """Make a directive; arguments that do not fit its signature are told in the words of the call."""
    try:
        return make(*args, **kwargs)
    except TypeError as error:
        call = signature(make)
        try:
            call.bind(*args, **kwargs)
        except TypeError as misfit:
            kind = getattr(make, "__self__", make)
            known = [name for name, one in call.parameters.items() if one.kind is not Parameter.VAR_KEYWORD]
            raise misused(verb_name(kind), str(misfit), known) from error
        raise


def misused(verb: str, misfit: str, known: Sequence[str]) -> BadOperationError:
    """What is wrong with the arguments of a call, with near keywords."""
    word = next(iter(re.findall(r"'(\w+)'", misfit)), "")
    near = get_close_matches(word, known, 3, 0.6)
    instead = f"did you mean {listed(near)}?" if near and word not in known else f"it takes {listed(known)}"
    return BadOperationError(f"op.{verb}", f"was called wrongly: {misfit}", instead)


class AsyncFace:
    """Methods return coroutines: the face that migrations normally see."""

    def __init__(self, invoker: Invoker) -> None:
        self._invoker = invoker

    def invoke(self, directive: Directive[R]) -> Coroutine[Any, Any, R]:
        """Carry out any directive, your own included."""
        return self._begin(directive, depth=2)

    def _begin(self, directive: Directive[R], *, depth: int) -> Coroutine[Any, Any, R]:
        begun = self._invoker.invoke(directive)
        caller = sys._getframe(depth)
        self._invoker.called(verb_name(type(directive)), begun, caller.f_code, caller.f_lineno)
        return begun

    def get_bind(self) -> AsyncConnection:
        """The connection that the migration runs on."""
        bind: AsyncConnection = self._invoker.get_bind(blocking=False)
        return bind

    def get_context(self) -> Any:
        """The migration context: its dialect, its options, `autocommit_block()`."""
        return self._invoker.get_context()


class BlockingFace:
    """The same methods for a plain `def upgrade(op)`, run under `run_sync`."""

    def __init__(self, invoker: Invoker) -> None:
        self._invoker = invoker

    def invoke(self, directive: Directive[R]) -> R:
        """Carry out any directive, your own included."""
        return self._invoker.wait(self._invoker.invoke(directive))

    def get_bind(self) -> Connection:
        """The ordinary blocking connection that the migration runs on."""
        bind: Connection = self._invoker.get_bind(blocking=True)
        return bind

    def get_context(self) -> Any:
        """The migration context: its dialect, its options, `autocommit_block()`."""
        return self._invoker.get_context()


class BatchFace:
    """Methods lose their table name and only queue."""

    def __init__(self, table: OnTable, face: AsyncFace | BlockingFace | None = None) -> None:
        self.table = table
        self.face: Any = face
        self.queued: list[Directive[Any]] = []


class Verb(Generic[P, R]):
    """One operation on every face: `Operations`, `BlockingOperations` and `op`."""

    def __init__(self, directive: Callable[P, Directive[R]]) -> None:
        self.directive = directive
        self.__doc__ = directive.__doc__

    def __set_name__(self, owner: type[Any], name: str) -> None:
        if name != (expected := verb_name(self.directive)):
            raise TypeError(f"the verb of {self.directive.__name__} is called {expected}, not {name}")

    @overload
    def __get__(self, face: None, owner: type[Any]) -> Verb[P, R]: ...
    @overload
    def __get__(self, face: AsyncFace, owner: type[Any]) -> Callable[P, Coroutine[Any, Any, R]]: ...
    @overload
    def __get__(self, face: BlockingFace, owner: type[Any]) -> Callable[P, R]: ...
    def __get__(self, face: AsyncFace | BlockingFace | None, owner: type[Any]) -> Any:
        if face is None:
            return self
        return MethodType(self.begin if isinstance(face, AsyncFace) else self.run, face)

    @cached_property
    def begin(self) -> Callable[..., Any]:
        def begin(face: AsyncFace, *args: P.args, **kwargs: P.kwargs) -> Coroutine[Any, Any, R]:
            return face._begin(called(self.directive, *args, **kwargs), depth=2)

        return self._described(begin)

    @cached_property
    def run(self) -> Callable[..., Any]:
        def run(face: BlockingFace, *args: P.args, **kwargs: P.kwargs) -> R:
            return face.invoke(called(self.directive, *args, **kwargs))

        return self._described(run)

    def _described(self, method: Callable[..., Any]) -> Callable[..., Any]:
        call = signature(self.directive)
        me = Parameter("self", Parameter.POSITIONAL_ONLY)
        method.__name__ = method.__qualname__ = verb_name(self.directive)
        method.__doc__ = self.directive.__doc__
        method.__dict__["__signature__"] = call.replace(parameters=[me, *call.parameters.values()])
        return method


class BatchVerb(Generic[P]):
    """A verb on the table that the batch already knows: `on` has exactly the batch's signature."""

    def __init__(self, on: Callable[Concatenate[OnTable, P], Directive[Any]]) -> None:
        self.on = on
        self.__doc__ = on.__doc__

    @overload
    def __get__(self, face: None, owner: type[Any]) -> BatchVerb[P]: ...
    @overload
    def __get__(self, face: BatchFace, owner: type[Any]) -> Callable[P, None]: ...
    def __get__(self, face: BatchFace | None, owner: type[Any]) -> Any:
        if face is None:
            return self

        def queue(*args: P.args, **kwargs: P.kwargs) -> None:
            if named := sorted({"table_name", "schema", "source_schema"} & kwargs.keys()):
                known = [name for name in signature(self.on).parameters if name not in ("table", "options")]
                kind = getattr(self.on, "__self__", self.on)
                raise misused(verb_name(kind), f"a batch knows its table, and takes no `{named[0]}`", known)
            face.queued.append(called(self.on, face.table, *args, **kwargs))

        return queue
