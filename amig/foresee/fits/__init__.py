"""Which values do not fit another type: each backend converts in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from amig.foresee.fits.mysql import misfits as of_mysql
from amig.foresee.fits.postgresql import misfits as of_postgresql

if TYPE_CHECKING:
    from amig.foresee.fits.change import Change, Misfit

BACKENDS: Mapping[str, Callable[[Change], Iterator[Misfit]]] = {"postgresql": of_postgresql, "mysql": of_mysql}
"""Backends that refuse values; SQLite does not."""
