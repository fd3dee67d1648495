"""The common backend: SQL as most databases speak it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from sqlalchemy import Column, Constraint, Dialect, ForeignKeyConstraint, Integer, String, Table
from sqlalchemy.engine.mock import MockConnection
from sqlalchemy.exc import CompileError
from sqlalchemy.schema import CreateIndex, CreateSequence, CreateTable, ExecutableDDLElement
from sqlalchemy.types import to_instance

from amig.errors import UnsupportedError
from amig.impl.statement import inline_text
from amig.ops.base import Directive, OnTable
from amig.ops.batch import BatchAlterTable, Rebuild
from amig.ops.statement import Statement
from amig.ops.table import RenameTable

if TYPE_CHECKING:
    from sqlalchemy import Engine, Executable, Sequence
    from sqlalchemy.types import TypeEngine

    from amig.impl.rebuild.draft import Draft
    from amig.ops.seen import Seen, SeenTable

D = TypeVar("D", bound=Directive[Any])
I = TypeVar("I", bound="Impl")  # noqa: E741 - an Impl
Emission = Iterator[Statement]


def emits(kind: type[D]) -> Callable[[Callable[[I, D], Emission]], Callable[[I, D], Emission]]:
    """Mark a backend's method as its own way of writing one directive and those derived from it."""

    def mark(method: Callable[[I, D], Emission]) -> Callable[[I, D], Emission]:
        method.__dict__["emits"] = kind
        return method

    return mark


