"""Errors of snapshots: what a database is at head, in one file."""

from __future__ import annotations

from amig.errors.base import AmigError, error


class SnapshotError(AmigError):
    """The file that makes a database as the revisions do."""


@error
class NoSnapshotError(SnapshotError):
    """There is no file to verify."""

    exit_code = 2
    says = "there is no snapshot `{path}`"
    advice = "write it with `amig snapshot`"
    path: str


@error
class BadSnapshotError(SnapshotError):
    """The file cannot be used as it is."""

    says = "the snapshot `{path}` {problem}"
    advice = "nothing was made; write it anew with `amig snapshot`"
    path: str
    problem: str


@error
class StaleSnapshotError(SnapshotError):
    """The file was made of other revisions."""

    says = "the snapshot `{path}` is not of these revisions: {problem}"
    advice = "write it anew with `amig snapshot`, or provision by the revisions with `--by-chain`"
    path: str
    problem: str


@error
class UnsteadyError(SnapshotError):
    """The revisions make something else each time they run."""

    things: tuple[str, ...]

    @property
    def sentence(self) -> str:
        lines = "".join(f"\n    {one}" for one in self.things)
        return f"the revisions make something else each time they run, which no file can hold:{lines}"

    @property
    def hint(self) -> str:
        return "say `--freeze TABLE.COLUMN` where one value serves every tenant, or provision by the revisions"


@error
class UnequalSnapshotError(SnapshotError):
    """What the file makes is not what the revisions make; nothing was written."""

    differences: tuple[str, ...]

    @property
    def sentence(self) -> str:
        lines = "".join(f"\n    {one}" for one in self.differences)
        return f"a snapshot would not make what the revisions make:{lines}"

    @property
    def hint(self) -> str:
        return "nothing was written; tenants are provisioned by the revisions where there is no snapshot"


@error
class TooManyRowsError(SnapshotError):
    """The revisions leave more rows than a snapshot takes."""

    says = "the revisions leave more than {most} rows in `{table}`"
    advice = "load such data elsewhere, or raise `--max-rows`"
    table: str
    most: int


@error
class RowsInACircleError(SnapshotError):
    """Tables with rows refer to each other, and no order of them will do."""

    says = "the rows of {tables} refer to each other in a circle"
    advice = "provision by the revisions, or insert these rows elsewhere"
    tables: tuple[str, ...]
