-- create_table: t, plain 0, plain 1
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s'
CREATE TABLE s.t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, no key 0
CREATE TABLE t (
    n VARCHAR2(10 CHAR)
);

-- create_table: t, no key 0, schema='s'
CREATE TABLE s.t (
    n VARCHAR2(10 CHAR)
);

-- create_table: t, composite key 0, composite key 1
CREATE TABLE t (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    PRIMARY KEY (a, b)
);

-- create_table: t, composite key 0, composite key 1, schema='s'
CREATE TABLE s.t (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    PRIMARY KEY (a, b)
);

-- create_table: t, named key 0, named key 1
CREATE TABLE t (
    id INTEGER NOT NULL,
    CONSTRAINT pk PRIMARY KEY (id)
);

-- create_table: t, named key 0, named key 1, schema='s'
CREATE TABLE s.t (
    id INTEGER NOT NULL,
    CONSTRAINT pk PRIMARY KEY (id)
);

-- create_table: t, unique 0, unique 1
CREATE TABLE t (
    id INTEGER,
    CONSTRAINT uq UNIQUE (id)
);

-- create_table: t, unique 0, unique 1, schema='s'
CREATE TABLE s.t (
    id INTEGER,
    CONSTRAINT uq UNIQUE (id)
);

-- create_table: t, check 0, check 1
CREATE TABLE t (
    id INTEGER,
    CONSTRAINT ck CHECK (id > 0 AND id % 2 = 0)
);

-- create_table: t, check 0, check 1, schema='s'
CREATE TABLE s.t (
    id INTEGER,
    CONSTRAINT ck CHECK (id > 0 AND id % 2 = 0)
);

-- create_table: t, foreign key 0, foreign key 1
CREATE TABLE t (
    id INTEGER,
    CONSTRAINT fk FOREIGN KEY(id) REFERENCES other (id) ON DELETE SET NULL
);

-- create_table: t, foreign key 0, foreign key 1, schema='s'
CREATE TABLE s.t (
    id INTEGER,
    CONSTRAINT fk FOREIGN KEY(id) REFERENCES other (id) ON DELETE SET NULL
);

-- create_table: t, self reference 0, self reference 1
CREATE TABLE t (
    id INTEGER NOT NULL,
    parent INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(parent) REFERENCES t (id)
);

-- create_table: t, self reference 0, self reference 1, schema='s'
CREATE TABLE s.t (
    id INTEGER NOT NULL,
    parent INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(parent) REFERENCES t (id)
);

-- create_table: t, schema reference 0
CREATE TABLE t (
    id INTEGER,
    FOREIGN KEY(id) REFERENCES s.other (id)
);

-- create_table: t, schema reference 0, schema='s'
CREATE TABLE s.t (
    id INTEGER,
    FOREIGN KEY(id) REFERENCES s.other (id)
);

-- create_table: t, index 0
CREATE TABLE t (
    id INTEGER
);
CREATE INDEX ix_t_id ON t (id);

-- create_table: t, index 0, schema='s'
CREATE TABLE s.t (
    id INTEGER
);
CREATE INDEX s.ix_s_t_id ON s.t (id);

-- create_table: t, index item 0, index item 1
CREATE TABLE t (
    id INTEGER
);
CREATE UNIQUE INDEX ix ON t (id);

-- create_table: t, index item 0, index item 1, schema='s'
CREATE TABLE s.t (
    id INTEGER
);
CREATE UNIQUE INDEX s.ix ON s.t (id);

-- create_table: t, enum 0
CREATE TABLE t (
    e VARCHAR(1 CHAR)
);

-- create_table: t, enum 0, schema='s'
CREATE TABLE s.t (
    e VARCHAR(1 CHAR)
);

-- create_table: t, comment 0
CREATE TABLE t (
    id INTEGER
);
COMMENT ON COLUMN t.id IS 'it''s';

-- create_table: t, comment 0, schema='s'
CREATE TABLE s.t (
    id INTEGER
);
COMMENT ON COLUMN s.t.id IS 'it''s';

-- create_table: t, identity 0
CREATE TABLE t (
    id INTEGER GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (id)
);

-- create_table: t, identity 0, schema='s'
CREATE TABLE s.t (
    id INTEGER GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s'
CREATE TABLE s.t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='Odd Schema'
CREATE TABLE "Odd Schema".t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True
CREATE TABLE IF NOT EXISTS t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=False
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, comment="it's a table"
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY']
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB'
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_charset='utf8mb4'
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, postgresql_tablespace='fast'
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, sqlite_autoincrement=True
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, sqlite_with_rowid=False
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', if_not_exists=True
CREATE TABLE IF NOT EXISTS s.t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', comment="it's a table"
CREATE TABLE s.t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);
COMMENT ON TABLE s.t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, schema='s', prefixes=['TEMPORARY']
CREATE TEMPORARY TABLE s.t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', mysql_engine='InnoDB'
CREATE TABLE s.t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', mysql_charset='utf8mb4'
CREATE TABLE s.t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', postgresql_tablespace='fast'
CREATE TABLE s.t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', sqlite_autoincrement=True
CREATE TABLE s.t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', sqlite_with_rowid=False
CREATE TABLE s.t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, comment="it's a table"
CREATE TABLE IF NOT EXISTS t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, if_not_exists=True, prefixes=['TEMPORARY']
CREATE TEMPORARY TABLE IF NOT EXISTS t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, mysql_engine='InnoDB'
CREATE TABLE IF NOT EXISTS t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, mysql_charset='utf8mb4'
CREATE TABLE IF NOT EXISTS t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, postgresql_tablespace='fast'
CREATE TABLE IF NOT EXISTS t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, sqlite_autoincrement=True
CREATE TABLE IF NOT EXISTS t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, sqlite_with_rowid=False
CREATE TABLE IF NOT EXISTS t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, comment="it's a table", prefixes=['TEMPORARY']
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, comment="it's a table", mysql_engine='InnoDB'
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, comment="it's a table", mysql_charset='utf8mb4'
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, comment="it's a table", postgresql_tablespace='fast'
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, comment="it's a table", sqlite_autoincrement=True
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, comment="it's a table", sqlite_with_rowid=False
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], mysql_engine='InnoDB'
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], mysql_charset='utf8mb4'
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], postgresql_tablespace='fast'
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], sqlite_autoincrement=True
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], sqlite_with_rowid=False
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB', mysql_charset='utf8mb4'
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB', postgresql_tablespace='fast'
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB', sqlite_autoincrement=True
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB', sqlite_with_rowid=False
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_charset='utf8mb4', postgresql_tablespace='fast'
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_charset='utf8mb4', sqlite_autoincrement=True
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_charset='utf8mb4', sqlite_with_rowid=False
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, postgresql_tablespace='fast', sqlite_autoincrement=True
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, postgresql_tablespace='fast', sqlite_with_rowid=False
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, sqlite_autoincrement=True, sqlite_with_rowid=False
CREATE TABLE t (
    id INTEGER NOT NULL,
    n VARCHAR2(10 CHAR),
    PRIMARY KEY (id)
);

-- drop_table: t
DROP TABLE t;

-- drop_table: t, schema='s'
DROP TABLE s.t;

-- drop_table: t, if_exists=True
DROP TABLE IF EXISTS t;

-- drop_table: t, if_exists=False
DROP TABLE t;

-- drop_table: t, schema='s', if_exists=True
DROP TABLE IF EXISTS s.t;

-- rename_table: t, new
ALTER TABLE t RENAME TO "New Name";

