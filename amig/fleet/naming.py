"""Which tenant a name means, and that it is one which the fleet would find again."""

from __future__ import annotations

import re
from contextlib import aclosing
from typing import TYPE_CHECKING

from amig.errors import BadTenantError, UnlistedTenantError
from amig.fleet.sources import Source, checked
from amig.fleet.tenants import Tenant

if TYPE_CHECKING:
    from amig.fleet.desk import Desk

_LONGEST = 63
"""Bytes of a name on PostgreSQL: the rest it would cut off, and two tenants could be one."""


async def tenant_of(desk: Desk, given: str | Tenant, *, schema: str | None = None, url: str | None = None) -> Tenant:
    """The tenant: as it is given, where `schema` and `url` say it is, or as the fleet's source has it.

    Raises UnlistedTenantError, BadTenantError, and what the source raises.
    """
    if isinstance(given, str):
        listed = not (schema or url)
        given = await _listed(desk, given) if listed else Tenant(given, schema, url)
    tenant = checked(given, "the call")
    place = desk.place(tenant)
    name = place.schema or place.url.database or ""
    if place.url.get_backend_name() == "postgresql" and len(name.encode(errors="surrogatepass")) > _LONGEST:
        raise BadTenantError("the call", f"{name!r:.60}", f"is longer than {_LONGEST} bytes")
    return tenant


async def _listed(desk: Desk, name: str) -> Tenant:
    source = Source(desk.config, desk.settings, desk.servers)
    if source.kind == "schemas":
        if not _is_like(name, source.given):
            raise UnlistedTenantError(name, source.name)
        return Tenant(name, schema=name)
    async with aclosing(source.tenants()) as tenants:
        async for tenant in tenants:
            if tenant.name == name:
                return tenant
    raise UnlistedTenantError(name, source.name)


def _is_like(name: str, pattern: str) -> bool:
    """LIKE, as the servers have it."""
    parts: list[str] = re.findall(r"\\.|.", pattern, re.DOTALL)
    wild: dict[str, str] = {"%": ".*", "_": "."}
    return re.fullmatch("".join(wild.get(one, re.escape(one[-1])) for one in parts), name, re.DOTALL) is not None
