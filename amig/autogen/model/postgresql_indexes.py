"""What indexes of the models are made of, in PostgreSQL's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Index, text
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import UnaryExpression

if TYPE_CHECKING:
    from amig.autogen.model.postgresql import PostgreSQLDescriber

_ORDERS = {
    operators.desc_op: " DESC",
    operators.asc_op: "",
    operators.nulls_first_op: " NULLS FIRST",
    operators.nulls_last_op: " NULLS LAST",
}


def parts_of(index: Index, describer: PostgreSQLDescriber) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    """The parts of an index, and the names of those that are columns."""
    classes = index.dialect_options["postgresql"]["ops"] or {}
    found = [_part(part, classes, describer) for part in index.expressions]
    return tuple(words for words, _ in found), tuple(column for _, column in found)


def _part(part: Any, classes: Any, describer: PostgreSQLDescriber) -> tuple[str, str | None]:
    order, inner = _order(part)
    key = getattr(part, "key", None)
    after = (f" {classes[key]}" if key in classes else "") + order
    if isinstance(inner, Column):
        return (describer.preparer.quote(inner.name) + after if after else inner.name), inner.name
    return describer.spelling.part(describer.expression(inner.self_group())) + after, None


def _order(part: Any) -> tuple[str, Any]:
    """The order of a part as the catalogue tells it, and what is ordered."""
    said = ""
    while isinstance(part, UnaryExpression) and part.modifier in _ORDERS:
        said, part = _ORDERS[part.modifier] + said, part.element
    usual = {" DESC NULLS FIRST": " DESC", " NULLS LAST": ""}
    return usual.get(said, said), part


def leading(condition: Any) -> Any:
    """A predicate as a construct, also where it was given as text."""
    return text(condition) if isinstance(condition, str) else condition
