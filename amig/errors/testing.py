"""Errors of what users test their own migrations with."""

from __future__ import annotations

from amig.errors.base import AmigError, error


class ProjectTestError(AmigError):
    """A project's migrations, tried by its own tests."""


@error
class CheckFailedError(ProjectTestError):
    """A check of the migrations failed. `file` is the revision's, with the line where a script raised by itself.

    `statement` is what was sent last, `differences` what is otherwise than it should be.
    """

    says = "{check}: {problem}"
    check: str
    problem: str
    revision: str = ""
    file: str = ""
    statement: str = ""
    differences: tuple[str, ...] = ()
    advice_of_cause: str = ""

    @property
    def sentence(self) -> str:
        named = {"file": self.file, "statement": self.statement}
        lines = [f"{name}: {value}" for name, value in named.items() if value]
        return super().sentence + "".join(f"\n    {line}" for line in [*self.differences, *lines])

    @property
    def hint(self) -> str:
        return (
            self.advice_of_cause
            or "correct the revision, and test it again; nothing but a scratch database was changed"
        )


@error
class OutsideScratchError(ProjectTestError):
    """env.py opens another database than the scratch one of a test."""

    says = "env.py opens `{database}`, and the test is on `{scratch}`: nothing was sent"
    advice = "let env.py open what it is given: `async with env.connect() as connection`"
    database: str
    scratch: str


@error
class NoSyncDriverError(ProjectTestError):
    """No blocking driver is installed with which SQLAlchemy's plain Engine reaches the database."""

    says = "`amig_sync_engine` needs a blocking driver for {backend}, and none of these is installed: {drivers}"
    advice = "install one of them, or use `amig_engine`, which is async"
    backend: str
    drivers: tuple[str, ...]


@error
class ReplicaError(ProjectTestError):
    """A process of its own, in which migrations were to run, ended otherwise than it should."""

    says = "the process that migrates {problem}"
    advice = "run the same with `amig upgrade` on a database of its own to see it; Linux and macOS have such processes"
    problem: str
