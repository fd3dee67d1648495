"""`amig squash`: one revision in the place of many, and databases anywhere in between are carried on."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

import amig
from amig.context import RunOptions
from amig.errors import (
    BadTargetError,
    DataStepsError,
    NoDataStepError,
    NotALineError,
    UnequalPathsError,
    UnknownTargetError,
    UnsquashableError,
    UnwritableError,
)
from amig.proof.things import things, unlike
from amig.proof.tried import Trial
from tests.autogen.running import engine_of
from tests.projects import Project, new_project
from tests.proof import NOWHERE

ROWS = """
import datetime

from amig.ops import Operations as Ops

users = sa.table("t03", sa.column("id", sa.Integer), sa.column("note", sa.Text))
TEXT = '''two
  lines: "quoted" %s'''


def note(number: int) -> str:
    return f"{TEXT} {number}"


async def upgrade(op: Ops) -> None:
    await op.add_column("t03", sa.Column("note", sa.Text()))
    await op.bulk_insert(users, [{"id": n, "note": note(n)} for n in range(1, 4)])


async def downgrade(op: Ops) -> None:
    await op.execute(users.delete())
    await op.drop_column("t03", "note")
"""


def twenty(folder: Path, url: str) -> Project:
    """Tables, columns, indexes, things that come and go again, and rows in the middle."""
    project = new_project(folder, url)
    for number in range(1, 8):
        project.table(f"t{number:02d}", f"rev{number:02d}")
    project.add(ROWS, id_="rev08", message="rows")
    for number in range(9, 14):
        table = f"t{number - 8:02d}"
        project.add(
            f"""
            async def upgrade(op: Operations) -> None:
                await op.add_column("{table}", sa.Column("c", sa.String(20)))
                await op.create_index("ix_{table}_c", "{table}", ["c"])


            async def downgrade(op: Operations) -> None:
                await op.drop_index("ix_{table}_c", "{table}")
                await op.drop_column("{table}", "c")
            """,
            id_=f"rev{number:02d}",
        )
    for number in range(14, 19):
        project.table(f"t{number:02d}", f"rev{number:02d}")
    project.add(
        """
        async def upgrade(op: Operations) -> None:
            await op.drop_table("t18")


        async def downgrade(op: Operations) -> None:
            await op.create_table("t18", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer()))
        """,
        id_="rev19",
    )
    project.table("t20", "rev20")
    return project


async def dump(backend) -> tuple[dict, list]:
    async with engine_of(backend) as engine:
        seen = things(await Trial(engine, NOWHERE, RunOptions()).look())
    rows = []
    if "table t03" in seen:
        columns = "id, note" if "column t03.note" in seen else "id"
        rows = sorted(await asyncio.to_thread(backend.rows, f"SELECT {columns} FROM t03"))
    return seen, rows


def same(one: tuple[dict, list], other: tuple[dict, list]) -> None:
    assert [each.told("one", "the other") for each in unlike(one[0], other[0])] == []
    assert one[1] == other[1]


FULL = [pytest.param(there, marks=pytest.mark.full) for there in ("rev01", "rev05", "rev08", "rev13", "rev19", "rev20")]


@pytest.mark.parametrize("there", ["base", *FULL])
async def test_twenty_revisions_with_rows_and_a_database_anywhere(backend, tmp_path, there) -> None:
    """Up from wherever it is, down to the start, and up again: the same as without squashing."""
    project = twenty(tmp_path / "p", backend.url)
    await amig.upgrade(project.config, "rev20")
    want = await dump(backend)
    await amig.downgrade(project.config, there)
    result = await amig.squash(project.config, "rev01..rev20", "all", keep="rev08", rev_id="sqsh1")
    assert (result.replaces[0], result.replaces[-1], len(result.replaces)) == ("rev01", "rev20", 20)
    assert (result.kept, result.dropped, result.notes) == (("rev08",), (), ())
    assert len(result.old) == 20
    ran = await amig.upgrade(project.config)
    same(await dump(backend), want)
    if there == "base":
        assert [step.revision for step in ran.steps] == ["sqsh1"]
    await amig.downgrade(project.config, "base")
    assert [name for name in (await dump(backend))[0] if name.startswith("table")] == []
    await amig.upgrade(project.config)
    same(await dump(backend), want)


async def test_a_part_of_the_history_and_what_comes_after_it(backend, tmp_path) -> None:
    """What follows the range follows the squashed one; a database past it goes on, and back."""
    project = twenty(tmp_path / "p", backend.url)
    await amig.upgrade(project.config)
    want = await dump(backend)
    result = await amig.squash(project.config, "rev09..rev19", rev_id="sqsh1")
    assert result.kept == ()
    await amig.downgrade(project.config, "rev08")
    ran = await amig.upgrade(project.config)
    assert [step.revision for step in ran.steps] == ["sqsh1", "rev20"]
    same(await dump(backend), want)


async def test_old_files_can_be_deleted_where_no_database_needs_them(sqlite, tmp_path) -> None:
    """Old ids stay known."""
    project = twenty(tmp_path / "p", sqlite.url)
    await amig.upgrade(project.config)
    result = await amig.squash(project.config, "..rev20", keep=["rows"], rev_id="sqsh1")
    for path in result.old:
        await asyncio.to_thread(os.unlink, path)
    assert (await amig.current(project.config)).revisions == ("sqsh1",)
    await amig.downgrade(project.config, "base")
    await amig.upgrade(project.config, "rev20")
    assert (await amig.current(project.config)).revisions == ("sqsh1",)


async def test_rows_are_kept_or_dropped_by_name_and_never_silently(backend, tmp_path) -> None:
    """Without a word it is refused, with a list; dropped, the schema alone is there."""
    project = twenty(tmp_path / "p", backend.url)
    with pytest.raises(DataStepsError) as caught:
        await amig.squash(project.config, "rev01..rev20")
    assert caught.value.revisions == ("rev08",)
    assert "bulk_insert" in caught.value.steps[0]
    assert "--keep rev08" in caught.value.hint
    await amig.squash(project.config, "rev01..rev20", drop="rev08", rev_id="sqsh1")
    await amig.upgrade(project.config)
    seen, rows = await dump(backend)
    assert "column t03.note" in seen
    assert rows == []


DOWN = "\n\nasync def downgrade(op: Operations) -> None:\n    pass\n"


@pytest.mark.parametrize(
    "body",
    [
        'await op.execute("UPDATE t01 SET n = 1")',
        "if op.get_context().dialect.name != 'x':\n        await op.add_column('t01', sa.Column('y', sa.Integer()))",
        "await op.execute(sa.text('DELETE FROM t01'))",
        "import os\n    os.environ.get('HOME')",
        "await op.get_bind().execute(sa.text('SELECT 1'))",
    ],
)
async def test_what_a_schema_does_not_show_is_asked_about(sqlite, tmp_path, body) -> None:
    """Rows, and Python that depends on where it runs."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.table("t01", "rev01")
    project.add(f"async def upgrade(op: Operations) -> None:\n    {body}{DOWN}", id_="rev02")
    with pytest.raises(DataStepsError) as caught:
        await amig.squash(project.config, "rev01..rev02")
    assert caught.value.revisions == ("rev02",)
    result = await amig.squash(project.config, "rev01..rev02", keep="rev02")
    assert result.kept == ("rev02",)


