"""Many schemas go from where they are to the target, and nobody else is touched."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import UnknownTargetError
from amig.fleet.events import TenantBegan, TenantDone, TenantsCurrent, TenantSkipped
from tests.fleet.conftest import named, quoted


async def test_every_tenant_goes_to_the_head(fleet, tenants) -> None:
    """Thirty schemas, three revisions; a second run has nothing to do; one new revision, and back again."""
    names = await asyncio.to_thread(tenants, 30)
    for name in ("one", "two", "three"):
        fleet.project.table(name)
    report = await fleet.upgrade()
    assert (report.done, report.failed, report.tenants, report.all_current) == (30, 0, 30, True)
    assert await asyncio.to_thread(fleet.versions, names) == {("rev00003",)}
    assert sorted(event.tenant for event in fleet.told(TenantDone)) == names
    again = await fleet.upgrade()
    assert (again.current, again.done) == (30, 0)
    assert [event.count for event in fleet.told(TenantsCurrent)] == [30]
    fleet.project.up('await op.add_column("one", sa.Column("later", sa.Integer()))')
    assert (await fleet.upgrade(only=("tenant_0007", "tenant_0009"))).done == 2
    assert (await fleet.upgrade()).done == 28
    back = await amig.fleet_downgrade(fleet.config, "rev00001")
    assert (back.done, back.direction) == (30, "downgrade")
    assert await asyncio.to_thread(fleet.versions, names) == {("rev00001",)}
    log = await asyncio.to_thread(fleet.rows, "amig_ledger", ["tenant_0003"])
    assert [(row[4], row[5]) for row in log["tenant_0003"]] == [
        *((f"rev0000{n}", "upgrade") for n in (1, 2, 3, 4)),
        *((f"rev0000{n}", "downgrade") for n in (4, 3, 2)),
    ]


async def test_each_tenant_gets_a_value_of_its_own(fleet, tenants) -> None:
    """A revision that calls `uuid4()` is run for each, and never replayed."""
    names = await asyncio.to_thread(tenants, 12)
    fleet.project.add(
        """
        from uuid import uuid4

        async def upgrade(op: Operations) -> None:
            await op.create_table("key", sa.Column("id", sa.String(36)))
            await op.execute(f"INSERT INTO key VALUES ('{uuid4()}')")


        async def downgrade(op: Operations) -> None:
            await op.drop_table("key")
        """
    )
    assert (await fleet.upgrade()).done == 12
    rows = await asyncio.to_thread(fleet.rows, "key", names)
    assert len({id_ for ((id_,),) in rows.values()}) == 12


async def test_a_name_is_only_ever_a_name(fleet) -> None:
    """Quotes, dots, semicolons, per cent signs, backslashes, blanks: by replay and by running."""
    names = ['a"; DROP SCHEMA safe CASCADE; --', "b.c", "d;e", "f%s%%", "g\\h'i", "j k", "Über:x", "select"]
    await asyncio.to_thread(fleet.make, *names, "safe")
    fleet.settings = {"tenants": lambda: iter(names)}
    fleet.project.table("closed")
    fleet.project.up('await op.execute("INSERT INTO closed (id) VALUES (%d)" % 7)')
    report = await fleet.upgrade()
    assert (report.done, report.failures) == (len(names), ())
    rows = await asyncio.to_thread(fleet.rows, "closed", names)
    assert set(map(tuple, rows.values())) == {((7, None),)}
    assert (await fleet.upgrade()).current == len(names)
    assert await asyncio.to_thread(fleet.database.rows, "SELECT count(*) FROM pg_namespace WHERE nspname = 'safe'") == [
        (1,)
    ]
    assert await asyncio.to_thread(fleet.database.rows, PUBLIC) == []


PUBLIC = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    " AND relname NOT LIKE '%amig_fleet_%' ORDER BY 1"
)
FULL = (
    "CREATE TABLE public.t (id int PRIMARY KEY, n int)",
    "INSERT INTO public.t VALUES (1, 1)",
    "CREATE INDEX ix_old ON public.t (n)",
    "CREATE TABLE public.amig_version (version_num varchar(32) NOT NULL)",
    "INSERT INTO public.amig_version VALUES ('rev00001')",
)
REACHING = [
    'await op.execute("DELETE FROM t")',
    'await op.add_column("t", sa.Column("x", sa.Integer()))',
    'await op.drop_table("t")',
    'await op.create_index("ix_new", "t", ["n"], postgresql_concurrently=True)',
    'await op.drop_index("ix_old", "t", postgresql_concurrently=True)',
    'async with op.get_context().autocommit_block():\n    await op.execute("UPDATE t SET n = 99")',
    'for sql in ["DELETE FROM t"]:\n    await op.execute(sql)',
]


@pytest.mark.parametrize("body", REACHING)
async def test_an_empty_tenant_beside_a_full_public_never_touches_it(fleet, body) -> None:
    """What the tenant lacks is missing, also outside a transaction; the session is given back as it was."""
    await asyncio.to_thread(fleet.make, "tenant_0001")
    await asyncio.to_thread(fleet.sql, *FULL)
    before = await asyncio.to_thread(fleet.database.rows, PUBLIC)
    fleet.project.up(body)
    fleet.settings |= {"concurrency": 1}
    report = await fleet.upgrade()
    assert (report.failed, report.done) == (1, 0)
    assert "does not exist" in report.failures[0].problem
    assert await asyncio.to_thread(fleet.database.rows, PUBLIC) == before
    assert await asyncio.to_thread(fleet.database.rows, "SELECT * FROM public.t") == [(1, 1)]
    assert await asyncio.to_thread(fleet.database.rows, "SELECT * FROM public.amig_version") == [("rev00001",)]


async def test_an_index_is_built_concurrently_in_each_schema(fleet, tenants) -> None:
    """Outside any transaction, beside a full `public`, one connection after the other."""
    names = await asyncio.to_thread(tenants, 6)
    await asyncio.to_thread(fleet.sql, *FULL)
    fleet.project.table("t")
    fleet.project.up('await op.create_index("ix_new", "t", ["n"], postgresql_concurrently=True)')
    fleet.settings |= {"concurrency": 2}
    report = await fleet.upgrade()
    assert (report.done, report.failures) == (6, ())
    found = "SELECT schemaname::text FROM pg_indexes WHERE indexname = 'ix_new' ORDER BY 1"
    assert [name for (name,) in await asyncio.to_thread(fleet.database.rows, found)] == names


async def test_a_given_engine_is_given_back_as_it_was(fleet, tenants) -> None:
    """Its pool is not exceeded, and no session keeps a tenant's search path, role or setting."""
    await asyncio.to_thread(tenants, 8)
    fleet.project.table("t")
    fleet.project.up('await op.create_index("ix_new", "t", ["n"], postgresql_concurrently=True)')
    fleet.project.up("""for sql in ["SET work_mem = '7MB'"]:\n    await op.execute(sql)""")
    engine = create_async_engine(fleet.database.url, pool_size=2, max_overflow=1, pool_timeout=1)
    report = await amig.fleet_upgrade(fleet.config.replace(url=None, engine=engine), ledger_url=fleet.database.url)
    assert (report.done, report.failures) == (8, ())
    async with engine.connect() as one, engine.connect() as two:
        for connection in (one, two):
            for name, value in (("search_path", '"$user", public'), ("work_mem", "4MB")):
                assert (await connection.exec_driver_sql(f"SHOW {name}")).scalar() == value
    await engine.dispose()


