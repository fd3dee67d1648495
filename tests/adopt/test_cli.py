"""`amig adopt` at the command line: what it prints, where, and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from amig.cli import run
from tests.adopt.test_reading import INI, PLAIN, project

__all__ = ["project"]
SCHEMA = Path(__file__).parents[2] / "amig" / "results.schema.json"
ENV = PLAIN.replace("connection=connection", "connection=connection, render_as_batch=True").replace(
    "        context.configure", "        connection.execute('SET x')\n        context.configure"
)


@pytest.fixture
def folder(project):
    script = "from alembic import op\nimport alembic\n"
    return project(
        f"{INI}sqlalchemy.url = postgresql://u:secret@h/d\nsourceless = true\n", ENV, m__versions__a_DOT_py=script
    )


def test_a_dry_run_shows_everything(folder, capsys) -> None:
    """The table and the new env.py on stdout, all else on stderr; no password anywhere."""
    assert run(["adopt", "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith('script_location = "m"\nurl = "postgresql+asyncpg://u:***@h/d"\n')
    assert "await env.run_migrations(connection, render_as_batch=True)" in out
    assert err.splitlines() == [
        f"{folder}/amig.toml: would be configured",
        f"{folder}/m/env_alembic.py: the old env.py would be kept here",
        f"{folder}/m/env.py: would be written anew, with what a configuration cannot say",
        f"{folder}/m/versions/a.py: would be changed, to import from amig.blocking",
        "warning: not carried over from line 6 of the old env.py: connection.execute('SET x')",
        "warning: imports what amig does not serve: m/versions/a.py, line 2: import alembic",
        "note: `sourceless` is not carried over: amig reads source files",
        "where Alembic's autogenerate still runs, keep amig's own tables from it in `context.configure`:",
        '  include_name=lambda name, type_, _: type_ != "table" or name not in ("amig_ledger", "amig_lease", "amig_backfill")',
    ]
    assert "secret" not in out + err
    assert not (folder / "amig.toml").exists()


def test_adopting_says_what_was_done(folder, capsys) -> None:
    """Once, and a second time."""
    assert run(["adopt", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text())).validate({"adopt": result})
    assert (result["configured"], result["dry_run"], len(result["edited"])) == (True, False, 1)
    assert run(["adopt"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[0] == f"{folder}/amig.toml: configured already"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.ini"], "error: no Alembic project: looked for `nowhere.ini`"),
        (["-n", "other"], "the section [other] is not there; it has [alembic]"),
        (
            ["--check", "--dry-run"],
            "`amig adopt --check` cannot compare the two tools: nothing is written with `--dry-run`",
        ),
    ],
)
def test_misuse(folder, capsys, arguments, said) -> None:
    """Exit code 2, one sentence and a hint."""
    assert run(["adopt", *arguments]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "hint: " in err
