"""What Alembic does not have, where it matters: enums and their transactions, indexes built again, lines of scripts."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import IrreversibleError, StepFailedError, UnsupportedError
from amig.impl import impl_for, offline_dialect
from amig.ops import (
    AddColumn,
    AddEnumValue,
    AlterSequence,
    CreateEnum,
    CreateExtension,
    CreateFunction,
    CreateMaterializedView,
    CreateSequence,
    CreateTrigger,
    CreateView,
    DropEnum,
    DropFunction,
    DropTrigger,
    DropView,
    Irreversible,
    RefreshMaterializedView,
    RenameEnumValue,
    ReplaceEnum,
    ReplaceFunction,
    ReplaceTrigger,
    ReplaceView,
    RunScript,
)
from amig.ops.base import Directive
from tests.projects import new_project

KIND = 'sa.Enum("a", "b", name="kind")'


async def ask(url: str, sql: str) -> list[tuple[object, ...]]:
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        rows = [tuple(row) for row in (await connection.execute(sa.text(sql))).all()]
    await engine.dispose()
    return rows


async def test_a_new_value_is_for_a_later_revision(postgresql, tmp_path) -> None:
    """Using it at once ends with what to do; in the next revision it works."""
    project = new_project(tmp_path / "p")
    project.up(
        'await op.create_enum("mood", ["sad"])\nawait op.create_table("t", sa.Column("m", sa.Enum(name="mood")))'
    )
    project.up('await op.add_enum_value("mood", "ok")\nawait op.execute("INSERT INTO t VALUES (\'ok\')")')
    with pytest.raises(StepFailedError) as caught:
        await amig.upgrade(project.config, url=postgresql.url)
    assert "move what uses it into a later revision" in str(caught.value.hint)
    other = new_project(tmp_path / "q")
    other.up("pass")
    other.up('await op.add_enum_value("mood", "ok")')
    other.up("await op.execute(\"INSERT INTO t VALUES ('ok')\")")
    await amig.upgrade(other.config, url=postgresql.url)
    assert await ask(postgresql.url, "SELECT m::text FROM t") == [("ok",)]


async def test_what_existing_scripts_do(postgresql, tmp_path) -> None:
    """`my_enum.create(op.get_bind())` before `op.add_column`, in both kinds of script."""
    project = new_project(tmp_path / "p")
    project.table("t")
    project.add(
        f"""
        def upgrade(op):
            kind = {KIND}
            kind.create(op.get_bind())
            op.add_column("t", sa.Column("k", kind))
            op.add_column("t", sa.Column("k2", sa.Enum("x", name="other")))

        def downgrade(op):
            op.drop_column("t", "k2")
            op.drop_column("t", "k")
            {KIND}.drop(op.get_bind())
            sa.Enum(name="other").drop(op.get_bind())
        """
    )
    project.up(f'await op.alter_column("t", "n", type_={KIND}, postgresql_using="NULL")')
    await amig.upgrade(project.config, url=postgresql.url)
    assert len(await ask(postgresql.url, "SELECT typname FROM pg_type WHERE typname IN ('kind', 'other')")) == 2


async def test_a_type_is_made_once_in_a_transaction(postgresql, tmp_path) -> None:
    """A rollback to a savepoint, and `drop_enum`, forget it."""
    project = new_project(tmp_path / "p")
    project.up(
        f"""
        await op.create_table("t1", sa.Column("k", {KIND}))
        await op.create_table("t2", sa.Column("k", {KIND}))
        await op.drop_table("t1")
        await op.drop_table("t2")
        await op.drop_enum("kind")
        await op.create_table("t3", sa.Column("k", {KIND}))
        await op.drop_table("t3")
        await op.drop_enum("kind")
        savepoint = await op.get_bind().begin_nested()
        await op.create_table("t4", sa.Column("k", {KIND}))
        await savepoint.rollback()
        await op.create_table("t5", sa.Column("k", {KIND}))
        await op.create_table("t6", sa.Column("k", {KIND}))
        """
    )
    await amig.upgrade(project.config, url=postgresql.url)
    assert len(await ask(postgresql.url, "SELECT typname FROM pg_type WHERE typname = 'kind'")) == 1


async def test_a_type_that_a_script_drops_by_itself_is_forgotten(postgresql, tmp_path) -> None:
    """By its own SQL, or by SQLAlchemy's `drop` on the bind."""
    project = new_project(tmp_path / "p")
    for drop in ('await op.execute("DROP TYPE kind")', "await op.run_sync(kind.drop)"):
        project.up(
            f"""
            kind = {KIND}
            await op.create_table("t", sa.Column("k", kind), sa.Column("o", sa.Enum("x", name="other")))
            await op.drop_table("t")
            {drop}
            await op.create_table("t", sa.Column("k", kind), sa.Column("o", sa.Enum("x", name="other")))
            await op.drop_table("t")
            await op.drop_enum("kind")
            await op.drop_enum("other")
            """
        )
    await amig.upgrade(project.config, url=postgresql.url)


