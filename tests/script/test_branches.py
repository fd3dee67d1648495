"""Labels, places on a branch, ranges: the forms that a history with several lines needs."""

from __future__ import annotations

import pytest

from amig.commands.entry import entry, line, lines
from amig.errors import (
    AmbiguousTargetError,
    AmigError,
    BadLabelError,
    BadTargetError,
    MultipleHeadsError,
    NoSuchBranchError,
    NotInBranchError,
    NotInRangeError,
    OverlapError,
    TooFarError,
    UnknownTargetError,
)
from amig.script.find import find
from amig.script.graph import Graph
from amig.script.resolve import between, resolve, stamped
from amig.script.target import parse, parse_range
from tests.script.files import revision
from tests.script.shapes import SHAPES

SHOP = Graph(
    [
        revision("root1"),
        revision("users1", "root1", branch_labels=("users",)),
        revision("users2", "users1"),
        revision("orders1", "root1", branch_labels=("orders", "sales")),
        revision("orders2", "orders1"),
        revision("billing1", branch_labels=("billing",)),
        revision("billing2", "billing1", depends_on=("orders",)),
    ]
)
MERGED = Graph([*SHOP.files, revision("merge1", "users2", "orders2"), revision("after1", "merge1")])


def ids(text: str, rows: tuple[str, ...] = (), graph: Graph = SHOP) -> tuple[str, ...]:
    return find(parse(text), graph, rows)


@pytest.mark.parametrize(
    ("text", "rows", "found"),
    [
        ("users", (), ("users1",)),
        ("sales", (), ("orders1",)),
        ("bill", (), AmbiguousTargetError),
        ("billing", (), ("billing1",)),
        ("users@head", (), ("users2",)),
        ("users@heads", (), ("users2",)),
        ("root1@heads", (), ("orders2", "users2")),
        ("users@base", (), ()),
        ("users@users2", (), ("users2",)),
        ("users@root1", (), ("root1",)),
        ("users2@head", (), ("users2",)),
        ("user@head", (), AmbiguousTargetError),
        ("users@head-1", (), ("users1",)),
        ("users@head-3", (), ()),
        ("users@base+1", (), ("root1",)),
        ("users@base+2", (), ("users1",)),
        ("users@root1+2", (), ("users2",)),
        ("users@+1", ("root1",), ("users1",)),
        ("users@+1", ("orders2",), ("users1",)),
        ("orders@+2", (), ("orders1",)),
        ("users@-1", ("users2", "orders1"), ("users1",)),
        ("orders@current", ("users2", "orders1"), ("orders1",)),
        ("users@current", ("orders1",), ("root1",)),
        ("orders@current", ("billing2",), ("orders1",)),
        ("billing@-1", ("billing2",), ("billing1",)),
        ("orders@-1", ("billing2",), ("root1",)),
        ("orders@orde", (), AmbiguousTargetError),
        ("heads", (), ("billing2", "orders2", "users2")),
        ("users1+1", (), ("users2",)),
        ("users+1", (), ("users2",)),
    ],
)
def test_places_on_a_branch(text: str, rows: tuple[str, ...], found: tuple[str, ...] | type[AmigError]) -> None:
    """Only what lies on the line through what is named, back to its base and on to its heads."""
    if isinstance(found, type):
        with pytest.raises(found):
            ids(text, rows)
    else:
        assert ids(text, rows) == found


@pytest.mark.parametrize(
    ("text", "rows", "error", "fields"),
    [
        (
            "userz@head",
            (),
            NoSuchBranchError,
            {"target": "userz@head", "branch": "userz", "near": ("users", "users2", "users1")},
        ),
        ("zzzz@+1", (), NoSuchBranchError, {"target": "zzzz@+1", "branch": "zzzz", "near": ()}),
        (
            "users@billing2",
            (),
            NotInBranchError,
            {"target": "users@billing2", "revision": "billing2", "branch": "users"},
        ),
        ("users@orders", (), NotInBranchError, {"target": "users@orders", "revision": "orders", "branch": "users"}),
        ("users@zzzz", (), UnknownTargetError, {"target": "zzzz", "near": ()}),
        ("root1@head", (), MultipleHeadsError, {"heads": ("orders2", "users2")}),
        ("head", (), MultipleHeadsError, {"heads": ("billing2", "orders2", "users2")}),
        ("users@+3", ("users1",), TooFarError, {"target": "users@+3", "available": 1}),
        ("users@head-4", (), TooFarError, {"target": "users@head-4", "available": 3}),
        ("users@-1", (), TooFarError, {"target": "users@-1", "available": 0}),
        ("root1@base+2", (), BadTargetError, None),
        ("base+1", (), BadTargetError, None),
    ],
)
def test_what_is_wrong_has_an_error_of_its_own(
    text: str, rows: tuple[str, ...], error: type[AmigError], fields: dict[str, object] | None
) -> None:
    """Each with what was asked, what it lacks, and what comes near."""
    with pytest.raises(error) as caught:
        ids(text, rows)
    assert type(caught.value) is error
    assert fields is None or fields.items() <= caught.value.fields().items()
    assert caught.value.hint


