"""A snapshot makes what the revisions make; what it cannot make it refuses."""

from __future__ import annotations

import pytest

import amig
from amig.cli import run
from amig.errors import (
    BadSnapshotError,
    NoSnapshotError,
    RowsInACircleError,
    TooManyRowsError,
    UnequalSnapshotError,
    UnsteadyError,
)
from tests.projects import new_project

SHOP = """
await op.create_table("plans", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50), unique=True),
    sa.Column("made", sa.DateTime(), server_default=sa.func.current_timestamp()))
await op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("plan_id", sa.Integer(), sa.ForeignKey("plans.id")),
    sa.Column("mail", sa.String(80), nullable=False))
await op.create_index("ix_users_mail", "users", ["mail"])
await op.execute("INSERT INTO plans (name) VALUES ('it''s; free: %s'), ('large')")
await op.execute("INSERT INTO users (plan_id, mail) SELECT id, 'root' FROM plans")
await op.execute("DELETE FROM users WHERE plan_id = 2")
await op.execute("CREATE VIEW rich AS SELECT mail FROM users WHERE plan_id > 1")
"""


@pytest.mark.parametrize(
    "backend",
    ["postgresql", *(pytest.param(name, marks=pytest.mark.full) for name in ("sqlite", "mysql"))],
    indirect=True,
)
async def test_it_makes_what_the_revisions_make(backend, tmp_path) -> None:
    """Tables, keys, indexes, views, rows, and where the counting goes on; written twice it says the same."""
    project = new_project(tmp_path / "p", backend.url)
    project.up(SHOP)
    project.table("later")
    result = await amig.snapshot(project.config)
    assert (result.heads, result.rows, result.defaults, result.differences) == (("rev00002",), 3, ("plans.made",), ())
    path = project.folder / "migrations" / "snapshot"
    (file,) = path.iterdir()
    text = file.read_text()
    assert "amig_snapshot" not in text
    again = await amig.snapshot(project.config, verify=True)
    assert (again.verified, again.differences, again.pending) == (True, (), ())
    await amig.snapshot(project.config)
    assert file.read_text() == text


async def test_what_only_postgresql_has(postgresql, tmp_path) -> None:
    """Enums, domains, functions, triggers, grants, policies, identities, and a materialised view with rows."""
    project = new_project(tmp_path / "p", postgresql.url)
    lines = (
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)",
        "CREATE TABLE a (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, m mood DEFAULT 'ok', p positive, up a)",
        "CREATE TABLE b (id serial PRIMARY KEY, a_id integer REFERENCES a, note text)",
        "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'seen'; RETURN NEW; END $$",
        "CREATE TRIGGER note BEFORE INSERT ON b FOR EACH ROW EXECUTE FUNCTION noted()",
        "INSERT INTO a (p) VALUES (3), (4)",
        "INSERT INTO b (a_id) SELECT id FROM a",
        "UPDATE b SET note = 'changed' WHERE id = 2",
        "CREATE MATERIALIZED VIEW m AS SELECT note FROM b",
        "GRANT SELECT ON a TO PUBLIC",
        "ALTER SEQUENCE b_id_seq RESTART WITH 100",
    )
    lines = tuple(line.replace(", up a)", ")") for line in lines)
    project.up("\n".join(f"await op.execute({line!r})" for line in lines))
    result = await amig.snapshot(project.config)
    assert (result.rows, result.whole) == (4, False)
    file = project.folder / "migrations" / "snapshot" / "postgresql.sql"
    assert "amig_snapshot" not in file.read_text()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "import uuid\nawait op.execute(f\"INSERT INTO t (n, s) VALUES (1, '{uuid.uuid4()}')\")",
            "t.s has another value",
        ),
        ("await op.execute(f'CREATE INDEX i{time.time_ns()} ON t (n)')", "is only in one run of the revisions"),
    ],
)
async def test_what_differs_each_time_is_refused(sqlite, tmp_path, body, told) -> None:
    """Said, and nothing is written; one value for all only where somebody says so."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.up(f"await op.execute('CREATE TABLE t (n INTEGER, s TEXT)')\n{body}")
    with pytest.raises(UnsteadyError, match=told):
        await amig.snapshot(project.config)
    assert not (project.folder / "migrations" / "snapshot").exists()
    if "uuid" in body:
        assert (await amig.snapshot(project.config, freeze=["t.s"])).frozen == ("t.s",)


async def test_what_it_cannot_make_is_refused(postgresql, tmp_path) -> None:
    """An aggregate is nothing that a comparison knows: the tenants are made by the revisions then."""
    project = new_project(tmp_path / "p", postgresql.url)
    project.up("await op.execute('CREATE AGGREGATE total (integer) (SFUNC = int4pl, STYPE = integer)')")
    with pytest.raises(UnequalSnapshotError, match="total"):
        await amig.snapshot(project.config)


async def test_rows_have_a_limit(sqlite, tmp_path) -> None:
    """The table is named."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.up("await op.execute('CREATE TABLE t (n INTEGER)')\nawait op.execute('INSERT INTO t VALUES (1), (2), (3)')")
    with pytest.raises(TooManyRowsError) as told:
        await amig.snapshot(project.config, max_rows=2)
    assert told.value.fields() == {"table": "t", "most": 2}


def test_on_the_command_line(sqlite, tmp_path, monkeypatch, capsys) -> None:
    """Verified: 0, or 3 with what differs; there is none: 2; edited by hand: 1."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.table("t")
    monkeypatch.chdir(project.folder)
    assert run(["snapshot", "--verify"]) == NoSnapshotError.exit_code == 2
    assert run(["snapshot"]) == 0
    assert run(["snapshot", "--verify"]) == 0
    revision = project.folder / "migrations" / "versions" / "rev00001.py"
    revision.write_text(revision.read_text().replace('"n"', '"m"'))
    capsys.readouterr()
    assert run(["snapshot", "--verify"]) == 3
    assert "column t.m is only in the revisions" in capsys.readouterr().out
    file = project.folder / "migrations" / "snapshot" / "sqlite.sql"
    file.write_text(file.read_text() + "x")
    assert run(["snapshot", "--verify"]) == 1
    assert BadSnapshotError("x", "was edited").sentence in capsys.readouterr().err.replace(str(file), "x")


async def test_rows_in_a_circle_are_refused(postgresql, tmp_path) -> None:
    """No order of the tables would do; both are named."""
    project = new_project(tmp_path / "p", postgresql.url)
    lines = (
        "CREATE TABLE a (id int PRIMARY KEY, b int)",
        "CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a)",
        "INSERT INTO a VALUES (1, 1)",
        "INSERT INTO b VALUES (1, 1)",
        "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b",
    )
    project.up("\n".join(f"await op.execute({line!r})" for line in lines))
    with pytest.raises(RowsInACircleError) as told:
        await amig.snapshot(project.config)
    assert told.value.tables == ("a", "b")
