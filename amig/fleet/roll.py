"""The list of a run's tenants, kept in a temporary file: read once, the same for every wave, never in memory."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, cast

from amig.aside import aside
from amig.fleet.sources import PAGE
from amig.fleet.tenants import Tenant

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import IO

_IN_MEMORY = 256 * 1024


class Roll:
    """Tenants in the order in which their source gave them."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.count = 0

    @classmethod
    @asynccontextmanager
    async def of(cls, tenants: AsyncGenerator[Tenant, None], only: Collection[str] = ()) -> AsyncGenerator[Roll, None]:
        """Read a source to its end; of all its tenants `only` some."""
        made = await aside(lambda: SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8"))  # noqa: SIM115 - below
        roll = cls(cast("IO[str]", made))
        try:
            await roll._fill(tenants, only)
            yield roll
        finally:
            await aside(made.close)

    async def _fill(self, tenants: AsyncGenerator[Tenant, None], only: Collection[str]) -> None:
        some: list[Tenant] = []
        async with aclosing(tenants):
            async for tenant in tenants:
                if tenant.is_one_of(only):
                    some.append(tenant)
                    self.count += 1
                if len(some) == PAGE:
                    await aside(self._write, some)
                    some = []
        await aside(self._write, some)

    def _write(self, some: list[Tenant]) -> None:
        self._file.writelines(json.dumps([one.name, one.schema, one.url, one.labels]) + "\n" for one in some)

    async def pages(self) -> AsyncIterator[list[tuple[int, Tenant]]]:
        """All of them from the beginning, some hundred at a time, each with its position."""
        place, position = 0, 0
        while some := await aside(self._read, place):
            place, page = some
            if not page:
                return
            yield [(position + offset, tenant) for offset, tenant in enumerate(page)]
            position += len(page)

    def _read(self, place: int) -> tuple[int, list[Tenant]]:
        self._file.seek(place)
        lines = list(islice(iter(self._file.readline, ""), PAGE))
        return self._file.tell(), [_tenant(line) for line in lines]


def _tenant(line: str) -> Tenant:
    name, schema, url, labels = json.loads(line)
    return Tenant(name, schema, url, tuple(labels))
