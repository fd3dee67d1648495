"""Three sets of models as applications have them, each as it was at first and as it became."""

from __future__ import annotations

import sys
from importlib import import_module

import sqlalchemy as sa

from tests.autogen.models import now


def load(name: str, backend: str, *, later: bool = False) -> tuple[sa.MetaData, ...]:
    """A set, imported anew as an application would import it on a backend."""
    now.BACKEND, now.LATER = backend, later
    package = f"{__name__}.{name}"
    for module in [one for one in sys.modules if one == package or one.startswith(f"{package}.")]:
        del sys.modules[module]
    found: tuple[sa.MetaData, ...] = import_module(package).metadata
    return found
