"""A migration script before it is written: what hooks are given, and may change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from amig.autogen.tuples import diffs_of
from amig.errors import IrreversibleError
from amig.ops.base import Directive
from amig.ops.batch import BatchAlterTable
from amig.ops.script import Irreversible
from amig.ops.table import CreateTable, DropTable


@dataclass(eq=False)
class OpContainer:
    """Directives in the order in which they are carried out; `ops` may be changed."""

    ops: list[Any] = field(default_factory=list)

    def is_empty(self) -> bool:
        """Whether nothing is to be done, in tables either."""
        return not self.flat()

    def as_diffs(self) -> list[Any]:
        """The differences as Alembic's tuples."""
        return [one for directive in self.flat() for one in diffs_of(directive)]

    def flat(self) -> list[Directive[Any]]:
        """All directives, those of tables among them."""
        return list(_flat(self.ops))

    def _reversed(self) -> Iterator[Any]:
        for one in reversed(self.ops):
            yield one.reverse() if isinstance(one, ModifyTableOps) else way_back(one)


class ModifyTableOps(OpContainer):
    """Changes of one table that come right after each other. With `batch` they are written as a batch."""

    def __init__(
        self, table_name: str, ops: Iterable[Any] = (), *, schema: str | None = None, batch: bool = False
    ) -> None:
        super().__init__(list(ops))
        self.table_name, self.schema, self.batch = table_name, schema, batch

    def reverse(self) -> ModifyTableOps:
        """What undoes them."""
        return ModifyTableOps(self.table_name, self._reversed(), schema=self.schema, batch=self.batch)


@dataclass(eq=False)
class UpgradeOps(OpContainer):
    """The upgrade of one database."""

    upgrade_token: str = "upgrades"  # noqa: S105 - the name of a template's variable

    def reverse(self) -> DowngradeOps:
        """The downgrade; what cannot be undone is refused there."""
        return self.reverse_into(DowngradeOps())

    def reverse_into(self, downgrade_ops: DowngradeOps) -> DowngradeOps:
        """The same into a downgrade that is there: what it held is gone."""
        downgrade_ops.ops[:] = self._reversed()
        return downgrade_ops


@dataclass(eq=False)
class DowngradeOps(OpContainer):
    """The downgrade of one database."""

    downgrade_token: str = "downgrades"  # noqa: S105 - the name of a template's variable

    def reverse(self) -> UpgradeOps:
        """The upgrade that undoes it."""
        return UpgradeOps(list(self._reversed()))


class MigrationScript:
    """A file that is to be written, with the ops of every database that it is for.

    The fields that say where it belongs are as `revision()` takes them.
    """

    def __init__(
        self,
        rev_id: str,
        upgrade_ops: UpgradeOps | None = None,
        downgrade_ops: DowngradeOps | None = None,
        *,
        message: str = "",
        imports: Iterable[str] = (),
        head: str | Sequence[str] = "head",
        splice: bool = False,
        branch_label: str | Sequence[str] = (),
        version_path: str | Path | None = None,
        depends_on: str | Sequence[str] = (),
    ) -> None:
        self.rev_id, self.message, self.imports = rev_id, message, set(imports)
        self.head, self.splice, self.branch_label = _names(head), splice, _names(branch_label)
        self.version_path, self.depends_on = version_path, _names(depends_on)
        self.upgrade_ops_list = [] if upgrade_ops is None else [upgrade_ops]
        self.downgrade_ops_list = [] if downgrade_ops is None else [downgrade_ops]

    @property
    def upgrade_ops(self) -> UpgradeOps:
        """The upgrade, where it is for one database; raises ValueError where it is for several."""
        ops: UpgradeOps = self._one(self.upgrade_ops_list, "upgrade_ops")
        return ops

    @upgrade_ops.setter
    def upgrade_ops(self, ops: UpgradeOps) -> None:
        self.upgrade_ops_list[:] = [ops]

    @property
    def downgrade_ops(self) -> DowngradeOps:
        """The downgrade, where it is for one database; raises ValueError where it is for several."""
        ops: DowngradeOps = self._one(self.downgrade_ops_list, "downgrade_ops")
        return ops

    @downgrade_ops.setter
    def downgrade_ops(self, ops: DowngradeOps) -> None:
        self.downgrade_ops_list[:] = [ops]

    def is_empty(self) -> bool:
        """Whether there is nothing to do on any database."""
        return all(ops.is_empty() for ops in self.upgrade_ops_list)

    def _one(self, several: list[Any], name: str) -> Any:
        if len(several) != 1:
            raise ValueError(f"the script is for {len(several)} databases: read `{name}_list`")
        return several[0]


def grouped(directives: Iterable[Directive[Any]]) -> list[Any]:
    """Directives in the same order, neighbours on one table together in a ModifyTableOps."""
    ops: list[Any] = []
    for place, neighbours in groupby(directives, _table):
        several = list(neighbours)
        ops += several if place is None else [ModifyTableOps(place[0], several, schema=place[1])]
    return [_opened(one) if isinstance(one, BatchAlterTable) else one for one in ops]


def _opened(batch: BatchAlterTable) -> ModifyTableOps:
    """A batch as hooks see it: with its changes."""
    return ModifyTableOps(batch.table_name, batch.operations, schema=batch.schema, batch=True)


def way_back(directive: Directive[Any]) -> Directive[Any]:
    """What undoes a directive; where nothing does, what says so."""
    try:
        return directive.reverse()
    except IrreversibleError as error:
        return Irreversible(str(error))


def _table(directive: Directive[Any]) -> tuple[str, str | None] | None:
    if isinstance(directive, CreateTable | DropTable | BatchAlterTable):
        return None
    name = getattr(directive, "table_name", None) or getattr(directive, "source_table", None)
    schema = getattr(directive, "schema", None) or getattr(directive, "source_schema", None)
    return (name, schema) if isinstance(name, str) else None


def _flat(ops: Iterable[Any]) -> Iterator[Directive[Any]]:
    for one in ops:
        if isinstance(one, OpContainer):
            yield from _flat(one.ops)
        else:
            yield one


def _names(given: str | Sequence[str]) -> str | tuple[str, ...]:
    return given if isinstance(given, str) else tuple(given)
