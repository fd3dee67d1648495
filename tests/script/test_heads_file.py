"""The `heads` file, and `amig heads --check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import amig
from amig.aside import aside
from amig.cli import run
from amig.config import Config
from amig.errors import BadConfigError, HeadsFileError, SeveralHeadsError, UneditableError
from amig.script import heads_file
from tests.script.files import DIAMOND, FORK, add, folder, opened
from tests.script.repositories import Repository

ON = "heads_file = true\n"


def project(tmp_path: Path, parents=FORK, *, on: bool = True) -> Path:
    location = folder(tmp_path, parents)
    (tmp_path / "amig.toml").write_text(f'script_location = "migrations"\n{ON if on else ""}')
    return location / "heads"


def test_git_itself_sees_two_heads(tmp_path: Path, monkeypatch, capsys) -> None:
    """Two branches add a revision: the merge conflicts, `heads --check` says so, `amig rebase` resolves it."""
    made = Repository(tmp_path / "project", options=ON)
    monkeypatch.chdir(made.folder)
    heads = made.folder / "migrations" / "heads"
    assert run(["revision", "-m", "first", "--rev-id", "root1"]) == 0
    made.commit("first")
    for branch, ids in (("feature", ["ours1", "ours2"]), ("main", ["their1"])):
        made.git("checkout", "-q", *(["-b"] if branch == "feature" else []), branch)
        for id_ in ids:
            assert run(["revision", "-m", id_, "--rev-id", id_]) == 0
        assert heads.read_text() == f"{ids[-1]}\n"
        made.commit(branch)
    made.git("checkout", "-q", "feature")
    assert "CONFLICT (content): Merge conflict in migrations/heads" in made.git("merge", "main", fails=True)
    assert made.git("diff", "--name-only", "--diff-filter=U") == "migrations/heads\n"
    capsys.readouterr()
    assert run(["heads", "--check"]) == 3
    assert capsys.readouterr().err == (
        "error: `migrations/heads` has git's conflict markers: two branches added a revision\n"
        "hint: `amig rebase` joins the heads, where there are two, and writes the file anew\n"
    )
    assert run(["rebase"]) == 0
    assert (capsys.readouterr().out, heads.read_text()) == ("ours1: root1 -> their1\n", "ours2\n")
    assert run(["heads", "--check"]) == 0
    made.commit("merged")
    assert made.git("show", "HEAD:migrations/heads") == "ours2\n"
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "feature")
    assert run(["heads", "--check"]) == 0


def test_without_the_file_git_sees_nothing(repository: Repository, capsys) -> None:
    """Which is why there is one: the merge went through, and two heads are there."""
    assert repository.git("status", "--porcelain") == ""
    assert run(["heads", "--check"]) == 3
    said = capsys.readouterr()
    assert {line.split()[0] for line in said.out.splitlines()} == {"ours2", "their1"}
    assert said.err == (
        "error: more than one head: `ours2`, `their1`\n"
        "hint: `amig rebase` puts your revisions after the others; `amig merge heads` joins what is published\n"
    )
    assert not (repository.folder / "migrations" / "heads").exists()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"left\nright\n", None),
        (b"\r\nleft\r\nright", None),
        (b"right\nleft\n", "says `right`, `left`, and the heads are `left`, `right`"),
        (b"left\n", "says `left`, and the heads are `left`, `right`"),
        (b"", "says nothing, and the heads are `left`, `right`"),
        (b"\xff\n", "says `\ufffd`, and the heads are `left`, `right`"),
        (
            b"<<<<<<< HEAD\nleft\n=======\nright\n>>>>>>> x\n",
            "has git's conflict markers: two branches added a revision",
        ),
        (None, "is not there, and `heads_file` is switched on"),
    ],
)
async def test_the_file_is_compared_with_the_revisions(tmp_path: Path, monkeypatch, data, problem) -> None:
    """What is wrong comes as a value; `check` raises it."""
    monkeypatch.chdir(tmp_path)
    path = project(tmp_path)
    if data is not None:
        path.write_bytes(data)
    result = await amig.heads()
    assert [head.revision for head in result.heads] == ["left", "right"]
    if problem is None:
        assert result.heads_file is None
        with pytest.raises(SeveralHeadsError) as several:
            result.check()
        assert several.value.heads == ("left", "right")
        return
    with pytest.raises(HeadsFileError) as caught:
        result.check()
    assert caught.value.fields() == {"path": "migrations/heads", "problem": problem}


async def test_it_is_written_by_who_changes_the_heads(tmp_path: Path) -> None:
    """A missing one too; sorted, one per line. What is right already is not touched."""
    path, config = project(tmp_path), tmp_path / "amig.toml"
    await amig.revision(config, rev_id="after", head="right")
    assert path.read_text() == "after\nleft\n"
    path.write_bytes(b"after\r\nleft\r\n")
    await aside(lambda: heads_file.write(amig.ScriptDirectory.open(path.parent)))
    assert path.read_bytes() == b"after\r\nleft\r\n"
    path.unlink()
    add(path.parent, "join", "revision = 'join'\ndown_revision = ('after', 'left')\n")
    result = await amig.rebase(config, dry_run=True)
    assert (result.moved, path.exists()) == ((), False)
    assert result.diff is not None
    assert result.diff.endswith("@@ -0,0 +1 @@\n+join")
    await amig.rebase(config)
    assert path.read_text() == "join\n"
    (await amig.heads(config)).check()


async def test_switched_off_there_is_no_file(tmp_path: Path) -> None:
    """And one that lies there means nothing."""
    path, config = project(tmp_path, DIAMOND, on=False), tmp_path / "amig.toml"
    await amig.revision(config)
    await amig.rebase(config)
    assert not path.exists()
    path.write_text("nonsense\n")
    (await amig.heads(config)).check()
    assert path.read_text() == "nonsense\n"


def test_the_option(tmp_path: Path, monkeypatch) -> None:
    """In a file as in code; off unless said."""
    monkeypatch.chdir(tmp_path)
    assert Config().heads_file is False
    (tmp_path / "amig.toml").write_text(ON)
    assert Config.load() == Config(heads_file=True, file=tmp_path / "amig.toml")
    (tmp_path / "amig.toml").write_text('heads_file = "yes"\n')
    with pytest.raises(BadConfigError, match="must be true or false"):
        Config.load()


async def test_a_file_that_cannot_be_written_or_read(tmp_path: Path, monkeypatch) -> None:
    """The new revision is there all the same, and the error says what is not."""
    monkeypatch.chdir(tmp_path)
    path, config = project(tmp_path, DIAMOND), tmp_path / "amig.toml"
    path.write_text("join\n")
    path.chmod(0o444)
    with pytest.raises(HeadsFileError) as caught:
        await amig.revision(config, rev_id="after")
    assert caught.value.fields() == {"path": "migrations/heads", "problem": "is not up to date: it is read-only"}
    assert (await amig.heads(config)).heads[0].revision == "after"
    path.unlink()
    path.mkdir()
    with pytest.raises(UneditableError, match="`migrations/heads` cannot be changed: it cannot be read"):
        await amig.rebase(config)


def test_marks_and_labels(tmp_path: Path, monkeypatch, capsys) -> None:
    """A head that another branch depends on is an effective one; --resolve-dependencies leaves it out."""
    monkeypatch.chdir(tmp_path)
    location = project(tmp_path, {"root": ()}, on=False).parent
    add(location, "web1", "'''the web'''\nrevision = 'web1'\ndown_revision = 'root'\nbranch_labels = ('web', 'www')\n")
    add(location, "api1", "revision = 'api1'\ndown_revision = 'root'\ndepends_on = 'web'\n")
    assert run(["heads"]) == 0
    assert capsys.readouterr().out == "web1 (web, www) (effective head)  the web\napi1 (head)\n"
    assert run(["heads", "--resolve-dependencies", "--check"]) == 0
    assert capsys.readouterr().out == "api1 (head)\n"
    assert run(["heads", "--check", "--json"]) == 3
    said = json.loads(capsys.readouterr().out)
    assert [(head["revision"], head["branch_labels"], head["is_needed"]) for head in said["heads"]] == [
        ("web1", ["web", "www"], True),
        ("api1", [], False),
    ]
    assert said["heads_file"] is None
    assert opened(tmp_path / "x", {}).heads == ()
