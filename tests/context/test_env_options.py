"""What env.py may say of one database, and whom it may ask."""

from __future__ import annotations

import io
import re
import textwrap
from pathlib import Path

import pytest

import amig
from amig.config import Config
from amig.errors import BadConfigError, EnvError, StepFailedError, UnknownOptionError
from tests.projects import SHELF, new_project

RUN = """
    import sqlalchemy as sa
    from sqlalchemy.orm import DeclarativeBase
    from tests.projects import SHELF

    class Base(DeclarativeBase):
        metadata = sa.MetaData(naming_convention={{"uq": "uq_%(table_name)s_%(column_0_name)s"}})

    {more}

    async def run(env):
        if env.is_offline_mode():
            await env.run_migrations({given})
            return
        async with env.connect() as connection:
            await env.run_migrations(connection, {given})
"""


def env(project, given: str, more: str = "") -> None:
    text = textwrap.dedent(RUN).format(given=given, more=textwrap.dedent(more))
    (project.folder / "migrations" / "env.py").write_text(text)


@pytest.fixture(autouse=True)
def empty_shelf():
    SHELF.clear()
    yield
    SHELF.clear()


async def test_arguments_reach_the_scripts_that_want_them(backend, tmp_path) -> None:
    """By name; a script that has no such parameter is not given it."""
    project = new_project(tmp_path / "p")
    signature = "async def upgrade(op: Operations, count: int = 0, **rest: object) -> None:"
    empty = "\n\ndef downgrade() -> None:\n    pass"
    note = "from tests.projects import SHELF\n    SHELF.append((count, sorted(rest)))"
    project.add(f"{signature}\n    {note}{empty}")
    project.table("whole")
    project.add(f"def upgrade(count: int) -> None:\n    {note.replace('sorted(rest)', 'None')}{empty}")
    env(project, 'arguments={"count": 7, "color": "red"}')
    await amig.upgrade(project.config, url=backend.url)
    assert SHELF == [(7, ["color", "database"]), (7, None)]


async def test_callbacks_after_each_step(backend, tmp_path) -> None:
    """Plain and async, told of the step and the rows after it; also for stamps."""
    project = new_project(tmp_path / "p")
    project.table("one")
    project.table("two")
    more = """
        def plain(*, ctx, step, heads, run_args):
            SHELF.append((step.is_upgrade, step.is_stamp, step.up_revision_id, sorted(heads)))

        async def later(*, step, **_):
            SHELF.append((step.source_revision_ids, step.destination_revision_ids))
    """
    env(project, "on_version_apply=[plain, later]", more)
    await amig.upgrade(project.config, url=backend.url)
    await amig.stamp(project.config, "rev00001", url=backend.url)
    assert SHELF == [
        (True, False, "rev00001", ["rev00001"]),
        ((), ("rev00001",)),
        (True, False, "rev00002", ["rev00002"]),
        (("rev00001",), ("rev00002",)),
        (False, True, "rev00002", ["rev00001"]),
        (("rev00002",), ("rev00001",)),
    ]


async def test_a_callback_that_raises_fails_the_step(backend, tmp_path) -> None:
    """Before its transaction ends: the version stays."""
    project = new_project(tmp_path / "p")
    project.table("one")
    env(project, "on_version_apply=refuse", "def refuse(**_):\n    raise LookupError('not today')")
    with pytest.raises(StepFailedError, match="not today"):
        await amig.upgrade(project.config, url=backend.url)
    (project.folder / "migrations" / "env.py").unlink()
    assert (await amig.current(project.config, url=backend.url)).revisions == ()


async def test_the_version_table_without_a_key(backend, tmp_path) -> None:
    """As Alembic can be told to make it."""
    project = new_project(tmp_path / "p")
    project.table("one")
    env(project, 'version_table="v", version_table_pk=False')
    result = await amig.upgrade(project.config, url=backend.url, sql=True)
    assert "v_pkc" not in (result.sql or "")
    await amig.upgrade(project.config, url=backend.url)
    assert backend.rows("SELECT version_num FROM v") == [("rev00001",)]


async def test_what_is_no_option_is_kept_for_scripts(sqlite, tmp_path) -> None:
    """And what is nearly one is an error."""
    project = new_project(tmp_path / "p")
    project.up('assert op.get_context().opts["tenant"] == "blue"')
    env(project, 'tenant="blue"')
    await amig.upgrade(project.config, url=sqlite.url)
    env(project, 'version_tabel="v"')
    with pytest.raises(UnknownOptionError, match="version_tabel") as caught:
        await amig.upgrade(project.config, "base", url=sqlite.url)
    assert "version_table" in caught.value.near


