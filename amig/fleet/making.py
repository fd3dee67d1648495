"""A schema for a new tenant, and all that is in it: one transaction, sent as one string where that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.fleet.strings import plain_name
from amig.impl import impl_for
from amig.impl.online import Online
from amig.ops.statement import Statement
from amig.recorded.carrier import StringError
from amig.recorded.send import said_by, send, takes_strings
from amig.recorded.text import joined, whole_statements
from amig.recorded.value import Part, Place, Recorded, Settings
from amig.script.plan import Step
from amig.state.events import Event, who
from amig.state.ledger_table import LedgerTable
from amig.state.timeouts import bound, settings
from amig.state.versions import VersionTable

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from amig.context import RunOptions
    from amig.fleet.strings import Strings
    from amig.impl.base import Impl
    from amig.script.directory import ScriptDirectory
    from amig.script.snapshot_file import SnapshotFile


class Making:
    """Makes schemas of one fleet, all alike: the text is written once, with a stand-in for the schema's name."""

    def __init__(self, script: ScriptDirectory, strings: Strings, run: str) -> None:
        self.script, self.strings, self.run = script, strings, run
        self._stand_in = f"Schema{uuid4().hex}"
        self._texts: dict[tuple[object, ...], tuple[list[str], tuple[str, ...]]] = {}

    async def make(
        self, connection: AsyncConnection, options: RunOptions, file: SnapshotFile | None
    ) -> tuple[str, ...] | None:
        """Make the schema of these options; the version rows then, or None where only a run of the steps can.

        Raises BusyError, MovedError and TakenError, where nothing was done, and DBAPIError.
        """
        impl = await self._impl(connection, options)
        if (found := await self._statements(impl, options, file)) is None:
            return None
        statements, heads = found
        with Online(connection) as online:
            if takes_strings(online):
                try:
                    await send(online, joined(statements))
                except StringError:  # one by one they name the culprit
                    await _one_by_one(online, statements)
            else:
                await _one_by_one(online, statements)
        return heads

    async def _impl(self, connection: AsyncConnection, options: RunOptions) -> Impl:
        impl = await aside(impl_for, connection.dialect)
        impl.convention = await aside(options.convention)
        return impl

    async def _statements(
        self, impl: Impl, options: RunOptions, file: SnapshotFile | None
    ) -> tuple[list[str], tuple[str, ...]] | None:
        schema, *shared = options.search_path
        key = (impl.dialect.server_version_info, file is None, tuple(shared))
        if not plain_name(schema):
            return await self._written(impl, options, file, schema)
        if key not in self._texts:
            if (found := await self._written(impl, options, file, self._stand_in)) is None:
                return None
            self._texts[key] = found
        quoted = impl.dialect.identifier_preparer.quote_identifier
        old, new = quoted(self._stand_in), quoted(schema)
        statements, heads = self._texts[key]
        return [text.replace(old, new).replace(self._stand_in, schema) for text in statements], heads

    async def _written(
        self, impl: Impl, options: RunOptions, file: SnapshotFile | None, schema: str
    ) -> tuple[list[str], tuple[str, ...]] | None:
        if not (parts := await self._parts(impl, options, file)):
            return None
        versions = VersionTable(impl, options.version_table, schema, options.version_table_pk)
        ledger = LedgerTable(impl, options.version_table) if options.ledger else None
        by = await aside(who, options.app) if options.ledger else None
        place = Place(versions, schema, ledger, by, create=True, makes=True)
        values = settings(impl, bound(parts[0].step.revision, options, transactional=True))
        path = (schema, *options.search_path[1:])
        written = await aside(whole_statements, parts, place, Settings(values, path))
        return written, tuple(sorted(parts[-1].step.leaves))

    async def _parts(self, impl: Impl, options: RunOptions, file: SnapshotFile | None) -> list[Part]:
        """The snapshot as if it were one step, and what is newer, as far as that is closed; or nothing but steps."""
        heads = frozenset(file.heads) if file is not None else frozenset[str]()
        goal = await aside(self.script.resolve, "heads", heads, "upgrade")
        steps = tuple(await aside(self.script.steps, goal, heads))
        rest = await self.strings.parts(impl, options, self.run, steps) if self.strings.may(options) else None
        if file is None:
            return list(rest or ())
        events = [
            Event(run=self.run, revision=id_, direction="stamp", event="done", data={"snapshot": file.hash[:16]})
            for id_ in file.heads
        ]
        step = Step(self.script.graph[file.heads[0]], "upgrade", frozenset(), heads)
        first = Part(
            Recorded("snapshot", "upgrade", file.statements, ()), step, tuple(events if options.ledger else ())
        )
        return [first, *(rest or ())]


async def _one_by_one(online: Online, statements: list[str]) -> None:
    """The same transaction, a statement at a time."""
    await online.isolation("READ COMMITTED")
    await online.begin()
    try:
        for text in statements:
            await online.change(Statement(text))
        await online.commit()
    except DBAPIError as error:
        await online.rollback()
        if (said := said_by(error)) is not None:
            raise said from error
        raise
    finally:
        await online.restore_isolation()
