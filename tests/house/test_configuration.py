"""The page of the configuration has a row for every key, and no other."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

from amig.config import Config

TOLD_OTHERWISE = {"version_locations", "version_table_schema", "timezone", "autogenerate_plugins", "databases", "fleet"}
"""Keys whose default the page says in words."""

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "configuration.md"


def test_every_key_has_a_row() -> None:
    """`file` and `name` say where values came from, and are no keys."""
    rows = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(), re.MULTILINE)
    assert sorted(rows) == sorted({f.name for f in fields(Config)} - {"file", "name"})


def test_every_default_is_the_one_of_the_code() -> None:
    """In a row's third column; a dash where there is none."""
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|", PAGE.read_text(), re.MULTILINE))
    for f in fields(Config):
        if f.name in rows and f.name not in TOLD_OTHERWISE:
            default = list(f.default) if isinstance(f.default, tuple) else f.default
            wanted = "-" if default in (None, []) else f"`{json.dumps(default)}`"
            assert rows[f.name].replace(".0`", "`") == wanted.replace(".0`", "`"), f.name
