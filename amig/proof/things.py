"""A snapshot as many small things, each by what it is called; and where two of them differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from amig.look.shapes import ColumnShape, Key, Snapshot, TableShape


class Thing(NamedTuple):
    """Something that a database holds; `owner` is what it is part of: where that is missing, it need not be told."""

    value: Any
    owner: str | None = None


class Unlike(NamedTuple):
    """A thing that two databases have otherwise; None: not at all."""

    subject: str
    one: Any
    other: Any

    def told(self, one: str, other: str) -> str:
        """A sentence; the names are those of the two databases."""
        if self.one is None or self.other is None:
            return f"{self.subject} is only in {one if self.other is None else other}"
        return f"{self.subject} is {_short(self.one)} in {one}, {_short(self.other)} in {other}"


def unlike(one: Mapping[str, Thing], other: Mapping[str, Thing]) -> list[Unlike]:
    """Where two databases differ; the parts of what only one of them has are not listed."""
    return [
        Unlike(subject, _value(one, subject), _value(other, subject))
        for subject in dict.fromkeys([*one, *other])
        if _value(one, subject) != _value(other, subject) and _both_have_owner(subject, one, other)
    ]


def _value(things: Mapping[str, Thing], subject: str) -> Any:
    return things[subject].value if subject in things else None


def _both_have_owner(subject: str, one: Mapping[str, Thing], other: Mapping[str, Thing]) -> bool:
    owner = (one.get(subject) or other[subject]).owner
    return owner is None or (owner in one and owner in other)


def things(snapshot: Snapshot) -> dict[str, Thing]:
    """All that a snapshot holds, whatever order columns and constraints are in; what a table's text was is left out."""
    found: dict[str, Thing] = {}
    for table in snapshot.tables.values():
        found.update(_of_table(table))
    for key, enum in snapshot.enums.items():
        found[f"enum {path(key)}"] = Thing(enum.values)
    for kind in ("sequences", "views", "functions", "extensions"):
        for name, shape in getattr(snapshot, kind).items():
            found[f"{kind[:-1]} {path(name)}"] = Thing(shape)
    for kind in ("triggers", "policies"):
        for (table_key, name), shape in getattr(snapshot, kind).items():
            word = {"triggers": "trigger", "policies": "policy"}[kind]
            found[f"{word} {path(table_key)}.{name}"] = Thing(shape, f"table {path(table_key)}")
    for (role, kind, schema, name), grant in snapshot.grants.items():
        found[f"grant {kind} {path((schema, name))} to {role}"] = Thing(grant)
    return found


def path(key: Key | str) -> str:
    """`schema.name`, or the name alone."""
    return key if isinstance(key, str) else ".".join(part for part in key if part)


def _of_table(table: TableShape) -> Iterator[tuple[str, Thing]]:
    name = path(table.key)
    owner = f"table {name}"
    yield owner, Thing(table.partition_by or "there")
    yield f"options {name}", Thing(table.options or None, owner)
    yield f"comment {name}", Thing(table.comment, owner)
    yield f"primary_key {name}", Thing(table.primary_key, owner)
    for column in table.columns:
        yield from _of_column(name, column, owner)
    parts: dict[str, tuple[Any, ...]] = {
        "unique": table.uniques,
        "check": table.checks,
        "exclude": table.excludes,
        "index": table.indexes,
    }
    for kind, several in {**parts, "foreign_key": table.foreign_keys}.items():
        for part in several:
            yield f"{kind} {name}.{part.name or _unnamed(part)}", Thing(part, owner)


def _of_column(table: str, column: ColumnShape, owner: str) -> Iterator[tuple[str, Thing]]:
    name = f"{table}.{column.name}"
    yield f"column {name}", Thing("there", owner)
    aspects = {
        "type": (column.type, column.collation) if column.collation else column.type,
        "nullable": "NULL" if column.nullable else "NOT NULL",
        "default": column.default,
        "computed": column.computed,
        "identity": column.identity,
        "autoincrement": column.autoincrement or None,
        "comment": column.comment,
    }
    for aspect, value in aspects.items():
        yield f"{aspect} {name}", Thing(value, f"column {name}")


def _unnamed(part: Any) -> str:
    return getattr(part, "text", None) or "_".join(getattr(part, "columns", ()))


def _short(value: Any) -> str:
    """A value on one line; of a shape only what it says."""
    if hasattr(value, "_fields"):
        said = (f"{field}={getattr(value, field)!r}" for field in value._fields if getattr(value, field))
        return ", ".join(said)
    return " ".join(str(value).split())
