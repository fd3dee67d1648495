"""Locks and rewriting: what amig says of a statement is what the server does."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pymysql
import pytest
import sqlalchemy as sa

from amig.impl import impl_for, offline_dialect
from amig.impl.effects import effect_of
from amig.impl.effects.effect import UNKNOWN, Effect
from amig.ops import AlterColumn
from tests.servers.databases import Backend

STRENGTH = ["ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE"]
STRENGTH += ["EXCLUSIVE", "ACCESS EXCLUSIVE"]

POSTGRESQL = [
    "ALTER TABLE t ADD COLUMN n integer",
    "ALTER TABLE t ADD n integer DEFAULT 5 NOT NULL",
    "ALTER TABLE t ADD COLUMN n text DEFAULT 'DEFAULT nextval (' CHECK (n <> '')",
    "ALTER TABLE t ADD COLUMN n timestamptz DEFAULT now()",
    "ALTER TABLE t ADD COLUMN n uuid DEFAULT gen_random_uuid()",
    "ALTER TABLE t ADD COLUMN n bigserial",
    "ALTER TABLE t ADD COLUMN n integer GENERATED ALWAYS AS IDENTITY",
    "ALTER TABLE t ADD COLUMN n integer GENERATED ALWAYS AS (a * 2) STORED",
    "ALTER TABLE t ADD COLUMN n integer REFERENCES u (id)",
    "ALTER TABLE t ADD COLUMN n integer, DROP COLUMN b",
    "ALTER TABLE t DROP COLUMN a",
    'ALTER TABLE "t" DROP CONSTRAINT "ck"',
    "ALTER TABLE public.t ALTER COLUMN a SET NOT NULL",
    "ALTER TABLE t ALTER a DROP NOT NULL",
    "ALTER TABLE t ALTER COLUMN a SET DEFAULT 5",
    "ALTER TABLE t ALTER COLUMN a SET STATISTICS 5",
    "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)",
    "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
    "ALTER TABLE t ADD CONSTRAINT c UNIQUE (a)",
    "ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (id)",
    "ALTER TABLE t VALIDATE CONSTRAINT ck",
    "ALTER TABLE t RENAME COLUMN a TO z",
    "ALTER TABLE t RENAME TO z",
    "ALTER TABLE t SET (fillfactor = 70)",
    "ALTER TABLE t SET UNLOGGED",
    "ALTER TABLE t DISABLE TRIGGER ALL",
    "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE ONLY t OWNER TO CURRENT_USER",
    "CREATE INDEX ix ON t (a)",
    "CREATE UNIQUE INDEX ix ON t (a)",
    "REINDEX TABLE t",
    "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "CREATE POLICY p ON t USING (true)",
    "COMMENT ON TABLE t IS 'x'",
    "COMMENT ON COLUMN t.a IS 'x'",
    "CREATE TABLE v (id integer REFERENCES t (id))",
    "CREATE VIEW v AS SELECT * FROM t",
    "DROP TABLE t",
    "TRUNCATE t",
    "CLUSTER t USING t_pkey",
    "ANALYZE t",
    "INSERT INTO t (a) VALUES (1)",
    "UPDATE t SET a = 1",
    "DELETE FROM t",
    "WITH x AS (DELETE FROM t RETURNING a) SELECT * FROM x",
    "SELECT * FROM t",
    "SELECT * FROM t FOR UPDATE",
    "LOCK TABLE t IN SHARE UPDATE EXCLUSIVE MODE",
    "CREATE TYPE mood AS ENUM ('a')",
    "CREATE SEQUENCE s",
    "DROP TYPE other",
]


def types() -> list[tuple[Any, Any]]:
    return [
        (sa.Integer(), sa.BigInteger()),
        (sa.String(10), sa.String(20)),
        (sa.String(20), sa.String(10)),
        (sa.String(10), sa.Text()),
        (sa.Text(), sa.String(10)),
        (sa.CHAR(5), sa.CHAR(9)),
        (sa.Numeric(10, 2), sa.Numeric(12, 2)),
        (sa.Numeric(10, 2), sa.Numeric(12, 3)),
        (sa.Integer(), sa.Text()),
        (sa.Integer(), sa.Integer()),
        (sa.VARCHAR(5), sa.String(9)),
        (sa.Float(10), sa.Float(40)),
        (sa.Numeric(), sa.Numeric(9, 2)),
        (sa.Numeric(9, 2), sa.Numeric()),
    ]


@pytest.fixture
def on_server(postgresql: Backend) -> Any:
    """Runs one statement in a transaction: the strongest lock that it took on the table, and whether it was rewritten."""
    postgresql.execute(
        "CREATE TABLE u (id integer PRIMARY KEY); CREATE TYPE other AS ENUM ('a');"
        "CREATE TABLE t (id serial PRIMARY KEY, a integer, b text, CONSTRAINT ck CHECK (a > 0));"
        "INSERT INTO u VALUES (1); INSERT INTO t (a) VALUES (1)"
    )
    with closing(postgresql.connect()) as connection, closing(connection.cursor()) as cursor:

        def run(sql: str) -> tuple[str | None, bool]:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 't'::regclass::oid, pg_relation_filenode('t')")
            oid, before = cursor.fetchone()
            cursor.execute("COMMIT; BEGIN")
            cursor.execute(sql)
            cursor.execute(
                "SELECT mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND relation = %s",
                (oid,),
            )
            modes = {"".join(name.split()).lower(): name for name in STRENGTH}
            held = [modes[mode.removesuffix("Lock").lower()] for (mode,) in cursor.fetchall()]
            cursor.execute("SELECT pg_relation_filenode(%s)", (oid,))
            after = cursor.fetchone()[0]
            cursor.execute("ROLLBACK")
            return max(held, key=STRENGTH.index, default=None), after is not None and after != before

        yield run


def test_postgresql_does_what_is_said(on_server) -> None:
    """Every statement in a transaction of its own, its locks read from the server."""
    impl = impl_for(offline_dialect("postgresql://"))
    for sql in POSTGRESQL:
        said, (lock, rewritten) = effect_of(sql, impl), on_server(sql)
        if sql.startswith(("TRUNCATE",)):
            rewritten = False  # a new, empty file: there is nothing to write
        assert (said.lock, said.rewrites) == (lock, rewritten), sql


@pytest.mark.parametrize(("old", "new"), types(), ids=str)
def test_a_change_of_type_on_postgresql(on_server, old, new) -> None:
    """Known where the directive says what the type was."""
    impl = impl_for(offline_dialect("postgresql://"))
    text = impl.type_spec(old)
    change = AlterColumn("t", "n", type_=new, existing_type=old)
    (statement,) = impl.emit(change)
    said = effect_of(statement.text, impl, change)
    with_column = f"ALTER TABLE t ADD COLUMN n {text}; COMMIT; BEGIN; SELECT pg_relation_filenode('t')"
    on_server(with_column)
    assert (said.lock, said.rewrites) == on_server(statement.text)
    assert effect_of(statement.text, impl).rewrites is None


MARIADB = [
    "ADD COLUMN n integer",
    "ADD COLUMN n integer DEFAULT 5 NOT NULL",
    "ADD COLUMN n integer AFTER id",
    "ADD COLUMN n integer AS (a * 2) STORED",
    "ADD COLUMN n integer UNIQUE",
    "DROP COLUMN a",
    "RENAME COLUMN a TO z",
    "ALTER COLUMN a SET DEFAULT 5",
    "ALTER a DROP DEFAULT",
    "ADD INDEX ix (a)",
    "ADD UNIQUE ix (a)",
    "ADD CONSTRAINT uq UNIQUE (a)",
    "ADD CONSTRAINT c CHECK (a > 0)",
    "DROP CONSTRAINT ck",
    "DROP INDEX ib",
    "ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (id)",
    "DROP FOREIGN KEY fk",
    "DROP PRIMARY KEY",
    "COMMENT = 'x'",
    "AUTO_INCREMENT = 100",
    "CONVERT TO CHARACTER SET utf8mb3",
    "FORCE",
    "ENGINE = InnoDB",
    "ADD COLUMN n integer, DROP COLUMN a",
]


@pytest.fixture
def allowed(mysql: Backend) -> Any:
    """Whether an ALTER of the table is done under a condition, on a table made anew."""
    with closing(mysql.connect()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("CREATE TABLE u (id integer PRIMARY KEY)")

        def run(action: str, condition: str) -> bool:
            cursor.execute("DROP TABLE IF EXISTS t")
            cursor.execute(
                "CREATE TABLE t (id integer PRIMARY KEY, a integer, b varchar(20), c integer NOT NULL, f integer, "
                "KEY ib (b), CONSTRAINT ck CHECK (a > 0), CONSTRAINT fk FOREIGN KEY (f) REFERENCES u (id))"
            )
            try:
                cursor.execute(f"ALTER TABLE t {action}, {condition}")
            except pymysql.err.OperationalError as error:
                assert error.args[0] in (1845, 1846), (action, error)
                return False
            return True

        yield run


def mariadb() -> Any:
    dialect = offline_dialect("mariadb://")
    dialect.server_version_info = (10, 11, 11)
    return impl_for(dialect)


def told(allowed: Any, action: str) -> Effect:
    """What the server says: NOCOPY refuses what rewrites, LOCK=NONE what does not let others write."""
    lock = next(one for one in ("NONE", "SHARED", "EXCLUSIVE") if one == "EXCLUSIVE" or allowed(action, f"LOCK={one}"))
    blocks = {"NONE": "nothing", "SHARED": "writes", "EXCLUSIVE": "reads and writes"}[lock]
    return Effect(f"LOCK={lock}", blocks, not allowed(action, "ALGORITHM=NOCOPY"))


def test_mariadb_does_what_is_said(allowed) -> None:
    """Every action under the server's own conditions."""
    for action in MARIADB:
        assert effect_of(f"ALTER TABLE t {action}", mariadb()) == told(allowed, action), action


