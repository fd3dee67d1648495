-- PARITY 18.2: SQL Server has no such words; Alembic's guard is invalid there, or forgotten: 65

-- create_table(t, plain 0, plain 1, if_not_exists=True)
-- Alembic:
   CREATE TABLE IF NOT EXISTS t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );
-- amig:
   IF OBJECT_ID ( N't' , N'U' ) IS NULL CREATE TABLE t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );

-- create_table(t, plain 0, plain 1, schema='s', if_not_exists=True)
-- Alembic:
   CREATE TABLE IF NOT EXISTS s.t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );
-- amig:
   IF OBJECT_ID ( N's.t' , N'U' ) IS NULL CREATE TABLE s.t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );

-- create_table(t, plain 0, plain 1, if_not_exists=True, comment="it's a table")
-- Alembic:
   CREATE TABLE IF NOT EXISTS t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );
   execute sp_addextendedproperty 'MS_Description' , N'it''s a table' , 'schema' , dbo , 'table' , t;
-- amig:
   IF OBJECT_ID ( N't' , N'U' ) IS NULL CREATE TABLE t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );
   execute sp_addextendedproperty 'MS_Description' , N'it''s a table' , 'schema' , dbo , 'table' , t;

-- create_table(t, plain 0, plain 1, if_not_exists=True, prefixes=['TEMPORARY'])
-- Alembic:
   CREATE TEMPORARY TABLE IF NOT EXISTS t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );
-- amig:
   IF OBJECT_ID ( N't' , N'U' ) IS NULL CREATE TEMPORARY TABLE t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );

-- create_table(t, plain 0, plain 1, if_not_exists=True, mysql_engine='InnoDB')
-- Alembic:
   CREATE TABLE IF NOT EXISTS t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );
-- amig:
   IF OBJECT_ID ( N't' , N'U' ) IS NULL CREATE TABLE t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );

-- create_table(t, plain 0, plain 1, if_not_exists=True, mysql_charset='utf8mb4')
-- Alembic:
   CREATE TABLE IF NOT EXISTS t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );
-- amig:
   IF OBJECT_ID ( N't' , N'U' ) IS NULL CREATE TABLE t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );

-- create_table(t, plain 0, plain 1, if_not_exists=True, postgresql_tablespace='fast')
-- Alembic:
   CREATE TABLE IF NOT EXISTS t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );
-- amig:
   IF OBJECT_ID ( N't' , N'U' ) IS NULL CREATE TABLE t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );

-- create_table(t, plain 0, plain 1, if_not_exists=True, sqlite_autoincrement=True)
-- Alembic:
   CREATE TABLE IF NOT EXISTS t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );
-- amig:
   IF OBJECT_ID ( N't' , N'U' ) IS NULL CREATE TABLE t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );

-- create_table(t, plain 0, plain 1, if_not_exists=True, sqlite_with_rowid=False)
-- Alembic:
   CREATE TABLE IF NOT EXISTS t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );
-- amig:
   IF OBJECT_ID ( N't' , N'U' ) IS NULL CREATE TABLE t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );

-- add_column(t, integer, if_not_exists=True)
-- Alembic:
   ALTER TABLE t ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N't' , N'c' ) IS NULL ALTER TABLE t ADD c INTEGER NULL;

-- add_column(t, integer, if_not_exists=True, inline_primary_key=True)
-- Alembic:
   ALTER TABLE t ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N't' , N'c' ) IS NULL ALTER TABLE t ADD c INTEGER NULL;

-- add_column(t, integer, if_not_exists=True, schema='Odd Schema')
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'c' ) IS NULL ALTER TABLE [Odd Schema].t ADD c INTEGER NULL;

-- create_index(ix, t, [a], if_not_exists=True)
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index(ix, t, [a], schema='s', if_not_exists=True)
-- Alembic:
   CREATE INDEX ix ON s.t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N's.t' ) ) CREATE INDEX ix ON s.t ( a );

