"""What tells whether a revision's files say the same as before."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from amig.script.source import Source

if TYPE_CHECKING:
    from amig.script.sql import SqlScript


def checksum(source: Source | SqlScript) -> str:
    """SHA-256 of the text that runs, in hexadecimal; line ends do not count."""
    parts = (source.text,) if isinstance(source, Source) else (source.up, source.down or "")
    text = "\0".join(part.replace("\r\n", "\n") for part in parts)
    return sha256(text.encode(errors="surrogatepass")).hexdigest()
