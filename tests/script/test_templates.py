"""What `amig init` can start from: each template makes a project that works."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

import amig
from amig.cli import run
from amig.errors import EnvError, UnknownTemplateError
from amig.script.templates import templates


@pytest.fixture(name="here")
def here_fixture(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("FIRST", "SECOND"):
        monkeypatch.delenv(f"{name}_DATABASE_URL", raising=False)
    return tmp_path


def configured(here: Path, url: str) -> None:
    path = here / "amig.toml"
    if "databases." not in path.read_text():
        path.write_text(f'url = "{url}"\n' + path.read_text())


@pytest.mark.parametrize("name", ["default", "env", "multidb"])
@pytest.mark.parametrize("shared", [False, True], ids=["amig.toml", "pyproject.toml"])
def test_a_template_makes_a_project_that_works(here, monkeypatch, capsys, name, shared) -> None:
    """From nothing to migrated and back, whichever file the configuration is in."""
    if shared:
        (here / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert run(["init", "-t", name]) == 0
    url = [] if name == "multidb" else ["--url", f"sqlite:///{here}/x.db"]
    assert run(["revision", "-m", "first tables"]) == 0
    for arguments in (["upgrade"], ["current", "--check-heads"], ["downgrade", "-1"], ["upgrade", "--sql"]):
        assert run([*url, *arguments]) == 0, capsys.readouterr().err
    assert "first tables" in capsys.readouterr().err


async def test_tenants_each_in_a_schema(postgresql, here) -> None:
    """A version table each; a tenant that comes later is caught up, one can be taken alone, `public` stays empty."""
    await amig.init(template="tenants")
    with pytest.raises(EnvError, match="there is no tenant yet"):
        await amig.upgrade("amig.toml", url=postgresql.url)
    for schema in ("tenant_a", "tenant_b", 'tenant_"odd; x', "other"):
        quoted = schema.replace('"', '""')
        postgresql.execute(f'CREATE SCHEMA "{quoted}"')
    written = await amig.revision("amig.toml", "users")
    path = Path(written.revisions[0].path)
    text = await asyncio.to_thread(path.read_text)
    body = 'await op.create_table("users", sa.Column("id", sa.Integer()))'
    await asyncio.to_thread(path.write_text, text.replace("    pass", f"    {body}", 1))
    first = await amig.upgrade("amig.toml", url=postgresql.url, x=("tenant=tenant_b",))
    assert [ran.database for ran in first.steps] == ["tenant_b"]
    result = await amig.upgrade("amig.toml", url=postgresql.url)
    assert [(one.name, len(one.steps)) for one in result.databases] == [
        ('tenant_"odd; x', 1),
        ("tenant_a", 1),
        ("tenant_b", 0),
    ]
    sql = (await amig.upgrade("amig.toml", url=postgresql.url, sql=True, x=('tenant=tenant_"odd; x',))).sql or ""
    assert sql.startswith('SET search_path = "tenant_""odd; x";\n')
    assert 'CREATE TABLE "tenant_""odd; x".amig_version' in sql
    found = postgresql.rows("SELECT schemaname FROM pg_tables WHERE tablename IN ('users', 'amig_version') ORDER BY 1")
    assert [schema for (schema,) in found] == ['tenant_"odd; x'] * 2 + ["tenant_a"] * 2 + ["tenant_b"] * 2


def test_packages(here, capsys) -> None:
    """`--package` makes both folders importable."""
    assert run(["init", "db/migrations", "--package"]) == 0
    assert (here / "db/migrations/__init__.py").exists()
    assert (here / "db/migrations/versions/__init__.py").exists()
    assert run(["revision", "-m", "x"]) == 0
    assert run(["heads"]) == 0


def test_a_folder_of_your_own(here, capsys) -> None:
    """With the same files."""
    own = here / "mine"
    own.mkdir()
    (own / "env.py").write_text("async def run(env):\n    await env.run_migrations()\n")
    (own / "config.toml").write_text('script_location = "{location}"\nversion_table = "mine"\n')
    assert run(["init", "-t", str(own)]) == 0
    assert (here / "migrations/env.py").read_text() == (own / "env.py").read_text()
    assert 'version_table = "mine"' in (here / "amig.toml").read_text()


async def test_a_template_that_is_none(here) -> None:
    """Near names are offered, and nothing is made."""
    with pytest.raises(UnknownTemplateError) as caught:
        await amig.init(template="multdb")
    assert caught.value.near == ("multidb",)
    assert list(here.iterdir()) == []


def test_they_are_listed(capsys) -> None:
    """With what they are for."""
    assert run(["list_templates"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (
        [line.split("  ")[0].strip() for line in lines] == list(templates()) == ["default", "env", "multidb", "tenants"]
    )
    assert all(line.endswith(".") for line in lines)
