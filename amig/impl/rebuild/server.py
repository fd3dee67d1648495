"""A rebuild on a database server: the constraints' names are taken until the old table is gone, so they come last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from amig.errors import UnsupportedError
from amig.impl.definition import ColumnPart, ConstraintPart
from amig.impl.rebuild import counted, drafted, free_name
from amig.ops.statement import Statement

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.rebuild.draft import Draft
    from amig.ops.batch import Rebuild
    from amig.ops.seen import SeenTable


def rebuild(impl: Impl, d: Rebuild) -> Iterator[Statement]:
    """Create, copy, compare, drop, rename; then the named constraints, the indexes, the triggers and the comments."""
    draft, seen = drafted(impl, d)
    name, schema = d.batch.table_name, d.batch.schema
    _refuse_what_would_be_lost(impl, name, seen)
    new = free_name(impl, name)
    old_table, new_table = impl.table(name, schema), impl.table(new, schema)
    inside, later = _divided(impl, draft)
    undoing = () if impl.transactional_ddl else (f"DROP TABLE IF EXISTS {new_table}",)
    yield Statement(replace(draft.definition, constraints=inside).text(new_table), if_failed=undoing)
    yield impl.ddl(_copying(impl, draft, old_table, new_table))
    yield counted(name, old_table, new_table)
    yield from impl.before_drop(draft, seen, old_table, new_table)
    yield Statement(f"DROP TABLE {old_table}", if_failed=())
    yield impl.renamed(new, name, schema)
    for constraint in later:
        yield impl.ddl(f"ALTER TABLE {old_table} ADD {constraint.text}")
    for text in draft.indexes.values():
        yield impl.ddl(text)
    for trigger in seen.triggers if seen else ():
        yield impl.ddl(trigger.text)
    yield from impl.after_rename(draft, seen, old_table)
    yield from draft.after


def _refuse_what_would_be_lost(impl: Impl, table: str, seen: SeenTable | None) -> None:
    if seen is None:
        return
    lost = [*(f"the foreign key of `{child}`" for child in seen.referenced_by), *seen.attached]
    views = impl.seen.views if impl.seen else ()
    lost += [f"view `{view.name}`" for view in views if table in view.tables]
    if lost:
        problem = f"a rebuild would lose {', '.join(lost)}"
        operation = f"op.batch_alter_table({table!r})"
        raise UnsupportedError(operation, impl.dialect.name, problem, 'use `recreate="never"`: it can alter tables')


def _divided(impl: Impl, draft: Draft) -> tuple[tuple[ConstraintPart, ...], tuple[ConstraintPart, ...]]:
    inside = tuple(one for one in draft.definition.constraints if impl.inside_new_table(one.kind, one.name))
    return inside, tuple(one for one in draft.definition.constraints if one not in inside)


def _copying(impl: Impl, draft: Draft, old: str, new: str) -> str:
    copied = [c for c in draft.definition.columns if c.name in draft.copies and not c.is_generated]
    into = ", ".join(column.written for column in copied)
    values = ", ".join(_value(impl, draft, column) for column in copied)
    always = any("GENERATED ALWAYS AS IDENTITY" in clause.text for c in copied for clause in c.clauses)
    overriding = " OVERRIDING SYSTEM VALUE" if always else ""
    return f"INSERT INTO {new} ({into}){overriding} SELECT {values} FROM {old}"  # noqa: S608


def _value(impl: Impl, draft: Draft, column: ColumnPart) -> str:
    name = impl.name(draft.copies[column.name])
    return f"CAST({name} AS {column.type})" if column.name in draft.retyped and impl.casts else name
