"""An older image meets a database that is further."""

from __future__ import annotations

import pytest

import amig
import amig.asgi
from amig.errors import AheadError, StepFailedError
from tests.projects import new_project

COMPATIBLE = "compatible = True"


def images(folder, header: str = COMPATIBLE, count: int = 2):
    """The older one has a part of what the newer one has."""
    old, new = new_project(folder / "old"), new_project(folder / "new")
    for one in (old, new):
        one.table("first")
    for number in range(count):
        new.up(f'await op.execute("CREATE TABLE more{number} (id int)")', header=header)
    return old, new


async def started(project, mode: str, url: str) -> amig.asgi.Startup:
    startup = amig.asgi.lifespan(project.config, mode, url=url)
    async with startup():
        return startup


@pytest.mark.parametrize("mode", ["migrate", "wait", "check"])
async def test_compatible_revisions_let_the_older_image_in(mode, backend, tmp_path) -> None:
    """All that it does not know says that older code can go on; nothing is run."""
    old, new = images(tmp_path)
    await amig.upgrade(new.config, url=backend.url)
    startup = await started(old, mode, backend.url)
    assert (startup.state, startup.ready, startup.standing.pending) == ("ahead", True, ())
    assert startup.standing.unknown == ("rev00002", "rev00003")


@pytest.mark.parametrize("mode", ["migrate", "wait", "check"])
async def test_one_that_is_not_keeps_it_out(mode, backend, tmp_path) -> None:
    """The reason names the revision, even where only one below the newest is not compatible."""
    old, new = images(tmp_path, header="", count=1)
    new.up('await op.execute("CREATE TABLE later (id int)")', header=COMPATIBLE)
    await amig.upgrade(new.config, url=backend.url)
    with pytest.raises(AheadError, match=r"rev00002 .its script does not say `compatible = True`.") as caught:
        await started(old, mode, backend.url)
    assert caught.value.unknown == ("rev00002", "rev00003")


async def test_without_a_ledger_nothing_is_known(sqlite, tmp_path) -> None:
    """It is refused, and says so."""
    old, new = images(tmp_path)
    for one in (old, new):
        one.config.write_text(one.config.read_text() + "ledger = false\n")
    await amig.upgrade(new.config, url=sqlite.url)
    with pytest.raises(AheadError, match="with `ledger = false` nothing says that older code can go on"):
        await started(old, "migrate", sqlite.url)


async def test_what_the_ledger_does_not_know(sqlite, tmp_path) -> None:
    """A stamp, or a ledger that was not kept then, is no word for older code."""
    old, new = images(tmp_path)
    await amig.stamp(new.config, "head", url=sqlite.url)
    with pytest.raises(AheadError, match="the ledger does not know rev00003"):
        await started(old, "migrate", sqlite.url)


async def test_a_branch_that_the_database_has_not(sqlite, tmp_path) -> None:
    """Both went on from one revision: what this image has is lacking there."""
    old, new = images(tmp_path)
    await amig.upgrade(new.config, url=sqlite.url)
    old.up("pass", id_="other1")
    with pytest.raises(AheadError, match=r"it has `rev00002`, `rev00003`.*lacks other1, on a branch of its own"):
        await started(old, "migrate", sqlite.url)


async def test_what_was_stamped_below_what_was_run_counts(postgresql, tmp_path) -> None:
    """A database that was taken over: its ledger begins with the first revision that amig ran."""
    old, new = images(tmp_path)
    await amig.stamp(new.config, "rev00001", url=postgresql.url)
    await amig.upgrade(new.config, url=postgresql.url)
    assert (await started(old, "check", postgresql.url)).state == "ahead"


async def test_a_newer_image_comes_while_this_one_serves(postgresql, tmp_path) -> None:
    """Looked at again, the state is another one, and the app is still ready."""
    old, new = images(tmp_path)
    startup = amig.asgi.lifespan(old.config, url=postgresql.url)
    async with startup():
        assert startup.state == "current"
        await amig.upgrade(new.config, url=postgresql.url)
        await startup.refresh()
        assert (startup.state, startup.ready) == ("ahead", True)
        await amig.downgrade(new.config, "base", url=postgresql.url)
        await startup.refresh()
        assert (startup.state, startup.ready) == ("behind", False)


@pytest.mark.parametrize("mode", ["migrate", "wait", "check"])
async def test_a_downgrade_that_stopped_half_way_is_told(postgresql, tmp_path, caplog, mode) -> None:
    """The version rows say that all is well; the ledger knows better, and the app starts with a warning."""
    project = new_project(tmp_path / "p")
    project.add(
        """
        transactional = False

        async def upgrade(op: Operations) -> None:
            await op.execute("CREATE TABLE half (id int, n int)")


        async def downgrade(op: Operations) -> None:
            await op.execute("ALTER TABLE half DROP COLUMN n")
            await op.execute("SELECT 1 / 0")
        """
    )
    await amig.upgrade(project.config, url=postgresql.url)
    with pytest.raises(StepFailedError):
        await amig.downgrade(project.config, "base", url=postgresql.url)
    with caplog.at_level("WARNING", "amig"):
        async with amig.asgi.lifespan(project.config, url=postgresql.url, mode=mode)():
            pass
    (told,) = [one.getMessage() for one in caplog.records if "interrupted" in one.getMessage()]
    assert "rev00001" in told
    assert "statement" in told
