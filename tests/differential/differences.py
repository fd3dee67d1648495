"""What amig says differently from Alembic on purpose, and why."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Identity

from tests.differential.calls import Call

Fits = Callable[[Call, str], bool]


def value(call: Call, key: str) -> object:
    """The value of a keyword, False where it is not given."""
    return call.kwargs[key]() if key in call.kwargs else False


def asks(call: Call, *keys: str) -> bool:
    """Whether any of these keywords is given."""
    return any(key in call.kwargs for key in keys)


def sqlite_alter(call: Call, dialect: str) -> bool:
    return (
        dialect == "sqlite"
        and call.verb == "alter_column"
        and asks(call, "nullable", "type_", "server_default", "comment")
    )


def sqlite_comment(call: Call, dialect: str) -> bool:
    return dialect == "sqlite" and call.verb in ("create_table_comment", "drop_table_comment")


def sqlite_guard(call: Call, dialect: str) -> bool:
    guarded = call.verb == "drop_column" and value(call, "if_exists")
    return dialect == "sqlite" and bool(guarded or (call.verb == "add_column" and value(call, "if_not_exists")))


def sqlite_inline(call: Call, dialect: str) -> bool:
    inline = ("foreign key", "boolean", "enum")
    named = any(f", {name}" in call.label for name in inline)
    return dialect == "sqlite" and call.verb == "add_column" and named and not asks(call, "inline_references")


def mysql_guard(call: Call, dialect: str) -> bool:
    verbs = {"create_index": "if_not_exists", "drop_index": "if_exists", "drop_constraint": "if_exists"}
    kind = "None" not in call.label or call.verb != "drop_constraint"
    return dialect == "mysql" and bool(value(call, verbs.get(call.verb, ""))) and kind


def mariadb_guard(call: Call, dialect: str) -> bool:
    known = not any(word in call.label for word in ("None", "primary"))
    return dialect == "mariadb" and call.verb == "drop_constraint" and bool(value(call, "if_exists")) and known


def same_identity(call: Call, dialect: str) -> bool:
    wanted, was = value(call, "server_default"), value(call, "existing_server_default")
    both = isinstance(wanted, Identity) and isinstance(was, Identity)
    return dialect == "postgresql" and both and repr(wanted) == repr(was)


DELIBERATE: list[tuple[Fits, str]] = [
    (sqlite_alter, "PARITY 18.5: SQLite cannot do it; the SQL that Alembic sends is invalid there"),
    (sqlite_comment, "PARITY 18.15: SQLite has no comments; the SQL that Alembic writes is invalid there"),
    (sqlite_guard, "SQLite has no IF [NOT] EXISTS for columns; the SQL that Alembic writes is invalid there"),
    (
        sqlite_inline,
        "PARITY 18.5: a key or a CHECK of one column can come with it; Alembic raises half way, or forgets it",
    ),
    (mysql_guard, "MySQL has no IF [NOT] EXISTS there (MariaDB has); Alembic writes invalid SQL, or forgets the guard"),
    (mariadb_guard, "PARITY 18.3: Alembic forgets the guard"),
    (same_identity, "nothing differs, so nothing is sent; Alembic sends half a statement"),
]
