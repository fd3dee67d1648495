"""Constraints of a draft: added, and dropped by their name or by the one that a convention gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from sqlalchemy import CheckConstraint, Constraint, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.exc import InvalidRequestError

from amig.impl.definition import Clause, ColumnPart, ConstraintPart, bare
from amig.impl.rebuild.draft import Draft, apply
from amig.impl.unnamed import Unnamed, name_of
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
    if _drop_named(draft, name) or _drop_by_convention(draft, name) or _drop_unnamed(draft, name):
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
    return bool(draft.convention) and _drop_first(draft, lambda part: same(_conventional(draft, part), name))


def _drop_unnamed(draft: Draft, name: str) -> bool:
    """One that no convention names, by the name that PostgreSQL would have given it."""
    all_of_them = [_described(draft, part) for part, _, _ in _unnamed(draft)]
    table = draft.table.name

    def is_meant(part: ConstraintPart) -> bool:
        one = _described(draft, part)
        return same(name_of(table, one, all_of_them), name) or same(one.hashed.called(table), name)

    return _drop_first(draft, is_meant)


def _described(draft: Draft, part: ConstraintPart) -> Unnamed:
    if part.kind == "check":
        inside = part.text[part.text.index("(") + 1 : part.text.rindex(")")]
        return Unnamed.check([column.name for column in draft.before.columns], inside)
    if part.kind == "foreignkey":
        return Unnamed("fkey", part.columns, _referent(draft, part))
    return Unnamed("pkey" if part.kind == "primary" else "key", part.columns)


def _drop_first(draft: Draft, is_meant: Callable[[ConstraintPart], bool]) -> bool:
    for part, column, clause in _unnamed(draft):
        if is_meant(part):
            draft.keep_constraints(lambda one, it=part: one is not it)  # type: ignore[misc]
            if column is not None:
                kept = tuple(one for one in column.clauses if one is not clause)
                draft.change(column.name, replace(column, clauses=kept))
            return True
    return False


def _unnamed(draft: Draft) -> Iterator[tuple[ConstraintPart, ColumnPart | None, Clause | None]]:
    """Constraints of the table without a name; those that stand with a column as if they stood alone, and where."""
    for constraint in draft.definition.constraints:
        if constraint.name is None:
            yield constraint, None, None
    for column in draft.definition.columns:
        for clause in column.clauses:
            if clause.name is None and clause.kind in ("unique", "foreignkey", "primary", "check"):
                text = clause.text if clause.kind != "foreignkey" else f"FOREIGN KEY ({column.written}) {clause.text}"
                yield ConstraintPart(clause.kind, text, None, (column.name,)), column, clause


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
