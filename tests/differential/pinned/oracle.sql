-- PARITY 18.1 and 18.2: Alembic loses the key without a word: 7

-- add_column(t, foreign key, inline_references=True)
-- Alembic:
   ALTER TABLE t ADD c INTEGER;
-- amig:
   ALTER TABLE t ADD c INTEGER REFERENCES other ( id );

-- add_column(t, foreign key options, inline_references=True)
-- Alembic:
   ALTER TABLE t ADD c INTEGER;
-- amig:
   ALTER TABLE t ADD c INTEGER REFERENCES s.other ( id ) ON DELETE CASCADE;

-- add_column<form 9, if_not_exists=True, inline_primary_key=True, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 9, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c INTEGER;
-- amig:
   ALTER TABLE "Odd Schema".t ADD c INTEGER REFERENCES s.other ( id ) ON DELETE CASCADE;

-- add_column<form 8, inline_primary_key=True, if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE t ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 21, if_not_exists=True, inline_primary_key=True, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c INTEGER NOT NULL;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 9, inline_references=True, inline_primary_key=True, if_not_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- PARITY 18.2: Oracle has no IF [NOT] EXISTS for a part of a table; Alembic's SQL is invalid there: 88

-- add_column(t, integer, if_not_exists=True)
-- Alembic:
   ALTER TABLE t ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column(t, integer, if_not_exists=True, inline_primary_key=True)
