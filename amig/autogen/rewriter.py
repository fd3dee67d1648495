"""Rewriters: directives that are changed, replaced or dropped before they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from inspect import isawaitable
from typing import Any, TypeVar
from weakref import WeakSet

from amig.autogen.hook import crossed
from amig.autogen.script import MigrationScript, OpContainer

F = TypeVar("F", bound=Callable[..., Any])
Ops = TypeVar("Ops", bound=OpContainer)


class Rewriter:
    """Functions of (context, revision, op) by the class of op, as one `process_revision_directives`.

    A function gives back an op, several of them, or None to drop it; it may be async. Each op is given to a rewriter
    once.
    """

    def __init__(self) -> None:
        self._functions: dict[type[Any], Callable[..., Any]] = {}
        self._next: Rewriter | Callable[..., Any] | None = None
        self._done: WeakSet[OpContainer] = WeakSet()

    def rewrites(self, *kinds: type[Any] | Sequence[type[Any]]) -> Callable[[F], F]:
        """Let a function rewrite ops of these classes, and of what is derived from them."""

        def register(function: F) -> F:
            for kind in kinds:
                for one in kind if isinstance(kind, Sequence) else (kind,):
                    self._functions[one] = function
            return function

        return register

    def chain(self, other: Rewriter | Callable[..., Any]) -> Rewriter:
        """A rewriter that does what this one does, then what another does."""
        both = Rewriter()
        both._functions, both._done = self._functions, self._done
        both._next = other if self._next is None else _followed(self._next, other)
        return both

    def __call__(self, context: Any, revision: Any, directives: list[MigrationScript]) -> None:
        """Rewrite the scripts in place."""
        self.process_revision_directives(context, revision, directives)

    def process_revision_directives(self, context: Any, revision: Any, directives: list[MigrationScript]) -> None:
        """Rewrite the scripts in place: this is what `process_revision_directives` may be."""
        rewritten = [one for script in directives for one in self._rewritten(context, revision, script)]
        for script in rewritten:
            if isinstance(script, MigrationScript):
                script.upgrade_ops_list[:] = [self._top(context, revision, one) for one in script.upgrade_ops_list]
                script.downgrade_ops_list[:] = [self._top(context, revision, one) for one in script.downgrade_ops_list]
        directives[:] = rewritten
        if self._next is not None:
            pending = self._next(context, revision, directives)
            if isawaitable(pending):
                crossed(pending)

    def _top(self, context: Any, revision: Any, ops: Ops) -> Ops:
        """The ops of one database: rewritten they must stay one."""
        if ops in self._done:
            return ops
        found = self._rewritten(context, revision, ops)
        if len(found) != 1 or not isinstance(found[0], type(ops)):
            raise TypeError(f"a rewriter must leave one {type(ops).__name__} for each that it is given, not {found!r}")
        self._inside(context, revision, found[0])
        return found[0]

    def _inside(self, context: Any, revision: Any, container: OpContainer) -> None:
        self._done.add(container)
        ops: list[Any] = []
        for op in container.ops:
            for one in self._rewritten(context, revision, op):
                if isinstance(one, OpContainer) and one not in self._done:
                    self._inside(context, revision, one)
                ops.append(one)
        container.ops[:] = ops

    def _rewritten(self, context: Any, revision: Any, op: Any) -> list[Any]:
        function = next((self._functions[kind] for kind in type(op).__mro__ if kind in self._functions), None)
        if function is None:
            return [op]
        answer = function(context, revision, op)
        answer = crossed(answer) if isawaitable(answer) else answer
        if answer is None:
            return []
        return list(answer) if isinstance(answer, Iterable) else [answer]


def _followed(first: Rewriter | Callable[..., Any], then: Rewriter | Callable[..., Any]) -> Callable[..., Any]:
    """One after the other."""

    def both(context: Any, revision: Any, directives: list[MigrationScript]) -> None:
        for one in (first, then):
            pending = one(context, revision, directives)
            if isawaitable(pending):
                crossed(pending)

    return both
