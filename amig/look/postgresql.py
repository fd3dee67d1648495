"""What a PostgreSQL database holds, in the catalogue's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, BigInteger, String, bindparam, text

from amig.ops.seen import Seen, SeenColumn, SeenConstraint, SeenIndex, SeenTable, SeenTrigger, SeenView

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.ops.base import OnTable

_TABLES = """
SELECT c.oid, c.relname, c.relkind, obj_description(c.oid, 'pg_class'), c.relrowsecurity, c.relacl IS NOT NULL,
       c.relhasrules, c.relispartition OR EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname = coalesce(:schema, current_schema()) AND c.relname = ANY(:names)
"""
_COLUMNS = """
SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
       a.attidentity::text, a.attgenerated::text,
       CASE WHEN a.attcollation <> t.typcollation
            THEN quote_ident(cn.nspname) || '.' || quote_ident(co.collname) END,
       col_description(a.attrelid, a.attnum),
       (SELECT s.oid::regclass::text FROM pg_depend dep JOIN pg_class s ON s.oid = dep.objid AND s.relkind = 'S'
        WHERE dep.refobjid = a.attrelid AND dep.refobjsubid = a.attnum AND dep.deptype IN ('a', 'i')
          AND dep.classid = 'pg_class'::regclass LIMIT 1),
       (SELECT n.conname::text FROM pg_constraint n
        WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND n.conkey = ARRAY[a.attnum])
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_collation co ON co.oid = a.attcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
WHERE a.attrelid::bigint = ANY(:oids) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum
"""
_CONSTRAINTS = """
SELECT c.conrelid, c.conname, c.contype::text, pg_get_constraintdef(c.oid), fn.nspname, f.relname,
       ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, o)
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY k.o),
       ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k(n, o)
             JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY k.o)
FROM pg_constraint c LEFT JOIN pg_class f ON f.oid = c.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
WHERE c.conrelid::bigint = ANY(:oids) AND c.contype IN ('p', 'u', 'c', 'f', 'x') ORDER BY c.conrelid, c.oid
"""
_INDEXES = """
SELECT i.indrelid, c.relname, i.indisunique, i.indisvalid, pg_get_indexdef(i.indexrelid),
       pg_get_expr(i.indpred, i.indrelid),
       ARRAY(SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(n, o)
             LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n AND k.n <> 0
             WHERE k.o <= i.indnkeyatts ORDER BY k.o)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid::bigint = ANY(:oids)
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
ORDER BY c.relname
"""
_TRIGGERS = """
SELECT t.tgrelid, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t
WHERE t.tgrelid::bigint = ANY(:oids) AND NOT t.tgisinternal ORDER BY t.tgname
"""
_CHILDREN = """
SELECT c.confrelid, c.conrelid::regclass::text FROM pg_constraint c
WHERE c.contype = 'f' AND c.confrelid::bigint = ANY(:oids) AND c.conrelid <> c.confrelid
"""
_VIEWS = """
SELECT v.relname, n.nspname, v.relkind = 'm', pg_get_viewdef(v.oid),
       ARRAY(SELECT DISTINCT t.relname::text FROM pg_rewrite r JOIN pg_depend d ON d.objid = r.oid
             AND d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
             JOIN pg_class t ON t.oid = d.refobjid
             WHERE r.ev_class = v.oid AND d.refobjid::bigint = ANY(:oids))
FROM pg_class v JOIN pg_namespace n ON n.oid = v.relnamespace
WHERE v.relkind IN ('v', 'm') AND (n.nspname = coalesce(:schema, current_schema())
      OR EXISTS (SELECT FROM pg_rewrite r JOIN pg_depend d ON d.objid = r.oid
                 WHERE r.ev_class = v.oid AND d.refobjid::bigint = ANY(:oids)))
"""
_NAMES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = coalesce(:schema, current_schema())
"""
_KINDS: dict[str, Any] = {"p": "primary", "u": "unique", "c": "check", "f": "foreignkey", "x": "exclude"}


