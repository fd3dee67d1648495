"""What a database without transactional DDL kept of a step that failed: MySQL commits before and after every DDL."""

from __future__ import annotations

import re
from collections.abc import Sequence

_COMMITS = re.compile(
    r"\s*(?:/\*.*?\*/\s*|--[^\n]*\n\s*|#[^\n]*\n\s*)*"
    r"(?:(?:CREATE|DROP)\s+(?!(?:OR\s+REPLACE\s+)?TEMPORARY\b)|ALTER\b|RENAME\b|TRUNCATE\b|GRANT\b|REVOKE\b|ANALYZE\b"
    r"|OPTIMIZE\b|REPAIR\b|LOCK\s+TABLES?\b|START\s+TRANSACTION\b|BEGIN\b|COMMIT\b|SET\s+AUTOCOMMIT\b|INSTALL\b|FLUSH\b)",
    re.IGNORECASE | re.DOTALL,
)
_READS = re.compile(r"\s*(?:SELECT|SHOW|DESC|DESCRIBE|EXPLAIN|USE|(?:RELEASE\s+)?SAVEPOINT|ROLLBACK)\b", re.IGNORECASE)
_SYNTAX_ERROR = 1064
_SHOWN = 100


def commits(sql: str) -> bool:
    """Whether MySQL ends the transaction because of this statement."""
    return _COMMITS.match(sql) is not None


def reads(sql: str) -> bool:
    """Whether a statement only reads, as far as its first word tells."""
    return _READS.match(sql) is not None


def outlives(sql: str, error_number: int | None) -> bool:
    """Whether MySQL has committed what came before a statement that failed: not one that it could not parse."""
    return error_number not in (None, _SYNTAX_ERROR) and commits(sql)


def kept(sent: Sequence[str], completed: int, *, autocommit: bool, error_number: int | None) -> Sequence[str]:
    """The statements that outlived the rollback, in order.

    `completed` of the `sent` ones came back without an error. A DDL that fails commits what came before it all the
    same, unless it could not be parsed. What only reads leaves nothing behind.
    """
    return [text for text in _outlived(sent, completed, autocommit, error_number) if not _READS.match(text)]


def _outlived(sent: Sequence[str], completed: int, autocommit: bool, error_number: int | None) -> Sequence[str]:
    if autocommit:
        return sent[:completed]
    last = max((index + 1 for index in range(completed) if commits(sent[index])), default=0)
    if completed < len(sent) and outlives(sent[completed], error_number):
        last = completed
    return sent[:last]


def one_line(statements: Sequence[str]) -> tuple[str, ...]:
    """Each statement on one line, shortened."""
    lines = [" ".join(text.split()) for text in statements]
    return tuple(line if len(line) <= _SHOWN else f"{line[: _SHOWN - 3]}..." for line in lines)
