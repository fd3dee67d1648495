"""What the names of a file mean, as far as its imports tell."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Self

from amig.syntax import statements

_NO_CONSTRUCTORS = frozenset(
    {"create_engine", "create_mock_engine", "create_pool_from_url", "engine_from_config", "inspect", "inspection"}
    | {"engine", "event", "events", "ext", "future", "log", "orm", "pool", "testing", "util", "connectors"}
)
"""Names of SQLAlchemy that do more than make a value."""

_NAMED = frozenset({ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef})
_IMPORTS = frozenset({ast.Import, ast.ImportFrom})


def rebound(tree: ast.Module) -> set[str]:
    """Names of a file that do not keep what they are first given."""
    bound: set[str] = set()
    again: set[str] = set()
    for statement in tree.body:
        for name in _bound(statement):
            (again if name in bound else bound).add(name)
    for node in statements(tree):
        if type(node) is ast.Global:
            again.update(node.names)
    return again


def _bound(node: ast.stmt) -> Iterable[str]:
    """The names that a statement of the file binds."""
    kind: Any = type(node)
    said: Any = node
    if kind in _NAMED:
        return (said.name,)
    if kind in _IMPORTS:
        return [alias.asname or alias.name.partition(".")[0] for alias in said.names]
    if kind is ast.Assign and (names := names_of(said.targets)) is not None:
        return names if type(said.value) is ast.Constant else [*names, *_inside(said.value)]
    if kind is ast.Expr and type(said.value) is ast.Constant:
        return ()
    return _inside(node)


def names_of(targets: Iterable[ast.expr]) -> list[str] | None:
    """The names that are assigned; None where it is more than names."""
    names: list[str] = []
    for target in targets:
        if type(target) is not ast.Name:
            return None
        names.append(target.id)
    return names


def _inside(node: ast.AST) -> Iterator[str]:
    """The names that are bound anywhere in it."""
    names = (inner for inner in ast.walk(node) if isinstance(inner, ast.Name))
    return (name.id for name in names if not isinstance(name.ctx, ast.Load))


@dataclass
class Imports:
    """`modules` are names of SQLAlchemy's, in full; `op` and `blocking_op` those of amig's operations.

    `changing` are names that do not keep what they are first given.
    """

    modules: dict[str, str] = field(default_factory=dict)
    op: set[str] = field(default_factory=set)
    blocking_op: set[str] = field(default_factory=set)
    changing: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, tree: ast.Module) -> Self:
        """The imports at the top of a file."""
        found = cls()
        for node in tree.body:
            if isinstance(node, ast.Import):
                found._imported(node)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found._imported_from(node, node.module)
        found.changing = rebound(tree)
        for name in found.changing:
            found._forget(name)
        return found

    def _forget(self, name: str) -> None:
        """It means something else at times."""
        self.modules.pop(name, None)
        self.op.discard(name)
        self.blocking_op.discard(name)

    def _imported(self, node: ast.Import) -> None:
        for alias in node.names:
            if alias.name.partition(".")[0] == "sqlalchemy":
                self.modules[alias.asname or "sqlalchemy"] = alias.name if alias.asname else "sqlalchemy"

    def _imported_from(self, node: ast.ImportFrom, module: str) -> None:
        for alias in node.names:
            name = alias.asname or alias.name
            if module.partition(".")[0] == "sqlalchemy":
                self.modules[name] = f"{module}.{alias.name}"
            elif alias.name == "op" and module in ("amig", "amig.ops"):
                self.op.add(name)
            elif alias.name == "op" and module == "amig.blocking":
                self.blocking_op.add(name)

    def constructs(self, node: ast.expr) -> bool:
        """Whether a name, dotted or not, is one of SQLAlchemy's that only makes a value."""
        dotted = False
        while type(node) is ast.Attribute:
            if node.attr in _NO_CONSTRUCTORS:
                return False
            node, dotted = node.value, True
        if type(node) is not ast.Name or (full := self.modules.get(node.id)) is None:
            return False
        parts = full.split(".")
        return (dotted or len(parts) > 1) and _NO_CONSTRUCTORS.isdisjoint(parts)
