"""`from alembic import op` becomes `from amig.blocking import op`, in place; every other byte stays."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tokenize import detect_encoding

from amig.script.source import read_bytes, syntax_error
from amig.syntax import parse

_SERVED = {
    "alembic": ("amig.blocking", {"op", "context", "operations", "util"}),
    "alembic.operations": ("amig.blocking.operations", {"BatchOperations", "MigrateOperation", "Operations", "ops"}),
    "alembic.operations.base": ("amig.blocking.operations", {"BatchOperations", "Operations"}),
    "alembic.operations.ops": ("amig.blocking.operations.ops", None),
    "alembic.util": ("amig.blocking.util", {"CommandError", "msg"}),
    "alembic.util.exc": ("amig.blocking.util", {"CommandError"}),
}
"""Module -> amig's, and the names that it serves (None: all that Alembic's operations are called)."""

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MAKO = re.compile(
    rb"^(from[ \t]+)alembic([ \t]+import[ \t]+(?:op|context)(?:[ \t]*,[ \t]*(?:op|context))*[ \t]*)$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Edit:
    """A file as it will be. `left` are lines that import of Alembic what amig does not serve."""

    path: Path
    data: bytes
    changed: bool
    left: tuple[tuple[int, str], ...] = ()


def edited(path: Path) -> Edit | None:
    """What becomes of a file; None for one without Alembic. Raises BadScriptError for one that does not parse."""
    data = read_bytes(path)
    if b"alembic" not in data:
        return None
    if path.suffix == ".mako":
        text, count = _MAKO.subn(rb"\1amig.blocking\2", data)
        return Edit(path, text, bool(count)) if count else None
    try:
        tree = parse(data, str(path))
    except SyntaxError as error:
        raise syntax_error(path, error) from error
    return _edited(path, data, tree)


def _edited(path: Path, data: bytes, tree: ast.Module) -> Edit | None:
    encoding, _ = detect_encoding(BytesIO(data).readline)
    text = data.decode(encoding)
    lines = _LINES.findall(text)
    left: list[tuple[int, str]] = []
    changed = False
    for node in _imports(tree):
        new = _replacement(node)
        line = lines[node.lineno - 1]
        start = len(line.encode()[: node.col_offset].decode())
        found = re.compile(r"from\s+([\w.]+)").match(line, start) if new else None
        if new and found:
            lines[node.lineno - 1] = line[: found.start(1)] + new + line[found.end(1) :]
            changed = True
        else:
            left.append((node.lineno, line.strip()))
    if not changed and not left:
        return None
    return Edit(path, "".join(lines).encode(encoding), changed, tuple(left))


def _imports(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """Every import of Alembic, last in its line first."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) and _is_alembics(node)]
    return iter(sorted(found, key=lambda node: (node.lineno, -node.col_offset)))


def _is_alembics(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.level == 0 and (node.module or "").partition(".")[0] == "alembic"
    return any(alias.name.partition(".")[0] == "alembic" for alias in node.names)


def _replacement(node: ast.Import | ast.ImportFrom) -> str | None:
    """Amig's module for this import; None where it is not served, or not wholly."""
    if not isinstance(node, ast.ImportFrom) or (served := _SERVED.get(node.module or "")) is None:
        return None
    module, names = served
    wanted = {alias.name for alias in node.names}
    return module if (wanted <= names if names is not None else _all_known(wanted)) else None


def _all_known(names: set[str]) -> bool:
    from amig.blocking.operations import ops

    return all(hasattr(ops, name) for name in names)
