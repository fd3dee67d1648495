"""What the click faces share: options, the configuration they lead to, and the edge where coroutines are run."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

from amig.aside import aside, without_a_loop
from amig.config import Config
from amig.console import Console

if TYPE_CHECKING:
    import asyncio

R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the command line: what its shared options say. Values after the command word win."""

    config_file: str | None = None
    name: str | None = None
    x: tuple[str, ...] = ()
    url: str | None = None
    json: bool = False
    debug: bool = False
    quiet: bool = False
    verbose: bool = False
    color: bool = True

    def merged(self, later: Call) -> Call:
        """What was said before the command word, with what was said after it."""
        changed = {f.name: getattr(later, f.name) for f in fields(Call) if getattr(later, f.name) != f.default}
        return replace(self, **{**changed, "x": self.x + later.x})

    @property
    def console(self) -> Console:
        return Console(color=self.color, quiet=self.quiet)

    async def config(self) -> Config:
        """The configuration that the options lead to."""
        found = await aside(Config.load, self.config_file)
        return found.database(self.name) if self.name else found

    @property
    def bind(self) -> dict[str, Any]:
        return {"url": self.url} if self.url else {}

    def show(self, result: object, text: str, *, code: bool = False) -> None:
        """The result on stdout: JSON when asked for, else the text; `code` is never broken into lines."""
        if self.json:
            written = as_json(result, indent=2)
        elif code or not text:
            written = text
        else:
            Console(color=self.color, stream=sys.stdout).data(text)
            return
        if written:
            encoding = sys.stdout.encoding or "utf-8"
            click.echo(written.encode(encoding, "replace").decode(encoding))


def as_json(result: object, indent: int | None = None) -> str:
    """A result as JSON, which programs read as UTF-8: where stdout is something else, it is ASCII with escapes."""
    utf8 = (sys.stdout.encoding or "utf-8").lower().replace("-", "").replace("_", "") == "utf8"
    return json.dumps(plain(result), indent=indent, ensure_ascii=not utf8)


def plain(value: Any) -> Any:
    """A result as JSON can hold it: dataclasses by field, paths as text, tuples as lists."""
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, Path) else value


_SHARED = (
    click.option(
        "-c", "--config", "config_file", metavar="FILE", help="The configuration: an amig.toml or pyproject.toml."
    ),
    click.option("-n", "--name", metavar="NAME", help="One of several databases of the configuration."),
    click.option("-x", "x", multiple=True, metavar="KEY=VALUE", help="An argument for env.py; repeatable."),
    click.option("--url", metavar="URL", help="The database, instead of the configured one."),
    click.option("--json", "json", is_flag=True, help="Print the result as JSON."),
    click.option("--debug", "--raiseerr", "debug", is_flag=True, help="Show tracebacks."),
    click.option("-q", "--quiet", is_flag=True, help="Only errors and results."),
    click.option("-v", "--verbose", is_flag=True, help="Show revisions in full."),
    click.option("--no-color", "color", is_flag=True, flag_value=False, default=True, help="No colours."),
)


def shared_options(function: F) -> F:
    """The options that every command takes, before and after its name."""
    for option in reversed(_SHARED):
        function = option(function)
    return function


def _panels(function: Callable[..., Any]) -> dict[str, Any]:
    """A command's own options first, then what every command takes."""
    own = [one for one in getattr(function, "__click_params__", ()) if isinstance(one, click.Option)]
    shared = ["--config", "--name", "-x", "--url", "--json", "--debug", "--quiet", "--verbose", "--no-color"]
    panels = [
        {"name": "Options", "options": [*(one.opts[0] for one in reversed(own)), "--help"]},
        {"name": "For every command", "options": shared},
    ]
    return {"option_groups": {"*": panels}}


def face(name: str, help_: str) -> Callable[[Callable[..., int | None]], click.Command]:
    """Make a function of a Call and its own options into a command; what it returns is the exit code.

    The function's docstring says more in the command's help.
    """

    def make(function: Callable[..., int | None]) -> click.Command:
        more = " ".join((function.__doc__ or "").split())

        settings = {"rich_help_config": _panels(function)}

        @click.command(
            name.rpartition(" ")[2], help=f"{help_}\n\n{more}".strip(), short_help=help_, context_settings=settings
        )
        @shared_options
        @click.pass_context
        @wraps(function)
        def command(context: click.Context, /, **given: Any) -> int | None:
            mine = Call(**{f.name: given.pop(f.name) for f in fields(Call)})
            before = context.obj if isinstance(context.obj, Call) else Call()
            context.obj = call = before.merged(mine)
            with call.console.listening(everything=call.debug):
                return function(call, **given)

        return command

    return make


def drive(work: Coroutine[Any, Any, R]) -> R:
    """Run a coroutine that needs no event loop; none is started, and asyncio is not imported."""
    try:
        work.send(None)
    except StopIteration as end:
        result: R = end.value
        return result
    raise RuntimeError("a command that needs no database suspended")


def run_late(work: Coroutine[Any, Any, R]) -> R:
    """The same as `run`, for work that may come to its end without a loop: none is started before it is asked for."""
    try:
        with without_a_loop():
            work.send(None)
    except StopIteration as end:
        result: R = end.value
        return result
    return run(work)


def run(work: Coroutine[Any, Any, R], ask: Callable[[int], None] | None = None) -> R:
    """Run a coroutine on an event loop; SIGINT and SIGTERM cancel it once, a second one gives up waiting.

    With `ask` the first one, whose number it is given, asks the work to end by itself; the second cancels it.
    Raises KeyboardInterrupt or Terminated after the work has ended.
    """
    import asyncio

    with asyncio.Runner() as runner:
        return runner.run(_interruptible(work, ask))


class Terminated(BaseException):
    """SIGTERM came and the work has ended."""


async def _interruptible(work: Coroutine[Any, Any, R], ask: Callable[[int], None] | None) -> R:
    import asyncio
    import signal

    loop = asyncio.get_running_loop()
    task = loop.create_task(work)
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, _stop, number, task, asked, ask)
    try:
        return await task
    except asyncio.CancelledError:
        if not asked:
            raise
        raise (KeyboardInterrupt if asked[0] == signal.SIGINT else Terminated) from None


def _stop(number: int, task: asyncio.Task[Any], asked: list[int], ask: Callable[[int], None] | None) -> None:
    import os

    asked.append(number)
    gently = ask is not None
    if len(asked) == 1 and ask is not None:
        Console().labelled("warning", "stopping: what runs is finished, nothing more begins; once more cancels it")
        ask(number)
    elif len(asked) == 1 + gently:
        Console().labelled("warning", "stopping: waiting for the database to end what is running; once more gives up")
        task.cancel()
    else:
        Console().show_cursor()
        os._exit(128 + number)
