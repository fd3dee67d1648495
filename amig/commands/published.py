"""Which revisions a git branch has. Git is asked, nothing is checked out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from amig.errors import OursUnknownError, ScriptError
from amig.script.directory import ScriptDirectory
from amig.script.files import UP
from amig.script.scan import scan
from amig.script.sql import sql_header

BASES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where revisions are taken to be published, the first that there is."""

_MOVED_BY_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


@dataclass(frozen=True, slots=True)
class Published:
    """A git branch, by its name, and the ids of its revisions."""

    branch: str
    ids: frozenset[str]


def published(script: ScriptDirectory, base: str | None) -> Published | None:
    """The revisions of a branch, or of the default one; None where the folders are in no git repository.

    Raises OursUnknownError for a branch that is not there, and with git's own words.
    """
    names: dict[str, None] = {}
    ids: set[str] = set()
    for folder in script.versions:
        if not folder.is_dir() or not _in_repository(folder):
            continue
        name, commit = _found(folder, base)
        names[name] = None
        ids.update(_ids(script, folder, commit))
    if base is not None and not names:
        raise OursUnknownError(f"the revisions are in no git repository that could have `{base}`")
    return Published(", ".join(names), frozenset(ids)) if names else None


def _in_repository(folder: Path) -> bool:
    try:
        done = _run(folder, "rev-parse", "--is-inside-work-tree")
    except FileNotFoundError:
        return False
    if done.returncode and b"not a git repository" not in done.stderr:
        raise OursUnknownError(f"git says: {_words(done.stderr)}")
    return not done.returncode


def _found(folder: Path, base: str | None) -> tuple[str, str]:
    """The branch by its name, and its commit."""
    for name in (base,) if base is not None else BASES:
        commit = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if not commit.returncode:
            return _whole_name(folder, name), commit.stdout.decode().strip()
    if base is not None:
        raise OursUnknownError(f"git knows no branch or commit `{base}`")
    raise OursUnknownError(f"the repository has no {', '.join(BASES[1:-1])} or {BASES[-1]}")


def _whole_name(folder: Path, name: str) -> str:
    """`origin/HEAD` by the branch that it stands for."""
    if not name.endswith("HEAD"):
        return name
    full = _run(folder, "rev-parse", "--abbrev-ref", "--end-of-options", name).stdout.decode().split()
    return full[-1] if full else name


def _ids(script: ScriptDirectory, folder: Path, commit: str) -> Iterator[str]:
    """The ids of a commit's revisions: by the path where a file is here too, else read from git."""
    here = {revision.path: revision.id for revision in script.graph.files}
    listed = _run(folder, "ls-tree", "-r", "-z", commit)
    if listed.returncode:
        raise OursUnknownError(f"git says: {_words(listed.stderr)}")
    elsewhere: dict[Path, str] = {}
    for line in listed.stdout.split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        path = folder / os.fsdecode(name)
        if path in here:
            yield here[path]
        elif path.name.endswith((".py", UP)):
            elsewhere[path] = about.split()[-1].decode()
    for path, data in zip(elsewhere, _contents(folder, list(elsewhere.values())), strict=True):
        if id_ := _id(path, data):
            yield id_


def _contents(folder: Path, blobs: list[str]) -> Iterator[bytes]:
    """What files hold that a commit has and the working folder has not (under this name)."""
    said = _run(folder, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs)).stdout if blobs else b""
    while said:
        about, _, rest = said.partition(b"\n")
        size = int(about.split()[-1])
        yield rest[:size]
        said = rest[size + 1 :]


def _id(path: Path, data: bytes) -> str | None:
    """The id that a file says by itself; none of it is run."""
    try:
        header = sql_header(path, data) if path.suffix == ".sql" else scan(data)
    except ScriptError:
        return None
    id_ = header.values.get("revision") if header else None
    return id_ if isinstance(id_, str) else None


def _run(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    """Ask git, in English; what a hook is told about its own repository does not count here."""
    environment = {name: value for name, value in os.environ.items() if name not in _MOVED_BY_HOOKS}
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(  # noqa: S603 - no shell, and what a person gives is no option
        command, input=given.encode(), capture_output=True, check=False, env={**environment, "LC_ALL": "C"}
    )


def _words(said: bytes) -> str:
    return " ".join(said.decode(errors="replace").split())
