"""A batch, carried out on a copy of the table where the backend cannot alter it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData, Table
from sqlalchemy.schema import CreateIndex as CreateIndexDDL
from sqlalchemy.schema import CreateTable as CreateTableDDL

from amig.errors import BadOperationError, OfflineError, RowsLostError, UnsupportedError, listed
from amig.impl.definition import column_part, definition_of, parsed
from amig.impl.rebuild import columns as columns
from amig.impl.rebuild import constraints as constraints
from amig.impl.rebuild import indexes as indexes
from amig.impl.rebuild.arguments import with_arguments
from amig.impl.rebuild.draft import Draft, apply
from amig.ops.alter import AlterColumn
from amig.ops.base import Directive, OnTable
from amig.ops.batch import BatchAlterTable, Rebuild
from amig.ops.column import AddColumn, DropColumn
from amig.ops.constraint import AddsConstraint, DropConstraint
from amig.ops.foreign_key import CreateForeignKey
from amig.ops.index import CreateIndex, DropIndex
from amig.ops.items import _ensure_referent
from amig.ops.primary_key import CreatePrimaryKey
from amig.ops.statement import Statement
from amig.ops.unique import CreateUniqueConstraint
from amig.ops.verb import verb_name

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.seen import SeenTable

_NO_TABLES = {
    "virtual": ("is about a virtual table", "drop it and create it again with `op.execute`"),
    "view": ("is about a view", "say it anew with `op.replace_view`"),
    "temporary": (
        "finds a temporary table first",
        'add `schema="temp"`, or `schema="main"` for the other',
    ),
}
_OF_THE_TABLE = (AddColumn, DropColumn, AlterColumn, AddsConstraint, DropConstraint, CreateIndex, DropIndex)


def parts(impl: Impl, batch: BatchAlterTable) -> tuple[Directive[Any], ...]:
    """What a batch is carried out as: rebuilds, and between them what is no part of the table or renames a column."""
    operations = tuple(_following_renames(batch.operations))
    needed = any(impl.needs_rebuild(operation) for operation in operations)
    if batch.recreate == "never" or not (needed or batch.recreate == "always"):
        _refuse_never(impl, batch, operations)
        return operations
    found: list[Directive[Any]] = []
    segment: list[Directive[Any]] = []
    for operation in (piece for one in operations for piece in _without_rename(one)):
        if isinstance(operation, _OF_THE_TABLE) and not _only_renames(operation):
            segment.append(operation)
        else:
            found += [*_segment(impl, batch, segment), operation]
            segment = []
    found += _segment(impl, batch, segment)
    if batch.recreate == "always" and not any(isinstance(one, Rebuild) for one in found):
        found.append(Rebuild(batch, ()))
    return tuple(_with_arguments_last(batch, found))


def _refuse_never(impl: Impl, batch: BatchAlterTable, operations: tuple[Directive[Any], ...]) -> None:
    """What ALTER TABLE has no words for; of a column that comes or goes the database decides."""
    unsayable = (one for one in operations if not isinstance(one, AddColumn | DropColumn) and impl.needs_rebuild(one))
    if (hindered := next(unsayable, None)) is not None:
        problem = f'has recreate="never", and `{verb_name(type(hindered))}` needs the table to be rebuilt here'
        raise UnsupportedError(_operation(batch), impl.dialect.name, problem, "leave `recreate` out")


def _operation(batch: BatchAlterTable) -> str:
    return f"op.batch_alter_table({batch.table_name!r})"


def _segment(impl: Impl, batch: BatchAlterTable, segment: list[Directive[Any]]) -> list[Directive[Any]]:
    rebuilt = batch.recreate == "always" or any(impl.needs_rebuild(operation) for operation in segment)
    return [Rebuild(batch, tuple(segment))] if segment and rebuilt else segment


def _with_arguments_last(batch: BatchAlterTable, found: list[Directive[Any]]) -> Iterator[Directive[Any]]:
    """Of several rebuilds only the last one adds the batch's own arguments and sorts the columns."""
    last = max((index for index, one in enumerate(found) if isinstance(one, Rebuild)), default=-1)
    bare = batch.__replace__(table_args=(), table_kwargs={}, partial_reordering=None)
    names: dict[str, str] = {}
    for index, one in enumerate(found):
        if isinstance(one, AlterColumn) and one.new_column_name is not None:
            names = _with_rename(names, one.column_name, one.new_column_name)
        if isinstance(one, Rebuild) and index == last and names and batch.partial_reordering:
            orders = [_renamed(names, order) for order in batch.partial_reordering]
            yield Rebuild(batch.__replace__(partial_reordering=orders), one.operations)
        else:
            yield Rebuild(bare, one.operations) if isinstance(one, Rebuild) and index != last else one


def _following_renames(operations: tuple[Directive[Any], ...]) -> Iterator[Directive[Any]]:
    """A column that was renamed in this batch may still be called by its old name."""
    names: dict[str, str] = {}
    for one in operations:
        operation = one
        if isinstance(operation, AlterColumn | DropColumn) and operation.column_name in names:
            operation = operation.__replace__(column_name=names[operation.column_name])
        elif isinstance(operation, CreateIndex | CreateUniqueConstraint | CreatePrimaryKey):
            operation = operation.__replace__(columns=_renamed(names, operation.columns)) if names else operation
        elif isinstance(operation, CreateForeignKey) and names:
            operation = operation.__replace__(local_cols=_renamed(names, operation.local_cols))
        elif isinstance(operation, AddColumn):
            names.pop(operation.column.name, None)
        if isinstance(operation, AlterColumn) and operation.new_column_name is not None:
            names = _with_rename(names, operation.column_name, operation.new_column_name)
        yield operation


