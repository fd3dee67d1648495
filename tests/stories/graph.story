# The history as a picture: a branch, a merge, a dependency, and what is applied.
--- migrations/versions/aaa11.py
"""users"""

revision = "aaa11"
down_revision = None


def upgrade(op):
    pass


def downgrade(op):
    pass
--- migrations/versions/bbb22.py
"""posts of users"""

revision = "bbb22"
down_revision = "aaa11"


def upgrade(op):
    pass


def downgrade(op):
    pass
--- migrations/versions/ccc33.py
"""bills"""

revision = "ccc33"
down_revision = "aaa11"
branch_labels = "billing"


def upgrade(op):
    pass


def downgrade(op):
    pass
--- migrations/versions/ddd44.py
"""tags"""

revision = "ddd44"
down_revision = "bbb22"
depends_on = "ccc33"


def upgrade(op):
    pass


def downgrade(op):
    pass
--- migrations/versions/eee55.py
"""search"""

revision = "eee55"
down_revision = "ddd44"


def upgrade(op):
    pass


def downgrade(op):
    pass
--- migrations/versions/fff66.py
"""\"quoted\" & <b>bold</b>"""

revision = "fff66"
down_revision = "ddd44"


def upgrade(op):
    pass


def downgrade(op):
    pass
--- migrations/versions/abc77.py
"""both together"""

revision = "abc77"
down_revision = ("eee55", "fff66")


def upgrade(op):
    pass


def downgrade(op):
    pass
$ amig graph
○ abc77 (head) both together
├─╮
│ ○ fff66 "quoted" & <b>bold</b>
○ │ eee55 search
├─╯
○ ddd44 tags
├╌╮
│ ○ ccc33 (effective head) [billing] bills
○ │ bbb22 posts of users
├─╯
○ aaa11 users

$ amig graph --applied
○ abc77 (head) both together
├─╮
│ ○ fff66 "quoted" & <b>bold</b>
○ │ eee55 search
├─╯
○ ddd44 tags
├╌╮
│ ○ ccc33 (effective head) [billing] bills
○ │ bbb22 posts of users
├─╯
○ aaa11 users
◉ current  ● applied  ○ pending

$ amig upgrade ddd44 -q

$ amig graph --indicate-current
○ abc77 (head) both together
├─╮
│ ○ fff66 "quoted" & <b>bold</b>
○ │ eee55 search
├─╯
◉ ddd44 (current) tags
├╌╮
│ ● ccc33 (effective head) [billing] bills
● │ bbb22 posts of users
├─╯
● aaa11 users
◉ current  ● applied  ○ pending

$ amig graph -r bbb22:ddd44 -v
○ ddd44 tags (after ccc33)
│  Path: migrations/versions/ddd44.py
│  Depends on: ccc33
│
○ bbb22 posts of users (after aaa11)
  Path: migrations/versions/bbb22.py

$ amig graph --format mermaid
flowchart TB
    r0["abc77 (head)<br>both together"]
    r1["fff66<br>#34;quoted#34; #38; #60;b#62;bold#60;#47;b#62;"]
    r2["eee55<br>search"]
    r3["ddd44<br>tags"]
    r4["ccc33 (effective head) #91;billing#93;<br>bills"]
    r5["bbb22<br>posts of users"]
    r6["aaa11<br>users"]
    r0 --> r1
    r0 --> r2
    r1 --> r3
    r2 --> r3
    r3 -. depends on .-> r4
    r3 --> r5
    r4 --> r6
    r5 --> r6
    classDef head stroke-width:3px
    class r0,r4 head

$ amig graph --format dot --rev-range ddd44:abc77
digraph history {
  graph [rankdir=TB, bgcolor="transparent"];
  node [shape=box, style="rounded,filled", fillcolor="white", fontname="Helvetica", fontsize=11];
  edge [color="gray40", fontname="Helvetica", fontsize=9, arrowsize=0.6];
  "abc77" [label="abc77 (head)\nboth together", penwidth=2];
  "fff66" [label="fff66\n\"quoted\" &amp; <b>bold</b>"];
  "eee55" [label="eee55\nsearch"];
  "ddd44" [label="ddd44\ntags"];
  "abc77" -> "fff66";
  "abc77" -> "eee55";
  "fff66" -> "ddd44";
  "eee55" -> "ddd44";
}

$ amig graph --output history.html
wrote history.html

$ amig graph --output pictures/history.svg
error: `pictures/history.svg` cannot be written: No such file or directory
hint: name another file, or leave the option out to get it on stdout
[exit 2]

$ amig graph --output history.png
error: no format `png`
hint: use one of `text`, `svg`, `html`, `mermaid`, `dot`, `json`
[exit 2]

$ amig graph --format htm
error: no format `htm`
hint: did you mean `html`?
[exit 2]

$ amig graph -r abc77:bbb22
error: `abc77:bbb22`: `abc77` does not come before `bbb22`
hint: turn the range around, or leave one end out
[exit 2]

$ amig graph -r bbb22
error: the target `bbb22` is one place, and a range `from:to` is needed
hint: use `bbb22:` or `:bbb22`
[exit 2]
