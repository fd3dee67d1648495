"""Names of charsets and collations: `utf8` and `utf8mb3` are one."""

from __future__ import annotations


def collation_named(name: str) -> str:
    """A collation in lower case; a charset alone is one too, for comparisons."""
    name = name.lower()
    return f"utf8mb3{name[4:]}" if name == "utf8" or name.startswith("utf8_") else name


def charset_of(collation: str) -> str:
    """The charset that a collation is of."""
    return collation_named(collation).partition("_")[0]
