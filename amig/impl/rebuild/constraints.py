"""Constraints of a draft: added, and dropped by their name or by the one that a convention gives them."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import CheckConstraint, Constraint, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.exc import InvalidRequestError

from amig.impl.definition import ConstraintPart, bare
from amig.impl.rebuild.draft import Draft, apply
from amig.ops.constraint import AddsConstraint, DropConstraint
from amig.ops.exclude import CreateExcludeConstraint
from amig.ops.items import plain_table
from amig.ops.primary_key import CreatePrimaryKey
from amig.ops.tokens import tokens


@apply.register
def _add_constraint(d: AddsConstraint, draft: Draft) -> None:
    if isinstance(d, CreatePrimaryKey):
        for name in d.columns:
            draft.column(name)
        named = d.named(draft.impl)
        draft.set_primary_key(d.columns, named.name if isinstance(named.name, str) else None)
        return
    for name in getattr(d, "columns", ()) or getattr(d, "local_cols", ()):
        draft.column(name)
    constraint = d.named(draft.impl)
    if constraint.name and any(same(one.name, str(constraint.name)) for one in draft.definition.constraints):
        raise draft.refuse(f"has a constraint `{constraint.name}` already", "drop it first, or choose another name")
    if isinstance(d, CreateExcludeConstraint):
        list(d.emit(draft.impl))
    draft.add_constraint(constraint)


def same(one: str | None, other: str) -> bool:
    return one is not None and one.lower() == other.lower()


@apply.register
def _drop_constraint(d: DropConstraint, draft: Draft) -> None:
    name = d.named(draft.impl)
    if _drop_named(draft, name) or _drop_by_convention(draft, name):
        return
    if d.type_ == "primary" and draft.primary_key:
        draft.drop_primary_key()
    elif not d.if_exists:
        named = [c.name for c in draft.definition.constraints if c.name]
        named += [clause.name for column in draft.definition.columns for clause in column.clauses if clause.name]
        known = (
            f"its named constraints are {', '.join(f'`{one}`' for one in named)}" if named else "none of its has a name"
        )
        raise draft.refuse(f"has no constraint `{name}`", f"{known}; `naming_convention` gives names to the others")


def _drop_named(draft: Draft, name: str) -> bool:
    before = draft.definition
    draft.keep_constraints(lambda one: not same(one.name, name))
    for column in draft.definition.columns:
        kept = tuple(clause for clause in column.clauses if not same(clause.name, name))
        if len(kept) != len(column.clauses):
            draft.change(column.name, replace(column, clauses=kept))
    return draft.definition != before


def _drop_by_convention(draft: Draft, name: str) -> bool:
    """A constraint without a name of its own, by the one that the batch's naming convention gives it."""
    if not draft.convention:
        return False
    for constraint in draft.definition.constraints:
        if constraint.name is None and same(_conventional(draft, constraint), name):
            draft.keep_constraints(lambda one, it=constraint: one is not it)  # type: ignore[misc]
            return True
    for column in draft.definition.columns:
        for clause in column.clauses:
            if clause.name is None and clause.kind in ("unique", "foreignkey", "primary", "check"):
                text = clause.text if clause.kind != "foreignkey" else f"FOREIGN KEY ({column.written}) {clause.text}"
                part = ConstraintPart(clause.kind, text, None, (column.name,))
                if same(_conventional(draft, part), name):
                    kept = tuple(one for one in column.clauses if one is not clause)
                    draft.change(column.name, replace(column, clauses=kept))
                    return True
    return False


def _conventional(draft: Draft, part: ConstraintPart) -> str | None:
    """The name that the convention gives to an unnamed constraint."""
    table = plain_table(draft.table.name, part.columns, convention=draft.convention)
    columns = list(table.c)
    made: Constraint
    if part.kind == "unique":
        made = UniqueConstraint(*columns)
    elif part.kind == "primary":
        made = PrimaryKeyConstraint(*columns)
    elif part.kind == "foreignkey":
        made = ForeignKeyConstraint(columns, [f"{_referent(draft, part)}.x" for _ in columns])
    else:
        made = CheckConstraint("x")
    try:
        table.append_constraint(made)
    except InvalidRequestError:
        return None
    return made.name if isinstance(made.name, str) else None


def _referent(draft: Draft, part: ConstraintPart) -> str:
    seen = tokens(part.text, draft.dialect)
    at = next(index for index, token in enumerate(seen) if token.value == "REFERENCES")
    return bare(seen[at + 1])
