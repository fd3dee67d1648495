"""What cannot be resumed says so, and errors between statements are no different from those in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import amig
from amig.errors import CannotResumeError, StepFailedError
from amig.impl.facts import _USUAL, facts_of
from tests.projects import new_project

OUTSIDE = """
    await op.create_table("first", sa.Column("id", sa.Integer()))
    await op.execute("INSERT INTO first (id) VALUES (1)")
    {error}
    await op.execute("INSERT INTO first (id) VALUES (2)")
"""


@pytest.mark.parametrize("error", ["raise LookupError('late')", 'await op.execute("INSERT INTO nowhere VALUES (1)")'])
async def test_an_error_outside_a_transaction(backend, tmp_path, error) -> None:
    """What was done is not done again, whoever raised."""
    project = new_project(tmp_path / "p")
    project.up(OUTSIDE.format(error=error), header="transactional = False")
    with pytest.raises(StepFailedError, match=r"late|nowhere") as caught:
        await amig.upgrade(project.config, url=backend.url)
    assert (caught.value.resumes_at, caught.value.total) == (3, 4 if "nowhere" in error else None)
    path = project.folder / "migrations" / "versions" / "rev00001.py"
    path.write_text(path.read_text().replace(error, "pass"))
    await amig.upgrade(project.config, url=backend.url)
    assert backend.rows("SELECT id FROM first ORDER BY id") == [(1,), (2,)]


async def test_a_downgrade_goes_on_too(mysql, tmp_path) -> None:
    project = new_project(tmp_path / "p")
    project.add(
        """
        async def upgrade(op: Operations) -> None:
            await op.create_table("first", sa.Column("id", sa.Integer()))
            await op.create_table("second", sa.Column("id", sa.Integer()))


        async def downgrade(op: Operations) -> None:
            await op.drop_table("first")
            await op.drop_table("other")
        """
    )
    await amig.upgrade(project.config, url=mysql.url)
    with pytest.raises(StepFailedError) as caught:
        await amig.downgrade(project.config, "base", url=mysql.url)
    assert "run `amig downgrade` again: it continues at statement 2" in (caught.value.hint or "")
    path = project.folder / "migrations" / "versions" / "rev00001.py"
    path.write_text(path.read_text().replace('"other"', '"second"'))
    await amig.downgrade(project.config, "base", url=mysql.url)
    assert mysql.rows("SHOW TABLES") == [("amig_ledger",), ("amig_version",)]


async def test_what_a_script_swallows_is_run_again(mysql, tmp_path) -> None:
    """A statement that failed, and the script went on: it is not taken for done."""
    project = new_project(tmp_path / "p")
    project.up(
        """
        await op.create_table("first", sa.Column("id", sa.Integer()))
        try:
            await op.execute("INSERT INTO first VALUES ('no number')")
        except Exception:
            await op.create_table("second", sa.Column("id", sa.Integer()))
        await op.execute("INSERT INTO nowhere VALUES (1)")
        """
    )
    for _ in range(2):
        with pytest.raises(StepFailedError, match="failed at statement 4") as caught:
            await amig.upgrade(project.config, url=mysql.url)
        assert caught.value.resumes_at == 4
    path = project.folder / "migrations" / "versions" / "rev00001.py"
    path.write_text(path.read_text().replace("INTO nowhere", "INTO second"))
    await amig.upgrade(project.config, url=mysql.url)
    assert mysql.rows("SELECT id FROM second") == [(1,)]


async def test_a_scattered_ledger_is_no_ground(mysql, tmp_path) -> None:
    """Numbers that are missing: nobody can say what was taken back."""
    project = new_project(tmp_path / "p")
    tables = "\n".join(f'await op.create_table("t{n}", sa.Column("id", sa.Integer()))' for n in range(3))
    project.up(tables + '\nawait op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises(StepFailedError):
        await amig.upgrade(project.config, url=mysql.url)
    mysql.execute("DELETE FROM amig_ledger WHERE statement = 2")
    with pytest.raises(CannotResumeError, match="does not hold all of its statements"):
        await amig.upgrade(project.config, url=mysql.url)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("CREATE TABLE `a b`.`c d` (x INT)", [("relation", "a b.c d", True)]),
        ("CREATE TABLE t AS SELECT 1", []),
        ("ALTER TABLE t ADD COLUMN a INT, DROP COLUMN b", [("column", "a", True), ("column", "b", False)]),
        ("ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (id)", [("foreignkey", "c", True)]),
        ("ALTER TABLE t DROP FOREIGN KEY c", [("foreignkey", "c", False)]),
        ("ALTER TABLE t DROP CONSTRAINT c", [("constraint", "c", False)]),
        ("ALTER TABLE t ADD CONSTRAINT c UNIQUE (a)", [("unique", "c", True)]),
        ("ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (id)", []),
        ("ALTER TABLE t ADD a INT, ADD UNIQUE (a)", []),
        ("ALTER TABLE t DROP PRIMARY KEY", [("primary", "", False)]),
        ("ALTER TABLE t RENAME COLUMN a TO b", [("column", "a", False), ("column", "b", True)]),
        ("ALTER TABLE t RENAME a TO b", [("column", "a", False), ("column", "b", True)]),
        ("ALTER TABLE t RENAME u", [("relation", "t", False), ("relation", "u", True)]),
        ("ALTER TABLE t MODIFY a INT NOT NULL", [("again", "", True)]),
        ("ALTER TABLE t ADD PARTITION (PARTITION p VALUES LESS THAN (5))", []),
        ("DROP INDEX i ON t", [("index", "i", False)]),
        ("CREATE OR REPLACE VIEW v AS SELECT 1", [("again", "", True)]),
        ("INSERT INTO t VALUES (1)", []),
        ("BEGIN IMMEDIATE", [("again", "", True)]),
        ("CREATE TABLE t (a INT DEFAULT 'open", []),
    ],
)
def test_what_a_statement_makes_true(sql, told) -> None:
    assert [(fact.kind, fact.name, fact.there) for fact in facts_of(sql, "mysql")] == told


@given(st.from_regex(_USUAL, fullmatch=True))
def test_what_is_known_by_its_look_is_told_by_the_catalogue(sql) -> None:
    """The short way says no more than the long one."""
    assert facts_of(sql, "mysql")
