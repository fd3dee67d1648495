-- create_table: t, plain 0, plain 1
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s'
CREATE TABLE s.t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, no key 0
CREATE TABLE t (
    n VARCHAR(10)
);

-- create_table: t, no key 0, schema='s'
CREATE TABLE s.t (
    n VARCHAR(10)
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
    id SERIAL NOT NULL,
    CONSTRAINT pk PRIMARY KEY (id)
);

-- create_table: t, named key 0, named key 1, schema='s'
CREATE TABLE s.t (
    id SERIAL NOT NULL,
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
    id SERIAL NOT NULL,
    parent INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(parent) REFERENCES t (id)
);

-- create_table: t, self reference 0, self reference 1, schema='s'
CREATE TABLE s.t (
    id SERIAL NOT NULL,
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
CREATE INDEX ix_s_t_id ON s.t (id);

-- create_table: t, index item 0, index item 1
CREATE TABLE t (
    id INTEGER
);
CREATE UNIQUE INDEX ix ON t (id);

-- create_table: t, index item 0, index item 1, schema='s'
CREATE TABLE s.t (
    id INTEGER
);
CREATE UNIQUE INDEX ix ON s.t (id);

-- create_table: t, enum 0
CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TABLE t (
    e kind
);

-- create_table: t, enum 0, schema='s'
CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TABLE s.t (
    e kind
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
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s'
CREATE TABLE s.t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='Odd Schema'
CREATE TABLE "Odd Schema".t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True
CREATE TABLE IF NOT EXISTS t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=False
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, comment="it's a table"
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY']
CREATE TEMPORARY TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB'
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_charset='utf8mb4'
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, postgresql_tablespace='fast'
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
)
 TABLESPACE fast;

-- create_table: t, plain 0, plain 1, sqlite_autoincrement=True
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, sqlite_with_rowid=False
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', if_not_exists=True
CREATE TABLE IF NOT EXISTS s.t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', comment="it's a table"
CREATE TABLE s.t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);
COMMENT ON TABLE s.t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, schema='s', prefixes=['TEMPORARY']
CREATE TEMPORARY TABLE s.t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', mysql_engine='InnoDB'
CREATE TABLE s.t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', mysql_charset='utf8mb4'
CREATE TABLE s.t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', postgresql_tablespace='fast'
CREATE TABLE s.t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
)
 TABLESPACE fast;

-- create_table: t, plain 0, plain 1, schema='s', sqlite_autoincrement=True
CREATE TABLE s.t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', sqlite_with_rowid=False
CREATE TABLE s.t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, comment="it's a table"
CREATE TABLE IF NOT EXISTS t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, if_not_exists=True, prefixes=['TEMPORARY']
CREATE TEMPORARY TABLE IF NOT EXISTS t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, mysql_engine='InnoDB'
CREATE TABLE IF NOT EXISTS t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, mysql_charset='utf8mb4'
CREATE TABLE IF NOT EXISTS t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, postgresql_tablespace='fast'
CREATE TABLE IF NOT EXISTS t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
)
 TABLESPACE fast;

-- create_table: t, plain 0, plain 1, if_not_exists=True, sqlite_autoincrement=True
CREATE TABLE IF NOT EXISTS t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, sqlite_with_rowid=False
CREATE TABLE IF NOT EXISTS t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, comment="it's a table", prefixes=['TEMPORARY']
CREATE TEMPORARY TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, comment="it's a table", mysql_engine='InnoDB'
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, comment="it's a table", mysql_charset='utf8mb4'
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, comment="it's a table", postgresql_tablespace='fast'
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
)
 TABLESPACE fast;
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, comment="it's a table", sqlite_autoincrement=True
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, comment="it's a table", sqlite_with_rowid=False
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);
COMMENT ON TABLE t IS 'it''s a table';

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], mysql_engine='InnoDB'
CREATE TEMPORARY TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], mysql_charset='utf8mb4'
CREATE TEMPORARY TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], postgresql_tablespace='fast'
CREATE TEMPORARY TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
)
 TABLESPACE fast;

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], sqlite_autoincrement=True
CREATE TEMPORARY TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], sqlite_with_rowid=False
CREATE TEMPORARY TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB', mysql_charset='utf8mb4'
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB', postgresql_tablespace='fast'
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
)
 TABLESPACE fast;

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB', sqlite_autoincrement=True
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB', sqlite_with_rowid=False
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_charset='utf8mb4', postgresql_tablespace='fast'
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
)
 TABLESPACE fast;

-- create_table: t, plain 0, plain 1, mysql_charset='utf8mb4', sqlite_autoincrement=True
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_charset='utf8mb4', sqlite_with_rowid=False
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, postgresql_tablespace='fast', sqlite_autoincrement=True
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
)
 TABLESPACE fast;

-- create_table: t, plain 0, plain 1, postgresql_tablespace='fast', sqlite_with_rowid=False
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
    PRIMARY KEY (id)
)
 TABLESPACE fast;

