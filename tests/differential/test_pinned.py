"""Each deliberate difference, pinned: both texts and the reason, in a file per dialect that is reviewed like code."""

from __future__ import annotations

from pathlib import Path

import pytest

from amig.errors import AmigError
from amig.impl import impl_for, offline_dialect
from amig.ops import Verbs
from tests.differential.calls import Call
from tests.differential.differences import DELIBERATE
from tests.differential.test_alembic import CALLS, DIALECTS, REFUSED, _made, _named, by_alembic, by_amig, deliberate

FOLDER = Path(__file__).parent / "pinned"


def pinned(dialect: str) -> str:
    """Reason by reason: the call, what Alembic writes, what amig writes."""
    parts: list[str] = []
    for _, why in DELIBERATE:
        calls = [call for call in CALLS.values() if deliberate(call, dialect) == why]
        parts += [f"-- {why}: {len(calls)}", ""] if calls else []
        for call in calls:
            parts += [f"-- {call.label}", *shown("Alembic", by_alembic(call, dialect))]
            ours = by_amig(call, dialect)
            parts += [*shown("amig", ours), *(refusal(call, dialect) if ours == REFUSED else ()), ""]
    return "\n".join(parts)


def shown(tool: str, texts: list[str] | str) -> list[str]:
    said = [texts] if isinstance(texts, str) else [f"{text};" for text in texts] or ["nothing"]
    return [f"-- {tool}:", *(f"   {text}" for text in said)]


def refusal(call: Call, dialect: str) -> list[str]:
    """The words of an error, and what to do instead."""
    try:
        directive = vars(Verbs)[call.verb].directive(*_made(call), **_named(call))
        list(impl_for(offline_dialect(f"{dialect}://")).emit(directive))
    except AmigError as error:
        return [f"   {error}", f"   {error.hint}"]
    raise AssertionError(call.label)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_deliberate_difference_is_pinned(dialect: str, request) -> None:
    """Neither text changes unseen; `--rewrite` writes them anew, and the difference is then read."""
    path, text = FOLDER / f"{dialect}.sql", pinned(dialect)
    if request.config.option.rewrite:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    assert path.read_text() == text


def test_every_reason_is_needed() -> None:
    """A rule that fits no call any more is taken off the list."""
    used = {deliberate(call, dialect) for call in CALLS.values() for dialect in DIALECTS}
    assert used - {None} == {why for _, why in DELIBERATE}
