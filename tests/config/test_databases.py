"""Several databases in one configuration: one command over all of them, or over one."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path

import pytest

import amig
from amig.cli import run
from amig.config import Config
from amig.errors import BadConfigError, StepFailedError, UnknownOptionError
from tests.projects import new_project

SCRIPT = """
async def upgrade(op: Operations, database: str) -> None:
    await op.create_table(f"only_in_{database}", sa.Column("id", sa.Integer()))


async def downgrade(op: Operations, database: str) -> None:
    await op.drop_table(f"only_in_{database}")
"""


@pytest.fixture(name="project")
def project_fixture(tmp_path: Path, monkeypatch):
    made = new_project(tmp_path / "p")
    made.add(SCRIPT)
    made.config.write_text(
        'version_table = "v"\n'
        f'[databases.users]\nurl = "sqlite:///{tmp_path}/users.db"\n'
        f'[databases.orders]\nurl = "sqlite:///{tmp_path}/orders.db"\nversion_table = "own"\n'
    )
    monkeypatch.chdir(made.folder)
    return made


def tables(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    with connection:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return found - {"amig_ledger"}


async def test_one_command_over_all(project, tmp_path) -> None:
    """In the order of the file; each with its own options, and what it leaves out is as for all."""
    result = await amig.upgrade(project.config)
    assert [(one.name, one.after) for one in result.databases] == [("users", ("rev00001",)), ("orders", ("rev00001",))]
    assert (result.before, result.after, len(result.steps)) == ((), ("rev00001",), 2)
    assert tables(tmp_path / "users.db") == {"v", "only_in_users"}
    assert tables(tmp_path / "orders.db") == {"own", "only_in_orders"}
    found = await amig.current(project.config)
    assert [(one.name, one.is_head) for one in found.databases] == [("users", True), ("orders", True)]
    assert found.is_head


async def test_or_over_one(project, tmp_path) -> None:
    """`Config.database`, `-n` on the command line; a URL says by itself which it is."""
    config = await asyncio.to_thread(Config.load, project.config)
    await amig.upgrade(config.database("orders"))
    assert tables(tmp_path / "orders.db") == {"own", "only_in_orders"}
    assert not (tmp_path / "users.db").exists()
    found = await amig.current(project.config)
    assert [one.is_head for one in found.databases] == [False, True]
    assert not found.is_head


def test_on_the_command_line(project, tmp_path, capsys) -> None:
    """Each is told by its name."""
    assert run(["-n", "users", "upgrade"]) == 0
    assert not (tmp_path / "orders.db").exists()
    assert run(["upgrade"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[-2:] == ["nothing to do: users: at rev00001", "orders: at rev00001"]
    assert run(["current"]) == 0
    assert capsys.readouterr().out.splitlines() == ["users: rev00001 (head)", "orders: rev00001 (head)"]
    assert run(["downgrade", "base", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in found["databases"]] == ["users", "orders"]
    assert run(["upgrade", "--sql"]) == 0
    found = [
        line for line in capsys.readouterr().out.splitlines() if line.startswith(("-- D", "CREATE TABLE only_in_"))
    ]
    users, orders = "CREATE TABLE only_in_users (", "CREATE TABLE only_in_orders ("
    assert found == ["-- Database users", users, "-- Database orders", orders]


async def test_one_that_fails_says_which_and_what_was_done(project, tmp_path, capsys) -> None:
    """Those before it stay where they are; those after it are not touched."""
    project.up('await op.execute("SELECT 1" if op.get_context().options.name == "users" else "SELECT nonsense")')
    with pytest.raises(StepFailedError, match="nonsense") as caught:
        await amig.upgrade(project.config)
    assert caught.value.__notes__ == ["this was the database `orders`; done before it: `users`"]


def test_each_may_have_a_folder_of_its_own(project, tmp_path, capsys) -> None:
    """What needs no database has to be told which; what asks all of them reads each folder."""
    text = project.config.read_text().replace("[databases.users]", '[databases.users]\nscript_location = "migrations"')
    project.config.write_text(f'script_location = "shared"\n{text}')
    assert run(["heads"]) == 2
    assert (
        "note: a database can have a folder of its own; `--name` says which: `users`, `orders`"
        in capsys.readouterr().err
    )
    assert run(["--name", "users", "heads"]) == 0
    assert run(["--name", "users", "current", "-v"]) == 0


def one_database() -> Path:
    path = Path("other") / "amig.toml"
    path.parent.mkdir()
    path.write_text('url = "sqlite://"\n')
    return path


def test_a_name_that_is_none(project, capsys) -> None:
    """The names there are are told."""
    assert run(["-n", "user", "current"]) == 2
    assert "no database `user` in `" in (said := capsys.readouterr().err)
    assert "hint: the databases there: `users`, `orders`" in said
    assert run(["-c", str(one_database()), "-n", "user", "current"]) == 2
    assert "it has no `databases`: leave the name out" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ('databases = "x"', BadConfigError, "must be tables"),
        ('[databases]\na = "sqlite://"', BadConfigError, "`databases.a` in .* must be a table"),
        ("[databases.a]\nurll = 'x'", UnknownOptionError, r"databases\.a\.urll"),
        ("[databases.a]\nlock_wait = 'x'", BadConfigError, r"databases\.a\.lock_wait"),
        ("[databases.a]\n[databases.a.databases.b]", UnknownOptionError, r"databases\.a\.databases"),
    ],
)
def test_what_is_wrong_is_named_with_its_table(tmp_path, text, error, words) -> None:
    """As for all other options."""
    (tmp_path / "amig.toml").write_text(text)
    with pytest.raises(error, match=words):
        Config.load(tmp_path / "amig.toml")


def test_a_file_and_code_say_the_same(tmp_path) -> None:
    """Several databases too."""
    path = tmp_path / "amig.toml"
    path.write_text('metadata = ["a:b", "c:d"]\n[databases.a]\nurl = "sqlite://"\ntransaction = "run"\n')
    own = {"a": {"url": "sqlite://", "transaction": "run"}}
    assert Config.load(path) == Config(metadata=("a:b", "c:d"), databases=own, file=path)
    assert Config.load(path).database("a").transaction == "run"
