"""Every operation for real: each case is taken up, looked at, down, looked at, and up again, on each database."""

from __future__ import annotations

import ast
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import StepFailedError
from amig.ops import Verbs, options
from amig.ops.verb import Verb
from tests.differential.generate import keywords
from tests.ops.cases import BATCHES, BEYOND, OPTIONS, Case
from tests.projects import new_project
from tests.samples import NEWEST

ALTERING = ("postgresql", "mysql")


BASE = """
async def upgrade(op: Operations) -> None:
    await op.create_table(
        "other", sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False), sa.Column("v", sa.String(20))
    )
    await op.create_table(
        "base",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer(), nullable=False, server_default="3"),
        sa.Column("name", sa.String(20)),
        sa.Column("other_id", sa.Integer()),
    )
    await op.execute("INSERT INTO other (id, v) VALUES (1, 'x')")
    await op.execute("INSERT INTO base (id, n, name, other_id) VALUES (1, 5, 'ann', 1), (2, 6, 'bob', NULL)")


async def downgrade(op: Operations) -> None:
    await op.drop_table("base")
    await op.drop_table("other")
"""

N = "existing_type=sa.Integer(), existing_nullable=False, existing_server_default='3'"
NAME = "existing_type=sa.String(20), existing_nullable=True"
CASES = {
    "create table": Case(
        """await op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("m", sa.Numeric(8, 2)),
        sa.Column("at", sa.DateTime(), server_default=sa.func.now()), sa.Column("b", sa.Boolean(), nullable=False),
        sa.Column("o", sa.Integer(), sa.ForeignKey("other.id", ondelete="CASCADE")), sa.UniqueConstraint("m", name="um"),
        sa.CheckConstraint("m > 0", name="cm"), sa.Index("im", "m"), comment="it's 100%")""",
        'await op.drop_table("t")',
        shows="um",
    ),
    "create table again": Case(
        'await op.create_table("base", sa.Column("x", sa.Integer(), index=False), if_not_exists=True)',
        'await op.drop_table("nowhere", if_exists=True)',
    ),
    "rename table": Case(
        'await op.rename_table("base", "renamed")', 'await op.rename_table("renamed", "base")', shows="renamed"
    ),
    "add column": Case(
        'await op.add_column("base", sa.Column("age", sa.Integer()))',
        'await op.drop_column("base", "age")',
        shows="age",
    ),
    "add column with a default": Case(
        """await op.add_column("base", sa.Column("p", sa.String(9), server_default="5%:x", nullable=False))""",
        'await op.drop_column("base", "p")',
        shows="5%:x",
    ),
    "add column with a key": Case(
        'await op.add_column("base", sa.Column("o2", sa.Integer(), sa.ForeignKey("other.id", name="fk_o2")))',
        'await op.drop_constraint("fk_o2", "base", "foreignkey")\n    await op.drop_column("base", "o2")',
        ALTERING,
        "o2",
    ),
    "add column with an index": Case(
        'await op.add_column("base", sa.Column("i", sa.Integer(), index=True))',
        'await op.drop_index("ix_base_i", "base")\n    await op.drop_column("base", "i")',
        shows="ix_base_i",
    ),
    "add column with a comment": Case(
        """await op.add_column("base", sa.Column("c", sa.Integer(), comment="what's 100%"))""",
        'await op.drop_column("base", "c")',
        ALTERING,
        "100%",
    ),
    "odd names": Case(
        'await op.add_column("base", sa.Column("Odd Name", sa.Integer()))\n    await op.create_index("Odd Index", "base", ["Odd Name"])',
        'await op.drop_index("Odd Index", "base")\n    await op.drop_column("base", "Odd Name")',
        shows="Odd Index",
    ),
    "rename column": Case(
        f'await op.alter_column("base", "name", new_column_name="called", {NAME})',
        f'await op.alter_column("base", "called", new_column_name="name", {NAME})',
        shows="called",
    ),
    "change a type": Case(
        f'await op.alter_column("base", "name", type_=sa.String(40), {NAME})',
        'await op.alter_column("base", "name", type_=sa.String(20), existing_type=sa.String(40), existing_nullable=True)',
        ALTERING,
        "40",
    ),
    "change nullability": Case(
        f'await op.alter_column("base", "n", nullable=True, {N})',
        'await op.alter_column("base", "n", nullable=False, existing_type=sa.Integer(), existing_server_default="3")',
        ALTERING,
    ),
    "change a default": Case(
        f'await op.alter_column("base", "n", server_default="9", {N})',
        'await op.alter_column("base", "n", server_default="3", existing_type=sa.Integer(), existing_nullable=False)',
        ALTERING,
        "9",
    ),
    "drop a default": Case(
        f'await op.alter_column("base", "n", server_default=None, {N})',
        'await op.alter_column("base", "n", server_default="3", existing_type=sa.Integer(), existing_nullable=False)',
        ALTERING,
    ),
    "comment a column": Case(
        f'await op.alter_column("base", "n", comment="it\'s 5%", {N})',
        f'await op.alter_column("base", "n", comment=None, existing_comment="it\'s 5%", {N})',
        ALTERING,
        "5%",
    ),
    "everything at once": Case(
        f'await op.alter_column("base", "n", type_=sa.BigInteger(), nullable=True, server_default="8", new_column_name="m", {N})',
        'await op.alter_column("base", "m", type_=sa.Integer(), nullable=False, server_default="3", new_column_name="n", '
        'existing_type=sa.BigInteger(), existing_nullable=True, existing_server_default="8")',
        ALTERING,
        "BIGINT",
    ),
    "drop column": Case(
        'await op.drop_column("base", "name")', 'await op.add_column("base", sa.Column("name", sa.String(20)))'
    ),
    "index": Case(
        'await op.create_index("ix", "base", ["n", "name"], unique=True)',
        'await op.drop_index("ix", "base")',
        shows="ix",
    ),
    "index on an expression": Case(
        'await op.create_index("ix", "base", [sa.text("lower(name)")])',
        'await op.drop_index("ix", "base")',
        ("sqlite", "postgresql"),
    ),
    "partial index": Case(
        'await op.create_index("ix", "base", ["n"], postgresql_where=sa.text("n > 1"), sqlite_where=sa.text("n > 1"))',
        'await op.drop_index("ix", "base")',
        ("sqlite", "postgresql"),
        "ix",
    ),
    "guarded index": Case(
        'await op.create_index("ix", "base", ["n"], if_not_exists=True)\n'
        '    await op.create_index("ix", "base", ["n"], if_not_exists=True)',
        'await op.drop_index("ix", "base", if_exists=True)\n    await op.drop_index("ix", "base", if_exists=True)',
        shows="ix",
    ),
    "concurrent index": Case(
        'await op.create_index("ix", "base", ["n"], postgresql_concurrently=True)',
        'await op.drop_index("ix", "base", postgresql_concurrently=True)',
        ("postgresql",),
        "ix",
    ),
    "index with a length": Case(
        'await op.create_index("ix", "base", ["name"], mysql_length=5, mariadb_length=5)',
        'await op.drop_index("ix", "base")',
        ("mysql",),
        "ix",
    ),
    "unique constraint": Case(
        'await op.create_unique_constraint("uq", "base", ["n", "name"])',
        'await op.drop_constraint("uq", "base", "unique")',
        ALTERING,
        "uq",
    ),
    "check constraint": Case(
        """await op.create_check_constraint("ck", "base", "n > 0 AND name <> '5%:x'")""",
        'await op.drop_constraint("ck", "base", "check")',
        ALTERING,
        "ck",
    ),
    "foreign key": Case(
        'await op.create_foreign_key("fk", "base", "other", ["other_id"], ["id"], ondelete="SET NULL", onupdate="CASCADE")',
        'await op.drop_constraint("fk", "base", "foreignkey")\n    '
        'if op.get_context().dialect.name == "mysql":\n        await op.drop_index("fk", "base")',
        ALTERING,
        "SET NULL",
    ),
    "deferred foreign key": Case(
        'await op.create_foreign_key("fk", "base", "other", ["other_id"], ["id"], deferrable=True, initially="DEFERRED", '
        "postgresql_not_valid=True)",
        'await op.drop_constraint("fk", "base", if_exists=True)',
        ("postgresql",),
        "DEFERRED",
    ),
    "primary key": Case(
        'await op.drop_constraint("base_pkey", "base", "primary")\n    await op.create_primary_key("base_pkey", "base", ["id", "n"])',
        'await op.drop_constraint("base_pkey", "base", "primary")\n    await op.create_primary_key("base_pkey", "base", ["id"])',
        ALTERING,
    ),
    "table comment": Case(
        """await op.create_table_comment("base", "it's 100%")""",
        'await op.drop_table_comment("base")',
        ALTERING,
        "100%",
    ),
    "bulk insert": Case(
        """await op.bulk_insert(sa.table("other", sa.column("id", sa.Integer()), sa.column("v", sa.String())),
        [{"id": 5, "v": "it's 5%"}, {"id": 6, "v": None}])""",
        'await op.execute(sa.text("DELETE FROM other WHERE id > :n").bindparams(n=4))',
    ),
    "execute": Case(
        """await op.execute("UPDATE other SET v = '100% \\\\:x'; INSERT INTO other (id) VALUES (7)")""",
        """await op.execute("DELETE FROM other WHERE id = 7"); await op.execute("UPDATE other SET v = 'x'")""",
    ),
}
CASES |= OPTIONS | BEYOND | BATCHES
RUNS = [
    pytest.param(case, backend, id=f"{name}-{backend}") for name, case in CASES.items() for backend in case.backends
]


