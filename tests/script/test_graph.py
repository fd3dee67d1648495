"""Who follows whom."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given

from amig.errors import CycleError, DuplicateRevisionError, MissingParentError
from amig.script.graph import Graph
from amig.script.revision import Revision
from tests.script.files import DIAMOND, Parents, graph, revision
from tests.script.histories import History, after, before, histories, tips


@given(histories())
def test_what_is_needed_comes_first_and_the_order_depends_on_the_ids_alone(history: History) -> None:
    """However the files are listed."""
    order = [revision.id for revision in history.graph().revisions]
    assert sorted(order) == sorted(history.parents)
    assert all(order.index(one) < order.index(id_) for id_, named in history.edges.items() for one in named)
    revisions = history.revisions()
    random.Random(1).shuffle(revisions)
    assert [revision.id for revision in Graph(revisions).revisions] == order


@given(histories())
def test_branches_are_made_of_parents_and_what_runs_first_of_dependencies_too(history: History) -> None:
    """Against the slow and obvious reading."""
    found, parents, edges = history.graph(), history.parents, history.edges
    assert set(found.heads) == tips(parents, set(parents))
    assert set(found.real_heads) == tips(edges, set(parents))
    assert set(found.bases) == {id_ for id_ in parents if not parents[id_]}
    for id_ in parents:
        assert found.ancestors([id_]) == before(edges, {id_})
        assert found.descendants([id_]) == after(edges, {id_})
        assert set(found.children(id_)) == {other for other in parents if id_ in parents[other]}
        assert set(found.after(id_)) == {other for other in parents if id_ in edges[other]}
        assert found.lineage(id_) == before(parents, {id_}) | after(parents, {id_})
        assert (found.parents(id_), found.before(id_)) == (parents[id_], edges[id_])
        assert found.dependencies(id_) == tuple(one for one in edges[id_] if one not in parents[id_])
    assert set(found.tips(tuple(parents))) == tips(edges, set(parents))


def test_a_line_is_followed_to_its_end() -> None:
    """Two branches do not alternate; the smaller id goes first."""
    two = graph({"root": (), "a1": ("root",), "b1": ("root",), "a2": ("a1",), "b2": ("b1",)})
    assert [revision.id for revision in two.revisions] == ["root", "a1", "a2", "b1", "b2"]


def test_a_diamond() -> None:
    """One head, one base, the merge last."""
    found = graph(DIAMOND)
    assert (found.heads, found.bases) == (("join",), ("root",))
    assert [revision.id for revision in found.revisions] == ["root", "left", "right", "join"]


def test_an_empty_history() -> None:
    """Has no heads, which is no error."""
    assert (graph({}).heads, graph({}).bases, graph({}).revisions) == ((), (), ())


def test_one_id_in_several_files_names_them_all() -> None:
    """A copied file is found at once."""
    with pytest.raises(DuplicateRevisionError) as caught:
        Graph(Revision("ab12", (), Path(f"{name}.py").absolute(), "") for name in "cab")
    assert caught.value.fields() == {"revision": "ab12", "paths": ("a.py", "b.py", "c.py")}


def test_a_missing_parent_names_both_and_the_file() -> None:
    """Which file to correct, and what it looks for."""
    with pytest.raises(MissingParentError) as caught:
        graph({"root": (), "lost": ("gone",)})
    fields = {"revision": "lost", "parent": "gone", "path": "lost.py", "verb": "follows", "key": "down_revision"}
    assert caught.value.fields() == fields
    assert str(caught.value) == "`lost.py`: revision `lost` follows `gone`, which no file has"
    assert caught.value.hint == "restore the file of `gone`, or correct `down_revision`"


def test_a_missing_dependency_says_so() -> None:
    """An id, or a label, that no file has."""
    with pytest.raises(MissingParentError) as caught:
        Graph([revision("root"), revision("lost", "root", depends_on=("root", "webb"))])
    assert str(caught.value) == "`lost.py`: revision `lost` depends on `webb`, which no file has"
    assert caught.value.hint == "restore the file of `webb`, or correct `depends_on`"


def test_a_label_is_no_parent() -> None:
    """A parent is an id: a label may move on to another revision."""
    with pytest.raises(MissingParentError) as caught:
        Graph([revision("root", branch_labels=("web",)), revision("next", "web")])
    assert (caught.value.parent, caught.value.key) == ("web", "down_revision")


def test_a_dependency_orders_and_makes_no_branch() -> None:
    """By id or by label; what is needed runs first, and only the branch's own child is a child."""
    found = Graph(
        [
            revision("z1", branch_labels=("web",)),
            revision("z2", "z1"),
            revision("a1", depends_on=("z2",)),
            revision("a2", "a1", depends_on=("web", "z2")),
        ]
    )
    assert [revision.id for revision in found.revisions] == ["z1", "z2", "a1", "a2"]
    assert (found.heads, found.real_heads, found.bases) == (("z2", "a2"), ("a2",), ("z1", "a1"))
    assert (found.dependencies("a2"), found.before("a2")) == (("z1", "z2"), ("a1", "z1", "z2"))
    assert (list(found.children("z2")), list(found.after("z2"))) == ([], ["a1", "a2"])
    assert found.lineage("a1") == {"a1", "a2"}
    assert found.tips(("z1", "z2", "a1", "a2")) == ("a2",)
    assert found.tips(("z2", "a1")) == ("a1",)
    assert (found.ends(("a1",)), found.ends(("z1",)), found.ends(())) == ({"z2", "a1"}, {"z1"}, set())


@pytest.mark.parametrize(
    ("needs", "ring"),
    [
        ({"root": ("root",)}, ("root",)),
        ({"root": ("left",)}, ("left", "root")),
        ({"left": ("right",), "right": ("left",)}, ("left", "right")),
        ({"left": ("web",)}, ("left",)),
        ({"right": ("web",), "root": ("right",)}, ("right", "root")),
    ],
)
def test_a_ring_of_dependencies_is_named_as_well(needs: Parents, ring: tuple[str, ...]) -> None:
    """A loop of one, one through a label, and one that parents close."""
    labels = {"left": ("web",)}
    with pytest.raises(CycleError) as caught:
        History({"root": (), "left": ("root",), "right": ("root",)}, needs, labels).graph()
    assert caught.value.revisions == ring
    told = ", ".join(f"`{id_}`" for id_ in ring)
    assert str(caught.value).endswith(
        f" {told}" if len(ring) > 1 else f"revision {told} follows, or depends on, itself"
    )


@pytest.mark.parametrize(
    ("parents", "ring"),
    [
        ({"self": ("self",)}, ("self",)),
        ({"b": ("a",), "a": ("b",), "tail": ("a",)}, ("a", "b")),
        ({"root": (), "x": ("z", "root"), "y": ("x",), "z": ("y",), "after": ("z",)}, ("x", "y", "z")),
    ],
)
def test_a_ring_is_named_in_its_order(parents: Parents, ring: tuple[str, ...]) -> None:
    """Only the revisions in it, each followed by the next."""
    with pytest.raises(CycleError) as caught:
        graph(parents)
    assert caught.value.revisions == ring
