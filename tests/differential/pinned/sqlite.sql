-- PARITY 18.5: SQLite cannot do it; the SQL that Alembic sends is invalid there: 120

-- alter_column(t, c, nullable=True)
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=False)
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=False, existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=False, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new')
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment=None)
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment=None, existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment=None, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default='5')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default='5', existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default='5', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=None)
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=None, existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=None, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=<sqlalchemy.sql.elements.TextClause object at)
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT now ( );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=<sqlalchemy.sql.elements.TextClause object at, existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT now ( );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=<sqlalchemy.sql.elements.TextClause object at, existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT now ( );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=String(length=30))
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=String(length=30), existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=BigInteger())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE BIGINT;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=BigInteger(), existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE BIGINT;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=BigInteger(), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE BIGINT;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=DateTime())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE DATETIME;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=DateTime(), existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE DATETIME;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=DateTime(), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE DATETIME;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, comment='new')
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, comment='new', existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, comment='new', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, server_default='5')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, server_default='5', existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, server_default='5', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, new_column_name='other')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
   ALTER TABLE t RENAME COLUMN c TO other;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, new_column_name='other', existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
   ALTER TABLE t RENAME COLUMN c TO other;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
   ALTER TABLE t RENAME COLUMN c TO other;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, type_=String(length=30))
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, type_=String(length=30), existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, schema='s')
-- Alembic:
   ALTER TABLE s.t ALTER COLUMN c DROP NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, schema='s', existing_type=Integer())
-- Alembic:
   ALTER TABLE s.t ALTER COLUMN c DROP NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, nullable=True, schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE s.t ALTER COLUMN c DROP NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', server_default='5')
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', server_default='5', existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', server_default='5', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', new_column_name='other')
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', new_column_name='other', existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', type_=String(length=30))
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', type_=String(length=30), existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', schema='s')
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', schema='s', existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, comment='new', schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default='5', new_column_name='other')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
   ALTER TABLE t RENAME COLUMN c TO other;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default='5', new_column_name='other', existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
   ALTER TABLE t RENAME COLUMN c TO other;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default='5', new_column_name='other', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
   ALTER TABLE t RENAME COLUMN c TO other;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default='5', type_=String(length=30))
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default='5', type_=String(length=30), existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default='5', type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default='5', schema='s')
-- Alembic:
   ALTER TABLE s.t ALTER COLUMN c SET DEFAULT '5';
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default='5', schema='s', existing_type=Integer())
-- Alembic:
   ALTER TABLE s.t ALTER COLUMN c SET DEFAULT '5';
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default='5', schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE s.t ALTER COLUMN c SET DEFAULT '5';
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, new_column_name='other', type_=String(length=30))
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
   ALTER TABLE t RENAME COLUMN c TO other;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, new_column_name='other', type_=String(length=30), existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
   ALTER TABLE t RENAME COLUMN c TO other;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, new_column_name='other', type_=String(length=30), existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
   ALTER TABLE t RENAME COLUMN c TO other;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=String(length=30), schema='s')
-- Alembic:
   ALTER TABLE s.t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=String(length=30), schema='s', existing_type=Integer())
-- Alembic:
   ALTER TABLE s.t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=String(length=30), schema='s', existing_type=Integer(), existing_nullable=False, existing_server_default='3', existing_comment='old')
-- Alembic:
   ALTER TABLE s.t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=Boolean(create_constraint=True, name='ck'), existing_type=Integer())
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE BOOLEAN;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, type_=Integer(), postgresql_using='c::integer')
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE INTEGER;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, existing_type=Integer(), existing_autoincrement=True, nullable=False)
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=Identity(), existing_server_default=None, existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=Identity(), existing_server_default=Identity(), existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=Identity(), existing_server_default=Identity(always=True, increment=2), existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=Identity(always=True, start=5), existing_server_default=None, existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=Identity(always=True, start=5), existing_server_default=Identity(), existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=Identity(always=True, start=5), existing_server_default=Identity(always=True, increment=2), existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=None, existing_server_default=Identity(), existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column(t, c, server_default=None, existing_server_default=Identity(always=True, increment=2), existing_type=Integer())
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, nullable=True>
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, nullable=False>
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, comment="it's 5%">
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, comment=None>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, server_default='5'>
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, server_default=None>
-- Alembic:
   ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, server_default=now()>
