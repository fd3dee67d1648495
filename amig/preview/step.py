"""One revision, run against a recorder: what it would send, up to where that depends on more than itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from amig.aside import aside
from amig.errors import AmigError
from amig.impl.failure import reason
from amig.impl.record import Ends, Recorded, Recorder
from amig.ops.batch import Rebuild
from amig.ops.forgotten import verb_names
from amig.ops.verb import verb_name
from amig.preview.check import transactional
from amig.script.closed import Opening, opening
from amig.step import Body, run_body

if TYPE_CHECKING:
    from sqlalchemy import Dialect

    from amig.context import MigrationContext
    from amig.ops.base import Directive, OnTable
    from amig.ops.seen import Seen
    from amig.ops.statement import Statement
    from amig.script.plan import Step
    from amig.state.lock import Heads


@dataclass(frozen=True, slots=True)
class Preview:
    """What was recorded, and why no more of it: `ends` is None where that is all."""

    recorded: tuple[Recorded, ...]
    ends: str | None = None
    closed: bool = False
    looked: bool = False


class PreviewContext:
    """What a script finds as its migration context while it is recorded."""

    as_sql = False
    blocking = False
    journal = None

    def __init__(self, context: MigrationContext, channel: Recorder, step: Step) -> None:
        self.context, self.channel, self.revision, self.start = context, channel, step.revision.id, step.expects
        self.impl, self.options, self.script = context.impl, context.options, context.script
        self.opts, self.config, self.versions = context.opts, context.config, context.versions

    @property
    def dialect(self) -> Dialect:
        return self.impl.dialect

    @property
    def bind(self) -> Any:
        """What `op.get_bind()` gives: a connection that can only read."""
        return self.channel.bind(blocking=self.blocking)

    @property
    def connection(self) -> Any:
        return self.channel.bind(blocking=False)

    async def heads(self) -> Heads:
        """The version rows now; the script's to read like anything else."""
        self.channel.read("the version rows")
        return self.start

    async def look(self, directive: Directive[Any], tables: tuple[OnTable, ...]) -> Seen | None:
        """What the database holds of these tables now, before anything that is recorded."""
        self.channel.look(f"op.{operation_of(directive)} looks at `{tables[0].name}`")
        return await self.context.look(directive, tables)

    async def admit(self, statement: Statement, directive: Directive[Any]) -> None:  # noqa: ARG002
        self.channel.directive = directive

    def autocommit_block(self) -> _Block:
        """Nothing is sent, so nothing is committed."""
        return _Block(self.channel)


def operation_of(directive: Directive[Any]) -> str:
    """The verb that a directive comes from; a batch is several."""
    return "batch_alter_table" if isinstance(directive, Rebuild) else verb_name(type(directive))


class _Block:
    """Marks what is recorded inside as standing outside any transaction."""

    def __init__(self, channel: Recorder) -> None:
        self.channel = channel

    def __enter__(self) -> None:
        self.was, self.channel.outside = self.channel.outside, True

    def __exit__(self, *_: object) -> None:
        self.channel.outside = self.was

    async def __aenter__(self) -> None:
        self.__enter__()

    async def __aexit__(self, *error: object) -> None:
        self.__exit__(*error)


async def preview(context: MigrationContext, step: Step, *, executes: bool = False, earlier: bool = False) -> Preview:
    """Record a step. With `executes` its script reads from the context's database, else it ends at the first read.

    `earlier`: other steps were recorded before it. A closed one never reads.
    """
    is_open = await aside(opening_of, context, step) is not None
    found = await _record(context, step, reads=executes and is_open, earlier=earlier)
    if executes and not is_open and found.ends is not None:  # one of its directives looks
        found = await _record(context, step, reads=True, earlier=earlier)
    certain = not (is_open or found.looked or found.ends)
    return replace(found, closed=certain and _is_closed(context, found.recorded))


def opening_of(context: MigrationContext, step: Step) -> Opening | None:
    """What keeps the step's function from being closed, as far as its source tells; SQL files are."""
    source = context.script.check(step.revision)
    return None if step.revision.is_sql else opening(source, step.direction, verb_names() - {"invoke", "run_sync"})


def _is_closed(context: MigrationContext, recorded: tuple[Recorded, ...]) -> bool:
    """Whether the statements are the same for every database: none alone outside, none left out after another step."""
    whole = context.options.transaction == "run"
    statements = [one.statement for one in recorded if one.statement is not None]
    return not any(one.autocommit or (whole and one.makes is not None) for one in statements)


async def _record(context: MigrationContext, step: Step, *, reads: bool, earlier: bool) -> Preview:
    assert context.lock is not None  # noqa: S101 - for the type checker
    module = await aside(context.script.load, step.revision)
    channel = Recorder(context.channel, reads=reads, earlier=earlier)  # type: ignore[arg-type]
    channel.outside = not transactional(context, step)
    host = PreviewContext(context, channel, step)
    function, options = getattr(module, step.direction), context.options
    ends = None
    try:
        await run_body(Body(host, step.revision.id), function, options.operations, options.arguments)
    except (Ends, Exception) as error:  # noqa: BLE001 - whatever a script raises is shown
        ends = _why(channel, error)
    if channel.refused is not None:
        ends = _refusal(*channel.refused)
    return Preview(tuple(channel.recorded), ends, looked=channel.looked)


def _why(channel: Recorder, error: BaseException) -> str:
    if channel.end is not None:
        return f"cannot be followed: {channel.end}" if channel.reads else f"depends on data: {channel.end}"
    said = str(error) if isinstance(error, AmigError) else f"{type(error).__name__}: {reason(error)}"
    old = ", as the database is before what is above" if channel.is_old and channel.reads else ""
    return f"fails: {said}{old}"


def _refusal(text: str, error: BaseException) -> str:
    return f"writes with its own bind, which the server refuses here (`{' '.join(text.split())}`): {reason(error)}"
