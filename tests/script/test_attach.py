"""Where a new revision goes: heads, splices, new roots, labels, dependencies, folders; several at once."""

from __future__ import annotations

from pathlib import Path

import pytest

import amig
from amig.errors import (
    AmigError,
    BadConfigError,
    BadLabelError,
    BadRevisionIdError,
    BadTargetError,
    MultipleHeadsError,
    NotAHeadError,
    OverlapError,
    UnknownTargetError,
    UnwritableError,
    VersionPathError,
)
from amig.script.directory import ScriptDirectory
from amig.script.naming import Style
from amig.script.new import NewRevision
from amig.script.revision import Revision
from tests.script.files import BODY, FORK, LINE, add, folder, opened


def new(**values) -> NewRevision:
    return NewRevision(**{"id": "new01", **values})


def put(script: ScriptDirectory, **values) -> Revision:
    return script.write_all([new(**values)])[0]


def labelled(path: Path) -> ScriptDirectory:
    """Two roots, of which the second has the label `lib`."""
    location = folder(path, {"app01": (), "app02": ("app01",)})
    add(location, "lib01", f"revision = 'lib01'\ndown_revision = None\nbranch_labels = 'lib'\n{BODY}")
    return ScriptDirectory.open(location)


@pytest.mark.parametrize(
    ("head", "splice", "parents"),
    [
        ("lib@head", False, ("lib01",)),
        ("lib", False, ("lib01",)),
        ("app02", False, ("app02",)),
        ("app0", None, None),
        ("base", False, ()),
        ("app01", True, ("app01",)),
        ("app02-1", True, ("app01",)),
        ("heads", False, ("app02", "lib01")),
    ],
)
def test_what_a_new_revision_follows(tmp_path: Path, head: str, splice: bool | None, parents) -> None:
    """A head in any way it can be named; with `splice` anything; `base` is a new root."""
    script = labelled(tmp_path)
    if parents is None:
        with pytest.raises(AmigError, match="`app0` could be `app01`, `app02`"):
            put(script, head=(head,))
    else:
        made = put(script, head=(head,), splice=splice)
        assert made.parents == parents
        again = ScriptDirectory.open(script.location)
        assert again.graph["new01"] == made
        assert again.heads == script.heads


@pytest.mark.parametrize(
    ("head", "kind", "said"),
    [
        (("head",), MultipleHeadsError, "several heads where one is needed: `app02`, `lib01`"),
        (("app01",), NotAHeadError, "`app01` is no head: `app02` came after it"),
        (("nope1",), UnknownTargetError, "no revision `nope1`"),
        (("current",), BadTargetError, "counts from a database, and none is looked at here"),
        (("+1",), BadTargetError, "counts from a database, and none is looked at here"),
        (("lib@base",), BadTargetError, "a new root follows `base`"),
        (("a:b",), BadTargetError, "is a range"),
        (("app02", "app"), UnknownTargetError, "no revision `app`"),
        (("app02", "app02"), BadTargetError, "names `app02` a second time"),
        (("lib", "lib01"), BadTargetError, "names `lib01` a second time"),
    ],
)
def test_what_it_cannot_follow(tmp_path: Path, head, kind, said: str) -> None:
    """Nothing is written."""
    script = labelled(tmp_path)
    with pytest.raises(kind) as caught:
        put(script, head=head)
    assert said in str(caught.value)
    assert len(list(script.versions[0].iterdir())) == 3


def test_a_revision_and_one_before_it_cannot_both_be_parents(tmp_path: Path) -> None:
    """Not even with `splice`; whichever was named first."""
    script = opened(tmp_path)
    for head in (("aaaa1", "cccc3"), ("cccc3", "aaaa1")):
        with pytest.raises(OverlapError) as caught:
            put(script, head=head, splice=True)
        assert caught.value.fields() == {"earlier": "aaaa1", "later": "cccc3"}


