"""More of what is done for real: every option, the enums, views, functions, triggers, sequences and batches."""

from __future__ import annotations

from typing import NamedTuple

ALL = ("sqlite", "postgresql", "mysql")
SERVERS = ("postgresql", "mysql")
PG, MY, LITE = ("postgresql",), ("mysql",), ("sqlite",)


class Case(NamedTuple):
    """What upgrade and downgrade do to a database that has `base` and `other`, and what must be there in between."""

    up: str
    down: str
    backends: tuple[str, ...] = ALL
    shows: str = ""


def lines(*statements: str) -> str:
    return "\n    ".join(f"await op.{statement}" for statement in statements)


NAME = "existing_type=sa.String(20), existing_nullable=True"
ID = 'sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False)'

OPTIONS = {
    "create table in a schema": Case(
        lines(
            'execute("CREATE SCHEMA s")',
            f'create_table("t", {ID}, schema="s", quote_schema=True, comment="c", listeners=[])',
        ),
        lines('drop_table("t", schema="s")', 'execute("DROP SCHEMA s")'),
        PG,
    ),
    "table options of postgresql": Case(
        lines(
            f'create_table("parent", {ID}, postgresql_with={{"fillfactor": 50}}, postgresql_using="heap")',
            'create_table("child", sa.Column("z", sa.Integer()), postgresql_inherits="parent", info={"a": 1})',
            f'create_table("unlogged", {ID}, prefixes=["UNLOGGED"], postgresql_tablespace="pg_default")',
            f'create_table("parts", {ID}, postgresql_partition_by="RANGE (id)", postgresql_ignore_search_path=True)',
            f'create_table("brief", {ID}, prefixes=["TEMPORARY"], postgresql_on_commit="DROP")',
            f'create_table("plain", {ID}, postgresql_with_oids=False, quote=True, implicit_returning=False)',
        ),
        lines(*(f'drop_table("{name}")' for name in ("plain", "parts", "unlogged", "child", "parent"))),
        PG,
        "unlogged",
    ),
    "table options of mysql": Case(
        lines(
            f'create_table("t", {ID}, mysql_engine="InnoDB", mysql_charset="utf8mb4", mysql_collate="utf8mb4_bin",'
            ' mysql_row_format="DYNAMIC", mysql_comment="c", mysql_auto_increment="5")',
            f'create_table("u", {ID}, mariadb_engine="InnoDB", mariadb_charset="utf8mb4",'
            ' mariadb_collate="utf8mb4_bin", mariadb_row_format="DYNAMIC", mysql_default_charset="utf8mb4")',
            f'create_table("p", {ID}, mysql_partition_by="RANGE(id) (PARTITION a VALUES LESS THAN (9))")',
            f'create_table("q", {ID}, mysql_partition_by="HASH(id)", mysql_partitions="2")',
            f'create_table("r", {ID}, mysql_partition_by="RANGE(id)", mysql_subpartition_by="HASH(id)",'
            ' mysql_subpartitions="2 (PARTITION a VALUES LESS THAN (9))")',
        ),
        lines(*(f'drop_table("{name}")' for name in ("r", "q", "p", "u", "t"))),
        MY,
        "'q'",
    ),
    "table options of sqlite": Case(
        lines(
            'create_table("a", sa.Column("id", sa.Integer(), primary_key=True), sqlite_autoincrement=True)',
            f'create_table("w", {ID}, sqlite_with_rowid=False)',
            f'create_table("s", {ID}, sqlite_strict=True)',
            'create_table("u", sa.Column("id", sa.Integer()), sa.UniqueConstraint("id", sqlite_on_conflict="IGNORE"))',
        ),
        lines(*(f'drop_table("{name}")' for name in ("u", "s", "w", "a"))),
        LITE,
    ),
    "temporary table": Case(
        lines(f'create_table("brief", {ID}, prefixes=["TEMPORARY"])'), lines('execute("SELECT 1")')
    ),
    "guarded table with an index": Case(
        lines(*['create_table("t", sa.Column("id", sa.Integer(), index=True), if_not_exists=True)'] * 2),
        lines(*['drop_table("t", if_exists=True)'] * 2),
        shows="ix_t_id",
    ),
    "guarded columns": Case(
        lines(*['add_column("base", sa.Column("g", sa.Integer()), if_not_exists=True)'] * 2),
        lines(*['drop_column("base", "g", if_exists=True)'] * 2),
        shows="'g'",
    ),
    "inline references": Case(
        lines(
            'add_column("base", sa.Column("o", sa.Integer(), sa.ForeignKey("other.id", name="f")),'
            " inline_references=True)"
        ),
        lines('drop_column("base", "o")'),
        PG,
        "'o'",
    ),
    "inline primary key": Case(
        lines(
            'create_table("t", sa.Column("n", sa.Integer()))',
            'add_column("t", sa.Column("id", sa.Integer(), primary_key=True), inline_primary_key=True)',
        ),
        lines('drop_table("t")'),
        PG,
        "'id'",
    ),
    "computed and identity columns": Case(
        lines(
            'add_column("base", sa.Column("d", sa.Integer(), sa.Computed("n * 2", persisted=True)))',
            'add_column("base", sa.Column("i", sa.Integer(), sa.Identity(always=True, start=5)))',
        ),
        lines('drop_column("base", "i")', 'drop_column("base", "d")'),
        PG,
        "identity",
    ),
    "identity comes, changes and goes": Case(
        lines(
            'alter_column("base", "n", server_default=None, existing_server_default="3")',
            'alter_column("base", "n", server_default=sa.Identity(), existing_server_default=None)',
            'alter_column("base", "n", server_default=sa.Identity(always=True, increment=2),'
            " existing_server_default=sa.Identity())",
        ),
        lines(
            'alter_column("base", "n", server_default=None, existing_server_default=sa.Identity(always=True))',
            'alter_column("base", "n", server_default="3", existing_server_default=None)',
        ),
        PG,
        "identity",
    ),
    "stored computed column": Case(
        lines('add_column("base", sa.Column("d", sa.Integer(), sa.Computed("n * 2", persisted=True)))'),
        lines('drop_column("base", "d")'),
        MY,
        "computed",
    ),
    "virtual computed column": Case(
        lines('add_column("base", sa.Column("d", sa.Integer(), sa.Computed("n * 2", persisted=False)))'),
        lines('drop_column("base", "d")'),
        LITE,
        "computed",
    ),
    "using": Case(
        lines(
            'alter_column("base", "n", type_=sa.String(9), postgresql_using="n::text", existing_type=sa.Integer(),'
            ' existing_nullable=False, existing_server_default="3", existing_comment=None)'
        ),
        lines(
            'alter_column("base", "n", server_default=None)',
            'alter_column("base", "n", type_=sa.Integer(), postgresql_using="n::integer")',
            'alter_column("base", "n", server_default="3")',
        ),
        PG,
        "VARCHAR(9)",
    ),
    "autoincrement": Case(
        lines(
            'drop_constraint("base_pkey", "base", "primary")',
            'create_primary_key(None, "base", ["id"])',
            'alter_column("base", "id", autoincrement=True, existing_type=sa.Integer(), existing_nullable=False)',
        ),
        lines(
            'alter_column("base", "id", autoincrement=False, existing_autoincrement=True, nullable=False,'
            " existing_type=sa.Integer())"
        ),
        MY,
    ),
    "keeps what exists": Case(
        lines(
            'alter_column("base", "n", comment="c", existing_type=sa.Integer(), existing_nullable=False,'
            ' existing_server_default="3", existing_comment=None, existing_autoincrement=False)'
        ),
        lines(
            'alter_column("base", "n", comment=None, existing_type=sa.Integer(), existing_nullable=False,'
            ' existing_server_default="3", existing_comment="c")'
        ),
        MY,
        "'c'",
    ),
    "in another schema": Case(
        lines(
            'execute("CREATE SCHEMA s")',
            f'create_table("t", {ID}, sa.Column("v", sa.Text()), schema="s")',
            'alter_column("t", "v", nullable=False, schema="s")',
            'create_index("i", "t", ["v"], schema="s")',
            'drop_index("i", "t", schema="s")',
            'add_column("t", sa.Column("w", sa.Text()), schema="s")',
            'drop_column("t", "w", schema="s")',
            'create_unique_constraint("u", "t", ["v"], schema="s")',
            'drop_constraint("u", "t", "unique", schema="s")',
            'create_check_constraint("c", "t", "id > 0", schema="s")',
            'drop_constraint("c", "t", "check", schema="s")',
            'drop_constraint("t_pkey", "t", "primary", schema="s")',
            'create_primary_key("t_pkey", "t", ["id"], schema="s")',
            'create_foreign_key("f", "base", "t", ["id"], ["id"], referent_schema="s", source_schema="public",'
            " postgresql_not_valid=True)",
            'create_table_comment("t", "x", schema="s", existing_comment=None)',
            'drop_table_comment("t", schema="s", existing_comment="x")',
            'rename_table("t", "t2", schema="s")',
            'create_enum("mood", ["a"], schema="s")',
            'add_enum_value("mood", "b", schema="s")',
            'rename_enum_value("mood", "a", "c", schema="s")',
            'replace_enum("mood", ["c", "d"], previous=["c", "b"], schema="s")',
            'drop_enum("mood", schema="s")',
            'create_view("v", "SELECT 1 AS one", schema="s")',
            'replace_view("v", "SELECT 2 AS one", schema="s")',
            'drop_view("v", schema="s")',
            'create_materialized_view("m", "SELECT 1 AS one", schema="s")',
            'refresh_materialized_view("m", schema="s")',
            'drop_materialized_view("m", schema="s")',
            'create_sequence("q", schema="s")',
            'alter_sequence("q", increment=2, schema="s")',
            'drop_sequence("q", schema="s")',
            'create_function("f()", "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$", schema="s")',
            'replace_function("f()", "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$", schema="s")',
            'create_trigger("tr", "t2", "BEFORE INSERT", "FOR EACH ROW EXECUTE FUNCTION s.f()", schema="s")',
            'replace_trigger("tr", "t2", "AFTER INSERT", "FOR EACH ROW EXECUTE FUNCTION s.f()", schema="s")',
            'drop_trigger("tr", "t2", schema="s")',
            'drop_function("f()", schema="s")',
            'create_exclude_constraint("ex", "t2", ("id", "="), using="btree", schema="s")',
            'drop_constraint("ex", "t2", schema="s")',
        ),
        lines('drop_constraint("f", "base")', 'drop_table("t2", schema="s")', 'execute("DROP SCHEMA s")'),
        PG,
    ),
    "an index with every option of postgresql": Case(
        lines(
            'create_index("ix", "base", ["name"], postgresql_using="btree", postgresql_ops={"name": "varchar_ops"},'
            ' postgresql_with={"fillfactor": 60}, postgresql_include=["n"], postgresql_tablespace="pg_default",'
            ' postgresql_nulls_not_distinct=True, unique=True, quote=True, info={"a": 1})',
            'create_index("lo", "base", [sa.func.lower(sa.column("name")), sa.desc(sa.column("n"))])',
        ),
        lines('drop_index("lo", "base")', 'drop_index("ix", "base")'),
        PG,
        "fillfactor",
    ),
    "an index with every option of mysql": Case(
        lines(
            'create_index("ft", "base", ["name"], mysql_prefix="FULLTEXT", mariadb_prefix="FULLTEXT")',
            'create_index("bt", "base", ["name"], mysql_using="btree", mariadb_using="btree",'
            ' mysql_length={"name": 3}, mariadb_length={"name": 3})',
        ),
        lines('drop_index("bt", "base")', 'drop_index("ft", "base")'),
        MY,
        "'ft'",
    ),
    "concurrently over an invalid index": Case(
        lines('create_index("ix", "base", ["n"], postgresql_concurrently=True)'),
        lines('drop_index("ix", postgresql_concurrently=True, if_exists=True)'),
        PG,
        "'ix'",
    ),
    "a unique constraint with every option": Case(
        lines(
            'create_unique_constraint("uq", "base", ["n"], postgresql_include=["name"], postgresql_nulls_not_distinct=True,'
            ' info={"a": 1}, comment="c")',
            'create_unique_constraint("ud", "base", ["name"], deferrable=True, initially="DEFERRED")',
        ),
        lines('drop_constraint("ud", "base", "unique")', 'drop_constraint("uq", "base", "unique", if_exists=True)'),
        PG,
        "ud",
    ),
    "a check with every option": Case(
        lines(
            'create_check_constraint("ck", "base", sa.column("n") > 0, postgresql_not_valid=True, info={"a": 1}, comment="c")'
        ),
        lines('drop_constraint("ck", "base", "check")'),
        PG,
        "ck",
    ),
    "a foreign key with every option": Case(
        lines(
            'create_foreign_key("fk", "base", "other", ["other_id"], ["id"], match="FULL", deferrable=False,'
            ' initially="IMMEDIATE", onupdate="RESTRICT", ondelete="CASCADE", info={"a": 1}, comment="c")'
        ),
        lines('drop_constraint("fk", "base", "foreignkey")'),
        PG,
        "CASCADE",
    ),
    "exclusion": Case(
        lines(
            'create_exclude_constraint("ex", "base", ("n", "="), using="btree", where="n > 5", deferrable=True,'
            ' initially="DEFERRED", ops={"n": "int4_ops"}, info={"a": 1}, comment="c")'
        ),
        lines('drop_constraint("ex", "base")'),
        PG,
        "'ex'",
    ),
    "guarded constraint": Case(
        lines('create_check_constraint("ck", "base", "n > 0")'),
        lines(*['drop_constraint("ck", "base", "check", if_exists=True)'] * 2),
        SERVERS,
    ),
    "guarded primary key": Case(
        lines(*['drop_constraint("base_pkey", "base", "primary", if_exists=True)'] * 2),
        lines('create_primary_key("base_pkey", "base", ["id"])'),
        SERVERS,
    ),
    "one by one": Case(
        lines(
            'bulk_insert(sa.table("other", sa.column("id", sa.Integer())), [{"id": 8}, {"id": 9}], multiinsert=False)'
        ),
        lines('execute(sa.text("DELETE FROM other WHERE id > 4"), execution_options={"x": 1})'),
    ),
}

