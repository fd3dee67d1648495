"""Where a text names its parents, and what stands there instead: as Python and as SQL."""

from __future__ import annotations

import ast
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path

from amig.script.header import _assigned
from amig.script.revision import Revision
from amig.script.sql import _KEY, _KEYS
from amig.syntax import parse

Splice = tuple[int, int, str]
"""From, to, and what comes there."""

_REVISES = re.compile(r"(?<![^\r\n])([ \t]*(?:--[ \t]*)?Revises:)([ \t]*)([^\r\n]*)")
_NOTHING = {"", "None", "none", "base", "<base>"}


def encoding_of(path: Path, data: bytes) -> str:
    """How a file is written, as Python finds out; what is no Python is UTF-8."""
    from io import BytesIO
    from tokenize import detect_encoding

    if path.suffix != ".py":
        return "utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8"
    return detect_encoding(BytesIO(data.replace(b"\r", b"\n")).readline)[0]  # it knows no other end of a line


def in_python(text: str, revision: Revision, parents: tuple[str, ...]) -> str:
    """The text with `down_revision` and the docstring's `Revises:` changed."""
    tree, places = parse(text), _Places(text)
    values = {name: value for node in tree.body for name, value in _assigned(node)}
    value = values["down_revision"]
    quote = places.quote(value) or places.quote(values["revision"]) or '"'
    splices = [*places.spelled(value, parents, quote)]
    first = tree.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        splices += _revises(text, *places.span(first.value), revision.parents, parents)
    return _spliced(text, splices)


def in_sql(text: str, revision: Revision, parents: tuple[str, ...]) -> str:
    """The text with the key `parents` (or `down_revision`) changed, or added after `revision`."""
    place, header = 0, dict[str, tuple[int, str, re.Match[str]]]()
    for line in text.splitlines(keepends=True):
        if (bare := line.strip()) and not bare.startswith("--"):
            break
        comment = bare.removeprefix("--").strip()
        if (found := _KEY(comment)) and (name := _KEYS.get(found[1].lower())):
            header[name] = place, line, found
        place += len(line)
    said = ", ".join(parents)
    splices = list(_revises(text, 0, place, revision.parents, parents))
    if "down_revision" in header:
        start, line, found = header["down_revision"]
        value = (found[2] or "").strip()
        end = start + len(line.rstrip())
        splices.append((end - len(value), end, said if value else f" {said}"))
    else:
        start, line, found = header["revision"]
        end = start + len(line)
        key = line[: line.index(found[0])]
        ending = line[len(line.rstrip()) :]
        splices.append((end, end, f"{key}parents: {said}{ending}" if ending else f"\n{key}parents: {said}"))
    return _spliced(text, splices)


def _spliced(text: str, splices: Iterable[Splice]) -> str:
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _revises(text: str, start: int, end: int, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Splice]:
    """A line `Revises: ...` that names exactly the old parents; any other one is the author's."""
    for found in _REVISES.finditer(text, start, end):
        said = found[3].strip()
        if said in _NOTHING if not old else {one.strip() for one in said.split(",")} == set(old):
            yield found.start(2), found.start(3) + len(found[3].rstrip()), f"{found[2] or ' '}{', '.join(new)}"


class _Places:
    """Where the nodes of a tree stand in the text; a tree counts bytes of UTF-8 in lines that end as Python's do."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)

    def span(self, node: ast.expr) -> tuple[int, int]:
        return self._place(node.lineno, node.col_offset), self._place(node.end_lineno or 0, node.end_col_offset or 0)

    def _place(self, line: int, column: int) -> int:
        return sum(map(len, self.lines[: line - 1])) + len(self.lines[line - 1].encode()[:column].decode())

    def quote(self, node: ast.expr) -> str | None:
        """The quote that a value is written with."""
        start, end = self.span(node)
        return next((letter for letter in reversed(self.text[start:end]) if letter in "\"'"), None)

    def spelled(self, value: ast.expr, parents: tuple[str, ...], quote: str) -> Iterator[Splice]:
        """The value that names other parents: one id for another where there are as many, else as a whole."""
        several = isinstance(value, ast.Tuple | ast.List | ast.Set)
        items = value.elts if isinstance(value, ast.Tuple | ast.List | ast.Set) else [value]
        if len(items) == len(parents):
            old = [ast.literal_eval(item) for item in items]
            added = (one for one in parents if one not in old)
            for item, name in zip(items, old, strict=True):
                if name not in parents:
                    yield (*self.span(item), f"{quote}{next(added)}{quote}")
            return
        inner = ", ".join(f"{quote}{one}{quote}" for one in parents)
        form = {ast.List: "[%s]", ast.Set: "{%s}"}.get(type(value), "(%s)" if len(parents) > 1 else "(%s,)")
        yield (*self.span(value), form % inner if several or len(parents) > 1 else inner)
