"""The statement of a glance: the version rows, and beside each whether the ledger has more to tell."""

from __future__ import annotations

LEDGER = "amig_ledger"
_HERE = "to_regclass(quote_ident(current_schema()) || '.' || quote_ident('{}'))"


def questions(dialect: str, table: str, schema: str | None, *, history: bool) -> tuple[str, ...]:
    """What to ask, the first that the server can answer; none for a name that needs care, or a server of another kind.

    A row per version, or one that is NULL; what stands beside it is true where a revision did not come to its end. That
    needs the ledger, so the second question does without: there it is true where a ledger is.
    """
    names = (table, schema) if schema else (table,)
    if dialect not in _QUOTES or not all(name.isascii() and name.isidentifier() for name in names):
        return ()
    if not history:
        return (_asking(dialect, table, schema, "SELECT 1 = 0 AS unclear"),)
    return (
        _asking(dialect, table, schema, f"SELECT EXISTS ({_unfinished(dialect, table, schema)}) AS unclear"),
        _asking(dialect, table, schema, f"SELECT {_exists(dialect, schema)} AS unclear"),
    )


_QUOTES = {"postgresql": '"', "mysql": "`", "sqlite": '"'}


def _place(dialect: str, name: str, schema: str | None) -> str:
    """The table as it is written; SQLite's own database is not searched past."""
    mark = _QUOTES[dialect]
    schema = schema or ("main" if dialect == "sqlite" else None)
    return ".".join(f"{mark}{part}{mark}" for part in (schema, name) if part)


def _here(dialect: str, name: str, schema: str | None, alias: str = "") -> str:
    """That it is this one: one of the same name further down PostgreSQL's search path is not ours."""
    return "1 = 1" if schema or dialect != "postgresql" else f"{alias}tableoid = {_HERE.format(name)}"


def _asking(dialect: str, table: str, schema: str | None, beside: str) -> str:
    joined = f"LEFT JOIN {_place(dialect, table, schema)} AS v ON {_here(dialect, table, schema, 'v.')}"
    return f"SELECT v.version_num, u.unclear FROM ({beside}) AS u {joined}"  # noqa: S608 - names are checked


def _unfinished(dialect: str, table: str, schema: str | None) -> str:
    """Whether single statements are told of since a revision came to its end."""
    place, here = _place(dialect, LEDGER, schema), _here(dialect, LEDGER, schema)
    ended = f"{here} AND versions = '{table}' AND statement IS NULL AND event IN ('done', 'resolved')"
    last = f"coalesce((SELECT id FROM {place} WHERE {ended} ORDER BY id DESC LIMIT 1), 0)"  # noqa: S608 - names are checked
    return f"SELECT 1 FROM {place} WHERE {here} AND versions = '{table}' AND statement IS NOT NULL AND id > {last}"  # noqa: S608


def _exists(dialect: str, schema: str | None) -> str:
    """Whether there is a ledger."""
    if dialect == "postgresql":
        found = f"to_regclass('{_place(dialect, LEDGER, schema)}')" if schema else _HERE.format(LEDGER)
        return f"{found} IS NOT NULL"
    if dialect == "sqlite":
        master = f'"{schema or "main"}".sqlite_master'
        return f"EXISTS (SELECT 1 FROM {master} WHERE type = 'table' AND name = '{LEDGER}')"  # noqa: S608
    named = f"'{schema}'" if schema else "DATABASE()"
    where = f"table_schema = {named} AND table_name = '{LEDGER}'"
    return f"EXISTS (SELECT 1 FROM information_schema.tables WHERE {where})"  # noqa: S608
