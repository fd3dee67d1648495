"""One database compared with the models: one look, one question to the server, and the rest is values."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from amig.aside import aside, undisturbed
from amig.asked import renamed
from amig.autogen import filters
from amig.autogen.around import around, stands_in_the_way
from amig.autogen.compare import comparators, compared, differences
from amig.autogen.compare.pair import Both, TablePair
from amig.autogen.context import AutogenContext
from amig.autogen.dispatch import Dispatch
from amig.autogen.doubts import doubtful, settled
from amig.autogen.found import Found
from amig.autogen.hook import crossed
from amig.autogen.items import Items
from amig.autogen.model import Model, describer_for
from amig.autogen.options import AutogenOptions, autogen_options
from amig.autogen.order import in_order
from amig.autogen.pairs import Pairing
from amig.autogen.past import past_for
from amig.autogen.plugins import Chosen, chosen
from amig.autogen.reflected import Reflected
from amig.autogen.renamed import old_keys, rename_column, rename_table, types_renamed
from amig.autogen.renames import RenameMode, Renames
from amig.autogen.same import same
from amig.errors import AmigError, CatalogueError, OfflineError
from amig.impl.failure import classify, reason
from amig.impl.online import Online
from amig.look.normal import Normal, normal
from amig.look.normal.entities import Said
from amig.look.normal.entities import said as entities_said
from amig.look.schemas import all_schemas
from amig.look.shapes import Key, Snapshot
from amig.look.survey import survey
from amig.look.survey.entities.postgresql.obstacles import obstacles
from amig.look.types import Types, types_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData

    from amig.asked import Answer
    from amig.autogen.model import Describer
    from amig.context import MigrationContext
    from amig.impl.base import Impl
    from amig.ops.base import Directive

FLEET = frozenset({"amig_fleet_runs", "amig_fleet_tenants", "amig_fleet_orders", "amig_fleet_lead"})
BOOKKEEPING = frozenset({"amig_version", "amig_ledger", "amig_lease", "amig_backfill", "alembic_version"}) | FLEET
"""Tables that no comparison ever sees."""


@dataclass(frozen=True, slots=True, eq=False)
class Diff:
    """Every difference, in the order in which they are ended; both sides; and what may have been renamed."""

    found: tuple[Found, ...]
    have: Snapshot
    want: Model
    renames: Renames
    context: AutogenContext

    @property
    def sure(self) -> tuple[Found, ...]:
        """Those that are surely differences."""
        return tuple(one for one in self.found if one.unsure is None)

    @property
    def unsure(self) -> tuple[Found, ...]:
        """Those that may be none."""
        return tuple(one for one in self.found if one.unsure is not None)


async def diff(
    context: MigrationContext,
    metadata: Sequence[MetaData],
    *,
    renames: RenameMode = "never",
    answer: Answer | None = None,
) -> Diff:
    """Compare models with the database of a context; creates nothing.

    With `renames="ask"` it is `answer` that is asked; what nobody answers is in `Diff.renames.open`. Raises
    OfflineError, AutogenError, BadConfigError.
    """
    channel = context.channel
    if not isinstance(channel, Online):
        raise OfflineError("a comparison with the models", "leave `--sql` out")
    options = autogen_options(context.opts, context.config)
    plugins = await aside(chosen, options.plugins, comparators(), context.impl.dialect.name)
    describer = await aside(describer_for, context.impl)
    model = await aside(undisturbed(describer.model), metadata)
    autogen = AutogenContext(context, options, tuple(metadata), _crossing(channel))
    try:
        async with _one_moment(context, channel):
            return await _Comparison(context, channel, options, plugins, describer, autogen).diff(
                model, renames, answer
            )
    except DBAPIError as error:
        if classify(error) == "lost":
            raise
        raise CatalogueError(reason(error)) from error


@asynccontextmanager
async def _one_moment(context: MigrationContext, channel: Online) -> AsyncGenerator[None, None]:
    """All that is read is of one moment; nothing is kept of the transaction. The caller's own stays as it is."""
    if channel.external:
        yield
        return
    if context.impl.dialect_name == "postgresql":
        await channel.isolation("REPEATABLE READ")
    try:
        yield
    finally:
        await channel.rollback()


def _crossing(channel: Online) -> Callable[[Callable[[Connection], Any]], Any]:
    """From a worker thread to the blocking connection, which waits while that thread works."""

    def run_sync(function: Callable[[Connection], Any]) -> Any:
        return crossed(channel.guard.run(channel.connection.run_sync(function)))

    return run_sync


