"""The common backend: SQL as most databases speak it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from sqlalchemy import Column, Constraint, Dialect, ForeignKeyConstraint, Integer, String, Table
from sqlalchemy.engine.mock import MockConnection
from sqlalchemy.exc import CompileError
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement
from sqlalchemy.types import to_instance

from amig.errors import UnsupportedError
from amig.impl.statement import inline_text
from amig.ops.base import Directive
from amig.ops.statement import Statement

if TYPE_CHECKING:
    from sqlalchemy import Engine, Executable
    from sqlalchemy.types import TypeEngine

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
    _own: ClassVar[dict[type[Directive[Any]], Callable[[Any, Any], Emission]]] = {}

    def __init_subclass__(cls) -> None:
        mine = {method.emits: method for method in vars(cls).values() if hasattr(method, "emits")}
        inherited = {
            kind: how for base in reversed(cls.__mro__[1:]) for kind, how in vars(base).get("_own", {}).items()
        }
        cls._own = {**inherited, **mine}

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = self.neutral(dialect)

    def neutral(self, dialect: Dialect) -> Dialect:
        """A dialect that compiles for this server and for no driver."""
        return dialect

    def emit(self, directive: Directive[Any]) -> Emission:
        """The statements of a directive: the backend's own way, else the directive's."""
        own = next((self._own[kind] for kind in type(directive).__mro__ if kind in self._own), None)
        try:
            yield from own(self, directive) if own else directive.emit(self)
        except CompileError as error:
            from amig.ops.verb import verb_name

            name, problem = f"op.{verb_name(type(directive))}", str(error).splitlines()[0]
            raise UnsupportedError(
                name, self.dialect.name, problem, "say it in another way, or with `op.execute`"
            ) from error

    def ddl(self, element: ExecutableDDLElement | str, *, autocommit: bool = False) -> Statement:
        text = element if isinstance(element, str) else str(element.compile(dialect=self.dialect))
        return Statement(text.strip() if not isinstance(element, str) else text, autocommit=autocommit)

    def dml(
        self, construct: Executable, parameters: Mapping[str, Any] | None = None, *, result: bool = False
    ) -> Statement:
        return Statement(lambda: inline_text(construct, self.dialect, parameters), construct, parameters, result=result)

    def creating(self, table: Table, *, if_not_exists: bool) -> Emission:
        elements: list[ExecutableDDLElement] = []
        connection = MockConnection(self.dialect, lambda element, *_, **__: elements.append(element))
        table.create(cast("Engine", connection), checkfirst=False)
        for element in elements:
            if isinstance(element, CreateTable | CreateIndex):
                element.if_not_exists = if_not_exists
            yield self.ddl(element)

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
        return str(self._compiler.sql_compiler.render_literal_value(text, String()))

    def identity(self, alter: str, wanted: Any, existing: Any) -> Emission:  # noqa: ARG002
        problem = "the identity of a column cannot be changed here"
        raise UnsupportedError("op.alter_column", self.dialect.name, problem, "add a new column and copy the values")

    @cached_property
    def _compiler(self) -> Any:
        compiler: Any = self.dialect.ddl_compiler
        return compiler(self.dialect, None)