-- create_table: t, plain 0, plain 1, sqlite_autoincrement=True, sqlite_with_rowid=False
CREATE TABLE t (
    id SERIAL NOT NULL,
    n VARCHAR(10),
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
ALTER TABLE t ADD COLUMN c INTEGER;

-- add_column: t, integer, schema='s'
ALTER TABLE s.t ADD COLUMN c INTEGER;

-- add_column: t, not null
ALTER TABLE t ADD COLUMN c VARCHAR(20) NOT NULL;

-- add_column: t, not null, schema='s'
ALTER TABLE s.t ADD COLUMN c VARCHAR(20) NOT NULL;

-- add_column: t, default text
ALTER TABLE t ADD COLUMN c VARCHAR(20) DEFAULT 'it''s 5%';

-- add_column: t, default text, schema='s'
ALTER TABLE s.t ADD COLUMN c VARCHAR(20) DEFAULT 'it''s 5%';

-- add_column: t, default expression
ALTER TABLE t ADD COLUMN c TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP;

-- add_column: t, default expression, schema='s'
ALTER TABLE s.t ADD COLUMN c TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP;

-- add_column: t, numeric
ALTER TABLE t ADD COLUMN c NUMERIC(10, 2) DEFAULT 0;

-- add_column: t, numeric, schema='s'
ALTER TABLE s.t ADD COLUMN c NUMERIC(10, 2) DEFAULT 0;

-- add_column: t, mixed case
ALTER TABLE t ADD COLUMN "Mixed Case" INTEGER;

-- add_column: t, mixed case, schema='s'
ALTER TABLE s.t ADD COLUMN "Mixed Case" INTEGER;

-- add_column: t, reserved
ALTER TABLE t ADD COLUMN "select" INTEGER;

-- add_column: t, reserved, schema='s'
ALTER TABLE s.t ADD COLUMN "select" INTEGER;

-- add_column: t, comment
ALTER TABLE t ADD COLUMN c INTEGER;
COMMENT ON COLUMN t.c IS 'what''s 100%';

-- add_column: t, comment, schema='s'
ALTER TABLE s.t ADD COLUMN c INTEGER;
COMMENT ON COLUMN s.t.c IS 'what''s 100%';

-- add_column: t, foreign key
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD FOREIGN KEY(c) REFERENCES other (id);

-- add_column: t, foreign key, schema='s'
ALTER TABLE s.t ADD COLUMN c INTEGER;
ALTER TABLE s.t ADD FOREIGN KEY(c) REFERENCES other (id);

-- add_column: t, foreign key options
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(c) REFERENCES s.other (id) ON DELETE CASCADE;

-- add_column: t, foreign key options, schema='s'
ALTER TABLE s.t ADD COLUMN c INTEGER;
ALTER TABLE s.t ADD CONSTRAINT fk FOREIGN KEY(c) REFERENCES s.other (id) ON DELETE CASCADE;

-- add_column: t, index
ALTER TABLE t ADD COLUMN c INTEGER;
CREATE INDEX ix_t_c ON t (c);

-- add_column: t, index, schema='s'
ALTER TABLE s.t ADD COLUMN c INTEGER;
CREATE INDEX ix_s_t_c ON s.t (c);

-- add_column: t, unique
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD UNIQUE (c);

-- add_column: t, unique, schema='s'
ALTER TABLE s.t ADD COLUMN c INTEGER;
ALTER TABLE s.t ADD UNIQUE (c);

-- add_column: t, computed
ALTER TABLE t ADD COLUMN c INTEGER GENERATED ALWAYS AS (a * 2);

-- add_column: t, computed, schema='s'
ALTER TABLE s.t ADD COLUMN c INTEGER GENERATED ALWAYS AS (a * 2);

-- add_column: t, identity
ALTER TABLE t ADD COLUMN c INTEGER GENERATED BY DEFAULT AS IDENTITY (START WITH 3);

-- add_column: t, identity, schema='s'
ALTER TABLE s.t ADD COLUMN c INTEGER GENERATED BY DEFAULT AS IDENTITY (START WITH 3);

-- add_column: t, boolean
ALTER TABLE t ADD COLUMN c BOOLEAN;

-- add_column: t, boolean, schema='s'
ALTER TABLE s.t ADD COLUMN c BOOLEAN;

-- add_column: t, enum
ALTER TABLE t ADD COLUMN c VARCHAR(1);
ALTER TABLE t ADD CONSTRAINT kind CHECK (c IN ('a', 'b'));

-- add_column: t, enum, schema='s'
ALTER TABLE s.t ADD COLUMN c VARCHAR(1);
ALTER TABLE s.t ADD CONSTRAINT kind CHECK (c IN ('a', 'b'));

-- add_column: t, large
ALTER TABLE t ADD COLUMN c BYTEA;

-- add_column: t, large, schema='s'
ALTER TABLE s.t ADD COLUMN c BYTEA;

-- add_column: t, json
ALTER TABLE t ADD COLUMN c JSON;

-- add_column: t, json, schema='s'
ALTER TABLE s.t ADD COLUMN c JSON;

-- add_column: t, text
ALTER TABLE t ADD COLUMN c TEXT;

-- add_column: t, text, schema='s'
ALTER TABLE s.t ADD COLUMN c TEXT;

-- add_column: t, interval
ALTER TABLE t ADD COLUMN c DATE;

-- add_column: t, interval, schema='s'
ALTER TABLE s.t ADD COLUMN c DATE;

-- add_column: t, integer
ALTER TABLE t ADD COLUMN c INTEGER;

-- add_column: t, integer, if_not_exists=True
ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;

-- add_column: t, integer, inline_primary_key=True
ALTER TABLE t ADD COLUMN c INTEGER;

-- add_column: t, integer, schema='Odd Schema'
ALTER TABLE "Odd Schema".t ADD COLUMN c INTEGER;

-- add_column: t, integer, if_not_exists=True, inline_primary_key=True
ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;

-- add_column: t, integer, if_not_exists=True, schema='Odd Schema'
ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS c INTEGER;

-- add_column: t, integer, inline_primary_key=True, schema='Odd Schema'
ALTER TABLE "Odd Schema".t ADD COLUMN c INTEGER;

-- add_column: t, foreign key, inline_references=True
ALTER TABLE t ADD COLUMN c INTEGER REFERENCES other (id);

-- add_column: t, foreign key options, inline_references=True
ALTER TABLE t ADD COLUMN c INTEGER REFERENCES s.other (id) ON DELETE CASCADE;

-- drop_column: t, c
ALTER TABLE t DROP COLUMN c;

-- drop_column: t, c, schema='s'
ALTER TABLE s.t DROP COLUMN c;

-- drop_column: t, c, if_exists=True
ALTER TABLE t DROP COLUMN IF EXISTS c;

-- drop_column: t, c, mssql_drop_default=True
ALTER TABLE t DROP COLUMN c;

-- drop_column: t, c, schema='s', if_exists=True
ALTER TABLE s.t DROP COLUMN IF EXISTS c;

-- drop_column: t, c, schema='s', mssql_drop_default=True
ALTER TABLE s.t DROP COLUMN c;

-- drop_column: t, c, if_exists=True, mssql_drop_default=True
ALTER TABLE t DROP COLUMN IF EXISTS c;

-- alter_column: t, c

-- alter_column: t, c, existing_type=Integer(

-- alter_column: t, c, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'

-- alter_column: t, c, nullable=True
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;

-- alter_column: t, c, nullable=True, existing_type=Integer(
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;

-- alter_column: t, c, nullable=True, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;

-- alter_column: t, c, nullable=False
ALTER TABLE t ALTER COLUMN c SET NOT NULL;

-- alter_column: t, c, nullable=False, existing_type=Integer(
ALTER TABLE t ALTER COLUMN c SET NOT NULL;

-- alter_column: t, c, nullable=False, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c SET NOT NULL;

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
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';

-- alter_column: t, c, server_default='5', existing_type=Integer(
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';

-- alter_column: t, c, server_default='5', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';

-- alter_column: t, c, server_default=None
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;

-- alter_column: t, c, server_default=None, existing_type=Integer(
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;

-- alter_column: t, c, server_default=None, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;

-- alter_column: t, c, server_default=<sqlalchemy.sql.elements.TextClause object at
ALTER TABLE t ALTER COLUMN c SET DEFAULT now();

-- alter_column: t, c, server_default=<sqlalchemy.sql.elements.TextClause object at, existing_type=Integer(
ALTER TABLE t ALTER COLUMN c SET DEFAULT now();

-- alter_column: t, c, server_default=<sqlalchemy.sql.elements.TextClause object at, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c SET DEFAULT now();

-- alter_column: t, c, new_column_name='other'
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, new_column_name='other', existing_type=Integer(
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, new_column_name='Other Name'
ALTER TABLE t RENAME c TO "Other Name";

-- alter_column: t, c, new_column_name='Other Name', existing_type=Integer(
ALTER TABLE t RENAME c TO "Other Name";

-- alter_column: t, c, new_column_name='Other Name', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t RENAME c TO "Other Name";

-- alter_column: t, c, type_=String(length=30
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);

-- alter_column: t, c, type_=String(length=30), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);

-- alter_column: t, c, type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);

-- alter_column: t, c, type_=BigInteger(
ALTER TABLE t ALTER COLUMN c TYPE BIGINT;

-- alter_column: t, c, type_=BigInteger(), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c TYPE BIGINT;

-- alter_column: t, c, type_=BigInteger(), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c TYPE BIGINT;

-- alter_column: t, c, type_=DateTime(
ALTER TABLE t ALTER COLUMN c TYPE TIMESTAMP WITHOUT TIME ZONE;

-- alter_column: t, c, type_=DateTime(), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c TYPE TIMESTAMP WITHOUT TIME ZONE;

-- alter_column: t, c, type_=DateTime(), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c TYPE TIMESTAMP WITHOUT TIME ZONE;

-- alter_column: t, c, schema='s'

-- alter_column: t, c, schema='s', existing_type=Integer(

-- alter_column: t, c, schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'

-- alter_column: t, c, nullable=True, comment='new'
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, nullable=True, comment='new', existing_type=Integer(
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, nullable=True, comment='new', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, nullable=True, server_default='5'
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';

-- alter_column: t, c, nullable=True, server_default='5', existing_type=Integer(
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';

-- alter_column: t, c, nullable=True, server_default='5', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';

-- alter_column: t, c, nullable=True, new_column_name='other'
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, nullable=True, new_column_name='other', existing_type=Integer(
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, nullable=True, new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, nullable=True, type_=String(length=30
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;

-- alter_column: t, c, nullable=True, type_=String(length=30), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;

-- alter_column: t, c, nullable=True, type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;

-- alter_column: t, c, nullable=True, schema='s'
ALTER TABLE s.t ALTER COLUMN c DROP NOT NULL;

-- alter_column: t, c, nullable=True, schema='s', existing_type=Integer(
ALTER TABLE s.t ALTER COLUMN c DROP NOT NULL;

-- alter_column: t, c, nullable=True, schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE s.t ALTER COLUMN c DROP NOT NULL;

-- alter_column: t, c, comment='new', server_default='5'
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', server_default='5', existing_type=Integer(
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', server_default='5', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', new_column_name='other'
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, comment='new', new_column_name='other', existing_type=Integer(
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, comment='new', new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, comment='new', type_=String(length=30
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', type_=String(length=30), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);
COMMENT ON COLUMN t.c IS 'new';

-- alter_column: t, c, comment='new', schema='s'
COMMENT ON COLUMN s.t.c IS 'new';

-- alter_column: t, c, comment='new', schema='s', existing_type=Integer(
COMMENT ON COLUMN s.t.c IS 'new';

-- alter_column: t, c, comment='new', schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
COMMENT ON COLUMN s.t.c IS 'new';

-- alter_column: t, c, server_default='5', new_column_name='other'
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, server_default='5', new_column_name='other', existing_type=Integer(
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, server_default='5', new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, server_default='5', type_=String(length=30
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';

-- alter_column: t, c, server_default='5', type_=String(length=30), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';

-- alter_column: t, c, server_default='5', type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';

-- alter_column: t, c, server_default='5', schema='s'
ALTER TABLE s.t ALTER COLUMN c SET DEFAULT '5';

-- alter_column: t, c, server_default='5', schema='s', existing_type=Integer(
ALTER TABLE s.t ALTER COLUMN c SET DEFAULT '5';

-- alter_column: t, c, server_default='5', schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE s.t ALTER COLUMN c SET DEFAULT '5';

-- alter_column: t, c, new_column_name='other', type_=String(length=30
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, new_column_name='other', type_=String(length=30), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, new_column_name='other', type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(30);
ALTER TABLE t RENAME c TO other;

-- alter_column: t, c, new_column_name='other', schema='s'
ALTER TABLE s.t RENAME c TO other;

-- alter_column: t, c, new_column_name='other', schema='s', existing_type=Integer(
ALTER TABLE s.t RENAME c TO other;

-- alter_column: t, c, new_column_name='other', schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE s.t RENAME c TO other;

-- alter_column: t, c, type_=String(length=30), schema='s'
ALTER TABLE s.t ALTER COLUMN c TYPE VARCHAR(30);

-- alter_column: t, c, type_=String(length=30), schema='s', existing_type=Integer(
ALTER TABLE s.t ALTER COLUMN c TYPE VARCHAR(30);

-- alter_column: t, c, type_=String(length=30), schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE s.t ALTER COLUMN c TYPE VARCHAR(30);

-- alter_column: t, c, type_=Boolean(create_constraint=True, name='ck'), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c TYPE BOOLEAN;

-- alter_column: t, c, type_=Integer(), postgresql_using='c::integer'
ALTER TABLE t ALTER COLUMN c TYPE INTEGER USING c::integer;

-- alter_column: t, c, existing_type=Integer(), autoincrement=True

-- alter_column: t, c, existing_type=Integer(), existing_autoincrement=True, nullable=False
ALTER TABLE t ALTER COLUMN c SET NOT NULL;

-- alter_column: t, c, server_default=Identity(), existing_server_default=None, existing_type=Integer(
ALTER TABLE t ALTER COLUMN c ADD GENERATED BY DEFAULT AS IDENTITY;

-- alter_column: t, c, server_default=Identity(), existing_server_default=Identity(), existing_type=Integer(

-- alter_column: t, c, server_default=Identity(), existing_server_default=Identity(always=True, increment=2), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c SET GENERATED BY DEFAULT SET INCREMENT BY 1;

-- alter_column: t, c, server_default=Identity(always=True, start=5), existing_server_default=None, existing_type=Integer(
ALTER TABLE t ALTER COLUMN c ADD GENERATED ALWAYS AS IDENTITY (START WITH 5);

-- alter_column: t, c, server_default=Identity(always=True, start=5), existing_server_default=Identity(), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c SET GENERATED ALWAYS SET START WITH 5;

-- alter_column: t, c, server_default=Identity(always=True, start=5), existing_server_default=Identity(always=True, increment=2), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c SET INCREMENT BY 1 SET START WITH 5;

-- alter_column: t, c, server_default=None, existing_server_default=Identity(), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c DROP IDENTITY;

-- alter_column: t, c, server_default=None, existing_server_default=Identity(always=True, increment=2), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c DROP IDENTITY;

-- create_index: ix, t, [a]
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], schema='s'
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], unique=True
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True
CREATE INDEX IF NOT EXISTS ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object
CREATE INDEX ix ON t (a) WHERE a > 1;

-- create_index: ix, t, [a], postgresql_using='gin'
CREATE INDEX ix ON t USING gin (a);

-- create_index: ix, t, [a], postgresql_include=['b']
CREATE INDEX ix ON t (a) INCLUDE (b);

-- create_index: ix, t, [a], postgresql_concurrently=True
CREATE INDEX CONCURRENTLY ix ON t (a);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX ix ON t (a text_pattern_ops);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON t (a) WITH (fillfactor = 50);

-- create_index: ix, t, [a], postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a) NULLS NOT DISTINCT;

-- create_index: ix, t, [a], postgresql_tablespace='fast'
CREATE INDEX ix ON t (a) TABLESPACE fast;

-- create_index: ix, t, [a], mysql_length=5
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], mysql_using='hash'
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], schema='s', unique=True
CREATE UNIQUE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', if_not_exists=True
CREATE INDEX IF NOT EXISTS ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_where=<sqlalchemy.sql.elements.TextClause object
CREATE INDEX ix ON s.t (a) WHERE a > 1;

-- create_index: ix, t, [a], schema='s', postgresql_using='gin'
CREATE INDEX ix ON s.t USING gin (a);

-- create_index: ix, t, [a], schema='s', postgresql_include=['b']
CREATE INDEX ix ON s.t (a) INCLUDE (b);

-- create_index: ix, t, [a], schema='s', postgresql_concurrently=True
CREATE INDEX CONCURRENTLY ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX ix ON s.t (a text_pattern_ops);

-- create_index: ix, t, [a], schema='s', postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON s.t (a) WITH (fillfactor = 50);

-- create_index: ix, t, [a], schema='s', postgresql_nulls_not_distinct=True
CREATE INDEX ix ON s.t (a) NULLS NOT DISTINCT;

-- create_index: ix, t, [a], schema='s', postgresql_tablespace='fast'
CREATE INDEX ix ON s.t (a) TABLESPACE fast;

-- create_index: ix, t, [a], schema='s', mysql_length=5
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', mysql_prefix='FULLTEXT'
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', mysql_using='hash'
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], unique=True, if_not_exists=True
CREATE UNIQUE INDEX IF NOT EXISTS ix ON t (a);

-- create_index: ix, t, [a], unique=True, postgresql_where=<sqlalchemy.sql.elements.TextClause object
CREATE UNIQUE INDEX ix ON t (a) WHERE a > 1;

-- create_index: ix, t, [a], unique=True, postgresql_using='gin'
CREATE UNIQUE INDEX ix ON t USING gin (a);

-- create_index: ix, t, [a], unique=True, postgresql_include=['b']
CREATE UNIQUE INDEX ix ON t (a) INCLUDE (b);

-- create_index: ix, t, [a], unique=True, postgresql_concurrently=True
CREATE UNIQUE INDEX CONCURRENTLY ix ON t (a);

-- create_index: ix, t, [a], unique=True, postgresql_ops={'a': 'text_pattern_ops'}
CREATE UNIQUE INDEX ix ON t (a text_pattern_ops);

-- create_index: ix, t, [a], unique=True, postgresql_with={'fillfactor': 50}
CREATE UNIQUE INDEX ix ON t (a) WITH (fillfactor = 50);

-- create_index: ix, t, [a], unique=True, postgresql_nulls_not_distinct=True
CREATE UNIQUE INDEX ix ON t (a) NULLS NOT DISTINCT;

-- create_index: ix, t, [a], unique=True, postgresql_tablespace='fast'
CREATE UNIQUE INDEX ix ON t (a) TABLESPACE fast;

-- create_index: ix, t, [a], unique=True, mysql_length=5
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, mysql_prefix='FULLTEXT'
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, mysql_using='hash'
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], unique=True, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_where=<sqlalchemy.sql.elements.TextClause object
CREATE INDEX IF NOT EXISTS ix ON t (a) WHERE a > 1;

-- create_index: ix, t, [a], if_not_exists=True, postgresql_using='gin'
CREATE INDEX IF NOT EXISTS ix ON t USING gin (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_include=['b']
CREATE INDEX IF NOT EXISTS ix ON t (a) INCLUDE (b);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_concurrently=True
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX IF NOT EXISTS ix ON t (a text_pattern_ops);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_with={'fillfactor': 50}
CREATE INDEX IF NOT EXISTS ix ON t (a) WITH (fillfactor = 50);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_nulls_not_distinct=True
CREATE INDEX IF NOT EXISTS ix ON t (a) NULLS NOT DISTINCT;

-- create_index: ix, t, [a], if_not_exists=True, postgresql_tablespace='fast'
CREATE INDEX IF NOT EXISTS ix ON t (a) TABLESPACE fast;

-- create_index: ix, t, [a], if_not_exists=True, mysql_length=5
CREATE INDEX IF NOT EXISTS ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, mysql_prefix='FULLTEXT'
CREATE INDEX IF NOT EXISTS ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, mysql_using='hash'
CREATE INDEX IF NOT EXISTS ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX IF NOT EXISTS ix ON t (a);

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_using='gin'
CREATE INDEX ix ON t USING gin (a) WHERE a > 1;

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_include=['b']
CREATE INDEX ix ON t (a) INCLUDE (b) WHERE a > 1;

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_concurrently=True
CREATE INDEX CONCURRENTLY ix ON t (a) WHERE a > 1;

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX ix ON t (a text_pattern_ops) WHERE a > 1;

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON t (a) WITH (fillfactor = 50) WHERE a > 1;

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a) NULLS NOT DISTINCT WHERE a > 1;

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , postgresql_tablespace='fast'
CREATE INDEX ix ON t (a) TABLESPACE fast WHERE a > 1;

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , mysql_length=5
CREATE INDEX ix ON t (a) WHERE a > 1;

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a) WHERE a > 1;

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , mysql_using='hash'
CREATE INDEX ix ON t (a) WHERE a > 1;

-- create_index: ix, t, [a], postgresql_where=<sqlalchemy.sql.elements.TextClause object , sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a) WHERE a > 1;

-- create_index: ix, t, [a], postgresql_using='gin', postgresql_include=['b']
CREATE INDEX ix ON t USING gin (a) INCLUDE (b);

-- create_index: ix, t, [a], postgresql_using='gin', postgresql_concurrently=True
CREATE INDEX CONCURRENTLY ix ON t USING gin (a);

-- create_index: ix, t, [a], postgresql_using='gin', postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX ix ON t USING gin (a text_pattern_ops);

-- create_index: ix, t, [a], postgresql_using='gin', postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON t USING gin (a) WITH (fillfactor = 50);

-- create_index: ix, t, [a], postgresql_using='gin', postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t USING gin (a) NULLS NOT DISTINCT;

-- create_index: ix, t, [a], postgresql_using='gin', postgresql_tablespace='fast'
CREATE INDEX ix ON t USING gin (a) TABLESPACE fast;

-- create_index: ix, t, [a], postgresql_using='gin', mysql_length=5
CREATE INDEX ix ON t USING gin (a);

-- create_index: ix, t, [a], postgresql_using='gin', mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t USING gin (a);

-- create_index: ix, t, [a], postgresql_using='gin', mysql_using='hash'
CREATE INDEX ix ON t USING gin (a);

-- create_index: ix, t, [a], postgresql_using='gin', sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t USING gin (a);

-- create_index: ix, t, [a], postgresql_include=['b'], postgresql_concurrently=True
CREATE INDEX CONCURRENTLY ix ON t (a) INCLUDE (b);

-- create_index: ix, t, [a], postgresql_include=['b'], postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX ix ON t (a text_pattern_ops) INCLUDE (b);

-- create_index: ix, t, [a], postgresql_include=['b'], postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON t (a) INCLUDE (b) WITH (fillfactor = 50);

-- create_index: ix, t, [a], postgresql_include=['b'], postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a) INCLUDE (b) NULLS NOT DISTINCT;

-- create_index: ix, t, [a], postgresql_include=['b'], postgresql_tablespace='fast'
CREATE INDEX ix ON t (a) INCLUDE (b) TABLESPACE fast;

-- create_index: ix, t, [a], postgresql_include=['b'], mysql_length=5
CREATE INDEX ix ON t (a) INCLUDE (b);

-- create_index: ix, t, [a], postgresql_include=['b'], mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a) INCLUDE (b);

-- create_index: ix, t, [a], postgresql_include=['b'], mysql_using='hash'
CREATE INDEX ix ON t (a) INCLUDE (b);

-- create_index: ix, t, [a], postgresql_include=['b'], sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a) INCLUDE (b);

-- create_index: ix, t, [a], postgresql_concurrently=True, postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX CONCURRENTLY ix ON t (a text_pattern_ops);

-- create_index: ix, t, [a], postgresql_concurrently=True, postgresql_with={'fillfactor': 50}
CREATE INDEX CONCURRENTLY ix ON t (a) WITH (fillfactor = 50);

-- create_index: ix, t, [a], postgresql_concurrently=True, postgresql_nulls_not_distinct=True
CREATE INDEX CONCURRENTLY ix ON t (a) NULLS NOT DISTINCT;

-- create_index: ix, t, [a], postgresql_concurrently=True, postgresql_tablespace='fast'
CREATE INDEX CONCURRENTLY ix ON t (a) TABLESPACE fast;

-- create_index: ix, t, [a], postgresql_concurrently=True, mysql_length=5
CREATE INDEX CONCURRENTLY ix ON t (a);

-- create_index: ix, t, [a], postgresql_concurrently=True, mysql_prefix='FULLTEXT'
CREATE INDEX CONCURRENTLY ix ON t (a);

-- create_index: ix, t, [a], postgresql_concurrently=True, mysql_using='hash'
CREATE INDEX CONCURRENTLY ix ON t (a);

-- create_index: ix, t, [a], postgresql_concurrently=True, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX CONCURRENTLY ix ON t (a);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON t (a text_pattern_ops) WITH (fillfactor = 50);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a text_pattern_ops) NULLS NOT DISTINCT;

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, postgresql_tablespace='fast'
CREATE INDEX ix ON t (a text_pattern_ops) TABLESPACE fast;

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, mysql_length=5
CREATE INDEX ix ON t (a text_pattern_ops);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a text_pattern_ops);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, mysql_using='hash'
CREATE INDEX ix ON t (a text_pattern_ops);

-- create_index: ix, t, [a], postgresql_ops={'a': 'text_pattern_ops'}, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a text_pattern_ops);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}, postgresql_nulls_not_distinct=True
CREATE INDEX ix ON t (a) NULLS NOT DISTINCT WITH (fillfactor = 50);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}, postgresql_tablespace='fast'
CREATE INDEX ix ON t (a) WITH (fillfactor = 50) TABLESPACE fast;

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}, mysql_length=5
CREATE INDEX ix ON t (a) WITH (fillfactor = 50);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}, mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a) WITH (fillfactor = 50);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}, mysql_using='hash'
CREATE INDEX ix ON t (a) WITH (fillfactor = 50);

-- create_index: ix, t, [a], postgresql_with={'fillfactor': 50}, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a) WITH (fillfactor = 50);

-- create_index: ix, t, [a], postgresql_nulls_not_distinct=True, postgresql_tablespace='fast'
CREATE INDEX ix ON t (a) NULLS NOT DISTINCT TABLESPACE fast;

-- create_index: ix, t, [a], postgresql_nulls_not_distinct=True, mysql_length=5
CREATE INDEX ix ON t (a) NULLS NOT DISTINCT;

-- create_index: ix, t, [a], postgresql_nulls_not_distinct=True, mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a) NULLS NOT DISTINCT;

-- create_index: ix, t, [a], postgresql_nulls_not_distinct=True, mysql_using='hash'
CREATE INDEX ix ON t (a) NULLS NOT DISTINCT;

-- create_index: ix, t, [a], postgresql_nulls_not_distinct=True, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a) NULLS NOT DISTINCT;

-- create_index: ix, t, [a], postgresql_tablespace='fast', mysql_length=5
CREATE INDEX ix ON t (a) TABLESPACE fast;

-- create_index: ix, t, [a], postgresql_tablespace='fast', mysql_prefix='FULLTEXT'
CREATE INDEX ix ON t (a) TABLESPACE fast;

-- create_index: ix, t, [a], postgresql_tablespace='fast', mysql_using='hash'
CREATE INDEX ix ON t (a) TABLESPACE fast;

-- create_index: ix, t, [a], postgresql_tablespace='fast', sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON t (a) TABLESPACE fast;

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
DROP INDEX CONCURRENTLY ix;

-- drop_index: ix, t, schema='s', if_exists=True
DROP INDEX IF EXISTS s.ix;

-- drop_index: ix, t, schema='s', postgresql_concurrently=True
DROP INDEX CONCURRENTLY s.ix;

-- drop_index: ix, t, if_exists=True, postgresql_concurrently=True
DROP INDEX CONCURRENTLY IF EXISTS ix;

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
ALTER TABLE t ADD CONSTRAINT x UNIQUE NULLS NOT DISTINCT (a, b);

-- create_unique_constraint: x, t, [a], schema='s', deferrable=True
ALTER TABLE s.t ADD CONSTRAINT x UNIQUE (a, b) DEFERRABLE;

-- create_unique_constraint: x, t, [a], schema='s', initially='DEFERRED'
ALTER TABLE s.t ADD CONSTRAINT x UNIQUE (a, b) INITIALLY DEFERRED;

-- create_unique_constraint: x, t, [a], schema='s', postgresql_nulls_not_distinct=True
ALTER TABLE s.t ADD CONSTRAINT x UNIQUE NULLS NOT DISTINCT (a, b);

-- create_unique_constraint: x, t, [a], deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x UNIQUE (a, b) DEFERRABLE INITIALLY DEFERRED;

-- create_unique_constraint: x, t, [a], deferrable=True, postgresql_nulls_not_distinct=True
ALTER TABLE t ADD CONSTRAINT x UNIQUE NULLS NOT DISTINCT (a, b) DEFERRABLE;

-- create_unique_constraint: x, t, [a], initially='DEFERRED', postgresql_nulls_not_distinct=True
ALTER TABLE t ADD CONSTRAINT x UNIQUE NULLS NOT DISTINCT (a, b) INITIALLY DEFERRED;

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
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') NOT VALID;

-- create_check_constraint: x, t, a > 5, postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) NOT VALID;

-- create_check_constraint: x, t, a > :a_1, postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) NOT VALID;

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
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') NOT VALID;

-- create_check_constraint: x, t, a > 5, schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5) NOT VALID;

