"""What scripts written for blocking drivers do, and asyncpg by itself would not: each runs as it stands."""

from __future__ import annotations

import asyncio
import logging

import pytest

import amig
from amig.errors import CannotResumeError, StepFailedError
from tests.adopt.scripts import Scripts
from tests.projects import SHELF

TABLE = (
    'op.create_table("t", sa.Column("id", sa.Integer), sa.Column("name", sa.String(40)), sa.Column("at", sa.DateTime))'
)


@pytest.fixture
def scripts(tmp_path):
    SHELF.clear()
    made = Scripts(tmp_path / "p")
    made.add(TABLE)
    return made


async def test_binds_without_a_type(backend, scripts) -> None:
    """`"5"` for an integer column, an ISO string for a timestamp, a number for a string: the server fits them."""
    scripts.add(
        """
        bind = op.get_bind()
        at = "2024-05-06 07:08:09"
        bind.execute(sa.text("INSERT INTO t (id, name, at) VALUES (:id, :name, :at)"), {"id": "5", "name": 7, "at": at})
        many = [{"id": str(n), "at": at} for n in range(10, 13)]
        bind.execute(sa.text("INSERT INTO t (id, at) VALUES (:id, :at)"), many)
        bind.execute(sa.text("UPDATE t SET name = :name WHERE id = :id"), {"name": 8, "id": "10"})
        op.execute(sa.text("UPDATE t SET at = :at WHERE id = :id").bindparams(at=at, id="11"))
        """
    )
    await scripts.run(backend.url)
    found = backend.rows("SELECT id, name, at FROM t ORDER BY id")
    assert [(id_, name) for id_, name, _ in found] == [(5, "7"), (10, "8"), (11, None), (12, None)]
    assert {str(at)[:19] for *_, at in found} == {"2024-05-06 07:08:09"}


async def test_typed_columns_take_what_psycopg2_took(postgresql, scripts) -> None:
    """A table construct's own types are no casts either; arrays, JSON, bytes, intervals, UUIDs and enums go over."""
    scripts.add(
        """
        import datetime, decimal, uuid
        from sqlalchemy.dialects import postgresql as pg

        table = op.create_table(
            "kinds", sa.Column("id", sa.Integer), sa.Column("tags", pg.ARRAY(sa.String)), sa.Column("doc", pg.JSONB),
            sa.Column("raw", sa.LargeBinary), sa.Column("length", sa.Interval), sa.Column("key", sa.Uuid),
            sa.Column("mood", sa.Enum("sad", "glad", name="mood")), sa.Column("day", sa.Date),
            sa.Column("price", sa.Numeric(10, 2)), sa.Column("span", pg.INT4RANGE), sa.Column("at", sa.DateTime(timezone=True)),
        )
        bind = op.get_bind()
        row = {
            "id": "1", "tags": ["a", "it's"], "doc": {"k": [1, None, "%"]}, "raw": b"\\x00\\xff", "length": datetime.timedelta(1, 2, 3),
            "key": uuid.UUID(int=5), "mood": "glad", "day": "2024-02-29", "price": decimal.Decimal("-1.50"),
            "span": pg.Range(1, 5), "at": datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc),
        }
        op.bulk_insert(table, [row, {**row, "id": 2, "tags": [], "day": None}])
        SHELF.append([dict(r) for r in bind.execute(sa.select(table).order_by(table.c.id)).mappings()])
        bind.execute(table.update().where(table.c.mood == "glad", table.c.id.in_([1])).values(mood="sad"))
        SHELF.append((row, bind.scalar(sa.text("SELECT mood FROM kinds WHERE id = :id"), {"id": 1})))
        """
    )
    await scripts.run(postgresql.url)
    (first, second), (row, mood) = SHELF
    assert first == {**row, "id": 1, "day": first["day"]}
    assert str(first["day"]) == "2024-02-29"
    assert (second["id"], second["tags"], second["day"]) == (2, [], None)
    assert mood == "sad"


