"""The migrations folder: revisions, env.py, and what they mean together."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection
from pathlib import Path
from types import ModuleType

from amig.errors import (
    BadRevisionIdError,
    BadScriptError,
    BadTargetError,
    MissingHeaderError,
    MultipleHeadsError,
    NoMigrationsError,
    NotOnTheWayError,
    UnknownRevisionError,
    UnknownTargetError,
)
from amig.script.graph import Graph
from amig.script.header import make_revision, read_bytes, read_header
from amig.script.load import Source, compiled, decoded, imported
from amig.script.paths import shown
from amig.script.plan import Direction, Goal, Planner, Step
from amig.script.revision import Revision
from amig.script.target import find, parse


class ScriptDirectory:
    """A migrations folder, its headers read once. Safe to share between any number of runs."""

    def __init__(self, location: Path, graph: Graph) -> None:
        self.location, self.graph = location, graph
        self.versions = location / "versions"
        self.name = shown(self.versions)
        path = location / "env.py"
        self.env_path = path if path.is_file() else None
        self._planner = Planner(graph)
        self._sources: dict[str, Source] = {}
        self._modules: dict[str, ModuleType] = {}
        self._loading = threading.Lock()

    @classmethod
    def open(cls, location: Path) -> ScriptDirectory:
        """Read the headers of every revision; raises NoMigrationsError and whatever is wrong with a file."""
        location = Path(os.path.abspath(location))  # noqa: PTH100 - links stay as they are
        versions = location / "versions"
        try:
            with os.scandir(versions) as entries:
                names = [entry.name for entry in entries if _is_revision(entry.name)]
        except (FileNotFoundError, NotADirectoryError):
            raise NoMigrationsError(shown(versions if location.is_dir() else location)) from None
        except OSError as error:
            raise BadScriptError(shown(versions), f"cannot be read: {error.strerror or error}") from error
        return cls(location, Graph(read_header(versions / name) for name in names))

    @property
    def heads(self) -> tuple[str, ...]:
        return self.graph.heads

    def revision(self, symbol: str) -> Revision:
        """The one revision that a symbol means."""
        found = self.revisions(symbol)
        if not found:
            raise UnknownTargetError(symbol, self.graph.bases[:1])
        first, *others = found
        if others:
            raise MultipleHeadsError(tuple(revision.id for revision in found))
        return first

    def revisions(self, symbol: str, current: Collection[str] = ()) -> tuple[Revision, ...]:
        """The revisions that a symbol means: none for `base`, several for `heads`."""
        self.known(current)
        return tuple(self.graph[id_] for id_ in find(parse(symbol), self.graph, current))

    def known(self, ids: Collection[str]) -> None:
        """Raise UnknownRevisionError for version rows that no file has."""
        if unknown := tuple(sorted(id_ for id_ in ids if id_ not in self.graph)):
            raise UnknownRevisionError(unknown, self.name)

    def resolve(self, target: str, heads: Collection[str], direction: Direction) -> Goal:
        """Turn a target into ids, counted from the version rows now; raises TargetError where it makes no sense."""
        self.known(heads)
        parsed = parse(target)
        backwards = parsed.offset < 0 if direction == "upgrade" else parsed.offset > 0
        here = tuple(sorted(heads)) or ("base",)
        if parsed.relative and backwards:
            raise NotOnTheWayError(target, direction, here)
        found = frozenset(find(parsed, self.graph, heads))
        if direction == "downgrade" and not found <= self.graph.ancestors(heads):
            raise NotOnTheWayError(target, direction, here)
        return Goal(direction, target, found)

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

    def history(self) -> list[Revision]:
        """Every revision, newest first."""
        return list(self.graph.revisions[::-1])

    def source(self, revision: Revision) -> str:
        """The text of a revision's file; raises BadScriptError."""
        if source := self._sources.get(revision.id):
            return source.text
        return decoded(revision.path, read_bytes(revision.path))

    def check(self, revision: Revision) -> str:
        """The source of a file that compiles, and says what its header said; raises BadScriptError.

        Nothing of it is executed. What was checked is what `load` will run.
        """
        if (source := self._sources.get(revision.id)) is None:
            data = read_bytes(revision.path)
            source = compiled(revision.path, data)
            if make_revision(revision.path, data) != revision:
                raise BadScriptError(shown(revision.path), "was changed after its header was read")
            self._sources[revision.id] = source
        return source.text

    def load(self, revision: Revision) -> ModuleType:
        """Import one file, once; raises BadScriptError, MissingHeaderError. Can be called from any thread."""
        with self._loading:
            if (module := self._modules.get(revision.id)) is None:
                self.check(revision)
                module = imported(self._sources[revision.id], "amig_revision")
                _agrees(module, revision)
                self._modules[revision.id] = module
        return module

    def load_env(self) -> ModuleType:
        """Import env.py."""
        path = self.location / "env.py"
        return imported(compiled(path, read_bytes(path)), "amig_env")

    def write(self, message: str, *, rev_id: str | None = None, head: str = "head") -> Revision:
        """Write a new, empty revision after a head; an existing file is never overwritten.

        Raises BadRevisionIdError, UnwritableError, TargetError, and BadScriptError for a template that is wrong.
        """
        from amig.script.template import Header, checked_id, new_id, write_revision

        id_ = checked_id(new_id() if rev_id is None else rev_id)
        if id_ in self.graph:
            raise BadRevisionIdError(id_, f"is that of `{shown(self.graph[id_].path)}`")
        revision = write_revision(self.location, Header(id_, self._parents(head), message))
        self.graph = Graph((*self.graph.revisions, revision))
        self._planner = Planner(self.graph)
        return revision

    def _parents(self, head: str) -> tuple[str, ...]:
        """What a new revision follows: a head, for anything else would start a second line."""
        if not self.heads and head in ("head", "base"):
            return ()
        found = self.revision(head)
        if found.id not in self.heads:
            raise BadTargetError(head, "is no head: a revision after it would start a second line")
        return (found.id,)


def _is_revision(name: str) -> bool:
    return name.endswith(".py") and not name.startswith((".", "_"))


def _agrees(module: ModuleType, revision: Revision) -> None:
    """Raise for a file that can be run neither way, or that says another thing of itself when it runs than before."""
    path = shown(revision.path)
    for name in ("upgrade", "downgrade"):
        if not callable(getattr(module, name, None)):
            raise MissingHeaderError(path, f"{name}()")
    down = getattr(module, "down_revision", None)
    parents = (down,) if isinstance(down, str) else tuple(down or ())
    if getattr(module, "revision", None) != revision.id or set(parents) != set(revision.parents):
        raise BadScriptError(
            path, "changes its `revision` or `down_revision` when it runs: assign them once, at the top"
        )
