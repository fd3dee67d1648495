"""Extensions of PostgreSQL."""

from __future__ import annotations

from typing import Any

from amig.look.shapes import ExtensionShape
from amig.look.survey.entities.postgresql.asking import SCHEMA


def query() -> str:
    """The query for all that is installed."""
    return f"""SELECT json_build_object('name', e.extname, 'schema', {SCHEMA}, 'version', e.extversion)
    FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace ORDER BY e.extname
    """  # noqa: S608


def shape(row: Any) -> ExtensionShape:
    """An extension as it was read."""
    return ExtensionShape(row["name"], row["schema"], row["version"])
