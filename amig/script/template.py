"""New revision files, written from a Mako template."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from amig.errors import BadRevisionIdError, BadScriptError
from amig.script.paths import shown
from amig.script.revision import flaw

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
    return uuid.uuid4().hex[-12:]


def checked_id(revision: str) -> str:
    """The id itself; raises BadRevisionIdError."""
    if problem := flaw(revision):
        raise BadRevisionIdError(revision, problem)
    return revision


def slug(message: str) -> str:
    """The message as a part of a file name: lower case, at most 40 characters, cut between words."""
    words = "_".join(re.findall(r"\w+", message.lower()))
    if len(words) <= SLUG_LENGTH:
        return words
    return words[:SLUG_LENGTH].rpartition("_")[0] or words[:SLUG_LENGTH]


def write_revision(location: Path, header: Header) -> Path:
    """Write the file of a revision and give back its path; raises BadScriptError."""
    name = "_".join(part for part in (header.revision, slug(header.message)) if part)
    path = location / "versions" / f"{name}.py"
    text = rendered(location, header)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise BadScriptError(shown(path), f"cannot be written: {error.strerror}") from error
    return path


def rendered(location: Path, header: Header) -> str:
    """The text of a new file, from the folder's own template where there is one."""
    from mako.exceptions import text_error_template
    from mako.template import Template

    own = location / "script.py.mako"
    path = own if own.is_file() else BUILT_IN
    try:
        template = Template(filename=str(path), output_encoding=None, strict_undefined=True)  # noqa: S702 - Python text
        text = str(template.render_unicode(**_variables(header)))
    except Exception as error:
        last = text_error_template().render_unicode().strip().splitlines()[-1]
        raise BadScriptError(shown(path), f"cannot be rendered: {last}", getattr(error, "lineno", None)) from error
    return text


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
    text = message.strip().replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'{text[:-1]}\\"' if text.endswith('"') else text


def literal(value: str | tuple[str, ...] | None) -> str:
    """A header value as the formatter would write it."""
    if isinstance(value, tuple):
        inner = ", ".join(f'"{one}"' for one in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return f'"{value}"' if value is not None else "None"
