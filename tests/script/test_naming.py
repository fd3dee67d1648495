"""What new files are called, compared with what Alembic calls them."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import category
from zoneinfo import ZoneInfo

import pytest
from alembic.script import ScriptDirectory as Alembic
from hypothesis import given
from hypothesis import strategies as st

from amig.errors import BadFileTemplateError
from amig.script.naming import Style, slug
from amig.script.new import NewRevision
from tests.script.files import opened

TOKENS = ["rev)s", "slug)s", "epoch)s", "epoch)d", "year)d", "month).2d", "day)02d", "hour)d", "minute).2d", "second)s"]
PARTS = [*(f"%({token}" for token in TOKENS), "-", "_", "%%", "x"]
TEMPLATES = st.lists(st.sampled_from(PARTS), max_size=8).map(lambda parts: "v" + "".join(parts))
DATES = st.datetimes(datetime(1971, 1, 2), datetime(2900, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"]).map(ZoneInfo)
CREATED = datetime(2024, 3, 9, 7, 5, 1, tzinfo=UTC)


@given(TEMPLATES, st.text(max_size=60), st.integers(1, 60), DATES, ZONES)
def test_names_are_those_of_alembic(template: str, message: str, length: int, date: datetime, zone: ZoneInfo) -> None:
    """The same template, message, date and length: the same name."""
    date = date.astimezone(zone)
    with tempfile.TemporaryDirectory() as path:
        theirs = Alembic(path, file_template=template, truncate_slug_length=length)
        expected = theirs._rev_path(path, "aaaa1", message, date).name
    ours = Style(file_template=template, slug_length=length)
    assert f"{ours.file_name('aaaa1', message, date)}.py" == expected


@given(st.text(max_size=80))
def test_a_slug_is_a_short_name(message: str) -> None:
    """Words in lower case, cut between words, never a path."""
    found = slug(message)
    assert len(found) <= 41
    assert all(letter == "_" or letter.isalnum() or category(letter)[0] == "M" for letter in found)


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Add Users", "add_users"),
        ("  a -- b! ", "a_b"),
        ("../../etc/passwd", "etc_passwd"),
        ("Größe ändern", "größe_ändern"),
        ("x" * 50, "x" * 40 + "_"),
        ("add the column for the second address line", "add_the_column_for_the_second_address_"),
        ("!!!", ""),
    ],
)
def test_slugs(message: str, found: str) -> None:
    """As people would name the file."""
    assert slug(message) == found


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("%(rev)s_%(slug)s", "aaaa1_add_users"),
        ("%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d%(second).2d-%(rev)s", "2024_03_09_070501-aaaa1"),
        ("%(epoch)s", "1709967901"),
        ("%(year)d/%(month).2d/%(slug)s", "2024/03/add_users"),
    ],
)
def test_templates(template: str, name: str) -> None:
    """All tokens, folders too."""
    style = Style(file_template=template, recursive=True)
    assert style.file_name("aaaa1", "Add users", CREATED).as_posix() == name


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("%(nope)s", "has the token `%(nope)s`, which is none"),
        ("%s", "cannot be filled in: "),
        ("%(rev)", "cannot be filled in: "),
        ("%(rev)d", "cannot be filled in: "),
        ("%%(rev)s_%%(slug)s", "makes the name `%(rev)s_%(slug)s`: write one `%` where there are two"),
        ("/%(rev)s", "leads out of the versions folder"),
        ("../%(rev)s", "which is left alone when files are read"),
        (".%(rev)s", "makes the name `.aaaa1`, which is left alone"),
        ("", "makes the name `.`, which is left alone"),
    ],
)
def test_a_template_that_makes_no_name(template: str, problem: str) -> None:
    """It is quoted, with the tokens there are."""
    with pytest.raises(BadFileTemplateError) as caught:
        Style(file_template=template, recursive=True).file_name("aaaa1", "x", CREATED)
    assert caught.value.template == template
    assert problem in caught.value.problem
    assert "`slug`, `epoch`, `year`" in str(caught.value.hint)


def test_folders_are_made_where_they_are_looked_into(tmp_path: Path) -> None:
    """And refused where nobody would find the file again."""
    script = opened(tmp_path)
    style = Style(file_template="%(year)d/%(rev)s")
    with pytest.raises(BadFileTemplateError, match="recursive_version_locations = true"):
        script.write_all([NewRevision()], style)
    (made,) = script.write_all([NewRevision(id="eeee5")], Style(file_template="y%(year)d/m/%(rev)s", recursive=True))
    assert made.path.relative_to(script.versions[0]).as_posix() == f"y{datetime.now(UTC).year}/m/eeee5.py"
    again = type(script).open(script.location, recursive=True)
    assert again.heads == ("eeee5",)


def test_the_time_is_local_or_that_of_a_zone() -> None:
    """To the second, its offset with it."""
    now = Style(timezone=ZoneInfo("Asia/Kathmandu")).now()
    assert now.isoformat().endswith("+05:45")
    assert abs((now - Style().now()).total_seconds()) <= 2
    assert Style().now().utcoffset() == datetime.now().astimezone().utcoffset()
