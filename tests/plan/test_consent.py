"""What destroys is seen; where it is to be refused it is refused, as early as it can be known."""

from __future__ import annotations

from typing import Any

import pytest

import amig
from amig.cli import run
from amig.errors import BadConfigError, BadScriptError, DestructiveError, StepFailedError
from amig.ops.certain import certain_drops
from tests.projects import Project, new_project
from tests.servers.databases import Backend


@pytest.fixture
def project(tmp_path) -> Project:
    made = new_project(tmp_path / "p")
    made.config.write_text(made.config.read_text() + 'destructive = "refuse"\n')
    made.table("whole")
    return made


async def refused(project: Project, backend: Backend, **more: Any) -> DestructiveError:
    with pytest.raises(DestructiveError) as caught:
        await amig.upgrade(project.config, url=backend.url, **more)
    return caught.value


def ids(backend: Backend) -> list[str]:
    return [row for (row,) in backend.rows("SELECT version_num FROM amig_version")]


async def test_a_closed_revision_is_refused_before_anything_is_sent(backend, project) -> None:
    """Not even the revisions before it have run; what it destroys is named, and the statement."""
    project.up('await op.drop_column("whole", "n")')
    error = await refused(project, backend)
    assert error.fields() == {
        "revision": "rev00002",
        "destroyed": "column `n` of `whole`",
        "statement": "`ALTER TABLE whole DROP COLUMN n`",
        "done": 0,
    }
    assert "nothing was executed" in error.hint
    with pytest.raises(Exception, match=r"amig_version|no such table"):
        ids(backend)


async def test_so_is_another_that_comes_to_a_drop_for_certain(backend, project) -> None:
    """As its source shows."""
    project.up('await op.get_bind().execute(sa.text("SELECT 1"))\nawait op.drop_table("whole")')
    error = await refused(project, backend)
    assert (error.destroyed, error.statement) == ("table `whole`", "`op.drop_table('whole')`")
    with pytest.raises(Exception, match=r"amig_version|no such table"):
        ids(backend)


async def test_what_only_running_shows_is_refused_when_it_is_about_to_be_sent(backend, project) -> None:
    """Everything before it was done; where it can be taken back, it is."""
    project.up(
        """
        await op.execute("INSERT INTO whole (id) VALUES (1)")
        if (await op.get_bind().execute(sa.text("SELECT count(*) FROM whole"))).scalar():
            await op.execute("DELETE FROM whole")
        """
    )
    error = await refused(project, backend)
    assert (error.destroyed, error.statement) == ("every row of `whole`", "`DELETE FROM whole`")
    assert "the revision had come to statement 3" in error.hint
    assert ids(backend) == ["rev00001"]
    assert backend.rows("SELECT count(*) FROM whole") == [(0,)]


async def test_what_mysql_kept_is_told(mysql, project) -> None:
    """DDL before it stays there."""
    project.up('await op.execute("CREATE TABLE t (id INTEGER)")\nif True:\n    await op.drop_table("whole")')
    with pytest.raises(StepFailedError) as caught:
        await amig.upgrade(project.config, url=mysql.url)
    assert caught.value.kept == ("CREATE TABLE t (id INTEGER)",)
    assert "destroys table `whole`" in str(caught.value)
    assert "--allow-destructive" in str(caught.value.hint)


ALLOWED = {
    "the configuration": ({}, "", 'destructive = "allow"\n'),
    "the call": ({"allow_destructive": True}, "", 'destructive = "refuse"\n'),
    "the header": ({}, 'destructive = "the rows are archived"', 'destructive = "refuse"\n'),
}


@pytest.mark.parametrize("by", ALLOWED)
async def test_who_may_allow_it(backend, project, by) -> None:
    """The configuration, whose default it is; whoever runs it; whoever wrote the revision."""
    more, header, line = ALLOWED[by]
    project.up('await op.drop_column("whole", "n")\nif True:\n    await op.drop_table("whole")', header=header)
    text = project.config.read_text().replace('destructive = "refuse"\n', line)
    project.config.write_text(text)
    assert (await amig.upgrade(project.config, url=backend.url, **more)).after == ("rev00002",)


async def test_env_py_may_refuse_for_one_database(sqlite, project) -> None:
    """Whatever the configuration says; `--allow-destructive` has the last word."""
    project.config.write_text(project.config.read_text().replace('"refuse"', '"allow"'))
    (project.folder / "migrations" / "env.py").write_text(
        "async def run(env):\n    async with env.connect() as connection:\n"
        "        await env.run_migrations(connection, destructive='refuse')\n"
    )
    project.up('await op.drop_table("whole")')
    await refused(project, sqlite)
    assert (await amig.upgrade(project.config, url=sqlite.url, allow_destructive=True)).after == ("rev00002",)


