"""Many that wait for one lock must not slow each other, and who holds it, down."""

from __future__ import annotations

import pytest

from amig.state.patience import Patience


@pytest.mark.parametrize(("took", "least", "most"), [(0.0, 0.01, 0.04), (0.1, 0.5, 1.6), (30.0, 1.0, 3.0)])
async def test_slow_tries_are_made_less_often(took, least, most, monkeypatch) -> None:
    """Ten times as long as the try took, give or take, and never for more than three seconds."""
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("amig.state.patience.asyncio.sleep", sleep)
    patience = Patience(60)
    patience._woke -= took
    await patience.wait()
    assert least <= sum(pauses) <= most
    assert max(pauses) <= 0.4


async def test_whoever_waits_for_the_goal_notices_it_soon(monkeypatch) -> None:
    """It looks at what others have done between two tries, and waits no longer than for that."""
    looks: list[bool] = [False, False, True, False]
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async def look() -> bool:
        return looks.pop(0)

    monkeypatch.setattr("amig.state.patience.asyncio.sleep", sleep)
    patience = Patience(60)
    patience._woke -= 30.0
    if not await patience.wait(look):
        assert await patience.wait(look)
    assert looks == [False]
    assert max(pauses) <= 0.4
