"""What PostgreSQL does not convert."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Boolean, Date, Enum, Float, Integer, Numeric, String, Uuid

from amig.foresee.fits.change import Change, Misfit, out_of_range

_IS_VALID = (16,)
"""Since then the server can be asked whether a text is valid for a type."""

_BLANK = r"[ \t\n\r\f\v]*"
_INTEGER = f"^{_BLANK}[+-]?[0-9]+{_BLANK}$"
_NUMBER = rf"^{_BLANK}[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?{_BLANK}$"
_NOT_FINITE = rf"^{_BLANK}([+-]?inf(inity)?|nan){_BLANK}$"
_UUID = "^([0-9a-f]{4}-?){7}[0-9a-f]{4}$|^[{]([0-9a-f]{4}-?){7}[0-9a-f]{4}[}]$"
_BOOLEAN = f"^{_BLANK}(t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|1|0){_BLANK}$"
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_SPELLINGS = {
    "int": "integer",
    "int4": "integer",
    "int2": "smallint",
    "int8": "bigint",
    "decimal": "numeric",
    "bool": "boolean",
    "float8": "double precision",
    "float4": "real",
}


def misfits(change: Change) -> Iterator[Misfit]:
    """Without USING only assignment casts are made; an expression that is more than a cast is not read."""
    if change.using is None:
        yield from _assigned(change)
    elif not _is_plain_cast(change):
        yield Misfit("do not become", None, why=f"`postgresql_using` is an expression: {change.using}")
    elif change.from_number:
        yield from _of_number(change)
    elif change.from_text:
        yield from _of_text(change)
    elif not (isinstance(change.new, String) and not isinstance(change.new, Enum)):
        why = "the column's type now is not given: add `existing_type`" if change.old is None else "of its type now"
        yield Misfit("do not become", None, why=why)


def _is_plain_cast(change: Change) -> bool:
    """Whether USING says no more than `column::type`."""
    said = " ".join((change.using or "").lower().replace('"', "").split())
    found = re.fullmatch(r"(?:cast ?\( ?(\w+) as (.+?) ?\)|\(?(\w+)\)? ?:: ?(.+))", said)
    if found is None or (found[1] or found[3]) != change.name.lower():
        return False
    target = change.impl.type_spec(change.new).lower().replace('"', "")
    return _spelled(found[2] or found[4]) == _spelled(target)


def _spelled(type_: str) -> str:
    word, opening, rest = type_.strip().partition("(")
    return _SPELLINGS.get(word.strip(), word.strip()) + opening + rest.replace(" ", "")


def _assigned(change: Change) -> Iterator[Misfit]:
    """Too long after the blanks at its end, or out of range; whatever has no assignment cast is refused anyway."""
    new = change.new
    if change.grows or isinstance(new, Enum):
        return
    if isinstance(new, String) and new.length is not None:
        yield Misfit("are too long for", f"rtrim(substr({change.value}::text, {new.length + 1}), ' ') <> ''")
    elif isinstance(new, Integer | Numeric) and (change.old is None or change.from_number):
        yield from _of_number(change)


def _of_number(change: Change) -> Iterator[Misfit]:
    number = change.value if isinstance(change.old, Integer) else f"{change.value}::numeric"
    if change.grows or (beyond := out_of_range(number, change.new)) is None:
        return
    if isinstance(change.new, Numeric) and not isinstance(change.old, Integer):
        beyond = f"{number} <> 'NaN' AND {beyond}"
    yield Misfit("are out of the range of", beyond)


def _of_text(change: Change) -> Iterator[Misfit]:
    new, text = change.new, change.value
    if isinstance(new, Enum):
        kept = ", ".join(change.impl.literal(value) for value in new.enums)
        yield Misfit("are no", f"{text} NOT IN ({kept})")
    elif isinstance(new, String):
        return
    elif tuple(change.impl.dialect.server_version_info or ()) >= _IS_VALID:
        type_ = change.impl.literal(change.impl.type_spec(new))
        yield Misfit("are no", f"NOT pg_input_is_valid({text}, {type_})")
    else:
        yield _by_pattern(change)


def _by_pattern(change: Change) -> Misfit:
    """What a server before 16 takes, as far as a pattern says it."""
    new, text = change.new, change.value
    if isinstance(new, Integer):
        return Misfit("are no", _number_in(text, _INTEGER, out_of_range(f"{text}::numeric", new), "true"))
    if isinstance(new, Float | Numeric):
        beyond = out_of_range(f"{text}::numeric", new)
        infinite = f"{text} !~* '{_NOT_FINITE}'" if beyond is None else f"{text} !~* '^{_BLANK}nan{_BLANK}$'"
        return Misfit("are no", _number_in(text, _NUMBER, beyond, infinite))
    if isinstance(new, Boolean):
        return Misfit("are no", f"{text} !~* '{_BOOLEAN}'")
    if isinstance(new, Uuid):
        return Misfit("are no", f"{text} !~* '{_UUID}'")
    if isinstance(new, Date):
        return Misfit("may be no", f"NOT ({_is_date(text)})", is_certain=False)
    return Misfit(
        "do not become", None, why="no pattern says what this server takes for it; PostgreSQL 16 can be asked"
    )


def _number_in(text: str, pattern: str, beyond: str | None, otherwise: str) -> str:
    return f"CASE WHEN {text} ~ '{pattern}' THEN {beyond or 'false'} ELSE {otherwise} END"


def _is_date(text: str) -> str:
    """A date of the calendar as ISO writes it; other spellings depend on the session's DateStyle."""
    year, month, day = (f"substr({text}, {at}, {n})::int" for at, n in ((1, 4), (6, 2), (9, 2)))
    last = f"extract(day FROM make_date({year}, {month}, 1) + interval '1 month - 1 day')"
    inside = f"CASE WHEN {year} > 0 AND {month} BETWEEN 1 AND 12 THEN {day} BETWEEN 1 AND {last} ELSE false END"
    return f"CASE WHEN {text} ~ '{_DATE}' THEN {inside} ELSE false END"
