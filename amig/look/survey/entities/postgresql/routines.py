"""Functions and procedures of PostgreSQL."""

from __future__ import annotations

from typing import Any

from amig.look.shapes import FunctionShape
from amig.look.survey.entities.postgresql.asking import SCHEMA, WRITTEN, of_no_extension, path

_WORD = "CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END"
_HEAD = f"format('CREATE OR REPLACE %s %I.%I(%s)', {_WORD}, {WRITTEN}, p.proname, pg_get_function_arguments(p.oid))"
_PATH = f"{path('p.proname')} || '(' || oidvectortypes(p.proargtypes) || ')'"
_KEPT = f"""
    SELECT 1 AS place, format('COMMENT ON %s %s IS %L', {_WORD}, {_PATH}, d.description)
        FROM pg_description AS d WHERE d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid
    UNION ALL SELECT 2, format('REVOKE ALL ON %s %s FROM PUBLIC', {_WORD}, {_PATH}) WHERE p.proacl IS NOT NULL
    UNION ALL SELECT 3, format(
        'GRANT EXECUTE ON %s %s TO %s%s', {_WORD}, {_PATH},
        CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
        CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
    ) FROM aclexplode(p.proacl) AS x WHERE x.grantee <> p.proowner
    UNION ALL SELECT 4, format('ALTER %s %s OWNER TO %I', {_WORD}, {_PATH}, pg_get_userbyid(p.proowner))
        WHERE pg_get_userbyid(p.proowner) <> current_user
"""  # noqa: S608 - nothing here comes from outside


def query(where: str) -> str:
    """The query for the functions for which a condition on `p` (pg_proc) and `n` (pg_namespace) is so."""
    return f"""SELECT json_build_object(
        'schema', {SCHEMA}, 'signature', format('%s(%s)', p.proname, pg_get_function_arguments(p.oid)),
        'text', substr(pg_get_functiondef(p.oid), length({_HEAD}) + 1), 'procedure', p.prokind = 'p',
        'types', format('%s(%s)', p.proname, oidvectortypes(p.proargtypes)), 'returns', pg_get_function_result(p.oid),
        'kept', (SELECT json_agg(k.said ORDER BY k.place, k.said) FROM ({_KEPT}) AS k(place, said))
    ) FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
    WHERE p.prokind IN ('f', 'p') AND {where} AND {of_no_extension("pg_proc", "p.oid")}
    ORDER BY n.nspname, p.proname, p.oid
    """  # noqa: S608


def shape(row: Any) -> FunctionShape:
    """A function as it was read."""
    return FunctionShape(
        row["signature"],
        row["schema"],
        row["text"].strip(),
        "procedure" if row["procedure"] else "function",
        row["types"],
        row["returns"],
        tuple(row["kept"] or ()),
    )
