"""Every operation, written and read back, is the same SQL on every backend; and a formatter has nothing to add."""

from __future__ import annotations

from typing import Any

import pytest

from amig import ops
from amig.autogen.render import RenderOptions, render
from amig.errors import AmigError
from amig.ops.base import Directive
from amig.ops.verb import Verb
from tests.autogen.render.back import DIALECTS, again, backend, emitted, formatted, recorded, scripted, source
from tests.differential.calls import calls
from tests.ops.cases import BATCHES, BEYOND, OPTIONS

CASES = {
    f"{name}, {way}": getattr(case, way)
    for name, case in {**OPTIONS, **BEYOND, **BATCHES}.items()
    for way in ("up", "down")
}
BLOCKING = RenderOptions(style="blocking")


def of_calls() -> list[Directive[Any]]:
    """The calls that both tools are compared with."""
    made = []
    for call in calls():
        verb: Verb[Any, Any] = vars(ops.Verbs)[call.verb]
        made.append(verb.directive(*[m() for m in call.args], **{key: m() for key, m in call.kwargs.items()}))
    return made


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_call_comes_back(dialect: str) -> None:
    """Each verb with each of its options, in both kinds of script."""
    directives = of_calls()
    expected = emitted(directives, dialect)
    assert len(expected) > 500
    assert emitted(again(directives, dialect), dialect) == expected
    assert emitted(again(directives, dialect, BLOCKING), dialect) == expected


@pytest.mark.parametrize("name", CASES)
def test_every_case_comes_back(name: str) -> None:
    """What is done for real to servers elsewhere."""
    for dialect in DIALECTS:
        directives = recorded(scripted(CASES[name]), dialect)
        assert emitted(again(directives, dialect), dialect) == emitted(directives, dialect)
        assert emitted(again(directives, dialect, BLOCKING), dialect) == emitted(directives, dialect)


@pytest.mark.parametrize("style", ["async", "blocking"])
def test_the_formatter_changes_nothing(style: Any) -> None:
    """Long and short, nested and flat: `ruff format` leaves every line as it is."""
    directives = of_calls()
    for body in CASES.values():
        directives += recorded(scripted(body), "postgresql")
    for width in (120,):
        text = source(render(directives, backend("postgresql"), RenderOptions(style=style, width=width)), style)
        assert formatted(text) == text


def test_what_is_reversed_comes_back_too() -> None:
    """A downgrade is written as an upgrade is."""
    back = []
    for directive in of_calls():
        try:
            back.append(directive.reverse())
        except AmigError:
            continue
    assert len(back) > 200
    for dialect in DIALECTS:
        assert emitted(again(back, dialect), dialect) == emitted(back, dialect)
