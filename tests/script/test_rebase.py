"""Which revisions go after which, when there are two heads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amig.errors import (
    AllOursError,
    BadTargetError,
    NoneOursError,
    PublishedMoveError,
    StrandedError,
    UnclearHeadsError,
)
from amig.script.graph import Graph
from amig.script.rebase import Ours, branches, rebase
from amig.script.revision import Revision
from tests.script.files import Parents, graph
from tests.script.histories import before, histories, tips


def made(*lines: str) -> Graph:
    """`id parent,parent label:web needs:id` each."""
    found = []
    for line in lines:
        id_, *rest = line.split()
        said = dict(one.partition(":")[::2] for one in rest if ":" in one)
        parents = tuple(name for one in rest if ":" not in one for name in one.split(","))
        labels, needs = (tuple(filter(None, said.get(key, "").split(","))) for key in ("label", "needs"))
        found.append(Revision(id_, parents, Path(f"{id_}.py"), "", labels, needs))
    return Graph(found)


def ours(*ids: str) -> Ours:
    return Ours(frozenset(ids), "`main`")


def test_the_first_of_ours_goes_after_the_other_head() -> None:
    """The others follow it as before; what moved is told."""
    found = rebase(made("root", "t1 root", "t2 t1", "o1 root", "o2 o1", "o3 o2"), ours("o1", "o2", "o3"))
    assert found.parents == {"o1": ("t2",)}
    assert found.graph.heads == ("o3",)
    assert [revision.id for revision in found.graph.revisions] == ["root", "t1", "t2", "o1", "o2", "o3"]


def test_merges_of_ours_stay_merges() -> None:
    """Both lines that ours joins go after the other head; a merge with theirs is none any more."""
    two = made("root", "t1 root", "t2 t1", "o1 root", "o2 root", "om o1,o2")
    assert rebase(two, ours("o1", "o2", "om")).parents == {"o1": ("t2",), "o2": ("t2",)}
    with_theirs = made("root", "t1 root", "t2 t1", "o1 root", "om o1,t1", "o3 om")
    found = rebase(with_theirs, ours("o1", "om", "o3"))
    assert found.parents == {"o1": ("t2",), "om": ("o1",)}
    assert found.graph.heads == ("o3",)


def test_a_merge_of_ours_that_theirs_merged_too() -> None:
    """It becomes an ordinary revision after theirs."""
    found = rebase(made("root", "a root", "b root", "tm a,b", "om a,b"), ours("om"))
    assert found.parents == {"om": ("tm",)}


def test_dependencies_stay_as_they_are() -> None:
    """On theirs, on ours, on another branch."""
    history = made("root", "t1 root", "x", "o1 root needs:x", "o2 o1 needs:t1")
    found = rebase(history, ours("o1", "o2"), "o2", "t1")
    assert found.parents == {"o1": ("t1",)}
    assert [found.graph[id_].depends_on for id_ in ("o1", "o2")] == [("x",), ("t1",)]


def test_one_head_needs_nothing() -> None:
    """Nor does none."""
    for history in (made("root", "o1 root"), made()):
        assert rebase(history, ours("o1")).parents == {}


def test_branches_with_labels_are_not_joined() -> None:
    """Each has its own head; two heads of one branch are joined, on both branches at once."""
    web = ("root", "w1 root label:web", "w2 w1")
    api = ("a1 root label:api", "a2 a1")
    assert rebase(made(*web, *api), ours("a1", "a2")).parents == {}
    assert branches(made(*web, *api), ()) == [("a2",), ("w2",)]
    found = rebase(made(*web, *api, "ow w1", "oa a1", "ob oa"), ours("ow", "oa", "ob"))
    assert found.parents == {"oa": ("a2",), "ow": ("w2",)}
    assert set(found.graph.heads) == {"ow", "ob"}
    explicit = rebase(made(*web, *api), ours("a1", "a2"), "a2", "w2")
    assert explicit.parents == {"a1": ("w2",)}


def test_two_first_revisions_are_joined_when_one_is_ours() -> None:
    """Two people began the project; two bases of theirs are on purpose."""
    assert rebase(made("t1", "t2 t1", "o1", "o2 o1"), ours("o1", "o2")).parents == {"o1": ("t2",)}
    assert rebase(made("t1", "u1", "o1 t1"), ours("o1")).parents == {}
    assert rebase(made("t1", "o1 label:jobs"), ours("o1")).parents == {}


def test_a_head_that_ours_depends_on_is_left_alone() -> None:
    """Somebody chose to depend on it and not to follow it."""
    assert rebase(made("root", "t1 root", "o1 root needs:t1"), ours("o1")).parents == {}


THREE = ("root", "a root", "b root", "o1 root", "o2 root")


@pytest.mark.parametrize(
    ("lines", "mine", "head", "onto", "error", "fields"),
    [
        (THREE[:4], ("o1",), None, None, UnclearHeadsError, {"heads": ("a", "b", "o1")}),
        (THREE, ("o1", "o2"), None, "a", UnclearHeadsError, {"heads": ("o1", "o2")}),
        (THREE, ("o1", "o2"), "o1", None, UnclearHeadsError, {"heads": ("a", "b")}),
        (THREE[:3], (), None, None, NoneOursError, {"heads": ("a", "b"), "where": "`main`"}),
        (THREE[:3], (), "a", "b", PublishedMoveError, {"revisions": ("a",), "where": "`main`"}),
        (THREE[:3], ("a", "b"), None, None, AllOursError, {"heads": ("a", "b"), "where": "`main`"}),
        (("root", "a root", "b root", "b2 b"), ("b",), "b2", "a", PublishedMoveError, {"revisions": ("b2",)}),
        (("root", "a root", "b root", "o a"), ("o",), None, None, StrandedError, {"revision": "o", "onto": "b"}),
        (("x", "y", "o x"), ("o",), "o", "y", StrandedError, {"parents": ("x",)}),
        (THREE, ("o1",), "o1", "root", BadTargetError, {"target": "root"}),
        (("root", "o root", "t root needs:o"), ("o", "t"), "o", "t", BadTargetError, {"target": "t"}),
    ],
)
def test_what_is_not_clear_or_not_allowed_is_refused(lines, mine, head, onto, error, fields) -> None:
    """With the ids that it is about."""
    with pytest.raises(error) as caught:
        rebase(made(*lines), ours(*mine), head, onto)
    assert {key: caught.value.fields()[key] for key in fields} == fields


def test_head_and_onto_choose() -> None:
    """Among three, one pair; both may be ours; the third head stays."""
    found = rebase(made(*THREE), ours("o1", "o2"), "o1", "a")
    assert (found.parents, set(found.graph.heads)) == ({"o1": ("a",)}, {"o1", "o2", "b"})
    assert rebase(made(*THREE), ours("o1", "o2"), "o2", "o1").parents == {"o2": ("o1",)}
    assert rebase(made("root", "t root", "o1 root", "x", "o2 x"), ours("o1", "o2"), onto="t").parents == {"o1": ("t",)}


@st.composite
def forks(draw: st.DrawFn) -> tuple[Parents, set[str]]:
    """A history of theirs with one head, and one of ours with one head that begins anywhere in it."""
    theirs = draw(histories(8)).parents
    theirs = {**theirs, "top": tuple(sorted(tips(theirs, set(theirs))))}
    found = dict(theirs)
    mine = [f"our{number}" for number in range(draw(st.integers(1, 6)))]
    for place, id_ in enumerate(mine):
        found[id_] = tuple(sorted(draw(st.sets(st.sampled_from([*theirs, *mine[:place]]), max_size=3))))
    last = tuple(id_ for id_ in mine if not any(id_ in found[other] for other in mine))
    return {**found, "last": last}, {*mine, "last"}


@pytest.mark.timeout(300)
@given(forks())
def test_after_a_rebase_there_is_one_head(history: tuple[Parents, set[str]]) -> None:
    """Whatever the history, wherever ours begins; theirs is as it was, and ours runs after all that it ran after."""
    parents, mine = history
    found = rebase(graph(parents), Ours(frozenset(mine), "`main`")).graph
    assert found.heads == ("last",)
    after = {revision.id: revision.parents for revision in found.files}
    assert after.keys() == parents.keys()
    for id_ in parents:
        assert id_ in mine or after[id_] == parents[id_]
        assert before(parents, {id_}) <= before(after, {id_}) <= before(parents, {id_}) | before(parents, {"top"})


@st.composite
def anything(draw: st.DrawFn) -> tuple[Graph, set[str]]:
    """Any history with dependencies, and any of its ends as ours."""
    parents = draw(histories(9)).parents
    ids = list(graph(parents).ids)
    order = [revision.id for revision in graph(parents).revisions]
    needs = {
        id_: draw(st.sets(st.sampled_from(order[:place]), max_size=1)) if place else ()
        for place, id_ in enumerate(order)
    }
    found = Graph(Revision(id_, parents[id_], Path(id_), "", depends_on=tuple(needs[id_])) for id_ in ids)
    return found, found.descendants(draw(st.sets(st.sampled_from(ids)))) if ids else set()


@pytest.mark.timeout(300)
@given(anything())
def test_any_pair_of_heads(history: tuple[Graph, set[str]]) -> None:
    """One head fewer, nothing else lost; refused only where it cannot be."""
    old, mine = history
    for head in old.heads:
        for onto in old.heads:
            if head == onto:
                assert rebase(old, Ours(frozenset(mine), "main"), head, onto).parents == {}
                continue
            try:
                found = rebase(old, Ours(frozenset(mine), "main"), head, onto)
            except PublishedMoveError:
                assert head not in mine
            except BadTargetError:
                assert head in old.ancestors([onto])
            except StrandedError:
                line = old.ancestors([head]) & mine - old.ancestors([onto])
                own = {id_ for id_ in line if id_ in old.lineage(head)}
                leading = {id_ for id_ in old.lineage(onto) if id_ not in old.descendants([onto])}
                assert all(old.parents(id_) and leading.isdisjoint(old.parents(id_)) for id_ in own)
            else:
                assert set(found.graph.heads) == set(old.heads) - {onto}
                assert set(found.parents) <= mine
                assert onto in found.graph.ancestors([head])
                for id_ in old.ids:
                    allowed = old.ancestors([id_]) | (old.ancestors([onto]) if id_ in mine else set())
                    assert old.ancestors([id_]) <= found.graph.ancestors([id_]) <= allowed
