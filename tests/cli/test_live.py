"""An upgrade on a terminal: each revision with its time, how far it is, and what a long statement is at or waits for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from rich.cells import cell_len

from amig.cli import run
from amig.commands.drawn import ASCII, UNICODE, took
from amig.commands.run_view import Scene, plainly
from amig.console import Console
from amig.impl.running import Running
from amig.state.beside import Standing
from amig.state.blockers import Blocker
from tests.cli.on_terminal import amig
from tests.fleet.screen import Terminal, terminal
from tests.projects import new_project

SLOW = """
CREATE FUNCTION slowly(n int) RETURNS int IMMUTABLE LANGUAGE plpgsql
AS 'BEGIN PERFORM pg_sleep(0.0015); RETURN n; END'
"""
QUERY = "SELECT count(*)\n  FROM orders WHERE day > now() - interval '1 month' GROUP BY customer_id"
BLOCKER = Blocker(12, "reports", 34.2, "idle in transaction", QUERY)
SCENE = Scene(
    "upgrade",
    ("aaaa1", "bbbb2", "cccc3", "dddd4", "eeee5"),
    ("first", "second", "third", "create an index for the search of what was ordered by whom", "fifth"),
    done=3,
    seconds=75.4,
    statement=Running(("CREATE INDEX ix_orders_customer_and_day ON orders (customer_id, day) INCLUDE (total)",), 0.0),
    lasts=72.9,
    standing=Standing("index on orders: scanning table, 42 %", "a lock on orders", (BLOCKER,)),
)


def test_what_is_at_work_and_what_it_waits_for(postgresql, tmp_path) -> None:
    """A lock that a session holds, who that is; then the build of an index, how far that is; nothing of it stays."""
    project = new_project(tmp_path / "p", postgresql.url)
    postgresql.execute(f"CREATE TABLE orders (n int); INSERT INTO orders SELECT generate_series(1, 2400); {SLOW}")
    project.up('await op.execute("ALTER TABLE orders ADD COLUMN total int")', header="lock_timeout = 30")
    project.up('await op.execute("CREATE INDEX ix_orders ON orders (slowly(n))")')
    with postgresql.connect() as holder:
        holder.execute("SET application_name = 'reports'")
        with holder.transaction(), amig(project.folder, "upgrade") as upgrade:
            holder.execute("SELECT max(n) FROM orders")
            lines = upgrade.until("blocked by session").shown
            seen = [re.sub(r"\d:\d\d|\d+ s:|session \d+", "#", line) for line in lines]
            assert seen[0] == "upgrade rev00001  number 1"
            assert re.fullmatch(r"  ALTER TABLE orders ADD COLUMN total int +#", seen[1])
            assert seen[2] == "  waits for a lock on orders"
            about = " ".join(" ".join(seen[3:-1]).split())
            assert about == "blocked by # (reports), idle in transaction for # SELECT max(n) FROM orders"
            assert re.fullmatch(r"─+   0 %  0 of 2  #", seen[-1])
            assert max(map(len, lines)) <= 80
            holder.execute("ROLLBACK AND CHAIN")
            lines = upgrade.until(r"index on orders: scanning table, \d+ %").shown
            assert re.fullmatch(r"upgrade rev00001  number 1  \(\d+\.\d s\)", lines[0])
            assert re.fullmatch(r"━+─+  50 %  1 of 2  0:\d\d", lines[-1])
            code, screen = upgrade.end()
    assert code == 0
    assert [re.sub(r"\(.*\)", "#", line) for line in screen.shown] == [
        "upgrade rev00001  number 1  #",
        "upgrade rev00002  number 2  #",
        "at rev00002",
    ]
    assert screen.cursor_is_seen


@contextmanager
def written_to(monkeypatch) -> Iterator[Terminal]:
    """A terminal of 60 columns that this process writes to."""
    for name in ("NO_COLOR", "COLUMNS", "LINES", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    with terminal(60) as real, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", real.stream)
        patch.setattr(sys, "stderr", real.stream)
        yield real


def test_data_on_a_terminal(sqlite, tmp_path, monkeypatch, capsys) -> None:
    """The history is a tree there, and a line for each revision elsewhere; words are whole, and so is SQL."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.table("one", "aaaa1")
    project.add(f"{EMPTY}", id_="bbbb2", message="search of what was ordered by whom, on which day, and for how much")
    at = ["-c", str(project.config)]
    with written_to(monkeypatch) as real:
        for words in (["history"], ["plan"], ["upgrade", "--sql", "--no-color"], ["log"]):
            assert run([*at, *words]) == 0
        real.read()
    shown = re.sub(r"\x1b\[[\d;]*m", "", real.sent).replace("\r", "")
    assert shown.startswith(TREE)
    assert "UPDATE amig_version SET version_num='bbbb2' WHERE amig_version.version_num = 'aaaa1';\n" in shown
    assert run([*at, "history"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "<base> -> aaaa1, number 1"


def test_a_short_run_is_lines(sqlite, tmp_path, monkeypatch) -> None:
    """No view was ever there."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.table("one")
    project.table("two")
    with written_to(monkeypatch) as real:
        assert run(["-c", str(project.config), "upgrade", "--no-color"]) == 0
        real.read()
    assert re.sub(r"\(.*?\)", "#", real.sent) == (
        "upgrade rev00001  number 1  #\r\nupgrade rev00002  number 2  #\r\nat rev00002\r\n"
    )


def test_what_a_script_prints_goes_above(sqlite, tmp_path, monkeypatch) -> None:
    """On a terminal nothing is written into the view, and nothing of that stays, whatever ends the run."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.table("one")
    said = 'print("said by the script")\nawait asyncio.sleep(0.2)\nraise ValueError("what is the matter with this")'
    project.up(f"await asyncio.sleep(1.4)\n{said}")
    with written_to(monkeypatch) as real:
        assert run(["-c", str(project.config), "upgrade"]) == 1
        shown = real.screen
    assert re.sub(r"\(.*\)", "#", shown.shown[0]) == "upgrade rev00001  number 1  #"
    assert shown.shown[1:3] == [
        "said by the script",
        "error: upgrade of revision `rev00002` failed: what is the",
    ]
    assert shown.shown[3].startswith("       matter with this")
    assert shown.cursor_is_seen
    assert re.search(r"said by the script.*━+.*─+.*  50 %  1 of 2  0:01", real.sent, re.DOTALL)


EMPTY = (
    "async def upgrade(op: Operations) -> None:\n    pass\n\n\nasync def downgrade(op: Operations) -> None:\n    pass"
)
TREE = """\
○ bbbb2 (head) search of what was ordered by whom, on which…
○ aaaa1 number 1
upgrade from base to bbbb2

upgrade aaaa1  number 1
  1. CREATE TABLE one (
         id INTEGER NOT NULL,
         n INTEGER,
         PRIMARY KEY (id)
     )

upgrade bbbb2  search of what was ordered by whom, on which
  day, and for how much
  no statements

2 steps, 1 statement
"""
GOLDEN = """\
upgrade dddd4  create an index for the search of what was o…
  CREATE INDEX ix_orders_customer_and_day ON orders...  1:12
  index on orders: scanning table, 42 %
  waits for a lock on orders
  blocked by session 12 (reports), idle in transaction for
    34 s: SELECT count(*) FROM orders WHERE day > now() -
    interval '1 month' GROUP BY customer_id
━━━━━━━━━━━━━──────────  60 %  3 of 5  1:15, about 0:50 left"""


@pytest.mark.parametrize("columns", [30, 60, 80, 120])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_every_terminal(columns: int, encoding: str, monkeypatch) -> None:
    """No line is too long, and every character is one that the terminal has."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLUMNS", raising=False)
    with terminal(columns, encoding) as real:
        console = Console(stream=real.stream)
        with console.live() as draw:
            draw(lambda width: SCENE.lines(width, UNICODE if console.can(UNICODE.all) else ASCII))
            shown = real.screen.shown
        assert [line for line in shown if cell_len(line) > columns] == []
        assert all(line.isascii() for line in shown) or encoding != "ascii"
        assert any("━" in line for line in shown) is (encoding == "utf-8")
        if (columns, encoding) == (60, "utf-8"):
            assert "\n".join(shown) == GOLDEN


def test_as_a_line() -> None:
    """Where nothing can be drawn it is all on one line; several statements that were sent as one are counted."""
    assert plainly(SCENE).startswith(
        "upgrade dddd4  running for 1:12: CREATE INDEX ix_orders_customer_and_day ON orders (customer_id, day) INCLUDE"
        " (total); index on orders: scanning table, 42 %; waits for a lock on orders; blocked by session 12 (reports)"
    )
    several = Scene("upgrade", ("a",), ("",), 0, 3.0, Running(("CREATE TABLE\n t (n int)", "SELECT 1"), 0.0), 2.4)
    assert plainly(several) == "upgrade a  running for 2 s: 2 statements sent as one, from CREATE TABLE t (n int)"


def test_times_are_short() -> None:
    """As many digits as anybody reads."""
    assert [took(seconds) for seconds in (0.0004, 0.012, 0.9996, 1.24, 59.96, 3723)] == [
        "0 ms",
        "12 ms",
        "1.0 s",
        "1.2 s",
        "0:59",
        "1:02:03",
    ]