-- create_index(ix, t, [a], unique=True, if_not_exists=True)
-- Alembic:
   CREATE UNIQUE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE UNIQUE INDEX ix ON t ( a );

-- create_index(ix, t, [a], if_not_exists=True, postgresql_where=<sqlalchemy.sql.elements.TextClause object )
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index(ix, t, [a], if_not_exists=True, postgresql_using='gin')
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index(ix, t, [a], if_not_exists=True, postgresql_include=['b'])
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index(ix, t, [a], if_not_exists=True, postgresql_concurrently=True)
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index(ix, t, [a], if_not_exists=True, postgresql_ops={'a': 'text_pattern_ops'})
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index(ix, t, [a], if_not_exists=True, postgresql_with={'fillfactor': 50})
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index(ix, t, [a], if_not_exists=True, postgresql_nulls_not_distinct=True)
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index(ix, t, [a], if_not_exists=True, postgresql_tablespace='fast')
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index(ix, t, [a], if_not_exists=True, mysql_length=5)
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index(ix, t, [a], if_not_exists=True, mysql_prefix='FULLTEXT')
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index(ix, t, [a], if_not_exists=True, mysql_using='hash')
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index(ix, t, [a], if_not_exists=True, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0)
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- add_column<form 0, if_not_exists=True>
-- Alembic:
   ALTER TABLE t ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N't' , N'c' ) IS NULL ALTER TABLE t ADD c INTEGER NULL;

-- add_column<form 14, schema='s', if_not_exists=True>
-- Alembic:
   ALTER TABLE s.t ADD c BIT NULL;
-- amig:
   IF COL_LENGTH ( N's.t' , N'c' ) IS NULL ALTER TABLE s.t ADD c BIT NULL;

-- add_column<form 0, schema='s', inline_references=True, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE s.t ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N's.t' , N'c' ) IS NULL ALTER TABLE s.t ADD c INTEGER NULL;

-- add_column<form 0, schema='s', if_not_exists=True>
-- Alembic:
   ALTER TABLE s.t ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N's.t' , N'c' ) IS NULL ALTER TABLE s.t ADD c INTEGER NULL;

-- add_column<form 9, if_not_exists=True, inline_primary_key=True, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'c' ) IS NULL ALTER TABLE [Odd Schema].t ADD c INTEGER NULL REFERENCES s.other ( id ) ON DELETE CASCADE;

-- add_column<form 16, inline_references=True, schema='Odd Schema', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c IMAGE NULL;
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'c' ) IS NULL ALTER TABLE [Odd Schema].t ADD c IMAGE NULL;

-- add_column<form 11, schema='Odd Schema', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c INTEGER NULL;
   ALTER TABLE [Odd Schema].t ADD UNIQUE ( c );
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'c' ) IS NULL ALTER TABLE [Odd Schema].t ADD c INTEGER NULL;
   ALTER TABLE [Odd Schema].t ADD UNIQUE ( c );

-- add_column<form 0, inline_references=True, schema='Odd Schema', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'c' ) IS NULL ALTER TABLE [Odd Schema].t ADD c INTEGER NULL;

-- add_column<form 0, schema='s', if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE s.t ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N's.t' , N'c' ) IS NULL ALTER TABLE s.t ADD c INTEGER NULL;

-- add_column<form 14, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD c BIT NULL;
-- amig:
   IF COL_LENGTH ( N't' , N'c' ) IS NULL ALTER TABLE t ADD c BIT NULL;

-- add_column<form 15, schema='s', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE s.t ADD c VARCHAR ( 1 ) NULL;
   ALTER TABLE s.t ADD CONSTRAINT kind CHECK ( c IN ( 'a' , 'b' ) );
-- amig:
   IF COL_LENGTH ( N's.t' , N'c' ) IS NULL ALTER TABLE s.t ADD c VARCHAR ( 1 ) NULL;
   ALTER TABLE s.t ADD CONSTRAINT kind CHECK ( c IN ( 'a' , 'b' ) );

