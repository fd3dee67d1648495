"""The tree of errors: drawn as it is, codes that never change, every error able to travel."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pkgutil import iter_modules

import pytest

import amig.errors
from amig.errors import AmigError

for module in iter_modules(amig.errors.__path__):
    import_module(f"amig.errors.{module.name}")


def kinds(parent: type[AmigError] = AmigError) -> Iterator[type[AmigError]]:
    for kind in parent.__subclasses__():
        if kind.__module__.startswith("amig."):
            yield kind
            yield from kinds(kind)


def sample(kind: type[AmigError]) -> AmigError:
    values = {"tuple[str, ...]": ("a", "b"), "float": 2.0, "int": 2, "int | None": 2, "bool": True}
    calls = (("add_column", "file.py", 3),)
    given = {f.name: values.get(str(f.type), "word") for f in fields(kind)} if is_dataclass(kind) else {}
    return kind(**(given | {"calls": calls} if "calls" in given else given))


ALL = sorted(set(kinds()), key=lambda kind: kind.__name__)


def test_the_tree_in_the_docstring_names_every_error() -> None:
    """Nobody has to search for what can go wrong."""
    drawn = set(re.findall(r"\b\w+Error\b", amig.errors.__doc__ or ""))
    assert drawn == {kind.__name__ for kind in ALL} | {"AmigError"}


def test_every_error_is_exported() -> None:
    """`amig.errors` has them all, and says so before it imports them."""
    assert [kind.__name__ for kind in ALL if getattr(amig.errors, kind.__name__, None) is not kind] == []
    assert {kind.__name__ for kind in ALL} <= set(dir(amig.errors))


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_an_error_makes_its_own_sentence(kind: type[AmigError]) -> None:
    """Lower case, no full stop, a hint without one, and no unfilled field."""
    error = sample(kind)
    if not is_dataclass(kind):
        return
    assert str(error)
    assert not str(error).endswith(".")
    assert re.search(r"(?<!\$)\{\w+\}", str(error) + (error.hint or "")) is None
    assert str(error)[0] == "`" or str(error)[0].islower()


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_an_error_survives_a_process_boundary(kind: type[AmigError]) -> None:
    """Its fields come back, so that a worker process can report it."""
    error = sample(kind)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert again.fields() == error.fields()
    assert str(again) == str(error)


def test_codes_are_unique() -> None:
    """A program can tell errors apart by their code."""
    codes = [kind.code for kind in ALL]
    assert len(codes) == len(set(codes))
