"""Dates and times."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from amig.autogen.render.code import Code, Group, Item, Word, call, quoted
from amig.autogen.render.values.base import code

if TYPE_CHECKING:
    from amig.autogen.render.rendering import Rendering


@code.register(timedelta)
def span(value: timedelta, rendering: Rendering) -> Code:
    rendering.imports.add("import datetime")
    parts = {"days": value.days, "seconds": value.seconds, "microseconds": value.microseconds}
    return call("datetime.timedelta", **{name: Word(str(part)) for name, part in parts.items() if part})


@code.register(date)
def day(value: date, rendering: Rendering) -> Code:
    rendering.imports.add("import datetime")
    return call("datetime.date", *_numbers(value.year, value.month, value.day))


@code.register(datetime)
def moment(value: datetime, rendering: Rendering) -> Code:
    return _clock("datetime.datetime", value, (value.year, value.month, value.day), rendering)


@code.register(time)
def time_of_day(value: time, rendering: Rendering) -> Code:
    return _clock("datetime.time", value, (), rendering)


def _clock(head: str, value: Any, before: tuple[int, ...], rendering: Rendering) -> Code:
    rendering.imports.add("import datetime")
    after = (value.second, value.microsecond) if value.microsecond else (value.second,) if value.second else ()
    items = [Item(number) for number in _numbers(*before, value.hour, value.minute, *after)]
    if value.tzinfo is not None:
        items.append(Item(rendering.code(value.tzinfo), "tzinfo="))
    if value.fold:
        items.append(Item(Word("1"), "fold="))
    return Group(head, tuple(items))


def _numbers(*parts: int) -> list[Word]:
    return [Word(str(part)) for part in parts]


@code.register(timezone)
def offset(value: timezone, rendering: Rendering) -> Code:
    rendering.imports.add("import datetime")
    if value is UTC:
        return Word("datetime.timezone.utc")
    return call("datetime.timezone", rendering.code(value.utcoffset(None)))


@code.register(ZoneInfo)
def zone(value: ZoneInfo, rendering: Rendering) -> Code:
    rendering.imports.add("import zoneinfo")
    return call("zoneinfo.ZoneInfo", Word(quoted(str(value.key))))
