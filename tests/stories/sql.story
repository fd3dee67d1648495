# SQL instead of a database.
backends: sqlite
--- migrations/versions/aaa1_users.py
"""users"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import BlockingOperations, Operations

revision: str = "aaa1"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    await op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))


async def downgrade(op: Operations) -> None:
    await op.drop_table("users")
--- migrations/versions/bbb2_posts.py
"""posts of users"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import BlockingOperations, Operations

revision: str = "bbb2"
down_revision: str | None = "aaa1"


def upgrade(op: BlockingOperations) -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("users.id")),
    )


def downgrade(op: BlockingOperations) -> None:
    op.drop_table("posts")
$ amig upgrade --sql
-- Running upgrade base -> aaa1

BEGIN;

CREATE TABLE amig_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT amig_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE users (
    id INTEGER NOT NULL,
    name VARCHAR(50),
    PRIMARY KEY (id)
);

INSERT INTO amig_version (version_num) VALUES ('aaa1');

COMMIT;

-- Running upgrade aaa1 -> bbb2

BEGIN;

CREATE TABLE posts (
    id INTEGER NOT NULL,
    user_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES users (id)
);

UPDATE amig_version SET version_num='bbb2' WHERE amig_version.version_num = 'aaa1';

COMMIT;

$ amig downgrade base --sql
error: the target `base` has no start, and `downgrade --sql` needs one
hint: use `from:base`
[exit 2]

$ amig downgrade bbb2:aaa1 --sql
-- Running downgrade bbb2 -> aaa1

BEGIN;

DROP TABLE posts;

UPDATE amig_version SET version_num='aaa1' WHERE amig_version.version_num = 'bbb2';

COMMIT;

$ amig upgrade aaa1:head --sql
-- Running upgrade aaa1 -> bbb2

BEGIN;

CREATE TABLE posts (
    id INTEGER NOT NULL,
    user_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES users (id)
);

UPDATE amig_version SET version_num='bbb2' WHERE amig_version.version_num = 'aaa1';

COMMIT;

$ amig stamp head --sql
BEGIN;

CREATE TABLE amig_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT amig_version_pkc PRIMARY KEY (version_num)
);

INSERT INTO amig_version (version_num) VALUES ('bbb2');

COMMIT;

$ amig current
at base

= schema
