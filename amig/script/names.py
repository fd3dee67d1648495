"""What the names of a file mean, as far as its imports tell."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Self

_NO_CONSTRUCTORS = frozenset(
    {"create_engine", "create_mock_engine", "create_pool_from_url", "engine_from_config", "inspect", "inspection"}
    | {"engine", "event", "events", "ext", "future", "log", "orm", "pool", "testing", "util", "connectors"}
)
"""Names of SQLAlchemy that do more than make a value."""


@dataclass
class Imports:
    """`modules` are names of SQLAlchemy's, in full; `op` and `blocking_op` those of amig's operations."""

    modules: dict[str, str] = field(default_factory=dict)
    op: set[str] = field(default_factory=set)
    blocking_op: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, tree: ast.Module) -> Self:
        """The imports at the top of a file."""
        found = cls()
        for node in tree.body:
            if isinstance(node, ast.Import):
                found._imported(node)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found._imported_from(node, node.module)
        return found

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
