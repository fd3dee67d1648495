"""What was renamed: hints of the models, what looks alike, and whoever can be asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.autogen.renamed import with_columns_renamed, with_tables_renamed
from amig.autogen.renames import (
    RenameMode,
    Renames,
    Suspicion,
    hinted_columns,
    hinted_tables,
    suspected_columns,
    suspected_tables,
    unambiguous,
    with_other_columns,
)

if TYPE_CHECKING:
    from amig.autogen.model.base import Model
    from amig.look.shapes import Snapshot

Answer = Callable[[Suspicion], Awaitable[bool] | bool]
"""Says whether something was renamed; plain or async."""


async def renamed(have: Snapshot, model: Model, mode: RenameMode, answer: Answer | None) -> tuple[Snapshot, Renames]:
    """The database under its new names, and what was renamed. A hint of the models answers for good."""
    have, tables, suspected = await aside(_tables, have, model)
    more, open_tables = await _decided(suspected, mode, answer)
    have, tables = with_tables_renamed(have, more), tables + more
    columns: list[Suspicion] = []
    open_columns: list[Suspicion] = []
    for key in await aside(with_other_columns, have, model):
        mine = hinted_columns(have.tables[key], model.tables[key])
        have = with_columns_renamed(have, mine)
        suspected = suspected_columns(have.tables[key], model.tables[key].shape)
        more, left = await _decided(suspected, mode, answer)
        have = with_columns_renamed(have, more)
        columns += mine + more
        open_columns += left
    return have, Renames(tuple(tables), tuple(columns), tuple(open_tables + open_columns))


def _tables(have: Snapshot, model: Model) -> tuple[Snapshot, list[Suspicion], list[Suspicion]]:
    """The database with the tables under their new names, as far as hints tell; these, and what they do not tell."""
    hinted = hinted_tables(have, model)
    have = with_tables_renamed(have, hinted)
    return have, hinted, suspected_tables(have, model)


async def _decided(
    found: list[Suspicion], mode: RenameMode, answer: Answer | None
) -> tuple[list[Suspicion], list[Suspicion]]:
    """What was renamed, and what could not be told."""
    if mode == "detect":
        return list(unambiguous(found)), []
    if mode == "never" or not found:
        return [], []
    taken: list[Suspicion] = []
    unanswered: list[Suspicion] = []
    for one in found:
        if any(one.old == other.old or one.new == other.new for other in (*taken, *unanswered)):
            continue
        if answer is None:
            unanswered.append(one)
        elif await _yes(answer, one):
            taken.append(one)
    return taken, unanswered


async def _yes(answer: Answer, one: Suspicion) -> bool:
    said = await aside(answer, one)
    return bool(await said if isawaitable(said) else said)
