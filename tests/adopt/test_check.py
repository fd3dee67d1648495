"""`amig adopt --check`: it finds what differs, on each backend, says why it cannot compare, and leaves nothing behind."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import make_url

import amig
from amig.adoption.schema import Schema, differences
from amig.adoption.written import statements, unlike
from amig.cli import run
from amig.errors import CannotCheckError
from amig.ops.seen import SeenColumn, SeenTable, SeenView
from tests.adopt.test_reading import INI, PLAIN, project
from tests.servers.databases import Backend

__all__ = ["project"]

SCRIPT = """
from alembic import op
import sqlalchemy as sa

revision = "a1234"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.String(20), unique=True))
    op.execute("CREATE VIEW v AS SELECT n FROM t")
    {more}


def downgrade():
    op.drop_table("t")
"""
ENV = (
    PLAIN.replace("def run_mig", "from sqlalchemy import engine_from_config\ndef run_mig")
    .replace(
        "    with connectable",
        "    connectable = engine_from_config(config.get_section('alembic'))\n    with connectable",
    )
    .replace("run_migrations_online()\n", "run_migrations_online()\n", 1)
)
OFFLINE = """
def run_migrations_offline():
    context.configure(url=config.get_main_option("sqlalchemy.url"), dialect_opts={"paramstyle": "named"})
    with context.begin_transaction():
        context.run_migrations()
if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
"""
BOTH = ENV.rstrip().removesuffix("run_migrations_online()") + OFFLINE


def databases(backend: Backend) -> set[str]:
    if backend.name == "sqlite":
        return set()
    return {
        str(row[0])
        for row in backend.rows("SELECT datname FROM pg_database" if backend.name == "postgresql" else "SHOW DATABASES")
    }


@pytest.mark.parametrize(
    "backend",
    ["sqlite", *(pytest.param(name, marks=pytest.mark.full) for name in ("postgresql", "mysql"))],
    indirect=True,
)
async def test_equal_on_every_backend(project, backend, monkeypatch) -> None:
    """Schemas and SQL; the scratch databases are gone again."""
    drivers = {
        "postgresql+asyncpg": "postgresql+psycopg2",
        "mysql+aiomysql": "mysql+pymysql",
        "sqlite+aiosqlite": "sqlite",
    }
    url = make_url(backend.url)
    blocking = url.set(drivername=drivers[url.drivername]).render_as_string(hide_password=False)
    project(f"{INI}sqlalchemy.url = {blocking}\n", BOTH, m__versions__a_DOT_py=SCRIPT.format(more=""))
    numbers = [uuid4(), uuid4()]
    made = {f"amig_check_{number.hex[:10]}" for number in numbers}
    with monkeypatch.context() as patched:
        patched.setattr("amig.adoption.scratch.uuid4", numbers.pop)
        result = await amig.adopt(check=True)
    assert result.differences == ()
    assert result.compared == (
        "the schemas that both tools made are equal",
        "the SQL that both write is equal: 2 statements",
    )
    assert not databases(backend) & made
    again = await amig.adopt(check=True)
    assert again.differences == ()


def test_what_differs_is_told_and_counts(project, tmp_path, capsys) -> None:
    """A script that asks who runs it makes two schemas, and two texts: exit code 3."""
    more = 'op.add_column("t", sa.Column("amig" if "amig" in type(op).__module__ else "alembic", sa.Integer))'
    project(f"{INI}sqlalchemy.url = sqlite:///x.db\n", BOTH, m__versions__a_DOT_py=SCRIPT.format(more=more))
    assert run(["adopt", "--check", "--json"]) == 3
    out, err = capsys.readouterr()
    assert json.loads(out)["differences"] == [
        "table t.columns.alembic is only in Alembic's",
        "table t.columns.amig is only in amig's",
        "--sql: -ALTER TABLE t ADD COLUMN alembic INTEGER",
        "--sql: +ALTER TABLE t ADD COLUMN amig INTEGER",
    ]
    assert "differs: table t.columns.amig" in err
    assert not (tmp_path / "x.db").exists()


def test_who_refuses_to_write_sql(project, capsys) -> None:
    """Both is equal, Alembic alone is told, amig alone is a difference."""
    reads = 'bind = op.get_bind(); assert bind.execute(sa.text("SELECT 1")).scalar() == 1'
    for more, said in (
        (reads, "neither writes"),
        (
            '[b for b in [op.get_bind()] if op.get_context().as_sql and not hasattr(op, "create_view") and 1/0]',
            "only amig writes",
        ),
    ):
        project(f"{INI}sqlalchemy.url = sqlite:///x.db\n", "", m__versions__a_DOT_py=SCRIPT.format(more=more))
        path = Path("m/env_alembic.py") if Path("m/env_alembic.py").exists() else Path("m/env.py")
        path.write_text(BOTH)
        assert run(["adopt", "--check"]) == 0, capsys.readouterr()
        assert said in capsys.readouterr().err


async def test_why_it_cannot_compare(project, sqlite, monkeypatch) -> None:
    """No Alembic, no database, a URL of env.py's own, an Alembic that fails, a server that refuses, a dry run."""
    folder = project(INI, BOTH, m__versions__a_DOT_py=SCRIPT.format(more=""))
    with pytest.raises(CannotCheckError, match="no database is configured"):
        await amig.adopt(check=True)
    with pytest.raises(CannotCheckError, match="dry-run"):
        await amig.adopt(check=True, dry_run=True)
    with pytest.raises(CannotCheckError, match="CREATE DATABASE"):
        await amig.adopt(check=True, url="postgresql://nobody@127.0.0.1:1/x")
    (folder / "m" / "env_alembic.py").write_text(
        BOTH.replace("context.run_migrations()", "raise ValueError('on purpose')")
    )
    with pytest.raises(CannotCheckError, match="Alembic failed: ValueError: on purpose") as caught:
        await amig.adopt(check=True, url=sqlite.url)
    assert "empty database" in str(caught.value.hint)


