"""What is read of an Alembic project, whichever way it is written down."""

from __future__ import annotations

import os
import textwrap
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import amig
from amig.errors import (
    BadScriptError,
    ConfiguredAlreadyError,
    HalfAlembicError,
    NoAlembicError,
    UnreadableConfigError,
    UnwritableProjectError,
)

PLAIN = """
from alembic import context
config = context.config
def run_migrations_online():
    with connectable.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
run_migrations_online()
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Makes a project of an ini, an env.py and folders, and adopts it."""
    monkeypatch.chdir(tmp_path)

    def make(ini: str = "", env: str = PLAIN, *, folders: tuple[str, ...] = ("m/versions",), **files: str) -> Path:
        for folder in folders:
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        if env and (tmp_path / "m").is_dir():
            (tmp_path / "m" / "env.py").write_text(textwrap.dedent(env))
        if ini:
            (tmp_path / "alembic.ini").write_text(textwrap.dedent(ini))
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_DOT_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text))
        return tmp_path

    return make


async def settings(**how) -> dict[str, object]:
    return tomllib.loads((await amig.adopt(dry_run=True, **how)).settings)


INI = "[alembic]\nscript_location = m\n"
BASE = {"script_location": "m", "version_table": "alembic_version", "transaction": "run"}


async def test_the_least(project) -> None:
    """A folder is enough; the placeholder of Alembic's own template is no URL."""
    project(INI + "sqlalchemy.url = driver://user:pass@localhost/dbname\n")
    assert await settings() == {**BASE, "alembic_config": "alembic.ini"}


def plain(path: str) -> bool:
    return "\ndef upgrade() -> None:" in Path(path).read_text()


async def test_alembics_own_template_goes_on(project) -> None:
    """It makes plain functions, so that is what autogenerate writes into it from now on."""
    template = (files("alembic") / "templates" / "generic" / "script.py.mako").read_text()
    models = (
        "import sqlalchemy as sa\nmetadata = sa.MetaData()\nsa.Table('pots', metadata, sa.Column('id', sa.Integer))\n"
    )
    env = PLAIN.replace("config = context.config", "config = context.config\nfrom pot_models import metadata")
    env = env.replace("connection=connection", "connection=connection, target_metadata=metadata")
    folder = project(INI + "prepend_sys_path = .\nsqlalchemy.url = sqlite:///pots.db\n", env)
    (folder / "m" / "script.py.mako").write_text(template)
    (folder / "pot_models.py").write_text(models)
    assert (await settings())["style"] == "blocking"
    await amig.adopt()
    written = await amig.revision(message="pots", autogenerate=True)
    assert plain(written.revisions[0].path)
    assert len((await amig.upgrade()).steps) == 1


async def test_every_key_of_the_ini(project) -> None:
    """`%%` is one percent sign, `%(here)s` the folder, which is written relatively; free keys stay in the ini."""
    project(
        INI.replace("= m", "= %(here)s/m")
        + """
file_template = %%(year)d_%%(rev)s
truncate_slug_length = 20
timezone = UTC
recursive_version_locations = true
sourceless = true
output_encoding = latin-1
prepend_sys_path = .:src
revision_environment = true
mine = 1

[post_write_hooks]
hooks = black, own
black.type = console_scripts
black.entrypoint = black
black.options = -l 79 REVISION_SCRIPT_FILENAME
own.type = spaces
"""
    )
    assert await settings() == {
        **BASE,
        "recursive_version_locations": True,
        "file_template": "%(year)d_%(rev)s",
        "timezone": "UTC",
        "output_encoding": "latin-1",
        "truncate_slug_length": 20,
        "prepend_sys_path": [".", "src"],
        "post_write_hooks": [
            {
                "name": "black",
                "type": "console_scripts",
                "entrypoint": "black",
                "options": "-l 79 REVISION_SCRIPT_FILENAME",
            },
            {"name": "own", "type": "spaces"},
        ],
        "alembic_config": "alembic.ini",
    }
    notes = (await amig.adopt(dry_run=True)).notes
    assert [one.partition(" ")[0] for one in notes] == ["`sourceless`", "the"]


