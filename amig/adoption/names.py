"""What an expression of env.py means for a configuration: the name of an object, or a variable of the environment."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from amig.adoption.shapes import plain


def variable(node: ast.expr | None) -> str | None:
    """`${VAR}` for `os.environ["VAR"]`, `os.getenv("VAR", "default")` and the like; None for anything else."""
    node = plain(node) if node is not None else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str" and node.args:
        node = node.args[0]
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) in ("os.environ", "environ"):
        return _filled([node.slice])
    if isinstance(node, ast.Call) and ast.unparse(node.func) in (
        "os.environ.get",
        "environ.get",
        "os.getenv",
        "getenv",
    ):
        return _filled(node.args)
    return None


def _filled(args: Sequence[ast.expr]) -> str | None:
    values = [one.value for one in args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if len(values) != len(args) or not values:
        return None
    return "${" + ":-".join(values[:2]) + "}"


def object_names(
    node: ast.expr | None, imports: Sequence[ast.Import | ast.ImportFrom], paths: Sequence[Path]
) -> list[str] | None:
    """`package.module:name` of each object that an expression names; None where a configuration cannot say it."""
    if node is None or (isinstance(node, ast.Constant) and node.value is None):
        return []
    nodes = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    names = [_object_name(one, imports, paths) for one in nodes]
    return None if None in names else [name for name in names if name is not None]


def _object_name(node: ast.expr, imports: Sequence[ast.Import | ast.ImportFrom], paths: Sequence[Path]) -> str | None:
    try:
        written = ast.unparse(node)
    except ValueError:
        return None
    if not all(part.isidentifier() for part in written.split(".")):
        return None
    root, _, rest = written.partition(".")
    for module, name, bound in _bindings(imports):
        if bound == root:
            return _split(module, name, rest, paths)
        if name == "" and written.startswith(f"{module}."):
            return f"{module}:{written.removeprefix(module + '.')}"
    return None


def _bindings(imports: Sequence[ast.Import | ast.ImportFrom]) -> Iterator[tuple[str, str, str]]:
    """(module, name in it, bound name); a plain `import a.b` binds only by its whole path."""
    for node in imports:
        for alias in node.names:
            if isinstance(node, ast.ImportFrom):
                if node.module and not node.level:
                    yield node.module, alias.name, alias.asname or alias.name
            else:
                yield alias.name, "", alias.asname or ""


def _split(module: str, name: str, rest: str, paths: Sequence[Path]) -> str | None:
    """`from app import models` may bind a module or something in one."""
    if name and _is_module(f"{module}.{name}", paths):
        module, name = f"{module}.{name}", ""
    attribute = ".".join(filter(None, (name, rest)))
    return f"{module}:{attribute}" if attribute else None


def _is_module(name: str, paths: Sequence[Path]) -> bool:
    place = Path(*name.split("."))
    return any((path / place).with_suffix(".py").is_file() or (path / place).is_dir() for path in paths)
