"""Joining heads."""

from __future__ import annotations

from pathlib import Path

import pytest

import amig
from amig.aside import aside
from amig.errors import (
    AmigError,
    BadTargetError,
    NotAHeadError,
    NothingToMergeError,
    OverlapError,
    UnknownTargetError,
)
from amig.script.directory import ScriptDirectory
from tests.script.files import BODY, FORK, LINE, add, folder


async def heads(config: Path) -> set[str]:
    return {one.revision for one in (await amig.heads(config)).heads}


def project(path: Path, parents=FORK) -> Path:
    folder(path, parents)
    config = path / "amig.toml"
    config.write_text("")
    return config


async def test_heads_are_joined(tmp_path: Path) -> None:
    """All of them without a name; the message says which, where none is given."""
    config = project(tmp_path)
    (made,) = (await amig.merge(config)).revisions
    assert made.down_revision == ("left", "right")
    assert made.message == "merge left and right"
    assert Path(made.path).name == f"{made.revision}_merge_left_and_right.py"
    assert await heads(config) == {made.revision}


async def test_what_can_be_said_of_a_merge(tmp_path: Path) -> None:
    """Id, message, label; the order of the parents is that of the names, and parts of ids will do."""
    config = project(tmp_path, {**FORK, "third": ("root",)})
    (made,) = (await amig.merge(config, ["third", "left"], "join", rev_id="join1", branch_label="all")).revisions
    assert (made.revision, made.down_revision, made.message, made.branch_labels) == (
        *("join1", ("third", "left"), "join"),
        ("all",),
    )
    assert await heads(config) == {"join1", "right"}


async def test_a_head_that_another_depends_on_can_be_joined_with_it(tmp_path: Path) -> None:
    """Dependencies are no parents: without a merge the two stay two lines."""
    config = project(tmp_path, {"app01": ()})
    text = f"revision = 'lib01'\ndown_revision = None\ndepends_on = 'app01'\n{BODY}"
    add(tmp_path / "migrations", "lib01", text)
    (made,) = (await amig.merge(config, ["app01", "lib01"])).revisions
    script = await aside(ScriptDirectory.open, tmp_path / "migrations")
    steps = script.steps(script.resolve("head", [], "upgrade"), [])
    assert [step.revision.id for step in steps] == ["app01", "lib01", made.revision]


@pytest.mark.parametrize(
    ("names", "splice", "kind", "fields"),
    [
        ("left", False, NothingToMergeError, {"revisions": ("left",)}),
        ((), False, NothingToMergeError, {"revisions": ()}),
        ("base", False, NothingToMergeError, {"revisions": ()}),
        (("left", "root"), False, NotAHeadError, {"revision": "root", "children": ("left", "right")}),
        (("left", "root"), True, OverlapError, {"earlier": "root", "later": "left"}),
        (
            ("left", "left"),
            False,
            BadTargetError,
            {"target": "left", "problem": "names `left` a second time", "instead": "each of them once"},
        ),
        (("left", "nope1"), False, UnknownTargetError, {"target": "nope1", "near": ()}),
    ],
)
async def test_what_cannot_be_joined(tmp_path: Path, names, splice: bool, kind, fields) -> None:
    """One, none, a revision and one before it, the same twice."""
    config = project(tmp_path)
    with pytest.raises(kind) as caught:
        await amig.merge(config, names, splice=splice)
    assert caught.value.fields() == fields
    assert len(list((tmp_path / "migrations" / "versions").iterdir())) == 3


async def test_one_head_needs_no_merge(tmp_path: Path) -> None:
    """And an empty history even less."""
    for name, parents in (("one", LINE), ("none", {})):
        with pytest.raises(AmigError, match="a merge needs two revisions or more"):
            await amig.merge(project(tmp_path / name, parents))


async def test_with_splice_old_revisions_can_be_joined(tmp_path: Path) -> None:
    """Lines that went on since stay heads."""
    config = project(tmp_path, {**FORK, "after": ("left",)})
    (made,) = (await amig.merge(config, ("left", "right"), splice=True)).revisions
    assert made.down_revision == ("left", "right")
    assert await heads(config) == {"after", made.revision}