-- rename_table: t, new, schema='s'
ALTER TABLE s.t RENAME TO "New Name";

-- add_column: t, integer
ALTER TABLE t ADD c INTEGER;

-- add_column: t, integer, schema='s'
ALTER TABLE s.t ADD c INTEGER;

-- add_column: t, not null
ALTER TABLE t ADD c VARCHAR2(20 CHAR) NOT NULL;

-- add_column: t, not null, schema='s'
ALTER TABLE s.t ADD c VARCHAR2(20 CHAR) NOT NULL;

-- add_column: t, default text
ALTER TABLE t ADD c VARCHAR2(20 CHAR) DEFAULT 'it''s 5%';

-- add_column: t, default text, schema='s'
ALTER TABLE s.t ADD c VARCHAR2(20 CHAR) DEFAULT 'it''s 5%';

-- add_column: t, default expression
ALTER TABLE t ADD c DATE DEFAULT CURRENT_TIMESTAMP;

-- add_column: t, default expression, schema='s'
ALTER TABLE s.t ADD c DATE DEFAULT CURRENT_TIMESTAMP;

-- add_column: t, numeric
ALTER TABLE t ADD c NUMERIC(10, 2) DEFAULT 0;

-- add_column: t, numeric, schema='s'
ALTER TABLE s.t ADD c NUMERIC(10, 2) DEFAULT 0;

-- add_column: t, mixed case
ALTER TABLE t ADD "Mixed Case" INTEGER;

-- add_column: t, mixed case, schema='s'
ALTER TABLE s.t ADD "Mixed Case" INTEGER;

-- add_column: t, reserved
ALTER TABLE t ADD "select" INTEGER;

-- add_column: t, reserved, schema='s'
ALTER TABLE s.t ADD "select" INTEGER;

-- add_column: t, comment
ALTER TABLE t ADD c INTEGER;
COMMENT ON COLUMN t.c IS 'what''s 100%';

-- add_column: t, comment, schema='s'
ALTER TABLE s.t ADD c INTEGER;
COMMENT ON COLUMN s.t.c IS 'what''s 100%';

-- add_column: t, foreign key
ALTER TABLE t ADD c INTEGER;
ALTER TABLE t ADD FOREIGN KEY(c) REFERENCES other (id);

-- add_column: t, foreign key, schema='s'
ALTER TABLE s.t ADD c INTEGER;
ALTER TABLE s.t ADD FOREIGN KEY(c) REFERENCES other (id);

-- add_column: t, foreign key options
ALTER TABLE t ADD c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(c) REFERENCES s.other (id) ON DELETE CASCADE;

-- add_column: t, foreign key options, schema='s'
ALTER TABLE s.t ADD c INTEGER;
ALTER TABLE s.t ADD CONSTRAINT fk FOREIGN KEY(c) REFERENCES s.other (id) ON DELETE CASCADE;

-- add_column: t, index
ALTER TABLE t ADD c INTEGER;
CREATE INDEX ix_t_c ON t (c);

-- add_column: t, index, schema='s'
ALTER TABLE s.t ADD c INTEGER;
CREATE INDEX s.ix_s_t_c ON s.t (c);

-- add_column: t, unique
ALTER TABLE t ADD c INTEGER;
ALTER TABLE t ADD UNIQUE (c);

-- add_column: t, unique, schema='s'
ALTER TABLE s.t ADD c INTEGER;
ALTER TABLE s.t ADD UNIQUE (c);

-- add_column: t, computed
ALTER TABLE t ADD c INTEGER GENERATED ALWAYS AS (a * 2);

-- add_column: t, computed, schema='s'
ALTER TABLE s.t ADD c INTEGER GENERATED ALWAYS AS (a * 2);

-- add_column: t, identity
ALTER TABLE t ADD c INTEGER GENERATED BY DEFAULT AS IDENTITY (START WITH 3);

-- add_column: t, identity, schema='s'
ALTER TABLE s.t ADD c INTEGER GENERATED BY DEFAULT AS IDENTITY (START WITH 3);

-- add_column: t, boolean
ALTER TABLE t ADD c BOOLEAN;

-- add_column: t, boolean, schema='s'
ALTER TABLE s.t ADD c BOOLEAN;

-- add_column: t, enum
ALTER TABLE t ADD c VARCHAR(1 CHAR);
ALTER TABLE t ADD CONSTRAINT kind CHECK (c IN ('a', 'b'));

-- add_column: t, enum, schema='s'
ALTER TABLE s.t ADD c VARCHAR(1 CHAR);
ALTER TABLE s.t ADD CONSTRAINT kind CHECK (c IN ('a', 'b'));

-- add_column: t, large
ALTER TABLE t ADD c BLOB;

-- add_column: t, large, schema='s'
ALTER TABLE s.t ADD c BLOB;

-- add_column: t, json
ALTER TABLE t ADD c JSON;

-- add_column: t, json, schema='s'
ALTER TABLE s.t ADD c JSON;

-- add_column: t, text
ALTER TABLE t ADD c CLOB;

-- add_column: t, text, schema='s'
ALTER TABLE s.t ADD c CLOB;

-- add_column: t, interval
ALTER TABLE t ADD c DATE;

-- add_column: t, interval, schema='s'
ALTER TABLE s.t ADD c DATE;

-- add_column: t, integer
ALTER TABLE t ADD c INTEGER;

-- add_column: t, integer, if_not_exists=True
-- error: `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_not_exists` out

-- add_column: t, integer, inline_primary_key=True
ALTER TABLE t ADD c INTEGER;

-- add_column: t, integer, schema='Odd Schema'
ALTER TABLE "Odd Schema".t ADD c INTEGER;

-- add_column: t, integer, if_not_exists=True, inline_primary_key=True
-- error: `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_not_exists` out

-- add_column: t, integer, if_not_exists=True, schema='Odd Schema'
-- error: `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_not_exists` out

-- add_column: t, integer, inline_primary_key=True, schema='Odd Schema'
ALTER TABLE "Odd Schema".t ADD c INTEGER;

-- add_column: t, foreign key, inline_references=True
ALTER TABLE t ADD c INTEGER REFERENCES other (id);

-- add_column: t, foreign key options, inline_references=True
ALTER TABLE t ADD c INTEGER REFERENCES s.other (id) ON DELETE CASCADE;

-- drop_column: t, c
ALTER TABLE t DROP COLUMN c;

-- drop_column: t, c, schema='s'
ALTER TABLE s.t DROP COLUMN c;

-- drop_column: t, c, if_exists=True
-- error: `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- drop_column: t, c, mssql_drop_default=True
ALTER TABLE t DROP COLUMN c;

-- drop_column: t, c, schema='s', if_exists=True
-- error: `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- drop_column: t, c, schema='s', mssql_drop_default=True
ALTER TABLE s.t DROP COLUMN c;

