"""What a whole database holds, as plain values; the models are described in the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Key = tuple[str | None, str]
"""(schema, name); the schema is None for the server's default one."""


class IdentityShape(NamedTuple):
    """An identity, or what a sequence is made with; None is the server's own choice."""

    always: bool = False
    start: int | None = None
    increment: int | None = None
    minvalue: int | None = None
    maxvalue: int | None = None
    cycle: bool = False
    cache: int | None = None


class ColumnShape(NamedTuple):
    """A column. `type`, `default` and `computed` are in the server's own words, as far as they can be known.

    `persisted` None: not said. `autoincrement`: SERIAL, AUTO_INCREMENT, AUTOINCREMENT.
    """

    name: str
    type: str
    nullable: bool = True
    default: str | None = None
    computed: str | None = None
    persisted: bool | None = None
    identity: IdentityShape | None = None
    autoincrement: bool = False
    collation: str | None = None
    comment: str | None = None


class KeyShape(NamedTuple):
    """A primary key or a unique constraint; `name` None: it has none of its own. `on_conflict` is SQLite's."""

    name: str | None
    columns: tuple[str, ...]
    deferrable: bool = False
    initially: str | None = None
    nulls_not_distinct: bool = False
    include: tuple[str, ...] = ()
    on_conflict: str | None = None


class ForeignKeyShape(NamedTuple):
    """A foreign key; `ondelete`, `onupdate`, `initially` and `match` are upper case, None where they say the usual."""

    name: str | None
    columns: tuple[str, ...]
    referent: Key
    referent_columns: tuple[str, ...]
    ondelete: str | None = None
    onupdate: str | None = None
    deferrable: bool = False
    initially: str | None = None
    match: str | None = None


class CheckShape(NamedTuple):
    """A CHECK: the text between its parentheses. On PostgreSQL also an EXCLUDE: all that follows its name.

    `column` is the one that it is kept with and changed with, on MariaDB.
    """

    name: str | None
    text: str
    column: str | None = None


class IndexShape(NamedTuple):
    """An index that no constraint made. A part is a column's name, or what is indexed in the server's words.

    `parts` hold direction, operator class and collation where they are not the usual; `columns` has None for an
    expression. `method` is None for the usual one.
    """

    name: str | None
    parts: tuple[str, ...]
    columns: tuple[str | None, ...] = ()
    unique: bool = False
    method: str | None = None
    where: str | None = None
    include: tuple[str, ...] = ()
    nulls_not_distinct: bool = False
    options: tuple[tuple[str, str], ...] = ()


class TableShape(NamedTuple):
    """A table. `options` are what can be changed of it: (name, value), sorted. `text` makes it, where one is kept."""

    name: str
    schema: str | None = None
    columns: tuple[ColumnShape, ...] = ()
    primary_key: KeyShape | None = None
    uniques: tuple[KeyShape, ...] = ()
    foreign_keys: tuple[ForeignKeyShape, ...] = ()
    checks: tuple[CheckShape, ...] = ()
    excludes: tuple[CheckShape, ...] = ()
    indexes: tuple[IndexShape, ...] = ()
    comment: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    partition_by: str | None = None

    @property
    def key(self) -> Key:
        return (self.schema, self.name)


class EnumShape(NamedTuple):
    """An enum type with a name (PostgreSQL); `columns` are (table, column) of those that have it.

    `elsewhere`: a table of a schema that is not looked at has it too.
    """

    name: str
    schema: str | None
    values: tuple[str, ...]
    comment: str | None = None
    columns: tuple[tuple[Key, str], ...] = ()
    elsewhere: bool = False


class SequenceShape(NamedTuple):
    """A sequence that no column owns."""

    name: str
    schema: str | None
    type: str | None = None
    options: IdentityShape = IdentityShape()


class ViewShape(NamedTuple):
    """A view. `columns` are (name, type), `uses` the tables and views that it reads, `reads` their columns.

    `calls` are functions, as they are keyed. `kept` is (column or None, statement): the server's statements for what is
    on it and would go with it, as comments, grants, an owner. An index of it has its `definition` as an option.
    """

    name: str
    schema: str | None
    text: str
    materialized: bool = False
    comment: str | None = None
    indexes: tuple[IndexShape, ...] = ()
    uses: tuple[Key, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    reads: tuple[tuple[Key, str], ...] = ()
    calls: tuple[Key, ...] = ()
    kept: tuple[tuple[str | None, str], ...] = ()
    populated: bool = True

    @property
    def key(self) -> Key:
        return (self.schema, self.name)


class FunctionShape(NamedTuple):
    """A function or a procedure: `signature` is `name(arguments)`, `text` all that follows it.

    `types` is `name(types)`, by which it is known; `returns` what cannot be replaced; `kept` are
    statements for what goes with it.
    """

    signature: str
    schema: str | None
    text: str
    kind: Literal["function", "procedure"] = "function"
    types: str = ""
    returns: str | None = None
    kept: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return (self.schema, self.types or self.signature)


class TriggerShape(NamedTuple):
    """A trigger of a table or a view: `when` is as `BEFORE INSERT OR UPDATE`, `text` what follows the table's name."""

    name: str
    table: Key
    when: str
    text: str

    @property
    def key(self) -> tuple[Key, str]:
        return (self.table, self.name)


class ExtensionShape(NamedTuple):
    """An extension (PostgreSQL)."""

    name: str
    schema: str | None = None
    version: str | None = None


class PolicyShape(NamedTuple):
    """A row security policy of a table (PostgreSQL)."""

    name: str
    table: Key
    command: str = "ALL"
    permissive: bool = True
    roles: tuple[str, ...] = ("public",)
    using: str | None = None
    check: str | None = None

    @property
    def key(self) -> tuple[Key, str]:
        return (self.table, self.name)


class GrantShape(NamedTuple):
    """What a role may do with `name` of a schema; `kind` is as in GRANT ... ON, `grantable` what it may grant on."""

    role: str
    kind: str
    schema: str | None
    name: str
    privileges: tuple[str, ...]
    grantable: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str | None, str]:
        return (self.role, self.kind, self.schema, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that was looked at; `default_schema` is what the server calls the schema that is None here."""

    tables: Mapping[Key, TableShape] = field(default_factory=dict)
    enums: Mapping[Key, EnumShape] = field(default_factory=dict)
    sequences: Mapping[Key, SequenceShape] = field(default_factory=dict)
    views: Mapping[Key, ViewShape] = field(default_factory=dict)
    functions: Mapping[Key, FunctionShape] = field(default_factory=dict)
    triggers: Mapping[tuple[Key, str], TriggerShape] = field(default_factory=dict)
    extensions: Mapping[str, ExtensionShape] = field(default_factory=dict)
    policies: Mapping[tuple[Key, str], PolicyShape] = field(default_factory=dict)
    row_security: frozenset[Key] = frozenset()
    grants: Mapping[tuple[str, str, str | None, str], GrantShape] = field(default_factory=dict)
    serials: Mapping[tuple[Key, str], str] = field(default_factory=dict)
    """(table, column) -> the sequence that its SERIAL counts by, as PostgreSQL writes it."""
    default_schema: str | None = None
    schemas: tuple[str | None, ...] = ()
