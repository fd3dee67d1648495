"""The primary keys of tables in which rows were found: the example's name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amig.foresee.standing import Key
    from amig.impl.base import Impl

_POSTGRESQL = """SELECT w.number, a.attname::text FROM (VALUES {values}) AS w(number, place)
JOIN pg_index AS i ON i.indrelid = to_regclass(w.place) AND i.indisprimary
CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, at)
JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum ORDER BY 1, k.at"""


def keys_sql(impl: Impl, tables: Collection[Key]) -> str:
    """A query for (number of the table, column of its primary key), in order."""
    if impl.dialect_name == "postgresql":
        places = (impl.literal(impl.table(name, schema)) for schema, name in tables)
        return _POSTGRESQL.format(values=", ".join(f"({n}, {place})" for n, place in enumerate(places)))
    each = (_of_one(impl, number, key) for number, key in enumerate(tables))
    return " UNION ALL ".join(f"SELECT * FROM ({one}) AS k{number}" for number, one in enumerate(each))  # noqa: S608


def _of_one(impl: Impl, number: int, key: Key) -> str:
    schema, name = key
    table = impl.literal(name)
    if impl.dialect_name == "sqlite":
        place = f"{table}, {impl.literal(schema)}" if schema else table
        return f"SELECT {number} AS number, name FROM pragma_table_info({place}) WHERE pk > 0 ORDER BY pk"  # noqa: S608
    place = impl.literal(schema) if schema else "DATABASE()"
    said = f"table_schema = {place} AND table_name = {table} AND constraint_name = 'PRIMARY'"
    columns = f"{number} AS number, column_name AS name, ordinal_position AS place"
    return f"SELECT {columns} FROM information_schema.key_column_usage WHERE {said}"  # noqa: S608 - literals


def keys_of(tables: Collection[Key], rows: Sequence[Sequence[Any]]) -> Mapping[Key, tuple[str, ...]]:
    """The answer, by table; a table without a primary key has none."""
    names = defaultdict[int, list[str]](list)
    for number, name, *_ in rows:
        names[int(number)].append(str(name))
    return {key: tuple(names[number]) for number, key in enumerate(tables) if names[number]}
