"""The page of the guarantees: each sentence names a test, and each of these tests is one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "guarantees.md"
_NAMED = re.compile(r"\[(tests/[\w/]+\.py)::(\w+)\]$")


def sentences() -> list[str]:
    """The items of the page's lists, each on one line."""
    items = re.split(r"^- ", PAGE.read_text(), flags=re.MULTILINE)[1:]
    return [" ".join(re.split(r"\n\n|\n#", item)[0].split()) for item in items]


def collected(file: str) -> set[str]:
    """The tests that pytest finds in a file."""
    path = ROOT / file
    if not path.name.startswith("test_") or not path.is_file():
        return set()
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return {node.name for node in ast.parse(path.read_text()).body if isinstance(node, kinds)}


def test_each_sentence_names_its_test() -> None:
    """At its end; a sentence without one is a claim."""
    assert [said for said in sentences() if not _NAMED.search(said)] == []
    assert len(sentences()) > 30


def test_each_named_test_is_there() -> None:
    """In a file that is collected, under that name."""
    named = [found.groups() for said in sentences() if (found := _NAMED.search(said))]
    assert [f"{file}::{name}" for file, name in named if name not in collected(file)] == []
    assert all(name.startswith("test_") for _, name in named)