async def test_the_shared_schemas_are_for_reading(fleet) -> None:
    """References to them work; a directive that would change what is theirs is refused, and names the schema."""
    await asyncio.to_thread(fleet.make, "tenant_a", "tenant_b")
    await asyncio.to_thread(fleet.sql, *FULL, "CREATE TYPE public.mood AS ENUM ('ok')")
    fleet.settings |= {"shared_schemas": ["public"]}
    fleet.project.up('await op.create_table("own", sa.Column("t", sa.Integer(), sa.ForeignKey("t.id")))')
    assert (await fleet.upgrade()).done == 2
    for body, verb in (
        ('await op.add_column("t", sa.Column("x", sa.Integer()))', "op.add_column on `t`"),
        ('await op.drop_index("ix_old")', "op.drop_index on `ix_old`"),
        ('await op.add_enum_value("mood", "sad")', "op.add_enum_value on `mood`"),
        ('await op.bulk_insert(sa.table("t", sa.column("id")), [{"id": 5}])', "op.bulk_insert on `t`"),
    ):
        fleet.project.last = "rev00001"
        id_ = fleet.project.up(body)
        report = await fleet.upgrade()
        assert report.failed == 2
        assert f"{verb} would change that of the schema `public`" in report.failures[0].problem
        await asyncio.to_thread((fleet.project.folder / f"migrations/versions/{id_}.py").unlink)
    assert await asyncio.to_thread(fleet.database.rows, "SELECT * FROM public.t") == [(1, 1)]


