"""Golden SQL: what each call writes on each backend, in a file that is reviewed like code."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.sql.elements import ClauseElement

from amig.errors import AmigError
from amig.impl import impl_for, offline_dialect
from amig.ops import Verbs
from tests.differential.calls import Call, calls
from tests.samples import BEYOND, NEWEST

FOLDER = Path(__file__).parent / "golden"
DIALECTS = ("postgresql", "mysql", "mariadb", "sqlite", "mssql", "oracle")


def told(call: Call, dialect: str) -> str:
    """The call as a comment, and its statements or why there are none."""
    try:
        directive = vars(Verbs)[call.verb].directive(
            *[make() for make in call.args], **{key: make() for key, make in call.kwargs.items()}
        )
        statements = [
            one.text.replace("\t", "    ") + ";" for one in impl_for(offline_dialect(f"{dialect}://")).emit(directive)
        ]
    except AmigError as error:
        statements = [f"-- error: {error}", f"-- hint: {error.hint}"]
    lines = (line.rstrip() for statement in statements for line in statement.splitlines())
    return "\n".join([f"-- {call.verb}: {named(call)}", *lines, ""])


def beyond(verb: str, args: tuple[Any, ...], named: dict[str, Any], dialect: str) -> str:
    """The same for a call that Alembic has not."""
    said = [*("a select" if isinstance(one, ClauseElement) else repr(one) for one in args)]
    said += [f"{key}={value!r}" for key, value in named.items()]
    makes = tuple(partial(lambda value: value, one) for one in args)
    call = Call(
        verb, makes, {key: partial(lambda one: one, one) for key, one in named.items()}, f"{verb}({', '.join(said)})"
    )
    return told(call, dialect)


def named(call: Call) -> str:
    """The call's arguments in words, without addresses of objects."""
    shown = call.label.partition("(")[2].rstrip(")").replace("\n", " ")
    return " ".join(word for word in shown.split() if not word.startswith("0x"))


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SADeprecationWarning")
@pytest.mark.filterwarnings("ignore:op.alter_column on SQL Server")
@pytest.mark.filterwarnings("ignore:Oracle Database does not contain native UPDATE CASCADE")
@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_sql_is_the_golden_sql(dialect: str, request) -> None:
    """`--rewrite` writes it anew; the difference is then read."""
    if dialect in ("postgresql", "oracle") and not NEWEST:
        pytest.skip("the files hold what SQLAlchemy 2.1 says")
    path = FOLDER / f"{dialect}.sql"
    text = "\n".join(told(call, dialect) for call in calls())
    text += "\n" + "\n".join(beyond(verb, *one, dialect) for verb, many in BEYOND.items() for one in many)
    if request.config.option.rewrite:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    assert path.read_text() == text
