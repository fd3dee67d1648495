"""The migrations folder: revisions, env.py, and what they mean together."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from amig import errors
from amig.aside import undisturbed
from amig.script.bodies import Bodies
from amig.script.files import revision_files
from amig.script.paths import shown
from amig.script.source import compiled, is_file, read_bytes
from amig.script.told import Listing, Told

if TYPE_CHECKING:
    from amig.script.graph import Graph
    from amig.script.naming import Style
    from amig.script.new import NewRevision
    from amig.script.plan import Direction, Goal, Heads, Planner, Step
    from amig.script.revision import Revision
    from amig.script.write import Drafts


class ScriptDirectory(Bodies):
    """A migrations folder, its headers read once. Safe to share between any number of runs.

    What reads, plans, finds and loads is imported when that is asked for: an app that starts mostly compares heads.
    """

    def __init__(self, location: Path, graph: Graph | Callable[[], Graph], versions: Sequence[Path] = ()) -> None:
        self.location, self._read = location, graph if callable(graph) else lambda: graph
        self.versions = tuple(versions) or (location / "versions",)
        self.name = ", ".join(map(shown, self.versions))
        path = location / "env.py"
        self.env_path = path if is_file(path) else None
        super().__init__(self.versions[0])
        self._told: Told | None = None

    @classmethod
    def open(
        cls,
        location: Path,
        versions: Sequence[Path] = (),
        *,
        recursive: bool = False,
        lenient: bool = False,
        brief: bool = False,
        builtins: dict[str, Any] | None = None,
    ) -> ScriptDirectory:
        """Read the headers of every revision in the folders `versions`, or in `location`'s own.

        `lenient`: those that are not there yet hold nothing. `brief`: where it was kept what the history comes to, its
        `graph` is made when somebody asks for it. `builtins` are what its files have instead of Python's, where
        they are run. Raises NoMigrationsError, and whatever is wrong with a file.
        """
        location = Path(os.path.abspath(location))  # noqa: PTH100 - links stay as they are
        folders = tuple(versions) or (location / "versions",)
        there = [one for one in folders if one.exists()] if lenient and location.exists() else folders
        try:
            files = revision_files(there, recursive=recursive)
        except errors.NoMigrationsError:
            if versions or location.exists():
                raise
            raise errors.NoMigrationsError(shown(location)) from None
        headed: dict[str, int] = {}
        directory = cls(location, partial(_graph, files, folders[0], builtins, headed), folders)
        directory.builtins, directory._headed = builtins, headed
        if brief:
            directory._tell(Listing(files, folders[0]))
        else:
            directory.graph  # noqa: B018 - here, where a worker thread may read
        return directory

    def _tell(self, listing: Listing) -> None:
        if (told := listing.told()) is None:
            told = Told.of(self.graph)
            listing.keep(told, self.graph)
        self._told = told

    @cached_property
    def graph(self) -> Graph:
        """The revisions and who follows whom."""
        return self._read()

    @property
    def told(self) -> Told:
        """What the history comes to: its heads, and whether an upgrade has rows to fill."""
        if self._told is None:
            self._told = Told.of(self.graph)
        return self._told

    @property
    def rows(self) -> tuple[str, ...]:
        """The version rows of a database that has everything."""
        return self.told.rows

    @cached_property
    def _planner(self) -> Planner:
        from amig.script.plan import Planner

        return Planner(self.graph)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know about the files."""
        if "graph" not in self.__dict__:  # what is run is never kept
            return ()
        run = (shown(revision.path) for revision in self.graph.files if revision.computed)
        return tuple(f"`{path}` was run to read its header, which is not made of literals" for path in run)

    @property
    def heads(self) -> tuple[str, ...]:
        return self.graph.heads

    def revision(self, symbol: str) -> Revision:
        """The one revision that a symbol means."""
        found = self.revisions(symbol)
        if not found:
            raise errors.UnknownTargetError(symbol, self.graph.bases[:1])
        first, *others = found
        if others:
            raise errors.MultipleHeadsError(tuple(revision.id for revision in found))
        return first

    def revisions(self, symbol: str, current: Collection[str] = ()) -> tuple[Revision, ...]:
        """The revisions that a symbol means: none for `base`, several for `heads`."""
        from amig.script.find import find
        from amig.script.target import parse

        self.known(current)
        graph = self.graph.view(current)
        return tuple(graph[id_] for id_ in find(parse(symbol), graph, current))

    def known(self, ids: Collection[str]) -> None:
        """Raise UnknownRevisionError for version rows that no file has, or had."""
        replaced = self.graph.replaced.names
        if unknown := sorted(str(id_) for id_ in ids if id_ not in self.graph and id_ not in replaced):
            raise errors.UnknownRevisionError(tuple(unknown), self.name)

    def resolve(self, target: str, heads: Collection[str], direction: Direction) -> Goal:
        """Turn a target into ids, counted from the version rows now; raises TargetError where it makes no sense."""
        from amig.script.resolve import resolve

        self.known(heads)
        return resolve(target, self.graph, heads, direction)

    def stamped(self, targets: Sequence[str], heads: Collection[str]) -> Heads:
        """The version rows when the database is said to be at these targets."""
        from amig.script.resolve import stamped

        self.known(heads)
        return stamped(targets, self.graph, heads)

    def steps(self, goal: Goal, heads: Collection[str]) -> list[Step]:
        """Every step from the version rows to the goal."""
        self.known(heads)
        return self._planner.steps(goal, frozenset(heads))

    def next(self, goal: Goal, heads: Collection[str]) -> Step | None:
        """The first step that is still due; None when the goal is reached, or passed."""
        self.known(heads)
        return self._planner.next(goal, frozenset(heads))

    def progressed(self, before: Collection[str], now: Collection[str], direction: Direction) -> bool:
        """Whether version rows moved in the direction of a run, or not at all."""
        self.known(now)
        return self._planner.progressed(frozenset(before), frozenset(now), direction)

    def history(self, range_: str | None = None, current: Collection[str] = ()) -> list[Revision]:
        """Every revision, or those of a range `from:to` with both its ends; newest first."""
        if range_ is None:
            return list(self.seen(current).revisions[::-1])
        from amig.script.resolve import between
        from amig.script.target import parse_range

        self.known(current)
        graph = self.graph.view(current)
        return list(graph.those(reversed(between(parse_range(range_), graph, current))))

    def seen(self, rows: Collection[str]) -> Graph:
        """The history as a database with these rows sees it; where old files that it needs are gone, as it is now."""
        try:
            return self.graph.view(rows)
        except errors.ReplacedRevisionError:
            return self.graph

    def load_env(self) -> ModuleType:
        """Import env.py."""
        from amig.script.load import imported

        path = self.location / "env.py"
        return imported(compiled(path, read_bytes(path)), "amig_env", self.builtins)

    def write(self, message: str, *, rev_id: str | None = None, head: str = "head") -> Revision:
        """Write a new, empty revision after a head; raises as `write_all` does."""
        from amig.script.new import NewRevision, new_id

        id_ = new_id() if rev_id is None else rev_id
        return self.write_all([NewRevision(message=message, id=id_, head=(head,))])[0]

    def write_all(self, news: Iterable[NewRevision], style: Style | None = None) -> tuple[Revision, ...]:
        """Write new revisions, each after those before it: all of them or none. No file is ever overwritten.

        Raises BadRevisionIdError, BadLabelError, BadFileTemplateError, VersionPathError, UnwritableError, TargetError,
        and BadScriptError for a template that is wrong.
        """
        return self.keep(self.draft(news, style))

    def draft(self, news: Iterable[NewRevision], style: Style | None = None) -> Drafts:
        """What `write_all` would write; raises as it does."""
        from amig.script.naming import Style
        from amig.script.write import drafted

        return drafted(news, self.graph, self.location, self.versions, style or Style())

    def keep(self, drafts: Drafts) -> tuple[Revision, ...]:
        """Write what was drafted."""
        from amig.script.write import write_files

        write_files(drafts.files)
        self.graph, self._told = drafts.graph, None
        self.__dict__.pop("_planner", None)
        return tuple(drafts.revisions)


@undisturbed
def _graph(files: Sequence[str], folder: Path, builtins: dict[str, Any] | None, headed: dict[str, int]) -> Graph:
    """What the files' headers come to; `headed` is told what the bytes were like that were read now."""
    from amig.script.cache import Headers
    from amig.script.graph import Graph
    from amig.script.header import revision_of

    def make(name: str, data: bytes) -> Revision | None:
        """The revision of a file; None for a helper whose name begins with `_` and which has no header."""
        try:
            headed[(revision := revision_of(name, data, builtins)).id] = hash(data)
        except errors.MissingHeaderError as error:
            if Path(name).name.startswith("_") and error.name == "revision":
                return None
            raise
        return revision

    headers = Headers(files, folder)
    graph = Graph(headers.revisions(make))
    headers.keep()
    return graph