async def test_views_go_along(backend, tmp_path) -> None:
    """They are part of the schema, in whatever order they were made."""
    project = new_project(tmp_path / "p", backend.url)
    project.table("t01", "rev01")
    for name, query, id_ in (("seen", "SELECT id FROM t01", "rev02"), ("seen_again", "SELECT id FROM seen", "rev03")):
        up = f'async def upgrade(op: Operations) -> None:\n    await op.create_view("{name}", "{query}")'
        down = f'async def downgrade(op: Operations) -> None:\n    await op.drop_view("{name}")'
        project.add(f"{up}\n\n\n{down}", id_=id_)
    result = await amig.squash(project.config, "rev01..rev03", rev_id="sqsh1")
    assert result.kept == ()
    await amig.upgrade(project.config)
    assert await asyncio.to_thread(backend.rows, "SELECT * FROM seen_again") == []
    await amig.downgrade(project.config, "base")
    assert [name for name in (await dump(backend))[0] if name.startswith(("table", "view"))] == []


async def test_a_batch_is_no_step_of_its_own(sqlite, tmp_path) -> None:
    """What is collected in it is read like operations one by one; changes of one table go together again."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.table("t01", "rev01")
    for number, (up, down) in enumerate(
        (
            ("batch.add_column(sa.Column('y', sa.Integer()))", "batch.drop_column('y')"),
            ("batch.alter_column('n', nullable=False)", "batch.alter_column('n', nullable=True)"),
        ),
        2,
    ):
        block = "async with op.batch_alter_table('t01') as batch:\n        "
        functions = [
            f"async def {name}(op: Operations) -> None:\n    {block}{body}\n"
            for name, body in (("upgrade", up), ("downgrade", down))
        ]
        project.add("\n\n".join(functions), id_=f"rev0{number}")
    await amig.upgrade(project.config)
    want = await dump(sqlite)
    result = await amig.squash(project.config, "rev02..rev03", rev_id="sqsh1")
    assert "op.batch_alter_table(" in await asyncio.to_thread(Path(result.path).read_text)
    await amig.downgrade(project.config, "rev01")
    await amig.upgrade(project.config)
    same(await dump(sqlite), want)


async def test_kept_plain_functions_make_a_plain_file(backend, tmp_path) -> None:
    """They run as they did."""
    project = new_project(tmp_path / "p", backend.url)
    for number in (1, 2):
        project.table(f"t0{number}", f"rev0{number}")
    plain = """
    def upgrade(op: BlockingOperations) -> None:
        op.get_bind().execute(sa.text("INSERT INTO t01 (id, n) VALUES (1, 2)"))


    def downgrade(op: BlockingOperations) -> None:
        op.execute("DELETE FROM t01")
    """
    project.add(plain, id_="rev03")
    project.table("t04", "rev04")
    await amig.squash(project.config, "rev01..rev04", keep="rev03", rev_id="sqsh1")
    await amig.upgrade(project.config)
    assert await asyncio.to_thread(backend.rows, "SELECT id, n FROM t01") == [(1, 2)]
    project.last = "rev04"


async def test_rows_in_sql_files_are_kept_as_they_stand(backend, tmp_path) -> None:
    """A pair of files becomes two functions."""
    project = new_project(tmp_path / "p", backend.url)
    project.table("t01", "rev01")
    await amig.revision(project.config, "rows", rev_id="rev02", format="sql")
    for way, sql in (
        ("up", "INSERT INTO t01 VALUES (1, 2); INSERT INTO t01 VALUES (2, 3);"),
        ("down", "DELETE FROM t01;"),
    ):
        path = project.folder / "migrations" / "versions" / f"rev02_rows.{way}.sql"
        text = await asyncio.to_thread(path.read_text)
        await asyncio.to_thread(path.write_text, f"{text}\n{sql}\n")
    project.last = "rev02"
    project.table("t03", "rev03")
    result = await amig.squash(project.config, "rev01..rev03", keep="rows", rev_id="sqsh1")
    assert result.kept == ("rev02",)
    await amig.upgrade(project.config)
    assert await asyncio.to_thread(backend.rows, "SELECT * FROM t01 ORDER BY id") == [(1, 2), (2, 3)]


async def test_kept_code_of_both_kinds_is_refused(sqlite, tmp_path) -> None:
    """It cannot be in one function."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.table("t01", "rev01")
    project.add("def upgrade(op):\n    op.execute('DELETE FROM t01')\n\n\ndef downgrade(op):\n    pass", id_="rev02")
    project.add(f"async def upgrade(op):\n    await op.execute('DELETE FROM t01'){DOWN}", id_="rev03")
    with pytest.raises(UnsquashableError) as caught:
        await amig.squash(project.config, "rev01..rev03", keep=["rev02", "rev03"])
    assert caught.value.revision == "rev02"


