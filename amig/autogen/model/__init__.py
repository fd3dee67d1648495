"""The models, described in the words of a server: the same plain values that a database is read into."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from amig.autogen.model.base import Described as Described
from amig.autogen.model.base import Describer as Describer
from amig.autogen.model.base import Model as Model

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from amig.impl.base import Impl

DESCRIBERS = {
    "mariadb": "amig.autogen.model.mysql",
    "mysql": "amig.autogen.model.mysql",
    "postgresql": "amig.autogen.model.postgresql",
    "sqlite": "amig.autogen.model.sqlite",
}
"""Dialect -> the module with its `describer(impl)`."""


def describer_for(impl: Impl) -> Describer:
    """How the models are described for one server."""
    made: Describer = import_module(DESCRIBERS[impl.dialect.name]).describer(impl)
    return made


def described(metadata: Iterable[MetaData], impl: Impl) -> Model:
    """All tables, enums and sequences of several metadata; raises TwoTablesError, EmptyTableError, SameNameError."""
    return describer_for(impl).model(metadata)