-- create_check_constraint: x, t, a > :a_1, schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD CONSTRAINT x CHECK (a > 5) NOT VALID;

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') DEFERRABLE INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > 5, deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) DEFERRABLE INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > :a_1, deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) DEFERRABLE INITIALLY DEFERRED;

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') DEFERRABLE NOT VALID;

-- create_check_constraint: x, t, a > 5, deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) DEFERRABLE NOT VALID;

-- create_check_constraint: x, t, a > :a_1, deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) DEFERRABLE NOT VALID;

-- create_check_constraint: x, t, a > 5 AND b LIKE '5%', initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5 AND b LIKE '5%') INITIALLY DEFERRED NOT VALID;

-- create_check_constraint: x, t, a > 5, initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) INITIALLY DEFERRED NOT VALID;

-- create_check_constraint: x, t, a > :a_1, initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x CHECK (a > 5) INITIALLY DEFERRED NOT VALID;

-- create_foreign_key: x, t, other, [a], [id]
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: x, t, other, [a], [id], ondelete='CASCADE'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE;

-- create_foreign_key: x, t, other, [a], [id], ondelete='SET NULL'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON DELETE SET NULL;

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON UPDATE RESTRICT;

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
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) NOT VALID;

-- create_foreign_key: x, t, other, [a], [id], ondelete='CASCADE', onupdate='RESTRICT'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE ON UPDATE RESTRICT;

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
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE NOT VALID;

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT', deferrable=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON UPDATE RESTRICT DEFERRABLE;

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT', initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON UPDATE RESTRICT INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT', match='FULL'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) MATCH FULL ON UPDATE RESTRICT;

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT', source_schema='s'
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON UPDATE RESTRICT;

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT', referent_schema='r'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id) ON UPDATE RESTRICT;

