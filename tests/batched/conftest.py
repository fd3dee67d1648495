"""What the stories of strings have in common."""

from __future__ import annotations

import pytest


@pytest.fixture
def one_at_a_time(monkeypatch) -> None:
    """What is about to be sent is one step; `test_several` has what happens in the midst of several."""
    monkeypatch.setattr("amig.recorded.strings._MANY", 1)
