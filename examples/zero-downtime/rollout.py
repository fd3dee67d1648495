"""Go from the old release to the new one under traffic, and count what was answered and what was not."""

from __future__ import annotations

import asyncio
import itertools
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

EXPAND, UNIQUE, CONTRACT = "22d5f8b1", "33e609c2", "44f71ad3"
ENOUGH = 40
"""Requests that each release answers after a stage before the next one begins."""


@dataclass
class Release:
    """A release that answers, and somebody who asks it all the time."""

    name: str
    client: httpx.AsyncClient
    answered: int = 0
    failed: list[str] = field(default_factory=list)
    going: bool = True

    async def ask(self, method: str, path: str, wanted: int, name: str | None = None) -> dict[str, object]:
        """One request; anything but the status that is wanted has failed."""
        try:
            answer = await self.client.request(method, path, json=name and {"name": name})
        except httpx.HTTPError as error:
            self.failed.append(f"{method} {path}: {error!r}")
            return {}
        if answer.status_code != wanted:
            self.failed.append(f"{method} {path}: {answer.status_code}")
            return {}
        self.answered += 1
        return dict(answer.json()) if answer.content else {}

    async def asked(self, others: list[Release]) -> None:
        """Make an account, rename it, and read it back from every release that runs."""
        for number in itertools.count():
            if not self.going:
                break
            await asyncio.sleep(0.01)
            name = f"{self.name}{number}@example.org"
            made = await self.ask("POST", "/accounts", 201, f"new-{name}")
            path = f"/accounts/{made.get('id', 0)}"
            await self.ask("PUT", path, 204, name)
            for release in [other for other in others if other.going]:
                if (shown := await release.ask("GET", path, 200)) != {"name": name}:
                    release.failed.append(f"{release.name} shows {shown} for {name}")

    async def more(self) -> None:
        """Wait until it has answered enough requests from now on."""
        until = self.answered + ENOUGH
        while self.answered < until:  # noqa: ASYNC110 - it is counted, not told
            await asyncio.sleep(0.01)


@asynccontextmanager
async def running(name: str) -> AsyncIterator[Release]:
    """A release under uvicorn, as soon as it takes connections; ended with SIGTERM."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ("-m", "uvicorn", f"{name}:app", "--port", str(port), "--log-level", "warning")
    process = await asyncio.create_subprocess_exec(sys.executable, *command)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20, trust_env=False) as client:
        try:
            while process.returncode is None:
                try:
                    await client.get("/")
                    break
                except httpx.ConnectError:
                    await asyncio.sleep(0.05)
            yield Release(name, client)
        finally:
            process.terminate()
            await process.wait()


async def amig(*words: str) -> None:
    """What the pipeline runs."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "amig", *words, "--quiet")
    if await process.wait():
        raise SystemExit(f"`amig {' '.join(words)}` failed")


async def fill() -> None:
    """Accounts from before."""
    engine = create_async_engine(os.environ["DATABASE_URL"])
    async with engine.begin() as connection:
        rows = "INSERT INTO accounts (login) SELECT 'past' || n || '@example.org' FROM generate_series(1, 3000) AS n"
        await connection.execute(text(rows))
    await engine.dispose()


async def stage(title: str, releases: list[Release], *commands: str) -> None:
    """Run commands under traffic, wait for more of it, and tell."""
    before = {release.name: release.answered for release in releases}
    for command in commands:
        await amig(*command.split())
    await asyncio.gather(*(release.more() for release in releases))
    counts = ", ".join(f"{one.name} answered {one.answered - before[one.name]}" for one in releases)
    print(f"{title}: {counts}, {sum(len(one.failed) for one in releases)} failed", flush=True)


async def main() -> int:
    await amig("upgrade", "11c4e7a0")
    await fill()
    async with running("new") as new, asyncio.TaskGroup() as traffic:
        releases: list[Release] = []
        async with running("old") as old, asyncio.TaskGroup() as old_traffic:
            releases.append(old)
            old_traffic.create_task(old.asked(releases))
            await stage("the old release alone", releases)
            await stage("expand", releases, f"upgrade {EXPAND}")
            releases.append(new)
            traffic.create_task(new.asked(releases))
            await stage("both releases", releases)
            await stage("backfill", releases, "backfill run")
            await stage("unique emails", releases, f"upgrade {UNIQUE}")
            old.going = False
        releases.remove(old)
        await stage("contract", releases, f"upgrade {CONTRACT}")
        new.going = False
    failed = old.failed + new.failed
    print(f"{old.answered + new.answered} requests answered, {len(failed)} failed", *failed[:5], sep="\n  ")
    return min(len(failed), 1)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