async def test_offline_a_column_brings_its_type_and_minds_none_that_exists(tmp_path) -> None:
    """The same words as online; a second table of the same transaction makes none."""
    project = new_project(tmp_path / "p", "postgresql+asyncpg://u@h/d")
    project.up(
        f"""
        await op.create_table("t1", sa.Column("k", {KIND}))
        await op.create_table("t2", sa.Column("k", {KIND}))
        await op.add_column("t2", sa.Column("o", sa.Enum("it's", name="other")))
        """
    )
    text = (await amig.upgrade(project.config, sql=True)).sql
    assert text.count("CREATE TYPE kind") == 1
    guarded = "DO $$ BEGIN CREATE TYPE other AS ENUM ('it''s'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
    assert guarded in text


async def test_an_invalid_index_is_built_anew(postgresql, tmp_path) -> None:
    """A concurrent build that failed leaves one behind; the next run drops it first."""
    project = new_project(tmp_path / "p")
    project.table("t")
    project.up('await op.create_index("ix", "t", ["n"], unique=True, postgresql_concurrently=True)')
    await amig.upgrade(project.config, "rev00001", url=postgresql.url)
    await ask_only(postgresql.url, "INSERT INTO t VALUES (1, 5), (2, 5)")
    with pytest.raises(StepFailedError, match="an invalid index may be left; run again, and it is dropped first"):
        await amig.upgrade(project.config, url=postgresql.url)
    assert await ask(postgresql.url, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass") == [(False,)]
    await ask_only(postgresql.url, "DELETE FROM t")
    await amig.upgrade(project.config, url=postgresql.url)
    assert await ask(postgresql.url, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass") == [(True,)]


async def ask_only(url: str, sql: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.execute(sa.text(sql))
    await engine.dispose()


@pytest.mark.parametrize("call", ["run_script", "execute"])
async def test_a_script_that_fails_names_the_line(backend, call, tmp_path) -> None:
    """One statement at a time."""
    project = new_project(tmp_path / "p")
    project.up(
        f'await op.{call}("""CREATE TABLE one (id INTEGER);\n-- a comment; with a semicolon\n\nINSERT INTO two VALUES (1);\nSELECT 1""")'
    )
    with pytest.raises(StepFailedError, match=r"\(line 4 of the (script|string)\)"):
        await amig.upgrade(project.config, url=backend.url)


REVERSIBLE: list[Directive[object]] = [
    CreateEnum("e", ["a"], schema="s"),
    RenameEnumValue("e", "a", "b"),
    ReplaceEnum("e", ["a"], previous=["b"], columns=[{"table": "t", "column": "c"}]),
    CreateView("v", "SELECT 1"),
    ReplaceView("v", "SELECT 1", previous="SELECT 2"),
    DropView("v", definition="SELECT 1"),
    CreateMaterializedView("m", "SELECT 1", with_data=False),
    RefreshMaterializedView("m"),
    CreateFunction("f(a integer DEFAULT (1 + 2), b text = 'x,y')", "RETURNS int LANGUAGE sql AS $$ SELECT 1 $$"),
    ReplaceFunction("f()", "new", previous="old"),
    DropFunction("f()", definition="old"),
    CreateTrigger("t", "tab", "BEFORE INSERT", "EXECUTE FUNCTION f()", schema="s"),
    ReplaceTrigger("t", "tab", "BEFORE INSERT", "x", previous=("AFTER INSERT", "y")),
    DropTrigger("t", "tab", when="BEFORE INSERT", definition="x"),
    CreateSequence("q", start=5, increment=2),
    AlterSequence("q", increment=3, previous={"increment": 2}),
    CreateExtension("citext", schema="s", version="1"),
]


@pytest.mark.parametrize("directive", REVERSIBLE, ids=lambda one: type(one).__name__)
def test_there_and_back(directive: Directive[object]) -> None:
    """The reverse of the reverse says the same; and the call can be read back."""
    impl = impl_for(offline_dialect("postgresql://"))

    def said(one: Directive[object]) -> list[str]:
        return [statement.text for statement in impl.emit(one)]

    assert said(directive.reverse().reverse()) == said(directive)
    args, named = directive.arguments()
    assert said(type(directive)(*args, **named)) == said(directive)


@pytest.mark.parametrize(
    "directive",
    [
        AddEnumValue("e", "x"),
        DropEnum("e"),
        ReplaceView("v", "SELECT 1"),
        DropView("v"),
        ReplaceFunction("f()", "x"),
        DropFunction("f()"),
        ReplaceTrigger("t", "tab", "a", "b"),
        DropTrigger("t", "tab"),
        AlterSequence("q", restart=5),
        RunScript("SELECT 1"),
        Irreversible("gone"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_no_way_back(directive: Directive[object]) -> None:
    """Said, and not guessed."""
    with pytest.raises(IrreversibleError):
        directive.reverse()


LACKING = {
    "create_enum": (CreateEnum("e", ["a"]), "mysql", "only PostgreSQL has enum types"),
    "add_enum_value": (AddEnumValue("e", "a"), "sqlite", "only PostgreSQL has enum types"),
    "materialised": (CreateMaterializedView("m", "SELECT 1"), "sqlite", "only PostgreSQL and Oracle have"),
    "function": (CreateFunction("f()", "x"), "sqlite", "only PostgreSQL, MySQL, MariaDB, SQL Server and Oracle have"),
    "sequence": (CreateSequence("q"), "mysql", "only PostgreSQL, MariaDB, SQL Server and Oracle have sequences"),
    "extension": (CreateExtension("x"), "mssql", "only PostgreSQL has extensions"),
    "cascade": (DropView("v", cascade=True), "mariadb", "only PostgreSQL has DROP VIEW ... CASCADE"),
    "place": (
        AddColumn("t", sa.Column("x", sa.Integer()), insert_after="y"),
        "postgresql",
        "needs the table to be rebuilt",
    ),
}


@pytest.mark.parametrize("name", LACKING)
def test_what_a_backend_lacks(name: str) -> None:
    """The error names the backends that have it, and what to do instead."""
    directive, dialect, problem = LACKING[name]
    with pytest.raises(UnsupportedError, match=problem.replace("(", r"\(")) as caught:
        list(impl_for(offline_dialect(f"{dialect}://")).emit(directive))
    assert caught.value.hint


async def test_a_call_that_does_not_fit(sqlite, tmp_path) -> None:
    """An unknown keyword names its near ones, in async scripts, blocking ones and batches."""
    cases = {
        'await op.add_column("t", sa.Column("x", sa.Integer()), if_not_exist=True)': "did you mean `if_not_exists`?",
        "await op.drop_table()": "it takes `table_name`",
        'await op.create_index("i", "t", ["x"], sqlite_were="x")': "did you mean `sqlite_where`",
        'async with op.batch_alter_table("t") as batch:\n    batch.drop_column("x", schema="s")': "it takes",
    }
    for number, (body, hint) in enumerate(cases.items()):
        project = new_project(tmp_path / f"p{number}")
        project.up(body)
        with pytest.raises(StepFailedError) as caught:
            await amig.upgrade(project.config, url=sqlite.url)
        assert hint in str(caught.value.hint), body
