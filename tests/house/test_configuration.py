"""The page of the configuration has a row for every key, and no other."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from amig.config import Config

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "configuration.md"


def test_every_key_has_a_row() -> None:
    """`file` and `name` say where values came from, and are no keys."""
    rows = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(), re.MULTILINE)
    assert sorted(rows) == sorted({f.name for f in fields(Config)} - {"file", "name"})
