"""`compare_type`, `compare_server_default` and `ignore`: what is a difference is for the user to say."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from amig.errors import BadConfigError, CallableFailedError
from amig.ops.alter import AlterColumn
from tests.autogen.hooks.models import after, before, subjects
from tests.autogen.running import compare, engine_of, make
from tests.servers.databases import Backend


async def found_with(backend: Backend, **opts: Any) -> Any:
    async with engine_of(backend) as engine:
        await make(engine, before())
        return (await compare(engine, after(), opts=opts)).found


async def test_types_and_defaults_can_be_left_alone(backend: Backend) -> None:
    """`False` is for all columns."""
    found = subjects(await found_with(backend, compare_type=False, compare_server_default=False))
    assert "type users.email" not in found
    assert "default users.age" not in found
    assert "column users.nick" in found


async def test_compare_type_answers_for_each_column(backend: Backend) -> None:
    """It is given Column objects and types of both sides; None leaves it to amig. It may be async."""
    seen: dict[str, Any] = {}

    async def answer(context: Any, there: Any, wanted: Any, there_type: Any, wanted_type: Any) -> bool | None:
        await asyncio.sleep(0)
        seen[wanted.name] = (there.name, there_type, wanted_type, context.dialect.name)
        return {"email": False, "age": True}.get(wanted.name)

    found = await found_with(backend, compare_type=answer)
    assert "type users.email" not in subjects(found)
    assert "type users.age" in subjects(found)
    name, there, wanted, dialect = seen["email"]
    assert (name, there.length, wanted.length, dialect.startswith(backend.name[:5])) == ("email", 50, 80, True)


async def test_compare_server_default_answers_for_each_column(backend: Backend) -> None:
    """With the defaults of both sides as they are written."""
    seen: dict[str, Any] = {}

    def answer(context: Any, there: Any, wanted: Any, there_said: Any, wanted_default: Any, said: Any) -> bool | None:
        seen[wanted.name] = (there_said, wanted_default is not None, said)
        return False if wanted.name == "age" else None

    assert "default users.age" not in subjects(await found_with(backend, compare_server_default=answer))
    assert seen["age"][:2] == (None, True)
    assert "7" in seen["age"][2]


async def test_a_pattern_of_a_kind_and_a_path_is_ignored(backend: Backend) -> None:
    """One by name, many by a `*`, one aspect of a column without the others."""
    ignore = ["table t*", "index users.*", "default *"]
    found = await found_with(backend, ignore=ignore)
    left = ["column users.gone", "column users.nick", "foreign_key posts.fk_posts_user", "table legacy"]
    assert subjects(found) == [*left, "type users.email"]
    changed = [one.directive for one in found if isinstance(one.directive, AlterColumn)]
    assert [one.server_default for one in changed] == [False]


async def test_what_a_callable_raises_is_told_as_its_own(sqlite: Backend) -> None:
    """Which one it was, what it raised and where; its own traceback is the cause."""

    def answer(*_: Any) -> bool:
        raise ValueError("not today")

    with pytest.raises(CallableFailedError) as caught:
        await found_with(sqlite, compare_type=answer)
    assert caught.value.name == "compare_type"
    assert caught.value.problem == "ValueError: not today"
    assert "test_answers.py" in caught.value.place
    assert isinstance(caught.value.__cause__, ValueError)


@pytest.mark.parametrize(
    ("opts", "key"),
    [
        ({"compare_type": "yes"}, "compare_type"),
        ({"include_name": "users"}, "include_name"),
        ({"include_schemas": "all"}, "include_schemas"),
        ({"upgrade_token": 3}, "upgrade_token"),
        ({"process_revision_directives": "x"}, "process_revision_directives"),
        ({"ignore": ["users"]}, "ignore"),
    ],
)
async def test_options_that_cannot_be_used_are_named(sqlite: Backend, opts: dict[str, Any], key: str) -> None:
    """Before anything is compared."""
    with pytest.raises(BadConfigError) as caught:
        await found_with(sqlite, **opts)
    assert caught.value.key == key
