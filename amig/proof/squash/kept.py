"""Old revisions whose code goes on in the squashed one: each in a function of its own, as it was written."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from amig.errors import UnsquashableError
from amig.script.scan import NAMES
from amig.syntax import parse

if TYPE_CHECKING:
    from amig.script.directory import ScriptDirectory
    from amig.script.revision import Revision


def name_of(revision: Revision) -> str:
    """What the function is called that holds an old revision."""
    plain = re.sub(r"\W", "_", revision.id)
    return f"_of_{plain}"


def waits(script: ScriptDirectory, revision: Revision) -> bool:
    """Whether its functions are awaited."""
    if revision.is_sql:
        return True
    tree = parse(script.check(revision))
    return any(isinstance(one, ast.AsyncFunctionDef) and one.name == "upgrade" for one in tree.body)


def takes_op(script: ScriptDirectory, revision: Revision, direction: str) -> bool:
    """Whether a function of it is given `op`."""
    if revision.is_sql:
        return True
    tree = parse(script.check(revision))
    both = (ast.FunctionDef, ast.AsyncFunctionDef)
    return any(isinstance(one, both) and one.name == direction and bool(one.args.args) for one in tree.body)


def copied(script: ScriptDirectory, revision: Revision) -> str:
    """A function that gives back the old `upgrade` and `downgrade`; raises UnsquashableError.

    Imports, helpers and constants of the file come along, inside: names of two revisions never meet.
    """
    head = f'def {name_of(revision)}():\n    """{_quoted(revision)}"""\n'
    if revision.is_sql:
        module: Any = script.load(revision)
        back = "await op.run_script({!r})" if module.down is not None else "await op.irreversible({!r})"
        return (
            f"{head}\n    async def upgrade(op):\n        await op.run_script({module.up!r})\n"
            f"\n    async def downgrade(op):\n        {back.format(module.down or 'there was none')}\n"
            "\n    return upgrade, downgrade\n"
        )
    source = script.check(revision)
    tree = parse(source)
    if any(isinstance(one, ast.Global) for one in ast.walk(tree)):
        raise UnsquashableError(revision.id, "it says `global`, and its code is to move", "squash without it")
    lines = source.splitlines()
    kept = [_text(lines, one) for one in _body(tree)]
    return head + "\n".join(kept) + "\n\n    return upgrade, downgrade\n"


def _quoted(revision: Revision) -> str:
    message = revision.message.replace("\\", " ").replace('"', "'")
    return f"{message or revision.id}, as it was in {revision.id}."


def _body(tree: ast.Module) -> list[ast.stmt]:
    """All but the docstring, the header and what is only allowed at the top of a file."""
    found: list[ast.stmt] = []
    for place, node in enumerate(tree.body):
        is_doc = place == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        is_header = any(isinstance(one, ast.Name) and one.id in NAMES for one in targets)
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not (is_doc or is_header or is_future):
            found.append(node)
    return found


def _text(lines: list[str], node: ast.stmt) -> str:
    """The lines of a statement, indented: but those inside of a text that goes over several, which stay as they are."""
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(one.lineno for one in decorators)])
    inside = {
        number
        for one in ast.walk(node)
        if isinstance(one, ast.JoinedStr) or (isinstance(one, ast.Constant) and isinstance(one.value, str | bytes))
        for number in range(one.lineno + 1, (one.end_lineno or one.lineno) + 1)
    }
    numbered = enumerate(lines[first - 1 : node.end_lineno], first)
    blank = "\n" if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) else ""
    return blank + "\n".join(text if number in inside or not text else f"    {text}" for number, text in numbered)
