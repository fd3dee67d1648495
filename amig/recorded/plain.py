"""Whether a text can stand among others in one string: one statement, which ends nothing but itself."""

from __future__ import annotations

import re

from amig.ops.split import split
from amig.ops.tokens import tokens

_FIRST = re.compile(
    r"(?:ALTER|ANALYZE|CLUSTER|COMMENT|CREATE|DELETE|DO|DROP|GRANT|IMPORT|INSERT|LOCK|MERGE|REFRESH|REINDEX|REVOKE"
    r"|SECURITY|SELECT|SET\s+(?:LOCAL|CONSTRAINTS)|TRUNCATE|UPDATE|WITH)\b(?!\s+TRANSACTION\b)",
    re.IGNORECASE,
)
"""How a statement begins that may be sent with others: none that ends a transaction, changes what holds after it, or
waits for data."""
_TELLING = re.compile(r"[;$\\]|--|/\*|'[^']*\Z|\"[^\"]*\Z|(?<![A-Za-z0-9_])[EeUu]&?'")
"""What makes it worth to look closer."""


def is_plain(text: str, dialect: str) -> bool:
    """Whether the text is one statement that can be sent with others, before it and after it."""
    if not _FIRST.match(text.strip()):
        return False
    if not _TELLING.search(text) and text.count("'") % 2 == 0 and text.count('"') % 2 == 0:
        return True
    try:
        found = tokens(text, dialect)
    except ValueError:
        return False
    return bool(found) and len(split(text, dialect)) == 1 and found[-1].text != ";"