async def test_the_toml(project) -> None:
    """`[tool.alembic]` has lists and tables; the ini's values come first."""
    folder = project(
        "[alembic]\nsqlalchemy.url = sqlite:///a.db\ntimezone = UTC\n",
        pyproject_DOT_toml="""
        [tool.alembic]
        script_location = "%(here)s/m"
        timezone = "Europe/Paris"
        file_template = "%%(rev)s"
        truncate_slug_length = 30
        prepend_sys_path = ["."]
        version_locations = ["m/versions", "%(here)s/more"]
        [[tool.alembic.post_write_hooks]]
        name = "ruff"
        type = "exec"
        executable = "ruff"
        """,
        folders=("m/versions", "more"),
    )
    both = {
        **BASE,
        "version_locations": ["m/versions", "more"],
        "url": "sqlite+aiosqlite:///a.db",
        "file_template": "%(rev)s",
        "truncate_slug_length": 30,
        "timezone": "UTC",
        "post_write_hooks": [{"name": "ruff", "type": "exec", "executable": "ruff"}],
        "alembic_config": "alembic.ini",
    }
    assert await settings() == both
    assert await settings(file="pyproject.toml") == both
    (folder / "alembic.ini").unlink()
    alone = {key: value for key, value in both.items() if key != "url"}
    assert await settings() == {**alone, "timezone": "Europe/Paris", "alembic_config": "pyproject.toml"}


@pytest.mark.parametrize(
    ("written", "separator"),
    [
        ("a, b", None),
        ("a b", None),
        ("a:b", ":"),
        ("a;b", ";"),
        ("a   b", "space"),
        ("\n    a\n    b\n", "newline"),
        (os.pathsep.join("ab"), "os"),
    ],
)
async def test_lists_of_folders(project, written, separator) -> None:
    """Each way to separate them, the old one without a key included."""
    line = f"path_separator = {separator}\n" if separator else ""
    project(f"{INI}{line}version_locations = {written}\n", folders=("m", "a", "b"))
    assert (await settings())["version_locations"] == ["a", "b"]


async def test_a_section_of_another_name(project) -> None:
    """`-n`: its own values, and scripts read it."""
    project(
        "[one]\nscript_location = m\nsqlalchemy.url = sqlite:///1.db\n[two]\nscript_location = n\n",
        folders=("m/versions",),
    )
    found = await settings(section="one")
    assert (found["url"], found["alembic_section"]) == ("sqlite+aiosqlite:///1.db", "one")
    with pytest.raises(HalfAlembicError, match=r"\[three\].*\[one\], \[two\]"):
        await settings(section="three")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("postgresql://u:p%%40w@h:1/d", "postgresql+asyncpg://u:***@h:1/d"),
        ("postgresql+psycopg2://h/d?sslmode=require", "postgresql+asyncpg://h/d?ssl=require"),
        ("postgresql+psycopg2://h/d?connect_timeout=9", "postgresql+asyncpg://h/d"),
        ("postgresql+psycopg://h/d?connect_timeout=9", "postgresql+psycopg://h/d?connect_timeout=9"),
        ("mysql+pymysql://u@h/d?charset=utf8mb4&ssl_ca=x", "mysql+aiomysql://u@h/d?charset=utf8mb4"),
        ("sqlite:///x.db", "sqlite+aiosqlite:///x.db"),
        ("oracle://h/d", None),
        ("no url at all", None),
    ],
)
async def test_urls(project, old, new) -> None:
    """The driver does not block, and gets only what it knows; the password is in the file, and shown nowhere."""
    folder = project(f"{INI}sqlalchemy.url = {old}\n")
    result = await amig.adopt()
    assert tomllib.loads(result.settings).get("url") == new
    assert ("p%40w@" in (folder / "amig.toml").read_text()) is ("p%%40w" in old)
    changed = "psycopg2" in old or "pymysql" in old or new is None
    assert bool(result.notes) is changed


