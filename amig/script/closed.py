"""Whether a revision is closed: its source says beforehand what it does, whatever the database holds.

Closed is a function of `op` verbs in sequence, whose arguments are literals, `sa.*` and dialect constructors, or names
so assigned: no other call, no other await, no `if`, `for`, `with` or `try`. What the verbs themselves look at is not
seen here: only the backend knows.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from amig.script.names import Imports, names_of
from amig.syntax import parse

_PURE = frozenset({"f", "inline_literal"})
"""What `op` gives at once, without an operation."""

_SHOWN = 60
_PARTS = frozenset(
    {ast.List, ast.Tuple, ast.Set, ast.Dict, ast.UnaryOp, ast.BinOp, ast.Compare, ast.BoolOp, ast.Starred}
)
"""Expressions that are closed when their parts are."""
_FUNCTIONS = frozenset({ast.FunctionDef, ast.AsyncFunctionDef})
_DEFINITIONS = _FUNCTIONS | {ast.Import, ast.ClassDef}
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign)


@dataclass(frozen=True, slots=True)
class Opening:
    """What keeps a function from being closed: the source of it, and its line."""

    line: int
    what: str


def opening(
    source: str | ast.Module, function: str, verbs: Collection[str], *, batches: bool = False
) -> Opening | None:
    """The first thing that keeps `upgrade` or `downgrade` from being closed; None when it is. `verbs` are `op`'s.

    With `batches` a batch of such changes is closed as well: what it says is, though not what it comes to.
    """
    tree = parse(source) if isinstance(source, str) else source
    mine: list[Any] = [node for node in tree.body if type(node) in _FUNCTIONS and node.name == function]  # type: ignore[attr-defined]
    if len(mine) != 1:
        return Opening(mine[-1].lineno if mine else 1, f"def {function}")
    try:
        reader = _Reader(Imports.of(tree), mine[0], frozenset(verbs), batches=batches)
        culprit = next(reader.open_in(tree), None)
        return None if culprit is None else Opening(culprit.lineno, _one_line(culprit))
    except RecursionError:
        return Opening(mine[0].lineno, f"def {function}")


def _one_line(node: ast.stmt) -> str:
    text = ast.unparse(node).splitlines()[0]
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


class _Reader:
    """Reads one function of one file."""

    def __init__(
        self,
        imports: Imports,
        function: ast.FunctionDef | ast.AsyncFunctionDef,
        verbs: frozenset[str],
        *,
        batches: bool = False,
    ) -> None:
        self.imports, self.function, self.verbs, self.batches = imports, function, verbs, batches
        arguments = [*function.args.posonlyargs, *function.args.args]
        self.waits = type(function) is ast.AsyncFunctionDef
        self.roots = imports.op if self.waits else imports.blocking_op
        if arguments:
            self.roots = self.roots | {arguments[0].arg}
        self.names: set[str] = set()
        self.hidden = {one.arg for one in (*arguments, *function.args.kwonlyargs)}

    def open_in(self, tree: ast.Module) -> Iterator[ast.stmt]:
        """The statements that are not closed."""
        for node in tree.body:
            if not self._defines(node, self.imports.changing):
                yield node
        self.names -= self.hidden
        if self.function.decorator_list:
            yield self.function
        yield from (node for node in self.function.body if not self._is_closed(node))

    def _defines(self, node: ast.stmt, changing: Collection[str]) -> bool:
        """Whether a statement of the file only defines something; names that keep what they are given are values."""
        if type(node) in _DEFINITIONS:
            return True
        if isinstance(node, _ASSIGNMENTS):
            names = _targets(node)
            if names and node.value is not None and self._is_value(node.value):
                self.names.update([name for name in names if name not in changing])
            return names is not None
        if isinstance(node, ast.ImportFrom):
            return "*" not in [alias.name for alias in node.names]
        if isinstance(node, ast.If):
            return ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
        return _says_nothing(node)

    def _is_closed(self, node: ast.stmt) -> bool:
        if isinstance(node, ast.Expr):
            return _says_nothing(node) or self._is_operation(node.value)
        if isinstance(node, _ASSIGNMENTS):
            names = _targets(node)
            if not names or self.roots.intersection(names) or node.value is None:
                return False
            closed = self._is_operation(node.value) or self._is_value(node.value)
            self.names.update(names)
            return closed
        if self.batches and isinstance(node, ast.With | ast.AsyncWith):
            return self._is_batch(node)
        return isinstance(node, ast.Pass)

    def _is_batch(self, node: ast.With | ast.AsyncWith) -> bool:
        """`async with op.batch_alter_table(...) as batch`, in a plain `def` `with`, and nothing in it but changes."""
        item, *more = node.items
        named, call = item.optional_vars, item.context_expr
        if more or self.waits is not isinstance(node, ast.AsyncWith) or not isinstance(named, ast.Name):
            return False
        if not isinstance(call, ast.Call) or not self._is_of_op(call.func, ("batch_alter_table",)):
            return False
        if named.id in self.roots or not self._takes_values(call):
            return False
        return all(self._is_change(inner, named.id) for inner in node.body)

    def _is_change(self, node: ast.stmt, batch: str) -> bool:
        """`batch.verb(...)`: it is queued, so nothing is awaited."""
        call = node.value if isinstance(node, ast.Expr) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            return _says_nothing(node)
        named = isinstance(call.func.value, ast.Name) and call.func.value.id == batch
        return named and call.func.attr in self.verbs and self._takes_values(call)

    def _is_operation(self, node: ast.expr) -> bool:
        """`await op.verb(...)`, or `op.verb(...)` in a plain `def`."""
        if self.waits is not isinstance(node, ast.Await):
            return False
        call = node.value if isinstance(node, ast.Await) else node
        return isinstance(call, ast.Call) and self._is_of_op(call.func, self.verbs) and self._takes_values(call)

    def _is_of_op(self, node: ast.expr, known: Collection[str]) -> bool:
        named = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in known
        return named and node.value.id in self.roots  # type: ignore[attr-defined]

    def _takes_values(self, call: ast.Call) -> bool:
        for given in (*call.args, *[one.value for one in call.keywords]):
            if type(given) is not ast.Constant and not self._is_value(given):
                return False
        return True

    def _is_value(self, node: ast.expr) -> bool:
        kind: type[ast.expr] = type(node)
        if kind is ast.Constant:
            return True
        if isinstance(node, ast.Call):
            known = self.imports.constructs(node.func) or self._is_of_op(node.func, _PURE)
            return known and self._takes_values(node)
        if isinstance(node, ast.Name):
            return node.id in self.names or self.imports.constructs(node)
        if isinstance(node, ast.Attribute):
            return self.imports.constructs(node) or self._is_value(node.value)
        if kind not in _PARTS:
            return False
        return all(self._is_value(child) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))


def _targets(node: ast.Assign | ast.AnnAssign) -> list[str] | None:
    """The names that are assigned; None where it is more than names."""
    return names_of(node.targets if isinstance(node, ast.Assign) else [node.target])


def _says_nothing(node: ast.stmt) -> bool:
    """A docstring, `...` or `pass`."""
    return isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
