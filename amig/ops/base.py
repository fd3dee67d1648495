"""The directive: one schema change, written down as a value."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from inspect import Parameter, Signature, signature
from types import CodeType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, Protocol, Self, TypeVar, dataclass_transform

from amig.errors import IrreversibleError
from amig.ops.statement import Statement as Statement

if TYPE_CHECKING:
    from amig.ops.writer import Writer

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")
T = TypeVar("T")


class OnTable(NamedTuple):
    """A table: the one that a batch works on, or one to look at."""

    name: str
    schema: str | None = None


@dataclass_transform(frozen_default=True, eq_default=False)
def directive(cls: type[T]) -> type[T]:
    """Frozen, slotted, compared by identity (a Column's `==` builds SQL). An own `__init__` is kept."""
    own = vars(cls).keys() & {"__init__", "__replace__"}
    made = dataclass(frozen=True, slots=True, eq=False, init="__init__" not in own)(cls)
    if "__replace__" in vars(made) and "__replace__" not in own:
        delattr(made, "__replace__")  # Python 3.13 adds one that passes fields; a directive's takes arguments
    return made


_signatures: dict[type[Any], Signature] = {}


def call_of(kind: type[Any]) -> Signature:
    """The signature of a directive's constructor, found once."""
    if kind not in _signatures:
        _signatures[kind] = signature(kind)
    return _signatures[kind]


class Invoker(Protocol):
    """Who carries a directive out: the step of a migration, or a test."""

    def invoke(self, directive: Directive[R]) -> Coroutine[Any, Any, R]:
        """Carry it out and give back its result."""
        ...

    def called(self, name: str, begun: Coroutine[Any, Any, Any], code: CodeType, line: int) -> None:
        """Be told of each coroutine that a verb has made, and where: it must be finished when the script ends."""
        ...

    def wait(self, work: Coroutine[Any, Any, R]) -> R:
        """Run a coroutine to its end from a blocking script."""
        ...

    def get_bind(self, *, blocking: bool) -> Any:
        """The connection: an `AsyncConnection`, or the ordinary `Connection` for blocking scripts."""
        ...

    def get_context(self) -> Any:
        """The migration context."""
        ...


class Directive(Generic[R_co]):
    """One schema change. Its fields are named as the parameters of its call."""

    __slots__ = ()
    unwritten: ClassVar[frozenset[str]] = frozenset()
    """Fields that `reverse()` needs and a script never shows."""

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def arguments(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The call that makes this change again, read from the signature: `*items` and `**options` too."""
        return self._call({}, shown_only=True)

    def __replace__(self, **changes: Any) -> Self:
        """A copy with some arguments changed (`copy.replace` on 3.13); what a rewriter uses."""
        args, named = self._call(changes, shown_only=False)
        return type(self)(*args, **{**named, **changes})

    def _call(self, changes: dict[str, Any], *, shown_only: bool) -> tuple[tuple[Any, ...], dict[str, Any]]:
        args: list[Any] = []
        named: dict[str, Any] = {}
        for name, p in call_of(type(self)).parameters.items():
            if shown_only and name in self.unwritten:
                continue
            value = changes.pop(name) if name in changes else getattr(self, name)
            if p.kind is Parameter.VAR_POSITIONAL:
                args.extend(value)
            elif p.kind is Parameter.VAR_KEYWORD:
                named.update(value)
            elif p.kind is not Parameter.KEYWORD_ONLY:
                args.append(value)
            elif not (shown_only and value is p.default):
                named[name] = value
        return tuple(args), named

    def looks(self, sql: Writer) -> tuple[OnTable, ...]:  # noqa: ARG002
        """The tables that must be looked at before the statements can be written; mostly none."""
        return ()

    def emit(self, sql: Writer) -> Iterator[Statement]:
        """Yield the statements of this change. Pure: no I/O, no await; may be asked twice.

        `sql.seen` is what was found, where `looks` asked for it and there is a database.
        """
        raise NotImplementedError(type(self).__name__)

    def result(self) -> R_co:
        """What the caller gets back once the change is applied."""
        raise NotImplementedError(type(self).__name__)

    @property
    def destructive(self) -> str | None:
        """What is lost with this change, in words: rows, values, or what holds them; None where nothing is."""
        return None

    def reverse(self) -> Directive[Any]:
        """The change that undoes this one; raises IrreversibleError where there is none."""
        raise IrreversibleError(type(self).__name__)


class Change(Directive[None]):
    """A directive that gives nothing back: most of them."""

    __slots__ = ()

    def result(self) -> None:
        return None
