"""What `bench/fleet.py` measures, each in a process of its own: both tools, and the raw limit.

`python bench/fleet_work.py TOOL FOLDER URL KIND NAMES` prints seconds, processor seconds and the most memory in MiB.
NAMES is a file with a tenant a line; KIND says what a tenant is. Everything is imported before the clock starts.
"""

from __future__ import annotations

import asyncio
import io
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

ALEMBIC_ENV = """
import asyncio
from alembic import context
from sqlalchemy import pool, text
from sqlalchemy.ext.asyncio import create_async_engine

attributes = context.config.attributes
url = context.config.get_main_option("sqlalchemy.url")

def one(connection):
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()

def schemas(connection):
    for name in attributes["tenants"]:
        connection.execute(text(f'SET search_path TO "{name}"'))
        connection.commit()
        connection.dialect.default_schema_name = name
        one(connection)

async def connected(url, work):
    engine = create_async_engine(url, poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(work)
    await engine.dispose()

async def run():
    if attributes["kind"] == "schemas":
        await connected(url, schemas)
        return
    for name in attributes["tenants"]:
        await connected(url.replace("TENANT", name), one)

if context.is_offline_mode():
    context.configure(dialect_name="postgresql", literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    asyncio.run(run())
"""
REVISION = '''"""revision number {place}"""
import sqlalchemy as sa
from {package} import op

revision = "{id}"
down_revision = {down!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    {up}


def downgrade() -> None:
    pass
'''
_COLUMNS = (
    'sa.Column("id", sa.Integer(), primary_key=True), sa.Column("title", sa.String(100), nullable=False),'
    ' sa.Column("made", sa.DateTime(), nullable=False)'
)
_REFERENCE = 'sa.ForeignKey("customer.id", name="fk_invoice_customer")'
BODIES = (
    ("pass",),
    (f'op.create_table("customer", {_COLUMNS})', 'op.create_index("ix_customer_title", "customer", ["title"])'),
    (
        f'op.create_table("invoice", {_COLUMNS}, sa.Column("customer_id", sa.Integer(), {_REFERENCE}))',
        'op.create_index("ix_invoice_customer", "invoice", ["customer_id"])',
    ),
    (
        'op.add_column("customer", sa.Column("city", sa.String(60), nullable=True))',
        'op.create_index("ix_customer_city", "customer", ["city"])',
        'op.add_column("invoice", sa.Column("remark", sa.Text(), nullable=True))',
    ),
    (
        f'op.create_table("payment", {_COLUMNS})',
        'op.create_index("ix_payment_title", "payment", ["title"], unique=True)',
    ),
    (
        'op.add_column("payment", sa.Column("cents", sa.Integer(), nullable=True))',
        'op.create_index("ix_payment_cents", "payment", ["cents"])',
        'op.add_column("customer", sa.Column("active", sa.Boolean(), nullable=True))',
    ),
)
"""The first one, which is empty, is where every tenant is; then five revisions with twelve statements."""
FIRST, HEAD = f"{1:012x}", f"{len(BODIES):012x}"


def projects(folder: Path) -> None:
    """The same history for both tools."""
    for tool, package in (("amig", "amig.blocking"), ("alembic", "alembic")):
        versions = folder / tool / "migrations" / "versions"
        versions.mkdir(parents=True)
        down = None
        for place, body in enumerate(BODIES):
            id_ = f"{place + 1:012x}"
            text = REVISION.format(place=place, package=package, id=id_, down=down, up="\n    ".join(body))
            (versions / f"{id_}_r.py").write_text(text)
            down = id_
    (folder / "alembic" / "migrations" / "env.py").write_text(ALEMBIC_ENV)
    (folder / "amig" / "amig.toml").write_text('script_location = "migrations"\n')


def with_amig(folder: Path, url: str, kind: str, names: list[str], target: str = "head") -> Callable[[], object]:
    """The whole of `amig fleet upgrade`: source, lead, fleet ledger, waves, sweep and report included."""
    import sqlalchemy.ext.asyncio  # noqa: F401

    import amig
    import amig.commands.fleet_upgrade
    from amig.fleet.tenants import Tenant

    fleet: dict[str, Any] = {"schemas": "tenant\\_%"}
    place = url
    if kind == "files":
        place = f"sqlite+aiosqlite:///{folder / 'ledger.db'}"
        fleet = {"tenants": [Tenant(name, url=url.replace("TENANT", name)) for name in names]}
    elif kind == "databases":
        place = url.replace("TENANT", "mysql")
        fleet |= {"ledger_url": url.replace("TENANT", "ledger")}
    config = amig.Config.load(folder / "amig" / "amig.toml", url=place, fleet=fleet)

    def work() -> None:
        report = asyncio.run(amig.fleet_upgrade(config, target))  # type: ignore[arg-type]
        if not report.all_current or report.tenants != len(names):
            raise RuntimeError(str(report))

    return work


def alembic_config(folder: Path, url: str, kind: str, names: list[str], **more: Any) -> Any:
    """Its own configuration object."""
    from alembic.config import Config

    config = Config(attributes={"tenants": names, "kind": kind}, **more)
    config.set_main_option("script_location", str(folder / "alembic" / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def with_alembic(folder: Path, url: str, kind: str, names: list[str]) -> Callable[[], object]:
    import sqlalchemy.ext.asyncio  # noqa: F401
    from alembic import command

    config = alembic_config(folder, url, kind, names)
    return lambda: command.upgrade(config, "head")


def with_raw(folder: Path, url: str, names: list[str], connections: int) -> Callable[[], object]:
    """Alembic's SQL for a tenant as one string and one transaction, over so many connections: what the server bears."""
    import asyncpg
    from alembic import command

    out = io.StringIO()
    command.upgrade(alembic_config(folder, url, "schemas", names, output_buffer=out), f"{FIRST}:head", sql=True)
    text = out.getvalue().replace("BEGIN;", "").replace("COMMIT;", "")
    plain = url.replace("+asyncpg", "")

    async def everything() -> None:
        left = iter(names)

        async def some() -> None:
            connection = await asyncpg.connect(plain, statement_cache_size=0)
            for name in left:
                await connection.execute(f'BEGIN; SET LOCAL search_path TO "{name}";{text}COMMIT')
            await connection.close()

        await asyncio.gather(*(some() for _ in range(connections)))

    return lambda: asyncio.run(everything())


def main() -> None:
    """Measure once and print it."""
    tool, folder, url, kind, file = sys.argv[1:]
    names = Path(file).read_text().split()
    if tool.startswith("raw"):
        work = with_raw(Path(folder), url, names, int(tool.removeprefix("raw")))
    else:
        work = (with_amig if tool == "amig" else with_alembic)(Path(folder), url, kind, names)
    began, used = time.perf_counter(), time.process_time()
    work()
    took, cpu = time.perf_counter() - began, time.process_time() - used
    print(json.dumps([took, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


if __name__ == "__main__":
    main()
