"""What is asked of MySQL's catalogue: one row for each table, the rest of it as a JSON list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import String, bindparam, text

from amig.look.words.mysql_server import is_mariadb, since

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.statement import Statement

Rows = Sequence[Sequence[Any]]
Place = tuple[str, str]
"""(database, table), as the catalogue has them."""
Lists = dict[Place, list[list[Any]]]
"""What one query says of each table."""


class Query(NamedTuple):
    """Columns of a view of the catalogue; of `schema` and `table` there is always one row."""

    view: str
    columns: str
    where: str = ""
    schema: str = "table_schema"
    table: str = "table_name"


_COLUMNS = Query(
    "columns",
    "ordinal_position, column_name, column_type, is_nullable, column_default, extra, generation_expression,"
    " collation_name, column_comment",
)
_KEYS = Query(
    "key_column_usage",
    "constraint_name, ordinal_position, column_name, referenced_table_schema, referenced_table_name,"
    " referenced_column_name",
    "AND referenced_table_name IS NOT NULL",
)
_RULES = Query("referential_constraints", "constraint_name, delete_rule, update_rule", schema="constraint_schema")
_CHECKS = Query("check_constraints", "constraint_name, check_clause, {level}", schema="constraint_schema")
_MYSQL_CHECKS = Query(
    "check_constraints JOIN information_schema.table_constraints USING (constraint_schema, constraint_name)",
    "constraint_name, check_clause, 'Table'",
    "AND constraint_type = 'CHECK'",
)
_INDEXES = "index_name, non_unique, seq_in_index, column_name, collation, sub_part, index_type, {expression}"
_TABLES = "table_type, engine, row_format, table_collation, table_comment"


def queries(impl: Impl) -> list[Query]:
    """The queries for columns, indexes, foreign keys, their rules, and CHECKs, by what the server's version has."""
    dialect = impl.dialect
    checks = [_MYSQL_CHECKS] if since(dialect, mariadb=None, mysql=(8, 0, 16)) else []
    if since(dialect, mariadb=(10, 3, 10), mysql=None):
        level = "level" if since(dialect, mariadb=(10, 5, 10), mysql=None) else "NULL"
        checks = [_CHECKS._replace(columns=_CHECKS.columns.format(level=level))]
    expression = "expression" if since(dialect, mariadb=None, mysql=(8, 0, 13)) else "NULL"
    return [_COLUMNS, Query("statistics", _INDEXES.format(expression=expression)), _KEYS, _RULES, *checks]


def tables_query(impl: Impl, schemas: Sequence[str]) -> Statement:
    """Every table and sequence."""
    where = "table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE')"
    parts = [
        f"SELECT table_schema, table_name, {_TABLES} FROM information_schema.tables"  # noqa: S608 - words of this file
        f" WHERE table_schema = :s{number} AND {where}"
        for number in range(len(schemas))
    ]
    return _statement(impl, " UNION ALL ".join(parts), schemas)


def listed(impl: Impl, query: Query, schemas: Sequence[str]) -> Statement:
    """One row for each table: (database, table, a JSON list of what the query asks for).

    A thousand rows instead of ten thousand are read in half the time, and the event loop is not held for long.
    """
    row = f"JSON_ARRAY({query.columns})"
    mariadb = is_mariadb(impl.dialect)
    many = f"CONCAT('[', GROUP_CONCAT({row}), ']')" if mariadb else f"JSON_ARRAYAGG({row})"
    parts = [
        f"SELECT {query.schema}, {query.table}, {many} FROM information_schema.{query.view}"  # noqa: S608 - as above
        f" WHERE {query.schema} = :s{number} {query.where} GROUP BY {query.schema}, {query.table}"
        for number in range(len(schemas))
    ]
    longest = "SET STATEMENT group_concat_max_len = 1073741824 FOR " if mariadb else ""
    return _statement(impl, longest + " UNION ALL ".join(parts), schemas)


def _statement(impl: Impl, sql: str, schemas: Sequence[str]) -> Statement:
    binds = [bindparam(f"s{number}", schema, String()) for number, schema in enumerate(schemas)]
    return impl.dml(text(sql).bindparams(*binds), result=True)


def lists(answers: Iterable[Rows]) -> list[Lists]:
    """What each query says of each table."""
    return [{(schema, name): json.loads(several) for schema, name, several in rows} for rows in answers]


def sequences_query(impl: Impl, places: Iterable[Place]) -> Statement:
    """What sequences are made with; each is a table of one row."""
    quote = impl.dialect.identifier_preparer.quote_identifier
    parts = [
        f"SELECT {number}, start_value, increment, minimum_value, maximum_value, cycle_option, cache_size"  # noqa: S608 - quoted
        f" FROM {quote(schema)}.{quote(name)}"
        for number, (schema, name) in enumerate(places)
    ]
    return impl.dml(text(" UNION ALL ".join(part.replace(":", "\\:") for part in parts)), result=True)