@pytest.mark.parametrize(
    "change",
    [
        {"type_": sa.String(40), "existing_type": sa.String(20)},
        {"type_": sa.String(10), "existing_type": sa.String(20)},
        {"type_": sa.Text(), "existing_type": sa.String(20)},
        {"existing_type": sa.String(20), "nullable": False, "existing_nullable": True},
        {"existing_type": sa.String(20), "new_column_name": "z"},
        {"existing_type": sa.String(20), "comment": "x"},
    ],
    ids=str,
)
def test_a_changed_column_on_mariadb(allowed, change) -> None:
    """MODIFY and CHANGE say the whole column; the directive says what of it is new."""
    directive = AlterColumn("t", "b", **change)
    (statement,) = mariadb().emit(directive)
    action = statement.text.removeprefix("ALTER TABLE t ")
    assert effect_of(statement.text, mariadb(), directive) == told(allowed, action)


def test_a_column_that_may_be_null_again_on_mariadb(allowed) -> None:
    """Is nothing to the table."""
    directive = AlterColumn("t", "c", existing_type=sa.Integer(), nullable=True, existing_nullable=False)
    (statement,) = mariadb().emit(directive)
    assert effect_of(statement.text, mariadb(), directive) == told(
        allowed, statement.text.removeprefix("ALTER TABLE t ")
    )


