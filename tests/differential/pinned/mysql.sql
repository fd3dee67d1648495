-- MySQL has no IF [NOT] EXISTS there: amig looks; offline, Alembic's SQL is invalid or unguarded: 117

-- add_column(t, integer, if_not_exists=True)
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column(t, integer, if_not_exists=True, inline_primary_key=True)
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column(t, integer, if_not_exists=True, schema='Odd Schema')
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column(t, c, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column(t, c, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column(t, c, if_exists=True, mssql_drop_default=True)
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True)
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], schema='s', if_not_exists=True)
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON s.t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], unique=True, if_not_exists=True)
-- Alembic:
   CREATE UNIQUE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True, postgresql_where=<sqlalchemy.sql.elements.TextClause object )
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True, postgresql_using='gin')
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True, postgresql_include=['b'])
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True, postgresql_concurrently=True)
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True, postgresql_ops={'a': 'text_pattern_ops'})
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True, postgresql_with={'fillfactor': 50})
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True, postgresql_nulls_not_distinct=True)
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True, postgresql_tablespace='fast')
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True, mysql_length=5)
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a ( 5 ) );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True, mysql_prefix='FULLTEXT')
-- Alembic:
   CREATE FULLTEXT INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True, mysql_using='hash')
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a ) USING hash;
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index(ix, t, [a], if_not_exists=True, sqlite_where=<sqlalchemy.sql.elements.TextClause object at 0)
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_index(ix, t, if_exists=True)
-- Alembic:
   DROP INDEX IF EXISTS ix ON t;
-- amig:
   refused
   `op.drop_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_index(ix, t, schema='s', if_exists=True)
-- Alembic:
   DROP INDEX IF EXISTS ix ON s.t;
-- amig:
   refused
   `op.drop_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_index(ix, t, if_exists=True, postgresql_concurrently=True)
-- Alembic:
   DROP INDEX IF EXISTS ix ON t;
-- amig:
   refused
   `op.drop_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint(x, t, foreignkey, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP FOREIGN KEY x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint(x, t, foreignkey, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP FOREIGN KEY x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint(x, t, unique, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP INDEX x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint(x, t, unique, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP INDEX x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint(x, t, check, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP CHECK x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint(x, t, check, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP CHECK x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint(x, t, primary, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP PRIMARY KEY;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint(x, t, primary, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP PRIMARY KEY;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 0, if_not_exists=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 14, schema='s', if_not_exists=True>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c BOOL;
   ALTER TABLE s.t ADD CONSTRAINT ck_bool CHECK ( c IN ( 0 , 1 ) );
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 0, schema='s', inline_references=True, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 0, schema='s', if_not_exists=True>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 9, if_not_exists=True, inline_primary_key=True, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS c INTEGER REFERENCES s.other ( id ) ON DELETE CASCADE;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 16, inline_references=True, schema='Odd Schema', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS c BLOB;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 11, schema='Odd Schema', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS c INTEGER;
   ALTER TABLE `Odd Schema`.t ADD UNIQUE ( c );
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 0, inline_references=True, schema='Odd Schema', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 0, schema='s', if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 14, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c BOOL;
   ALTER TABLE t ADD CONSTRAINT ck_bool CHECK ( c IN ( 0 , 1 ) );
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 15, schema='s', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c VARCHAR ( 1 );
   ALTER TABLE s.t ADD CONSTRAINT kind CHECK ( c IN ( 'a' , 'b' ) );
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 11, if_not_exists=True, inline_references=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;
   ALTER TABLE t ADD UNIQUE ( c );
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 20, inline_references=True, if_not_exists=True>
-- Alembic:
   ALTER TABLE `Odd Table` ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 21, if_not_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c INTEGER NOT NULL AUTO_INCREMENT;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 0, inline_references=True, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 8, inline_primary_key=True, if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER REFERENCES other ( id );
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 1, if_not_exists=True, inline_references=True, inline_primary_key=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c VARCHAR ( 20 ) NOT NULL;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 21, if_not_exists=True, inline_primary_key=True, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS c INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 9, inline_references=True, inline_primary_key=True, if_not_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c INTEGER REFERENCES s.other ( id ) ON DELETE CASCADE;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 13, schema='Odd Schema', if_not_exists=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS c INTEGER NOT NULL;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 12, inline_references=True, schema='Odd Schema', inline_primary_key=True, if_not_exists=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS c INTEGER GENERATED ALWAYS AS ( a * 2 );
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 6, schema='Odd Schema', if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS `select` INTEGER;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 12, if_not_exists=True, inline_primary_key=True, inline_references=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER GENERATED ALWAYS AS ( a * 2 );
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 5, inline_references=True, inline_primary_key=True, if_not_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS `Mixed Case` INTEGER;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 11, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;
   ALTER TABLE t ADD UNIQUE ( c );
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 18, inline_references=True, schema='Odd Schema', if_not_exists=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS c TEXT;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 10, schema='s', if_not_exists=True, inline_primary_key=True, inline_references=True>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c INTEGER;
   CREATE INDEX ix_s_t_c ON s.t ( c );
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 3, if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c DATETIME DEFAULT CURRENT_TIMESTAMP;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 12, if_not_exists=True, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS c INTEGER GENERATED ALWAYS AS ( a * 2 );
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 1, inline_references=True, inline_primary_key=True, if_not_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS c VARCHAR ( 20 ) NOT NULL;
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- add_column<form 12, schema='Odd Schema', if_not_exists=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t ADD COLUMN IF NOT EXISTS c INTEGER GENERATED ALWAYS AS ( a * 2 );
-- amig:
   refused
   `op.add_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index<form 0, if_not_exists=True>
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index<form 1, if_not_exists=True, oracle_bitmap=True, mysql_with_parser='ngram', mysql_length={'a': 3}>
-- Alembic:
   refused
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index<form 2, unique=True, sqlite_where=a > 1, if_not_exists=True>
-- Alembic:
   CREATE UNIQUE INDEX IF NOT EXISTS ix_t_a ON t ( a , b );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index<form 0, if_not_exists=True, info={'a': 1}, postgresql_ops={'a': 'text_pattern_ops'}>
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix ON t ( a );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- create_index<form 2, if_not_exists=True, postgresql_tablespace='fast', quote=False, mariadb_with_parser='ngram'>
-- Alembic:
   CREATE INDEX IF NOT EXISTS ix_t_a ON t ( a , b );