async def test_cursors_that_are_left_open(backend, scripts) -> None:
    """`yield_per` and `stream_results` before an ALTER of the same table."""
    scripts.add('op.execute("INSERT INTO t (id) VALUES (1), (2), (3)")')
    scripts.add(
        """
        bind = op.get_bind()
        rows = bind.execute(sa.text("SELECT id FROM t ORDER BY id"), execution_options={"yield_per": 1})
        first = next(iter(rows))
        more = bind.execution_options(stream_results=True).execute(sa.text("SELECT id FROM t ORDER BY id"))
        SHELF.extend([first[0], more.fetchone()[0]])
        op.add_column("t", sa.Column("extra", sa.Integer))
        for row in orm.Session(bind=bind).execute(sa.text("SELECT id FROM t ORDER BY id").execution_options(yield_per=2)):
            SHELF.append(row.id)
        op.drop_column("t", "extra")
        """
    )
    await scripts.run(backend.url)
    assert SHELF == [1, 1, 1, 2, 3]


async def test_a_decorated_type_is_what_it_says(postgresql, scripts) -> None:
    """A `TypeDecorator` asks the dialect for TEXT; asyncpg's would give VARCHAR, online, offline and in `create_all`."""
    scripts.add(
        """
        op.create_table("typed", sa.Column("words", Words))
        sa.Table("by_hand", sa.MetaData(), sa.Column("words", Words)).create(op.get_bind())
        """,
        more="""
        class Words(sa.types.TypeDecorator):
            impl = sa.String
            cache_ok = True

            def load_dialect_impl(self, dialect):
                return dialect.type_descriptor(sa.Text())
        """,
    )
    written = await scripts.run(postgresql.url, sql=True)
    await scripts.run(postgresql.url)
    types = postgresql.rows("SELECT table_name, data_type FROM information_schema.columns WHERE column_name = 'words'")
    assert sorted(types) == [("by_hand", "text"), ("typed", "text")]
    assert written.sql.count("words TEXT") == 2


async def test_several_statements_in_one_string(backend, scripts) -> None:
    """Of `op.execute`, of the bind, of a text: one after the other, and the last one's rows come back."""
    several = "INSERT INTO t (id, name) VALUES (1, 'a;b'); INSERT INTO t (id) VALUES (2); "
    scripts.add(f'op.execute("{several}")')
    if backend.name != "sqlite":  # its blocking driver refuses them as well
        scripts.add(
            f"""
            bind = op.get_bind()
            bind.execute(sa.text("{several}"))
            SHELF.append(bind.execute(sa.text("{several} SELECT count(*) FROM t")).scalar())
            bind.exec_driver_sql("{several}")
            op.execute(sa.text("{several}"))
            """
        )
    await scripts.run(backend.url)
    assert backend.rows("SELECT count(*) FROM t WHERE name = 'a;b'") == [(1 if backend.name == "sqlite" else 5,)]
    assert ([] if backend.name == "sqlite" else [6]) == SHELF


@pytest.mark.parametrize("name", ["postgresql", "mysql"])
async def test_a_second_statement_that_fails_is_told(request, name, scripts) -> None:
    """Aiomysql alone would swallow it."""
    database = request.getfixturevalue(name)
    scripts.add(
        'op.get_bind().execute(sa.text("INSERT INTO t (id) VALUES (1); INSERT INTO nowhere VALUES (1); SELECT 1"))'
    )
    with pytest.raises(StepFailedError, match="nowhere"):
        await scripts.run(database.url)


async def test_percent_signs_doubled_or_not(postgresql, scripts) -> None:
    """Strings for psycopg2 double them where it reads placeholders; strings for asyncpg don't."""
    scripts.add(
        """
        bind = op.get_bind()
        op.execute("INSERT INTO t (name) VALUES ('one %')")
        bind.execute(sa.text("INSERT INTO t (name) VALUES ('two %')"))
        bind.exec_driver_sql("INSERT INTO t (name) VALUES ('three %%')")
        bind.exec_driver_sql("INSERT INTO t (name) SELECT 'four %' WHERE 'x%' LIKE '%'")
        bind.exec_driver_sql("INSERT INTO t (name) VALUES (%s || ' %%')", ("five",))
        bind.exec_driver_sql("INSERT INTO t (name) VALUES (%(n)s || ' %%')", {"n": "six"})
        bind.exec_driver_sql("INSERT INTO t (name) VALUES ($1)", ("seven %",))
        bind.execute(sa.text("INSERT INTO t (name) SELECT :n WHERE 'ab' LIKE 'a%'"), {"n": "eight %"})
        bind.execute(sa.text("INSERT INTO t (name) VALUES ('nine ' || mod(7 % 4, 2) || ' %')"))
        """
    )
    await scripts.run(postgresql.url)
    names = [row[0] for row in postgresql.rows("SELECT name FROM t")]
    assert names == [f"{n} %" for n in ("one", "two", "three")] + ["four %"] + [
        f"{n} %" for n in ("five", "six", "seven", "eight", "nine 1")
    ]


