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
<% names = list(config.databases) or [config.name or "first"] %>
revision: str = ${literal(up_revision)}
down_revision: ${"tuple[str, ...]" if isinstance(down_revision, tuple) else "str | None"} = ${literal(down_revision)}
% if branch_labels:
branch_labels: ${"tuple[str, ...]" if isinstance(branch_labels, tuple) else "str"} = ${literal(branch_labels)}
% endif
% if depends_on:
depends_on: ${"tuple[str, ...]" if isinstance(depends_on, tuple) else "str"} = ${literal(depends_on)}
% endif


${"def" if style == "blocking" else "async def"} upgrade(op: ${operations}, database: str) -> None:
% for name in names:
    ${"if" if loop.first else "elif"} database == ${literal(name)}:
        ${deeper(context.get(f"{name}_upgrades", "")) or "pass"}
% endfor


${"def" if style == "blocking" else "async def"} downgrade(op: ${operations}, database: str) -> None:
% for name in names:
    ${"if" if loop.first else "elif"} database == ${literal(name)}:
        ${deeper(context.get(f"{name}_downgrades", "")) or "pass"}
% endfor