@dataclass(frozen=True, slots=True, eq=False)
class _Comparison:
    """One comparison, step by step."""

    context: MigrationContext
    channel: Online
    options: AutogenOptions
    plugins: Chosen
    describer: Describer
    autogen: AutogenContext

    async def diff(self, model: Model, mode: RenameMode, answer: Answer | None) -> Diff:
        have = await self._have(model)
        types: Types = {}
        if asks := self.options.asks_objects or bool(self.plugins.comparators):
            types = await types_of(self.channel, list(have.tables))
        if self.options.include_object:
            objects = filters.Objects(self._reflected(types), self.options.include_object)
            have, model = await aside(objects.wanted, have, model)
        have, renames = await renamed(have, model, mode, answer)
        have, model = await aside(undisturbed(self.describer.met), have, model)
        samples = await aside(undisturbed(doubtful), have, model)
        asked = samples.tables or samples.views
        said = await normal(self.channel, self.context.impl, samples) if asked else Normal()
        if not asks:
            differing = await aside(undisturbed(_differing), self.describer, have, model, said)
            types = await types_of(self.channel, old_keys(differing, renames.tables))
        types = types_renamed(types, renames.tables, renames.columns)
        entities = await entities_said(self.channel, self.context.impl, model.entities.shapes, have)
        both, found = await aside(undisturbed(self._found), have, model, (said, entities), types, renames)
        return Diff(await self._ordered(both, found), have, model, renames, self.autogen)

    async def _ordered(self, both: Both, found: list[Found]) -> tuple[Found, ...]:
        """The differences in the order in which they are ended, with what stands in the way taken aside."""
        if both.impl.dialect.name == "postgresql" and stands_in_the_way(found):
            found = await aside(around, both, found, await obstacles(self.channel))
        ordered = await aside(in_order, found, partial(written, both.impl))
        return tuple(await aside(both.past.arranged, ordered, both))

    async def _have(self, model: Model) -> Snapshot:
        """What the database has, as far as it is wanted."""
        include, schemas = self.options.include_name, model.schemas
        if self.options.include_schemas:
            schemas = await all_schemas(self.channel)
        if include:
            schemas = await aside(filters.schemas, schemas, include)
        entities = model.entities
        wanted = tuple(dict.fromkeys((*schemas, *entities.schemas)))
        found = await survey(self.channel, self.context.impl, wanted, entities.looks)
        have = _of_tables(_without_bookkeeping(found, self.context), schemas)
        return await aside(filters.names, have, include) if include else have

    def _reflected(self, types: Types) -> Reflected:
        return Reflected(past_for(self.context.impl, types))

    def _found(
        self, have: Snapshot, model: Model, said: tuple[Normal, Said], types: Types, renames: Renames
    ) -> tuple[Both, list[Found]]:
        self.autogen.have, self.autogen.want = have, model
        impl, past, items = self.context.impl, past_for(self.context.impl, types), Items(self.describer)
        reflected = Reflected(past)
        dispatch = Dispatch(self.autogen, reflected, self.plugins.comparators)
        first = dispatch.first(have, model)
        pairing = Pairing(past, items, impl, self.options, reflected, dispatch, [])
        first = first._replace(stopped=first.stopped | self.plugins.without)
        both = Both(have, model, past, items, impl, list(pairing.pairs(have, model, said[0], first)), said[1])
        found = [rename_table(one, both.schema(one.schema)) for one in renames.tables]
        found += [rename_column(one, both.schema(one.schema), past, have) for one in renames.columns]
        found += [*first.found, *compared(both, first.stopped), *pairing.found, *dispatch.last(have, model).found]
        wanted = [one for one in found if not all(self.options.ignores(note.subject) for note in one.notes)]
        return both, wanted


def _without_bookkeeping(have: Snapshot, context: MigrationContext) -> Snapshot:
    options = context.options
    schema = options.version_table_schema
    mine = {(None if schema == have.default_schema else schema, options.version_table)}
    kept = {key: one for key, one in have.tables.items() if key[1] not in BOOKKEEPING and key not in mine}
    return replace(have, tables=kept)


def _differing(describer: Describer, have: Snapshot, model: Model, said: Normal) -> list[Key]:
    """Tables of which something will have to be made again: of those alone SQLAlchemy's types are asked for."""
    items, past = Items(describer), past_for(describer.impl, {})
    found = [key for key in have.tables if key not in model.tables]
    for key, described in model.tables.items():
        if (table := have.tables.get(key)) is None or described.shape == table:
            continue
        shape = settled(described.shape, said.tables[key]) if key in said.tables else described.shape
        pair = TablePair(table, shape, described, past, items, describer.impl, said.refused.get(key))
        if not same(table, shape) and any(True for _ in differences(pair)):
            found.append(key)
    return found


def _of_tables(have: Snapshot, schemas: Collection[str | None]) -> Snapshot:
    """Tables only in the schemas that the models' own tables are in: a view elsewhere drops no tables there."""
    if set(have.schemas) <= set(schemas):
        return have
    return replace(
        have,
        tables={key: one for key, one in have.tables.items() if key[0] in schemas},
        enums={key: one for key, one in have.enums.items() if key[0] in schemas},
        sequences={key: one for key, one in have.sequences.items() if key[0] in schemas},
    )


def written(impl: Impl, directive: Directive[Any]) -> str:
    """A directive written down; one that has to look at the database first says nothing here."""
    try:
        return "\n".join(one.text for one in impl.emit(directive))
    except AmigError:
        return ""