async def test_a_commit_of_the_scripts_own(backend, scripts, caplog) -> None:
    """It ends the segment: what came before stays, the lock is taken anew, and a warning names the line."""
    path = scripts.add(
        """
        bind = op.get_bind()
        bind.execute(sa.text("INSERT INTO t (id) VALUES (1)"))
        bind.commit()
        bind.execute(sa.text("INSERT INTO t (id) VALUES (2)"))
        bind.rollback()
        bind.execute(sa.text("INSERT INTO t (id) VALUES (3)"))
        raise RuntimeError("on purpose")
        """
    )
    with caplog.at_level(logging.WARNING, "amig"), pytest.raises(StepFailedError, match="on purpose") as caught:
        await scripts.run(backend.url)
    assert backend.rows("SELECT id FROM t") == [(1,)]
    assert backend.rows("SELECT version_num FROM alembic_version") == [("step01",)]
    line = path.read_text().splitlines().index("    bind.commit()") + 1
    assert f"`commit()` in {path}, line {line}" in caplog.text
    assert f"`rollback()` in {path}, line {line + 2}" in caplog.text
    assert caught.value.kept
    path.write_text(path.read_text().replace('raise RuntimeError("on purpose")', "pass"))
    with pytest.raises(CannotResumeError, match="with its own bind and would run again"):
        await scripts.run(backend.url)
    await amig.resolve(scripts.config, word="retry", url=backend.url)
    await scripts.run(backend.url)
    assert sorted(backend.rows("SELECT id FROM t")) == [(1,), (1,), (3,)]
    assert backend.rows("SELECT version_num FROM alembic_version") == [("step02",)]


async def test_a_rollback_cannot_take_other_revisions_along(sqlite, scripts) -> None:
    """In one transaction around the run it would: refused, and told how to do it."""
    scripts.add("op.get_bind().rollback()")
    with pytest.raises(StepFailedError, match="takes the revisions before it along") as caught:
        await scripts.run(sqlite.url)
    assert 'transaction = "revision"' in str(caught.value.hint)
    await amig.upgrade(scripts.config.replace(transaction="revision"), url=sqlite.url)


