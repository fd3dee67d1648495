"""What must come of each fault at each moment, on each database: the tests hold it, and the page is written from it."""

from __future__ import annotations

from typing import NamedTuple

MOMENTS = {
    "lock": "while it waits for the lock",
    "ddl": "during a DDL statement",
    "data": "during a data statement",
    "python": "between statements, in the script",
    "version": "while the version row moves",
    "commit": "during COMMIT",
    "autocommit": "in a step outside transactions",
}
EVENTS = {
    "task": "the task is cancelled",
    "scope": "an anyio scope is cancelled",
    "SIGINT": "SIGINT",
    "SIGTERM": "SIGTERM",
    "kill": "the client is killed (`kill -9`)",
    "session": "the server ends the session",
    "cut": "the TCP connection is dropped",
    "frozen": "the server freezes",
    "crash": "the server is killed (`kill -9`)",
}
SERVERS_ONLY = ("session", "cut", "frozen", "crash")
"""What cannot happen to a file."""


class Outcome(NamedTuple):
    """How the command ends, what stays of the revision, and the ledger's last word on it as a whole."""

    ends: str
    stays: str
    ledger: str


NOT = "not"
"""The cell of what cannot be: a file has no server, and only PostgreSQL lets a trigger hold up COMMIT."""

_POSTGRESQL = """
task    cancelled nothing -       | cancelled nothing interrupted | cancelled nothing interrupted | cancelled nothing interrupted | cancelled nothing interrupted | cancelled applied done | cancelled resumes interrupted
scope   cancelled nothing -       | cancelled nothing interrupted | cancelled nothing interrupted | cancelled nothing interrupted | cancelled nothing interrupted | done applied done | cancelled resumes interrupted
SIGINT  130 nothing -             | 130 nothing interrupted | 130 nothing interrupted | 130 nothing interrupted | 130 nothing interrupted | 130 applied done | 130 resumes interrupted
SIGTERM 143 nothing -             | 143 nothing interrupted | 143 nothing interrupted | 143 nothing interrupted | 143 nothing interrupted | 143 applied done | 143 resumes interrupted
kill    killed nothing -          | killed nothing - | killed nothing - | killed nothing - | killed nothing - | killed nothing - | killed resumes started
session connection-lost nothing - | step-failed nothing failed | step-failed nothing failed | step-failed nothing failed | step-failed nothing failed | commit-lost nothing failed | step-failed resumes failed
cut     connection-lost nothing - | step-failed nothing failed | step-failed nothing failed | step-failed nothing failed | step-failed nothing failed | commit-lost nothing failed | step-failed resumes failed
frozen  unanswered nothing -      | step-failed nothing - | step-failed nothing - | step-failed nothing - | step-failed nothing - | commit-lost nothing - | step-failed resumes started
crash   connection-lost nothing - | step-failed nothing - | step-failed nothing - | step-failed nothing - | step-failed nothing - | commit-lost nothing - | step-failed resumes started
"""
_MYSQL = """
task    cancelled nothing -       | cancelled resumes interrupted | cancelled resumes interrupted | cancelled resumes interrupted | cancelled resumes interrupted | not | cancelled resumes interrupted
scope   cancelled nothing -       | cancelled resumes interrupted | cancelled resumes interrupted | cancelled resumes interrupted | cancelled resumes interrupted | not | cancelled resumes interrupted
SIGINT  130 nothing -             | 130 resumes interrupted | 130 resumes interrupted | 130 resumes interrupted | 130 resumes interrupted | not | 130 resumes interrupted
SIGTERM 143 nothing -             | 143 resumes interrupted | 143 resumes interrupted | 143 resumes interrupted | 143 resumes interrupted | not | 143 resumes interrupted
kill    killed nothing -          | killed resumes started | killed resumes started | killed resumes started | killed resumes started | not | killed resumes started
session connection-lost nothing - | step-failed resumes failed | step-failed resumes failed | step-failed resumes failed | step-failed resumes failed | not | step-failed resumes failed
cut     connection-lost nothing - | step-failed resumes failed | step-failed resumes failed | step-failed resumes failed | step-failed resumes failed | not | step-failed resumes failed
frozen  unanswered nothing -      | step-failed resumes started | step-failed resumes started | step-failed resumes started | step-failed resumes started | not | step-failed resumes started
crash   connection-lost nothing - | step-failed resumes started | step-failed resumes started | step-failed resumes started | step-failed resumes started | not | step-failed resumes started
"""
_SQLITE = """
task    cancelled nothing - | cancelled nothing interrupted | cancelled nothing interrupted | cancelled nothing interrupted | cancelled nothing interrupted | not | cancelled resumes interrupted
scope   cancelled nothing - | cancelled nothing interrupted | cancelled nothing interrupted | cancelled nothing interrupted | cancelled nothing interrupted | not | cancelled resumes interrupted
SIGINT  130 nothing -       | 130 nothing interrupted | 130 nothing interrupted | 130 nothing interrupted | 130 nothing interrupted | not | 130 resumes interrupted
SIGTERM 143 nothing -       | 143 nothing interrupted | 143 nothing interrupted | 143 nothing interrupted | 143 nothing interrupted | not | 143 resumes interrupted
kill    killed nothing -    | killed nothing - | killed nothing - | killed nothing - | killed nothing - | not | killed resumes started
session not | not | not | not | not | not | not
cut     not | not | not | not | not | not | not
frozen  not | not | not | not | not | not | not
crash   not | not | not | not | not | not | not
"""


