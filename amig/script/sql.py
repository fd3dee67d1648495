"""Revisions as SQL: `<id>_<slug>.up.sql` with a header in its first comments, and `.down.sql` beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amig.errors import BadScriptError
from amig.script.files import DOWN, UP
from amig.script.paths import shown
from amig.script.scan import NAMES, Header, Literal
from amig.script.source import is_file, read_bytes

_KEY = re.compile(r"(\w+)\s*:(?:\s+(.*))?\Z").fullmatch
_KEYS = {name: name for name in NAMES} | {"parents": "down_revision", "parent": "down_revision"}
_SEVERAL = ("down_revision", "branch_labels", "depends_on", "requires_shared", "replaces", "requires_backfill")
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_SWITCHES = ("transactional", "foreign_keys", "compatible", "replay")
_NOTHING = ("", "none", "base")


@dataclass(frozen=True, slots=True)
class SqlScript:
    """What a pair of files runs. It stands where a module stands for Python files."""

    up: str
    down: str | None
    missing: str

    async def upgrade(self, op: Any) -> None:
        """The statements of the `.up.sql` file, one by one."""
        await op.run_script(self.up)

    async def downgrade(self, op: Any) -> None:
        """The statements of the `.down.sql` file; without one there is no way back."""
        if self.down is None:
            await op.irreversible(f"there is no `{self.missing}`")
        else:
            await op.run_script(self.down)


def down_path(path: Path) -> Path:
    """Where the way back is."""
    return path.with_name(path.name.removesuffix(UP) + DOWN)


def sql_header(path: Path, data: bytes) -> Header:
    """The header, from the `-- key: value` lines at the top; other comments there are the docstring.

    Keys are those of Python files; `parents` is as good as `down_revision`. Several values are separated by commas.
    Raises BadScriptError.
    """
    values, lines, doc = dict[str, Literal](), dict[str, int](), list[str]()
    for number, line in enumerate(sql_text(path, data).splitlines(), 1):
        if (text := line.strip()) and not text.startswith("--"):
            break
        comment = text.removeprefix("--").strip()
        if found := _KEY(comment):
            name, said = found[1].lower(), (found[2] or "").strip()
            if name in _KEYS:
                values[_KEYS[name]] = _value(_KEYS[name], said)
                lines[_KEYS[name]] = number
                continue
            if near := _near(name):
                problem = f"has the key `{name}`, which is none: did you mean `{near}`?"
                raise BadScriptError(shown(path), problem, number)
        doc.append(comment)
    if "revision" in values:
        values.setdefault("down_revision", None)
    return Header(values, "\n".join(doc).strip(), lines)


def sql_script(path: Path, data: bytes) -> SqlScript:
    """What a pair of files runs; raises BadScriptError."""
    down = down_path(path)
    try:
        back = sql_text(down, read_bytes(down))
    except BadScriptError:
        if is_file(down):
            raise
        back = None
    return SqlScript(sql_text(path, data), back, down.name)


def sql_text(path: Path, data: bytes) -> str:
    """The text of a file; raises BadScriptError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadScriptError(shown(path), f"cannot be read as {error.encoding}: {error.reason}") from error


def _near(name: str) -> str | None:
    """The key that was meant; a comment may be like `note: ...`."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(_KEYS), 1, 0.85)), None)


def _value(name: str, said: str) -> Literal:
    if name in _SEVERAL:
        return None if said.lower() in _NOTHING else tuple(one.strip() for one in said.split(","))
    return _FLAGS.get(said.lower(), said) if name in _SWITCHES else said
