"""`amig resolve`: a person's word about the statement at which a revision was interrupted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Unpack

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.completion import revisions
from amig.commands.face import Call, face, run
from amig.commands.project import over
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.errors import BadCallError, NoLedgerError, NotInterruptedError
from amig.outcome import Interrupted
from amig.resume import described
from amig.script.directory import ScriptDirectory
from amig.stamping import locked

if TYPE_CHECKING:
    from pathlib import Path

    from amig.context import MigrationContext
    from amig.state.events import Event
    from amig.state.ledger import Ledger
    from amig.state.unfinished import Unfinished

Word = Literal["applied", "rolled-back", "retry"]


@dataclass(frozen=True, slots=True)
class ResolveResult:
    """What was said of which statement; the next run continues at `resumes_at`, or begins anew at 1."""

    revision: str
    direction: str
    word: str
    statement: int
    resumes_at: int


async def resolve(
    config: Config | str | Path | None = None,
    revision: str | None = None,
    *,
    word: Word,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> ResolveResult:
    """Say of the statement in flight that it happened, that it did not, or that all of it is undone.

    `applied`: go on after it. `rolled-back`: run it. `retry`: begin the revision anew. Raises NotInterruptedError where
    nothing, or another revision, was interrupted.
    """
    if word not in _WORDS:
        raise BadCallError("resolve", f"does not know the word {word!r}", f"say one of {', '.join(_WORDS)}")
    settings = await aside(Config.of, config)
    found: list[ResolveResult] = []

    async def one(settings: Config, script: ScriptDirectory) -> None:
        wanted = None if revision is None else (await aside(script.revision, revision)).id

        async def work(context: MigrationContext) -> None:
            found.append(await _resolve(context, wanted, word))

        await run_env(settings, script, Request(work=work, bind=bind, x=x))

    await over(settings, bind, one)
    return found[-1]


async def _resolve(context: MigrationContext, wanted: str | None, word: Word) -> ResolveResult:
    if (ledger := context.ledger) is None:
        raise NoLedgerError
    async with locked(context) as heads:
        stopped = await ledger.unfinished()
        if stopped is None or wanted not in (None, stopped.revision):
            said = None if stopped is None else await described(context, stopped)
            raise NotInterruptedError(_what(wanted), _state(wanted, heads, said))
        if word == "applied" and (stopped.at is None or not stopped.at.hash):
            state = f"statement {stopped.statement} of it never began, so that it cannot have happened by itself"
            raise NotInterruptedError(_what(stopped.revision), state)
        await ledger.add(_event(ledger, stopped, word))
    ahead = {"applied": stopped.statement + 1, "rolled-back": stopped.statement, "retry": 1}
    return ResolveResult(stopped.revision, stopped.direction, word, stopped.statement, ahead[word])


def _event(ledger: Ledger, stopped: Unfinished, word: Word) -> Event:
    """Of one statement; of the whole revision where it begins anew."""
    if word == "retry" or (at := stopped.at) is None:
        whole = {"word": word}
        kept = {} if word == "retry" else {"statement": stopped.statement}
        return ledger.event(stopped.revision, stopped.direction, "resolved", data=whole, **kept)
    data = {"word": word, "applied": word == "applied", "text": at.text, "own": at.own, "last": at.last}
    return ledger.event(
        stopped.revision,
        stopped.direction,
        "resolved",
        statement=at.number,
        operation=at.operation,
        hash=at.hash,
        data=data,
    )


def _what(revision: str | None) -> str:
    return "this database" if revision is None else f"revision `{revision}`"


def _state(wanted: str | None, heads: frozenset[str], said: Interrupted | None) -> str:
    if said is not None:
        return f"it is `{said.revision}` whose {said.direction} was {said}"
    at = ", ".join(f"`{row}`" for row in sorted(heads)) or "base"
    return f"no revision was interrupted, the database is at {at}" if wanted is None else f"the database is at {at}"


_WORDS: dict[str, str] = {
    "applied": "The statement in flight happened: go on after it.",
    "rolled-back": "It did not happen: run it.",
    "retry": "What the revision did is undone: begin it anew.",
}


@face("resolve", COMMANDS["resolve"][1])
@click.argument("revision", required=False, shell_complete=revisions)
@click.option("--applied", "word", flag_value="applied", help=_WORDS["applied"])
@click.option("--rolled-back", "word", flag_value="rolled-back", help=_WORDS["rolled-back"])
@click.option("--retry", "word", flag_value="retry", help=_WORDS["retry"])
def command(call: Call, revision: str | None, word: Word | None) -> None:
    """REVISION, where it is given, must be the one that was interrupted."""
    if word is None:
        raise click.UsageError(f"say what is so: {', '.join(f'`--{one}`' for one in _WORDS)}")

    async def work() -> ResolveResult:
        return await resolve(await call.config(), revision, word=word, x=call.x, **call.bind)

    result = run(work())
    call.show(result, "")
    again = f"`amig {result.direction}` continues at statement {result.resumes_at}"
    call.console.line(f"{result.revision}: statement {result.statement} is resolved, {again}", "done")
