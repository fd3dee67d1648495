"""Reading a revision from its file's text; nothing is imported, unless a header is computed."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from inspect import signature
from pathlib import Path
from typing import Any, NoReturn

from amig import errors
from amig.script.paths import shown
from amig.script.revision import Revision, flaw, label_flaw, usual
from amig.script.scan import NAMES, Header, Literal, scan
from amig.script.source import TOO_DEEP, compiled, read_bytes, syntax_error
from amig.syntax import parse

_ATTEMPTS = 3
_SECONDS = re.compile(r"(\d+(?:\.\d*)?) *(ms|s|min)?").fullmatch
_FILLING = frozenset({"backfill", *(name for name in NAMES if name.startswith("backfill"))})
_UNITS = {None: 1.0, "ms": 0.001, "s": 1.0, "min": 60.0}


class _ComputedError(Exception):
    """A header is no literal."""


def read_header(name: str | Path, builtins: dict[str, Any] | None = None) -> Revision:
    """The revision that a file defines; raises BadScriptError or MissingHeaderError, naming file and line.

    A file that was being written is read again. `builtins` are for a file that has to be run to tell its header.
    """
    return revision_of(str(name), read_bytes(name), builtins)


def revision_of(file: str, data: bytes, builtins: dict[str, Any] | None = None) -> Revision:
    """The same, of a file that was read just now."""
    for _ in range(_ATTEMPTS):
        try:
            return make_revision(file, data, builtins)
        except errors.ScriptError:
            if (again := read_bytes(file)) == data:
                raise
            data = again
    raise errors.BadScriptError(shown(Path(file)), "changes while it is read")


def make_revision(file: str | Path, data: bytes, builtins: dict[str, Any] | None = None) -> Revision:
    """The revision that a file with these bytes defines."""
    file = str(file)  # a path takes as long to be made as the file to be read
    if file.endswith(".sql"):
        from amig.script.sql import sql_header

        return _Reader(file, sql_header(Path(file), data)).revision()
    if header := scan(data):
        try:
            return _plain(file, header) or _Reader(file, header).revision()
        except errors.ScriptError:
            pass  # read it again, counting lines
    try:
        return _Reader(file, parsed(Path(file), data)).revision()
    except _ComputedError:
        return _Reader(file, _computed(Path(file), data, builtins)).revision()._replace(computed=True)


def _plain(file: str, header: Header) -> Revision | None:
    """The revision of the commonest header, one parent at the most and nothing more: what a reader would make of it."""
    values = header.values
    id_, parent = values.get("revision"), values.get("down_revision", False)
    if type(id_) is not str or flaw(id_) or not (parent is None or (type(parent) is str and not flaw(parent))):
        return None
    for name, value in values.items():
        if value is not None and name != "revision" and name != "down_revision":  # noqa: PLR1714 - ten thousand times
            return None
    return usual(id_, () if parent is None else (parent,), file, header.doc.strip())


def parsed(path: Path, data: bytes) -> Header:
    """The header as `ast` sees it: assignments of literals to header names at module level, the last one counts."""
    tree = _tree(path, data)
    values, lines = dict[str, Literal](), dict[str, int]()
    for node in tree.body:
        for name, value in _assigned(node):
            if name in NAMES:
                lines[name] = node.lineno
                values[name] = _literal(value)
        if _fills(node):
            values["backfill"] = True
    return Header(values, ast.get_docstring(tree, clean=False) or "", lines)


def _computed(path: Path, data: bytes, builtins: dict[str, Any] | None) -> Header:
    """The header of a file that has to be run to tell it."""
    from amig.script.load import imported

    module = imported(compiled(path, data), "amig_header", builtins)
    values = {name: getattr(module, name) for name in NAMES if hasattr(module, name)}
    plain = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    function = getattr(module, "backfill", None)
    if callable(function) and "cursor" in signature(function).parameters:
        plain["backfill"] = True
    return Header(plain, module.__doc__ or "", {})


def _tree(path: Path, data: bytes) -> ast.Module:
    try:
        return parse(data, str(path))
    except SyntaxError as error:
        raise syntax_error(path, error) from error
    except (ValueError, *TOO_DEEP) as error:
        raise errors.BadScriptError(shown(path), f"does not parse: {error or type(error).__name__}") from error


def _assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                yield target.id, node.value
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        yield node.target.id, node.value


def _fills(node: ast.stmt) -> bool:
    """Whether it is the backfill: of another signature it is somebody's helper of that name."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name != "backfill":
        return False
    arguments = node.args
    return any(one.arg == "cursor" for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs))


def _literal(node: ast.expr) -> Literal:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, *TOO_DEEP):
        raise _ComputedError from None
    if isinstance(value, set):
        value = sorted(value, key=repr)
    return tuple(value) if isinstance(value, list) else value  # what is no literal is refused by the reader


