"""A tenant's string makes the bookkeeping's tables where they were not seen, and says nothing of them where they were."""

from __future__ import annotations

from amig.fleet import strings


async def test_only_who_has_no_tables_is_made_some(fleet, tenants, monkeypatch) -> None:
    """Of one that is there without a ledger, too; afterwards all of them have both."""
    old, bare, new = tenants(3)
    fleet.project.table("a")
    await fleet.upgrade(only=[old])
    await fleet.upgrade(only=[bare])
    fleet.sql(f"DROP TABLE {bare}.amig_ledger")
    fleet.project.up('await op.add_column("a", sa.Column("x", sa.Integer()))')
    sent, send = dict[str, str](), strings.send

    async def noted(online, text: str) -> None:
        sent.update({name: text for name in (old, bare, new) if f'"{name}"' in text})
        await send(online, text)

    monkeypatch.setattr(strings, "send", noted)
    report = await fleet.upgrade()
    assert report.all_current
    made = {name: text.count("CREATE TABLE IF NOT EXISTS") for name, text in sent.items()}
    assert made == {old: 0, bare: 2, new: 2}
    told = fleet.rows("amig_ledger", [old, bare, new])
    assert {name: len(rows) for name, rows in told.items()} == {old: 2, bare: 1, new: 2}


async def test_a_table_that_is_gone_meanwhile_is_made_the_ordinary_way(fleet, tenants, monkeypatch) -> None:
    """The string fails, and the steps are run."""
    (name,) = tenants(1)
    fleet.project.table("a")
    await fleet.upgrade()
    fleet.project.up('await op.add_column("a", sa.Column("x", sa.Integer()))')
    send = strings.send

    async def late(online, text: str) -> None:
        fleet.sql(f"DROP TABLE {name}.amig_ledger")
        await send(online, text)

    monkeypatch.setattr(strings, "send", late)
    assert (await fleet.upgrade()).all_current
    assert [row[4] for row in fleet.rows("amig_ledger", [name])[name]] == ["rev00002"]
