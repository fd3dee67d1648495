"""Writing a new revision."""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amig.errors import (
    BadRevisionIdError,
    BadScriptError,
    MultipleHeadsError,
    NotAHeadError,
    UnwritableError,
)
from amig.script.directory import ScriptDirectory
from tests.script.files import FORK, folder, opened


def files(script: ScriptDirectory) -> list[str]:
    return sorted(path.name for path in script.versions[0].iterdir())


def test_a_new_revision_follows_the_head(tmp_path: Path) -> None:
    """It is read back from its file, known at once, and the next one follows it."""
    script = opened(tmp_path)
    first = script.write("Add users & roles", rev_id="eeee5")
    assert (first.id, first.parents, first.message) == ("eeee5", ("dddd4",), "Add users & roles")
    assert first.path.name == "eeee5_add_users_roles.py"
    second = script.write("")
    assert (second.parents, second.message) == (("eeee5",), "empty message")
    assert second.path.name == f"{second.id}_.py"
    assert len(second.id) == 12
    assert int(second.id, 16) >= 0
    assert ScriptDirectory.open(script.location).heads == script.heads == (second.id,)
    goal = script.resolve("head", ["dddd4"], "upgrade")
    assert [step.revision.id for step in script.steps(goal, ["dddd4"])] == ["eeee5", second.id]


def test_the_first_revision_follows_nothing(tmp_path: Path) -> None:
    """In an empty history both `head` and `base` mean that."""
    for head in ("head", "base"):
        assert opened(tmp_path / head, {}).write("first", head=head).parents == ()


def test_what_is_written_can_be_imported_and_is_tidy(tmp_path: Path) -> None:
    """The functions are there, and ruff has nothing to say."""
    script = opened(tmp_path)
    revision = script.write("add users")
    module = script.load(revision)
    assert module.upgrade.__annotations__ == {"op": "Operations", "return": "None"}
    text = script.source(revision)
    assert text.startswith('"""add users\n\nRevision ID: ')
    assert "\nRevises: dddd4\nCreate Date: 2" in text
    assert "+00:00\n" in text
    assert text.endswith("pass\n")
    first_party = ["--config", 'lint.isort.known-first-party = ["amig"]']
    for command in (["check", "--isolated", *first_party], ["format", "--isolated", "--line-length", "120", "--check"]):
        told = subprocess.run(
            [Path(sys.executable).parent / "ruff", *command, revision.path], capture_output=True, check=False
        )
        assert told.returncode == 0, told.stdout


MESSAGES = st.one_of(
    st.text(max_size=60), st.text(st.sampled_from("\"'\\\n\r\t%${}#<>é \0\udc80\u2028ab"), max_size=12)
)


@given(MESSAGES)
def test_any_message_is_read_back_as_it_was(message: str) -> None:
    """Quotes, backslashes, new lines, template signs, control characters, half surrogates: the file parses."""
    with tempfile.TemporaryDirectory() as path:
        script = opened(Path(path), {})
        revision = script.write(message, rev_id="aaaa1")
        said = message.strip().replace("\udc80", "\ufffd") or "empty message"
        doc = ast.get_docstring(ast.parse(revision.path.read_bytes()), clean=False)
        assert doc is not None
        assert doc.startswith(f"{said}\n\nRevision ID: aaaa1\nRevises:\nCreate Date: ")
        assert ScriptDirectory.open(script.location).revision("head") == revision


@pytest.mark.parametrize(
    ("rev_id", "problem"),
    [
        ("", "is empty"),
        ("a-b", "holds a -"),
        ("a'b", "holds a '"),
        ("x" * 33, "is longer than 32 characters"),
        ("head", "is a reserved word"),
        ("../up", "holds a /"),
        ("a b", "holds white space"),
        ("__abc", "begins like a file that is left alone"),
        (".abc", "begins like a file that is left alone"),
        ("aaaa1", "is that of `migrations/versions/aaaa1.py`"),
    ],
)
def test_an_id_that_cannot_be_used_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rev_id: str, problem: str
) -> None:
    """Before anything is written."""
    monkeypatch.chdir(tmp_path)
    script = opened(tmp_path)
    there = files(script)
    with pytest.raises(BadRevisionIdError) as caught:
        script.write("x", rev_id=rev_id)
    assert problem in caught.value.problem
    assert files(script) == there


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    """Even one that was not there when the folder was read."""
    script = opened(tmp_path)
    path = script.versions[0] / "eeee5_x.py"
    path.write_text("mine")
    with pytest.raises(UnwritableError) as caught:
        script.write("x", rev_id="eeee5")
    assert (path.read_text(), caught.value.path) == ("mine", str(path))


def test_a_parent_must_be_a_head(tmp_path: Path) -> None:
    """Two heads need to be told apart; anything else would start a second line."""
    script = opened(tmp_path, FORK)
    assert script.write("x", rev_id="x", head="left").parents == ("left",)
    with pytest.raises(MultipleHeadsError) as several:
        script.write("x")
    assert several.value.hint == "follow one of them with `--head`, or join them first: `amig merge x right`"
    with pytest.raises(NotAHeadError) as caught:
        script.write("x", head="root")
    assert caught.value.fields() == {"revision": "root", "children": ("left", "right")}


OWN = '''"""${message}"""
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}
# Revises: ${down_revision | comma,n} on ${create_date}
${imports if imports else ""}
def upgrade() -> None:
    ${upgrades if upgrades else "pass"}

def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
'''


def test_the_folders_own_template_is_used(tmp_path: Path) -> None:
    """With the names that people know."""
    location = folder(tmp_path)
    (location / "script.py.mako").write_text(OWN)
    revision = ScriptDirectory.open(location).write('say "hi"')
    assert (revision.doc, revision.parents) == ('say "hi"', ("dddd4",))
    assert "# Revises: dddd4 on 2" in revision.path.read_text()


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (OWN + "${nope}\n", 13, "NameError: 'nope' is not defined"),
        (OWN + "\n${1 / 0}\n", 14, "ZeroDivisionError: division by zero"),
        (OWN + "% if up_revision\n% endif\n", 13, "CompileException"),
        (OWN + "% if up_revision:\n", 13, "SyntaxException"),
        (OWN + "def (\n", None, "makes a file that is wrong"),
        ("x = 1\n", None, "makes a file that is wrong"),
        (OWN.replace("${repr(up_revision)}", "'abc'"), None, "does not write the `revision`"),
        (OWN.replace("${repr(down_revision)}", "None"), None, "does not write the `down_revision`"),
    ],
)
def test_a_template_that_is_wrong_is_named_and_nothing_written(
    tmp_path: Path, text: str, line: int | None, problem: str
) -> None:
    """With its line, where Mako knows it."""
    location = folder(tmp_path)
    (location / "script.py.mako").write_text(text)
    script = ScriptDirectory.open(location)
    there = files(script)
    with pytest.raises(BadScriptError, match=problem) as caught:
        script.write("x")
    assert (caught.value.path, caught.value.line) == (str(location / "script.py.mako"), line)
    assert files(script) == there
