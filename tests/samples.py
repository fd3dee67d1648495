"""One plain call of every operation that goes beyond Alembic's, and variations of it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from amig.ops import Verbs
from amig.ops.base import Directive
from amig.ops.verb import Verb
from tests.differential.generate import POSITIONAL

NEWEST = not sa.__version__.startswith("2.0.")
"""SQLAlchemy 2.0 is supported, and says some things in another way: computed columns, Oracle's booleans."""

FUNCTION = ("f(a integer DEFAULT 2)", "RETURNS integer LANGUAGE sql AS $$ SELECT a $$")
TRIGGER = ("tr", "t", "BEFORE INSERT", "FOR EACH ROW EXECUTE FUNCTION f()")

BEYOND: dict[str, list[tuple[tuple[Any, ...], dict[str, Any]]]] = {
    "add_enum_value": [
        (("mood", "it's"), {}),
        (("mood", "b"), {"before": "c", "schema": "Odd", "if_not_exists": True}),
        (("mood", "b"), {"after": "a"}),
    ],
    "alter_extension": [
        (("postgis",), {"version": "3.5", "existing_version": "3.4"}),
        (("citext",), {"schema": "Odd", "existing_schema": "public"}),
    ],
    "alter_sequence": [
        (("q",), {"increment": 2}),
        (("q",), {"restart": 5, "schema": "s"}),
        (("q",), {"minvalue": 1, "maxvalue": 9, "cycle": True, "cache": 2}),
    ],
    "comment_on": [
        (("view", "v", "it's 100%"), {"schema": "s", "existing_comment": "x"}),
        (("FUNCTION", "f(integer)", None), {}),
    ],
    "create_enum": [
        (("mood", ["sad", "it's"]), {}),
        (("Odd", ["a"]), {"schema": "s", "if_not_exists": True}),
    ],
    "create_extension": [
        (("citext",), {}),
        (("uuid-ossp",), {"schema": "s", "version": "1.1", "if_not_exists": True, "cascade": True}),
    ],
    "create_function": [(FUNCTION, {}), (("Odd()", "RETURNS int AS 'x'"), {"schema": "s"})],
    "create_materialized_view": [
        (("m", "SELECT 1"), {}),
        (("m", sa.select(sa.literal("it's"))), {"schema": "s", "if_not_exists": True, "with_data": False}),
    ],
    "create_policy": [
        (("mine", "t"), {"using": "owner = current_user"}),
        (
            ("Odd", "t"),
            {
                "check": "a > 0",
                "command": "insert",
                "permissive": False,
                "roles": ["app", "current_user"],
                "schema": "s",
            },
        ),
    ],
    "create_procedure": [
        (("p(a integer)", "LANGUAGE sql AS $$ SELECT a $$"), {}),
        (("Odd()", "AS 'x'"), {"schema": "s"}),
    ],
    "create_sequence": [
        (("q",), {}),
        (("q",), {"schema": "s", "start": 5, "increment": 2, "minvalue": 1, "maxvalue": 9, "cycle": True, "cache": 3}),
        (("q",), {"if_not_exists": True}),
        (("q",), {"nominvalue": True, "nomaxvalue": True}),
        (("q",), {"data_type": sa.BigInteger()}),
        (("q",), {"order": True}),
    ],
    "create_trigger": [(TRIGGER, {}), (TRIGGER, {"schema": "Odd Schema"})],
    "create_view": [
        (("v", "SELECT 1 AS one"), {}),
        (("Odd", sa.text("SELECT '%'")), {"schema": "s"}),
        (("v", sa.select(sa.column("a")).select_from(sa.table("t")).where(sa.column("a") == "x'y")), {}),
        (("v", "SELECT 1 AS one"), {"options": {"security_invoker": True, "check_option": "local"}}),
    ],
    "disable_row_security": [(("t",), {}), (("t",), {"schema": "s", "force": True})],
    "drop_enum": [(("mood",), {}), (("mood",), {"schema": "s", "if_exists": True})],
    "drop_extension": [(("citext",), {}), (("citext",), {"if_exists": True, "cascade": True})],
    "drop_function": [
        (FUNCTION[:1], {}),
        (("f(a integer = 1, b text DEFAULT 'x,y', OUT c int)",), {"schema": "s", "if_exists": True, "cascade": True}),
    ],
    "drop_materialized_view": [(("m",), {}), (("m",), {"schema": "s", "if_exists": True, "cascade": True})],
    "drop_policy": [(("mine", "t"), {}), (("Odd", "t"), {"schema": "s", "if_exists": True})],
    "drop_procedure": [(("p(a integer)",), {}), (("p()",), {"schema": "s", "if_exists": True, "cascade": True})],
    "drop_sequence": [(("q",), {}), (("q",), {"schema": "s", "if_exists": True})],
    "drop_trigger": [(("tr", "t"), {}), (("tr", "t"), {"schema": "s", "if_exists": True})],
    "drop_view": [(("v",), {}), (("v",), {"schema": "s", "if_exists": True}), (("v",), {"cascade": True})],
    "enable_row_security": [(("t",), {}), (("t",), {"schema": "s", "force": True})],
    "grant": [
        ((["SELECT", "INSERT"], "t", "reader"), {}),
        ((["USAGE"], "s", "public"), {"target_kind": "SCHEMA", "grantable": True}),
        ((["EXECUTE"], "Odd(integer)", "Odd"), {"target_kind": "FUNCTION", "schema": "s"}),
    ],
    "irreversible": [(("the rows are gone",), {})],
    "refresh_materialized_view": [(("m",), {}), (("m",), {"schema": "s", "concurrently": True})],
    "rename_enum_value": [(("mood", "a", "it's"), {}), (("mood", "a", "b"), {"schema": "s"})],
    "replace_enum": [
        (("mood", ["ok", "it's"]), {}),
        (
            ("Odd", ["a"]),
            {
                "columns": [
                    {"table": "t", "column": "m", "default": "'a'"},
                    {"table": "Odd", "column": "select", "schema": "s", "array": True},
                ],
                "previous": ["a", "b"],
                "schema": "s",
            },
        ),
    ],
    "replace_function": [(FUNCTION, {}), (("f()", "RETURNS int AS 'x'"), {"schema": "s", "previous": "y"})],
    "replace_procedure": [(("p()", "AS 'x'"), {}), (("p()", "AS 'x'"), {"schema": "s", "previous": "y"})],
    "replace_trigger": [(TRIGGER, {}), (TRIGGER, {"schema": "s", "previous": ("AFTER INSERT", "x")})],
    "replace_view": [(("v", "SELECT 1"), {}), (("v", "SELECT 1"), {"schema": "s", "previous": "SELECT 2"})],
    "revoke": [((["SELECT"], "t", "reader"), {}), ((["USAGE"], "s", "Odd"), {"target_kind": "SCHEMA"})],
    "run_script": [(("SELECT 1; SELECT ';'; -- no; more\nSELECT 3",), {}), (("SELECT 1",), {})],
}


def plain(verb: str) -> Directive[Any]:
    """The simplest call of an operation."""
    made: Verb[Any, Any] = vars(Verbs)[verb]
    if verb in BEYOND:
        args, named = BEYOND[verb][0]
        return made.directive(*args, **named)
    extra = {"type_": sa.Text()} if verb == "alter_column" else {}
    if verb == "drop_constraint":
        extra["type_"] = "unique"
        return made.directive("x", "t", **extra)
    return made.directive(*[make() for make in POSITIONAL[verb][0]], **extra)