class _Reader:
    """Makes a revision of header values, checking each."""

    def __init__(self, file: str, header: Header) -> None:
        self.file, self.header, self.values = file, header, header.values

    def revision(self) -> Revision:
        for name in ("revision", "down_revision"):
            if name not in self.values:
                raise errors.MissingHeaderError(shown(Path(self.file)), name)
        more: dict[str, Any] = {}
        if not _FILLING.isdisjoint(self.values):
            self._refuse_lone_settings()
        for name, value in self.values.items():
            if value is not None and (check := _CHECKS.get(name)):
                more[name] = check(self, name)
        place = self._id(), self._parents(), self.file, self.header.doc.strip()
        return Revision(*place, **more) if more else usual(*place)

    def _refuse(self, name: str, problem: str) -> NoReturn:
        raise errors.BadScriptError(shown(Path(self.file)), problem, self.header.lines.get(name))

    def _id(self) -> str:
        id_ = self.values["revision"]
        if not isinstance(id_, str):
            self._refuse("revision", f"`revision` must be a string, found {_kind(id_)}")
        return self._sound("revision", id_)

    def _parents(self) -> tuple[str, ...]:
        parents = self._strings("down_revision")
        for parent in parents:
            self._sound("down_revision", parent)
        if len(parents) > 1 and len(set(parents)) < len(parents):
            self._refuse("down_revision", "`down_revision` names a revision twice")
        return parents

    def _labels(self, name: str) -> tuple[str, ...]:
        labels = self._strings(name)
        for label in labels:
            if problem := label_flaw(label):
                self._refuse(name, f"has the branch label {label!r}, which {problem}")
        return labels

    def _replaced(self, name: str) -> tuple[str, ...]:
        old = self._strings(name)
        for id_ in old:
            self._sound(name, id_)
        if len(set(old)) < len(old):
            self._refuse(name, "`replaces` names a revision twice")
        if self.values["revision"] in old:
            self._refuse(name, "`replaces` names the revision itself")
        return old

    def _needed(self, name: str) -> tuple[str, ...]:
        needed = self._strings(name)
        for id_ in needed:
            self._sound(name, id_)
        return needed

    def _seconds(self, name: str) -> float:
        value = self.values[name]
        if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
            return value
        found = _SECONDS(value.strip()) if isinstance(value, str) else None
        if not found:
            self._refuse(name, f"`{name}` must be seconds, or like `500ms`, `5s`, `2min`, found {_kind(value)}")
        return float(found[1]) * _UNITS[found[2]]

    def _refuse_lone_settings(self) -> None:
        """Refuse settings of a backfill that is not there, and one in a language that has no functions."""
        mine = [name for name in self.values if name in _FILLING]
        if self.file.endswith(".sql"):
            self._refuse(mine[0], f"has `{mine[0]}`, and a backfill is written in Python, as a function")
        if "backfill" not in mine:
            self._refuse(mine[0], f"has `{mine[0]}` and no `async def backfill(op, cursor)`")

    def _when(self, name: str) -> str:
        value = self.values[name]
        if value not in ("now", "later"):
            self._refuse(name, f'`{name}` must be "now" or "later", found {_kind(value)}')
        return str(value)

    def _whole(self, name: str) -> int:
        value: Any = self.values[name]
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            self._refuse(name, f"`{name}` must be a whole number more than 0, found {_kind(value)}")
        return int(value)

    def _rate(self, name: str) -> float:
        value: Any = self.values[name]
        if not isinstance(value, int | float) or isinstance(value, bool) or value <= 0:
            self._refuse(name, f"`{name}` must be a number more than 0, found {_kind(value)}")
        return float(value)

    def _reason(self, name: str) -> str:
        why = self.values[name]
        if not isinstance(why, str) or not why.strip():
            self._refuse(name, f"`{name}` must say why, found {_kind(why)}")
        return why

    def _sound(self, name: str, id_: str) -> str:
        if problem := flaw(id_):
            self._refuse(name, f"has the `{name}` {id_!r}, which {problem}")
        return id_

    def _strings(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, tuple) or not all(isinstance(item, str) for item in value):
            self._refuse(name, f"`{name}` must be None, a string or several, found {_kind(value)}")
        return value

    def _flag(self, name: str) -> bool:
        value = self.values[name]
        if not isinstance(value, bool):
            self._refuse(name, f"`{name}` must be True or False, found {_kind(value)}")
        return value


_CHECKS: dict[str, Callable[[_Reader, str], object]] = {
    "branch_labels": _Reader._labels,
    "depends_on": _Reader._strings,
    "transactional": _Reader._flag,
    "compatible": _Reader._flag,
    "requires_shared": _Reader._needed,
    "replay": _Reader._flag,
    "foreign_keys": _Reader._flag,
    "replaces": _Reader._replaced,
    "lock_timeout": _Reader._seconds,
    "statement_timeout": _Reader._seconds,
    "destructive": _Reader._reason,
    "backfill": _Reader._flag,
    "backfill_batch": _Reader._whole,
    "backfill_rate": _Reader._rate,
    "backfill_pause": _Reader._seconds,
    "backfill_when": _Reader._when,
    "requires_backfill": _Reader._strings,
}


def _kind(value: object) -> str:
    return "None" if value is None else f"`{value!r:.40}`"
