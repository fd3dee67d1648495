"""Naming conventions name what Alembic names, in the same way."""

from __future__ import annotations

import re
import warnings
from io import StringIO
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.operations import Operations as AlembicOperations
from alembic.runtime.migration import MigrationContext as AlembicContext
from sqlalchemy.sql.elements import conv

import amig
from amig.impl import impl_for, offline_dialect
from amig.ops import Verbs
from tests.differential.test_alembic import folded
from tests.projects import new_project

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BOOLEAN = {"type_": sa.Boolean(create_constraint=True, name="bb"), "existing_type": sa.Integer()}


def table() -> tuple[Any, ...]:
    return (
        "t",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("u", sa.Integer(), unique=True, index=True),
        sa.Column("b", sa.Boolean(create_constraint=True, name="bb")),
        sa.CheckConstraint("u > 1", name="pos"),
        sa.ForeignKeyConstraint(["u"], ["o.id"]),
    )


CALLS: dict[str, tuple[str, Any, dict[str, Any]]] = {
    "table": ("create_table", table, {}),
    "column": ("add_column", lambda: ("t", sa.Column("x", sa.Integer(), sa.ForeignKey("o.id"), index=True)), {}),
    "unique": ("create_unique_constraint", lambda: (None, "t", ["a"]), {}),
    "unique with a name": ("create_unique_constraint", lambda: ("given", "t", ["a"]), {}),
    "check": ("create_check_constraint", lambda: ("pos", "t", "a > 1"), {}),
    "check with a final name": ("create_check_constraint", lambda: (conv("pos"), "t", "a > 1"), {}),
    "foreign key": ("create_foreign_key", lambda: (None, "t", "o", ["a"], ["id"]), {}),
    "primary key": ("create_primary_key", lambda: (None, "t", ["a"]), {}),
    "index": ("create_index", lambda: (None, "t", ["a"]), {}),
    "index with a name": ("create_index", lambda: ("given", "t", ["a"]), {}),
    "drop a check": ("drop_constraint", lambda: ("pos", "t", "check"), {}),
    "drop a unique": ("drop_constraint", lambda: ("given", "t", "unique"), {}),
    "drop": ("drop_constraint", lambda: ("pos", "t"), {}),
    "drop an index": ("drop_index", lambda: ("given", "t"), {}),
    "a type with a check": ("alter_column", lambda: ("t", "b"), BOOLEAN),
}


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "mariadb", "mssql", "oracle"])
@pytest.mark.parametrize("name", CALLS)
def test_names_come_from_the_convention(name: str, dialect: str) -> None:
    """The same names in the same statements."""
    verb, arguments, keywords = CALLS[name]
    if dialect in ("mysql", "mariadb") and name == "drop":
        pytest.skip("MySQL wants to know the kind")
    output = StringIO()
    opts = {"as_sql": True, "output_buffer": output, "target_metadata": sa.MetaData(naming_convention=CONVENTION)}
    context = AlembicContext.configure(dialect_name=dialect, dialect_opts={"paramstyle": "named"}, opts=opts)
    impl = impl_for(offline_dialect(f"{dialect}://"))
    impl.convention = CONVENTION
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        getattr(AlembicOperations(context), verb)(*arguments(), **keywords)
        mine = [folded(one.text) for one in impl.emit(vars(Verbs)[verb].directive(*arguments(), **keywords))]
    assert mine == [folded(one) for one in re.split(r";?\n\n(?:GO|/)?", output.getvalue()) if one.strip()]


async def test_the_convention_is_that_of_the_models(backend, tmp_path) -> None:
    """From the configured metadata, and from env.py's own; drop_constraint follows it."""
    project = new_project(tmp_path / "p")
    project.up(
        """
        await op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.Integer()),
            sa.CheckConstraint("a > 1", name="pos"), sa.UniqueConstraint("a"))
        async with op.batch_alter_table("t") as batch:
            batch.drop_constraint("pos", type_="check")
            batch.create_check_constraint("more", "a > 2")
        """
    )
    metadata = sa.MetaData(naming_convention=CONVENTION)
    (project.folder / "models.py").write_text(
        f"import sqlalchemy as sa\nmetadata = sa.MetaData(naming_convention={CONVENTION})\n"
    )
    project.config.write_text(project.config.read_text() + 'metadata = "models:metadata"\n')
    await amig.upgrade(project.config, url=backend.url)
    from sqlalchemy.ext.asyncio import create_async_engine

    engine = create_async_engine(backend.url)
    async with engine.connect() as connection:
        checks = await connection.run_sync(lambda bind: sa.inspect(bind).get_check_constraints("t"))
        uniques = await connection.run_sync(lambda bind: sa.inspect(bind).get_unique_constraints("t"))
    await engine.dispose()
    assert [check["name"] for check in checks] == ["ck_t_more"]
    assert [unique["name"] for unique in uniques] == ["uq_t_a"]
    assert metadata.naming_convention == CONVENTION


async def test_metadata_that_is_none(sqlite, tmp_path) -> None:
    """A name that cannot be imported, or means something else, is said so."""
    project = new_project(tmp_path / "p")
    project.table("t")
    config = project.config.read_text()
    for said, problem in (("nowhere:metadata", "cannot be imported"), ("os:path", "which is no MetaData")):
        project.config.write_text(config + f'metadata = "{said}"\n')
        with pytest.raises(amig.errors.BadConfigError, match=problem):
            await amig.upgrade(project.config, url=sqlite.url)
