"""The checks as pytest's items: `amig::single head`, `amig::up down up[1a2b]`, ..."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from amig.errors import (
    AmigError,
    BadCallError,
    BadUrlError,
    MissingDriverError,
    MissingVariableError,
    NoScratchError,
)
from amig.testing.bench import Bench, NotReachedError
from amig.testing.checks import Check, checks
from amig.testing.desk import Desk, desk_of
from amig.testing.project import Project, opened
from amig.testing.settings import config_of, prepare_of, url_of

if TYPE_CHECKING:
    from pathlib import Path

_NOWHERE = (BadCallError, BadUrlError, MissingDriverError, MissingVariableError, NoScratchError)
"""No check that needs a database can go on: the first one says so, the others are skipped."""


def collected(session: pytest.Session) -> list[pytest.Item]:
    """An item for each case of each check; one that fails where the project cannot be read."""
    parent = Migrations.from_parent(session, name="amig", nodeid="amig")
    report = session.config.hook.pytest_make_collect_report(collector=parent)
    session.config.hook.pytest_collectreport(report=report)
    return list(report.result)


class Migrations(pytest.Collector):
    """The migrations that the session's configuration names."""

    def collect(self) -> Iterator[pytest.Item]:
        desk = desk_of(self.config)
        try:
            settings = config_of(self.config)
            where: Any = {"url": url_of(self.config), "prepare": prepare_of(self.config)}
            for project in desk.run(opened, settings, **where):
                yield from self._of(project, desk)
        except AmigError as error:
            yield Unreadable.from_parent(self, name="configuration", error=error)

    def _of(self, project: Project, desk: Desk) -> Iterator[pytest.Item]:
        place = Place(project, desk)
        for check in checks(long=self.config.option.amig_kill):
            for which in check.cases(project):
                case = "-".join(part for part in (project.config.name, which) if part)
                name = f"{check.NAME}[{case}]" if case else check.NAME
                item = Case.from_parent(self, name=name, check=check, which=which, place=place)
                item.add_marker("amig")
                item.extra_keyword_matches.add(check.NAME.replace(" ", "_"))
                yield item


class Place:
    """What the items of one project share, made when the first of them runs."""

    def __init__(self, project: Project, desk: Desk) -> None:
        self.project, self.desk = project, desk
        self.lost = ""
        self._bench: Bench | None = None

    def run(self, check: Check, which: str) -> str | None:
        """Look at one case; gives back why nothing was checked."""
        if self._bench is None:
            self._bench = self.desk.keep(Bench(self.project))
        return self.desk.run(partial(check.case, self._bench, which))


class _Told(pytest.Item):
    """An item whose failure is an error's own words."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        error = excinfo.value
        if isinstance(error, AmigError) and not self.config.option.fulltrace:
            return told(error)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.config.rootpath / "amig", None, self.name


class Case(_Told):
    """One case of one check."""

    def __init__(self, *, check: Check, which: str, place: Place, **given: Any) -> None:
        super().__init__(**given)
        self.check, self.which, self.place = check, which, place

    def runtest(self) -> None:
        if self.place.lost:
            pytest.skip(self.place.lost)
        try:
            said = self.place.run(self.check, self.which)
        except NotReachedError as error:
            said = str(error)
        except _NOWHERE as error:
            self.place.lost = f"no database, as `{self.name}` says: {error.sentence}"
            raise
        if said:
            pytest.skip(said)


class Unreadable(_Told):
    """Stands for all checks of a project that cannot be read."""

    def __init__(self, *, error: AmigError, **given: Any) -> None:
        super().__init__(**given)
        self.error = error

    def runtest(self) -> None:
        raise self.error


def told(error: AmigError) -> str:
    """The sentence, its notes and what to do."""
    notes: Sequence[str] = getattr(error, "__notes__", ())
    return "\n".join([error.sentence, *notes, *([f"hint: {error.hint}"] if error.hint else [])])
