-- NOT NULL
-- nulls, breaks: nulls in Order lines.customer before NOT NULL
SELECT 1 AS found FROM "Order lines" AS t WHERE t.customer IS NULL LIMIT 1001;

-- NOT NULL in a schema
-- nulls, breaks: nulls in t.a before NOT NULL
SELECT 1 AS found FROM "Sales".t AS t WHERE t.a IS NULL LIMIT 1001;

-- a new column
-- nulls, breaks: rows in t.a, which is new and NOT NULL without a default
SELECT 1 AS found FROM (SELECT t.*, NULL AS a FROM t AS t) AS t WHERE t.a IS NULL LIMIT 1001;

-- a new column with a default
-- nulls, breaks: rows in t.a, which is new and NOT NULL
SELECT 1 AS found FROM (SELECT t.*, 'x' AS a FROM t AS t) AS t WHERE t.a IS NULL LIMIT 1001;

-- a new date
-- nulls, breaks: rows in t.a, which is new and NOT NULL without a default
SELECT 1 AS found FROM (SELECT t.*, NULL AS a FROM t AS t) AS t WHERE t.a IS NULL LIMIT 1001;

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
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL GROUP BY t.a HAVING count(*) > 1 LIMIT 1001;

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
SELECT 1 AS found FROM (SELECT t.*, '7' AS a FROM t AS t) AS t WHERE t.a IS NOT NULL GROUP BY t.a HAVING count(*) > 1 LIMIT 1001;

-- text to Integer()

-- text to SmallInteger()

-- text to BigInteger()

-- text to Numeric(precision=5, scale=2)

-- text to Float()

-- text to Date()

-- text to DateTime()

-- text to Boolean()

-- text to Uuid()

-- text to Enum('x', "it's", name='kind')

-- text to JSON()

-- text to String(length=5)

-- text to a shorter text

-- a longer text

-- smaller numbers

-- fewer digits

-- an expression

-- a foreign key
-- orphans, breaks: orphans in t (a, b) before a foreign key to Parents
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND t.b IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Parents" AS p WHERE p.x = t.a AND p.y = t.b) LIMIT 1001;

-- a full match
-- orphans, breaks: orphans in t (a, b) before a foreign key to p
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND t.b IS NOT NULL AND NOT EXISTS (SELECT 1 FROM p AS p WHERE p.x = t.a AND p.y = t.b) LIMIT 1001;

-- one that is not validated
-- orphans, breaks: orphans in t.a before a foreign key to p
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND NOT EXISTS (SELECT 1 FROM p AS p WHERE p.x = t.a) LIMIT 1001;

-- a new reference
-- orphans, breaks: orphans in t.a before a foreign key to p
SELECT 1 AS found FROM (SELECT t.*, '1' AS a FROM t AS t) AS t WHERE t.a IS NOT NULL AND NOT EXISTS (SELECT 1 FROM p AS p WHERE p.id = t.a) LIMIT 1001;

-- CHECK
-- checks, breaks: rows in t that CHECK (a ~ '{x}' OR b > 0) refuses
SELECT 1 AS found FROM t AS t WHERE NOT (a ~ '{x}' OR b > 0) LIMIT 1001;

-- CHECK of an expression
-- checks, breaks: rows in t.a that CHECK (a > 5) refuses
SELECT 1 AS found FROM t AS t WHERE NOT (a > 5) LIMIT 1001;

-- fewer values of an enum

-- an exclusion

-- a table that goes
-- held, notice: rows in t, which is dropped
SELECT 1 AS found FROM t AS t WHERE 1 = 1 LIMIT 1001;

-- a column that goes
-- held, notice: values in t.a, which is dropped
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL LIMIT 1001;

-- of a table that is made

-- of a table that is renamed
-- nulls, breaks: nulls in t.a before NOT NULL
SELECT 1 AS found FROM old AS t WHERE t.a IS NULL LIMIT 1001;

-- of a column that is renamed
-- nulls, breaks: nulls in t.a before NOT NULL
SELECT 1 AS found FROM (SELECT t.*, t.old AS a FROM t AS t) AS t WHERE t.a IS NULL LIMIT 1001;

-- of a name that means another column
-- held, notice: values in t.a, which is dropped
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL LIMIT 1001;
-- cannot be foreseen: nulls in t.a before NOT NULL: after revision ab12 a name may mean two columns

-- of a column that is new and not filled
-- nulls, breaks: nulls in t.a before NOT NULL
SELECT 1 AS found FROM (SELECT t.*, NULL AS a FROM t AS t) AS t WHERE t.a IS NULL LIMIT 1001;

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
SELECT 1 AS found FROM (SELECT t.*, t.old AS a FROM t AS t) AS t WHERE t.a IS NULL LIMIT 1001;
-- duplicates, breaks: duplicates in t.a before UNIQUE
SELECT 1 AS found FROM (SELECT t.*, t.old AS a FROM t AS t) AS t WHERE t.a IS NOT NULL GROUP BY t.a HAVING count(*) > 1 LIMIT 1001;

-- a key to a table that is made
-- orphans, breaks: orphans in t.a before a foreign key to p
SELECT 1 AS found FROM t AS t WHERE t.a IS NOT NULL AND 1 = 1 LIMIT 1001;
