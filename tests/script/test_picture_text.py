"""The history in characters: lines that meet, signs that need no colour, words on one line."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from hypothesis import given

from amig.script.graph import Graph
from amig.script.picture.lanes import ASCII, DOWN, LEFT, RIGHT, UNICODE, UP
from amig.script.picture.picture import picture
from amig.script.picture.text import draw, lines
from amig.script.revision import Revision
from tests.script.files import DIAMOND, graph
from tests.script.test_picture_layout import graphs

DIRECTIONS = {glyph: number for number, glyph in enumerate(UNICODE.lines)} | {"┊": UP | DOWN, "╌": LEFT | RIGHT}


def lanes_of(found: Graph) -> list[str]:
    """Each line without its words, as wide as the widest."""
    texts = ["".join(text for text, _ in line) for line in lines(picture(found))]
    cells = [text.partition(" rev")[0] if " rev" in text else text for text in texts]
    return [text.ljust(max(map(len, cells))) for text in cells]


@given(graphs())
def test_lines_meet(found: Graph) -> None:
    """What leaves a character downwards arrives from above in the one below it, and what goes across arrives too."""
    rows = [" " * 99, *lanes_of(found), " " * 99]
    for above, below in itertools.pairwise(rows):
        for upper, lower in zip(above, below, strict=False):
            down, up = DIRECTIONS.get(upper, 0) & DOWN, DIRECTIONS.get(lower, 0) & UP
            assert not down or up or lower == "○", (above, below)
            assert not up or down or upper == "○", (above, below)
    for row in rows:
        for left, right in itertools.pairwise(row):
            goes, comes = DIRECTIONS.get(left, 0) & RIGHT, DIRECTIONS.get(right, 0) & LEFT
            assert bool(goes) == bool(comes) or "│" in (left, right) or "┊" in (left, right), row


@given(graphs())
def test_one_line_and_one_sign_for_each_revision(found: Graph) -> None:
    """In the order of the history."""
    texts = ["".join(text for text, _ in line) for line in lines(picture(found))]
    named = [text for text in texts if "○" in text]
    assert [text.split(" rev")[1][:2] for text in named] == [one.id[3:] for one in reversed(found.revisions)]
    assert all(text.count("○") == 1 for text in named)


def test_a_diamond() -> None:
    """As `git log --graph` draws it."""
    assert draw(picture(graph(DIAMOND))).splitlines() == [
        "○ join (head)",
        "├─╮",
        "│ ○ right",
        "○ │ left",
        "├─╯",
        "○ root",
    ]


def full() -> Graph:
    return Graph(
        [
            Revision("root1", (), Path("root1.py"), "begin"),
            Revision("side1", ("root1",), Path("side1.py"), "aside\n\nWhy it is so.", branch_labels=("side",)),
            Revision("main1", ("root1",), Path("main1.py"), "go on", depends_on=("side1",)),
            Revision("main2", ("main1",), Path("main2.py"), "the end"),
        ]
    )


def test_marks_labels_and_what_is_applied() -> None:
    """Each has its own sign; a head that another branch needs is no version row by itself."""
    drawn = picture(full(), None, ("main1",))
    assert draw(drawn).splitlines() == [
        "○ main2 (head) the end",
        "◉ main1 (current) go on",
        "├╌╮",
        "│ ● side1 (effective head) [side] aside",
        "├─╯",
        "● root1 begin",
    ]
    texts = ["".join(text for text, _ in line).rstrip() for line in lines(drawn, ASCII)]
    assert texts[1:5] == ["@ main1 (current) go on", "+.\\", "| * side1 (effective head) [side] aside", "+-/"]


def test_in_full() -> None:
    """The file, what else it says and the rest of its docstring, beside the lanes."""
    texts = ["".join(text for text, _ in line).rstrip() for line in lines(picture(full()), verbose=True)]
    assert texts[3:6] == ["○ main1 go on", "│  Path: main1.py", "│  Depends on: side1"]
    at = texts.index("│ ○ side1 (effective head) [side] aside")
    assert texts[at : at + 5] == [texts[at], "│ │  Path: side1.py", "│ │", "│ │      Why it is so.", "│ │"]


def test_only_so_many_lanes_are_drawn() -> None:
    """What lies further right is hinted at, and no revision is lost."""
    wide = graph(
        {
            "root0": (),
            **{f"arm{n:02d}": ("root0",) for n in range(30)},
            "join0": tuple(f"arm{n:02d}" for n in range(30)),
        }
    )
    texts = ["".join(text for text, _ in line) for line in lines(picture(wide), widest=5)]
    assert max(len(re.split(" (?=arm|join|root)", text)[0]) for text in texts) == 11
    assert [n for n in range(30) if not any(f" arm{n:02d}" in text and "○" in text for text in texts)] == []
    assert any("…○ arm" in text for text in texts)


def test_a_message_stays_on_its_line() -> None:
    """Control characters and marks that turn the direction of what follows do nothing."""
    evil = "a\x1b[31mb\tc\x9bd\u202ee\ud800f"
    found = Graph([Revision("evil1", (), Path("evil1.py"), evil)])
    assert draw(picture(found)) == "○ evil1 (head) a\ufffd[31mb c\ufffdde\ufffdf\n"