class Impl:
    """One backend. `dialect` is neutral: of no driver, with the server's version and flavour in it."""

    dialect_name: ClassVar[str] = "default"
    transactional_ddl: ClassVar[bool] = False
    casts: ClassVar[bool] = True
    """Whether a rebuild must say how values become another type."""
    keys_inside: ClassVar[bool] = False
    """Whether a CREATE TABLE holds the table's indexes as well."""
    begin: ClassVar[str] = "BEGIN"
    terminator: ClassVar[str] = ";"
    separator: ClassVar[str] = ""
    """The line after each statement that tools of this backend want, offline."""
    _own: ClassVar[dict[type[Directive[Any]], Callable[[Any, Any], Emission]]] = {}

    def __init_subclass__(cls) -> None:
        mine = {method.emits: method for method in vars(cls).values() if hasattr(method, "emits")}
        inherited = {
            kind: how for base in reversed(cls.__mro__[1:]) for kind, how in vars(base).get("_own", {}).items()
        }
        cls._own = {**inherited, **mine}

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = self.neutral(dialect)
        self.seen: Seen | None = None
        self.convention: Mapping[str, Any] | None = None
        self._ways: dict[type[Any], Callable[[Any, Any], Emission] | None] = {}

    @property
    def flavour(self) -> str:
        """The backend's name, MySQL and MariaDB told apart by what the server is."""
        return self.dialect.name

    def neutral(self, dialect: Dialect) -> Dialect:
        """A dialect that compiles for this server and for no driver."""
        return dialect

    def parts(self, directive: Directive[Any]) -> tuple[Directive[Any], ...]:
        """What a directive is carried out as, one after the other: a batch is several."""
        if not isinstance(directive, BatchAlterTable):
            return (directive,)
        from amig.impl.rebuild import parts

        return parts(self, directive)

    def needs_rebuild(self, directive: Directive[Any]) -> bool:  # noqa: ARG002
        """Whether a change can only be done on a copy of the table."""
        return False

    def rebuild(self, directive: Rebuild) -> Emission:
        """A changed copy of a table, which takes its place."""
        from amig.impl.rebuild.server import rebuild

        yield from rebuild(self, directive)

    def inside_new_table(self, kind: str, name: str | None) -> bool:  # noqa: ARG002
        """Whether a constraint can be made with the copy, while the old table has one of its name."""
        return name is None

    def renamed(self, old: str, new: str, schema: str | None) -> Statement:
        """The copy takes the table's name."""
        (statement,) = self.emit(RenameTable(old, new, schema=schema))
        return statement

    def before_drop(self, draft: Draft, seen: SeenTable | None, old: str, new: str) -> Emission:  # noqa: ARG002
        """What must be handed over while both tables are there."""
        return iter(())

    def after_rename(self, draft: Draft, seen: SeenTable | None, table: str) -> Emission:  # noqa: ARG002
        """What is put on the table once it has its name."""
        return iter(())

    def looks(self, directive: Directive[Any]) -> tuple[OnTable, ...]:
        """The tables to look at before a directive is written."""
        return directive.looks(self)

    def emit(self, directive: Directive[Any], seen: Seen | None = None) -> Emission:
        """The statements of a directive: the backend's own way, else the directive's. `seen` is what looking found."""
        if isinstance(directive, BatchAlterTable):
            for part in self.parts(directive):
                yield from self.emit(part, seen)
            return
        own = self._way(type(directive))
        impl = self
        if seen is not None:
            impl = copy(self)
            impl.seen = seen
        try:
            if isinstance(directive, Rebuild):
                yield from impl.rebuild(directive)
            else:
                yield from own(impl, directive) if own else directive.emit(impl)
        except CompileError as error:
            from amig.ops.verb import verb_name

            name, problem = f"op.{verb_name(type(directive))}", str(error).splitlines()[0]
            raise UnsupportedError(
                name, self.dialect.name, problem, "say it in another way, or with `op.execute`"
            ) from error

    def _way(self, kind: type[Directive[Any]]) -> Callable[[Any, Any], Emission] | None:
        """The backend's own way of writing such a directive, or what that is derived from."""
        if kind not in self._ways:
            self._ways[kind] = next((self._own[one] for one in kind.__mro__ if one in self._own), None)
        return self._ways[kind]

    def ddl(
        self, element: ExecutableDDLElement | str, *, autocommit: bool = False, note: str | None = None
    ) -> Statement:
        text = element if isinstance(element, str) else self._compiled(element)
        return Statement(text, autocommit=autocommit, note=note)

    def _compiled(self, element: ExecutableDDLElement) -> str:
        """The construct's text; whatever SQLAlchemy says of an argument that it cannot write is told as its refusal."""
        try:
            return str(element.compile(dialect=self.dialect)).strip()
        except (TypeError, AttributeError, KeyError, ValueError) as error:
            raise CompileError(f"SQLAlchemy cannot write it: {error}") from error

    def making(self, element: ExecutableDDLElement, key: str, *, guarded: bool) -> Statement:
        text = self.ddl(element).text
        return Statement(self.unless_exists(text) if guarded else text, makes=key)

    def unless_exists(self, text: str) -> str:
        """A CREATE that is no error where the thing exists."""
        return text

    def types(self, table: Table) -> Emission:  # noqa: ARG002
        """Backends without named types make none."""
        return iter(())

    def query(self, definition: Any) -> str:
        return (definition if isinstance(definition, str) else inline_text(definition, self.dialect)).strip()

    def expression(self, element: Any) -> str:
        """An expression as a constraint has it: columns by their names alone, values written out."""
        return str(self._compiler.sql_compiler.process(element, include_table=False, literal_binds=True))

    def sequence_options(self, sequence: Sequence) -> str:
        return str(self._compiler.get_identity_options(sequence)).strip()

    def dml(
        self, construct: Executable, parameters: Mapping[str, Any] | None = None, *, result: bool = False
    ) -> Statement:
        return Statement(lambda: inline_text(construct, self.dialect, parameters), construct, parameters, result=result)

    def creating(self, table: Table, *, if_not_exists: bool) -> Emission:
        for element in self.elements(table):
            if isinstance(element, CreateTable | CreateIndex):
                element.if_not_exists = if_not_exists
            yield self.created(element)

    def elements(self, table: Table) -> list[ExecutableDDLElement]:
        """What SQLAlchemy executes to create a table; a sequence, which may serve others too, is made for itself.

        Indexes come by name, for SQLAlchemy has them in a set.
        """
        made: list[ExecutableDDLElement] = []
        connection = MockConnection(self.dialect, lambda element, *_, **__: made.append(element))
        table.create(cast("Engine", connection), checkfirst=False)
        indexes = iter(sorted((one for one in made if isinstance(one, CreateIndex)), key=_index_name))
        kept = (one for one in made if not isinstance(one, CreateSequence))
        return [next(indexes) if isinstance(one, CreateIndex) else one for one in kept]

    def created(self, element: ExecutableDDLElement) -> Statement:
        """One of the statements that a new table is made of."""
        return self.ddl(element)

    def name(self, identifier: str) -> str:
        return self.dialect.identifier_preparer.quote(identifier)

    def table(self, name: str, schema: str | None) -> str:
        quoted = self.name(name)
        return f"{self.dialect.identifier_preparer.quote_schema(schema)}.{quoted}" if schema else quoted

    def column_spec(
        self, column: Column[Any], *, primary_key: bool = False, references: ForeignKeyConstraint | None = None
    ) -> str:
        compiler = self._compiler
        parts = [compiler.get_column_specification(column)]
        parts += [compiler.process(constraint) for constraint in column.constraints]
        parts += ["PRIMARY KEY"] if primary_key else []
        parts += [self._reference(references)] if references is not None else []
        return " ".join(parts)

    def _reference(self, key: ForeignKeyConstraint) -> str:
        compiler, element = self._compiler, next(iter(key.elements))
        remote = element.column.table
        text = f"REFERENCES {self.table(remote.name, remote.schema)} ({self.name(element.column.name)})"
        text += compiler.define_constraint_match(key) + compiler.define_constraint_cascades(key)
        return str(text + compiler.define_constraint_deferrability(key))

    def applies(self, constraint: Constraint) -> bool:
        rule = constraint._create_rule
        return rule is None or bool(rule(self._compiler))

    def type_spec(self, type_: TypeEngine[Any] | type[TypeEngine[Any]]) -> str:
        return str(self.dialect.type_compiler_instance.process(to_instance(type_)))

    def default_spec(self, default: Any) -> str:
        column: Column[Any] = Column("x", Integer, server_default=default)
        return str(self._compiler.get_column_default_string(column))

    def literal(self, text: str) -> str:
        return f"'{text}'" if _PLAIN(text) else str(self._literal(text))

    def identity(self, alter: str, wanted: Any, existing: Any) -> Emission:  # noqa: ARG002
        problem = "the identity of a column cannot be changed here"
        raise UnsupportedError("op.alter_column", self.dialect.name, problem, "add a new column and copy the values")

    @cached_property
    def _literal(self) -> Callable[[str], Any]:
        """What SQLAlchemy writes a string with; found once, for it takes longer to find than to use."""
        compiler, string = self._compiler.sql_compiler, String()
        return lambda text: compiler.render_literal_value(text, string)

    @cached_property
    def _compiler(self) -> Any:
        compiler: Any = self.dialect.ddl_compiler
        return compiler(self.dialect, None)


_PLAIN = re.compile(r"[\w.:-]*", re.ASCII).fullmatch
"""What nobody has to escape anything in: ids and hashes, which are written often."""


def _index_name(element: CreateIndex) -> str:
    return str(element.element.name)