def _with_rename(names: dict[str, str], old: str, new: str) -> dict[str, str]:
    followed = {first: new if last == old else last for first, last in names.items()}
    return {first: last for first, last in (followed | {old: new}).items() if first != new}


def _renamed(names: Mapping[str, str], columns: tuple[Any, ...]) -> list[Any]:
    return [names.get(column, column) if isinstance(column, str) else column for column in columns]


def _without_rename(operation: Directive[Any]) -> Iterator[Directive[Any]]:
    """A change and a rename of one column, one after the other."""
    if isinstance(operation, AlterColumn) and operation.new_column_name is not None and not _only_renames(operation):
        yield operation.__replace__(new_column_name=None)
        yield AlterColumn(
            operation.table_name,
            operation.column_name,
            new_column_name=operation.new_column_name,
            schema=operation.schema,
        )
    else:
        yield operation


def _only_renames(operation: Directive[Any]) -> bool:
    if not isinstance(operation, AlterColumn) or operation.new_column_name is None:
        return False
    placed = operation.insert_before or operation.insert_after
    changed = operation.type_ is not None or operation.nullable is not None or operation.comment is not False
    return not (placed or changed or operation.server_default is not False or "autoincrement" in operation.options)


def drafted(impl: Impl, d: Rebuild) -> tuple[Draft, SeenTable | None]:
    """The table as it will be, and what was seen of it; raises OfflineError, BadOperationError."""
    batch = d.batch
    seen = impl.seen.table(batch.table_name, batch.schema) if impl.seen else None
    draft = _start(impl, batch, seen)
    draft.before, draft.sorting = draft.definition, bool(batch.partial_reordering)
    draft.copies = {column.name: column.name for column in draft.definition.columns}
    for name, specification in impl.seen.overrides if impl.seen else ():
        draft.change(name, column_part(specification, impl.flavour))
    for operation in d.operations:
        apply(operation, draft)
    with_arguments(draft, batch.table_args, dict(batch.table_kwargs))
    draft.reorder(batch.partial_reordering)
    return draft, seen


def _start(impl: Impl, batch: BatchAlterTable, seen: SeenTable | None) -> Draft:
    table, operation = OnTable(batch.table_name, batch.schema), _operation(batch)
    convention = dict(batch.naming_convention or {})
    kept = {index.name: index.text for index in seen.indexes if not impl.keys_inside} if seen else {}
    if batch.copy_from is not None:
        _refuse_other_columns(operation, batch.copy_from, seen)
        given = _with_referents(batch.copy_from)
        definition = parsed(str(CreateTableDDL(given).compile(dialect=impl.dialect)), impl.flavour)
        made = {str(index.name): impl.ddl(CreateIndexDDL(index)).text for index in given.indexes}
        return Draft(impl, table, definition, made | kept, convention=convention)
    if impl.seen is None:
        raise OfflineError(operation, "give the table as it is now with `copy_from=sa.Table(...)`")
    if seen is None:
        raise BadOperationError(operation, "finds no such table", "correct its name or its `schema`")
    if seen.kind in _NO_TABLES:
        raise BadOperationError(operation, *_NO_TABLES[seen.kind])
    if seen.text is not None:
        return Draft(impl, table, parsed(seen.text, impl.flavour), kept, convention=convention)
    return Draft(impl, table, definition_of(seen, impl.name), kept, convention=convention)


def _refuse_other_columns(operation: str, given: Table, seen: SeenTable | None) -> None:
    """A column that is not handed in would be lost with all its values."""
    if seen is None or seen.kind in _NO_TABLES:
        return
    mine, theirs = ([column.name.lower() for column in one.columns] for one in (given, seen))
    if forgotten := [column.name for column in seen.columns if column.name.lower() not in mine]:
        problem = f"was given a `copy_from` without {listed(forgotten)}, which would be lost"
        raise BadOperationError(operation, problem, "add what is missing, or say `batch.drop_column`")
    if unknown := [column.name for column in given.columns if column.name.lower() not in theirs]:
        problem = f"was given a `copy_from` with {listed(unknown)}, which the table has not"
        raise BadOperationError(operation, problem, "give the table as it is, and add to it with `batch.add_column`")


def _with_referents(table: Table) -> Table:
    """A copy in a world of its own; whatever its foreign keys refer to is there as well."""
    copied = table.to_metadata(MetaData())
    for key in copied.foreign_keys:
        _ensure_referent(copied.metadata, key._get_colspec())
    return copied


def free_name(impl: Impl, table: str) -> str:
    """A name for the copy that nothing has yet."""
    taken = impl.seen.names if impl.seen else frozenset()
    wanted = f"_amig_new_{table}"[:60]
    names = (wanted if count == 0 else f"{wanted[:56]}_{count}" for count in range(1000))
    return next(name for name in names if name.lower() not in taken)


def counted(table: str, old: str, new: str) -> Statement:
    """The rows of both tables, which must be as many; raises RowsLostError."""

    def compare(rows: Sequence[Sequence[Any]]) -> None:
        ((before, after),) = rows
        if before != after:
            raise RowsLostError(table, before, after)

    text = f"SELECT (SELECT count(*) FROM {old}), (SELECT count(*) FROM {new})"  # noqa: S608
    return Statement(text, result=True, verify=compare)
