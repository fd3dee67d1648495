"""The live view: what it shows, how wide it is, what goes above it, and that nothing of it stays."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from amig.commands.drawn import ASCII, UNICODE, clock
from amig.commands.fleet_lines import FEW, Lines
from amig.commands.fleet_view import View
from amig.console import Console
from amig.fleet.digest import MOST_FAILED, SAMPLE, SLOWEST, Digest
from amig.fleet.events import FleetEvent, Paused, RunBegan, TenantBegan, TenantFailed, TenantRetried, TenantsCurrent
from amig.fleet.progress import Progress
from amig.fleet.report import MOST_CAUSES
from amig.fleet.timeline import MOST
from tests.fleet.screen import terminal
from tests.looks.fleets import large, small


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that the environment says of terminals."""
    for name in ("NO_COLOR", "COLUMNS", "LINES", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def half_way(count: int = 10_000) -> tuple[View, float]:
    """A run in which something is of every kind, and the time."""
    digest, progress, at = Digest(), Progress(), 0.0
    for at, event in large(count):
        digest.add(event, at)
        progress.add(event)
        progress.rate(at)
        if progress.dealt >= count // 2:
            break
    return View(progress, digest, UNICODE), at


def texts(view: View, width: int, at: float) -> list[str]:
    return ["".join(text for text, _ in line) for line in view.lines(width, at)]


def test_what_is_shown() -> None:
    """How far, how fast, how long, what runs and waits, the waves, and why tenants fail."""
    view, at = half_way()
    view.progress.running, view.progress.waiting = {"a", "b"}, {"c"}
    lines = "\n".join(texts(view, 80, at))
    assert re.search(r"upgrade of 10,000 tenants to head +0:3\d\n━+─+  50 %  5,00\d of 10,000\n", lines)
    assert re.search(r"\d+/s, about 0:\d\d left, 2 running, 1 waiting to be tried again", lines)
    assert re.search(r"3,\d{3} done, 1,\d{3} had nothing to do, \d+ failed", lines)
    assert re.search(r"✓ 1/3 canary .*\n✓ 2/3 10 % .*\n▸ 3/3 the rest", lines)
    assert "failed: `77aa11c9d0`, statement 2: column" in lines
    view.progress.add(Paused("asked for by mk@ops-1"))
    lines = "\n".join(texts(view, 80, at))
    assert "paused: asked for by mk@ops-1" in lines
    assert "left" not in lines


def test_what_runs_and_waits() -> None:
    """A tenant that is tried again waits in between; each is counted once."""
    progress = Progress()
    for event in (TenantBegan("a", (), 1, 1), TenantBegan("b", (), 1, 1), TenantRetried("a", "busy", 1, 0.5, 1)):
        progress.add(event)
    assert (progress.running, progress.waiting, progress.dealt) == ({"b"}, {"a"}, 0)
    progress.add(TenantBegan("a", (), 2, 1))
    progress.add(failure("a"))
    progress.add(TenantsCurrent(250, 1))
    assert (progress.running, progress.waiting, progress.dealt) == ({"b"}, set(), 251)


def failure(name: str, cause: str = "c") -> TenantFailed:
    return TenantFailed(name, (), (), "r1", f"{name} broke", "", cause, 0.1, 1, 1)


@pytest.mark.parametrize("columns", [30, 60, 80, 120])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_every_terminal(columns: int, encoding: str) -> None:
    """No line is too long or wrapped, and every character is one that the terminal has."""
    view, at = half_way()
    with terminal(columns, encoding) as real:
        console = Console(stream=real.stream)
        mine = View(view.progress, view.digest, UNICODE if console.can(UNICODE.all) else ASCII)
        with console.live() as draw:
            draw(lambda width: mine.lines(width, at))
            shown = real.screen.shown
            assert [line for line in shown if cell_len(line) > columns] == []
            assert len(shown) == len(mine.lines(columns, at))
            assert all(line.isascii() for line in shown) is (encoding == "ascii")
        assert real.screen.shown == []


def test_no_color(monkeypatch) -> None:
    """Then nothing is styled, and the view is the same."""
    view, at = half_way()
    sent = []
    for value in ("", "1"):
        monkeypatch.setenv("NO_COLOR", value)
        with terminal() as real, Console(stream=real.stream).live() as draw:
            draw(lambda width: view.lines(width, at))
            sent.append((real.screen.shown, bool(re.search(r"\x1b\[[\d;]*m", real.sent))))
    assert [styled for _, styled in sent] == [True, False]
    assert sent[0][0] == sent[1][0]


def test_what_else_is_written_goes_above(monkeypatch) -> None:
    """From whichever console; the view stays below, and at the end only what was written is left."""
    with terminal() as real:
        monkeypatch.setattr(sys, "stderr", real.stream)
        earlier, console = Console(), Console()
        earlier.line("at first", "done")
        with console.live() as draw:
            draw(lambda _: [[("one", "")], [("two", "")]])
            console.line("from the same", "warning")
            Console().labelled("warning", "from another")
            earlier.line("from one that was there before", "done")
            draw(lambda _: [[("three", "")]])
            screen = real.screen
            above = ["at first", "from the same", "warning: from another", "from one that was there before"]
            assert screen.shown == [*above, "three"]
            assert not screen.cursor_is_seen
        assert real.screen.shown == above
        assert real.screen.cursor_is_seen


def test_an_error_leaves_the_terminal_as_it_was() -> None:
    """Whatever ends the run; who ends without leaving the view can give the cursor back."""
    with terminal() as real:
        console = Console(stream=real.stream)
        with pytest.raises(KeyboardInterrupt), console.live() as draw:
            draw(lambda _: [[("one", "")]])
            raise KeyboardInterrupt
        assert real.screen.shown == []
        assert real.screen.cursor_is_seen
        real.stream.write("\x1b[?25l")
        console.show_cursor()
        assert real.screen.cursor_is_seen


def test_another_width() -> None:
    """From then on lines are as long as there is room."""
    view, at = half_way()
    with terminal(100) as real, Console(stream=real.stream).live() as draw:
        draw(lambda width: view.lines(width, at))
        real.read()
        real.resize(60)
        draw(lambda width: view.lines(width, at))
        assert max(cell_len(line) for line in real.screen.shown) == 60


def test_names_move_no_cursor() -> None:
    """Control characters in what a tenant is called, or a server says, are blanks."""
    digest, progress = Digest(), Progress()
    for event in (RunBegan("r", "upgrade", "head", 1, ("all",)), failure("\x1b[2J\nx\x07")):
        digest.add(event, 0.0)
        progress.add(event)
    with terminal() as real, Console(stream=real.stream).live() as draw:
        draw(lambda width: View(progress, digest, UNICODE).lines(width, 0.1))
        assert any(" [2J x  broke" in line for line in real.screen.shown)
        assert "\x1b[2J" not in real.sent


@pytest.mark.parametrize(
    ("term", "quiet", "can"), [("xterm", False, True), ("dumb", False, False), ("xterm", True, False)]
)
def test_where_it_can_be_drawn(term: str, quiet: bool, can: bool, monkeypatch) -> None:
    """A terminal that can go back, and somebody who wants to see it."""
    monkeypatch.setenv("TERM", term)
    with terminal() as real:
        assert Console(stream=real.stream, quiet=quiet).can_redraw is can


def printed(events: Iterator[tuple[float, FleetEvent]], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines that are printed where nothing can be drawn."""
    progress = Progress()
    lines = Lines(Console(), progress)
    for at, event in events:
        progress.add(event)
        lines.tell(event, at)
    return capsys.readouterr().err.splitlines()


def test_plain_lines_of_many(capsys) -> None:
    """Some twenty of progress, and trouble until there is too much of it."""
    lines = printed(large(4000), capsys)
    far = [line for line in lines if re.search(r"^[\d,]+ of 4,000 tenants, \d+/s, about \d:\d\d left$", line)]
    assert 15 < len(far) < 30
    trouble = [line for line in lines if "tenant_" in line]
    assert len(trouble) == FEW
    assert lines.count("further tenants that fail, are skipped or tried again are only counted") == 1
    assert "paused: asked for by mk@ops-1" in lines


def test_plain_lines_of_few(capsys) -> None:
    """One for each tenant."""
    lines = printed(small(), capsys)
    assert lines[:2] == ["upgrade of 12 tenants to head", "customer_1: at 77aa11c9d0  (40 ms)"]
    assert len(lines) == 13


def test_a_digest_does_not_grow() -> None:
    """Whatever comes, what is kept has a bound, and the counts are of all."""
    digest = Digest()
    for number in range(3000):
        digest.add(failure(f"t{number}", f"cause {number % 300}"), number * 1.0)
    for at, event in large(6000, failing=0):
        digest.add(event, at)
    report = digest.report("me", 0.0, "1")
    assert (len(report.failed), len(report.sample), len(report.slowest)) == (MOST_FAILED, SAMPLE, SLOWEST)
    assert len(report.over_time) <= MOST
    assert report.summary.failed == 3000
    assert sum(group.count for group in report.summary.failures) == 3000
    assert len(report.summary.failures) == MOST_CAUSES + 1
    assert sum(slot.done + slot.current + slot.failed for slot in report.over_time) == 9000


def test_quantiles_are_near() -> None:
    """Within a tenth, over five powers of ten."""
    from amig.fleet.durations import Durations

    durations = Durations()
    values = sorted(0.002 * 1.001**number for number in range(10_000))
    for value in values:
        durations.add(value)
    spread = durations.spread()
    assert spread is not None
    assert (spread.shortest, spread.longest) == (values[0], values[-1])
    for told, true in ((spread.median, values[4999]), (spread.p90, values[8999]), (spread.p99, values[9899])):
        assert abs(told / true - 1) < 0.1
    assert sum(column.count for column in spread.columns) == 10_000
    assert len(spread.columns) < 70


def test_clock() -> None:
    """As clocks show it."""
    assert [clock(seconds) for seconds in (0.9, 79, 3723)] == ["0:00", "1:19", "1:02:03"]
