"""Whether what a directive changes is the tenant's own, where its search path has other schemas behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import String, bindparam, text

from amig.errors import SharedTableError
from amig.ops.verb import verb_name

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.online import Online
    from amig.ops.base import Directive

_OWN_NAME = frozenset({"create_table", "create_sequence", "create_view", "create_materialized_view", "create_enum"})
_OWN_NAME |= {"create_function", "create_procedure", "replace_view", "replace_function", "replace_procedure"}
"""These make something new, which is in the first schema of the path."""
_RELATIONS = ("table_name", "source_table", "old_table_name", "view_name", "sequence_name")
_FIELDS = (*((field, "class") for field in _RELATIONS), ("enum_name", "type"), ("signature", "proc"))
_INDEX = (("index_name", "class"),)
_SCHEMA_OF = {
    "class": (
        "SELECT n.nspname::text FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
        " WHERE c.oid = to_regclass(quote_ident(:name))"
    ),
    "type": (
        "SELECT n.nspname::text FROM pg_type AS t JOIN pg_namespace AS n ON n.oid = t.typnamespace"
        " WHERE t.oid = to_regtype(quote_ident(:name))"
    ),
    "proc": (
        "SELECT n.nspname::text FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace"
        " WHERE p.proname = :name AND pg_function_is_visible(p.oid)"
        " ORDER BY n.nspname = current_schema() DESC LIMIT 1"
    ),
}


class Touched(NamedTuple):
    """Something that is there and is changed, and where the catalogue has such things."""

    kind: str
    name: str


async def refuse_shared(online: Online, impl: Impl, directive: Directive[Any], path: Sequence[str]) -> None:
    """Raise SharedTableError for a directive that names no schema and would find its object in another than the first.

    Raw SQL is not read.
    """
    if (touched := touches(directive)) is None:
        return
    query = text(_SCHEMA_OF[touched.kind]).bindparams(bindparam("name", touched.name, String()))
    was = online.record(on=False)
    try:
        found = await online.fetch(impl.dml(query, result=True))
    finally:
        online.record(on=was)
    if found and found[0][0] != path[0]:
        raise SharedTableError(f"op.{verb_name(type(directive))}", touched.name, found[0][0])


def touches(directive: Directive[Any]) -> Touched | None:
    """What a directive changes without saying in which schema; None where it is nothing, or says it."""
    verb = verb_name(type(directive))
    schema = getattr(directive, "schema", None) or getattr(directive, "source_schema", None)
    if schema is not None or verb in _OWN_NAME:
        return None
    if verb == "bulk_insert":
        table = getattr(directive, "table")  # noqa: B009 - of this kind alone
        return None if table.schema is not None else Touched("class", str(table.name))
    for field, kind in _FIELDS if verb != "drop_index" else _INDEX:
        if (name := getattr(directive, field, None)) is not None:
            return Touched(kind, str(name).partition("(")[0].strip().strip('"') if kind == "proc" else str(name))
    return None
