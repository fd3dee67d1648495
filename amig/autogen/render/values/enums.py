"""Types with a list of values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Enum
from sqlalchemy.dialects import mysql, postgresql

from amig.autogen.render.code import Code, Group
from amig.autogen.render.reference import reference
from amig.autogen.render.values.constraints import name_of

if TYPE_CHECKING:
    from amig.autogen.render.rendering import Rendering

ENUMS: tuple[type[Any], ...] = (Enum, postgresql.ENUM, mysql.ENUM, mysql.SET)
_OF_MYSQL = ("charset", "collation", "ascii", "unicode", "binary", "national", "retrieve_as_bitwise")


def enum(value: Any, rendering: Rendering) -> Code:
    """The values as the database has them, then what was said beyond them."""
    if isinstance(value, mysql.ENUM | mysql.SET):
        said = {name: found for name in _OF_MYSQL if (found := getattr(value, name, None))}
        values = value.values if isinstance(value, mysql.SET) else value.enums
        if isinstance(value, mysql.ENUM) and value.name is not None:
            said = {"name": value.name, **said}
    else:
        values, said = value.enums, {"name": name_of(value), **_said(value)}
    head = str(reference(type(value), rendering))
    return Group(head, (*rendering.items(values), *rendering.named(said.items())))


def _said(value: Any) -> dict[str, Any]:
    longest = max(map(len, value.enums), default=0)
    said = {
        "schema": value.schema,
        "native_enum": None if value.native_enum else False,
        "create_constraint": value.create_constraint or None,
        "create_type": None if getattr(value, "create_type", True) else False,
        "length": value.length if value.length not in (None, longest) else None,
        "inherit_schema": vars(value).get("inherit_schema") or None,
    }
    return {name: one for name, one in said.items() if one is not None}
