"""What is wrong with a backfill is told, and nothing of the batch is kept."""

from __future__ import annotations

import logging

import pytest

import amig
from amig.errors import (
    AmigError,
    BackfillFailedError,
    BackfillStuckError,
    BadCallError,
    BadCursorError,
    BadScriptError,
    EditedBackfillError,
    NewerLedgerError,
    NoBackfillError,
    UnawaitedError,
    UnknownTargetError,
    UnsquashableError,
)
from tests.backfill.filled import NOTHING, kept, project_with, values

UPDATE = 'await op.execute("UPDATE whole SET n = n + 1")'
BATCHES = {
    "sqlite-no-json": (f"{UPDATE}\n    return object()", BadCursorError, "no JSON value"),
    "postgresql-nan": (f'{UPDATE}\n    return float("nan")', BadCursorError, "no JSON value"),
    "mysql-stuck": (f"{UPDATE}\n    return [7]", BackfillStuckError, "would never end"),
    "sqlite-commits": (f"{UPDATE}\n    await op.get_bind().commit()", BackfillFailedError, "half way"),
    "postgresql-commits": (f"{UPDATE}\n    await op.get_bind().commit()", BackfillFailedError, "half way"),
    "mysql-commits": (f"{UPDATE}\n    await op.get_bind().commit()", BackfillFailedError, "half way"),
    "mysql-rolls-back": (f"{UPDATE}\n    await op.get_bind().rollback()", BackfillFailedError, "half way"),
    "postgresql-ends": (
        f"{UPDATE}\n    await op.get_bind().get_transaction().commit()",
        BackfillFailedError,
        "half way",
    ),
    "sqlite-undoes": (
        f"{UPDATE}\n    await op.get_bind().get_transaction().rollback()",
        BackfillFailedError,
        "rolled its",
    ),
    "postgresql-says-commit": (f'{UPDATE}\n    await op.execute("COMMIT")', BackfillFailedError, "`COMMIT`"),
    "postgresql-block": (
        f"{UPDATE}\n    async with op.get_context().autocommit_block():\n        pass",
        BackfillFailedError,
        "half way",
    ),
    "sqlite-exits": (f'{UPDATE}\n    import sys\n    sys.exit("bye")', BackfillFailedError, "sys.exit"),
}


def body(text: str) -> str:
    return f"async def backfill(op: Operations, cursor):\n    {text}"


@pytest.fixture
def database(request, case):
    """That of the case's name."""
    return request.getfixturevalue(case.partition("-")[0])


@pytest.mark.parametrize("case", BATCHES)
async def test_a_batch_that_cannot_be_kept(tmp_path, case, database) -> None:
    """It is rolled back, and how far the backfill is stays as it was."""
    text, kind, said = BATCHES[case]
    project = project_with(tmp_path, database.url, body(text))
    await amig.upgrade(project.config)
    with pytest.raises(kind) as caught:
        await amig.run_backfills(project.config)
    assert said in str(caught.value)
    done = 1 if case == "mysql-stuck" else 0
    assert (values(database), kept(database)[0][0]) == ({(done, 25)}, done)


async def test_a_forgotten_await(tmp_path, sqlite) -> None:
    """It is seen before the revision is applied, and before a batch runs."""
    project = project_with(tmp_path, sqlite.url, body("return None"))
    await amig.upgrade(project.config)
    path = tmp_path / "migrations" / "versions" / "fill0.py"
    path.write_text(path.read_text().replace("return None", 'op.execute("UPDATE whole SET n = 5")'))
    with pytest.raises(UnawaitedError):
        await amig.run_backfills(project.config)
    await amig.stamp(project.config, "rows0")
    with pytest.raises(UnawaitedError):
        await amig.upgrade(project.config)
    assert ((await amig.current(project.config)).revisions, values(sqlite)) == (("rows0",), {(0, 25)})


async def test_ddl_on_mysql_would_commit_half_a_batch(tmp_path, mysql) -> None:
    """It is refused before it is sent."""
    project = project_with(tmp_path, mysql.url, body(f'{UPDATE}\n    await op.drop_column("whole", "n")'))
    await amig.upgrade(project.config)
    with pytest.raises(BackfillFailedError, match="would end its transaction with `ALTER TABLE"):
        await amig.run_backfills(project.config)
    assert (values(mysql), kept(mysql)[0][0]) == ({(0, 25)}, 0)


async def test_a_plain_function_that_commits(tmp_path, postgresql) -> None:
    """The same, with the line where it does."""
    project = project_with(
        tmp_path, postgresql.url, "def backfill(op: BlockingOperations, cursor):\n    op.get_bind().commit()"
    )
    await amig.upgrade(project.config)
    with pytest.raises(BackfillFailedError, match=r"calls `commit\(\)` in .*fill0.py, line \d+"):
        await amig.run_backfills(project.config)