-- add_column<form 11, if_not_exists=True, inline_references=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD c INTEGER NULL;
   ALTER TABLE t ADD UNIQUE ( c );
-- amig:
   IF COL_LENGTH ( N't' , N'c' ) IS NULL ALTER TABLE t ADD c INTEGER NULL;
   ALTER TABLE t ADD UNIQUE ( c );

-- add_column<form 20, inline_references=True, if_not_exists=True>
-- Alembic:
   ALTER TABLE [Odd Table] ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N'[Odd Table]' , N'c' ) IS NULL ALTER TABLE [Odd Table] ADD c INTEGER NULL;

-- add_column<form 21, if_not_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD c INTEGER NOT NULL IDENTITY;
-- amig:
   IF COL_LENGTH ( N's.t' , N'c' ) IS NULL ALTER TABLE s.t ADD c INTEGER NOT NULL IDENTITY;

-- add_column<form 0, inline_references=True, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N't' , N'c' ) IS NULL ALTER TABLE t ADD c INTEGER NULL;

-- add_column<form 8, inline_primary_key=True, if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE t ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N't' , N'c' ) IS NULL ALTER TABLE t ADD c INTEGER NULL REFERENCES other ( id );

-- add_column<form 1, if_not_exists=True, inline_references=True, inline_primary_key=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD c VARCHAR ( 20 ) NOT NULL;
-- amig:
   IF COL_LENGTH ( N's.t' , N'c' ) IS NULL ALTER TABLE s.t ADD c VARCHAR ( 20 ) NOT NULL;

-- add_column<form 21, if_not_exists=True, inline_primary_key=True, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c INTEGER NOT NULL IDENTITY;
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'c' ) IS NULL ALTER TABLE [Odd Schema].t ADD c INTEGER NOT NULL IDENTITY PRIMARY KEY;

-- add_column<form 9, inline_references=True, inline_primary_key=True, if_not_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD c INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N's.t' , N'c' ) IS NULL ALTER TABLE s.t ADD c INTEGER NULL REFERENCES s.other ( id ) ON DELETE CASCADE;

-- add_column<form 13, schema='Odd Schema', if_not_exists=True>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c INTEGER NOT NULL IDENTITY ( 3 , 1 );
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'c' ) IS NULL ALTER TABLE [Odd Schema].t ADD c INTEGER NOT NULL IDENTITY ( 3 , 1 );

-- add_column<form 12, inline_references=True, schema='Odd Schema', inline_primary_key=True, if_not_exists=True>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c AS ( a * 2 );
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'c' ) IS NULL ALTER TABLE [Odd Schema].t ADD c AS ( a * 2 );

-- add_column<form 6, schema='Odd Schema', if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD [select] INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'select' ) IS NULL ALTER TABLE [Odd Schema].t ADD [select] INTEGER NULL;

-- add_column<form 12, if_not_exists=True, inline_primary_key=True, inline_references=True>
-- Alembic:
   ALTER TABLE t ADD c AS ( a * 2 );
-- amig:
   IF COL_LENGTH ( N't' , N'c' ) IS NULL ALTER TABLE t ADD c AS ( a * 2 );

-- add_column<form 5, inline_references=True, inline_primary_key=True, if_not_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD [Mixed Case] INTEGER NULL;
-- amig:
   IF COL_LENGTH ( N's.t' , N'Mixed Case' ) IS NULL ALTER TABLE s.t ADD [Mixed Case] INTEGER NULL;

-- add_column<form 11, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD c INTEGER NULL;
   ALTER TABLE t ADD UNIQUE ( c );
-- amig:
   IF COL_LENGTH ( N't' , N'c' ) IS NULL ALTER TABLE t ADD c INTEGER NULL;
   ALTER TABLE t ADD UNIQUE ( c );