def test_labels_are_written_and_spread(tmp_path: Path) -> None:
    """Several, on a new root; the branch is known by them at once."""
    script = opened(tmp_path)
    made = put(script, head=("base",), branch_labels=("lib", "l-b"))
    assert made.branch_labels == ("lib", "l-b")
    after = script.write_all([NewRevision(head=("l-b@head",))])[0]
    assert after.parents == ("new01",)
    assert script.graph.labels_of(after.id) == ("l-b", "lib")


@pytest.mark.parametrize(
    ("labels", "label", "problem"),
    [
        (("app02",), "app02", "is that of `migrations/versions/app02.py`"),
        (("lib",), "lib", "is a label of `migrations/versions/lib01.py`"),
        (("new01",), "new01", "is the id of the same revision"),
        (("a", "b", "a"), "a", "is given twice"),
        (("head",), "head", "is a reserved word"),
        (("",), "", "is empty"),
        (("-a",), "-a", "begins with a -"),
        (("a+1",), "a+1", "ends like steps"),
        (("a@b",), "a@b", "holds a @"),
        (("a'b",), "a'b", "holds a '"),
        (("a b",), "a b", "holds white space"),
    ],
)
def test_labels_that_cannot_be_used(tmp_path: Path, monkeypatch, labels, label: str, problem: str) -> None:
    """Each is named, and nothing written."""
    monkeypatch.chdir(tmp_path)
    script = labelled(tmp_path)
    with pytest.raises(BadLabelError) as caught:
        put(script, head=("base",), branch_labels=labels)
    assert caught.value.label == label
    assert problem in caught.value.problem
    assert str(caught.value).startswith(f"the branch label `{label}` ")


