"""New revision files: several at once, all of them or none."""

from __future__ import annotations

from codecs import lookup
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from amig.errors import BadScriptError, ScriptError, UnwritableError
from amig.script.attach import check_names, dependencies, folder, parents
from amig.script.graph import Graph
from amig.script.header import make_revision
from amig.script.naming import Style
from amig.script.new import NewRevision
from amig.script.paths import shown
from amig.script.revision import Revision
from amig.script.source import compiled
from amig.script.template import TEMPLATES, Attached, rendered, template_path


class Drafts:
    """New revisions, each after those before it, and the bytes of their files. Nothing is written yet."""

    def __init__(self, graph: Graph, location: Path, versions: Sequence[Path], style: Style) -> None:
        self.graph, self.location, self.versions, self.style = graph, location, versions, style
        self.revisions: list[Revision] = []
        self.files: dict[Path, bytes] = {}

    def add(self, new: NewRevision) -> None:
        """Raises whatever is wrong with it, or with the template."""
        check_names(new, self.graph)
        ids = parents(new, self.graph)
        attached = Attached(new, ids, dependencies(new, self.graph), self.style.now())
        name = self.style.file_name(new.id, new.message, attached.created)
        base = folder(new, ids, self.graph, self.versions) / name
        texts = dict(self._texts(base, attached))
        if taken := next((path for path in texts if path in self.files), None):
            raise UnwritableError(shown(taken), "another of the new revisions has the same name")
        (first, (template, data)), *_ = texts.items()
        revision = _proved(template, attached, first, data)
        self.graph = Graph((*self.graph.files, revision))
        self.revisions.append(revision)
        self.files.update((path, data) for path, (_, data) in texts.items())

    def _texts(self, base: Path, attached: Attached) -> Iterator[tuple[Path, tuple[Path, bytes]]]:
        """Path -> the template, and what it makes."""
        for ending, name in TEMPLATES[attached.new.format].items():
            path = base.with_name(base.name + ending)
            template = template_path(self.location, name)
            text = rendered(template, attached, self.style.variables)
            yield path, (template, _encoded(path, text, self.style.encoding if ending == ".py" else "utf-8"))


def _encoded(path: Path, text: str, encoding: str) -> bytes:
    """The bytes of a file; where it is not UTF-8 its first line says so, which Mako takes out of templates."""
    try:
        if lookup(encoding).name not in ("utf-8", "utf-8-sig", "ascii"):
            text = f"# coding: {encoding}\n{text}"
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        raise UnwritableError(shown(path), f"{letter!r} has no place in the encoding `{encoding}`") from error


def _proved(template: Path, attached: Attached, path: Path, data: bytes) -> Revision:
    """What the new file says of itself, read as every file is; a template may be the user's own."""
    try:
        if path.suffix == ".py":
            compiled(path, data)
        revision = make_revision(path, data)
    except ScriptError as error:
        raise BadScriptError(shown(template), f"makes a file that is wrong: {error}") from error
    new = attached.new
    for name, wrote, given in (
        ("revision", revision.id, new.id),
        ("down_revision", revision.parents, attached.parents),
        ("branch_labels", revision.branch_labels, new.branch_labels),
        ("depends_on", revision.depends_on, attached.depends_on),
    ):
        if wrote != given:
            problem = f"does not write the `{name}` that it is given, {given!r}"
            raise BadScriptError(shown(template), problem)
    return revision


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write new files, all of them or none; one that is there is never overwritten. Raises UnwritableError."""
    with _undone() as made:
        for path, data in files.items():
            try:
                _make_folders(path.parent, made)
                with path.open("xb") as file:
                    made.append(path)
                    file.write(data)
            except (OSError, ValueError) as error:
                raise UnwritableError(shown(path), getattr(error, "strerror", None) or str(error)) from error


def write_rejected(files: Mapping[Path, bytes]) -> tuple[str, ...]:
    """Write files under their names and `.rej`, which nothing takes for revisions; gives back what they are called."""
    rejected = {path.with_name(f"{path.name}.rej"): data for path, data in files.items()}
    for path in rejected:
        path.unlink(missing_ok=True)
    write_files(rejected)
    return tuple(map(shown, rejected))


def _make_folders(path: Path, made: list[Path]) -> None:
    for folder_ in reversed([one for one in (path, *path.parents) if not one.exists()]):
        folder_.mkdir(exist_ok=True)
        made.append(folder_)


@contextmanager
def _undone() -> Iterator[list[Path]]:
    """What was made inside is taken away again when the block fails."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):  # a folder that somebody else has put something into
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def drafted(
    news: Iterable[NewRevision], graph: Graph, location: Path, versions: Sequence[Path], style: Style
) -> Drafts:
    """The files of new revisions, in this order; raises whatever is wrong with one of them."""
    drafts = Drafts(graph, location, versions, style)
    for new in news:
        drafts.add(new)
    return drafts
