"""What becomes of an env.py: said by the configuration, carried over, or listed."""

from __future__ import annotations

import ast
import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path
from textwrap import dedent, indent

import pytest
from sqlalchemy import make_url

import amig
from amig.errors import CannotCheckError
from tests.adopt.test_reading import INI, project, settings

__all__ = ["project"]
ONLINE = """
def run_migrations_online():
    connectable = {engine}
    with connectable.connect() as connection:
        {before}
        context.configure(connection=connection, target_metadata=target_metadata{options})
        with context.begin_transaction():
            context.run_migrations({arguments})

if context.is_offline_mode():
    raise SystemExit
else:
    run_migrations_online()
"""
ENGINE = "engine_from_config(config.get_section(config.config_ini_section), prefix='sqlalchemy.')"
IMPORTS = (
    "from alembic import context\nfrom sqlalchemy import engine_from_config, pool, text\nconfig = context.config\n"
)


def env(top: str = "target_metadata = None\n", **words: str) -> str:
    usual = {"engine": ENGINE, "before": "pass", "options": "", "arguments": ""}
    text = ONLINE.format(**{**usual, **words}).replace("    raise SystemExit\n", "    run_migrations_online()\n")
    return IMPORTS + dedent(top) + text


async def adopted(project, text: str, **files: str) -> tuple[amig.commands.adopt.AdoptResult, str | None]:
    folder = project(INI + "sqlalchemy.url = sqlite:///x.db\n", text, **files)
    result = await amig.adopt()
    new = folder / "m" / "env.py"
    return result, new.read_text() if new.exists() else None


async def test_none_is_needed(project, tmp_path) -> None:
    """Where it does what the template does, the old one goes out of the way."""
    result, new = await adopted(
        project,
        env(
            """
            from logging.config import fileConfig
            from app.models import Base
            if config.config_file_name is not None:
                fileConfig(config.config_file_name)
            target_metadata = Base.metadata
            """,
            options=", version_table='v', version_table_schema='s', transaction_per_migration=True, compare_type=True",
        ),
        app__models_DOT_py="",
    )
    assert new is None
    assert result.env is None
    assert (tmp_path / "m" / "env_alembic.py").read_text().startswith("from alembic import context")
    assert result.settings == (
        'script_location = "m"\nurl = "sqlite+aiosqlite:///x.db"\nmetadata = "app.models:Base.metadata"\n'
        'version_table = "v"\nversion_table_schema = "s"\nalembic_config = "alembic.ini"\n'
    )


@pytest.mark.parametrize(
    ("imported", "name"),
    [
        ("from app.models import metadata as target_metadata", "app.models:metadata"),
        ("from app.models import target_metadata", "app.models:target_metadata"),
    ],
)
async def test_metadata_that_is_imported_by_its_usual_name(project, imported: str, name: str) -> None:
    """Nothing assigns it, and it is still the models."""
    result, new = await adopted(project, env(f"{imported}\n"), app__models_DOT_py="")
    assert f'metadata = "{name}"\n' in result.settings
    assert new is None


@pytest.mark.parametrize("template", ["generic", "async", "pyproject", "pyproject_async"])
def test_alembics_own_templates(tmp_path, monkeypatch, template) -> None:
    """What `alembic init` makes needs no env.py."""
    monkeypatch.chdir(tmp_path)
    subprocess.run([sys.executable, "-m", "alembic", "init", "-t", template, "m"], check=True, capture_output=True)

    async def work() -> amig.commands.adopt.AdoptResult:
        result = await amig.adopt()
        await amig.revision(message="first")
        await amig.upgrade(result.config, url="sqlite:///x.db")
        return result

    result = asyncio.run(work())
    assert (result.env, result.not_carried, result.notes) == (None, (), ())
    assert "from amig.blocking import op" in (tmp_path / "m" / "script.py.mako").read_text()


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("os.environ['DB']", "${DB}"),
        ('os.environ.get("DB", "sqlite:///y.db").replace("%", "%%")', "${DB:-sqlite:///y.db}"),
        ("str(os.getenv('DB'))", "${DB}"),
    ],
)
@pytest.mark.parametrize("where", ["option", "engine", "section"])
async def test_a_url_from_the_environment(project, said, url, where) -> None:
    """A variable is a variable in the configuration too."""
    line = {"option": f"config.set_main_option('sqlalchemy.url', {said})", "engine": "", "section": ""}[where]
    engine = f"create_engine({said})" if where == "engine" else ENGINE
    before = f"configuration['sqlalchemy.url'] = {said}" if where == "section" else "pass"
    result, new = await adopted(
        project, env(f"import os\ntarget_metadata = None\n{line}\n", engine=engine, before=before)
    )
    assert f'url = "{url}"' in result.settings
    assert new is None


