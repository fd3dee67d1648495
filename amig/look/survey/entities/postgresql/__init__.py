"""What PostgreSQL has beside its tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from amig.look.shapes import Snapshot
from amig.look.survey.entities.postgresql import access, extensions, routines, triggers, views
from amig.look.survey.entities.postgresql.asking import rows, within

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel


async def read(channel: Channel, impl: Impl, schemas: Sequence[str | None], kinds: frozenset[str]) -> Snapshot:
    """One statement for each kind; what belongs to an extension is left alone."""
    here = within(impl, schemas)

    async def ask(kind: str, query: str) -> list[Any]:
        return await rows(channel, query) if kind in kinds else []

    guarded = await ask("policy", access.row_security(here))
    return Snapshot(
        views={one.key: one for one in map(views.shape, await ask("view", views.query(here)))},
        functions={one.key: one for one in map(routines.shape, await ask("function", routines.query(here)))},
        triggers={one.key: one for one in map(triggers.shape, await ask("trigger", triggers.query(here)))},
        extensions={one.name: one for one in map(extensions.shape, await ask("extension", extensions.query()))},
        policies={one.key: one for one in map(access.policy, await ask("policy", access.policies(here)))},
        row_security=frozenset((schema, name) for schema, name in guarded),
        grants=access.grants(await ask("grant", access.granted(here))),
    )
