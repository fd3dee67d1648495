"""How MySQL writes types, defaults and expressions."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from amig.look.words import Words
from amig.look.words.mysql_text import bare, expression, is_string
from amig.look.words.mysql_types import spelled_type

if TYPE_CHECKING:
    from amig.impl.base import Impl

_NOW = re.compile(r"(?:now|current_timestamp|localtime|localtimestamp)(?:\s*\(\s*(\d*)\s*\))?", re.IGNORECASE)
_ON_UPDATE = re.compile(r"(?P<default>.*?)\s*\bON\s+UPDATE\s+(?P<update>[\w\s()]+)", re.IGNORECASE | re.DOTALL)
_NUMBERS = ("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double")
_TRUTH = {"true": "1", "false": "0"}


class MySQLWords(Words):
    """What MySQL spells in another way."""

    def __init__(self, impl: Impl) -> None:
        super().__init__(impl)
        self.folds = bool(getattr(impl.dialect, "_casing", 0))
        self._known: dict[str, str] = {}

    def table_name(self, name: str) -> str:
        """A table's or a database's name; a server that does not tell case apart has it in lower case."""
        return name.lower() if self.folds else name

    def type(self, text: str) -> str:
        """A type as `column_type` has it, without a width for display, a charset or a collation."""
        if (known := self._known.get(text)) is None:
            known = self._known[text] = spelled_type(text)
        return known

    def default(self, text: str, type_: str) -> str | None:
        """What stands after DEFAULT, ON UPDATE included; None for NULL."""
        if (updated := _ON_UPDATE.fullmatch(text)) is not None:
            default = self.default(updated["default"], type_) or "NULL"
            return f"{default} ON UPDATE {_value(updated['update'], type_)}"
        return None if (value := _value(text, type_)) == "NULL" else value

    def expression(self, text: str) -> str:
        """A CHECK, a computed column, or what an index is made of."""
        return expression(text)


def _value(text: str, type_: str) -> str:
    """One value: a string as it is, a number without what does not count, or an expression."""
    text = bare(text)
    if type_.startswith(_NUMBERS) and (number := _number(text)) is not None:
        return number
    if is_string(text):
        return text
    if (now := _NOW.fullmatch(text)) is not None:
        return f"CURRENT_TIMESTAMP({int(now[1])})" if int(now[1] or 0) else "CURRENT_TIMESTAMP"
    return "NULL" if text.upper() in ("NULL", "") else expression(text)


def _number(text: str) -> str | None:
    """A number in any spelling: `'1.50'` and 1.5 are one."""
    said = _TRUTH.get(text.lower(), text[1:-1] if is_string(text) else text)
    try:
        number = Decimal(said)
    except InvalidOperation:
        return None
    return f"{number.normalize():f}" if number.is_finite() and number else "0" if number.is_finite() else None


def words(impl: Impl) -> MySQLWords:
    """The spelling of MySQL."""
    return MySQLWords(impl)
