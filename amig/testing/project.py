"""Whose migrations are tested, and beside which database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, Unpack

from sqlalchemy import URL

from amig.aside import aside
from amig.commands.project import read
from amig.config import Config
from amig.errors import BadCallError
from amig.impl.connect import parse_url
from amig.impl.urls import unblocked
from amig.options import imported

if TYPE_CHECKING:
    from pathlib import Path

    from amig.script.directory import ScriptDirectory
    from amig.script.plan import Step

_MISSING = "is missing: nothing in `{where}` says beside which database scratch ones are made"
_GIVE = "set `url` or `scratch_url` there, `amig_url` in pytest's configuration, or give `--amig-url` or `url=`"
_SEVERAL = "is for several databases, and a test is on one of them"
_ONE = "take one: `Config.load(...).database(name)`, in a test suite from a fixture `amig_config` of your own"


class Where(TypedDict, total=False):
    """Where scratch databases are made, if not where the configuration says, and what each begins with.

    `url` is that of a database beside which they are made; it is not touched. `prepare` is SQL that goes before the
    first revision: extensions, schemas, what else somebody with more rights makes in a real database.
    """

    url: str | URL | None
    prepare: Sequence[str]


@dataclass(frozen=True, slots=True)
class Project:
    """The migrations of one database."""

    config: Config
    script: ScriptDirectory
    url: str | URL | None = None
    prepare: tuple[str, ...] = ()

    def beside(self) -> URL:
        """The database beside which scratch ones are made; raises BadCallError, BadUrlError, MissingVariableError."""
        config = self.config
        found = self.url or config.needed_scratch_url or config.needed_url
        if not found and config.engine is not None:
            engine = config.engine
            found = (imported(config, "engine", engine) if isinstance(engine, str) else engine).url
        if not found:
            raise BadCallError("url", _MISSING.format(where=config.where), _GIVE)
        return parse_url(unblocked(found) if config.alembic_config else found)

    def steps(self) -> list[Step]:
        """What an empty database runs, in order."""
        goal = self.script.resolve("heads", frozenset(), "upgrade")
        return self.script.steps(goal, frozenset())


async def opened(config: Config | str | Path | None, **where: Unpack[Where]) -> tuple[Project, ...]:
    """The migrations of each database of a configuration; raises ConfigError, ScriptError."""
    settings = await aside(Config.of, config)
    url, prepare = where.get("url"), tuple(where.get("prepare", ()))
    return tuple([Project(one, await aside(read, one), url, prepare) for one in settings.each()])


async def the_one(config: Config | str | Path | None, **where: Unpack[Where]) -> Project:
    """The migrations of the only database of a configuration; raises BadCallError where there are several."""
    found = await opened(config, **where)
    if len(found) != 1:
        raise BadCallError("config", _SEVERAL, _ONE)
    (project,) = found
    return project