-- amig:
   refused
   `op.create_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 0, if_exists=True>
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, mssql_drop_check=True, schema='Odd Schema', if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.`Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 0, mssql_drop_check=True, mssql_drop_default=True, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 0, if_exists=True, mssql_drop_default=True, mssql_drop_foreign_key=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE `Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 0, if_exists=True, mssql_drop_foreign_key=True, schema='s', mssql_drop_check=True>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, mssql_drop_default=True, mssql_drop_check=True, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.`Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, mssql_drop_default=True, if_exists=True>
-- Alembic:
   ALTER TABLE `Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 0, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 0, mssql_drop_foreign_key=True, schema='Odd Schema', if_exists=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, mssql_drop_foreign_key=True, mssql_drop_default=True, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.`Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, mssql_drop_foreign_key=True, mssql_drop_check=True, if_exists=True>
-- Alembic:
   ALTER TABLE `Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, mssql_drop_foreign_key=True, if_exists=True>
-- Alembic:
   ALTER TABLE `Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, if_exists=True, mssql_drop_default=True>
-- Alembic:
   ALTER TABLE `Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 0, schema='Odd Schema', if_exists=True, mssql_drop_foreign_key=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, mssql_drop_foreign_key=True, if_exists=True, schema='s', mssql_drop_default=True>
-- Alembic:
   ALTER TABLE s.`Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 0, schema='s', if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, mssql_drop_foreign_key=True, if_exists=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE `Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, if_exists=True, mssql_drop_check=True, mssql_drop_default=True, schema='s'>
-- Alembic:
   ALTER TABLE s.`Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, schema='s', mssql_drop_default=True, mssql_drop_check=True, if_exists=True>
-- Alembic:
   ALTER TABLE s.`Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, if_exists=True, mssql_drop_check=True, mssql_drop_default=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE `Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, schema='Odd Schema', if_exists=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.`Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 1, mssql_drop_default=True, if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE `Odd Table` DROP COLUMN IF EXISTS `Odd Column`;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 0, if_exists=True, mssql_drop_foreign_key=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_column<form 0, if_exists=True, mssql_drop_foreign_key=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 0, if_exists=True>
-- Alembic:
   ALTER TABLE t DROP FOREIGN KEY x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 3, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP PRIMARY KEY;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 2, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP CHECK x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 3, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP PRIMARY KEY;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 2, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP CHECK x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 1, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP INDEX x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 0, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP FOREIGN KEY x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 0, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP FOREIGN KEY x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 2, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP CHECK x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 1, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP INDEX x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 2, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP CHECK x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 1, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP INDEX x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 3, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP PRIMARY KEY;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 1, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP INDEX x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 3, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP PRIMARY KEY;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_constraint<form 0, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP FOREIGN KEY x;
-- amig:
   refused
   `op.drop_constraint` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_index<form 0, if_exists=True>
-- Alembic:
   DROP INDEX IF EXISTS ix ON t;
-- amig:
   refused
   `op.drop_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_index<form 1, info={'a': 1}, if_exists=True, postgresql_ops={'a': 'text_pattern_ops'}, mysql_length=5>
