"""`pytest --amig` in projects of their own: real sessions, on each database, with good migrations and broken ones."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.projects import new_project
from tests.testing.inner import PEOPLE, good_project, session

ALL = (
    *("single head", "up down up[people]", "up down up[split]", "up down up[all at once]"),
    *("downgrade leaves nothing behind", "models match", "two replicas race"),
)
FORGETS = """
async def upgrade(op: Operations) -> None:
    await op.create_table("left_over", sa.Column("id", sa.Integer(), primary_key=True))


async def downgrade(op: Operations) -> None:
    pass
"""


@pytest.mark.timeout(120)
def test_good_migrations_pass(database, tmp_path) -> None:
    """Every check is an item with a name that reads well; the configured database is left alone."""
    good_project(tmp_path, database.url)
    done = session(tmp_path, "--amig")
    assert (done.code, done.outcomes) == (0, dict.fromkeys(ALL, "PASSED")), done.text
    assert "collected 7 items" in done.text
    with pytest.raises(Exception, match="people"):
        database.rows("SELECT * FROM people")


@pytest.mark.timeout(120)
def test_broken_migrations_fail_each_for_its_reason(database, tmp_path) -> None:
    """In the session of a pipeline: what, which revision, which statement, which file, and what to do."""
    project = good_project(tmp_path, database.url)
    project.add(FORGETS, id_="forgets")
    project.last = "split"
    project.table("theirs", id_="theirs")
    done = session(tmp_path, "--amig")
    assert done.code == 1
    assert {name for name, outcome in done.outcomes.items() if outcome != "PASSED"} == {
        *("single head", "up down up[forgets]", "up down up[all at once]"),
        *("downgrade leaves nothing behind", "models match"),
    }, done.text
    assert "more than one head: `forgets`, `theirs`" in done.text
    assert "up down up: going up again: upgrade of revision `forgets` failed at statement 1" in done.text
    assert "file: migrations/versions/forgets.py" in done.text
    assert "statement: CREATE TABLE left_over" in done.text
    assert "it is left by `forgets`" in done.text
    assert "hint: `amig revision --autogenerate` writes the revision that is missing" in done.text
    assert "Traceback" not in done.text


@pytest.mark.full
@pytest.mark.timeout(120)
def test_what_lies_above_a_broken_revision_is_not_blamed(sqlite, tmp_path) -> None:
    """It is skipped, and says why."""
    project = good_project(tmp_path, sqlite.url)
    project.up('await op.execute("nonsense")', id_="bad")
    project.table("above", id_="above")
    done = session(tmp_path, "--amig", "-rs", "-k", "up_down_up")
    assert done.outcomes == {
        "up down up[people]": "PASSED",
        "up down up[split]": "PASSED",
        "up down up[bad]": "FAILED",
        "up down up[above]": "SKIPPED",
        "up down up[all at once]": "FAILED",
    }, done.text
    assert "not reached: going up to `above`, upgrade of revision `bad` failed" in done.text


@pytest.mark.full
@pytest.mark.timeout(120)
def test_a_check_can_be_chosen_and_left_out(sqlite, tmp_path) -> None:
    """By words of its name, by its name with underscores, by a revision, by the marker."""
    good_project(tmp_path, sqlite.url)
    chosen = session(tmp_path, "--amig", "--collect-only", "-q", "-k", "single_head or (down and split)")
    assert [line for line in chosen.text.splitlines() if line.startswith("amig::")] == []
    assert "Case single head" in chosen.text or "single head" in chosen.text
    assert "2/7 tests collected (5 deselected)" in chosen.text
    assert "no tests collected (7 deselected)" in session(tmp_path, "--amig", "--co", "-q", "-m", "not amig").text


@pytest.mark.full
@pytest.mark.timeout(120)
def test_without_models_that_check_is_skipped(sqlite, tmp_path) -> None:
    """With its reason; so is a revision that says itself that there is no way back."""
    project = new_project(tmp_path, sqlite.url)
    project.add(PEOPLE.replace('op.drop_table("people")', 'op.irreversible("they are gone")'))
    done = session(tmp_path, "--amig", "-rs", "-k", "models or rev00001")
    assert done.outcomes == {"models match": "SKIPPED", "up down up[rev00001]": "SKIPPED"}, done.text
    assert "no models are configured: set `metadata`" in done.text
    assert "it went up, and there is no way back: they are gone" in done.text


@pytest.mark.full
@pytest.mark.timeout(120)
def test_kills_are_collected_when_they_are_asked_for(sqlite, tmp_path) -> None:
    """One item for each revision."""
    good_project(tmp_path, sqlite.url)
    done = session(tmp_path, "--amig-kill", "-k", "killed and people")
    assert done.outcomes == {"killed and run again[people]": "PASSED"}, done.text


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--amig-config", "missing.toml"], "no configuration: looked for `missing.toml`"),
        (["--amig-url", "postgresql+asyncpg://nobody@127.0.0.1:1/x"], "no scratch database can be made beside"),
        pytest.param(["--amig-url", "sqlite+pysqlite:///x.db"], "names a blocking driver", marks=pytest.mark.full),
    ],
)
def test_bad_input_is_one_clear_failure(sqlite, tmp_path, options, said) -> None:
    """The first item that cannot go on says why, and what to do; the others are skipped."""
    good_project(tmp_path, sqlite.url)
    done = session(tmp_path, "--amig", *options)
    failed = [name for name, outcome in done.outcomes.items() if outcome == "FAILED"]
    assert (done.code, len(failed)) == (1, 1), done.text
    assert said in done.text
    assert "hint: " in done.text
    assert "INTERNALERROR" not in done.text


@pytest.mark.full
@pytest.mark.timeout(120)
def test_pytests_own_configuration_can_say_it(sqlite, tmp_path) -> None:
    """Where amig's is, which database, and what goes before the first revision; a variable that is missing is named."""
    (tmp_path / "app").mkdir()
    project = new_project(tmp_path / "app")
    project.up('await op.execute("INSERT INTO made_by_others VALUES (1)")')
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\namig_config = app/amig.toml\namig_url = ${PLACE}\n"
        "amig_prepare =\n    CREATE TABLE made_by_others (n INTEGER)\n    CREATE TABLE more (n INTEGER)\n"
    )
    done = session(tmp_path, "--amig", "-k", "rev00001", PLACE=sqlite.url)
    assert done.outcomes == {"up down up[rev00001]": "PASSED"}, done.text
    done = session(tmp_path, "--amig")
    assert done.outcomes == {"configuration": "FAILED"}, done.text
    assert "`amig_url` in `pytest.ini` needs the environment variable `PLACE`" in done.text


