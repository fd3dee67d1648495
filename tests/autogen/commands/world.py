"""A project with models, on a database."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from amig.config import Config
from tests.servers.databases import Backend

HEAD = """
from typing import Optional

import sqlalchemy as sa

metadata = sa.MetaData()
"""

USERS = """
sa.Table(
    "users", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(40), nullable=False),
)
"""

POSTS = """
sa.Table(
    "posts", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id", name="fk_posts_user")),
    sa.Index("ix_posts_user", "user_id"),
)
"""


class World:
    """Models that are written anew between two calls; each has a name of its own, for Python keeps modules."""

    def __init__(self, folder: Path, backend: Backend) -> None:
        self.folder, self.backend, self.count = folder, backend, 0
        self.options: dict[str, object] = {}
        (folder / "migrations" / "versions").mkdir(parents=True)

    def models(self, *parts: str, head: str = HEAD) -> Config:
        """Write the models; gives back the configuration that names them."""
        self.count += 1
        name = f"models_{self.folder.parent.name.replace('-', '_')}_{self.count}"
        (self.folder / f"{name}.py").write_text(textwrap.dedent(head) + "".join(map(textwrap.dedent, parts)))
        return self.config(metadata=f"{name}:metadata")

    def config(self, **more: object) -> Config:
        values = {"url": self.backend.url, "prepend_sys_path": (str(self.folder),), **self.options, **more}
        return Config(script_location=str(self.folder / "migrations"), **values)  # type: ignore[arg-type]

    def env(self, options: str, before: str = "") -> None:
        """An env.py that calls `run_migrations` with these options."""
        text = f"{before}\n\nasync def run(env):\n    async with env.connect() as connection:\n"
        text += f"        await env.run_migrations(connection, {options})\n"
        (self.folder / "migrations" / "env.py").write_text(text)

    def files(self) -> list[Path]:
        return sorted((self.folder / "migrations" / "versions").glob("*.py"))


def clean(folder: Path) -> Iterator[None]:
    """The path and the modules of a test are forgotten."""
    path, modules = list(sys.path), set(sys.modules)
    yield
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if name.startswith("models_"):
            del sys.modules[name]
