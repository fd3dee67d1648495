"""Errors of a fleet: many databases at once."""

from __future__ import annotations

from amig.errors.base import AmigError, error


class FleetError(AmigError):
    """A fleet, or one of its tenants."""


@error
class NoTenantsError(FleetError):
    """Nothing says which tenants there are, or more than one thing does."""

    exit_code = 2
    says = "`[tool.amig.fleet]` of `{where}` {problem}"
    advice = "give it one of `schemas`, `query`, `file` and `tenants`"
    where: str
    problem: str


@error
class BadTenantError(FleetError):
    """What a source gave is no tenant."""

    says = "the tenants' source `{source}` gave {given}, which {problem}"
    advice = "a tenant is a name, or `amig.Tenant(name, schema=..., url=..., labels=...)`"
    source: str
    given: str
    problem: str


@error
class TenantSourceError(FleetError):
    """The source of the tenants failed after it had given `given` of them."""

    says = "the tenants' source `{source}` failed after {given} tenants: {problem}"
    advice = "nothing was begun with these tenants; correct the source and run again"
    source: str
    given: int
    problem: str


@error
class DuplicateTenantError(FleetError):
    """Two tenants are one place: their lock has one key."""

    says = "`{tenant}` is where another tenant is: {place}"
    advice = "one place is one tenant; correct the list"
    tenant: str
    place: str


@error
class GoneTenantError(FleetError):
    """The schema or the database of a tenant is not there."""

    says = "`{tenant}` is gone: there is no {place}"
    advice = "take it off the list, or make it"
    tenant: str
    place: str


@error
class NoSchemaError(FleetError):
    """The schema in which scripts were to run is not there, or may not be used."""

    says = "there is no schema `{schema}`, or the role may not use it"
    advice = "make it, or grant USAGE on it"
    schema: str


@error
class TenantTimeoutError(FleetError):
    """A tenant took longer than it may."""

    says = "`{tenant}` was stopped after {seconds:g} s"
    advice = "look at what held it up, or raise `tenant_timeout`"
    tenant: str
    seconds: float


@error
class NeedsSharedError(FleetError):
    """A tenants' revision needs a shared revision that is not applied."""

    says = "revision `{revision}` needs the shared revision {needs}, and {problem}"
    advice = "upgrade the shared scope first: `amig fleet upgrade` does it where `shared` names its database"
    revision: str
    needs: tuple[str, ...]
    problem: str


@error
class SharedTableError(FleetError):
    """A directive would change what is another schema's."""

    says = "{operation} on `{name}` would change that of the schema `{schema}`: the tenant has none"
    advice = "`shared_schemas` is for reading and references; change shared tables in the shared scope"
    operation: str
    name: str
    schema: str


@error
class FleetLedError(FleetError):
    """Another coordinator leads the fleet."""

    says = "another coordinator leads this fleet: {leader}"
    advice = "wait for it, look with `amig fleet status`, or end it with `amig fleet stop`"
    leader: str


@error
class LostLeadError(FleetError):
    """This coordinator no longer leads: it could not renew its lease in time."""

    says = "this coordinator lost the lead to {leader}"
    advice = "what ran was finished; look with `amig fleet status`"
    leader: str


class NoFleetRunError(FleetError):
    """There is no run to pause, continue or stop."""

    says = "no fleet run is under way"
    advice = "look with `amig fleet status`"


@error
class BadWaveError(FleetError):
    """A wave, or a limit, that cannot be read."""

    exit_code = 2
    says = "`{given}` is no {kind}"
    advice = "write a count like `5`, a share like `10%`, or for a wave a label"
    given: str
    kind: str


@error
class PooledTenantError(FleetError):
    """Behind a transaction pooler a tenant's step has no search path outside a transaction."""

    says = "schema `{schema}` cannot be found outside a transaction: the pooler keeps no search path"
    advice = "give the fleet a URL that goes past the pooler, or let the revision run in a transaction"
    schema: str


@error
class UnknownRunError(FleetError):
    """The fleet ledger has no such run, or several."""

    exit_code = 2
    says = "{problem} in the fleet ledger of `{where}`"
    advice = "a run is named by its id, or as much of its beginning as is unique; without one it is the last"
    problem: str
    where: str


@error
class BadClusterError(FleetError):
    """What `--on` says is no cluster."""

    exit_code = 2
    says = "`{given}` is no cluster"
    advice = "write the address of a Dask scheduler, like `dask://scheduler:8786`"
    given: str


@error
class NoDaskError(FleetError):
    """Dask's library is not installed."""

    exit_code = 2
    says = "`distributed`, with which Dask's clusters are spoken to, is not installed"
    advice = "install it with `pip install 'amig[dask]'`"


@error
class NoClusterError(FleetError):
    """The scheduler of a cluster cannot be reached, or was lost, or has nobody to work."""

    says = "the cluster at `{address}` {problem}"
    advice = "look at its scheduler and its workers; the same command goes on"
    address: str
    problem: str


@error
class WorkerDiffersError(FleetError):
    """A worker has not the amig, the Python or the migration files that the coordinator has."""

    says = "the worker `{worker}` {problem}"
    advice = "give every worker the same amig, Python and migration files, at the same place"
    worker: str
    problem: str


@error
class WorkerFailedError(FleetError):
    """A batch could not be run at all on a worker."""

    says = "the worker `{worker}` could not run its tenants: {problem}"
    advice = "see that it reaches the tenants' databases and the fleet ledger; the same command goes on"
    worker: str
    problem: str


@error
class LostBatchError(FleetError):
    """Workers died one after the other of the batch that a tenant was in."""

    says = "`{tenant}` was among tenants with which workers died, one after the other"
    advice = "look at the workers' logs; run it alone with `--only`, here"
    tenant: str
