"""What can be seen in a revision's source before anything runs: a forgotten `await`, and statements that do not mix."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from amig.syntax import inner_statements, parse, statements

SCRIPT_FUNCTIONS = ("upgrade", "downgrade", "backfill", "backfill_total")
AUTOCOMMIT_KEYWORD = "postgresql_concurrently"

AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def verb_names() -> frozenset[str]:
    """Names on `op` that give a coroutine."""
    from amig.ops import Verbs
    from amig.ops.verb import Verb

    verbs = frozenset(name for name, verb in vars(Verbs).items() if isinstance(verb, Verb))
    return verbs | {"invoke", "run_async", "run_sync"}


@cache
def plain_verb_names() -> frozenset[str]:
    """Those whose arguments say all that they do: the others are given code, or a directive of the user's."""
    return verb_names() - {"invoke", "run_sync", "run_async"}


def forgotten(source: str, path: str, tree: ast.Module | None = None) -> list[tuple[str, str, int]]:
    """Operations that an `async def` of this file calls without awaiting them: (operation, path, line).

    `tree` is the source's, here and below, where it was read before.
    """
    if "async" not in source:
        return []
    said = list(statements(tree or parse(source)))
    if not any(type(node) is ast.Expr and type(node.value) is ast.Call for node in said):
        return []  # whatever is called is awaited, or kept
    imported = set(_imported_op(said))
    found: list[tuple[str, str, int]] = []
    for function in said:
        if isinstance(function, ast.AsyncFunctionDef):
            roots = (imported | _faces_of(function)) - _batch_names(function)
            found += [(name, path, line) for name, line in _unawaited(function, roots)]
    return sorted(found, key=lambda call: call[2])


def _imported_op(said: Iterable[ast.AST]) -> Iterator[str]:
    for node in said:
        if isinstance(node, ast.ImportFrom) and node.module in ("amig", "amig.ops"):
            yield from (alias.asname or alias.name for alias in node.names if alias.name == "op")


def _faces_of(function: AnyFunction) -> set[str]:
    """The parameters that operations are called on: the first one of upgrade(), and all that are annotated as such."""
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    first = {arguments[0].arg} if arguments and function.name in SCRIPT_FUNCTIONS else set()
    return first | {a.arg for a in arguments if a.annotation and _last_of(a.annotation).endswith("Operations")}


def _last_of(annotation: ast.expr) -> str:
    """How an annotation ends: most are a name, which need not be written anew to be read."""
    return annotation.id if isinstance(annotation, ast.Name) else ast.unparse(annotation)


def _batch_names(function: AnyFunction) -> set[str]:
    """Names bound by `batch_alter_table(...) as name`: their methods queue, there is nothing to await."""
    bound: set[str] = set()
    for node in statements(function):
        if isinstance(node, ast.AsyncWith | ast.With):
            for item in node.items:
                if isinstance(item.optional_vars, ast.Name) and _called(item.context_expr)[1] == "batch_alter_table":
                    bound.add(item.optional_vars.id)
    return bound


def _called(node: ast.AST) -> tuple[str, str]:
    """(`op`, `add_column`) of `op.add_column(...)`, else two empty strings."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        return node.func.value.id, node.func.attr
    return "", ""


def _unawaited(function: AnyFunction, roots: set[str]) -> Iterator[tuple[str, int]]:
    for node in _own_statements(function):
        if isinstance(node, ast.Expr):
            root, name = _called(node.value)
            if root in roots and name in verb_names():
                yield name, node.lineno


def _own_statements(function: AnyFunction) -> Iterator[ast.AST]:
    """What a function is made of, without the functions inside it."""
    todo: list[ast.AST] = list(function.body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, AnyFunction):
            todo.extend(inner_statements(node))


def rebuilds(source: str, tree: ast.Module | None = None) -> bool:
    """Whether a file has a batch, which may rebuild a SQLite table."""
    if "batch_alter_table" not in source:
        return False
    calls = (node.func for node in ast.walk(tree or parse(source)) if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Attribute) and called.attr == "batch_alter_table" for called in calls)


def mixes(source: str, function: str, tree: ast.Module | None = None) -> tuple[str, str] | None:
    """An operation that needs autocommit and one that does not, of one function and outside any autocommit block."""
    tree = tree or parse(source)
    imported = set(_imported_op(statements(tree))) | {"op"}
    for candidate in tree.body:
        if isinstance(candidate, AnyFunction) and candidate.name == function:
            return _first_of_each(candidate, imported | _faces_of(candidate))
    return None


def _first_of_each(function: AnyFunction, roots: set[str]) -> tuple[str, str] | None:
    calls = sorted(_calls_outside_blocks(function.body, roots), key=lambda call: (call.lineno, call.col_offset))
    alone = [call for call in calls if _is_concurrent(call)]
    others = [call for call in calls if not _is_concurrent(call)]
    return (ast.unparse(alone[0]), ast.unparse(others[0])) if alone and others else None


def _is_concurrent(call: ast.Call) -> bool:
    return any(
        keyword.arg == AUTOCOMMIT_KEYWORD and isinstance(keyword.value, ast.Constant) and keyword.value.value is True
        for keyword in call.keywords
    )


def _calls_outside_blocks(body: list[Any], roots: set[str]) -> Iterator[ast.Call]:
    todo: list[ast.AST] = list(body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.AsyncWith | ast.With) and any("autocommit_block" in ast.unparse(i) for i in node.items):
            continue
        root, name = _called(node)
        if isinstance(node, ast.Call) and root in roots and name in verb_names():
            yield node
        todo.extend(ast.iter_child_nodes(node))
