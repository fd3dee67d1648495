"""Functions that the database runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY
from typing import ClassVar

from amig.errors import BadOperationError, IrreversibleError
from amig.ops.backends import only_on
from amig.ops.base import Change, Statement, directive
from amig.ops.tokens import tokens
from amig.ops.writer import Writer

_HAVE = ("postgresql", "mysql", "mariadb", "mssql", "oracle")
_INSTEAD = "register the function with the driver instead"


def _refuse(sql: Writer, operation: str, word: str) -> None:
    only_on(sql, operation, f"{word.lower()}s of their own", _HAVE, _INSTEAD)


def _check(operation: str, signature: str) -> None:
    if "(" not in signature or not signature.rstrip().endswith(")"):
        problem = f"was given the signature {signature!r}"
        raise BadOperationError(f"op.{operation}", problem, "write it with its arguments, as `area(width integer)`")


def _named(sql: Writer, signature: str, schema: str | None) -> str:
    """The signature as it stands in CREATE FUNCTION."""
    name, _, arguments = signature.partition("(")
    arguments = "" if sql.flavour == "oracle" and arguments.strip() == ")" else f"({arguments.rstrip()}"
    return f"{sql.table(name.strip(), schema)}{arguments}"


def _identity(sql: Writer, signature: str, schema: str | None) -> str:
    """What DROP FUNCTION wants: on PostgreSQL the arguments without their defaults, elsewhere only the name."""
    name, _, rest = signature.partition("(")
    if sql.flavour != "postgresql":
        return sql.table(name.strip(), schema)
    rest = rest.rstrip()[:-1]
    return f"{sql.table(name.strip(), schema)}({', '.join(_without_defaults(rest))})"


def _without_defaults(arguments: str) -> Iterator[str]:
    depth, start, end = 0, 0, None
    for token in tokens(arguments, "postgresql"):
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and end is None and token.value in ("DEFAULT", "="):
            end = token.start
        if depth == 0 and token.text == ",":
            yield arguments[start : end or token.start].strip()
            start, end = token.end, None
    if last := arguments[start : end or len(arguments)].strip():
        yield last


@directive
class CreateFunction(Change):
    """Create a function: `signature` is its name with the arguments, `definition` all that follows."""

    word: ClassVar[str] = "FUNCTION"
    signature: str
    definition: str
    _: KW_ONLY
    schema: str | None = None

    def __post_init__(self) -> None:
        _check(f"create_{self.word.lower()}", self.signature)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        _refuse(sql, f"create_{self.word.lower()}", self.word)
        yield sql.ddl(f"CREATE {self.word} {_named(sql, self.signature, self.schema)} {self.definition.strip()}")

    def reverse(self) -> DropFunction:
        return DropFunction(self.signature, schema=self.schema, definition=self.definition)


@directive
class ReplaceFunction(Change):
    """Give a function another body, whether it exists or not; `previous` is what a downgrade goes back to."""

    word: ClassVar[str] = "FUNCTION"
    signature: str
    definition: str
    _: KW_ONLY
    schema: str | None = None
    previous: str | None = None

    def __post_init__(self) -> None:
        _check(f"replace_{self.word.lower()}", self.signature)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        _refuse(sql, f"replace_{self.word.lower()}", self.word)
        function = f"{_named(sql, self.signature, self.schema)} {self.definition.strip()}"
        if sql.flavour == "mysql":
            yield sql.ddl(f"DROP {self.word} IF EXISTS {_identity(sql, self.signature, self.schema)}")
            yield sql.ddl(f"CREATE {self.word} {function}")
        else:
            yield sql.ddl(f"CREATE OR {'ALTER' if sql.flavour == 'mssql' else 'REPLACE'} {self.word} {function}")

    def reverse(self) -> ReplaceFunction:
        if self.previous is None:
            raise IrreversibleError(f"op.replace_{self.word.lower()}({self.signature!r}) without `previous`")
        return type(self)(self.signature, self.previous, schema=self.schema, previous=self.definition)


@directive
class DropFunction(Change):
    """Drop a function; `definition` is what a downgrade makes it of again."""

    word: ClassVar[str] = "FUNCTION"
    signature: str
    _: KW_ONLY
    schema: str | None = None
    if_exists: bool | None = None
    cascade: bool = False
    definition: str | None = None

    def __post_init__(self) -> None:
        _check(f"drop_{self.word.lower()}", self.signature)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        operation = f"drop_{self.word.lower()}"
        _refuse(sql, operation, self.word)
        if self.cascade:
            only_on(sql, operation, f"DROP {self.word} ... CASCADE", ("postgresql",), "drop what uses it first")
        guard, cascade = "IF EXISTS " if self.if_exists else "", " CASCADE" if self.cascade else ""
        yield sql.ddl(f"DROP {self.word} {guard}{_identity(sql, self.signature, self.schema)}{cascade}")

    def reverse(self) -> CreateFunction:
        return CreateFunction(*self.again("drop_function"), schema=self.schema)

    def again(self, operation: str) -> tuple[str, str]:
        """What it is made of again; raises IrreversibleError."""
        if self.definition is None:
            raise IrreversibleError(f"op.{operation}({self.signature!r}) without `definition`")
        return self.signature, self.definition
