"""A frozen class is what Python's own frozen dataclass is, but for the time that it takes to be made."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import copy, deepcopy
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from inspect import signature
from typing import Any

import pytest

from amig.config import Config
from amig.frozen import frozen


@frozen
class Ours:
    """One."""

    name: str
    size: int = 3
    hidden: str = field(default="x", repr=False)
    several: tuple[str, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError("too small")


@dataclass(frozen=True, kw_only=True)
class Pythons:
    """The other."""

    name: str
    size: int = 3
    hidden: str = field(default="x", repr=False)
    several: tuple[str, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError("too small")


def test_it_is_made_shown_and_compared_alike() -> None:
    """By name, with defaults; equal by value, and only to its own kind."""
    one, other = Ours(name="a", several=("b",)), Pythons(name="a", several=("b",))
    assert repr(one) == repr(other).replace("Pythons", "Ours") == "Ours(name='a', size=3, several=('b',))"
    assert str(signature(Ours)) == str(signature(Pythons))
    assert [(f.name, f.type, f.kw_only) for f in fields(one)] == [(f.name, f.type, f.kw_only) for f in fields(other)]
    assert is_dataclass(one)
    assert one == Ours(name="a", several=("b",)) != Ours(name="b", several=("b",))
    assert one != other
    assert len({one, Ours(name="a", several=("b",))}) == 1
    assert replace(one, size=4) == Ours(name="a", size=4, several=("b",))
    assert copy(one) == deepcopy(one) == pickle.loads(pickle.dumps(one)) == one


@pytest.mark.parametrize(
    "wrong",
    [
        lambda kind: kind(),
        lambda kind: kind("a"),
        lambda kind: kind(name="a", nmae="b"),
        lambda kind: replace(kind(name="a"), nothing=1),
        lambda kind: kind(name="a", size=-1),
        lambda kind: setattr(kind(name="a"), "size", 4),
        lambda kind: setattr(kind(name="a"), "other", 4),
        lambda kind: delattr(kind(name="a"), "size"),
        lambda kind: hash(kind(name=[])),
    ],
)
def test_what_is_refused_is_refused_alike(wrong: Callable[[Any], Any]) -> None:
    """The same kind of error, and the word that was wrong is in it."""
    with pytest.raises((TypeError, ValueError, FrozenInstanceError)) as pythons:
        wrong(Pythons)
    with pytest.raises(type(pythons.value)) as ours:
        wrong(Ours)
    if "nmae" in str(pythons.value):
        assert str(ours.value) == str(pythons.value).replace("Pythons", "Ours")


def test_the_configuration_is_one() -> None:
    """A misspelt key of a call is named; nothing is changed behind anybody's back."""
    with pytest.raises(TypeError, match=r"Config\.__init__\(\) got an unexpected keyword argument 'script_locaton'"):
        Config(script_locaton="x")  # type: ignore[call-arg]
    with pytest.raises(FrozenInstanceError):
        Config().url = "x"  # type: ignore[misc]
