"""What a database holds, as plain frozen values: the answer to a directive that looks first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ConstraintKind = Literal["primary", "unique", "check", "foreignkey", "exclude"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenColumn:
    """A column. `type`, `default` and `generated` are in the database's own words."""

    name: str
    type: str
    nullable: bool = True
    default: str | None = None
    generated: str | None = None
    stored: bool = False
    identity: Literal["always", "by default"] | None = None
    autoincrement: bool = False
    collation: str | None = None
    comment: str | None = None
    notnull_name: str | None = None
    """PostgreSQL 18 names its NOT NULL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenConstraint:
    """A constraint. `text` is what stands after its name; `name` is None where it has none of its own."""

    name: str | None
    kind: ConstraintKind
    columns: tuple[str, ...]
    text: str
    referent_schema: str | None = None
    referent_table: str | None = None
    referent_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenIndex:
    """An index that no constraint made. `text` makes it again; an expression has None among the columns."""

    name: str
    columns: tuple[str | None, ...]
    unique: bool = False
    valid: bool = True
    where: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTrigger:
    """A trigger; `text` makes it again, `compiling` touches no row and fails where the trigger does not work."""

    name: str
    text: str
    schema: str | None = None
    compiling: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenView:
    """A view; `text` makes it again, `works` tells whether it can be read now.

    `tables` are those of the look that it is made of, through other views too.
    """

    name: str
    text: str
    schema: str | None = None
    materialized: bool = False
    works: bool = True
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTable:
    """A table. `text` is its CREATE TABLE where the database keeps one; `referenced_by` other tables' foreign keys."""

    name: str
    schema: str | None = None
    kind: Literal["table", "virtual", "partitioned", "temporary", "view"] = "table"
    columns: tuple[SeenColumn, ...] = ()
    constraints: tuple[SeenConstraint, ...] = ()
    indexes: tuple[SeenIndex, ...] = ()
    triggers: tuple[SeenTrigger, ...] = ()
    referenced_by: tuple[str, ...] = ()
    comment: str | None = None
    text: str | None = None
    sequences: tuple[tuple[str, str], ...] = ()
    """(column, sequence) for what belongs to the table on PostgreSQL."""
    triggers_work: bool = True
    attached: tuple[str, ...] = ()
    """What a rebuild would lose, in words: policies, grants, rules, partitions."""

    @property
    def references_itself(self) -> bool:
        return any(c.kind == "foreignkey" and c.referent_table == self.name for c in self.constraints)

    def column(self, name: str) -> SeenColumn | None:
        """The column of this name; SQLite and MySQL do not care about its case."""
        return next((c for c in self.columns if c.name == name), None) or next(
            (c for c in self.columns if c.name.lower() == name.lower()), None
        )

    def index(self, name: str) -> SeenIndex | None:
        return next((i for i in self.indexes if i.name.lower() == name.lower()), None)

    def constraint(self, name: str) -> SeenConstraint | None:
        return next((c for c in self.constraints if c.name is not None and c.name.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One look: the tables that were asked for, every view, and which names are taken.

    `triggers` are those of other tables, and of views, that use one of the tables and work.
    """

    tables: tuple[SeenTable, ...] = ()
    views: tuple[SeenView, ...] = ()
    triggers: tuple[SeenTrigger, ...] = ()
    names: frozenset[str] = field(default_factory=frozenset)
    foreign_keys: bool = False
    """SQLite: whether foreign keys are enforced on this connection now."""
    legacy_alter_table: bool = False
    """SQLite: whether a rename leaves what refers to a table alone, on this connection now."""
    overrides: tuple[tuple[str, str], ...] = ()
    """(column, its specification) where a reflection with the caller's own arguments sees it differently."""

    def table(self, name: str, schema: str | None = None) -> SeenTable | None:
        found = (t for t in self.tables if t.name.lower() == name.lower() and t.schema == schema)
        return next(found, None)
