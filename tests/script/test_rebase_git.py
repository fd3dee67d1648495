"""`amig rebase` in real git repositories: what is published is what git's base branch has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import amig
from amig.cli import run
from amig.errors import AllOursError, BadConfigError, OursUnknownError, UneditableError
from tests.script.repositories import Repository, merged


async def test_ours_go_after_theirs(repository: Repository) -> None:
    """The result says what moved; the files change in two lines, and keep their names."""
    before = repository.files()
    result = await amig.rebase(repository.config)
    path = str(repository.versions / "ours1.py")
    assert [(one.revision, one.path, one.before, one.after) for one in result.moved] == [
        ("ours1", path, ("root1",), ("their1",))
    ]
    assert (set(result.before), result.after) == ({"ours2", "their1"}, ("ours2",))
    assert (result.compared, result.asked, result.diff) == ("`main`", False, None)
    assert repository.files() == {**before, "ours1.py": before["ours1.py"].replace(b"root1", b"their1")}
    assert repository.git("diff", "--stat").count("|") == 1
    again = await amig.rebase(repository.config)
    assert (again.moved, again.compared) == ((), None)


async def test_a_dry_run_shows_a_diff_that_git_applies(repository: Repository) -> None:
    """And writes nothing."""
    before = repository.files()
    result = await amig.rebase(repository.config, dry_run=True)
    assert repository.files() == before
    (repository.folder / "x.diff").write_text(f"{result.diff}\n")
    repository.git("apply", "-p0", "x.diff")
    (repository.folder / "x.diff").unlink()
    assert repository.files() == {**before, "ours1.py": before["ours1.py"].replace(b"root1", b"their1")}


async def test_in_the_middle_of_a_merge(repository: Repository) -> None:
    """On main, with a feature merged and not committed: main's own go first."""
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-commit", "--no-ff", "feature")
    assert [one.revision for one in (await amig.rebase(repository.config)).moved] == ["ours1"]


async def test_the_default_base_is_the_remotes(tmp_path: Path, monkeypatch) -> None:
    """Its default branch, whatever its name, before a local `main`."""
    made = merged(tmp_path / "there", start="trunk")
    with pytest.raises(OursUnknownError, match="the repository has no origin/main, origin/master, main or master"):
        await amig.rebase(made.config)
    made.git("checkout", "-q", "trunk")
    made.git("clone", "-q", str(made.folder), str(tmp_path / "here"))
    here = Repository.__new__(Repository)
    here.folder, here.versions = tmp_path / "here", tmp_path / "here" / "migrations" / "versions"
    here.git("checkout", "-q", "-b", "main", "origin/feature")
    result = await amig.rebase(here.folder / "amig.toml")
    assert (result.compared, [one.revision for one in result.moved]) == ("`origin/trunk`", ["ours1"])


async def test_a_named_base(repository: Repository) -> None:
    """A branch, a commit; one that is not there is an error, and no option of git."""
    old = repository.git("rev-parse", "main~1").strip()
    with pytest.raises(AllOursError) as caught:
        await amig.rebase(repository.config, base=old)
    assert (set(caught.value.heads), caught.value.where) == ({"ours2", "their1"}, f"`{old}`")
    for base in ("nowhere", "--help", ""):
        with pytest.raises(OursUnknownError, match=f"git knows no branch or commit `{base}`"):
            await amig.rebase(repository.config, base=base)
    assert (await amig.rebase(repository.config, base="main")).moved


def test_published_heads_stay(repository: Repository, capsys) -> None:
    """Both are on main already: there is nothing that may move."""
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "feature")
    before = repository.files()
    assert run(["rebase"]) == 1
    assert capsys.readouterr().err == (
        "error: no revision is yours: `main` has `ours2`, `their1`\n"
        "hint: what is published stays where it is: `amig merge heads` joins it; or name another `--base`\n"
    )
    assert repository.files() == before


async def test_a_renamed_file_is_published_all_the_same(repository: Repository) -> None:
    """Its id counts: git is asked for what has no file of that name here; as SQL too."""
    repository.git("checkout", "-q", "main")
    (repository.versions / "sqls1_x.up.sql").write_text("-- revision: sqls1\n-- parents: their1\n")
    (repository.versions / "odd.py").write_bytes(b"\xff")
    repository.commit("sql")
    repository.git("checkout", "-q", "feature")
    repository.git("merge", "-q", "-m", "again", "main")
    repository.git("rm", "-q", "migrations/versions/odd.py")
    repository.git("mv", "migrations/versions/their1.py", "migrations/versions/renamed_their1.py")
    repository.git("mv", "migrations/versions/sqls1_x.up.sql", "migrations/versions/sqls1_renamed.up.sql")
    result = await amig.rebase(repository.config)
    assert [(one.revision, one.after) for one in result.moved] == [("ours1", ("sqls1",))]


