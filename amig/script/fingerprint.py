"""What tells whether a revision was edited: only what it does counts, not how it is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from amig.script.source import Source
from amig.syntax import parse

if TYPE_CHECKING:
    from amig.script.sql import SqlScript

ALGORITHM = "1"
"""In front of every fingerprint: those of another algorithm are not compared."""

_PLACE = frozenset(
    {"revision", "down_revision", "branch_labels", "depends_on", "requires_shared"}
    | {"replaces", "compatible", "destructive", "replay"}
    | {"requires_backfill", "backfill_batch", "backfill_rate", "backfill_pause", "backfill_when"}
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
        said = _told_list([node for node in _without_docstring((tree or parse(source.text)).body) if not _places(node)])
    else:
        said = "\0".join(" ".join(_words(text)) for text in (source.up, source.down or ""))
    return f"{ALGORITHM}:{sha256(said.encode(errors='surrogatepass')).hexdigest()}"


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a definition, or of a file, that do something."""
    first = body[0] if body else None
    said = first.value if type(first) is ast.Expr else None
    return body[1:] if type(said) is ast.Constant and type(said.value) is str else body


def _places(node: ast.stmt) -> bool:
    """Whether it says where the revision stands."""
    targets = node.targets if type(node) is ast.Assign else [node.target] if type(node) is ast.AnnAssign else ()
    for one in targets:
        if type(one) is not ast.Name or one.id not in _PLACE:
            return False
    return bool(targets)


class _Tellers(dict[type[Any], Callable[[Any], str]]):
    """What tells a node, or whatever a node holds, by its kind; found once for each."""

    def __missing__(self, kind: type[Any]) -> Callable[[Any], str]:
        self[kind] = teller = _node_teller(kind) if issubclass(kind, ast.AST) else repr
        return teller


def _node_teller(kind: Any) -> Callable[[Any], str]:
    """Tells a node as names and values; fields that are empty are left out, for a newer Python may have more of them.

    One of its own for each kind: a file has hundreds of nodes, and each is told when a revision is run.
    """
    fields = [(name, f"({name!r}, ") for name in kind._fields if name != "kind"]
    if not fields:
        return lambda _: f"({kind.__name__!r}, [])"
    head, documented = f"({kind.__name__!r}, [", kind in _DOCUMENTED

    def told(node: Any) -> str:
        said = []
        for name, label in fields:
            value = getattr(node, name, None)
            if type(value) is list:
                if documented and name == "body":
                    value = _without_docstring(value)
                if value:
                    said.append(f"{label}{_told_list(value)})")
            elif value is not None:
                said.append(f"{label}{_tellers[type(value)](value)})")
        return f"{head}{', '.join(said)}])"

    return told


def _told_list(nodes: list[Any]) -> str:
    return f"[{', '.join([_tellers[type(one)](one) for one in nodes])}]"


def _told_name(node: ast.Name) -> str:
    return f"('Name', [('id', {node.id!r}), ('ctx', ({type(node.ctx).__name__!r}, []))])"


def _told_constant(node: ast.Constant) -> str:
    return "('Constant', [])" if node.value is None else f"('Constant', [('value', {node.value!r})])"


_tellers = _Tellers({list: _told_list, ast.Name: _told_name, ast.Constant: _told_constant})
"""Names and constants, most of what a file is made of, are told as any other node, in one piece."""


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
