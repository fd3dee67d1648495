# A database in the middle of what was squashed goes on by the old files, and back.
backends: sqlite postgresql
--- migrations/versions/aaa1.py
"""users"""

revision: str = "aaa1"
down_revision: str | None = None


def upgrade(op): ...


def downgrade(op): ...
--- migrations/versions/aaa2.py
"""posts"""

revision: str = "aaa2"
down_revision: str | None = "aaa1"


def upgrade(op): ...


def downgrade(op): ...
--- migrations/versions/bbb1.py
"""tags"""

revision: str = "bbb1"
down_revision: str | None = "aaa2"


def upgrade(op): ...


def downgrade(op): ...
$ amig upgrade aaa1
upgrade aaa1  users  ([TIME])
at aaa1

--- migrations/versions/sss1.py
"""all until tags"""

revision: str = "sss1"
down_revision: str | None = None
replaces = ("aaa1", "aaa2")


def upgrade(op): ...


def downgrade(op): ...
$ amig history
sss1 -> bbb1 (head), tags
<base> -> sss1, all until tags

$ amig history -i
aaa2 -> bbb1 (head), tags
aaa1 -> aaa2, posts
<base> -> aaa1 (current), users

$ amig current -v
Rev: aaa1 (current)
Parent: <base>
Path: [FOLDER]/migrations/versions/aaa1.py

    users

$ amig show current
Rev: aaa1
Parent: <base>
Path: [FOLDER]/migrations/versions/aaa1.py

    users

$ amig downgrade -1
downgrade aaa1  users  ([TIME])
at base

$ amig upgrade
upgrade sss1  all until tags  ([TIME])
upgrade bbb1  tags  ([TIME])
at bbb1

$ amig downgrade sss1
downgrade bbb1  tags  ([TIME])
at sss1

$ amig upgrade
upgrade bbb1  tags  ([TIME])
at bbb1

$ amig downgrade base
downgrade bbb1  tags  ([TIME])
downgrade sss1  all until tags  ([TIME])
at base

$ amig stamp aaa1
at aaa1

$ amig upgrade aaa2
upgrade aaa2  posts  ([TIME])
at aaa2

$ amig current
sss1

$ amig upgrade --sql aaa1:head
-- Running upgrade aaa1 -> aaa2

BEGIN;

UPDATE amig_version SET version_num='aaa2' WHERE amig_version.version_num = 'aaa1';

COMMIT;

-- Running upgrade sss1 -> bbb1

BEGIN;

UPDATE amig_version SET version_num='bbb1' WHERE amig_version.version_num = 'aaa2';

COMMIT;

$ amig upgrade --sql sss1:head
-- Running upgrade sss1 -> bbb1

BEGIN;

UPDATE amig_version SET version_num='bbb1' WHERE amig_version.version_num = 'sss1';

COMMIT;
