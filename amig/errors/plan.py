"""Errors of a plan that was kept in a file."""

from __future__ import annotations

from amig.errors.base import AmigError, error


class PlanError(AmigError):
    """What `--plan` names, or `--out` writes."""


@error
class BadPlanError(PlanError):
    """A plan that cannot be read, or is no plan."""

    exit_code = 2
    says = "the plan `{path}` {problem}"
    advice = "make it anew with `amig plan --out {path}`"
    path: str
    problem: str


@error
class PlanMovedError(PlanError):
    """Something is not as it was when the plan was made; `moved` says what."""

    says = "the plan no longer fits: {moved}"
    advice = "this database was left as it is; look at a new plan with `amig plan`"
    moved: str
