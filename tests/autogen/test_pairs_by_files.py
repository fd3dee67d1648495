"""Any models A and B: files that are written, kept and run lead from A to B and back, by the commands people use."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, Phase, assume, given, note, settings
from hypothesis import strategies as st

import amig
from amig.commands.check import CheckResult
from tests.autogen.running import engine_of, make
from tests.autogen.strategies import Spec, pairs, several
from tests.autogen.test_pairs import cleared, makes_uuids
from tests.servers.databases import Backend

FULL = {"sqlite": 150, "postgresql": 30, "mysql": 30}
FEW = {"sqlite": 5, "postgresql": 2, "mysql": 2}
"""Examples on each database."""


@pytest.mark.timeout(600)
def test_files_lead_there_and_back(backend: Backend, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    full = request.config.option.full
    examples = (FULL if full else FEW)[backend.name]
    phases = tuple(Phase) if full else (Phase.explicit, Phase.generate)

    @settings(
        max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None, phases=phases
    )
    @given(pairs, st.sampled_from(["async", "blocking"]))
    def holds(pair: tuple[Spec, Spec], style: Literal["async", "blocking"]) -> None:
        assume(backend.name != "mysql" or not makes_uuids(*pair))
        shutil.rmtree(tmp_path / "migrations", ignore_errors=True)
        (tmp_path / "migrations" / "versions").mkdir(parents=True)
        asyncio.run(there_and_back(backend, tmp_path / "migrations", pair, style))

    holds()
    request.node.user_properties.append(("figure", f"{examples} pairs of models on {backend.name}, by files"))


async def there_and_back(
    backend: Backend, folder: Path, pair: tuple[Spec, Spec], style: Literal["async", "blocking"]
) -> None:
    """A is made and stamped; the file for B goes up, and down again."""
    one, other = (several(spec, backend.name) for spec in pair)
    was, will = (
        amig.Config(script_location=folder, url=backend.url, metadata=metadata, style=style)
        for metadata in (one, other)
    )
    async with engine_of(backend) as engine:
        await cleared(engine, backend)
        for metadata in one:
            await make(engine, metadata)
        await amig.revision(was, "first", rev_id="first")
        await amig.stamp(was, "head")
    written = await amig.revision(will, "second", rev_id="second", autogenerate=True)
    for text in texts(folder):
        note(text)
    assert (written.proven, written.unproven) == (bool(written.differences), ())
    await amig.upgrade(will)
    assert_same(await amig.check(will))
    await amig.downgrade(was, "first")
    drop(folder)
    assert_same(await amig.check(was))


def texts(folder: Path) -> Iterator[str]:
    """What was written for B."""
    for path in sorted((folder / "versions").glob("*.py")):
        if "first" not in path.name:
            yield path.read_text()


def drop(folder: Path) -> None:
    """A is the head again."""
    for path in (folder / "versions").glob("*.py"):
        if "first" not in path.name:
            path.unlink()


def assert_same(result: CheckResult) -> None:
    """The differences, where there are any, in words."""
    assert [f"{one.subject}: {one.reason}" for one in (*result.differences, *result.unsure)] == []
    assert result.is_same