-- Alembic:
   ALTER TABLE t ALTER COLUMN c SET DEFAULT now ( );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, server_default=Identity()>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, server_default=Computed(<sqlalchemy.sql.elements.TextCl>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, type_=BigInteger()>
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE BIGINT;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, type_=String(length=30)>
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE VARCHAR ( 30 );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, type_=Boolean(create_constraint=True, name='ck>
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE BOOLEAN;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, existing_server_default=None, comment=None, existing_autoincrement=True>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, comment=None, type_=BigInteger(), postgresql_using='gin'>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, type_=BigInteger(), nullable=False, existing_type=DateTime()>
-- Alembic:
   ALTER TABLE "Odd Table" ALTER COLUMN "Odd Column" SET NOT NULL;
   ALTER TABLE "Odd Table" ALTER COLUMN "Odd Column" TYPE BIGINT;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, existing_type=DateTime(), comment="it's 5%">
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, nullable=False, new_column_name='d'>
-- Alembic:
   ALTER TABLE "Odd Table" ALTER COLUMN "Odd Column" SET NOT NULL;
   ALTER TABLE "Odd Table" RENAME COLUMN "Odd Column" TO d;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, comment="it's 5%", existing_autoincrement=False, postgresql_using='gin', nullable=False>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, comment=None, existing_comment='old'>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, postgresql_using='gin', server_default=now()>
-- Alembic:
   ALTER TABLE "Odd Table" ALTER COLUMN "Odd Column" SET DEFAULT now ( );
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, type_=Boolean(create_constraint=True, name='ck, existing_server_default='3'>
-- Alembic:
   ALTER TABLE t ALTER COLUMN c TYPE BOOLEAN;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, autoincrement=False, new_column_name='New Name', type_=Boolean(create_constraint=True, name='ck, comment=None>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, existing_nullable=True, nullable=False, existing_server_default=None, existing_type=Integer()>
-- Alembic:
   ALTER TABLE "Odd Table" ALTER COLUMN "Odd Column" SET NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, nullable=True, postgresql_using='gin', existing_type=Integer(), schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema"."Odd Table" ALTER COLUMN "Odd Column" DROP NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, schema='s', existing_server_default='3', server_default=Identity()>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, type_=Boolean(create_constraint=True, name='ck, existing_autoincrement=False, postgresql_using='gin'>
-- Alembic:
   ALTER TABLE "Odd Table" ALTER COLUMN "Odd Column" TYPE BOOLEAN;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, comment=None, postgresql_using='gin', schema='s', existing_comment=None>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, autoincrement=True, comment="it's 5%", type_=Boolean(create_constraint=True, name='ck>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, existing_comment=None, existing_server_default='3', comment=None, type_=Boolean(create_constraint=True, name='ck>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, new_column_name='d', server_default=Computed(<sqlalchemy.sql.elements.TextCl, type_=BigInteger()>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, schema='Odd Schema', type_=BigInteger(), autoincrement=False>
-- Alembic:
   ALTER TABLE "Odd Schema"."Odd Table" ALTER COLUMN "Odd Column" TYPE BIGINT;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, comment=None, new_column_name='d', schema='Odd Schema'>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, comment="it's 5%", schema='Odd Schema'>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, existing_type=DateTime(), nullable=False, comment=None, existing_nullable=False>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, existing_comment=None, nullable=True>
-- Alembic:
   ALTER TABLE "Odd Table" ALTER COLUMN "Odd Column" DROP NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 0, existing_comment=None, existing_server_default=now(), type_=Boolean(create_constraint=True, name='ck, server_default=Computed(<sqlalchemy.sql.elements.TextCl>
-- Alembic:
   refused
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- alter_column<form 1, existing_comment=None, nullable=False, autoincrement=False>
-- Alembic:
   ALTER TABLE "Odd Table" ALTER COLUMN "Odd Column" SET NOT NULL;
-- amig:
   refused
   `op.alter_column` on sqlite: ALTER TABLE can only rename a column
   rebuild the table with `op.batch_alter_table`

-- PARITY 18.15: SQLite has no comments; the SQL that Alembic writes is invalid there: 50

-- create_table_comment(t, c)
-- Alembic:
   COMMENT ON TABLE t IS 'it''s 100%';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment(t)
-- Alembic:
   COMMENT ON TABLE t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment(t, c, schema='s')
-- Alembic:
   COMMENT ON TABLE s.t IS 'it''s 100%';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment(t, schema='s')
-- Alembic:
   COMMENT ON TABLE s.t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment(t, c, existing_comment='old')
-- Alembic:
   COMMENT ON TABLE t IS 'it''s 100%';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment(t, existing_comment='old')
-- Alembic:
   COMMENT ON TABLE t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment(t, c, schema='s', existing_comment='old')
-- Alembic:
   COMMENT ON TABLE s.t IS 'it''s 100%';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment(t, schema='s', existing_comment='old')
-- Alembic:
   COMMENT ON TABLE s.t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 0>
-- Alembic:
   COMMENT ON TABLE t IS 'it''s';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 1>
-- Alembic:
   COMMENT ON TABLE "Odd Table" IS NULL;
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 0, existing_comment='old'>
-- Alembic:
   COMMENT ON TABLE t IS 'it''s';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 0, existing_comment=None>
-- Alembic:
   COMMENT ON TABLE t IS 'it''s';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 0, schema='s'>
-- Alembic:
   COMMENT ON TABLE s.t IS 'it''s';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 0, schema='Odd Schema'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema".t IS 'it''s';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 1, existing_comment='old', schema='s'>
-- Alembic:
   COMMENT ON TABLE s."Odd Table" IS NULL;
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 1, schema='s', existing_comment=None>
-- Alembic:
   COMMENT ON TABLE s."Odd Table" IS NULL;
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 0, schema='s', existing_comment=None>
-- Alembic:
   COMMENT ON TABLE s.t IS 'it''s';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 1, schema='Odd Schema', existing_comment='old'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema"."Odd Table" IS NULL;
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 0, schema='s', existing_comment='old'>
-- Alembic:
   COMMENT ON TABLE s.t IS 'it''s';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 1, existing_comment=None, schema='s'>
-- Alembic:
   COMMENT ON TABLE s."Odd Table" IS NULL;
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 0, existing_comment='old', schema='Odd Schema'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema".t IS 'it''s';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 0, existing_comment=None, schema='s'>
-- Alembic:
   COMMENT ON TABLE s.t IS 'it''s';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 1, schema='Odd Schema', existing_comment=None>
-- Alembic:
   COMMENT ON TABLE "Odd Schema"."Odd Table" IS NULL;
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 1, existing_comment=None, schema='Odd Schema'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema"."Odd Table" IS NULL;
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 0, schema='Odd Schema', existing_comment='old'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema".t IS 'it''s';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 1, existing_comment='old', schema='Odd Schema'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema"."Odd Table" IS NULL;
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 0, existing_comment='old', schema='s'>
-- Alembic:
   COMMENT ON TABLE s.t IS 'it''s';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 0, schema='Odd Schema', existing_comment=None>
-- Alembic:
   COMMENT ON TABLE "Odd Schema".t IS 'it''s';
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- create_table_comment<form 1, schema='s', existing_comment='old'>
-- Alembic:
   COMMENT ON TABLE s."Odd Table" IS NULL;
-- amig:
   refused
   `op.create_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0>
-- Alembic:
   COMMENT ON TABLE t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 1>
-- Alembic:
   COMMENT ON TABLE "Odd Table" IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0, existing_comment='old'>
-- Alembic:
   COMMENT ON TABLE t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0, existing_comment=None>
-- Alembic:
   COMMENT ON TABLE t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0, schema='s'>
-- Alembic:
   COMMENT ON TABLE s.t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0, schema='Odd Schema'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema".t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0, schema='s', existing_comment=None>
-- Alembic:
   COMMENT ON TABLE s.t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 1, schema='s', existing_comment='old'>
-- Alembic:
   COMMENT ON TABLE s."Odd Table" IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 1, schema='Odd Schema', existing_comment='old'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema"."Odd Table" IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0, existing_comment='old', schema='s'>
-- Alembic:
   COMMENT ON TABLE s.t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 1, schema='s', existing_comment=None>
-- Alembic:
   COMMENT ON TABLE s."Odd Table" IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 1, existing_comment='old', schema='Odd Schema'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema"."Odd Table" IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 1, existing_comment=None, schema='s'>
-- Alembic:
   COMMENT ON TABLE s."Odd Table" IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0, existing_comment='old', schema='Odd Schema'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema".t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0, schema='s', existing_comment='old'>
-- Alembic:
   COMMENT ON TABLE s.t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0, existing_comment=None, schema='Odd Schema'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema".t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 1, existing_comment=None, schema='Odd Schema'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema"."Odd Table" IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0, existing_comment=None, schema='s'>
-- Alembic:
   COMMENT ON TABLE s.t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0, schema='Odd Schema', existing_comment='old'>
-- Alembic:
   COMMENT ON TABLE "Odd Schema".t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 0, schema='Odd Schema', existing_comment=None>
-- Alembic:
   COMMENT ON TABLE "Odd Schema".t IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- drop_table_comment<form 1, schema='Odd Schema', existing_comment=None>
-- Alembic:
   COMMENT ON TABLE "Odd Schema"."Odd Table" IS NULL;
-- amig:
   refused
   `op.drop_table_comment` on sqlite: it has no comments
   leave the comment out on this backend

-- SQLite has no IF [NOT] EXISTS for columns: amig looks; offline, Alembic's SQL is invalid there: 62

-- add_column(t, integer, if_not_exists=True)
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column(t, integer, if_not_exists=True, inline_primary_key=True)
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column(t, integer, if_not_exists=True, schema='Odd Schema')
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column(t, c, if_exists=True)
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column(t, c, schema='s', if_exists=True)
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column(t, c, if_exists=True, mssql_drop_default=True)
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 0, if_not_exists=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 14, schema='s', if_not_exists=True>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c BOOLEAN;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 0, schema='s', inline_references=True, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 0, schema='s', if_not_exists=True>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 9, if_not_exists=True, inline_primary_key=True, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS c INTEGER REFERENCES s.other ( id ) ON DELETE CASCADE;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 16, inline_references=True, schema='Odd Schema', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS c BLOB;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 11, schema='Odd Schema', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   refused
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 0, inline_references=True, schema='Odd Schema', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 0, schema='s', if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 14, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c BOOLEAN;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 15, schema='s', if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c VARCHAR ( 1 );
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 11, if_not_exists=True, inline_references=True, inline_primary_key=True>
-- Alembic:
   refused
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 20, inline_references=True, if_not_exists=True>
-- Alembic:
   ALTER TABLE "Odd Table" ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 21, if_not_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c INTEGER NOT NULL;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 0, inline_references=True, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 8, inline_primary_key=True, if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER REFERENCES other ( id );
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 1, if_not_exists=True, inline_references=True, inline_primary_key=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c VARCHAR ( 20 ) NOT NULL;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 21, if_not_exists=True, inline_primary_key=True, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS c INTEGER NOT NULL PRIMARY KEY;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 9, inline_references=True, inline_primary_key=True, if_not_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c INTEGER REFERENCES s.other ( id ) ON DELETE CASCADE;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 13, schema='Odd Schema', if_not_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS c INTEGER NOT NULL;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 12, inline_references=True, schema='Odd Schema', inline_primary_key=True, if_not_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS c INTEGER GENERATED ALWAYS AS ( a * 2 );
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 6, schema='Odd Schema', if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS "select" INTEGER;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 12, if_not_exists=True, inline_primary_key=True, inline_references=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER GENERATED ALWAYS AS ( a * 2 );
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 5, inline_references=True, inline_primary_key=True, if_not_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS "Mixed Case" INTEGER;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 11, if_not_exists=True, inline_primary_key=True>
-- Alembic:
   refused
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 18, inline_references=True, schema='Odd Schema', if_not_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS c TEXT;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 10, schema='s', if_not_exists=True, inline_primary_key=True, inline_references=True>
-- Alembic:
   ALTER TABLE s.t ADD COLUMN IF NOT EXISTS c INTEGER;
   CREATE INDEX s.ix_s_t_c ON t ( c );
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 3, if_not_exists=True, inline_references=True>
-- Alembic:
   ALTER TABLE t ADD COLUMN IF NOT EXISTS c DATETIME DEFAULT CURRENT_TIMESTAMP;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 12, if_not_exists=True, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS c INTEGER GENERATED ALWAYS AS ( a * 2 );
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 1, inline_references=True, inline_primary_key=True, if_not_exists=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS c VARCHAR ( 20 ) NOT NULL;
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- add_column<form 12, schema='Odd Schema', if_not_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN IF NOT EXISTS c INTEGER GENERATED ALWAYS AS ( a * 2 );
-- amig:
   refused
   `op.add_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 0, if_exists=True>
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, mssql_drop_check=True, schema='Odd Schema', if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE "Odd Schema"."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 0, mssql_drop_check=True, mssql_drop_default=True, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 0, if_exists=True, mssql_drop_default=True, mssql_drop_foreign_key=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 0, if_exists=True, mssql_drop_foreign_key=True, schema='s', mssql_drop_check=True>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, mssql_drop_default=True, mssql_drop_check=True, if_exists=True, schema='s'>
-- Alembic:
   ALTER TABLE s."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, mssql_drop_default=True, if_exists=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 0, schema='s', if_exists=True>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 0, mssql_drop_foreign_key=True, schema='Odd Schema', if_exists=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, mssql_drop_foreign_key=True, mssql_drop_default=True, schema='Odd Schema', if_exists=True>
-- Alembic:
   ALTER TABLE "Odd Schema"."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, mssql_drop_foreign_key=True, mssql_drop_check=True, if_exists=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, mssql_drop_foreign_key=True, if_exists=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, if_exists=True, mssql_drop_default=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 0, schema='Odd Schema', if_exists=True, mssql_drop_foreign_key=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE "Odd Schema".t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, mssql_drop_foreign_key=True, if_exists=True, schema='s', mssql_drop_default=True>
-- Alembic:
   ALTER TABLE s."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 0, schema='s', if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, mssql_drop_foreign_key=True, if_exists=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, if_exists=True, mssql_drop_check=True, mssql_drop_default=True, schema='s'>
-- Alembic:
   ALTER TABLE s."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, schema='s', mssql_drop_default=True, mssql_drop_check=True, if_exists=True>
-- Alembic:
   ALTER TABLE s."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, if_exists=True, mssql_drop_check=True, mssql_drop_default=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, schema='Odd Schema', if_exists=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE "Odd Schema"."Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 1, mssql_drop_default=True, if_exists=True, mssql_drop_foreign_key=True>
-- Alembic:
   ALTER TABLE "Odd Table" DROP COLUMN IF EXISTS "Odd Column";
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 0, if_exists=True, mssql_drop_foreign_key=True, mssql_drop_check=True>
-- Alembic:
   ALTER TABLE t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- drop_column<form 0, if_exists=True, mssql_drop_foreign_key=True, schema='s'>
-- Alembic:
   ALTER TABLE s.t DROP COLUMN IF EXISTS c;
-- amig:
   refused
   `op.drop_column` on sqlite: ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look
   leave the guard out

-- PARITY 18.5: a foreign key or CHECK can come with the column, no other key; Alembic raises half way, or forgets: 16

-- add_column(t, foreign key)
-- Alembic:
   refused
-- amig:
   ALTER TABLE t ADD COLUMN c INTEGER REFERENCES other ( id );

-- add_column(t, foreign key, schema='s')
-- Alembic:
   refused
-- amig:
   ALTER TABLE s.t ADD COLUMN c INTEGER REFERENCES other ( id );

-- add_column(t, foreign key options)
-- Alembic:
   refused
-- amig:
   ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk REFERENCES s.other ( id ) ON DELETE CASCADE;

-- add_column(t, foreign key options, schema='s')
-- Alembic:
   refused
-- amig:
   ALTER TABLE s.t ADD COLUMN c INTEGER CONSTRAINT fk REFERENCES s.other ( id ) ON DELETE CASCADE;

-- add_column(t, boolean)
-- Alembic:
   ALTER TABLE t ADD COLUMN c BOOLEAN;
-- amig:
   ALTER TABLE t ADD COLUMN c BOOLEAN CONSTRAINT ck_bool CHECK ( c IN ( 0 , 1 ) );

-- add_column(t, boolean, schema='s')
-- Alembic:
   ALTER TABLE s.t ADD COLUMN c BOOLEAN;
-- amig:
   ALTER TABLE s.t ADD COLUMN c BOOLEAN CONSTRAINT ck_bool CHECK ( c IN ( 0 , 1 ) );

-- add_column(t, enum)
-- Alembic:
   ALTER TABLE t ADD COLUMN c VARCHAR ( 1 );
-- amig:
   ALTER TABLE t ADD COLUMN c VARCHAR ( 1 ) CONSTRAINT kind CHECK ( c IN ( 'a' , 'b' ) );

-- add_column(t, enum, schema='s')
-- Alembic:
   ALTER TABLE s.t ADD COLUMN c VARCHAR ( 1 );
-- amig:
   ALTER TABLE s.t ADD COLUMN c VARCHAR ( 1 ) CONSTRAINT kind CHECK ( c IN ( 'a' , 'b' ) );

-- add_column(t, foreign key options, inline_references=True)
-- Alembic:
   ALTER TABLE t ADD COLUMN c INTEGER REFERENCES s.other ( id ) ON DELETE CASCADE;
-- amig:
   ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk REFERENCES s.other ( id ) ON DELETE CASCADE;

-- add_column<form 8>
-- Alembic:
   refused
-- amig:
   ALTER TABLE t ADD COLUMN c INTEGER REFERENCES other ( id );

-- add_column<form 9>
-- Alembic:
   refused
-- amig:
   ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk REFERENCES s.other ( id ) ON DELETE CASCADE;

-- add_column<form 14>
-- Alembic:
   ALTER TABLE t ADD COLUMN c BOOLEAN;
-- amig:
   ALTER TABLE t ADD COLUMN c BOOLEAN CONSTRAINT ck_bool CHECK ( c IN ( 0 , 1 ) );

-- add_column<form 15>
-- Alembic:
   ALTER TABLE t ADD COLUMN c VARCHAR ( 1 );
-- amig:
   ALTER TABLE t ADD COLUMN c VARCHAR ( 1 ) CONSTRAINT kind CHECK ( c IN ( 'a' , 'b' ) );

-- add_column<form 8, schema='Odd Schema', inline_primary_key=True>
-- Alembic:
   refused
-- amig:
   ALTER TABLE "Odd Schema".t ADD COLUMN c INTEGER REFERENCES other ( id );

-- add_column<form 9, inline_references=True, schema='Odd Schema'>
-- Alembic:
   ALTER TABLE "Odd Schema".t ADD COLUMN c INTEGER REFERENCES s.other ( id ) ON DELETE CASCADE;
-- amig:
   ALTER TABLE "Odd Schema".t ADD COLUMN c INTEGER CONSTRAINT fk REFERENCES s.other ( id ) ON DELETE CASCADE;

-- add_column<form 8, inline_primary_key=True, schema='s'>
-- Alembic:
   refused
-- amig:
   ALTER TABLE s.t ADD COLUMN c INTEGER REFERENCES other ( id );

-- PARITY 18.4: Alembic's indexes fail when it is run again: 1

-- create_table<form 9, schema='s', prefixes=['TEMPORARY'], info={'a': 1}, if_not_exists=True>
-- Alembic:
   CREATE TEMPORARY TABLE IF NOT EXISTS s.t ( id INTEGER );
   CREATE INDEX s.ix_s_t_id ON t ( id );
-- amig:
   CREATE TEMPORARY TABLE IF NOT EXISTS s.t ( id INTEGER );
   CREATE INDEX IF NOT EXISTS s.ix_s_t_id ON t ( id );