def _read(text: str) -> dict[tuple[str, str], Outcome | None]:
    cells = {}
    for line in text.strip().splitlines():
        event, _, rest = line.partition(" ")
        for moment, cell in zip(MOMENTS, rest.split("|"), strict=True):
            cells[event, moment] = None if cell.strip() == NOT else Outcome(*cell.split())
    return cells


MATRIX = {"postgresql": _read(_POSTGRESQL), "mysql": _read(_MYSQL), "sqlite": _read(_SQLITE)}
NAMES = {"postgresql": "PostgreSQL", "mysql": "MySQL and MariaDB", "sqlite": "SQLite"}

_INTRODUCTION = """# Faults

What comes of a fault, by database, event and moment. A test makes each of them happen (`tests/faults/test_matrix.py`;
`make test-full` runs all and writes this page again), and holds for every cell as well:

- no statement is left running at the server, and nobody holds the lock;
- the version and the ledger say what is there;
- `amig upgrade`, run again with the same files, succeeds: each revision is there once, and its statements have acted once.

A cell says how the command ends (an exit code, or the code of the error), what stays of the revision, and the ledger's
last word on it.

- **nothing**: the revision has never been.
- **resumes**: what can't be taken back stays; the next run goes on behind it.
- **applied**: it was committed: COMMIT is never cancelled. A scope that is cancelled while the last COMMIT runs comes too
  late, and the command ends as if nothing had been asked.
- `step-failed`, `connection-lost`, `unanswered`, `commit-lost` are the codes of errors; `started` is what the statements
  of an unfinished revision say, a dash means that the ledger holds nothing of it.
- An empty cell cannot be: a file has no server, and only PostgreSQL has triggers that hold up COMMIT. That the answer to
  COMMIT is lost is [another test](guarantees.md).

While a frozen or killed server cannot be asked, nothing is written, and `commit-lost` says that the outcome is unknown.
On MySQL and MariaDB a session whose client is gone ends its statement first, and keeps the lock until then.
"""


def page() -> str:
    """The page, as it is written."""
    parts = [_INTRODUCTION.rstrip()]
    for name, cells in MATRIX.items():
        head = ["", f"## {NAMES[name]}", "", f"| | {' | '.join(MOMENTS.values())} |", f"|---{'|---' * len(MOMENTS)}|"]
        rows = [
            f"| {said} | {' | '.join(_shown(cells[event, moment]) for moment in MOMENTS)} |"
            for event, said in EVENTS.items()
            if any(cells[event, moment] for moment in MOMENTS)
        ]
        parts += [*head, *rows]
    return "\n".join(parts) + "\n"


def _shown(outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    told = "-" if outcome.ledger == "-" else f"`{outcome.ledger}`"
    return f"{outcome.ends}; {outcome.stays}; {told}"