-- create_foreign_key: x, t, other, [a], [id], onupdate='RESTRICT', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON UPDATE RESTRICT NOT VALID;

-- create_foreign_key: x, t, other, [a], [id], deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], deferrable=True, match='FULL'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) MATCH FULL DEFERRABLE;

-- create_foreign_key: x, t, other, [a], [id], deferrable=True, source_schema='s'
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE;

-- create_foreign_key: x, t, other, [a], [id], deferrable=True, referent_schema='r'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id) DEFERRABLE;

-- create_foreign_key: x, t, other, [a], [id], deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE NOT VALID;

-- create_foreign_key: x, t, other, [a], [id], initially='DEFERRED', match='FULL'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) MATCH FULL INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], initially='DEFERRED', source_schema='s'
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], initially='DEFERRED', referent_schema='r'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id) INITIALLY DEFERRED;

-- create_foreign_key: x, t, other, [a], [id], initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) INITIALLY DEFERRED NOT VALID;

-- create_foreign_key: x, t, other, [a], [id], match='FULL', source_schema='s'
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) MATCH FULL;

-- create_foreign_key: x, t, other, [a], [id], match='FULL', referent_schema='r'
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id) MATCH FULL;

-- create_foreign_key: x, t, other, [a], [id], match='FULL', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) MATCH FULL NOT VALID;

