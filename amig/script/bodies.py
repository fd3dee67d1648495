"""The bodies of a folder's revisions: each read, judged and imported once."""

from __future__ import annotations

import marshal
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from amig import errors
from amig.script.paths import shown
from amig.script.source import Source, compiled, decoded, parsed, read_bytes

if TYPE_CHECKING:
    import ast

    from amig.script.kept_code import Kept
    from amig.script.plan import Direction
    from amig.script.revision import Revision
    from amig.script.sql import SqlScript

    Reading = Callable[[Path, bytes], tuple[Source, ast.Module | None]]

T = TypeVar("T")


class Bodies:
    """What revisions do. To be shared by any number of runs and threads.

    What was found in their trees is kept by name, without them: the trees of all would be too much.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, Source | SqlScript] = {}
        self._modules: dict[str, ModuleType | SqlScript] = {}
        self._found: dict[str, dict[str, Any]] = {}
        self._headed: dict[str, int] = {}
        self._tree: tuple[str, ast.Module | None] = "", None
        self._loading = threading.Lock()
        self._kept: dict[str, Kept] | None = None
        self._noted: dict[str, tuple[Revision, bytes]] = {}
        self._fresh: set[str] = set()
        self.builtins: dict[str, Any] | None = None

    def source(self, revision: Revision) -> str:
        """The text of a revision's file; raises BadScriptError."""
        source = self._sources.get(revision.id)
        return source.text if isinstance(source, Source) else decoded(revision.path, read_bytes(revision.path))

    def check(self, revision: Revision) -> str:
        """The source of a file that compiles, and says what its header said; raises BadScriptError.

        Nothing of it is executed. What was checked is what `load` will run. Of SQL there is no Python source.
        """
        source = self._sources.get(revision.id) or self._checked(revision, _without_tree)[0]
        return source.text if isinstance(source, Source) else ""

    def _checked(self, revision: Revision, read: Reading) -> tuple[Source | SqlScript, ast.Module | None]:
        """What `read` makes of a file of Python, which is kept without its tree."""
        path = revision.path
        data = read_bytes(path)
        source: Source | SqlScript
        if self._kept is not None and (known := self._known(revision, path, data)) is not None:
            return self._sources.setdefault(revision.id, known), None
        source, tree = (_sql(path, data), None) if revision.is_sql else read(path, data)
        same = revision.computed or self._headed.get(revision.id) == hash(data)
        if not same and _changed(revision, data):
            raise errors.BadScriptError(shown(path), "was changed after its header was read")
        kept = self._sources.setdefault(revision.id, source)  # another thread's, where that was quicker
        return kept, tree if kept is source else None

    def _known(self, revision: Revision, path: Path, data: bytes) -> Source | None:
        """What was kept of the same file, when it was checked another time; what is to be kept is noted."""
        from amig.script.kept_code import digest

        if revision.is_sql or revision.computed:
            return None
        self._noted[revision.id] = revision, (now := digest(data))
        kept = (self._kept or {}).get(str(revision.file))
        if kept is None or not kept.holds(now, revision):
            return None
        self._found.setdefault(revision.id, kept.found)
        return Source(path, decoded(path, data), marshal.loads(kept.code))  # noqa: S302 - as Python's own

    @contextmanager
    def keeping(self, files: int, finder: Callable[[], object]) -> Iterator[None]:
        """In here so many files are read. Where that pays, what is found in them is kept for the next time.

        `finder` tells who finds it: for another one nothing was kept. Each file is read in any case.
        """
        from amig.script import kept_code

        if files < kept_code.ENOUGH:
            yield
            return
        by = finder()
        with self._loading:
            if self._kept is None:
                self._kept = kept_code.recalled(self._folder, by)
        try:
            yield
        finally:  # one file that is wrong is no reason to read all others anew
            with self._loading:
                kept, self._kept = self._kept, None  # what was used of it is in the sources
                if kept is not None and len(self._fresh) >= kept_code.ENOUGH:
                    fresh, self._fresh = list(self._fresh), set()
                    kept_code.keep(self._folder, by, kept | dict(map(self._to_keep, fresh)))

    def _to_keep(self, id_: str) -> tuple[str, Kept]:
        from amig.script.kept_code import Kept

        (revision, digest), source = self._noted[id_], self._sources[id_]
        assert isinstance(source, Source)  # noqa: S101 - for the type checker
        return str(revision.file), Kept.of(digest, revision, source.code, self._found[id_])

    def checksum(self, revision: Revision) -> str:
        """The checksum of what `load` will run; raises BadScriptError."""
        from amig.script.checksum import checksum

        self.check(revision)
        return checksum(self._sources[revision.id])

    def text(self, revision: Revision) -> str:
        """What `load` will run, as it is written; raises BadScriptError."""
        self.check(revision)
        source = self._sources[revision.id]
        return source.text if isinstance(source, Source) else "\n".join(filter(None, (source.up, source.down)))

    def tree(self, revision: Revision) -> ast.Module | None:
        """What the source of a Python file says; the last one is kept, for it is asked several things.

        A file that was not checked before is, and read no second time. Raises BadScriptError.
        """
        from amig.syntax import parse

        source = self._sources.get(revision.id) or self._checked_with_tree(revision)
        id_, tree = self._tree
        if id_ != revision.id:
            tree = parse(source.text, str(source.path)) if isinstance(source, Source) else None
            self._tree = revision.id, tree
        return tree

    def _checked_with_tree(self, revision: Revision) -> Source | SqlScript:
        source, tree = self._checked(revision, parsed)
        if tree is not None:
            self._tree = revision.id, tree
        return source

    def found(self, revision: Revision, what: str, look: Callable[[ast.Module | None], T]) -> T:
        """What `look` finds in a file's tree, under a name that says it all: a plain value, looked for once.

        None is looked at for SQL. Raises as `tree` does.
        """
        if revision.id not in self._sources:
            self._checked_with_tree(revision)
        found = self._found.setdefault(revision.id, {})
        if what not in found:
            found[what] = look(self.tree(revision))
            if revision.id in self._noted:
                self._fresh.add(revision.id)
        return found[what]  # type: ignore[no-any-return]

    def fingerprint(self, revision: Revision) -> str:
        """What tells whether a revision was edited: comments, blank lines and formatting do not count."""
        from amig.script.fingerprint import fingerprint

        return self.found(revision, "fingerprint", lambda tree: fingerprint(self._sources[revision.id], tree))

    def is_closed(self, revision: Revision, direction: Direction, verbs: Collection[str]) -> bool:
        """Whether a revision says beforehand all that it does."""
        from amig.script.closed import opening

        def look(tree: ast.Module | None) -> bool:
            return tree is None or opening(tree, direction, verbs) is None

        return self.found(revision, f"{direction} is closed", look)

    def load(self, revision: Revision) -> ModuleType | SqlScript:
        """Import one file, once; raises BadScriptError, MissingHeaderError. Can be called from any thread."""
        with self._loading:
            if (module := self._modules.get(revision.id)) is None:
                self.check(revision)
                source = self._sources[revision.id]
                module = self._imported(source, revision) if isinstance(source, Source) else source
                self._modules[revision.id] = module
        return module

    def _imported(self, source: Source, revision: Revision) -> ModuleType:
        from amig.script.load import imported

        module = imported(source, "amig_revision", self.builtins)
        _complete(module, revision)
        _agrees(module, revision)
        return module

    def loaded(self, revision: Revision) -> ModuleType | SqlScript | None:
        """The module of a file that was imported before; it is not waited for."""
        return self._modules.get(revision.id)

    def is_loaded(self, revision: Revision, most: int) -> bool:
        """Whether a file was imported before, and has so many characters at the most."""
        return revision.id in self._modules and len(self.text(revision)) <= most


