"""Milliseconds for each new tenant: from the snapshot, and by the revisions.

    python bench/provision.py postgresql://user@host/database [TENANTS] [REVISIONS]

The database has to be there, and may be thrown away: schemas `tenant_...` are made in it.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

import amig

REVISION = '''"""number {n}"""
import sqlalchemy as sa
from amig.ops import Operations
revision = "rev{n:05d}"
down_revision = {parent}
async def upgrade(op: Operations) -> None:
    await op.create_table("t{n}", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.String(50)))
    await op.add_column("t{n}", sa.Column("b", sa.Integer()))
    await op.alter_column("t{n}", "a", nullable=False)
    await op.drop_column("t{n}", "b")
    await op.execute("INSERT INTO t{n} VALUES (1, 'one')")
async def downgrade(op: Operations) -> None:
    await op.drop_table("t{n}")
'''


def project(folder: Path, revisions: int) -> Path:
    """Write revisions, each of five statements."""
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    for n in range(1, revisions + 1):
        parent = repr(f"rev{n - 1:05d}") if n > 1 else None
        (versions / f"rev{n:05d}.py").write_text(REVISION.format(n=n, parent=parent))
    (folder / "amig.toml").write_text('script_location = "migrations"\n')
    return folder / "amig.toml"


async def measured(config: amig.Config, word: str, tenants: int, *, by_chain: bool) -> None:
    """Make so many at once, and say how long each took."""
    names = [f"tenant_{word}_{n}" for n in range(tenants)]
    began = time.perf_counter()
    result = await amig.fleet_provision(config, names, by_chain=by_chain)
    took = time.perf_counter() - began
    assert not result.failed, result.failed[:3]  # noqa: S101 - a bench that fails says so
    print(f"{word}: {len(result.tenants)} tenants in {took:.2f} s, {1000 * took / tenants:.2f} ms each")


async def main(url: str, tenants: int, revisions: int) -> None:
    """Both ways, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        config = amig.Config(file=project(Path(folder), revisions), url=url, fleet={"schemas": "tenant\\_%"})
        began = time.perf_counter()
        made = await amig.snapshot(config)
        print(f"{revisions} revisions, snapshot of {made.statements} statements in {time.perf_counter() - began:.1f} s")
        await measured(config, "snapshot", tenants, by_chain=False)
        await measured(config, "revisions", tenants, by_chain=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *(int(given) for given in [*sys.argv[2:4], *("200", "20")[len(sys.argv[2:4]) :]])))