def look(bind: sa.Connection) -> dict[str, Any]:
    """The whole schema, and every row."""
    inspector = sa.inspect(bind)
    names = [name for name in inspector.get_table_names() if name not in ("amig_version", "amig_ledger")]
    found = {name: look_at(bind, inspector, name) for name in names}
    return found | {"others": [str(row) for query in OTHERS[bind.dialect.name] for row in bind.execute(sa.text(query))]}


OTHERS = {
    "sqlite": ["SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"],
    "postgresql": [
        "SELECT enumtypid::regtype::text, array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum GROUP BY 1",
        "SELECT typname FROM pg_type WHERE typtype = 'd' AND typnamespace = 'public'::regnamespace",
        "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1",
        "SELECT matviewname, definition FROM pg_matviews ORDER BY 1",
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
        "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
        "SELECT sequencename, start_value, increment_by, cycle FROM pg_sequences ORDER BY 1",
        "SELECT extname FROM pg_extension ORDER BY 1",
        "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_%' ORDER BY 1",
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype <> 'n' AND conrelid > 16384 ORDER BY 1",
    ],
    "mysql": [
        "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1",
        "SELECT trigger_name, action_statement FROM information_schema.triggers WHERE trigger_schema = DATABASE()",
        "SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE() ORDER BY 1",
    ],
}


