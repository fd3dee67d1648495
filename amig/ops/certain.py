"""Operations that will be reached for certain, as far as a revision's source tells: those that drop something."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from amig.syntax import parse

_DROPS = {"drop_table": "table", "drop_column": "column", "drop_enum": "enum type"}


def certain_drops(source: str, function: str) -> list[tuple[str, str]]:
    """(what is dropped, the call) for the drops that a function comes to whatever the database holds."""
    named = [n for n in parse(source).body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    body = next((node.body for node in named if node.name == function), [])
    return [(_dropped(call), ast.unparse(call)) for call in _calls(body) if _attribute(call) in _DROPS]


def _calls(body: list[ast.stmt]) -> Iterator[ast.Call]:
    """The calls that stand by themselves, one after the other, also directly in a batch."""
    for node in body:
        if isinstance(node, ast.Expr):
            value = node.value.value if isinstance(node.value, ast.Await) else node.value
            if isinstance(value, ast.Call):
                yield value
        elif isinstance(node, ast.With | ast.AsyncWith) and "batch_alter_table" in ast.unparse(node.items[0]):
            yield from _calls(node.body)
        if any(isinstance(inner, ast.Return | ast.Raise) for inner in ast.walk(node)):
            return


def _attribute(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) else ""


def _dropped(call: ast.Call) -> str:
    names = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    kind = _DROPS[_attribute(call)]
    return f"{kind} `{names[-1]}`" if names else f"a {kind}"