-- create_foreign_key: x, t, other, [a], [id], source_schema='s', referent_schema='r'
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id);

-- create_foreign_key: x, t, other, [a], [id], source_schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) NOT VALID;

-- create_foreign_key: x, t, other, [a], [id], referent_schema='r', postgresql_not_valid=True
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES r.other (id) NOT VALID;

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
ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (a, b);

-- create_unique_constraint: None, t, [a], schema='s', deferrable=True
ALTER TABLE s.t ADD UNIQUE (a, b) DEFERRABLE;

-- create_unique_constraint: None, t, [a], schema='s', initially='DEFERRED'
ALTER TABLE s.t ADD UNIQUE (a, b) INITIALLY DEFERRED;

-- create_unique_constraint: None, t, [a], schema='s', postgresql_nulls_not_distinct=True
ALTER TABLE s.t ADD UNIQUE NULLS NOT DISTINCT (a, b);

-- create_unique_constraint: None, t, [a], deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD UNIQUE (a, b) DEFERRABLE INITIALLY DEFERRED;

-- create_unique_constraint: None, t, [a], deferrable=True, postgresql_nulls_not_distinct=True
ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (a, b) DEFERRABLE;

-- create_unique_constraint: None, t, [a], initially='DEFERRED', postgresql_nulls_not_distinct=True
ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (a, b) INITIALLY DEFERRED;

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
ALTER TABLE t ADD CHECK (a > 5 AND b LIKE '5%') NOT VALID;