def look_at(bind: sa.Connection, inspector: sa.Inspector, name: str) -> dict[str, Any]:
    columns = [{**column, "type": str(column["type"])} for column in inspector.get_columns(name)]
    quoted = bind.dialect.identifier_preparer.quote(name)
    found: dict[str, Any] = {
        "columns": sorted(map(str, columns)),
        "key": str(inspector.get_pk_constraint(name)),
        "foreign keys": sorted(map(str, inspector.get_foreign_keys(name))),
        "uniques": sorted(map(str, inspector.get_unique_constraints(name))),
        "checks": sorted(map(str, inspector.get_check_constraints(name))),
        "indexes": sorted(map(str, map(plain, inspector.get_indexes(name)))),
        "rows": bind.execute(sa.text(f"SELECT count(*) FROM {quoted}")).scalar(),
    }
    if bind.dialect.name != "sqlite":
        found["comment"] = str(inspector.get_table_comment(name))
    return found


def plain(index: Any) -> Any:
    """An index whose predicate is text, and not an object with an address."""
    options = {key: str(value) for key, value in index.get("dialect_options", {}).items()}
    return {**index, "dialect_options": options}


async def seen(url: str) -> dict[str, Any]:
    engine = create_async_engine(make_url(url))
    async with engine.connect() as connection:
        found = await connection.run_sync(look)
    await engine.dispose()
    return found


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.parametrize(("case", "name"), RUNS)
async def test_up_down_and_up_again(case: Case, name: str, request, record_property, tmp_path) -> None:
    """Down undoes what up did, to the letter, and up does it again."""
    if "postgresql_with=" in case.up and not NEWEST:
        pytest.skip("SQLAlchemy 2.0 has no storage parameters of tables")
    backend = request.getfixturevalue(name)
    project = new_project(tmp_path / "p")
    project.add(BASE)
    project.add(
        f"async def upgrade(op: Operations) -> None:\n    {case.up}\n\n\n"
        f"async def downgrade(op: Operations) -> None:\n    {case.down}\n"
    )
    await amig.upgrade(project.config, "rev00001", url=backend.url)
    before = await seen(backend.url)
    await amig.upgrade(project.config, url=backend.url)
    above = await seen(backend.url)
    assert case.shows in str(above)
    assert case.shows == "" or case.shows not in str(before) or above != before
    await amig.downgrade(project.config, "-1", url=backend.url)
    below = await seen(backend.url)
    assert below == before
    await amig.upgrade(project.config, url=backend.url)
    assert await seen(backend.url) == above
    record_property("moment", name)


