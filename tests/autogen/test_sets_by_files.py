"""Models of real size, by the files and commands that people use: what is renamed is renamed, all of it is proven."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

import amig
from tests.autogen.models import load
from tests.autogen.running import engine_of
from tests.autogen.test_sets import prepared
from tests.servers.databases import Backend


@pytest.mark.timeout(240)
@pytest.mark.parametrize("name", ["shop", pytest.param("cms", marks=pytest.mark.full)])
async def test_the_next_version_is_written_proven_and_run(name: str, backend: Backend, tmp_path: Path) -> None:
    await written(name, backend, tmp_path)


@pytest.mark.timeout(240)
async def test_the_next_warehouse_is_written_proven_and_run(postgresql: Backend, tmp_path: Path) -> None:
    await written("analytics", postgresql, tmp_path)


async def written(name: str, backend: Backend, folder: Path) -> None:
    """There by one file, and back."""
    before, after = load(name, backend.name), load(name, backend.name, later=True)
    async with engine_of(backend) as engine:
        await prepared(engine, before)
    (folder / "migrations" / "versions").mkdir(parents=True)
    now = amig.Config(script_location=folder / "migrations", url=backend.url, metadata=after)
    found = await amig.revision(now, "next", autogenerate=True)
    assert (found.proven, found.unproven, found.suspected) == (True, (), ()), found.unproven
    if name == "shop":
        assert 'rename_table("product_translation"' in text_of(found.revisions[0].path)
    await amig.upgrade(now)
    assert (await amig.check(now)).is_same
    await amig.downgrade(now, "base")
    remove(one.path for one in found.revisions)
    assert (await amig.check(now.replace(metadata=before))).is_same


def text_of(path: str) -> str:
    return Path(path).read_text()


def remove(paths: Iterable[str]) -> None:
    for path in paths:
        Path(path).unlink()
