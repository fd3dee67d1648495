"""A fleet of schemas for a test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import amig
from amig.fleet.events import FleetEvent
from tests.projects import Project, new_project
from tests.servers.databases import Backend


@dataclass
class Fleet:
    """A project, and schemas of one PostgreSQL database; what happens is kept in `events`."""

    project: Project
    database: Backend
    settings: dict[str, Any]
    events: list[FleetEvent] = field(default_factory=list)

    def make(self, *names: str) -> None:
        """Make schemas."""
        with closing(self.database.connect()) as connection:
            for name in names:
                connection.execute(f"CREATE SCHEMA {quoted(name)}")

    def sql(self, *statements: str) -> None:
        """Do something from outside, in one session."""
        with closing(self.database.connect()) as connection:
            for statement in statements:
                connection.execute(statement)

    @property
    def config(self) -> amig.Config:
        return amig.Config(file=self.project.config, url=self.database.url, fleet=self.settings)

    async def upgrade(self, target: str = "head", **chosen: Any) -> Any:
        """Run it, and keep what is told."""
        self.events.clear()
        return await amig.fleet_upgrade(self.config, target, tell=self.events.append, **chosen)

    def told(self, kind: type[Any]) -> list[Any]:
        """The events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]

    def rows(self, table: str, names: Sequence[str]) -> dict[str, list[tuple[Any, ...]]]:
        """What a table holds in each schema."""
        with closing(self.database.connect()) as connection:
            return {name: connection.execute(f"SELECT * FROM {quoted(name)}.{table}").fetchall() for name in names}

    def versions(self, names: Sequence[str]) -> set[tuple[str, ...]]:
        """The version rows that the schemas have, each set once."""
        found = self.rows("amig_version", names)
        return {tuple(sorted(row[0] for row in rows)) for rows in found.values()}


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def named(count: int) -> list[str]:
    """So many names of tenants, in order."""
    return [f"tenant_{number:04d}" for number in range(1, count + 1)]


@pytest.fixture
def fleet(postgresql: Backend, tmp_path: Path) -> Fleet:
    """An empty fleet: every schema that is called `tenant_...`."""
    return Fleet(new_project(tmp_path / "p"), postgresql, {"schemas": "tenant\\_%"})


@pytest.fixture
def tenants(fleet: Fleet) -> Callable[[int], list[str]]:
    """Makes so many schemas; gives back their names."""

    def make(count: int) -> list[str]:
        names = named(count)
        fleet.make(*names)
        return names

    return make
