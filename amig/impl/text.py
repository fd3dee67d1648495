"""SQL that is sent as it is written."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import ExecutableDDLElement


class Text(ExecutableDDLElement):
    """SQL that goes out exactly as it is written; drivers drop their stale statements after it."""

    inherit_cache = False

    def __init__(self, sql: str) -> None:
        self.sql = sql


@compiles(Text)
def _written(element: Text, _compiler: Any, **_: Any) -> str:
    return element.sql
