"""Servers that only these tests use, each started by the first test that needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.faults.throwaway import Throwaway
from tests.servers.process import MissingServerError


@pytest.fixture(scope="session")
def throwaway() -> Iterator[Callable[[str], Throwaway]]:
    """The server of a backend, to be frozen and killed."""
    made: dict[str, Throwaway] = {}

    def get(backend: str) -> Throwaway:
        if backend not in made:
            try:
                made[backend] = Throwaway(backend)
            except MissingServerError as error:
                pytest.skip(str(error))
        return made[backend]

    yield get
    for one in made.values():
        one.stop()
