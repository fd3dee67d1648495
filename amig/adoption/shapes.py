"""The shapes that statements of an env.py have, in Alembic's templates and in most others."""

from __future__ import annotations

import ast

DROPPED_MODULES = frozenset({"alembic", "logging.config", "asyncio", "__future__"})
"""What nothing that is carried over needs: amig has it, or does it."""

_RUNNERS = frozenset({"run_migrations_offline", "run_migrations_online", "do_run_migrations", "run_async_migrations"})
_RUNS = frozenset({"context.configure", "context.run_migrations"})
_ENGINES = ("engine_from_config", "async_engine_from_config", "create_engine", "create_async_engine", "AsyncEngine")
_LOGGING = ("fileConfig", "dictConfig", "logging.config.fileConfig", "logging.config.dictConfig", "logging.basicConfig")


def called(node: ast.AST) -> str:
    """`context.configure` of `context.configure(...)`; empty for what is no call."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def names_in(node: ast.AST) -> set[str]:
    """Every name that is read or written in it."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def plain(value: ast.expr) -> ast.expr:
    """A URL without `.replace("%", "%%")`: an ini file wants percent signs doubled, and nobody else."""
    if called(value).endswith(".replace") and isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        doubled = [ast.unparse(one) for one in value.args] == ["'%'", "'%%'"]
        return value.func.value if doubled else value
    return value


def runners(tree: ast.Module) -> frozenset[str]:
    """The functions that run migrations, or call one that does."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    found = {one.name for one in functions if one.name in _RUNNERS or runs(one)}
    while more := {one.name for one in functions if one.name not in found and names_in(one) & found}:
        found |= more
    return frozenset(found)


def runs(node: ast.stmt) -> bool:
    """Whether a statement configures Alembic's context, or runs migrations."""
    return any(isinstance(one, ast.Call) and called(one) in _RUNS for one in ast.walk(node))


def is_logging(node: ast.stmt) -> bool:
    """`fileConfig(config.config_file_name)`, with the `if` around it or without."""
    if isinstance(node, ast.If):
        return bool(node.body) and all(map(is_logging, node.body)) and not node.orelse
    return isinstance(node, ast.Expr) and called(node.value) in _LOGGING


def is_engine(value: ast.expr) -> bool:
    """Whether it makes an engine, or takes one that was handed over."""
    return called(value).rpartition(".")[2] in _ENGINES


def url_expression(value: ast.expr) -> ast.expr | None:
    """The URL that an engine is made of, where it is not that of the configuration."""
    if not isinstance(value, ast.Call) or not called(value).endswith(("create_engine", "create_async_engine")):
        inner = value.args[0] if isinstance(value, ast.Call) and value.args else None
        return url_expression(inner) if isinstance(inner, ast.Call) and is_engine(inner) else None
    given = value.args[0] if value.args else next((k.value for k in value.keywords if k.arg == "url"), None)
    usual = given is None or ast.unparse(given) in ("url", "config.get_main_option('sqlalchemy.url')")
    return None if usual else given


def is_opening(item: ast.withitem) -> bool:
    """`connectable.connect()`, `engine.begin()`, `context.begin_transaction()`, a connection that was handed over."""
    name = called(item.context_expr)
    return name.endswith((".connect", ".begin", ".begin_transaction"))
