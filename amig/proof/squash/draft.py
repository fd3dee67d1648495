"""The file of the squashed revision, in memory: from the folder's own template, with what it replaces in its header."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from amig.errors import CycleError, NotALineError
from amig.script.graph import Graph
from amig.script.header import make_revision
from amig.script.new import NewRevision
from amig.script.revision import Revision
from amig.script.spelling import literal
from amig.script.template import template_path
from amig.script.write import drafted
from amig.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.proof.squash.line import Line
    from amig.script.directory import ScriptDirectory
    from amig.script.naming import Style

_ASYNC = (
    (re.compile(r"^async def (upgrade|downgrade)\(op: Operations\)", re.MULTILINE), r"def \1(op: BlockingOperations)"),
    (re.compile(r"^from amig\.ops import Operations$", re.MULTILINE), "from amig.ops import BlockingOperations"),
)


class Squashed(NamedTuple):
    """A revision that is yet to be written: its file, and the history with it."""

    revision: Revision
    path: Path
    data: bytes
    graph: Graph


def is_blocking(script: ScriptDirectory) -> bool:
    """Whether the folder's own template makes plain functions."""
    text = template_path(script.location, "script.py.mako").read_text(encoding="utf-8", errors="replace")
    return "async def upgrade" not in text


def squashed(
    script: ScriptDirectory,
    line: Line,
    new: NewRevision,
    functions: Sequence[str],
    style: Style,
    *,
    blocking: bool,
) -> Squashed:
    """The file; raises what writing a revision raises, and NotALineError."""
    inside = line.first.parents
    drafts = drafted([new], script.graph, script.location, script.versions, style)
    ((path, data),) = drafts.files.items()
    text = data.decode(style.encoding)
    if blocking:
        for pattern, instead in _ASYNC:
            text = pattern.sub(instead, text)
    assert drafts.revisions[0].parents == inside  # noqa: S101 - it follows what the range followed
    text = _with(text, _header(line), functions)
    data = text.encode(style.encoding)
    revision = make_revision(path, data)
    try:
        graph = Graph((*script.graph.files, revision))
    except CycleError as error:
        problem = f"what depends on it, it would depend on: {', '.join(f'`{one}`' for one in error.revisions)}"
        raise NotALineError(f"{line.first.id}..{line.last.id}", problem) from error
    return Squashed(revision, path, data, graph)


def _header(line: Line) -> str:
    """What the squashed revision has of all that it replaces."""
    labels = tuple(dict.fromkeys(label for one in line.revisions for label in one.branch_labels))
    why = "; ".join(dict.fromkeys(one.destructive for one in line.revisions if one.destructive))
    lines = [f"replaces: tuple[str, ...] = {literal(line.ids)}"]
    lines += [f"branch_labels: tuple[str, ...] = {literal(labels)}"] if labels else []
    lines += [f"destructive: str = {why!r}"] if why else []
    lines += ["foreign_keys = False"] if any(one.foreign_keys is False for one in line.revisions) else []
    return "\n".join(lines)


def _with(text: str, header: str, functions: Sequence[str]) -> str:
    """The header below `down_revision`, the functions before the first of the file."""
    tree = parse(text)
    lines = text.splitlines()
    below = next(node for node in tree.body if "down_revision" in _assigned(node)).end_lineno or 0
    first = next(node for node in tree.body if getattr(node, "name", None) in ("upgrade", "downgrade")).lineno - 1
    kept = [line for function in functions for line in (*function.splitlines(), "", "")]
    return "\n".join([*lines[:below], header, *lines[below:first], *kept, *lines[first:]]) + "\n"


def _assigned(node: object) -> set[str]:
    targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
    return {getattr(target, "id", "") for target in targets}
