"""Who follows whom."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given

from amig.errors import CycleError, DuplicateRevisionError, MissingParentError
from amig.script.graph import Graph
from amig.script.revision import Revision
from tests.script.files import DIAMOND, Parents, before, graph, histories, tips


@given(histories())
def test_parents_come_first_and_the_order_depends_on_the_ids_alone(parents: Parents) -> None:
    """However the files are listed."""
    order = [revision.id for revision in graph(parents).revisions]
    assert sorted(order) == sorted(parents)
    assert all(order.index(parent) < order.index(id_) for id_ in parents for parent in parents[id_])
    items = list(parents.items())
    random.Random(1).shuffle(items)
    assert [revision.id for revision in graph(dict(items)).revisions] == order


@given(histories())
def test_heads_bases_ancestors_and_descendants(parents: Parents) -> None:
    """Against the slow and obvious reading."""
    found = graph(parents)
    assert set(found.heads) == tips(parents, set(parents))
    assert set(found.bases) == {id_ for id_ in parents if not parents[id_]}
    for id_ in parents:
        assert found.ancestors([id_]) == before(parents, {id_})
        assert found.descendants([id_]) == {other for other in parents if id_ in before(parents, {other})}
        assert set(found.children(id_)) == {other for other in parents if id_ in parents[other]}
    assert set(found.tips(tuple(parents))) == tips(parents, set(parents))


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
    assert caught.value.fields() == {"revision": "lost", "parent": "gone", "path": "lost.py"}


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
