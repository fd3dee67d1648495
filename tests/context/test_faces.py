"""What a script's function is given as its first argument, and what it is told to be."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, get_type_hints

import pytest

from amig import Operations
from amig.step import annotated, first_parameter


class Mine(Operations):
    """A project's own."""


Face = Operations
"""In a revision the same name means another class."""

WORLD = {"Operations": Operations, "Mine": Mine, "Face": Mine, "Any": Any, "Alias": "Mine", "Maybe": Mine | None}

FUNCTIONS = [
    "def f(): ...",
    "def f(op): ...",
    "def f(op: Operations) -> None: ...",
    "def f(op: Mine, n: int = 1) -> None: ...",
    "def f(op: Mine, /, *, n: int = 1) -> str: ...",
    "def f(op: 'Mine') -> 'None': ...",
    "def f(op: 'Alias'): ...",
    "def f(op: Maybe): ...",
    "def f(op: 'Mine | None'): ...",
    "def f(op: Any): ...",
    "def f(op: None): ...",
    "def f(op: 'None'): ...",
    "def f(op: 'Missing'): ...",
    "def f(op: Mine) -> 'Missing': ...",
    "def f(op: Mine, n: 'Missing' = 1): ...",
    "def f(op: Mine, n: 'list[Missing]' = 1): ...",
    "def f(op: list[Mine]): ...",
    "def f(op: 'int'): ...",
    "def f(*op: Mine): ...",
    "def f(*, op: Mine): ...",
    "def f(**op: Mine): ...",
    "async def f(op: Mine) -> None: ...",
]


def defined(text: str) -> Callable[..., Any]:
    world: dict[str, Any] = dict(WORLD)
    exec(compile(text, "revision.py", "exec", dont_inherit=True), world)
    function: Callable[..., Any] = world["f"]
    return function


def hinted(function: Callable[..., Any], name: str) -> Any:
    try:
        return get_type_hints(function).get(name)
    except NameError:
        return None


@pytest.mark.parametrize("future", ["", "from __future__ import annotations\n"])
@pytest.mark.parametrize("text", FUNCTIONS)
def test_an_annotation_means_what_python_says(text: str, future: str) -> None:
    function = defined(future + text)
    for name in ("op", "n", "other"):
        assert annotated(function, name) == hinted(function, name)


@pytest.mark.parametrize("text", FUNCTIONS)
def test_the_first_parameter_is_the_signature_s(text: str) -> None:
    function = defined(text)
    known = next(iter(inspect.signature(function).parameters.values()), None)
    found = first_parameter(function)
    assert (found is None) is (known is None)
    if found is not None and known is not None:
        positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        assert found.name == known.name
        assert (found.kind in positional) is (known.kind in positional)


def test_a_wrapped_function_is_known_by_what_it_wraps() -> None:
    inner = defined("def f(op: 'Face'): ...")

    @wraps(inner)
    def outer(*args: Any, **kwargs: Any) -> Any:
        return inner(*args, **kwargs)

    assert annotated(outer, "op") is Mine
    assert getattr(first_parameter(outer), "name", None) == "op"
