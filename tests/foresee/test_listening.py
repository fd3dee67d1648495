"""Which revisions are listened to: those that say beforehand all they do, batches included."""

from __future__ import annotations

import pytest

from amig.foresee.listening import heard
from amig.ops import BatchAlterTable
from amig.script.directory import ScriptDirectory
from tests.projects import Project, new_project

BATCH = 'async with op.batch_alter_table("t") as batch:\n    '


@pytest.fixture
def project(tmp_path) -> Project:
    return new_project(tmp_path / "p")


def said(project: Project) -> object:
    script = ScriptDirectory.open(project.folder / "migrations")
    (revision,) = script.graph.files
    return heard(script, revision)


def test_a_batch_is_one_directive_and_is_not_carried_out(project) -> None:
    project.up(f'{BATCH}batch.drop_column("a")\n    batch.create_unique_constraint("u", ["b"])')
    (batch,) = said(project)
    assert isinstance(batch, BatchAlterTable)
    assert [type(one).__name__ for one in batch.operations] == ["DropColumn", "CreateUniqueConstraint"]


@pytest.mark.parametrize(
    "body",
    [
        f"{BATCH}batch.add_column(sa.Column(str(time.time()), sa.Integer()))",
        f'{BATCH}await op.execute("SELECT 1")',
        f"{BATCH}if True:\n        pass",
        'async with op.batch_alter_table(str(1)) as batch:\n    batch.drop_column("a")',
        'async with asyncio.timeout(1) as batch:\n    batch.drop_column("a")',
        'async with op.batch_alter_table("t"):\n    pass',
        "print(op.get_context().connection)",
    ],
)
def test_what_depends_on_more_is_not(project, body: str) -> None:
    project.up(body)
    assert "depends on more than its source" in str(said(project))


def test_a_script_that_raises_says_why(project) -> None:
    project.up('await op.create_index("i", "t", "a")')
    assert "raises BadOperationError" in str(said(project))