NOT_RUN = {
    "drop_table": set(options.TableOptions.__annotations__),
    "drop_index": set(options.IndexOptions.__annotations__) - {"postgresql_concurrently"},
    "create_index": {"postgresql_invalid", "mysql_with_parser", "mariadb_with_parser"},
    "create_check_constraint": {"sqlite_on_conflict", "deferrable", "initially"},
    "create_foreign_key": {"sqlite_on_conflict"},
    "create_sequence": {"order"},
    "alter_sequence": {"order"},
}
"""Keywords that no server here takes: DROP TABLE and DROP INDEX write none of the options that the object was made with,
no server here has the parsers, a deferred or conflict-solving CHECK, an ordered sequence, an index that is made invalid."""


VERBS = {name for name, verb in vars(Verbs).items() if isinstance(verb, Verb)}


def test_every_keyword_is_run(record_property) -> None:
    """Each option of each operation is executed on a database that has it (SQL Server and Oracle have none here)."""
    used: dict[str, set[str]] = {}
    for case in CASES.values():
        for code in (case.up, case.down):
            for node in ast.walk(ast.parse(f"async def f():\n    {code}")):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    used.setdefault(node.func.attr, set()).update(word.arg for word in node.keywords if word.arg)
    missing = {}
    for name, verb in vars(Verbs).items():
        if isinstance(verb, Verb):
            wanted = {word for word in keywords(verb.directive) if not word.startswith(("mssql_", "oracle_"))}
            if left := wanted - used.get(name, set()) - NOT_RUN.get(name, set()):
                missing[name] = left
    assert missing == {}
    options_run = sum(len(words) for name, words in used.items() if isinstance(vars(Verbs).get(name), Verb))
    record_property(
        "figure", f"{len(CASES)} cases execute {options_run} options of {len(used.keys() & VERBS)} operations"
    )


async def test_no_way_back(sqlite, tmp_path) -> None:
    """`op.irreversible` stops a downgrade with the reason, and nothing has moved."""
    project = new_project(tmp_path / "p")
    body = "async def upgrade(op: Operations) -> None:\n    pass\n\n\nasync def downgrade(op: Operations) -> None:\n"
    project.add(body + '    await op.irreversible("the old column is gone")')
    await amig.upgrade(project.config, url=sqlite.url)
    with pytest.raises(StepFailedError, match="cannot be reversed: the old column is gone"):
        await amig.downgrade(project.config, "base", url=sqlite.url)
    assert (await amig.current(project.config, url=sqlite.url)).revisions == ("rev00001",)


def test_every_operation_has_a_case() -> None:
    """None is only compiled."""
    said = BASE + "".join(case.up + case.down for case in CASES.values())
    assert [name for name, verb in vars(Verbs).items() if isinstance(verb, Verb) and f"op.{name}(" not in said] == [
        "irreversible"
    ]
