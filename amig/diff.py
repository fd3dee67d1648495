"""One database compared with the models: one look, one question to the server, and the rest is values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from amig.aside import aside
from amig.autogen.around import around, stands_in_the_way
from amig.autogen.compare import compared, differences
from amig.autogen.compare.pair import Both, TablePair
from amig.autogen.doubts import doubtful, settled
from amig.autogen.found import Found
from amig.autogen.items import Items
from amig.autogen.model import Model, describer_for
from amig.autogen.order import in_order
from amig.autogen.past import past_for
from amig.autogen.same import same
from amig.errors import AmigError, OfflineError
from amig.impl.online import Online
from amig.look.normal import Normal, normal
from amig.look.normal.entities import said as entities_said
from amig.look.shapes import Snapshot
from amig.look.survey import survey
from amig.look.survey.entities.postgresql.obstacles import obstacles
from amig.look.types import Types, types_of

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from amig.autogen.model import Describer
    from amig.context import MigrationContext
    from amig.impl.base import Impl
    from amig.ops.base import Directive

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
    schemas = tuple(dict.fromkeys((*model.schemas, *model.entities.schemas)))
    seen = _without_bookkeeping(await survey(channel, impl, schemas, model.entities.looks), context)
    have, model = await aside(describer.met, _of_tables(seen, model), model)
    samples = await aside(doubtful, have, model)
    said = await normal(channel, impl, samples) if samples.tables or samples.views else Normal()
    entities = await entities_said(channel, impl, model.entities.shapes, have)
    pairs = await aside(_pairs, describer, model, have, said)
    removed = [key for key in have.tables if key not in model.tables]
    types = await types_of(channel, [*removed, *(pair.have.key for pair in pairs)])
    both = replace(await aside(_both, describer, model, have, pairs, types), said=entities)
    found = await aside(_compared, both)
    if impl.dialect.name == "postgresql" and stands_in_the_way(found):
        found = await aside(around, both, found, await obstacles(channel))
    ordered = await aside(in_order, found, partial(_text, impl))
    return Diff(tuple(both.past.arranged(ordered, both)), have, model)


def _without_bookkeeping(have: Snapshot, context: MigrationContext) -> Snapshot:
    options = context.options
    schema = options.version_table_schema
    mine = {(None if schema == have.default_schema else schema, options.version_table)}
    kept = {key: one for key, one in have.tables.items() if key[1] not in BOOKKEEPING and key not in mine}
    return replace(have, tables=kept)


def _of_tables(have: Snapshot, model: Model) -> Snapshot:
    """Tables only in the schemas that the models' own tables are in: a view elsewhere drops no tables there."""
    if set(model.entities.schemas) <= set(model.schemas):
        return have
    here = set(model.schemas)
    return replace(
        have,
        tables={key: one for key, one in have.tables.items() if key[0] in here},
        enums={key: one for key, one in have.enums.items() if key[0] in here},
        sequences={key: one for key, one in have.sequences.items() if key[0] in here},
    )


def _pairs(describer: Describer, model: Model, have: Snapshot, said: Normal) -> list[TablePair]:
    """The tables of both sides in which something is found: of those alone SQLAlchemy's types are asked for."""
    items, past = Items(describer), past_for(describer.impl, {})
    pairs = []
    for key, described in model.tables.items():
        if (table := have.tables.get(key)) is not None and described.shape != table:
            shape = settled(described.shape, said.tables[key]) if key in said.tables else described.shape
            pairs.append(TablePair(table, shape, described, past, items, describer.impl, said.refused.get(key)))
    return [pair for pair in pairs if not same(pair.have, pair.want) and any(True for _ in differences(pair))]


def _both(describer: Describer, model: Model, have: Snapshot, pairs: Sequence[TablePair], types: Types) -> Both:
    items, past = Items(describer), past_for(describer.impl, types)
    typed = [replace(pair, past=past) for pair in pairs]
    return Both(have, model, past, items, describer.impl, typed)


def _compared(both: Both) -> list[Found]:
    return list(compared(both))


def _text(impl: Impl, directive: Directive[Any]) -> str:
    """A directive written down; one that has to look at the database first says nothing here."""
    try:
        return "\n".join(one.text for one in impl.emit(directive))
    except AmigError:
        return ""
