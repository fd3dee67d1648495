"""Everything that a PostgreSQL database holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, BigInteger, String, bindparam, text
from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.errors import CatalogueError
from amig.impl.failure import sqlstate
from amig.look.shapes import Snapshot
from amig.look.survey import postgresql_sql as sql
from amig.look.survey.postgresql_rows import Rows, snapshot

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel

_TYPES: dict[str, Any] = {"oids": ARRAY(BigInteger), "names": ARRAY(String), "schemas": ARRAY(String)}
_DENIED = "42501"


async def survey(channel: Channel, impl: Impl, schemas: Sequence[str | None], kinds: frozenset[str]) -> Snapshot:  # noqa: ARG001
    """Six questions, whatever the number of schemas and tables; raises CatalogueError."""
    asking = Asking(channel, impl)
    tables = await asking.tables(schemas)
    enums = await asking(sql.ENUMS, schemas=list(schemas))
    sequences = await asking(sql.SEQUENCES, schemas=list(schemas))
    return await aside(snapshot, impl, tuple(schemas), tables._replace(enums=enums, sequences=sequences))


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks the catalogue."""

    channel: Channel
    impl: Impl

    async def __call__(self, question: str, **values: Any) -> Sequence[Sequence[Any]]:
        """The rows; raises CatalogueError where the role may not read them."""
        binds: list[Any] = [bindparam(key, value, _TYPES[key]) for key, value in values.items()]
        version = self.impl.dialect.server_version_info
        asked = text(sql.for_version(question, version)).bindparams(*binds)
        try:
            return await self.channel.fetch(self.impl.dml(asked, result=True))
        except DBAPIError as error:
            if sqlstate(error) != _DENIED:
                raise
            raise CatalogueError(str(error.orig).splitlines()[0]) from error

    async def tables(self, schemas: Sequence[str | None], names: Sequence[str] | None = None) -> Rows:
        """The rows of these tables, of all where none is named, with what is on them."""
        tables = await self(sql.TABLES, schemas=list(schemas), names=None if names is None else list(names))
        oids = [row[1] for row in tables if row[1] is not None]
        if not oids:
            return Rows(tables)
        columns = await self(sql.COLUMNS, oids=oids)
        constraints = await self(sql.CONSTRAINTS, oids=oids)
        return Rows(tables, columns, constraints, await self(sql.INDEXES, oids=oids))
