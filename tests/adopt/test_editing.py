"""Imports changed in place: every other byte stays. And the hook, for those who want none changed."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

import amig
from amig.adoption.edit import edited
from tests.adopt.test_reading import INI, project
from tests.projects import SHELF

__all__ = ["project"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"from alembic import op\n", b"from amig.blocking import op\n"),
        (
            b"from alembic import op, context as c\r\nx = 'alembic'\r\n",
            b"from amig.blocking import op, context as c\r\nx = 'alembic'\r\n",
        ),
        (
            b"def f():\n\tfrom  alembic  import (\n\t\top,\n\t)\n",
            b"def f():\n\tfrom  amig.blocking  import (\n\t\top,\n\t)\n",
        ),
        (
            "# -*- coding: latin-1 -*-\nä = 'ß'; from alembic import op  # é\n".encode("latin-1"),
            "# -*- coding: latin-1 -*-\nä = 'ß'; from amig.blocking import op  # é\n".encode("latin-1"),
        ),
        (b"\xef\xbb\xbffrom alembic import op", b"\xef\xbb\xbffrom amig.blocking import op"),
        (
            b"from alembic.operations import Operations, MigrateOperation, ops\n",
            b"from amig.blocking.operations import Operations, MigrateOperation, ops\n",
        ),
        (
            b"from alembic.operations.ops import CreateTableOp\n",
            b"from amig.blocking.operations.ops import CreateTableOp\n",
        ),
        (
            b"from alembic.util import CommandError; from alembic import op\n",
            b"from amig.blocking.util import CommandError; from amig.blocking import op\n",
        ),
        (b"x = '''\x0c\n'''\nfrom alembic import op\n", b"x = '''\x0c\n'''\nfrom amig.blocking import op\n"),
    ],
)
def test_an_import_is_changed_and_nothing_else(tmp_path, before, after) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(before)
    edit = edited(path)
    assert edit is not None
    assert (edit.data, edit.changed, edit.left) == (after, True, ())


@pytest.mark.parametrize(
    "line",
    [
        "import alembic",
        "from alembic import op, command",
        "from alembic.autogenerate import comparators",
        "import os, alembic.op as o",
    ],
)
def test_what_is_not_served_is_left_and_told(tmp_path, line) -> None:
    path = tmp_path / "a.py"
    path.write_text(f"\n{line}\n")
    edit = edited(path)
    assert edit is not None
    assert (edit.changed, edit.left) == (False, ((2, line),))


def test_a_file_without_alembic_is_none_of_ours(tmp_path) -> None:
    path = tmp_path / "a.py"
    for text in ("import os\n", "# like alembic\nx = 'from alembic import op'\n"):
        path.write_text(text)
        assert edited(path) is None


SCRIPT = """
import {helper}
from alembic import op
import sqlalchemy as sa
from tests.projects import SHELF

revision = "a1234"
down_revision = None


def upgrade():
    from alembic import context
    from alembic.operations import MigrateOperation, ops
    from alembic.util import CommandError

    op.create_table("t", sa.Column("id", sa.Integer))
    op.invoke(ops.AddColumnOp("t", sa.Column("n", sa.Integer)))
    {helper}.fill(1)
    SHELF.append((context.get_x_argument(), MigrateOperation.__name__, issubclass(CommandError, Exception)))


def downgrade():
    op.drop_table("t")
"""
HELPER = """
import alembic.context
from alembic import op
from alembic.op import execute
from . import deeper


def fill(n):
    op.execute(f"INSERT INTO t (id) VALUES ({n})")
    execute("UPDATE t SET n = id")
    assert not alembic.context.is_offline_mode()
    deeper.more()
"""
DEEPER = "from alembic import op\n\n\ndef more():\n    op.execute('INSERT INTO t (id) VALUES (7)')\n"


@pytest.mark.parametrize("installed", [True, False])
async def test_the_hook(project, backend, monkeypatch, installed) -> None:
    """Scripts and their helpers import amig where they say `alembic`; everybody else has Alembic, or none."""
    SHELF.clear()
    helper = f"helped_{backend.name}_{installed}".lower()
    files = {f"src__{helper}____init___DOT_py": HELPER, f"src__{helper}__deeper_DOT_py": DEEPER}
    folder = project(f"{INI}prepend_sys_path = src\n", m__versions__a_DOT_py=SCRIPT.format(helper=helper))
    (folder / "src" / helper).mkdir(parents=True)
    (folder / "src" / helper / "__init__.py").write_text(files[f"src__{helper}____init___DOT_py"])
    (folder / "src" / helper / "deeper.py").write_text(DEEPER)
    before = (folder / "m" / "versions" / "a.py").read_bytes()
    result = await amig.adopt(edit=False)
    assert "alembic_imports = true" in result.settings
    assert result.edited == ()
    if not installed:
        monkeypatch.setitem(sys.modules, "alembic", None)
    modules = {name for name in sys.modules if name.partition(".")[0] == "alembic"}
    path = list(sys.meta_path)
    await amig.upgrade(result.config, url=backend.url, x=("k=v",))
    assert SHELF == [(["k=v"], "MigrateOperation", True)]
    assert sorted(backend.rows("SELECT id, n FROM t"), key=str) == [(1, 1), (7, None)]
    assert (folder / "m" / "versions" / "a.py").read_bytes() == before
    assert sys.meta_path == path
    assert {name for name in sys.modules if name.partition(".")[0] == "alembic"} == modules
    await amig.downgrade(result.config, "base", url=backend.url)


async def test_helpers_are_edited_too(project, sqlite) -> None:
    """Every module of the project that a revision imports, directly or not."""
    SHELF.clear()
    folder = project(f"{INI}prepend_sys_path = src\n", m__versions__a_DOT_py=SCRIPT.format(helper="edited_helper"))
    package = folder / "src" / "edited_helper"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        HELPER.replace("import alembic.context", "from alembic import context")
        .replace("alembic.context.", "context.")
        .replace("from alembic.op import execute", "execute = op.execute")
    )
    (package / "deeper.py").write_text(DEEPER)
    (folder / "src" / "apart.py").write_text("from alembic import op\n")
    result = await amig.adopt()
    assert {Path(one).name for one in result.edited} == {"a.py", "__init__.py", "deeper.py"}
    assert (folder / "src" / "apart.py").read_text() == "from alembic import op\n"
    await amig.upgrade(result.config, url=sqlite.url)
    assert sorted(sqlite.rows("SELECT id, n FROM t"), key=str) == [(1, 1), (7, None)]


def test_no_run_imports_alembic(project) -> None:
    """Neither adopting nor running does."""
    folder = project(INI, m__versions__a_DOT_py=SMALL.format(body="from alembic import context"))
    program = """
import asyncio, sys, amig
async def main():
    result = await amig.adopt(edit=False)
    await amig.upgrade(result.config, url="sqlite:///x.db")
asyncio.run(main())
assert not any(name.partition(".")[0] == "alembic" for name in sys.modules), "imported"
"""
    ran = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


SMALL = """
from alembic import op

revision = "a1234"
down_revision = None


def upgrade():
    {body}


def downgrade():
    pass
"""


def test_what_the_hook_does_not_serve(project, sqlite) -> None:
    """Alembic's own, where it is installed; else the error names it."""
    project(INI, m__versions__a_DOT_py=SMALL.format(body="from alembic import nothing_such"))

    async def work() -> None:
        result = await amig.adopt(edit=False)
        await amig.upgrade(result.config, url=sqlite.url)

    with pytest.raises(amig.errors.StepFailedError, match="cannot import name 'nothing_such' from 'alembic'"):
        asyncio.run(work())
