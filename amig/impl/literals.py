"""Python values written into PostgreSQL's SQL as psycopg2 writes them: strings have no type, the server fits them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import singledispatch
from ipaddress import IPv4Address, IPv4Interface, IPv4Network, IPv6Address, IPv6Interface, IPv6Network
from typing import Any
from uuid import UUID

Address = IPv4Address | IPv4Interface | IPv4Network | IPv6Address | IPv6Interface | IPv6Network


def quoted(text: str) -> str:
    """A string literal that means the same whatever `standard_conforming_strings` is."""
    doubled = text.replace("'", "''")
    return f"E'{doubled}'".replace("\\", "\\\\") if "\\" in text else f"'{doubled}'"


@singledispatch
def written(value: Any) -> str:
    """The literal of a value; raises TypeError for one that has none."""
    if hasattr(value, "isempty") and hasattr(value, "lower_inc"):
        return quoted(_range(value))
    if hasattr(value, "as_string") and hasattr(value, "to_int"):
        return f"B'{value.as_string().replace(' ', '')}'"
    raise TypeError(f"a value of type `{type(value).__name__}` cannot be written into SQL: {value!r:.60}")


@written.register
def _none(_: None) -> str:
    return "NULL"


@written.register
def _bool(value: bool) -> str:
    return "true" if value else "false"


@written.register
def _int(value: int) -> str:
    return _number(str(int(value)))


@written.register
def _float(value: float) -> str:
    return _number(repr(float(value))) if value - value == 0 else f"'{value}'::float"


@written.register
def _decimal(value: Decimal) -> str:
    return _number(str(value)) if value.is_finite() else f"'{value}'::numeric"


def _number(text: str) -> str:
    """A space keeps a sign apart from an operator before it: `1--1` would begin a comment."""
    return f" {text}" if text.startswith("-") else text


@written.register
def _str(value: str) -> str:
    return quoted(str.__str__(value))


@written.register(bytes)
@written.register(bytearray)
@written.register(memoryview)
def _bytes(value: Any) -> str:
    return f"{quoted(chr(92) + 'x' + bytes(value).hex())}::bytea"


@written.register
def _date(value: date) -> str:
    return f"'{value.isoformat()}'::date"


@written.register
def _datetime(value: datetime) -> str:
    return f"'{value.isoformat()}'::timestamp{'tz' if value.tzinfo else ''}"


@written.register
def _time(value: time) -> str:
    return f"'{value.isoformat()}'::time{'tz' if value.tzinfo else ''}"


@written.register
def _timedelta(value: timedelta) -> str:
    return f"'{value.days} days {value.seconds}.{value.microseconds:06d} seconds'::interval"


@written.register
def _uuid(value: UUID) -> str:
    return f"'{value}'::uuid"


@written.register(IPv4Address)
@written.register(IPv4Interface)
@written.register(IPv4Network)
@written.register(IPv6Address)
@written.register(IPv6Interface)
@written.register(IPv6Network)
def _address(value: Address) -> str:
    return f"'{value}'::inet"


@written.register
def _list(value: list) -> str:  # type: ignore[type-arg]
    return f"ARRAY[{', '.join(map(written, value))}]" if value else "'{}'"


@written.register
def _tuple(value: tuple) -> str:  # type: ignore[type-arg]
    return f"({', '.join(map(written, value))})"


def _range(value: Any) -> str:
    if value.isempty:
        return "empty"
    begins, ends = "[" if value.lower_inc else "(", "]" if value.upper_inc else ")"
    return f"{begins}{_bound(value.lower)},{_bound(value.upper)}{ends}"


def _bound(value: Any) -> str:
    return "" if value is None else f'"{value}"'