-- add_column<form 18, inline_references=True, schema='Odd Schema', if_not_exists=True>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c TEXT NULL;
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'c' ) IS NULL ALTER TABLE [Odd Schema].t ADD c TEXT NULL;

-- add_column<form 10, schema='s', if_not_exists=True, inline_primary_key=True, inline_references=True>
-- Alembic:
   ALTER TABLE s.t ADD c INTEGER NULL;
   CREATE INDEX ix_s_t_c ON s.t ( c );
-- amig:
   IF COL_LENGTH ( N's.t' , N'c' ) IS NULL ALTER TABLE s.t ADD c INTEGER NULL;
   CREATE INDEX ix_s_t_c ON s.t ( c );

-- add_column<form 3, if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE t ADD c DATETIME NULL DEFAULT CURRENT_TIMESTAMP;
-- amig:
   IF COL_LENGTH ( N't' , N'c' ) IS NULL ALTER TABLE t ADD c DATETIME NULL DEFAULT CURRENT_TIMESTAMP;

-- add_column<form 12, if_not_exists=True, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c AS ( a * 2 );
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'c' ) IS NULL ALTER TABLE [Odd Schema].t ADD c AS ( a * 2 );

-- add_column<form 1, inline_references=True, inline_primary_key=True, if_not_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c VARCHAR ( 20 ) NOT NULL;
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'c' ) IS NULL ALTER TABLE [Odd Schema].t ADD c VARCHAR ( 20 ) NOT NULL;

-- add_column<form 12, schema='Odd Schema', if_not_exists=True>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c AS ( a * 2 );
-- amig:
   IF COL_LENGTH ( N'[Odd Schema].t' , N'c' ) IS NULL ALTER TABLE [Odd Schema].t ADD c AS ( a * 2 );

-- create_index<form 0, if_not_exists=True>
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index<form 1, if_not_exists=True, oracle_bitmap=True, mysql_with_parser='ngram', mysql_length={'a': 3}>
-- Alembic:
   CREATE INDEX ix ON [Odd Table] ( a , lower ( b ) );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N'[Odd Table]' ) ) CREATE INDEX ix ON [Odd Table] ( a , lower ( b ) );

-- create_index<form 2, unique=True, sqlite_where=a > 1, if_not_exists=True>
-- Alembic:
   CREATE UNIQUE INDEX ix_t_a ON t ( a , b );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix_t_a' AND object_id = OBJECT_ID ( N't' ) ) CREATE UNIQUE INDEX ix_t_a ON t ( a , b );

-- create_index<form 0, if_not_exists=True, info={'a': 1}, postgresql_ops={'a': 'text_pattern_ops'}>
-- Alembic:
   CREATE INDEX ix ON t ( a );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix ON t ( a );

-- create_index<form 2, if_not_exists=True, postgresql_tablespace='fast', quote=False, mariadb_with_parser='ngram'>
-- Alembic:
   CREATE INDEX ix_t_a ON t ( a , b );
-- amig:
   IF NOT EXISTS ( SELECT 1 FROM sys.indexes WHERE name = N'ix_t_a' AND object_id = OBJECT_ID ( N't' ) ) CREATE INDEX ix_t_a ON t ( a , b );

-- create_table<form 0, if_not_exists=True>
-- Alembic:
   CREATE TABLE IF NOT EXISTS t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );
-- amig:
   IF OBJECT_ID ( N't' , N'U' ) IS NULL CREATE TABLE t ( id INTEGER NOT NULL IDENTITY , n VARCHAR ( 10 ) NULL , PRIMARY KEY ( id ) );

-- create_table<form 9, schema='s', prefixes=['TEMPORARY'], info={'a': 1}, if_not_exists=True>
-- Alembic:
   CREATE TEMPORARY TABLE IF NOT EXISTS s.t ( id INTEGER NULL );
   CREATE INDEX ix_s_t_id ON s.t ( id );
