"""Views of PostgreSQL."""

from __future__ import annotations

from typing import Any

from amig.look.shapes import IndexShape, ViewShape
from amig.look.survey.entities.postgresql.asking import SCHEMA, of_no_extension, path

_PATH = path("c.relname")
_GRANTEE = "CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END"
_OPTION = "CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END"
_KEPT = f"""
    SELECT 2 AS place, NULL::text AS attribute, format(
        'COMMENT ON %sVIEW %s IS %L', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED ' ELSE '' END, {_PATH}, d.description
    ) AS said FROM pg_description AS d
        WHERE d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
    UNION ALL SELECT 3, a.attname, format('COMMENT ON COLUMN %s.%I IS %L', {_PATH}, a.attname, d.description)
        FROM pg_description AS d JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = d.objsubid
        WHERE d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid > 0
    UNION ALL SELECT 4, a.attname, format(
        'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', {_PATH}, a.attname, pg_get_expr(f.adbin, f.adrelid)
    ) FROM pg_attrdef AS f JOIN pg_attribute AS a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
        WHERE f.adrelid = c.oid
    UNION ALL SELECT 5, NULL, rtrim(pg_get_ruledef(w.oid, true), ';') FROM pg_rewrite AS w
        WHERE w.ev_class = c.oid AND w.rulename <> '_RETURN'
    UNION ALL SELECT 6, NULL, pg_get_triggerdef(t.oid, true) FROM pg_trigger AS t
        WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
    UNION ALL SELECT 7, NULL, format('GRANT %s ON TABLE %s TO %s%s', x.privilege_type, {_PATH}, {_GRANTEE}, {_OPTION})
        FROM aclexplode(c.relacl) AS x WHERE x.grantee <> c.relowner
    UNION ALL SELECT 8, a.attname, format(
        'GRANT %s (%I) ON TABLE %s TO %s%s', x.privilege_type, a.attname, {_PATH}, {_GRANTEE}, {_OPTION}
    ) FROM pg_attribute AS a, aclexplode(a.attacl) AS x WHERE a.attrelid = c.oid AND x.grantee <> c.relowner
    UNION ALL SELECT 9, NULL, format('ALTER TABLE %s OWNER TO %I', {_PATH}, pg_get_userbyid(c.relowner))
        WHERE pg_get_userbyid(c.relowner) <> current_user
"""  # noqa: S608 - nothing here comes from outside
_INDEXES = """
    SELECT json_build_array(
        ic.relname, ARRAY(SELECT coalesce(
            (SELECT a.attname::text FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum = k.number),
            pg_get_indexdef(i.indexrelid, k.place::int, false)
        ) FROM unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY AS k(number, place) ORDER BY k.place),
        i.indisunique, pg_get_indexdef(i.indexrelid, 0, true), pg_get_expr(i.indpred, i.indrelid)
    ) FROM pg_index AS i JOIN pg_class AS ic ON ic.oid = i.indexrelid WHERE i.indrelid = c.oid ORDER BY ic.relname
"""
_USED = """
    SELECT DISTINCT NULLIF(un.nspname, current_schema()) AS schema, uc.relname AS name, ua.attname AS attribute
    FROM pg_rewrite AS r
    JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
        AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> c.oid
    JOIN pg_class AS uc ON uc.oid = d.refobjid
    JOIN pg_namespace AS un ON un.oid = uc.relnamespace
    LEFT JOIN pg_attribute AS ua ON ua.attrelid = d.refobjid AND ua.attnum = d.refobjsubid AND d.refobjsubid > 0
    WHERE r.ev_class = c.oid ORDER BY 1, 2, 3
"""
_CALLED = """
    SELECT DISTINCT NULLIF(un.nspname, current_schema()) AS schema,
        format('%s(%s)', up.proname, oidvectortypes(up.proargtypes)) AS name
    FROM pg_rewrite AS r
    JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
        AND d.refclassid = 'pg_proc'::regclass
    JOIN pg_proc AS up ON up.oid = d.refobjid
    JOIN pg_namespace AS un ON un.oid = up.pronamespace
    WHERE r.ev_class = c.oid ORDER BY 1, 2
"""


def query(where: str) -> str:
    """The query for the views for which a condition on `c` (pg_class) and `n` (pg_namespace) is so."""
    return f"""SELECT json_build_object(
        'schema', {SCHEMA}, 'name', c.relname, 'text', pg_get_viewdef(c.oid), 'materialized', c.relkind = 'm',
        'comment', obj_description(c.oid, 'pg_class'), 'populated', c.relispopulated,
        'options', (SELECT json_agg(json_build_array(o.option_name, o.option_value) ORDER BY o.option_name)
            FROM pg_options_to_table(c.reloptions) AS o),
        'columns', (SELECT json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
            FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
        'used', (SELECT json_agg(json_build_array(u.schema, u.name, u.attribute)) FROM ({_USED}) AS u),
        'called', (SELECT json_agg(json_build_array(u.schema, u.name)) FROM ({_CALLED}) AS u),
        'indexes', (SELECT json_agg(x.it) FROM ({_INDEXES}) AS x(it)),
        'kept', (SELECT json_agg(json_build_array(k.attribute, k.said) ORDER BY k.place, k.said) FROM ({_KEPT}) AS k)
    ) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('v', 'm') AND {where} AND {of_no_extension("pg_class", "c.oid")} ORDER BY n.nspname, c.relname
    """  # noqa: S608


def shape(row: Any) -> ViewShape:
    """A view as it was read."""
    used = [((schema, name), column) for schema, name, column in row["used"] or ()]
    return ViewShape(
        row["name"],
        row["schema"],
        row["text"].strip().rstrip(";"),
        row["materialized"],
        row["comment"],
        tuple(_index(*one) for one in row["indexes"] or ()),
        uses=tuple(dict.fromkeys(key for key, _ in used)),
        options=tuple((name, value) for name, value in row["options"] or ()),
        columns=tuple((name, type_) for name, type_ in row["columns"] or ()),
        reads=tuple((key, column) for key, column in used if column is not None),
        calls=tuple((schema, name) for schema, name in row["called"] or ()),
        kept=tuple((column, text) for column, text in row["kept"] or ()),
        populated=row["populated"],
    )


def _index(name: str, parts: list[str], unique: bool, definition: str, where: str | None) -> IndexShape:
    return IndexShape(name, tuple(parts), tuple(parts), unique, where=where, options=(("definition", definition),))
