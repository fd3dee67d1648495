"""The migrations folder: revisions, env.py, and what they mean together."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Collection
from pathlib import Path
from types import ModuleType

from amig.errors import (
    AmigError,
    BadScriptError,
    MissingHeaderError,
    MultipleHeadsError,
    NoMigrationsError,
    NotOnTheWayError,
    UnknownRevisionError,
    UnknownTargetError,
)
from amig.script import plan
from amig.script.graph import Graph
from amig.script.header import check_id, read_header, read_source, syntax_error
from amig.script.plan import Direction, Goal, Step
from amig.script.revision import Revision, shown
from amig.script.target import identify, named, parse, resolve


class ScriptDirectory:
    """A migrations folder, its headers read once. Safe to share between any number of runs."""

    def __init__(self, location: Path, graph: Graph) -> None:
        self.location, self.graph = location, graph
        self.name = shown(location / "versions")
        path = location / "env.py"
        self.env_path = path if path.is_file() else None
        self._modules: dict[str, ModuleType] = {}
        self._loading = threading.Lock()

    @classmethod
    def open(cls, location: Path) -> ScriptDirectory:
        """Read the headers of every revision; raises NoMigrationsError and whatever is wrong with a file."""
        versions = location / "versions"
        if not versions.is_dir():
            raise NoMigrationsError(shown(location))
        names = sorted(path.name for path in versions.iterdir() if _is_revision(path.name))
        return cls(location, Graph(read_header(versions / name) for name in names))

    @property
    def versions(self) -> Path:
        return self.location / "versions"

    @property
    def heads(self) -> tuple[str, ...]:
        return self.graph.heads

    def revision(self, symbol: str) -> Revision:
        """The one revision that a symbol means."""
        found = self.revisions(symbol)
        if not found:
            raise UnknownTargetError(symbol, self.graph.bases[:1])
        if len(found) > 1:
            raise MultipleHeadsError(tuple(revision.id for revision in found))
        return found[0]

    def revisions(self, symbol: str, current: Collection[str] = ()) -> tuple[Revision, ...]:
        """The revisions that a symbol means: none for `base`, several for `heads`."""
        self.known(current)
        return tuple(self.graph.in_order(resolve(self.graph, parse(symbol), current)))

    def known(self, ids: Collection[str]) -> None:
        """Raise UnknownRevisionError for version rows that no file has."""
        if unknown := tuple(sorted(id_ for id_ in ids if id_ not in self.graph.by_id)):
            raise UnknownRevisionError(unknown, self.name)

    def resolve(self, target: str, heads: Collection[str], direction: Direction) -> Goal:
        """Turn a target into ids, counted from the version rows now; raises TargetError where it makes no sense."""
        self.known(heads)
        parsed = parse(target)
        backwards = parsed.steps < 0 if direction == "upgrade" else parsed.steps > 0
        if parsed.symbol is None and (backwards or not parsed.steps):
            raise NotOnTheWayError(target, direction, tuple(sorted(heads)))
        found = resolve(self.graph, parsed, heads)
        if direction == "downgrade" and not found <= self.graph.ancestors(heads):
            raise NotOnTheWayError(target, direction, tuple(sorted(heads)))
        return Goal(direction, target, found)

    def steps(self, goal: Goal, heads: Collection[str]) -> list[Step]:
        """Every step from the version rows to the goal."""
        self.known(heads)
        return plan.steps(self.graph, goal, heads)

    def next(self, goal: Goal, heads: Collection[str]) -> Step | None:
        """The first step that is still due."""
        return next(iter(self.steps(goal, heads)), None)

    def progressed(self, before: Collection[str], now: Collection[str], direction: Direction) -> bool:
        """Whether version rows moved in the direction of a run, or not at all."""
        if set(before) == set(now):
            return True
        self.known(now)
        applied_before, applied_now = self.graph.ancestors(before), self.graph.ancestors(now)
        return applied_before <= applied_now if direction == "upgrade" else applied_before >= applied_now

    def history(self) -> list[Revision]:
        """Every revision, newest first."""
        return self.graph.revisions[::-1]

    def source(self, revision: Revision) -> str:
        return read_source(revision.path)

    def check(self, revision: Revision) -> None:
        """Raise BadScriptError when a file does not compile; nothing of it is executed."""
        try:
            compile(self.source(revision), str(revision.path), "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            raise syntax_error(revision.path, error) from error

    def load(self, revision: Revision) -> ModuleType:
        """Import one file, once; raises BadScriptError, MissingHeaderError."""
        with self._loading:
            if (module := self._modules.get(revision.id)) is None:
                module = self._modules[revision.id] = _imported(revision.path, f"amig_revision_{revision.id}")
        for name in ("upgrade", "downgrade"):
            if not callable(getattr(module, name, None)):
                raise MissingHeaderError(shown(revision.path), f"{name}()")
        return module

    def load_env(self) -> ModuleType:
        """Import env.py."""
        return _imported(self.location / "env.py", "amig_env")

    def write(self, message: str, *, rev_id: str | None = None, head: str = "head") -> Revision:
        """Write a new, empty revision after a head; an existing file is never overwritten."""
        from amig.script.template import Header, new_id, write_revision

        revision = check_id(rev_id or new_id())
        if revision in self.graph.by_id:
            raise BadScriptError(shown(self.graph.by_id[revision].path), f"has the revision id `{revision}` already")
        parents = () if not self.graph.by_id else tuple(sorted(self._parent(head)))
        return read_header(write_revision(self.location, Header(revision, parents, message)))

    def _parent(self, head: str) -> frozenset[str]:
        found = frozenset({identify(self.graph, head)}) if head not in ("head", "heads", "base") else named(self.graph, head, ())
        if not found <= set(self.heads):
            raise MultipleHeadsError((*self.heads, *sorted(found)))
        return found


def _is_revision(name: str) -> bool:
    return name.endswith(".py") and not name.startswith((".", "_"))


def _imported(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise BadScriptError(shown(path), "cannot be imported")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except AmigError:
        raise
    except Exception as error:
        raise BadScriptError(shown(path), f"cannot be imported: {type(error).__name__}: {error}", _line_in(path, error)) from error
    return module


def _line_in(path: Path, error: BaseException) -> int | None:
    """The line of the file where an import went wrong."""
    import traceback

    if isinstance(error, SyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == str(path)), None)
