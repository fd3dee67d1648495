"""Defaults of PostgreSQL: casts that change nothing, numbers in quotes, names of the same moment."""

from __future__ import annotations

import re
from functools import lru_cache

from amig.look.words.postgresql_types import type_words

_CAST = re.compile(r"('(?:[^']|'')*'|NULL)::(.+)", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(r"\(?'?(-?\d+(?:\.\d+)?)'?\)?")
_NUMBERS = ("smallint", "integer", "bigint", "numeric", "real", "double precision")
_WHOLE = ("smallint", "integer", "bigint")
_EXACT = (*_WHOLE, "numeric")
_STRINGS = ("character varying", "text", "character", "bpchar")
_TRUE, _FALSE = ("true", "t", "yes", "y", "on", "1"), ("false", "f", "no", "n", "off", "0")
_NOW = ("now()", "current_timestamp")
_NEXT = re.compile(r"nextval\(('(?:[^']|'')*')(?:::regclass)?\)", re.IGNORECASE)


@lru_cache(1024)
def default_words(text: str, type_: str) -> str | None:
    """A default of a column of this type, as short as it can be said; None for NULL."""
    text = uncast(text.strip(), type_)
    if text.upper() == "NULL":
        return None
    base = type_.partition("(")[0]
    if base in _NUMBERS and (number := _NUMBER.fullmatch(text)) and (base not in _WHOLE or "." not in number[1]):
        return number[1]
    if type_ == "boolean":
        return _truth(text)
    if text.lower() in _NOW:
        return "now()"
    if (sequence := _NEXT.fullmatch(text)) is not None:
        return f"nextval({sequence[1]})"
    return text


def uncast(text: str, type_: str) -> str:
    """A literal without a cast to the type that its column has anyhow; one to a length may cut it."""
    if (cast := _CAST.fullmatch(text)) is None:
        return text
    to, of = type_words(cast[2]), type_.partition("(")[0]
    if of in _STRINGS and (to in ("character varying", "text") or (to == "bpchar" and not cast[1].endswith(" '"))):
        return cast[1]
    exact = to in _EXACT and of in _NUMBERS and _NUMBER.fullmatch(cast[1]) is not None
    return cast[1] if exact or ("(" not in to and _family(to) == _family(type_)) else text


def _family(type_: str) -> str:
    """The type without its length or precision: what a literal is cast to."""
    head, _, rest = type_.partition("(")
    family = head + rest.partition(")")[2]
    return "character" if family == "bpchar" else family


def _truth(text: str) -> str:
    word = text.strip("'").strip().lower() if text.startswith("'") else text.lower()
    if text.startswith("'") or word in ("true", "false"):
        return "true" if word in _TRUE else "false" if word in _FALSE else text
    return text
