"""What `revision` and `merge` have in common: new revisions are written, then the hooks are run on their files."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from inspect import isawaitable, iscoroutinefunction
from pathlib import Path
from typing import Any

from amig.aside import aside
from amig.autogen.differences import Difference
from amig.commands.face import Call
from amig.commands.hooks import HookRun, configured_hooks, files_of, run_hooks
from amig.config import Config
from amig.errors import BadConfigError
from amig.script import heads_file
from amig.script.directory import ScriptDirectory
from amig.script.hooks import Hook
from amig.script.naming import Style
from amig.script.new import NewRevision
from amig.script.paths import placed
from amig.script.revision import Revision
from amig.script.write import Drafts

BeforeWrite = Callable[[list[NewRevision]], Awaitable[None] | None]
"""May change, drop or add what is about to be written, in the list that it is given."""


@dataclass(frozen=True, slots=True)
class WrittenRevision:
    """A revision that was written. `path` is its file, of a pair the `.up.sql`; `files` are all of them."""

    revision: str
    down_revision: tuple[str, ...]
    message: str
    branch_labels: tuple[str, ...]
    depends_on: tuple[str, ...]
    path: str
    files: tuple[str, ...]
    hooks: tuple[HookRun, ...]


@dataclass(frozen=True, slots=True)
class RevisionResult:
    """The revisions that were written, in order: one, unless a hook left none or more.

    With `autogenerate`: the `differences` that they end, those that are `unsure` and therefore left out, and
    `suspected`, the renames that nobody could be asked about. `proven`: they went up, down and up again on scratch
    databases; `unproven` says what of that could not be tried, and why.
    """

    revisions: tuple[WrittenRevision, ...]
    differences: tuple[Difference, ...] = ()
    unsure: tuple[Difference, ...] = ()
    suspected: tuple[str, ...] = ()
    proven: bool = False
    unproven: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """New revisions that are drafted and not written yet. `changed`: `before_write` made something else of them."""

    settings: Config
    script: ScriptDirectory
    drafts: Drafts
    hooks: tuple[Hook, ...]
    folder: Path
    changed: bool = False


async def written(
    settings: Config, script: ScriptDirectory, news: Sequence[NewRevision], before_write: BeforeWrite | None = None
) -> RevisionResult:
    """Write new revisions, or what `before_write` makes of them, and run the hooks of the configuration."""
    return RevisionResult(await kept(await ready(settings, script, news, before_write)))


async def ready(
    settings: Config, script: ScriptDirectory, news: Sequence[NewRevision], before_write: BeforeWrite | None = None
) -> Ready:
    """Draft new revisions, or what `before_write` makes of them."""
    hooks, style, folder = await aside(_prepared, settings)
    wanted = list(news)
    if before_write:
        await _changed(before_write, wanted)
    drafts = await aside(script.draft, wanted, style)
    return Ready(settings, script, drafts, hooks, folder, changed=wanted != list(news))


async def kept(one: Ready) -> tuple[WrittenRevision, ...]:
    """Write what was drafted, and run the hooks of the configuration."""
    made = await aside(one.script.keep, one.drafts)
    if one.settings.heads_file:
        await aside(heads_file.write, one.script)
    return tuple([_shown(*await run_hooks(one.hooks, revision, one.folder)) for revision in made])


def _prepared(settings: Config) -> tuple[tuple[Hook, ...], Style, Path]:
    return configured_hooks(settings), style_of(settings), settings.folder


async def _changed(before_write: BeforeWrite, news: list[NewRevision]) -> None:
    if iscoroutinefunction(before_write):
        await before_write(news)
    elif isawaitable(pending := await aside(before_write, news)):
        await pending
    if strange := next((one for one in news if not isinstance(one, NewRevision)), None):
        raise TypeError(f"`before_write` left {strange!r} in the list, which is no NewRevision")


def _shown(revision: Revision, runs: tuple[HookRun, ...]) -> WrittenRevision:
    return WrittenRevision(
        revision.id,
        revision.parents,
        revision.message,
        revision.branch_labels,
        revision.depends_on,
        str(revision.path),
        tuple(map(str, files_of(revision))),
        runs,
    )


def style_of(settings: Config) -> Style:
    """How the configuration wants new files; raises BadConfigError for a time zone that is none."""
    return Style(
        file_template=settings.file_template,
        slug_length=settings.truncate_slug_length,
        timezone=_zone(settings) if settings.timezone else None,
        encoding=settings.output_encoding,
        recursive=settings.recursive_version_locations,
        variables={"config": _template_config(settings), "refresh": False},
    )


def _template_config(settings: Config) -> Any:
    """What templates read as `config`: in a project that was Alembic's, what its own templates find there."""
    if settings.alembic_config is None:
        return settings
    from amig.blocking.config import ScriptConfig
    from amig.ini import old_sections

    return ScriptConfig(settings, old_sections(settings.folder, settings.alembic_config), [])


def _zone(settings: Config) -> tzinfo:
    """The zone of a name, its case being right or all upper."""
    from zoneinfo import ZoneInfo

    name = settings.timezone or ""
    for spelled in (name, name.upper()):
        try:
            return ZoneInfo(spelled)
        except (KeyError, ValueError, OSError):
            continue
    problem = f"is {name!r}, which is no time zone that is known here; the package `tzdata` brings them all"
    raise BadConfigError(settings.where, "timezone", problem)


async def location_of(place: str | Path | None, settings: Config, script: ScriptDirectory) -> Path | None:
    """A versions folder as the configuration names it, or as seen from the working folder."""
    return None if place is None else await aside(_location, place, settings, script)


def _location(place: str | Path, settings: Config, script: ScriptDirectory) -> Path:
    there = placed(place, settings.folder)
    return there if there in script.versions else Path(os.path.abspath(place))  # noqa: PTH100 - links stay


def several(given: str | Sequence[str]) -> tuple[str, ...]:
    """One name or several, as a tuple."""
    return (given,) if isinstance(given, str) else tuple(given)


def show(call: Call, result: RevisionResult) -> None:
    """The paths on stdout, one per line; the rest to stderr."""
    for one in result.revisions:
        call.console.line(f"wrote revision {one.revision}", "done")
        for ran in one.hooks:
            call.console.line(f"ran {ran.hook}" + "".join(f"\n    {line}" for line in ran.output.splitlines()), "note")
    call.show(result, "\n".join(path for one in result.revisions for path in one.files), code=True)


def runner(settings: Config) -> Callable[..., Any]:
    """What runs a command: an event loop where there are hooks to wait for."""
    from amig.commands.face import drive, run

    return run if settings.post_write_hooks else drive
