"""Names of PostgreSQL's types: many spellings, of which the catalogue has one."""

from __future__ import annotations

import re
from functools import lru_cache

_SAME = {
    "bit": "bit(1)",
    "bool": "boolean",
    "bpchar": "bpchar",
    "char": "character(1)",
    "character": "character(1)",
    "dec": "numeric",
    "decimal": "numeric",
    "double": "double precision",
    "float": "double precision",
    "float4": "real",
    "float8": "double precision",
    "int": "integer",
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "time": "time without time zone",
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
    "timetz": "time with time zone",
    "varbit": "bit varying",
    "varchar": "character varying",
}
_SINGLE = 24
"""The most bits that a float of single precision has."""
_FAMILIES = {"char": "character", "varchar": "character varying", "dec": "numeric", "decimal": "numeric"}
_FAMILIES |= {"varbit": "bit varying", "timestamptz": "timestamp with time zone", "timetz": "time with time zone"}
_WORDS = re.compile(r"([a-z_][\w ]*?)\s*(?:\(\s*(-?\d+)\s*(?:,\s*(-?\d+)\s*)?\))?((?: with(?:out)? time zone)?)")
_ARRAY = re.compile(r"(.*?)\s*((?:\[\d*\])+)$", re.DOTALL)
_COLLATE = re.compile(r'\s+COLLATE\s+(?:"(?:[^"]|"")+"|[\w.]+)+', re.IGNORECASE)
_QUOTED = re.compile(r'"([a-z_][a-z0-9_]*)"')


@lru_cache(1024)
def type_words(text: str) -> str:
    """A type as `format_type` writes it, as far as that is certain; a collation is no part of it."""
    text = _COLLATE.sub("", text.strip())
    if (array := _ARRAY.fullmatch(text)) is not None:
        return f"{type_words(array[1])}[]"
    if '"' in text:
        return _QUOTED.sub(lambda name: name[0] if name[1] in _SAME else name[1], text)
    text = " ".join(text.lower().split())
    found = _WORDS.fullmatch(text)
    return text if found is None else _canonical(*found.groups(default=""))


def _canonical(name: str, first: str, second: str, zone: str) -> str:
    if not first:
        return _SAME.get(name + zone, name + zone) if zone else _SAME.get(name, name)
    if name == "float":
        return "real" if int(first) <= _SINGLE else "double precision"
    family = _FAMILIES.get(name, name)
    if family == "numeric":
        return f"numeric({first},{second or 0})"
    if family in ("time", "timestamp"):
        return f"{family}({first}){zone or ' without time zone'}"
    head, _, zoned = family.partition(" with ")
    return f"{head}({first}) with {zoned}" if zoned else f"{family}({', '.join(filter(None, (first, second)))}){zone}"