def at(url: str, *version: int) -> Any:
    dialect = offline_dialect(url)
    dialect.server_version_info = version
    return impl_for(dialect)


def test_what_depends_on_the_servers_version() -> None:
    """Cheap on a new server, a rewrite on an old one."""
    with_default = "ALTER TABLE t ADD COLUMN n integer DEFAULT 5"
    assert effect_of(with_default, at("postgresql://", 10)).rewrites is True
    assert effect_of(with_default, at("postgresql://", 11)).rewrites is False
    assert effect_of("ALTER TABLE t ADD COLUMN n integer", at("postgresql://", 9, 6)).rewrites is False
    attach = "ALTER TABLE t ATTACH PARTITION p FOR VALUES IN (1)"
    assert effect_of(attach, at("postgresql://", 11)).lock == "ACCESS EXCLUSIVE"
    assert effect_of(attach, at("postgresql://", 12)).lock == "SHARE UPDATE EXCLUSIVE"
    assert effect_of("ALTER TABLE t DROP COLUMN a", at("mysql://", 8, 0, 28)).rewrites is True
    assert effect_of("ALTER TABLE t DROP COLUMN a", at("mysql://", 8, 0, 29)).rewrites is False
    assert effect_of("ALTER TABLE t ADD COLUMN n integer", at("mysql://", 5, 7)).rewrites is True
    assert effect_of("ALTER TABLE t ADD COLUMN n integer", at("mysql://", 8, 0, 12)).rewrites is False


def test_what_cannot_be_told() -> None:
    """Is not guessed."""
    postgresql, mysql = impl_for(offline_dialect("postgresql://")), impl_for(offline_dialect("mysql://"))
    assert effect_of("DO $$ BEGIN DROP TABLE t; END $$", postgresql) == UNKNOWN
    assert effect_of("CALL something()", mysql) == UNKNOWN
    assert effect_of("SELECT 'open", postgresql) == UNKNOWN
    assert effect_of("ALTER TABLE t ADD COLUMN n integer DEFAULT my_own()", postgresql).rewrites is None
    assert effect_of("ALTER TABLE t MODIFY a text", mysql).rewrites is None
    assert effect_of("DROP TABLE t", impl_for(offline_dialect("oracle://"))) == UNKNOWN


def test_sqlite_has_one_lock() -> None:
    """Of the whole file."""
    impl = impl_for(offline_dialect("sqlite://"))
    assert effect_of("CREATE TABLE t (a)", impl) == Effect(None, "writes", False)
    assert effect_of("ALTER TABLE t DROP COLUMN a", impl).rewrites is True
    assert effect_of("SELECT 1", impl).blocks == "nothing"