BEYOND = {
    "enum": Case(
        lines(
            'create_enum("mood", ["sad", "it\'s"])',
            'create_enum("mood", ["sad"], if_not_exists=True)',
            'add_column("base", sa.Column("m", sa.Enum("sad", "it\'s", name="mood")))',
            'rename_enum_value("mood", "sad", "low")',
        ),
        lines('drop_column("base", "m")', 'drop_enum("mood")', 'drop_enum("mood", if_exists=True)'),
        PG,
        "low",
    ),
    "enum values": Case(
        lines(
            'create_enum("mood", ["b"])',
            'add_enum_value("mood", "a", before="b")',
            'add_enum_value("mood", "d")',
            'add_enum_value("mood", "c", after="b")',
            'add_enum_value("mood", "c", if_not_exists=True)',
        ),
        lines('drop_enum("mood")'),
        PG,
        "['a', 'b', 'c', 'd']",
    ),
    "enum of other values": Case(
        lines(
            'create_enum("mood", ["a", "b"])',
            'add_column("base", sa.Column("m", sa.Enum("a", "b", name="mood"), server_default="a"))',
            'replace_enum("mood", ["c", "a"], columns=[{"table": "base", "column": "m", "default": "\'a\'"}])',
        ),
        lines('drop_column("base", "m")', 'drop_enum("mood")'),
        PG,
        "['c', 'a']",
    ),
    "an enum comes with its table": Case(
        lines(
            'create_table("t", sa.Column("k", sa.Enum("x", "y", name="kind")))',
            'create_table("u", sa.Column("k", sa.Enum("x", "y", name="kind")))',
            'add_column("base", sa.Column("k", sa.Enum("x", "y", name="kind")))',
        ),
        lines('drop_column("base", "k")', 'drop_table("u")', 'drop_table("t")', 'drop_enum("kind")'),
        PG,
        "kind",
    ),
    "a column becomes an enum": Case(
        lines('alter_column("base", "name", type_=sa.Enum("ann", "bob", name="who"), postgresql_using="name::who")'),
        lines('alter_column("base", "name", type_=sa.String(20), postgresql_using="name::text")', 'drop_enum("who")'),
        PG,
        "who",
    ),
    "a domain comes with its column": Case(
        lines('add_column("base", sa.Column("d", sa.dialects.postgresql.DOMAIN("short", sa.String(5))))'),
        lines('drop_column("base", "d")', 'execute("DROP DOMAIN short")'),
        PG,
        "short",
    ),
    "an array of enums": Case(
        lines('add_column("base", sa.Column("a", sa.ARRAY(sa.Enum("x", name="ex"))))'),
        lines('drop_column("base", "a")', 'drop_enum("ex")'),
        PG,
        "'ex'",
    ),
    "view": Case(
        lines(
            'create_view("v", "SELECT id FROM base")', 'replace_view("v", sa.text("SELECT id FROM base WHERE n = 5"))'
        ),
        lines('drop_view("v")', 'drop_view("v", if_exists=True)'),
        shows="v",
    ),
    "view of a select": Case(
        lines('create_view("v", sa.select(sa.column("id")).select_from(sa.table("base")).where(sa.column("n") == 5))'),
        lines('drop_view("v")'),
    ),
    "replace and back": Case(
        lines(
            'create_view("v", "SELECT id FROM base")',
            'replace_view("v", "SELECT id FROM base WHERE n = 1", previous="x")',
        ),
        lines('drop_view("v", definition="x")'),
    ),
    "view with what depends on it": Case(
        lines('create_view("v", "SELECT id FROM base")', 'create_view("w", "SELECT id FROM v")'),
        lines('drop_view("v", cascade=True)'),
        PG,
        "'w'",
    ),
    "materialised view": Case(
        lines(
            'create_materialized_view("m", "SELECT id FROM base", with_data=False)',
            'create_materialized_view("m", "SELECT id FROM base", if_not_exists=True)',
            'refresh_materialized_view("m")',
            'create_index("mi", "m", ["id"], unique=True)',
            'refresh_materialized_view("m", concurrently=True)',
        ),
        lines('drop_materialized_view("m", cascade=True)', 'drop_materialized_view("m", if_exists=True)'),
        PG,
        "'m'",
    ),
    "function": Case(
        lines(
            'create_function("f(a integer, b integer DEFAULT 2)", "RETURNS integer LANGUAGE sql AS $$ SELECT a + b $$")',
            'replace_function("f(a integer, b integer DEFAULT 2)", "RETURNS integer LANGUAGE sql AS \'SELECT a\'",'
            ' previous="x")',
        ),
        lines(
            'drop_function("f(a integer, b integer DEFAULT 2)", definition="x", cascade=True)',
            'drop_function("f(a integer, b integer DEFAULT 2)", if_exists=True)',
        ),
        PG,
        "'f'",
    ),
    "function of mysql": Case(
        lines(
            'create_function("f(a INT)", "RETURNS INT DETERMINISTIC BEGIN DECLARE x INT; SET x = a; RETURN x; END")',
            'replace_function("f(a INT)", "RETURNS INT DETERMINISTIC RETURN a + 1")',
        ),
        lines('drop_function("f(a INT)")', 'drop_function("f(a INT)", if_exists=True)'),
        MY,
        "'f'",
    ),
    "trigger of sqlite": Case(
        lines(
            'create_trigger("tr", "base", "AFTER INSERT", "BEGIN UPDATE other SET v = 1; SELECT 2; END")',
            'replace_trigger("tr", "base", "AFTER UPDATE", "BEGIN SELECT 3; END", previous=("a", "b"))',
        ),
        lines('drop_trigger("tr", "base", when="a", definition="b")', 'drop_trigger("tr", "base", if_exists=True)'),
        LITE,
        "tr",
    ),
    "trigger of postgresql": Case(
        lines(
            'create_function("f()", "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")',
            'create_trigger("tr", "base", "BEFORE INSERT OR UPDATE OF n", "FOR EACH ROW EXECUTE FUNCTION f()")',
            'replace_trigger("tr", "base", "AFTER INSERT", "FOR EACH ROW EXECUTE FUNCTION f()")',
        ),
        lines('drop_trigger("tr", "base")', 'drop_trigger("tr", "base", if_exists=True)', 'drop_function("f()")'),
        PG,
        "'tr'",
    ),
    "trigger of mysql": Case(
        lines(
            'create_trigger("tr", "base", "BEFORE INSERT", "FOR EACH ROW BEGIN SET NEW.n = 1; SET NEW.n = 2; END")',
            'replace_trigger("tr", "base", "BEFORE UPDATE", "FOR EACH ROW SET NEW.n = 3")',
        ),
        lines('drop_trigger("tr", "base")', 'drop_trigger("tr", "base", if_exists=True)'),
        MY,
        "'tr'",
    ),
    "sequence": Case(
        lines(
            'create_sequence("q", start=5, increment=2, minvalue=1, maxvalue=99, cycle=True, cache=3)',
            'create_sequence("q", if_not_exists=True)',
            'alter_sequence("q", restart=7, increment=4, previous={"increment": 2})',
            'alter_sequence("q", start=6, minvalue=2, maxvalue=900, cycle=True, cache=7)',
            'alter_sequence("q", nominvalue=True, nomaxvalue=True)',
            'create_sequence("r", nominvalue=True, nomaxvalue=True)',
        ),
        lines('drop_sequence("r")', 'drop_sequence("q")', 'drop_sequence("q", if_exists=True)'),
        SERVERS,
        "'q'",
    ),
    "sequence of a type": Case(
        lines('create_sequence("q", data_type=sa.SmallInteger())', 'alter_sequence("q", data_type=sa.BigInteger())'),
        lines('drop_sequence("q")'),
        PG,
        "'q'",
    ),
    "extension": Case(
        lines('create_extension("plpgsql", if_not_exists=True, schema="pg_catalog", version="1.0", cascade=True)'),
        lines('drop_extension("nowhere", if_exists=True, cascade=True)'),
        PG,
    ),
    "extension that is altered": Case(
        lines(
            'execute("CREATE SCHEMA s")',
            'create_extension("pg_trgm", version="1.5")',
            'alter_extension("pg_trgm", schema="s", version="1.6", existing_schema="public", existing_version="1.5")',
        ),
        lines('drop_extension("pg_trgm")', 'execute("DROP SCHEMA s")'),
        PG,
    ),
    "view with options and a comment": Case(
        lines(
            'create_view("v", "SELECT id FROM base", options={"security_barrier": True})',
            'comment_on("VIEW", "v", "it\'s a view", existing_comment=None)',
            'replace_view("v", "SELECT id FROM base", options={"check_option": "local"}, previous="x", previous_options={})',
        ),
        lines('drop_view("v", definition="x", options={"security_barrier": True})'),
        PG,
        "'v'",
    ),
    "policies": Case(
        lines(
            'create_policy("mine", "base", using="name = current_user", roles=["public"])',
            'create_policy("few", "base", check="n < 9", command="INSERT", permissive=False)',
            'enable_row_security("base", force=True)',
        ),
        lines(
            'disable_row_security("base", force=True)',
            'drop_policy("mine", "base")',
            'drop_policy("few", "base", if_exists=True)',
        ),
        PG,
    ),
    "policies in a schema": Case(
        lines(
            'execute("CREATE SCHEMA s")',
            f'create_table("t", {ID}, schema="s")',
            'create_policy("mine", "t", schema="s")',
            'enable_row_security("t", schema="s")',
            'grant(["SELECT"], "t", "public", schema="s")',
        ),
        lines(
            'revoke(["SELECT"], "t", "public", schema="s", grantable=True)',
            'disable_row_security("t", schema="s")',
            'drop_policy("mine", "t", schema="s")',
            'drop_table("t", schema="s")',
            'execute("DROP SCHEMA s")',
        ),
        PG,
    ),
    "grants": Case(
        lines(
            'grant(["SELECT", "INSERT"], "base", "public")',
            'grant(["USAGE"], "public", "current_user", target_kind="SCHEMA", grantable=True)',
        ),
        lines(
            'revoke(["SELECT", "INSERT"], "base", "public")',
            'revoke(["USAGE"], "public", "current_user", target_kind="SCHEMA")',
        ),
        PG,
    ),
    "procedure of postgresql": Case(
        lines(
            'create_procedure("p(a integer DEFAULT 1)", "LANGUAGE plpgsql AS $$ BEGIN NULL; END $$")',
            'replace_procedure("p(a integer DEFAULT 1)", "LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$", previous="x")',
            'comment_on("PROCEDURE", "p(integer)", "does little", schema="public")',
            'create_procedure("q()", "LANGUAGE plpgsql AS $$ BEGIN NULL; END $$", schema="public")',
            'replace_procedure("q()", "LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$", schema="public")',
        ),
        lines(
            'drop_procedure("p(a integer DEFAULT 1)", definition="x")',
            'drop_procedure("q()", schema="public", cascade=True)',
        ),
        PG,
    ),
    "procedure of mysql": Case(
        lines(
            'create_procedure("p(a int)", "BEGIN SET @x = a; SET @y = 2; END")',
            'replace_procedure("p(a int)", "BEGIN SET @x = 3; END")',
        ),
        lines('drop_procedure("p(a int)", if_exists=True)'),
        MY,
    ),
    "script": Case(
        lines(
            'run_script("""CREATE TABLE t (id INTEGER); -- one; comment\n    INSERT INTO t VALUES (1); INSERT INTO t VALUES (2);""")'
        ),
        lines('run_script("DROP TABLE t")'),
        shows="'t'",
    ),
    "script of postgresql": Case(
        lines(
            'run_script("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$; SELECT f();")'
        ),
        lines('drop_function("f()")'),
        PG,
        "'f'",
    ),
    "script of mysql": Case(
        lines(
            'run_script("DELIMITER //\\nCREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END//\\nDELIMITER ;\\nDROP PROCEDURE p;'
            ' CREATE TABLE t (id INT);")'
        ),
        lines('drop_table("t")'),
        MY,
        "'t'",
    ),
    "script of sqlite": Case(
        lines(
            'run_script("CREATE TABLE t (id INT); CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; SELECT 2; END;'
            ' INSERT INTO t VALUES (1)")'
        ),
        lines('drop_table("t")'),
        LITE,
        "'t'",
    ),
}


