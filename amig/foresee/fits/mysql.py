"""What MySQL and MariaDB do not convert in strict mode; in any other they change values silently."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Boolean, Date, DateTime, Enum, Float, Integer, Numeric, String

from amig.foresee.fits.change import Change, Misfit, digits, out_of_range

_INTEGER = "^[+-]?[0-9]+$"
_BEGINS_AS_NUMBER = "^[[:space:]]*[+-]?[.]?[0-9]"
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}:[0-9]{2})?$"


def misfits(change: Change) -> Iterator[Misfit]:
    """Every change of type converts, as an INSERT would."""
    new, value = change.new, change.value
    if isinstance(new, Enum):
        kept = ", ".join(change.impl.literal(one) for one in new.enums)
        yield Misfit("are no", f"CAST({value} AS CHAR) NOT IN ({kept})")
    elif isinstance(new, String):
        yield from _too_long(change)
    elif isinstance(new, Boolean) and (change.from_text or change.from_number):
        yield from _of_number(change, f"round({value}) NOT BETWEEN -128 AND 127", _INTEGER)
    elif isinstance(new, Integer | Numeric | Float) and (change.from_text or change.from_number):
        yield from _numbers(change)
    elif isinstance(new, Date | DateTime) and change.from_text:
        yield from _moments(change)
    elif change.old is None or type(change.old) is not type(new):
        yield Misfit("do not become", None, why="no pattern says what this server takes for it")


def _too_long(change: Change) -> Iterator[Misfit]:
    length = getattr(change.new, "length", None)
    if length is None or change.grows:
        return
    text = change.value if change.from_text else f"CAST({change.value} AS CHAR)"
    yield Misfit("are too long for", f"CHAR_LENGTH(RTRIM({text})) > {length}")


def _numbers(change: Change) -> Iterator[Misfit]:
    if change.grows:
        return
    number = f"CAST({change.value} AS DECIMAL(65, 20))" if change.from_text else change.value
    places = digits(change.new)
    fraction = "" if isinstance(change.new, Integer) else "([.][0-9]+)?" if places is None else _places(places[1])
    yield from _of_number(change, out_of_range(number, change.new), f"^[+-]?[0-9]+{fraction}$")


def _places(most: int) -> str:
    return f"([.][0-9]{{1,{most}}})?" if most else ""


def _of_number(change: Change, beyond: str | None, pattern: str) -> Iterator[Misfit]:
    """Text that does not begin as a number is refused for certain; what comes after one is judged by the server."""
    text = change.value
    if not change.from_text:
        if beyond is not None:
            yield Misfit("are out of the range of", beyond)
        return
    yield Misfit("are no", f"{text} NOT REGEXP '{_BEGINS_AS_NUMBER}'")
    yield Misfit(
        "may be no", f"{text} REGEXP '{_BEGINS_AS_NUMBER}' AND {text} NOT REGEXP '{pattern}'", is_certain=False
    )
    if beyond is not None:
        yield Misfit("are out of the range of", f"{text} REGEXP '{pattern}' AND {beyond}")


def _moments(change: Change) -> Iterator[Misfit]:
    pattern, type_ = (_MOMENT, "DATETIME") if isinstance(change.new, DateTime) else (_DATE, "DATE")
    text = change.value
    where = f"({text} NOT REGEXP '{pattern}' OR CAST({text} AS {type_}) IS NULL)"
    yield Misfit("may be no", where, is_certain=False)
