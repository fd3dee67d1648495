"""The page for contributors names files to copy and places to write: each of them is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_PATH = re.compile(r"`((?:amig|tests|docs|news|tools)/[\w/.-]*|[\w-]+\.(?:md|toml))`")
_NAMED_IN = re.compile(r"`(\w+)`[^|;]*? in `([\w/]+\.py)`")


def test_each_path_that_is_named_is_there() -> None:
    """A file to copy that was moved would send people astray."""
    named = set(_PATH.findall(PAGE))
    assert len(named) > 30
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_each_table_that_is_named_stands_in_its_file() -> None:
    """`COMMANDS` in `amig/commands/__init__.py`: where a new thing is written down."""
    named = _NAMED_IN.findall(PAGE)
    assert len(named) > 5
    assert [(name, path) for name, path in named if name not in (ROOT / path).read_text(encoding="utf-8")] == []


def test_it_is_one_page() -> None:
    """Of a size that is read."""
    assert PAGE.count("\n") < 80