async def test_a_target_that_is_none_is_refused_at_once(fleet, tenants) -> None:
    """Before any tenant is touched."""
    await asyncio.to_thread(tenants, 2)
    fleet.project.table("t")
    with pytest.raises(UnknownTargetError):
        await fleet.upgrade("nonsense")
    assert fleet.events == []


async def test_the_shared_scope_goes_first(fleet, tenants) -> None:
    """Its own folder and chain; a tenants' revision that needs more of it than there is is refused beforehand."""
    from amig.errors import NeedsSharedError
    from tests.projects import new_project

    await asyncio.to_thread(tenants, 3)
    fleet.project.up("await op.execute('SELECT count(*) FROM public.plans')", header='requires_shared = "plans"')
    with pytest.raises(NeedsSharedError, match="no shared scope is configured"):
        await fleet.upgrade()
    shared = new_project(fleet.project.folder / "shared")
    shared.table("other", "other")
    databases = {"shared": {"script_location": "shared/migrations"}}
    fleet.settings |= {"shared": "shared"}
    config = fleet.config.replace(databases=databases)
    with pytest.raises(NeedsSharedError, match="that is not in"):
        await amig.fleet_upgrade(config)
    shared.table("plans", "plans")
    report = await amig.fleet_upgrade(config)
    assert (report.shared, report.done) == (("plans",), 3)
    assert await asyncio.to_thread(fleet.database.rows, "SELECT * FROM public.amig_version") == [("plans",)]


async def test_nothing_to_do_costs_four_statements_for_500(fleet) -> None:
    """And no connection for a tenant that is current: counted, on an engine of the application's."""
    names = named(40)
    await asyncio.to_thread(fleet.make, *names)
    fleet.project.table("t")
    await fleet.upgrade()
    engine = create_async_engine(fleet.database.url)
    sent: list[str] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    status = await amig.fleet_status(fleet.config.replace(url=None, engine=engine), ledger_url=fleet.database.url)
    assert (status.current, status.all_current) == (40, True)
    await engine.dispose()
    tenants = [text for text in sent if "amig_version" in text or "pg_namespace" in text]
    assert len(tenants) == 3  # a page of names, the catalogue, the rows
    assert len(sent) == 4  # and what room there is