async def test_a_variable_that_names_a_blocking_driver(project, backend, monkeypatch) -> None:
    """It stays as it is for everybody else; amig takes the async driver of the same database."""
    blocking = {
        "postgresql+asyncpg": "postgresql+psycopg2",
        "mysql+aiomysql": "mysql+pymysql",
        "sqlite+aiosqlite": "sqlite",
    }
    url = make_url(backend.url)
    old = url.set(drivername=blocking[url.drivername])
    monkeypatch.setenv("DB", old.render_as_string(hide_password=False))
    result, _ = await adopted(
        project, env("import os\ntarget_metadata = None\nconfig.set_main_option('sqlalchemy.url', os.environ['DB'])\n")
    )
    assert (await amig.upgrade(result.config)).after == ()
    assert (await amig.upgrade(result.config, url=old)).after == ()
    assert (await amig.current(result.config)).revisions == ()


async def test_a_url_from_code(project, sqlite) -> None:
    """It goes into the new env.py, for where neither the command nor the configuration names one."""
    result, new = await adopted(
        project,
        env(
            "from app.settings import settings\ntarget_metadata = None\nconfig.set_main_option('sqlalchemy.url', settings.url)\n"
        ),
        app__settings_DOT_py=f"class settings:\n    url = '{sqlite.url.replace('+aiosqlite', '')}'\n",
        m__versions__a1234_DOT_py="from alembic import op\nrevision = 'a1234'\ndown_revision = None\ndef upgrade():\n    op.execute('CREATE TABLE t (id INTEGER)')\ndef downgrade():\n    pass\n",
    )
    assert "url" not in result.settings
    assert new is not None
    assert "env.connect(settings.url)" in new
    assert "from app.settings import settings" in new
    assert (await amig.upgrade(result.config)).after == ("a1234",)
    assert sqlite.rows("SELECT count(*) FROM t") == [(0,)]


async def test_filters_options_and_callbacks(project) -> None:
    """Functions and what they use, imports that fill the metadata, options, arguments: all carried, and run."""
    top = """
    import re
    import os, json
    from app.models import Base
    import app.others  # fills the metadata
    target_metadata = Base.metadata
    IGNORED = {"spatial_ref_sys"}
    UNUSED = {"x"}

    def include_name(name, type_, parent_names):
        '''Not those.'''
        return name not in IGNORED and bool(re.match(config.get_main_option("mine", "."), name))

    def nobody_calls_this():
        return UNUSED
    """
    result, new = await adopted(
        project,
        env(
            top,
            options=", include_name=include_name, compare_server_default=True, include_object=lambda *a: True",
            arguments='engine_name="one"',
        ),
        app__models_DOT_py="import sqlalchemy as sa\nclass Base:\n    metadata = sa.MetaData()\n",
        app__others_DOT_py="",
    )
    assert new == dedent(
        '''\
        """The migration environment, carried over from Alembic's by `amig adopt`."""

        from __future__ import annotations

        import app.others
        import re

        from amig import EnvironmentContext
        from amig.blocking import context

        config = context.config

        IGNORED = {"spatial_ref_sys"}


        def include_name(name, type_, parent_names):
            \'\'\'Not those.\'\'\'
            return name not in IGNORED and bool(re.match(config.get_main_option("mine", "."), name))


        async def run(env: EnvironmentContext) -> None:
            if env.is_offline_mode():
                await env.run_migrations(
                    include_name=include_name,
                    compare_server_default=True,
                    include_object=lambda *a: True,
                    arguments={"engine_name": "one"},
                )
                return
            async with env.connect() as connection:
                await env.run_migrations(
                    connection,
                    include_name=include_name,
                    compare_server_default=True,
                    include_object=lambda *a: True,
                    arguments={"engine_name": "one"},
                )
        '''
    )
    assert 'metadata = "app.models:Base.metadata"' in result.settings
    for name in [one for one in sys.modules if one.partition(".")[0] == "app"]:
        del sys.modules[name]
    assert (await amig.upgrade(result.config)).after == ()


async def test_what_cannot_be_carried(project) -> None:
    """Listed with its line, and in the new file where it belongs."""
    text = env(before="connection.execute(text('SET ROLE owner'))")
    text += "\n" + dedent(
        """
        def run_for_tenants():
            for tenant in TENANTS:
                context.configure(connection=tenant, **settings.extra)
                context.run_migrations()
        """
    )
    result, new = await adopted(project, text)
    lines = text.split("\n")
    assert {(one.line, one.text) for one in result.not_carried} == {
        (
            lines.index("        connection.execute(text('SET ROLE owner'))") + 1,
            "connection.execute(text('SET ROLE owner'))",
        ),
        (lines.index("    for tenant in TENANTS:") + 1, "for tenant in TENANTS:"),
    }
    assert new is not None
    assert "    # Not carried over from line" in new
    ast.parse(new)


async def test_metadata_that_a_configuration_cannot_name(project) -> None:
    """Of several bases it can; of a call it is code."""
    files = {"app__a_DOT_py": "", "app__b_DOT_py": ""}
    top = "from app import a\nimport app.b\ntarget_metadata = [a.Base.metadata, app.b.metadata]\n"
    result, new = await adopted(project, env(top), **files)
    assert 'metadata = ["app.a:Base.metadata", "app.b:metadata"]' in result.settings
    assert new is None


