"""Templates: those that people bring from Alembic, their own, and those of SQL files."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import alembic
import pytest
from alembic.script import ScriptDirectory as Alembic
from hypothesis import given
from hypothesis import strategies as st

from amig.errors import BadScriptError, UnwritableError
from amig.script.directory import ScriptDirectory
from amig.script.naming import Style
from amig.script.new import NewRevision
from amig.script.sql import down_path
from tests.script.files import folder, opened

GENERIC = Path(alembic.__file__).parent / "templates" / "generic" / "script.py.mako"
HISTORY = (
    {"revid": "aaaa1", "message": "first one", "head": "base"},
    {"revid": "bbbb2", "message": "a 'second'", "head": "base", "branch_labels": ["lib", "more"]},
    {"revid": "cccc3", "message": "needs", "head": "aaaa1", "depends_on": ["bbbb"]},
    {"revid": "dddd4", "message": "needs more", "head": "aaaa1", "depends_on": ["lib", "cccc3"], "splice": True},
    {"revid": "eeee5", "message": "joins", "head": ("cccc3", "bbbb2")},
)
COLUMNS = st.text(st.sampled_from("abrevision: -\"'\\\n\r\t;/*$%é\u2028\udc80\0"), max_size=30)


def texts(place: Path) -> dict[str, str]:
    return {path.name: re.sub("Create Date: .*", "", path.read_text()) for path in place.glob("*.py")}


def test_the_template_of_alembic_makes_the_same_files(tmp_path: Path) -> None:
    """Name for name and letter for letter, but for the time: roots, labels, dependencies, splices, merges.

    Several dependencies are a tuple, as everything else is; Alembic gives a list.
    """
    for name in ("theirs", "ours"):
        (tmp_path / name / "versions").mkdir(parents=True)
        (tmp_path / name / "script.py.mako").write_bytes(GENERIC.read_bytes())
    theirs, ours = Alembic(str(tmp_path / "theirs")), ScriptDirectory.open(tmp_path / "ours")
    nothing = {"imports": "", "upgrades": "", "downgrades": "", "config": None}
    for values in HISTORY:
        theirs.generate_revision(**values, **nothing)
        head, new = values["head"], {key: value for key, value in values.items() if key not in ("revid", "head")}
        named = {key: tuple(value) if isinstance(value, list) else value for key, value in new.items()}
        heads = head if isinstance(head, tuple) else (head,)
        ours.write_all([NewRevision(id=values["revid"], head=heads, **named)])
    made = texts(tmp_path / "ours" / "versions")
    made["dddd4_needs_more.py"] = made["dddd4_needs_more.py"].replace("('lib', 'cccc3')", "['lib', 'cccc3']")
    assert len(made) == len(HISTORY)
    assert made == texts(tmp_path / "theirs" / "versions")


def own(path: Path, text: str) -> ScriptDirectory:
    """A folder with a template of its own."""
    location = folder(path)
    (location / "script.py.mako").write_text(text)
    return ScriptDirectory.open(location)


HEADER = """revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
def upgrade(): ${upgrades or "pass"}
def downgrade(): ${downgrades or "pass"}
"""


def test_what_a_template_is_given(tmp_path: Path) -> None:
    """The configuration, whatever a hook adds, and the bodies."""
    script = own(tmp_path, HEADER + "# ${config} ${refresh} ${who} ${imports}\n")
    style = Style(variables={"config": "conf", "refresh": False})
    new = NewRevision(imports="import sys", upgrades="print(1)", downgrades="print(2)", template_args={"who": "me"})
    text = script.source(script.write_all([new], style)[0])
    assert "# conf False me import sys\n" in text
    assert "def upgrade(): print(1)\ndef downgrade(): print(2)\n" in text


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        ({"branch_labels": ("lib",)}, r"does not write the `branch_labels` that it is given, \('lib',\)"),
        ({"depends_on": ("bbbb2",)}, r"does not write the `depends_on` that it is given, \('bbbb2',\)"),
    ],
)
def test_a_template_from_before_labels(tmp_path: Path, new, problem: str) -> None:
    """It says nothing of them, so nothing is left behind."""
    script = own(tmp_path, HEADER)
    with pytest.raises(BadScriptError, match=problem) as caught:
        script.write_all([NewRevision(**new)])
    assert caught.value.path == str(script.location / "script.py.mako")
    assert len(list(script.versions[0].iterdir())) == 4


def test_the_encoding_of_files(tmp_path: Path) -> None:
    """What the file says it is in; a letter that it lacks is named."""
    script = own(tmp_path, "# coding: latin-1\n'''${message}'''\n" + HEADER)
    style = Style(encoding="latin-1")
    made = script.write_all([NewRevision(message="größe")], style)[0]
    assert b"gr\xf6\xdfe" in made.path.read_bytes()
    assert ScriptDirectory.open(script.location).revision("head").message == "größe"
    with pytest.raises(UnwritableError, match="'€' has no place in the encoding `latin-1`"):
        script.write_all([NewRevision(message="1 €")], style)
    with pytest.raises(BadScriptError, match="makes a file that is wrong"):
        script.write_all([NewRevision(message="é")], Style(encoding="utf-16"))


def test_a_pair_of_sql_files(tmp_path: Path) -> None:
    """Its header is read back; everything a Python file can say of itself, it can."""
    script = opened(tmp_path)
    new = {"message": "more\nand more", "branch_labels": ("lib", "x"), "depends_on": ("bbbb", "cccc"), "format": "sql"}
    made = script.write_all([NewRevision(id="eeee5", **new)])[0]
    assert made.path.name == "eeee5_more_and_more.up.sql"
    assert (made.parents, made.branch_labels, made.depends_on) == (("dddd4",), ("lib", "x"), ("bbbb2", "cccc3"))
    assert made.message == "more"
    assert down_path(made.path).read_text() == "-- more\n-- and more\n--\n-- the way back of eeee5\n"
    assert ScriptDirectory.open(script.location).revision("head") == made
    assert script.load(made).missing == "eeee5_more_and_more.down.sql"


@given(COLUMNS | st.text(max_size=40))
def test_no_message_reaches_beyond_its_comment(message: str) -> None:
    """Whatever it holds, header keys and line ends too: the rest of the file is as without it."""
    with tempfile.TemporaryDirectory() as path:
        script = opened(Path(path))
        made, plain = script.write_all(
            NewRevision(id=id_, message=text, format="sql")
            for id_, text in (("eeee5", message), ("ffff6", "revision: x"))
        )
        assert (made.id, made.parents, made.branch_labels, made.transactional) == ("eeee5", ("dddd4",), (), True)
        assert plain.message == "- revision: x"
        for file in (made.path, down_path(made.path)):
            assert all(line.startswith("--") for line in file.read_text().splitlines() if line)
        words = [line.strip() for line in message.strip().splitlines() if line.strip().isidentifier()]
        assert all(word in made.doc for word in words if word.isprintable())


def test_an_sql_template_of_ones_own(tmp_path: Path) -> None:
    """One of the pair, or both."""
    location = folder(tmp_path)
    text = "-- revision: ${up_revision}\n-- parents: ${comma(down_revision)}\n-- transactional: false\nSELECT 1;\n"
    (location / "script.up.sql.mako").write_text(text)
    made = ScriptDirectory.open(location).write_all([NewRevision(id="eeee5", format="sql")])[0]
    assert made.transactional is False
    assert made.path.read_text().endswith("SELECT 1;\n")
    assert down_path(made.path).exists()