def test_part_of_a_name_is_looked_for_on_the_branch() -> None:
    """There it may be the only one; and an id and a label of one revision are one."""
    near = Graph([revision("abcd1", branch_labels=("abcdef",)), revision("abce1"), revision("abcd2", "abce1")])
    with pytest.raises(AmbiguousTargetError) as caught:
        ids("abcd", graph=near)
    assert caught.value.candidates == ("abcd1", "abcd2")
    assert ids("abce1@abcd", graph=near) == ("abcd2",)
    assert ids("abcdef@abcd", graph=near) == ("abcd1",)
    assert ids("abcde", graph=near) == ("abcd1",)


@pytest.mark.parametrize(
    ("target", "rows", "undone"),
    [
        ("root1", ("users2", "orders2"), {"users1", "orders1"}),
        ("users@root1", ("users2", "orders2"), {"users1"}),
        ("users@base", ("users2", "orders2", "billing1"), {"root1"}),
        ("billing@base", ("users2", "billing2"), {"billing1"}),
        ("users@-1", ("users2", "orders2"), {"users2"}),
        ("users@-2", ("users2", "orders2"), {"users1"}),
        ("users@-3", ("users2", "orders2"), {"root1"}),
        ("base", ("users2", "billing1"), {"root1", "billing1"}),
        ("orders1-1", ("orders2", "users2"), {"users1", "orders1"}),
        ("root1-1", ("orders2", "billing1"), {"root1"}),
        ("heads", ("users2", "orders2", "billing2"), set()),
    ],
)
def test_what_a_downgrade_undoes(target: str, rows: tuple[str, ...], undone: set[str]) -> None:
    """The children of the target, on the branch where one is named; a step down from the database undoes just that."""
    assert resolve(target, SHOP, rows, "downgrade").revisions == undone


@pytest.mark.parametrize(
    ("text", "rows", "found"),
    [
        ("base:users2", (), ["root1", "users1", "users2"]),
        (":users2", (), ["root1", "users1", "users2"]),
        ("users1:", (), ["users1", "users2", "merge1", "after1"]),
        ("users1:merge1", (), ["users1", "users2", "merge1"]),
        ("root1:users2", (), ["root1", "users1", "users2"]),
        ("users:users@head-1", (), ["users1", "users2", "merge1"]),
        ("-1:current", ("users2",), ["users1", "users2"]),
        ("current:+2", ("orders1",), ["orders1", "orders2", "merge1"]),
        ("current:", ("merge1",), ["merge1", "after1"]),
        ("billing2:billing2", (), ["billing2"]),
        (":billing2", (), ["billing1", "root1", "orders1", "billing2"]),
        ("billing@base:heads", (), ["billing1", "root1", "orders1", "billing2"]),
        ("users@base:", (), ["root1", "orders1", "orders2", "users1", "users2", "merge1", "after1"]),
        ("billing@base:users2", (), []),
        ("-9:current", ("users1",), ["root1", "users1"]),
        ("merge1:+9", ("users1",), ["merge1", "after1"]),
        ("after1:head", (), MultipleHeadsError),
        ("after1:base", (), NotInRangeError),
        ("merge1:users2", (), NotInRangeError),
        ("users1:orders1", (), NotInRangeError),
    ],
)
def test_ranges(text: str, rows: tuple[str, ...], found: list[str] | type[AmigError]) -> None:
    """Both ends included, steps as far as they go; what a range starts with must lead to its end."""
    if isinstance(found, type):
        with pytest.raises(found) as caught:
            between(parse_range(text), MERGED, rows)
        assert caught.value.fields().get("range", text) == text
    else:
        assert between(parse_range(text), MERGED, rows) == found


@pytest.mark.parametrize("text", ["a:b:c", "::", "users1", "a:b c", "a@:b"])
def test_a_range_that_cannot_be_read(text: str) -> None:
    """Is refused as a target is."""
    with pytest.raises(BadTargetError):
        parse_range(text)