def _without_tree(path: Path, data: bytes) -> tuple[Source, None]:
    return compiled(path, data), None


def _changed(revision: Revision, data: bytes) -> bool:
    from amig.script.header import make_revision

    return make_revision(revision.file, data) != revision


def _sql(path: Path, data: bytes) -> SqlScript:
    from amig.script.sql import sql_script

    return sql_script(path, data)


def _complete(module: ModuleType, revision: Revision) -> None:
    """A revision that only has a backfill changes nothing else, in either direction."""

    async def nothing(_op: Any) -> None:
        pass

    for name in ("upgrade", "downgrade") if revision.backfill else ():
        module.__dict__.setdefault(name, nothing)


def _agrees(module: ModuleType, revision: Revision) -> None:
    """Raise for a file that can be run neither way, or that says another thing of itself when it runs than before."""
    for name in ("upgrade", "downgrade"):
        if not callable(getattr(module, name, None)):
            raise errors.MissingHeaderError(shown(revision.path), f"{name}()")
    down = getattr(module, "down_revision", None)
    parents = (down,) if isinstance(down, str) else tuple(down or ())
    if getattr(module, "revision", None) != revision.id or set(parents) != set(revision.parents):
        raise errors.BadScriptError(
            shown(revision.path), "changes its `revision` or `down_revision` when it runs: assign them once, at the top"
        )
