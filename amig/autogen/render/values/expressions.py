"""SQL: as Python where that is plain, else as the text that the backend makes of it."""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnClause,
    Executable,
    False_,
    Label,
    Null,
    TextClause,
    True_,
    UnaryExpression,
    literal,
    text,
)
from sqlalchemy.exc import CompileError
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.sql import functions as sql_functions
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.visitors import iterate

from amig.autogen.render.code import Chain, Code, Group, call, string
from amig.autogen.render.values.base import code
from amig.errors import AmigError, UnrenderableError

if TYPE_CHECKING:
    from amig.autogen.render.rendering import Rendering

_COLON = re.compile(r"(?<=\\):|(?<![:\w\\]):(?=\w)")
_SORTED: dict[Any, str] = {
    operators.desc_op: "desc",
    operators.asc_op: "asc",
    operators.nulls_first_op: "nulls_first",
    operators.nulls_last_op: "nulls_last",
}
_PLAIN_FUNCTIONS = (
    sql_functions.Function,
    sql_functions.now,
    sql_functions.coalesce,
    sql_functions.concat,
    sql_functions.max,
    sql_functions.min,
    sql_functions.sum,
    sql_functions.char_length,
)


@code.register(ClauseElement)
def expression(value: ClauseElement, rendering: Rendering) -> Code:
    """Anything: in the backend's words, its values written out."""
    return exactly(words(value, rendering), rendering)


def words(value: ClauseElement, rendering: Rendering) -> str:
    """The SQL of anything, as it may stand in a definition; raises UnrenderableError."""
    impl: Any = rendering.impl
    try:
        if isinstance(value, ExecutableDDLElement):
            return str(impl.ddl(value).text)
        _refuse_missing(value)
        if isinstance(value, sql_functions.FunctionElement) or not isinstance(value, Executable):
            return str(impl._compiler.sql_compiler.process(value, include_table=False, literal_binds=True))
        return str(impl.query(value))
    except (AmigError, CompileError) as error:
        raise UnrenderableError(f"the expression {value}", str(error).splitlines()[0]) from error


def _refuse_missing(value: ClauseElement) -> None:
    """SQLAlchemy writes NULL where a parameter has no value, and runs no such statement."""
    for part in iterate(value):
        if isinstance(part, BindParameter) and part.required:
            raise UnrenderableError(f"the expression {value}", f"its parameter `{part.key}` has no value")


def exactly(sql: str, rendering: Rendering) -> Code:
    """`sa.text(...)` of which the same SQL is made again, a colon that is no parameter escaped."""
    escaped = _COLON.sub(r"\\:", sql)
    if rendering.impl.query(text(escaped)) == sql.strip():
        return call(rendering.sa("text"), string(escaped))
    return call(rendering.sa("literal_column"), string(sql))


def condition(value: ClauseElement, rendering: Rendering) -> Code:
    """SQL where a string is read as `sa.text` reads it: just the string."""
    made = rendering.usual(value) if isinstance(value, TextClause) else exactly(words(value, rendering), rendering)
    is_text = isinstance(made, Group) and made.head == rendering.sa("text")
    return made.items[0].code if isinstance(made, Group) and is_text else made


@code.register(TextClause)
def sql_text(value: TextClause, rendering: Rendering) -> Code:
    """Text as it was given, with the values that it was given."""
    made = call(rendering.sa("text"), string(value.text))
    bound = [bind for bind in value._bindparams.values() if not bind.required]
    if not bound:
        return made
    binds = (rendering.call("bindparam", [bind.key, bind.value], type_=_unusual(bind)) for bind in bound)
    return Chain(made, (call(".bindparams", *binds),))


@code.register(BindParameter)
def bound(value: BindParameter[Any], rendering: Rendering) -> Code:
    """A value: one that is written into the SQL, or one that the driver binds."""
    if value.required or value.callable:
        raise UnrenderableError(f"the parameter `{value.key}`", "it has no value yet")
    type_ = _unusual(value)
    args = [value.value] if type_ is None else [value.value, type_]
    if value.literal_execute:
        return Group(f"{rendering.options.alembic_module_prefix}inline_literal", tuple(rendering.items(args)))
    return rendering.call("literal", args)


def _unusual(value: BindParameter[Any]) -> Any:
    """The type of a value, where it is not the one that SQLAlchemy gives it anyway."""
    return None if repr(literal(value.value).type) == repr(value.type) else value.type


@code.register(ColumnClause)
def named_column(value: ColumnClause[Any], rendering: Rendering) -> Code:
    """A name without its table: an index and a CHECK know theirs."""
    return call(rendering.sa("literal_column" if value.is_literal else "column"), rendering.code(value.name))


@code.register(Null)
@code.register(True_)
@code.register(False_)
def constant(value: Null | True_ | False_, rendering: Rendering) -> Code:
    return call(rendering.sa(str(value.__visit_name__)))


@code.register(Label)
def label(value: Label[Any], rendering: Rendering) -> Code:
    return rendering.call("label", [value.name, value.element])


@code.register(UnaryExpression)
def sorting(value: UnaryExpression[Any], rendering: Rendering) -> Code:
    """`sa.desc(...)` and its like; other signs as text."""
    direction = _SORTED.get(value.modifier)
    return rendering.call(direction, [_part(value.element)]) if direction else expression(value, rendering)


@code.register(sql_functions.FunctionElement)
def function(value: sql_functions.FunctionElement[Any], rendering: Rendering) -> Code:
    """`sa.func.lower(...)` where nothing but its name and its arguments matters."""
    plain = type(value) in _PLAIN_FUNCTIONS or isinstance(value, sql_functions.AnsiFunction)
    name = ".".join([*getattr(value, "packagenames", ()), str(value.name)]) if plain else ""
    if not all(part.isidentifier() and not iskeyword(part) for part in name.split(".")):
        return expression(value, rendering)
    return rendering.call(f"func.{name}", [_part(one) for one in value.clauses])


def _part(value: Any) -> Any:
    """An argument: plain values as they are, a column of a table by its name."""
    if isinstance(value, BindParameter) and not value.literal_execute and value.value is not None:
        return value.value if _unusual(value) is None else value
    if isinstance(value, Column):
        from sqlalchemy import column

        return column(value.name)
    return value
