"""The twelve steps of SQLite's own documentation, as far as they are statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from amig.errors import RebuildRefusedError, listed
from amig.impl.definition import bare, parsed
from amig.impl.rebuild import counted, drafted, free_name
from amig.ops.statement import Statement
from amig.ops.tokens import tokens

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.rebuild.draft import Draft
    from amig.ops.batch import Rebuild
    from amig.ops.seen import SeenTable


_SAVEPOINT = "amig_rebuild"
_UNDONE = (f"ROLLBACK TO {_SAVEPOINT}", f"RELEASE {_SAVEPOINT}")
_ROWIDS = ("rowid", "_rowid_", "oid")


def rebuild(impl: Impl, d: Rebuild) -> Iterator[Statement]:
    """Create the new table, copy, compare, drop the old one, rename; then indexes, triggers, and what looks at them.

    All of it or nothing: a script that catches the failure finds the old table as it was.
    """
    draft, seen = drafted(impl, d)
    name, schema = seen.name if seen else d.batch.table_name, d.batch.schema
    _refuse_to_delete_children(impl, seen)
    _refuse_dead_triggers(draft, seen)
    new = free_name(impl, name)
    old_table, new_table = impl.table(name, schema), impl.table(new, schema)
    yield Statement(f"SAVEPOINT {_SAVEPOINT}", if_failed=_UNDONE)
    yield impl.ddl(draft.definition.text(new_table))
    yield impl.ddl(_copying(impl, draft, seen, old_table, new_table))
    yield counted(name, old_table, new_table)
    yield from _sequence(impl, draft, schema, name, new)
    yield impl.ddl(f"DROP TABLE {old_table}")
    yield from _renaming(impl, new_table, name)
    for text in draft.indexes.values():
        yield impl.ddl(_in_schema(impl, text, schema))
    for trigger in seen.triggers if seen else ():
        yield impl.ddl(_in_schema(impl, trigger.text, trigger.schema or schema))
    yield from _checks(impl, draft, seen)
    yield Statement(f"RELEASE {_SAVEPOINT}")
    yield from draft.after


def _renaming(impl: Impl, new_table: str, name: str) -> Iterator[Statement]:
    """Without a look at the views, which miss their table now; what the connection was set to stays."""
    rename = f"ALTER TABLE {new_table} RENAME TO {impl.name(name)}"
    if impl.seen is not None and impl.seen.legacy_alter_table:
        yield impl.ddl(rename)
        return
    off = "PRAGMA legacy_alter_table = OFF"
    yield Statement("PRAGMA legacy_alter_table = ON", if_failed=(off, *_UNDONE))
    yield impl.ddl(rename)
    yield Statement(off, if_failed=_UNDONE)


def _refuse_to_delete_children(impl: Impl, seen: SeenTable | None) -> None:
    """DROP TABLE deletes the rows first, and with them the rows that refer to them."""
    if impl.seen is not None and impl.seen.foreign_keys and seen is not None:
        itself = (seen.name,) if seen.references_itself else ()
        if children := (*seen.referenced_by, *itself):
            raise RebuildRefusedError(seen.name, tuple(dict.fromkeys(children)))


def _refuse_dead_triggers(draft: Draft, seen: SeenTable | None) -> None:
    """SQLite takes `UPDATE OF` a column that is not there, and never fires; and a quoted one is a string then."""
    if seen is None:
        return
    dropped = [one.name for one in seen.columns if draft.definition.column(one.name) is None]
    for trigger in seen.triggers:
        needed = {name.lower() for name in (*update_of(trigger.text), *_double_quoted(trigger.text))}
        if gone := [name for name in dropped if name.lower() in needed]:
            raise draft.refuse(f"drops {listed(gone)}, and trigger `{trigger.name}` needs it", "drop the trigger first")


def update_of(trigger: str) -> Iterator[str]:
    """The columns between UPDATE OF and ON."""
    words = iter(tokens(trigger, "sqlite"))
    before = ""
    for token in words:
        if token.value == "ON":
            return
        if token.value == "OF" and before == "UPDATE":
            yield from (bare(one) for one in takewhile(lambda one: one.value != "ON", words) if one.text != ",")
            return
        before = token.value


def _double_quoted(text: str) -> Iterator[str]:
    return (token.value for token in tokens(text, "sqlite") if token.kind == "name" and token.text.startswith('"'))


def asking(name: str, view: str, schema: str | None, impl: Impl) -> str:
    """A query that fails when a view does not work, `[names]` for `"names"`: SQLite reads those as strings if gone."""
    if schema is not None:
        return f"SELECT 1 FROM {impl.table(name, schema)} LIMIT 0"  # noqa: S608
    words = tokens(view, "sqlite")
    start = next(token.end for token in words if token.value == "AS" and token.kind == "word")
    text, at = "", start
    for token in words:
        if token.start >= start and token.kind == "name" and token.text.startswith('"') and "]" not in token.value:
            text += f"{view[at : token.start]}[{token.value}]"
            at = token.end
    return f"SELECT 1 FROM ({text}{view[at:]}\n) LIMIT 0"  # noqa: S608 - a comment may end the view


def _copying(impl: Impl, draft: Draft, seen: SeenTable | None, old: str, new: str) -> str:
    """Values go where they came from; the new column's affinity converts what can be converted and keeps the rest."""
    copied = [c for c in draft.definition.columns if c.name in draft.copies and not c.is_generated]
    pairs = [(column.written, impl.name(draft.copies[column.name])) for column in copied]
    if (rowid := _rowid(draft, seen)) is not None:
        pairs.insert(0, (rowid, rowid))
    if not pairs:
        return f"INSERT INTO {new} SELECT NULL FROM {old} WHERE 0"  # noqa: S608
    into, values = (", ".join(names) for names in zip(*pairs, strict=True))
    return f"INSERT INTO {new} ({into}) SELECT {values} FROM {old}"  # noqa: S608


