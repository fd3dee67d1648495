"""A tenant, and the place where it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from amig.errors import NoDatabaseError
from amig.impl.connect import masked, parse_url

if TYPE_CHECKING:
    from sqlalchemy import URL

OF_THE_ROLE = "$user"
"""In a search path that is the role's own schema, however it is quoted."""


@dataclass(frozen=True, slots=True)
class Tenant:
    """One tenant: a schema of the configured database, a database of its own (`url`), or a schema in that.

    `labels` say which tenants belong together, for `--only` and for waves. On MySQL a schema is a database.
    """

    name: str
    schema: str | None = None
    url: str | None = field(default=None, repr=False)
    labels: Collection[str] = ()

    def __post_init__(self) -> None:
        labels = (self.labels,) if isinstance(self.labels, str) else tuple(self.labels)
        object.__setattr__(self, "labels", labels)

    def is_one_of(self, names: Collection[str]) -> bool:
        """Whether `--only` means it: by its name or by one of its labels. No names mean every tenant."""
        return not names or self.name in names or not set(self.labels).isdisjoint(names)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tenant is: the database to connect to, and the schema in it; None is the server's default."""

    url: URL = field(repr=False)
    schema: str | None

    @property
    def server(self) -> str:
        """Connections to one server share a budget; SQLite's files share that of their machine."""
        return _server(self.url.drivername, self.url.host, self.url.port)

    def __str__(self) -> str:
        return f"schema `{self.schema}`" if self.schema is not None else f"database `{masked(self.url)}`"

    def key(self, version_table: str) -> bytes:
        """What its lock depends on: server, database, schema and version table, in few bytes."""
        parts = (self.server, self.url.database or "", self.schema or "", version_table)
        return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()


@lru_cache
def _server(driver: str, host: str | None, port: int | None) -> str:
    backend = driver.partition("+")[0]
    return backend if backend == "sqlite" else f"{backend}://{host or 'localhost'}:{port or ''}".rstrip(":")


def place_of(tenant: Tenant, default: URL | None, where: str) -> Place:
    """Where a tenant is; `default` is the configured database. Raises NoDatabaseError, BadUrlError."""
    url = default if tenant.url is None else parse_url(tenant.url)
    if url is None:
        raise NoDatabaseError(where)
    if tenant.schema is not None and url.get_backend_name() in ("mysql", "mariadb"):
        return Place(url.set(database=tenant.schema), None)
    return Place(url, tenant.schema)
