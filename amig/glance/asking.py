"""Which way a database can be glanced at, and what the answer means."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from amig.aside import aside, on_a_loop
from amig.glance.question import questions
from amig.impl.kin import family

if TYPE_CHECKING:
    from amig.config import Config
    from amig.glance.plain import Address
    from amig.script.directory import ScriptDirectory

Rows = Sequence[Sequence[Any]]
PATIENCE = 5.0
"""Seconds after which the engine is asked: a glance that takes longer is none."""


class Glance(NamedTuple):
    """The version rows. `unclear`: the ledger may tell of a revision that did not come to its end."""

    rows: frozenset[str]
    unclear: bool = False


async def glance(
    config: Config, script: ScriptDirectory, bind: Mapping[str, Any], *, history: bool = True
) -> Glance | None:
    """Where a database is, read at once and without a lock; None where only an engine can tell.

    `history`: the ledger is asked, too, where there is one. Raises MissingVariableError.
    """
    if script.env_path is not None or config.alembic_config is not None or "connection" in bind:
        return None
    if script.told.fills_at_once:
        return None
    if (found := _place(config, bind)) is None:
        return None
    dialect, ask = found
    asked = questions(dialect, config.version_table, config.version_table_schema, history=history and config.ledger)
    if not asked:
        return None
    try:
        rows = await ask(asked)
    except Exception:  # noqa: BLE001 - whatever it is, the engine meets it too, and tells
        return None
    return Glance(frozenset(str(row[0]) for row in rows if row[0] is not None), any(row[1] for row in rows))


def _place(config: Config, bind: Mapping[str, Any]) -> tuple[str, Callable[[tuple[str, ...]], Awaitable[Rows]]] | None:
    """The dialect, and how to ask."""
    given = bind.get("engine") or (config.engine if "url" not in bind else None)
    if given is not None:
        return _of_engine(given)
    from amig.glance.plain import plain

    address = plain(bind.get("url") or config.needed_url)
    return None if address is None else (address.dialect, lambda asked: _by_driver(address, asked))


def _of_engine(engine: Any) -> tuple[str, Callable[[tuple[str, ...]], Awaitable[Rows]]] | None:
    """An engine of the caller's: asked as it is, unless it would have been asked about another table."""
    if not hasattr(engine, "sync_engine") or "schema_translate_map" in engine.get_execution_options():
        return None
    name = family(engine.dialect)
    name = "mysql" if name == "mariadb" else name

    async def ask(asked: tuple[str, ...]) -> Rows:
        from amig.glance.engine import read

        return await read(engine, asked, PATIENCE)

    return name, ask


async def _by_driver(address: Address, asked: tuple[str, ...]) -> Rows:
    """A connection of the driver's own, closed at the end. SQLite needs no event loop for it, and no other driver."""
    if address.dialect == "sqlite":
        from amig.glance.sqlite import read

        return await aside(read, address, asked)
    reader = await aside(import_module, f"amig.glance.{address.dialect}")
    await on_a_loop()
    from amig.glance.hurried import hurried

    rows: Rows = await hurried(reader.read(address, asked), PATIENCE)
    return rows
