-- NOT NULL
-- nulls, breaks: nulls in Order lines.customer before NOT NULL
SELECT 1 AS found FROM "Order lines" AS t WHERE t.customer IS NULL LIMIT 1001;

-- NOT NULL in a schema
-- nulls, breaks: nulls in t.a before NOT NULL
SELECT 1 AS found FROM "Sales".t AS t WHERE t.a IS NULL LIMIT 1001;

-- a new column
-- nulls, breaks: rows in t.a, which is new and NOT NULL without a default
SELECT 1 AS found FROM (SELECT t.*, CAST(NULL AS INTEGER) AS a FROM t AS t) AS t WHERE t.a IS NULL LIMIT 1001;

-- a new column with a default
-- nulls, breaks: rows in t.a, which is new and NOT NULL
SELECT 1 AS found FROM (SELECT t.*, CAST('x' AS DATE) AS a FROM t AS t) AS t WHERE t.a IS NULL LIMIT 1001;

-- a new date
-- nulls, breaks: rows in t.a, which is new and NOT NULL without a default
SELECT 1 AS found FROM (SELECT t.*, CAST(NULL AS DATE) AS a FROM t AS t) AS t WHERE t.a IS NULL LIMIT 1001;

-- a primary key
-- nulls, breaks: nulls in t.a before a primary key
SELECT 1 AS found FROM t AS t WHERE t.a IS NULL LIMIT 1001;
-- nulls, breaks: nulls in t.b before a primary key
SELECT 1 AS found FROM t AS t WHERE t.b IS NULL LIMIT 1001;
-- duplicates, breaks: duplicates in t (a, b) before a primary key
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND t.b IS NOT NULL GROUP BY t.a, t.b HAVING count(*) > 1 LIMIT 1001;

-- UNIQUE
-- duplicates, breaks: duplicates in Order lines (group, b) before UNIQUE
SELECT 1 AS found FROM "Order lines" AS t WHERE t."group" IS NOT NULL AND t.b IS NOT NULL GROUP BY t."group", t.b HAVING count(*) > 1 LIMIT 1001;

-- UNIQUE that counts nulls
-- duplicates, breaks: duplicates in t.a before UNIQUE
SELECT 1 AS found FROM t AS t WHERE 1 = 1 GROUP BY t.a HAVING count(*) > 1 LIMIT 1001;

-- a partial index
-- duplicates, breaks: duplicates in t.a before UNIQUE
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND (a > 1) GROUP BY t.a HAVING count(*) > 1 LIMIT 1001;

-- an index of an expression
-- duplicates, breaks: duplicates of (lower(a)), t.b in t before UNIQUE
SELECT 1 AS found FROM t AS t WHERE (lower(a)) IS NOT NULL AND t.b IS NOT NULL GROUP BY (lower(a)), t.b HAVING count(*) > 1 LIMIT 1001;

-- an index of a beginning
-- duplicates, breaks: duplicates in t.a before UNIQUE
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL GROUP BY t.a HAVING count(*) > 1 LIMIT 1001;

-- a new column
-- duplicates, breaks: duplicates in t.a before UNIQUE
SELECT 1 AS found FROM (SELECT t.*, CAST('7' AS INTEGER) AS a FROM t AS t) AS t WHERE t.a IS NOT NULL GROUP BY t.a HAVING count(*) > 1 LIMIT 1001;

-- text to Integer()
-- casts, breaks: values in t.a that are no INTEGER
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND NOT pg_input_is_valid(t.a, 'INTEGER') LIMIT 1001;

-- text to SmallInteger()
-- casts, breaks: values in t.a that are no SMALLINT
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND NOT pg_input_is_valid(t.a, 'SMALLINT') LIMIT 1001;

-- text to BigInteger()
-- casts, breaks: values in t.a that are no BIGINT
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND NOT pg_input_is_valid(t.a, 'BIGINT') LIMIT 1001;

-- text to Numeric(precision=5, scale=2)
-- casts, breaks: values in t.a that are no NUMERIC(5, 2)
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND NOT pg_input_is_valid(t.a, 'NUMERIC(5, 2)') LIMIT 1001;

-- text to Float()
-- casts, breaks: values in t.a that are no FLOAT
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND NOT pg_input_is_valid(t.a, 'FLOAT') LIMIT 1001;

-- text to Date()
-- casts, breaks: values in t.a that are no DATE
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND NOT pg_input_is_valid(t.a, 'DATE') LIMIT 1001;

-- text to DateTime()
-- casts, breaks: values in t.a that are no TIMESTAMP WITHOUT TIME ZONE
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND NOT pg_input_is_valid(t.a, 'TIMESTAMP WITHOUT TIME ZONE') LIMIT 1001;

-- text to Boolean()
-- casts, breaks: values in t.a that are no BOOLEAN
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND NOT pg_input_is_valid(t.a, 'BOOLEAN') LIMIT 1001;

-- text to Uuid()
-- casts, breaks: values in t.a that are no UUID
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND NOT pg_input_is_valid(t.a, 'UUID') LIMIT 1001;

-- text to Enum('x', "it's", name='kind')
-- casts, breaks: values in t.a that are no kind
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND t.a NOT IN ('x', 'it''s') LIMIT 1001;

-- text to JSON()
-- casts, breaks: values in t.a that are no JSON
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND NOT pg_input_is_valid(t.a, 'JSON') LIMIT 1001;

-- text to String(length=5)

-- text to a shorter text
-- casts, breaks: values in t.a that are too long for VARCHAR(5)
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND rtrim(substr(t.a::text, 6), ' ') <> '' LIMIT 1001;

-- a longer text

