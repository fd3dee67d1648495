"""Errors of comparing with the models."""

from __future__ import annotations

from amig.errors.base import AmigError, Near, error, listed


class AutogenError(AmigError):
    """Comparing a database with the models."""


@error
class NoMetadataError(AutogenError):
    """Nothing says which models to compare with."""

    exit_code = 2
    says = "nothing to compare with: `metadata` in `{where}` is not set"
    advice = 'set `metadata = "package.module:Base"` there, or give `target_metadata` in env.py'
    where: str


@error
class ImportFailedError(AutogenError):
    """A module of the user's raised while it was imported."""

    exit_code = 2
    says = "`{key}` in `{where}` names `{name}`, and importing it failed in {place}: {problem}"
    advice = "correct that line; `--debug` shows the whole traceback"
    where: str
    key: str
    name: str
    place: str
    problem: str


@error
class TwoTablesError(AutogenError):
    """Two metadata have a table of the same name."""

    says = "the table `{table}` is in two metadata"
    advice = "keep it in one of them, or give the other a name or a schema of its own"
    table: str


@error
class EmptyTableError(AutogenError):
    """A table without columns."""

    says = "the table `{table}` of the models has no columns"
    advice = "give it one, or take it out of the metadata"
    table: str


@error
class UnwritableModelError(AutogenError):
    """What the models have cannot be said to the database that they are compared with."""

    says = "{item} of the models cannot be written for {dialect}: {problem}"
    advice = "complete it there, or give its type a variant for this database: `.with_variant(...)`"
    item: str
    dialect: str
    problem: str


@error
class SameNameError(AutogenError):
    """Two constraints or indexes that would have one name, mostly because of a naming convention."""

    says = "two {kind} of the table `{table}` are both called `{name}`: {columns}"
    advice = "name one of them yourself, or let the naming convention tell them apart"
    kind: str
    table: str
    name: str
    columns: tuple[str, ...]


@error
class CallableFailedError(AutogenError):
    """A callable of the user's raised; the traceback is that of its cause."""

    says = "`{name}` raised {problem} in {place}"
    advice = "correct it; `--debug` shows the whole traceback"
    name: str
    problem: str
    place: str


@error
class NotAtHeadError(AutogenError):
    """Revisions are pending, and what they do would be found as differences."""

    exit_code = 3
    says = "the database{which} is at {revisions}, and the newest is {heads}"
    advice = "run `amig upgrade` first: what is pending would be written a second time"
    revisions: tuple[str, ...]
    heads: tuple[str, ...]
    which: str = ""


@error
class UnknownPluginError(Near, AutogenError):
    """A pattern of `autogenerate_plugins` that no plugin has."""

    exit_code = 2
    says = "`{pattern}` in `autogenerate_plugins` matches no plugin"
    pattern: str
    known: tuple[str, ...]
    near: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        return f"did you mean {listed(self.near)}?" if self.near else f"there are {listed(self.known)}"
