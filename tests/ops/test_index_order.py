"""The indexes of a new table are in an order that is always the same."""

from __future__ import annotations

import sqlalchemy as sa

from amig import ops
from amig.impl import impl_for, offline_dialect


def test_indexes_of_a_new_table_come_by_name() -> None:
    names = [f"c{number:02}" for number in range(20)]
    columns = [sa.Column(name, sa.Integer, index=True) for name in reversed(names)]
    impl = impl_for(offline_dialect("postgresql://"))
    table, *indexes = [statement.text for statement in impl.emit(ops.CreateTable("t", *columns))]
    assert table.strip().startswith("CREATE TABLE t")
    assert indexes == [f"CREATE INDEX ix_t_{name} ON t ({name})" for name in names]
