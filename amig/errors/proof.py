"""Errors of what is run on scratch databases first: proofs, drift, squashing."""

from __future__ import annotations

from amig.errors.base import AmigError, error, listed


class ProofError(AmigError):
    """What was to be tried on a scratch database."""


@error
class NoScratchError(ProofError):
    """No scratch database can be had; `problem` says which right is missing, or what else."""

    says = "no scratch database can be made beside `{database}`: {problem}"
    advice = "grant that, or name another place with `scratch_url` in the configuration"
    database: str
    problem: str


@error
class ForeignDatabaseError(ProofError):
    """A script that runs on a scratch database reaches for another one on the same server."""

    says = "a statement reaches from the scratch database into `{database}`: {statement}"
    advice = "it was not sent; what names another database of the server cannot be tried beside it"
    database: str
    statement: str


@error
class UnprovenError(ProofError):
    """New revisions do not go up, down and up again, or leave something; `phase` is up, down or up again."""

    says = "{revisions} did not pass on a scratch database, going {phase}: {problem}"
    revisions: tuple[str, ...]
    phase: str
    problem: str
    differences: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        shown = super().sentence
        return shown + "".join(f"\n    {line}" for line in self.differences)

    @property
    def hint(self) -> str:
        where = f"it is kept as {listed(self.kept)}; " if self.kept else ""
        return f"{where}correct what it says there, or write it unproven with `--no-prove`"


class SquashError(ProofError):
    """A range that cannot be made into one revision."""


@error
class NotALineError(SquashError):
    """The range is no line from one end to the other; `problem` says where it parts."""

    exit_code = 2
    says = "`{range_}` is no line of revisions: {problem}"
    advice = "squash a range that nothing branches from or joins in the middle; `amig graph` shows it"
    range_: str
    problem: str


@error
class DataStepsError(SquashError):
    """Steps that a schema does not show, and nobody said what becomes of them: what each of `revisions` does."""

    exit_code = 2
    revisions: tuple[str, ...]
    steps: tuple[str, ...]

    @property
    def sentence(self) -> str:
        lines = "".join(f"\n    {one}: {what}" for one, what in zip(self.revisions, self.steps, strict=True))
        return f"the range does more than change the schema, and nothing says what becomes of that:{lines}"

    @property
    def hint(self) -> str:
        names = " ".join(f"--keep {name}" for name in self.revisions)
        return f"say `--keep REVISION` or `--drop REVISION` for each: {names}"


@error
class NoDataStepError(SquashError):
    """`--keep` or `--drop` names what has no data step in the range."""

    exit_code = 2
    says = "`{name}` {problem}"
    advice = "those that have are {there}"
    name: str
    problem: str
    there: tuple[str, ...]

    @property
    def hint(self) -> str:
        return f"those with data steps are {listed(self.there)}" if self.there else "leave it out: no revision has any"


@error
class UnsquashableError(SquashError):
    """A revision of the range cannot be squashed."""

    says = "revision `{revision}` cannot be squashed: {problem}"
    advice = "{instead}"
    revision: str
    problem: str
    instead: str


@error
class UnequalPathsError(SquashError):
    """The squashed revision does not do what the range does; nothing was kept."""

    says = "the squashed revision and the range it replaces lead to different databases, going {phase}"
    advice = "nothing was kept; report it, or squash a shorter range"
    phase: str
    differences: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return super().sentence + "".join(f"\n    {line}" for line in self.differences)
