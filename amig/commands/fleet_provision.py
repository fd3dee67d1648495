"""`amig fleet provision`: make new tenants at head, from the snapshot where there is one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import rich_click as click

from amig.commands import COMMANDS
from amig.commands.drawn import took
from amig.commands.face import Call, face, run
from amig.commands.fleet import fleet_of, meet_shared
from amig.fleet.attempt import told
from amig.fleet.desk import Desk
from amig.fleet.naming import tenant_of
from amig.fleet.provision import Provisioned, Provisioner
from amig.fleet.tenants import Tenant

if TYPE_CHECKING:
    from pathlib import Path

    from amig.config import Config

_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Unprovisioned:
    """A tenant that could not be made, and why."""

    tenant: str
    problem: str


@dataclass(frozen=True, slots=True)
class ProvisionResult:
    """What became of each."""

    tenants: tuple[Provisioned, ...]
    failed: tuple[Unprovisioned, ...] = ()


async def fleet_provision(
    config: Config | str | Path | None,
    tenants: str | Tenant | Sequence[str | Tenant],
    *,
    schema: str | None = None,
    tenant_url: str | None = None,
    by_chain: bool = False,
    url: str | None = None,
) -> ProvisionResult:
    """Make tenants at head, several at once; who is there already is upgraded. One alone raises what goes wrong.

    A name is looked up in the fleet's source, unless `schema` or `tenant_url` say where it is to be. `by_chain` leaves
    the snapshot aside. Raises TakenPlaceError, ProvisionError, LeftoverError, UnlistedTenantError, BadSnapshotError,
    StaleSnapshotError.
    """
    given = [tenants] if isinstance(tenants, str | Tenant) else list(tenants)
    fleet = await fleet_of(config, (), url, {})
    await meet_shared(fleet)
    room = asyncio.Semaphore(_AT_ONCE)
    async with Desk.open(fleet.config, fleet.settings, fleet.script, lambda _event: None) as desk:
        provisioner = Provisioner(desk, by_chain=by_chain)

        async def one(tenant: str | Tenant) -> Provisioned | Unprovisioned:
            async with room:
                try:
                    return await provisioner.provision(await tenant_of(desk, tenant, schema=schema, url=tenant_url))
                except Exception as error:
                    if len(given) == 1:
                        raise
                    return Unprovisioned(tenant if isinstance(tenant, str) else tenant.name, told(error))

        found = await asyncio.gather(*map(one, given))
    return ProvisionResult(
        tuple(each for each in found if isinstance(each, Provisioned)),
        tuple(each for each in found if isinstance(each, Unprovisioned)),
    )


@face("fleet provision", COMMANDS["fleet provision"][1])
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--schema", metavar="NAME", help="The schema that it is to be in, where the list does not say.")
@click.option("--tenant-url", metavar="URL", help="The database that it is to be, where the list does not say.")
@click.option("--by-chain", is_flag=True, help="Run the revisions; leave the snapshot aside.")
def command(call: Call, names: tuple[str, ...], **given: str) -> int:
    """One that is there already is upgraded. A place that holds something else is refused."""

    async def work() -> ProvisionResult:
        config = await call.config()
        return await fleet_provision(config, names, url=call.url, **given)  # type: ignore[arg-type]

    result = run(work())
    call.show(result, "")
    for one in result.tenants:
        how = f"made by the {one.by}" if one.made else "was there" if not one.ran else "was there, and is upgraded"
        call.console.line(f"{one.tenant}: {how}, at {', '.join(one.after) or 'base'}  ({took(one.seconds)})", "done")
    for bad in result.failed:
        call.console.line(f"{bad.tenant}: {bad.problem}", "error")
    return 1 if result.failed else 0
