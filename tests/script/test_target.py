"""What a person calls a place in the history."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amig.errors import (
    AmbiguousTargetError,
    BadTargetError,
    MultipleHeadsError,
    TooFarError,
    UnknownTargetError,
)
from amig.script.find import Place, find, place
from amig.script.resolve import resolve
from amig.script.target import Target, parse
from tests.script.files import DIAMOND, FORK, LINE, graph

IDS = graph({"ae1027a6acf": (), "ae1099999999": ("ae1027a6acf",), "ff00": ("ae1099999999",)})


def ids(text: str, current: tuple[str, ...] = (), parents: dict[str, tuple[str, ...]] = LINE) -> tuple[str, ...]:
    return find(parse(text), graph(parents), current)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("head", Target("head", "head")),
        ("+2", Target("+2", "current", 2)),
        ("-1", Target("-1", "current", -1)),
        ("head-3", Target("head-3", "head", -3)),
        ("ab12.x+1", Target("ab12.x+1", "ab12.x", 1)),
        ("web@head", Target("web@head", "head", 0, "web")),
        ("web@+2", Target("web@+2", "current", 2, "web")),
        ("web@current-1", Target("web@current-1", "current", -1, "web")),
        ("a-label@head-3", Target("a-label@head-3", "head", -3, "a-label")),
        ("a-label", Target("a-label", "a-label")),
        ("a-label-1", Target("a-label-1", "a-label", -1)),
    ],
)
def test_a_target_is_read_once_into_a_value(text: str, target: Target) -> None:
    """A symbol, and steps from there."""
    assert parse(text) == target
    assert target.relative is (target.symbol == "current")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abcd+1xyz",
        "+",
        "-",
        "+1+1",
        "a b",
        "x@",
        "@",
        "x@@head",
        "x@+",
        "x@head+1x",
        "x @head",
        "x@ head",
        'x"y@head',
        "@head",
        "x@y@head",
        "a+b",
        "+0",
        "head-0",
        "++1",
        "a\n",
        "+1\n",
        "+9999999999",
        "+٣",
        "a:b",
        "'x'",
    ],
)
def test_trailing_rubbish_and_the_like_are_refused(text: str) -> None:
    """Nothing is silently left out."""
    with pytest.raises(BadTargetError) as caught:
        parse(text)
    assert caught.value.target == text


@pytest.mark.parametrize(
    ("text", "current", "found"),
    [
        ("head", (), ("dddd4",)),
        ("heads", (), ("dddd4",)),
        ("base", (), ()),
        ("current", ("bbbb2",), ("bbbb2",)),
        ("current", (), ()),
        ("bbbb2", (), ("bbbb2",)),
        ("bbbb", (), ("bbbb2",)),
        ("+1", (), ("aaaa1",)),
        ("+2", ("bbbb2",), ("dddd4",)),
        ("-1", ("bbbb2",), ("aaaa1",)),
        ("-2", ("bbbb2",), ()),
        ("head-1", (), ("cccc3",)),
        ("head-4", (), ()),
        ("base+2", (), ("bbbb2",)),
        ("bbbb+1", (), ("cccc3",)),
        ("bbbb2-1", (), ("aaaa1",)),
        ("current+1", ("aaaa1",), ("bbbb2",)),
    ],
)
def test_every_symbol_on_a_line(text: str, current: tuple[str, ...], found: tuple[str, ...]) -> None:
    """With and without steps."""
    assert ids(text, current) == found


@pytest.mark.parametrize(
    ("text", "current", "available"),
    [("+1", ("dddd4",), 0), ("+9", ("bbbb2",), 2), ("-3", ("bbbb2",), 2), ("head-5", (), 4), ("base-1", (), 0)],
)
def test_too_many_steps_say_how_many_there_are(text: str, current: tuple[str, ...], available: int) -> None:
    """Rather than going as far as possible."""
    with pytest.raises(TooFarError) as caught:
        ids(text, current)
    assert (caught.value.target, caught.value.available) == (text, available)


def test_part_of_an_id_must_be_unique_and_four_letters_long() -> None:
    """Else the candidates are named; a whole id always counts."""
    assert find(parse("ae102"), IDS, ()) == ("ae1027a6acf",)
    assert find(parse("ff00"), IDS, ()) == ("ff00",)
    with pytest.raises(AmbiguousTargetError) as several:
        find(parse("ae10"), IDS, ())
    assert several.value.candidates == ("ae1027a6acf", "ae1099999999")
    with pytest.raises(UnknownTargetError) as short:
        find(parse("ff0"), IDS, ())
    assert short.value.near == ("ff00",)


@pytest.mark.parametrize(("text", "near"), [("haed", "head"), ("ff01", "ff00"), ("ae1O27a6acf", "ae1027a6acf")])
def test_an_unknown_name_offers_near_ones(text: str, near: str) -> None:
    """A slip of the finger costs no search."""
    with pytest.raises(UnknownTargetError) as caught:
        find(parse(text), IDS, ())
    assert near in caught.value.near


def test_several_heads_are_named() -> None:
    """`heads` means all, `head` is an error, and so are steps from several rows."""
    assert ids("heads", parents=FORK) == ("left", "right")
    for text, current in (("head", ()), ("heads-1", ()), ("-1", ("left", "right"))):
        with pytest.raises(MultipleHeadsError) as caught:
            ids(text, current, FORK)
        assert caught.value.heads == ("left", "right")


def test_steps_where_the_way_parts() -> None:
    """Up a fork is a question, down a merge means both sides, further down is a question again."""
    with pytest.raises(BadTargetError, match="could lead to `left`, `right`"):
        ids("+1", ("root",), FORK)
    assert ids("-1", ("join",), DIAMOND) == ("left", "right")
    with pytest.raises(MultipleHeadsError):
        ids("-2", ("join",), DIAMOND)


def test_below_one_of_several_bases_is_the_base_of_that_line() -> None:
    """`id-1` must not undo lines that have nothing to do with it: it is known where the step went from."""
    apart = graph({"aa": (), "bb": ()})
    for text in ("aa-1", "aa@-1", "aa@head-1"):
        assert place(parse(text), apart, ("aa", "bb")) == Place((), ("aa",))
        assert resolve(text, apart, ("aa", "bb"), "downgrade").revisions == {"aa"}
    assert place(parse("-1"), apart, ("aa",)) == Place((), ("aa",))


def test_a_row_that_another_one_implies_does_not_count() -> None:
    """Steps start from the tips of the version rows."""
    assert ids("+1", ("aaaa1", "bbbb2")) == ("cccc3",)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Never another error than one of a target."""
    try:
        target = parse(text)
    except BadTargetError:
        return
    branch = f"{target.branch}@" if target.branch is not None else ""
    assert text.startswith(branch)
    rest = text.removeprefix(branch)
    rest = rest.removeprefix(target.symbol) if not target.relative or rest.startswith("current") else rest
    assert rest == (f"{target.offset:+d}" if target.offset else "") or rest.lstrip("+-0") == str(abs(target.offset))
