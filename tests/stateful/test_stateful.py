"""Lock, version rows and ledger against a pure model: two runners, stepped from gate to gate, killed at any of them."""

from __future__ import annotations

import asyncio
import gc
import time
import warnings
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.script.directory import ScriptDirectory
from tests.servers.databases import Backend
from tests.stateful.gate import Place
from tests.stateful.model import APART, DOWN_TO, PARENTS, Model, heads, tables_of
from tests.stateful.runners import (
    LONGEST,
    Onlooker,
    Runner,
    clean,
    drive,
    is_alive,
    is_locked,
    ledger,
    rows,
    scripts,
    tables,
)

NAMES = ("one", "other")
DEAD = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Connections whose runner was killed are never closed; a driver warns of each when it is collected."""


@pytest.fixture(autouse=True)
def _dead_connections():
    """A driver warns of each connection that was killed under it, whenever it is collected: here, and for nobody else."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gc.collect()


class TwoRunners(RuleBasedStateMachine):
    """The machine for one database; a subclass names it."""

    backend: Backend
    project: amig.Config
    outside: frozenset[str]

    def __init__(self) -> None:
        super().__init__()
        self.seen = Onlooker(self.backend)
        clean(self.seen)
        self.model = Model(self.outside)
        self.runners: dict[str, Runner] = {}
        self.loop = asyncio.Runner()
        self.engine = create_async_engine(self.backend.url)
        self.script = ScriptDirectory.open(self.project.folder / "migrations")

    @rule(name=st.sampled_from(NAMES), goal=st.sampled_from(sorted(PARENTS)))
    def upgrade(self, name, goal) -> None:
        self._begin(name, "upgrade", goal)

    @rule(name=st.sampled_from(NAMES), goal=st.sampled_from(DOWN_TO))
    def downgrade(self, name, goal) -> None:
        if goal == "base" or goal in self.model.applied:
            self._begin(name, "downgrade", goal)

    def _begin(self, name: str, direction: str, target: str) -> None:
        if name in self.runners:
            return
        self.runners[name] = Runner(self.engine, self.script, direction, target)
        self.model.begin(name, direction, target)
        self.loop.run(self.runners[name].begin())
        self._compare(name)

    @precondition(lambda self: self.runners)
    @rule(name=st.sampled_from(NAMES), count=st.integers(1, 8))
    def step(self, name, count) -> None:
        """From gate to gate, and at each it stands where the model says."""
        while name in self.runners and count:
            count -= 1
            self.model.step(name)
            self.loop.run(self.runners[name].step())
            self._compare(name)

    def _compare(self, name: str) -> None:
        expected, found = self.model.seats[name].at, self.runners[name].at
        assert found == expected, f"{name} stands at {found}, expected {expected}"
        if isinstance(found, str):
            del self.runners[name], self.model.seats[name]

    @precondition(lambda self: self.runners)
    @rule(name=st.sampled_from(NAMES), way=st.sampled_from(["cancel", "lose_session", "die"]))
    def kill(self, name, way) -> None:
        """It is no more, wherever it stands; the server has noticed."""
        if name in self.runners:
            self._kill(name, way)

    def _kill(self, name: str, way: str) -> None:
        runner = self.runners.pop(name)
        session = runner.session
        self.loop.run(getattr(runner, way)(self.seen) if way == "lose_session" else getattr(runner, way)())
        self.loop.run(self.engine.dispose())  # a connection that nobody knows to be dead must not be lent again
        deadline = time.monotonic() + LONGEST
        while way != "cancel" and is_alive(self.seen, session):
            assert time.monotonic() < deadline, "the session goes on"
            time.sleep(0.01)
        self.model.die(name, way)

    @rule(goal=st.sampled_from(["base", *PARENTS]))
    def stamp(self, goal) -> None:
        """A person makes the tables by hand and says so; while the lock is held that is refused."""
        stamping = amig.stamp(self.project, goal, purge=True, engine=self.engine)
        if self.model.holder is not None:
            with pytest.raises(amig.errors.LockTimeoutError):
                self.loop.run(drive(stamping))
            return
        self.loop.run(drive(stamping))
        before = self.model.applied
        self.model.stamp(goal)
        if self.model.applied != before:
            wanted = tables_of(self.model.applied)
            for name in sorted(self.model.tables - wanted):
                self.seen.execute(f"DROP TABLE {name}")
            for name in sorted(wanted - self.model.tables):
                self.seen.execute(f"CREATE TABLE {name} (id INTEGER)")
            self.model.tables = wanted

    @invariant()
    def rows_and_tables(self) -> None:
        """What others see is what was committed."""
        assert rows(self.seen) == heads(self.model.applied)
        assert tables(self.seen) == self.model.tables

    @invariant()
    def lock(self) -> None:
        """It is held while somebody is inside, and only then."""
        assert is_locked(self.seen) is (self.model.holder is not None)

    @invariant()
    def history(self) -> None:
        """Each move is told once and in order; what began and was not done is of one that died, or is still at it."""
        events = ledger(self.seen)
        assert [(revision, direction) for revision, direction, event in events if event == "done"] == self.model.done
        bad = Counter((revision, way) for revision, way, event in events if event in ("failed", "interrupted"))
        assert bad <= Counter(self.model.trouble)
        began = [place for place, (_, _, event) in enumerate(events) if event == "started"]
        for place in began:
            revision, way, _ = events[place]
            later = {(one, how) for one, how, event in events[place:] if event == "done"}
            stamped = any(how == "stamp" for _, how in later)
            running = self.model.holder and self.model.seats[self.model.holder].due(self.model.applied)[:1] == [
                revision
            ]
            assert (revision, way) in {*later, self.model.interrupted} or stamped or running

    def teardown(self) -> None:
        """Whoever still stands somewhere dies; then one undisturbed run finishes what was begun, and one goes to the head."""
        try:
            for name in sorted(self.runners):
                self._kill(name, "cancel")
            if self.model.interrupted is not None:
                revision, direction = self.model.interrupted
                target = {"upgrade": revision, "downgrade": "base"}[direction]
                self._to_the_end(direction, target)
            self._to_the_end("upgrade", "e")
            assert self.model.applied == frozenset(PARENTS)
            self.rows_and_tables()
            self.history()
            self.lock()
        finally:
            self.loop.run(self._close())
            self.loop.close()

    def _to_the_end(self, direction: str, target: str) -> None:
        self._begin("one", direction, target)
        self.step("one", 1000)

    async def _close(self) -> None:
        for runner in self.runners.values():
            await runner.die()
        await self.engine.dispose()
        self.seen.close()


