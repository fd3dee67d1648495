"""One database compared with the models: one look, one question to the server, and the rest is values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.autogen.compare import compared
from amig.autogen.compare.pair import Both, TablePair
from amig.autogen.doubts import doubtful, settled
from amig.autogen.found import Found
from amig.autogen.items import Items
from amig.autogen.model import Model, describer_for
from amig.autogen.order import in_order
from amig.autogen.past import past_for
from amig.autogen.same import same
from amig.errors import OfflineError
from amig.impl.online import Online
from amig.look.normal import Normal, normal
from amig.look.shapes import Key, Snapshot, TableShape
from amig.look.survey import survey
from amig.look.types import Types, types_of

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from amig.autogen.model import Describer
    from amig.context import MigrationContext

BOOKKEEPING = frozenset({"amig_version", "amig_ledger", "amig_lease", "alembic_version"})
"""Tables that no comparison ever sees."""


@dataclass(frozen=True, slots=True, eq=False)
class Diff:
    """Every difference, in the order in which they are ended; and both sides."""

    found: tuple[Found, ...]
    have: Snapshot
    want: Model

    @property
    def sure(self) -> tuple[Found, ...]:
        """Those that are surely differences."""
        return tuple(one for one in self.found if one.unsure is None)

    @property
    def unsure(self) -> tuple[Found, ...]:
        """Those that may be none."""
        return tuple(one for one in self.found if one.unsure is not None)


async def diff(context: MigrationContext, metadata: Sequence[MetaData]) -> Diff:
    """Compare models with the database of a context; creates nothing. Raises OfflineError."""
    channel, impl = context.channel, context.impl
    if not isinstance(channel, Online):
        raise OfflineError("a comparison with the models", "leave `--sql` out")
    describer = await aside(describer_for, impl)
    model = await aside(describer.model, metadata)
    seen = _without_bookkeeping(await survey(channel, impl, model.schemas), context)
    have, model = await aside(describer.met, seen, model)
    samples = await aside(doubtful, have, model)
    said = await normal(channel, impl, samples) if samples.tables or samples.views else Normal()
    types = await types_of(channel, await aside(_differing, have, model, said))
    found = await aside(_compared, describer, model, have, said, types)
    return Diff(tuple(found), have, model)


def _without_bookkeeping(have: Snapshot, context: MigrationContext) -> Snapshot:
    options = context.options
    schema = options.version_table_schema
    mine = {(None if schema == have.default_schema else schema, options.version_table)}
    kept = {key: one for key, one in have.tables.items() if key[1] not in BOOKKEEPING and key not in mine}
    return replace(have, tables=kept)


def _differing(have: Snapshot, model: Model, said: Normal) -> list[Key]:
    """Tables of which something will have to be made again."""
    removed = [key for key in have.tables if key not in model.tables]
    both = [key for key in have.tables if key in model.tables]
    return removed + [key for key in both if not same(have.tables[key], _want(key, model, said))]


def _want(key: Key, model: Model, said: Normal) -> TableShape:
    shape = model.tables[key].shape
    return settled(shape, said.tables[key]) if key in said.tables else shape


def _compared(describer: Describer, model: Model, have: Snapshot, said: Normal, types: Types) -> list[Found]:
    items, past = Items(describer), past_for(describer.impl, types)
    pairs = []
    for key, described in model.tables.items():
        if (table := have.tables.get(key)) is not None:
            shape = settled(described.shape, said.tables[key]) if key in said.tables else described.shape
            if not same(table, shape):
                pairs.append(TablePair(table, shape, described, past, items, describer.impl, said.refused.get(key)))
    return in_order(compared(Both(have, model, past, items, describer.impl, pairs)))