async def test_sql_revisions_move(repository: Repository) -> None:
    """By the header of the `.up.sql` file; the way down stays as it is."""
    repository.git("rm", "-q", "migrations/versions/ours1.py", "migrations/versions/ours2.py")
    up, down = repository.versions / "ours3_x.up.sql", repository.versions / "ours3_x.down.sql"
    up.write_bytes(b"-- revision: ours3\r\n-- parents: root1\r\nSELECT 1;\r\n")
    down.write_bytes(b"SELECT 2;\r\n")
    assert (await amig.rebase(repository.config)).after == ("ours3",)
    assert up.read_bytes() == b"-- revision: ours3\r\n-- parents: their1\r\nSELECT 1;\r\n"
    assert down.read_bytes() == b"SELECT 2;\r\n"


async def test_several_folders(tmp_path: Path, monkeypatch) -> None:
    """Folders in folders, and a second place for revisions."""
    places = 'version_locations = ["migrations/versions", "more"]\nrecursive_version_locations = true\n'
    made = Repository(tmp_path / "p", options=places)
    (made.folder / "more").mkdir()
    (made.folder / "more" / ".gitkeep").touch()
    made.add("root1", folder="2024/01")
    made.git("checkout", "-qb", "feature")
    made.add("ours1", "root1", folder="2024/02")
    (made.versions / "2024" / "02" / "ours1.py").rename(made.folder / "more" / "ours1.py")
    made.commit("moved")
    made.git("checkout", "-q", "main")
    made.add("their1", "root1", folder="2024/02")
    made.git("merge", "-q", "-m", "x", "--no-commit", "feature")
    result = await amig.rebase(made.config)
    assert [(one.path, one.after) for one in result.moved] == [(str(made.folder / "more" / "ours1.py"), ("their1",))]


async def test_a_hooks_environment_does_not_mislead(repository: Repository, tmp_path: Path, monkeypatch) -> None:
    """Git tells its hooks which repository they run in, by paths that count from another folder."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert (await amig.rebase(repository.config)).after == ("ours2",)


async def test_git_fails(repository: Repository, monkeypatch) -> None:
    """Its own words; without git and without a database nobody knows what is ours."""
    (repository.folder / ".git" / "config").write_text("[core\n")
    with pytest.raises(OursUnknownError, match="git says: fatal: bad config"):
        await amig.rebase(repository.config)
    monkeypatch.setenv("PATH", str(repository.folder))
    with pytest.raises(OursUnknownError, match="neither git nor a database can be asked"):
        await amig.rebase(repository.config)
    with pytest.raises(OursUnknownError, match="in no git repository that could have `main`"):
        await amig.rebase(repository.config, base="main")


@pytest.mark.parametrize("how", ["computed", "read-only"])
async def test_a_file_that_cannot_be_changed(repository: Repository, how: str) -> None:
    """It is named, and the other files stay as they are."""
    second = repository.add("ours3", "root1", "ours2")
    path = repository.add("ours4", "root1", "ours3")
    if how == "computed":
        path.write_text(path.read_text().replace("down_revision = (", "down_revision = tuple() + ("))
    else:
        path.chmod(0o444)
    before = repository.files()
    with pytest.raises(UneditableError) as caught:
        await amig.rebase(repository.config)
    assert caught.value.path == "migrations/versions/ours4.py"
    assert repository.files() == before
    assert second.name in before


async def test_options_that_exclude_each_other(repository: Repository) -> None:
    """Are told before anything is read."""
    for given in ({"base": "main"}, {"database": False}):
        with pytest.raises(BadConfigError, match="exclude each other"):
            await amig.rebase(repository.config, unapplied=True, **given)


def test_the_command_line(repository: Repository, capsys) -> None:
    """The diff or the moves on stdout, what that means on stderr; JSON; nothing to do is no error."""
    assert run(["rebase", "--dry-run"]) == 0
    shown = capsys.readouterr()
    assert "-down_revision = 'root1'\n+down_revision = 'their1'" in shown.out
    assert shown.err == "would be at head: ours2\n"
    for arguments in (["--onto", "ours2"], ["--head", "their1"]):
        assert run(["rebase", *arguments]) == 1
        assert "error: `main` already has what would move: `their1`\n" in capsys.readouterr().err
    assert run(["rebase", "--head", "ours2", "--onto", "their1"]) == 0
    assert capsys.readouterr() == ("ours1: root1 -> their1\n", "now at head: ours2\n")
    assert run(["rebase", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {
        "moved": [],
        "before": ["ours2"],
        "after": ["ours2"],
        "compared": None,
        "asked": False,
        "heads_file": None,
        "diff": None,
    }
    assert said.err == "nothing to do: one head: ours2\n"


def test_branches_with_labels_are_left_alone(repository: Repository, capsys) -> None:
    """Each keeps its head."""
    path = repository.versions / "ours1.py"
    path.write_text(path.read_text().replace("\n\nasync", "branch_labels = 'web'\n\nasync", 1))
    assert run(["rebase"]) == 0
    assert capsys.readouterr().err == "nothing to do: heads on different branches: ours2, their1\n"
    assert run(["rebase", "--head", "web@head", "--onto", "their1", "--no-database"]) == 0
    assert capsys.readouterr().out == "ours1: root1 -> their1\n"
