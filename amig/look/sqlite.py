"""What a SQLite file holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from amig.impl.definition import Definition, bare, mentions, parsed
from amig.impl.rebuild.sqlite import asking, compiling_triggers
from amig.ops.seen import Seen, SeenColumn, SeenConstraint, SeenIndex, SeenTable, SeenTrigger, SeenView
from amig.ops.statement import Statement
from amig.ops.tokens import tokens

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.impl.definition import Clause, ColumnPart, ConstraintPart
    from amig.ops.base import OnTable

_VIRTUAL, _STORED = 2, 3


async def read(channel: Channel, impl: Impl, tables: Sequence[OnTable]) -> Seen:
    """Read the schema table once, and a few pragmas for each table asked for."""

    async def ask(sql: str) -> Sequence[Sequence[Any]]:
        return await channel.fetch(Statement(sql, result=True))

    ((enforced,),) = await ask("PRAGMA foreign_keys")
    found: list[SeenTable] = []
    views: list[SeenView] = []
    names: set[str] = set()
    for schema in dict.fromkeys(table.schema for table in tables):
        master = f"{impl.name(schema)}.sqlite_master" if schema else "sqlite_master"
        rows = await ask(f"SELECT type, name, tbl_name, sql FROM {master}")  # noqa: S608
        names |= {str(row[1]).lower() for row in rows}
        wanted = [table for table in tables if table.schema == schema]
        for table in wanted:
            made = next((r for r in rows if r[0] == "table" and r[1].lower() == table.name.lower()), None)
            if made is not None:
                found.append(await _table(channel, impl, schema, made, rows))
        views += [await _view(ask, impl, schema, row, wanted) for row in rows if row[0] == "view"]
    return Seen(tables=tuple(found), views=tuple(views), names=frozenset(names), foreign_keys=bool(enforced))


async def _table(
    channel: Channel, impl: Impl, schema: str | None, made: Sequence[Any], rows: Sequence[Any]
) -> SeenTable:
    async def ask(sql: str) -> Sequence[Sequence[Any]]:
        return await channel.fetch(Statement(sql, result=True))

    name, text = str(made[1]), str(made[3])
    if text.upper().startswith("CREATE VIRTUAL"):
        return SeenTable(name=name, schema=schema, kind="virtual", text=text)
    quoted, inside = impl.literal(name), f", {impl.literal(schema)}" if schema else ""
    what = 'SELECT name, type, "notnull", dflt_value, hidden FROM pragma_table_xinfo'
    infos = await ask(f"{what}({quoted}{inside})")
    definition = parsed(text, "sqlite")
    mine = [row for row in rows if str(row[2]).lower() == name.lower()]
    triggers = tuple(SeenTrigger(name=row[1], text=row[3]) for row in mine if row[0] == "trigger")
    table = SeenTable(
        name=name,
        schema=schema,
        text=text,
        columns=tuple(_column(info, definition) for info in infos),
        constraints=tuple(_constraints(definition)),
        indexes=await _indexes(ask, quoted, inside, {row[1]: row[3] for row in mine if row[0] == "index" and row[3]}),
        triggers=triggers,
        referenced_by=await _children(ask, quoted, inside, schema, impl),
    )
    works = await _works(channel, impl, table, definition) if triggers else True
    return replace(table, triggers_work=works)


def _column(info: Sequence[Any], definition: Definition) -> SeenColumn:
    name, type_, notnull, default, hidden = info
    part = definition.column(name)
    clauses = {clause.kind: clause for clause in part.clauses} if part else {}
    return SeenColumn(
        name=name,
        type=type_,
        nullable=not notnull,
        default=default,
        generated=_inside(clauses["generated"]) if "generated" in clauses else None,
        stored=hidden == _STORED,
        autoincrement="primary" in clauses and "AUTOINCREMENT" in clauses["primary"].text.upper(),
        collation=clauses["collate"].text.split()[-1].strip("\"`[]'") if "collate" in clauses else None,
    )


def _inside(clause: Clause) -> str:
    return clause.text[clause.text.index("(") + 1 : clause.text.rindex(")")]


def _constraints(definition: Definition) -> list[SeenConstraint]:
    found = [_seen(column, clause) for column in definition.columns for clause in column.clauses if _counts(clause)]
    return found + [_of_table(part) for part in definition.constraints]


def _counts(clause: Clause) -> bool:
    return clause.kind in ("primary", "unique", "check", "foreignkey")


def _seen(column: ColumnPart, clause: Clause) -> SeenConstraint:
    return SeenConstraint(
        name=clause.name,
        kind=clause.kind,  # type: ignore[arg-type]
        columns=(column.name,),
        text=clause.text,
        **_referent(clause.text) if clause.kind == "foreignkey" else {},
    )


def _of_table(part: ConstraintPart) -> SeenConstraint:
    referent = _referent(part.text) if part.kind == "foreignkey" else {}
    return SeenConstraint(name=part.name, kind=part.kind, columns=part.columns, text=part.text, **referent)  # type: ignore[arg-type]


def _referent(text: str) -> dict[str, Any]:
    seen = tokens(text, "sqlite")
    at = next(index for index, token in enumerate(seen) if token.value == "REFERENCES")
    columns: list[str] = []
    if len(seen) > at + 2 and seen[at + 2].text == "(":
        for token in seen[at + 3 :]:
            if token.text == ")":
                break
            columns += [bare(token)] if token.text != "," else []
    return {"referent_table": bare(seen[at + 1]), "referent_columns": tuple(columns)}


async def _indexes(ask: Any, quoted: str, inside: str, texts: dict[str, str]) -> tuple[SeenIndex, ...]:
    listed = await ask(
        f'SELECT l.name, l."unique", i.name FROM pragma_index_list({quoted}{inside}) AS l'  # noqa: S608
        f" JOIN pragma_index_info(l.name{inside}) AS i ORDER BY l.seq, i.seqno"
    )
    columns: dict[str, list[str | None]] = defaultdict(list)
    unique: dict[str, bool] = {}
    for name, is_unique, column in listed:
        columns[name].append(column)
        unique[name] = bool(is_unique)
    return tuple(
        SeenIndex(name=n, columns=tuple(columns[n]), unique=unique.get(n, False), where=_where(text), text=text)
        for n, text in texts.items()
    )


def _where(text: str) -> str | None:
    depth = 0
    for token in tokens(text, "sqlite"):
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.value == "WHERE":
            return text[token.end :].strip()
    return None


async def _children(ask: Any, quoted: str, inside: str, schema: str | None, impl: Impl) -> tuple[str, ...]:
    """Other tables whose foreign keys refer to this one."""
    master = f"{impl.name(schema)}.sqlite_master" if schema else "sqlite_master"
    rows = await ask(
        f"SELECT DISTINCT m.name FROM {master} AS m JOIN pragma_foreign_key_list(m.name{inside}) AS f"  # noqa: S608
        f" WHERE m.type = 'table' AND lower(f.\"table\") = lower({quoted}) AND lower(m.name) <> lower({quoted})"
    )
    return tuple(row[0] for row in rows)


async def _works(channel: Channel, impl: Impl, table: SeenTable, definition: Definition) -> bool:
    """Whether SQLite can compile the table's triggers now."""
    columns = [column.written for column in definition.columns if not column.is_generated]
    try:
        for text in compiling_triggers(impl.table(table.name, table.schema), columns):
            await channel.change(Statement(text))
    except DBAPIError:
        return False
    return True


async def _view(ask: Any, impl: Impl, schema: str | None, row: Sequence[Any], wanted: Sequence[OnTable]) -> SeenView:
    """A view; whether it works is asked of those that mention one of the tables."""
    name, text = str(row[1]), str(row[3])
    about = tuple(table.name for table in wanted if mentions(text, table.name, "sqlite"))
    works = True
    if about:
        try:
            await ask(asking(name, text, schema, impl))
        except DBAPIError:
            works = False
    return SeenView(name=name, text=text, schema=schema, works=works, tables=about)