async def test_a_url_of_code_cannot_be_pointed_elsewhere(project, sqlite) -> None:
    top = "from app import settings\nfrom alembic import context\nconfig = context.config\nconfig.set_main_option('sqlalchemy.url', settings.url)\n"
    project(
        INI, top + BOTH, m__versions__a_DOT_py=SCRIPT.format(more=""), app__settings_DOT_py="url = 'sqlite:///x.db'"
    )
    with pytest.raises(CannotCheckError, match="from its own code"):
        await amig.adopt(check=True, url=sqlite.url)


async def test_without_alembic(project, sqlite, monkeypatch) -> None:
    import sys

    project(INI, BOTH, m__versions__a_DOT_py=SCRIPT.format(more=""))
    monkeypatch.setitem(sys.modules, "alembic", None)
    with pytest.raises(CannotCheckError, match="not installed") as caught:
        await amig.adopt(check=True, url=sqlite.url)
    assert caught.value.hint == "pip install alembic"


def test_differences_in_words() -> None:
    """A thing on one side only, a value of a thing, a thing inside a thing; the text of a table says nothing."""
    table = SeenTable(name="t", columns=(SeenColumn(name="a", type="INTEGER"),), text="CREATE TABLE t (a INTEGER)")
    other = SeenTable(
        name="t", columns=(SeenColumn(name="a", type="TEXT"),), comment="c", text="create table t(a text)"
    )
    one = Schema({"table t": table, "view v": SeenView(name="v", text="SELECT 1"), "type e": ("x",)})
    two = Schema({"table t": other, "view v": SeenView(name="v", text="SELECT 2"), "type f": ("x",)})
    assert list(differences(one, two, ("A", "B"))) == [
        "table t.columns.a.type is 'INTEGER' in A's and 'TEXT' in B's",
        "table t.comment is None in A's and 'c' in B's",
        "type e is only in A's",
        "type f is only in B's",
        "view v.text is 'SELECT 1' in A's and 'SELECT 2' in B's",
    ]
    assert list(differences(one, one, ("A", "B"))) == []


def test_texts_in_one_form() -> None:
    """Layout, comments, transactions and the version table make no difference; order and words do."""
    one = statements(
        "BEGIN;\n-- Running\nCREATE TABLE t (\n    a INT\n);\n\nINSERT INTO v VALUES ('1');\nCOMMIT;", "sqlite", "v "
    )
    assert one == ["CREATE TABLE t (a INT)"]
    assert list(unlike(["a", "b"], ["a", "c"], ("A", "B"))) == ["--sql: -b", "--sql: +c"]