async def test_metadata_from_a_call(project) -> None:
    top = "from app.a import merged\ntarget_metadata = merged('x')\n"
    result, new = await adopted(project, env(top), app__a_DOT_py="")
    assert "metadata" not in result.settings
    assert new is not None
    assert "target_metadata=merged('x')" in new
    assert "from app.a import merged" in new


async def test_a_function_inside_the_function(project) -> None:
    """As Flask-Migrate has it."""
    before = indent(
        "\ndef process_revision_directives(context, revision, directives):\n    if directives[0].upgrade_ops.is_empty():\n        directives[:] = []\n",
        " " * 8,
    ).strip()
    _, new = await adopted(
        project, env(before=before, options=", process_revision_directives=process_revision_directives")
    )
    assert new is not None
    assert "\n\n\ndef process_revision_directives(context, revision, directives):\n    if directives" in new
    assert "process_revision_directives=process_revision_directives" in new
    ast.parse(new)


async def test_dry_runs_write_nothing(project) -> None:
    folder = project(INI, env(options=", render_as_batch=True"), m__versions__a_DOT_py="from alembic import op\n")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = await amig.adopt(dry_run=True)
    assert (len(result.edited), result.env, result.configured) == (1, str(folder / "m" / "env.py"), True)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert "script_location" in str(await settings())


def test_several_databases(tmp_path, monkeypatch) -> None:
    """Of Alembic's template: each in a table of the configuration, each revision called with the name of each."""
    monkeypatch.chdir(tmp_path)
    subprocess.run([sys.executable, "-m", "alembic", "init", "-t", "multidb", "m"], check=True, capture_output=True)
    ini = tmp_path / "alembic.ini"
    text = ini.read_text().replace("driver://user:pass@localhost/dbname2", "sqlite:///two.db")
    ini.write_text(text.replace("driver://user:pass@localhost/dbname", "sqlite:///one.db"))
    (tmp_path / "m" / "versions" / "a.py").write_text(
        "from alembic import op\nrevision = 'a1234'\ndown_revision = None\n"
        "def upgrade(engine_name):\n    op.execute(f'CREATE TABLE in_{engine_name} (id INTEGER)')\n"
        "def downgrade(engine_name):\n    pass\n"
    )

    async def work() -> amig.commands.adopt.AdoptResult:
        with pytest.raises(CannotCheckError, match="several databases"):
            await amig.adopt(check=True, url="sqlite:///x.db")
        result = await amig.adopt()
        await amig.upgrade(result.config)
        written = await amig.revision(result.config, message="next")
        assert "def upgrade_engine2() -> None:" in await asyncio.to_thread(Path(written.revisions[0].path).read_text)
        assert (await amig.upgrade(result.config)).after == (written.revisions[0].revision,)
        return result

    result = asyncio.run(work())
    assert result.not_carried == ()
    new = (tmp_path / "m" / "env.py").read_text()
    assert 'arguments={"engine_name": env.name}' in new
    assert "target_metadata=target_metadata.get(env.name)" in new
    assert "target_metadata = {}" in new
    assert "re" not in ast.unparse(ast.parse(new)).split("async def")[0].split()
    for name, table in (("one", "in_engine1"), ("two", "in_engine2")):
        with sqlite3.connect(tmp_path / f"{name}.db") as connection:
            found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        connection.close()
        assert found == {"alembic_version", "amig_ledger", table}


async def test_what_a_carried_function_needs_comes_along(project) -> None:
    """Also what the configuration says as well: the metadata, a URL read from the ini."""
    top = """
    import os
    from app.models import Base
    target_metadata = Base.metadata
    url = config.get_main_option("sqlalchemy.url")

    def include_object(thing, name, type_, reflected, compare_to):
        return name in target_metadata.tables and bool(url)
    """
    result, new = await adopted(
        project,
        env(top, options=", include_object=include_object"),
        app__models_DOT_py="import sqlalchemy as sa\nclass Base:\n    metadata = sa.MetaData()\n",
    )
    assert new is not None
    head = new.partition("def include_object")[0]
    assert head.endswith(
        "from app.models import Base\n\nfrom amig import EnvironmentContext\nfrom amig.blocking import context\n\n"
        'config = context.config\n\ntarget_metadata = Base.metadata\n\nurl = config.get_main_option("sqlalchemy.url")\n\n\n'
    )
    assert "import os" not in new
    sys.modules.pop("app", None)
    sys.modules.pop("app.models", None)
    assert (await amig.upgrade(result.config)).after == ()


async def test_a_doubled_percent_sign_of_a_url_is_the_inis(project) -> None:
    """Code gives the URL itself."""
    top = "from app.settings import url\ntarget_metadata = None\nconfig.set_main_option('sqlalchemy.url', url.replace('%', '%%'))\n"
    _, new = await adopted(project, env(top), app__settings_DOT_py="url = 'sqlite:///100%25.db'")
    assert new is not None
    assert "env.connect(url)" in new