async def read(channel: Channel, impl: Impl, tables: Sequence[OnTable]) -> Seen:
    """Eight queries for each schema, whatever the number of tables."""

    async def ask(sql: str, **values: Any) -> Sequence[Sequence[Any]]:
        types: dict[str, Any] = {"oids": ARRAY(BigInteger), "names": ARRAY(String), "schema": String}
        binds: list[Any] = [bindparam(key, value, types[key]) for key, value in values.items()]
        return await channel.fetch(impl.dml(text(sql).bindparams(*binds), result=True))

    found: list[SeenTable] = []
    views: list[SeenView] = []
    names: set[str] = set()
    for schema in dict.fromkeys(table.schema for table in tables):
        wanted = [table.name for table in tables if table.schema == schema]
        rows = await ask(_TABLES, schema=schema, names=wanted)
        oids = [row[0] for row in rows]
        per_table = [
            _grouped(await ask(sql, oids=oids)) for sql in (_COLUMNS, _CONSTRAINTS, _INDEXES, _TRIGGERS, _CHILDREN)
        ]
        found += [_table(row, schema, *(group[row[0]] for group in per_table)) for row in rows]
        for name, of, materialized, definition, about in await ask(_VIEWS, schema=schema, oids=oids):
            view = SeenView(name=name, text=definition, schema=of, materialized=materialized, tables=tuple(about))
            views.append(view)
        names |= {str(row[0]).lower() for row in await ask(_NAMES, schema=schema)}
    return Seen(tables=tuple(found), views=tuple(views), names=frozenset(names))


def _grouped(rows: Sequence[Sequence[Any]]) -> dict[int, list[Sequence[Any]]]:
    groups: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row[1:])
    return groups


def _table(row: Sequence[Any], schema: str | None, columns: Any, constraints: Any, *others: Any) -> SeenTable:
    _, name, kind, comment, row_security, granted, rules, inherits = row
    indexes, triggers, children = others
    attached = {
        "row security and its policies": row_security,
        "privileges that were granted": granted,
        "rules": rules,
        "partitions or inheritance": inherits,
    }
    return SeenTable(
        name=name,
        schema=schema,
        kind="partitioned" if kind in ("p", b"p") else "table",
        comment=comment,
        columns=tuple(_column(one) for one in columns),
        constraints=tuple(_constraint(one) for one in constraints),
        indexes=tuple(
            SeenIndex(name=n, unique=unique, valid=valid, text=text_, where=where, columns=tuple(keys))
            for n, unique, valid, text_, where, keys in indexes
        ),
        triggers=tuple(SeenTrigger(name=n, text=text_) for n, text_ in triggers),
        referenced_by=tuple(child for (child,) in children),
        sequences=tuple((one[0], one[8]) for one in columns if one[8] is not None),
        attached=tuple(what for what, is_so in attached.items() if is_so),
    )


def _column(row: Sequence[Any]) -> SeenColumn:
    name, type_, notnull, default, identity, generated, collation, comment, _, notnull_name = row
    return SeenColumn(
        name=name,
        type=type_,
        nullable=not notnull,
        default=None if generated else default,
        generated=default if generated else None,
        stored=generated == "s",
        identity={"a": "always", "d": "by default"}.get(identity),  # type: ignore[arg-type]
        autoincrement=bool(default and not generated and default.startswith("nextval(")),
        collation=collation,
        comment=comment,
        notnull_name=notnull_name,
    )


def _constraint(row: Sequence[Any]) -> SeenConstraint:
    name, kind, words, referent_schema, referent, columns, referent_columns = row
    return SeenConstraint(
        name=name,
        kind=_KINDS[kind],
        columns=tuple(columns),
        text=words,
        referent_schema=referent_schema,
        referent_table=referent,
        referent_columns=tuple(referent_columns),
    )
