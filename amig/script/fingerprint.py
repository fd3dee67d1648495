"""What tells whether a revision was edited: only what it does counts, not how it is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from amig.script.source import Source
from amig.syntax import parse

if TYPE_CHECKING:
    from amig.script.sql import SqlScript

ALGORITHM = "1"
"""In front of every fingerprint: those of another algorithm are not compared."""

_PLACE = (
    *("revision", "down_revision", "branch_labels", "depends_on", "requires_shared"),
    *("replaces", "compatible", "destructive", "replay"),
    *("requires_backfill", "backfill_batch", "backfill_rate", "backfill_pause", "backfill_when"),
)
_DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

_SQL = re.compile(
    r"""
    (?P<said> '(?:[^']|'')*' | "(?:[^"]|"")*" | `[^`]*` | \$(?P<tag>\w*)\$ .*? \$(?P=tag)\$ )
    | (?P<comment> --[^\n]* | /\*.*?\*/ )
    | (?P<space> \s+ )
    | (?P<rest> . )
    """,
    re.VERBOSE | re.DOTALL,
)


def fingerprint(source: Source | SqlScript, tree: ast.Module | None = None) -> str:
    """`1:<SHA-256>` of the syntax tree without docstrings and places, or of the SQL without comments and space.

    Where a revision stands among the others is none of it: a rebase is no edit. `tree` is the source's, where it was
    read before.
    """
    if isinstance(source, Source):
        said = _told([node for node in _body(tree or parse(source.text)) if not _places(node)])
    else:
        said = "\0".join(" ".join(_words(text)) for text in (source.up, source.down or ""))
    return f"{ALGORITHM}:{sha256(said.encode(errors='surrogatepass')).hexdigest()}"


def _body(tree: ast.Module) -> list[ast.stmt]:
    return tree.body[1:] if ast.get_docstring(tree, clean=False) is not None else tree.body


def _places(node: ast.stmt) -> bool:
    """Whether it says where the revision stands."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return bool(targets) and all(isinstance(one, ast.Name) and one.id in _PLACE for one in targets)


def _told(node: Any) -> str:
    """A node as names and values; fields that are empty are left out, for a newer Python may have more of them."""
    kind: Any = type(node)
    if kind is list:
        return f"[{', '.join([_told(one) for one in node])}]"
    if (shape := _shape(kind)) is None:
        return repr(node)
    head, fields = shape
    if not fields:
        return head
    said = []
    for name, label in fields:
        value = getattr(node, name, None)
        if name == "body" and kind in _DOCUMENTED:
            value = _without_docstring(node, node.body)
        if type(value) is str:  # most are, and a call takes longer
            said.append(f"{label}{value!r})")
        elif value is not None and value != []:
            said.append(f"{label}{_told(value)})")
    return f"{head}{', '.join(said)}])"


@cache
def _shape(kind: type[Any]) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """What all nodes of a kind begin with, and their fields: all of it where they have none. None for no node."""
    if not issubclass(kind, ast.AST):
        return None
    fields = tuple((name, f"({name!r}, ") for name in kind._fields if name != "kind")
    return f"({kind.__name__!r}, [{'' if fields else '])'}", fields


def _without_docstring(node: Any, body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a definition that do something."""
    return body[1:] if ast.get_docstring(node, clean=False) is not None else body


def _words(text: str) -> Iterator[str]:
    """Words and strings; what stands together stays together."""
    word = ""
    for found in _SQL.finditer(text):
        if found["comment"] or found["space"]:
            if word:
                yield word
            word = ""
        else:
            word += found[0]
    if word:
        yield word
