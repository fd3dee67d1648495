"""What the names of a file mean, as far as its imports tell."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from amig.syntax import statements

_NO_CONSTRUCTORS = frozenset(
    {"create_engine", "create_mock_engine", "create_pool_from_url", "engine_from_config", "inspect", "inspection"}
    | {"engine", "event", "events", "ext", "future", "log", "orm", "pool", "testing", "util", "connectors"}
)
"""Names of SQLAlchemy that do more than make a value."""

_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)


def rebound(tree: ast.Module) -> set[str]:
    """Names of a file that do not keep what they are first given."""
    bound: set[str] = set()
    again: set[str] = set()
    for statement in tree.body:
        for name in _bound(statement):
            (again if name in bound else bound).add(name)
    return again.union(name for node in statements(tree) if isinstance(node, ast.Global) for name in node.names)


def _bound(node: ast.stmt) -> Iterable[str]:
    """The names that a statement of the file binds."""
    if isinstance(node, _NAMED):
        return (node.name,)
    if isinstance(node, _IMPORTS):
        return [alias.asname or alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) for target in node.targets):
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        return names if isinstance(node.value, ast.Constant) else [*names, *_inside(node.value)]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return ()
    return _inside(node)


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
        parts = (self._full(node) or "").split(".")
        return len(parts) > 1 and not _NO_CONSTRUCTORS.intersection(parts)

    def _full(self, node: ast.expr) -> str | None:
        if isinstance(node, ast.Name):
            return self.modules.get(node.id)
        if isinstance(node, ast.Attribute) and (before := self._full(node.value)):
            return f"{before}.{node.attr}"
        return None