-- drop_column: t, c, if_exists=True, mssql_drop_default=True
-- error: `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- alter_column: t, c

-- alter_column: t, c, existing_type=Integer(

-- alter_column: t, c, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'

-- alter_column: t, c, nullable=True
ALTER TABLE t MODIFY c NULL;

-- alter_column: t, c, nullable=True, existing_type=Integer(
ALTER TABLE t MODIFY c NULL;

-- alter_column: t, c, nullable=True, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c NULL;

-- alter_column: t, c, nullable=False
ALTER TABLE t MODIFY c NOT NULL;

-- alter_column: t, c, nullable=False, existing_type=Integer(
ALTER TABLE t MODIFY c NOT NULL;

-- alter_column: t, c, nullable=False, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c NOT NULL;

-- alter_column: t, c, comment='new'
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', existing_type=Integer(
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment=None
COMMENT ON COLUMN t.c IS NULL;

-- alter_column: t, c, comment=None, existing_type=Integer(
COMMENT ON COLUMN t.c IS NULL;

-- alter_column: t, c, comment=None, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
COMMENT ON COLUMN t.c IS NULL;

-- alter_column: t, c, server_default='5'
ALTER TABLE t MODIFY c DEFAULT '5';

-- alter_column: t, c, server_default='5', existing_type=Integer(
ALTER TABLE t MODIFY c DEFAULT '5';

-- alter_column: t, c, server_default='5', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c DEFAULT '5';

-- alter_column: t, c, server_default=None
ALTER TABLE t MODIFY c DEFAULT NULL;

-- alter_column: t, c, server_default=None, existing_type=Integer(
ALTER TABLE t MODIFY c DEFAULT NULL;

-- alter_column: t, c, server_default=None, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c DEFAULT NULL;

-- alter_column: t, c, server_default=<sqlalchemy.sql.elements.TextClause object at
ALTER TABLE t MODIFY c DEFAULT now();

-- alter_column: t, c, server_default=<sqlalchemy.sql.elements.TextClause object at, existing_type=Integer(
ALTER TABLE t MODIFY c DEFAULT now();

-- alter_column: t, c, server_default=<sqlalchemy.sql.elements.TextClause object at, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c DEFAULT now();

-- alter_column: t, c, new_column_name='other'
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, new_column_name='other', existing_type=Integer(
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, new_column_name='Other Name'
ALTER TABLE t RENAME COLUMN c TO "Other Name";

-- alter_column: t, c, new_column_name='Other Name', existing_type=Integer(
ALTER TABLE t RENAME COLUMN c TO "Other Name";

-- alter_column: t, c, new_column_name='Other Name', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t RENAME COLUMN c TO "Other Name";

-- alter_column: t, c, type_=String(length=30
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);

-- alter_column: t, c, type_=String(length=30), existing_type=Integer(
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);

-- alter_column: t, c, type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);

-- alter_column: t, c, type_=BigInteger(
ALTER TABLE t MODIFY c NUMBER(19);

-- alter_column: t, c, type_=BigInteger(), existing_type=Integer(
ALTER TABLE t MODIFY c NUMBER(19);

-- alter_column: t, c, type_=BigInteger(), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c NUMBER(19);

-- alter_column: t, c, type_=DateTime(
ALTER TABLE t MODIFY c DATE;

-- alter_column: t, c, type_=DateTime(), existing_type=Integer(
ALTER TABLE t MODIFY c DATE;

-- alter_column: t, c, type_=DateTime(), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c DATE;

-- alter_column: t, c, schema='s'

-- alter_column: t, c, schema='s', existing_type=Integer(

-- alter_column: t, c, schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'

-- alter_column: t, c, nullable=True, comment='new'
ALTER TABLE t MODIFY c NULL;
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, nullable=True, comment='new', existing_type=Integer(
ALTER TABLE t MODIFY c NULL;
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, nullable=True, comment='new', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c NULL;
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, nullable=True, server_default='5'
ALTER TABLE t MODIFY c NULL;
ALTER TABLE t MODIFY c DEFAULT '5';

-- alter_column: t, c, nullable=True, server_default='5', existing_type=Integer(
ALTER TABLE t MODIFY c NULL;
ALTER TABLE t MODIFY c DEFAULT '5';

-- alter_column: t, c, nullable=True, server_default='5', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c NULL;
ALTER TABLE t MODIFY c DEFAULT '5';

-- alter_column: t, c, nullable=True, new_column_name='other'
ALTER TABLE t MODIFY c NULL;
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, nullable=True, new_column_name='other', existing_type=Integer(
ALTER TABLE t MODIFY c NULL;
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, nullable=True, new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c NULL;
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, nullable=True, type_=String(length=30
ALTER TABLE t MODIFY c NULL;
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);

-- alter_column: t, c, nullable=True, type_=String(length=30), existing_type=Integer(
ALTER TABLE t MODIFY c NULL;
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);

-- alter_column: t, c, nullable=True, type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c NULL;
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);

-- alter_column: t, c, nullable=True, schema='s'
ALTER TABLE s.t MODIFY c NULL;

-- alter_column: t, c, nullable=True, schema='s', existing_type=Integer(
ALTER TABLE s.t MODIFY c NULL;

-- alter_column: t, c, nullable=True, schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE s.t MODIFY c NULL;

-- alter_column: t, c, comment='new', server_default='5'
ALTER TABLE t MODIFY c DEFAULT '5';
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', server_default='5', existing_type=Integer(
ALTER TABLE t MODIFY c DEFAULT '5';
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', server_default='5', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c DEFAULT '5';
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', new_column_name='other'
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, comment='new', new_column_name='other', existing_type=Integer(
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, comment='new', new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, comment='new', type_=String(length=30
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', type_=String(length=30), existing_type=Integer(
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', schema='s'
COMMENT ON COLUMN s.t.c IS 'new';

-- alter_column: t, c, comment='new', schema='s', existing_type=Integer(
COMMENT ON COLUMN s.t.c IS 'new';

-- alter_column: t, c, comment='new', schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
COMMENT ON COLUMN s.t.c IS 'new';

-- alter_column: t, c, server_default='5', new_column_name='other'
ALTER TABLE t MODIFY c DEFAULT '5';
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, server_default='5', new_column_name='other', existing_type=Integer(
ALTER TABLE t MODIFY c DEFAULT '5';
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, server_default='5', new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c DEFAULT '5';
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, server_default='5', type_=String(length=30
ALTER TABLE t MODIFY c DEFAULT '5';
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);

-- alter_column: t, c, server_default='5', type_=String(length=30), existing_type=Integer(
ALTER TABLE t MODIFY c DEFAULT '5';
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);

-- alter_column: t, c, server_default='5', type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c DEFAULT '5';
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);

-- alter_column: t, c, server_default='5', schema='s'
ALTER TABLE s.t MODIFY c DEFAULT '5';

-- alter_column: t, c, server_default='5', schema='s', existing_type=Integer(
ALTER TABLE s.t MODIFY c DEFAULT '5';

-- alter_column: t, c, server_default='5', schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE s.t MODIFY c DEFAULT '5';

-- alter_column: t, c, new_column_name='other', type_=String(length=30
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, new_column_name='other', type_=String(length=30), existing_type=Integer(
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, new_column_name='other', type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR);
ALTER TABLE t RENAME COLUMN c TO other;

-- alter_column: t, c, new_column_name='other', schema='s'
ALTER TABLE s.t RENAME COLUMN c TO other;

-- alter_column: t, c, new_column_name='other', schema='s', existing_type=Integer(
ALTER TABLE s.t RENAME COLUMN c TO other;

-- alter_column: t, c, new_column_name='other', schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE s.t RENAME COLUMN c TO other;

-- alter_column: t, c, type_=String(length=30), schema='s'
ALTER TABLE s.t MODIFY c VARCHAR2(30 CHAR);

-- alter_column: t, c, type_=String(length=30), schema='s', existing_type=Integer(
ALTER TABLE s.t MODIFY c VARCHAR2(30 CHAR);

-- alter_column: t, c, type_=String(length=30), schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE s.t MODIFY c VARCHAR2(30 CHAR);

-- alter_column: t, c, type_=Boolean(create_constraint=True, name='ck'), existing_type=Integer(
ALTER TABLE t MODIFY c BOOLEAN;

-- alter_column: t, c, type_=Integer(), postgresql_using='c::integer'
ALTER TABLE t MODIFY c INTEGER;

-- alter_column: t, c, existing_type=Integer(), autoincrement=True

-- alter_column: t, c, existing_type=Integer(), existing_autoincrement=True, nullable=False
ALTER TABLE t MODIFY c NOT NULL;

-- alter_column: t, c, server_default=Identity(), existing_server_default=None, existing_type=Integer(
ALTER TABLE t MODIFY c GENERATED BY DEFAULT AS IDENTITY;

-- alter_column: t, c, server_default=Identity(), existing_server_default=Identity(), existing_type=Integer(
ALTER TABLE t MODIFY c GENERATED BY DEFAULT AS IDENTITY;

-- alter_column: t, c, server_default=Identity(), existing_server_default=Identity(always=True, increment=2), existing_type=Integer(
ALTER TABLE t MODIFY c GENERATED BY DEFAULT AS IDENTITY;

-- alter_column: t, c, server_default=Identity(always=True, start=5), existing_server_default=None, existing_type=Integer(
ALTER TABLE t MODIFY c GENERATED ALWAYS AS IDENTITY (START WITH 5);

-- alter_column: t, c, server_default=Identity(always=True, start=5), existing_server_default=Identity(), existing_type=Integer(
ALTER TABLE t MODIFY c GENERATED ALWAYS AS IDENTITY (START WITH 5);

-- alter_column: t, c, server_default=Identity(always=True, start=5), existing_server_default=Identity(always=True, increment=2), existing_type=Integer(
ALTER TABLE t MODIFY c GENERATED ALWAYS AS IDENTITY (START WITH 5);

-- alter_column: t, c, server_default=None, existing_server_default=Identity(), existing_type=Integer(
ALTER TABLE t MODIFY c DROP IDENTITY;

-- alter_column: t, c, server_default=None, existing_server_default=Identity(always=True, increment=2), existing_type=Integer(
ALTER TABLE t MODIFY c DROP IDENTITY;

-- create_index: ix, t, [a]
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], schema='s'
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], unique=True
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_using='gin'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_include=['b']
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_concurrently=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_tablespace='fast'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], mysql_length=5
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], schema='s', unique=True
CREATE UNIQUE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', if_not_exists=True
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_where=<sqlalchemy.sql.elements.TextClause object
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_using='gin'
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_include=['b']
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_concurrently=True
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_with={'fillfactor': 50}
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_nulls_not_distinct=True
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_tablespace='fast'
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', mysql_length=5
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', mysql_prefix='FULLTEXT'
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', mysql_using='hash'
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX s.ix ON s.t (a);

-- create_index: ix, t, [a], unique=True, if_not_exists=True
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, postgresql_where=<sqlalchemy.sql.elements.TextClause object
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, postgresql_using='gin'
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, postgresql_include=['b']
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, postgresql_concurrently=True
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, postgresql_ops={'a': 'text_pattern_ops'}
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, postgresql_with={'fillfactor': 50}
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, postgresql_nulls_not_distinct=True
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, postgresql_tablespace='fast'
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, mysql_length=5
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, mysql_prefix='FULLTEXT'
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, mysql_using='hash'
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_where=<sqlalchemy.sql.elements.TextClause object
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_using='gin'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_include=['b']
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_concurrently=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_tablespace='fast'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, mysql_length=5
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_using='gin'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_include=['b']
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_concurrently=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_tablespace='fast'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , mysql_length=5
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_using='gin', postgresql_include=['b']
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_using='gin', postgresql_concurrently=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_using='gin', postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_using='gin', postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_using='gin', postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_using='gin', postgresql_tablespace='fast'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_using='gin', mysql_length=5
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_using='gin', mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_using='gin', mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_using='gin', sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_include=['b'], postgresql_concurrently=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_include=['b'], postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_include=['b'], postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_include=['b'], postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_include=['b'], postgresql_tablespace='fast'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_include=['b'], mysql_length=5
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_include=['b'], mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_include=['b'], mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_include=['b'], sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_concurrently=True, postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_concurrently=True, postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_concurrently=True, postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_concurrently=True, postgresql_tablespace='fast'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_concurrently=True, mysql_length=5
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_concurrently=True, mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_concurrently=True, mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_concurrently=True, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, postgresql_tablespace='fast'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, mysql_length=5
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}, postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}, postgresql_tablespace='fast'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}, mysql_length=5
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}, mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}, mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_nulls_not_distinct=True, postgresql_tablespace='fast'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_nulls_not_distinct=True, mysql_length=5
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_nulls_not_distinct=True, mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_nulls_not_distinct=True, mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_nulls_not_distinct=True, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_tablespace='fast', mysql_length=5
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_tablespace='fast', mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_tablespace='fast', mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], postgresql_tablespace='fast', sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], mysql_length=5, mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], mysql_length=5, mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], mysql_length=5, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], mysql_prefix='FULLTEXT', mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], mysql_prefix='FULLTEXT', sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], mysql_using='hash', sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, two
CREATE INDEX ix ON t (a, "Mixed Case");

-- create_index: ix, t, expression
CREATE INDEX ix ON t (a, lower(b));

-- create_index: ix, t, function
CREATE INDEX ix ON t (lower(b));

-- create_index: ix, t, descending
CREATE INDEX ix ON t (a DESC);

-- drop_index: ix, t
DROP INDEX ix;

-- drop_index: ix, t, schema='s'
DROP INDEX s.ix;

-- drop_index: ix, t, if_exists=True
DROP INDEX IF EXISTS ix;

-- drop_index: ix, t, postgresql_concurrently=True
DROP INDEX ix;

-- drop_index: ix, t, schema='s', if_exists=True
DROP INDEX IF EXISTS s.ix;

-- drop_index: ix, t, schema='s', postgresql_concurrently=True
DROP INDEX s.ix;

-- drop_index: ix, t, if_exists=True, postgresql_concurrently=True
DROP INDEX IF EXISTS ix;

-- create_primary_key: x, t, [a]
ALTER TABLE t ADD CONSTRAINT x PRIMARY KEY (a, "B c");

-- create_primary_key: x, t, [a], schema='s'
ALTER TABLE s.t ADD CONSTRAINT x PRIMARY KEY (a, "B c");

-- create_unique_constraint: x, t, [a]
ALTER TABLE t ADD CONSTRAINT x UNIQUE (a, b);

-- create_unique_constraint: x, t, [a], schema='s'
ALTER TABLE s.t ADD CONSTRAINT x UNIQUE (a, b);

-- create_unique_constraint: x, t, [a], deferrable=True
ALTER TABLE t ADD CONSTRAINT x UNIQUE (a, b) DEFERRABLE;

-- create_unique_constraint: x, t, [a], deferrable=False
ALTER TABLE t ADD CONSTRAINT x UNIQUE (a, b) NOT DEFERRABLE;

-- create_unique_constraint: x, t, [a], initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x UNIQUE (a, b) INITIALLY DEFERRED;

-- create_unique_constraint: x, t, [a], postgresql_nulls_not_distinct=True
ALTER TABLE t ADD CONSTRAINT x UNIQUE (a, b);

-- create_unique_constraint: x, t, [a], schema='s', deferrable=True
ALTER TABLE s.t ADD CONSTRAINT x UNIQUE (a, b) DEFERRABLE;

-- create_unique_constraint: x, t, [a], schema='s', initially='DEFERRED'
ALTER TABLE s.t ADD CONSTRAINT x UNIQUE (a, b) INITIALLY DEFERRED;

-- create_unique_constraint: x, t, [a], schema='s', postgresql_nulls_not_distinct=True
ALTER TABLE s.t ADD CONSTRAINT x UNIQUE (a, b);

-- create_unique_constraint: x, t, [a], deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x UNIQUE (a, b) DEFERRABLE INITIALLY DEFERRED;

-- create_unique_constraint: x, t, [a], deferrable=True, postgresql_nulls_not_distinct=True
ALTER TABLE t ADD CONSTRAINT x UNIQUE (a, b) DEFERRABLE;

-- create_unique_constraint: x, t, [a], initially='DEFERRED', postgresql_nulls_not_distinct=True
ALTER TABLE t ADD CONSTRAINT x UNIQUE (a, b) INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%'
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%');

-- create_check_constraint: x, t, a > 5
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5);

-- create_check_constraint: x, t, a > :a_1
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5);

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', schema='s'
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%');

-- create_check_constraint: x, t, a > 5, schema='s'
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5);

-- create_check_constraint: x, t, a > :a_1, schema='s'
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5);

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', deferrable=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') DEFERRABLE;

-- create_check_constraint: x, t, a > 5, deferrable=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) DEFERRABLE;

-- create_check_constraint: x, t, a > :a_1, deferrable=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) DEFERRABLE;

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', deferrable=False
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') NOT DEFERRABLE;

-- create_check_constraint: x, t, a > 5, deferrable=False
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) NOT DEFERRABLE;

-- create_check_constraint: x, t, a > :a_1, deferrable=False
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) NOT DEFERRABLE;

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > 5, initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > :a_1, initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%');

-- create_check_constraint: x, t, a > 5, postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5);

-- create_check_constraint: x, t, a > :a_1, postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5);

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', schema='s', deferrable=True
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') DEFERRABLE;

-- create_check_constraint: x, t, a > 5, schema='s', deferrable=True
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5) DEFERRABLE;

-- create_check_constraint: x, t, a > :a_1, schema='s', deferrable=True
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5) DEFERRABLE;

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', schema='s', initially='DEFERRED'
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > 5, schema='s', initially='DEFERRED'
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5) INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > :a_1, schema='s', initially='DEFERRED'
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5) INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%');

-- create_check_constraint: x, t, a > 5, schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5);

-- create_check_constraint: x, t, a > :a_1, schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5);

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') DEFERRABLE INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > 5, deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) DEFERRABLE INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > :a_1, deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) DEFERRABLE INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') DEFERRABLE;

-- create_check_constraint: x, t, a > 5, deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) DEFERRABLE;

-- create_check_constraint: x, t, a > :a_1, deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) DEFERRABLE;

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > 5, initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > :a_1, initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id]
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: x, t, other, [a], [id], ondelete='CASCADE'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE;

-- create_foreign_key: x, t, other, [a], [id], ondelete='SET NULL'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON DELETE SET NULL;

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: x, t, other, [a], [id], deferrable=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE;

-- create_foreign_key: x, t, other, [a], [id], deferrable=False
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) NOT DEFERRABLE;

-- create_foreign_key: x, t, other, [a], [id], initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], match='FULL'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) MATCH FULL;

-- create_foreign_key: x, t, other, [a], [id], source_schema='s'
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: x, t, other, [a], [id], referent_schema='r'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id);

-- create_foreign_key: x, t, other, [a], [id], postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: x, t, other, [a], [id], ondelete='CASCADE', onupdate='RESTRICT'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE;

-- create_foreign_key: x, t, other, [a], [id], ondelete='CASCADE', deferrable=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE DEFERRABLE;

-- create_foreign_key: x, t, other, [a], [id], ondelete='CASCADE', initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], ondelete='CASCADE', match='FULL'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) MATCH FULL ON DELETE CASCADE;

-- create_foreign_key: x, t, other, [a], [id], ondelete='CASCADE', source_schema='s'
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE;

-- create_foreign_key: x, t, other, [a], [id], ondelete='CASCADE', referent_schema='r'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id) ON DELETE CASCADE;

-- create_foreign_key: x, t, other, [a], [id], ondelete='CASCADE', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE;

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT', deferrable=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE;

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT', initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT', match='FULL'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) MATCH FULL;

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT', source_schema='s'
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT', referent_schema='r'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id);

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: x, t, other, [a], [id], deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], deferrable=True, match='FULL'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) MATCH FULL DEFERRABLE;

-- create_foreign_key: x, t, other, [a], [id], deferrable=True, source_schema='s'
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE;

-- create_foreign_key: x, t, other, [a], [id], deferrable=True, referent_schema='r'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id) DEFERRABLE;

-- create_foreign_key: x, t, other, [a], [id], deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE;

-- create_foreign_key: x, t, other, [a], [id], initially='DEFERRED', match='FULL'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) MATCH FULL INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], initially='DEFERRED', source_schema='s'
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], initially='DEFERRED', referent_schema='r'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id) INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], match='FULL', source_schema='s'
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) MATCH FULL;

-- create_foreign_key: x, t, other, [a], [id], match='FULL', referent_schema='r'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id) MATCH FULL;

-- create_foreign_key: x, t, other, [a], [id], match='FULL', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) MATCH FULL;

-- create_foreign_key: x, t, other, [a], [id], source_schema='s', referent_schema='r'
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id);

-- create_foreign_key: x, t, other, [a], [id], source_schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: x, t, other, [a], [id], referent_schema='r', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id);

-- create_primary_key: None, t, [a]
ALTER TABLE t ADD PRIMARY KEY (a, "B c");

-- create_primary_key: None, t, [a], schema='s'
ALTER TABLE s.t ADD PRIMARY KEY (a, "B c");

-- create_unique_constraint: None, t, [a]
ALTER TABLE t ADD UNIQUE (a, b);

-- create_unique_constraint: None, t, [a], schema='s'
ALTER TABLE s.t ADD UNIQUE (a, b);

-- create_unique_constraint: None, t, [a], deferrable=True
ALTER TABLE t ADD UNIQUE (a, b) DEFERRABLE;

-- create_unique_constraint: None, t, [a], deferrable=False
ALTER TABLE t ADD UNIQUE (a, b) NOT DEFERRABLE;

-- create_unique_constraint: None, t, [a], initially='DEFERRED'
ALTER TABLE t ADD UNIQUE (a, b) INITIALLY DEFERRED;

-- create_unique_constraint: None, t, [a], postgresql_nulls_not_distinct=True
ALTER TABLE t ADD UNIQUE (a, b);

-- create_unique_constraint: None, t, [a], schema='s', deferrable=True
ALTER TABLE s.t ADD UNIQUE (a, b) DEFERRABLE;

-- create_unique_constraint: None, t, [a], schema='s', initially='DEFERRED'
ALTER TABLE s.t ADD UNIQUE (a, b) INITIALLY DEFERRED;

-- create_unique_constraint: None, t, [a], schema='s', postgresql_nulls_not_distinct=True
ALTER TABLE s.t ADD UNIQUE (a, b);

-- create_unique_constraint: None, t, [a], deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD UNIQUE (a, b) DEFERRABLE INITIALLY DEFERRED;

-- create_unique_constraint: None, t, [a], deferrable=True, postgresql_nulls_not_distinct=True
ALTER TABLE t ADD UNIQUE (a, b) DEFERRABLE;

-- create_unique_constraint: None, t, [a], initially='DEFERRED', postgresql_nulls_not_distinct=True
ALTER TABLE t ADD UNIQUE (a, b) INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%'
ALTER TABLE t ADD CHECK (a > 5 AND b LIKE '5%');

-- create_check_constraint: None, t, a > 5
ALTER TABLE t ADD CHECK (a > 5);

-- create_check_constraint: None, t, a > :a_1
ALTER TABLE t ADD CHECK (a > 5);

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', schema='s'
ALTER TABLE s.t ADD CHECK (a > 5 AND b LIKE '5%');

-- create_check_constraint: None, t, a > 5, schema='s'
ALTER TABLE s.t ADD CHECK (a > 5);

-- create_check_constraint: None, t, a > :a_1, schema='s'
ALTER TABLE s.t ADD CHECK (a > 5);

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', deferrable=True
ALTER TABLE t ADD CHECK (a > 5 AND b LIKE '5%') DEFERRABLE;

-- create_check_constraint: None, t, a > 5, deferrable=True
ALTER TABLE t ADD CHECK (a > 5) DEFERRABLE;

-- create_check_constraint: None, t, a > :a_1, deferrable=True
ALTER TABLE t ADD CHECK (a > 5) DEFERRABLE;

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', deferrable=False
ALTER TABLE t ADD CHECK (a > 5 AND b LIKE '5%') NOT DEFERRABLE;

-- create_check_constraint: None, t, a > 5, deferrable=False
ALTER TABLE t ADD CHECK (a > 5) NOT DEFERRABLE;

-- create_check_constraint: None, t, a > :a_1, deferrable=False
ALTER TABLE t ADD CHECK (a > 5) NOT DEFERRABLE;

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', initially='DEFERRED'
ALTER TABLE t ADD CHECK (a > 5 AND b LIKE '5%') INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > 5, initially='DEFERRED'
ALTER TABLE t ADD CHECK (a > 5) INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > :a_1, initially='DEFERRED'
ALTER TABLE t ADD CHECK (a > 5) INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5 AND b LIKE '5%');

-- create_check_constraint: None, t, a > 5, postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5);

-- create_check_constraint: None, t, a > :a_1, postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5);

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', schema='s', deferrable=True
ALTER TABLE s.t ADD CHECK (a > 5 AND b LIKE '5%') DEFERRABLE;

-- create_check_constraint: None, t, a > 5, schema='s', deferrable=True
ALTER TABLE s.t ADD CHECK (a > 5) DEFERRABLE;

-- create_check_constraint: None, t, a > :a_1, schema='s', deferrable=True
ALTER TABLE s.t ADD CHECK (a > 5) DEFERRABLE;

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', schema='s', initially='DEFERRED'
ALTER TABLE s.t ADD CHECK (a > 5 AND b LIKE '5%') INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > 5, schema='s', initially='DEFERRED'
ALTER TABLE s.t ADD CHECK (a > 5) INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > :a_1, schema='s', initially='DEFERRED'
ALTER TABLE s.t ADD CHECK (a > 5) INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD CHECK (a > 5 AND b LIKE '5%');

-- create_check_constraint: None, t, a > 5, schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD CHECK (a > 5);

-- create_check_constraint: None, t, a > :a_1, schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD CHECK (a > 5);

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CHECK (a > 5 AND b LIKE '5%') DEFERRABLE INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > 5, deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CHECK (a > 5) DEFERRABLE INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > :a_1, deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CHECK (a > 5) DEFERRABLE INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5 AND b LIKE '5%') DEFERRABLE;

-- create_check_constraint: None, t, a > 5, deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5) DEFERRABLE;

-- create_check_constraint: None, t, a > :a_1, deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5) DEFERRABLE;

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5 AND b LIKE '5%') INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > 5, initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5) INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > :a_1, initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5) INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id]
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: None, t, other, [a], [id], ondelete='CASCADE'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE;

-- create_foreign_key: None, t, other, [a], [id], ondelete='SET NULL'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON DELETE SET NULL;

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: None, t, other, [a], [id], deferrable=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE;

-- create_foreign_key: None, t, other, [a], [id], deferrable=False
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) NOT DEFERRABLE;

-- create_foreign_key: None, t, other, [a], [id], initially='DEFERRED'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], match='FULL'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) MATCH FULL;

-- create_foreign_key: None, t, other, [a], [id], source_schema='s'
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: None, t, other, [a], [id], referent_schema='r'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES r.other (id);

-- create_foreign_key: None, t, other, [a], [id], postgresql_not_valid=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: None, t, other, [a], [id], ondelete='CASCADE', onupdate='RESTRICT'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE;

-- create_foreign_key: None, t, other, [a], [id], ondelete='CASCADE', deferrable=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE DEFERRABLE;

-- create_foreign_key: None, t, other, [a], [id], ondelete='CASCADE', initially='DEFERRED'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], ondelete='CASCADE', match='FULL'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) MATCH FULL ON DELETE CASCADE;

-- create_foreign_key: None, t, other, [a], [id], ondelete='CASCADE', source_schema='s'
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE;

-- create_foreign_key: None, t, other, [a], [id], ondelete='CASCADE', referent_schema='r'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES r.other (id) ON DELETE CASCADE;

-- create_foreign_key: None, t, other, [a], [id], ondelete='CASCADE', postgresql_not_valid=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE;

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT', deferrable=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE;

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT', initially='DEFERRED'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT', match='FULL'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) MATCH FULL;

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT', source_schema='s'
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT', referent_schema='r'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES r.other (id);

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT', postgresql_not_valid=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: None, t, other, [a], [id], deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], deferrable=True, match='FULL'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) MATCH FULL DEFERRABLE;

-- create_foreign_key: None, t, other, [a], [id], deferrable=True, source_schema='s'
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE;

-- create_foreign_key: None, t, other, [a], [id], deferrable=True, referent_schema='r'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES r.other (id) DEFERRABLE;

-- create_foreign_key: None, t, other, [a], [id], deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE;

-- create_foreign_key: None, t, other, [a], [id], initially='DEFERRED', match='FULL'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) MATCH FULL INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], initially='DEFERRED', source_schema='s'
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES other (id) INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], initially='DEFERRED', referent_schema='r'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES r.other (id) INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], match='FULL', source_schema='s'
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES other (id) MATCH FULL;

-- create_foreign_key: None, t, other, [a], [id], match='FULL', referent_schema='r'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES r.other (id) MATCH FULL;

-- create_foreign_key: None, t, other, [a], [id], match='FULL', postgresql_not_valid=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) MATCH FULL;

-- create_foreign_key: None, t, other, [a], [id], source_schema='s', referent_schema='r'
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES r.other (id);

-- create_foreign_key: None, t, other, [a], [id], source_schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: None, t, other, [a], [id], referent_schema='r', postgresql_not_valid=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES r.other (id);

-- drop_constraint: x, t, foreignkey
ALTER TABLE t DROP CONSTRAINT x;

-- drop_constraint: x, t, foreignkey, schema='s'
ALTER TABLE s.t DROP CONSTRAINT x;

-- drop_constraint: x, t, foreignkey, if_exists=True
-- error: `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- drop_constraint: x, t, foreignkey, schema='s', if_exists=True
-- error: `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- drop_constraint: x, t, unique
ALTER TABLE t DROP CONSTRAINT x;

-- drop_constraint: x, t, unique, schema='s'
ALTER TABLE s.t DROP CONSTRAINT x;

-- drop_constraint: x, t, unique, if_exists=True
-- error: `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- drop_constraint: x, t, unique, schema='s', if_exists=True
-- error: `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- drop_constraint: x, t, check
ALTER TABLE t DROP CONSTRAINT x;

-- drop_constraint: x, t, check, schema='s'
ALTER TABLE s.t DROP CONSTRAINT x;

-- drop_constraint: x, t, check, if_exists=True
-- error: `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- drop_constraint: x, t, check, schema='s', if_exists=True
-- error: `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- drop_constraint: x, t, primary
ALTER TABLE t DROP CONSTRAINT x;

-- drop_constraint: x, t, primary, schema='s'
ALTER TABLE s.t DROP CONSTRAINT x;

-- drop_constraint: x, t, primary, if_exists=True
-- error: `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- drop_constraint: x, t, primary, schema='s', if_exists=True
-- error: `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- drop_constraint: x, t, None
ALTER TABLE t DROP CONSTRAINT x;

-- drop_constraint: x, t, None, schema='s'
ALTER TABLE s.t DROP CONSTRAINT x;

-- drop_constraint: x, t, None, if_exists=True
-- error: `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- drop_constraint: x, t, None, schema='s', if_exists=True
-- error: `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
-- hint: leave `if_exists` out

-- create_table_comment: t, c
COMMENT ON TABLE t IS 'it''s 100%';

-- drop_table_comment: t
COMMENT ON TABLE t IS '';

-- create_table_comment: t, c, schema='s'
COMMENT ON TABLE s.t IS 'it''s 100%';

-- drop_table_comment: t, schema='s'
COMMENT ON TABLE s.t IS '';

-- create_table_comment: t, c, existing_comment='old'
COMMENT ON TABLE t IS 'it''s 100%';

-- drop_table_comment: t, existing_comment='old'
COMMENT ON TABLE t IS '';

-- create_table_comment: t, c, schema='s', existing_comment='old'
COMMENT ON TABLE s.t IS 'it''s 100%';

-- drop_table_comment: t, schema='s', existing_comment='old'
COMMENT ON TABLE s.t IS '';

-- bulk_insert: table, [{'a': 1, 'b': 'x'}]
INSERT INTO t (a, b) VALUES (1, 'x');

-- bulk_insert: table, [{'a': 1, 'b': 'x'}], multiinsert=False
INSERT INTO t (a, b) VALUES (1, 'x');

-- bulk_insert: table, [{'a': 1, 'b': "it's 5%"}, {'a': 2, 'b': None}]
INSERT INTO t (a, b) VALUES (1, 'it''s 5%');
INSERT INTO t (a, b) VALUES (2, NULL);

-- bulk_insert: table, [{'a': 1, 'b': "it's 5%"}, {'a': 2, 'b': None}], multiinsert=False
INSERT INTO t (a, b) VALUES (1, 'it''s 5%');
INSERT INTO t (a, b) VALUES (2, NULL);

-- bulk_insert: table, []

-- bulk_insert: table, [], multiinsert=False

-- execute: SELECT 1
SELECT 1;

-- execute: UPDATE t SET a = '5%'
UPDATE t SET a = '5%';

-- execute: SELECT 1
SELECT 1;

-- execute: UPDATE t SET a=:a
UPDATE t SET a=5;

-- execute: SELECT '\:x'
SELECT ':x';

-- add_enum_value: 'mood', "it's"
-- error: `op.add_enum_value` on oracle: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- add_enum_value: 'mood', 'b', before='c', schema='Odd', if_not_exists=True
-- error: `op.add_enum_value` on oracle: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- add_enum_value: 'mood', 'b', after='a'
-- error: `op.add_enum_value` on oracle: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- alter_extension: 'postgis', version='3.5', existing_version='3.4'
-- error: `op.alter_extension` on oracle: only PostgreSQL has extensions
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- alter_extension: 'citext', schema='Odd', existing_schema='public'
-- error: `op.alter_extension` on oracle: only PostgreSQL has extensions
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- alter_sequence: 'q', increment=2
ALTER SEQUENCE q INCREMENT BY 2;

-- alter_sequence: 'q', restart=5, schema='s'
ALTER SEQUENCE s.q RESTART WITH 5;

-- alter_sequence: 'q', minvalue=1, maxvalue=9, cycle=True, cache=2
ALTER SEQUENCE q MINVALUE 1 MAXVALUE 9 CACHE 2 CYCLE;

-- comment_on: 'view', 'v', "it's 100%", schema='s', existing_comment='x'
-- error: `op.comment_on` on oracle: only PostgreSQL has comments on views
-- hint: leave the comment out on this backend

-- comment_on: 'FUNCTION', 'f(integer)', None
-- error: `op.comment_on` on oracle: only PostgreSQL has comments on views
-- hint: leave the comment out on this backend

-- create_enum: 'mood', ['sad', "it's"]
-- error: `op.create_enum` on oracle: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- create_enum: 'Odd', ['a'], schema='s', if_not_exists=True
-- error: `op.create_enum` on oracle: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- create_extension: 'citext'
-- error: `op.create_extension` on oracle: only PostgreSQL has extensions
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- create_extension: 'uuid-ossp', schema='s', version='1.1', if_not_exists=True, cascade=True
-- error: `op.create_extension` on oracle: only PostgreSQL has extensions
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- create_function: 'f(a integer DEFAULT 2)', 'RETURNS integer LANGUAGE sql AS $$ SELECT a $$'
CREATE FUNCTION f(a integer DEFAULT 2) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;

-- create_function: 'Odd()', "RETURNS int AS 'x'", schema='s'
CREATE FUNCTION s."Odd" RETURNS int AS 'x';

-- create_materialized_view: 'm', 'SELECT 1'
CREATE MATERIALIZED VIEW m AS SELECT 1;

-- create_materialized_view: 'm', a select, schema='s', if_not_exists=True, with_data=False
CREATE MATERIALIZED VIEW s.m BUILD DEFERRED AS SELECT 'it''s' AS anon_1 FROM DUAL;

-- create_policy: 'mine', 't', using='owner = current_user'
-- error: `op.create_policy` on oracle: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- create_policy: 'Odd', 't', check='a > 0', command='insert', permissive=False, roles=['app', 'current_user'], schema='s'
-- error: `op.create_policy` on oracle: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- create_procedure: 'p(a integer)', 'LANGUAGE sql AS $$ SELECT a $$'
CREATE PROCEDURE p(a integer) LANGUAGE sql AS $$ SELECT a $$;

-- create_procedure: 'Odd()', "AS 'x'", schema='s'
CREATE PROCEDURE s."Odd" AS 'x';

-- create_sequence: 'q'
CREATE SEQUENCE q;

-- create_sequence: 'q', schema='s', start=5, increment=2, minvalue=1, maxvalue=9, cycle=True, cache=3
CREATE SEQUENCE s.q INCREMENT BY 2 START WITH 5 MINVALUE 1 MAXVALUE 9 CACHE 3 CYCLE;

-- create_sequence: 'q', if_not_exists=True
-- error: `op.create_sequence` on oracle: only PostgreSQL and MariaDB have CREATE SEQUENCE IF NOT EXISTS
-- hint: leave `if_not_exists` out

-- create_sequence: 'q', nominvalue=True, nomaxvalue=True
CREATE SEQUENCE q NOMINVALUE NOMAXVALUE;

-- create_sequence: 'q', data_type=BigInteger(
CREATE SEQUENCE q;

-- create_sequence: 'q', order=True
CREATE SEQUENCE q ORDER;

-- create_trigger: 'tr', 't', 'BEFORE INSERT', 'FOR EACH ROW EXECUTE FUNCTION f()'
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();

-- create_trigger: 'tr', 't', 'BEFORE INSERT', 'FOR EACH ROW EXECUTE FUNCTION f()', schema='Odd Schema'
CREATE TRIGGER "Odd Schema".tr BEFORE INSERT ON "Odd Schema".t FOR EACH ROW EXECUTE FUNCTION f();

-- create_view: 'v', 'SELECT 1 AS one'
CREATE VIEW v AS SELECT 1 AS one;

-- create_view: 'Odd', a select, schema='s'
CREATE VIEW s."Odd" AS SELECT '%';

-- create_view: 'v', a select
CREATE VIEW v AS SELECT a
FROM t
WHERE a = 'x''y';

-- create_view: 'v', 'SELECT 1 AS one', options={'security_invoker': True, 'check_option': 'local'}
-- error: `op.create_view` on oracle: only PostgreSQL has views with options
-- hint: leave `options` out

-- disable_row_security: 't'
-- error: `op.disable_row_security` on oracle: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- disable_row_security: 't', schema='s', force=True
-- error: `op.disable_row_security` on oracle: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- drop_enum: 'mood'
-- error: `op.drop_enum` on oracle: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- drop_enum: 'mood', schema='s', if_exists=True
-- error: `op.drop_enum` on oracle: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- drop_extension: 'citext'
-- error: `op.drop_extension` on oracle: only PostgreSQL has extensions
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- drop_extension: 'citext', if_exists=True, cascade=True
-- error: `op.drop_extension` on oracle: only PostgreSQL has extensions
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- drop_function: 'f(a integer DEFAULT 2)'
DROP FUNCTION f;

-- drop_function: "f(a integer = 1, b text DEFAULT 'x,y', OUT c int)", schema='s', if_exists=True, cascade=True
-- error: `op.drop_function` on oracle: only PostgreSQL has DROP FUNCTION ... CASCADE
-- hint: drop what uses it first

-- drop_materialized_view: 'm'
DROP MATERIALIZED VIEW m;

-- drop_materialized_view: 'm', schema='s', if_exists=True, cascade=True
-- error: `op.drop_materialized_view` on oracle: only PostgreSQL has IF EXISTS and CASCADE for a materialised view
-- hint: leave them out

-- drop_policy: 'mine', 't'
-- error: `op.drop_policy` on oracle: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- drop_policy: 'Odd', 't', schema='s', if_exists=True
-- error: `op.drop_policy` on oracle: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- drop_procedure: 'p(a integer)'
DROP PROCEDURE p;

-- drop_procedure: 'p()', schema='s', if_exists=True, cascade=True
-- error: `op.drop_procedure` on oracle: only PostgreSQL has DROP PROCEDURE ... CASCADE
-- hint: drop what uses it first

-- drop_sequence: 'q'
DROP SEQUENCE q;

-- drop_sequence: 'q', schema='s', if_exists=True
-- error: `op.drop_sequence` on oracle: only PostgreSQL, MariaDB and SQL Server have DROP SEQUENCE IF EXISTS
-- hint: leave `if_exists` out

-- drop_trigger: 'tr', 't'
DROP TRIGGER tr;

-- drop_trigger: 'tr', 't', schema='s', if_exists=True
DROP TRIGGER IF EXISTS s.tr;

-- drop_view: 'v'
DROP VIEW v;

-- drop_view: 'v', schema='s', if_exists=True
DROP VIEW IF EXISTS s.v;

-- drop_view: 'v', cascade=True
-- error: `op.drop_view` on oracle: only PostgreSQL has DROP VIEW ... CASCADE
-- hint: drop what depends on it first

-- enable_row_security: 't'
-- error: `op.enable_row_security` on oracle: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- enable_row_security: 't', schema='s', force=True
-- error: `op.enable_row_security` on oracle: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- grant: ['SELECT', 'INSERT'], 't', 'reader'
-- error: `op.grant` on oracle: only PostgreSQL has grants in this form
-- hint: write the server's own words with `op.execute`

-- grant: ['USAGE'], 's', 'public', target_kind='SCHEMA', grantable=True
-- error: `op.grant` on oracle: only PostgreSQL has grants in this form
-- hint: write the server's own words with `op.execute`

-- grant: ['EXECUTE'], 'Odd(integer)', 'Odd', target_kind='FUNCTION', schema='s'
-- error: `op.grant` on oracle: only PostgreSQL has grants in this form
-- hint: write the server's own words with `op.execute`

-- irreversible: 'the rows are gone'
-- error: this revision cannot be reversed: the rows are gone
-- hint: restore a backup, or go on upwards

-- refresh_materialized_view: 'm'
-- error: `op.refresh_materialized_view` on oracle: only PostgreSQL has REFRESH MATERIALIZED VIEW
-- hint: use `op.execute` with its own words

-- refresh_materialized_view: 'm', schema='s', concurrently=True
-- error: `op.refresh_materialized_view` on oracle: only PostgreSQL has REFRESH MATERIALIZED VIEW
-- hint: use `op.execute` with its own words

-- rename_enum_value: 'mood', 'a', "it's"
-- error: `op.rename_enum_value` on oracle: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- rename_enum_value: 'mood', 'a', 'b', schema='s'
-- error: `op.rename_enum_value` on oracle: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- replace_enum: 'mood', ['ok', "it's"]
-- error: `op.replace_enum` on oracle: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- replace_enum: 'Odd', ['a'], columns=[{'table': 't', 'column': 'm', 'default': "'a'"}, {'table': 'Odd', 'column': 'select', 'schema': 's', 'array': True}], previous=['a', 'b'], schema='s'
-- error: `op.replace_enum` on oracle: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- replace_function: 'f(a integer DEFAULT 2)', 'RETURNS integer LANGUAGE sql AS $$ SELECT a $$'
CREATE OR REPLACE FUNCTION f(a integer DEFAULT 2) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;

-- replace_function: 'f()', "RETURNS int AS 'x'", schema='s', previous='y'
CREATE OR REPLACE FUNCTION s.f RETURNS int AS 'x';

-- replace_procedure: 'p()', "AS 'x'"
CREATE OR REPLACE PROCEDURE p AS 'x';

-- replace_procedure: 'p()', "AS 'x'", schema='s', previous='y'
CREATE OR REPLACE PROCEDURE s.p AS 'x';

-- replace_trigger: 'tr', 't', 'BEFORE INSERT', 'FOR EACH ROW EXECUTE FUNCTION f()'
CREATE OR REPLACE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();

-- replace_trigger: 'tr', 't', 'BEFORE INSERT', 'FOR EACH ROW EXECUTE FUNCTION f()', schema='s', previous=('AFTER INSERT', 'x'
CREATE OR REPLACE TRIGGER s.tr BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION f();

-- replace_view: 'v', 'SELECT 1'
CREATE OR REPLACE VIEW v AS SELECT 1;

-- replace_view: 'v', 'SELECT 1', schema='s', previous='SELECT 2'
CREATE OR REPLACE VIEW s.v AS SELECT 1;

-- revoke: ['SELECT'], 't', 'reader'
-- error: `op.revoke` on oracle: only PostgreSQL has grants in this form
-- hint: write the server's own words with `op.execute`

-- revoke: ['USAGE'], 's', 'Odd', target_kind='SCHEMA'
-- error: `op.revoke` on oracle: only PostgreSQL has grants in this form
-- hint: write the server's own words with `op.execute`

-- run_script: "SELECT 1; SELECT ';'; -- no; more\nSELECT 3"
SELECT 1;
SELECT ';';
-- no; more
SELECT 3;

-- run_script: 'SELECT 1'
SELECT 1;
