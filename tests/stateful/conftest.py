"""The end of a session in which connections were killed."""

from __future__ import annotations

import gc
import sys

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Drivers warn of the last ones only now: a pool whose runner is gone holds them as long as the session lasts."""
    if session.config.option.full:
        sys.unraisablehook = lambda _: None
        gc.collect()
