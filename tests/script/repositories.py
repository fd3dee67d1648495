"""Real git repositories with migrations in them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "somebody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


class Repository:
    """A working folder; nothing of the machine's own git settings counts."""

    def __init__(self, folder: Path, *, options: str = "", start: str = "main") -> None:
        self.folder = folder
        self.versions = folder / "migrations" / "versions"
        self.versions.mkdir(parents=True)
        self.config = folder / "amig.toml"
        self.config.write_text(f'script_location = "migrations"\n{options}')
        self.git("init", "-q", "-b", start)

    def git(self, *arguments: str, fails: bool = False) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.folder), *arguments],
            capture_output=True,
            text=True,
            env={**os.environ, **ENVIRONMENT},
            check=False,
        )
        assert (done.returncode != 0) is fails, done.stderr
        return done.stdout

    def add(self, id_: str, *parents: str, header: str = "", folder: str = "") -> Path:
        """Write a revision, and commit all that is there."""
        path = self.versions / folder / f"{id_}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        down = parents[0] if len(parents) == 1 else parents or None
        path.write_text(
            f'"""{id_}\n\nRevises: {", ".join(parents)}\n"""\nrevision = "{id_}"\ndown_revision = {down!r}\n{header}\n'
            f'\nasync def upgrade(op):\n    await op.execute("CREATE TABLE {id_} (n INTEGER)")\n'
            f'\n\nasync def downgrade(op):\n    await op.execute("DROP TABLE {id_}")\n'
        )
        self.commit(id_)
        return path

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", message)

    def files(self) -> dict[str, bytes]:
        """What the migrations folder holds, hidden files too."""
        found = (path for path in (self.folder / "migrations").rglob("*") if path.is_file())
        return {path.name: path.read_bytes() for path in found if path.suffix != ".pyc"}


def merged(folder: Path, *, options: str = "", start: str = "main") -> Repository:
    """`feature` (o1, o2 after root) with `main` (t1 after root) merged into it: two heads."""
    made = Repository(folder, options=options, start=start)
    made.add("root1")
    made.git("checkout", "-qb", "feature")
    made.add("ours1", "root1")
    made.add("ours2", "ours1")
    made.git("checkout", "-q", start)
    made.add("their1", "root1")
    made.git("checkout", "-q", "feature")
    made.git("merge", "-q", "-m", "merge", start)
    return made
