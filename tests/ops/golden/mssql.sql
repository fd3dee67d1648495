-- create_table: t, plain 0, plain 1
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s'
CREATE TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, no key 0
CREATE TABLE t (
    n VARCHAR(10) NULL
);

-- create_table: t, no key 0, schema='s'
CREATE TABLE s.t (
    n VARCHAR(10) NULL
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
    id INTEGER NOT NULL IDENTITY,
    CONSTRAINT pk PRIMARY KEY (id)
);

-- create_table: t, named key 0, named key 1, schema='s'
CREATE TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    CONSTRAINT pk PRIMARY KEY (id)
);

-- create_table: t, unique 0, unique 1
CREATE TABLE t (
    id INTEGER NULL,
    CONSTRAINT uq UNIQUE (id)
);

-- create_table: t, unique 0, unique 1, schema='s'
CREATE TABLE s.t (
    id INTEGER NULL,
    CONSTRAINT uq UNIQUE (id)
);

-- create_table: t, check 0, check 1
CREATE TABLE t (
    id INTEGER NULL,
    CONSTRAINT ck CHECK (id > 0 AND id % 2 = 0)
);

-- create_table: t, check 0, check 1, schema='s'
CREATE TABLE s.t (
    id INTEGER NULL,
    CONSTRAINT ck CHECK (id > 0 AND id % 2 = 0)
);

-- create_table: t, foreign key 0, foreign key 1
CREATE TABLE t (
    id INTEGER NULL,
    CONSTRAINT fk FOREIGN KEY(id) REFERENCES other (id) ON DELETE SET NULL
);

-- create_table: t, foreign key 0, foreign key 1, schema='s'
CREATE TABLE s.t (
    id INTEGER NULL,
    CONSTRAINT fk FOREIGN KEY(id) REFERENCES other (id) ON DELETE SET NULL
);

-- create_table: t, self reference 0, self reference 1
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    parent INTEGER NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(parent) REFERENCES t (id)
);

-- create_table: t, self reference 0, self reference 1, schema='s'
CREATE TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    parent INTEGER NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(parent) REFERENCES t (id)
);

-- create_table: t, schema reference 0
CREATE TABLE t (
    id INTEGER NULL,
    FOREIGN KEY(id) REFERENCES s.other (id)
);

-- create_table: t, schema reference 0, schema='s'
CREATE TABLE s.t (
    id INTEGER NULL,
    FOREIGN KEY(id) REFERENCES s.other (id)
);

-- create_table: t, index 0
CREATE TABLE t (
    id INTEGER NULL
);
CREATE INDEX ix_t_id ON t (id);

-- create_table: t, index 0, schema='s'
CREATE TABLE s.t (
    id INTEGER NULL
);
CREATE INDEX ix_s_t_id ON s.t (id);

-- create_table: t, index item 0, index item 1
CREATE TABLE t (
    id INTEGER NULL
);
CREATE UNIQUE INDEX ix ON t (id);

-- create_table: t, index item 0, index item 1, schema='s'
CREATE TABLE s.t (
    id INTEGER NULL
);
CREATE UNIQUE INDEX ix ON s.t (id);

-- create_table: t, enum 0
CREATE TABLE t (
    e VARCHAR(1) NULL
);

-- create_table: t, enum 0, schema='s'
CREATE TABLE s.t (
    e VARCHAR(1) NULL
);

-- create_table: t, comment 0
CREATE TABLE t (
    id INTEGER NULL
);
execute sp_addextendedproperty 'MS_Description', N'it''s', 'schema', dbo, 'table', t, 'column', id;

-- create_table: t, comment 0, schema='s'
CREATE TABLE s.t (
    id INTEGER NULL
);
execute sp_addextendedproperty 'MS_Description', N'it''s', 'schema', s, 'table', t, 'column', id;

-- create_table: t, identity 0
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    PRIMARY KEY (id)
);

-- create_table: t, identity 0, schema='s'
CREATE TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s'
CREATE TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='Odd Schema'
CREATE TABLE [Odd Schema].t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True
IF OBJECT_ID(N't', N'U') IS NULL
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=False
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, comment="it's a table"
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);
execute sp_addextendedproperty 'MS_Description', N'it''s a table', 'schema', dbo, 'table', t;

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY']
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB'
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_charset='utf8mb4'
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, postgresql_tablespace='fast'
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, sqlite_autoincrement=True
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, sqlite_with_rowid=False
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', if_not_exists=True
IF OBJECT_ID(N's.t', N'U') IS NULL
CREATE TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', comment="it's a table"
CREATE TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);
execute sp_addextendedproperty 'MS_Description', N'it''s a table', 'schema', s, 'table', t;

-- create_table: t, plain 0, plain 1, schema='s', prefixes=['TEMPORARY']
CREATE TEMPORARY TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', mysql_engine='InnoDB'
CREATE TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', mysql_charset='utf8mb4'
CREATE TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', postgresql_tablespace='fast'
CREATE TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', sqlite_autoincrement=True
CREATE TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, schema='s', sqlite_with_rowid=False
CREATE TABLE s.t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, comment="it's a table"
IF OBJECT_ID(N't', N'U') IS NULL
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);
execute sp_addextendedproperty 'MS_Description', N'it''s a table', 'schema', dbo, 'table', t;

-- create_table: t, plain 0, plain 1, if_not_exists=True, prefixes=['TEMPORARY']
IF OBJECT_ID(N't', N'U') IS NULL
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, mysql_engine='InnoDB'
IF OBJECT_ID(N't', N'U') IS NULL
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, mysql_charset='utf8mb4'
IF OBJECT_ID(N't', N'U') IS NULL
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, postgresql_tablespace='fast'
IF OBJECT_ID(N't', N'U') IS NULL
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, sqlite_autoincrement=True
IF OBJECT_ID(N't', N'U') IS NULL
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, if_not_exists=True, sqlite_with_rowid=False
IF OBJECT_ID(N't', N'U') IS NULL
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, comment="it's a table", prefixes=['TEMPORARY']
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);
execute sp_addextendedproperty 'MS_Description', N'it''s a table', 'schema', dbo, 'table', t;

