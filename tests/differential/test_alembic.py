"""The same call gives the same SQL as Alembic, or a difference that is written down with its reason."""

from __future__ import annotations

import inspect
import re
import warnings
from collections import Counter
from io import StringIO
from typing import Any

import pytest
from alembic.operations import Operations as AlembicOperations
from alembic.runtime.migration import MigrationContext as AlembicContext

from amig.errors import AmigError
from amig.impl import impl_for, offline_dialect
from amig.ops import Verbs
from tests.differential.calls import Call, calls
from tests.differential.differences import DELIBERATE
from tests.differential.generate import generated, keywords, shared_verbs

DIALECTS = ("postgresql", "mysql", "mariadb", "sqlite", "mssql", "oracle")
CALLS = {call.label: call for call in (*calls(), *generated())}
REFUSED, ENOUGH = "refused", 400
RENAMED = {"kw"}


def folded(sql: str) -> str:
    return " ".join(re.sub(r"([(),])", r" \1 ", sql).split())


def by_alembic(call: Call, dialect: str) -> list[str] | str:
    """The statements that Alembic writes offline, or that it refuses."""
    output = StringIO()
    opts = {"as_sql": True, "output_buffer": output, "literal_binds": True}
    context = AlembicContext.configure(dialect_name=dialect, dialect_opts={"paramstyle": "named"}, opts=opts)
    if dialect == "mssql":
        context.dialect.default_schema_name = "dbo"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            getattr(AlembicOperations(context), call.verb)(*_made(call), **_named(call))
        except Exception:  # noqa: BLE001 - whatever it is, it refuses
            return REFUSED
    written = re.split(r";?\n\n(?:GO|/)?", output.getvalue())
    return [folded(one) for one in written if one.strip()]


def by_amig(call: Call, dialect: str) -> list[str] | str:
    """The statements that amig writes, or that it refuses."""
    verb: Any = vars(Verbs)[call.verb]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _by_amig(call, dialect, verb)


def _by_amig(call: Call, dialect: str, verb: Any) -> list[str] | str:
    try:
        directive = verb.directive(*_made(call), **_named(call))
        return [folded(statement.text) for statement in impl_for(offline_dialect(f"{dialect}://")).emit(directive)]
    except AmigError:
        return REFUSED


def _made(call: Call) -> list[Any]:
    return [make() for make in call.args]


def _named(call: Call) -> dict[str, Any]:
    return {key: make() for key, make in call.kwargs.items()}


def deliberate(call: Call, dialect: str) -> str | None:
    return next((why for fits, why in DELIBERATE if fits(call, dialect)), None)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("label", CALLS)
def test_the_same_call_gives_the_same_sql(label: str, dialect: str) -> None:
    """Statement by statement, whitespace aside; a deliberate difference must really be one."""
    call = CALLS[label]
    theirs, ours = by_alembic(call, dialect), by_amig(call, dialect)
    if deliberate(call, dialect):
        assert ours != theirs or ours == REFUSED, "no difference any more: take it off the list"
    else:
        assert ours == theirs


def test_there_are_enough_calls() -> None:
    """Every operation that both tools have is tried by the generator alone, and not once."""
    made = list(generated())
    assert {call.verb for call in made} == set(shared_verbs())
    assert len({call.label for call in made}) > ENOUGH


@pytest.mark.parametrize("dialect", DIALECTS)
def test_most_calls_say_the_same(dialect: str, record_property) -> None:
    """Counted and printed: what is equal word by word, what both refuse, and what differs on purpose."""
    counts: Counter[str] = Counter()
    for call in CALLS.values():
        theirs, ours = by_alembic(call, dialect), by_amig(call, dialect)
        same = "refused by both" if theirs == ours == REFUSED else "equal" if theirs == ours else "different"
        counts["deliberately different" if deliberate(call, dialect) else same] += 1
    told = ", ".join(f"{count} {what}" for what, count in counts.most_common())
    record_property("figure", f"{dialect}: {len(CALLS)} calls, {told}")
    assert counts["equal"] > ENOUGH
    assert counts["different"] == 0


@pytest.mark.parametrize("verb", shared_verbs())
def test_no_keyword_of_alembics_call_is_missing(verb: str) -> None:
    """A difference by omission is a failure: what Alembic names, amig names, in the same order where it has one."""
    theirs = inspect.signature(getattr(AlembicOperations, verb)).parameters.values()
    wanted = [one.name for one in theirs if one.name != "self" and one.kind is not one.VAR_KEYWORD]
    directive = shared_verbs()[verb]
    mine = [name for name, one in inspect.signature(directive).parameters.items() if one.kind is not one.KEYWORD_ONLY]
    assert set(wanted) <= {*mine, *keywords(directive)} | RENAMED
    positional = [one.name for one in theirs if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
    assert [name for name in positional if name != "self"] == mine[: len(positional) - 1]


@pytest.mark.full
@pytest.mark.parametrize("dialect", DIALECTS)
def test_thousands_of_combinations(dialect: str, seed: int) -> None:
    """The same, for a seed of its own and many more combinations."""
    for call in generated(seed, combinations=400):
        theirs, ours = by_alembic(call, dialect), by_amig(call, dialect)
        assert ours == theirs or deliberate(call, dialect), (call.label, theirs, ours)