-- create_check_constraint: None, t, a > 5, postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5) NOT VALID;

-- create_check_constraint: None, t, a > :a_1, postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5) NOT VALID;

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
ALTER TABLE s.t ADD CHECK (a > 5 AND b LIKE '5%') NOT VALID;

-- create_check_constraint: None, t, a > 5, schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD CHECK (a > 5) NOT VALID;

-- create_check_constraint: None, t, a > :a_1, schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD CHECK (a > 5) NOT VALID;

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CHECK (a > 5 AND b LIKE '5%') DEFERRABLE INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > 5, deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CHECK (a > 5) DEFERRABLE INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > :a_1, deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD CHECK (a > 5) DEFERRABLE INITIALLY DEFERRED;

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5 AND b LIKE '5%') DEFERRABLE NOT VALID;

-- create_check_constraint: None, t, a > 5, deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5) DEFERRABLE NOT VALID;

-- create_check_constraint: None, t, a > :a_1, deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5) DEFERRABLE NOT VALID;

-- create_check_constraint: None, t, a > 5 AND b LIKE '5%', initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5 AND b LIKE '5%') INITIALLY DEFERRED NOT VALID;

-- create_check_constraint: None, t, a > 5, initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5) INITIALLY DEFERRED NOT VALID;

-- create_check_constraint: None, t, a > :a_1, initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD CHECK (a > 5) INITIALLY DEFERRED NOT VALID;

-- create_foreign_key: None, t, other, [a], [id]
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id);

-- create_foreign_key: None, t, other, [a], [id], ondelete='CASCADE'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE;

-- create_foreign_key: None, t, other, [a], [id], ondelete='SET NULL'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON DELETE SET NULL;

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON UPDATE RESTRICT;

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
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) NOT VALID;

-- create_foreign_key: None, t, other, [a], [id], ondelete='CASCADE', onupdate='RESTRICT'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE ON UPDATE RESTRICT;

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
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE NOT VALID;

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT', deferrable=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON UPDATE RESTRICT DEFERRABLE;

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT', initially='DEFERRED'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON UPDATE RESTRICT INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT', match='FULL'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) MATCH FULL ON UPDATE RESTRICT;

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT', source_schema='s'
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES other (id) ON UPDATE RESTRICT;

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT', referent_schema='r'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES r.other (id) ON UPDATE RESTRICT;

-- create_foreign_key: None, t, other, [a], [id], onupdate='RESTRICT', postgresql_not_valid=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON UPDATE RESTRICT NOT VALID;

-- create_foreign_key: None, t, other, [a], [id], deferrable=True, initially='DEFERRED'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], deferrable=True, match='FULL'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) MATCH FULL DEFERRABLE;

-- create_foreign_key: None, t, other, [a], [id], deferrable=True, source_schema='s'
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE;

-- create_foreign_key: None, t, other, [a], [id], deferrable=True, referent_schema='r'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES r.other (id) DEFERRABLE;

-- create_foreign_key: None, t, other, [a], [id], deferrable=True, postgresql_not_valid=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE NOT VALID;

-- create_foreign_key: None, t, other, [a], [id], initially='DEFERRED', match='FULL'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) MATCH FULL INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], initially='DEFERRED', source_schema='s'
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES other (id) INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], initially='DEFERRED', referent_schema='r'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES r.other (id) INITIALLY DEFERRED;

-- create_foreign_key: None, t, other, [a], [id], initially='DEFERRED', postgresql_not_valid=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) INITIALLY DEFERRED NOT VALID;

-- create_foreign_key: None, t, other, [a], [id], match='FULL', source_schema='s'
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES other (id) MATCH FULL;

-- create_foreign_key: None, t, other, [a], [id], match='FULL', referent_schema='r'
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES r.other (id) MATCH FULL;

-- create_foreign_key: None, t, other, [a], [id], match='FULL', postgresql_not_valid=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) MATCH FULL NOT VALID;

-- create_foreign_key: None, t, other, [a], [id], source_schema='s', referent_schema='r'
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES r.other (id);

-- create_foreign_key: None, t, other, [a], [id], source_schema='s', postgresql_not_valid=True
ALTER TABLE s.t ADD FOREIGN KEY(a) REFERENCES other (id) NOT VALID;

