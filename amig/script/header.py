"""Reading a revision from its file's text; nothing is imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from amig.errors import BadScriptError, MissingHeaderError, ScriptError
from amig.script.paths import shown
from amig.script.revision import Revision, flaw
from amig.script.scan import NAMES, Header, Literal, scan
from amig.syntax import parse

TOO_DEEP = (RecursionError, MemoryError)
"""What Python raises for text that is nested too deep for its parser."""


def read_bytes(path: Path) -> bytes:
    """A file's bytes; raises BadScriptError."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - ten thousand times
            return file.read()
    except OSError as error:
        raise BadScriptError(shown(path), f"cannot be read: {error.strerror or error}") from error


def read_header(path: Path) -> Revision:
    """The revision that a file defines; raises BadScriptError or MissingHeaderError, naming file and line."""
    return make_revision(path, read_bytes(path))


def make_revision(path: Path, data: bytes) -> Revision:
    """The revision that a file with these bytes defines."""
    if header := scan(data):
        try:
            return _Reader(path, header).revision()
        except ScriptError:
            pass  # read it again, counting lines
    return _Reader(path, parsed(path, data)).revision()


def parsed(path: Path, data: bytes) -> Header:
    """The header as `ast` sees it: assignments of literals to header names at module level, the last one counts."""
    tree = _tree(path, data)
    values, lines = dict[str, Literal](), dict[str, int]()
    for node in tree.body:
        for name, value in _assigned(node):
            if name in NAMES:
                lines[name] = node.lineno
                values[name] = _literal(path, name, value)
    return Header(values, ast.get_docstring(tree, clean=False) or "", lines)


def _tree(path: Path, data: bytes) -> ast.Module:
    try:
        return parse(data, str(path))
    except SyntaxError as error:
        raise syntax_error(path, error) from error
    except (ValueError, *TOO_DEEP) as error:
        raise BadScriptError(shown(path), f"does not parse: {error or type(error).__name__}") from error


def syntax_error(path: Path, error: SyntaxError) -> BadScriptError:
    """What Python says about a text, with its line."""
    return BadScriptError(shown(path), f"does not parse: {error.msg}", error.lineno)


def _assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                yield target.id, node.value
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        yield node.target.id, node.value


def _literal(path: Path, name: str, node: ast.expr) -> Literal:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, *TOO_DEEP):
        problem = f"`{name}` must be a literal: it is read without running the file"
        raise BadScriptError(shown(path), problem, node.lineno) from None
    if isinstance(value, set):
        value = sorted(value, key=repr)
    return tuple(value) if isinstance(value, list) else value  # what is no literal is refused by the reader


class _Reader:
    """Makes a revision of header values, checking each."""

    def __init__(self, path: Path, header: Header) -> None:
        self.path, self.header, self.values = path, header, header.values

    def revision(self) -> Revision:
        for name in ("revision", "down_revision"):
            if name not in self.values:
                raise MissingHeaderError(shown(self.path), name)
        if self._strings("depends_on"):
            self._refuse("depends_on", "`depends_on` is not supported: name what comes before in `down_revision`")
        return Revision(
            self._id(),
            self._parents(),
            self.path,
            self.header.doc.strip(),
            self._strings("branch_labels"),
            (),
            self._flag("transactional", default=True) is not False,
            self._flag("foreign_keys", default=None),
        )

    def _refuse(self, name: str, problem: str) -> NoReturn:
        raise BadScriptError(shown(self.path), problem, self.header.lines.get(name))

    def _id(self) -> str:
        id_ = self.values["revision"]
        if not isinstance(id_, str):
            self._refuse("revision", f"`revision` must be a string, found {_kind(id_)}")
        self._sound("revision", id_)
        return id_

    def _parents(self) -> tuple[str, ...]:
        parents = self._strings("down_revision")
        for parent in parents:
            self._sound("down_revision", parent)
        if len(set(parents)) < len(parents):
            self._refuse("down_revision", "`down_revision` names a revision twice")
        return parents

    def _sound(self, name: str, id_: str) -> None:
        if problem := flaw(id_):
            self._refuse(name, f"has the `{name}` {id_!r}, which {problem}")

    def _strings(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, tuple) or not all(isinstance(item, str) for item in value):
            self._refuse(name, f"`{name}` must be None, a string or several, found {_kind(value)}")
        return value

    def _flag(self, name: str, *, default: bool | None) -> bool | None:
        value = self.values.get(name, default)
        if value is default:
            return default
        if not isinstance(value, bool):
            self._refuse(name, f"`{name}` must be True or False, found {_kind(value)}")
        return value


def _kind(value: object) -> str:
    return "None" if value is None else f"`{value!r:.40}`"
