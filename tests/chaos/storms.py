"""A walk without a disturbance, the same one disturbed, and the person who is asked what a catalogue cannot tell."""

from __future__ import annotations

import random
import re
import signal
import time
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, make_url

import amig
from amig.errors import CannotResumeError, UnclearStatementError
from amig.impl.facts import facts_of
from amig.impl.kept import commits, reads
from tests.chaos.cutting import CuttingProxy
from tests.chaos.deaths import Death, Watch, death
from tests.chaos.forking import Nursery
from tests.chaos.histories import History, Leg
from tests.chaos.looking import end_state, fingerprint, last_started
from tests.chaos.runs import once
from tests.servers.databases import Backend

MOST = 3
"""How often one command is disturbed."""


class Storm:
    """Knows of the quiet run how many words each command said, and what each unclear statement did."""

    def __init__(self, history: History, dice: random.Random, nursery: Nursery, proxy: CuttingProxy | None) -> None:
        self.history, self.dice, self.nursery, self.proxy = history, dice, nursery, proxy
        self.words: list[int] = []
        self.marked: dict[tuple[int, str, str], tuple[str, str]] = {}
        self.told: list[str] = []
        self.tally: list[str] = ["chaos: histories"]

    def __str__(self) -> str:
        """What happened, in order."""
        return "\n".join(self.told)

    async def quiet(self, backend: Backend) -> dict[str, Any]:
        """The whole walk, undisturbed; gives back the end."""
        for number, leg in enumerate(self.history.walk):
            watch, before = Watch(backend), dict[str, str]()

            def sent(connection: Connection, text: str, before: dict[str, str] = before) -> None:
                if _asks(backend.name, connection, text):
                    before[text] = fingerprint(backend)

            def answered(
                _connection: Connection, text: str, number: int = number, before: dict[str, str] = before
            ) -> None:
                if (was := before.pop(text, None)) is not None:
                    self.marked[number, last_started(backend), _line(text)] = was, fingerprint(backend)

            watch.sent, watch.answered = sent, answered
            await once(self.history.config, backend.url, *leg, watch)
            self.words.append(watch.seen)
        return await self.end(backend)

    async def end(self, backend: Backend) -> dict[str, Any]:
        now = await amig.current(self.history.config, url=backend.url)
        assert now.interrupted is None, now.interrupted
        state = await end_state(backend)
        assert set(state["applied"].values()) <= {0, 1}, state["applied"]
        return {**state, "version": now.revisions}

    async def rage(self, backend: Backend) -> None:
        """The same walk, each command disturbed at most so often, and then left in peace."""
        for number, leg in enumerate(self.history.walk):
            left = self.words[number]
            for _ in range(self.dice.randrange(MOST + 1)):
                planned = death(self.dice, backend.name, left)
                if await self.disturbed(backend, number, leg, planned):
                    break
                left = max(20, left - planned.at)
            await self.peaceful(backend, number, leg)

    async def disturbed(self, backend: Backend, number: int, leg: Leg, planned: Death) -> bool:
        """Whether it came through all the same."""
        self.told.append(f"{' '.join(leg)}: {planned}")
        if planned.way == "kill":
            code = self.nursery.run(backend, self.history.config, *leg, planned)
            self.told.append(f"    exit code {code}")
            if code == -signal.SIGKILL:
                self.tally.append("chaos: ended by kill")
            return code == 0
        watch = Watch(backend, planned, self.proxy)
        try:
            await once(self.history.config, self._through(backend, planned), *leg, watch)
        except (CannotResumeError, UnclearStatementError) as error:
            await self.answer(backend, number, error)
        except Exception as error:  # noqa: BLE001 - whatever a death makes of a run
            self.told.append(f"    at `{watch.said[planned.at - 1 :][:1]}`: {type(error).__name__}: {error}")
        else:
            ended = "was cancelled" if watch.cancelled else "came to its end"
            self.told.append(f"    {ended}; at `{watch.said[planned.at - 1 :][:1]}`")
        finally:
            if self.proxy is not None:
                self.proxy.whole()
        if watch.fell or planned.way == "raise":
            self.tally.append(f"chaos: ended by {planned.way}")
        return False

    def _through(self, backend: Backend, planned: Death) -> str:
        """The URL that leads through the proxy, where the connection is to be cut."""
        if planned.way != "cut" or self.proxy is None:
            return backend.url
        changed = make_url(backend.url).set(host="127.0.0.1", port=self.proxy.port)
        return changed.render_as_string(hide_password=False)

    async def peaceful(self, backend: Backend, number: int, leg: Leg) -> None:
        """To its end; a question is answered, no other error is expected."""
        for _ in range(3):
            try:
                await once(self.history.config, backend.url, *leg, Watch(backend))
            except (CannotResumeError, UnclearStatementError) as error:
                await self.answer(backend, number, error)
            else:
                return
        raise AssertionError("asked again and again")

    async def answer(self, backend: Backend, number: int, error: CannotResumeError | UnclearStatementError) -> None:
        """As a person would who looks into the database."""
        if isinstance(error, CannotResumeError):
            raise error
        before, after = self.marked[number, last_started(backend), _line(error.text)]
        now = _settled(backend, before, after)
        assert now in (before, after), f"neither before nor after: {error.text}"
        word = "applied" if now == after and before != after else "rolled-back"
        self.told.append(f"    asked about `{error.text}`: {word}")
        kind = re.match(r"\w+(?: FUNCTION)?", error.text)
        self.tally.append(f"chaos: asked about {kind and kind[0].upper()}")
        await amig.resolve(self.history.config, error.revision, word=word, url=backend.url)  # type: ignore[arg-type]


def _settled(backend: Backend, *known: str) -> str:
    """What is there when the server has nothing more to do for a session that is gone."""
    deadline = time.monotonic() + 5
    while (now := fingerprint(backend)) not in known and time.monotonic() < deadline:
        time.sleep(0.05)
    return now


def _asks(name: str, connection: Connection, text: str) -> bool:
    """Whether a person would be asked about this statement, if nobody knew how it ended."""
    if reads(text) or "amig_" in text or facts_of(text, name):
        return False
    if name == "mysql" and commits(text):
        return True
    if name != "sqlite":
        return connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT"
    with suppress(AttributeError):
        return not connection.connection.driver_connection.in_transaction  # type: ignore[union-attr]
    return False


def _line(text: str) -> str:
    return " ".join(text.split())[:200]