-- create_table: t, plain 0, plain 1, comment="it's a table", mysql_engine='InnoDB'
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);
execute sp_addextendedproperty 'MS_Description', N'it''s a table', 'schema', dbo, 'table', t;

-- create_table: t, plain 0, plain 1, comment="it's a table", mysql_charset='utf8mb4'
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);
execute sp_addextendedproperty 'MS_Description', N'it''s a table', 'schema', dbo, 'table', t;

-- create_table: t, plain 0, plain 1, comment="it's a table", postgresql_tablespace='fast'
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);
execute sp_addextendedproperty 'MS_Description', N'it''s a table', 'schema', dbo, 'table', t;

-- create_table: t, plain 0, plain 1, comment="it's a table", sqlite_autoincrement=True
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);
execute sp_addextendedproperty 'MS_Description', N'it''s a table', 'schema', dbo, 'table', t;

-- create_table: t, plain 0, plain 1, comment="it's a table", sqlite_with_rowid=False
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);
execute sp_addextendedproperty 'MS_Description', N'it''s a table', 'schema', dbo, 'table', t;

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], mysql_engine='InnoDB'
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], mysql_charset='utf8mb4'
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], postgresql_tablespace='fast'
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], sqlite_autoincrement=True
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, prefixes=['TEMPORARY'], sqlite_with_rowid=False
CREATE TEMPORARY TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB', mysql_charset='utf8mb4'
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB', postgresql_tablespace='fast'
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB', sqlite_autoincrement=True
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_engine='InnoDB', sqlite_with_rowid=False
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_charset='utf8mb4', postgresql_tablespace='fast'
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_charset='utf8mb4', sqlite_autoincrement=True
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, mysql_charset='utf8mb4', sqlite_with_rowid=False
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, postgresql_tablespace='fast', sqlite_autoincrement=True
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, postgresql_tablespace='fast', sqlite_with_rowid=False
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
    PRIMARY KEY (id)
);

-- create_table: t, plain 0, plain 1, sqlite_autoincrement=True, sqlite_with_rowid=False
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY,
    n VARCHAR(10) NULL,
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
EXEC sp_rename 't', [New Name];

-- rename_table: t, new, schema='s'
EXEC sp_rename 's.t', [New Name];

-- add_column: t, integer
ALTER TABLE t ADD c INTEGER NULL;

-- add_column: t, integer, schema='s'
ALTER TABLE s.t ADD c INTEGER NULL;

-- add_column: t, not null
ALTER TABLE t ADD c VARCHAR(20) NOT NULL;

-- add_column: t, not null, schema='s'
ALTER TABLE s.t ADD c VARCHAR(20) NOT NULL;

-- add_column: t, default text
ALTER TABLE t ADD c VARCHAR(20) NULL DEFAULT 'it''s 5%';

-- add_column: t, default text, schema='s'
ALTER TABLE s.t ADD c VARCHAR(20) NULL DEFAULT 'it''s 5%';

-- add_column: t, default expression
ALTER TABLE t ADD c DATETIME NULL DEFAULT CURRENT_TIMESTAMP;

-- add_column: t, default expression, schema='s'
ALTER TABLE s.t ADD c DATETIME NULL DEFAULT CURRENT_TIMESTAMP;

-- add_column: t, numeric
ALTER TABLE t ADD c NUMERIC(10, 2) NULL DEFAULT 0;

-- add_column: t, numeric, schema='s'
ALTER TABLE s.t ADD c NUMERIC(10, 2) NULL DEFAULT 0;

-- add_column: t, mixed case
ALTER TABLE t ADD [Mixed Case] INTEGER NULL;

-- add_column: t, mixed case, schema='s'
ALTER TABLE s.t ADD [Mixed Case] INTEGER NULL;

-- add_column: t, reserved
ALTER TABLE t ADD [select] INTEGER NULL;

-- add_column: t, reserved, schema='s'
ALTER TABLE s.t ADD [select] INTEGER NULL;

-- add_column: t, comment
ALTER TABLE t ADD c INTEGER NULL;
execute sp_addextendedproperty 'MS_Description', N'what''s 100%', 'schema', dbo, 'table', t, 'column', c;

-- add_column: t, comment, schema='s'
ALTER TABLE s.t ADD c INTEGER NULL;
execute sp_addextendedproperty 'MS_Description', N'what''s 100%', 'schema', s, 'table', t, 'column', c;

-- add_column: t, foreign key
ALTER TABLE t ADD c INTEGER NULL;
ALTER TABLE t ADD FOREIGN KEY(c) REFERENCES other (id);

-- add_column: t, foreign key, schema='s'
ALTER TABLE s.t ADD c INTEGER NULL;
ALTER TABLE s.t ADD FOREIGN KEY(c) REFERENCES other (id);

-- add_column: t, foreign key options
ALTER TABLE t ADD c INTEGER NULL;
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(c) REFERENCES s.other (id) ON DELETE CASCADE;

-- add_column: t, foreign key options, schema='s'
ALTER TABLE s.t ADD c INTEGER NULL;
ALTER TABLE s.t ADD CONSTRAINT fk FOREIGN KEY(c) REFERENCES s.other (id) ON DELETE CASCADE;

-- add_column: t, index
ALTER TABLE t ADD c INTEGER NULL;
CREATE INDEX ix_t_c ON t (c);

-- add_column: t, index, schema='s'
ALTER TABLE s.t ADD c INTEGER NULL;
CREATE INDEX ix_s_t_c ON s.t (c);

-- add_column: t, unique
ALTER TABLE t ADD c INTEGER NULL;
ALTER TABLE t ADD UNIQUE (c);

