"""The quick reading of a header: equal to Python's own, or no answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amig.errors import ScriptError
from amig.script.header import _ComputedError, parsed
from amig.script.revision import Revision
from amig.script.scan import _WORDS, NAMES, scan

STRINGS = st.sampled_from(
    [
        '"ab12"',
        "'ab12'",
        '"""ab12"""',
        'r"ab12"',
        '"a\\x62"',
        '"a" "b"',
        '("ab12")',
        "'é'",
        '""',
        '"it\'s"',
        'f"x"',
        'b"x"',
    ]
)
SEVERAL = st.builds(
    lambda items, form, comma: form[0] + comma.join(items) + form[1],
    st.lists(STRINGS, max_size=3),
    st.sampled_from(
        ["()", "[]", "{}", ("(\n    ", ",\n)"), ("[ ", " ]"), ("(", ",)"), ("(  # why\n", ")"), ("(\r\n", ")")]
    ),
    st.sampled_from([",", ", ", ",\n  ", " , # c\n"]),
)
VALUES = st.one_of(
    STRINGS, SEVERAL, st.sampled_from(["None", "True", "False", "1", "Nonesuch", "make()", '"a" + "b"', "-1"])
)
ASSIGNMENTS = st.builds(
    lambda name, sign, value, end: f"{name}{sign}{value}{end}",
    st.sampled_from(NAMES),
    st.sampled_from(
        [
            " = ",
            "=",
            ": str = ",
            ": Union[str, None] = ",
            ': "str" = ',
            ": str | None=",
            " += ",
            ": tuple[\n str] = ",
            " = x = ",
        ]
    ),
    VALUES,
    st.sampled_from(["", "  # comment", ";", "; y = 1", " \\", "\t", "; revision = 'zz'", "\x0c"]),
)
OTHERS = st.sampled_from(
    [
        "",
        "   ",
        "\x0c",
        "# revision = 'no'",
        "    # indented",
        "import sqlalchemy as sa",
        "from a.b import (\n    c,\n    d,\n)",
        "from a import (b,  # c\n)",
        "import revision",
        "from . import x",
        "from x import *",
        "'''a text'''",
        '"""another\nrevision = "no"\n"""',
        "x = 1",
        "x = 1; revision = 'yes'",
        "x = 'text'",
        "__all__ = [\n    'a',\n    'b',\n]",
        'x = ("""a)\nrevision = "in a text"\n""")',
        "x = ('a',\n     'b')  # c",
        "x = revision = 'both'",
        "(revision) = 'in brackets'",
        "\uff52evision = 'full width'",
        "x = \\\nrevision = 'continued'",
        "if True:\n    revision = 'inside'",
        "def upgrade():\n    revision = 'local'",
        "class A:\n    foreign_keys = False",
        "async def f(op):\n    '''\nrevision = 'in a text'\n'''",
        "# -*- coding: latin-1 -*-",
        "# grüße",
        "del x",
        "revision: str",
        "@decorator\ndef f(revision=1): pass",
    ]
)
DOCS = st.sampled_from(
    [
        "",
        '"""doc"""',
        "'''doc\n\nmore'''",
        '"doc"',
        '"""do"c\n""" # x',
        '"""a\\nb"""',
        'r"""doc"""',
        '""""quoted" """',
        '"""x""";',
        '"""x""" + y',
        '"""é"""',
        '"""coding: x\n# coding: latin-1\n"""',
        "# first\n\n'''it's'''",
    ]
)
TEXTS = st.builds(
    lambda doc, lines, newline, end: newline.join([doc, *lines]).replace("\n", newline) + end,
    DOCS,
    st.lists(st.one_of(ASSIGNMENTS, OTHERS), max_size=7),
    st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n", "\\", "\x00"]),
)
PATH = Path("versions/x.py")


@given(TEXTS, st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "latin-1"]))
def test_the_quick_reading_equals_the_slow_one(text: str, encoding: str) -> None:
    """Whatever style a header is written in: where the scan answers and Python can parse, both say the same."""
    data = text.encode(encoding, "ignore")
    quick = scan(data)
    try:
        slow = parsed(PATH, data)
    except ScriptError:
        return
    except _ComputedError:
        assert quick is None
        return
    if quick is not None:
        assert (quick.values, quick.doc) == (slow.values, slow.doc)


PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n'\"\\"), max_size=20)


@given(PLAIN, PLAIN, st.sampled_from("'\""))
def test_any_plain_text_in_a_value_is_read_as_python_reads_it(value: str, doc: str, quote: str) -> None:
    """No character of a plain string means anything to the scan that it does not mean to Python."""
    data = f'"""{doc}"""\nrevision = {quote}{value}{quote}\ndown_revision = None\n'.encode()
    quick, slow = scan(data), parsed(PATH, data)
    assert quick is not None
    assert (quick.values, quick.doc) == (slow.values, slow.doc)


TEMPLATES = {
    "amig": '"""m\n\nRevision ID: ab\n"""\n\nfrom __future__ import annotations\n\nimport sqlalchemy as sa  # noqa: F401\n\n'
    'from amig.ops import Operations\n\nrevision: str = "ab"\ndown_revision: str | None = "cd"\n\n\nasync def upgrade(op):\n    pass\n',
    "alembic": '"""m\n\nRevision ID: ab\n"""\nfrom typing import Sequence, Union\n\nfrom alembic import op\nimport sqlalchemy as sa\n\n\n'
    "# revision identifiers, used by Alembic.\nrevision: str = 'ab'\ndown_revision: Union[str, Sequence[str], None] = 'cd'\n"
    "branch_labels: Union[str, Sequence[str], None] = None\ndepends_on: Union[str, Sequence[str], None] = None\n\n\ndef upgrade() -> None:\n    pass\n",
    "merge": "'''m'''\nrevision = 'ab'\ndown_revision = ('cd', 'ef')\n",
    "multi-line": 'revision = "ab"\ndown_revision = [\n    "cd",\n    "ef",\n]\ntransactional = False\n',
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_usual_files_are_read_the_quick_way(name: str) -> None:
    """What templates write is never left to the slow reading."""
    data = TEMPLATES[name].encode()
    quick, slow = scan(data), parsed(PATH, data)
    assert quick is not None
    assert quick.values["revision"] == "ab"
    assert (quick.values, quick.doc) == (slow.values, slow.doc)


@pytest.mark.parametrize(
    "rest",
    [
        "x = 1; revision = 'zz'",
        "def f():\n    revision = 1",
        "\uff52evision = 'zz'",
        "(\nrevision) = 'zz'",
        "if x:\n    foreign_keys = False",
        'y = ("""a)\nrevision = "in a text"\n""")',
        "y = ('a', '''b)\nrevision = 'in a text'\n''')",
    ],
)
def test_a_header_name_further_down_is_left_to_python(rest: str) -> None:
    """The scan gives no answer where it cannot be certain."""
    assert scan(f"revision = 'ab12'\ndown_revision = None\nx = 1\n{rest}\n".encode()) is None


def test_a_revision_is_small() -> None:
    """Ten thousand of them are kept."""
    assert not hasattr(Revision("a", (), PATH, ""), "__dict__")


def test_every_name_is_noticed_wherever_it_is_mentioned() -> None:
    """A name that the quick reading does not look for would be missed where only `ast` can read it."""
    assert [name for name in NAMES if not any(word in name for word in _WORDS)] == []
