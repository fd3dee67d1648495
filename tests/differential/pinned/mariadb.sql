-- MySQL needs the table's name; Alembic writes `ON no_table`: 15

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

-- drop_index<form 2, postgresql_invalid=True, oracle_vector=False, postgresql_using='gin', if_exists=True>
-- Alembic:
   DROP INDEX IF EXISTS ix ON no_table;
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

-- drop_index<form 2, mysql_length=5, oracle_vector=False, if_exists=True>
-- Alembic:
   DROP INDEX IF EXISTS ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 2, mysql_length=5, postgresql_tablespace='fast', info={'a': 1}, mssql_where=a > 1>
-- Alembic:
   DROP INDEX ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- drop_index<form 2, postgresql_concurrently=True, if_exists=True>
-- Alembic:
   DROP INDEX IF EXISTS ix ON no_table;
-- amig:
   refused
   `op.drop_index` needs the table's name on MySQL
   give it as `table_name`

-- PARITY 18.3: Alembic forgets the guard: 24

-- drop_constraint(x, t, foreignkey, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP FOREIGN KEY x;
-- amig:
   ALTER TABLE t DROP FOREIGN KEY IF EXISTS x;

-- drop_constraint(x, t, foreignkey, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP FOREIGN KEY x;
-- amig:
   ALTER TABLE s.t DROP FOREIGN KEY IF EXISTS x;

-- drop_constraint(x, t, unique, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP INDEX x;
-- amig:
   ALTER TABLE t DROP INDEX IF EXISTS x;

-- drop_constraint(x, t, unique, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP INDEX x;
-- amig:
   ALTER TABLE s.t DROP INDEX IF EXISTS x;

-- drop_constraint(x, t, check, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP CONSTRAINT x;
-- amig:
   ALTER TABLE t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint(x, t, check, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT x;
-- amig:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint(x, t, primary, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP PRIMARY KEY;
-- amig:
   refused
   `op.drop_constraint` on mariadb: a primary key has no IF EXISTS, and offline nobody can look
   leave the guard out

-- drop_constraint(x, t, primary, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP PRIMARY KEY;
-- amig:
   refused
   `op.drop_constraint` on mariadb: a primary key has no IF EXISTS, and offline nobody can look
   leave the guard out

-- drop_constraint<form 0, if_exists=True>
-- Alembic:
   ALTER TABLE t DROP FOREIGN KEY x;
-- amig:
   ALTER TABLE t DROP FOREIGN KEY IF EXISTS x;

-- drop_constraint<form 3, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP PRIMARY KEY;
-- amig:
   refused
   `op.drop_constraint` on mariadb: a primary key has no IF EXISTS, and offline nobody can look
   leave the guard out

-- drop_constraint<form 2, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP CONSTRAINT x;
-- amig:
   ALTER TABLE `Odd Schema`.t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint<form 3, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP PRIMARY KEY;
-- amig:
   refused
   `op.drop_constraint` on mariadb: a primary key has no IF EXISTS, and offline nobody can look
   leave the guard out

-- drop_constraint<form 2, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT x;
-- amig:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint<form 1, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP INDEX x;
-- amig:
   ALTER TABLE s.t DROP INDEX IF EXISTS x;

-- drop_constraint<form 0, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP FOREIGN KEY x;
-- amig:
   ALTER TABLE s.t DROP FOREIGN KEY IF EXISTS x;

-- drop_constraint<form 0, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP FOREIGN KEY x;
-- amig:
   ALTER TABLE `Odd Schema`.t DROP FOREIGN KEY IF EXISTS x;

-- drop_constraint<form 2, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT x;
-- amig:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint<form 1, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP INDEX x;
-- amig:
   ALTER TABLE s.t DROP INDEX IF EXISTS x;

-- drop_constraint<form 2, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP CONSTRAINT x;
-- amig:
   ALTER TABLE `Odd Schema`.t DROP CONSTRAINT IF EXISTS x;

-- drop_constraint<form 1, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP INDEX x;
-- amig:
   ALTER TABLE `Odd Schema`.t DROP INDEX IF EXISTS x;

-- drop_constraint<form 3, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP PRIMARY KEY;
-- amig:
   refused
   `op.drop_constraint` on mariadb: a primary key has no IF EXISTS, and offline nobody can look
   leave the guard out

-- drop_constraint<form 1, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP INDEX x;
-- amig:
   ALTER TABLE `Odd Schema`.t DROP INDEX IF EXISTS x;

-- drop_constraint<form 3, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE `Odd Schema`.t DROP PRIMARY KEY;
-- amig:
   refused
   `op.drop_constraint` on mariadb: a primary key has no IF EXISTS, and offline nobody can look
   leave the guard out

-- drop_constraint<form 0, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP FOREIGN KEY x;
-- amig:
   ALTER TABLE s.t DROP FOREIGN KEY IF EXISTS x;

-- PARITY 18.4: Alembic's indexes fail when it is run again: 1

-- create_table<form 9, schema='s', prefixes=['TEMPORARY'], info={'a': 1}, if_not_exists=True>
-- Alembic:
   CREATE TEMPORARY TABLE IF NOT EXISTS s.t ( id INTEGER );
   CREATE INDEX ix_s_t_id ON s.t ( id );
-- amig:
   CREATE TEMPORARY TABLE IF NOT EXISTS s.t ( id INTEGER );
   CREATE INDEX IF NOT EXISTS ix_s_t_id ON s.t ( id );

-- the CHECK of a new type is about the column's new name; Alembic's is about one that is gone: 1

-- alter_column<form 1, autoincrement=False, new_column_name='New Name', type_=Boolean(create_constraint=True, name='ck, comment=None>
-- Alembic:
   ALTER TABLE `Odd Table` CHANGE `Odd Column` `New Name` BOOL NULL;
   ALTER TABLE `Odd Table` ADD CONSTRAINT ckb CHECK ( `Odd Column` IN ( 0 , 1 ) );
-- amig:
   ALTER TABLE `Odd Table` CHANGE `Odd Column` `New Name` BOOL NULL;
   ALTER TABLE `Odd Table` ADD CONSTRAINT ckb CHECK ( `New Name` IN ( 0 , 1 ) );