-- Alembic:
   DROP INDEX IF EXISTS `Odd Index` ON `Odd Table`;
-- amig:
   refused
   `op.drop_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_index<form 1, mariadb_length=5, mssql_include=['b'], if_exists=True>
-- Alembic:
   DROP INDEX IF EXISTS `Odd Index` ON `Odd Table`;
-- amig:
   refused
   `op.drop_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_index<form 2, postgresql_invalid=True, oracle_vector=False, postgresql_using='gin', if_exists=True>
-- Alembic:
   DROP INDEX IF EXISTS ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 1, if_exists=True, mysql_using='hash'>
-- Alembic:
   DROP INDEX IF EXISTS `Odd Index` ON `Odd Table`;
-- amig:
   refused
   `op.drop_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_index<form 2, mysql_length=5, oracle_vector=False, if_exists=True>
-- Alembic:
   DROP INDEX IF EXISTS ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 1, if_exists=True, postgresql_ops={'a': 'text_pattern_ops'}, mssql_include=['b']>
-- Alembic:
   DROP INDEX IF EXISTS `Odd Index` ON `Odd Table`;
-- amig:
   refused
   `op.drop_index` on mysql: only MariaDB has IF [NOT] EXISTS there, and offline nobody can look
   leave the guard out, or use a `mariadb://` URL

-- drop_index<form 2, postgresql_concurrently=True, if_exists=True>
-- Alembic:
   DROP INDEX IF EXISTS ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- MySQL needs the table's name; Alembic writes `ON no_table`: 12

-- drop_index<form 2>
-- Alembic:
   DROP INDEX ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 2, mariadb_using='btree', oracle_bitmap=True, postgresql_nulls_not_distinct=True, postgresql_include=['b']>
-- Alembic:
   DROP INDEX ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 2, quote=True, schema='Odd Schema', oracle_compress=True>
-- Alembic:
   DROP INDEX `ix` ON `Odd Schema`.no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 2, mssql_include=['b'], mssql_where=a > 1, postgresql_ops={'a': 'text_pattern_ops'}, mysql_prefix='FULLTEXT'>
-- Alembic:
   DROP INDEX ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 2, postgresql_concurrently=True, postgresql_ops={'a': 'text_pattern_ops'}, info={'a': 1}, postgresql_where=a > 1>
-- Alembic:
   DROP INDEX ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 2, mysql_length=5, postgresql_with={'fillfactor': 50}>
-- Alembic:
   DROP INDEX ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 2, mssql_clustered=True, schema='s', info={'a': 1}>
-- Alembic:
   DROP INDEX ix ON s.no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 2, mssql_columnstore=True, mariadb_prefix='FULLTEXT'>
-- Alembic:
   DROP INDEX ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 2, mysql_using='hash', info={'a': 1}, mysql_length=5>
-- Alembic:
   DROP INDEX ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 2, mssql_clustered=True, postgresql_using='gin', postgresql_concurrently=True, oracle_vector=False>
-- Alembic:
   DROP INDEX ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 2, mysql_prefix='FULLTEXT', schema='s', postgresql_include=['b'], oracle_tablespace='fast'>
-- Alembic:
   refused
-- amig:
   refused
   `op.drop_index` was refused: Argument 'oracle_tablespace' is not accepted by dialect 'oracle' on behalf of <class 'sqlalchemy.sql.schema.Index'>
   did you mean `oracle_tablespace`, `postgresql_tablespace`, `oracle_vector`?

-- drop_index<form 2, mysql_length=5, postgresql_tablespace='fast', info={'a': 1}, mssql_where=a > 1>
-- Alembic:
   DROP INDEX ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- the CHECK of a new type is about the column's new name; Alembic's is about one that is gone: 1

-- alter_column<form 1, autoincrement=False, new_column_name='New Name', type_=Boolean(create_constraint=True, name='ck, comment=None>
-- Alembic:
   ALTER TABLE `Odd Table` CHANGE `Odd Column` `New Name` BOOL NULL;
   ALTER TABLE `Odd Table` ADD CONSTRAINT ckb CHECK ( `Odd Column` IN ( 0 , 1 ) );
-- amig:
   ALTER TABLE `Odd Table` CHANGE `Odd Column` `New Name` BOOL NULL;
   ALTER TABLE `Odd Table` ADD CONSTRAINT ckb CHECK ( `New Name` IN ( 0 , 1 ) );
