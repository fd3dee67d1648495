"""What a revision does that no look at a schema shows: rows, rights, and Python that does more than name operations."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from amig.ops.forgotten import verb_names
from amig.ops.split import split
from amig.script.closed import opening
from amig.syntax import parse

if TYPE_CHECKING:
    from amig.script.directory import ScriptDirectory
    from amig.script.revision import Revision

_ANEW = r"(?:OR REPLACE )?"
_TABLES = r"(?:UNIQUE |FULLTEXT |SPATIAL )?(?:TABLE|INDEX|SEQUENCE)\b"
_VIEWS = rf"{_ANEW}(?:VIEW|TRIGGER)\b"
_ROUTINES = rf"{_ANEW}(?:FUNCTION|PROCEDURE)\b"
_TYPES = r"(?:SCHEMA|EXTENSION|POLICY|MATERIALIZED VIEW)\b|TYPE \S+ (?:AS ENUM|ADD|RENAME)\b"
_BY_LOOK = {
    "postgresql": rf"(?:CREATE|ALTER|DROP) (?:{_TABLES}|{_VIEWS}|{_ROUTINES}|{_TYPES})|DROP TYPE\b"
    r"|COMMENT ON (?:TABLE|COLUMN)\b",
    "mysql": rf"(?:CREATE|ALTER|DROP) (?:{_TABLES}|{_VIEWS}|{_ROUTINES})",
    "mariadb": rf"(?:CREATE|ALTER|DROP) (?:{_TABLES}|{_VIEWS}|{_ROUTINES})",
    "sqlite": rf"(?:CREATE|ALTER|DROP) (?:{_TABLES}|{_VIEWS})",
}
"""Dialect -> what a look at the schema shows afterwards."""

_WRITES = frozenset({"bulk_insert", "refresh_materialized_view"})
_SAYS_SQL = frozenset({"execute", "run_script"})
_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Step:
    """A revision that does more than a schema shows; `what` is the first such thing."""

    revision: Revision
    what: str


def steps(script: ScriptDirectory, revisions: tuple[Revision, ...], dialect: str) -> list[Step]:
    """The revisions that do more than change the schema, in either direction."""
    first = ((revision, next(_what(script, revision, dialect), None)) for revision in revisions)
    return [Step(revision, " ".join(what.split())[:_SHOWN]) for revision, what in first if what is not None]


def _what(script: ScriptDirectory, revision: Revision, dialect: str) -> Iterator[str]:
    if revision.is_sql:
        module: Any = script.load(revision)
        yield from _of_sql(f"{module.up};\n{module.down or ''}", dialect)
        return
    tree = _Flat().visit(parse(script.check(revision)))
    source = ast.unparse(tree)
    for direction in ("upgrade", "downgrade"):
        if found := opening(source, direction, verb_names() - {"invoke", "run_sync"}):
            yield found.what
        function = next(one for one in tree.body if getattr(one, "name", None) == direction)
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield from _of_call(node, node.func.attr, dialect)


def _of_call(node: ast.Call, verb: str, dialect: str) -> Iterator[str]:
    if verb in _WRITES:
        yield ast.unparse(node)
    elif verb in _SAYS_SQL:
        said = node.args[0] if node.args else None
        if isinstance(said, ast.Constant) and isinstance(said.value, str):
            yield from _of_sql(said.value, dialect)
        else:
            yield ast.unparse(node)


def _of_sql(text: str, dialect: str) -> Iterator[str]:
    """The statements that a look at the schema does not show afterwards."""
    shown = re.compile(_BY_LOOK[dialect])
    for statement, _ in split(text, dialect):
        words = " ".join(_COMMENT.sub(" ", statement).split()).rstrip(";").strip()
        if words and not shown.match(words.upper()):
            yield words


_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)


class _Flat(ast.NodeTransformer):
    """A batch is as good as its operations one by one: its block is taken away."""

    def visit_AsyncWith(self, node: ast.AsyncWith) -> Any:
        return self._opened(node, waits=True)

    def visit_With(self, node: ast.With) -> Any:
        return self._opened(node, waits=False)

    def _opened(self, node: ast.With | ast.AsyncWith, *, waits: bool) -> Any:
        call, name = node.items[0].context_expr, node.items[0].optional_vars
        is_batch = isinstance(call, ast.Call) and getattr(call.func, "attr", None) == "batch_alter_table"
        if not is_batch or len(node.items) > 1 or not isinstance(name, ast.Name):
            return node
        root = call.func.value  # type: ignore[attr-defined]
        return [_Named(name.id, root, waits=waits).visit(one) for one in node.body]


class _Named(ast.NodeTransformer):
    """`batch.add_column(...)` as `await op.add_column(...)`."""

    def __init__(self, name: str, root: ast.expr, *, waits: bool) -> None:
        self.name, self.root, self.waits = name, root, waits

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.root if node.id == self.name else node

    def visit_Expr(self, node: ast.Expr) -> ast.Expr:
        self.generic_visit(node)
        return ast.Expr(ast.Await(node.value)) if self.waits and isinstance(node.value, ast.Call) else node