-- amig:
   IF OBJECT_ID ( N's.t' , N'U' ) IS NULL CREATE TEMPORARY TABLE s.t ( id INTEGER NULL );
   CREATE INDEX ix_s_t_id ON s.t ( id );

-- PARITY 18.1 and 18.2: Alembic loses the key without a word: 3

-- add_column(t, foreign key, inline_references=True)
-- Alembic:
   ALTER TABLE t ADD c INTEGER NULL;
-- amig:
   ALTER TABLE t ADD c INTEGER NULL REFERENCES other ( id );

-- add_column(t, foreign key options, inline_references=True)
-- Alembic:
   ALTER TABLE t ADD c INTEGER NULL;
-- amig:
   ALTER TABLE t ADD c INTEGER NULL REFERENCES s.other ( id ) ON DELETE CASCADE;

-- add_column<form 9, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE [Odd Schema].t ADD c INTEGER NULL;
-- amig:
   ALTER TABLE [Odd Schema].t ADD c INTEGER NULL REFERENCES s.other ( id ) ON DELETE CASCADE;

-- a table's comment that exists is updated; Alembic adds it a second time, which fails: 11

-- create_table_comment(t, c, existing_comment='old')
-- Alembic:
   execute sp_addextendedproperty 'MS_Description' , N'it''s 100%' , 'schema' , dbo , 'table' , t;
-- amig:
   exec sp_updateextendedproperty 'MS_Description' , N'it''s 100%' , 'schema' , dbo , 'table' , t;

-- create_table_comment(t, c, schema='s', existing_comment='old')
-- Alembic:
   execute sp_addextendedproperty 'MS_Description' , N'it''s 100%' , 'schema' , s , 'table' , t;
-- amig:
   exec sp_updateextendedproperty 'MS_Description' , N'it''s 100%' , 'schema' , s , 'table' , t;

-- create_table_comment<form 0, existing_comment='old'>
-- Alembic:
   execute sp_addextendedproperty 'MS_Description' , N'it''s' , 'schema' , dbo , 'table' , t;
-- amig:
   exec sp_updateextendedproperty 'MS_Description' , N'it''s' , 'schema' , dbo , 'table' , t;

-- create_table_comment<form 1, existing_comment='old', schema='s'>
-- Alembic:
   execute sp_addextendedproperty 'MS_Description' , NULL , 'schema' , s , 'table' , [Odd Table];
-- amig:
   exec sp_dropextendedproperty 'MS_Description' , 'schema' , s , 'table' , [Odd Table];

-- create_table_comment<form 1, schema='Odd Schema', existing_comment='old'>
-- Alembic:
   execute sp_addextendedproperty 'MS_Description' , NULL , 'schema' , [Odd Schema] , 'table' , [Odd Table];
-- amig:
   exec sp_dropextendedproperty 'MS_Description' , 'schema' , [Odd Schema] , 'table' , [Odd Table];

-- create_table_comment<form 0, schema='s', existing_comment='old'>
-- Alembic:
   execute sp_addextendedproperty 'MS_Description' , N'it''s' , 'schema' , s , 'table' , t;
-- amig:
   exec sp_updateextendedproperty 'MS_Description' , N'it''s' , 'schema' , s , 'table' , t;

-- create_table_comment<form 0, existing_comment='old', schema='Odd Schema'>
-- Alembic:
   execute sp_addextendedproperty 'MS_Description' , N'it''s' , 'schema' , [Odd Schema] , 'table' , t;
-- amig:
   exec sp_updateextendedproperty 'MS_Description' , N'it''s' , 'schema' , [Odd Schema] , 'table' , t;

-- create_table_comment<form 0, schema='Odd Schema', existing_comment='old'>
-- Alembic:
   execute sp_addextendedproperty 'MS_Description' , N'it''s' , 'schema' , [Odd Schema] , 'table' , t;