@pytest.mark.full
@pytest.mark.timeout(120)
def test_several_databases_have_each_check(sqlite, tmp_path) -> None:
    """By their names; a fixture is on one of them, and says how to choose."""
    project = new_project(tmp_path)
    project.table("t")
    with project.config.open("a") as file:
        file.write(f'[databases.shop]\nurl = "{sqlite.url}"\n[databases.billing]\nurl = "{sqlite.url}"\n')
    (tmp_path / "test_it.py").write_text("def test_it(amig_engine):\n    pass\n")
    done = session(tmp_path, "--amig")
    assert done.outcomes["single head[shop]"] == done.outcomes["up down up[billing-rev00001]"] == "PASSED", done.text
    assert done.outcomes["test_it"] == "ERROR"
    assert "`config` is for several databases" in done.text
    assert "Config.load(...).database(name)" in done.text


@pytest.mark.full
@pytest.mark.timeout(120)
def test_nothing_says_which_database(tmp_path) -> None:
    """The hint names every way to say it; what needs no database passes."""
    new_project(tmp_path).add(PEOPLE)
    done = session(tmp_path, "--amig")
    assert done.outcomes["single head"] == "PASSED"
    assert "nothing in `amig.toml` says beside which database" in done.text.replace(f"{tmp_path}/", "")
    assert "`--amig-url`" in done.text


@pytest.mark.full
@pytest.mark.timeout(120)
def test_an_env_py_that_opens_another_database_is_stopped(sqlite, tmp_path) -> None:
    """Before it sends anything there."""
    project = new_project(tmp_path, sqlite.url)
    project.add(PEOPLE)
    (tmp_path / "migrations" / "env.py").write_text(
        "from sqlalchemy.ext.asyncio import create_async_engine\n\n\n"
        "async def run(env):\n"
        f'    engine = create_async_engine("{sqlite.url}")\n'
        "    async with engine.connect() as connection:\n"
        "        await env.run_migrations(connection)\n"
        "    await engine.dispose()\n"
    )
    done = session(tmp_path, "--amig", "-k", "all")
    assert "env.py opens `sqlite+aiosqlite:///" in done.text, done.text
    assert "hint: let env.py open what it is given" in done.text
    with pytest.raises(Exception, match="people"):
        sqlite.rows("SELECT * FROM people")


@pytest.mark.full
@pytest.mark.timeout(120)
def test_a_server_that_refuses_create_database(postgresql, tmp_path) -> None:
    """The right that is missing is named."""
    postgresql.execute(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'amig_plain') THEN"
        " CREATE ROLE amig_plain LOGIN PASSWORD 'very-secret'; END IF; END $$"
    )
    good_project(tmp_path, postgresql.url.replace("postgres@", "amig_plain:very-secret@"))
    done = session(tmp_path, "--amig", "-k", "up_down_up")
    assert "the role has no right CREATEDB" in done.text, done.text
    assert "very-secret" not in done.text
    assert list(done.outcomes.values()).count("FAILED") == 1


@pytest.mark.timeout(120)
def test_a_session_that_does_not_use_it_pays_nothing(tmp_path) -> None:
    """The plugin is loaded in every project of the environment: nothing of SQLAlchemy, nothing collected."""
    (tmp_path / "test_plain.py").write_text(
        "import sys\n\n\ndef test_modules():\n"
        "    assert 'amig.testing.plugin' in sys.modules\n"
        "    heavy = ('sqlalchemy', 'asyncpg', 'aiomysql', 'aiosqlite', 'rich', 'click', 'mako')\n"
        "    assert [name for name in heavy if name in sys.modules] == []\n"
        "    assert len([name for name in sys.modules if name.split('.')[0] == 'amig']) < 8\n"
    )
    done = session(tmp_path, "-p", "no:asyncio", "-p", "no:hypothesispytest", "-o", "addopts=")
    assert (done.code, done.outcomes) == (0, {"test_modules": "PASSED"}), done.text


def test_the_porch_is_what_the_code_has() -> None:
    """Every public name is found where the porch says, and importing the porch imports no SQLAlchemy."""
    program = "import sys, amig.testing as t; assert 'sqlalchemy' not in sys.modules; [getattr(t, n) for n in t._HOMES]"
    subprocess.run([sys.executable, "-c", program], check=True)
