"""Functions that the database runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY

from amig.errors import BadOperationError, IrreversibleError
from amig.ops.backends import only_on
from amig.ops.base import Change, Statement, directive
from amig.ops.tokens import tokens
from amig.ops.writer import Writer

_HAVE = ("postgresql", "mysql", "mariadb", "mssql", "oracle")
_INSTEAD = "register the function with the driver instead"


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

    signature: str
    definition: str
    _: KW_ONLY
    schema: str | None = None

    def __post_init__(self) -> None:
        _check("create_function", self.signature)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "create_function", "functions of their own", _HAVE, _INSTEAD)
        yield sql.ddl(f"CREATE FUNCTION {_named(sql, self.signature, self.schema)} {self.definition.strip()}")

    def reverse(self) -> DropFunction:
        return DropFunction(self.signature, schema=self.schema, definition=self.definition)


@directive
class ReplaceFunction(Change):
    """Give a function another body, whether it exists or not; `previous` is what a downgrade goes back to."""

    signature: str
    definition: str
    _: KW_ONLY
    schema: str | None = None
    previous: str | None = None

    def __post_init__(self) -> None:
        _check("replace_function", self.signature)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "replace_function", "functions of their own", _HAVE, _INSTEAD)
        function = f"{_named(sql, self.signature, self.schema)} {self.definition.strip()}"
        if sql.flavour == "mysql":
            yield sql.ddl(f"DROP FUNCTION IF EXISTS {_identity(sql, self.signature, self.schema)}")
            yield sql.ddl(f"CREATE FUNCTION {function}")
        else:
            yield sql.ddl(f"CREATE OR {'ALTER' if sql.flavour == 'mssql' else 'REPLACE'} FUNCTION {function}")

    def reverse(self) -> ReplaceFunction:
        if self.previous is None:
            raise IrreversibleError(f"op.replace_function({self.signature!r}) without `previous`")
        return ReplaceFunction(self.signature, self.previous, schema=self.schema, previous=self.definition)


@directive
class DropFunction(Change):
    """Drop a function; `definition` is what a downgrade makes it of again."""

    signature: str
    _: KW_ONLY
    schema: str | None = None
    if_exists: bool | None = None
    cascade: bool = False
    definition: str | None = None

    def __post_init__(self) -> None:
        _check("drop_function", self.signature)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "drop_function", "functions of their own", _HAVE, _INSTEAD)
        if self.cascade:
            only_on(sql, "drop_function", "DROP FUNCTION ... CASCADE", ("postgresql",), "drop what uses it first")
        guard, cascade = "IF EXISTS " if self.if_exists else "", " CASCADE" if self.cascade else ""
        yield sql.ddl(f"DROP FUNCTION {guard}{_identity(sql, self.signature, self.schema)}{cascade}")

    def reverse(self) -> CreateFunction:
        if self.definition is None:
            raise IrreversibleError(f"op.drop_function({self.signature!r}) without `definition`")
        return CreateFunction(self.signature, self.definition, schema=self.schema)
