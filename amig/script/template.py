"""The text of new revision files, from Mako templates: those of the migrations folder, or amig's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from amig.errors import BadScriptError
from amig.script.new import NewRevision
from amig.script.paths import shown
from amig.script.spelling import comment_text, deeper, docstring_text, literal

BUILT_IN = Path(__file__).parent / "templates"
TEMPLATES = {
    "py": {".py": "script.py.mako"},
    "sql": {".up.sql": "script.up.sql.mako", ".down.sql": "script.down.sql.mako"},
}
"""Format -> the endings of its files, and the template of each."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A new revision with what it follows and depends on, by ids and labels, and when it was made."""

    new: NewRevision
    parents: tuple[str, ...]
    depends_on: tuple[str, ...]
    created: datetime


def template_path(location: Path, name: str) -> Path:
    """The migrations folder's own template, else the built-in one."""
    own = location / name
    return own if own.is_file() else BUILT_IN / name


def rendered(template: Path, attached: Attached, variables: Mapping[str, Any]) -> str:
    """The text of a new file; raises BadScriptError, naming the template."""
    from mako.template import Template

    try:
        made = Template(filename=str(template), output_encoding=None, strict_undefined=True)  # noqa: S702 - no HTML
        return str(made.render_unicode(**variables, **_variables(attached))).rstrip() + "\n"
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


def _variables(attached: Attached) -> dict[str, Any]:
    """The names that templates know, Alembic's among them, as it gives them."""
    new = attached.new
    written = comment_text if new.format == "sql" else docstring_text
    return {
        **new.template_args,
        "up_revision": new.id,
        "down_revision": _scalar(attached.parents),
        "branch_labels": new.branch_labels or None,
        "depends_on": _scalar(attached.depends_on),
        "create_date": attached.created,
        "message": written(new.message) or "empty message",
        "comma": lambda names: ", ".join(names) if isinstance(names, tuple) else names or "",
        "literal": literal,
        "imports": new.imports,
        "upgrades": new.upgrades,
        "downgrades": new.downgrades,
        "deeper": deeper,
        **_face(new),
    }


def _face(new: NewRevision) -> dict[str, str]:
    """What `upgrade` is called with: amig's own operations of either style, or a class of the project's."""
    usual = "amig.ops:BlockingOperations" if new.style == "blocking" else "amig.ops:Operations"
    module, _, name = (new.operations or usual).partition(":")
    return {"style": new.style, "operations": name, "operations_import": f"from {module} import {name}"}


def _scalar(names: tuple[str, ...]) -> str | tuple[str, ...] | None:
    return names if len(names) > 1 else names[0] if names else None
