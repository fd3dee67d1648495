"""${message}

Revision ID: ${up_revision}
Revises:${" " + comma(down_revision) if down_revision else ""}
Create Date: ${create_date}
"""

from __future__ import annotations

import sqlalchemy as sa  # noqa: F401
% if imports:
${imports}
% endif

${operations_import}

revision: str = ${literal(up_revision)}
down_revision: ${"tuple[str, ...]" if isinstance(down_revision, tuple) else "str | None"} = ${literal(down_revision)}
% if branch_labels:
branch_labels: tuple[str, ...] = ${literal(branch_labels)}
% endif
% if depends_on:
depends_on: ${"tuple[str, ...]" if isinstance(depends_on, tuple) else "str"} = ${literal(depends_on)}
% endif


${"def" if style == "blocking" else "async def"} upgrade(op: ${operations}) -> None:
    ${upgrades or "pass"}


${"def" if style == "blocking" else "async def"} downgrade(op: ${operations}) -> None:
    ${downgrades or "pass"}
