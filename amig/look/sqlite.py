"""What a SQLite file holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy.exc import DBAPIError

from amig.impl.definition import Definition, bare, parsed
from amig.impl.rebuild.sqlite import compiling_triggers
from amig.look.sqlite_uses import used_by
from amig.ops.seen import Seen, SeenColumn, SeenConstraint, SeenIndex, SeenTable, SeenTrigger, SeenView
from amig.ops.statement import Statement
from amig.ops.tokens import tokens

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.impl.definition import Clause, ColumnPart, ConstraintPart
    from amig.ops.base import OnTable

_VIRTUAL, _STORED = 2, 3


class Schema(NamedTuple):
    """The rows of a schema table (type, name, table, text), and those of what is temporary and may use its tables."""

    name: str | None
    rows: Sequence[Any]
    temporary: Sequence[Any]

    def inside(self, impl: Impl) -> str:
        """What a pragma that is asked as a table wants to hear after the name."""
        return f", {impl.literal(self.name)}" if self.name else ""


async def read(channel: Channel, impl: Impl, tables: Sequence[OnTable]) -> Seen:
    """Read the schema table once, and a few pragmas for each table asked for."""

    async def ask(sql: str) -> Sequence[Sequence[Any]]:
        return await channel.fetch(Statement(sql, result=True))

    ((enforced,),), ((legacy,),) = await ask("PRAGMA foreign_keys"), await ask("PRAGMA legacy_alter_table")
    found: list[SeenTable] = []
    views: list[SeenView] = []
    triggers: list[SeenTrigger] = []
    names: set[str] = set()
    for name in dict.fromkeys(table.schema for table in tables):
        schema = await _schema(ask, impl, name)
        names |= {str(row[1]).lower() for row in schema.rows}
        wanted = [table.name for table in tables if table.schema == name]
        found += [table for one in wanted if (table := await _found(channel, impl, schema, one)) is not None]
        views += (using := await used_by(channel, impl, schema, wanted)).views
        triggers += using.triggers
    return Seen(
        tables=tuple(found),
        views=tuple(views),
        triggers=tuple(triggers),
        names=frozenset(names),
        foreign_keys=bool(enforced),
        legacy_alter_table=bool(legacy),
    )


async def _schema(ask: Any, impl: Impl, name: str | None) -> Schema:
    master = f"{impl.name(name)}.sqlite_master" if name else "sqlite_master"
    rows = await ask(f"SELECT type, name, tbl_name, sql FROM {master}")  # noqa: S608
    temporary = "SELECT type, name, tbl_name, sql FROM sqlite_temp_master"
    return Schema(name, rows, await ask(temporary) if name != "temp" else ())


async def _found(channel: Channel, impl: Impl, schema: Schema, name: str) -> SeenTable | None:
    """A table, or what has its name; a temporary one comes first, where no schema is said."""
    hiding = schema.temporary if schema.name is None else ()
    made = _row(hiding, "table", name) or _row(schema.rows, "table", name) or _row(schema.rows, "view", name)
    if made is None:
        return None
    if made in hiding:
        return SeenTable(name=made[1], kind="temporary")
    if made[0] == "view" or made[3].upper().startswith("CREATE VIRTUAL"):
        kind: Literal["view", "virtual"] = "view" if made[0] == "view" else "virtual"
        return SeenTable(name=made[1], schema=schema.name, kind=kind, text=made[3])
    return await _table(channel, impl, schema, made)


def _row(rows: Sequence[Any], kind: str, name: str) -> Any:
    return next((row for row in rows if row[0] == kind and row[1].lower() == name.lower()), None)


async def _table(channel: Channel, impl: Impl, schema: Schema, made: Sequence[Any]) -> SeenTable:
    async def ask(sql: str) -> Sequence[Sequence[Any]]:
        return await channel.fetch(Statement(sql, result=True))

    name, text = str(made[1]), str(made[3])
    quoted, inside = impl.literal(name), schema.inside(impl)
    what = 'SELECT name, type, "notnull", dflt_value, hidden FROM pragma_table_xinfo'
    infos = await ask(f"{what}({quoted}{inside})")
    definition = parsed(text, "sqlite")
    mine = [row for row in schema.rows if str(row[2]).lower() == name.lower()]
    passing = [row for row in schema.temporary if str(row[2]).lower() == name.lower()]
    triggers = [SeenTrigger(name=row[1], text=row[3]) for row in mine if row[0] == "trigger"]
    triggers += [SeenTrigger(name=row[1], text=row[3], schema="temp") for row in passing if row[0] == "trigger"]
    table = SeenTable(
        name=name,
        schema=schema.name,
        text=text,
        columns=tuple(_column(info, definition) for info in infos),
        constraints=tuple(_constraints(definition)),
        indexes=await _indexes(ask, quoted, inside, {row[1]: row[3] for row in mine if row[0] == "index" and row[3]}),
        triggers=tuple(triggers),
        referenced_by=await _children(ask, quoted, inside, schema.name, impl),
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
