"""What a revision's fingerprint is made of: databases keep it, so that it stays the same for ever."""

from __future__ import annotations

import ast
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import amig
from amig.script.fingerprint import fingerprint
from amig.script.source import compiled

REVISION = '''"""add a name"""
from __future__ import annotations
import sqlalchemy as sa
from amig import Operations

revision: str = "aaaa1"
down_revision = None


async def upgrade(op: Operations) -> None:
    """Says nothing."""
    await op.add_column("t", sa.Column("name", sa.String(50), nullable=False, server_default="x"))


def helper(): "said alone"
'''
EVERYTHING = '''
"""doc"""
a = b = c, *d = 1, *[2.5, 3j, -4, not True, None, ..., b"x", "é\\ud800"]
x: int
y: "str" = f"{a!r:>{b}} {c}" if a < b <= c or a is not b and c not in d else lambda p, /, q=1, *r, s, t=2, **u: (yield)
z = {**a, 1: 2, "k": {n: m for n in a if n if m for m in n}, "s": {1, 2}, "g": (n async for n in a), "e": {}}
a[1:2, ::3, ...] += b @ c // ~d ** 2
del a.b, c[0]
assert a, "b"
global g, h
import os.path as p, sys
from . import (q as r, s)
from ..t import *
class K(A, metaclass=M):
    """doc"""
    "no doc"
    x = 1
@decorated(1)
async def f(*, a: int = None, **k) -> None:
    "doc"
    async with a as b, c: await d
    async for i in b: break
    else: continue
    def inner(): nonlocal a; return
def g():
    """only doc"""
match v:
    case {"k": 1, **rest} | [1, *_, None] if a: pass
    case Point(x=0, y=1) as p: raise E from None
    case -1 | a.b: pass
    case _: print((w := 1))
try: pass
except* (A, B) as e: raise
else: pass
finally: pass
while True: 'no doc'
'''


def reference(node: Any) -> str:
    """What algorithm 1 says of a node, as plainly as that can be written."""
    if isinstance(node, list):
        return f"[{', '.join(map(reference, node))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    told = []
    for name in node._fields:
        value = getattr(node, name, None)
        if name == "body" and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            value = value[1:] if ast.get_docstring(node, clean=False) is not None else value
        if name != "kind" and value is not None and value != []:
            told.append(f"({name!r}, {reference(value)})")
    return f"({type(node).__name__!r}, [{', '.join(told)}])"


def referred(text: str) -> str:
    tree = ast.parse(text)
    body = tree.body[1:] if ast.get_docstring(tree, clean=False) is not None else tree.body
    return f"1:{sha256(reference(body).encode(errors='surrogatepass')).hexdigest()}"


def printed(text: str, file: str = "f.py") -> str:
    return fingerprint(compiled(Path(file), REVISION.encode())._replace(text=text))


def test_it_stays_what_it_was() -> None:
    """Written down when the algorithm was chosen; where its files were edited is asked of these."""
    assert printed(REVISION) == "1:1897c3d7ec673fd973ef838e06d586a0fae3eaaa1a4b9efaf3c5913125c8c0c6"


def test_where_it_stands_how_it_is_written_and_docstrings_are_none_of_it() -> None:
    moved = REVISION.replace('"aaaa1"', '"bbbb2"').replace("add a name", "other").replace("Says nothing.", "Nor this.")
    assert printed(moved + "\n# more\n") == printed(REVISION)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"x"', "None"),
        ('"name"', '"nam"'),
        ("50", "50.0"),
        ("50", "True"),
        ('"said alone"', "1"),
        ("sa.String", "String"),
    ],
)
def test_what_it_does_is(old: str, new: str) -> None:
    assert printed(REVISION.replace(old, new)) != printed(REVISION)


def test_every_kind_of_node_is_told_as_algorithm_1_has_it() -> None:
    said = {type(node) for node in ast.walk(ast.parse(EVERYTHING))}
    assert {ast.MatchClass, ast.Dict, ast.Global, ast.TryStar, ast.JoinedStr, ast.AsyncFor} <= said
    assert printed(EVERYTHING) == referred(EVERYTHING)


@pytest.mark.parametrize("folder", ["script", "ops", "state"])
def test_real_files_are_told_as_algorithm_1_has_it(folder: str) -> None:
    files = sorted((Path(amig.__file__).parent / folder).glob("*.py"))
    assert len(files) > 10
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert printed(text) == referred(text), file.name
