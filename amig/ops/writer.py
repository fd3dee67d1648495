"""What a directive may ask of a backend while it writes its SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Column, Constraint, Dialect, Executable, ForeignKeyConstraint, Sequence, Table
    from sqlalchemy.schema import ExecutableDDLElement
    from sqlalchemy.types import TypeEngine

    from amig.ops.seen import Seen
    from amig.ops.statement import Statement


class Writer(Protocol):
    """Turns constructs into statements in the backend's words. Pure: nothing is opened, nothing is looked up."""

    @property
    def dialect(self) -> Dialect:
        """The backend's neutral dialect."""
        ...

    @property
    def seen(self) -> Seen | None:
        """What was found by looking; None where nothing was asked for, and offline."""
        ...

    @property
    def convention(self) -> Mapping[str, Any] | None:
        """The naming convention for constraints and indexes."""
        ...

    @property
    def flavour(self) -> str:
        """The backend's name, MySQL and MariaDB told apart by what the server is."""
        ...

    def ddl(
        self, element: ExecutableDDLElement | str, *, autocommit: bool = False, note: str | None = None
    ) -> Statement:
        """A DDL statement from SQLAlchemy's construct, or from text as it is."""
        ...

    def dml(
        self, construct: Executable, parameters: Mapping[str, Any] | None = None, *, result: bool = False
    ) -> Statement:
        """A statement whose values the driver binds."""
        ...

    def making(self, element: ExecutableDDLElement, key: str, *, guarded: bool) -> Statement:
        """What makes a named type, once in a transaction; `guarded`: one that exists is no error."""
        ...

    def query(self, definition: Any) -> str:
        """A query, its values written out."""
        ...

    def sequence_options(self, sequence: Sequence) -> str:
        """What stands after the name of a sequence."""
        ...

    def creating(self, table: Table, *, if_not_exists: bool) -> Iterator[Statement]:
        """A whole table: its types, the table, its indexes, its comments."""
        ...

    def name(self, identifier: str) -> str:
        """A quoted name, where it needs quotes."""
        ...

    def table(self, name: str, schema: str | None) -> str:
        """A quoted table name."""
        ...

    def column_spec(
        self, column: Column[Any], *, primary_key: bool = False, references: ForeignKeyConstraint | None = None
    ) -> str:
        """What stands after ADD COLUMN."""
        ...

    def applies(self, constraint: Constraint) -> bool:
        """Whether a constraint that a type brings along exists on this backend."""
        ...

    def identity(self, alter: str, wanted: Any, existing: Any) -> Iterator[Statement]:
        """The change of a column's identity."""
        ...

    def type_spec(self, type_: TypeEngine[Any] | type[TypeEngine[Any]]) -> str:
        """A type's name in the database."""
        ...

    def default_spec(self, default: Any) -> str:
        """What stands after DEFAULT."""
        ...

    def types(self, table: Table) -> Iterator[Statement]:
        """The named types of a table's columns, made where they do not exist yet."""
        ...

    def literal(self, text: str) -> str:
        """A quoted string."""
        ...
