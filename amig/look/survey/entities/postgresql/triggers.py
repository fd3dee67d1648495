"""Triggers of PostgreSQL."""

from __future__ import annotations

from typing import Any

from amig.look.shapes import TriggerShape
from amig.look.survey.entities.postgresql.asking import SCHEMA, WRITTEN, of_no_extension


def query(where: str) -> str:
    """The query for the triggers for which a condition on `t`, `c` (its table) and `n` is so.

    Those that a constraint or a partitioned table made are left alone.
    """
    return f"""SELECT json_build_object(
        'schema', {SCHEMA}, 'table', c.relname, 'name', t.tgname, 'text', pg_get_triggerdef(t.oid),
        'head', format('CREATE TRIGGER %I ', t.tgname), 'on', format(' ON %I.%I ', {WRITTEN}, c.relname)
    ) FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND t.tgconstraint = 0 AND coalesce(to_jsonb(t) ->> 'tgparentid', '0') = '0' AND {where}
        AND {of_no_extension("pg_trigger", "t.oid")} ORDER BY n.nspname, c.relname, t.tgname
    """  # noqa: S608


def shape(row: Any) -> TriggerShape:
    """A trigger as it was read."""
    when, _, text = row["text"].removeprefix(row["head"]).partition(row["on"])
    return TriggerShape(row["name"], (row["schema"], row["table"]), when, text)