def batch(*operations: str, arguments: str = "") -> str:
    said = "\n        ".join(f"batch.{operation}" for operation in operations)
    return f'async with op.batch_alter_table("base"{arguments}) as batch:\n        {said or "pass"}'


BATCHES = {
    "batch of everything": Case(
        batch(
            'add_column(sa.Column("x", sa.Integer(), server_default="1"))',
            f'alter_column("name", nullable=False, server_default="z", {NAME})',
            'alter_column("n", new_column_name="m", existing_type=sa.Integer(), existing_nullable=False, existing_server_default="3")',
            'create_check_constraint("ck", "m > 0")',
            'create_unique_constraint("uq", ["m", "name"])',
            'create_index("ix", ["name"])',
            'create_foreign_key("fk", "other", ["other_id"], ["id"], ondelete="CASCADE")',
        ),
        batch(
            'drop_constraint("fk", type_="foreignkey")',
            'drop_index("ix")',
            'drop_constraint("uq", type_="unique")',
            'drop_constraint("ck", type_="check")',
            'alter_column("m", new_column_name="n", existing_type=sa.Integer(), existing_nullable=False, existing_server_default="3")',
            'alter_column("name", nullable=True, server_default=None, existing_type=sa.String(20), existing_nullable=False)',
            'drop_column("x")',
        )
        + '\n    if op.get_context().dialect.name == "mysql":\n        await op.drop_index("fk", "base")',
        ("sqlite", "postgresql"),
        "ck",
    ),
    "batch on mysql": Case(
        batch(
            'add_column(sa.Column("x", sa.Integer(), server_default="1"))',
            'create_check_constraint("ck", "n > 0")',
            'create_table_comment("c")',
            'create_index("ix", ["name"], if_not_exists=True)',
        ),
        batch(
            'drop_index("ix", if_exists=True)',
            'drop_table_comment(existing_comment="c")',
            'drop_constraint("ck", type_="check", if_exists=True)',
            'drop_column("x", if_exists=True)',
        ),
        MY,
        "ck",
    ),
    "batch that always rebuilds": Case(
        batch(
            'add_column(sa.Column("x", sa.Integer()), insert_after="id")',
            'execute("UPDATE base SET x = 4")',
            'create_index("ix", ["name"])',
            arguments=', recreate="always"',
        ),
        batch('drop_index("ix")', 'drop_column("x")', arguments=', recreate="always"'),
        shows="'x'",
    ),
    "batch that sorts": Case(
        batch(
            'alter_column("name", insert_before="n")',
            arguments=', recreate="always", partial_reordering=[("other_id", "id")]',
        ),
        batch(arguments=', recreate="always", partial_reordering=[("id", "n", "name", "other_id")]'),
    ),
    "batch that never rebuilds": Case(
        batch('add_column(sa.Column("x", sa.Integer()))', 'create_index("ix", ["x"])', arguments=', recreate="never"'),
        batch('drop_index("ix")', 'drop_column("x")', arguments=', recreate="never"'),
        shows="'x'",
    ),
    "batch with arguments": Case(
        batch(arguments=', recreate="always", table_args=(sa.CheckConstraint("n > 0", name="ca"),)'),
        batch('drop_constraint("ca", type_="check")'),
        ("sqlite", "postgresql"),
        "ca",
    ),
    "batch with a conflict clause": Case(
        batch('create_unique_constraint("uq", ["n"], sqlite_on_conflict="IGNORE")'),
        batch('drop_constraint("uq", type_="unique")'),
        LITE,
        "uq",
    ),
    "batch with a key": Case(
        batch('drop_constraint("base_pkey", type_="primary")', 'create_primary_key("base_pkey", ["id", "n"])'),
        batch('drop_constraint("base_pkey", type_="primary")', 'create_primary_key("base_pkey", ["id"])'),
        PG,
    ),
}
