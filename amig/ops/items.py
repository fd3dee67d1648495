"""Tables made on the spot from what a directive was given: copies, so that nothing of a script is claimed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from difflib import get_close_matches
from typing import Any, TypeVar

from sqlalchemy import Column, Constraint, DefaultClause, Index, MetaData, Table
from sqlalchemy.exc import ArgumentError
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql.base import SchemaEventTarget
from sqlalchemy.types import NULLTYPE

from amig.errors import BadOperationError

T = TypeVar("T")
Convention = Mapping[str, Any] | None


def free(item: SchemaItem) -> SchemaItem:
    """A copy: what a script gives may be given again, to thousands of databases."""
    if isinstance(item, Index) and item.table is not None:
        columns = [part.name if isinstance(part, Column) else part for part in item.expressions]
        return Index(item.name, *columns, unique=item.unique, **item.kwargs)
    if isinstance(item, Column) or (isinstance(item, Constraint) and getattr(item, "parent", None) is not None):
        copied: SchemaItem = item._copy()
        return copied
    return deepcopy(item)


def is_alone(column: Column[Any]) -> bool:
    """Whether a column comes with nothing else, and is written the same with no table made for it."""
    type_ = column.type
    return not (
        type(column) is not Column
        or getattr(column, "table", None) is not None
        or column.primary_key
        or column.index
        or column.unique
        or column.foreign_keys
        or column.constraints
        or column.comment is not None
        or column.default is not None
        or not isinstance(column.server_default, DefaultClause | None)
        or isinstance(type_, SchemaEventTarget)
        or not type(type_).__module__.startswith("sqlalchemy.")  # others hear of tables, and add to them
        or type_._variant_mapping
        or column.dispatch.before_parent_attach
        or column.dispatch.after_parent_attach
    )


def world(convention: Convention = None) -> MetaData:
    """Metadata of its own, with the naming convention of the project."""
    return MetaData(naming_convention=convention) if convention else MetaData()


def table_of(
    name: str,
    items: Iterable[SchemaItem] = (),
    *,
    schema: str | None = None,
    convention: Convention = None,
    **options: Any,
) -> Table:
    """A table in a world of its own; whatever its foreign keys refer to is there as well."""
    table = Table(name, world(convention), *map(free, items), schema=schema, **options)
    for key in table.foreign_keys:
        _ensure_referent(table.metadata, key._get_colspec())
    return table


def plain_table(
    name: str, columns: Iterable[str], *, schema: str | None = None, convention: Convention = None
) -> Table:
    """A table of which only the names of some columns are known."""
    known = (Column(column, NULLTYPE) for column in dict.fromkeys(columns))
    return Table(name, world(convention), *known, schema=schema)


def _ensure_referent(metadata: MetaData, spec: str) -> None:
    path, _, column = spec.rpartition(".")
    schema, _, name = path.rpartition(".")
    table = metadata.tables.get(path)
    if table is None:
        table = Table(name, metadata, schema=schema or None)
    if column not in table.c:
        table.append_column(Column(column, NULLTYPE))


def several(operation: str, given: Iterable[T]) -> tuple[T, ...]:
    """The columns of a call; a string is one name, and would be read letter by letter."""
    found = () if isinstance(given, str) else tuple(given)
    if not found:
        raise BadOperationError(f"op.{operation}", f"was given {given!r} as columns", "write `['a', 'b']`")
    return found


def named_as(operation: str, name: str | None) -> str:
    """The name of what is to be dropped: nothing can be found by none."""
    if not isinstance(name, str):
        instead = "look it up in the database; in a batch, `naming_convention` gives names to what has none"
        raise BadOperationError(f"op.{operation}", f"was given the name {name!r}", instead)
    return name


def checked(operation: str, make: Callable[[], T], known: Iterable[str] = ()) -> T:
    """Make a construct; what SQLAlchemy refuses is told as BadOperationError, with near keywords."""
    try:
        return make()
    except (ArgumentError, TypeError) as error:
        problem = str(error).splitlines()[0]
        word = next((part for part in problem.replace('"', "'").split("'")[1::2]), "")
        near = get_close_matches(word, list(known), 3, 0.6)
        instead = f"did you mean {', '.join(f'`{one}`' for one in near)}?" if near else "correct the call"
        raise BadOperationError(f"op.{operation}", f"was refused: {problem}", instead) from error
