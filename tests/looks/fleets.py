"""Runs over fleets to be looked at: made of the events that such runs tell, always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator

from amig.fleet.digest import Digest
from amig.fleet.events import (
    Continued,
    FleetEvent,
    Paused,
    RunBegan,
    RunEnded,
    SharedDone,
    Stopping,
    TenantBegan,
    TenantDone,
    TenantFailed,
    TenantRetried,
    TenantsCurrent,
    TenantSkipped,
    WaveBegan,
    WaveEnded,
)
from amig.fleet.run_report import RunReport

RUN = "8c1f5b0e-7a53-4d0e-9a9e-5f1c2b7d6e43"
BEGAN = 1_795_000_000.0
CAUSES = (
    ("77aa11c9d0", 'upgrade of revision `77aa11c9d0` failed at statement 2: column "email" of relation "users" contains null values', "a1f0c2d3e4b5", "find the rows with `SELECT * FROM users WHERE email IS NULL`, then run again"),
    ("77aa11c9d0", 'upgrade of revision `77aa11c9d0` failed at statement 3: could not create unique index "uq_users_email"', "b2e1d3c4f5a6", ""),
    ("90bc42d1e7", "upgrade of revision `90bc42d1e7` failed at statement 1: invalid input syntax for type integer", "c3d2e4f5a6b7", "no row was changed"),
    ("90bc42d1e7", "the tenant took longer than 600 s", "d4c3f5a6b7e8", "give it more time with `--tenant-timeout`"),
)  # fmt: skip
NASTY = ('tenant_"; DROP TABLE users; --', "tenant_<script>alert(1)</script>", "tenant_\x1b[31mred\nnext", "مستأجر")
Told = tuple[float, FleetEvent]


def large(count: int = 10_000, failing: float = 0.03, *, stopped: bool = False) -> Iterator[Told]:
    """A canary, a tenth and the rest; some fail for four causes, some are skipped, one in five has nothing to do."""
    chance = random.Random(7)
    at, waves = 0.0, ("canary", "10 %", "the rest")
    sizes = (5, count // 10, count - count // 10 - 5)
    yield at, RunBegan(RUN, "upgrade", "head", count, waves)
    yield 1.1, SharedDone(("5ca1ab1e00",), 0.412)
    at, number = 1.2, 0
    for index, (name, size) in enumerate(zip(waves, sizes, strict=True)):
        began = at
        yield at, WaveBegan(index + 1, 3, name)
        for place in range(size):
            if stopped and number > 0.4 * count:
                yield at, Stopping('25 tenants failed for the same cause: column "email" contains null values')
                yield at, WaveEnded(index + 1, 3, name, at - began)
                yield at, RunEnded(RUN, "stopped", at)
                return
            at += chance.expovariate(190 if place % 997 else 3)
            number += 1
            yield from one_of(at, f"tenant_{number:05}", chance, failing, index + 1)
            if number == count * 6 // 10:
                yield at, Paused("asked for by mk@ops-1")
                at += 6
                yield at, Continued()
        yield at, WaveEnded(index + 1, 3, name, at - began)
        at += 0 if index == 2 else 4
    yield at, RunEnded(RUN, "failed" if failing else "done", at)


def one_of(at: float, name: str, chance: random.Random, failing: float, wave: int) -> Iterator[Told]:
    """What becomes of one tenant."""
    luck = chance.random()
    if luck < 0.2:
        yield at, TenantsCurrent(1, wave)
        return
    if failing and luck < 0.201:
        yield at, TenantSkipped(name, "gone", f"`{name}` is gone: there is no schema `{name}`", wave)
        return
    if failing and luck < 0.2016:
        yield at, TenantSkipped(name, "ahead", "`fe12` is in the database, and no file has it", wave)
        return
    seconds = chance.lognormvariate(-1.6, 0.55) * (12 if chance.random() < 0.002 else 1)
    yield at, TenantBegan(name, ("61f2e3d4c5",), 1, wave)
    if chance.random() < 0.01:
        yield at, TenantRetried(name, "LockNotAvailableError: canceling statement due to lock timeout", 1, 0.4, wave)
        yield at, TenantBegan(name, ("61f2e3d4c5",), 2, wave)
    if chance.random() < failing:
        revision, problem, cause, hint = chance.choices(CAUSES, (60, 25, 10, 5))[0]
        before = ("61f2e3d4c5",)
        yield at, TenantFailed(name, before, before, revision, problem, hint, cause, seconds, 1, wave)
    else:
        steps = ("77aa11c9d0", "90bc42d1e7")
        yield at, TenantDone(name, ("61f2e3d4c5",), ("90bc42d1e7",), steps, seconds, 1, wave)


def small(*, nasty: bool = False) -> Iterator[Told]:
    """A dozen tenants in one wave, all of which end well, or have names that are not meant well."""
    names = NASTY if nasty else [f"customer_{number}" for number in range(1, 13)]
    yield 0.0, RunBegan(RUN, "upgrade", "head", len(names), ("all",))
    yield 0.1, WaveBegan(1, 1, "all")
    for number, name in enumerate(names):
        at = 0.2 + 0.11 * number
        if nasty:
            yield at, TenantFailed(name, (), (), "77aa11c9d0", f'{name}: <b>no</b> & "no"', name, name, 0.05, 1, 1)
        else:
            yield at, TenantDone(name, ("61f2e3d4c5",), ("77aa11c9d0",), ("77aa11c9d0",), 0.04 + 0.01 * number, 1, 1)
    yield 1.6, WaveEnded(1, 1, "all", 1.5)
    yield 1.6, RunEnded(RUN, "failed" if nasty else "done", 1.6)


def told(events: Iterator[Told], why: str = "") -> RunReport:
    """The report of some events."""
    random.seed(11)  # which tenants are a sample of those that ran
    digest = Digest()
    for at, event in events:
        digest.add(event, at)
    return digest.report("mk@ops-1", BEGAN, "0.9.0", why)
