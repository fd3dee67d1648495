"""Errors of what the server said, or what the database holds."""

from __future__ import annotations

from amig.errors.base import AmigError, error, listed


class DatabaseError(AmigError):
    """What the server said, or what the database holds."""


@error
class UnreachableError(DatabaseError):
    """No connection could be made; the URL is shown without its password."""

    says = "cannot connect to `{url}`: {problem}"
    advice = "check that the server runs, and host, port, user, password and database name"
    url: str
    problem: str

    @property
    def hint(self) -> str | None:
        """A file has no server."""
        if self.url.startswith("sqlite"):
            return "check that its folder is there and may be written to; `sqlite:////` begins an absolute path"
        return super().hint


@error
class NotAttachedError(DatabaseError):
    """The models name a schema that this SQLite connection does not know."""

    says = "the models use the schema `{schema}`, and this SQLite connection has {attached}"
    advice = "attach the file when the connection is opened, or give `schema` another name in the models"
    schema: str
    attached: tuple[str, ...]


@error
class BookkeepingError(DatabaseError):
    """The version table could not be read or written."""

    says = "the version table `{table}` could not be read or written: {problem}"
    advice = "give the role the right to create and change it, or name another with `version_table_schema`"
    table: str
    problem: str


@error
class CatalogueError(DatabaseError):
    """The role may not read what the database says of itself."""

    says = "the database's catalogue cannot be read: {problem}"
    advice = "give the role the right to read it (`pg_catalog`, `information_schema`), and to see the models' tables"
    problem: str


@error
class UnknownRevisionError(DatabaseError):
    """The database holds a revision that no file has."""

    says = "the database is at {revisions}, which is not in `{location}`"
    advice = "restore the missing file, or set a known revision with `amig stamp --purge`"
    revisions: tuple[str, ...]
    location: str


@error
class ReplacedRevisionError(DatabaseError):
    """The database is in the middle of what was squashed, and the old files are gone."""

    says = "the database is at `{revision}`, a part of what `{by}` replaced, and the files of {missing} are gone"
    advice = "restore those files until this database is past them, then take them away again"
    revision: str
    by: str
    missing: tuple[str, ...]


@error
class ConcurrentChangeError(DatabaseError):
    """Somebody else moved the version rows in another direction."""

    says = "the version moved meanwhile: expected {expected}, found {found}"
    advice = "another tool or a downgrade ran at the same time; look with `amig current` and run again"
    expected: tuple[str, ...]
    found: tuple[str, ...]


@error
class LockTimeoutError(DatabaseError):
    """Another migrator held the lock for too long; `waited` is in seconds."""

    says = "another migrator held the lock, and nothing moved for {waited:.0f} s: {holder}"
    advice = "wait for it to end, or raise `lock_wait`"
    waited: float
    holder: str = "another process"


@error
class ConnectionLostError(DatabaseError):
    """The connection was lost while no revision was being carried out."""

    says = "the connection to `{url}` was lost: {problem}"
    advice = "no revision was being carried out; run it again when the server is there"
    url: str
    problem: str


@error
class UnansweredError(DatabaseError):
    """The server answers nobody; `waited` is in seconds."""

    says = "the server has not answered for {waited:.0f} s, over another connection neither"
    advice = "look whether it is alive; then run it again: what it did meanwhile is found out"
    waited: float


@error
class CommitLostError(DatabaseError):
    """The connection was lost while a step was being committed, and the version was read again.

    `outcome` is `committed`, `taken back`, or `unknown` where the database could not be asked. `at` is what it said.
    """

    revision: str
    outcome: str
    problem: str
    at: tuple[str, ...] = ()
    resumes: bool = False

    @property
    def sentence(self) -> str:
        said = f"the connection was lost while revision `{self.revision}` was being committed: {self.problem}"
        return f"{said}; {_BECAME.get(self.outcome, _BECAME['unknown'])}"

    @property
    def hint(self) -> str | None:
        if self.outcome == "committed":
            return f"the version is {listed(self.at) or 'base'}; run it again for what is left"
        if self.outcome == "taken back":
            kept = "it continues where it stopped" if self.resumes else "nothing of the revision was kept"
            return f"the version is still {listed(self.at) or 'base'}; run it again: {kept}"
        return "look with `amig current` when the server answers, and run it again: it goes on from what is there"