async def test_a_script_that_is_edited_half_way(tmp_path, sqlite, caplog) -> None:
    """A warning; with `strict` an error. Its pace may change without either."""
    project = project_with(tmp_path, sqlite.url)
    await amig.upgrade(project.config)
    await amig.run_backfills(project.config, pause=3600, seconds=600)
    path = tmp_path / "migrations" / "versions" / "fill0.py"
    path.write_text(path.read_text().replace("backfill_batch = 10", "backfill_batch = 5"))
    with caplog.at_level(logging.WARNING, "amig"):
        await amig.run_backfills(project.config, pause=3600, seconds=600)
    assert caplog.messages == []
    path.write_text(path.read_text().replace("whole.c.n + 1", "whole.c.n + 100"))
    project.config.write_text(project.config.read_text() + "strict = true\n")
    with pytest.raises(EditedBackfillError) as caught:
        await amig.run_backfills(project.config)
    assert (caught.value.revision, caught.value.batch) == ("fill0", 2)
    project.config.write_text(project.config.read_text().replace("strict = true\n", ""))
    with caplog.at_level(logging.WARNING, "amig"):
        await amig.run_backfills(project.config)
    assert [message[:60] for message in caplog.messages] == [
        "revision `fill0` was edited while its backfill was under way"
    ]
    assert values(sqlite) == {(1, 15), (100, 10)}


HEADERS = [
    ('backfill_batch = "many"', "whole number"),
    ("backfill_batch = True", "whole number"),
    ("backfill_rate = 0", "more than 0"),
    ('backfill_pause = "soon"', "must be seconds"),
    ('backfill_when = "sometime"', '"now" or "later"'),
]


@pytest.mark.parametrize(("header", "said"), HEADERS)
async def test_a_header_that_says_nothing_sensible(tmp_path, header, said) -> None:
    """With the file, and its line."""
    project = project_with(tmp_path, None, body("return None"), header=header)
    with pytest.raises(BadScriptError, match=said):
        await amig.heads(project.config)


async def test_settings_without_a_backfill_and_a_backfill_in_sql(tmp_path) -> None:
    """Both are mistakes."""
    project = project_with(tmp_path, None, NOTHING, header="backfill_batch = 10")
    with pytest.raises(BadScriptError, match="and no `async def backfill"):
        await amig.heads(project.config)
    versions = tmp_path / "migrations" / "versions"
    (versions / "fill0.py").unlink()
    (versions / "x.up.sql").write_text("-- revision: fill0\n-- parents: rows0\n-- backfill_batch: 10\nSELECT 1;\n")
    with pytest.raises(BadScriptError, match="written in Python"):
        await amig.heads(project.config)


@pytest.mark.parametrize(
    ("required", "said"), [("nobody", "is no revision"), ("rows0", "has none"), ("after", "does not come before it")]
)
async def test_a_requirement_that_nothing_can_meet(tmp_path, required, said, sqlite) -> None:
    """It is refused before anything runs."""
    project = project_with(tmp_path, sqlite.url)
    project.add(NOTHING, id_="need0", header=f'requires_backfill = "{required}"')
    project.add(body("return None"), id_="after")
    with pytest.raises(BadScriptError, match=said):
        await amig.upgrade(project.config)
    assert (await amig.current(project.config)).revisions == ()


async def test_calls_that_make_no_sense(tmp_path, sqlite) -> None:
    """An unknown revision, one without a backfill, a pace that is none."""
    project = project_with(tmp_path, sqlite.url)
    await amig.upgrade(project.config)
    for revision, kind in (("nobody", UnknownTargetError), ("rows0", NoBackfillError)):
        with pytest.raises(kind):
            await amig.run_backfills(project.config, revision)
    with pytest.raises(BadCallError, match="rate` is 0"):
        await amig.run_backfills(project.config, rate=0)


async def test_a_helper_of_that_name_is_none(tmp_path, sqlite) -> None:
    """Scripts that are older than backfills may have one: what takes no `cursor` is theirs."""
    project = project_with(
        tmp_path, sqlite.url, f"def backfill(bind):\n    pass\n\n{NOTHING}", header="backfilled = True"
    )
    await amig.upgrade(project.config)
    assert (await amig.backfills(project.config)).backfills == ()
    assert sqlite.rows("SELECT count(*) FROM sqlite_master WHERE name = 'amig_backfill'") == [(0,)]


async def test_rows_of_a_newer_amig(tmp_path, sqlite) -> None:
    """They may mean anything: nothing is done."""
    project = project_with(tmp_path, sqlite.url)
    await amig.upgrade(project.config)
    sqlite.execute("UPDATE amig_backfill SET format = 2")
    with pytest.raises(NewerLedgerError):
        await amig.run_backfills(project.config)


async def test_a_backfill_is_not_squashed(tmp_path, sqlite) -> None:
    """Nor what requires one."""
    project = project_with(tmp_path, sqlite.url)
    with pytest.raises(UnsquashableError, match="has a backfill") as caught:
        await amig.squash(project.config, "rows0..fill0")
    assert isinstance(caught.value, AmigError)
