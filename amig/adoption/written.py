"""The SQL that two tools write for the same revisions, compared statement by statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

from amig.ops.split import split

_COMMENT = re.compile(r"^\s*--[^\n]*$", re.MULTILINE)
_ENDS = ("BEGIN", "COMMIT", "START TRANSACTION", "BEGIN IMMEDIATE")
_SHOWN = 40


def statements(sql: str, dialect: str, version_table: str) -> list[str]:
    """The statements in one form, without transactions and what is done to the version table."""
    parts = [" ".join(part.text.split()) for part in split(_COMMENT.sub("", sql), dialect)]
    parts = [part.replace("( ", "(").replace(" )", ")").rstrip(";").strip() for part in parts]
    return [part for part in parts if part and part.upper() not in _ENDS and version_table not in part]


def unlike(one: list[str], other: list[str], names: tuple[str, str]) -> Iterator[str]:
    """The lines of a comparison of two lists of statements."""
    lines = list(unified_diff(one, other, names[0], names[1], n=0, lineterm=""))[2:]
    yield from (f"--sql: {line}" for line in lines[:_SHOWN] if not line.startswith("@@"))
