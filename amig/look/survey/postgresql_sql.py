"""The questions to PostgreSQL's catalogue: one for each kind of thing, whatever the number of tables."""

from __future__ import annotations

from typing import Any

_OF_EXTENSION = (
    "EXISTS (SELECT FROM pg_depend e WHERE e.classid = '{of}'::regclass AND e.objid = {oid} AND e.deptype = 'e')"
)
_SCHEMAS = "n.nspname = ANY(ARRAY(SELECT coalesce(s, current_schema()) FROM unnest(:schemas) s))"
_SCHEMA = "nullif(n.nspname, current_schema())"

TABLES = f"""
SELECT current_schema()::text, c.oid, {_SCHEMA}, c.relname::text, d.description, c.reloptions, t.reloptions,
       s.spcname::text, nullif(m.amname, 'heap')::text,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END
FROM (VALUES (1)) one LEFT JOIN (pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND {_SCHEMAS})
  ON c.relkind IN ('r', 'p') AND NOT c.relispartition AND (:names IS NULL OR c.relname = ANY(:names))
     AND NOT {_OF_EXTENSION.format(of="pg_class", oid="c.oid")}
LEFT JOIN pg_class t ON t.oid = c.reltoastrelid
LEFT JOIN pg_am m ON m.oid = c.relam
LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
ORDER BY n.nspname, c.relname
"""  # noqa: S608 - nothing of a user is in it
"""Without partitions and what an extension brought; one row without a table where there is none."""

COLUMNS = """
SELECT a.attrelid, a.attnum, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       pg_get_expr(d.adbin, d.adrelid), a.attidentity::text, a.attgenerated::text,
       CASE WHEN a.attcollation <> t.typcollation THEN c.collname::text END, x.description,
       CASE WHEN t.typtype = 'e' THEN t.oid WHEN t.typcategory = 'A' THEN t.typelem END,
       s.words, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle, s.seqcache
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_collation c ON c.oid = a.attcollation
LEFT JOIN pg_description x ON x.classoid = 'pg_class'::regclass AND x.objoid = a.attrelid AND x.objsubid = a.attnum
LEFT JOIN (SELECT o.refobjid, o.refobjsubid, q.*, format('nextval(%L::regclass)', q.seqrelid::regclass::text) AS words
           FROM pg_sequence q JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = q.seqrelid
             AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i')) s
  ON s.refobjid = a.attrelid AND s.refobjsubid = a.attnum
     AND (a.attidentity <> '' OR s.words = pg_get_expr(d.adbin, d.adrelid))
WHERE a.attrelid = ANY(CAST(:oids AS oid[])) AND a.attnum > 0 AND NOT a.attisdropped
  AND (a.attislocal OR a.attinhcount = 0)
ORDER BY a.attrelid, a.attnum
"""
"""With what a SERIAL or an identity counts by; what is only inherited is left alone."""

CONSTRAINTS = """
SELECT c.conrelid, c.conname::text, c.contype::text, c.conkey::int4[], c.condeferrable, c.condeferred, c.confrelid,
       c.confkey::int4[], c.confdeltype::text, c.confupdtype::text, c.confmatchtype::text,
       nullif(n.nspname, current_schema())::text, f.relname::text,
       CASE WHEN c.contype = 'f' AND NOT c.confrelid = ANY(CAST(:oids AS oid[])) THEN
         ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k(n, o)
               JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY k.o) END,
       CASE c.contype WHEN 'c' THEN pg_get_expr(c.conbin, c.conrelid) WHEN 'x' THEN pg_get_constraintdef(c.oid) END,
       i.indkey::int2[], i.indnkeyatts, {nulls}
FROM pg_constraint c LEFT JOIN pg_class f ON f.oid = c.confrelid LEFT JOIN pg_namespace n ON n.oid = f.relnamespace
LEFT JOIN pg_index i ON c.contype IN ('p', 'u') AND i.indexrelid = c.conindid
WHERE c.conrelid = ANY(CAST(:oids AS oid[])) AND c.contype IN ('p', 'u', 'c', 'f', 'x') AND c.conparentid = 0
  AND (c.conislocal OR c.coninhcount = 0)
ORDER BY c.conrelid, c.conname
"""
"""Keys with all that their index holds; the names of a referred table's columns where it is not looked at itself."""

INDEXES = """
SELECT i.indrelid, c.relname::text, i.indisunique, nullif(m.amname, 'btree')::text, i.indkey::int2[],
       i.indoption::int2[], i.indnkeyatts, {nulls}, pg_get_expr(i.indpred, i.indrelid), c.reloptions, s.spcname::text,
       CASE WHEN i.indexprs IS NOT NULL THEN
         ARRAY(SELECT pg_get_indexdef(i.indexrelid, k, false) FROM generate_series(1, i.indnkeyatts) k) END,
       CASE WHEN i.indclass::oid[] && odd.classes OR NOT i.indcollation::oid[] <@ ARRAY[0, 100]::oid[] THEN
         ARRAY(SELECT coalesce(' COLLATE ' || quote_ident(l.collname), '')
                      || coalesce(' ' || quote_ident(p.opcname), '')
               FROM generate_series(0, i.indnkeyatts - 1) k
               LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k] AND a.attnum <> 0
               LEFT JOIN pg_collation l ON l.oid = i.indcollation[k]
                 AND l.oid <> ALL(ARRAY[100, coalesce(a.attcollation, 100)]::oid[])
               LEFT JOIN pg_opclass p ON p.oid = i.indclass[k] AND NOT p.opcdefault ORDER BY k) END
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
CROSS JOIN (SELECT array_agg(oid) AS classes FROM pg_opclass WHERE NOT opcdefault) odd
LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
WHERE i.indrelid = ANY(CAST(:oids AS oid[]))
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
ORDER BY c.relname
"""
"""Those that no constraint made; expressions, collations and operator classes only of those that have unusual ones."""

ENUMS = f"""
SELECT t.oid, {_SCHEMA}::text, t.typname::text, d.description,
       ARRAY(SELECT l.enumlabel::text FROM pg_enum l WHERE l.enumtypid = t.oid ORDER BY l.enumsortorder),
       EXISTS (SELECT FROM pg_attribute a
               JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE a.atttypid IN (t.oid, t.typarray) AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f')
                 AND NOT {_SCHEMAS})
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid
WHERE t.typtype = 'e' AND {_SCHEMAS} AND NOT {_OF_EXTENSION.format(of="pg_type", oid="t.oid")}
ORDER BY n.nspname, t.typname
"""  # noqa: S608 - nothing of a user is in it

SEQUENCES = f"""
SELECT {_SCHEMA}::text, c.relname::text, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin,
       s.seqmax, s.seqcycle, s.seqcache
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {_SCHEMAS} AND NOT EXISTS (SELECT FROM pg_depend o WHERE o.classid = 'pg_class'::regclass
                                 AND o.objid = c.oid AND o.deptype IN ('a', 'i', 'e'))
ORDER BY n.nspname, c.relname
"""  # noqa: S608 - nothing of a user is in it
"""Those that no column and no extension owns."""


def for_version(sql: str, version: tuple[Any, ...] | None) -> str:
    """A question as a server of this version can be asked it: NULLS NOT DISTINCT came with 15."""
    return sql.replace("{nulls}", "i.indnullsnotdistinct" if (version or (15,)) >= (15,) else "false")
