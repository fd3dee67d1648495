# Where a database is, when a branch depends on another; and how the steps are told.
backends: sqlite
--- migrations/versions/aaa1_users.py
"""users"""

revision: str = "aaa1"
down_revision: str | None = None


def upgrade(op): ...


def downgrade(op): ...
--- migrations/versions/bbb1_bills.py
"""bills"""

revision: str = "bbb1"
down_revision: str | None = "aaa1"
branch_labels = "billing"


def upgrade(op): ...


def downgrade(op): ...
--- migrations/versions/ccc1_posts.py
"""posts"""

revision: str = "ccc1"
down_revision: str | None = "aaa1"


def upgrade(op): ...


def downgrade(op): ...
--- migrations/versions/ccc2_paid_posts.py
"""paid posts"""

revision: str = "ccc2"
down_revision: str | None = "ccc1"
depends_on = "billing"


def upgrade(op): ...


def downgrade(op): ...
$ amig upgrade heads --sql
-- Running upgrade base -> aaa1

BEGIN;

CREATE TABLE amig_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT amig_version_pkc PRIMARY KEY (version_num)
);

INSERT INTO amig_version (version_num) VALUES ('aaa1');

COMMIT;

-- Running upgrade aaa1 -> bbb1

BEGIN;

UPDATE amig_version SET version_num='bbb1' WHERE amig_version.version_num = 'aaa1';

COMMIT;

-- Running upgrade aaa1 -> ccc1

BEGIN;

INSERT INTO amig_version (version_num) VALUES ('ccc1');

COMMIT;

-- Running upgrade ccc1 -> ccc2

BEGIN;

DELETE FROM amig_version WHERE amig_version.version_num = 'ccc1';

UPDATE amig_version SET version_num='ccc2' WHERE amig_version.version_num = 'bbb1';

COMMIT;

$ amig upgrade heads
upgrade aaa1  users  ([TIME])
upgrade bbb1  bills  ([TIME])
upgrade ccc1  posts  ([TIME])
upgrade ccc2  paid posts  ([TIME])
at ccc2

$ amig current
ccc2 (head)
bbb1 (effective head)

$ amig current -v
Rev: ccc2 (head) (current)
Parent: ccc1
Also depends on: bbb1
Path: [FOLDER]/migrations/versions/ccc2_paid_posts.py

    paid posts

Rev: bbb1 (billing) (effective head)
Parent: aaa1
Branch names: billing
Path: [FOLDER]/migrations/versions/bbb1_bills.py

    bills

$ amig current --check-heads
ccc2 (head)
bbb1 (effective head)

$ amig downgrade ccc1
downgrade ccc2  paid posts  ([TIME])
at bbb1, ccc1

$ amig current
bbb1 (effective head)
ccc1

$ amig downgrade -1
error: several heads where one is needed: `bbb1`, `ccc1`
hint: count from one of them: `bbb1@-1`, `ccc1@-1`
[exit 2]

$ amig downgrade ccc1@-1
downgrade ccc1  posts  ([TIME])
at bbb1

$ amig stamp ccc1
at bbb1, ccc1

$ amig upgrade ccc1:ccc1 --sql
nothing to do: at ccc1

$ amig show aaa1+2
error: the target `aaa1+2` could lead to `bbb1`, `ccc1`
hint: use one of them
[exit 2]

$ amig merge bbb1 ccc2 --rev-id ddd1 -m all
wrote revision ddd1
[FOLDER]/migrations/versions/ddd1_all.py

$ amig show ddd1-2
Rev: ccc1
Parent: aaa1
Path: [FOLDER]/migrations/versions/ccc1_posts.py

    posts

$ amig downgrade ccc1:-1 --sql
-- Running downgrade ccc1 -> aaa1

BEGIN;

UPDATE amig_version SET version_num='aaa1' WHERE amig_version.version_num = 'ccc1';

COMMIT;

# A header that is more than literals is read by running the file, once, and that is said.
--- migrations/versions/eee1_computed.py
"""computed"""

START = "eee"
revision = START + "1"
down_revision = "ddd1"


def upgrade(op): ...


def downgrade(op): ...
$ amig heads
warning: `migrations/versions/eee1_computed.py` was run to read its header, which is not made of literals
eee1 (billing) (head)  computed

$ amig history -i -r ddd1:
warning: `migrations/versions/eee1_computed.py` was run to read its header, which is not made of literals
ddd1 -> eee1 (billing) (head), computed
bbb1, ccc2 -> ddd1 (billing) (mergepoint), all

$ amig --quiet upgrade
warning: `migrations/versions/eee1_computed.py` was run to read its header, which is not made of literals

# The heads file, switched on later.
--- amig.toml
script_location = "migrations"
url = "${DATABASE_URL}"
heads_file = true
$ amig heads --check
warning: `migrations/versions/eee1_computed.py` was run to read its header, which is not made of literals
eee1 (billing) (head)  computed
error: `migrations/heads` is not there, and `heads_file` is switched on
hint: `amig rebase` joins the heads, where there are two, and writes the file anew
[exit 3]

$ amig rebase
warning: `migrations/versions/eee1_computed.py` was run to read its header, which is not made of literals
wrote [FOLDER]/migrations/heads

$ amig heads --check --quiet
warning: `migrations/versions/eee1_computed.py` was run to read its header, which is not made of literals
eee1 (billing) (head)  computed

# What an option takes may look like steps.
$ amig revision -m -5 --rev-id fff1 --quiet
warning: `migrations/versions/eee1_computed.py` was run to read its header, which is not made of literals
[FOLDER]/migrations/versions/fff1_5.py

$ amig --quiet downgrade -1 --tag -1
warning: `migrations/versions/eee1_computed.py` was run to read its header, which is not made of literals
