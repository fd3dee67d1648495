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
    assert least <= pauses[0] <= most