def _rowid(draft: Draft, seen: SeenTable | None) -> str | None:
    """The row ids that no column holds: a full-text index, or the script, may count on them."""
    before = parsed(seen.text, "sqlite") if seen and seen.text else draft.before
    key = [draft.column(name).type.upper() for name in draft.primary_key]
    if key == ["INTEGER"] or any("ROWID" in one.options.upper() for one in (before, draft.definition)):
        return None
    taken = {column.name.lower() for one in (before, draft.definition) for column in one.columns}
    return next((name for name in _ROWIDS if name not in taken), None)


def _sequence(impl: Impl, draft: Draft, schema: str | None, old: str, new: str) -> Iterator[Statement]:
    """AUTOINCREMENT goes on counting from the highest value that was ever given."""
    if any("AUTOINCREMENT" in clause.text.upper() for column in draft.definition.columns for clause in column.clauses):
        counts = impl.table("sqlite_sequence", schema)
        was, now = impl.literal(old), impl.literal(new)
        yield impl.ddl(f"DELETE FROM {counts} WHERE name = {now}")  # noqa: S608
        yield impl.ddl(
            f"INSERT INTO {counts} (name, seq) SELECT {now}, seq FROM {counts} WHERE name = {was}"  # noqa: S608
        )


def _in_schema(impl: Impl, text: str, schema: str | None) -> str:
    """`CREATE INDEX x` as `CREATE INDEX schema.x`: the database keeps it without."""
    if schema is None:
        return text
    words = tokens(text, "sqlite")
    at = next(index for index, token in enumerate(words) if token.value in ("INDEX", "TRIGGER")) + 1
    if words[at].value == "IF":
        at += 3
    if words[at + 1].text == ".":
        return text
    return f"{text[: words[at].start]}{impl.name(schema)}.{text[words[at].start :]}"


def _checks(impl: Impl, draft: Draft, seen: SeenTable | None) -> Iterator[Statement]:
    """Views and triggers that worked before must work afterwards: one that does not stops the revision."""
    if impl.seen is None or seen is None:
        return
    table = impl.table(seen.name, seen.schema)
    for view in impl.seen.views:
        if view.works and seen.name in view.tables:
            text = asking(view.name, view.text, view.schema, impl)
            yield Statement(text, checks=True, note=f"view `{view.name}` must still work")
    if seen.triggers and seen.triggers_work:
        columns = [column.written for column in draft.definition.columns if not column.is_generated]
        note = f"the triggers of `{seen.name}` must still work"
        for text in compiling_triggers(table, columns):
            yield Statement(text, note=note, checks=True)
    for trigger in impl.seen.triggers:
        for text in trigger.compiling:
            yield Statement(text, note=f"trigger `{trigger.name}` must still work", checks=True)


def compiling_triggers(table: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Statements that touch no row and make SQLite compile every trigger of a table.

    Not EXPLAIN: SQLite 3.40 crashes when an EXPLAIN that it has kept is prepared again after a change of the schema.
    """
    listed, same = ", ".join(columns), ", ".join(f"{column} = {column}" for column in columns)
    return (
        f"DELETE FROM {table} WHERE 0",  # noqa: S608
        f"UPDATE {table} SET {same} WHERE 0",  # noqa: S608
        f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {table} WHERE 0",  # noqa: S608
    )
