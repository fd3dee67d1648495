"""Models in SQLite's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Constraint, ForeignKeyConstraint, Identity, Index, Integer, Sequence, Table

from amig.autogen.model.base import Describer
from amig.impl.sqlite_text import words_of
from amig.look.shapes import ColumnShape, IdentityShape, IndexShape, KeyShape
from amig.look.survey.sqlite_others import part_of
from amig.look.survey.sqlite_table import USUAL

if TYPE_CHECKING:
    from sqlalchemy import UniqueConstraint

    from amig.impl.base import Impl


class SQLiteDescriber(Describer):
    """SQLite has no comments, no identities and no sequences; each column has a collation; keys stay in their file."""

    def schema(self, name: str | None) -> str | None:
        """The file itself is `main`."""
        return None if name == "main" else super().schema(name)

    def kind(self, constraint: Constraint) -> str | None:
        """A foreign key into another file is not made."""
        if isinstance(constraint, ForeignKeyConstraint):
            return "foreign_key" if constraint.referred_table.schema == constraint.table.schema else None
        return super().kind(constraint)

    def column(self, column: Column[Any]) -> ColumnShape:
        """One column: computed ones are VIRTUAL where nothing is said, and nothing is known of its numbers."""
        shape = super().column(column)
        persisted = None if shape.computed is None else bool(shape.persisted)
        collation = USUAL if shape.collation is None else shape.collation.upper()
        return shape._replace(persisted=persisted, identity=None, autoincrement=False, collation=collation)

    def identity(self, identity: Identity | Sequence) -> IdentityShape:  # noqa: ARG002
        """There are none."""
        return IdentityShape()

    def primary_key(self, table: Table) -> KeyShape | None:
        """The key has no name where it is written with its column."""
        key = super().primary_key(table)
        if key is None:
            return None
        rule = _rule(table.primary_key, "on_conflict_primary_key")
        return key._replace(name=None if self.counts(table) else key.name, on_conflict=rule)

    def unique(self, constraint: UniqueConstraint) -> KeyShape:
        """A unique constraint with what is done about a conflict."""
        return super().unique(constraint)._replace(on_conflict=_rule(constraint, "on_conflict_unique"))

    def index(self, index: Index) -> IndexShape:
        """An index, maybe of some rows only."""
        where = index.dialect_options["sqlite"]["where"]
        shape = super().index(index)
        return shape if where is None else shape._replace(where=self.words.expression(self.expression(where)))

    def parts(self, index: Index) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
        """What is indexed, read as from the database."""
        if all(isinstance(part, Column) for part in index.expressions):
            return super().parts(index)
        assert index.table is not None  # noqa: S101 - for the type checker
        columns = {column.name.lower(): column.name for column in index.table.columns}
        texts = [words_of(self.expression(part)) for part in index.expressions]
        read = [part_of(tokens, columns, self.words) for tokens in texts]
        return tuple([text for text, _ in read]), tuple([column for _, column in read])

    def options(self, table: Table) -> tuple[tuple[str, str], ...]:
        """How the table is kept."""
        options = table.dialect_options["sqlite"]
        said = {
            "autoincrement": self.counts(table),
            "strict": options.get("strict"),
            "without_rowid": not options["with_rowid"],
        }
        return tuple([(name, "yes") for name, is_so in said.items() if is_so])

    def counts(self, table: Table) -> bool:
        """Whether the table's key is AUTOINCREMENT, as SQLAlchemy writes it."""
        columns = list(table.primary_key.columns)
        said = table.dialect_options["sqlite"]["autoincrement"] and len(columns) == 1
        return bool(
            said and issubclass(columns[0].type._type_affinity or object, Integer) and not columns[0].foreign_keys
        )


def _rule(constraint: Any, of_column: str) -> str | None:
    """ON CONFLICT, said of the constraint or of its only column."""
    rule = constraint.dialect_options["sqlite"]["on_conflict"]
    if rule is None and len(constraint.columns) == 1:
        rule = next(iter(constraint.columns)).dialect_options["sqlite"][of_column]
    return None if rule is None or rule.upper() == "ABORT" else rule.upper()


def describer(impl: Impl) -> Describer:
    """How models are described for SQLite."""
    return SQLiteDescriber(impl)
