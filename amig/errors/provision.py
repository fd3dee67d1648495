"""Errors of making a tenant."""

from __future__ import annotations

from amig.errors.base import error
from amig.errors.fleet import FleetError


@error
class UnlistedTenantError(FleetError):
    """The tenants' source does not know it, and nothing says where it is to be."""

    exit_code = 2
    says = "`{tenant}` is none of the tenants that `{source}` gives"
    advice = "put it on the list first, or say where it is to be with `--schema` or `--tenant-url`"
    tenant: str
    source: str


@error
class TakenPlaceError(FleetError):
    """Where a tenant is to be made there is something already."""

    says = "`{tenant}` cannot be made: {place} is not empty, it holds {found}, and has no version"
    advice = "stamp it where it is a tenant, else choose another place or empty this one"
    tenant: str
    place: str
    found: str


@error
class ProvisionError(FleetError):
    """A tenant could not be made; `kept` says what is there of it."""

    says = "`{tenant}` could not be made: {problem}{kept}"
    advice = "correct the cause and provision it again"
    tenant: str
    problem: str
    kept: str = ""


@error
class LeftoverError(FleetError):
    """A tenant could not be made, and what was made of it could not be taken away."""

    says = "`{tenant}` could not be made: {problem}; and {place} is left half made: {why}"
    advice = "drop it by hand before it is provisioned again"
    tenant: str
    problem: str
    place: str
    why: str


@error
class EnsureTimeoutError(FleetError):
    """A tenant was not ready in time; the work goes on."""

    says = "`{tenant}` was not ready after {seconds:g} s; what is under way goes on"
    advice = "answer 503 and let the client try again, or raise the timeout"
    tenant: str
    seconds: float
