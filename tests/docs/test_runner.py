"""The runner of the documentation's blocks itself: what a page says wrongly does not pass."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from tests.docs import revising
from tests.docs.commands import fits, of_console, of_shell
from tests.docs.pages import Reader
from tests.docs.story import Story


def page(text: str):
    return Reader("docs/x.md", text).read()


@pytest.fixture
def tell(sqlite, tmp_path, monkeypatch):
    """Carries out the blocks of a page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite.url)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("X", "")

    def told(text: str) -> dict[str, object]:
        read = page(text)
        assert read.problems == ()
        with asyncio.Runner() as runner:
            story = Story(read, tmp_path / "story", sqlite, runner)
            try:
                for block in read.blocks:
                    story.tell(block)
                names = dict(story.names)
            finally:
                story.end()
        return names

    return told


WRONG = {
    "another output": ("```console\n$ amig --version\nalembic 1.0\n```", "says"),
    "a command that fails": ("```shell\namig upgrade\n```", "ended with 2, not 0"),
    "a command of the shell that fails": ("```shell\nfalse\n```", "ended with 1, not 0"),
    "an option that is none": ("```shell\namig list-templates --fast\n```", "no such option"),
    "a key that is none": ('```toml\nscript_place = "x"\n```', "script_place"),
    "a language without a rule": ("```cobol\nx\n```", "no rule for the language"),
    "a command that is only shown": ("```text\n$ amig upgrade\n```", "commands in a block that is not run"),
    "an error that is not raised": (
        "<!-- run: raises AheadError -->\n```python\npass\n```",
        "AheadError was not raised",
    ),
    "a name that is none": ("```python\nnothing_of_this_name\n```", "nothing_of_this_name"),
    "Python that is none": ('```python title="x.py"\ndef\n```', "invalid syntax"),
    "a file that is not there": ('```python title="versions/*_x.py"\nx = 1\n```', r"\*_x.py is \[\]"),
    "JSON that is none": ("```json\n{,}\n```", "property name"),
}


@pytest.mark.parametrize(("text", "because"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_fails(text: str, because: str, tell) -> None:
    """Whatever it is, and for that reason."""
    with pytest.raises(Exception, match=because):
        tell(text)


PROBLEMS = {
    "    amig upgrade\n": "docs/x.md:2: an indented code block",
    "<!-- not run: -->\n```shell\nx\n```": "docs/x.md:2: a marker that says nothing",
    "<!-- run: exit 3 -->\n\nwords\n": "docs/x.md:4: a marker stands before no block",
    "<!-- hidden: shell\nx\n": "docs/x.md:4: a hidden block without a line",
}


@pytest.mark.parametrize("text", PROBLEMS, ids=[said.rpartition(": ")[2] for said in PROBLEMS.values()])
def test_what_cannot_be_read_is_told(text: str) -> None:
    """With page and line."""
    assert page("\n" + text).problems[0].startswith(PROBLEMS[text])


def test_a_story(tell) -> None:
    """Files, a revision, what a command says, names that stay."""
    names = tell(
        '```shell\namig init\nexport X=7\n```\n```toml title="amig.toml"\nurl = "${DATABASE_URL}"\n```\n'
        '```python\nasync def upgrade(op):\n    await op.create_table("t", sa.Column("n", sa.Integer()))\n```\n'
        "```console\n$ amig current\nd0c500000001 (head)\n$ amig heads | wc -l\n1\n```\n"
        '```python\nimport os\nseven = os.environ["X"]\n```\n<!-- hidden: python\nassert "t" in tables()\n-->'
    )
    assert names["seven"] == "7"
    assert os.environ["X"] == "7"


def test_what_may_be_another_each_time() -> None:
    """Ids, times, and what dots stand for; nothing else."""
    assert fits(("upgrade 0123456789ab  users  (3 ms)",), "upgrade ba9876543210  users  (18 ms)\n")
    assert fits(("wrote ...", "..."), "wrote x\na\nb\n")
    assert not fits(("wrote ...",), "wrote x\na\n")
    assert not fits(("upgrade 3f2a",), "upgrade 3f2b\n")


def test_commands_of_a_block() -> None:
    """Continued lines are one; comments are none."""
    assert [one.text for one in of_shell("a \\\n  b\n# c\nd  # e")] == ["a \\\n  b", "d  # e"]
    assert [(one.text, one.said) for one in of_console("$ a\nx\ny\n$ b")] == [("a", ("x", "y")), ("b", ())]


def test_a_part_of_a_file_takes_the_place_of_its_own() -> None:
    """Header and other functions stay."""
    old = 'from a import b\n\nrevision = "1"\n\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    old()\n'
    new = revising.merged(old, 'import c\n\nrevision = "2"\n\n\ndef upgrade():\n    c.d()\n')
    assert 'revision = "1"' in new
    assert "old()" in new
    assert new.count("def upgrade") == 1
    assert "import c" in new
    assert "c.d()" in new
