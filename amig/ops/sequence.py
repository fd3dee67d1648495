"""Sequences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Unpack

from sqlalchemy import Sequence
from sqlalchemy import schema as sa_schema

from amig.errors import BadOperationError, IrreversibleError
from amig.ops.backends import only_on
from amig.ops.base import Change, Statement, directive
from amig.ops.items import checked
from amig.ops.options import SequenceOptions
from amig.ops.writer import Writer

_HAVE = ("postgresql", "mariadb", "mssql", "oracle")
_INSTEAD = "use an autoincrement column"


@directive
class CreateSequence(Change):
    """Create a sequence."""

    sequence_name: str
    schema: str | None
    if_not_exists: bool | None
    options: SequenceOptions

    def __init__(
        self,
        sequence_name: str,
        *,
        schema: str | None = None,
        if_not_exists: bool | None = None,
        **options: Unpack[SequenceOptions],
    ) -> None:
        self._set(sequence_name=sequence_name, schema=schema, if_not_exists=if_not_exists, options=options)
        self.sequence()

    def sequence(self) -> Sequence:
        given: dict[str, Any] = dict(self.options)
        known = SequenceOptions.__annotations__
        return checked("create_sequence", lambda: Sequence(self.sequence_name, schema=self.schema, **given), known)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "create_sequence", "sequences", _HAVE, _INSTEAD)
        if self.if_not_exists:
            what = "CREATE SEQUENCE IF NOT EXISTS"
            only_on(sql, "create_sequence", what, ("postgresql", "mariadb"), "leave `if_not_exists` out")
        yield sql.ddl(sa_schema.CreateSequence(self.sequence(), if_not_exists=bool(self.if_not_exists)))

    def reverse(self) -> DropSequence:
        return DropSequence(self.sequence_name, schema=self.schema, created=self)


@directive
class AlterSequence(Change):
    """Change a sequence: `restart` it at a value, or give it other options; `previous` are those it had."""

    sequence_name: str
    schema: str | None
    restart: int | None
    previous: SequenceOptions | None
    options: SequenceOptions

    def __init__(
        self,
        sequence_name: str,
        *,
        schema: str | None = None,
        restart: int | None = None,
        previous: SequenceOptions | None = None,
        **options: Unpack[SequenceOptions],
    ) -> None:
        if not options and restart is None:
            raise BadOperationError("op.alter_sequence", "changes nothing", "give `restart`, `increment` or the like")
        self._set(sequence_name=sequence_name, schema=schema, restart=restart, previous=previous, options=options)
        self.sequence()

    def sequence(self) -> Sequence:
        given: dict[str, Any] = dict(self.options)
        known = SequenceOptions.__annotations__
        return checked("alter_sequence", lambda: Sequence(self.sequence_name, schema=self.schema, **given), known)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "alter_sequence", "sequences", _HAVE, _INSTEAD)
        type_ = self.options.get("data_type")
        if type_ is not None:
            instead = "drop the sequence and create it again"
            only_on(sql, "alter_sequence", "ALTER SEQUENCE ... AS a type", ("postgresql",), instead)
        parts = [f"AS {sql.type_spec(type_)}"] if type_ is not None else []
        parts += [f"RESTART WITH {self.restart}"] if self.restart is not None else []
        parts += [sql.sequence_options(self.sequence())] if self.options else []
        text = " ".join(filter(None, parts))
        yield sql.ddl(f"ALTER SEQUENCE {sql.table(self.sequence_name, self.schema)} {text}")

    def reverse(self) -> AlterSequence:
        if self.previous is None or self.restart is not None:
            raise IrreversibleError(f"op.alter_sequence({self.sequence_name!r}) without `previous`, or with `restart`")
        return AlterSequence(self.sequence_name, schema=self.schema, previous=self.options, **self.previous)


@directive
class DropSequence(Change):
    """Drop a sequence."""

    unwritten: ClassVar[frozenset[str]] = frozenset({"created"})
    sequence_name: str
    schema: str | None
    if_exists: bool | None
    created: CreateSequence | None

    def __init__(
        self,
        sequence_name: str,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        created: CreateSequence | None = None,
    ) -> None:
        self._set(sequence_name=sequence_name, schema=schema, if_exists=if_exists, created=created)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "drop_sequence", "sequences", _HAVE, _INSTEAD)
        if self.if_exists:
            have = ("postgresql", "mariadb", "mssql")
            only_on(sql, "drop_sequence", "DROP SEQUENCE IF EXISTS", have, "leave `if_exists` out")
        sequence = Sequence(self.sequence_name, schema=self.schema)
        yield sql.ddl(sa_schema.DropSequence(sequence, if_exists=bool(self.if_exists)))

    def reverse(self) -> CreateSequence:
        if self.created is None:
            raise IrreversibleError(f"op.drop_sequence({self.sequence_name!r})")
        return self.created