-- amig:
   exec sp_updateextendedproperty 'MS_Description' , N'it''s' , 'schema' , [Odd Schema] , 'table' , t;

-- create_table_comment<form 1, existing_comment='old', schema='Odd Schema'>
-- Alembic:
   execute sp_addextendedproperty 'MS_Description' , NULL , 'schema' , [Odd Schema] , 'table' , [Odd Table];
-- amig:
   exec sp_dropextendedproperty 'MS_Description' , 'schema' , [Odd Schema] , 'table' , [Odd Table];

-- create_table_comment<form 0, existing_comment='old', schema='s'>
-- Alembic:
   execute sp_addextendedproperty 'MS_Description' , N'it''s' , 'schema' , s , 'table' , t;
-- amig:
   exec sp_updateextendedproperty 'MS_Description' , N'it''s' , 'schema' , s , 'table' , t;

-- create_table_comment<form 1, schema='s', existing_comment='old'>
-- Alembic:
   execute sp_addextendedproperty 'MS_Description' , NULL , 'schema' , s , 'table' , [Odd Table];
-- amig:
   exec sp_dropextendedproperty 'MS_Description' , 'schema' , s , 'table' , [Odd Table];

-- names are quoted for object_id and sp_rename too, for one with a dot would be another object: 22

-- drop_column<form 1, mssql_drop_check=True, mssql_drop_default=True, schema='s'>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 's.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 's.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE s.[Odd Table] DROP COLUMN [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 's.[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 's.[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE s.[Odd Table] DROP COLUMN [Odd Column];

-- drop_column<form 1, mssql_drop_check=True, schema='Odd Schema', if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 'Odd Schema.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 'Odd Schema.Odd Table' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].[Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( '[Odd Schema].[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( '[Odd Schema].[Odd Table]' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].[Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, mssql_drop_check=True, schema='s'>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 's.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE s.[Odd Table] DROP COLUMN [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 's.[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE s.[Odd Table] DROP COLUMN [Odd Column];

-- drop_column<form 0, schema='Odd Schema', mssql_drop_default=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 'Odd Schema.t' ) and col_name ( parent_object_id , parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].t DROP COLUMN c;
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( '[Odd Schema].t' ) and col_name ( parent_object_id , parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].t DROP COLUMN c;

-- drop_column<form 1, if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 'Odd Table' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( '[Odd Table]' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, mssql_drop_default=True, mssql_drop_check=True, if_exists=True, schema='s'>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 's.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 's.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE s.[Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 's.[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 's.[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE s.[Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, mssql_drop_default=True, if_exists=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 'Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( '[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 0, mssql_drop_default=True, mssql_drop_foreign_key=True, schema='Odd Schema'>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 'Odd Schema.t' ) and col_name ( parent_object_id , parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 'Odd Schema.t' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].t DROP COLUMN c;
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( '[Odd Schema].t' ) and col_name ( parent_object_id , parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( '[Odd Schema].t' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].t DROP COLUMN c;

-- drop_column<form 0, mssql_drop_foreign_key=True, schema='Odd Schema', if_exists=True, mssql_drop_check=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 'Odd Schema.t' ) and col_name ( parent_object_id , parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 'Odd Schema.t' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].t DROP COLUMN IF EXISTS c;
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( '[Odd Schema].t' ) and col_name ( parent_object_id , parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( '[Odd Schema].t' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].t DROP COLUMN IF EXISTS c;

-- drop_column<form 1, mssql_drop_foreign_key=True, mssql_drop_default=True, schema='Odd Schema', if_exists=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 'Odd Schema.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 'Odd Schema.Odd Table' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].[Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( '[Odd Schema].[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( '[Odd Schema].[Odd Table]' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].[Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, mssql_drop_foreign_key=True, mssql_drop_check=True, if_exists=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 'Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 'Odd Table' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( '[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( '[Odd Table]' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, mssql_drop_foreign_key=True, if_exists=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 'Odd Table' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( '[Odd Table]' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, if_exists=True, mssql_drop_default=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 'Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( '[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, mssql_drop_foreign_key=True, mssql_drop_check=True, mssql_drop_default=True, schema='Odd Schema'>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 'Odd Schema.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 'Odd Schema.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 'Odd Schema.Odd Table' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].[Odd Table] DROP COLUMN [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( '[Odd Schema].[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( '[Odd Schema].[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( '[Odd Schema].[Odd Table]' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].[Odd Table] DROP COLUMN [Odd Column];

-- drop_column<form 0, schema='Odd Schema', if_exists=True, mssql_drop_foreign_key=True, mssql_drop_check=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 'Odd Schema.t' ) and col_name ( parent_object_id , parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 'Odd Schema.t' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].t DROP COLUMN IF EXISTS c;
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( '[Odd Schema].t' ) and col_name ( parent_object_id , parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( '[Odd Schema].t' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'c' exec ( 'alter table [Odd Schema].t drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].t DROP COLUMN IF EXISTS c;

-- drop_column<form 1, mssql_drop_foreign_key=True, if_exists=True, schema='s', mssql_drop_default=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 's.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 's.Odd Table' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE s.[Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 's.[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 's.[Odd Table]' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE s.[Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, mssql_drop_foreign_key=True, if_exists=True, mssql_drop_check=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 'Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 'Odd Table' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( '[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( '[Odd Table]' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, if_exists=True, mssql_drop_check=True, mssql_drop_default=True, schema='s'>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 's.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 's.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE s.[Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 's.[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 's.[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE s.[Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, schema='s', mssql_drop_default=True, mssql_drop_check=True, if_exists=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 's.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 's.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE s.[Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 's.[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 's.[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table s.[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE s.[Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, if_exists=True, mssql_drop_check=True, mssql_drop_default=True, mssql_drop_foreign_key=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 'Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 'Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 'Odd Table' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( '[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( '[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( '[Odd Table]' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, schema='Odd Schema', if_exists=True, mssql_drop_check=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( 'Odd Schema.Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].[Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.check_constraints where parent_object_id = object_id ( '[Odd Schema].[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Schema].[Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Schema].[Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- drop_column<form 1, mssql_drop_default=True, if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( 'Odd Table' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( 'Odd Table' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];
-- amig:
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.default_constraints where parent_object_id = object_id ( '[Odd Table]' ) and col_name ( parent_object_id , parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   declare @const_name varchar ( 256 ) select @const_name = QUOTENAME ( [name] ) from sys.foreign_keys fk join sys.foreign_key_columns fkc on fk.object_id=fkc.constraint_object_id where fkc.parent_object_id = object_id ( '[Odd Table]' ) and col_name ( fkc.parent_object_id , fkc.parent_column_id ) = 'Odd Column' exec ( 'alter table [Odd Table] drop constraint ' + @const_name );
   ALTER TABLE [Odd Table] DROP COLUMN IF EXISTS [Odd Column];

-- IDENTITY_INSERT only around rows, and only where there may be an identity; it fails elsewhere: 4

-- bulk_insert(table, [])
-- Alembic:
   SET IDENTITY_INSERT t ON;
   SET IDENTITY_INSERT t OFF;
-- amig:
   nothing

-- bulk_insert(table, [], multiinsert=False)
-- Alembic:
   SET IDENTITY_INSERT t ON;
   SET IDENTITY_INSERT t OFF;
-- amig:
   nothing

-- bulk_insert<form 2>
-- Alembic:
   SET IDENTITY_INSERT t ON;
   SET IDENTITY_INSERT t OFF;
-- amig:
   nothing

-- bulk_insert<form 3>
-- Alembic:
   SET IDENTITY_INSERT u ON;
   INSERT INTO u ( d ) VALUES ( NULL );
   SET IDENTITY_INSERT u OFF;
-- amig:
   INSERT INTO u ( d ) VALUES ( NULL );