OUTSIDE = {"sqlite": APART, "postgresql": APART, "mysql": frozenset(PARENTS)}
"""What no rollback takes back."""


def machine_for(backend: Backend, tmp_path) -> type[TwoRunners]:
    config = amig.Config(file=scripts(tmp_path / "p", APART), lock_wait=0.0)
    members = {"backend": backend, "project": config, "outside": OUTSIDE[backend.name]}
    return type("Machine", (TwoRunners,), members)


def try_out(backend: Backend, tmp_path, examples: int) -> None:
    chosen = settings(
        max_examples=examples,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    run_state_machine_as_test(machine_for(backend, tmp_path), settings=chosen)


def test_who_waits_sees_that_the_goal_is_reached(backend, tmp_path) -> None:
    """It goes home without the lock, which another holds for what comes after."""
    machine = machine_for(backend, tmp_path)()
    machine._begin("one", "upgrade", "d")
    machine._begin("other", "upgrade", "a")
    machine.step("one", 1)
    machine.step("other", 1)
    assert machine.runners["other"].at == Place("waiting")
    machine.step("one", 8)
    assert machine.runners["one"].at == Place("body", "b", "upgrade", 1)
    machine.step("other", 1)
    assert "other" not in machine.runners
    machine.teardown()


def test_a_cancellation_during_the_commit(backend, tmp_path) -> None:
    """What is committed was not interrupted, and the ledger does not say so."""
    machine = machine_for(backend, tmp_path)()
    machine._begin("one", "upgrade", "a")
    machine.step("one", 6)
    assert machine.runners["one"].at == Place("commit")
    machine._kill("one", "cancel")
    assert machine.model.applied == {"a"}
    machine.rows_and_tables()
    machine.history()
    machine.teardown()


@DEAD
@pytest.mark.timeout(300)
def test_a_few_histories(backend, tmp_path) -> None:
    """Random moves and deaths of two runners, and stamps between them."""
    try_out(backend, tmp_path, 6)


@DEAD
@pytest.mark.full
@pytest.mark.timeout(1800)
def test_many_histories(backend, tmp_path) -> None:
    """The same, three hundred times."""
    try_out(backend, tmp_path, 300)