-- smaller numbers
-- casts, breaks: values in t.a that are out of the range of SMALLINT
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND round(t.a) NOT BETWEEN -32768 AND 32767 LIMIT 1001;

-- fewer digits
-- casts, breaks: values in t.a that are out of the range of NUMERIC(4, 1)
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND t.a::numeric <> 'NaN' AND abs(round(t.a::numeric, 1)) >= 1000 LIMIT 1001;

-- an expression
-- cannot be foreseen: values in t.a that do not become INTEGER: `postgresql_using` is an expression: length(a)

-- a foreign key
-- orphans, breaks: orphans in t (a, b) before a foreign key to Parents
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND t.b IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Parents" AS p WHERE p.x = t.a AND p.y = t.b) LIMIT 1001;

-- a full match
-- orphans, breaks: orphans in t (a, b) before a foreign key to p
SELECT 1 AS found FROM t AS t WHERE ((t.a IS NOT NULL OR t.b IS NOT NULL) AND NOT (t.a IS NOT NULL AND t.b IS NOT NULL)) OR (t.a IS NOT NULL AND t.b IS NOT NULL AND NOT EXISTS (SELECT 1 FROM p AS p WHERE p.x = t.a AND p.y = t.b)) LIMIT 1001;

-- one that is not validated

-- a new reference
-- orphans, breaks: orphans in t.a before a foreign key to p
SELECT 1 AS found FROM (SELECT t.*, CAST('1' AS INTEGER) AS a FROM t AS t) AS t WHERE t.a IS NOT NULL AND NOT EXISTS (SELECT 1 FROM p AS p WHERE p.id = t.a) LIMIT 1001;

-- CHECK
-- checks, breaks: rows in t that CHECK (a ~ '{x}' OR b > 0) refuses
SELECT 1 AS found FROM t AS t WHERE NOT (a ~ '{x}' OR b > 0) LIMIT 1001;

-- CHECK of an expression
-- checks, breaks: rows in t.a that CHECK (a > 5) refuses
SELECT 1 AS found FROM t AS t WHERE NOT (a > 5) LIMIT 1001;

-- fewer values of an enum
-- enums, breaks: values in t.a that are no longer in enum kind
SELECT 1 AS found FROM t AS t WHERE t.a::text NOT IN ('x', 'it''s') LIMIT 1001;
-- enums, breaks: values in t.b that are no longer in enum kind
SELECT 1 AS found FROM t AS t WHERE NOT (t.b::text[] <@ ARRAY['x', 'it''s']::text[]) LIMIT 1001;

-- an exclusion
-- exclusions, breaks: rows in t.room that an exclusion constraint refuses
SELECT 1 AS found FROM (SELECT t.*, t.ctid AS place, t.room AS e0, (span) AS e1 FROM t AS t WHERE a > 0) AS t JOIN (SELECT t.*, t.ctid AS place, t.room AS e0, (span) AS e1 FROM t AS t WHERE a > 0) AS o ON t.place < o.place AND t.e0 = o.e0 AND t.e1 && o.e1 WHERE 1 = 1 LIMIT 1001;

-- a table that goes
-- held, notice: rows in t, which is dropped
SELECT 1 AS found FROM t AS t WHERE 1 = 1 LIMIT 1001;

-- a column that goes
-- held, notice: values in t.a, which is dropped
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL LIMIT 1001;

-- of a table that is made

-- of a table that is renamed
-- nulls, breaks: nulls in t.a before NOT NULL
SELECT 1 AS found FROM "old" AS t WHERE t.a IS NULL LIMIT 1001;

-- of a column that is renamed
-- nulls, breaks: nulls in t.a before NOT NULL
SELECT 1 AS found FROM (SELECT t.*, t."old" AS a FROM t AS t) AS t WHERE t.a IS NULL LIMIT 1001;

-- of a name that means another column
-- held, notice: values in t.a, which is dropped
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL LIMIT 1001;
-- cannot be foreseen: nulls in t.a before NOT NULL: after revision ab12 a name may mean two columns

-- of a column that is new and not filled
-- nulls, breaks: nulls in t.a before NOT NULL
SELECT 1 AS found FROM (SELECT t.*, CAST(NULL AS INTEGER) AS a FROM t AS t) AS t WHERE t.a IS NULL LIMIT 1001;

-- after SQL of its own
-- cannot be foreseen: revision ab12: runs SQL of its own, which is not read
-- nulls, unsure: nulls in t.a before NOT NULL (first: ab12)
SELECT 1 AS found FROM t AS t WHERE t.a IS NULL LIMIT 1001;

-- after SQL on another table
-- cannot be foreseen: revision ab12: runs SQL of its own, which is not read
-- nulls, breaks: nulls in t.a before NOT NULL
SELECT 1 AS found FROM t AS t WHERE t.a IS NULL LIMIT 1001;

-- after a function
-- cannot be foreseen: revision ab12: runs SQL of its own, which is not read
-- nulls, unsure: nulls in t.a before NOT NULL (first: ab12)
SELECT 1 AS found FROM t AS t WHERE t.a IS NULL LIMIT 1001;

-- in a batch
-- nulls, breaks: nulls in t.a before NOT NULL
SELECT 1 AS found FROM (SELECT t.*, t."old" AS a FROM t AS t) AS t WHERE t.a IS NULL LIMIT 1001;
-- duplicates, breaks: duplicates in t.a before UNIQUE
SELECT 1 AS found FROM (SELECT t.*, t."old" AS a FROM t AS t) AS t WHERE t.a IS NOT NULL GROUP BY t.a HAVING count(*) > 1 LIMIT 1001;

-- a key to a table that is made
-- orphans, breaks: orphans in t.a before a foreign key to p
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND 1 = 1 LIMIT 1001;