-- add_column: t, unique, schema='s'
ALTER TABLE s.t ADD c INTEGER NULL;
ALTER TABLE s.t ADD UNIQUE (c);

-- add_column: t, computed
ALTER TABLE t ADD c AS (a * 2);

-- add_column: t, computed, schema='s'
ALTER TABLE s.t ADD c AS (a * 2);

-- add_column: t, identity
ALTER TABLE t ADD c INTEGER NOT NULL IDENTITY(3,1);

-- add_column: t, identity, schema='s'
ALTER TABLE s.t ADD c INTEGER NOT NULL IDENTITY(3,1);

-- add_column: t, boolean
ALTER TABLE t ADD c BIT NULL;

-- add_column: t, boolean, schema='s'
ALTER TABLE s.t ADD c BIT NULL;

-- add_column: t, enum
ALTER TABLE t ADD c VARCHAR(1) NULL;
ALTER TABLE t ADD CONSTRAINT kind CHECK (c IN ('a', 'b'));

-- add_column: t, enum, schema='s'
ALTER TABLE s.t ADD c VARCHAR(1) NULL;
ALTER TABLE s.t ADD CONSTRAINT kind CHECK (c IN ('a', 'b'));

-- add_column: t, large
ALTER TABLE t ADD c IMAGE NULL;

-- add_column: t, large, schema='s'
ALTER TABLE s.t ADD c IMAGE NULL;

-- add_column: t, json
ALTER TABLE t ADD c NVARCHAR(max) NULL;

-- add_column: t, json, schema='s'
ALTER TABLE s.t ADD c NVARCHAR(max) NULL;

-- add_column: t, text
ALTER TABLE t ADD c TEXT NULL;

-- add_column: t, text, schema='s'
ALTER TABLE s.t ADD c TEXT NULL;

-- add_column: t, interval
ALTER TABLE t ADD c DATETIME NULL;

-- add_column: t, interval, schema='s'
ALTER TABLE s.t ADD c DATETIME NULL;

-- add_column: t, integer
ALTER TABLE t ADD c INTEGER NULL;

-- add_column: t, integer, if_not_exists=True
IF COL_LENGTH(N't', N'c') IS NULL
ALTER TABLE t ADD c INTEGER NULL;

-- add_column: t, integer, inline_primary_key=True
ALTER TABLE t ADD c INTEGER NULL;

-- add_column: t, integer, schema='Odd Schema'
ALTER TABLE [Odd Schema].t ADD c INTEGER NULL;

-- add_column: t, integer, if_not_exists=True, inline_primary_key=True
IF COL_LENGTH(N't', N'c') IS NULL
ALTER TABLE t ADD c INTEGER NULL;

-- add_column: t, integer, if_not_exists=True, schema='Odd Schema'
IF COL_LENGTH(N'[Odd Schema].t', N'c') IS NULL
ALTER TABLE [Odd Schema].t ADD c INTEGER NULL;

-- add_column: t, integer, inline_primary_key=True, schema='Odd Schema'
ALTER TABLE [Odd Schema].t ADD c INTEGER NULL;

-- add_column: t, foreign key, inline_references=True
ALTER TABLE t ADD c INTEGER NULL REFERENCES other (id);

-- add_column: t, foreign key options, inline_references=True
ALTER TABLE t ADD c INTEGER NULL REFERENCES s.other (id) ON DELETE CASCADE;

-- drop_column: t, c
ALTER TABLE t DROP COLUMN c;

-- drop_column: t, c, schema='s'
ALTER TABLE s.t DROP COLUMN c;

-- drop_column: t, c, if_exists=True
ALTER TABLE t DROP COLUMN IF EXISTS c;

-- drop_column: t, c, mssql_drop_default=True
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table t drop constraint ' + @const_name);
ALTER TABLE t DROP COLUMN c;

-- drop_column: t, c, schema='s', if_exists=True
ALTER TABLE s.t DROP COLUMN IF EXISTS c;

-- drop_column: t, c, schema='s', mssql_drop_default=True
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('s.t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table s.t drop constraint ' + @const_name);
ALTER TABLE s.t DROP COLUMN c;

-- drop_column: t, c, if_exists=True, mssql_drop_default=True
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table t drop constraint ' + @const_name);
ALTER TABLE t DROP COLUMN IF EXISTS c;

-- alter_column: t, c

