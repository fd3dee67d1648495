"""What a Python block becomes as a file: a whole revision, or a part of one that is there."""

from __future__ import annotations

import ast
from textwrap import indent

IMPORTS = "import sqlalchemy as sa\n\nfrom amig import Operations\n"


def defines(text: str, *names: str) -> bool:
    """Whether a block has one of these functions at its top level; text that does not parse has none."""
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return False
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in names for node in body)


def awaits_op(text: str) -> bool:
    """Whether a block is the body of an `upgrade`: it awaits `op` outside any function."""
    try:
        tree = compile(text, "", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except SyntaxError:
        return False
    stack: list[ast.AST] = list(tree.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            continue
        if isinstance(node, ast.Await | ast.AsyncWith) and "op." in ast.unparse(node):
            return True
        stack += ast.iter_child_nodes(node)
    return False


def body(text: str) -> str:
    """Statements as the body of an `upgrade`."""
    return "async def upgrade(op: Operations) -> None:\n" + indent(text, "    ") + "\n"


def assigned(text: str, name: str) -> str | None:
    """The constant that a block assigns to a name at its top level."""
    for node in ast.parse(text).body:
        if name in _names(node) and isinstance(value := getattr(node, "value", None), ast.Constant):
            return value.value
    return None


def revision(text: str, id_: str, parent: str | None) -> str:
    """A block as the file of a revision: with imports and a header, after `parent`."""
    lines = text.splitlines()
    body = ast.parse(text).body
    begin = 0
    for node in body:
        is_doc = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_doc or (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            begin = node.end_lineno or 0
    dropped = [node for node in body if set(_names(node)) & {"revision", "down_revision"}]
    for node in dropped:
        for at in range(node.lineno - 1, node.end_lineno or 0):
            lines[at] = ""
    if not defines(text, "downgrade"):
        kind = "async def" if "async def upgrade" in text or not defines(text, "upgrade") else "def"
        lines += ["", "", f"{kind} downgrade(op):", "    pass"]
    header = f"revision = {id_!r}\ndown_revision = {parent!r}\n"
    docstring = [] if ast.get_docstring(ast.parse(text)) else ['"""a revision of the documentation"""', ""]
    future = [] if "from __future__ import annotations" in text else ["from __future__ import annotations", ""]
    if begin and not docstring:
        return "\n".join([*lines[:begin], "", *future, IMPORTS, header, *lines[begin:]]) + "\n"
    return "\n".join([*docstring, *lines[:begin], "", *future, IMPORTS, header, *lines[begin:]]) + "\n"


def merged(old: str, new: str) -> str:
    """A file with a block's definitions in the place of its own, and the block's imports before them."""
    lines, replaced = old.splitlines(), ast.parse(new).body
    names = {name for node in replaced for name in _names(node)} - {"revision", "down_revision"}
    for node in reversed(ast.parse(old).body):
        if set(_names(node)) & names:
            first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
            del lines[first - 1 : node.end_lineno]
    kept = [node for node in replaced if not set(_names(node)) & {"revision", "down_revision"}]
    imports = [ast.unparse(node) for node in kept if isinstance(node, ast.Import | ast.ImportFrom)]
    rest = [_source(new, node) for node in kept if not isinstance(node, ast.Import | ast.ImportFrom)]
    body = ast.parse("\n".join(lines)).body
    last = max((node.end_lineno or 0 for node in body if isinstance(node, ast.Import | ast.ImportFrom)), default=0)
    return "\n".join([*lines[:last], *imports, *lines[last:], "", *("\n\n" + one for one in rest)]) + "\n"


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    if isinstance(node, ast.Assign):
        return [one.id for one in node.targets if isinstance(one, ast.Name)]
    return []


def _source(text: str, node: ast.stmt) -> str:
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
    return "\n".join(text.splitlines()[first - 1 : node.end_lineno])