async def test_ranges_that_are_no_line(sqlite, tmp_path) -> None:
    """What follows the middle, what is joined, what is alone, what is the wrong way round, what is nowhere."""
    project = new_project(tmp_path / "p", sqlite.url)
    for number in range(1, 5):
        project.table(f"t0{number}", f"rev0{number}")
    project.last = "rev02"
    project.table("t05", "side1")
    for range_, problem in (
        ("rev01..rev04", "`side1` follows `rev02`, which is in the middle"),
        ("rev03..rev03", "alone is one revision already"),
        ("rev04..rev03", "`rev04` does not come before `rev03`"),
        ("side1..rev04", "`side1` does not come before `rev04`"),
    ):
        with pytest.raises(NotALineError) as caught:
            await amig.squash(project.config, range_)
        assert problem in caught.value.problem
    with pytest.raises(UnknownTargetError):
        await amig.squash(project.config, "zzzz9..rev04")
    with pytest.raises(BadTargetError):
        await amig.squash(project.config, "rev01")
    await amig.merge(project.config, rev_id="join1")
    with pytest.raises(NotALineError, match="`join1` joins"):
        await amig.squash(project.config, "rev03..join1")
    project.last = "rev04"


async def test_what_depends_on_the_middle_is_refused(sqlite, tmp_path) -> None:
    """It would wait for more than it did."""
    project = new_project(tmp_path / "p", sqlite.url)
    for number in range(1, 4):
        project.table(f"t0{number}", f"rev0{number}")
    project.last = None
    project.add(f"async def upgrade(op):\n    pass{DOWN}", id_="other", header='depends_on = "rev02"')
    with pytest.raises(NotALineError, match="`other` depends on `rev02`, which is in the middle"):
        await amig.squash(project.config, "rev01..rev03")