-- create_foreign_key: None, t, other, [a], [id], referent_schema='r', postgresql_not_valid=True
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES r.other (id) NOT VALID;

-- drop_constraint: x, t, foreignkey
ALTER TABLE t DROP CONSTRAINT x;

-- drop_constraint: x, t, foreignkey, schema='s'
ALTER TABLE s.t DROP CONSTRAINT x;

-- drop_constraint: x, t, foreignkey, if_exists=True
ALTER TABLE t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint: x, t, foreignkey, schema='s', if_exists=True
ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint: x, t, unique
ALTER TABLE t DROP CONSTRAINT x;

-- drop_constraint: x, t, unique, schema='s'
ALTER TABLE s.t DROP CONSTRAINT x;

-- drop_constraint: x, t, unique, if_exists=True
ALTER TABLE t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint: x, t, unique, schema='s', if_exists=True
ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint: x, t, check
ALTER TABLE t DROP CONSTRAINT x;

-- drop_constraint: x, t, check, schema='s'
ALTER TABLE s.t DROP CONSTRAINT x;

-- drop_constraint: x, t, check, if_exists=True
ALTER TABLE t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint: x, t, check, schema='s', if_exists=True
ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint: x, t, primary
ALTER TABLE t DROP CONSTRAINT x;

-- drop_constraint: x, t, primary, schema='s'
ALTER TABLE s.t DROP CONSTRAINT x;

-- drop_constraint: x, t, primary, if_exists=True
ALTER TABLE t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint: x, t, primary, schema='s', if_exists=True
ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint: x, t, None
ALTER TABLE t DROP CONSTRAINT x;

-- drop_constraint: x, t, None, schema='s'
ALTER TABLE s.t DROP CONSTRAINT x;

-- drop_constraint: x, t, None, if_exists=True
ALTER TABLE t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint: x, t, None, schema='s', if_exists=True
ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;

-- create_table_comment: t, c
COMMENT ON TABLE t IS 'it''s 100%';

-- drop_table_comment: t
COMMENT ON TABLE t IS NULL;

-- create_table_comment: t, c, schema='s'
COMMENT ON TABLE s.t IS 'it''s 100%';

-- drop_table_comment: t, schema='s'
COMMENT ON TABLE s.t IS NULL;

-- create_table_comment: t, c, existing_comment='old'
COMMENT ON TABLE t IS 'it''s 100%';

-- drop_table_comment: t, existing_comment='old'
COMMENT ON TABLE t IS NULL;

-- create_table_comment: t, c, schema='s', existing_comment='old'
COMMENT ON TABLE s.t IS 'it''s 100%';

-- drop_table_comment: t, schema='s', existing_comment='old'
COMMENT ON TABLE s.t IS NULL;

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
ALTER TYPE mood ADD VALUE 'it''s';

-- add_enum_value: 'mood', 'b', before='c', schema='Odd', if_not_exists=True
ALTER TYPE "Odd".mood ADD VALUE IF NOT EXISTS 'b' BEFORE 'c';

-- add_enum_value: 'mood', 'b', after='a'
ALTER TYPE mood ADD VALUE 'b' AFTER 'a';

-- alter_extension: 'postgis', version='3.5', existing_version='3.4'
ALTER EXTENSION postgis UPDATE TO '3.5';

-- alter_extension: 'citext', schema='Odd', existing_schema='public'
ALTER EXTENSION citext SET SCHEMA "Odd";

-- alter_sequence: 'q', increment=2
ALTER SEQUENCE q INCREMENT BY 2;

-- alter_sequence: 'q', restart=5, schema='s'
ALTER SEQUENCE s.q RESTART WITH 5;

-- alter_sequence: 'q', minvalue=1, maxvalue=9, cycle=True, cache=2
ALTER SEQUENCE q MINVALUE 1 MAXVALUE 9 CACHE 2 CYCLE;

-- comment_on: 'view', 'v', "it's 100%", schema='s', existing_comment='x'
COMMENT ON VIEW s.v IS 'it''s 100%';

-- comment_on: 'FUNCTION', 'f(integer)', None
COMMENT ON FUNCTION f(integer) IS NULL;

-- create_enum: 'mood', ['sad', "it's"]
CREATE TYPE mood AS ENUM ('sad', 'it''s');

-- create_enum: 'Odd', ['a'], schema='s', if_not_exists=True
DO $$ BEGIN CREATE TYPE s."Odd" AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;

-- create_extension: 'citext'
CREATE EXTENSION citext;

-- create_extension: 'uuid-ossp', schema='s', version='1.1', if_not_exists=True, cascade=True
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" SCHEMA s VERSION '1.1' CASCADE;

-- create_function: 'f(a integer DEFAULT 2)', 'RETURNS integer LANGUAGE sql AS $$ SELECT a $$'
CREATE FUNCTION f(a integer DEFAULT 2) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;

-- create_function: 'Odd()', "RETURNS int AS 'x'", schema='s'
CREATE FUNCTION s."Odd"() RETURNS int AS 'x';

-- create_materialized_view: 'm', 'SELECT 1'
CREATE MATERIALIZED VIEW m AS SELECT 1;

-- create_materialized_view: 'm', a select, schema='s', if_not_exists=True, with_data=False
CREATE MATERIALIZED VIEW IF NOT EXISTS s.m AS SELECT 'it''s' AS anon_1 WITH NO DATA;

-- create_policy: 'mine', 't', using='owner = current_user'
CREATE POLICY mine ON t USING (owner = current_user);

-- create_policy: 'Odd', 't', check='a > 0', command='insert', permissive=False, roles=['app', 'current_user'], schema='s'
CREATE POLICY "Odd" ON s.t AS RESTRICTIVE FOR INSERT TO app, CURRENT_USER WITH CHECK (a > 0);

-- create_procedure: 'p(a integer)', 'LANGUAGE sql AS $$ SELECT a $$'
CREATE PROCEDURE p(a integer) LANGUAGE sql AS $$ SELECT a $$;

-- create_procedure: 'Odd()', "AS 'x'", schema='s'
CREATE PROCEDURE s."Odd"() AS 'x';

-- create_sequence: 'q'
CREATE SEQUENCE q;

-- create_sequence: 'q', schema='s', start=5, increment=2, minvalue=1, maxvalue=9, cycle=True, cache=3
CREATE SEQUENCE s.q INCREMENT BY 2 START WITH 5 MINVALUE 1 MAXVALUE 9 CACHE 3 CYCLE;

-- create_sequence: 'q', if_not_exists=True
CREATE SEQUENCE IF NOT EXISTS q;

-- create_sequence: 'q', nominvalue=True, nomaxvalue=True
CREATE SEQUENCE q NO MINVALUE NO MAXVALUE;

