"""Errors of taking over an Alembic project."""

from __future__ import annotations

from amig.errors.base import error
from amig.errors.config import ConfigError


@error
class NoAlembicError(ConfigError):
    """There is no Alembic project."""

    says = "no Alembic project: looked for {looked}"
    advice = "run it in the project's folder, or name its alembic.ini or pyproject.toml"
    looked: tuple[str, ...]


@error
class HalfAlembicError(ConfigError):
    """Part of an Alembic project is missing, or cannot be read; `what` is that part."""

    says = "the Alembic project of `{where}` cannot be taken over: {what} {problem}"
    advice = "put it right there first, as Alembic would need it"
    where: str
    what: str
    problem: str


@error
class ConfiguredAlreadyError(ConfigError):
    """amig is configured here, and otherwise than the Alembic project would have it."""

    says = "`{where}` configures amig already, and differs in {keys}"
    advice = "remove the table of amig there, and run `amig adopt` again"
    where: str
    keys: tuple[str, ...]


@error
class CannotCheckError(ConfigError):
    """The two tools cannot be compared."""

    says = "`amig adopt --check` cannot compare the two tools: {problem}"
    advice = "{instead}"
    problem: str
    instead: str


@error
class UnwritableProjectError(ConfigError):
    """A file of the project cannot be written."""

    says = "`{path}` cannot be written: {problem}"
    advice = "make it writable, and run `amig adopt` again: it goes on from here"
    path: str
    problem: str
