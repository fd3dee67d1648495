"""A revision's header, read from the source text: nothing is imported."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amig.errors import BadRevisionIdError, BadScriptError, MissingHeaderError
from amig.script.revision import Revision, shown

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable

ID_LENGTH = 32
"""Characters that the version column holds."""

RESERVED = frozenset({"head", "heads", "base", "current"})
NAMES = ("revision", "down_revision", "branch_labels", "depends_on", "transactional")

_ID = re.compile(r"[\w.]+\Z")
_LITERAL = r"""(?P<value>None|True|False|"[^"\\\n]*"|'[^'\\\n]*')"""
_LINE = re.compile(rf"^(?P<name>{'|'.join(NAMES)})[ ]*(?::[^=\n]*)?=[ ]*{_LITERAL}[ ]*$", re.MULTILINE)
_DOC = re.compile(r'\A"""(?P<doc>[^"\\]*)"""\n')
_ANY_NAME = re.compile(rf"\b(?:{'|'.join(NAMES)})\b")
_PLAIN_LINE = re.compile(r"(?:from [\w.]+ import [\w., ]+|import [\w., ]+|#[^\n]*|)\Z")


def read_header(path: Path) -> Revision:
    """Read one file's header.

    Raises BadScriptError, MissingHeaderError and BadRevisionIdError, each naming the file.
    """
    text = read_source(path)
    return revision_of(path, _scan(text) or _parse(text, path))


def read_source(path: Path) -> str:
    """A file's text, decoded as Python would; raises BadScriptError."""
    try:
        raw = path.read_bytes()
        if raw.isascii() and b"coding" not in raw[:200]:
            return raw.decode("ascii").replace("\r\n", "\n")
        from importlib.util import decode_source

        return decode_source(raw)
    except (OSError, UnicodeDecodeError, SyntaxError, LookupError) as error:
        raise BadScriptError(shown(path), f"cannot be read: {error}") from error


def _scan(text: str) -> dict[str, Any] | None:
    """The header of a file in the usual form, read by lines; None where anything is unusual.

    Usual is: a docstring without quotes or backslashes in it, then plain imports, comments and one-line literals, up to
    the first `def`. Each of the names may occur only in those lines, so that no other reading is possible.
    """
    if (doc := _DOC.match(text)) is None or (end := _first_function(text)) < 0:
        return None
    head = text[doc.end() : end]
    values: dict[str, Any] = {"doc": doc["doc"]}
    for line in head.split("\n"):
        if found := _LINE.match(line):
            values[found["name"]] = _literal(found["value"])
        elif not _PLAIN_LINE.match(line):
            return None
    assigned_again = re.search(rf"^\s*(?:global\b.*|(?:{'|'.join(NAMES)})\s*[:=])", text[end:], re.MULTILINE)
    return None if assigned_again or "revision" not in values else values


def _first_function(text: str) -> int:
    found = re.search(r"^(?:async def|def) ", text, re.MULTILINE)
    return found.start() if found else -1


def _literal(written: str) -> Any:
    return {"None": None, "True": True, "False": False}[written] if written[0] not in "\"'" else written[1:-1]


def _parse(text: str, path: Path) -> dict[str, Any]:
    """The header as Python's own parser reads it."""
    import ast

    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError) as error:
        raise syntax_error(path, error) from error
    values: dict[str, Any] = {"doc": ast.get_docstring(module, clean=False) or ""}
    for node in module.body:
        for name, value in _assignments(node):
            values[name] = _value(name, value, path)
    return values


def syntax_error(path: Path, error: SyntaxError | ValueError) -> BadScriptError:
    """What is told of a file that does not parse."""
    line = getattr(error, "lineno", None)
    return BadScriptError(shown(path), f"does not parse: {getattr(error, 'msg', error)}", line)


def _assignments(node: ast.stmt) -> list[tuple[str, ast.expr]]:
    import ast

    targets: list[ast.expr] = []
    value: ast.expr | None = None
    if isinstance(node, ast.Assign):
        targets, value = node.targets, node.value
    elif isinstance(node, ast.AnnAssign):
        targets, value = [node.target], node.value
    named = [target.id for target in targets if isinstance(target, ast.Name) and target.id in NAMES]
    return [(name, value) for name in named if value is not None]


def _value(name: str, node: ast.expr, path: Path) -> Any:
    import ast

    try:
        return ast.literal_eval(node)
    except ValueError:
        raise BadScriptError(shown(path), f"computes `{name}`; write a literal there", node.lineno) from None


def revision_of(path: Path, values: dict[str, Any]) -> Revision:
    """The revision of header values; raises what is wrong with them."""
    for name in ("revision", "down_revision"):
        if name not in values:
            raise MissingHeaderError(shown(path), name)
    if values.get("depends_on"):
        raise BadScriptError(shown(path), "has a `depends_on`, which this version does not follow yet")
    return Revision(
        id=_checked("revision", values["revision"], path, _is_str),
        parents=_ids("down_revision", values["down_revision"], path),
        path=path,
        doc=values["doc"].strip(),
        branch_labels=_ids("branch_labels", values.get("branch_labels"), path),
        transactional=_checked("transactional", values.get("transactional", True), path, _is_bool),
    )


def check_id(revision: str) -> str:
    """The id itself; raises BadRevisionIdError."""
    if len(revision) > ID_LENGTH:
        raise BadRevisionIdError(revision, f"is {len(revision)} characters long; the version table holds {ID_LENGTH}")
    if not _ID.match(revision):
        raise BadRevisionIdError(revision, "holds characters that mean something else in a target")
    if revision in RESERVED:
        raise BadRevisionIdError(revision, "is a word that targets use")
    return revision


def _is_str(value: Any) -> bool:
    return isinstance(value, str)


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


def _checked(name: str, value: Any, path: Path, fits: Callable[[Any], bool]) -> Any:
    if not fits(value):
        raise BadScriptError(shown(path), f"has a `{name}` that is {value!r}")
    if name != "revision":
        return value
    try:
        return check_id(value)
    except BadRevisionIdError as error:
        raise BadRevisionIdError(error.revision, f"of `{shown(path)}` {error.problem}") from None


def _ids(name: str, value: Any, path: Path) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple | list | set) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise BadScriptError(shown(path), f"has a `{name}` that is {value!r}")