-- Alembic:
   ALTER TABLE t ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column(t, integer, if_not_exists=True, schema='Odd Schema')
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- drop_column(t, c, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column(t, c, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column(t, c, if_exists=True, mssql_drop_default=True)
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint(x, t, foreignkey, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint(x, t, foreignkey, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint(x, t, unique, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint(x, t, unique, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint(x, t, check, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint(x, t, check, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint(x, t, primary, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint(x, t, primary, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint(x, t, None, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint(x, t, None, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- add_column<form 0, if_not_exists=True>
-- Alembic:
   ALTER TABLE t ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 14, schema='s', if_not_exists=True>
-- Alembic:
   ALTER TABLE s.t ADD c BOOLEAN;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 0, schema='s', inline_references=True, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE s.t ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 0, schema='s', if_not_exists=True>
-- Alembic:
   ALTER TABLE s.t ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 16, inline_references=True, schema='Odd Schema', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c BLOB;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 11, schema='Odd Schema', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c INTEGER;
   ALTER TABLE "Odd Schema".t ADD UNIQUE ( c );
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 0, inline_references=True, schema='Odd Schema', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 0, schema='s', if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE s.t ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 14, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD c BOOLEAN;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 15, schema='s', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE s.t ADD c VARCHAR ( 1 CHAR );
   ALTER TABLE s.t ADD CONSTRAINT kind CHECK ( c IN ( 'a' , 'b' ) );
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 11, if_not_exists=True, inline_references=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD c INTEGER;
   ALTER TABLE t ADD UNIQUE ( c );
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 20, inline_references=True, if_not_exists=True>
-- Alembic:
   ALTER TABLE "Odd Table" ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 21, if_not_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD c INTEGER NOT NULL;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 0, inline_references=True, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD c INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 1, if_not_exists=True, inline_references=True, inline_primary_key=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD c VARCHAR2 ( 20 CHAR ) NOT NULL;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 13, schema='Odd Schema', if_not_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c INTEGER GENERATED BY DEFAULT AS IDENTITY ( START WITH 3 );
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 12, inline_references=True, schema='Odd Schema', inline_primary_key=True, if_not_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c INTEGER GENERATED ALWAYS AS ( a * 2 );
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 6, schema='Odd Schema', if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD "select" INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 12, if_not_exists=True, inline_primary_key=True, inline_references=True>
-- Alembic:
   ALTER TABLE t ADD c INTEGER GENERATED ALWAYS AS ( a * 2 );
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 5, inline_references=True, inline_primary_key=True, if_not_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD "Mixed Case" INTEGER;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 11, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD c INTEGER;
   ALTER TABLE t ADD UNIQUE ( c );
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 18, inline_references=True, schema='Odd Schema', if_not_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c CLOB;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 10, schema='s', if_not_exists=True, inline_primary_key=True, inline_references=True>
-- Alembic:
   ALTER TABLE s.t ADD c INTEGER;
   CREATE INDEX s.ix_s_t_c ON s.t ( c );
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 3, if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE t ADD c DATE DEFAULT CURRENT_TIMESTAMP;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 12, if_not_exists=True, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c INTEGER GENERATED ALWAYS AS ( a * 2 );
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 1, inline_references=True, inline_primary_key=True, if_not_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c VARCHAR2 ( 20 CHAR ) NOT NULL;
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- add_column<form 12, schema='Odd Schema', if_not_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD c INTEGER GENERATED ALWAYS AS ( a * 2 );
-- amig:
   refused
   `op.add_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_not_exists` out

-- drop_column<form 0, if_exists=True>
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, mssql_drop_check=True, schema='Odd Schema', if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE "Odd Schema"."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 0, mssql_drop_check=True, mssql_drop_default=True, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 0, if_exists=True, mssql_drop_default=True, mssql_drop_foreign_key=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 0, if_exists=True, mssql_drop_foreign_key=True, schema='s', mssql_drop_check=True>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, mssql_drop_default=True, mssql_drop_check=True, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, mssql_drop_default=True, if_exists=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 0, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 0, mssql_drop_foreign_key=True, schema='Odd Schema', if_exists=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, mssql_drop_foreign_key=True, mssql_drop_default=True, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema"."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, mssql_drop_foreign_key=True, mssql_drop_check=True, if_exists=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, mssql_drop_foreign_key=True, if_exists=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, if_exists=True, mssql_drop_default=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 0, schema='Odd Schema', if_exists=True, mssql_drop_foreign_key=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, mssql_drop_foreign_key=True, if_exists=True, schema='s', mssql_drop_default=True>
-- Alembic:
   ALTER TABLE s."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 0, schema='s', if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, mssql_drop_foreign_key=True, if_exists=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, if_exists=True, mssql_drop_check=True, mssql_drop_default=True, schema='s'>
-- Alembic:
   ALTER TABLE s."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, schema='s', mssql_drop_default=True, mssql_drop_check=True, if_exists=True>
-- Alembic:
   ALTER TABLE s."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, if_exists=True, mssql_drop_check=True, mssql_drop_default=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, schema='Odd Schema', if_exists=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE "Odd Schema"."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 1, mssql_drop_default=True, if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 0, if_exists=True, mssql_drop_foreign_key=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_column<form 0, if_exists=True, mssql_drop_foreign_key=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 0, if_exists=True>
-- Alembic:
   ALTER TABLE t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 3, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 4, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 2, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 3, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 4, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 2, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 1, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 0, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 0, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 2, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 1, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 2, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 1, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 3, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 4, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 1, if_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 3, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 0, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- drop_constraint<form 4, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP CONSTRAINT IF EXISTS x;
-- amig:
   refused
   `op.drop_constraint` on oracle: Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have
   leave `if_exists` out

-- PARITY 18.15: Alembic drops the schema and the quotes; no comment is NULL: 17

-- alter_column(t, c, comment=None)
-- Alembic:
   COMMENT ON COLUMN t.c IS '';
-- amig:
   COMMENT ON COLUMN t.c IS NULL;

-- alter_column(t, c, comment=None, existing_type=Integer())
-- Alembic:
   COMMENT ON COLUMN t.c IS '';
-- amig:
   COMMENT ON COLUMN t.c IS NULL;

-- alter_column(t, c, comment=None, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   COMMENT ON COLUMN t.c IS '';
-- amig:
   COMMENT ON COLUMN t.c IS NULL;

-- alter_column(t, c, comment='new', schema='s')
-- Alembic:
   COMMENT ON COLUMN t.c IS 'new';
-- amig:
   COMMENT ON COLUMN s.t.c IS 'new';

-- alter_column(t, c, comment='new', schema='s', existing_type=Integer())
-- Alembic:
   COMMENT ON COLUMN t.c IS 'new';
-- amig:
   COMMENT ON COLUMN s.t.c IS 'new';

-- alter_column(t, c, comment='new', schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   COMMENT ON COLUMN t.c IS 'new';
-- amig:
   COMMENT ON COLUMN s.t.c IS 'new';

-- alter_column<form 0, comment=None>
-- Alembic:
   COMMENT ON COLUMN t.c IS '';
-- amig:
   COMMENT ON COLUMN t.c IS NULL;

-- alter_column<form 1, existing_server_default=None, comment=None, existing_autoincrement=True>
-- Alembic:
   COMMENT ON COLUMN Odd Table.Odd Column IS '';
-- amig:
   COMMENT ON COLUMN "Odd Table"."Odd Column" IS NULL;

-- alter_column<form 0, comment=None, type_=BigInteger(), postgresql_using='gin'>
-- Alembic:
   ALTER TABLE t MODIFY c NUMBER ( 19 );
   COMMENT ON COLUMN t.c IS '';
-- amig:
   ALTER TABLE t MODIFY c NUMBER ( 19 );
   COMMENT ON COLUMN t.c IS NULL;

-- alter_column<form 1, comment="it's 5%", existing_autoincrement=False, postgresql_using='gin', nullable=False>
-- Alembic:
   ALTER TABLE "Odd Table" MODIFY "Odd Column" NOT NULL;
   COMMENT ON COLUMN Odd Table.Odd Column IS 'it''s 5%';
-- amig:
   ALTER TABLE "Odd Table" MODIFY "Odd Column" NOT NULL;
   COMMENT ON COLUMN "Odd Table"."Odd Column" IS 'it''s 5%';

-- alter_column<form 0, comment=None, existing_comment='old'>
-- Alembic:
   COMMENT ON COLUMN t.c IS '';
-- amig:
   COMMENT ON COLUMN t.c IS NULL;

-- alter_column<form 1, autoincrement=False, new_column_name='New Name', type_=Boolean(create_constraint=True, name='ck, comment=None>
-- Alembic:
   ALTER TABLE "Odd Table" MODIFY "Odd Column" BOOLEAN;
   COMMENT ON COLUMN Odd Table.Odd Column IS '';
   ALTER TABLE "Odd Table" RENAME COLUMN "Odd Column" TO "New Name";
-- amig:
   ALTER TABLE "Odd Table" MODIFY "Odd Column" BOOLEAN;
   COMMENT ON COLUMN "Odd Table"."Odd Column" IS NULL;
   ALTER TABLE "Odd Table" RENAME COLUMN "Odd Column" TO "New Name";

-- alter_column<form 1, comment=None, postgresql_using='gin', schema='s', existing_comment=None>
-- Alembic:
   COMMENT ON COLUMN Odd Table.Odd Column IS '';
-- amig:
   COMMENT ON COLUMN s."Odd Table"."Odd Column" IS NULL;

-- alter_column<form 0, existing_comment=None, existing_server_default='3', comment=None, type_=Boolean(create_constraint=True, name='ck>
-- Alembic:
   ALTER TABLE t MODIFY c BOOLEAN;
   COMMENT ON COLUMN t.c IS '';
-- amig:
   ALTER TABLE t MODIFY c BOOLEAN;
   COMMENT ON COLUMN t.c IS NULL;

-- alter_column<form 0, comment=None, new_column_name='d', schema='Odd Schema'>
-- Alembic:
   COMMENT ON COLUMN t.c IS '';
   ALTER TABLE "Odd Schema".t RENAME COLUMN c TO d;
-- amig:
   COMMENT ON COLUMN "Odd Schema".t.c IS NULL;
   ALTER TABLE "Odd Schema".t RENAME COLUMN c TO d;

-- alter_column<form 0, comment="it's 5%", schema='Odd Schema'>
-- Alembic:
   COMMENT ON COLUMN t.c IS 'it''s 5%';
-- amig:
   COMMENT ON COLUMN "Odd Schema".t.c IS 'it''s 5%';

-- alter_column<form 1, existing_type=DateTime(), nullable=False, comment=None, existing_nullable=False>
-- Alembic:
   ALTER TABLE "Odd Table" MODIFY "Odd Column" NOT NULL;
   COMMENT ON COLUMN Odd Table.Odd Column IS '';
-- amig:
   ALTER TABLE "Odd Table" MODIFY "Odd Column" NOT NULL;
   COMMENT ON COLUMN "Odd Table"."Odd Column" IS NULL;