async def test_labels_and_dependencies_go_along(sqlite, tmp_path) -> None:
    """The squashed one has them all; what is inside the range it need not depend on."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.table("t00", "other")
    project.last = None
    empty = f"async def upgrade(op):\n    pass{DOWN}"
    project.add(empty, id_="rev01", header='branch_labels = ("lib",)')
    project.add(empty, id_="rev02", header='depends_on = ("other", "rev01")')
    await amig.squash(project.config, "rev01..rev02", rev_id="sqsh1")
    shown = await amig.show(project.config, "lib")
    assert "sqsh1" in str(shown)
    done = await amig.upgrade(project.config, "lib@head")
    assert [step.revision for step in done.steps] == ["other", "sqsh1"]


@pytest.mark.parametrize(
    ("keep", "drop", "name"), [("rev01", (), "rev01"), ((), "zzzz9", "zzzz9"), ("rev08", "rev08", "rev08")]
)
async def test_names_that_say_nothing(sqlite, tmp_path, keep, drop, name) -> None:
    """Nothing to keep, nowhere to be found, kept and dropped at once."""
    project = twenty(tmp_path / "p", sqlite.url)
    with pytest.raises(NoDataStepError) as caught:
        await amig.squash(project.config, "rev01..rev20", keep=keep, drop=drop)
    assert caught.value.name == name


async def test_a_kept_step_that_does_another_thing_each_time_is_no_proof(sqlite, tmp_path, monkeypatch) -> None:
    """Rows are compared: what is not the same both ways is not kept."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.table("t01", "rev01")
    body = "import itertools\n    from tests.projects import SHELF\n    SHELF.append(1)\n    await op.execute(f'INSERT INTO t01 VALUES (1, {len(SHELF)})')"
    project.add(f"async def upgrade(op):\n    {body}{DOWN}", id_="rev02")
    with pytest.raises(UnequalPathsError) as caught:
        await amig.squash(project.config, "rev01..rev02", keep="rev02")
    assert caught.value.phase == "up"
    assert "t01" in caught.value.differences[0]
    assert sorted(await asyncio.to_thread(os.listdir, project.folder / "migrations" / "versions")) == [
        "rev01.py",
        "rev02.py",
    ]


async def test_a_file_that_is_there_is_not_written_over(sqlite, tmp_path) -> None:
    """As with every new revision."""
    project = new_project(tmp_path / "p", sqlite.url)
    for number in (1, 2):
        project.table(f"t0{number}", f"rev0{number}")
    project.last = None
    project.table("t03", "other")
    versions = project.folder / "migrations" / "versions"
    await asyncio.to_thread(os.rename, versions / "other.py", versions / "sqsh1_all.py")
    with pytest.raises(UnwritableError):
        await amig.squash(project.config, "rev01..rev02", "all", rev_id="sqsh1")


async def test_old_downgrades_that_do_not_lead_back_are_told(sqlite, tmp_path) -> None:
    """The squashed revision leads back all the same."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.table("t01", "rev01")
    project.up('await op.create_table("t02", sa.Column("id", sa.Integer(), primary_key=True))', id_="rev02")
    result = await amig.squash(project.config, "rev01..rev02")
    assert "table t02" in result.notes[0]


def test_on_the_command_line(sqlite, tmp_path, monkeypatch, capsys) -> None:
    """The path on stdout; what is to be said of the old files."""
    from amig.cli import run

    twenty(tmp_path / "p", sqlite.url)
    monkeypatch.chdir(tmp_path / "p")
    assert run(["squash", "rev01..rev20"]) == 2
    assert "rev08" in capsys.readouterr().err
    assert run(["squash", "rev01..rev20", "-m", "all", "--keep", "rev08", "--rev-id", "sqsh1"]) == 0
    told = capsys.readouterr()
    assert told.out.strip().endswith("sqsh1_all.py")
    assert "replaces 20" in told.err
    assert "old files stay" in told.err