async def test_what_is_missing(project, tmp_path) -> None:
    """A project that Alembic could not use either is refused, naming the part."""
    with pytest.raises(NoAlembicError, match=r"alembic\.ini"):
        await amig.adopt(folder=tmp_path)
    with pytest.raises(NoAlembicError, match=r"other\.ini"):
        await amig.adopt("other.ini", folder=tmp_path)
    for ini, folders, env, match in (
        ("[alembic]\nx = 1\n", ("m/versions",), PLAIN, "`script_location` is not set"),
        ("[alembic]\nscript_location = gone\n", ("m/versions",), PLAIN, "the folder `gone` is not there"),
        (
            "[alembic]\nscript_location = nowhere:m\n",
            ("m/versions",),
            PLAIN,
            "the package of `nowhere:m` cannot be found",
        ),
        (f"{INI}path_separator = comma\nversion_locations = a\n", ("m/versions",), PLAIN, "it can be `os`"),
        (f"{INI}version_locations = gone\n", ("m/versions",), PLAIN, "the folder `gone` is not there"),
    ):
        project(ini, env, folders=folders)
        with pytest.raises(HalfAlembicError, match=match) as caught:
            await amig.adopt(folder=tmp_path)
        assert "Alembic" in str(caught.value.hint)
    (tmp_path / "m" / "env.py").unlink()
    project(INI, "")
    with pytest.raises(HalfAlembicError, match=r"m/env.py"):
        await amig.adopt(folder=tmp_path)
    (tmp_path / "m" / "versions").rmdir()
    project(INI, PLAIN, folders=("m",))
    with pytest.raises(HalfAlembicError, match=r"m/versions"):
        await amig.adopt(folder=tmp_path)


async def test_what_cannot_be_read(project, tmp_path) -> None:
    """An ini, a TOML, an env.py: each with what is wrong and where; nothing is written."""
    folder = project(INI, "def run(:\n")
    with pytest.raises(BadScriptError, match=r"env.py`, line 1, does not parse"):
        await amig.adopt()
    (folder / "alembic.ini").write_text("script_location = m\n")
    with pytest.raises(UnreadableConfigError, match=r"alembic.ini"):
        await amig.adopt()
    (folder / "alembic.ini").write_bytes(b"[alembic]\nscript_location = \xff\n")
    with pytest.raises(UnreadableConfigError, match="UTF-8"):
        await amig.adopt()
    project(INI, PLAIN, pyproject_DOT_toml="[tool\n")
    with pytest.raises(UnreadableConfigError, match=r"pyproject.toml"):
        await amig.adopt()
    assert sorted(path.name for path in folder.iterdir()) == ["alembic.ini", "m", "pyproject.toml"]
    assert [path.name for path in (folder / "m").iterdir() if path.is_file()] == ["env.py"]


async def test_once_more(project) -> None:
    """The same project again changes nothing; another configuration is never overwritten."""
    folder = project(INI, PLAIN, m__versions__a_DOT_py="from alembic import op\nrevision = 'a'\ndown_revision = None\n")
    first = await amig.adopt()
    assert (first.configured, len(first.edited), first.backup) == (True, 1, str(folder / "m" / "env_alembic.py"))
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = await amig.adopt()
    assert (again.configured, again.edited, again.backup) == (False, (), None)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == after
    (folder / "amig.toml").write_text('script_location = "m"\nlock_wait = 5\n')
    with pytest.raises(ConfiguredAlreadyError, match=r"amig.toml") as caught:
        await amig.adopt()
    assert caught.value.keys == ("alembic_config", "lock_wait", "transaction", "version_table")


async def test_an_old_env_py_is_never_lost(project) -> None:
    """Where a backup of another one is there, nothing is done; and where a file cannot be written, it is named."""
    folder = project(INI, PLAIN)
    (folder / "m" / "env_alembic.py").write_text("other = True\n")
    with pytest.raises(HalfAlembicError, match="is there already"):
        await amig.adopt()
    assert (folder / "m" / "env.py").read_text() == PLAIN
    (folder / "m" / "env_alembic.py").write_text(PLAIN)
    (folder / "amig.toml").mkdir()
    with pytest.raises(UnwritableProjectError, match=r"amig\.toml"):
        await amig.adopt()
    assert (folder / "m" / "env.py").read_text() == PLAIN
    (folder / "amig.toml").rmdir()
    assert (await amig.adopt()).configured
    assert not (folder / "m" / "env.py").exists()
