"""What a foreign key does ON DELETE and ON UPDATE, as SHOW CREATE TABLE tells it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.look.survey.mysql_queries import Place

_KEY = re.compile(r"\s*CONSTRAINT ([`\"])(?P<name>.+?)\1 FOREIGN KEY .*\)(?P<rules>[^)]*)")
_RULE = r"ON {} (CASCADE|SET NULL|SET DEFAULT|NO ACTION|RESTRICT)"


def show(impl: Impl, place: Place) -> str:
    """The statement for one table."""
    quote = impl.dialect.identifier_preparer.quote_identifier
    return f"SHOW CREATE TABLE {quote(place[0])}.{quote(place[1])}"


def rules_in(text: str) -> list[list[Any]]:
    """(name, delete rule, update rule) of every foreign key."""
    found = filter(None, map(_KEY.fullmatch, text.splitlines()))
    return [[one["name"], _rule("DELETE", one["rules"]), _rule("UPDATE", one["rules"])] for one in found]


def _rule(event: str, rules: str) -> str:
    said = re.search(_RULE.format(event), rules)
    return said[1] if said else "RESTRICT"