def test_an_open_range_is_everything() -> None:
    """As no range is."""
    assert between(parse_range(":"), SHOP, ()) == [revision.id for revision in SHOP.revisions]


@pytest.mark.parametrize(
    ("targets", "rows", "left"),
    [
        (["users2", "orders1"], (), {"users2", "orders1"}),
        (["users@head"], ("orders2",), {"users2", "orders2"}),
        (["root1"], ("users2", "orders2", "billing1"), {"root1", "billing1"}),
        (["heads"], (), {"users2", "orders2", "billing2"}),
        (["billing2"], ("orders1", "users1"), {"billing2", "users1"}),
        (["base"], ("users2", "billing1"), set()),
        (["billing@base"], ("users2", "billing1"), {"users2"}),
        (["billing@base"], ("orders1", "billing1"), {"orders1"}),
        (["users@base"], ("users2", "orders2"), {"orders2"}),
        (["orders@base"], ("users2", "billing2"), {"users2"}),
        (["billing@base", "users2"], ("users1", "billing2"), {"users2"}),
        (["users2", "users2"], (), {"users2"}),
        (["orders@heads"], ("users1",), {"users1", "orders2"}),
    ],
)
def test_stamping_several(targets: list[str], rows: tuple[str, ...], left: set[str]) -> None:
    """Rows that are related give way, others stay; a branch can be taken away alone."""
    assert stamped(targets, SHOP, rows) == left


@pytest.mark.parametrize(
    ("targets", "pair"),
    [(["root1", "users2"], ("root1", "users2")), (["billing2", "users1", "orders1"], ("orders1", "billing2"))],
)
def test_targets_that_imply_each_other_are_refused(targets: list[str], pair: tuple[str, str]) -> None:
    """By parents or by dependencies; which comes first is said."""
    with pytest.raises(OverlapError) as caught:
        stamped(targets, SHOP, ())
    assert (caught.value.earlier, caught.value.later) == pair


def test_labels_spread() -> None:
    """Up to the heads and through merges; back to the fork, that is not included; a base is where they end."""
    labels = {revision.id: MERGED.labels_of(revision.id) for revision in MERGED.revisions}
    assert labels == {
        "root1": (),
        "users1": ("users",),
        "users2": ("users",),
        "orders1": ("orders", "sales"),
        "orders2": ("orders", "sales"),
        "billing1": ("billing",),
        "billing2": ("billing",),
        "merge1": ("orders", "sales", "users"),
        "after1": ("orders", "sales", "users"),
    }
    line = Graph([revision("aa"), revision("bb", "aa", branch_labels=("web",)), revision("cc", "bb")])
    assert [line.labels_of(id_) for id_ in ("aa", "bb", "cc")] == [("web",)] * 3
    assert SHOP.labels_of("nope") == Graph([revision("aa")]).labels_of("aa") == ()


@pytest.mark.parametrize(
    ("label", "more", "problem"),
    [
        ("aaaa1", {}, "`b.py`: the branch label `aaaa1` is the id of `aaaa1.py` too"),
        ("web", {}, "`b.py`: the branch label `web` is a label of `aaaa1.py` too"),
        ("old", {"replaces": ("old",)}, "`b.py`: the branch label `old` is the id of a revision that was replaced"),
    ],
)
def test_a_label_that_something_else_is_called_by(label: str, more: dict[str, tuple[str, ...]], problem: str) -> None:
    """Names both files."""
    with pytest.raises(BadLabelError) as caught:
        Graph([revision("aaaa1", branch_labels=("web",), **more), revision("b", "aaaa1", branch_labels=(label,))])
    assert str(caught.value) == problem
    assert caught.value.hint == "give the branch another name"


def test_one_label_twice_in_one_file_is_refused() -> None:
    """It would be a label of itself."""
    with pytest.raises(BadLabelError, match=r"a label of `aaaa1\.py` too"):
        Graph([revision("aaaa1", branch_labels=("web", "web"))])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_line_without_marks_is_the_line_of_its_entry(shape: str) -> None:
    """Whatever a history looks like, and wherever the database is."""
    graph = Graph(SHAPES[shape](300).revisions())
    for rows in (None, (), graph.real_heads, graph.ids[7:9]):
        expected = [line(entry(graph, one, rows)) for one in graph.revisions]
        assert list(lines(graph, graph.revisions, rows)) == expected
