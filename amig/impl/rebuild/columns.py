"""Columns of a draft: added, dropped, altered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import CheckConstraint, Column, Computed, Constraint, Identity, Integer, PrimaryKeyConstraint
from sqlalchemy.schema import CreateIndex as CreateIndexDDL

from amig.errors import UnsupportedError
from amig.impl.definition import Clause, ColumnPart, ConstraintPart, column_part, mentions
from amig.impl.rebuild.draft import Draft, apply
from amig.ops.alter import AlterColumn
from amig.ops.column import AddColumn, AnyType, DropColumn
from amig.ops.items import table_of


@apply.register
def _add_column(d: AddColumn, draft: Draft) -> None:
    table, column = d.table(draft.impl.convention)
    if draft.definition.column(column.name) is not None:
        if d.if_not_exists:
            return
        raise draft.refuse(f"has a column `{column.name}` already", "leave it out, or add `if_not_exists=True`")
    part = column_part(draft.impl.column_spec(column), draft.dialect)
    draft.definition = replace(draft.definition, columns=(*draft.definition.columns, part))
    for constraint in sorted(table.constraints, key=lambda c: str(c.name or "")):
        if not isinstance(constraint, PrimaryKeyConstraint) and draft.impl.applies(constraint):
            draft.add_constraint(constraint)
    if column.primary_key:
        draft.set_primary_key((*draft.primary_key, column.name), None)
    for index in table.indexes:
        draft.indexes[str(index.name)] = draft.impl.ddl(CreateIndexDDL(index)).text
    draft.place(column.name, d.insert_before, d.insert_after)


@apply.register
def _drop_column(d: DropColumn, draft: Draft) -> None:
    """What is about this column alone goes with it, and what its keys and indexes were made of, as on PostgreSQL."""
    if d.if_exists and draft.definition.column(d.column_name) is None:
        return
    name = draft.column(d.column_name).name
    if isinstance(d.dropped, Column):
        _drop_checks_of_type(draft, name, d.dropped.type)
    columns = tuple(one for one in draft.definition.columns if one.name != name)
    if not columns:
        raise draft.refuse(f"would lose its last column `{name}`", "drop the table instead")
    draft.definition = replace(draft.definition, columns=columns)
    draft.copies.pop(name, None)
    draft.dropped.add(name.lower())
    others = [column.name for column in columns]
    for constraint in draft.definition.constraints:
        _without_column(draft, constraint, name, others)
    draft.indexes = {k: text for k, text in draft.indexes.items() if not _is_about(draft, text, name)}
    for column in columns:
        if any(
            clause.kind in ("check", "generated") and _is_about(draft, clause.text, name) for clause in column.clauses
        ):
            problem = f"drops `{name}`, which column `{column.name}` is made of or checked against"
            raise draft.refuse(problem, f"change or drop `{column.name}` in the same batch, before")


def _without_column(draft: Draft, constraint: ConstraintPart, name: str, others: list[str]) -> None:
    if constraint.kind == "check":
        if not mentions(constraint.text, name, draft.dialect):
            return
        if any(mentions(constraint.text, other, draft.dialect) for other in others):
            problem = f"drops `{name}`, and `{constraint.text}` is about other columns too"
            raise draft.refuse(problem, "drop that constraint in the same batch, before")
    elif name.lower() not in (column.lower() for column in constraint.columns):
        return
    draft.keep_constraints(lambda one: one is not constraint)


def _is_about(draft: Draft, text: str, column: str) -> bool:
    """Whether the part in parentheses and what follows mentions a column."""
    return mentions(text[text.find("(") :], column, draft.dialect)


@apply.register
def _alter_column(d: AlterColumn, draft: Draft) -> None:
    column = draft.column(d.column_name)
    if d.type_ is not None:
        if d.existing_type is not None:
            _drop_checks_of_type(draft, column.name, d.existing_type)
        column = _retyped(draft, draft.column(column.name), d)
        draft.retyped.add(column.name)
    if d.nullable is not None:
        column = column.without("notnull", "null")
        column = column if d.nullable else _without_null(column).with_clause("notnull", "NOT NULL")
    if d.server_default is not False:
        column = _with_default(draft, column, d.server_default)
    if d.comment is not False:
        column = _with_comment(draft, column, d)
    increment = d.options.get("autoincrement")
    if increment is not None and draft.dialect in ("mysql", "mariadb"):
        column = column.without("autoincrement")
        column = column.with_clause("autoincrement", "AUTO_INCREMENT") if increment else column
    draft.change(column.name, column)
    if d.type_ is not None:
        for check in _checks_of_type(draft, column.name, d.type_):
            draft.add_constraint(check)
    draft.place(column.name, d.insert_before, d.insert_after)


def _retyped(draft: Draft, column: ColumnPart, d: AlterColumn) -> ColumnPart:
    """Another type; the collation that the old one is known to have goes with it."""
    new, *old = (
        column_part(f"{column.written} {draft.impl.type_spec(type_)}", draft.dialect)
        for type_ in (d.type_, d.existing_type)
        if type_ is not None
    )
    if new.has("collate") or any(part.has("collate") for part in old):
        column = column.without("collate")
    return replace(column, type=new.type, clauses=(*new.clauses, *column.clauses))


def _without_null(column: ColumnPart) -> ColumnPart:
    """MySQL keeps a default that was never given as `DEFAULT NULL`, and takes none on what must not be null."""
    kept = tuple(clause for clause in column.clauses if clause.text.upper().split() != ["DEFAULT", "NULL"])
    return replace(column, clauses=kept)


def _with_default(draft: Draft, column: ColumnPart, default: Any) -> ColumnPart:
    column = column.without("default", "generated", "onupdate")
    if default is None:
        return column
    given = isinstance(default, Computed | Identity)
    items, named = ((default._copy(),), {}) if given else ((), {"server_default": default})
    made: Column[Any] = Column(column.name, Integer(), *items, **named)
    spec = draft.impl.column_spec(table_of("t", [made]).c[column.name])
    kinds = ("default", "generated", "onupdate")
    clauses = [clause for clause in column_part(spec, draft.dialect).clauses if clause.kind in kinds]
    return replace(column, clauses=(*clauses, *column.clauses) if given else (*column.clauses, *clauses))


def _with_comment(draft: Draft, column: ColumnPart, d: AlterColumn) -> ColumnPart:
    if not draft.impl.dialect.supports_comments:
        instead = "leave `comment` out"
        raise UnsupportedError("op.alter_column", draft.dialect, "it has no comments", instead)
    if not draft.impl.dialect.inline_comments:
        draft.after += list(d.altering_comment(draft.impl))
        return column
    column = column.without("comment")
    return column.with_clause("comment", f"COMMENT {draft.impl.literal(d.comment)}") if d.comment else column


def _checks_of_type(draft: Draft, column: str, type_: AnyType) -> list[Constraint]:
    table = table_of(draft.table.name, [Column(column, type_)], convention=draft.impl.convention)
    return [c for c in table.constraints if isinstance(c, CheckConstraint) and draft.impl.applies(c)]


def _drop_checks_of_type(draft: Draft, column: str, type_: AnyType) -> None:
    """The CHECK that a Boolean or an Enum brought along: by its name, or by its words where it has none."""
    for check in _checks_of_type(draft, column, type_):
        text = _folded(str(draft.impl._compiler.process(check)))

        def stays(one: ConstraintPart | Clause, check: Constraint = check, text: str = text) -> bool:
            return not (one.name is not None and one.name == check.name) and _folded(one.text) != text

        draft.keep_constraints(stays)
        part = draft.column(column)
        draft.change(column, replace(part, clauses=tuple(filter(stays, part.clauses))))


def _folded(text: str) -> str:
    return "".join(text.lower().replace('"', "").split())
