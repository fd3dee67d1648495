"""Alembic's operation objects, by their names: each becomes the directive that means the same."""

from __future__ import annotations

from inspect import Parameter
from typing import Any, ClassVar

from amig import ops
from amig.errors import BadOperationError
from amig.ops.base import Directive, call_of

_MISSING = object()


class MigrateOperation:
    """What a script's own operations derive from."""

    @property
    def info(self) -> dict[Any, Any]:
        """For whoever wants to note something on it."""
        noted: dict[Any, Any] = vars(self).setdefault("_info", {})
        return noted

    def reverse(self) -> MigrateOperation:
        """The operation that undoes this one; operations of one's own say it themselves."""
        raise NotImplementedError(type(self).__name__)


class _Known(MigrateOperation):
    """One of Alembic's own: its arguments, as attributes."""

    takes: ClassVar[tuple[str, ...]]

    def __init__(self, *args: Any, **kw: Any) -> None:
        given = dict(zip(self.takes, args, strict=False))
        missing = [name for name in self.takes if name not in given | kw]
        if missing or len(args) > len(self.takes):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.takes)}; {len(args)} were given")
        self.kw = {name: value for name, value in kw.items() if name not in self.takes}
        vars(self).update(given, **{name: kw[name] for name in self.takes if name in kw})


class CreateTableOp(_Known):
    takes = ("table_name", "columns")


class DropTableOp(_Known):
    takes = ("table_name",)


class RenameTableOp(_Known):
    takes = ("old_table_name", "new_table_name")


class CreateTableCommentOp(_Known):
    takes = ("table_name", "comment")


class DropTableCommentOp(_Known):
    takes = ("table_name",)


class AddColumnOp(_Known):
    takes = ("table_name", "column")


class DropColumnOp(_Known):
    takes = ("table_name", "column_name")


class AlterColumnOp(_Known):
    takes = ("table_name", "column_name")


class CreateIndexOp(_Known):
    takes = ("index_name", "table_name", "columns")


class DropIndexOp(_Known):
    takes = ("index_name",)


class CreateUniqueConstraintOp(_Known):
    takes = ("constraint_name", "table_name", "columns")


class CreatePrimaryKeyOp(_Known):
    takes = ("constraint_name", "table_name", "columns")


class CreateCheckConstraintOp(_Known):
    takes = ("constraint_name", "table_name", "condition")


class CreateForeignKeyOp(_Known):
    takes = ("constraint_name", "source_table", "referent_table", "local_cols", "remote_cols")


class DropConstraintOp(_Known):
    takes = ("constraint_name", "table_name")


class BulkInsertOp(_Known):
    takes = ("table", "rows")


class ExecuteSQLOp(_Known):
    takes = ("sqltext",)


KNOWN: dict[str, type[Directive[Any]]] = {
    "AddColumnOp": ops.AddColumn,
    "AlterColumnOp": ops.AlterColumn,
    "BulkInsertOp": ops.BulkInsert,
    "CreateCheckConstraintOp": ops.CreateCheckConstraint,
    "CreateForeignKeyOp": ops.CreateForeignKey,
    "CreateIndexOp": ops.CreateIndex,
    "CreatePrimaryKeyOp": ops.CreatePrimaryKey,
    "CreateTableCommentOp": ops.CreateTableComment,
    "CreateTableOp": ops.CreateTable,
    "CreateUniqueConstraintOp": ops.CreateUniqueConstraint,
    "DropColumnOp": ops.DropColumn,
    "DropConstraintOp": ops.DropConstraint,
    "DropIndexOp": ops.DropIndex,
    "DropTableCommentOp": ops.DropTableComment,
    "DropTableOp": ops.DropTable,
    "ExecuteSQLOp": ops.Execute,
    "RenameTableOp": ops.RenameTable,
}

_CALLED = {
    "type_": ("modify_type", "constraint_type"),
    "nullable": ("modify_nullable",),
    "server_default": ("modify_server_default",),
    "comment": ("modify_comment",),
    "new_column_name": ("modify_name",),
}
"""Parameter -> what Alembic's objects call it."""


def as_directive(operation: Any) -> Directive[Any]:
    """The directive of one of Alembic's operation objects, or of one of these; raises BadOperationError."""
    kind = next((KNOWN[one.__name__] for one in type(operation).__mro__ if one.__name__ in KNOWN), None)
    if kind is None:
        problem = "is no operation that amig knows, and nothing is registered that carries it out"
        raise BadOperationError(type(operation).__name__, problem, "register one with `Operations.implementation_for`")
    options = dict(getattr(operation, "kw", None) or {})
    args: list[Any] = []
    named: dict[str, Any] = {}
    for name, parameter in call_of(kind).parameters.items():
        if parameter.kind is Parameter.VAR_KEYWORD:
            named.update(options)
        elif parameter.kind is Parameter.VAR_POSITIONAL:
            args.extend(operation.columns)
        elif (value := _value(operation, name, options)) is not _MISSING:
            _put(args, named, parameter, value)
    return kind(*args, **named)


def _put(args: list[Any], named: dict[str, Any], parameter: Parameter, value: Any) -> None:
    if parameter.kind is Parameter.KEYWORD_ONLY:
        named[parameter.name] = value
    else:
        args.append(value)


def _value(operation: Any, name: str, options: dict[str, Any]) -> Any:
    for called in (name, *_CALLED.get(name, ())):
        if called in options:
            return options.pop(called)
        if (value := getattr(operation, called, _MISSING)) is not _MISSING:
            return value
    return _MISSING
