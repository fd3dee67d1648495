"""What MySQL and MariaDB have beside their tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from amig.look.shapes import FunctionShape, Snapshot, TriggerShape, ViewShape
from amig.look.survey.entities.mysql_routine import Routine
from amig.look.words import words_for
from amig.ops.statement import Statement

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel

_VIEWS = "SELECT table_schema, table_name, view_definition FROM information_schema.views WHERE table_schema IN ({})"
_ROUTINES = (
    "SELECT routine_schema, routine_name, routine_type, dtd_identifier, routine_definition, is_deterministic,"
    " sql_data_access, security_type, routine_comment FROM information_schema.routines WHERE routine_schema IN ({})"
)
_PARAMETERS = (
    "SELECT specific_schema, specific_name, routine_type, parameter_mode, parameter_name, dtd_identifier"
    " FROM information_schema.parameters WHERE specific_schema IN ({}) AND ordinal_position > 0"
    " ORDER BY specific_schema, specific_name, ordinal_position"
)
_TRIGGERS = (
    "SELECT event_object_schema, event_object_table, trigger_name, action_timing, event_manipulation,"
    " action_statement FROM information_schema.triggers WHERE event_object_schema IN ({})"
)
_STRINGS = re.compile(r"('(?:[^'\\]|\\.|'')*')")


async def read(channel: Channel, impl: Impl, schemas: Sequence[str | None], kinds: frozenset[str]) -> Snapshot:
    """One statement for each kind, two for functions; a view whose text the server keeps to itself has none."""
    default = impl.dialect.default_schema_name
    names = ", ".join(impl.literal(name) for one in schemas if (name := default if one is None else one))

    async def ask(kind: str, query: str) -> Sequence[Any]:
        return await channel.fetch(Statement(query.format(names), result=True)) if kind in kinds else ()

    views = [_view(row, default) for row in await ask("view", _VIEWS)]
    parameters = await ask("function", _PARAMETERS)
    functions = list(_functions(impl, await ask("function", _ROUTINES), parameters, default))
    triggers = [_trigger(row, default) for row in await ask("trigger", _TRIGGERS)]
    return Snapshot(
        views={one.key: one for one in views},
        functions={one.key: one for one in functions},
        triggers={one.key: one for one in triggers},
    )


def _schema(name: str, default: str | None) -> str | None:
    return None if name == default else name


def _view(row: Any, default: str | None) -> ViewShape:
    schema, name, text = row
    return ViewShape(name, _schema(schema, default), without_schema(text or "", default))


def without_schema(text: str, schema: str | None) -> str:
    """A query that does not say in which database it was made: it may be made in another."""
    parts = _STRINGS.split(text)
    return "".join(part if number % 2 else part.replace(f"`{schema}`.", "") for number, part in enumerate(parts))


def _functions(
    impl: Impl, rows: Sequence[Any], parameters: Sequence[Any], default: str | None
) -> Iterator[FunctionShape]:
    words, arguments = words_for(impl), defaultdict[tuple[str, str, str], list[str]](list)
    for schema, name, kind, mode, parameter, type_ in parameters:
        said = f"{mode} " if kind == "PROCEDURE" and mode != "IN" else ""
        arguments[schema, name, kind].append(f"{said}{impl.name(parameter)} {words.type(type_)}")
    for schema, name, kind, returns, body, deterministic, access, security, comment in rows:
        routine = Routine(
            words.type(returns) if returns else None, deterministic == "YES", access, security, comment, body or ""
        )
        signature = f"{name}({', '.join(arguments[schema, name, kind])})"
        word = "procedure" if kind == "PROCEDURE" else "function"
        yield FunctionShape(signature, _schema(schema, default), routine.text(impl), word, name)  # type: ignore[arg-type]


def _trigger(row: Any, default: str | None) -> TriggerShape:
    schema, table, name, timing, event, statement = row
    return TriggerShape(name, (_schema(schema, default), table), f"{timing} {event}", f"FOR EACH ROW {statement}")
