"""Squashed revisions: one file stands for several, and databases are anywhere between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from amig.errors import InsideReplacedError, ReplacedRevisionError, ReplacedTwiceError, UnknownRevisionError
from amig.script.directory import ScriptDirectory
from amig.script.graph import Graph
from amig.script.plan import Direction, Planner
from amig.script.resolve import resolve, stamped
from amig.script.revision import Revision
from tests.script.files import BODY, add, folder, revision

OLD = [revision("aaaa1"), revision("bbbb2", "aaaa1"), revision("cccc3", "bbbb2")]
SQUASHED = revision("sqsq1", replaces=("aaaa1", "bbbb2", "cccc3"))
NEXT = revision("dddd4", "sqsq1")
KEPT = Graph([*OLD, SQUASHED, NEXT])
GONE = Graph([SQUASHED, NEXT])
TWICE = Graph([*OLD, SQUASHED, NEXT, revision("sqsq2", replaces=("sqsq1", "dddd4")), revision("eeee5", "sqsq2")])


def road(graph: Graph, target: str, rows: set[str], direction: Direction = "upgrade") -> list[tuple[str, str]]:
    """Each step, with the rows that it leaves."""
    goal = resolve(target, graph, rows, direction)
    steps = Planner(graph).steps(goal, frozenset(rows))
    assert not steps or steps[0].expects == rows
    return [(step.revision.id, " ".join(sorted(step.leaves))) for step in steps]


def up(graph: Graph, target: str, *rows: str) -> list[tuple[str, str]]:
    return road(graph, target, set(rows))


def down(graph: Graph, target: str, *rows: str) -> list[tuple[str, str]]:
    return road(graph, target, set(rows), "downgrade")


@pytest.mark.parametrize("graph", [KEPT, GONE], ids=["kept", "gone"])
def test_where_the_old_files_do_not_matter(graph: Graph) -> None:
    """A fresh database, one at the end of the old ones, one that is beyond them."""
    assert [revision.id for revision in graph.revisions] == ["sqsq1", "dddd4"]
    assert (graph.heads, graph.bases) == (("dddd4",), ("sqsq1",))
    assert up(graph, "head") == [("sqsq1", "sqsq1"), ("dddd4", "dddd4")]
    assert up(graph, "head", "cccc3") == [("dddd4", "dddd4")]
    assert up(graph, "head", "sqsq1") == [("dddd4", "dddd4")]
    assert up(graph, "sqsq1", "cccc3") == up(graph, "cccc3", "sqsq1") == []
    assert up(graph, "cccc3") == [("sqsq1", "sqsq1")]
    assert down(graph, "base", "dddd4") == [("dddd4", "sqsq1"), ("sqsq1", "")]
    assert down(graph, "base", "cccc3") == down(graph, "-1", "cccc3") == [("sqsq1", "")]
    assert down(graph, "cccc3", "dddd4") == down(graph, "sqsq1", "dddd4") == [("dddd4", "sqsq1")]


def test_a_database_in_the_middle_goes_on_by_the_old_files() -> None:
    """Up to the last of them, and from there with the rest; down by them as well."""
    assert up(KEPT, "head", "aaaa1") == [("bbbb2", "bbbb2"), ("cccc3", "cccc3"), ("dddd4", "dddd4")]
    assert up(KEPT, "dddd4", "bbbb2") == [("cccc3", "cccc3"), ("dddd4", "dddd4")]
    assert up(KEPT, "sqsq1", "bbbb2") == [("cccc3", "cccc3")]
    assert up(KEPT, "+1", "aaaa1") == [("bbbb2", "bbbb2")]
    assert down(KEPT, "base", "bbbb2") == [("bbbb2", "aaaa1"), ("aaaa1", "")]
    assert down(KEPT, "-1", "bbbb2") == down(KEPT, "aaaa1", "bbbb2") == [("bbbb2", "aaaa1")]


def test_without_them_it_is_told_what_to_do() -> None:
    """Nothing is guessed; the row, what stands for it, and the files that are missing are named."""
    for ask in (
        lambda: up(GONE, "head", "bbbb2"),
        lambda: down(GONE, "base", "bbbb2"),
        lambda: stamped(["head"], GONE, {"bbbb2"}),
    ):
        with pytest.raises(ReplacedRevisionError) as caught:
            ask()
        assert caught.value.fields() == {"revision": "bbbb2", "by": "sqsq1", "missing": ("aaaa1", "bbbb2", "cccc3")}
        assert caught.value.hint


def test_the_middle_of_a_squashed_revision_is_no_place_to_go_down_to() -> None:
    """It is undone as one; going up there means all of it."""
    with pytest.raises(InsideReplacedError) as caught:
        down(KEPT, "bbbb2", "dddd4")
    assert caught.value.fields() == {"revision": "bbbb2", "by": "sqsq1"}
    assert up(KEPT, "bbbb2") == [("sqsq1", "sqsq1")]


@pytest.mark.parametrize(
    ("row", "steps"),
    [
        ("", ["sqsq2", "eeee5"]),
        ("aaaa1", ["bbbb2", "cccc3", "dddd4", "eeee5"]),
        ("bbbb2", ["cccc3", "dddd4", "eeee5"]),
        ("cccc3", ["dddd4", "eeee5"]),
        ("sqsq1", ["dddd4", "eeee5"]),
        ("dddd4", ["eeee5"]),
        ("sqsq2", ["eeee5"]),
        ("eeee5", []),
    ],
)
def test_what_was_squashed_twice(row: str, steps: list[str]) -> None:
    """From everywhere to the head, and back to base from there."""
    assert [revision.id for revision in TWICE.revisions] == ["sqsq2", "eeee5"]
    rows = {row} - {""}
    assert [id_ for id_, _ in road(TWICE, "eeee5", rows)] == steps
    assert [left for _, left in road(TWICE, "eeee5", rows)] == steps
    undone = [id_ for id_, _ in road(TWICE, "base", rows, "downgrade")]
    assert (
        undone
        == {
            "": [],
            "aaaa1": ["aaaa1"],
            "bbbb2": ["bbbb2", "aaaa1"],
            "cccc3": ["sqsq1"],
            "sqsq1": ["sqsq1"],
            "dddd4": ["sqsq2"],
            "sqsq2": ["sqsq2"],
            "eeee5": ["eeee5", "sqsq2"],
        }[row]
    )


def test_a_goal_that_was_made_elsewhere_is_understood_in_the_middle() -> None:
    """The same goal for a fleet: one that counts the squashed revision means its parts."""
    plan = Planner(TWICE)
    upwards = resolve("eeee5", TWICE, (), "upgrade")
    downwards = resolve("base", TWICE, ("eeee5",), "downgrade")
    for row, ups, downs in (
        ("bbbb2", ["cccc3", "dddd4", "eeee5"], ["bbbb2", "aaaa1"]),
        ("dddd4", ["eeee5"], ["sqsq2"]),
    ):
        assert [step.revision.id for step in plan.steps(upwards, frozenset({row}))] == ups
        assert [step.revision.id for step in plan.steps(downwards, frozenset({row}))] == downs


def test_progress_is_seen_through_the_names() -> None:
    """The last old row and the squashed one are the same place; old rows come before it."""
    plan = Planner(KEPT)
    rows = {name: frozenset({name}) for name in ("aaaa1", "bbbb2", "cccc3", "sqsq1", "dddd4")}
    assert plan.progressed(rows["aaaa1"], rows["bbbb2"], "upgrade")
    assert not plan.progressed(rows["bbbb2"], rows["aaaa1"], "upgrade")
    assert plan.progressed(rows["cccc3"], rows["sqsq1"], "upgrade")
    assert plan.progressed(rows["sqsq1"], rows["cccc3"], "upgrade")
    assert plan.progressed(rows["bbbb2"], rows["dddd4"], "upgrade")


@pytest.mark.parametrize(
    ("targets", "rows", "left"),
    [
        (["head"], {"bbbb2"}, {"dddd4"}),
        (["sqsq1"], {"cccc3"}, {"sqsq1"}),
        (["base"], {"bbbb2"}, set()),
        (["cccc3"], {"dddd4"}, {"sqsq1"}),
        (["bbbb2"], {"dddd4"}, {"bbbb2"}),
        (["bbbb2"], set(), {"bbbb2"}),
        (["aaaa1"], {"bbbb2"}, {"aaaa1"}),
    ],
)
def test_stamping(targets: list[str], rows: set[str], left: set[str]) -> None:
    """Old rows give way as any."""
    assert stamped(targets, KEPT, rows) == left


def test_no_database_can_be_said_to_be_where_no_file_leads_on() -> None:
    """It would be taken to have run what it has not."""
    with pytest.raises(InsideReplacedError) as caught:
        stamped(["bbbb2"], GONE, ())
    assert caught.value.fields() == {"revision": "bbbb2", "by": "sqsq1"}


def test_a_squashed_branch_in_a_larger_history() -> None:
    """Other branches, a merge with one, and what depends on an old id."""
    graph = Graph(
        [
            revision("root1"),
            revision("aaaa1", "root1"),
            revision("bbbb2", "aaaa1"),
            revision("sqsq1", "root1", replaces=("aaaa1", "bbbb2")),
            revision("left1", "root1"),
            revision("join1", "left1", "bbbb2"),
            revision("other", depends_on=("bbbb2",)),
        ]
    )
    assert graph.parents("join1") == ("left1", "sqsq1")
    assert graph.dependencies("other") == ("sqsq1",)
    assert up(graph, "join1", "left1", "aaaa1") == [("bbbb2", "bbbb2 left1"), ("join1", "join1")]
    assert up(graph, "join1", "left1", "bbbb2") == [("join1", "join1")]
    assert up(graph, "join1", "left1") == [("sqsq1", "left1 sqsq1"), ("join1", "join1")]
    assert up(graph, "other", "bbbb2") == [("other", "other")]
    assert down(graph, "join1-1", "join1") == [("join1", "left1 sqsq1")]
    assert down(graph, "root1", "left1", "aaaa1") == [("left1", "aaaa1"), ("aaaa1", "root1")]


def test_one_old_revision_in_two_squashed_ones_names_both() -> None:
    """It would be two places."""
    with pytest.raises(ReplacedTwiceError) as caught:
        Graph([SQUASHED, revision("sqsq9", replaces=("cccc3",))])
    assert caught.value.fields() == {"revision": "cccc3", "paths": ("sqsq1.py", "sqsq9.py")}


def test_a_folder_knows_rows_that_were_replaced(tmp_path: Path) -> None:
    """From the files; the history shows what a database in the middle would see."""
    location = folder(tmp_path, {revision.id: revision.parents for revision in OLD})
    add(location, "sqsq1", f"revision = 'sqsq1'\ndown_revision = None\nreplaces = ('aaaa1', 'bbbb2', 'cccc3')\n{BODY}")
    script = ScriptDirectory.open(location)
    script.known(["bbbb2", "cccc3"])
    with pytest.raises(UnknownRevisionError):
        script.known(["zzzz9"])
    assert shown(script.history()) == ["sqsq1"]
    assert shown(script.history("current:", ["bbbb2"])) == ["cccc3", "bbbb2"]
    assert shown(script.revisions("current", ["bbbb2"])) == ["bbbb2"]
    assert shown(script.revisions("current", ["cccc3"])) == ["sqsq1"]
    assert script.next(script.resolve("head", ["bbbb2"], "upgrade"), ["bbbb2"])


def shown(revisions: list[Revision] | tuple[Revision, ...]) -> list[str]:
    return [revision.id for revision in revisions]
