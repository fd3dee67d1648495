"""Projects of blocking scripts, as people wrote them for Alembic."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import amig

HEAD = '''"""{id}"""
import sqlalchemy as sa
from sqlalchemy import orm
from amig.blocking import context, op
from tests.projects import SHELF

revision = "{id}"
down_revision = {down!r}
branch_labels = None
depends_on = None

{more}

def upgrade({parameters}):
{body}


def downgrade():
    pass
'''


class Scripts:
    """A folder of revisions that grows; runs as an adopted project does, all in one transaction."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.folder = folder
        self.options = {"version_table": "alembic_version", "transaction": "run", **options}
        self.ids: list[str] = []
        (folder / "migrations" / "versions").mkdir(parents=True)

    def add(self, body: str, *, more: str = "", parameters: str = "") -> Path:
        id_ = f"step{len(self.ids) + 1:02d}"
        text = HEAD.format(
            id=id_,
            down=self.ids[-1] if self.ids else None,
            more=textwrap.dedent(more),
            parameters=parameters,
            body=textwrap.indent(textwrap.dedent(body).strip(), "    "),
        )
        self.ids.append(id_)
        path = self.folder / "migrations" / "versions" / f"{id_}.py"
        path.write_text(text)
        return path

    @property
    def config(self) -> amig.Config:
        return amig.Config(script_location=str(self.folder / "migrations"), **self.options)

    async def run(self, url: str, target: str = "heads", **how: Any) -> Any:
        return await amig.upgrade(self.config, target, url=url, **how)
