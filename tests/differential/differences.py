"""What amig says differently from Alembic on purpose, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Identity, Table

from tests.differential.calls import Call

Fits = Callable[[Call, str], bool]


def value(call: Call, key: str) -> Any:
    """The value of a keyword, False where it is not given."""
    return call.kwargs[key]() if key in call.kwargs else False


def argument(call: Call, place: int) -> Any:
    return call.args[place]() if len(call.args) > place else None


def asks(call: Call, *keys: str) -> bool:
    """Whether any of these keywords is given."""
    return any(key in call.kwargs for key in keys)


def guarded(call: Call) -> bool:
    return bool(value(call, "if_exists") or value(call, "if_not_exists"))


def sqlite_alter(call: Call, dialect: str) -> bool:
    changed = asks(call, "nullable", "type_", "server_default", "comment")
    return dialect == "sqlite" and call.verb == "alter_column" and changed


def sqlite_comment(call: Call, dialect: str) -> bool:
    return dialect == "sqlite" and call.verb in ("create_table_comment", "drop_table_comment")


def sqlite_guard(call: Call, dialect: str) -> bool:
    return dialect == "sqlite" and call.verb in ("add_column", "drop_column") and guarded(call)


def sqlite_inline(call: Call, dialect: str) -> bool:
    if dialect != "sqlite" or call.verb != "add_column":
        return False
    column = argument(call, 1)
    key = value(call, "inline_primary_key") and column.primary_key
    inline = bool(value(call, "inline_references")) and not any(one.name for one in column.foreign_keys)
    foreign = bool(column.foreign_keys) and not inline
    return foreign or bool(key) or getattr(column.type, "create_constraint", False)


def mysql_guard(call: Call, dialect: str) -> bool:
    verbs = ("add_column", "drop_column", "create_index", "drop_index", "drop_constraint")
    known = call.verb != "drop_constraint" or argument(call, 2) is not None
    return dialect == "mysql" and call.verb in verbs and guarded(call) and known


def mysql_drop_index(call: Call, dialect: str) -> bool:
    return dialect in ("mysql", "mariadb") and call.verb == "drop_index" and len(call.args) == 1


def mariadb_guard(call: Call, dialect: str) -> bool:
    known = argument(call, 2) is not None
    return dialect == "mariadb" and call.verb == "drop_constraint" and bool(value(call, "if_exists")) and known


def same_identity(call: Call, dialect: str) -> bool:
    wanted, was = value(call, "server_default"), value(call, "existing_server_default")
    both = isinstance(wanted, Identity) and isinstance(was, Identity)
    return dialect == "postgresql" and both and repr(wanted) == repr(was)


def fewer_options(call: Call, dialect: str) -> bool:
    wanted, was = value(call, "server_default"), value(call, "existing_server_default")
    if dialect != "postgresql" or not (isinstance(wanted, Identity) and isinstance(was, Identity)):
        return False
    names = ("start", "increment", "minvalue", "maxvalue", "cycle", "cache")
    return any(getattr(was, name) is not None and getattr(wanted, name) is None for name in names)


def identity_after_default(call: Call, dialect: str) -> bool:
    wanted, was = value(call, "server_default"), value(call, "existing_server_default")
    plain = was is not None and was is not False and not isinstance(was, Identity)
    return dialect == "postgresql" and isinstance(wanted, Identity) and plain


def indexes_of_guarded_table(call: Call, dialect: str) -> bool:
    made = call.verb == "create_table" and value(call, "if_not_exists")
    return (
        dialect in ("postgresql", "mariadb", "sqlite")
        and bool(made)
        and any(getattr(make(), "index", None) or type(make()).__name__ == "Index" for make in call.args[1:])
    )


def unique_include(call: Call, dialect: str) -> bool:
    included = call.verb == "create_unique_constraint" and asks(call, "postgresql_include")
    return dialect == "postgresql" and included and not set(value(call, "postgresql_include")) <= set(argument(call, 2))


def renamed_check(call: Call, dialect: str) -> bool:
    both = call.verb == "alter_column" and asks(call, "new_column_name", "type_")
    checked = getattr(value(call, "type_"), "create_constraint", False)
    return dialect in ("mysql", "mariadb") and both and asks(call, "new_column_name") and bool(checked)


def mssql_guard(call: Call, dialect: str) -> bool:
    verbs = ("add_column", "create_table", "create_index")
    return dialect == "mssql" and call.verb in verbs and guarded(call)


def mssql_inline(call: Call, dialect: str) -> bool:
    return dialect in ("mssql", "oracle") and call.verb == "add_column" and inlined(call)


def inlined(call: Call) -> bool:
    column = argument(call, 1)
    key = value(call, "inline_primary_key") and column.primary_key
    return bool(key or (value(call, "inline_references") and column.foreign_keys))


def mssql_comment(call: Call, dialect: str) -> bool:
    return dialect == "mssql" and call.verb == "create_table_comment" and bool(value(call, "existing_comment"))


def mssql_object_name(call: Call, dialect: str) -> bool:
    odd = " " in f"{argument(call, 0)}{value(call, 'schema')}"
    dropped = call.verb == "drop_column" and asks(
        call, "mssql_drop_default", "mssql_drop_check", "mssql_drop_foreign_key"
    )
    dropped_default = asks(call, "existing_server_default") or value(call, "server_default") is None
    default = call.verb == "alter_column" and asks(call, "server_default") and dropped_default
    return dialect == "mssql" and odd and bool(dropped or default)


def mssql_rows(call: Call, dialect: str) -> bool:
    if dialect != "mssql" or call.verb != "bulk_insert":
        return False
    return not argument(call, 1) or isinstance(argument(call, 0), Table)


def oracle_guard(call: Call, dialect: str) -> bool:
    return dialect == "oracle" and call.verb in ("add_column", "drop_column", "drop_constraint") and guarded(call)


def oracle_comment(call: Call, dialect: str) -> bool:
    if dialect != "oracle" or call.verb != "alter_column" or not asks(call, "comment"):
        return False
    return value(call, "comment") is None or asks(call, "schema") or " " in argument(call, 0)


DELIBERATE: list[tuple[Fits, str]] = [
    (sqlite_alter, "PARITY 18.5: SQLite cannot do it; the SQL that Alembic sends is invalid there"),
    (sqlite_comment, "PARITY 18.15: SQLite has no comments; the SQL that Alembic writes is invalid there"),
    (sqlite_guard, "SQLite has no IF [NOT] EXISTS for columns: amig looks; offline, Alembic's SQL is invalid there"),
    (
        sqlite_inline,
        "PARITY 18.5: a foreign key or CHECK can come with the column, no other key; Alembic raises half way, or forgets",
    ),
    (mysql_guard, "MySQL has no IF [NOT] EXISTS there: amig looks; offline, Alembic's SQL is invalid or unguarded"),
    (mysql_drop_index, "MySQL needs the table's name; Alembic writes `ON no_table`"),
    (mariadb_guard, "PARITY 18.3: Alembic forgets the guard"),
    (same_identity, "nothing differs, so nothing is sent; Alembic sends half a statement"),
    (fewer_options, "an option that is not given any more goes back to the server's own; Alembic leaves it as it was"),
    (identity_after_default, "PARITY 18.17: Alembic stops with an AssertionError"),
    (indexes_of_guarded_table, "PARITY 18.4: Alembic's indexes fail when it is run again"),
    (unique_include, "PARITY 18.25: Alembic stops with a KeyError"),
    (renamed_check, "the CHECK of a new type is about the column's new name; Alembic's is about one that is gone"),
    (mssql_guard, "PARITY 18.2: SQL Server has no such words; Alembic's guard is invalid there, or forgotten"),
    (mssql_inline, "PARITY 18.1 and 18.2: Alembic loses the key without a word"),
    (mssql_comment, "a table's comment that exists is updated; Alembic adds it a second time, which fails"),
    (mssql_object_name, "names are quoted for object_id and sp_rename too, for one with a dot would be another object"),
    (mssql_rows, "IDENTITY_INSERT only around rows, and only where there may be an identity; it fails elsewhere"),
    (oracle_guard, "PARITY 18.2: Oracle has no IF [NOT] EXISTS for a part of a table; Alembic's SQL is invalid there"),
    (oracle_comment, "PARITY 18.15: Alembic drops the schema and the quotes; no comment is NULL"),
]
