"""`errors.md`: every error with its code, what it says, its cause and cure; and codes that never change."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path

import amig.errors
from amig.errors import AmigError
from tests.house.test_errors import ALL

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "errors.md"
CODES = Path(__file__).parent / "codes.txt"
INTRODUCTION = """# Errors

Made from the code, and held equal to it by a test. `amig docs CODE` prints what stands here about one of them,
`amig docs errors#CODE` where something else has that name.

In a program they are classes of `amig.errors`, a tree under `AmigError`: `str(error)` is the sentence, `error.hint` what to
do, `error.code` the code, which never changes, and `error.fields()` the values in the sentence. On the command line an error
is a line `error:` and a line `hint:`, and the exit code. Words in CAPITALS stand for what the message names.
"""
ONE_FIELD = re.compile(r"^\{\w+\}$")


@cache
def cases() -> dict[str, dict[str, set[str]]]:
    """The literal texts that amig's code gives to each error, by field: what may stand in its place."""
    found: dict[str, dict[str, set[str]]] = {kind.__name__: {} for kind in ALL}
    for path in sorted((ROOT / "amig").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and (name := getattr(node.func, "attr", getattr(node.func, "id", None))) in found
            ):
                names = [f.name for f in fields(getattr(amig.errors, name))] if node.args or node.keywords else []
                given = [*zip(names, node.args, strict=False), *((one.arg, one.value) for one in node.keywords)]
                for field, value in given:
                    if field and (text := shown(value)):
                        found[name].setdefault(field, set()).add(text)
    return found


def shown(node: ast.expr) -> str | None:
    """A literal or an f-string, with capitals for what is filled in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) and " " in node.value else None
    if not isinstance(node, ast.JoinedStr):
        return None
    parts = [
        str(one.value)
        if isinstance(one, ast.Constant)
        else ast.unparse(one.value).rpartition(".")[2].strip("()[]'").upper()
        for one in node.values
    ]
    text = "".join(parts)
    return text if re.fullmatch(r"[^(){}\[\]=]*", "".join(parts[1::2])) and " " in text.strip() else None


def sample(kind: type[AmigError]) -> AmigError:
    """An error whose fields say their own names."""
    values: dict[str, object] = {}
    for f in fields(kind) if is_dataclass(kind) else ():
        name = f.name.upper().strip("_")
        made = {"tuple[str, ...]": (name,), "float": 2.0, "int": 2, "int | None": 2, "bool": True}
        made |= {"tuple[tuple[str, str, int], ...]": (("add_column", "FILE", 3),)}
        optional = f.default is not MISSING and f.name != "instead"
        values[f.name] = f.default if optional else made.get(str(f.type), name)
    return kind(**values)


def said(kind: type[AmigError]) -> str:
    return str(sample(kind)).replace("\n    ", " ").strip()


def cures(kind: type[AmigError], given: dict[str, set[str]]) -> list[str]:
    """What to do, for each of the cases."""
    if kind.hint is AmigError.hint and ONE_FIELD.match(kind.advice):
        field = kind.advice.strip("{}")
        usual = [f.default for f in fields(kind) if f.name == field and isinstance(f.default, str)]
        return sorted({*usual, *given.get(field, ())}) or ["the message says it: it depends on the case"]
    hint = sample(kind).hint
    return [hint] if hint else []


def section(kind: type[AmigError], given: dict[str, set[str]]) -> str:
    parent = kind.__mro__[1] if kind.__mro__[1].__name__ != "Near" else kind.__mro__[2]
    above = f"a [`{parent.__name__}`](#{parent.code})" if parent is not AmigError else "an `AmigError`"
    cause = " ".join((inspect.getdoc(kind) or "").split())
    lines = [f"## {kind.code}", "", f"`{kind.__name__}`, {above}; exit code {kind.exit_code}.", ""]
    if not is_dataclass(kind) or not (text := said(kind)):
        return "\n".join([*lines, f"{cause} What is caught with it: {below(kind)}.", ""])
    lines += [f"> error: {text}", "", f"**Cause.** {cause}", ""]
    if problems := sorted(given.get("problem", ())):
        lines += ["What may stand for PROBLEM:", "", *(f"- {one}" for one in problems), ""]
    remedies = cures(kind, given)
    if len(remedies) > 1:
        return "\n".join([*lines, "**Cure**, as the case may be:", "", *(f"- {one}" for one in remedies), ""])
    return "\n".join([*lines, f"**Cure.** {remedies[0] if remedies else 'The sentence says what is to be done.'}", ""])


def below(kind: type[AmigError]) -> str:
    kinds = sorted((one for one in ALL if kind in one.__mro__[1:]), key=lambda one: one.code)
    return ", ".join(f"[{one.code}](#{one.code})" for one in kinds) or "what users' own code raises"


def page() -> str:
    given = cases()
    kinds = sorted(ALL, key=lambda kind: kind.code)
    return "\n".join([INTRODUCTION, *(section(kind, given[kind.__name__]) for kind in kinds)])


def test_the_page_says_what_the_code_does(request) -> None:
    """`--rewrite` writes it anew."""
    text = page()
    if request.config.option.rewrite:
        PAGE.write_text(text)
    assert PAGE.read_text() == text


def test_every_error_has_a_cause_and_a_cure() -> None:
    """A docstring of its own; and a hint, but for those whose sentence is one."""
    assert [kind.__name__ for kind in ALL if not (kind.__doc__ or "").strip()] == []
    told = [kind for kind in ALL if is_dataclass(kind) and said(kind)]
    assert [kind.code for kind in told if not cures(kind, cases()[kind.__name__])] == []


def codes() -> Iterator[str]:
    yield from sorted(f"{kind.code} {kind.__name__}" for kind in ALL)


def test_a_code_is_for_ever(request) -> None:
    """Programs compare them: none goes, none changes its class. `--rewrite` adds new ones, and takes none away."""
    kept = CODES.read_text().splitlines() if CODES.exists() else []
    if request.config.option.rewrite:
        CODES.write_text("\n".join(sorted({*kept, *codes()})) + "\n")
        kept = CODES.read_text().splitlines()
    assert [one for one in kept if one not in set(codes())] == []
    assert [one for one in codes() if one not in kept] == []