async def test_those_who_are_gone_ahead_new_or_there_twice_are_told_apart(fleet, tenants) -> None:
    """Nobody stops the others."""
    names = await asyncio.to_thread(tenants, 3)
    fleet.project.table("t")
    first = await fleet.upgrade()
    assert (first.done, first.failures) == (3, ())
    await asyncio.to_thread(fleet.make, "late", "odd")
    await asyncio.to_thread(fleet.sql, "UPDATE tenant_0002.amig_version SET version_num = 'newer'")
    await asyncio.to_thread(fleet.sql, "CREATE TABLE odd.t (x int)", "DROP SCHEMA tenant_0003 CASCADE")
    twice = amig.Tenant("twin", schema="tenant_0001")
    fleet.settings = {"tenants": [*(amig.Tenant(name, schema=name) for name in names), "late", "odd", twice]}
    report = await fleet.upgrade()
    counted = (report.current, report.done, report.failed, report.gone, report.ahead, report.left)
    assert counted == (1, 1, 2, 1, 1, 0), fleet.events
    assert not report.all_current
    assert {event.tenant: event.why for event in fleet.told(TenantSkipped)} == {
        "tenant_0002": "ahead",
        "tenant_0003": "gone",
    }
    assert {group.example for group in report.failures} == {"odd", "twin"}
    problems = " ".join(group.problem for group in report.failures)
    assert 'relation "t" already exists' in problems
    assert "`twin` is where another tenant is: schema `tenant_0001`" in problems
    status = await amig.fleet_status(fleet.config, only=(*names, "odd", "late"))
    assert (status.current, status.new, status.failed, status.gone, status.ahead) == (2, 0, 1, 1, 1)


async def test_a_tenant_that_is_made_meanwhile_is_caught(fleet, tenants) -> None:
    """By the last sweep over the source."""
    await asyncio.to_thread(tenants, 3)
    fleet.project.table("t")

    def tell(event: object) -> None:
        fleet.events.append(event)
        if isinstance(event, TenantDone) and event.tenant == "tenant_0001":
            fleet.make("tenant_zzz")

    report = await amig.fleet_upgrade(fleet.config, tell=tell)
    assert (report.done, report.tenants) == (4, 4)
    assert fleet.told(TenantDone)[-1].tenant == "tenant_zzz"


def test_names_are_quoted() -> None:
    """The tests' own helper."""
    assert quoted('a"b') == '"a""b"'


async def test_a_schema_that_goes_between_the_look_and_the_run(fleet, tenants) -> None:
    """It is recorded as gone, and nothing is run anywhere else."""
    await asyncio.to_thread(tenants, 2)
    await asyncio.to_thread(fleet.sql, *FULL)
    fleet.project.up('for n in [1]:\n    await op.add_column("t", sa.Column("x", sa.Integer()))')

    def tell(event: object) -> None:
        fleet.events.append(event)
        if isinstance(event, TenantBegan) and event.tenant == "tenant_0001":
            fleet.sql("DROP SCHEMA tenant_0001", "CREATE TABLE tenant_0002.t (id int)")

    report = await amig.fleet_upgrade(fleet.config, tell=tell, concurrency=1)
    assert (report.gone, report.done, report.failed) == (1, 1, 0)
    assert "there is no schema `tenant_0001`" in fleet.told(TenantSkipped)[0].problem
    assert await asyncio.to_thread(fleet.database.rows, "SELECT * FROM public.t") == [(1, 1)]


@pytest.mark.parametrize("looks", [False, True])
async def test_version_rows_move_once(fleet, tenants, monkeypatch, looks) -> None:
    """In one transaction nobody sees what lies between; a revision that names the table sees it."""
    from amig.fleet import strings

    names, sent = await asyncio.to_thread(tenants, 2), list[str]()
    send = strings.send

    async def watched(online, text) -> None:
        sent.append(text)
        await send(online, text)

    monkeypatch.setattr(strings, "send", watched)
    table = "amig_version" if looks else "pg_namespace"
    fleet.project.table("one")
    fleet.project.up(f'await op.execute("CREATE TABLE seen AS SELECT * FROM {table} LIMIT 1")')
    fleet.project.table("three")
    assert (await fleet.upgrade()).done == 2
    assert [text.count("version_num) VALUES") + text.count("SET version_num") for text in sent] == [1 + 2 * looks] * 2
    assert await asyncio.to_thread(fleet.versions, names) == {("rev00003",)}
    log = await asyncio.to_thread(fleet.rows, "amig_ledger", names)
    assert [[row[4] for row in rows] for rows in log.values()] == [["rev00001", "rev00002", "rev00003"]] * 2
    seen = await asyncio.to_thread(fleet.rows, "seen", names)
    assert not looks or list(seen.values()) == [[("rev00001",)]] * 2
