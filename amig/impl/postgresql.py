"""PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Computed, Dialect, Identity, Table
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.postgresql.named_types import CreateDomainType, CreateEnumType
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.types import ARRAY, SchemaType, TypeDecorator

from amig.impl.base import Emission, Impl, emits
from amig.impl.neutral import copied
from amig.ops.alter import AlterColumn
from amig.ops.enum import type_key
from amig.ops.statement import Statement
from amig.ops.table import RenameTable

if TYPE_CHECKING:
    from amig.impl.rebuild.draft import Draft
    from amig.ops.seen import SeenTable


class PostgreSQLImpl(Impl):
    dialect_name = "postgresql"
    transactional_ddl = True

    def neutral(self, dialect: Dialect) -> Dialect:
        neutral: PGDialect = PGDialect(paramstyle="named")  # type: ignore[no-untyped-call]
        return copied(dialect, neutral)

    def created(self, element: ExecutableDDLElement) -> Statement:
        if isinstance(element, CreateEnumType | CreateDomainType):
            return self.making(element, _key(element), guarded=isinstance(element, CreateDomainType))
        return self.ddl(element)

    def types(self, table: Table) -> Emission:
        """What creating the table would create first, as SQLAlchemy finds it: enums and domains, of arrays too."""
        if not any(isinstance(column.type, SchemaType | ARRAY | TypeDecorator) for column in table.columns):
            return
        for element in self.elements(table):
            if isinstance(element, CreateEnumType | CreateDomainType):
                yield self.making(element, _key(element), guarded=True)

    def unless_exists(self, text: str) -> str:
        body = f"BEGIN {text.rstrip()}; EXCEPTION WHEN duplicate_object THEN NULL; END"
        quote = next(q for q in ("$$", "$amig$", "$amig_1$") if q not in body)
        return f"DO {quote} {body} {quote}"

    @emits(RenameTable)
    def _rename_table(self, d: RenameTable) -> Emission:
        """The new name stands without a schema: the table stays where it is."""
        yield self.ddl(f"ALTER TABLE {self.table(d.old_table_name, d.schema)} RENAME TO {self.name(d.new_table_name)}")

    @emits(AlterColumn)
    def _alter_column(self, d: AlterColumn) -> Emission:
        """A default of the old type goes before a change that needs USING, and comes back after: it is not cast."""
        default = d.existing_server_default
        kept = (
            default in (False, None) if isinstance(default, bool | None) else isinstance(default, Identity | Computed)
        )
        if d.type_ is None or "postgresql_using" not in d.options or kept:
            yield from d.emit(self)
            return
        yield self.ddl(
            f"ALTER TABLE {self.table(d.table_name, d.schema)} ALTER COLUMN {self.name(d.column_name)} DROP DEFAULT"
        )
        changed = d if d.server_default is not False else d.__replace__(server_default=default)
        yield from changed.emit(self)

    def before_drop(self, draft: Draft, seen: SeenTable | None, old: str, new: str) -> Emission:  # noqa: ARG002
        """Sequences that the old table owns stay; those of identity columns hand their value over."""
        identities = {column.name for column in seen.columns if column.identity} if seen else set()
        for column, sequence in seen.sequences if seen else ():
            if column not in draft.copies.values():
                continue
            if column in identities:
                value = f"pg_get_serial_sequence({self.literal(new)}, {self.literal(column)})"
                yield self.ddl(f"SELECT setval({value}, last_value, is_called) FROM {sequence}")  # noqa: S608
            else:
                yield self.ddl(f"ALTER SEQUENCE {sequence} OWNED BY NONE")
        if seen is None:
            yield from self._counting_on(draft, new)

    def _counting_on(self, draft: Draft, new: str) -> Emission:
        """Without a look: a new sequence goes on after the highest value that was copied."""
        for column in draft.definition.columns:
            makes_values = "SERIAL" in column.type.upper() or any("IDENTITY" in c.text for c in column.clauses)
            if makes_values and column.name in draft.copies:
                sequence = f"pg_get_serial_sequence({self.literal(new)}, {self.literal(column.name)})"
                highest = f"max({column.written})"
                text = f"SELECT setval({sequence}, coalesce({highest}, 1), {highest} IS NOT NULL) FROM {new}"  # noqa: S608
                yield self.ddl(text)

    def after_rename(self, draft: Draft, seen: SeenTable | None, table: str) -> Emission:
        if seen is None:
            return
        identities = {column.name for column in seen.columns if column.identity}
        for column, sequence in seen.sequences:
            if column in draft.copies.values() and column not in identities:
                yield self.ddl(f"ALTER SEQUENCE {sequence} OWNED BY {table}.{self.name(column)}")
        if seen.comment is not None:
            yield self.ddl(f"COMMENT ON TABLE {table} IS {self.literal(seen.comment)}")
        for one in seen.columns:
            if one.comment is not None and one.name in draft.copies:
                yield self.ddl(f"COMMENT ON COLUMN {table}.{self.name(one.name)} IS {self.literal(one.comment)}")

    def identity(self, alter: str, wanted: Any, existing: Any) -> Emission:
        """An identity and a default exclude each other: one goes before the other comes."""
        if not isinstance(wanted, Identity):
            yield self.ddl(f"{alter} DROP IDENTITY")
            if wanted is not None:
                yield self.ddl(f"{alter} SET DEFAULT {self.default_spec(wanted)}")
        elif not isinstance(existing, Identity):
            if existing is not None and existing is not False:
                yield self.ddl(f"{alter} DROP DEFAULT")
            yield self.ddl(f"{alter} ADD {self._compiler.visit_identity_column(wanted)}")
        elif changed := self._identity_changes(wanted, existing):
            yield self.ddl(f"{alter} {changed}")

    def _identity_changes(self, wanted: Identity, existing: Identity) -> str:
        """SET clauses for what differs; a value that is not given means the server's own."""
        parts = []
        if bool(wanted.always) != bool(existing.always):
            parts.append(f"SET GENERATED {'ALWAYS' if wanted.always else 'BY DEFAULT'}")
        before = _options(existing)
        parts += [f"SET {words}" for words in _options(wanted) if words not in before]
        return " ".join(parts)


def _options(identity: Identity) -> list[str]:
    """Every option of an identity, the server's own choices included."""
    up = (identity.increment or 1) > 0
    low = None if identity.nominvalue else identity.minvalue
    high = None if identity.nomaxvalue else identity.maxvalue
    first = (low if up else high) or (1 if up else -1)
    return [
        f"INCREMENT BY {identity.increment or 1}",
        f"START WITH {first if identity.start is None else identity.start}",
        "NO MINVALUE" if low is None else f"MINVALUE {low}",
        "NO MAXVALUE" if high is None else f"MAXVALUE {high}",
        f"CACHE {identity.cache or 1}",
        "CYCLE" if identity.cycle else "NO CYCLE",
    ]


def _key(element: CreateEnumType | CreateDomainType) -> str:
    return type_key(str(element.element.name), element.element.schema)
