"""A size that hurts is a design that hurts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[2] / "amig"


def modules() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield path.relative_to(ROOT), path.read_text(encoding="utf-8")


def functions() -> Iterator[tuple[str, int]]:
    """Every function with its length in lines, its docstring left out."""
    for path, text in modules():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                doc = ast.get_docstring(node, clean=False)
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{path}:{node.lineno} {node.name}", lines - (doc.count("\n") + 1 if doc else 0)


def test_no_file_is_over_400_lines_and_the_median_is_at_most_100() -> None:
    """Files are split by subject before they grow."""
    sizes = {str(path): text.count("\n") for path, text in modules()}
    assert {path: size for path, size in sizes.items() if size > 400} == {}
    assert median(sizes.values()) <= 100


def test_functions_are_short() -> None:
    """The median function has at most 7 lines, nine in ten are under 25, none is over 60."""
    sizes = dict(functions())
    assert {name: size for name, size in sizes.items() if size > 60} == {}
    assert median(sizes.values()) <= 7
    assert quantiles(sizes.values(), n=10)[-1] < 25