-- alter_column: t, c, existing_type=Integer(

-- alter_column: t, c, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'

-- alter_column: t, c, nullable=True
-- error: `op.alter_column` needs the column's type, because SQL Server says it again with NULL or NOT NULL
-- hint: give it as `existing_type`

-- alter_column: t, c, nullable=True, existing_type=Integer(
ALTER TABLE t ALTER COLUMN c INTEGER NULL;

-- alter_column: t, c, nullable=True, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c INTEGER NULL;

-- alter_column: t, c, nullable=False
-- error: `op.alter_column` needs the column's type, because SQL Server says it again with NULL or NOT NULL
-- hint: give it as `existing_type`

-- alter_column: t, c, nullable=False, existing_type=Integer(
ALTER TABLE t ALTER COLUMN c INTEGER NOT NULL;

-- alter_column: t, c, nullable=False, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c INTEGER NOT NULL;

-- alter_column: t, c, comment='new'
exec sp_addextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;

-- alter_column: t, c, comment='new', existing_type=Integer(
exec sp_addextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;

-- alter_column: t, c, comment='new', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
exec sp_updateextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;

-- alter_column: t, c, comment=None
exec sp_dropextendedproperty 'MS_Description', 'schema', dbo, 'table', t, 'column', c;

-- alter_column: t, c, comment=None, existing_type=Integer(
exec sp_dropextendedproperty 'MS_Description', 'schema', dbo, 'table', t, 'column', c;

-- alter_column: t, c, comment=None, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
exec sp_dropextendedproperty 'MS_Description', 'schema', dbo, 'table', t, 'column', c;

-- alter_column: t, c, server_default='5'
ALTER TABLE t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, server_default='5', existing_type=Integer(
ALTER TABLE t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, server_default='5', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table t drop constraint ' + @const_name);
ALTER TABLE t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, server_default=None
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table t drop constraint ' + @const_name);

-- alter_column: t, c, server_default=None, existing_type=Integer(
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table t drop constraint ' + @const_name);

-- alter_column: t, c, server_default=None, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table t drop constraint ' + @const_name);

-- alter_column: t, c, server_default=<sqlalchemy.sql.elements.TextClause object at
ALTER TABLE t ADD DEFAULT now() FOR c;

-- alter_column: t, c, server_default=<sqlalchemy.sql.elements.TextClause object at, existing_type=Integer(
ALTER TABLE t ADD DEFAULT now() FOR c;

-- alter_column: t, c, server_default=<sqlalchemy.sql.elements.TextClause object at, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table t drop constraint ' + @const_name);
ALTER TABLE t ADD DEFAULT now() FOR c;

-- alter_column: t, c, new_column_name='other'
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, new_column_name='other', existing_type=Integer(
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, new_column_name='Other Name'
EXEC sp_rename 't.c', [Other Name], 'COLUMN';

-- alter_column: t, c, new_column_name='Other Name', existing_type=Integer(
EXEC sp_rename 't.c', [Other Name], 'COLUMN';

-- alter_column: t, c, new_column_name='Other Name', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
EXEC sp_rename 't.c', [Other Name], 'COLUMN';

-- alter_column: t, c, type_=String(length=30
ALTER TABLE t ALTER COLUMN c VARCHAR(30);

-- alter_column: t, c, type_=String(length=30), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c VARCHAR(30);

-- alter_column: t, c, type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c VARCHAR(30) NOT NULL;

-- alter_column: t, c, type_=BigInteger(
ALTER TABLE t ALTER COLUMN c BIGINT;

-- alter_column: t, c, type_=BigInteger(), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c BIGINT;

-- alter_column: t, c, type_=BigInteger(), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c BIGINT NOT NULL;

-- alter_column: t, c, type_=DateTime(
ALTER TABLE t ALTER COLUMN c DATETIME;

-- alter_column: t, c, type_=DateTime(), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c DATETIME;

-- alter_column: t, c, type_=DateTime(), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c DATETIME NOT NULL;

-- alter_column: t, c, schema='s'

-- alter_column: t, c, schema='s', existing_type=Integer(

-- alter_column: t, c, schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'

-- alter_column: t, c, nullable=True, comment='new'
-- error: `op.alter_column` needs the column's type, because SQL Server says it again with NULL or NOT NULL
-- hint: give it as `existing_type`

-- alter_column: t, c, nullable=True, comment='new', existing_type=Integer(
ALTER TABLE t ALTER COLUMN c INTEGER NULL;
exec sp_addextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;

-- alter_column: t, c, nullable=True, comment='new', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c INTEGER NULL;
exec sp_updateextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;

-- alter_column: t, c, nullable=True, server_default='5'
-- error: `op.alter_column` needs the column's type, because SQL Server says it again with NULL or NOT NULL
-- hint: give it as `existing_type`

-- alter_column: t, c, nullable=True, server_default='5', existing_type=Integer(
ALTER TABLE t ALTER COLUMN c INTEGER NULL;
ALTER TABLE t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, nullable=True, server_default='5', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table t drop constraint ' + @const_name);
ALTER TABLE t ALTER COLUMN c INTEGER NULL;
ALTER TABLE t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, nullable=True, new_column_name='other'
-- error: `op.alter_column` needs the column's type, because SQL Server says it again with NULL or NOT NULL
-- hint: give it as `existing_type`

-- alter_column: t, c, nullable=True, new_column_name='other', existing_type=Integer(
ALTER TABLE t ALTER COLUMN c INTEGER NULL;
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, nullable=True, new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c INTEGER NULL;
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, nullable=True, type_=String(length=30
ALTER TABLE t ALTER COLUMN c VARCHAR(30) NULL;

-- alter_column: t, c, nullable=True, type_=String(length=30), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c VARCHAR(30) NULL;

-- alter_column: t, c, nullable=True, type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c VARCHAR(30) NULL;

-- alter_column: t, c, nullable=True, schema='s'
-- error: `op.alter_column` needs the column's type, because SQL Server says it again with NULL or NOT NULL
-- hint: give it as `existing_type`

-- alter_column: t, c, nullable=True, schema='s', existing_type=Integer(
ALTER TABLE s.t ALTER COLUMN c INTEGER NULL;

-- alter_column: t, c, nullable=True, schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE s.t ALTER COLUMN c INTEGER NULL;

-- alter_column: t, c, comment='new', server_default='5'
exec sp_addextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;
ALTER TABLE t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, comment='new', server_default='5', existing_type=Integer(
exec sp_addextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;
ALTER TABLE t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, comment='new', server_default='5', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table t drop constraint ' + @const_name);
exec sp_updateextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;
ALTER TABLE t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, comment='new', new_column_name='other'
exec sp_addextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, comment='new', new_column_name='other', existing_type=Integer(
exec sp_addextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, comment='new', new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
exec sp_updateextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, comment='new', type_=String(length=30
ALTER TABLE t ALTER COLUMN c VARCHAR(30);
exec sp_addextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;

-- alter_column: t, c, comment='new', type_=String(length=30), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c VARCHAR(30);
exec sp_addextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;

-- alter_column: t, c, comment='new', type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c VARCHAR(30) NOT NULL;
exec sp_updateextendedproperty 'MS_Description', N'new', 'schema', dbo, 'table', t, 'column', c;

-- alter_column: t, c, comment='new', schema='s'
exec sp_addextendedproperty 'MS_Description', N'new', 'schema', s, 'table', t, 'column', c;

-- alter_column: t, c, comment='new', schema='s', existing_type=Integer(
exec sp_addextendedproperty 'MS_Description', N'new', 'schema', s, 'table', t, 'column', c;

-- alter_column: t, c, comment='new', schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
exec sp_updateextendedproperty 'MS_Description', N'new', 'schema', s, 'table', t, 'column', c;

-- alter_column: t, c, server_default='5', new_column_name='other'
ALTER TABLE t ADD DEFAULT '5' FOR c;
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, server_default='5', new_column_name='other', existing_type=Integer(
ALTER TABLE t ADD DEFAULT '5' FOR c;
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, server_default='5', new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table t drop constraint ' + @const_name);
ALTER TABLE t ADD DEFAULT '5' FOR c;
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, server_default='5', type_=String(length=30
ALTER TABLE t ALTER COLUMN c VARCHAR(30);
ALTER TABLE t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, server_default='5', type_=String(length=30), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c VARCHAR(30);
ALTER TABLE t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, server_default='5', type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table t drop constraint ' + @const_name);
ALTER TABLE t ALTER COLUMN c VARCHAR(30) NOT NULL;
ALTER TABLE t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, server_default='5', schema='s'
ALTER TABLE s.t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, server_default='5', schema='s', existing_type=Integer(
ALTER TABLE s.t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, server_default='5', schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('s.t')
and col_name(parent_object_id, parent_column_id) = 'c'
exec('alter table s.t drop constraint ' + @const_name);
ALTER TABLE s.t ADD DEFAULT '5' FOR c;

-- alter_column: t, c, new_column_name='other', type_=String(length=30
ALTER TABLE t ALTER COLUMN c VARCHAR(30);
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, new_column_name='other', type_=String(length=30), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c VARCHAR(30);
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, new_column_name='other', type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE t ALTER COLUMN c VARCHAR(30) NOT NULL;
EXEC sp_rename 't.c', other, 'COLUMN';

-- alter_column: t, c, new_column_name='other', schema='s'
EXEC sp_rename 's.t.c', other, 'COLUMN';

-- alter_column: t, c, new_column_name='other', schema='s', existing_type=Integer(
EXEC sp_rename 's.t.c', other, 'COLUMN';

-- alter_column: t, c, new_column_name='other', schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
EXEC sp_rename 's.t.c', other, 'COLUMN';

-- alter_column: t, c, type_=String(length=30), schema='s'
ALTER TABLE s.t ALTER COLUMN c VARCHAR(30);

-- alter_column: t, c, type_=String(length=30), schema='s', existing_type=Integer(
ALTER TABLE s.t ALTER COLUMN c VARCHAR(30);

-- alter_column: t, c, type_=String(length=30), schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old'
ALTER TABLE s.t ALTER COLUMN c VARCHAR(30) NOT NULL;

-- alter_column: t, c, type_=Boolean(create_constraint=True, name='ck'), existing_type=Integer(
ALTER TABLE t ALTER COLUMN c BIT;

-- alter_column: t, c, type_=Integer(), postgresql_using='c::integer'
ALTER TABLE t ALTER COLUMN c INTEGER;

-- alter_column: t, c, existing_type=Integer(), autoincrement=True

-- alter_column: t, c, existing_type=Integer(), existing_autoincrement=True, nullable=False
ALTER TABLE t ALTER COLUMN c INTEGER NOT NULL;

-- alter_column: t, c, server_default=Identity(), existing_server_default=None, existing_type=Integer(
-- error: `op.alter_column` on mssql: a computed or identity column cannot be made from, or turned into, an ordinary one
-- hint: drop the column and add it again

-- alter_column: t, c, server_default=Identity(), existing_server_default=Identity(), existing_type=Integer(
-- error: `op.alter_column` on mssql: a computed or identity column cannot be made from, or turned into, an ordinary one
-- hint: drop the column and add it again

-- alter_column: t, c, server_default=Identity(), existing_server_default=Identity(always=True, increment=2), existing_type=Integer(
-- error: `op.alter_column` on mssql: a computed or identity column cannot be made from, or turned into, an ordinary one
-- hint: drop the column and add it again

-- alter_column: t, c, server_default=Identity(always=True, start=5), existing_server_default=None, existing_type=Integer(
-- error: `op.alter_column` on mssql: a computed or identity column cannot be made from, or turned into, an ordinary one
-- hint: drop the column and add it again

-- alter_column: t, c, server_default=Identity(always=True, start=5), existing_server_default=Identity(), existing_type=Integer(
-- error: `op.alter_column` on mssql: a computed or identity column cannot be made from, or turned into, an ordinary one
-- hint: drop the column and add it again

-- alter_column: t, c, server_default=Identity(always=True, start=5), existing_server_default=Identity(always=True, increment=2), existing_type=Integer(
-- error: `op.alter_column` on mssql: a computed or identity column cannot be made from, or turned into, an ordinary one
-- hint: drop the column and add it again

-- alter_column: t, c, server_default=None, existing_server_default=Identity(), existing_type=Integer(
-- error: `op.alter_column` on mssql: a computed or identity column cannot be made from, or turned into, an ordinary one
-- hint: drop the column and add it again

-- alter_column: t, c, server_default=None, existing_server_default=Identity(always=True, increment=2), existing_type=Integer(
-- error: `op.alter_column` on mssql: a computed or identity column cannot be made from, or turned into, an ordinary one
-- hint: drop the column and add it again

-- create_index: ix, t, [a]
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], schema='s'
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], unique=True
CREATE UNIQUE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
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
CREATE UNIQUE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', if_not_exists=True
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N's.t'))
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_where=<sqlalchemy.sql.elements.TextClause object
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_using='gin'
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_include=['b']
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_concurrently=True
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_ops={'a': 'text_pattern_ops'}
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_with={'fillfactor': 50}
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_nulls_not_distinct=True
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', postgresql_tablespace='fast'
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', mysql_length=5
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', mysql_prefix='FULLTEXT'
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', mysql_using='hash'
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], schema='s', sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
CREATE INDEX ix ON s.t (a);

-- create_index: ix, t, [a], unique=True, if_not_exists=True
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
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
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_using='gin'
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_include=['b']
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_concurrently=True
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_ops={'a': 'text_pattern_ops'}
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_with={'fillfactor': 50}
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_nulls_not_distinct=True
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, postgresql_tablespace='fast'
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, mysql_length=5
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, mysql_prefix='FULLTEXT'
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, mysql_using='hash'
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
CREATE INDEX ix ON t (a);

-- create_index: ix, t, [a], if_not_exists=True, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID(N't'))
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
CREATE INDEX ix ON t (a, [Mixed Case]);

-- create_index: ix, t, expression
CREATE INDEX ix ON t (a, lower(b));

-- create_index: ix, t, function
CREATE INDEX ix ON t (lower(b));

-- create_index: ix, t, descending
CREATE INDEX ix ON t (a DESC);

-- drop_index: ix, t
DROP INDEX ix ON t;

-- drop_index: ix, t, schema='s'
DROP INDEX ix ON s.t;

-- drop_index: ix, t, if_exists=True
DROP INDEX IF EXISTS ix ON t;

-- drop_index: ix, t, postgresql_concurrently=True
DROP INDEX ix ON t;

-- drop_index: ix, t, schema='s', if_exists=True
DROP INDEX IF EXISTS ix ON s.t;

-- drop_index: ix, t, schema='s', postgresql_concurrently=True
DROP INDEX ix ON s.t;

-- drop_index: ix, t, if_exists=True, postgresql_concurrently=True
DROP INDEX IF EXISTS ix ON t;

-- create_primary_key: x, t, [a]
ALTER TABLE t ADD CONSTRAINT x PRIMARY KEY (a, [B c]);

-- create_primary_key: x, t, [a], schema='s'
ALTER TABLE s.t ADD CONSTRAINT x PRIMARY KEY (a, [B c]);

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
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id);

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
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE;

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
ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY(a) REFERENCES other (id) ON UPDATE RESTRICT;

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
ALTER TABLE t ADD PRIMARY KEY (a, [B c]);

-- create_primary_key: None, t, [a], schema='s'
ALTER TABLE s.t ADD PRIMARY KEY (a, [B c]);

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
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id);

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
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE;

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
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES other (id) ON UPDATE RESTRICT;

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
execute sp_addextendedproperty 'MS_Description', N'it''s 100%', 'schema', dbo, 'table', t;

-- drop_table_comment: t
execute sp_dropextendedproperty 'MS_Description', 'schema', dbo, 'table', t;

-- create_table_comment: t, c, schema='s'
execute sp_addextendedproperty 'MS_Description', N'it''s 100%', 'schema', s, 'table', t;

-- drop_table_comment: t, schema='s'
execute sp_dropextendedproperty 'MS_Description', 'schema', s, 'table', t;

-- create_table_comment: t, c, existing_comment='old'
exec sp_updateextendedproperty 'MS_Description', N'it''s 100%', 'schema', dbo, 'table', t;

-- drop_table_comment: t, existing_comment='old'
execute sp_dropextendedproperty 'MS_Description', 'schema', dbo, 'table', t;

-- create_table_comment: t, c, schema='s', existing_comment='old'
exec sp_updateextendedproperty 'MS_Description', N'it''s 100%', 'schema', s, 'table', t;

-- drop_table_comment: t, schema='s', existing_comment='old'
execute sp_dropextendedproperty 'MS_Description', 'schema', s, 'table', t;

-- bulk_insert: table, [{'a': 1, 'b': 'x'}]
SET IDENTITY_INSERT t ON;
INSERT INTO t (a, b) VALUES (1, 'x');
SET IDENTITY_INSERT t OFF;

-- bulk_insert: table, [{'a': 1, 'b': 'x'}], multiinsert=False
SET IDENTITY_INSERT t ON;
INSERT INTO t (a, b) VALUES (1, 'x');
SET IDENTITY_INSERT t OFF;

-- bulk_insert: table, [{'a': 1, 'b': "it's 5%"}, {'a': 2, 'b': None}]
SET IDENTITY_INSERT t ON;
INSERT INTO t (a, b) VALUES (1, 'it''s 5%');
INSERT INTO t (a, b) VALUES (2, NULL);
SET IDENTITY_INSERT t OFF;

-- bulk_insert: table, [{'a': 1, 'b': "it's 5%"}, {'a': 2, 'b': None}], multiinsert=False
SET IDENTITY_INSERT t ON;
INSERT INTO t (a, b) VALUES (1, 'it''s 5%');
INSERT INTO t (a, b) VALUES (2, NULL);
SET IDENTITY_INSERT t OFF;

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
-- error: `op.add_enum_value` on mssql: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- add_enum_value: 'mood', 'b', before='c', schema='Odd', if_not_exists=True
-- error: `op.add_enum_value` on mssql: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- add_enum_value: 'mood', 'b', after='a'
-- error: `op.add_enum_value` on mssql: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- alter_extension: 'postgis', version='3.5', existing_version='3.4'
-- error: `op.alter_extension` on mssql: only PostgreSQL has extensions
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- alter_extension: 'citext', schema='Odd', existing_schema='public'
-- error: `op.alter_extension` on mssql: only PostgreSQL has extensions
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- alter_sequence: 'q', increment=2
ALTER SEQUENCE q INCREMENT BY 2;

-- alter_sequence: 'q', restart=5, schema='s'
ALTER SEQUENCE s.q RESTART WITH 5;

-- alter_sequence: 'q', minvalue=1, maxvalue=9, cycle=True, cache=2
ALTER SEQUENCE q MINVALUE 1 MAXVALUE 9 CACHE 2 CYCLE;

-- comment_on: 'view', 'v', "it's 100%", schema='s', existing_comment='x'
-- error: `op.comment_on` on mssql: only PostgreSQL has comments on views
-- hint: leave the comment out on this backend

-- comment_on: 'FUNCTION', 'f(integer)', None
-- error: `op.comment_on` on mssql: only PostgreSQL has comments on views
-- hint: leave the comment out on this backend

-- create_enum: 'mood', ['sad', "it's"]
-- error: `op.create_enum` on mssql: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- create_enum: 'Odd', ['a'], schema='s', if_not_exists=True
-- error: `op.create_enum` on mssql: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- create_extension: 'citext'
-- error: `op.create_extension` on mssql: only PostgreSQL has extensions
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- create_extension: 'uuid-ossp', schema='s', version='1.1', if_not_exists=True, cascade=True
-- error: `op.create_extension` on mssql: only PostgreSQL has extensions
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- create_function: 'f(a integer DEFAULT 2)', 'RETURNS integer LANGUAGE sql AS $$ SELECT a $$'
CREATE FUNCTION f(a integer DEFAULT 2) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;

-- create_function: 'Odd()', "RETURNS int AS 'x'", schema='s'
CREATE FUNCTION s.[Odd]() RETURNS int AS 'x';

-- create_materialized_view: 'm', 'SELECT 1'
-- error: `op.create_materialized_view` on mssql: only PostgreSQL and Oracle have materialised views
-- hint: keep the rows in a table of their own, or use `op.create_view`

-- create_materialized_view: 'm', a select, schema='s', if_not_exists=True, with_data=False
-- error: `op.create_materialized_view` on mssql: only PostgreSQL and Oracle have materialised views
-- hint: keep the rows in a table of their own, or use `op.create_view`

-- create_policy: 'mine', 't', using='owner = current_user'
-- error: `op.create_policy` on mssql: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- create_policy: 'Odd', 't', check='a > 0', command='insert', permissive=False, roles=['app', 'current_user'], schema='s'
-- error: `op.create_policy` on mssql: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- create_procedure: 'p(a integer)', 'LANGUAGE sql AS $$ SELECT a $$'
CREATE PROCEDURE p(a integer) LANGUAGE sql AS $$ SELECT a $$;

-- create_procedure: 'Odd()', "AS 'x'", schema='s'
CREATE PROCEDURE s.[Odd]() AS 'x';

-- create_sequence: 'q'
CREATE SEQUENCE q;

-- create_sequence: 'q', schema='s', start=5, increment=2, minvalue=1, maxvalue=9, cycle=True, cache=3
CREATE SEQUENCE s.q INCREMENT BY 2 START WITH 5 MINVALUE 1 MAXVALUE 9 CACHE 3 CYCLE;

-- create_sequence: 'q', if_not_exists=True
-- error: `op.create_sequence` on mssql: only PostgreSQL and MariaDB have CREATE SEQUENCE IF NOT EXISTS
-- hint: leave `if_not_exists` out

-- create_sequence: 'q', nominvalue=True, nomaxvalue=True
CREATE SEQUENCE q NO MINVALUE NO MAXVALUE;

-- create_sequence: 'q', data_type=BigInteger(
CREATE SEQUENCE q AS BIGINT;

-- create_sequence: 'q', order=True
CREATE SEQUENCE q;

-- create_trigger: 'tr', 't', 'BEFORE INSERT', 'FOR EACH ROW EXECUTE FUNCTION f()'
CREATE TRIGGER tr ON t BEFORE INSERT FOR EACH ROW EXECUTE FUNCTION f();

-- create_trigger: 'tr', 't', 'BEFORE INSERT', 'FOR EACH ROW EXECUTE FUNCTION f()', schema='Odd Schema'
CREATE TRIGGER [Odd Schema].tr ON [Odd Schema].t BEFORE INSERT FOR EACH ROW EXECUTE FUNCTION f();

-- create_view: 'v', 'SELECT 1 AS one'
CREATE VIEW v AS SELECT 1 AS one;

-- create_view: 'Odd', a select, schema='s'
CREATE VIEW s.[Odd] AS SELECT '%';

-- create_view: 'v', a select
CREATE VIEW v AS SELECT a
FROM t
WHERE a = 'x''y';

-- create_view: 'v', 'SELECT 1 AS one', options={'security_invoker': True, 'check_option': 'local'}
-- error: `op.create_view` on mssql: only PostgreSQL has views with options
-- hint: leave `options` out

-- disable_row_security: 't'
-- error: `op.disable_row_security` on mssql: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- disable_row_security: 't', schema='s', force=True
-- error: `op.disable_row_security` on mssql: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- drop_enum: 'mood'
-- error: `op.drop_enum` on mssql: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- drop_enum: 'mood', schema='s', if_exists=True
-- error: `op.drop_enum` on mssql: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- drop_extension: 'citext'
-- error: `op.drop_extension` on mssql: only PostgreSQL has extensions
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- drop_extension: 'citext', if_exists=True, cascade=True
-- error: `op.drop_extension` on mssql: only PostgreSQL has extensions
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- drop_function: 'f(a integer DEFAULT 2)'
DROP FUNCTION f;

-- drop_function: "f(a integer = 1, b text DEFAULT 'x,y', OUT c int)", schema='s', if_exists=True, cascade=True
-- error: `op.drop_function` on mssql: only PostgreSQL has DROP FUNCTION ... CASCADE
-- hint: drop what uses it first

-- drop_materialized_view: 'm'
-- error: `op.drop_materialized_view` on mssql: only PostgreSQL and Oracle have materialised views
-- hint: there can be none to drop

-- drop_materialized_view: 'm', schema='s', if_exists=True, cascade=True
-- error: `op.drop_materialized_view` on mssql: only PostgreSQL and Oracle have materialised views
-- hint: there can be none to drop

-- drop_policy: 'mine', 't'
-- error: `op.drop_policy` on mssql: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- drop_policy: 'Odd', 't', schema='s', if_exists=True
-- error: `op.drop_policy` on mssql: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- drop_procedure: 'p(a integer)'
DROP PROCEDURE p;

-- drop_procedure: 'p()', schema='s', if_exists=True, cascade=True
-- error: `op.drop_procedure` on mssql: only PostgreSQL has DROP PROCEDURE ... CASCADE
-- hint: drop what uses it first

-- drop_sequence: 'q'
DROP SEQUENCE q;

-- drop_sequence: 'q', schema='s', if_exists=True
DROP SEQUENCE IF EXISTS s.q;

-- drop_trigger: 'tr', 't'
DROP TRIGGER tr;

-- drop_trigger: 'tr', 't', schema='s', if_exists=True
DROP TRIGGER IF EXISTS s.tr;

-- drop_view: 'v'
DROP VIEW v;

-- drop_view: 'v', schema='s', if_exists=True
DROP VIEW IF EXISTS s.v;

-- drop_view: 'v', cascade=True
-- error: `op.drop_view` on mssql: only PostgreSQL has DROP VIEW ... CASCADE
-- hint: drop what depends on it first

-- enable_row_security: 't'
-- error: `op.enable_row_security` on mssql: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- enable_row_security: 't', schema='s', force=True
-- error: `op.enable_row_security` on mssql: only PostgreSQL has row level security in this form
-- hint: leave it out on this backend: test `op.get_context().dialect.name`

-- grant: ['SELECT', 'INSERT'], 't', 'reader'
-- error: `op.grant` on mssql: only PostgreSQL has grants in this form
-- hint: write the server's own words with `op.execute`

-- grant: ['USAGE'], 's', 'public', target_kind='SCHEMA', grantable=True
-- error: `op.grant` on mssql: only PostgreSQL has grants in this form
-- hint: write the server's own words with `op.execute`

-- grant: ['EXECUTE'], 'Odd(integer)', 'Odd', target_kind='FUNCTION', schema='s'
-- error: `op.grant` on mssql: only PostgreSQL has grants in this form
-- hint: write the server's own words with `op.execute`

-- irreversible: 'the rows are gone'
-- error: this revision cannot be reversed: the rows are gone
-- hint: restore a backup, or go on upwards

-- refresh_materialized_view: 'm'
-- error: `op.refresh_materialized_view` on mssql: only PostgreSQL has REFRESH MATERIALIZED VIEW
-- hint: use `op.execute` with its own words

-- refresh_materialized_view: 'm', schema='s', concurrently=True
-- error: `op.refresh_materialized_view` on mssql: only PostgreSQL has REFRESH MATERIALIZED VIEW
-- hint: use `op.execute` with its own words

-- rename_enum_value: 'mood', 'a', "it's"
-- error: `op.rename_enum_value` on mssql: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- rename_enum_value: 'mood', 'a', 'b', schema='s'
-- error: `op.rename_enum_value` on mssql: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- replace_enum: 'mood', ['ok', "it's"]
-- error: `op.replace_enum` on mssql: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- replace_enum: 'Odd', ['a'], columns=[{'table': 't', 'column': 'm', 'default': "'a'"}, {'table': 'Odd', 'column': 'select', 'schema': 's', 'array': True}], previous=['a', 'b'], schema='s'
-- error: `op.replace_enum` on mssql: only PostgreSQL has enum types with a name
-- hint: give the column the type `sa.Enum(...)` with `op.alter_column`

-- replace_function: 'f(a integer DEFAULT 2)', 'RETURNS integer LANGUAGE sql AS $$ SELECT a $$'
CREATE OR ALTER FUNCTION f(a integer DEFAULT 2) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;

-- replace_function: 'f()', "RETURNS int AS 'x'", schema='s', previous='y'
CREATE OR ALTER FUNCTION s.f() RETURNS int AS 'x';

-- replace_procedure: 'p()', "AS 'x'"
CREATE OR ALTER PROCEDURE p() AS 'x';

-- replace_procedure: 'p()', "AS 'x'", schema='s', previous='y'
CREATE OR ALTER PROCEDURE s.p() AS 'x';

-- replace_trigger: 'tr', 't', 'BEFORE INSERT', 'FOR EACH ROW EXECUTE FUNCTION f()'
CREATE OR ALTER TRIGGER tr ON t BEFORE INSERT FOR EACH ROW EXECUTE FUNCTION f();

-- replace_trigger: 'tr', 't', 'BEFORE INSERT', 'FOR EACH ROW EXECUTE FUNCTION f()', schema='s', previous=('AFTER INSERT', 'x'
CREATE OR ALTER TRIGGER s.tr ON s.t BEFORE INSERT FOR EACH ROW EXECUTE FUNCTION f();

-- replace_view: 'v', 'SELECT 1'
CREATE OR ALTER VIEW v AS SELECT 1;

-- replace_view: 'v', 'SELECT 1', schema='s', previous='SELECT 2'
CREATE OR ALTER VIEW s.v AS SELECT 1;

-- revoke: ['SELECT'], 't', 'reader'
-- error: `op.revoke` on mssql: only PostgreSQL has grants in this form
-- hint: write the server's own words with `op.execute`

-- revoke: ['USAGE'], 's', 'Odd', target_kind='SCHEMA'
-- error: `op.revoke` on mssql: only PostgreSQL has grants in this form
-- hint: write the server's own words with `op.execute`

-- run_script: "SELECT 1; SELECT ';'; -- no; more\nSELECT 3"
SELECT 1;
SELECT ';';
-- no; more
SELECT 3;

-- run_script: 'SELECT 1'
SELECT 1;