-- create_sequence: 'q', data_type=BigInteger(
CREATE SEQUENCE q AS BIGINT;

-- create_sequence: 'q', order=True
CREATE SEQUENCE q;

-- create_trigger: 'tr', 't', 'BEFORE INSERT', 'FOR EACH ROW EXECUTE FUNCTION f()'
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();

-- create_trigger: 'tr', 't', 'BEFORE INSERT', 'FOR EACH ROW EXECUTE FUNCTION f()', schema='Odd Schema'
CREATE TRIGGER tr BEFORE INSERT ON "Odd Schema".t FOR EACH ROW EXECUTE FUNCTION f();

-- create_view: 'v', 'SELECT 1 AS one'
CREATE VIEW v AS SELECT 1 AS one;

-- create_view: 'Odd', a select, schema='s'
CREATE VIEW s."Odd" AS SELECT '%';

-- create_view: 'v', a select
CREATE VIEW v AS SELECT a
FROM t
WHERE a = 'x''y';

-- create_view: 'v', 'SELECT 1 AS one', options={'security_invoker': True, 'check_option': 'local'}
CREATE VIEW v WITH (check_option = local, security_invoker = true) AS SELECT 1 AS one;

-- disable_row_security: 't'
ALTER TABLE t DISABLE ROW LEVEL SECURITY;

-- disable_row_security: 't', schema='s', force=True
ALTER TABLE s.t DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;

-- drop_enum: 'mood'
DROP TYPE mood;

-- drop_enum: 'mood', schema='s', if_exists=True
DROP TYPE IF EXISTS s.mood;

-- drop_extension: 'citext'
DROP EXTENSION citext;

-- drop_extension: 'citext', if_exists=True, cascade=True
DROP EXTENSION IF EXISTS citext CASCADE;

-- drop_function: 'f(a integer DEFAULT 2)'
DROP FUNCTION f(a integer);

-- drop_function: "f(a integer = 1, b text DEFAULT 'x,y', OUT c int)", schema='s', if_exists=True, cascade=True
DROP FUNCTION IF EXISTS s.f(a integer, b text, OUT c int) CASCADE;

-- drop_materialized_view: 'm'
DROP MATERIALIZED VIEW m;

-- drop_materialized_view: 'm', schema='s', if_exists=True, cascade=True
DROP MATERIALIZED VIEW IF EXISTS s.m CASCADE;

-- drop_policy: 'mine', 't'
DROP POLICY mine ON t;

-- drop_policy: 'Odd', 't', schema='s', if_exists=True
DROP POLICY IF EXISTS "Odd" ON s.t;

-- drop_procedure: 'p(a integer)'
DROP PROCEDURE p(a integer);

-- drop_procedure: 'p()', schema='s', if_exists=True, cascade=True
DROP PROCEDURE IF EXISTS s.p() CASCADE;

-- drop_sequence: 'q'
DROP SEQUENCE q;

-- drop_sequence: 'q', schema='s', if_exists=True
DROP SEQUENCE IF EXISTS s.q;

-- drop_trigger: 'tr', 't'
DROP TRIGGER tr ON t;

-- drop_trigger: 'tr', 't', schema='s', if_exists=True
DROP TRIGGER IF EXISTS tr ON s.t;

-- drop_view: 'v'
DROP VIEW v;

-- drop_view: 'v', schema='s', if_exists=True
DROP VIEW IF EXISTS s.v;

-- drop_view: 'v', cascade=True
DROP VIEW v CASCADE;

-- enable_row_security: 't'
ALTER TABLE t ENABLE ROW LEVEL SECURITY;

-- enable_row_security: 't', schema='s', force=True
ALTER TABLE s.t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- grant: ['SELECT', 'INSERT'], 't', 'reader'
GRANT SELECT, INSERT ON TABLE t TO reader;

-- grant: ['USAGE'], 's', 'public', target_kind='SCHEMA', grantable=True
GRANT USAGE ON SCHEMA s TO PUBLIC WITH GRANT OPTION;

-- grant: ['EXECUTE'], 'Odd(integer)', 'Odd', target_kind='FUNCTION', schema='s'
GRANT EXECUTE ON FUNCTION s."Odd"(integer) TO "Odd";

-- irreversible: 'the rows are gone'
-- error: this revision cannot be reversed: the rows are gone
-- hint: restore a backup, or go on upwards

-- refresh_materialized_view: 'm'
REFRESH MATERIALIZED VIEW m;

-- refresh_materialized_view: 'm', schema='s', concurrently=True
REFRESH MATERIALIZED VIEW CONCURRENTLY s.m;

-- rename_enum_value: 'mood', 'a', "it's"
ALTER TYPE mood RENAME VALUE 'a' TO 'it''s';

-- rename_enum_value: 'mood', 'a', 'b', schema='s'
ALTER TYPE s.mood RENAME VALUE 'a' TO 'b';

-- replace_enum: 'mood', ['ok', "it's"]
ALTER TYPE mood RENAME TO mood_replaced;
CREATE TYPE mood AS ENUM ('ok', 'it''s');
DROP TYPE mood_replaced;

-- replace_enum: 'Odd', ['a'], columns=[{'table': 't', 'column': 'm', 'default': "'a'"}, {'table': 'Odd', 'column': 'select', 'schema': 's', 'array': True}], previous=['a', 'b'], schema='s'
ALTER TYPE s."Odd" RENAME TO "Odd_replaced";
CREATE TYPE s."Odd" AS ENUM ('a');
ALTER TABLE t ALTER COLUMN m DROP DEFAULT;
ALTER TABLE t ALTER COLUMN m TYPE s."Odd" USING m::text::s."Odd";
ALTER TABLE t ALTER COLUMN m SET DEFAULT 'a';
ALTER TABLE s."Odd" ALTER COLUMN "select" DROP DEFAULT;
ALTER TABLE s."Odd" ALTER COLUMN "select" TYPE s."Odd"[] USING "select"::text[]::s."Odd"[];
DROP TYPE s."Odd_replaced";

-- replace_function: 'f(a integer DEFAULT 2)', 'RETURNS integer LANGUAGE sql AS $$ SELECT a $$'
CREATE OR REPLACE FUNCTION f(a integer DEFAULT 2) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;

-- replace_function: 'f()', "RETURNS int AS 'x'", schema='s', previous='y'
CREATE OR REPLACE FUNCTION s.f() RETURNS int AS 'x';

-- replace_procedure: 'p()', "AS 'x'"
CREATE OR REPLACE PROCEDURE p() AS 'x';

-- replace_procedure: 'p()', "AS 'x'", schema='s', previous='y'
CREATE OR REPLACE PROCEDURE s.p() AS 'x';

-- replace_trigger: 'tr', 't', 'BEFORE INSERT', 'FOR EACH ROW EXECUTE FUNCTION f()'
DROP TRIGGER IF EXISTS tr ON t;
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();

-- replace_trigger: 'tr', 't', 'BEFORE INSERT', 'FOR EACH ROW EXECUTE FUNCTION f()', schema='s', previous=('AFTER INSERT', 'x'
DROP TRIGGER IF EXISTS tr ON s.t;
CREATE TRIGGER tr BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION f();

-- replace_view: 'v', 'SELECT 1'
CREATE OR REPLACE VIEW v AS SELECT 1;

-- replace_view: 'v', 'SELECT 1', schema='s', previous='SELECT 2'
CREATE OR REPLACE VIEW s.v AS SELECT 1;

-- revoke: ['SELECT'], 't', 'reader'
REVOKE SELECT ON TABLE t FROM reader;

-- revoke: ['USAGE'], 's', 'Odd', target_kind='SCHEMA'
REVOKE USAGE ON SCHEMA s FROM "Odd";

-- run_script: "SELECT 1; SELECT ';'; -- no; more\nSELECT 3"
SELECT 1;
SELECT ';';
-- no; more
SELECT 3;

-- run_script: 'SELECT 1'
SELECT 1;
