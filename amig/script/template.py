"""New revision files, written from a Mako template."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from amig.errors import BadRevisionIdError, BadScriptError, ScriptError, UnwritableError
from amig.script.header import make_revision
from amig.script.paths import shown
from amig.script.revision import Revision, flaw
from amig.script.source import compiled

BUILT_IN = Path(__file__).parent / "templates" / "script.py.mako"
SLUG_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Header:
    """What a new file says of itself."""

    revision: str
    parents: tuple[str, ...]
    message: str


def new_id() -> str:
    """Twelve hex digits at random."""
    return os.urandom(6).hex()


def checked_id(revision: str) -> str:
    """The id itself; raises BadRevisionIdError."""
    if problem := flaw(revision) or ("begins like a file that is left alone" if revision[0] in "._" else None):
        raise BadRevisionIdError(revision, problem)
    return revision


def slug(message: str) -> str:
    """The message as a part of a file name: lower case, at most 40 characters, cut between words."""
    words = "_".join(re.findall(r"\w+", message.lower()))
    if len(words) <= SLUG_LENGTH:
        return words
    return words[:SLUG_LENGTH].rpartition("_")[0] or words[:SLUG_LENGTH]


def write_revision(location: Path, header: Header) -> Revision:
    """Write the file of a revision, which is whole and right or not there; raises BadScriptError, UnwritableError."""
    template = _template(location)
    name = "_".join(part for part in (header.revision, slug(header.message)) if part)
    path = location / "versions" / f"{name}.py"
    data = rendered(template, header).encode()
    revision = _proved(template, header, path, data)
    try:
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        raise UnwritableError(shown(path), error.strerror or str(error)) from error
    return revision


def _template(location: Path) -> Path:
    own = location / "script.py.mako"
    return own if own.is_file() else BUILT_IN


def rendered(template: Path, header: Header) -> str:
    """The text of a new file; raises BadScriptError, naming the template."""
    from mako.template import Template

    try:
        made = Template(filename=str(template), output_encoding=None, strict_undefined=True)  # noqa: S702 - Python text
        return str(made.render_unicode(**_variables(header))).rstrip() + "\n"
    except Exception as error:
        problem = f"cannot be rendered: {type(error).__name__}: {error}"
        raise BadScriptError(shown(template), problem, _line_in(template, error)) from error


def _line_in(template: Path, error: Exception) -> int | None:
    """The line of the template where rendering went wrong: Mako knows, but not for a name that is not defined."""
    from mako.exceptions import RichTraceback

    if (line := getattr(error, "lineno", None)) or (line := RichTraceback(error=error).records[-1][5]):
        return int(line)
    name = re.search(r"'(\w+)' is not defined", str(error))
    lines = template.read_text(encoding="utf-8", errors="replace").splitlines() if name else ()
    return next((number for number, text in enumerate(lines, 1) if name and name[1] in text), None)


def _proved(template: Path, header: Header, path: Path, data: bytes) -> Revision:
    """What the new file says of itself, read as every file is; a template may be the user's own."""
    try:
        compiled(path, data)
        revision = make_revision(path, data)
    except ScriptError as error:
        raise BadScriptError(shown(template), f"makes a file that is wrong: {error}") from error
    if (revision.id, revision.parents) != (header.revision, header.parents):
        raise BadScriptError(shown(template), "writes another `revision` or `down_revision` than it is given")
    return revision


def _variables(header: Header) -> dict[str, Any]:
    down = header.parents[0] if len(header.parents) == 1 else header.parents or None
    return {
        "up_revision": header.revision,
        "down_revision": down,
        "branch_labels": None,
        "depends_on": None,
        "create_date": datetime.now(UTC).replace(microsecond=0),
        "message": docstring_text(header.message) or "empty message",
        "comma": lambda ids: ", ".join(ids) if isinstance(ids, tuple) else ids or "",
        "literal": literal,
        "imports": "",
        "upgrades": "",
        "downgrades": "",
    }


def docstring_text(message: str) -> str:
    """A message that can stand between triple quotes and is read back as it was."""
    text = "".join(map(_spelled, message.strip()))
    ends = '"""' in text or text.endswith('"')
    return text.replace('"', '\\"') if ends else text


def _spelled(letter: str) -> str:
    """A letter as a docstring can hold it: control characters are escaped, half surrogates are no letters."""
    plain = letter == "\n" or (letter.isprintable() and letter != "\\")
    if "\ud800" <= letter <= "\udfff":  # Python 3.13 compiles no docstring with one
        return "\ufffd"
    return letter if plain else letter.encode("unicode_escape").decode("ascii")


def literal(value: str | tuple[str, ...] | None) -> str:
    """A header value as the formatter would write it."""
    if isinstance(value, tuple):
        inner = ", ".join(f'"{one}"' for one in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return f'"{value}"' if value is not None else "None"
