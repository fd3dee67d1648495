"""Small projects that tests make on the spot."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

HEAD = '''"""{message}"""

from __future__ import annotations

import asyncio
import time

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from amig.ops import BlockingOperations, Operations

revision: str = "{id}"
down_revision: str | None = {parent}
{header}

{body}
'''

SHELF: list[object] = []
"""Where a script can leave something for the test that runs it."""


@dataclass
class Project:
    """A migrations folder with a configuration, growing one revision at a time."""

    folder: Path
    last: str | None = None
    count: int = 0

    @property
    def config(self) -> Path:
        return self.folder / "amig.toml"

    def add(self, body: str, *, id_: str | None = None, message: str = "", header: str = "") -> str:
        """Write the next revision; gives back its id."""
        self.count += 1
        id_ = id_ or f"rev{self.count:05d}"
        text = HEAD.format(
            id=id_,
            parent=repr(self.last).replace("'", '"'),
            body=textwrap.dedent(body).strip(),
            message=message or f"number {self.count}",
            header=header,
        )
        (self.folder / "migrations" / "versions" / f"{id_}.py").write_text(text)
        self.last = id_
        return id_

    def table(self, name: str, id_: str | None = None, header: str = "") -> str:
        """Write a revision that makes a table."""
        return self.add(
            f"""
            async def upgrade(op: Operations) -> None:
                columns = sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer())
                await op.create_table("{name}", *columns)


            async def downgrade(op: Operations) -> None:
                await op.drop_table("{name}")
            """,
            id_=id_,
            header=header,
        )

    def up(self, body: str, *, id_: str | None = None, header: str = "") -> str:
        """Write a revision with this upgrade body and an empty downgrade."""
        lines = textwrap.indent(textwrap.dedent(body).strip(), "    ")
        empty = "async def downgrade(op: Operations) -> None:\n    pass"
        return self.add(f"async def upgrade(op: Operations) -> None:\n{lines}\n\n\n{empty}", id_=id_, header=header)


def new_project(folder: Path, url: str | None = None) -> Project:
    """An empty project."""
    (folder / "migrations" / "versions").mkdir(parents=True)
    line = f'url = "{url}"\n' if url else ""
    (folder / "amig.toml").write_text(f'script_location = "migrations"\n{line}')
    return Project(folder)