async def test_a_naming_convention_from_a_declarative_base(sqlite, tmp_path) -> None:
    """`target_metadata` may be a MetaData, a base that has one, a name, or several."""
    project = new_project(tmp_path / "p")
    columns = 'sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer())'
    project.up(f'await op.create_table("t", {columns}, sa.UniqueConstraint("n"))')
    for given in ("target_metadata=Base", "target_metadata=[sa.MetaData(), Base.metadata]"):
        env(project, given)
        result = await amig.upgrade(project.config, url=sqlite.url, sql=True)
        assert "CONSTRAINT uq_t_n UNIQUE (n)" in (result.sql or "")


async def test_written_sql_can_be_led_elsewhere(tmp_path) -> None:
    """Another dialect, another start, another sink, other separators."""
    project = new_project(tmp_path / "p")
    project.table("one")
    project.table("two")
    env(project, 'dialect_name="mssql", mssql_batch_separator="", starting_rev="rev00001"')
    sql = (await amig.upgrade(project.config, url="sqlite://", sql=True)).sql or ""
    assert "CREATE TABLE two" in sql
    assert "CREATE TABLE one" not in sql
    assert "GO" not in sql
    assert "BEGIN TRANSACTION" in sql
    env(project, "output_buffer=SHELF[0]")
    SHELF.append(io.StringIO())
    assert (await amig.upgrade(project.config, url="sqlite://", sql=True)).sql == ""
    assert "CREATE TABLE two" in SHELF[0].getvalue()


async def test_one_transaction_by_the_old_name(postgresql, tmp_path) -> None:
    """`transaction_per_migration=False` takes all back when one fails."""
    project = new_project(tmp_path / "p")
    project.table("one")
    project.up('await op.execute("SELECT nonsense")')
    env(project, "transaction_per_migration=False")
    with pytest.raises(StepFailedError):
        await amig.upgrade(project.config, url=postgresql.url)
    assert postgresql.rows("SELECT count(*) FROM pg_tables WHERE tablename = 'one'") == [(0,)]


ASKING = """
from tests.projects import SHELF


async def run(env):
    SHELF.append(
        (
            env.name,
            env.requires_connection(),
            env.get_tag_argument(),
            env.get_head_revision(),
            env.get_head_revisions(),
            env.get_revision_argument(),
            env.get_starting_revision_argument() if env.is_offline_mode() else None,
        )
    )
    if env.is_offline_mode():
        env.static_output("-- by hand")
        await env.run_migrations()
        return
    async with env.connect() as connection:
        await env.run_migrations(connection)
"""


async def test_what_the_environment_can_be_asked(sqlite, tmp_path) -> None:
    """Arguments of the command, and the heads of the files."""
    project = new_project(tmp_path / "p")
    project.table("one")
    project.table("two")
    (project.folder / "migrations" / "env.py").write_text(ASKING)
    written = await amig.upgrade(project.config, "rev00001:head", url=sqlite.url, sql=True, tag="t")
    assert (written.sql or "").startswith("-- by hand\n")
    await amig.upgrade(project.config, "+1", url=sqlite.url)
    await amig.downgrade(project.config, "base", url=sqlite.url)
    heads = ("rev00002", ("rev00002",))
    assert [
        (None, False, "t", *heads, "rev00002", "rev00001"),
        (None, True, None, *heads, "+1", None),
        (None, True, None, *heads, None, None),
    ] == SHELF
    with pytest.raises(EnvError, match="asks for a target"):
        await amig.current(project.config, url=sqlite.url)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("transaction='each'", "`transaction` in `env.run_migrations()` is 'each'; it can be `revision`"),
        ("destructive='never'", "`destructive` in `env.run_migrations()` is 'never'"),
        ("lock_wait='long'", "`lock_wait` in `env.run_migrations()` is 'long'; it must be a number"),
        ("lock_wait=-1", "it cannot be less than 0"),
        ("on_version_apply=[print, 3]", "`on_version_apply` in `env.run_migrations()` is .*which cannot be called"),
        ("include_name='users'", "`include_name` in `env.run_migrations()` is 'users', which cannot be called"),
    ],
)
async def test_wrong_values_are_named(sqlite, tmp_path, given: str, said: str) -> None:
    """Though nothing is due that would come to use them."""
    project = new_project(tmp_path / "p")
    env(project, given)
    with pytest.raises(BadConfigError, match=re.escape(said).replace(r"\.\*", ".*")):
        await amig.upgrade(project.config, url=sqlite.url)


async def test_config_in_code_is_config_in_a_file(sqlite, tmp_path) -> None:
    """The same run from either."""
    project = new_project(tmp_path / "p")
    project.table("one")
    code = Config(script_location=project.folder / "migrations", url=sqlite.url, version_table="v")
    await amig.upgrade(code)
    project.config.write_text(f'script_location = "migrations"\nurl = "{sqlite.url}"\nversion_table = "v"\n')
    assert (await amig.current(Path(project.config))).revisions == ("rev00001",)