def test_an_id_that_is_a_label_already(tmp_path: Path, monkeypatch) -> None:
    """It could not be told apart."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadRevisionIdError, match="`lib` is a label of `migrations/versions/lib01"):
        put(labelled(tmp_path), id="lib", head=("lib",))


def test_dependencies_become_ids_and_labels_stay(tmp_path: Path) -> None:
    """Part of an id, a label, a head; each once."""
    script = labelled(tmp_path)
    made = put(script, head=("base",), depends_on=("app02", "lib", "lib@head", "app01+1"))
    assert made.depends_on == ("app02", "lib", "lib01")
    assert script.graph.dependencies("new01") == ("app02", "lib01")


@pytest.mark.parametrize(
    ("symbol", "said"),
    [("base", "nothing can depend on that"), ("current", "none is looked at here"), ("nope1", "no revision `nope1`")],
)
def test_what_cannot_be_depended_on(tmp_path: Path, symbol: str, said: str) -> None:
    """What is no revision."""
    with pytest.raises(AmigError, match=said):
        put(labelled(tmp_path), head=("base",), depends_on=(symbol,))


def two_places(path: Path) -> ScriptDirectory:
    location = folder(path, LINE)
    other = path / "other"
    other.mkdir()
    (other / "lib01.py").write_text(f"revision = 'lib01'\ndown_revision = None\n{BODY}")
    return ScriptDirectory.open(location, (location / "versions", other, path / "third"), lenient=True)


def test_a_file_goes_to_the_folder_of_its_parent(tmp_path: Path) -> None:
    """Or where it is told to; a folder that is not there yet is made."""
    script = two_places(tmp_path)
    assert put(script, head=("lib01",)).path.parent == tmp_path / "other"
    assert put(script, id="new02", head=("dddd4",)).path.parent == tmp_path / "migrations" / "versions"
    made = put(script, id="new03", head=("base",), version_path=str(tmp_path / "third"))
    assert made.path == tmp_path / "third" / "new03_.py"
    assert put(script, id="new04", head=("new03",)).path.parent == tmp_path / "third"


def test_a_folder_that_is_not_known(tmp_path: Path, monkeypatch) -> None:
    """The known ones are listed; nothing is made."""
    monkeypatch.chdir(tmp_path)
    script = two_places(tmp_path)
    for values, problem in (
        ({"version_path": "fourth", "head": ("lib01",)}, "`fourth` is no version location"),
        ({"head": ("base",)}, "a new root can be in any of the version locations"),
    ):
        with pytest.raises(VersionPathError) as caught:
            put(script, **values)
        assert caught.value.fields() == {"problem": problem, "locations": ("migrations/versions", "other", "third")}
    assert not (tmp_path / "fourth").exists()
    assert not (tmp_path / "third").exists()


async def test_a_folder_as_the_configuration_names_it(tmp_path: Path, monkeypatch) -> None:
    """Or as seen from the working folder; one that git did not keep, because it was empty, is made again."""
    (tmp_path / "p" / "migrations").mkdir(parents=True)
    config = tmp_path / "p" / "amig.toml"
    config.write_text('version_locations = ["one", "two"]\n')
    monkeypatch.chdir(tmp_path)
    for name in ("two", "p/two"):
        (made,) = (await amig.revision(config, head="base", version_path=name)).revisions
        assert made.path == str(tmp_path / "p" / "two" / f"{made.revision}_.py")
    assert sorted(one.name for one in config.parent.iterdir()) == ["amig.toml", "migrations", "two"]


def test_several_are_written_in_one_go(tmp_path: Path) -> None:
    """Each can follow those before it, by `head` or by their ids."""
    script = opened(tmp_path, FORK)
    first = NewRevision(message="join", head=("left", "right"))
    news = [first, NewRevision(message="then"), NewRevision(head=(first.id,), splice=True, branch_labels=("side",))]
    made = script.write_all(news)
    assert [one.parents for one in made] == [("left", "right"), (first.id,), (first.id,)]
    assert {one.id for one in made[1:]} == set(ScriptDirectory.open(script.location).heads) == set(script.heads)


@pytest.mark.parametrize("last", [{"id": "head"}, {"head": ("nope1",)}, {"id": "new01"}, {"id": "there"}])
def test_all_of_them_or_none(tmp_path: Path, last) -> None:
    """One that is wrong, or has a file in its way, takes the others back, with the folders that they needed."""
    script = two_places(tmp_path)
    (tmp_path / "migrations" / "versions" / "there_.py").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    third = NewRevision(id="root1", head=("base",), version_path=tmp_path / "third")
    with pytest.raises(AmigError):
        script.write_all([new(head=("dddd4",)), third, NewRevision(**{"head": ("new01",), **last})])
    assert sorted(tmp_path.rglob("*")) == before
    assert "new01" not in script.graph
    assert (tmp_path / "migrations" / "versions" / "there_.py").read_text() == "mine"


def test_one_string_is_as_good_as_a_tuple_of_one() -> None:
    """And not taken for many of one letter."""
    made = NewRevision(head="left", branch_labels="lib", depends_on="right")  # type: ignore[arg-type]
    assert (made.head, made.branch_labels, made.depends_on) == (("left",), ("lib",), ("right",))


def test_a_format_that_is_none() -> None:
    """Refused when it is said."""
    with pytest.raises(BadConfigError, match="`format` in `the call` is 'txt'; it can be `py`, `sql`"):
        NewRevision(format="txt")  # type: ignore[arg-type]


def test_two_new_files_of_one_name(tmp_path: Path) -> None:
    """A template without an id can make them; neither is written."""
    script = opened(tmp_path)
    news = [NewRevision(message="same"), NewRevision(message="same")]
    with pytest.raises(UnwritableError, match="another of the new revisions has the same name"):
        script.write_all(news, Style(file_template="%(slug)s"))
    assert len(list(script.versions[0].iterdir())) == 4
    assert script.heads == ("dddd4",)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    script = two_places(tmp_path)
    (tmp_path / "third").write_text("")
    with pytest.raises(UnwritableError) as caught:
        put(script, head=("base",), version_path=tmp_path / "third")
    assert caught.value.path == str(tmp_path / "third" / "new01_.py")
