# How new files are named and written.
--- amig.toml
script_location = "migrations"
url = "${DATABASE_URL}"
file_template = "%(rev)s/%(slug)s"
$ amig revision -m "first"
error: the `file_template` `%(rev)s/%(slug)s` makes folders, which are only looked into with `recursive_version_locations = true`
hint: write tokens like `%(rev)s`; there are `rev`, `slug`, `epoch`, `year`, `month`, `day`, `hour`, `minute`, `second`
[exit 2]

--- amig.toml
script_location = "migrations"
url = "${DATABASE_URL}"
file_template = "by_id/%(rev)s-%(slug)s"
recursive_version_locations = true
truncate_slug_length = 12
timezone = "Europe/Berlin"
$ amig revision -m "first of a great many" --rev-id first01
wrote revision first01
[FOLDER]/migrations/versions/by_id/first01-first_of_a_.py

$ amig revision -m "as: SQL" --rev-id second2 --format sql
wrote revision second2
[FOLDER]/migrations/versions/by_id/second2-as_sql.up.sql
[FOLDER]/migrations/versions/by_id/second2-as_sql.down.sql

--- migrations/script.py.mako
"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
"""
from amig.blocking import op
import sqlalchemy as sa
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    op.create_table("made_by_template", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade() -> None:
    op.drop_table("made_by_template")
$ amig revision -m "with a template" --rev-id third03
wrote revision third03
[FOLDER]/migrations/versions/by_id/third03-with_a_.py

$ amig upgrade
upgrade first01  first of a great many  ([TIME])
upgrade second2  as: SQL  ([TIME])
upgrade third03  with a template  ([TIME])
at third03

$ amig show third03
Rev: third03 (head)
Parent: second2
Path: [FOLDER]/migrations/versions/by_id/third03-with_a_.py

    with a template

    Revision ID: third03
    Revises: second2

= schema
amig_version: version_num
made_by_template: id

$ amig downgrade base
downgrade third03  with a template  ([TIME])
downgrade second2  as: SQL  ([TIME])
downgrade first01  first of a great many  ([TIME])
at base

--- amig.toml
script_location = "migrations"
file_template = "%(name)s"
$ amig revision -m x
error: the `file_template` `%(name)s` has the token `%(name)s`, which is none
hint: write tokens like `%(rev)s`; there are `rev`, `slug`, `epoch`, `year`, `month`, `day`, `hour`, `minute`, `second`
[exit 2]

--- amig.toml
script_location = "migrations"
file_template = "%%(rev)s"
$ amig revision -m x
error: the `file_template` `%%(rev)s` makes the name `%(rev)s`: write one `%` where there are two
hint: write tokens like `%(rev)s`; there are `rev`, `slug`, `epoch`, `year`, `month`, `day`, `hour`, `minute`, `second`
[exit 2]

--- amig.toml
script_location = "migrations"
timezone = "Mars/Olympus"
$ amig revision -m x
error: `timezone` in `[FOLDER]/amig.toml` is 'Mars/Olympus', which is no time zone that is known here; the package `tzdata` brings them all
hint: correct `timezone` and run again
[exit 2]

--- amig.toml
script_location = "migrations"
truncate_slug_length = 0
$ amig revision -m x
error: `truncate_slug_length` in `[FOLDER]/amig.toml` is 0; it cannot be less than 1
hint: correct `truncate_slug_length` and run again
[exit 2]

--- amig.toml
script_location = "migrations"
output_encoding = "klingon"
$ amig revision -m x
error: `output_encoding` in `[FOLDER]/amig.toml` is 'klingon', which is no text encoding
hint: correct `output_encoding` and run again
[exit 2]

--- amig.toml
script_location = "migrations"
recursive_version_locations = true
version_locations = ["migrations/versions", "plugins/one"]
$ amig revision -m "plugin" --head base --rev-id plugin1
error: a new root can be in any of the version locations
hint: name one with `--version-path`: `migrations/versions`, `plugins/one`
[exit 2]

$ amig revision -m "plugin" --head base --version-path plugins/one --rev-id plugin1
wrote revision plugin1
[FOLDER]/plugins/one/plugin1_plugin.py

$ amig heads
third03 (head)  with a template
plugin1 (head)  plugin
