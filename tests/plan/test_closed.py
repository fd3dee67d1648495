"""Which revisions are closed: certain from their source alone, or not closed."""

from __future__ import annotations

import textwrap

import pytest

from amig.ops.forgotten import verb_names
from amig.script.closed import Opening, opening

VERBS = verb_names() - {"invoke", "run_sync"}
TOP = '''"""a revision"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import Integer, create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.mysql import TINYINT

from amig import op as imported
from amig.blocking import op as blocking
from amig.ops import Operations

if TYPE_CHECKING:
    from app import Thing

revision: str = "aaa1"
down_revision: str | None = None
ROWS = [{"id": 1}, {"id": -2}]
LENGTH = 20
TWICE = 1
TWICE = 2
ID = uuid4()
'''


def read(body: str, top: str = "", head: str = "async def upgrade(op: Operations) -> None:") -> Opening | None:
    lines = textwrap.indent(textwrap.dedent(body).strip(), "    ")
    return opening(f"{TOP}{top}\n\n{head}\n{lines}\n", "upgrade", VERBS)


@pytest.mark.parametrize(
    "body",
    [
        "pass",
        '"""nothing"""',
        'await op.drop_table("t")',
        'await op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", Integer))',
        'await op.add_column("t", sa.Column("n", postgresql.ARRAY(sa.Text()), server_default=sa.text("\'{}\'")))',
        'await op.add_column("t", sa.Column("n", TINYINT(1), server_default=sa.func.now()))',
        'users = await op.create_table("t", sa.Column("id", sa.Integer()))\nawait op.bulk_insert(users, ROWS)',
        'name = "t"\nlength = LENGTH * 2\nawait op.add_column(name, sa.Column("s", sa.String(length)))',
        'await op.create_unique_constraint(op.f("uq"), "t", ["a", *["b"]], schema=None)',
        'await op.execute("UPDATE t SET a = 1")\nawait imported.drop_table("u")',
        'where: sa.ColumnElement[bool] = sa.column("a") > 5\nawait op.create_check_constraint("c", "t", where)',
        'both = {"if_exists": True}\nawait op.drop_table("t", **both)',
    ],
)
def test_closed(body: str) -> None:
    """Verbs in sequence, their arguments known from the text."""
    assert read(body) is None


@pytest.mark.parametrize(
    "body",
    [
        "op.get_bind()",
        "await op.run_sync(print)",
        "await op.invoke(sa.text('x'))",
        'op.drop_table("t")',
        'await other.drop_table("t")',
        'await blocking.drop_table("t")',
        'if True:\n    await op.drop_table("t")',
        'for name in ["t"]:\n    await op.drop_table(name)',
        'with open("x"):\n    pass',
        'async with op.batch_alter_table("t") as batch:\n    batch.drop_column("c")',
        'try:\n    await op.drop_table("t")\nfinally:\n    pass',
        'await op.drop_table(str("t"))',
        'await op.drop_table(f"{LENGTH}")',
        "await op.drop_table(TWICE)",
        "await op.execute(ID)",
        "await op.bulk_insert(sa.table('t'), [{'id': uuid4()}])",
        "await op.execute(create_engine('sqlite://'))",
        "await op.execute(sa.create_engine('sqlite://'))",
        "await op.execute(sa.inspect(1))",
        "await op.execute(sa.text('x').bindparams(a=1))",
        "await op.drop_table(ROWS[0])",
        "await op.drop_table(Thing)",
        "await op.drop_table((lambda: 't')())",
        "await op.drop_table('t' if LENGTH else 'u')",
        "await op.drop_table([n for n in 'ab'][0])",
        "await op.get_context().autocommit_block()",
        "op = 1",
        "sa.Integer.x = 1",
        "LENGTH += 1",
        "return",
    ],
)
def test_not_closed(body: str) -> None:
    """Anything else, however harmless it may be."""
    found = read(body)
    assert found is not None
    assert found.line > len(TOP.splitlines())


def test_where_and_what() -> None:
    """The statement and its line, for whoever wants to close it."""
    found = read('await op.drop_table("t")\nbind = op.get_bind()')
    assert found == Opening(len(TOP.splitlines()) + 5, "bind = op.get_bind()")


@pytest.mark.parametrize(
    "top",
    [
        "print('hello')",
        "for x in ():\n    pass",
        "import os\nos.environ['X'] = '1'",
        "sa.Integer.x = 1",
        "try:\n    import app\nexcept ImportError:\n    pass",
    ],
)
def test_a_file_that_does_more_than_define(top: str) -> None:
    """Is not closed, whatever its function says."""
    assert read("pass", top) is not None


def test_a_name_that_something_else_may_change() -> None:
    """Is no value; one that a parameter hides is none either."""
    assert read("await op.drop_table(NAME)", "NAME = 't'\ndef change():\n    global NAME\n    NAME = 'u'") is not None
    assert read("await op.drop_table(NAME)", "NAME = 't'") is None
    hiding = "async def upgrade(op: Operations, NAME) -> None:"
    assert read("await op.drop_table(NAME)", "NAME = 't'", hiding) is not None


@pytest.mark.parametrize(
    "top",
    [
        "sa = print",
        "def sa(): pass",
        "class sa: pass",
        "import app as sa",
        "from app import op as sa",
        "from app import *",
        "def change():\n    global sa\n    sa = print",
    ],
)
def test_an_import_that_means_something_else_later(top: str) -> None:
    """Is not what it was."""
    body = 'await op.add_column("t", sa.Column("a", sa.Integer()))'
    assert read(body) is None
    assert read(body, top) is not None


def test_a_name_of_many_things() -> None:
    """The operations too; and a text that is nested too deep for anybody is not closed."""
    body = 'await imported.drop_table("t")'
    assert read(body) is None
    assert read(body, "from app import op as imported") is not None
    assert read(f"await op.execute({' + '.join(['1'] * 700)})") is not None


def test_a_plain_function() -> None:
    """The same without await."""
    assert read('op.drop_table("t")', head="def upgrade(op):") is None
    assert read('blocking.drop_table("t")', head="def upgrade():") is None
    assert read('imported.drop_table("t")', head="def upgrade():") is not None
    assert read('imported.drop_table("t")', head="async def upgrade():") is not None
    assert read('await imported.drop_table("t")', head="async def upgrade():") is None


def test_a_function_that_is_not_what_it_seems() -> None:
    """Decorated, defined twice, assigned, or not there."""
    assert read("pass", head="@print\nasync def upgrade(op):") is not None
    assert read("pass", "async def upgrade(op): pass") is not None
    assert opening("upgrade = print", "upgrade", VERBS) is not None