HISTORY = """
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

revision = "a1234"
down_revision = None


class Words(sa.types.TypeDecorator):
    impl = sa.String
    cache_ok = True

    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(sa.Text())


def upgrade():
    bind = op.get_bind()
    op.create_table(
        "t", sa.Column("id", sa.Integer), sa.Column("name", sa.String(40)), sa.Column("at", sa.DateTime), sa.Column("w", Words)
    )
    sa.Table("u", sa.MetaData(), sa.Column("w", Words)).create(bind)
    bind.execute(sa.text("INSERT INTO t (id, name, at) VALUES (:i, :n, :a)"), {"i": "5", "n": 7, "a": "2024-05-06"})
    session = Session(bind=bind)
    session.execute(sa.text("INSERT INTO t (id, name) VALUES (:i, :n)"), [{"i": "6", "n": 1.5}, {"i": 7, "n": None}])
    session.commit()
    rows = bind.execute(sa.text("SELECT id FROM t ORDER BY id"), execution_options={"yield_per": 1})
    assert rows.fetchone()[0] == 5
    rows.close()
    op.add_column("t", sa.Column("extra", sa.Integer, server_default="3"))
    bind.exec_driver_sql("UPDATE t SET name = name || '%%' WHERE name LIKE '7%%'; UPDATE t SET w = 'x;y'")
    bind.execute(sa.text("UPDATE t SET w = w || '%' WHERE id = :id; UPDATE t SET extra = 4 WHERE id = :id"), {"id": "6"})
    op.execute("UPDATE t SET name = 'a: b' WHERE id = 7; COMMENT ON TABLE t IS '100%'")
    assert bind.execute(sa.text("SELECT count(*) FROM t WHERE id = ANY(:ids)"), {"ids": [5, 6]}).scalar() == 2
    op.get_bind().execute(sa.text("INSERT INTO u VALUES (:w)"), [{"w": "it's \\\\ %s %(w)s :x"}])


def downgrade():
    pass
"""
ENV = """
from alembic import context
from sqlalchemy import create_engine

with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""
LOOKS = (
    "SELECT id, name, at, w, extra FROM t ORDER BY id",
    "SELECT w FROM u",
    "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_name IN ('t', 'u') ORDER BY 1, 2",
    "SELECT obj_description('t'::regclass)",
)


def test_the_same_history_with_alembic_and_psycopg2(postgresql, tmp_path, monkeypatch) -> None:
    """One script that uses all of it, run by Alembic over psycopg2 and by amig over asyncpg: equal rows, equal types."""
    import alembic.command
    import alembic.config

    monkeypatch.chdir(tmp_path)
    (tmp_path / "m" / "versions").mkdir(parents=True)
    (tmp_path / "m" / "versions" / "a.py").write_text(HISTORY)
    (tmp_path / "m" / "env.py").write_text(ENV)
    (tmp_path / "alembic.ini").write_text("[alembic]\nscript_location = m\n")
    config = alembic.config.Config("alembic.ini")
    config.set_main_option("sqlalchemy.url", postgresql.url.replace("asyncpg", "psycopg2"))
    alembic.command.upgrade(config, "head")
    theirs = [postgresql.rows(sql) for sql in LOOKS]
    postgresql.execute("DROP TABLE t; DROP TABLE u; DELETE FROM alembic_version")

    async def adopt() -> None:
        result = await amig.adopt()
        await amig.upgrade(result.config, url=postgresql.url)

    asyncio.run(adopt())
    assert [postgresql.rows(sql) for sql in LOOKS] == theirs


async def test_psycopg_as_the_driver(postgresql, scripts) -> None:
    """`postgresql+psycopg`, for who wants that driver: an upgrade, a block, a batch, binds, the way back."""
    url = postgresql.url.replace("asyncpg", "psycopg")
    scripts.add(
        """
        bind = op.get_bind()
        bind.execute(sa.text("INSERT INTO t (id, name) VALUES (:id, :name)"), {"id": 5, "name": "100%"})
        rows = bind.execute(sa.text("SELECT id FROM t"), execution_options={"yield_per": 1})
        SHELF.append(rows.fetchone()[0])
        op.add_column("t", sa.Column("extra", sa.Integer))
        with op.get_context().autocommit_block():
            op.execute("CREATE INDEX CONCURRENTLY ix ON t (name)")
        bind.exec_driver_sql("UPDATE t SET name = name || '%%'")
        op.execute("UPDATE t SET extra = 1; UPDATE t SET extra = extra + 1")
        bind.commit()
        op.create_index("ix2", "t", ["id"], postgresql_concurrently=True)
        """
    )
    await scripts.run(url)
    assert SHELF == [5]
    assert postgresql.rows("SELECT id, name, extra FROM t") == [(5, "100%%", 2)]
    scripts.add("op.execute('SELECT nothing')")
    with pytest.raises(StepFailedError, match="nothing"):
        await scripts.run(url)
    await amig.downgrade(scripts.config, "base", url=url)
    assert postgresql.rows("SELECT count(*) FROM alembic_version") == [(0,)]


async def test_statements_that_an_engine_has_prepared(postgresql, scripts) -> None:
    """On an engine of the app, which keeps prepared statements: none goes stale, whoever changed the table how."""
    from sqlalchemy.ext.asyncio import create_async_engine

    scripts.add(
        """
        bind = op.get_bind()
        every = sa.text("SELECT * FROM t")
        for change in ("ALTER TABLE t ADD COLUMN a INTEGER", "ALTER TABLE t ALTER COLUMN name TYPE TEXT"):
            bind.execute(every)
            bind.execute(sa.text(change))
            bind.execute(every)
        op.drop_column("t", "a")
        SHELF.append(list(bind.execute(every).keys()))
        """
    )
    engine = create_async_engine(postgresql.url)
    async with engine.connect() as connection:
        await connection.exec_driver_sql("SELECT 1")
        await connection.rollback()
    await amig.upgrade(scripts.config, "step01", engine=engine)
    async with engine.connect() as connection:
        await connection.exec_driver_sql("SELECT * FROM t")
    await amig.upgrade(scripts.config, engine=engine)
    async with engine.connect() as connection:
        result = await connection.exec_driver_sql("SELECT * FROM t")
        assert list(result.keys()) == SHELF[0] == ["id", "name", "at"]
    await engine.dispose()