_BECAME = {
    "committed": "it was committed",
    "taken back": "it was not committed",
    "unknown": "whether it was committed is not known, for the database could not be asked",
}


@error
class CancelledRunError(DatabaseError):
    """A statement came after the run had been cancelled."""

    says = "not sent, because the run was cancelled: {operation}"
    advice = "let the script end when it is cancelled; run it again, and it goes on where it was"
    operation: str


class LostSessionError(DatabaseError):
    """The connection was lost, or replaced, in the middle of a step."""

    says = "the database session was lost in the middle of a step, and its lock with it"
    advice = "the version was not moved; look at the database and run again"


@error
class LeaseLostError(DatabaseError):
    """The lease ran out in the middle of a step, and somebody else may have it."""

    says = "the lease on `{versions}` was lost in the middle of a step: {problem}"
    advice = "the version was not moved; look with `amig current` and run again"
    versions: str
    problem: str


@error
class LeaseRefusedError(DatabaseError):
    """The role may not make, or use, the table of the leases."""

    says = "the lease in `{table}` could not be taken: {problem}"
    advice = "give the role the right to {right}"
    table: str
    problem: str
    right: str


@error
class LockRefusedError(DatabaseError):
    """The role may not call the function that takes the lock."""

    says = "the lock could not be taken: {problem}"
    advice = "give the role the right to call it: `GRANT EXECUTE ON FUNCTION {function} TO ...`"
    function: str
    problem: str


@error
class FileLockRefusedError(DatabaseError):
    """The file beside a SQLite database that is locked while a step runs outside a transaction."""

    says = "`{file}` could not be locked: {problem}"
    advice = "let this user write beside the database, and lock files there; or let the revision run in a transaction"
    file: str
    problem: str


@error
class RowsLostError(DatabaseError):
    """A rebuilt table has not as many rows as the one it replaces."""

    says = "`{table}` had {before} rows and its rebuilt copy has {after}"
    advice = "nothing was replaced; look for a trigger or a conflict clause that drops rows"
    table: str
    before: int
    after: int


@error
class ForeignKeysBrokenError(DatabaseError):
    """SQLite: after a revision that ran without enforcing foreign keys, rows refer to nothing."""

    says = "foreign keys are broken that were not before: {broken}"
    advice = "correct the rows or the keys in this revision; nothing of it was kept"
    broken: tuple[str, ...]


@error
class StepFailedError(DatabaseError):
    """A revision raised half way; the driver's or the script's error is the `__cause__`.

    `statement` counts what the step sent, from 1 (0: nothing was sent). `kept` are statements that the database kept
    all the same (no transactional DDL), `at` is where the version stands now. `in_the_way` are the sessions that were.
    `resumes_at` is the statement, of `total` where that is known, at which another run continues; 0: nothing says it.
    `database` is the one that cannot undo DDL. `recorded`: the ledger knows of the failure, where there is to be one.
    """

    revision: str
    direction: str
    problem: str
    statement: int = 0
    kept: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    advice_of_cause: str | None = None
    in_the_way: str = ""
    resumes_at: int = 0
    total: int | None = None
    database: str = ""
    recorded: bool = True

    @property
    def sentence(self) -> str:
        where = f" at statement {self.statement}" if self.statement else ""
        where += f" of {self.total}" if where and self.total is not None else ""
        said = f"{self.direction} of revision `{self.revision}` failed{where}: {self.problem}"
        return f"{said}; in the way: {self.in_the_way}" if self.in_the_way else said

    @property
    def hint(self) -> str | None:
        return self._hint if self.recorded else f"{self._hint}; nothing of it is in the ledger"

    @property
    def _hint(self) -> str:
        place = f"the version is still {listed(self.at) or 'base'}"
        first = f"{self.advice_of_cause}; " if self.advice_of_cause else ""
        if self.resumes_at:
            why = f"{self.database} cannot undo DDL" if self.database else "what ran outside a transaction stays"
            again = f"run `amig {self.direction}` again: it continues at statement {self.resumes_at}"
            return f"{first}{why}; fix the cause and {again}"
        if not self.kept:
            return f"{first}{place}, and nothing of this revision was kept; correct it and run again"
        kept = listed(self.kept)
        return (
            f"{first}{place}, but the database kept {len(self.kept)} of its statements: {kept}; undo them and run again"
        )
