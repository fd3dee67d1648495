"""Policies and grants of PostgreSQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from amig.look.shapes import GrantShape, PolicyShape
from amig.look.survey.entities.postgresql.asking import SCHEMA

_COMMANDS = {"*": "ALL", "r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE"}


def row_security(where: str) -> str:
    """The query for the tables whose policies count."""
    return f"""SELECT json_build_array({SCHEMA}, c.relname) FROM pg_class AS c
    JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.relrowsecurity AND {where}
    """  # noqa: S608


def policies(where: str) -> str:
    """The query for the policies for which a condition on `p`, `c` (its table) and `n` is so."""
    return f"""SELECT json_build_object(
        'schema', {SCHEMA}, 'table', c.relname, 'name', p.polname, 'command', p.polcmd, 'permissive', p.polpermissive,
        'roles', (SELECT json_agg(CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r) END)
            FROM unnest(p.polroles) AS r),
        'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)
    ) FROM pg_policy AS p JOIN pg_class AS c ON c.oid = p.polrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE {where} ORDER BY n.nspname, c.relname, p.polname
    """  # noqa: S608


def policy(row: Any) -> PolicyShape:
    """A policy as it was read."""
    return PolicyShape(
        row["name"],
        (row["schema"], row["table"]),
        _COMMANDS[row["command"]],
        row["permissive"],
        tuple(sorted(row["roles"])),
        row["using"],
        row["check"],
    )


def granted(where: str) -> str:
    """The query for every privilege that somebody else than the owner has."""
    relation = f"""SELECT c.relacl AS acl, c.relowner AS owner, {SCHEMA} AS schema, c.relname::text AS name,
        CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND {where}"""  # noqa: S608
    routine = f"""SELECT p.proacl, p.proowner, {SCHEMA}, format('%s(%s)', p.proname, oidvectortypes(p.proargtypes)),
        CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END
        FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace WHERE {where}"""  # noqa: S608
    schema = f"SELECT n.nspacl, n.nspowner, NULL, n.nspname, 'SCHEMA' FROM pg_namespace AS n WHERE {where}"  # noqa: S608
    return f"""SELECT json_build_array(
        CASE WHEN x.grantee = 0 THEN 'public' ELSE pg_get_userbyid(x.grantee) END,
        o.kind, o.schema, o.name, x.privilege_type, x.is_grantable
    ) FROM ({relation} UNION ALL {routine} UNION ALL {schema}) AS o, aclexplode(o.acl) AS x WHERE x.grantee <> o.owner
    """  # noqa: S608


def grants(rows: Iterable[Any]) -> dict[tuple[str, str, str | None, str], GrantShape]:
    """Privileges by role and target."""
    found: dict[tuple[str, str, str | None, str], list[tuple[str, bool]]] = defaultdict(list)
    for role, kind, schema, name, privilege, grantable in rows:
        found[role, kind, schema, name].append((privilege, grantable))
    return {
        key: GrantShape(
            *key, tuple(sorted({one for one, _ in many})), tuple(sorted({one for one, again in many if again}))
        )
        for key, many in found.items()
    }