async def test_the_header_speaks_for_its_revision_alone(sqlite, project) -> None:
    """The next one needs its own; a plan shows it."""
    project.up('await op.drop_column("whole", "n")', header='destructive = "why not"')
    project.up('await op.drop_table("whole")')
    assert (await refused(project, sqlite)).revision == "rev00003"
    (plan,) = (await amig.plan(project.config, url=sqlite.url)).plans
    assert [step.consent for step in plan.steps] == [None, "why not", None]


async def test_downgrades_destroy_too(backend, project) -> None:
    """And are refused alike."""
    await amig.upgrade(project.config, url=backend.url)
    with pytest.raises(DestructiveError):
        await amig.downgrade(project.config, "base", url=backend.url)
    await amig.downgrade(project.config, "base", url=backend.url, allow_destructive=True)


async def test_sql_revisions(sqlite, project) -> None:
    """Have the same header, as a comment."""
    up = project.folder / "migrations" / "versions" / "sqls1_x.up.sql"
    up.write_text("-- revision: sqls1\n-- parents: rev00001\nDROP TABLE whole;\n")
    assert (await refused(project, sqlite)).destroyed == "table `whole`"
    up.write_text(up.read_text().replace("-- parents", "-- destructive: it was empty\n-- parents"))
    assert (await amig.upgrade(project.config, url=sqlite.url)).after == ("sqls1",)


async def test_a_batch(sqlite, project) -> None:
    """Is as destructive as what is in it; making the table anew is not."""
    project.up('async with op.batch_alter_table("whole") as b:\n    b.alter_column("n", nullable=False)')
    await amig.upgrade(project.config, url=sqlite.url)
    project.up('async with op.batch_alter_table("whole") as b:\n    b.drop_column("n")')
    error = await refused(project, sqlite)
    assert (error.destroyed, error.statement) == ("column `n`", "`b.drop_column('n')`")


async def test_written_sql_is_not_refused(sqlite, project) -> None:
    """Nothing runs: whoever carries it to the database reads it."""
    project.up('await op.drop_table("whole")')
    assert "DROP TABLE whole" in ((await amig.upgrade(project.config, sql=True, url=sqlite.url)).sql or "")


def test_on_the_command_line(project, sqlite, capsys, monkeypatch) -> None:
    """Refused with a hint, done with the option."""
    monkeypatch.chdir(project.folder)
    project.up('await op.drop_table("whole")')
    assert run(["upgrade", "--url", sqlite.url]) == 1
    said = capsys.readouterr().err
    assert "error: revision `rev00002` destroys table `whole`: `DROP TABLE whole`\n" in said
    assert "--allow-destructive" in said
    assert run(["upgrade", "--url", sqlite.url, "--allow-destructive"]) == 0


@pytest.mark.parametrize("value", ["yes", "", "ALLOW"])
def test_the_configuration_knows_two_words(tmp_path, value) -> None:
    """Any other is an error that says them."""
    with pytest.raises(BadConfigError) as caught:
        amig.Config(destructive=value)
    assert "it can be `allow`, `refuse`" in str(caught.value)


@pytest.mark.parametrize("value", ["True", '" "', "5", '("a",)'])
async def test_a_header_must_say_why(sqlite, project, value) -> None:
    """True is no reason."""
    project.up('await op.drop_table("whole")', header=f"destructive = {value}")
    with pytest.raises(BadScriptError, match="`destructive` must say why"):
        await amig.upgrade(project.config, url=sqlite.url)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("op.drop_table('t')", ["table `t`"]),
        ("x = 1\n    op.drop_column('t', 'a')\n    op.drop_enum('e')", ["column `a`", "enum type `e`"]),
        ("with op.batch_alter_table('t') as b:\n        b.drop_column('a')", ["column `a`"]),
        ("op.drop_table(name)", ["a table"]),
        ("if x:\n        op.drop_table('t')", []),
        ("for x in y:\n        op.drop_table('t')", []),
        ("if x:\n        return\n    op.drop_table('t')", []),
        ("raise x\n    op.drop_table('t')", []),
        ("try:\n        op.drop_table('t')\n    finally:\n        pass", []),
        ("with other():\n        op.drop_table('t')", []),
        ("op.drop_index('ix')", []),
    ],
)
def test_what_a_script_comes_to_for_certain(body: str, found: list[str]) -> None:
    """Not what stands under a condition, and nothing after a way out."""
    assert [what for what, _ in certain_drops(f"def upgrade():\n    {body}\n", "upgrade")] == found
    assert certain_drops(f"def upgrade():\n    {body}\n", "downgrade") == []
