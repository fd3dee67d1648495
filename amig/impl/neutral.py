"""Dialects of no driver: they know the server, and write plain text."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import Dialect
from sqlalchemy.engine import default

D = TypeVar("D", bound=default.DefaultDialect)

_SERVER_FACTS = (
    "server_version_info",
    "default_schema_name",
    "is_mariadb",
    "_is_mariadb",
    "_mariadb_normalized_version_info",
    "_ansiquotes",
    "_backslash_escapes",
    "_server_ansiquotes",
    "supports_identity_columns",
    "supports_sequences",
    "sequences_optional",
    "supports_native_uuid",
    "_supports_create_index_concurrently",
    "_supports_drop_index_concurrently",
    "supports_smallserial",
    "supports_virtual_generated_columns",
    "_has_events",
    "_casing",
    "max_identifier_length",
    "json_serializer",
    "_json_serializer",
)


def copied(dialect: Dialect, neutral: D) -> D:
    """The neutral dialect, with what the connection's dialect has learnt of its server."""
    for fact in _SERVER_FACTS:
        if fact in vars(dialect):
            setattr(neutral, fact, getattr(dialect, fact))
    neutral.identifier_preparer = neutral.preparer(neutral)
    return neutral
