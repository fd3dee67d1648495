"""A type that SQLAlchemy does not know, in the server's own words."""

from __future__ import annotations

from typing import Any

from sqlalchemy.types import UserDefinedType


class RawType(UserDefinedType[Any]):
    """A column type written as it is, like `RawType("ltree")`; values pass through as the driver gives them."""

    cache_ok = True

    def __init__(self, words: str) -> None:
        self.words = words

    def get_col_spec(self, **_: Any) -> str:
        """What stands after the column's name."""
        return self.words
