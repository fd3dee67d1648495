"""What tells whether two tenants failed for the same cause."""

from __future__ import annotations

import re
from hashlib import sha1

from amig.errors import AmigError, StepFailedError
from amig.impl.failure import causes, number, reason, sqlite_name, sqlstate

_DETAIL = re.compile(r"\s*(DETAIL|HINT|CONTEXT): .*", re.DOTALL)
_DATA, _QUOTED = "22", re.compile(r'"[^"]*"')
"""What PostgreSQL says of data that it cannot take names the data where other messages name tables and columns."""
_VALUES = re.compile(r"'[^']*'|\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b\d+(\.\d+)?\b")


def fingerprint(error: BaseException, *names: str) -> str:
    """Twelve letters: the same for the same cause, whatever the tenant is called (`names`), and the values are."""
    step = next((one for one in causes(error) if isinstance(one, StepFailedError)), None)
    cause = step.__cause__ if step is not None and step.__cause__ is not None else error
    parts = (
        "" if step is None else step.revision,
        "" if step is None else str(step.statement),
        type(cause).__name__,
        sqlstate(cause) or str(number(cause) or sqlite_name(cause)),
        _plain(cause, names),
    )
    return sha1("\0".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:12]


def _plain(error: BaseException, names: tuple[str, ...]) -> str:
    """Its words without what differs from tenant to tenant."""
    text = str(error) if isinstance(error, AmigError) else reason(error)
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "?")
    text = _DETAIL.sub("", text)
    if (sqlstate(error) or "").startswith(_DATA):
        text = _QUOTED.sub("?", text)
    return _VALUES.sub("?", text)
